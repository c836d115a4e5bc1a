"""What the questions make of any name of a place: the right answer or the right error, and nothing else."""

import datetime
import re
import string
import unicodedata

import pytest
from examples import examples
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sound_errors import NOT_TEXT, attempt, raised_by

import pilotzones
from pilotzones import strategies

DAY = datetime.date(2017, 1, 1)

PLACED = [
    lambda value: pilotzones.is_zone(value, DAY),
    lambda value: pilotzones.covering_zone(value, DAY),
    pilotzones.zone,
    pilotzones.batch_of,
    lambda value: pilotzones.zones_in(value, DAY),
    lambda value: pilotzones.zones(province=value),
]
OF_THE_MAP = [pilotzones.place, lambda value: pilotzones.place(value, DAY)]
BY_PROVINCE = [
    lambda value: pilotzones.place("杭州市", province=value),
    lambda value: pilotzones.places(level="prefecture", province=value),
    lambda value: pilotzones.is_zone("杭州市", DAY, province=value),
    lambda value: pilotzones.covering_zone("杭州市", DAY, province=value),
    lambda value: pilotzones.zone("杭州市", province=value),
    lambda value: pilotzones.batch_of("杭州市", province=value),
]
NO_NAME = (pilotzones.UnknownPlaceError, pilotzones.AmbiguousPlaceError, pilotzones.InvalidPlaceError)


@examples(120)
@given(
    text=st.one_of(
        st.text(max_size=40),
        st.text("杭州市县区省自治中国（）海南雄安新", max_size=6),
        st.text(string.ascii_letters + " '-", max_size=12),
        st.text(string.digits, min_size=6, max_size=6),
        st.text("市县区省-' \u3000\u200b\u0301\ufeff\ud800\U0010ffff", max_size=4),
    )
)
@example(text="市")
@example(text="自治州")
@example(text="'")
@example(text="-")
@example(text="()")
@example(text="\u0301")
@example(text="ﷺ" * 60)
@example(text="000000")
def test_any_text_is_a_place_or_an_error(text):
    """Any text is a place, or raises one of the three errors for names of places, and nothing else."""
    for question in (*PLACED, *OF_THE_MAP, *BY_PROVINCE):
        found, error = attempt(NO_NAME, question, text)
        if error is None:
            assert text.strip()
            assert isinstance(found, (bool, tuple, pilotzones.Zone, pilotzones.Batch, pilotzones.Place, type(None)))
        elif isinstance(error, pilotzones.UnknownPlaceError):
            assert all(isinstance(near, pilotzones.Place) for near in error.near_misses)
        elif isinstance(error, pilotzones.AmbiguousPlaceError):
            assert len(error.candidates) > 1
            assert all(isinstance(candidate, pilotzones.Place) for candidate in error.candidates)


@examples(40)
@given(
    name=st.sampled_from(["杭州市", "Hangzhou", "Urumqi", "鄂尔多斯市", "Shijiazhuang"]),
    place=st.integers(0, 12),
    letter=st.sampled_from("kqx7龘"),
    how=st.sampled_from(["put in", "put instead"]),
)
def test_a_misspelt_name_is_unknown(name, place, letter, how):
    """A name with a wrong letter in it is never taken for what it is like."""
    place = min(place, len(name) - 1)
    wrong = name[:place] + letter + name[place + (how == "put instead") :]
    assume(wrong != name)
    for question in (*PLACED[:4], *OF_THE_MAP):
        raised_by(pilotzones.UnknownPlaceError, question, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u3000",
        "\t \n",
        "\xa0",
        "杭" * 10_000,
        "Hangzhou" * 1250,
        " " * 10_000,
        "杭州\0",
        "杭\n州",
        "Hang\x1bzhou",
        "\x07",
        "杭州\x7f",
        "杭\x85州",
    ],
    ids=lambda text: f"{len(text)}-{ascii(text[:6])[1:-1]}",
)
def test_what_cannot_be_a_name_is_refused(text):
    """Blank, overlong and control characters raise InvalidPlaceError, as a place and as a province."""
    for question in (*PLACED, *OF_THE_MAP, *BY_PROVINCE):
        raised_by(pilotzones.InvalidPlaceError, question, text)


@examples(60)
@given(value=NOT_TEXT)
def test_a_place_that_is_not_text_is_refused(value):
    """Numbers, bytes, None and other objects raise InvalidPlaceError that is a TypeError as well."""
    for question in (*PLACED[:5], *OF_THE_MAP):
        raised_by(pilotzones.PlaceTypeError, question, value)
    if value is not None:
        for question in (PLACED[5], *BY_PROVINCE):
            raised_by(pilotzones.PlaceTypeError, question, value)


@examples(60)
@given(zone=strategies.zones(), data=st.data())
def test_case_spaces_and_width_do_not_matter(zone, data):
    """Any spelling of any zone, in any case and width and with white space around, is that zone, or several places."""
    name = data.draw(strategies.zone_names(zone))
    assert pilotzones.zone(f"{name} ") == zone
    assert pilotzones.batch_of(name) == zone.batch
    found, error = attempt(NO_NAME[:2], lambda text: pilotzones.covering_zone(text, zone.established_on), name)
    if isinstance(error, pilotzones.AmbiguousPlaceError):
        assert any(zone.adcode in candidate.territory for candidate in error.candidates)
    elif error is not None:
        # A zone has a title, a place has none.
        assert "跨境电子商务综合试验区" in re.sub(r"[\s'\u200b-]", "", unicodedata.normalize("NFKC", name))
    else:
        assert found == zone
