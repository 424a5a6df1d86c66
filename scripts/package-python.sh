#!/usr/bin/env bash
# A Python for making the packaged program, in build/python: nothing in it but what bundle/requirements.txt names, each
# package checked against its hash.
. "$(dirname "$0")/common.sh"

home=build/python
if [ -f "$home/ready" ] && [ "$home/ready" -nt bundle/requirements.txt ]; then exit 0; fi
say "Installing what the packaged program is made of into $home …"
rm -rf "$home"
.venv/bin/python -m venv --without-pip "$home" # pip comes from .venv: Debian's python3 has no ensurepip
.venv/bin/python -m pip --python "$home/bin/python" install -q -q --disable-pip-version-check \
  --require-hashes --only-binary :all: -r bundle/requirements.txt
touch "$home/ready"
