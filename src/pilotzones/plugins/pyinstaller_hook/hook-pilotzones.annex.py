"""What a program that reads annexes needs: every module for it, as the process that reads a file imports them by name."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("pilotzones.annex")
