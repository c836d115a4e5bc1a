"""Errors about places: the words of their reasons, and what each has a message of."""

from typing import get_args

import pytest

from pilotzones.geography import errors
from pilotzones.geography.errors import PlaceReason
from pilotzones.geography.refusals import INVALID


def test_the_reasons_are_the_words_that_are_documented():
    """Programs compare them; every one has a message."""
    words = ("blank", "not text", "too long", "control character", "read as a number", "township or village")
    assert get_args(PlaceReason) == words
    assert sorted(INVALID) == sorted(words)


@pytest.mark.parametrize(
    ("error", "facts"),
    [
        (errors.InvalidPlaceError, {"name": "", "reason": "blank"}),
        (errors.UnknownPlaceError, {"name": "火星", "near_misses": ()}),
        (errors.OutsideMainlandError, {"name": "香港", "near_misses": ()}),
        (errors.AmbiguousPlaceError, {"name": "朝阳", "candidates": ()}),
        (errors.UnknownDayOfChangeError, {"name": "公主岭市", "candidates": ()}),
        (errors.UnknownBatchError, {"number": 9}),
    ],
)
def test_an_error_has_its_message_and_its_facts(error, facts):
    """So that a program need not read the message; whether the message is passed by its position or its name."""
    for raised in (error("What is wrong.", **facts), error(message="What is wrong.", **facts)):
        assert (str(raised), raised.args) == ("What is wrong.", ("What is wrong.",))
        assert {name: getattr(raised, name) for name in facts} == facts
