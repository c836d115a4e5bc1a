"""What is not a dataset is refused where the strategy is made, by every strategy that draws from one."""

import inspect

import pytest
from hypothesis.errors import InvalidArgument

from pilotzones import strategies

DRAWN_FROM = [
    name
    for name in strategies.__all__
    if inspect.isfunction(getattr(strategies, name))
    and "dataset" in inspect.signature(getattr(strategies, name)).parameters
]


@pytest.mark.parametrize("name", [name for name in DRAWN_FROM if name != "records"])
def test_what_is_not_a_dataset_is_refused_at_once(name):
    """In the library's words."""
    for wrong in ("data", 1, object):
        with pytest.raises(InvalidArgument, match="is not a dataset"):
            getattr(strategies, name)(dataset=wrong)


def test_most_strategies_draw_from_a_dataset():
    """All but those of remarks, of texts that are not codes, and of whole datasets."""
    others = {"complete_positive_list", "conditions", "datasets", "malformed_hs_codes", "near_misses", "remarks"}
    functions = {name for name in strategies.__all__ if inspect.isfunction(getattr(strategies, name))}
    assert functions - set(DRAWN_FROM) == others
