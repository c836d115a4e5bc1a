"""Public names that are loaded from their modules when they are first used (PEP 562)."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def load_name(package: str, module_of: Mapping[str, str], name: str) -> object:
    """Load a public name of a package, and keep it in the package.

    Args:
        package: the name of the package.
        module_of: the module of each name; one that begins with a dot is inside the package.
        name: the name that is used.

    Raises:
        AttributeError: if it is not a public name.
        ModuleNotFoundError: if its module needs a library that is not installed.

    >>> load_name("pilotzones.annex", {"latest": ".fetching.newest"}, "latest").__name__
    'latest'
    """
    if name not in module_of:
        msg = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value: object = getattr(importlib.import_module(module_of[name], package), name)
    vars(sys.modules[package])[name] = value
    return value
