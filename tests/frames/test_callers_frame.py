"""What is taken for a frame: what is of a library for frames, and nothing else is asked anything."""

import pandas as pd
import pytest

from pilotzones.frames.callers_frame import accept
from pilotzones.frames.errors import FrameTypeError


class Proxy:
    """A value whose class is not known before something else was asked."""

    @property
    def __class__(self):
        raise ZeroDivisionError


class Goods(pd.DataFrame):
    """A frame of a program's own."""


def test_what_is_not_a_frame_is_asked_nothing():
    """Its type is enough to refuse it: to ask a proxy may take long, or change something."""
    with pytest.raises(FrameTypeError, match="Proxy is not a frame"):
        accept(Proxy())


def test_a_frame_of_a_type_made_from_one_is_a_frame():
    """Though its own type is of no library."""
    assert accept(Goods({"hs_code": ["04090000"]})).names == ("hs_code",)
