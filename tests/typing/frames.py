"""What a type checker must make of whole columns; checked, never run."""

from __future__ import annotations

import datetime
from pathlib import Path

import duckdb
import polars as pl
from typing_extensions import assert_type

from pilotzones import Dataset
from pilotzones.frames import MatchReport, export, match, panel, screen, tag_zones

data = Dataset.bundled()
lines = pl.DataFrame()

assert_type(screen(lines), pl.DataFrame)
assert_type(screen(lines.lazy(), "code", "day", shipment="direct", evidence="single", dataset=data), pl.LazyFrame)
assert_type(
    screen(duckdb.connect().table("lines"), date=datetime.date(2022, 3, 1), prefix="list_"), duckdb.DuckDBPyRelation
)
assert_type(tag_zones(lines, place="city", date="2022-03-01"), pl.DataFrame)
assert_type(export("tables", "csv"), tuple[Path, ...])

screen(lines, shipment="by air")  # type: ignore[arg-type]
export("tables", "xlsx")  # type: ignore[arg-type]

report = match(pl.DataFrame({"city": ["Hangzhou"]}), place="city", date="2026-01-01")
assert_type(report, MatchReport)
assert_type(report.matched, int)
assert_type(report.spellings[0].near_misses, str | None)
report.of("matched")  # type: ignore[arg-type]  # a status is one of those of tag_zones
assert_type(tag_zones(pl.LazyFrame({"place": ["Hangzhou"]}), province="province"), pl.LazyFrame)
panel(2015, 2019, boundaries="now")  # type: ignore[arg-type]  # the map is today's or that of the period
