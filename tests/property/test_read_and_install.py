"""What reading calls sound can be installed, and what it says of each difference is what follows when it is accepted."""

import functools
import pathlib
import shutil
import tempfile

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from lists import ADJUSTMENT, lists

from pilotzones import Dataset, annex
from pilotzones.annex.announced import find_announcement
from pilotzones.annex.errors import AnnexCheckError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Cell, Document, Grid, GridRow, Prose
from pilotzones.annex.reading import check_against

HEADER = ("序号", "税则号列", "货品名称", "备注")
BEFORE = [(), ("2019-96", "2022-7"), ("2016-40", "2018-157", "2022-7")]
"""The annexes that are installed before."""
HEADINGS = dict(
    zip(ADJUSTMENT, ("增加的商品", "删除的商品", "税则转入的商品", "税则转出的商品", "修改备注的商品"), strict=True)
)


def replace(lines, at, **cells):
    """Replace some cells of a line."""
    return [*lines[:at], lines[at]._replace(**cells), *lines[at + 1 :]]


def another_code(lines, at):
    """Take a code that the annex does not have, in the place of one."""
    taken = {line.hs_code for line in lines}
    return next(code for code in sorted(others()) if code not in taken and code > lines[at].hs_code)


FAULTS = {
    "none": lambda lines, _: lines,
    "no column of remarks": lambda lines, _: lines,
    "a line is missing": lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    "a line is there twice": lambda lines, at: [*lines[:at], lines[at], *lines[at:]],
    "a code of seven digits": lambda lines, at: replace(lines, at, hs_code=lines[at].hs_code[:7]),
    "two lines change their places": lambda lines, at: [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]],
    "a number too high": lambda lines, at: replace(lines, at, seq=lines[at].seq + 1),
    "a line of another code": lambda lines, at: replace(lines, at, hs_code=another_code(lines, at)),
    "a code that no tariff has": lambda lines, at: replace(lines, at, hs_code=f"{lines[at].hs_code[:6]}77"),
    "a name with a control character": lambda lines, at: replace(lines, at, name=f"{lines[at].name}\x01\x00"),
    "a very long name": lambda lines, at: replace(lines, at, name=lines[at].name + "乳" * 140_000),
    "another remark": lambda lines, at: replace(lines, at, remark="人参除外"),
    "another change": lambda lines, at: replace(lines, at, change="list" if len(lines) > 431 else "delete"),
}
"""Gives an annex one fault, at a position."""


@functools.cache
def others():
    """List every code that one of the made-up annexes has."""
    return frozenset(line.hs_code for one in lists().values() for line in one) | {"99999998"}


def read(id_, lines, data, *, remarks=True):
    """Hold lines against an announcement, as if they were read from a file."""
    width = len(HEADER) if remarks else len(HEADER) - 1
    blocks = []
    for change in ("list", *ADJUSTMENT):
        rows = [HEADER, *((str(line.seq), *line[1:4]) for line in lines if line.change == change)]
        cells = [GridRow(at, tuple(map(Cell, row[:width]))) for at, row in enumerate(rows, 1)]
        if len(rows) > 1:
            blocks += [Prose(1, (f"一、{HEADINGS[change]}",))] if change in HEADINGS else []
            blocks.append(Grid(1, tuple(cells), True))
    found = extract_rows(Document("made", 1, iter(blocks)))
    return check_against(find_announcement(id_, data), found, data, file="a.pdf", sha256="0" * 64)


def is_installed(reading, folder, accept=()):
    """Try to install; whatever else is raised than the differences is an error of the test."""
    try:
        annex.install(reading, folder, accept=accept)
    except AnnexCheckError:
        return False
    return True


@pytest.fixture(scope="module")
def has(tmp_path_factory):
    """Install some annexes into folders, by their ids."""
    home = tmp_path_factory.mktemp("installed")
    for number, ids in enumerate(filter(None, BEFORE)):
        for one in ids:
            annex.install(read(one, lists()[one], Dataset.bundled()), home / str(number))
    return {ids: home / str(number) for number, ids in enumerate(filter(None, BEFORE))}


@pytest.mark.long
@pytest.mark.parametrize("before", BEFORE)
@examples(40)
@given(id_=st.sampled_from(sorted(lists())), fault=st.sampled_from(sorted(FAULTS)), at=st.integers(0, 149))
def test_read_and_install_agree(has, before, id_, fault, at):
    """Into an empty folder, and into one with other annexes, which the dataset of the reading has."""
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home, "annexes")
        if before:
            shutil.copytree(has[before], folder)
        data = Dataset.load(folder) if before else Dataset.bundled()
        lines = FAULTS[fault](list(lists()[id_]), at)
        reading = read(id_, lines, data, remarks=fault != "no column of remarks")
        assert is_installed(reading, folder) == reading.is_sound
        if not reading.is_sound and id_ not in before:
            accept = [difference.name for difference in reading.differences]
            can_be = all(difference.accepted != "never" for difference in reading.differences)
            assert is_installed(reading, folder, accept) == can_be
            if can_be:
                Dataset.load(folder)
        if fault == "none":
            assert reading.is_sound
