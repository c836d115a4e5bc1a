"""Records as plain data and JSON, nearly right: whatever is read is written and read again as the same."""

import copy
import functools
import json

import attrs
from fuzzing import INPUTS, attempt, fuzzed
from hypothesis import example
from hypothesis import strategies as st
from mutations import NO_TEXT, Undecided, mutated
from real_records import real_records

from pilotzones import Announcement, SerialError, announcements
from pilotzones.records.sources import Source
from pilotzones.records.zones import Province
from pilotzones.serial import RECORDS, from_json, from_plain, json_schema, to_json, to_plain
from pilotzones.serial.written_verdicts import FORMS

FRAGMENTS = (
    *(
        "{}",
        "[]",
        "{",
        "}",
        "[" * 5000,
        "]",
        '"',
        "null",
        "true",
        "NaN",
        "-Infinity",
        "1e400",
        "1E5",
        "-0",
        "0.1",
        "9" * 5000,
    ),
    *(
        r"\ud800",
        r"\u0000",
        "\ud800",
        "\ufeff",
        "//",
        "/**/",
        ",",
        ":",
        '"type": "BondedOnly",',
        '"id": "a",',
        "'",
        "\0",
        "1_0",
    ),
)
VALUES = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            False,
            0,
            -1,
            1.0,
            1e308,
            10**400,
            "",
            "\ud800",
            "\0",
            [],
            {},
            [[]],
            {"": 1},
            "NaN",
            "1E+5",
            "sNaN",
        ]
    ),
    st.sampled_from(
        [
            "2020-01-01",
            "2020-1-1",
            "20200101",
            "2020-02-30",
            "01012100",
            "1012100",
            "０１０１２１００",
            "2.5",
            "bonded",
            "kg",
        ]
    ),
    st.sampled_from(
        [{"type": "BondedOnly", "text": ""}, {"type": []}, {"type": None}, {"type": "Zone"}, ["01012100", "01012900"]]
    ),
    st.text(max_size=5),
    NO_TEXT,
)


@functools.cache
def plain_records():
    """Write the real records, the small ones first."""
    return sorted(
        ((json.dumps(to_plain(record), ensure_ascii=False), type(record)) for record in real_records()),
        key=lambda one: len(one[0]),
    )


def places(plain):
    """List where something can be changed: each container and key."""
    found = []
    for key, value in plain.items() if type(plain) is dict else enumerate(plain):
        found.append((plain, key))
        if type(value) in {dict, list}:
            found += places(value)
    return found


@st.composite
def changed(draw):
    """Draw the plain data of a real record with a value changed, and its kind, or another one."""
    text, kind = draw(st.sampled_from(plain_records()))
    plain = json.loads(text)
    for _ in range(draw(st.integers(0, 2))):
        found = places(plain)
        if not found:
            break
        inside, key = found[draw(st.integers(0, 1 << 12)) % len(found)]
        how = draw(st.sampled_from(("value", "value", "drop", "name", "move", "list")))
        if how == "value":
            inside[key] = copy.deepcopy(draw(VALUES))
        elif how == "drop":
            del inside[key]
        elif how == "move":
            other, there = found[draw(st.integers(0, 1 << 12)) % len(found)]
            inside[key] = copy.deepcopy(other[there])
        elif how == "list":
            inside[key] = [inside[key]] * draw(st.integers(0, 3))
        elif type(inside) is dict:
            inside[draw(VALUES.filter(is_key))] = inside.pop(key)
    return plain, draw(st.sampled_from(RECORDS)) if draw(st.integers(0, 19)) == 19 else kind


def is_key(value):
    """Tell whether a value can be the key of a dict."""
    try:
        hash(value)
    except (TypeError, RuntimeError):
        return False
    return True


kinds = st.sampled_from(RECORDS)


def check_read(record, kind):
    """Check that a record that was read can be written, and read again as the same."""
    assert type(record) is kind
    plain = to_plain(record)
    fields = [field.name for field in attrs.fields(FORMS.get(kind, kind)) if field.name != "documents"]
    assert list(plain) == fields
    assert from_plain(plain, kind) == record
    text = to_json(record)
    text.encode()
    assert from_json(text, kind) == record
    str(record)


@fuzzed(INPUTS, given=st.deferred(changed))
@example(given=({"id": "S1", "source": "\ud800"}, Source))
@example(given=([["id", "S1"]], Source))
@example(given=(None, Province))
# Python writes no number of more than 4,300 digits: the record could be read, and then neither printed nor written.
@example(given=({**to_plain(announcements()[0]), "tariff_year": 10**5000}, Announcement))
def test_what_is_read_of_plain_data_is_written_and_read_again(given):
    """Whatever the data is, and whatever class it is read as."""
    plain, kind = given
    record, error = attempt(from_plain, plain, kind)
    if error is None:
        check_read(record, kind)
    else:
        assert isinstance(error, SerialError)
        assert error.faults


def test_plain_data_without_an_end_is_refused():
    """A list that holds itself, and one that is nested deeper than Python goes; Hypothesis could not show them."""
    endless, deep = [], []
    endless.append(endless)
    for _ in range(100_000):
        deep = [deep]
    for value in (endless, deep):
        for plain in (value, {"id": "S1", "source": value}):
            assert isinstance(attempt(from_plain, plain, Source)[1], SerialError)


@st.composite
def near_json(draw):
    """Draw nearly the JSON of a real record, or of what a record's plain data was changed to, and its kind."""
    text, kind = draw(st.sampled_from(plain_records()))
    if draw(st.booleans()):
        return draw(mutated(st.just(text), most=2, other=FRAGMENTS)), kind
    if draw(st.integers(0, 9)) == 9:
        return draw(NO_TEXT), draw(kinds)
    return draw(st.text(max_size=20) | st.sampled_from(FRAGMENTS)), kind


@fuzzed(INPUTS, given=st.deferred(near_json))
@example(given=("[" * 100_000, Source))
@example(given=(f'{{"id": {"9" * 5000}, "source": ""}}', Source))
@example(given=('{"id": "a", "id": "b", "source": ""}', Source))
@example(given=(b'{"id": "a", "source": "\xff"}', Source))
def test_what_is_read_of_json_is_written_and_read_again(given):
    """Whatever the text is."""
    text, kind = given
    record, error = attempt(from_json, text, kind)
    if error is None:
        check_read(record, kind)
    else:
        assert isinstance(error, SerialError) or not isinstance(text, str)


@fuzzed(
    INPUTS,
    number=st.integers(0, 1 << 10),
    indent=st.none() | st.integers(-2, 9) | st.text(max_size=3) | NO_TEXT,
    kind=NO_TEXT,
)
# An indent that is no number of spaces gave what is no JSON, or raised TypeError or OverflowError.
@example(number=0, indent="x", kind=None)
@example(number=0, indent=1.5, kind=None)
@example(number=0, indent=10**30, kind=None)
# What is compared to an array is neither equal nor not: ValueError.
@example(number=0, indent=None, kind=Undecided())
def test_what_is_written_is_json(number, indent, kind):
    """Whatever the indent is; what is no class of a record is refused."""
    found = real_records()
    record = found[number % len(found)]
    text, error = attempt(to_json, record, indent=indent)
    if error is None:
        assert from_json(text, type(record)) == record
    for question in (to_plain, to_json, json_schema):
        assert isinstance(attempt(question, kind)[1], SerialError)
    assert isinstance(attempt(from_plain, {}, kind)[1], SerialError)
    assert isinstance(attempt(from_json, "{}", kind)[1], SerialError)
