#!/usr/bin/env bash
# The packaged program for Windows, built by the Windows Python in .tools/windows (scripts/windows-python.sh). Where there
# is none, one line says so and the exit code is 0: the rest can be made and tested without it.
. "$(dirname "$0")/common.sh"
home=.tools/windows
if [ -f "$home/missing" ]; then
  say "No program for Windows is built: $(cat "$home/missing")."
  exit 0
fi
# The window's tests open it on a screen that nobody sees.
command -v Xvfb >/dev/null || apt xvfb || say "Xvfb cannot be installed: the test that opens the window will be skipped."
.venv/bin/python -m scripts.package --wine
# What Windows itself has must come from Windows, not from Wine.
if grep -rlaE 'Wine (builtin|copied  ) ?DLL' dist/windows/dxbook; then
  say "These files are Wine's own and do not belong into the program."
  exit 1
fi
