"""The page "Screen with SQL": its query, on real databases over tables really exported, against row-by-row eligibility."""

import contextlib
import csv
import datetime
import functools
import io
import itertools
import os
import pathlib
import pwd
import random
import re
import secrets
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import typing

import duckdb
import pytest

from pilotzones import Dataset
from pilotzones.dates import InvalidDateError
from pilotzones.frames import export, screen
from pilotzones.frames.tables.exported_tables import TABLES
from pilotzones.hscode import InvalidHSCodeError
from pilotzones.positive_list.errors import NoListInForceError
from pilotzones.records.conditions import BondedOnly, UnreadCondition

PAGE = (pathlib.Path(__file__).parents[2] / "docs" / "tasks" / "sql.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"```p?sql\n-- ([^\n]+)\n(.*?)```", PAGE, re.DOTALL))
QUERY = BLOCKS["DuckDB, SQLite, PostgreSQL"]
DAY = datetime.timedelta(days=1)
A_DAY = datetime.date(2017, 1, 1)
BUNDLED = Dataset.bundled()
DRAWN = ("drawn 1", "drawn 2", "drawn 3", "drawn 4")
SIZES = {"bundled": 3000, "complete": 3000, **dict.fromkeys(DRAWN, 400)}


class Asked(typing.NamedTuple):
    """A customs line."""

    id: int
    hs_code: str | None
    date: datetime.date | str | None


class Answer(typing.NamedTuple):
    """What the query gives for a line."""

    id: int
    status: str
    edition: str | None = None
    announcement: str | None = None
    remark: str | None = None
    bonded_only: bool | None = None


# The datasets, and what is drawn to ask them


@pytest.fixture(scope="session")
def datasets(bundled, complete, worlds):
    """Take the bundled dataset, one of complete made-up annexes, and some that were drawn, by name."""
    changing = [world for world in worlds if len(world.editions()) > 1]
    return {"bundled": bundled, "complete": complete, **dict(zip(DRAWN, changing[-len(DRAWN) :], strict=True))}


RUBBISH = (
    *(
        "",
        " ",
        ".",
        "....",
        "x",
        "04O29100",
        "-4029100",
        "+4029100",
        "4029100",
        "4029100.0",
        "04029100..",
        "0402",
        "040291000",
        "04029100000",
    ),
    *("0402910000000x", "040291000000000", "0402-91-00", "0402,91,00", "1e7", "04029100;", "'", '"', "\\", "%", "_"),
    *("NULL", "4.02E+07", "0402\\9100", "税则号列", "²³²³²³²³", "٠٤٠٢٩١٠٠", "٠٤٠٢٩١٠٠04029100", "0402.91.00'--"),
)


def codes(chance, data):
    """Draw codes without end, of every class: named by an annex, of a tariff, about the ends of ranges, any, none."""
    named = sorted(
        {change.hs_code for annex in data.positive_list.annexes for change in map(annex.change, annex.lines)}
    )
    in_a_tariff = sorted(data.tariff.every_code()) or named
    ends = ["99999999", *(end for edition in data.coverage().editions for pair in edition.known_ranges for end in pair)]
    while True:
        kind = chance.choices(["named", "tariff", "end", "any", "rubbish", "none"], [8, 4, 3, 3, 1.5, 0.5])[0]
        if kind in {"rubbish", "none"}:
            yield chance.choice(RUBBISH) if kind == "rubbish" else None
            continue
        near = int(chance.choice({"named": named, "tariff": in_a_tariff, "end": ends, "any": ["0"]}[kind]))
        step = {"named": chance.choice([0, 0, 0, 0, 1, -1]), "end": chance.choice([0, 1, -1])}.get(kind, 0)
        code = f"{chance.randrange(10**8) if kind == 'any' else (near + step) % 10**8:08}"
        yield written(chance, code)


def written(chance, code):
    """Write a code as people do."""
    more = "".join(chance.choices("0123456789", k=5))
    return chance.choice(
        [
            code,
            code,
            f"{code[:4]}.{code[4:6]}.{code[6:]}",
            f"{code[:4]} {code[4:]}",
            f" {code}  ",
            f"{code}{more[:2]}",
            f"{code[:4]}.{code[4:6]}.{code[6:]}.{more[:2]}",
            f"{code}{more}",
            f"{code} {more[:2]} {more[2:]}.",
        ]
    )


def days(chance, data):
    """Draw days without end: about every edition's first, before any list, out of range, any, none."""
    first = [edition.effective_from for edition in data.editions()]
    odd = [datetime.date(*day) for day in [(1900, 1, 1), (1949, 9, 30), (1949, 10, 1), (2099, 12, 31), (2100, 1, 1)]]
    odd += [datetime.date.min, datetime.date.max, first[0] - DAY, datetime.date(2015, 1, 1), None, None]
    while True:
        turning = chance.choice(first) + chance.choice([-1, 0, 0, 1]) * DAY
        any_day = first[0] + chance.randrange(-100, (first[-1] - first[0]).days + 1000) * DAY
        yield chance.choices([turning, any_day, chance.choice(odd)], [5, 4, 1])[0]


@pytest.fixture(scope="session")
def asked(datasets):
    """Draw the lines to ask each dataset."""

    def drawn(name, data):
        chance = random.Random(name)  # noqa: S311 - the same every time
        pairs = zip(codes(chance, data), days(chance, data), strict=True)
        return [Asked(id_, *pair) for id_, pair in enumerate(itertools.islice(pairs, SIZES[name]))]

    return {name: drawn(name, data) for name, data in datasets.items()}


# The oracle


def row_by_row(data, line):
    """Answer for one line as eligibility does, its errors being classes of their own."""
    if line.hs_code is None:
        return Answer(line.id, "no code")
    try:
        data.eligibility(line.hs_code, data.editions()[0].effective_from)
    except InvalidHSCodeError:
        return Answer(line.id, "invalid code")
    if line.date is None:
        return Answer(line.id, "no date")
    try:
        verdict = data.eligibility(line.hs_code, line.date)
    except InvalidDateError:
        return Answer(line.id, "invalid date")
    except NoListInForceError:
        return Answer(line.id, "no list in force")
    announcement = verdict.item and (verdict.item.announcement or None)
    return Answer(line.id, verdict.status, verdict.edition.id, announcement, verdict.remark, bonded_only(verdict))


def bonded_only(verdict):
    """Tell from a verdict's conditions whether goods must be bonded; None where that is open."""
    if verdict.remark is None:
        return None
    kinds = {type(condition) for condition in verdict.conditions}
    return True if BondedOnly in kinds else None if UnreadCondition in kinds else False


@pytest.fixture(scope="session")
def answers(datasets, asked):
    """Answer for all lines that are asked."""
    return {name: [row_by_row(data, line) for line in asked[name]] for name, data in datasets.items()}


# The databases


@pytest.fixture(scope="session")
def exported(tmp_path_factory, datasets):
    """Export a dataset's tables, once in each format, into a folder named as on the page, and give the one around it."""

    @functools.cache
    def write(name, form):
        folder = tmp_path_factory.mktemp("exported")
        assert export(folder / "tables", form, dataset=datasets[name])
        return folder

    return write


@contextlib.contextmanager
def working_in(folder):
    """Work in a folder, as contextlib.chdir does since Python 3.11."""
    before = pathlib.Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def in_duckdb(block, folder, lines):
    """Run a block of the page, then its query, in DuckDB."""
    with working_in(folder), duckdb.connect() as database:
        database.execute("CREATE TABLE lines (id BIGINT, hs_code VARCHAR, date DATE)")
        columns = [list(column) for column in zip(*lines, strict=True)]
        database.execute("INSERT INTO lines SELECT unnest(?), unnest(?::VARCHAR[]), unnest(?::DATE[])", columns)
        database.execute(block)
        return [Answer(*row) for row in database.execute(QUERY).fetchall()]


def in_sqlite(folder, lines):
    """Run the page's block and query in SQLite."""
    with working_in(folder), contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE lines (id INTEGER PRIMARY KEY, hs_code TEXT, date DATE)")
        rows = [(line.id, line.hs_code, None if line.date is None else str(line.date)) for line in lines]
        database.executemany("INSERT INTO lines VALUES (?, ?, ?)", rows)
        database.executescript(BLOCKS["SQLite"])
        found = [Answer(*row) for row in database.execute(QUERY)]
    assert {type(row.bonded_only) for row in found} <= {int, type(None)}
    return found


NULL = "\\N"


class Postgres(typing.NamedTuple):
    """A running PostgreSQL, and how psql finds it."""

    psql: str
    environment: dict

    def run(self, script, folder, database="postgres"):
        """Run a script in psql, from a folder, and give the rows that it prints; None is null."""
        options = ["-X", "-q", "--csv", "-t", "-P", f"null={NULL}", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", "-"]
        done = subprocess.run(
            [self.psql, *options],
            input=script,
            cwd=folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        rows = csv.reader(io.StringIO(done.stdout, newline=""))
        return [[None if cell == NULL else cell for cell in row] for row in rows]


def server_folder():
    """Find where Debian, or else the path, has the newest PostgreSQL."""
    debian = pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(debian, key=lambda path: int(path.parts[-3])) or [shutil.which("initdb")]
    return found[-1] and pathlib.Path(found[-1]).parent


@pytest.fixture(scope="session")
def postgres():
    """Start PostgreSQL on a free port of the loopback, not as root; without it, skip, but not where all must run."""
    binaries = server_folder()
    if binaries is None:
        missing = "PostgreSQL is missing: apt-get install postgresql"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    owner = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    # In /tmp, since another user must reach it, and since the name of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp", ignore_cleanup_errors=True) as place:
        home, word = pathlib.Path(place), secrets.token_hex(16)
        (home / "word").write_text(word, "utf-8")
        for path in (home, home / "word"):
            os.chown(path, owner.get("user", -1), owner.get("group", -1))

        def control(program, *options):
            subprocess.run(
                [binaries / program, "-D", home / "data", *options],
                cwd=home,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
                stdout=subprocess.DEVNULL,
                timeout=60,
                check=True,
                **owner,
            )

        authentication = ["-U", "tester", "--auth=scram-sha-256", f"--pwfile={home / 'word'}"]
        control("initdb", *authentication, "--encoding=UTF8", "--locale=C", "--no-sync")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={home} -c fsync=off"
        control("pg_ctl", "start", "-w", "-l", home / "log", "-o", options)
        try:
            found_by = {"PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "tester", "PGPASSWORD": word}
            own = {
                "PATH": os.environ["PATH"],
                "PGCLIENTENCODING": "UTF8",
                "PGOPTIONS": "-c client_min_messages=warning",
            }
            yield Postgres(str(binaries / "psql"), {**own, **found_by})
        finally:
            control("pg_ctl", "stop", "-w", "-m", "immediate")


def in_postgres(server, folder, lines):
    """Run the page's blocks and query in PostgreSQL, in a database of its own."""
    database = f"db_{secrets.token_hex(8)}"
    server.run(f"CREATE DATABASE {database}", folder)
    with (folder / "lines.csv").open("w", encoding="utf-8", newline="") as file:
        for line in lines:
            cells = ["" if cell is None else '"{}"'.format(str(cell).replace('"', '""')) for cell in line]
            file.write(",".join(cells) + "\n")
    script = "\n".join(
        [
            *(BLOCKS[f"PostgreSQL, {part}"] for part in ("the tables", "in psql", "the remarks")),
            "CREATE TABLE lines (id bigint, hs_code text, date date);",
            "\\copy lines FROM 'lines.csv' (FORMAT csv)",
            f"{QUERY};",
        ]
    )
    truth = {"t": True, "f": False, None: None}
    return [Answer(int(id_), *cells, truth[bonded]) for id_, *cells, bonded in server.run(script, folder, database)]


@pytest.fixture(params=["DuckDB, the Parquet files", "DuckDB, the database", "SQLite", "PostgreSQL"])
def answered(request, exported):
    """Answer lines by the page's SQL on one of the databases."""
    if request.param == "PostgreSQL":
        server = request.getfixturevalue("postgres")
        return lambda name, lines: in_postgres(server, exported(name, "csv"), lines)
    if request.param == "SQLite":
        return lambda name, lines: in_sqlite(exported(name, "sqlite"), lines)
    form = "parquet" if request.param.endswith("files") else "duckdb"
    return lambda name, lines: in_duckdb(BLOCKS[request.param], exported(name, form), lines)


# What must hold


@pytest.mark.long
@pytest.mark.parametrize("name", SIZES)
def test_every_database_answers_as_eligibility_does(answered, asked, answers, name):
    """Status, edition, announcement, remark and bonded_only of every line, each line once."""
    assert answered(name, asked[name]) == answers[name]


def test_what_is_asked_has_every_class(answers):
    """The lines that are drawn have every status and every kind of remark."""
    without = {"no code", "invalid code", "no date", "invalid date", "no list in force"}
    assert {answer.status for answer in answers["bundled"]} == {"listed", "not listed", "unknown", *without}
    assert {answer.status for answer in answers["complete"]} == {"listed", "not listed", *without}
    assert {answer.edition for answer in answers["bundled"]} == {None, *(edition.id for edition in BUNDLED.editions())}
    for name in ("bundled", "complete"):
        listed = [answer for answer in answers[name] if answer.status == "listed"]
        assert {bool(answer.remark) for answer in listed if answer.remark is not None} == {False, True}
        assert {answer.bonded_only for answer in listed} >= {False, None if name == "bundled" else True}
    drawn = [answer.status for name in DRAWN for answer in answers[name]]
    assert set(drawn) == {"listed", "not listed", "unknown", *without}


def test_a_line_that_is_asked_again_is_answered_again(answered):
    """The same code and day under another id is another row, and no line at all is no row."""
    lines = [Asked(id_, "9506.11.00", datetime.date(2022, 3, 1)) for id_ in range(3)]
    assert answered("bundled", lines) == [Answer(id_, "listed", "2022-7", "2022-7") for id_ in range(3)]


UNREAD = (
    "０４０２９１００",
    "0402．91．00",
    "\t04029100",
    "04029100\n",
    "0402\u00a09100",
    "\u300004029100",
    "04029100\u2003",
)


def test_other_white_space_and_full_width_digits_are_no_answer(answered):
    """As the page says: screen reads them, and the query calls them invalid codes, never not listed."""
    for code in UNREAD:
        assert BUNDLED.eligibility(code, A_DAY).status == "listed"
    found = answered("bundled", [Asked(id_, code, A_DAY) for id_, code in enumerate(UNREAD)])
    assert found == [Answer(id_, "invalid code") for id_ in range(len(UNREAD))]


def test_a_code_drawn_out_is_read_on(answered):
    """As the page says: beyond 40 characters screen takes a code for invalid, and the query reads it."""
    code = "0402" + " " * 40 + "9100"
    with pytest.raises(InvalidHSCodeError):
        BUNDLED.eligibility(code, A_DAY)
    assert [row.status for row in answered("bundled", [Asked(1, code, A_DAY)])] == ["listed"]


WRITINGS = ("2017/01/01", "2017-1-1", "20170101", "01.01.2017", "2017-01-01 00:00", "2017-01", "2017", "now", "x", "")
WRITINGS += ("2017-02-30", "2017-13-01", "2017-0a-01", "2457755", "2017-01-01Z", " 2017-01-01")


def test_in_sqlite_another_writing_of_a_day_is_an_invalid_date(exported):
    """A text that would compare wrongly is never taken for a day."""
    lines = [Asked(id_, "04029100", day) for id_, day in enumerate((*WRITINGS, "2017-01-01"))]
    statuses = {row.id: row.status for row in in_sqlite(exported("bundled", "sqlite"), lines)}
    assert statuses.pop(len(WRITINGS)) == "listed"
    assert set(statuses.values()) == {"invalid date"}


INSTANT = "SELECT CAST(moment AT TIME ZONE 'Asia/Shanghai' AS date) FROM (SELECT TIMESTAMPTZ '2018-12-31 16:30:00+00' AS moment) AS t"


def test_the_day_in_china_of_an_instant(postgres, tmp_path):
    """The page's expression gives the day on which the instant falls in China, whatever the session's zone."""
    assert "`CAST(moment AT TIME ZONE 'Asia/Shanghai' AS date)`" in PAGE
    with duckdb.connect() as database:
        for zone in ("America/New_York", "Pacific/Auckland"):
            database.execute(f"SET TimeZone = '{zone}'")
            assert database.execute(INSTANT).fetchall() == [(datetime.date(2019, 1, 1),)]
            assert postgres.run(f"SET TimeZone = '{zone}'; {INSTANT}", tmp_path) == [["2019-01-01"]]


# The page


def test_every_block_of_the_page_is_run():
    """No SQL stands on the page but what these tests run."""
    databases = {"DuckDB, the Parquet files", "DuckDB, the database", "SQLite"}
    in_parts = {f"PostgreSQL, {part}" for part in ("the tables", "in psql", "the remarks")}
    assert BLOCKS.keys() == {"DuckDB, SQLite, PostgreSQL", *databases, *in_parts}
    assert len(re.findall("```p?sql", PAGE)) == len(BLOCKS)


def test_the_tables_of_the_page_have_the_types_and_keys_of_the_package():
    """The statements for PostgreSQL are what the described tables come to."""
    types = {"text": "text", "integer": "bigint", "number": "double precision", "date": "date", "boolean": "boolean"}
    statements = []
    for name in ("editions", "intervals", "known_ranges"):
        table = TABLES[name](BUNDLED)
        lines = [f"  {column.name} {types[column.type]}" for column in table.columns]
        if len(table.key) == 1:
            lines[table.names.index(table.key[0])] += " PRIMARY KEY"
        else:
            lines.append(f"  PRIMARY KEY ({', '.join(table.key)})")
        statements.append(f"CREATE TABLE {name} (\n" + ",\n".join(lines) + "\n);\n")
        assert f"| `{name}` |" in PAGE
        assert f"| {', '.join(f'`{column}`' for column in table.key)} |" in PAGE
    assert BLOCKS["PostgreSQL, the tables"] == "".join(statements)


def test_the_query_gives_the_columns_of_screen():
    """The id and what screen adds, in its order, but for the age of the data, which the page explains."""
    screened = screen(duckdb.sql("SELECT '04029100' AS hs_code, DATE '2017-01-01' AS date"), dataset=BUNDLED)
    *added, last = screened.columns[2:]
    assert (*Answer._fields, last) == ("id", *added, "beyond_verified")


def test_no_other_blank_is_a_text():
    """As the page says of CSV: but for remarks no table has an empty text, and every null remark is marked."""
    for make in TABLES.values():
        table = make(BUNDLED)
        for place, column in enumerate(table.columns):
            assert column.name in {"remark", "remark_zh"} or "" not in table.values(place)
        for name in {"remark", "remark_zh"} & {*table.names}:
            remark, known = (table.values(table.names.index(column)) for column in (name, "remark_known"))
            assert all((text is None) == (how in {None, "no"}) for text, how in zip(remark, known, strict=True))
