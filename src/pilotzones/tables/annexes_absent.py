"""Whether it is certain, without a look through platformdirs, that the user has no installed annexes.

Importing platformdirs takes a quarter as long as importing attrs, and nearly nobody has installed annexes. Where the
folder that it names is certain, and is not there, it is not asked.
"""

from __future__ import annotations

import os
import sys


def has_no_annexes() -> bool:
    """Tell whether the folder in which all installed annexes of the user lie is certainly absent.

    Returns:
        True if it is; False if it is there, cannot be looked at, or only platformdirs knows it.

    Source:
        The XDG Base Directory Specification, and Apple's File System Programming Guide, as platformdirs
        reads them.
    """
    base = _base()
    if base is None:
        return False
    # The second name is what an installation by an earlier release that was interrupted left beside the first.
    return all(_is_absent(f"{base}/pilotzones/{name}") for name in ("annexes", ".annexes.old"))


def _is_absent(path: str) -> bool:
    try:
        os.stat(path)  # noqa: PTH116 - pathlib takes a tenth as long to import as attrs, and is not needed here
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        pass
    return False


def _base() -> str | None:
    """Find the folder of all programs' data, where every release of platformdirs names the same one; None elsewhere."""
    data, home = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    on_android = hasattr(sys, "getandroidapilevel") or "ANDROID_DATA" in os.environ
    if sys.platform == "linux" and not on_android:
        if _is_plain(data):
            return data
        return f"{home}/.local/share" if not data and _is_plain(home) else None
    # On macOS later releases of platformdirs take XDG_DATA_HOME too; on Windows the system alone knows the folder.
    if sys.platform == "darwin" and not data and _is_plain(home):
        return f"{home}/Library/Application Support"
    return None


def _is_plain(path: str) -> bool:
    """Tell whether a path starts at the root and has nothing that some release might take another way."""
    return path.startswith("/") and path == path.strip() and "~" not in path and "$" not in path
