"""Two editions compared: added, removed, given a new remark, converted, and what cannot be told."""

import datetime

import pytest
from tables import known_range

from pilotzones import Dataset, EditionOrderError, NoListInForceError, UnknownEditionError

DATA = Dataset.bundled()


def codes(records):
    """Take the codes of items."""
    return [record.hs_code for record in records]


def test_what_is_known_of_the_2022_adjustment():
    """Its eight known lines: three added, three converted in, one deleted, one of which nothing before is known."""
    found = DATA.diff("2019-96", "2022-7")
    assert codes(found.added) == ["95061100", "95061200", "95061900"]
    assert codes(found.converted_in) == ["95045020", "95045030", "95045080"]
    assert codes(found.removed) == ["93070090"]
    assert found.converted_out == found.remark_changes == ()
    told = {record.hs_code: (record.older, record.newer) for record in found.undecided}
    assert told["32151900"] == ("unknown", "listed")
    assert told["04090000"] == ("unknown", "unknown")
    assert found.unknown_ranges == (("00000000", "99999999"),)
    assert not found.is_complete


def test_the_second_list_of_2016_added_its_lines():
    """19 of them are known, and nothing that is known went."""
    found = DATA.diff("2016-40", "2016-47")
    assert codes(found.added) == codes(
        item for item in DATA.items("2016-04-16") if item.hs_code not in codes(DATA.items("2016-04-08"))
    )
    assert len(found.added) == 19
    assert found.removed == found.remark_changes == ()
    assert found.unknown_ranges == (("04022101", "99999999"),)


def test_an_edition_does_not_differ_from_itself():
    """Even where it is not known, it is the same."""
    found = DATA.diff("2022-7", "2022-7")
    assert found.added == found.removed == found.remark_changes == found.unknown_ranges == ()
    assert all(record.older == record.newer == "unknown" for record in found.undecided)


@pytest.mark.parametrize("older", ["2019-96", "2020-01-01", datetime.date(2022, 2, 28), DATA.editions()[3]])
def test_an_edition_is_named_by_its_id_a_day_or_itself(older):
    """All of them the 2019 edition."""
    assert DATA.diff(older, "2022-7").older.id == "2019-96"


def test_what_names_no_edition_is_refused():
    """The error lists those there are; a day before the first list is another matter."""
    with pytest.raises(UnknownEditionError, match="is not an edition: give one of 2016-40, 2016-47") as caught:
        DATA.diff("2019-97", "2022-7")
    assert caught.value.edition == "2019-97"
    with pytest.raises(NoListInForceError):
        DATA.diff("2016-04-07", "2022-7")
    with pytest.raises(EditionOrderError, match=r"2019-96 comes before 2022-7: write diff\('2019-96', '2022-7'\)"):
        DATA.diff("2022-7", "2019-96")


@pytest.fixture
def two_years(folder, line):
    """Two whole editions of one's own, the 2027 one amended in 2028."""
    announcement = {"title_zh": "清单", "evidence": "single", "sources": "S074"}
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
    kinds = {"2027-1": ("replaces", ""), "2028-1": ("amends", "2027-1"), "2029-1": ("replaces", "")}
    announcements = [
        {
            "id": id_,
            "kind": kind,
            "amends": amends,
            "effective_from": f"{id_[:4]}-01-01",
            "document_no": id_,
            "title_en": id_,
            **announcement,
        }
        for id_, (kind, amends) in kinds.items()
    ]
    return Dataset.load(folder(announcements=announcements, list_changes=lines, list_coverage=map(known_range, kinds)))


def test_every_kind_of_change_is_found(two_years):
    """Between an edition and its adjustment, everything is known, so only what neither mentions is left out."""
    found = two_years.diff("2027-1", "2028-1")
    assert codes(found.converted_in) == ["30000010"]
    assert codes(found.converted_out) == ["30000000"]
    assert codes(found.removed) == ["40000000"]
    (change,) = found.remark_changes
    assert (change.older.remark, change.newer.remark) == ("", "每人每年2千克以内")
    assert [(record.hs_code, record.older, record.newer) for record in found.undecided] == [
        ("50000000", "listed", "listed")
    ]
    assert found.unknown_ranges == ()


def test_between_editions_a_remark_changes_if_its_words_do(two_years):
    """20000000 lost its remark; what was converted out a year before does not count as that any more."""
    found = two_years.diff("2028-1", "2029-1")
    assert [(change.newer.hs_code, change.older.remark, change.newer.remark) for change in found.remark_changes] == [
        ("20000000", "仅限网购保税商品", "")
    ]
    assert codes(found.removed) == ["30000010"]
    over_both = two_years.diff("2027-1", "2029-1")
    assert codes(over_both.converted_out) == ["30000000"]
    assert codes(over_both.removed) == ["40000000"]
    assert [change.newer.hs_code for change in over_both.remark_changes] == ["10000000", "20000000"]


def test_a_difference_prints_as_a_report(two_years):
    """Every group with its number, and what is not known."""
    text = str(two_years.diff("2027-1", "2028-1"))
    assert text.splitlines()[0] == "From 2027-1 (2027-1) to 2028-1 (2028-1)"
    assert "converted out: 1\n  30000000" in text
    assert "remark changed: 1\n  10000000 : none -> 每人每年2千克以内" in text
    assert "undecided: 1\n  50000000 : listed -> listed" in text
    assert text.endswith("ranges of codes where changes are not known: none")
    assert "unknown -> 每人每年" not in text


def test_the_gaps_between_settled_ranges_are_joined(folder):
    """A code that either edition leaves open may have changed unseen."""
    ranges = {"2018-157": ("10000000", "20000000"), "2019-96": ("15000000", "99999999")}
    rows = [{"announcement": id_, "code_from": low, "code_to": high} for id_, (low, high) in ranges.items()]
    data = Dataset.load(folder(list_coverage=[*rows[:1], {**rows[1], "code_to": "93070089"}]))
    assert data.diff("2018-157", "2019-96").unknown_ranges == (("00000000", "14999999"), ("20000001", "99999999"))
