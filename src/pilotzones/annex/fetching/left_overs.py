"""Folders of downloads that a program left behind because it was killed."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import stat
import tempfile
import time

PREFIX = "pilotzones-"
"""How the name of a folder for downloads begins."""
_AGE = 24 * 60 * 60
"""Seconds after which such a folder is nobody's: no download takes a day."""


def remove_left_overs() -> None:
    """Remove folders for downloads that nobody has used for a day; only this user's, and no link is followed."""
    user = getattr(os, "getuid", int)()  # on Windows the owner of each file is 0
    with contextlib.suppress(OSError):
        for folder in pathlib.Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError):
                facts = folder.lstat()
                is_own = stat.S_ISDIR(facts.st_mode) and facts.st_uid == user
                if is_own and time.time() - facts.st_mtime > _AGE:
                    shutil.rmtree(folder, ignore_errors=True)
