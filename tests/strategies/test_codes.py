"""Strategies for HS codes draw what they promise, of every kind."""

import collections
import csv
import datetime
import pathlib
import string

import pytest
from draws import draws, simplest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import pilotzones
from pilotzones import strategies
from pilotzones.hscode import parse

DATA = pathlib.Path(pilotzones.__file__).parent / "data"
FIRST_LIST = datetime.date(2016, 4, 10)
STATUSES = ("listed", "not listed", "unknown")


def known_lines(announcement):
    """Read the codes that the shipped table gives of an annex."""
    with (DATA / "list_changes.csv").open(encoding="utf-8", newline="") as file:
        return {row["hs_code"] for row in csv.DictReader(file) if row["announcement"] == announcement}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("day", ["2016-04-10", "2016-04-16", "2019-06-01", "2021-12-31", "2026-01-01"])
def test_codes_have_their_status(status, day):
    """On every edition, where any code has it."""
    if status != "unknown" and day == "2019-06-01":  # of the 2018 edition nothing is known
        with pytest.raises(InvalidArgument, match=rf"No code is {status} under 2018 edition \(2018-157\):"):
            strategies.hs_codes(status=status, date=day)
        return
    drawn = draws(strategies.hs_codes(status=status, date=day))
    assert {pilotzones.eligibility(code, day).status for code in drawn} == {status}
    assert all(len(code) == 8 for code in drawn)


def test_all_listed_codes_are_drawn():
    """Of the first list the 69 lines that are known; the simplest is the first."""
    drawn = draws(strategies.hs_codes(status="listed", date=FIRST_LIST), 1000)
    assert set(drawn) == known_lines("2016-40")
    assert simplest(strategies.hs_codes(status="listed", date=FIRST_LIST)) == "04029100"


def test_unlisted_codes_lie_between_the_listed_ones():
    """Up to the last code of the known range; lines of the second list are among them."""
    drawn = set(draws(strategies.hs_codes(status="not listed", date=FIRST_LIST), 500))
    assert drawn.isdisjoint(known_lines("2016-40"))
    assert max(drawn) <= "09083200"
    assert drawn & known_lines("2016-47")
    assert len(drawn) > 200


def test_any_status_occurs():
    """In turn, if none is asked for."""
    drawn = draws(strategies.hs_codes(date=FIRST_LIST), 300)
    counted = collections.Counter(pilotzones.eligibility(code, FIRST_LIST).status for code in drawn)
    assert set(counted) == set(STATUSES)
    assert min(counted.values()) > 15


def test_lines_of_the_tariff_and_any_other_digits_are_drawn():
    """So that a rule is tried on codes that shops have, and on those nobody has."""
    with_lines = draws(strategies.hs_codes(status="unknown", date="2023-01-01"), 250)
    lines = {line.hs_code for line in pilotzones.items("2023-01-01", status="unknown")}
    assert 25 < sum(code in lines for code in with_lines) < 225


@pytest.mark.parametrize("under", ["04", "0402", "04.02.91.00"])
@pytest.mark.parametrize("status", [None, "listed"])
def test_codes_lie_under_a_prefix(under, status):
    """Chapter, heading, subheading, line."""
    drawn = draws(strategies.hs_codes(status=status, date=FIRST_LIST, under=under))
    assert all(code.startswith(under.replace(".", "")) for code in drawn)
    assert (len(set(drawn)) > 1) == (len(under) < 8)


def test_an_edition_stands_for_its_first_day():
    """By its id, itself or another day; a day within it may be given beside it."""
    by_day = draws(strategies.hs_codes(status="not listed", date="2022-03-01"))
    assert draws(strategies.hs_codes(status="not listed", edition="2022-7")) == by_day
    edition = pilotzones.edition_on("2022-03-01")
    assert draws(strategies.hs_codes(status="not listed", edition=edition, date="2024-05-05")) == by_day


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"status": "listed", "date": "2015-06-01"}, "No positive list was in force on 2015-06-01"),
        (
            {"edition": "2019-96", "date": "2022-03-01"},
            "2019-96 is in force from 2020-01-01 until the day before 2022-03-01, not on 2022-03-01: leave out date or",
        ),
        ({"edition": "2022-7", "date": "2020-01-01"}, "2022-7 is in force from 2022-03-01 on, not on 2020-01-01"),
        (
            {"status": "listed", "under": "01", "date": FIRST_LIST},
            r"No code that begins with 01 is listed under First list \(2016-40\): choose",
        ),
        ({"status": "maybe"}, "status must be 'listed', 'not listed', 'unknown' or None, not 'maybe'"),
        ({"under": "040"}, "'040' has 3 digits"),
        ({"edition": "2017"}, "'2017' is not an edition"),
        ({"date": "soon"}, "'soon' is not a date"),
    ],
)
def test_what_leaves_no_code_is_refused_at_once(arguments, sentence):
    """Where the strategy is made, with a sentence."""
    with pytest.raises(InvalidArgument, match=sentence):
        strategies.hs_codes(**arguments)


@pytest.mark.parametrize(("day", "prefix"), [(FIRST_LIST, "999999"), ("2015-06-01", "999999"), (FIRST_LIST, "851712")])
def test_every_code_under_a_prefix_is_drawn(day, prefix):
    """The first and the last too, with a list in force and before, whether some of them are lines of a tariff or none."""
    drawn = draws(strategies.hs_codes(date=day, under=prefix), 2000)
    assert set(drawn) == {f"{prefix}{number:02}" for number in range(100)}


def test_before_any_list_codes_have_no_status():
    """So any code may be drawn if none is asked for."""
    drawn = draws(strategies.hs_codes(date="2015-06-01", under="04"))
    assert len(set(drawn)) > 100
    assert {code[:2] for code in drawn} == {"04"}


WRITTEN = {
    "plain": lambda text: len(text) == 8 and text.isascii() and text.isdecimal(),
    "dots": lambda text: text.count(".") == 2,
    "pairs": lambda text: text.count(".") == 3,
    "spaces": lambda text: " " in text.strip(),
    "ten digits": lambda text: len(text.strip()) == 10 and text.strip().isdecimal(),
    "thirteen": lambda text: len(text.strip()) == 13 and text.strip().isdecimal(),
    "full width": lambda text: any("\uff10" <= sign <= "\uff19" for sign in text),
    "wide dots": lambda text: "\uff0e" in text,
    "a line's end": lambda text: text.endswith("\n"),
}


def test_spellings_are_read_as_their_line():
    """However a code is written; every way of writing occurs; the simplest is the 8 digits."""
    drawn = draws(strategies.spelled_hs_codes("0409.00.00"), 400)
    assert {parse(text) for text in drawn} == {"04090000"}
    assert [kind for kind, is_one in WRITTEN.items() if not any(map(is_one, drawn))] == []
    wide = [text for text in draws(strategies.spelled_hs_codes("01234567"), 100) if WRITTEN["full width"](text)]
    assert wide
    assert not any(sign in "0123456789." for text in wide for sign in text)
    assert simplest(strategies.spelled_hs_codes("04090000")) == "04090000"
    assert len({parse(text) for text in draws(strategies.spelled_hs_codes(), 250)}) > 50


def test_what_is_not_a_dataset_is_refused_beside_a_code():
    """Though the code alone decides what is drawn."""
    with pytest.raises(InvalidArgument, match="is not a dataset"):
        strategies.spelled_hs_codes("04090000", dataset="data")


@pytest.mark.parametrize("code", ["0409", "honey", 4090000])
@pytest.mark.parametrize("strategy", [strategies.spelled_hs_codes, strategies.near_misses])
def test_what_is_not_a_line_is_refused_at_once(strategy, code):
    """It has no spellings, and no code is near it."""
    with pytest.raises(InvalidArgument, match=r"is a heading|is not an HS code|is not text"):
        strategy(code)


MALFORMED = {
    "blank": lambda text: not text.strip(),
    "chapter": lambda text: len(text) == 2,
    "heading": lambda text: len(text) == 4,
    "subheading": lambda text: len(text) == 6,
    "a zero lost": lambda text: len(text) == 7 and text.isdecimal(),
    "nine digits": lambda text: len(text) == 9 and text.isdecimal(),
    "too long": lambda text: len(text) > 13 and text.isdecimal(),
    "a letter inside": lambda text: any(sign in text for sign in "OoIl"),
    "another script": lambda text: any(sign in text for sign in "٤④①²½"),
    "a sign": lambda text: any(sign in text for sign in "-/_;*"),
    **{
        f"{end!r} at the end": lambda text, end=end: text[:8].isdecimal() and text[8:] == end
        for end in ("-", "/", "HS ", "税号", "+", ".0e1")
    },
    **{
        f"no digit in place {place}": lambda text, place=place: (
            len(text) == 8 and [character in string.digits for character in text].index(False) == place
        )
        for place in range(8)
    },
}


def test_malformed_codes_are_refused_by_the_library():
    """Each of them, and each for its own reason."""
    drawn = draws(strategies.malformed_hs_codes(), 700)
    for text in drawn:
        with pytest.raises(pilotzones.InvalidHSCodeError):
            parse(text)
    assert [kind for kind, is_one in MALFORMED.items() if not any(map(is_one, drawn))] == []
    assert simplest(strategies.malformed_hs_codes()) == ""


@settings(deadline=None)
@given(st.data(), st.integers(0, 99_999_999).map("{:08}".format))
def test_near_misses_are_other_codes_nearby(data, code):
    """The line above or below, or two digits off at most: never the code itself."""
    near = data.draw(strategies.near_misses(code))
    assert parse(near) == near != code
    off = sum(one != other for one, other in zip(code, near, strict=True))
    assert abs(int(near) - int(code)) == 1 or off == 1 or (off == 2 and sorted(near) == sorted(code))


def test_every_way_to_miss_occurs():
    """Next lines, digits swapped and digits off; at the ends of what there is as well."""
    drawn = set(draws(strategies.near_misses("04029100"), 500))
    assert {"04029101", "04029099", "04092100", "40029100", "14029100"} <= drawn
    assert len(drawn) == 2 + 8 * 9 + 6 - 1  # 04029101 is both the next line and a digit off; 6 pairs differ
    assert "00000001" in draws(strategies.near_misses("00000000"))
    assert "99999998" in draws(strategies.near_misses("99999999"))


def test_codes_of_a_complete_list_are_never_unknown():
    """To ask for one is a contradiction."""
    data = simplest(strategies.complete_positive_list())
    with pytest.raises(InvalidArgument, match=r"No code is unknown"):
        strategies.hs_codes(status="unknown", dataset=data)
    edition = data.editions()[0]
    drawn = draws(strategies.hs_codes(edition=edition, dataset=data))
    assert {data.is_eligible(code, edition.effective_from) for code in drawn} == {True, False}
