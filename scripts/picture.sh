#!/usr/bin/env bash
# The README's picture: one page of a real check sheet, as printed. Needs LibreOffice and poppler.
. "$(dirname "$0")/common.sh"
page=${1:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p docs/img
.venv/bin/dxbook demo -o "$work" mobara >/dev/null
pdf=$(find "$work" -name '*_チェックシート.pdf')
pdftoppm -r 75 -png -f "$page" -l "$page" -singlefile "$pdf" docs/img/check-sheet
say "docs/img/check-sheet.png"
