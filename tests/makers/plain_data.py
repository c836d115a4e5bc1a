"""Records taken apart, and plain data that is changed."""

from __future__ import annotations

import attrs


def exactly(value):
    """Take a record apart down to the types and the last digit, fields that equality leaves out too."""
    if attrs.has(type(value)):
        return type(value), {field.name: exactly(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if isinstance(value, tuple):
        return type(value), [exactly(member) for member in value]
    return type(value), repr(value)


def leaves(plain):
    """Walk through plain data; what holds others must be dict or list."""
    if type(plain) is dict:
        assert {type(key) for key in plain} <= {str}
        return {kind for value in plain.values() for kind in leaves(value)}
    if type(plain) is list:
        return {kind for value in plain for kind in leaves(value)}
    return {type(plain)}


# Values that are right for some field or other. Of numbers none is 1.0, an integer to JSON Schema but not to Python.
STRAY = [None, True, 1, 0.5, "", "1", "bonded", "2020-01-01", "2020-02-30", "20200101", "01012100", "2.5", "NaN"]
STRAY += [[], [1], ["01012100", "01012900"], {}, {"type": "BondedOnly", "text": ""}, {"type": "Nothing"}]


def places(plain):
    """List where something can be changed: each container and key."""
    found = []
    for key, value in plain.items() if type(plain) is dict else enumerate(plain):
        found.append((plain, key))
        if type(value) in (dict, list):
            found += places(value)
    return found
