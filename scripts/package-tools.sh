#!/usr/bin/env bash
# What the packaged program of Linux carries of this machine: the libraries of Qt's platform "xcb", which PySide6's wheel
# does not bring and a plain desktop does not have. PyInstaller packs what it finds here. With Xvfb the tests open the window.
. "$(dirname "$0")/common.sh"
[ "$(uname -s)" = Linux ] || exit 0

missing=()
libraries=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null || true)
for each in libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0 \
    libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0 \
    libxcb-render.so.0:libxcb-render0 libxcb-shape.so.0:libxcb-shape0 libxcb-shm.so.0:libxcb-shm0 \
    libxcb-sync.so.1:libxcb-sync1 libxcb-util.so.1:libxcb-util1 libxcb-xfixes.so.0:libxcb-xfixes0 \
    libxcb-xkb.so.1:libxcb-xkb1 libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxkbcommon.so.0:libxkbcommon0 \
    libX11-xcb.so.1:libx11-xcb1 libX11.so.6:libx11-6 libGL.so.1:libgl1 libEGL.so.1:libegl1 \
    libfontconfig.so.1:libfontconfig1 libdbus-1.so.3:libdbus-1-3; do
  [[ $libraries == *"${each%%:*}"* ]] || missing+=("${each##*:}")
done
if [ ${#missing[@]} -gt 0 ] && ! apt "${missing[@]}"; then
  say "Not installed, and this user may not install it: ${missing[*]}"
  say "The program that is made here will open no window where these are missing too."
fi
command -v Xvfb >/dev/null || apt xvfb || say "Xvfb cannot be installed: the test that opens the window will be skipped."
