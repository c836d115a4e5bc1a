"""A font that has every character of a picture: matplotlib draws an empty box for one that is missing, and warns."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Iterable, Iterator

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, findSystemFonts
from matplotlib.ft2font import FT2Font

from pilotzones.messages import Message, Way
from pilotzones.pictures.errors import MissingFontError

_OWN = pathlib.Path("fonts", "ttf", "DejaVuSans.ttf")
"""The font that comes with matplotlib: the same everywhere, without Chinese."""
_PREFERRED = (
    *("wqy-zenhei", "notosanscjk-regular", "notosanssc", "notosanscjksc-regular", "sourcehansanssc", "sourcehansanscn"),
    *("wqy-microhei", "msyh", "simhei", "deng", "pingfang", "hiragino sans gb", "stheiti light", "droidsansfallback"),
)
"""Fonts with simplified Chinese that are on many machines, by the beginning of the file's name; the best first."""
_DEBIAN = "fonts-wqy-zenhei"


def find_font(texts: Iterable[str]) -> FontProperties:
    """Find a font that has every character of some texts.

    Args:
        texts: everything that a picture says.

    Returns:
        The font of matplotlib itself if that will do, else the first of this machine's fonts that has all of them.

    Raises:
        MissingFontError: if none has; says what to install.
    """
    needed = frozenset(map(ord, "".join(texts))) - {ord("\n")}
    own = pathlib.Path(mpl.get_data_path()) / _OWN
    fewest = needed
    for path in (str(own), *_system_fonts()):
        missing = needed - _characters(path)
        if not missing:
            return FontProperties(fname=path)
        fewest = min(fewest, missing, key=len)
    raise MissingFontError(_refusal(fewest), characters="".join(map(chr, sorted(fewest))))


def _refusal(missing: frozenset[int]) -> Message:
    return Message(
        "No font on this machine has all characters of the picture; the nearest does not have {shown}. Install a "
        "Chinese font, for instance with: apt-get install {package} (elsewhere: Noto Sans SC), or ask for English "
        "with {way}.",
        shown=" ".join(map(chr, sorted(missing)[:5])),
        package=_DEBIAN,
        way=Way("lang='en'", "--lang en"),
    )


def _system_fonts() -> Iterator[str]:
    """Go through the files of fonts: those for Chinese first, then all others by name.

    matplotlib's own list is kept from one day to the next and does not have what was installed since, so the folders
    are gone through.
    """
    yield from sorted(findSystemFonts(), key=lambda path: (_rank(path), pathlib.Path(path).name, path))


def _rank(path: str) -> int:
    name = pathlib.Path(path).name.lower()
    return next((rank for rank, begin in enumerate(_PREFERRED) if name.startswith(begin)), len(_PREFERRED))


@functools.cache
def _characters(path: str) -> frozenset[int]:
    """Give the code points that a font has; none if it cannot be read, such as an Apple bitmap font."""
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()
