"""Folders laid over the bundled tables: the next batch and the next announcement as rows only."""

import datetime
import threading

import pytest
from tables import announcement, known_range, line, write

from pilotzones import (
    ArgumentTypeError,
    BeyondVerifiedDataError,
    DataIntegrityError,
    Dataset,
    UnknownEligibilityError,
)
from pilotzones.dataset import DefaultDataset
from pilotzones.tables.formats import FORMATS, RULE_TABLES
from pilotzones.tables.reading import format_of

ADJUSTMENT = announcement("2022-7", "amends", "2019-96", effective_from="2022-03-01", deleted="1")
"""That of 2022, with its other counts left out."""

BATCH_9 = {
    "number": 9,
    "document_no": "国函〔2027〕1号",
    "title_zh": "made up",
    "approved_on": "2027-01-05",
    "published_on": "2027-01-12",
    "zone_count": 2,
    "ever_approved": 183,
    "in_force_after": 179,
    "evidence": "single",
    "sources": "X1",
}
MADE_UP = {"batch": 9, "coordinates_from": "geonames", "evidence": "single", "sources": "X1"}
YANBIAN = {
    "id": "yanbian",
    "name_zh": "延边朝鲜族自治州",
    "name_en": "Yanbian",
    "province": "CN-JL",
    "adcode": "222400",
    "level": "prefecture",
    "longitude": 129.5,
    "latitude": 42.9,
    **MADE_UP,
}
HENGQIN = {
    "id": "hengqin",
    "name_zh": "横琴粤澳深度合作区",
    "name_en": "Hengqin",
    "province": "CN-GD",
    "adcode": "440402",
    "level": "special",
    "longitude": 113.5,
    "latitude": 22.1,
    **MADE_UP,
}
YANJI = {
    "id": "yanji",
    "batch": 7,
    "name_zh": "延吉市",
    "name_en": "Yanji",
    "province": "CN-JL",
    "adcode": "222401",
    "level": "county",
    "longitude": 129.5024,
    "latitude": 42.8882,
    "coordinates_from": "geonames",
    "geonames_id": 2033467,
    "revoked_by": "国函〔2027〕1号",
    "evidence": "confirmed",
    "sources": "S025;S026",
}
ZONES_9 = [YANBIAN, HENGQIN, YANJI]
ANNOUNCEMENT_2027 = announcement(
    "2027-3",
    document_no="公告2027年第3号",
    issued_on="2026-12-01",
    published_on="2026-12-20",
    stated_count=2,
    list_total_after=2,
    tariff_year=2027,
    sources="X1",
)
CHANGES_2027 = [
    line("2027-3", "list", "04090000", seq=1, name_zh="天然蜂蜜", sources="X1"),
    line("2027-3", "list", "33049900", seq=2, name_zh="其他美容品", remark_zh="仅限网购保税商品", sources="X1"),
]
COVERAGE_2027 = [known_range("2027-3")]
SOURCES = [{"id": "X1", "source": "a page of this test"}]


def test_a_dataset_prints_as_it_is_made(folder):
    """With the folders that were laid over the bundled one."""
    own = folder(sources=SOURCES)
    assert repr(Dataset.bundled()) == "Dataset.bundled()"
    assert repr(Dataset.load(own)) == f"Dataset.load({str(own)!r})"
    assert repr(Dataset.default()) == "Dataset.default()"
    assert repr(Dataset.load(own).assume(["04090000"], after="2022-7")) == (
        f"Dataset.load({str(own)!r}).assume(listed={{'04090000': None}}, not_listed=[], after='2022-7')"
    )
    shown = str(Dataset.load(own)).splitlines()
    assert (shown[0], len(shown)) == (f"Dataset.load({str(own)!r})", 3)


def test_batch_nine_is_rows_only(folder):
    """CONTRIBUTING's rehearsal: a reply that adds two zones and revokes one, in three tables."""
    territories = [{"zone": "hengqin", "adcode": "440402", "evidence": "single", "sources": "X1"}]
    data = Dataset.load(folder(batches=[BATCH_9], zones=ZONES_9, territories=territories, sources=SOURCES))
    assert len(data.zones()) == 183
    assert len(data.zones(date="2027-01-05")) == 179
    assert len(data.zones(date="2027-01-04")) == 178
    assert data.zone("延边").official_name == "中国（延边）跨境电子商务综合试验区"
    assert data.batch_of("延边州").document_no == "国函〔2027〕1号"
    assert data.zone("Yanji", province="CN-JL").revoked_on == datetime.date(2027, 1, 5)
    assert data.covering_zone("222401", "2027-01-04").id == "yanji"
    assert data.covering_zone("222401", "2027-01-05").id == "yanbian"
    assert data.covering_zone("222404", "2027-01-05").id == "hunchun"
    assert data.zone("hengqin").batch.number == 9
    assert data.zones(batch=9)[1].name_en == "Hengqin"
    assert [source.id for source in data.sources(of=data.zone("hengqin"))] == ["X1"]


def test_the_next_announcement_is_rows_only(folder):
    """CONTRIBUTING's rehearsal: a whole new edition, in three tables, ends every doubt from its day on."""
    tables = {"announcements": [ANNOUNCEMENT_2027], "list_changes": CHANGES_2027, "list_coverage": COVERAGE_2027}
    data = Dataset.load(folder(**tables, sources=SOURCES))
    assert data.edition_on("2027-01-01").id == "2027-3"
    assert data.editions()[-2].effective_to == datetime.date(2027, 1, 1)
    assert data.is_eligible("33049900", "2027-01-01") is True
    assert data.is_eligible("33049100", "2027-01-01") is False
    assert data.eligibility("33049900", "2027-01-01").remark == "仅限网购保税商品"
    with pytest.raises(UnknownEligibilityError):
        data.is_eligible("33049900", "2026-12-31")


def test_a_missing_annex_is_loaded_from_two_tables(folder):
    """The lines of an announcement that is there already; its own row need not be repeated."""
    lines = [line("2018-157", "list", "04090000", name_zh="天然蜂蜜")]
    ranges = [known_range("2018-157", "04090000", "04099999")]
    data = Dataset.load(folder(list_changes=lines, list_coverage=ranges))
    assert data.is_eligible("04090000", "2019-06-01") is True
    assert data.is_eligible("04090001", "2019-06-01") is False
    assert data.is_eligible("04090000", "2016-06-01") is True
    with pytest.raises(UnknownEligibilityError):
        Dataset.default().is_eligible("04090000", "2019-06-01")


def test_a_folder_lies_over_the_bundled_lines_row_by_row(folder):
    """A row about the same code replaces the bundled row; every other row stays, or is added."""
    lines = [
        line("2016-40", "list", "04090000", seq=14, name_zh="天然蜂蜜", remark_zh="仅限网购保税商品"),
        line("2022-7", "listed", "33049900"),
        line("2022-7", "not_listed", "19011090"),
    ]
    data = Dataset.load(folder(list_changes=lines))
    assert [annex.known for annex in data.coverage().annexes] == [69, 19, 0, 0, 7]
    assert [annex.outside for annex in data.coverage().annexes] == [0, 0, 0, 3, 8]
    assert data.eligibility("04090000", "2016-04-10").remark == "仅限网购保税商品"
    assert data.eligibility("04029100", "2016-04-10").status == "listed"
    told = {"33049900": "listed", "19011090": "not listed", "95061100": "listed", "33042000": "listed"}
    assert {code: data.eligibility(code, "2024-01-01").status for code in told} == told
    assert data.coverage().disagreements == ()


def test_a_folder_with_a_whole_annex_replaces_all_lines_of_it(folder):
    """It knows better; what is stated from outside the annex stays beside it."""
    lines = [line("2022-7", "delete", "93070090"), line("2022-7", "add", "95061100")]
    own = folder(list_changes=lines, list_coverage=[known_range("2022-7")], announcements=[ADJUSTMENT])
    data = Dataset.load(own)
    assert [(annex.known, annex.outside) for annex in data.coverage().annexes][-1] == (2, 6)
    assert data.eligibility("95061200", "2022-03-01").status == "unknown"  # as before it, which is not known
    gone = [one for one in data.coverage().disagreements if one.hs_code == "95061200"]
    says = "own/list_coverage.csv, line 2 (all of it, without this code) answers; list_changes.csv, line 94 (add) says otherwise"
    assert [str(one) for one in gone] == [f"95061200 after 2022-7: {says}"]


def test_a_line_where_an_earlier_folder_knows_that_there_is_none_is_a_fault(folder):
    """Both are named."""
    with pytest.raises(
        DataIntegrityError,
        match=r"list_changes\.csv, line 2, column hs_code: list_coverage\.csv, line 2 knows every line from 00000000 to "
        r"09083200, and has none about 01012100\. Correct one of the two\.",
    ):
        Dataset.load(folder(list_changes=[line("2016-40", "list", "01012100")]))


def test_a_later_folder_lies_over_an_earlier_one(folder):
    """Folders are laid in the order they are given."""
    first = folder("first", sources=[{"id": "X1", "source": "first"}])
    second = folder("second", sources=[{"id": "X1", "source": "second"}])
    assert Dataset.load(first, second).sources()[-1].source == "second"
    assert Dataset.load(second, str(first)).sources()[-1].source == "first"


def test_the_version_shows_that_folders_lie_over_the_bundled_tables(folder):
    """Two machines that answer differently can be told apart."""
    one = Dataset.load(folder(sources=SOURCES)).data_version()
    other = Dataset.load(folder(sources=[*SOURCES, {"id": "X2", "source": "another"}])).data_version()
    assert one.startswith("2026.2+")
    assert len(one) == len("2026.2+") + 8
    assert one != other


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"batches": [BATCH_9], "sources": SOURCES}, "batch 9 states zone_count 2, and zones.csv gives 0"),
        ({"batches": [BATCH_9], "zones": ZONES_9}, "names 'X1' as its source"),
        ({"list_coverage": COVERAGE_2027}, "announcements.csv has no id '2027-3'"),
        (
            {"announcements": [ANNOUNCEMENT_2027], "list_coverage": COVERAGE_2027, "sources": SOURCES},
            "2027-3 states 2 lines to list; list_changes.csv has 0",
        ),
        (
            {
                "announcements": [{**ANNOUNCEMENT_2027, "list_total_after": 3}],
                "list_changes": CHANGES_2027,
                "list_coverage": COVERAGE_2027,
                "sources": SOURCES,
            },
            "2027-3 states 3 lines in force after it; its annexes give 2",
        ),
        ({"place_names": [{"place": "999999"}]}, "'999999' is not a place"),
    ],
)
def test_a_folder_at_odds_with_itself_is_refused_as_a_whole(folder, tables, says):
    """The error names the fault, and the default dataset goes on answering."""
    with pytest.raises(DataIntegrityError, match=says):
        Dataset.load(folder(**tables))
    assert len(Dataset.default().zones()) == 181


def test_a_folder_without_tables_is_refused(tmp_path):
    """A wrong path would otherwise change nothing without a word."""
    with pytest.raises(DataIntegrityError, match="has none of the tables"):
        Dataset.load(tmp_path)
    with pytest.raises(DataIntegrityError, match="is not a folder"):
        Dataset.load(tmp_path / "nowhere")


@pytest.mark.parametrize("path", [None, 1, b"folder"])
def test_what_is_not_a_path_is_refused(path):
    """Before anything is read."""
    with pytest.raises(ArgumentTypeError, match="folder must be a path"):
        Dataset.load(path)
    with pytest.raises(DataIntegrityError, match="cannot be used as a path: it has the character NUL"):
        Dataset.load("a\0b")


def test_the_default_dataset_is_one():
    """Also for many threads at once."""
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(Dataset.default())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {id(dataset) for dataset in seen} == {id(Dataset.default())}


DATED = {
    "zones": lambda data, **day: data.zones(**day),
    "zones_in": lambda data, **day: data.zones_in("浙江", **day),
    "is_zone": lambda data, **day: data.is_zone("杭州", **day),
    "covering_zone": lambda data, **day: data.covering_zone("杭州", **day),
    "place (zone)": lambda data, **day: data.place("杭州", **day),
    "places (zone)": lambda data, **day: data.places(level="prefecture", **day),
    "is_eligible": lambda data, **day: data.is_eligible("95061100", **day),
    "eligibility": lambda data, **day: data.eligibility("95061100", **day),
    "edition_on": lambda data, **day: data.edition_on(**day),
    "items": lambda data, **day: data.items(**day),
}


@pytest.mark.parametrize("name", DATED)
def test_max_age_refuses_days_after_the_last_verified_one(name):
    """With 0 the last verified day itself is answered, the next one is not; with 1 it is."""
    ask = DATED[name]
    data = Dataset.bundled()
    subject = "zones" if name in {"zones", "zones_in"} else "divisions" if "zone" in name else "list"
    last = datetime.date(2024, 12, 31) if subject == "divisions" else datetime.date(2026, 11, 25)
    next_day = last + datetime.timedelta(days=1)
    assert ask(data, date=next_day) == ask(data, date=next_day, max_age=None) == ask(data, date=next_day, max_age=1)
    ask(data, date=last, max_age=0)
    with pytest.raises(
        BeyondVerifiedDataError, match=rf"is 1 day after {last}, the last day on .* max_age=1 or max_age=None"
    ) as caught:
        ask(data, date=next_day, max_age=0)
    error = caught.value
    assert (error.date, error.verified_through, error.subject, error.max_age) == (next_day, last, subject, 0)


@pytest.mark.parametrize("wrong", [-1, True, 1.0, "1", 100_001, []])
@pytest.mark.parametrize("name", DATED)
def test_max_age_is_a_number_of_days(name, wrong):
    """Nothing else, also for a day that was verified."""
    with pytest.raises(ArgumentTypeError, match="max_age must be a whole number from 0 to 100,000, not "):
        DATED[name](Dataset.bundled(), date="2020-01-01", max_age=wrong)


@pytest.mark.parametrize("subject", ["", "tax", 1, []])
def test_a_subject_is_one_of_four_words(subject):
    """The error lists them."""
    with pytest.raises(ArgumentTypeError, match="subject must be 'zones' or 'list' or 'rules' or 'divisions'"):
        Dataset.bundled().verified_through(subject)


@pytest.mark.parametrize("record", ["S001", 1, Dataset.bundled().provinces()[0]])
def test_what_names_no_sources_has_none_to_show(record):
    """A province is common knowledge; an id is not a record."""
    with pytest.raises(ArgumentTypeError, match="has no sources"):
        Dataset.bundled().sources(of=record)


def test_a_source_that_is_not_there_is_an_error(dataset, tables):
    """A record names its sources by id."""
    write(tables, sources=[])
    with pytest.raises(DataIntegrityError, match=r"A record names 'S001' as its source") as caught:
        dataset.sources(of=dataset.zone("hangzhou"))
    assert (caught.value.table, caught.value.line) == ("sources.csv", None)


@pytest.mark.parametrize("name", ["zone", "", 1, None])
def test_a_check_is_of_tables_that_exist(name):
    """The error names them."""
    with pytest.raises(ArgumentTypeError, match=r"^each name in tables must be 'announcements' or "):
        Dataset.bundled().check([name])
    with pytest.raises(ArgumentTypeError, match=r"^tables must be a collection of names of tables, such as"):
        Dataset.bundled().check("zones")


@pytest.mark.parametrize("table", [*FORMATS, *RULE_TABLES])
def test_a_check_of_one_table_finds_what_is_wrong_with_it(tmp_path, table):
    """Whatever is asked of the data, or is not: a row of one cell is in no table."""
    (tmp_path / f"{table}.csv").write_text(f"{','.join(format_of(table).columns)}\nx\n", "utf-8")
    damaged = Dataset([*Dataset.bundled().folders, tmp_path])
    with pytest.raises(DataIntegrityError, match=rf"{table}\.csv, line 2"):
        damaged.check([table])


def test_what_is_assumed_has_no_tariff_of_its_own():
    """That of the data below is taken, and not read again."""
    data = Dataset([*Dataset.bundled().folders])
    tariff = data.tariff
    assert data.assume(["04090000"]).tariff is tariff


@pytest.mark.parametrize("codes", [["1"], ["1", "2"]])
def test_a_folder_that_the_environment_names_has_its_faults_one_by_one(folder, monkeypatch, codes):
    """Of one fault too, with table, line and column of the first one."""
    own = folder(list_changes=[line("2022-7", "add", code) for code in codes])
    monkeypatch.setenv("PILOTZONES_DATA", str(own))
    with pytest.raises(DataIntegrityError, match=r"^The folders in the environment variable PILOTZONES_DATA") as caught:
        DefaultDataset().zones()
    assert [(fault.table, fault.line, fault.column) for fault in caught.value.faults] == [
        (caught.value.table, number, "hs_code") for number in range(2, 2 + len(codes))
    ]
