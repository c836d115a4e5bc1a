"""The counts: what missing annexes would settle, and sums of values."""

from decimal import Decimal

import pytest
from goods_files import BUNDLED, told

from pilotzones import ArgumentTypeError
from pilotzones.frames.files.row_answers import RowAnswers, Wanted
from pilotzones.frames.files.tally import Tally


def count(rows, *, has_values=True, data=BUNDLED, **wanted):
    """Count rows of a code, a day and a value."""
    answers, tally = RowAnswers(data, Wanted(**wanted)), Tally(has_values=has_values)
    for line, (code, day, value) in enumerate(rows, 2):
        tally.add(answers.of(code, day), line, code, day, value)
    return tally.report("goods.csv", None, data, zeros_put_back=False)


def test_what_an_annex_settles_is_counted_with_what_a_part_of_it_settles():
    """By hand: two rows need the annex of 2019 alone, one that of 2022 too, so both settle three."""
    assert [announcement.id for announcement in told("22042100", "2021-01-01")[1].missing] == ["2019-96"]
    assert [announcement.id for announcement in told("22042100", "2022-03-01")[1].missing] == ["2019-96", "2022-7"]
    assert [announcement.id for announcement in told("22042100", "2019-05-01")[1].missing] == ["2018-157"]
    done = count(
        [
            ("22042100", "2021-01-01", "1.10"),
            ("22042100", "2021-06-01", "2.20"),
            ("22042100", "2022-03-01", "4.40"),
            ("22042100", "2019-05-01", "100"),
        ]
    )
    found = [(each.announcements, each.rows, each.settled_rows, str(each.settled_value)) for each in done.annexes]
    assert found == [
        (("2018-157",), 1, 1, "100"),
        (("2019-96", "2022-7"), 1, 3, "7.70"),
        (("2019-96",), 2, 2, "3.30"),
    ]
    assert [(each.status, each.rows, str(each.value)) for each in done.statuses] == [("unknown", 4, "107.70")]


def test_without_values_the_rows_decide_the_order():
    """And no sum is given."""
    done = count([("22042100", "2019-05-01", None), *[("22042100", "2021-01-01", None)] * 2], has_values=False)
    assert [each.announcements for each in done.annexes] == [("2019-96",), ("2018-157",)]
    assert {each.value for each in (*done.annexes, *done.statuses)} == {None}


def test_annexes_that_settle_nothing_of_value_come_last():
    """However small the value of the others is."""
    done = count([*[("22042100", "2021-01-01", "0")] * 2, ("22042100", "2019-05-01", "0.5")])
    assert [each.announcements for each in done.annexes] == [("2018-157",), ("2019-96",)]


def test_what_the_annexes_would_settle_is_settled_by_them():
    """Held against datasets in which the annexes are wholly known: no row that needs them is left."""
    codes = ["22042100", "04029100", "33049900", "99999999", "95061100"]
    rows = [(code, edition.effective_from, 1) for code in codes for edition in BUNDLED.editions()]
    done = count(rows)
    for needed in done.annexes:
        known = BUNDLED
        for announcement in needed.announcements:
            known = known.assume(after=announcement, listed=[], not_listed=unnamed(known, announcement, codes))
        left = [told(code, day)[1] for code, day, _ in rows if told(code, day)[1].status == "unknown"]
        settled = [verdict for verdict in left if known.eligibility(verdict.hs_code, verdict.date).status != "unknown"]
        assert len(settled) >= needed.settled_rows


def unnamed(data, announcement, codes):
    """Give the codes that are unknown after an announcement."""
    day = next(each.effective_from for each in data.announcements() if each.id == announcement)
    return [code for code in codes if data.eligibility(code, day).status == "unknown"]


def test_unknown_rows_that_no_annex_settles_are_counted_by_themselves():
    """Evidence that is too weak, for instance: no missing annex would change it."""
    weak = [
        (code, edition.effective_from, 1)
        for code in sorted(BUNDLED.positive_list.named_codes())
        for edition in BUNDLED.editions()
        if not (verdict := BUNDLED.eligibility(code, edition.effective_from, evidence="confirmed")).missing
        and verdict.status == "unknown"
    ]
    done = count(weak, evidence="confirmed")
    assert done.unsettled_rows == done.count("unknown") == len(weak) > 0
    assert done.annexes == ()


def test_amounts_that_are_none_are_counted():
    """And are in no sum."""
    done = count([("04090000", "2018-12-31", "n/a"), ("04090000", "2018-12-31", "0.1"), ("milk", "", "0.2")])
    assert (done.unread_values, done.value) == (1, Decimal("0.3"))


def test_sums_are_exact():
    """A million cents are ten thousand, and a small amount is not lost in a large one."""
    assert count([("04090000", "2018-12-31", 0.01)] * 1000).value == Decimal(10)
    assert count([("04090000", "2018-12-31", each) for each in (10**35, "0.01")]).value == Decimal(f"{10**35}.01")


def test_a_column_of_rubbish_does_not_fill_the_memory(monkeypatch):
    """Beyond a number of texts, what was read is forgotten, and read again."""
    monkeypatch.setattr("pilotzones.frames.files.row_answers._MOST_KEPT", 4)
    answers = RowAnswers(BUNDLED, Wanted())
    for number in range(20):
        assert answers.of(f"x{number}", "2022-03-01").status == "invalid code"
    assert len(answers._codes) <= 4
    assert answers.of("04090000", "2018-12-31").status == "listed"


def test_a_zero_that_is_lost_is_put_back_only_if_that_is_asked_for():
    """Otherwise the code is invalid, and counted among those that lost one."""
    assert count([("4090000", "2018-12-31", 1)]).count("invalid code") == 1
    assert count([("4090000", "2018-12-31", 1)], lost_zeros=True).count("listed") == 1


def test_a_report_is_neither_true_nor_false():
    """It has counts, and a property that tells whether all is known."""
    done = count([("04090000", "2018-12-31", 1)])
    assert done.is_definite
    assert not count([("milk", "2018-12-31", 1)]).is_definite
    assert count([]).is_definite
    with pytest.raises(TypeError, match="is_definite"):
        bool(done)
    with pytest.raises(ArgumentTypeError):
        done.count("yes")
    assert str(count([])) == "goods.csv: 0 rows: none."


def test_the_words_are_the_same_in_both_languages():
    """Each reason has a sentence, and each status a word."""
    from typing import get_args

    from pilotzones.dates import DateReason
    from pilotzones.frames.files.row_refusals import STATUSES, WORDS
    from pilotzones.hscode import HSCodeReason
    from pilotzones.records.list_answers import Status
    from pilotzones.records.screened_files import FileStatus

    assert WORDS["en"].keys() == WORDS["zh"].keys()
    # A cell that is blank, and one that is given twice, are told otherwise.
    assert {*get_args(HSCodeReason), *get_args(DateReason)} - {"blank", "given twice", "wrong order"} <= WORDS[
        "en"
    ].keys()
    assert set(STATUSES["zh"]) == set(get_args(FileStatus)) - set(get_args(Status))
