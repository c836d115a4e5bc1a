"""Drawn records, to plain data and JSON and back, and drawn plain data against the schemas."""

import datetime
import decimal
import functools
import json
import types
import typing

import attrs
import jsonschema
import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_data import STRAY, exactly, leaves, places

from pilotzones import Span, Verdict, hscode
from pilotzones.serial import RECORDS, SerialError, from_json, from_plain, json_schema, to_json, to_plain

EXTREMES = "0 -0 0.00 0E-7 1E+5 -1.50 9E+999999999999999999 1E-999999999999999999".split()
LEAVES = {
    str: st.text(st.characters(codec="utf-8"), max_size=8),
    bool: st.booleans(),
    int: st.integers(-(10**15) + 1, 10**15 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    type(None): st.none(),
    datetime.date: st.dates() | st.sampled_from([datetime.date.min, datetime.date.max]),
    decimal.Decimal: st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from(EXTREMES).map(decimal.Decimal),
    hscode.HSCode: st.text("0123456789", min_size=8, max_size=8),
}


@functools.cache
def drawn(hint):
    """Draw what an annotation allows."""
    members = typing.get_args(hint)
    if hint in LEAVES:
        return LEAVES[hint]
    if attrs.has(hint):
        return st.builds(hint, **{name: drawn(kind) for name, kind in typing.get_type_hints(hint).items()})
    if typing.get_origin(hint) is typing.Literal:
        return st.sampled_from(members)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return st.one_of(*map(drawn, members))
    assert typing.get_origin(hint) is tuple
    if members[-1] is ...:
        return st.lists(drawn(members[0]), max_size=2).map(tuple)
    return st.tuples(*map(drawn, members))


@functools.cache
def validator(kind):
    """Take a validator of a kind's schema that looks at days too."""
    return jsonschema.Draft202012Validator(json_schema(kind), format_checker=jsonschema.FormatChecker(["date"]))


BRIEFLY = settings(examples(15), suppress_health_check=[HealthCheck.too_slow])


# A verdict is not any values: its ids stand for documents, and its facts agree. See test_written_verdicts.py.
DRAWN = [kind for kind in RECORDS if kind not in {Verdict, Span}]


@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.__name__)
def test_every_record_reads_back_exactly(kind):
    """Plain data is plain, satisfies the schema, and gives the same record back, through JSON too."""

    @BRIEFLY
    @given(drawn(kind))
    def reads_back(record):
        plain = to_plain(record)
        assert leaves(plain) <= {str, int, float, bool, type(None)}
        assert list(plain) == [field.name for field in attrs.fields(kind)]
        assert validator(kind).is_valid(plain)
        text = to_json(record)
        assert text.encode().decode() == text
        assert json.loads(text) == plain
        for copy in (from_plain(plain, kind), from_json(text, kind), from_plain(json.loads(text), kind)):
            assert copy == record
            assert exactly(copy) == exactly(record)

    reads_back()


@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.__name__)
def test_reading_and_schema_agree(kind):
    """Plain data with something changed, dropped or added is read if, and only if, the schema allows it."""

    @BRIEFLY
    @given(drawn(kind).map(to_plain), st.data())
    def agree(plain, data):
        inside, key = data.draw(st.sampled_from(places(plain)))
        change = data.draw(st.sampled_from(["replace", "drop", "add"]))
        if change == "replace":
            inside[key] = data.draw(st.sampled_from(STRAY))
        elif change == "drop":
            del inside[key]
        elif type(inside) is dict:
            inside["stray"] = 1
        else:
            inside.append(data.draw(st.sampled_from(STRAY)))
        if validator(kind).is_valid(plain):
            assert exactly(from_plain(to_plain(from_plain(plain, kind)), kind)) == exactly(from_plain(plain, kind))
        else:
            with pytest.raises(SerialError):
                from_plain(plain, kind)

    agree()
