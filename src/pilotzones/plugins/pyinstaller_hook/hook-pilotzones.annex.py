"""What a program that reads annexes needs: every module for it, also those that the reading process imports."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("pilotzones.annex")
