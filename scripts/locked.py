"""The versions that the packaged program is made of, held with their hashes in bundle/requirements.txt.

``python -m scripts.locked`` tells where this Python has others; exit code 1 then. ``make lock`` renews the file.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = Path(__file__).resolve().parent.parent / "bundle" / "requirements.txt"


def pins(lock: Path = LOCK) -> list[Requirement]:
    """Every pinned package, with the systems and Pythons it is for. Raises ValueError where one has no hash."""
    blocks = re.sub(r"\\\n", " ", lock.read_text(encoding="utf-8")).splitlines()
    found = []
    for line in blocks:
        if line.strip() and not line.lstrip().startswith("#"):
            wanted, *hashes = re.split(r"\s+--hash=", line.strip())
            if not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes):
                raise ValueError(f"{lock.name}: no hash behind {wanted}")
            found.append(Requirement(wanted))
    return found


def differences(wanted: list[Requirement]) -> list[str]:
    """Where the Python that runs this has another version than it should, or none."""
    found = []
    for pin in wanted:
        if pin.marker is None or pin.marker.evaluate():
            installed = versions().get(canonicalize_name(pin.name), "")
            if not installed or not pin.specifier.contains(installed, prereleases=True):
                found.append(f"{pin.name}: {installed or 'missing'}, locked is {pin.specifier}")
    return found


def versions() -> dict[str, str]:
    """What is installed, by name."""
    return {canonicalize_name(each.name): each.version for each in metadata.distributions()}


if __name__ == "__main__":
    told = differences(pins())
    if told:
        print("Not the versions of bundle/requirements.txt (pip install --require-hashes -r it):", *told, sep="\n  ")
    sys.exit(bool(told))
