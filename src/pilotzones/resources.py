"""Where tables lie: in the package (the only module that opens its resources), and in the user's data folder."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Folder(Protocol):
    """A folder or file, on disk or in a package; what ``pathlib.Path`` and resources share."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        ...

    def __truediv__(self, name: str, /) -> Folder: ...

    def is_file(self) -> bool:
        """Tell whether it is a file."""
        ...

    def iterdir(self) -> Iterator[Folder]:
        """Go through what a folder holds."""
        ...

    def read_bytes(self) -> bytes:
        """Read a file."""
        ...


def bundled_folder() -> Folder:
    """Find the folder of tables inside the package, also where that is a zip file."""
    # On disk importlib_resources finds this same folder, but importing it takes a third as long as attrs.
    beside = pathlib.Path(__file__).parent / "data"
    if beside.is_dir():
        return beside
    import importlib_resources  # noqa: PLC0415

    return importlib_resources.files("pilotzones") / "data"


def user_folder() -> pathlib.Path | None:
    """Name the folder that ``pilotzones annex install`` writes into; None without the extra "annex"."""
    try:
        import platformdirs  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    return platformdirs.user_data_path("pilotzones", appauthor=False) / "annexes"


def set_aside(folder: pathlib.Path) -> pathlib.Path:
    """Name where a folder stands while another is put in its place."""
    return folder.with_name(f".{folder.name}.old")


def installed_folder() -> pathlib.Path | None:
    """Find the user's installed annexes; None if there are none."""
    folder = user_folder()
    if folder is None or folder.is_dir():
        return folder
    # An installation that was cut off between two renamings leaves the old state there.
    old = set_aside(folder)
    return old if old.is_dir() else None
