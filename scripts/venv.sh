#!/usr/bin/env bash
# Make .venv and install dxbook into it. Arguments: the extras wanted (test, bench, gui, excel).
. "$(dirname "$0")/common.sh"

python=${PYTHON:-python3}
extras=$(IFS=,; echo "$*")
stamp=.venv/.installed-${extras:-plain}
if [ -f "$stamp" ] && [ "$stamp" -nt pyproject.toml ] && [ "$stamp" -nt scripts/venv.sh ]; then exit 0; fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  say "Python 3.11 or newer is needed. (Debian 12: apt install python3 python3-venv)"
  exit 1
fi

make_venv() {
  [ -x .venv/bin/pip ] && return 0
  rm -rf .venv
  # Debian's python3 comes without ensurepip: python3-venv brings it.
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    apt python3-venv || true
  fi
  if "$python" -c 'import ensurepip' 2>/dev/null; then "$python" -m venv .venv && return 0; fi
  rm -rf .venv
  if "$python" -m virtualenv --version >/dev/null 2>&1; then "$python" -m virtualenv -q .venv && return 0; fi
  if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip .venv && "$python" -m pip --python .venv/bin/python install -q pip && return 0
  fi
  rm -rf .venv
  say "A virtual environment cannot be made here: Python's venv module is not installed, and this"
  say "user may not install it. Ask for the Debian package python3-venv, then run make again."
  return 1
}

make_venv
say "Installing dxbook${extras:+ [$extras]} into .venv …"
.venv/bin/python -m pip install -q -q --disable-pip-version-check -e ".${extras:+[$extras]}"
touch "$stamp"
