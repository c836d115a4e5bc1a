"""What a type checker must make of the strategies; checked, never run."""

from __future__ import annotations

import datetime

from hypothesis.strategies import SearchStrategy
from typing_extensions import assert_type

from pilotzones import (
    Announcement,
    Batch,
    BondedOnly,
    Dataset,
    Edition,
    HSCode,
    Item,
    Province,
    Verdict,
    Zone,
    strategies,
)
from pilotzones.records.conditions import Condition
from pilotzones.strategies import AssumedList, EligibilityCase, OrderLine, Remark

assert_type(strategies.zones(date="2020-01-01", batch=4, province="浙"), SearchStrategy[Zone])
assert_type(strategies.provinces(), SearchStrategy[Province])
assert_type(strategies.batches(), SearchStrategy[Batch])
assert_type(strategies.zone_names("Hangzhou"), SearchStrategy[str])
assert_type(strategies.non_zone_places(), SearchStrategy[str])
assert_type(strategies.dates_in_force("2019-96"), SearchStrategy[datetime.date])
assert_type(strategies.boundary_dates("list"), SearchStrategy[datetime.date])
assert_type(strategies.hs_codes(status="listed", under="04"), SearchStrategy[HSCode])
assert_type(strategies.spelled_hs_codes("04090000"), SearchStrategy[str])
assert_type(strategies.near_misses("04090000"), SearchStrategy[HSCode])
assert_type(strategies.items(under="04"), SearchStrategy[Item])
assert_type(strategies.remarks(most=2), SearchStrategy[Remark])
assert_type(strategies.conditions(BondedOnly), SearchStrategy[Condition])
assert_type(strategies.eligibility_cases(status="unknown"), SearchStrategy[EligibilityCase])
assert_type(strategies.verdicts(), SearchStrategy[Verdict])
assert_type(strategies.editions(), SearchStrategy[Edition])
assert_type(strategies.announcements(), SearchStrategy[Announcement])
assert_type(strategies.records(Zone), SearchStrategy[Zone])
assert_type(strategies.instants("2022-03-01"), SearchStrategy[datetime.datetime | str])
assert_type(strategies.order_lines(status="listed"), SearchStrategy[OrderLine])
assert_type(strategies.assumed_lists(most=2), SearchStrategy[AssumedList])
assert_type(strategies.datasets(complete=True), SearchStrategy[Dataset])
assert_type(strategies.complete_positive_list(min_size=3), SearchStrategy[Dataset])


def assume(data: Dataset, assumed: AssumedList) -> Dataset:
    """Drawn lines are the arguments of assume."""
    return data.assume(**assumed)


def block(data: Dataset) -> int:
    """The block gives the dataset."""
    with data.as_default() as given:
        return len(assert_type(given, Dataset).zones())
