"""``python -m macros.build [-o dist]`` writes dxbook.xlam and dxbook_demo.xlsm."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.build import BuildError, books


def main() -> int:
    """Build both files; 1 and a sentence where a source cannot be used."""
    parser = argparse.ArgumentParser(prog="macros.build", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("dist"))
    folder = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name, make in (("dxbook.xlam", books.addin), ("dxbook_demo.xlsm", books.demo)):
            make(folder / name)
            print(folder / name)
    except BuildError as error:
        print(f"macros.build: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
