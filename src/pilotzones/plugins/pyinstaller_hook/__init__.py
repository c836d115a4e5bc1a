"""What PyInstaller loads by itself (entry point "pyinstaller40"): where the hooks for this package are."""

from __future__ import annotations

import os


def get_hook_dirs() -> list[str]:
    """Name the folder of the hooks, which is this one."""
    return [os.path.dirname(__file__)]  # noqa: PTH120 - as PyInstaller documents it
