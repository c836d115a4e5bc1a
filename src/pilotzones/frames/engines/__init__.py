"""The libraries whose frames are read, joined and made: one module for each, which has all that is particular to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import ArgumentTypeError, is_a, quoted
from pilotzones.frames.engines.duckdb import DuckDB
from pilotzones.frames.engines.engine import ENGINE_NAMES
from pilotzones.frames.engines.pandas import Pandas
from pilotzones.frames.engines.polars import Polars
from pilotzones.frames.engines.pyarrow import PyArrow
from pilotzones.frames.engines.pyspark import PySpark

if TYPE_CHECKING:
    from pilotzones.frames.engines.engine import Engine, EngineName, Frame, Into

ENGINES: dict[EngineName, Engine] = {
    "pandas": Pandas(),
    "polars": Polars(),
    "pyarrow": PyArrow(),
    "duckdb": DuckDB(),
    "pyspark": PySpark(),
}


def engine_of(frame: Frame) -> Engine | None:
    """Find the engine of a frame that narwhals knows; None if there is none for its library."""
    name = frame.implementation.name.lower().removesuffix("_connect")  # Spark Connect is Spark
    return ENGINES.get(name)


def engine_for(into: Into) -> Engine:
    """Find the engine that makes a kind of frame.

    Args:
        into: the name of an engine (``"duckdb"`` uses DuckDB's default connection, ``"pyspark"``
            the active session), or a DuckDB connection or Spark session.

    Raises:
        ArgumentTypeError: for anything else.
    """
    for name, engine in ENGINES.items():
        if (is_a(into, str) and str.__str__(into) == name) or engine.is_home(into):
            return engine
    msg = (
        f"{quoted(into)} is not a kind of frame: pass {', '.join(map(repr, ENGINE_NAMES))}, a DuckDB connection or "
        "a Spark session."
    )
    raise ArgumentTypeError(msg)
