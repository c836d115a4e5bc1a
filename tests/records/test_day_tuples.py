"""The tuple of an answer, in programs that take any tuple."""

import dataclasses
import datetime

import attrs
import cattrs
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


@attrs.frozen
class Report:
    """What a program may hold an answer in."""

    zones: pilotzones.DayTuple[pilotzones.Zone]
    any: pilotzones.DayTuple


@pytest.mark.parametrize(
    "converter", [cattrs.Converter(), cattrs.BaseConverter()], ids=lambda made: type(made).__name__
)
def test_a_plain_converter_takes_its_members_apart(converter):
    """Without any hook of ours, alone, inside others and as a field: as it does with the plain tuple of the members."""
    plain = converter.unstructure(tuple(found()))
    assert plain[0]["batch"]["document_no"] == "国函〔2015〕44号"
    assert converter.unstructure(found()) == plain
    assert converter.unstructure({"answers": [found()]}) == {"answers": [plain]}
    assert converter.unstructure(found(), unstructure_as=pilotzones.DayTuple[pilotzones.Zone]) == plain
    assert converter.unstructure(Report(found(), found())) == {"zones": plain, "any": plain}
    assert type(converter.unstructure(found())) is type(plain)


def test_it_prints_as_the_call_that_builds_it_again():
    """In one line, with its day; the members print as the calls that give them."""
    assert repr(found()) == "pilotzones.DayTuple((pilotzones.zone('hangzhou'),), '2016-01-01', '2026-11-25')"
    for answer in (found(), pilotzones.zones(province="Hainan"), pilotzones.items("2016-05-01", under="0403")):
        again = eval(repr(answer), {"pilotzones": pilotzones})  # noqa: S307 - that is what is promised
        assert (again, type(again)) == (answer, pilotzones.DayTuple)
        assert (again.date, again.verified_through) == (answer.date, answer.verified_through)


@pytest.mark.parametrize("days", [("2016-02-30", "2026-11-25"), (5, "2026-11-25"), (None, float("nan")), ("", "")])
def test_its_days_are_checked(days):
    """As every date argument is."""
    with pytest.raises(pilotzones.InvalidDateError):
        pilotzones.DayTuple((), *days)
