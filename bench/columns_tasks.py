"""One measurement of whole columns, in a process of its own: ``columns_tasks.py TASK FOLDER ROWS ROUNDS``.

Prints its figures as JSON. The rows are made up: lines of today's tariff with a day and a value, in one Parquet file in
the folder, which the first task writes. The lists are made up, too: five complete annexes of the official sizes.
"""

from __future__ import annotations

import functools
import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import annexes
import numpy as np
import polars as pl

from pilotzones import Dataset, frames

if TYPE_CHECKING:
    from collections.abc import Callable

CHUNK = 10_000_000
FIRST_DAY, LAST_DAY = 16_899, 20_500  # from 8 April 2016 on, in days since 1970
COLUMNS = ["status", "edition", "announcement", "remark", "bonded_only"]


def data(folder: Path) -> Dataset:
    """Load the made-up lists."""
    lists = folder / "lists"
    if not lists.exists():
        lists.mkdir()
        annexes.write(lists)
    return Dataset.load(lists)


def rows(folder: Path, count: int) -> Path:
    """Write so many rows, unless they are there."""
    file = folder / f"{count}.parquet"
    if not file.exists():
        chance = np.random.default_rng(annexes.SEED)
        lines = pl.Series([item.hs_code for item in Dataset.bundled().items("2023-01-01", status="unknown")])
        parts = [_part(chance, lines, min(CHUNK, count - begun)).lazy() for begun in range(0, count, CHUNK)]
        pl.concat(parts).sink_parquet(file)
    return file


def _part(chance: np.random.Generator, lines: pl.Series, count: int) -> pl.DataFrame:
    days = chance.integers(FIRST_DAY, LAST_DAY, count).astype("int32")
    return pl.DataFrame(
        {
            "hs_code": lines.gather(chance.integers(0, len(lines), count)),
            "date": pl.Series(days).cast(pl.Date),
            "value": chance.random(count),
        }
    )


def taking_turns(rounds: int, **timed: Callable[[], object]) -> dict[str, float]:
    """Time functions one after the other in each round; the best of all rounds counts."""
    best = dict.fromkeys(timed, float("inf"))
    for _ in range(rounds):
        for name, function in timed.items():
            start = time.perf_counter()
            function()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def in_polars(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Find the edition by its days, and join by code and edition; in memory, rows in their order."""
    dataset = data(folder)
    frame = pl.read_parquet(rows(folder, count)).lazy()
    intervals = frames.intervals("polars", dataset=dataset).select("hs_code", *COLUMNS).lazy()
    edition = pl.lit(None, pl.String)
    for opened in dataset.editions():
        edition = pl.when(pl.col("date") >= opened.effective_from).then(pl.lit(opened.id)).otherwise(edition)
    by_hand = frame.with_columns(edition=edition).join(
        intervals, on=["hs_code", "edition"], how="left", maintain_order="left"
    )
    frames.screen(frame.head(1), dataset=dataset).collect()
    return taking_turns(rounds, hand=by_hand.collect, screen=lambda: frames.screen(frame, dataset=dataset).collect())


def in_duckdb(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Join by code and day, from a table into a table."""
    import duckdb  # noqa: PLC0415 - this task's own

    dataset = data(folder)
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE lines AS FROM '{rows(folder, count)}'")
    frames.intervals(connection, dataset=dataset).create("intervals")
    by_hand = """
        CREATE OR REPLACE TABLE told AS SELECT lines.*, status, edition, announcement, remark, bonded_only
        FROM lines LEFT JOIN intervals ON lines.hs_code = intervals.hs_code AND date >= effective_from
        AND (effective_to IS NULL OR date < effective_to)
    """
    lines = connection.table("lines")

    def screen() -> None:
        connection.execute("DROP TABLE IF EXISTS told")
        frames.screen(lines, dataset=dataset).create("told")

    frames.screen(lines.limit(1), dataset=dataset).fetchall()
    return taking_turns(rounds, hand=lambda: connection.execute(by_hand), screen=screen)


def in_pandas(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Find the edition by its days, and merge by code and edition."""
    import pandas as pd  # noqa: PLC0415 - this task's own

    dataset = data(folder)
    frame = pd.read_parquet(rows(folder, count)).astype({"date": "datetime64[s]"})
    intervals = frames.intervals("pandas", dataset=dataset)[["hs_code", *COLUMNS]]
    opened = [(pd.Timestamp(edition.effective_from), edition.id) for edition in reversed(dataset.editions())]

    def by_hand() -> pd.DataFrame:
        edition = np.select([frame["date"] >= day for day, _ in opened], [name for _, name in opened], "")
        return frame.assign(edition=pd.Series(edition, dtype="str")).merge(
            intervals, on=["hs_code", "edition"], how="left"
        )

    frames.screen(frame.head(1), dataset=dataset)
    return taking_turns(rounds, hand=by_hand, screen=lambda: frames.screen(frame, dataset=dataset))


def streamed(engine: str, folder: Path, count: int, _: int) -> dict[str, Any]:
    """Screen a Parquet file into another, and watch the memory."""
    dataset, source, target = data(folder), rows(folder, count), folder / "told.parquet"
    if engine == "polars":
        run: Callable[[str], object] = frames.screen(pl.scan_parquet(source), dataset=dataset).sink_parquet
    else:
        import duckdb  # noqa: PLC0415 - this task's own

        connection = duckdb.connect()
        run = frames.screen(connection.read_parquet(str(source)), dataset=dataset).to_parquet
    start = time.perf_counter()
    run(str(target))
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def in_spark(folder: Path, count: int, _: int) -> dict[str, Any]:
    """Screen a Parquet file to nowhere, on so many cores as the last argument says."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - this task's own

    session = SparkSession.builder.master(f"local[{sys.argv[-1]}]").config("spark.ui.enabled", "false").getOrCreate()
    source = session.read.parquet(str(rows(folder, count)))
    screened = frames.screen(source, dataset=data(folder)).write.format("noop").mode("overwrite")
    screened.save()  # the virtual machine compiles what it runs
    start = time.perf_counter()
    screened.save()
    return {"seconds": time.perf_counter() - start}


TASKS: dict[str, Callable[[Path, int, int], dict[str, Any]]] = {
    "polars": in_polars,
    "duckdb": in_duckdb,
    "pandas": in_pandas,
    "stream-polars": functools.partial(streamed, "polars"),
    "stream-duckdb": functools.partial(streamed, "duckdb"),
    "spark": in_spark,
}

if __name__ == "__main__":
    task, place, size, times, *_ = sys.argv[1:]
    print(json.dumps(TASKS[task](Path(place), int(size), int(times))))
