"""Names and codes of places as they stand in cells: texts and whole numbers, of any library, and nothing else."""

import numpy as np
import pandas as pd
import pytest

from pilotzones.frames import tag_zones
from pilotzones.frames.texts import written_name


@pytest.mark.parametrize("code", [330100, np.int64(330100), np.int32(330100), "330100", np.str_("330100")])
def test_a_whole_number_is_the_code_of_a_place(code):
    """In a column of objects too."""
    assert written_name(code) == "330100"
    frame = pd.DataFrame({"place": pd.Series([code, "Hangzhou"], dtype=object)})
    assert tag_zones(frame, date="2026-01-01")["zone"].tolist() == ["hangzhou", "hangzhou"]


@pytest.mark.parametrize("value", [True, 330100.0, None, b"330100", object()])
def test_what_is_neither_has_no_name(value):
    """Neither have the truth values, though Python counts them among the whole numbers."""
    assert written_name(value) is None
