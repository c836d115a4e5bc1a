"""Pictures in tests: what is written in them, and whether this machine can write Chinese."""

import pathlib

import pytest
from matplotlib.collections import PathCollection
from matplotlib.font_manager import findSystemFonts
from matplotlib.text import Text

from pilotzones import Dataset

DATA = Dataset.bundled()
CHINESE = any(pathlib.Path(path).name.lower().startswith("wqy-zenhei") for path in findSystemFonts())
NEEDS_CHINESE = pytest.mark.skipif(not CHINESE, reason="fonts-wqy-zenhei is not installed")
LANGUAGES = ("en", pytest.param("zh", marks=NEEDS_CHINESE))


def written(ax):
    """List the texts of a picture that can be seen."""
    hidden = [] if ax.axison else ax.xaxis.findobj(Text) + ax.yaxis.findobj(Text)
    return [text for text in ax.findobj(Text) if text.get_visible() and text.get_text().strip() and text not in hidden]


def texts(ax):
    """List what is written in a picture."""
    return [text.get_text() for text in written(ax)]


def dots(ax):
    """List the groups of marks in a picture, without the numbers in them: longitude and latitude, or day and count."""
    groups = [group for group in ax.findobj(PathCollection) if len(group.get_offsets())]
    return [group.get_offsets().tolist() for group in groups[::2]]
