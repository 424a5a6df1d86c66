#!/usr/bin/env bash
# Run a Windows program under Wine, in the folder that scripts/windows-python.sh made: windows-run.sh PROGRAM ARGUMENT…
# "python" is the Windows Python; "--stop" ends Wine. A Windows program's input and output must be /dev/null or a pipe,
# never a file (Wine 8 answers WinError 6).
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/.tools/windows
wine=/usr/lib/wine/wine64 server=/usr/lib/wine/wineserver64
export WINEPREFIX=$home/prefix WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all}
export WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=;winedbg.exe=d" # no questions about Mono, no debugger
unset PYTHONPATH PYTHONHOME # of this system's Python
export DISPLAY=${WINDOWS_DISPLAY:-} # without a display Wine looks for no screen
[ -n "$DISPLAY" ] || unset DISPLAY
japanese=(env LOCPATH="$home/locale" LC_ALL=ja_JP.UTF-8) # a Japanese Windows: code page 932

if [ "${1:-}" = --stop ]; then
  "$server" -k || true
  timeout 60 "$server" -w || true
  exit 0
fi
# Wine's server and services outlive us (by a minute): they must not keep our caller's pipes open.
if "$server" -p60 </dev/null >/dev/null 2>&1; then
  timeout -k 5 180 "${japanese[@]}" "$wine" wineboot </dev/null >/dev/null 2>&1 || true
fi
[ "$1" = python ] && set -- "$home/python/python.exe" "${@:2}"
exec "${japanese[@]}" "$wine" "$@"
