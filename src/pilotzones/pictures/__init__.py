"""Pictures of zones and of the positive list, each drawn into an Axes of matplotlib, in English or Chinese.

Needs the extra "plot" (``pip install 'pilotzones[plot]'``); each name here is loaded when it is first used. Nothing
here uses or changes pyplot, and ``save`` writes the same bytes for the same picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.lazy_names import load_name

if TYPE_CHECKING:
    from pilotzones.pictures.coverage_grid import coverage
    from pilotzones.pictures.errors import MissingFontError, PictureFileError
    from pilotzones.pictures.growth_steps import growth
    from pilotzones.pictures.saving import save
    from pilotzones.pictures.zones_on_map import zone_map

__all__ = ["MissingFontError", "PictureFileError", "coverage", "growth", "save", "zone_map"]

_MODULE_OF = {
    "MissingFontError": ".errors",
    "PictureFileError": ".errors",
    "coverage": ".coverage_grid",
    "growth": ".growth_steps",
    "save": ".saving",
    "zone_map": ".zones_on_map",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used.

    Raises:
        ImportError: if it needs matplotlib, and that is not installed; names the extra.
    """
    try:
        return load_name(__name__, _MODULE_OF, name)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "matplotlib":
            raise
        from pilotzones.messages import Message  # noqa: PLC0415 - where something is missing

        msg = Message("This needs {library}: pip install '{extra}'.", library="matplotlib", extra="pilotzones[plot]")
        raise ImportError(msg) from missing


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__
