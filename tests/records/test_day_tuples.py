"""The tuple of an answer, in programs that take any tuple."""

import dataclasses
import datetime

import attrs
import pydantic
import pytest

import pilotzones

DAY = datetime.date(2016, 1, 1)


def found():
    """Ask for the zones in force at the start of 2016: Hangzhou alone."""
    return pilotzones.zones(date=DAY)


def test_a_dataclass_and_an_attrs_class_that_hold_one_become_plain_data():
    """Both make a tuple of the same class of the members alone, and get a plain one."""
    by_dataclasses = dataclasses.asdict(dataclasses.make_dataclass("Report", ["zones"])(found()))
    by_attrs = attrs.asdict(attrs.make_class("Report", ["zones"])(found()))
    assert type(by_dataclasses["zones"]) is type(by_attrs["zones"]) is tuple
    assert by_dataclasses["zones"] == (pilotzones.zone("Hangzhou"),)
    assert by_attrs["zones"][0]["id"] == "hangzhou"


@pytest.mark.parametrize("kind", [pilotzones.DayTuple[pilotzones.Zone], tuple[pilotzones.Zone, ...]])
def test_pydantic_takes_it_as_a_tuple_of_its_members(kind):
    """As a field and as an answer; the day is not written."""
    adapter = pydantic.TypeAdapter(kind)
    written = adapter.dump_python(found(), mode="json")
    assert [zone["id"] for zone in written] == ["hangzhou"]
    assert adapter.validate_python(written) == found()


def test_pydantic_takes_one_of_anything():
    """Where the members are not named."""
    assert pydantic.TypeAdapter(pilotzones.DayTuple).validate_python([1, "a"]) == (1, "a")
