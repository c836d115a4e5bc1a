"""Drawn assumptions can be assumed, and answer what was unknown."""

import pytest
from draws import draws, simplest
from hypothesis.errors import InvalidArgument

from pilotzones import Dataset, strategies
from pilotzones.records.conditions import BondedOnly


def test_they_can_be_assumed_and_answer():
    """Each code as it was assumed, where the data alone does not know."""
    data = Dataset.bundled()
    kinds, announcements = set(), set()
    for assumed in draws(strategies.assumed_lists(), 60):
        day = next(edition.effective_from for edition in data.editions() if edition.id == assumed["after"])
        shop = data.assume(**assumed)
        announcements.add(assumed["after"])
        for code, remark in assumed["listed"].items():
            verdict = shop.eligibility(code, day)
            assert (verdict.status, verdict.evidence, verdict.remark) == (
                "listed",
                "assumed",
                remark and remark.strip(),
            )
            kinds.add("unknown remark" if remark is None else "remark" if remark else "no remark")
            kinds |= {"bonded" for condition in verdict.conditions if isinstance(condition, BondedOnly)}
        for code in assumed["not_listed"]:
            assert shop.eligibility(code, day).status == "not listed"
            kinds.add("not listed")
        assert all(
            data.eligibility(code, day).status == "unknown" for code in (*assumed["listed"], *assumed["not_listed"])
        )
        assert 1 <= len(assumed["listed"]) + len(assumed["not_listed"]) <= 4
    assert kinds == {"unknown remark", "remark", "no remark", "bonded", "not listed"}
    assert announcements == {announcement.id for announcement in data.announcements()}


def test_the_simplest_is_one_listed_code():
    """The lowest of those that are unknown under the first edition."""
    found = simplest(strategies.assumed_lists())
    assert (found["after"], list(found["listed"].values()), found["not_listed"]) == ("2016-40", [""], [])


@pytest.mark.parametrize("most", [0, 1001, None])
def test_a_wrong_number_is_refused_at_once(most):
    """There must be a code."""
    with pytest.raises(InvalidArgument, match="most must be a whole number from 1 to"):
        strategies.assumed_lists(most=most)


def test_where_everything_is_known_nothing_can_be_assumed():
    """A complete list."""
    data = simplest(strategies.complete_positive_list())
    with pytest.raises(InvalidArgument, match="so there is nothing to assume"):
        strategies.assumed_lists(dataset=data)
