"""Two editions compared: added, removed, given a new remark, converted, and what is undecided."""

import datetime

import pytest
from tables import announcement, known_range, line

from pilotzones import Dataset, EditionOrderError, NoListInForceError, UnknownEditionError

DATA = Dataset.bundled()


def codes(records):
    """Take the codes of items."""
    return [record.hs_code for record in records]


def test_what_is_known_of_the_2022_adjustment():
    """Its eight known lines: three added, three converted in, one deleted, and one that was unknown before."""
    found = DATA.diff("2019-96", "2022-7")
    assert codes(found.added) == ["95061100", "95061200", "95061900"]
    assert codes(found.converted_in) == ["95045020", "95045030", "95045080"]
    assert codes(found.removed) == ["93070090"]
    assert found.converted_out == found.remark_changes == ()
    undecided = {record.hs_code: (record.older, record.newer) for record in found.undecided}
    assert undecided["32151900"] == ("unknown", "listed")
    assert undecided["04090000"] == ("unknown", "unknown")
    assert found.unknown_ranges == (("00000000", "99999999"),)
    assert not found.is_complete


def test_the_second_list_of_2016_added_its_lines():
    """19 of them are known, and no known line went."""
    found = DATA.diff("2016-40", "2016-47")
    assert codes(found.added) == codes(
        item for item in DATA.items("2016-04-16") if item.hs_code not in codes(DATA.items("2016-04-08"))
    )
    assert len(found.added) == 19
    assert found.removed == found.remark_changes == ()
    assert found.unknown_ranges == (("04022101", "99999999"),)


def test_an_edition_does_not_differ_from_itself():
    """Even where it is not known, it is the same: nothing is undecided."""
    found = DATA.diff("2022-7", "2022-7")
    assert found.added == found.removed == found.remark_changes == found.unknown_ranges == ()
    assert found.converted_in == found.converted_out == found.undecided == ()
    assert found.is_complete


@pytest.mark.parametrize("older", ["2019-96", "2020-01-01", datetime.date(2022, 2, 28), DATA.editions()[3]])
def test_an_edition_is_named_by_its_id_a_day_or_itself(older):
    """All of them the 2019 edition."""
    assert DATA.diff(older, "2022-7").older.id == "2019-96"


def test_what_names_no_edition_is_refused():
    """The error lists the editions; a day before the first list is another error."""
    with pytest.raises(UnknownEditionError, match="is not an edition: give one of 2016-40, 2016-47") as caught:
        DATA.diff("2019-97", "2022-7")
    assert caught.value.edition == "2019-97"
    with pytest.raises(NoListInForceError):
        DATA.diff("2016-04-07", "2022-7")
    with pytest.raises(EditionOrderError, match=r"2019-96 comes before 2022-7: write diff\('2019-96', '2022-7'\)"):
        DATA.diff("2022-7", "2019-96")


@pytest.fixture
def three_years(folder):
    """Two whole editions of one's own, of 2027 and 2029; the first is amended in 2028."""
    lines = [
        line("2027-1", "list", "10000000"),
        line("2027-1", "list", "20000000", remark_zh="仅限网购保税商品"),
        line("2027-1", "list", "30000000"),
        line("2027-1", "list", "40000000"),
        line("2027-1", "list", "50000000", remark_known="no"),
        line("2028-1", "remark", "10000000", remark_zh="每人每年2千克以内"),
        line("2028-1", "convert_out", "30000000"),
        line("2028-1", "convert_in", "30000010"),
        line("2028-1", "delete", "40000000"),
        line("2029-1", "list", "10000000", remark_zh="每人每年2千克以内"),
        line("2029-1", "list", "20000000"),
        line("2029-1", "list", "50000000"),
    ]
    announcements = [announcement("2027-1"), announcement("2028-1", "amends", "2027-1"), announcement("2029-1")]
    known = [known_range(id_) for id_ in ("2027-1", "2028-1", "2029-1")]
    return Dataset.load(folder(announcements=announcements, list_changes=lines, list_coverage=known))


def test_every_kind_of_change_is_distinguished(three_years):
    """Between an edition and its adjustment everything is known, except whether one remark changed."""
    found = three_years.diff("2027-1", "2028-1")
    assert codes(found.converted_in) == ["30000010"]
    assert codes(found.converted_out) == ["30000000"]
    assert codes(found.removed) == ["40000000"]
    (change,) = found.remark_changes
    assert (change.older.remark, change.newer.remark) == ("", "每人每年2千克以内")
    assert [(record.hs_code, record.older, record.newer) for record in found.undecided] == [
        ("50000000", "listed", "listed")
    ]
    assert found.unknown_ranges == ()


def test_between_editions_a_remark_changes_if_its_words_do(three_years):
    """20000000 lost its remark; what was converted out a year before does not count as that any more."""
    found = three_years.diff("2028-1", "2029-1")
    assert [(change.newer.hs_code, change.older.remark, change.newer.remark) for change in found.remark_changes] == [
        ("20000000", "仅限网购保税商品", "")
    ]
    assert codes(found.removed) == ["30000010"]
    over_both = three_years.diff("2027-1", "2029-1")
    assert codes(over_both.converted_out) == ["30000000"]
    assert codes(over_both.removed) == ["40000000"]
    assert [change.newer.hs_code for change in over_both.remark_changes] == ["10000000", "20000000"]


def test_what_came_in_by_conversion_did_so_also_if_a_later_list_has_it(folder):
    """The list of 2029 prints every line that is on it; how it got there the adjustment of 2028 says."""
    data = Dataset.load(
        folder(
            announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1"), announcement("2029-1")],
            list_changes=[line("2028-1", "convert_in", "30000010"), line("2029-1", "list", "30000010")],
            list_coverage=[known_range(id_) for id_ in ("2027-1", "2028-1", "2029-1")],
        )
    )
    found = data.diff("2027-1", "2029-1")
    assert (codes(found.converted_in), found.added) == (["30000010"], ())
    assert (data.diff("2028-1", "2029-1").converted_in, data.diff("2028-1", "2029-1").added) == ((), ())


def test_a_difference_prints_as_a_report(three_years):
    """Every group that is not empty with its number, and then how much is not known."""
    text = str(three_years.diff("2027-1", "2028-1"))
    assert text.splitlines()[0] == "From List 2027-1 (2027-1) to List 2028-1 (2028-1)"
    assert "converted out: 1\n  30000000" in text
    assert "remark changed: 1\n  10000000 : none -> 每人每年2千克以内" in text
    assert "\nadded: " not in text
    assert text.splitlines()[-2] == "undecided: 1"
    assert "50000000" not in text
    assert text.endswith("ranges of codes where changes are not known: none")
    assert "unknown -> 每人每年" not in text


def test_what_is_known_comes_first_and_the_rest_is_counted():
    """The 2022 adjustment: the 7 changes that pages print, then 93 codes of which nobody knows."""
    lines = str(Dataset.bundled().diff("2019-96", "2022-7")).splitlines()
    assert [line for line in lines if not line.startswith("  ")][1:] == [
        "added: 3",
        "removed: 1",
        "converted in: 3",
        "undecided: 93",
        "ranges of codes where changes are not known: 00000000-99999999",
    ]
    assert len(lines) == 1 + 3 + 7 + 2


def test_an_undecided_code_prints_both_statuses():
    """With its name in the tariff."""
    found = {record.hs_code: str(record) for record in Dataset.bundled().diff("2019-96", "2022-7").undecided}
    assert found["32151900"] == "32151900 其他印刷油墨: unknown -> listed"


def test_no_known_change_is_said(folder):
    """Of two lists of which nothing is known."""
    data = Dataset.load(folder(announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1")]))
    assert str(data.diff("2027-1", "2028-1")).splitlines()[1] == "no change is known"


def test_the_gaps_between_known_ranges_are_joined(folder):
    """A code that is unknown in either edition may have changed."""
    ranges = [known_range("2018-157", "10000000", "20000000"), known_range("2019-96", "15000000", "93070089")]
    data = Dataset.load(folder(list_coverage=ranges))
    assert data.diff("2018-157", "2019-96").unknown_ranges == (("00000000", "14999999"), ("20000001", "99999999"))


@pytest.mark.parametrize(("before", "after"), [("no", "yes"), ("yes", "no"), ("no", "no"), ("paraphrase", "yes")])
def test_a_remark_that_the_adjustment_changes_has_changed_whether_it_was_read_or_not(folder, before, after):
    """The annex says that the remark of the line is another one; of a line beside it nobody knows."""
    lines = [
        line("2027-1", "list", "10000000", remark_zh="x" if before != "no" else "", remark_known=before),
        line("2028-1", "remark", "10000000", remark_zh="y" if after != "no" else "", remark_known=after),
        line("2027-1", "list", "20000000", remark_known="no"),
    ]
    history = [announcement("2027-1"), announcement("2028-1", "amends", "2027-1")]
    known = [known_range(id_) for id_ in ("2027-1", "2028-1")]
    found = Dataset.load(folder(announcements=history, list_changes=lines, list_coverage=known)).diff(
        "2027-1", "2028-1"
    )
    assert [change.newer.hs_code for change in found.remark_changes] == ["10000000"]
    assert codes(found.undecided) == ["20000000"]
