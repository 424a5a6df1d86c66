"""Hatchling's build hook: the wheel carries the Excel add-in, for ``dxbook addin install`` after ``pip install dxbook``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AddinHook(BuildHookInterface[Any]):
    """Builds dist/dxbook.xlam anew, as ``make addin`` does, and puts it where ``dxbook/apps/excel/addin.py`` looks."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before a wheel is packed. A checkout (``pip install -e``) has ``make addin``."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from macros.build.books import addin

        self._folder = TemporaryDirectory(prefix="dxbook-")
        made = Path(self._folder.name) / "dxbook.xlam"
        addin(made)
        build_data["force_include"][str(made)] = "dxbook/_addin/dxbook.xlam"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """After the wheel is packed."""
        if version != "editable":
            self._folder.cleanup()
