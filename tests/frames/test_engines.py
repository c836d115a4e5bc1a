"""Which library a frame is of."""

from typing import NamedTuple

import narwhals as nw
import pytest

from pilotzones.frames.engines import ENGINES, engine_of
from pilotzones.frames.engines.engine import translation


class Known(NamedTuple):
    """What narwhals says of a frame of a library."""

    implementation: nw.Implementation


@pytest.mark.parametrize(
    ("implementation", "name"),
    [
        (nw.Implementation.PANDAS, "pandas"),
        (nw.Implementation.POLARS, "polars"),
        (nw.Implementation.PYARROW, "pyarrow"),
        (nw.Implementation.DUCKDB, "duckdb"),
        (nw.Implementation.PYSPARK, "pyspark"),
        (nw.Implementation.PYSPARK_CONNECT, "pyspark"),
        (nw.Implementation.DASK, None),
        (nw.Implementation.UNKNOWN, None),
    ],
)
def test_the_engine_of_a_frame_is_that_of_its_library(implementation, name):
    """Spark Connect is Spark with a server between; other libraries that narwhals knows have none."""
    assert engine_of(Known(implementation)) is (ENGINES[name] if name else None)


def test_replacements_are_written_as_translate_takes_them():
    """What goes comes behind what is replaced: SQL drops the characters for which it has no other."""
    assert translation({"-": "", "ａ": "a", " ": "", "ｂ": "b"}) == ("ａｂ- ", "ab")
