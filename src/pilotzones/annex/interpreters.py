"""Find a Python to start: in an embedding program ``sys.executable`` is that program, or nothing."""

from __future__ import annotations

import os
import pathlib
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PYTHON = re.compile(r"(python|pypy|graalpy)[\w.-]*", re.IGNORECASE)
"""The names of interpreters. Another program is not started to see what it is: it could be a second server."""


def find_interpreters() -> tuple[str, ...]:
    """Find the programs that may be this Python, best first; whether they are, they must say themselves.

    Returns:
        What ``multiprocessing.set_executable`` was given, if it was called; then what this
        program says that it is; then the interpreters of its installation. Each exists.
    """
    return tuple(dict.fromkeys(path for path in _list_candidates() if _is_interpreter(path)))


def describe_version() -> str:
    """Describe this Python so that only one with the same libraries is described alike."""
    return f"{sys.implementation.cache_tag} {sys.maxsize.bit_length() + 1} bits"


def _list_candidates() -> Iterator[str]:
    chosen = _find_chosen()
    if chosen != sys.executable:
        yield chosen
    if getattr(sys, "frozen", False):  # its executable is the program itself, whatever its name
        return
    yield sys.executable or ""
    yield getattr(sys, "_base_executable", None) or ""
    version = ".".join(map(str, sys.version_info[:2]))
    names = (f"python{version}", "python3", "python")
    for prefix in dict.fromkeys((sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix)):
        yield from (os.path.join(prefix, "bin", name) for name in names)  # noqa: PTH118 - a text
        yield from (os.path.join(prefix, *where, "python.exe") for where in ((), ("Scripts",)))  # noqa: PTH118


def _find_chosen() -> str:
    """Find what ``multiprocessing.set_executable`` was given; who called it has loaded that module."""
    spawn = sys.modules.get("multiprocessing.spawn")
    executable = spawn.get_executable() if spawn else None
    return os.fsdecode(executable) if executable else ""


def _is_interpreter(path: str) -> bool:
    return (
        bool(_PYTHON.fullmatch(pathlib.Path(path).name)) and pathlib.Path(path).is_file() and os.access(path, os.X_OK)
    )
