"""Write ``divisions_history.csv`` and ``division_changes.csv`` from the project areacodes, or compare with ``--check``.

    python tools/make_divisions_history.py RESULT.CSV

RESULT.CSV is ``result.csv`` of yescallop/areacodes (CC0 1.0). The days of ``division_days_curated.csv`` are added.
"""

from __future__ import annotations

import argparse
import csv
import io
import pathlib
import sys
from collections import defaultdict

ROOT = pathlib.Path(__file__).parent.parent
DATA = ROOT / "src" / "pilotzones" / "data"
CURATED = ROOT / "tools" / "division_days_curated.csv"
FIRST_YEAR = 2000
DIRECT = {("", "直辖"), ("", "")}
"""What the source has for the prefecture of a county directly below a province, and of a province."""
SOURCE = "S901"
LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}
HISTORY = ("adcode", "name_zh", "in_use_from", "in_use_until", "succeeded_by")
CHANGES = ("adcode", "year", "not_before", "not_after", "succeeded_by", "evidence", "sources", "note")

Row = dict[str, str]


def history(result: pathlib.Path) -> list[Row]:
    """Read the divisions in use at some time since the first year.

    Raises:
        ValueError: if a level, or the prefecture around a county, is not that of the digits of the code, which is why
            they need no columns.
    """
    with result.open(encoding="utf-8-sig", newline="") as lines:
        given = [
            row for row in csv.DictReader(lines) if not row["变更/弃用时间"] or int(row["变更/弃用时间"]) >= FIRST_YEAR
        ]
    prefectures = {(row["代码"][:4], row["名称"]) for row in given if row["级别"] == "地级"}
    for row in given:
        code, level = row["代码"], LEVELS[row["级别"]]
        if level != level_of(code) or not (
            {(code[:4], row["二级行政区"]), ("", row["二级行政区"])} & (prefectures | DIRECT)
        ):
            message = f"{code} {row['名称']}: its level or prefecture does not follow from its code."
            raise ValueError(message)
    columns = ("代码", "名称", "启用时间", "变更/弃用时间", "新代码")
    return [dict(zip(HISTORY, (row[column] for column in columns), strict=True)) for row in given]


def level_of(code: str) -> str:
    """Tell the level of a division by its code."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def changes(rows: list[Row]) -> list[Row]:
    """Add to the curated days what became of the prefectures of which the source does not say it."""
    with CURATED.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    known = {(row["adcode"], row["year"]) for row in found}
    for row in rows:
        if row["in_use_until"] and not _whole(row) and (row["adcode"], row["in_use_until"]) not in known:
            codes, rule = _successors(row, rows)
            cells = (row["adcode"], row["in_use_until"], "", "", ";".join(codes), "derived", SOURCE, rule)
            found.append(dict(zip(CHANGES, cells, strict=True)))
    return sorted(found, key=lambda change: (change["adcode"], change["year"]))


def _whole(row: Row) -> list[str]:
    """List the codes that took a division's area over when it ended."""
    return [code for code in row["succeeded_by"].split(";") if code and "[" not in code]


def _successors(row: Row, rows: list[Row]) -> tuple[list[str], str]:
    """Find out what a prefecture became, and by which rule."""
    code, year = row["adcode"], row["in_use_until"]
    begun = {
        other["adcode"] for other in rows if other["in_use_from"] == year and level_of(other["adcode"]) == "prefecture"
    }
    if code in begun:
        return [code], "The same code with another name."
    counties = [
        other
        for other in rows
        if other["adcode"][:4] == code[:4] and level_of(other["adcode"]) == "county" and other["in_use_until"] == year
    ]
    became = [successor for county in counties for successor in _whole(county)]
    around = list(dict.fromkeys(f"{successor[:4]}00" for successor in became))
    if len(around) == 1 and around[0] in begun:
        return around, "The prefecture, new in that year, that all its counties went to."
    return list(dict.fromkeys(became)), "What its counties became."


def text_of(columns: tuple[str, ...], rows: list[Row]) -> str:
    """Write rows as CSV under a header."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def check_successors(rows: list[Row], found: list[Row]) -> None:
    """Check that every code that took something over was in use by the end of that year.

    Raises:
        ValueError: names the first row for which that does not hold.
    """
    spans = defaultdict(list)
    for row in rows:
        spans[row["adcode"]].append((row["in_use_from"], row["in_use_until"] or "9999"))
    given = [(row["adcode"], row["in_use_until"], _whole(row)) for row in rows if row["in_use_until"]]
    given += [(row["adcode"], row["year"], _whole(row)) for row in found]
    for code, year, successors in given:
        for successor in successors:
            if not any(begin <= year < end for begin, end in spans[successor]):
                message = f"{code} ended in {year} and names {successor}, which was not in use at the end of that year."
                raise ValueError(message)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument(
        "--check", action="store_true", help="only compare the shipped tables; exit 1 if this file gives others"
    )
    arguments = parser.parse_args()
    rows = history(arguments.result)
    found = changes(rows)
    check_successors(rows, found)
    texts = {"divisions_history.csv": text_of(HISTORY, rows), "division_changes.csv": text_of(CHANGES, found)}
    if arguments.check:
        return int(any((DATA / name).read_text("utf-8") != text for name, text in texts.items()))
    for name, text in texts.items():
        (DATA / name).write_text(text, encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
