"""The tables of records: against the documents' counts, against the questions, and against the rules read code by code."""

import collections
import csv
import datetime
import io
import pathlib
import random
import zipfile

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from known_rows import EVERYTHING, known_history
from lists import lists
from rules import status

import pilotzones
from pilotzones import Dataset, frames
from pilotzones.arguments import ArgumentTypeError
from pilotzones.dates import LATEST
from pilotzones.frames.tables.exported_tables import TABLES
from pilotzones.records.conditions import BondedOnly, UnreadCondition

DATA = Dataset.bundled()
TABLE_FILES = pathlib.Path(pilotzones.__file__).parent / "data"
DAY = datetime.timedelta(days=1)
FIRST_LIST = datetime.date(2016, 4, 8)
OPENED = {
    "2016-40": FIRST_LIST,
    "2016-47": datetime.date(2016, 4, 16),
    "2018-157": datetime.date(2019, 1, 1),
    "2019-96": datetime.date(2020, 1, 1),
    "2022-7": datetime.date(2022, 3, 1),
}


def rows(name, data=DATA):
    """Make a table and name the cells of its rows."""
    table = TABLES[name](data)
    assert all(len(row) == len(table.columns) for row in table.rows)
    return [dict(zip(table.names, row, strict=True)) for row in table.rows]


def file_rows(text):
    """Read a bundled table by the standard library."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def bundled_file(name):
    """Read a bundled file by the standard library."""
    return file_rows((TABLE_FILES / name).read_text("utf-8"))


@pytest.fixture(scope="module", params=["bundled", "complete", "worlds"])
def datasets(request):
    """Take the bundled dataset, the one of complete made-up annexes, and those that were drawn."""
    found = request.getfixturevalue(request.param)
    return found if isinstance(found, list) else [found]


@pytest.fixture(scope="module")
def history_of(complete):
    """Read what a dataset knows of each announcement: its own tables, or the annexes that were made up."""

    def read(data):
        history = known_history(data)
        if data is complete:
            for announced in history:
                announced.lines = {line.hs_code: {"change": line.change} for line in lists()[announced.id]}
                announced.ranges = [EVERYTHING]
        return history

    return read


# Zones and batches


def test_every_batch_has_the_zones_that_its_reply_names():
    """1, 12, 22, 24, 46, 27, 33 and 16 zones: 181 were approved, and 178 are in force after the replies of 2025."""
    batches, zones = rows("batches"), rows("zones")
    assert [batch["zone_count"] for batch in batches] == [1, 12, 22, 24, 46, 27, 33, 16]
    assert [batch["number"] for batch in batches] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [*collections.Counter(zone["batch"] for zone in zones).items()] == [
        *enumerate([1, 12, 22, 24, 46, 27, 33, 16], 1)
    ]
    assert len(zones) == 181
    revoked = {zone["name_en"]: zone["revoked_on"] for zone in zones if zone["revoked_on"] is not None}
    assert revoked == dict.fromkeys(["Haikou", "Sanya", "Alashankou"], datetime.date(2025, 4, 25))
    assert batches[-1]["in_force_after"] == len(zones) - len(revoked) == 178


def test_batches_are_those_of_the_file():
    """Every cell is that of the file, a blank is null; a zone's day is that of signature, else of publication."""
    for row, line in zip(rows("batches"), bundled_file("batches.csv"), strict=True):
        signed = line["approved_on"] or line["published_on"]
        assert str(row.pop("established_on")) == signed
        assert {name: "" if value is None else str(value) for name, value in row.items()} == line


def test_zones_are_those_of_the_file():
    """Cells are those of the file; days, titles and provinces those of the records."""
    days = {batch["number"]: batch["established_on"] for batch in rows("batches")}
    ends = {batch["document_no"]: batch["established_on"] for batch in rows("batches")}
    for row, line in zip(rows("zones"), bundled_file("zones.csv"), strict=True):
        zone = DATA.zone(line["id"])
        assert row["official_name"] == zone.official_name
        assert row["established_on"] == days[int(line["batch"])]
        assert row["revoked_on"] == (ends[line["revoked_by"]] if line["revoked_by"] else None)
        for name in ("longitude", "latitude"):
            assert row[name] == float(line.pop(name))
        assert {name: "" if row[name] is None else str(row[name]) for name in line} == line


# Editions, announcements and items


def test_editions_follow_each_other():
    """Five editions adjoin from 8 April 2016 on; the last is open, and each counts its known lines."""
    editions = rows("editions")
    assert {edition["id"]: edition["effective_from"] for edition in editions} == OPENED
    assert [edition["effective_to"] for edition in editions] == [*list(OPENED.values())[1:], None]
    known = collections.Counter(item["edition"] for item in rows("items"))
    assert {edition["id"]: edition["lines_known"] for edition in editions} == {id_: known[id_] for id_ in OPENED}
    assert [edition["lines_stated"] for edition in editions] == [1142, 1293, 1321, 1413, 1476]
    made = ["2016-40", "2016-40;2016-47", "2018-157", "2019-96", "2019-96;2022-7"]
    assert [edition["announcements"] for edition in editions] == made


def test_announcements_are_those_of_the_file():
    """Every cell is that of the file but that several pages are joined by semicolons; a blank is null."""
    for row, line in zip(rows("announcements"), bundled_file("announcements.csv"), strict=True):
        line["official_pages"] = line["official_pages"].replace(" ", ";")
        assert {name: "" if value is None else str(value) for name, value in row.items()} == line


def test_items_are_what_is_listed_under_each_edition(datasets, history_of):
    """For every code that an annex names, by the rules read code by code: its row is there if it is listed."""
    for data in datasets:
        history = history_of(data)
        places = {announced.id: at for at, announced in enumerate(history)}
        named = {code for announced in history for code in announced.codes()}
        found = [(row["edition"], row["hs_code"]) for row in rows("items", data)]
        listed = {(id_, code) for id_, at in places.items() for code in named if status(history, code, at) == "listed"}
        assert listed <= {*found}
        # Beyond them only what the rule of the tariff tells, where an annex is not known.
        for id_, code in {*found} - listed:
            assert data is DATA
            assert data.eligibility(code, OPENED[id_]).evidence == "derived"
        assert found == sorted(found, key=lambda key: (places[key[0]], key[1]))


def test_items_have_the_cells_of_their_lines(datasets):
    """Name, remark, announcement, evidence and sources are those of the item that eligibility gives."""
    for data in datasets:
        opened = {edition.id: edition.effective_from for edition in data.editions()}
        for row in rows("items", data):
            item = data.eligibility(row["hs_code"], opened[row["edition"]]).item
            known_of = (
                item.name_zh,
                item.remark,
                item.remark_known,
                item.announcement,
                item.evidence,
                ";".join(item.sources),
            )
            cells = "name_zh remark remark_known announcement evidence sources".split()
            assert tuple(row[cell] for cell in cells) == tuple(known_of[:2]) + tuple(
                cell or None for cell in known_of[2:]
            )
            assert row["bonded_only"] is only_bonded(item)


def only_bonded(item):
    """Tell whether a line is for bonded shipment only; None where its remark is not known or not read."""
    if item is None or item.remark is None:
        return None
    kinds = {type(condition) for condition in item.conditions}
    return True if BondedOnly in kinds else None if UnreadCondition in kinds else False


# Intervals


def test_there_are_intervals_for_every_code_of_an_annex_or_a_tariff():
    """The codes are those of the two bundled files, by the standard library, each under five editions."""
    with zipfile.ZipFile(TABLE_FILES / "tariff_lines.zip") as archive:
        (inside,) = archive.namelist()
        tariff = {line["hs_code"] for line in file_rows(archive.read(inside).decode())}
    codes = tariff | {line["hs_code"] for line in bundled_file("list_changes.csv")}
    found = rows("intervals")
    assert {row["hs_code"] for row in found} == codes
    assert len(found) == 5 * len(codes)


def test_the_intervals_of_a_code_tile_the_time_from_the_first_list_on(datasets):
    """Each begins where the one before ends, the first with the first list; the last is open; codes ascend."""
    for data in datasets:
        editions = [(edition.effective_from, edition.effective_to, edition.id) for edition in data.editions()]
        assert editions[0][0] == FIRST_LIST or data is not DATA
        by_code = collections.defaultdict(list)
        found = rows("intervals", data)
        for row in found:
            by_code[row["hs_code"]].append((row["effective_from"], row["effective_to"], row["edition"]))
        assert [row["hs_code"] for row in found] == sorted(row["hs_code"] for row in found)
        for spans in by_code.values():
            assert spans == editions
        ends = [end for _, end, _ in editions]
        assert ends == [*(first for first, _, _ in editions[1:]), None]


@pytest.mark.long
def test_every_interval_is_what_eligibility_says_on_its_days(datasets):
    """On the first day, the last and one between, for every third: status, edition, line, remark and bonded_only."""
    chance = random.Random(6)  # noqa: S311 - the same every time
    for data in datasets:
        for row in rows("intervals", data)[::3]:
            first, last = row["effective_from"], (row["effective_to"] or LATEST) - DAY
            for day in {first, last, first + chance.randint(0, (last - first).days) * DAY}:
                verdict = data.eligibility(row["hs_code"], day)
                item = verdict.item
                known = item and item.remark_known
                expected = (
                    verdict.status,
                    verdict.edition.id,
                    (item and item.announcement) or None,
                    verdict.remark,
                    known,
                )
                assert (
                    row["status"],
                    row["edition"],
                    row["announcement"],
                    row["remark"],
                    row["remark_known"],
                ) == expected
                assert row["bonded_only"] is only_bonded(item)


def test_intervals_are_what_the_rules_say(complete, worlds, history_of):
    """By the rules read code by code, where no rule of the tariff adds to them."""
    for data in [complete, *worlds]:
        history = history_of(data)
        named = {code for announced in history for code in announced.codes()}
        places = {announced.id: at for at, announced in enumerate(history)}
        found = [row for row in rows("intervals", data) if row["hs_code"] in named]
        assert len(found) == len(named) * len(history)
        for row in found:
            assert row["status"] == status(history, row["hs_code"], places[row["edition"]])


# Known ranges


def test_known_ranges_are_in_order_and_apart(datasets):
    """The ranges of an edition do not overlap, and have its days."""
    for data in datasets:
        opened = {edition.id: (edition.effective_from, edition.effective_to) for edition in data.editions()}
        by_edition = collections.defaultdict(list)
        for row in rows("known_ranges", data):
            assert (row["effective_from"], row["effective_to"]) == opened[row["edition"]]
            assert len(row["code_from"]) == len(row["code_to"]) == 8
            by_edition[row["edition"]] += [row["code_from"], row["code_to"]]
        for ends in by_edition.values():
            assert ends == sorted(ends)
            assert all(second > first for first, second in zip(ends[1::2], ends[2::2], strict=False))


def test_the_known_ranges_of_the_bundled_lists():
    """As the coverage says: the first list is known up to 0908.32.00 and the second up to 0402.21.00."""
    found = [(row["edition"], row["code_from"], row["code_to"]) for row in rows("known_ranges")]
    assert found == [("2016-40", "00000000", "09083200"), ("2016-47", "00000000", "04022100")]


def test_a_code_without_an_interval_is_not_listed_just_in_known_ranges(datasets):
    """Drawn codes, the ends of every range and the codes beside them: not listed inside, unknown outside."""
    chance = random.Random(7)  # noqa: S311 - the same every time
    for data in datasets:
        ranges = rows("known_ranges", data)
        with_interval = {row["hs_code"] for row in rows("intervals", data)}
        ends = {int(row[end]) + step for row in ranges for end in ("code_from", "code_to") for step in (-1, 0, 1)}
        near = {
            int(code) + step
            for code in chance.sample(sorted(with_interval), min(len(with_interval), 100))
            for step in (-1, 1)
        }
        drawn = {chance.randrange(10**8) for _ in range(200)}
        asked = {f"{code:08}" for code in ends | near | drawn if 0 <= code < 10**8} - with_interval
        assert asked
        for edition in data.editions():
            for code in asked:
                inside = [
                    row for row in ranges if row["edition"] == edition.id and row["code_from"] <= code <= row["code_to"]
                ]
                verdict = data.eligibility(code, edition.effective_from)
                assert verdict.status == ("not listed" if inside else "unknown"), (code, edition.id)
                assert verdict.item is None


# What they are made into

MAKERS = {name: getattr(frames, name) for name in ("zones", "batches", "items", "intervals", "known_ranges")}


@pytest.mark.parametrize("name", MAKERS)
def test_polars_pyarrow_and_duckdb_have_the_rows(name):
    """Values and nulls are those of the table, under its names, in its order."""
    table, make = TABLES[name](DATA), MAKERS[name]
    in_polars = make("polars", dataset=DATA)
    assert isinstance(in_polars, pl.DataFrame)
    assert (tuple(in_polars.columns), in_polars.rows()) == (table.names, list(table.rows))
    in_arrow = make("pyarrow", dataset=DATA)
    assert isinstance(in_arrow, pa.Table)
    assert (tuple(in_arrow.column_names), list(zip(*in_arrow.to_pydict().values(), strict=True))) == (
        table.names,
        list(table.rows),
    )
    in_duckdb = make("duckdb", dataset=DATA)
    assert isinstance(in_duckdb, duckdb.DuckDBPyRelation)
    assert (tuple(in_duckdb.columns), in_duckdb.fetchall()) == (table.names, list(table.rows))


@pytest.mark.parametrize("name", MAKERS)
def test_pandas_has_the_rows(name):
    """Pandas is what is made by default; integers stay integers where some are null, and days are days."""
    table, frame = TABLES[name](DATA), MAKERS[name](dataset=DATA)
    assert isinstance(frame, pd.DataFrame)
    assert tuple(frame.columns) == table.names
    for place, column in enumerate(table.columns):
        values = [None if pd.isna(value) else value for value in frame[column.name].astype(object)]
        if column.type == "date":
            assert str(frame[column.name].dtype) == "datetime64[s]"
            values = [value and value.date() for value in values]
        assert values == table.values(place)
    types = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
    for column in table.columns:
        assert str(frame[column.name].dtype) == types.get(column.type, str(frame[column.name].dtype))


@pytest.mark.parametrize("name", MAKERS)
def test_a_duckdb_connection_takes_a_table(name):
    """The relation belongs to the connection that was handed in, and can be joined there."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1 AS one")
        made = MAKERS[name](connection, dataset=DATA)
        made.create("made")
        (count,) = connection.execute("SELECT count(*) FROM made, mine").fetchone()
        assert count == len(TABLES[name](DATA).rows)


@pytest.mark.parametrize("into", ["Pandas", "numpy", "", None, 1, pl, pd.DataFrame, object()])
@pytest.mark.parametrize("name", MAKERS)
def test_what_is_not_a_kind_of_frame_is_refused(name, into):
    """The error names the kinds that there are."""
    with pytest.raises(ArgumentTypeError, match="is not a kind of frame: pass 'pandas', 'polars', 'pyarrow', 'duckdb'"):
        MAKERS[name](into, dataset=DATA)


def test_without_a_dataset_the_default_one_is_asked(worlds):
    """Under another default dataset the tables are that one's."""
    for world in worlds[:3]:
        with world.as_default():
            assert frames.zones("polars").rows() == TABLES["zones"](world).rows
            assert frames.intervals("polars").rows() == TABLES["intervals"](world).rows


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_what_it_holds(name):
    """Names of columns are unique and each has a sentence; every cell is of its column's type or null."""
    table = TABLES[name](DATA)
    assert (table.name, len(set(table.names))) == (name, len(table.columns))
    types = {"text": str, "integer": int, "number": float, "date": datetime.date, "boolean": bool}
    assert table.description.endswith(".")
    for place, column in enumerate(table.columns):
        assert column.description.endswith(".")
        assert {type(value) for value in table.values(place)} <= {types[column.type], type(None)}
    assert {*table.key} <= {*table.names}


def test_a_name_that_is_not_known_is_null(folder, line):
    """A line without a name, of a code that no tariff has, has null there, as blank cells have in every table."""
    data = Dataset.load(folder(list_changes=[line("2018-157", "list", "02032910", remark_zh="")]))
    (row,) = (row for row in rows("items", data) if row["hs_code"] == "02032910")
    assert (row["name_zh"], row["remark"], row["remark_known"], row["note"]) == (None, "", "yes", None)


SIGNS = ("a\x1fb", "a\x1eb", "x\ny", "it's", "a\tb\x1f\x1fc", '"\\', "\ue000\x1fx", "a;b", "%s {} $1")


def test_no_sign_in_a_text_shifts_cells(folder, line):
    """Whatever stands in names and remarks, DuckDB has the rows that Polars has, and the texts are as written."""
    codes = [f"020329{number:02}" for number in range(len(SIGNS))]
    lines = [
        line("2018-157", "list", code, name_zh=text, remark_zh=text) for code, text in zip(codes, SIGNS, strict=True)
    ]
    data = Dataset.load(folder(list_changes=lines))
    found = {row["hs_code"]: (row["name_zh"], row["remark"]) for row in rows("items", data)}
    assert [found[code] for code in codes] == [(text, text) for text in SIGNS]
    for name in ("items", "intervals"):
        assert MAKERS[name]("duckdb", dataset=data).fetchall() == MAKERS[name]("polars", dataset=data).rows()
