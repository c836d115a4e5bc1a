"""Folders of tables, nearly sound: each is refused with every fault, or answers every question."""

import csv
import functools
import io
import json
import pathlib
import re
import tempfile
import zipfile

import pytest
from fuzzing import FILES, attempt, fuzzed
from hypothesis import example
from hypothesis import strategies as st
from mutations import change, steps

import pilotzones
from pilotzones import DataIntegrityError, Dataset
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import content_of, file_of

TABLES = pathlib.Path(pilotzones.__file__).parent / "data"
QUICK = (
    "announcements",
    "announcement_pages",
    "list_changes",
    "list_coverage",
    "list_inferences",
    "sources",
    "tariffs",
)
"""Tables that are checked in some milliseconds."""
CELLS = (
    *(
        "",
        " ",
        "a",
        "0",
        "-1",
        "1",
        "99999999",
        "00000000",
        "1e5",
        "2016-40",
        "2019-96",
        "2022-7",
        "2016-04-08",
        "2016-02-30",
    ),
    *(
        "yes",
        "no",
        "list",
        "add",
        "delete",
        "replaces",
        "amends",
        "supplements",
        "single",
        "confirmed",
        "S001",
        "S001;S002",
        ";",
    ),
    *(
        "330100",
        "110000",
        "CN-ZJ",
        "hangzhou",
        "prefecture",
        "\ufeff",
        "\u3000",
        "\ud83d\ude00",
        '"',
        "a\nb",
        "9" * 400,
        "杭州市",
    ),
)
TOKEN = re.compile(rb'[^,\r\n"]+|[,\r\n"]')


@functools.cache
def rows_of(name):
    """Read a shipped table as rows of cells."""
    text = content_of(file_of(TABLES, name)).decode()
    return tuple(map(tuple, csv.reader(io.StringIO(text, newline=""))))


@st.composite
def tables(draw):
    """Draw some rows of a shipped table with a few cells changed, as a name and bytes."""
    name = draw(st.sampled_from(QUICK if draw(st.integers(0, 4)) else sorted(FORMATS)))
    header, *rows = rows_of(name)
    first = draw(st.integers(0, len(rows) - 1))
    some = [list(row) for row in rows[first : first + draw(st.integers(0, 12))]]
    for _ in range(draw(st.integers(0, 3)) if some else 0):
        at, column = draw(st.integers(0, len(some) - 1)), draw(st.integers(0, len(header) - 1))
        how = draw(st.sampled_from(("cell", "cell", "same", "row", "short", "long", "text")))
        if how == "cell":
            some[at][column] = draw(st.sampled_from(CELLS))
        elif how == "same":
            some[at][column] = rows[draw(st.integers(0, len(rows) - 1))][column]
        elif how == "row":
            some.append(list(some[at]))
        elif how == "short":
            some[at] = some[at][:-1] or [""]
        elif how == "long":
            some[at] += ["a"]
        else:
            some[at][column] = draw(st.text(max_size=8))
        column = min(column, min(map(len, some)) - 1)
        some[at] = some[at] + [""] * (column + 1 - len(some[at]))
        if {len(row) for row in some} != {len(header)}:
            break
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *some])
    data = text.getvalue().encode("utf-8", "surrogatepass")
    return name, change(data, draw(st.just(()) | steps(most=2)), token=TOKEN)


packages = st.none() | st.sampled_from(
    [
        "",
        "{}",
        "[]",
        "null",
        '{"format_version": 9}',
        '{"format_version": "3"}',
        '{"format_version": NaN}',
        '{"format_version": [], "a": 1}',
        "[" * 9999,
        "\ufeff{}",
    ]
)


@pytest.mark.long
@fuzzed(
    FILES,
    given=st.lists(tables(), min_size=1, max_size=2),
    package=packages,
    is_zipped=st.integers(0, 5).map(lambda number: number == 5),
)
# Control characters of a header stood in the message.
@example(given=[("announcement_pages", b"ann\x1b[2Jouncement\n")], package=None, is_zipped=False)
@example(given=[("list_changes", b"")], package=None, is_zipped=False)
@example(given=[("list_changes", b"\xff")], package=json.dumps({"format_version": 10**400}), is_zipped=False)
def test_a_folder_is_refused_or_answers(given, package, is_zipped):
    """A folder that loads answers every question; one that does not says where what is wrong."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "own"
        folder.mkdir()
        for name, data in given:
            if is_zipped:
                with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
                    archive.writestr(f"{name}.csv", data)
            else:
                (folder / f"{name}.csv").write_bytes(data)
        if package is not None:
            (folder / "datapackage.json").write_text(package, "utf-8")
        dataset, error = attempt(Dataset.load, folder)
        if error is not None:
            assert isinstance(error, DataIntegrityError)
            assert error.faults or error.table
            return
        check_answers(dataset)


def check_answers(dataset):
    """Ask a dataset every kind of question."""
    for question in (dataset.check, dataset.verified_through, dataset.data_version, dataset.timeline, dataset.sources):
        assert attempt(question)[1] is None
    assert str(dataset.coverage())
    for edition in dataset.editions():
        for code in ("01012100", "04029100", "93070090"):
            verdict = dataset.eligibility(code, edition.effective_from)
            assert str(verdict)
            assert verdict.is_eligible is {"listed": True, "not listed": False, "unknown": None}[verdict.status]
        assert all(
            dataset.is_eligible(item.hs_code, edition.effective_from)
            for item in dataset.items(edition.effective_from)[:3]
        )
    for zone in dataset.zones()[:3]:
        assert attempt(dataset.is_zone, zone.adcode, zone.established_on)[0] in {True, None}
    assert str(dataset.diff(dataset.editions()[0], dataset.editions()[-1]))
