"""Arguments of ``screen`` that are not columns are refused by their names."""

import pandas as pd
import pytest

from pilotzones.arguments import ArgumentTypeError
from pilotzones.frames import screen


@pytest.mark.parametrize("argument", ["prefix", "shipment", "evidence", "lost_zeros"])
def test_a_wrong_argument_is_named(argument):
    """First in the sentence."""
    frame = pd.DataFrame({"hs_code": ["04090000"]})
    with pytest.raises(ArgumentTypeError, match=f"^{argument} must be "):
        screen(frame, date="2022-03-01", **{argument: 3})
