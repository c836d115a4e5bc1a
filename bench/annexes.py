"""Five complete annexes of the official sizes, made up: what a user holds who has loaded them all."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

from pilotzones import Dataset
from pilotzones.tables.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pilotzones import Item
    from pilotzones.tables.formats import TableName

SEED = 2026
REMARKS = (
    "",
    "",
    "仅限网购保税商品",
    "列入《进出口野生动植物种商品目录》的商品除外；仅限网购保税商品",
    "每人每年2千克以内",
)
LISTS = {"2016-40": 1142, "2016-47": 151, "2018-157": 1321, "2019-96": 1413}
ADJUSTMENT = {"add": 29, "convert_in": 115, "delete": 1, "convert_out": 80, "remark": 206}
DELETED = "93070090"


def write(folder: Path) -> None:
    """Write the annexes as a folder to lay over the bundled tables."""
    chance = random.Random(SEED)  # noqa: S311 - made up, and the same every time
    _write(folder, "list_changes", _lines(chance))
    _write(folder, "list_coverage", ((id_, "00000000", "99999999", "made up", "annex") for id_ in (*LISTS, "2022-7")))


def _lines(chance: random.Random) -> Iterator[Sequence[str]]:
    """Draw lines of today's tariff, each with its name and a remark."""
    tariff = [item for item in Dataset.bundled().items("2023-01-01", status="unknown") if item.hs_code != DELETED]
    first = chance.sample(tariff, LISTS["2016-40"] + LISTS["2016-47"])
    last = chance.sample(tariff, LISTS["2019-96"] - 1 + 29 + 115)
    edition, new = last[: LISTS["2019-96"] - 1], last[LISTS["2019-96"] - 1 :]
    yield from _annex(chance, "2016-40", first[: LISTS["2016-40"]])
    yield from _annex(chance, "2016-47", first[LISTS["2016-40"] :])
    yield from _annex(chance, "2018-157", chance.sample(tariff, LISTS["2018-157"]))
    yield from _annex(chance, "2019-96", edition, also=DELETED)
    yield _line("2022-7", "", "delete", DELETED, "", "")
    touched = iter((*new, *edition))
    for action, count in ADJUSTMENT.items():
        if action != "delete":
            for item in (next(touched) for _ in range(count)):
                yield _line("2022-7", "", action, item.hs_code, item.name_zh, chance.choice(REMARKS))


def _annex(chance: random.Random, id_: str, items: Iterable[Item], also: str = "") -> Iterator[Sequence[str]]:
    names = {str(item.hs_code): item.name_zh for item in items}
    codes: list[str] = sorted([*names, also] if also else names)
    for number, code in enumerate(codes, 1):
        yield _line(id_, str(number), "list", code, names.get(code, ""), chance.choice(REMARKS))


def _line(*cells: str) -> Sequence[str]:
    """Write announcement, number, change, code, name and remark as a row."""
    return (*cells, "yes", "single", "S074", "")


def _write(folder: Path, table: TableName, rows: Iterable[Sequence[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([tuple(FORMATS[table].columns), *rows])
