#!/usr/bin/env bash
# A Windows Python with dxbook under Wine, in .tools/windows, for tests/packaging/test_windows.py and Windows builds. From
# Debian's packages and PyPI alone; as root, Debian 12 (Wine 8). A second run does only what is out of date.
# Where it cannot be: one line says why (also in .tools/windows/missing, for the tests), and the exit code is 0.
. "$(dirname "$0")/common.sh"

PANDA3D=1.10.16 # its wheel carries CPython 3.11's Windows DLLs
home=$PWD/.tools/windows python=${PYTHON:-.venv/bin/python}
windows=$home/python work=$home/work system32=$home/prefix/drive_c/windows/system32
compiler=x86_64-w64-mingw32-gcc
mkdir -p "$home" "$work"

missing() {
  say "No Windows Python: $*. tests/packaging/test_windows.py will be skipped."
  echo "$*" >"$home/missing"
  exit 0
}

# Never a file as output (see windows-run.sh); what a program says is shown where it fails.
wine() {
  local said
  said=$(timeout -k 5 600 bash scripts/windows-run.sh "$@" </dev/null 2>&1 | cat; exit "${PIPESTATUS[0]}") && return 0
  say "Under Wine this failed: $*"
  say "$said"
  return 1
}

packages() {
  local wanted=()
  [ -x /usr/lib/wine/wine64 ] || wanted+=(wine64)
  command -v $compiler >/dev/null || wanted+=(gcc-mingw-w64-x86-64-win32)
  [ -f /usr/share/i18n/locales/ja_JP ] || wanted+=(locales)
  [ ${#wanted[@]} = 0 ] || apt "${wanted[@]}" || missing "${wanted[*]} cannot be installed here"
  case $(/usr/lib/wine/wine64 --version) in
    wine-8.*) ;;
    *) missing "this is $(/usr/lib/wine/wine64 --version), and the shims are made for Wine 8 (Debian 12)" ;;
  esac
}

# The pure Python of the standard library is the same on all systems: from any CPython 3.11 of this machine.
library() {
  local each
  for each in "$("$python" -c 'import os; print(os.path.dirname(os.__file__))')" \
    ~/.pyenv/versions/3.11.*/lib/python3.11 /usr/lib/python3.11 /usr/local/lib/python3.11; do
    case $each in */python3.11) [ -f "$each/os.py" ] && echo "$each" && return 0 ;; esac
  done
  return 1
}

make_python() {
  local stdlib
  stdlib=$(library) || missing "no CPython 3.11 on this machine to take the standard library from"
  rm -rf "$windows" && mkdir -p "$windows/Lib/site-packages"
  "$python" -m pip download -q -q --disable-pip-version-check --no-deps --only-binary=:all: --platform win_amd64 \
    --python-version 3.11 -d "$work" "panda3d==$PANDA3D" || missing "panda3d $PANDA3D cannot be downloaded from PyPI"
  "$python" scripts/windows-shims.py unpack "$work"/panda3d-*-cp311-cp311-win_amd64.whl "$windows"
  tar cf - -C "$stdlib" --exclude=__pycache__ --exclude=site-packages --exclude=dist-packages --exclude=lib-dynload \
    --exclude='config-*' --exclude=./test --exclude='_sysconfigdata*' . | tar xf - -C "$windows/Lib"
  $compiler -O2 -s -municode scripts/windows-python.c -o "$windows/python.exe"
  "$python" scripts/windows-shims.py forward "$windows/python311.dll" "$work/python3.def"
  $compiler -shared -nostdlib -s -Wl,--entry=0 "$work/python3.def" -o "$windows/python3.dll"
  "$python" -m pip install -q -q --disable-pip-version-check --no-compile --target "$windows/Lib/site-packages" pip
}

make_prefix() {
  rm -rf "$home/prefix"
  mkdir -p "$home/locale"
  localedef -i ja_JP -f UTF-8 "$home/locale/ja_JP.UTF-8" >/dev/null 2>&1 || true
  wine wineboot -i
  wine winecfg -v win10
  $compiler -O2 -s -shared -static-libgcc -DBCRYPT scripts/windows-shims.c -o "$system32/bcryptprimitives.dll" -ladvapi32
  $compiler -O2 -s -shared -static-libgcc -DICU scripts/windows-shims.c -o "$system32/icuuc.dll"
  "$python" scripts/windows-shims.py complex "$system32" "$work"
  "$python" scripts/windows-shims.py colours "$system32" "$work"
  local each
  for each in ucrtbase mscms; do wine reg add 'HKCU\Software\Wine\DllOverrides' /v $each /d native,builtin /f; done
  bash scripts/windows-run.sh --stop # the next start loads the new DLLs
}

# dxbook as its users get it: the wheel, and the Windows wheels of what it needs.
install_dxbook() {
  local pip=(python -X utf8 -m pip install -q --disable-pip-version-check --no-warn-script-location)
  rm -f "$work"/dxbook-*.whl
  "$python" -m pip wheel -q -q --disable-pip-version-check --no-deps -w "$work" .
  local wheel
  wheel=$(ls "$work"/dxbook-*.whl)
  if [ ! "$home/packages" -nt pyproject.toml ] || [ ! "$home/packages" -nt bundle/requirements.txt ]; then
    wine "${pip[@]}" --require-hashes --only-binary :all: -r bundle/requirements.txt # as the program that is handed on
    wine "${pip[@]}" "pytest>=8.3" "hypothesis>=6.100"
    cp "$windows"/Lib/site-packages/shiboken6/vcruntime140*.dll "$windows/" # panda3d's are older than Qt needs
    touch "$home/packages"
  fi
  wine "${pip[@]}" --no-deps --no-index --force-reinstall "$wheel"
}

packages
if [ ! -f "$home/ready" ] || [ -n "$(find scripts -name 'windows-*' -newer "$home/ready")" ]; then
  say "Making a Windows Python in .tools/windows …"
  rm -f "$home/ready" "$home/packages" "$home/dxbook"
  [ ! -d "$home/prefix" ] || bash scripts/windows-run.sh --stop
  make_python
  make_prefix
  touch "$home/ready"
fi
if [ ! -f "$home/dxbook" ] || [ -n "$(find dxbook gui macros templates/xlsx pyproject.toml bundle/requirements.txt -newer "$home/dxbook" -not -path '*/__pycache__*' -not -name __pycache__)" ]; then
  say "Installing dxbook into it …"
  touch "$work/begun"
  install_dxbook
  mv "$work/begun" "$home/dxbook"
fi
rm -f "$home/missing"
