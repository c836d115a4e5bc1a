"""Damaged tables: one clear error that names file, line and column."""

import zipfile

import pytest
from tables import known_range

from pilotzones import DataIntegrityError, Dataset
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import LARGEST, read_layers, read_table


def damage(folder, table, old, new):
    """Replace a text that is in a table exactly once."""
    file = folder / f"{table}.csv"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def refused(dataset, says):
    """Check that loading everything fails, and with which words."""
    with pytest.raises(DataIntegrityError, match=says) as caught:
        dataset.check()
    assert isinstance(caught.value, ValueError)
    for fault in caught.value.faults or (caught.value,):
        assert "\n" not in str(fault)
        assert str(fault).startswith(fault.table)
    return caught.value


@pytest.mark.parametrize("table", ["sources", "list_changes"])
def test_a_table_of_wrong_rows_is_given_up(folder, table):
    """A file of another kind would take minutes, and gigabytes of faults."""
    own = folder(**{table: [{}] * 20_000})
    with pytest.raises(DataIntegrityError, match=r"^[1-9]0,001 faults; ") as caught:
        Dataset.load(own)
    says = f"own/{table}.csv: 10,000 rows have wrong cells; nothing from line 10002 on was looked at."
    assert str(caught.value.faults[-1]) == says


def test_the_copied_tables_are_whole(dataset):
    """The damaged copies below fail for nothing but the damage."""
    dataset.check()


CELLS = [
    (
        "zones",
        "hangzhou,1,杭州市",
        "hangzhou,9,杭州市",
        r"zones\.csv, line 2, column batch: batches\.csv has no such batch",
    ),
    ("zones", "hangzhou,1,杭州市", ",1,杭州市", r"zones\.csv, line 2, column id: the cell is blank"),
    ("zones", "CN-ZJ,330100,prefecture", "CN-JS,330100,prefecture", "column province: 'CN-JS' is not the province"),
    ("zones", "CN-ZJ,330100,prefecture", "CN-ZJ,33010,prefecture", "column adcode: '33010' is not a code of 6 digits"),
    ("zones", "330100,prefecture", "330100,village", "column level: 'village' is not one of municipality, prefecture"),
    ("zones", "120.1614,30.2936", "120.1614,130.2936", "column latitude: 130.2936 is not between -90 and 90"),
    ("zones", "120.1614,30.2936", "nan,30.2936", "column longitude: nan is not between"),
    ("zones", "120.1614,30.2936", "east,30.2936", "column longitude: 'east' is not a number"),
    (
        "zones",
        "1809078,国函〔2025〕40号,confirmed",
        "1809078,国函〔2025〕4号,confirmed",
        r"batches\.csv has no document_no",
    ),
    (
        "batches",
        "2015-03-07,2015-03-12",
        "2015-03-37,2015-03-12",
        r"batches\.csv, line 2, column approved_on: '2015-03-37'",
    ),
    ("batches", "2015-03-07,2015-03-12", "2015-03-07,", "column published_on: the cell is blank"),
    (
        "batches",
        "2015-03-12,1,1,1,",
        "2015-03-12,1,1,one,",
        "column in_force_after: 'one' is not a count, such as 1413",
    ),
    ("batches", "S040;S003", "S040;S999", "names 'S999' as its source"),
    ("batches", "confirmed,S040;S003", "certain,S040;S003", "column evidence: 'certain' is not one of confirmed"),
    ("batches", "2015-03-12,1,1,1,", "2015-03-12,2,1,1,", "batch 1 states zone_count 2, and zones.csv gives 1"),
    ("batches", "\n2,国函", "\n3,国函", r"batches\.csv has no such batch"),
    ("announcements", "2016-04-08,1142", "8 April 2016,1142", "column effective_from: '8 April 2016' is not a date"),
    ("announcements", "2018-157,replaces", "2018-157,revises", "column kind: 'revises' is not one of replaces"),
    ("announcements", "2022-7,amends,2019-96", "2022-7,amends,2018-157", "2022-7 amends '2018-157', which is no"),
    ("announcements", "2022-7,amends,2019-96", "2022-7,amends,2022-7", "2022-7 amends '2022-7', which is no"),
    ("announcements", "2018-157,replaces,,", "2018-157,replaces,2016-40,", "cannot amend '2016-40'"),
    ("announcements", "2019-12-27,2020-01-01", "2019-12-27,2019-01-01", "come into force on the same day"),
    ("announcements", "\n2016-47,", "\n2016-40,", "column id: '2016-40' appears already in announcements.csv, line 2"),
    (
        "announcements",
        "2016-40,replaces,,",
        "2016-40,supplements,2016-40,",
        "is not an announcement in force before it",
    ),
    ("announcements", "2016-04-08,1142,1142", "2016-04-08,60,1142", "2016-40 states 60 lines to list; .* has 69"),
    (
        "announcements",
        "2016-04-08,1142,1142",
        "2016-04-08,1142,60",
        "2016-40 states 60 lines in force after it; .* give 69",
    ),
    ("list_changes", "2016-40,1,list,", "2016-40,1,lists,", "column change: 'lists' is not one of list, add"),
    (
        "list_changes",
        "2016-40,1,list,",
        "2016-41,1,list,",
        "column announcement: announcements.csv has no id '2016-41'",
    ),
    ("list_changes", "list,04029100", "list,0402910", "column hs_code: '0402910' is not a code of 8 digits"),
    ("list_changes", "list,04029100", "list,٠٤٠٢٩١٠٠", "is not a code of 8 digits"),
    (
        "list_changes",
        "2016-40,2,list,04029900",
        "2016-40,2,list,04029100",
        "04029100 appears already in list_changes.csv, line 2",
    ),
    ("list_changes", "2016-40,1,list,", "2016-40,1,add,", "an announcement that replaces cannot have the change 'add'"),
    (
        "list_changes",
        "2022-7,,delete,93070090",
        "2022-7,,list,93070090",
        "an announcement that amends cannot have the change 'list'",
    ),
    ("list_changes", "2016-40,14,list,04090000", "2016-40,15,list,04090000", "a line is missing"),
    ("list_changes", "2016-40,1,list,", "2016-40,one,list,", "column seq: 'one' is not a count, such as 1413"),
    ("list_coverage", "00000000,09083200", "09083200,00000000", "00000000 comes before 09083200"),
    ("list_coverage", "2016-47,00000000,04022100", "2016-40,00000000,04022100", "the range overlaps"),
    (
        "list_coverage",
        "2016-47,00000000",
        "2016-48,00000000",
        "column announcement: announcements.csv has no id '2016-48'",
    ),
    ("territories", "xiongan,130632", "xiong,130632", "names a zone that zones.csv does not have"),
    (
        "divisions",
        "320583,昆山市,county,320500",
        "320583,昆山市,county,330500",
        "is not a division that contains 320583",
    ),
    (
        "divisions_history",
        "370282,即墨市,1990,2017,370215",
        "370282,即墨市,1990,1990,370215",
        "370282 ends in 1990 and begins in 1990",
    ),
    (
        "divisions_history",
        "370282,即墨市,1990,2017,370215",
        "370282,即墨市,1990,2017,370299",
        "'370299', a successor of 370282, is not in the table",
    ),
    (
        "divisions_history",
        "370282,即墨市,1990,2017,370215",
        "370282,即墨市,1990,2017,37021",
        "'37021' is not a code of 6 digits, or one with a year in brackets",
    ),
    (
        "divisions_history",
        "370282,即墨市,1990,2017,370215",
        "370282,即墨市,190,2017,370215",
        "'190' is not a year from 1900 to 2999",
    ),
    (
        "divisions_history",
        "370282,即墨市,1990,2017,370215",
        "370282,即墨市,,2017,370215",
        "column in_use_from: the cell is blank",
    ),
    (
        "division_changes",
        "512081,2016,2016-05-01,2016-05-31,",
        "512081,2015,2016-05-01,2016-05-31,",
        "no division 512081 begins or ends in 2015",
    ),
    (
        "division_changes",
        "512081,2016,2016-05-01,2016-05-31,",
        "512081,2016,2016-05-01,,",
        "give both not_before and not_after, or neither",
    ),
    (
        "division_changes",
        "512081,2016,2016-05-01,2016-05-31,",
        "512081,2016,2016-05-31,2016-05-01,",
        "not_after is earlier than not_before",
    ),
    (
        "division_changes",
        "512081,2016,2016-05-01,2016-05-31,",
        "512081,2016,2016-05-01,31 May,",
        "'31 May' is not a date like 2016-04-08",
    ),
    (
        "provinces",
        "CN-ZJ,330000,浙江省,浙江,浙,Zhejiang,province",
        "CN-ZJ,330000,浙江省,浙江,浙,Zhejiang,realm",
        "kind: 'realm'",
    ),
]


@pytest.mark.parametrize("case", CELLS)
def test_a_wrong_cell_is_named(dataset, tables, case):
    """One cell is changed; the error says where and what."""
    table, old, new, says = case
    damage(tables, table, old, new)
    fault = refused(dataset, says)
    assert (tables / fault.table).is_file()


def test_a_contradiction_names_both_rows(dataset, tables):
    """A line that the second list supplements cannot be on the first."""
    damage(tables, "list_changes", "2016-47,19,list,04022100", "2016-47,19,list,04029100")
    refused(dataset, r"04029100 after 2016-40: list_changes\.csv, line 2 .*contradicts list_changes\.csv, line 89")


def test_a_contradiction_with_a_known_range_names_the_row(dataset, tables):
    """What is deleted was listed before, so no known range may leave it out."""
    with (tables / "list_coverage.csv").open("a", encoding="utf-8") as file:
        file.write("2019-96,93000000,94000000,made up,annex\n")
    refused(dataset, r"93070090 after 2019-96: the known range of 2019-96.* list_changes\.csv, line 99")


@pytest.mark.long
@pytest.mark.parametrize(
    "table", ["zones", "batches", "provinces", "announcements", "list_changes", "sources", "divisions"]
)
def test_a_missing_table_is_named(dataset, tables, table):
    """The error says what to do about it."""
    (tables / f"{table}.csv").unlink()
    refused(dataset, rf"{table}\.csv: it cannot be read \(FileNotFoundError\)\. Install the package again")


def test_a_missing_column_is_named(dataset, tables):
    """The header must be the table's own."""
    damage(tables, "batches", "evidence,sources", "sources")
    refused(dataset, r"batches\.csv, line 1: the columns are")


def test_an_empty_table_is_refused(dataset, tables):
    """A table has a header at least."""
    (tables / "zones.csv").write_bytes(b"")
    refused(dataset, r"zones\.csv, line 1: the columns are \[\]")


def test_a_cut_row_is_named(dataset, tables):
    """A row has as many cells as the header."""
    damage(tables, "batches", ",confirmed,S040;S003\n", "\n")
    refused(dataset, r"batches\.csv, line 2: 9 cells where the header has 11")


def test_a_cut_quotation_is_named(dataset, tables):
    """Quotes must close."""
    file = tables / "sources.csv"
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines, 'S999,"cut']), "utf-8")
    refused(dataset, rf"sources\.csv, line {len(lines) + 1}: unexpected end of data")


def test_another_encoding_is_named(dataset, tables):
    """Tables are UTF-8."""
    file = tables / "zones.csv"
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    refused(dataset, r"zones\.csv: byte \d+ is not UTF-8")


def test_a_byte_order_mark_and_crlf_do_not_matter(dataset, tables):
    """Spreadsheets write them."""
    for file in tables.glob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    dataset.check()
    assert dataset.zones() == Dataset.bundled().zones()


def test_a_lost_zone_does_not_go_unnoticed(dataset, tables):
    """The replies state how many zones there are."""
    damage(tables, "zones", "hunchun,4,珲春市", "hunchun,5,珲春市")
    with pytest.raises(DataIntegrityError, match=r"batch 4 states zone_count 24, and zones\.csv gives 23"):
        dataset.zones()


def test_a_zone_that_appears_twice_is_named(dataset, tables):
    """Ids are unique."""
    damage(tables, "zones", "\nhunchun,", "\nhangzhou,")
    refused(dataset, "the id 'hangzhou' appears twice")


def test_a_batch_in_the_position_of_another_is_named(dataset, tables):
    """Batches are numbered in their order."""
    file = tables / "batches.csv"
    header, first, second, *rest = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([header, second, first, *rest]), "utf-8")
    refused(dataset, "batch 2 appears where batch 1 belongs")


def test_a_zone_of_no_division_is_named(dataset, tables):
    """It could not be asked for by name."""
    damage(tables, "zones", "CN-ZJ,330100,", "CN-ZJ,330199,")
    refused(dataset, "the code 330199 of 'hangzhou' is not a division")


def test_a_list_without_announcements_is_refused(dataset, tables):
    """There is nothing to replay."""
    for name in ("announcements", "list_changes", "list_coverage"):
        file = tables / f"{name}.csv"
        file.write_text(file.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    refused(dataset, "it has no announcement")


def test_batches_out_of_order_are_named(dataset, tables):
    """A batch is later than the one before."""
    damage(tables, "batches", "2016-01-12,2016-01-15", "2015-01-12,2016-01-15")
    refused(dataset, "batch 2 is not later than the batch before it")


# One table alone


def test_a_table_has_at_most_64_mib():
    """As the page on the tables' format says."""
    assert LARGEST == 64 * 1024 * 1024


def test_a_row_with_a_wrong_cell_is_left_out(folder):
    """The others are read, with their lines; what depends on the table is not checked further."""
    rows = [known_range("2019-96", "10000000"), known_range("2019-96", "1"), known_range("2019-96", "20000000")]
    own, faults = folder(list_coverage=rows), Faults()
    read = read_table([own], "list_coverage", faults)
    assert [(row.where, row["code_from"], row.text("covers"), row["covers"]) for row in read] == [
        ("list_coverage.csv, line 2", "10000000", "", "annex"),
        ("list_coverage.csv, line 4", "20000000", "", "annex"),
    ]
    assert [(fault.line, fault.column) for fault in faults.found] == [(3, "code_from")]
    assert faults.unreadable == {"list_coverage"}
    faults = Faults()
    read_table([folder(list_coverage=rows[:1])], "list_coverage", faults)
    assert (faults.found, faults.unreadable) == ([], set())


def test_a_row_with_too_few_cells_is_left_out(tmp_path):
    """The lines of the others are those of the file, also behind a cell of several lines."""
    (tmp_path / "sources.csv").write_text('id,source\nS1,"one\ntwo"\nS2\nS3,three\nS4,four,more\n', "utf-8")
    faults = Faults()
    read = read_table([tmp_path], "sources", faults)
    assert [(row.line, row["id"], row["source"]) for row in read] == [(3, "S1", "one\ntwo"), (5, "S3", "three")]
    assert [str(fault) for fault in faults.found] == [
        "sources.csv, line 4: 1 cells where the header has 2.",
        "sources.csv, line 6: 3 cells where the header has 2.",
    ]


def test_a_table_that_is_not_there_is_a_fault_of_the_lowest_folder(tmp_path, folder):
    """Those that are laid over it may lack any."""
    faults = Faults()
    assert read_table([tmp_path / "none", folder(sources=[{"id": "X1", "source": "made up"}])], "zones", faults) == []
    says = "zones.csv: it cannot be read (FileNotFoundError). Install the package again, or put the file there."
    assert [str(fault) for fault in faults.found] == [says]
    assert faults.unreadable == {"zones"}


def test_rows_of_a_later_folder_replace_those_of_the_same_first_cell(folder):
    """At the position of the first of them; others are added behind, in their order. Each layer can also be had alone."""
    lower = folder("lower", sources=[{"id": name, "source": "old"} for name in ("S1", "S2", "S3")])
    upper = folder("upper", sources=[{"id": name, "source": "new"} for name in ("S9", "S2", "S8")])
    faults = Faults()
    read = read_table([lower, folder("between", zones=[]), upper], "sources", faults)
    assert [(row["id"], row["source"], row.file.layer) for row in read] == [
        ("S1", "old", 0),
        ("S2", "new", 2),
        ("S3", "old", 0),
        ("S9", "new", 2),
        ("S8", "new", 2),
    ]
    assert read[1].where == "upper/sources.csv, line 3"
    assert [len(layer) for layer in read_layers([lower, tmp_path_of(upper), upper], "sources", faults)] == [3, 0, 3]
    assert faults.found == []


def tmp_path_of(folder):
    """Name a folder beside another that is not there."""
    return folder.with_name("none")


def test_a_table_may_lack_columns_that_may_be_blank_in_a_later_folder_alone(tmp_path):
    """The lowest one is the package's own; the cells count as blank."""
    for name in ("lower", "upper"):
        (tmp_path / name).mkdir()
    (tmp_path / "lower" / "list_coverage.csv").write_text("announcement,code_from,code_to,basis,covers\n", "utf-8")
    (tmp_path / "upper" / "list_coverage.csv").write_text(
        "announcement,code_from,code_to\n2019-96,01010000,02020000\n", "utf-8"
    )
    faults = Faults()
    (row,) = read_table([tmp_path / "lower", tmp_path / "upper"], "list_coverage", faults)
    assert row.values_of(["code_to", "basis", "covers"]) == {"code_to": "02020000", "basis": "", "covers": "annex"}
    assert faults.found == []
    assert read_table([tmp_path / "upper"], "list_coverage", faults) == []
    assert "missing: basis, covers" in str(faults.found[0])


def test_a_zipped_table_comes_before_one_beside_it(tmp_path):
    """It has the same rows, read out of the zip file, and its faults have the name of that."""
    with zipfile.ZipFile(tmp_path / "sources.zip", "w") as archive:
        archive.writestr("sources.csv", "id,source\nS1,zipped\nS2,\n")
    (tmp_path / "sources.csv").write_text("id,source\nS1,beside\n", "utf-8")
    faults = Faults()
    assert [row["source"] for row in read_table([tmp_path], "sources", faults)] == ["zipped"]
    assert [str(fault) for fault in faults.found] == ["sources.zip, line 3, column source: the cell is blank."]
