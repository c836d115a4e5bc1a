"""The sentences of answers about bonded imports in English, as a customs broker reads them."""

import attrs
import pytest

from pilotzones import Dataset

ANSWER = Dataset.bundled().import_city("Ningbo", "2019-06-01")


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        ("open", "designated", "open. Named by x: Ningbo 宁波, from 2016-05-11; printed on two pages or more."),
        ("open once confirmed", "pilot zone", "open once the local customs has confirmed. It is or lies in the pilot"),
        ("not open", "mode not in force", "not open. Customs mode 1210 was not in force: x."),
        ("unknown", "before the lists", "unknown. No list of cities is known for a day so early."),
    ],
)
def test_an_answer_about_imports_says_its_status_and_why(status, reason, said):
    """The status first, then what decides."""
    told = attrs.evolve(ANSWER, status=status, reason=reason, document="x", evidence="confirmed").explain()
    assert told.startswith(f"宁波市 on 2019-06-01: bonded retail import (1210) is {said}")
