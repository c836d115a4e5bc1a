"""A library that is not there is named, with the extra that brings it."""

import json.decoder

import pytest

from pilotzones.frames.libraries import import_library


def test_a_library_that_is_there_is_imported():
    """A part of one too."""
    assert import_library("json.decoder") is json.decoder


@pytest.mark.parametrize("name", ["no_such_library", "no_such_library.parts.one"])
@pytest.mark.parametrize(("extra", "named"), [({}, "no_such_library"), ({"extra": "excel"}, "excel")])
def test_a_library_that_is_missing_is_named(name, extra, named):
    """The whole library, not its part; the extra is that of its own name unless another one is given."""
    with pytest.raises(ImportError) as raised:
        import_library(name, **extra)
    assert str(raised.value) == f"This needs no_such_library: pip install 'pilotzones[{named}]'."
