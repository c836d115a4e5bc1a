"""Folders laid over the bundled tables: the next batch and the next announcement as rows only."""

import datetime
import threading

import pytest

from pilotzones import (
    ArgumentTypeError,
    BeyondVerifiedDataError,
    DataIntegrityError,
    Dataset,
    PilotZonesError,
    UnknownEligibilityError,
)

BATCH_HEADER = (
    "number,document_no,title_zh,approved_on,published_on,zone_count,ever_approved,in_force_after,"
    "unsourced_fields,evidence,sources\n"
)
ZONE_HEADER = (
    "id,batch,name_zh,name_en,province,adcode,level,longitude,latitude,coordinates_from,geonames_id,"
    "revoked_by,evidence,sources,note\n"
)
ANNOUNCEMENT_HEADER = (
    "id,kind,amends,document_no,title_zh,title_en,issued_on,published_on,effective_from,stated_count,"
    "list_total_after,added,deleted,converted_in,converted_out,remarks_changed,tariff_year,official_pages,"
    "evidence,sources,note\n"
)
CHANGE_HEADER = "announcement,seq,change,hs_code,name_zh,remark_zh,remark_known,evidence,sources,note\n"
COVERAGE_HEADER = "announcement,code_from,code_to,basis\n"
SOURCE_HEADER = "id,source\n"

BATCH_9 = BATCH_HEADER + "9,国函〔2027〕1号,made up,2027-01-05,2027-01-12,2,183,179,,single,X1\n"
ZONES_9 = ZONE_HEADER + (
    "yanbian,9,延边朝鲜族自治州,Yanbian,CN-JL,222400,prefecture,129.5,42.9,geonames,,,single,X1,\n"
    "hengqin,9,横琴粤澳深度合作区,Hengqin,CN-GD,440402,special,113.5,22.1,geonames,,,single,X1,\n"
    "yanji,7,延吉市,Yanji,CN-JL,222401,county,129.5024,42.8882,geonames,2033467,国函〔2027〕1号,confirmed,S025;S026,\n"
)
ANNOUNCEMENT_2027 = ANNOUNCEMENT_HEADER + (
    "2027-3,replaces,,公告2027年第3号,made up,2027 edition,2026-12-01,2026-12-20,2027-01-01,2,2,,,,,,2027,,single,X1,\n"
)
CHANGES_2027 = CHANGE_HEADER + (
    "2027-3,1,list,04090000,天然蜂蜜,,yes,single,X1,\n2027-3,2,list,33049900,其他美容品,仅限网购保税商品,yes,single,X1,\n"
)
COVERAGE_2027 = COVERAGE_HEADER + "2027-3,00000000,99999999,whole annex\n"
SOURCES = SOURCE_HEADER + "X1,a page of the test's own\n"


def test_a_dataset_prints_as_it_is_made(overlay):
    """With the folders that were laid over the bundled one."""
    folder = overlay(sources=SOURCES)
    assert repr(Dataset.bundled()) == "Dataset.bundled()"
    assert repr(Dataset.load(folder)) == f"Dataset.load({str(folder)!r})"
    assert repr(Dataset.default()) == "Dataset.default()"


def test_batch_nine_is_rows_only(overlay):
    """CONTRIBUTING's rehearsal: a reply that adds two zones and revokes one, in three tables."""
    territories = "zone,adcode,evidence,sources,note\nhengqin,440402,single,X1,\n"
    data = Dataset.load(overlay(batches=BATCH_9, zones=ZONES_9, territories=territories, sources=SOURCES))
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


def test_the_next_announcement_is_rows_only(overlay):
    """CONTRIBUTING's rehearsal: a whole new edition, in three tables, ends every doubt from its day on."""
    tables = {"announcements": ANNOUNCEMENT_2027, "list_changes": CHANGES_2027, "list_coverage": COVERAGE_2027}
    data = Dataset.load(overlay(**tables, sources=SOURCES))
    assert data.edition_on("2027-01-01").id == "2027-3"
    assert data.editions()[-2].effective_to == datetime.date(2027, 1, 1)
    assert data.is_eligible("33049900", "2027-01-01") is True
    assert data.is_eligible("33049100", "2027-01-01") is False
    assert data.eligibility("33049900", "2027-01-01").remark == "仅限网购保税商品"
    with pytest.raises(UnknownEligibilityError):
        data.is_eligible("33049900", "2026-12-31")


def test_a_missing_annex_is_loaded_from_two_tables(overlay):
    """The lines of an announcement that is there already; its own row need not be repeated."""
    lines = CHANGE_HEADER + "2018-157,1,list,04090000,天然蜂蜜,,yes,single,,\n"
    ranges = COVERAGE_HEADER + "2018-157,04090000,04099999,made up\n"
    data = Dataset.load(overlay(list_changes=lines, list_coverage=ranges))
    assert data.is_eligible("04090000", "2019-06-01") is True
    assert data.is_eligible("04090001", "2019-06-01") is False
    assert data.is_eligible("04090000", "2016-06-01") is True
    with pytest.raises(UnknownEligibilityError):
        Dataset.default().is_eligible("04090000", "2019-06-01")


def test_a_folder_s_lines_of_an_announcement_take_the_place_of_the_bundled_ones(overlay):
    """Corrections replace; nothing of the bundled annex is mixed in."""
    lines = CHANGE_HEADER + "2016-40,14,list,04090000,天然蜂蜜,,yes,single,,\n"
    ranges = COVERAGE_HEADER + "2016-40,04090000,04090000,made up\n"
    data = Dataset.load(overlay(list_changes=lines, list_coverage=ranges))
    assert [annex.known for annex in data.coverage().annexes] == [1, 19, 0, 0, 8]
    assert data.eligibility("04029100", "2016-04-10").status == "unknown"


def test_a_later_folder_lies_over_an_earlier_one(overlay, tmp_path):
    """Folders are laid in the order they are given."""
    first = overlay(sources=SOURCE_HEADER + "X1,first\n")
    second = tmp_path / "second"
    second.mkdir()
    (second / "sources.csv").write_text(SOURCE_HEADER + "X1,second\n", "utf-8")
    assert Dataset.load(first, second).sources()[-1].source == "second"
    assert Dataset.load(second, str(first)).sources()[-1].source == "first"


def test_the_version_tells_that_folders_lie_over_the_bundled_tables(overlay):
    """Two machines that answer differently can be told apart."""
    one = Dataset.load(overlay(sources=SOURCES)).data_version()
    other = Dataset.load(overlay(sources=SOURCES + "X2,another\n")).data_version()
    assert one.startswith("2026.1+")
    assert len(one) == len("2026.1+") + 8
    assert one != other


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"batches": BATCH_9, "sources": SOURCES}, "batch 9 states zone_count 2, and zones.csv gives 0"),
        ({"batches": BATCH_9, "zones": ZONES_9}, "names 'X1' as its source"),
        ({"list_coverage": COVERAGE_2027}, "announcements.csv has no id '2027-3'"),
        (
            {"announcements": ANNOUNCEMENT_2027, "list_coverage": COVERAGE_2027, "sources": SOURCES},
            "2027-3 states 2 lines to list; list_changes.csv has 0",
        ),
        (
            {
                "announcements": ANNOUNCEMENT_2027.replace("2027-01-01,2,2", "2027-01-01,2,3"),
                "list_changes": CHANGES_2027,
                "list_coverage": COVERAGE_2027,
                "sources": SOURCES,
            },
            "2027-3 states 3 lines in force after it; its annexes give 2",
        ),
        ({"place_names": "place,short_zh,traditional,pinyin,spellings\n999999,,,,\n"}, "'999999' is not a place"),
    ],
)
def test_a_folder_at_odds_with_itself_is_refused_as_a_whole(overlay, tables, says):
    """The error names the fault, and the default dataset goes on answering."""
    with pytest.raises(DataIntegrityError, match=says):
        Dataset.load(overlay(**tables))
    assert len(Dataset.default().zones()) == 181


def test_a_folder_without_tables_is_refused(tmp_path):
    """A wrong path would otherwise change nothing, silently."""
    with pytest.raises(DataIntegrityError, match="has none of the tables"):
        Dataset.load(tmp_path)
    with pytest.raises(DataIntegrityError, match="is not a folder"):
        Dataset.load(tmp_path / "nowhere")


@pytest.mark.parametrize("folder", [None, 1, b"folder"])
def test_what_is_no_path_is_refused(folder):
    """Before anything is read."""
    with pytest.raises(ArgumentTypeError, match="is not a path"):
        Dataset.load(folder)
    with pytest.raises(DataIntegrityError, match="is not a folder"):
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


STRICT = {
    "zones": lambda data, **day: data.zones(**day),
    "zones_in": lambda data, **day: data.zones_in("浙江", **day),
    "is_zone": lambda data, **day: data.is_zone("杭州", **day),
    "covering_zone": lambda data, **day: data.covering_zone("杭州", **day),
    "is_eligible": lambda data, **day: data.is_eligible("95061100", **day),
    "eligibility": lambda data, **day: data.eligibility("95061100", **day),
    "edition_on": lambda data, **day: data.edition_on(**day),
    "items": lambda data, **day: data.items(**day),
}


@pytest.mark.parametrize("name", STRICT)
def test_strict_refuses_days_after_the_last_verified_one(name):
    """The last verified day itself is answered, the next one only without ``strict``."""
    ask = STRICT[name]
    data = Dataset.bundled()
    assert ask(data, date="2026-11-24") == ask(data, date="2026-11-24", strict=False)
    ask(data, date="2026-11-23", strict=True)
    with pytest.raises(
        BeyondVerifiedDataError, match="after 2026-11-23, the last day on which the data was checked"
    ) as caught:
        ask(data, date="2026-11-24", strict=True)
    assert caught.value.date == datetime.date(2026, 11, 24)
    assert caught.value.verified_through == datetime.date(2026, 11, 23)


@pytest.mark.parametrize("record", ["S001", 1, Dataset.bundled().provinces()[0]])
def test_what_names_no_sources_has_none_to_show(record):
    """A province is common knowledge; an id is no record."""
    with pytest.raises(ArgumentTypeError, match="has no sources"):
        Dataset.bundled().sources(of=record)


def test_a_source_that_is_not_there_is_an_error(dataset, tables):
    """A record names its sources by id."""
    (tables / "sources.csv").write_text(SOURCE_HEADER, "utf-8")
    with pytest.raises(PilotZonesError, match=r"A record names 'S001' as its source"):
        dataset.sources(of=dataset.zone("hangzhou"))
