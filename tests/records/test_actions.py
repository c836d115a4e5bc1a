"""What the actions of announcements mean, held against the announcements' own numbers."""

from typing import get_args

import attrs
import pytest

import pilotzones
from pilotzones.records.actions import ACTIONS, ADJUSTING, WHOLE_LIST, Action
from pilotzones.records.announcements import Announcement
from pilotzones.records.list_answers import Item
from pilotzones.records.stated_counts import net_change, stated_counts, wrong_counts, wrong_numbers

LISTS = {announcement.id: announcement for announcement in pilotzones.Dataset.bundled().announcements()}


def test_every_action_has_its_row():
    """And the counted ones a field of the announcement each."""
    assert set(ACTIONS) == set(get_args(Action))
    fields = {field.name for field in attrs.fields(Announcement)}
    assert {meaning.field for meaning in ACTIONS.values() if meaning.field} <= fields
    assert list(ADJUSTING) == ["add", "delete", "convert_in", "convert_out", "remark"]
    assert WHOLE_LIST == "list"


def test_the_adjustment_of_2022_adds_up():
    """1,413 + 29 - 1 + 115 - 80 = 1,476, and 206 new remarks change no number."""
    counts = {"add": 29, "delete": 1, "convert_in": 115, "convert_out": 80, "remark": 206}
    assert stated_counts(LISTS["2022-7"]) == counts
    assert LISTS["2022-7"].lines_stated == sum(counts.values()) == 431
    actions = [action for action, count in counts.items() for _ in range(count)]
    assert net_change(actions) == 63 == 1476 - 1413


def test_a_list_states_one_number():
    """That of the lines of its annex; a line told outside the annex counts for nothing."""
    assert stated_counts(LISTS["2016-47"]) == {"list": 151}
    assert LISTS["2016-47"].lines_stated == 151
    assert net_change(["list", "listed"]) == 0


@pytest.mark.parametrize(
    ("announcement", "actions", "is_complete", "wrong"),
    [
        ("2016-47", ["list"] * 151, True, []),
        ("2016-47", ["list"] * 150, False, []),
        ("2016-47", ["list"] * 150, True, [("list", 151, 150)]),
        ("2016-47", ["list"] * 152, False, [("list", 151, 152)]),
        ("2022-7", ["delete", "add"], False, []),
        ("2022-7", ["delete", "delete"], False, [("delete", 1, 2)]),
        (
            "2022-7",
            ["delete"],
            True,
            [("add", 29, 0), ("convert_in", 115, 0), ("convert_out", 80, 0), ("remark", 206, 0)],
        ),
    ],
)
def test_counts_are_held_against_the_stated_ones(announcement, actions, is_complete, wrong):
    """Never more lines than stated, and as many where all are known."""
    assert list(wrong_counts(stated_counts(LISTS[announcement]), actions, is_complete=is_complete)) == wrong


def test_a_number_that_is_not_stated_is_never_wrong():
    """Nothing can be compared with it."""
    unstated = attrs.evolve(LISTS["2022-7"], added=None)
    assert [wrong.action for wrong in wrong_counts(stated_counts(unstated), [], is_complete=True)] == [
        "delete",
        "convert_in",
        "convert_out",
        "remark",
    ]


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ([], []),
        ([1, 2, 3], []),
        ([2, 3], [(0, 1)]),
        ([1, 3, 4], [(1, 2)]),
        ([1, None, 3], [(1, 2)]),
        ([1, 1, 2], [(1, 2)]),
        ([3, 2, 1], [(0, 1), (1, 4), (2, 3)]),
    ],
)
def test_row_numbers_follow_each_other(numbers, wrong):
    """From 1; after a wrong number the next one is due, so that one gap is one fault."""
    assert list(wrong_numbers(numbers)) == wrong


def item(remark, known="yes"):
    """Make an item with a remark, read as conditions."""
    from pilotzones.positive_list.remarks import read_remark as read

    return Item(
        hs_code="04090000",
        name_zh="天然蜂蜜",
        remark=remark,
        remark_known=known,
        conditions=read(remark or ""),
        announcement="2019-96",
        evidence="single",
        sources=(),
        note="",
    )


@pytest.mark.parametrize(
    ("remark", "bonded_only"),
    [
        ("", False),
        ("仅限网购保税商品", True),
        ("列入《进出口野生动植物种商品目录》的商品除外；仅限网购保税商品", True),
        ("每人每年2千克以内", False),
        ("见注三", None),
        ("见注三；仅限网购保税商品", True),
        (None, None),
    ],
)
def test_whether_a_remark_allows_bonded_shipment_only(remark, bonded_only):
    """Yes, no, or not known: a remark that is not known or not understood may say anything."""
    assert item(remark, "no" if remark is None else "yes").is_bonded_only is bonded_only
