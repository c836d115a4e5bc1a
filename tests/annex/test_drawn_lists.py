"""Lists that nobody has seen yet, written as annexes and read back: nothing is lost on the way."""

import csv
import pathlib
import tempfile

import pytest
from hypothesis import given, settings
from office_files import HEADER, xlsx

from pilotzones import Dataset, annex, strategies

FIRST_DAY = "2027-01-01"
NEW = annex.NewAnnouncement("2027-3", FIRST_DAY)


def printed(world):
    """Lay a list out as its annex prints it."""
    items = world.items(world.editions()[0].effective_from)
    return [(str(seq), item.hs_code, item.name_zh, item.remark) for seq, item in enumerate(items, 1)]


def files(folder, lines):
    """Write lines as a workbook and as CSV text, with codes as text."""
    with (folder / "annex.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    return [xlsx(folder / "annex.xlsx", [HEADER, *lines]), folder / "annex.csv"]


@pytest.mark.long
@settings(max_examples=5, deadline=None)  # each example reads two files, in a process of its own each
@given(world=strategies.complete_positive_list(max_size=60))
def test_a_drawn_list_comes_back_from_its_annex(world):
    """Number by number, code by code, name by name, remark by remark."""
    lines = printed(world)
    with tempfile.TemporaryDirectory() as home:
        for file in files(pathlib.Path(home), lines):
            found = [(str(row.seq), row.hs_code, row.name, row.remark) for row in annex.rows(file)]
            assert found == lines


@pytest.mark.long
@settings(max_examples=3, deadline=None)  # as above
@given(world=strategies.complete_positive_list(max_size=60))
def test_a_drawn_list_answers_as_drawn_once_its_annex_is_installed(world):
    """Every line, its remark's conditions, and the codes beside it."""
    drawn_on = world.editions()[0].effective_from
    lines = printed(world)
    with tempfile.TemporaryDirectory() as home:
        for file in files(pathlib.Path(home), lines):
            folder = pathlib.Path(home, file.suffix.strip("."))
            annex.install(annex.read(file, new=NEW), folder)
            installed = Dataset.load(folder)
            assert installed.items(FIRST_DAY)[0].announcement == NEW.id
            for _, code, _, _ in lines:
                for asked in (code, f"{int(code) + 1:08}"):
                    expected = world.eligibility(asked, drawn_on)
                    answer = installed.eligibility(asked, FIRST_DAY)
                    assert (answer.status, answer.remark) == (expected.status, expected.remark)
                    assert answer.conditions == expected.conditions
