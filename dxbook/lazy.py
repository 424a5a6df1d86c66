"""What a package gives, loaded when it is first asked for: ``dxbook --help`` and the window's first screen need little.

lazy_loader was looked at: it parses a .pyi file of every package at start-up, which the packaged program does not carry
and ``--help`` cannot afford.
"""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_names(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], object], list[str]]:
    """A package's ``__getattr__`` and ``__all__``: ``homes`` tells, module by module, which names it gives.

    Names under "" are modules of the package that are given whole. A name must not be a module's name too.
    """
    home = {name: module for module, names in homes.items() for name in names.split()}

    def load(name: str) -> object:
        module = home.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        if not module:  # given whole
            return import_module(f"{package}.{name}")
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return load, sorted(home)
