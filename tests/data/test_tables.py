"""Every shipped row of every table, held against the documents' arithmetic and against each other."""

import collections
import csv
import datetime
import decimal
import functools
import hashlib
import itertools
import json
import pathlib
import re
import unicodedata
import zipfile

import pytest
from tables import read

from pilotzones.tables.reading import format_of

DATA = pathlib.Path(__file__).parents[2] / "src" / "pilotzones" / "data"
VERIFIED_THROUGH = "2026-11-25"


@functools.cache
def rows(table):
    """Read a shipped table."""
    return read(DATA, table)


def split(cell):
    """Take the parts of a cell joined by semicolons."""
    return cell.split(";") if cell else []


KEYS = {
    "announcement_pages": ["announcement", "page"],
    "announcements": ["id"],
    "batches": ["number"],
    "division_changes": ["adcode", "year"],
    "divisions": ["adcode"],
    "divisions_history": ["adcode", "in_use_from"],
    "former_names": ["place", "name_zh"],
    "import_cities": ["name_zh"],
    "import_grounds": ["ground"],
    "import_lists": ["effective_from"],
    "list_changes": ["announcement", "hs_code"],
    "list_coverage": ["announcement", "code_from"],
    "list_inferences": ["announcement", "rule"],
    "place_names": ["place"],
    "province_names": ["place"],
    "provinces": ["iso"],
    "sources": ["id"],
    "supervision_codes": ["code"],
    "tariffs": ["id"],
    "tax_examples": ["date", "goods"],
    "tax_parameters": ["parameter", "effective_from"],
    "territories": ["zone", "adcode"],
    "zone_benefits": ["benefit"],
    "zones": ["id"],
}
TABLES = sorted(KEYS)

ALSO_UNIQUE = [
    ("announcements", "document_no"),
    ("announcements", "effective_from"),
    ("announcements", "title_en"),
    ("batches", "document_no"),
    ("batches", "published_on"),
    ("batches", "title_zh"),
    ("import_cities", "adcode"),
    ("import_cities", "name_en"),
    ("provinces", "abbreviation_zh"),
    ("provinces", "adcode"),
    ("provinces", "name_en"),
    ("provinces", "name_zh"),
    ("provinces", "short_zh"),
    ("sources", "source"),
    ("supervision_codes", "name_zh"),
    ("territories", "adcode"),
    ("zones", "adcode"),
    ("zones", "name_zh"),
]

CODE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}"
PART = rf"{CODE}(?:\[(?:19|20)\d\d\])?"
DIGITS = {
    ("batches", "number"): r"[1-9]",
    ("division_changes", "adcode"): CODE,
    ("division_changes", "succeeded_by"): rf"|{CODE}(;{CODE})*",
    ("division_changes", "year"): r"20[0-2]\d",
    ("divisions", "adcode"): r"\d{6}",
    ("divisions_history", "adcode"): CODE,
    ("divisions_history", "in_use_from"): r"19[89]\d|20[0-2]\d",
    ("divisions_history", "in_use_until"): r"|20[0-2]\d",
    ("divisions_history", "succeeded_by"): rf"|{PART}(;{PART})*",
    ("former_names", "place"): CODE,
    ("divisions", "parent"): r"\d{4}00",
    ("import_cities", "adcode"): CODE,
    ("import_lists", "listed"): r"[1-9]\d",
    ("list_changes", "hs_code"): r"(?!77)(?!00)\d{8}",
    ("list_changes", "seq"): r"|[1-9]\d*",
    ("list_coverage", "code_from"): r"\d{8}",
    ("list_coverage", "code_to"): r"\d{8}",
    ("provinces", "adcode"): r"\d{2}0000",
    ("provinces", "iso"): r"CN-[A-Z]{2}",
    ("sources", "id"): r"S\d{3}",
    ("supervision_codes", "code"): r"\d{4}",
    ("tax_examples", "consumption"): r"0(\.\d\d)?",
    ("tax_examples", "vat"): r"0\.\d\d",
    ("tax_parameters", "value"): r"\d+(\.\d+)?",
    ("zone_benefits", "value"): r"|0\.\d+",
    ("zones", "adcode"): r"\d{6}",
    ("zones", "batch"): r"[1-8]",
    ("zones", "geonames_id"): r"|[1-9]\d{5,}",
    ("zones", "id"): r"[a-z]+(-[a-z]+)?",
    ("zones", "latitude"): r"\d\d\.\d{4}",
    ("zones", "longitude"): r"\d{2,3}\.\d{4}",
}

DATES = [
    ("announcements", "issued_on"),
    ("announcements", "published_on"),
    ("announcements", "effective_from"),
    ("batches", "approved_on"),
    ("batches", "published_on"),
    ("division_changes", "not_before"),
    ("division_changes", "not_after"),
    ("import_cities", "designated_on"),
    ("import_grounds", "effective_from"),
    ("import_lists", "effective_from"),
    ("supervision_codes", "effective_from"),
    ("supervision_codes", "effective_to"),
    ("tax_examples", "date"),
    ("tax_parameters", "effective_from"),
    ("tax_parameters", "effective_to"),
    ("zone_benefits", "effective_from"),
    ("zone_benefits", "effective_to"),
]
MAY_BE_BLANK = {
    ("batches", "approved_on"): 1,
    ("division_changes", "not_before"): 59,
    ("division_changes", "not_after"): 59,
    ("supervision_codes", "effective_to"): 5,
    ("tax_parameters", "effective_from"): 2,
    ("tax_parameters", "effective_to"): 6,
    ("zone_benefits", "effective_to"): 2,
}

EVIDENCE = {"confirmed", "single", "derived", "unsourced"}
WORDS = {
    ("announcement_pages", "evidence"): EVIDENCE,
    ("announcements", "evidence"): EVIDENCE,
    ("list_inferences", "evidence"): EVIDENCE,
    ("tariffs", "evidence"): EVIDENCE,
    ("announcements", "kind"): {"replaces", "supplements", "amends"},
    ("batches", "evidence"): EVIDENCE,
    ("division_changes", "evidence"): EVIDENCE,
    ("divisions", "level"): {"prefecture", "county"},
    ("import_cities", "evidence"): EVIDENCE,
    ("import_grounds", "evidence"): EVIDENCE,
    ("import_lists", "evidence"): EVIDENCE,
    ("list_changes", "change"): {
        "list",
        "add",
        "delete",
        "convert_in",
        "convert_out",
        "remark",
        "listed",
        "not_listed",
    },
    ("list_changes", "evidence"): EVIDENCE,
    ("list_changes", "remark_known"): {"yes", "no", "paraphrase"},
    ("provinces", "kind"): {"municipality", "province", "autonomous region"},
    ("supervision_codes", "direction"): {"import", "export", "import and export"},
    ("supervision_codes", "evidence"): EVIDENCE,
    ("tax_examples", "basis"): {"published", "published as 17.9%", "published as 23.1%", "computed"},
    ("tax_parameters", "evidence"): EVIDENCE,
    ("tax_parameters", "unit"): {
        "CNY",
        "CNY per person and calendar year",
        "ratio",
        "ratio of statutory VAT and consumption tax",
    },
    ("territories", "evidence"): EVIDENCE,
    ("zone_benefits", "direction"): {"export"},
    ("zone_benefits", "evidence"): EVIDENCE,
    ("zones", "coordinates_from"): {"geonames", "cpca-gcj02-to-wgs84", "datav-centroid"},
    ("zones", "evidence"): EVIDENCE,
    ("zones", "level"): {"municipality", "prefecture", "county", "special"},
}

WITH_EVIDENCE = sorted({table for table, column in WORDS if column == "evidence"})


# The files


def test_no_table_escapes_these_tests():
    """The folder holds the tables named here, their manifest, and nothing else."""
    assert sorted(file.name for file in DATA.iterdir()) == sorted(
        ["datapackage.json", "manifest.json", "tariff_lines.zip", *(f"{table}.csv" for table in TABLES)]
    )


@pytest.mark.parametrize("table", TABLES)
def test_the_files_are_plain(table):
    """A table is UTF-8 without a byte order mark, in NFC, one record a line, no cell padded or with controls."""
    raw = (DATA / f"{table}.csv").read_bytes()
    text = raw.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    found = list(csv.reader(text.splitlines(), strict=True))
    assert len(found) == text.count("\n")
    assert {len(cells) for cells in found} == {len(found[0])}
    assert len(set(found[0])) == len(found[0])
    for number, cells in enumerate(found, 1):
        for cell in cells:
            assert cell == cell.strip(), (table, number)
            assert cell == unicodedata.normalize("NFC", cell), (table, number)
            assert not any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn"} for character in cell), (
                table,
                number,
            )


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_that_are_documented(table):
    """In their order."""
    assert list(rows(table)[0]) == list(format_of(table).columns)


def test_the_manifest_agrees_with_the_files():
    """Version, last verified day, and each table's records and SHA-256, computed here from the bytes."""
    with zipfile.ZipFile(DATA / "tariff_lines.zip") as archive:
        zipped = len(archive.read("tariff_lines.csv").splitlines()) - 1
    records = {f"{table}.csv": len(rows(table)) for table in TABLES} | {"tariff_lines.zip": zipped}
    expected = [
        {"file": file, "records": count, "sha256": hashlib.sha256((DATA / file).read_bytes()).hexdigest()}
        for file, count in sorted(records.items())
    ]
    assert json.loads((DATA / "manifest.json").read_text("utf-8")) == {
        "data_version": "2026.2",
        "verified_through": {
            **dict.fromkeys(("zones", "list", "rules"), VERIFIED_THROUGH),
            "divisions": "2024-12-31",  # the last yearly table that the map is made of
        },
        "tables": expected,
    }


# Cells


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_unique_and_full(table):
    """No two rows of a table share a key, and no key has a blank part, save a rate's unknown first day."""
    keys = [tuple(row[column] for column in KEYS[table]) for row in rows(table)]
    assert [key for key, count in collections.Counter(keys).items() if count > 1] == []
    assert all(key[0] for key in keys)


@pytest.mark.parametrize(("table", "column"), ALSO_UNIQUE)
def test_other_columns_are_unique(table, column):
    """What identifies a record to a reader belongs to one record only."""
    counts = collections.Counter(row[column] for row in rows(table))
    assert [value for value, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(("table", "column"), sorted(DIGITS))
def test_codes_and_numbers_have_their_digits(table, column):
    """Codes and numbers are ASCII text of their documented form."""
    form = re.compile(DIGITS[table, column], re.ASCII)
    assert [row[column] for row in rows(table) if not form.fullmatch(row[column])] == []


@pytest.mark.parametrize(("table", "column"), DATES)
def test_dates_are_iso_and_not_after_the_last_verified_day(table, column):
    """Dates are ISO days of the calendar, none later than the day the data was verified through."""
    cells = [row[column] for row in rows(table)]
    assert cells.count("") == MAY_BE_BLANK.get((table, column), 0)
    for cell in filter(None, cells):
        assert datetime.date.fromisoformat(cell).isoformat() == cell
        assert "2014-01-01" <= cell <= VERIFIED_THROUGH


@pytest.mark.parametrize("table", TABLES)
def test_no_text_speaks_of_a_later_day(table):
    """No cell holds an ISO date after the last verified day, in whatever column."""
    text = (DATA / f"{table}.csv").read_text("utf-8")
    assert [day for day in re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", text) if day > VERIFIED_THROUGH] == []


@pytest.mark.parametrize(("table", "column"), sorted(WORDS))
def test_words_are_of_their_list(table, column):
    """A cell that takes one of a few words holds one of them."""
    assert {row[column] for row in rows(table)} <= WORDS[table, column]


# Sources and evidence


def test_every_source_that_is_named_exists_and_every_one_is_used():
    """The sources of all records and the table of sources are the same set, in the order of the ids."""
    known = [row["id"] for row in rows("sources")]
    used = [
        source
        for table in TABLES
        if table != "sources"
        for row in rows(table)
        for source in split(row.get("sources") or row.get("source") or "")
    ]
    assert known == sorted(known)
    assert set(used) == set(known)


@pytest.mark.parametrize("table", WITH_EVIDENCE)
def test_evidence_agrees_with_the_number_of_sources(table):
    """Confirmed facts have two sources or more, unsourced ones none, others one or more, each of them once."""
    for row in rows(table):
        sources = split(row["sources"])
        assert len(set(sources)) == len(sources), row
        if row["evidence"] == "unsourced":
            assert sources == [], row
        else:
            assert len(sources) >= (2 if row["evidence"] == "confirmed" else 1), row


# Provinces and divisions


def test_provinces_are_the_31_in_the_order_of_their_codes():
    """31 divisions: 4 municipalities, 5 autonomous regions and 22 provinces, ordered by code."""
    found = rows("provinces")
    assert [row["adcode"] for row in found] == sorted(row["adcode"] for row in found)
    assert collections.Counter(row["kind"] for row in found) == {
        "municipality": 4,
        "autonomous region": 5,
        "province": 22,
    }
    assert [row["short_zh"] for row in found if row["kind"] == "municipality"] == ["北京", "天津", "上海", "重庆"]
    for row in found:
        assert row["name_zh"].startswith(row["short_zh"])
        assert len(row["abbreviation_zh"]) == 1
        ending = {"municipality": "市", "province": "省", "autonomous region": "自治区"}[row["kind"]]
        assert row["name_zh"].endswith(ending)


def test_divisions_are_ordered_and_have_parents():
    """333 prefectures and their counties in code order, each under a parent whose code contains its own."""
    provinces = {row["adcode"]: row["kind"] for row in rows("provinces")}
    found = rows("divisions")
    level = {row["adcode"]: row["level"] for row in found}
    assert [row["adcode"] for row in found] == sorted(level)
    assert collections.Counter(level.values()) == {"prefecture": 333, "county": 2975}
    directly_governed = []
    for row in found:
        code, parent = row["adcode"], row["parent"]
        assert row["name_zh"]
        if row["level"] == "prefecture":
            assert code.endswith("00")
            assert parent == f"{code[:2]}0000"
            assert provinces[parent] != "municipality"
        elif parent.endswith("0000"):
            assert parent == f"{code[:2]}0000"
            assert parent in provinces
            if provinces[parent] != "municipality":
                directly_governed.append(code)
                assert code[2:4] == "90"
        else:
            assert level[parent] == "prefecture"
            assert parent == f"{code[:4]}00"
            assert code != parent
    assert len(directly_governed) == 1 + 4 + 15 + 12  # of Henan, Hubei, Hainan, Xinjiang


def test_prefectures_end_in_what_prefectures_are_called():
    """A prefecture is a 市, 地区, 自治州 or 盟: 293, 7, 30 and 3 of them."""
    endings = collections.Counter(
        next(ending for ending in ("自治州", "地区", "盟", "市") if row["name_zh"].endswith(ending))
        for row in rows("divisions")
        if row["level"] == "prefecture"
    )
    assert endings == {"市": 293, "地区": 7, "自治州": 30, "盟": 3}


@pytest.mark.parametrize("table", ["place_names", "province_names"])
def test_names_belong_to_places(table):
    """Names are given to divisions, provinces and zones of the other tables, not to strangers."""
    places = {row["adcode"] for row in (*rows("divisions"), *rows("provinces"), *rows("zones"))}
    assert {row["place"] for row in rows(table)} <= places | {row["id"] for row in rows("zones")}


# The map of every year


def ended(row):
    """Give the year in which a division ended; a late one for those that are in use."""
    return int(row["in_use_until"] or 9999)


def taking_over(row):
    """List the codes that took a division's area over in the year it ended, with the other table where it is blank."""
    whole = [code for code in split(row["succeeded_by"]) if "[" not in code]
    changes = {(change["adcode"], change["year"]): split(change["succeeded_by"]) for change in rows("division_changes")}
    return whole or changes.get((row["adcode"], row["in_use_until"]), [])


def in_use(code, year):
    """Tell whether a code is in use on 31 December of a year."""
    return any(
        row["adcode"] == code and int(row["in_use_from"]) <= year < ended(row) for row in rows("divisions_history")
    )


def test_the_history_is_in_the_order_of_codes():
    """A code has one division at a time, which begins before it ends; none ends before the first year of the map."""
    found = rows("divisions_history")
    assert [row["adcode"] for row in found] == sorted(row["adcode"] for row in found)
    for row in found:
        assert int(row["in_use_from"]) < ended(row), row
        assert ended(row) >= 2000, row
        assert re.fullmatch(r"[\u4e00-\u9fff]{2,}", row["name_zh"]), row
    in_time = sorted(found, key=lambda row: (row["adcode"], int(row["in_use_from"])))
    for earlier, later in itertools.pairwise(in_time):
        if earlier["adcode"] == later["adcode"]:
            assert ended(earlier) <= int(later["in_use_from"]), later


OUTSIDE = {"710000", "810000", "820000"}  # Taiwan, Hong Kong, Macao: on the ministry's map, and without divisions


@pytest.mark.parametrize("year", range(2000, 2025))
def test_the_map_of_a_year_is_whole(year):
    """31 provinces and the 3 outside the mainland; from 2013 on 333 prefectures, 334 from Danzhou to the end of Laiwu; a county's prefecture, where it has one, is on the map as well."""
    codes = {row["adcode"] for row in rows("divisions_history") if int(row["in_use_from"]) <= year < ended(row)}
    provinces = {code for code in codes if code.endswith("0000")}
    prefectures = {code for code in codes if code.endswith("00")} - provinces
    assert provinces == {row["adcode"] for row in rows("provinces")} | OUTSIDE
    assert year < 2013 or len(prefectures) == (334 if 2015 <= year < 2018 else 333)
    municipalities = {row["adcode"][:2] for row in rows("provinces") if row["kind"] == "municipality"}
    for code in codes - provinces - prefectures:
        direct = code[:2] in municipalities or code[2:4] in {"90", "00"}
        assert direct or f"{code[:4]}00" in prefectures, code


def test_the_map_of_today_is_the_table_of_divisions():
    """The history's last map has the divisions of 2023 by the same names, four newer ones, and no statistical areas."""
    last = {row["adcode"]: row["name_zh"] for row in rows("divisions_history") if not row["in_use_until"]}
    today = {row["adcode"]: row["name_zh"] for row in (*rows("divisions"), *rows("provinces"))}
    assert {code for code in last if code in today and last[code] != today[code]} == set()
    newer = {
        code: row
        for row in rows("divisions_history")
        for code in [row["adcode"]]
        if code in last.keys() - today.keys() - OUTSIDE
    }
    assert {code: row["name_zh"] for code, row in newer.items()} == {
        "460302": "西沙区",
        "460303": "南沙区",
        "653228": "和康县",
        "653229": "和安县",
    }
    assert {code for code in today.keys() - last.keys() if re.fullmatch(r"\d{4}[0-6]\d", code)} == {
        "232761",
        "232762",
        "232763",
        "232764",
        "460321",
        "460322",
        "460323",
        "620201",
        "632857",
    }


def test_what_ended_has_successors_that_were_in_use_that_year():
    """Every division that ended names them, in its row or among the single changes; parts went to real codes too."""
    for row in rows("divisions_history"):
        successors = taking_over(row) if row["in_use_until"] else []
        assert bool(successors) == bool(row["in_use_until"]), row
        for code in successors:
            assert in_use(code, ended(row)), (row, code)
        for part in split(row["succeeded_by"]):
            code, _, year = part.rstrip("]").partition("[")
            if year and int(year) >= 2000:
                assert in_use(code, int(year)), (row, part)


def test_single_changes_are_those_of_divisions():
    """Each is a year in which a division of the code begins or ends, with a window near it or with successors."""
    found = rows("division_changes")
    assert [(row["adcode"], row["year"]) for row in found] == sorted((row["adcode"], row["year"]) for row in found)
    history = collections.defaultdict(set)
    for row in rows("divisions_history"):
        history[row["adcode"]] |= {row["in_use_from"], row["in_use_until"]}
    for row in found:
        assert row["year"] in history[row["adcode"]], row
        assert row["not_before"] or row["succeeded_by"], row
        assert row["note"], row
        if row["not_before"]:
            first, last = map(datetime.date.fromisoformat, (row["not_before"], row["not_after"]))
            assert first <= last, row
            assert first.year == int(row["year"]), row
            assert (last - datetime.timedelta(days=31)).year == int(row["year"]), row


def test_successors_that_are_added_are_missing_in_the_history():
    """The other table says what took an area over only where the history does not."""
    history = {(row["adcode"], row["in_use_until"]): row for row in rows("divisions_history")}
    for row in rows("division_changes"):
        if row["succeeded_by"]:
            assert all("[" in part for part in split(history[row["adcode"], row["year"]]["succeeded_by"])), row


def test_areas_that_went_to_another_prefecture_have_windows():
    """The five of the documents since 2015, by their codes before and after."""
    windows = {
        row["adcode"]: (row["not_before"], row["not_after"]) for row in rows("division_changes") if row["not_before"]
    }
    december, may = ("2015-12-01", "2015-12-31"), ("2016-05-01", "2016-05-31")
    laiwu, gongzhuling = ("2018-01-01", "2019-01-31"), ("2020-01-01", "2020-08-31")
    assert windows == {
        **dict.fromkeys(["340422", "340722", "340823", "341521"], december),
        **dict.fromkeys(["510185", "512081"], may),
        **dict.fromkeys(["370116", "370117", "371200", "371202", "371203"], laiwu),
        **dict.fromkeys(["220184", "220381"], gongzhuling),
    }


def test_former_names_belong_to_divisions_of_the_history():
    """Each is a code with a name that it had, and that no division of today's table has under this code."""
    today = {(row["adcode"], row["name_zh"]) for row in (*rows("divisions"), *rows("provinces"))}
    history = {(row["adcode"], row["name_zh"]) for row in rows("divisions_history")}
    found = [(row["place"], row["name_zh"]) for row in rows("former_names")]
    assert found == sorted(found)
    assert set(found) <= history - today
    for row in rows("former_names"):
        assert not row["short_zh"] or row["name_zh"].startswith(row["short_zh"]), row
        assert re.fullmatch("[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ' ]*", row["pinyin"]), row


# Zones and batches


def test_batches_have_the_counts_of_the_replies():
    """1, 12, 22, 24, 46, 27, 33 and 16 zones; in all 1, 13, 35, 59, 105, 132, 165 and 181; 178 in force."""
    found = rows("batches")
    assert [int(row["number"]) for row in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [int(row["zone_count"]) for row in found] == [1, 12, 22, 24, 46, 27, 33, 16]
    assert [int(row["ever_approved"]) for row in found] == [1, 13, 35, 59, 105, 132, 165, 181]
    assert [int(row["in_force_after"]) for row in found] == [1, 13, 35, 59, 105, 132, 165, 178]
    assert [int(zone["batch"]) for zone in rows("zones")] == [
        batch for batch, count in enumerate([1, 12, 22, 24, 46, 27, 33, 16], 1) for _ in range(count)
    ]


def test_replies_have_their_numbers_and_days():
    """The replies' numbers and days, each signed in the year of its number and published afterwards."""
    assert [(row["document_no"], row["approved_on"], row["published_on"]) for row in rows("batches")] == [
        ("国函〔2015〕44号", "2015-03-07", "2015-03-12"),
        ("国函〔2016〕17号", "2016-01-12", "2016-01-15"),
        ("国函〔2018〕93号", "2018-07-24", "2018-08-08"),
        ("国函〔2019〕137号", "2019-12-15", "2019-12-24"),
        ("国函〔2020〕47号", "2020-04-27", "2020-05-06"),
        ("国函〔2022〕8号", "2022-01-22", "2022-02-08"),
        ("国函〔2022〕126号", "2022-11-14", "2022-11-24"),
        ("国函〔2025〕40号", "", "2025-04-25"),
    ]


def test_the_replies_titles_count_and_name_their_zones():
    """A title's number is the batch's, and the place it names is the first of the batch."""
    zones = rows("zones")
    for row in rows("batches"):
        names = [zone["name_zh"] for zone in zones if zone["batch"] == row["number"]]
        found = re.fullmatch(
            r"国务院关于同意在(?:(?P<whole>\w+)和)?(?P<first>\w+)等(?P<count>\d+)个城市(?:和地区|（地区）)?"
            r"设立跨境电子商务综合试验区的批复",
            row["title_zh"],
        )
        if row["number"] == "1":
            assert row["title_zh"] == "国务院关于同意设立中国（杭州）跨境电子商务综合试验区的批复"
            assert names == ["杭州市"]
            continue
        assert found, row["title_zh"]
        if found["whole"]:
            assert names.pop(0) == found["whole"] == "海南全岛"
        assert len(names) == int(found["count"])
        assert names[0] in {found["first"], f"{found['first']}市"}


def test_batches_spread_over_the_provinces_as_reported():
    """Batch 4 lies in 19 provinces; batches 1 to 5 cover 30, and batches 1 to 7 all 31."""
    zones = rows("zones")
    assert len({zone["province"] for zone in zones if zone["batch"] == "4"}) == 19
    assert len({zone["province"] for zone in zones if zone["batch"] <= "5"}) == 30
    assert len({zone["province"] for zone in zones if zone["batch"] <= "7"}) == 31


def test_batch_4_is_the_list_of_the_article_of_december_2019():
    """The 24 cities released on 24 December 2019, by their English and Chinese names."""
    article = {
        "Chifeng": "赤峰市",
        "Foshan": "佛山市",
        "Fushun": "抚顺市",
        "Fuzhou": "福州市",
        "Ganzhou": "赣州市",
        "Haidong": "海东市",
        "Huangshi": "黄石市",
        "Hunchun": "珲春市",
        "Jinan": "济南市",
        "Luoyang": "洛阳市",
        "Luzhou": "泸州市",
        "Nantong": "南通市",
        "Quanzhou": "泉州市",
        "Shantou": "汕头市",
        "Shaoxing": "绍兴市",
        "Shijiazhuang": "石家庄市",
        "Suifenhe": "绥芬河市",
        "Taiyuan": "太原市",
        "Wenzhou": "温州市",
        "Wuhu": "芜湖市",
        "Xuzhou": "徐州市",
        "Yantai": "烟台市",
        "Yinchuan": "银川市",
        "Yueyang": "岳阳市",
    }
    assert len(article) == 24
    assert {zone["name_en"]: zone["name_zh"] for zone in rows("zones") if zone["batch"] == "4"} == article
    assert sum(zone["batch"] < "4" for zone in rows("zones")) == 35


def test_the_first_13_zones_are_hangzhou_and_the_12_of_2016():
    """Hangzhou, then the 12 cities of 2016 in the reply's own order."""
    assert [zone["name_en"] for zone in rows("zones")[:13]] == (
        "Hangzhou Tianjin Shanghai Chongqing Hefei Zhengzhou Guangzhou Chengdu Dalian Ningbo Qingdao Shenzhen Suzhou"
    ).split()


def test_three_zones_are_revoked_by_the_reply_of_2025():
    """Haikou, Sanya and Alashankou ended with the reply that made all Hainan and Bortala zones."""
    revoked = {zone["id"]: zone["revoked_by"] for zone in rows("zones") if zone["revoked_by"]}
    assert revoked == dict.fromkeys(["haikou", "sanya", "alashankou"], "国函〔2025〕40号")
    codes = {zone["id"]: zone["adcode"] for zone in rows("zones")}
    assert codes["hainan"][:2] == codes["haikou"][:2] == codes["sanya"][:2]
    assert codes["bortala"][:4] == codes["alashankou"][:4]


def test_zones_are_places_of_the_other_tables():
    """A zone's code, name, level and province are those of its division, save the two special zones."""
    provinces = {row["iso"]: row for row in rows("provinces")}
    named = {row["adcode"]: (row["name_zh"], row["level"]) for row in rows("divisions")}
    named |= {row["adcode"]: (row["name_zh"], row["kind"]) for row in provinces.values()}
    special = []
    for zone in rows("zones"):
        assert zone["adcode"][:2] == provinces[zone["province"]]["adcode"][:2], zone["id"]
        if zone["level"] == "special":
            special.append((zone["id"], zone["adcode"], zone["name_zh"]))
            assert zone["note"]
        else:
            assert named[zone["adcode"]] == (zone["name_zh"], zone["level"]), zone["id"]
    assert special == [("xiongan", "130629", "雄安新区"), ("hainan", "460000", "海南全岛")]


def test_zone_ids_are_english_names():
    """An id is the English name in lower case letters, with the province where two zones share the name."""
    english = collections.Counter(zone["name_en"] for zone in rows("zones"))
    assert [name for name, count in english.items() if count > 1] == ["Taizhou"]
    provinces = {row["iso"]: row["name_en"].lower() for row in rows("provinces")}
    for zone in rows("zones"):
        name, _, province = zone["id"].partition("-")
        assert re.sub("[^a-z]", "", zone["name_en"].lower()).startswith(name)
        assert province in {"", provinces[zone["province"]]}
        if english[zone["name_en"]] > 1:
            assert province


def test_coordinates_lie_in_china_and_apart():
    """Coordinates are inside China's bounds, no two zones share them, and a GeoNames id means GeoNames."""
    zones = rows("zones")
    for zone in zones:
        assert 73.5 < float(zone["longitude"]) < 135.1, zone["id"]
        assert 18.1 < float(zone["latitude"]) < 53.6, zone["id"]
        assert bool(zone["geonames_id"]) == (zone["coordinates_from"] == "geonames"), zone["id"]
    assert len({(zone["longitude"], zone["latitude"]) for zone in zones}) == 181
    ids = [zone["geonames_id"] for zone in zones if zone["geonames_id"]]
    assert len(set(ids)) == len(ids)


def test_coordinates_lie_in_the_zones_own_province():
    """No zone lies further from its province's other zones than that province is wide (18 degrees at most)."""
    wide = {"CN-XJ": 14, "CN-NM": 18, "CN-HL": 12, "CN-GS": 9}
    zones = rows("zones")
    for zone in zones:
        for other in zones:
            if other["province"] == zone["province"]:
                limit = wide.get(zone["province"], 7.5)
                assert abs(float(zone["longitude"]) - float(other["longitude"])) < limit, (zone["id"], other["id"])
                assert abs(float(zone["latitude"]) - float(other["latitude"])) < limit, (zone["id"], other["id"])


def test_xiongan_is_its_three_counties():
    """Xiong'an New Area is Rongcheng, Anxin and Xiong counties; no other zone has a territory of its own."""
    counties = {row["adcode"]: row["name_zh"] for row in rows("divisions")}
    assert [(row["zone"], row["adcode"], counties[row["adcode"]]) for row in rows("territories")] == [
        ("xiongan", "130629", "容城县"),
        ("xiongan", "130632", "安新县"),
        ("xiongan", "130638", "雄县"),
    ]


# The positive list


def test_announcements_have_the_counts_of_the_documents():
    """1,142 + 151 = 1,293; then 1,321; then 1,413 + 29 - 1 + 115 - 80 = 1,476."""
    first, second, third, fourth, fifth = rows("announcements")
    assert (first["stated_count"], first["list_total_after"]) == ("1142", "1142")
    assert (second["stated_count"], second["list_total_after"]) == ("151", "1293")
    assert (third["stated_count"], third["list_total_after"]) == ("1321", "1321")
    assert (fourth["stated_count"], fourth["list_total_after"]) == ("1413", "1413")
    assert (fifth["stated_count"], fifth["list_total_after"]) == ("", "1476")
    columns = ("added", "deleted", "converted_in", "converted_out", "remarks_changed")
    added, deleted, inwards, outwards, remarks = (int(fifth[column]) for column in columns)
    assert (added, deleted, inwards, outwards, remarks) == (29, 1, 115, 80, 206)
    assert 1142 + 151 == 1293
    assert 1413 + added - deleted + inwards - outwards == 1476
    assert int(third["list_total_after"]) + int(fourth["added"]) == 1413
    assert int(second["list_total_after"]) + int(third["added"]) - 35 == 1321


def test_announcements_have_their_kinds_and_days():
    """What each announcement does to which, signed, published and in force in that order."""
    found = rows("announcements")
    assert [(row["id"], row["kind"], row["amends"], row["effective_from"]) for row in found] == [
        ("2016-40", "replaces", "", "2016-04-08"),
        ("2016-47", "supplements", "2016-40", "2016-04-16"),
        ("2018-157", "replaces", "", "2019-01-01"),
        ("2019-96", "replaces", "", "2020-01-01"),
        ("2022-7", "amends", "2019-96", "2022-03-01"),
    ]
    for row in found:
        year, number = row["id"].split("-")
        assert re.fullmatch(rf"财政部等(?:\d+部门)?公告{year}年第{number}号", row["document_no"])
        assert row["issued_on"] <= row["published_on"] < row["effective_from"]
        assert row["issued_on"].startswith(year)
        assert all(re.fullmatch(r"https?://[\w./-]+\.html?", page) for page in row["official_pages"].split())


def test_the_pages_of_announcements_are_their_official_pages():
    """In the same order, with the sources of the announcement and a publisher; all are pages of the state."""
    assert [(row["announcement"], row["page"], row["sources"]) for row in rows("announcement_pages")] == [
        (row["id"], page, row["sources"]) for row in rows("announcements") for page in row["official_pages"].split()
    ]
    for row in rows("announcement_pages"):
        assert re.match(r"https?://(?:\w+\.)+gov\.cn/", row["page"])
        assert row["publisher"]


def test_list_changes_are_104_rows_in_the_order_of_the_annexes():
    """69 + 19 + 3 + 13 rows, ordered by announcement, then by row number or by change and code."""
    found = rows("list_changes")
    counts = collections.Counter(row["announcement"] for row in found)
    assert counts == {"2016-40": 69, "2016-47": 19, "2019-96": 3, "2022-7": 13}
    order = [row["id"] for row in rows("announcements")]
    places = [order.index(row["announcement"]) for row in found]
    assert places == sorted(places)
    for announcement in ("2016-40", "2016-47"):
        annex = [row for row in found if row["announcement"] == announcement]
        assert [int(row["seq"]) for row in annex] == list(range(1, counts[announcement] + 1))
        codes = [row["hs_code"] for row in annex]
        assert codes == sorted(codes)
        assert {row["change"] for row in annex} == {"list"}
    assert [(row["change"], row["hs_code"]) for row in found if row["announcement"] == "2022-7"] == [
        ("add", "95061100"),
        ("add", "95061200"),
        ("add", "95061900"),
        ("convert_in", "95045020"),
        ("convert_in", "95045030"),
        ("convert_in", "95045080"),
        ("delete", "93070090"),
        ("listed", "32151900"),
        ("listed", "21069090"),
        ("listed", "33042000"),
        ("not_listed", "30045000"),
        ("not_listed", "84714140"),
        ("not_listed", "21022000"),
    ]
    assert {row["change"] for row in found if row["announcement"] == "2019-96"} == {"not_listed"}


def test_lines_of_the_first_two_lists_do_not_meet():
    """No line is on both lists of 2016, as 1,142 + 151 = 1,293 demands."""
    found = rows("list_changes")
    first = {row["hs_code"] for row in found if row["announcement"] == "2016-40"}
    second = {row["hs_code"] for row in found if row["announcement"] == "2016-47"}
    assert first.isdisjoint(second)


def test_remarks_are_given_where_they_are_known():
    """A remark is given only where it is known, and a paraphrase has one and says so in its note."""
    for row in rows("list_changes"):
        if row["remark_known"] == "no":
            assert row["remark_zh"] == "", row
        if row["remark_known"] == "paraphrase":
            assert row["remark_zh"], row
            assert row["note"], row
        assert row["name_zh"] or row["change"] == "not_listed" or (row["change"] == "convert_in" and row["note"]), row


def test_known_ranges_end_at_the_last_known_row():
    """Each range starts at the first possible code and ends at its annex's last known row."""
    found = rows("list_coverage")
    assert [(row["announcement"], row["code_from"], row["code_to"]) for row in found] == [
        ("2016-40", "00000000", "09083200"),
        ("2016-47", "00000000", "04022100"),
    ]
    for row in found:
        codes = [line["hs_code"] for line in rows("list_changes") if line["announcement"] == row["announcement"]]
        assert row["code_to"] == max(codes)
        assert row["basis"].startswith(f"Rows 1 to {len(codes)} of")


# Taxes, import cities, supervision


def test_tax_parameters_follow_each_other_without_a_gap():
    """A limit or rate ends the day before the next begins; the last of each has no end."""
    groups = collections.defaultdict(list)
    for row in rows("tax_parameters"):
        groups[row["parameter"]].append(row)
    assert {parameter: [row["value"] for row in found] for parameter, found in groups.items()} == {
        "single_transaction_limit": ["2000", "5000"],
        "annual_limit": ["20000", "26000"],
        "tariff_rate_within_limits": ["0"],
        "import_tax_share_within_limits": ["0.70"],
        "vat_standard": ["0.17", "0.16", "0.13"],
        "vat_reduced": ["0.13", "0.11", "0.10", "0.09"],
    }
    for found in groups.values():
        assert found[-1]["effective_to"] == ""
        for row, following in itertools.pairwise(found):
            last_day = datetime.date.fromisoformat(row["effective_to"])
            assert following["effective_from"] == (last_day + datetime.timedelta(days=1)).isoformat()


def test_tax_rates_change_on_the_days_of_the_law():
    """The limits rose on 1 January 2019; VAT fell in July 2017, May 2018 and April 2019."""
    starts = collections.defaultdict(list)
    for row in rows("tax_parameters"):
        starts[row["parameter"]].append(row["effective_from"])
    assert starts == {
        "single_transaction_limit": ["2016-04-08", "2019-01-01"],
        "annual_limit": ["2016-04-08", "2019-01-01"],
        "tariff_rate_within_limits": ["2016-04-08"],
        "import_tax_share_within_limits": ["2016-04-08"],
        "vat_standard": ["", "2018-05-01", "2019-04-01"],
        "vat_reduced": ["", "2017-07-01", "2018-05-01", "2019-04-01"],
    }


def test_tax_examples_follow_the_formula():
    """0.7 * (VAT + consumption) / (1 - consumption), at the VAT in force on the day, to the printed digits."""
    found = rows("tax_examples")
    assert len(found) == 8
    for row in found:
        vat, consumption, printed = (
            decimal.Decimal(row[column]) for column in ("vat", "consumption", "composite_rate")
        )
        exact = decimal.Decimal("0.7") * (vat + consumption) / (1 - consumption)
        assert exact.quantize(decimal.Decimal("0.000001")) == printed, row
        in_force = {
            decimal.Decimal(rate["value"])
            for rate in rows("tax_parameters")
            if rate["parameter"] == ("vat_reduced" if "reduced" in row["goods"] else "vat_standard")
            and rate["effective_from"] <= row["date"] <= (rate["effective_to"] or "9999")
        }
        assert in_force == {vat}, row


def test_tax_examples_agree_with_what_was_published():
    """The published figures: 9.1%, 6.3%, 17.9% for wine and 23.1% for high-end cosmetics."""
    published = {row["goods"]: row for row in rows("tax_examples") if row["source"]}
    assert {goods: f"{decimal.Decimal(row['composite_rate']):.1%}" for goods, row in published.items()} == {
        "general goods": "9.1%",
        "olive oil, reduced VAT": "6.3%",
        "wine": "17.9%",
        "high-end cosmetics": "23.1%",
    }
    for row in rows("tax_examples"):
        assert row["basis"].startswith("published") == bool(row["source"])
    assert published["wine"]["basis"] == "published as 17.9%"
    assert published["high-end cosmetics"]["basis"] == "published as 23.1%"


def test_import_cities_came_in_four_steps():
    """10 cities, 5 more, the 22 of batch 3, then 50 and all Hainan: 88, of which 45 are unsourced."""
    found = rows("import_cities")
    days = [row["designated_on"] for row in found]
    assert days == sorted(days)
    assert collections.Counter(days) == {"2016-05-11": 10, "2018-01-01": 5, "2019-01-01": 22, "2020-01-17": 51}
    assert sum(row["evidence"] == "unsourced" for row in found) == 45
    assert found[-1]["name_zh"] == "海南全岛"
    batch_3 = {zone["name_zh"].removesuffix("市") for zone in rows("zones") if zone["batch"] == "3"}
    assert {row["name_zh"] for row in found if row["designated_on"] == "2019-01-01"} == batch_3


def test_import_cities_lie_in_their_provinces():
    """An import city is one division of the province it is said to lie in, or that province itself."""
    provinces = {row["name_zh"]: row["adcode"][:2] for row in rows("provinces")}
    places = [(row["adcode"], row["name_zh"]) for row in (*rows("provinces"), *rows("divisions"), *rows("zones"))]
    english = {zone["name_zh"]: zone["name_en"] for zone in rows("zones")}
    for row in rows("import_cities"):
        prefix = provinces[row["province_zh"]]
        county = "县" if row["name_zh"] == "平潭" else ""
        possible = {row["name_zh"] + ending for ending in ("", "市", "傣族景颇族自治州", "哈尼族彝族自治州", county)}
        matches = {name for code, name in places if code.startswith(prefix) and name in possible}
        assert len(matches) == 1, row
        assert english.get(*matches, row["name_en"]) == row["name_en"], row


def test_the_code_of_an_import_city_is_that_of_its_name():
    """Found anew, by name and province; it was that of the city on every day since it was designated."""
    provinces = {row["name_zh"]: row["adcode"] for row in rows("provinces")}
    history = {(row["adcode"], row["in_use_until"]): row for row in rows("divisions_history")}
    for row in rows("import_cities"):
        division = history[row["adcode"], ""]
        assert int(division["in_use_from"]) < int(row["designated_on"][:4]), row
        assert provinces[row["province_zh"]][:2] == row["adcode"][:2], row
        name = "海南省" if row["name_zh"] == "海南全岛" else row["name_zh"]
        assert division["name_zh"].startswith(name), row
        assert division["name_zh"].removeprefix(name) in {"", "市", "县", "傣族景颇族自治州", "哈尼族彝族自治州"}, row
        assert row["adcode"].endswith("00") or row["name_zh"] in {"平潭", "义乌", "珲春"}, row


def test_import_lists_state_as_many_cities_as_there_are():
    """10, 15, 37, then 88; of the first three all are printed, of the last 43."""
    cities = rows("import_cities")
    for row, total, printed in zip(rows("import_lists"), (10, 15, 37, 88), (10, 15, 37, 43), strict=True):
        designated = [city for city in cities if city["designated_on"] <= row["effective_from"]]
        assert int(row["listed"]) == len(designated) == total
        assert sum(city["evidence"] != "unsourced" for city in designated) == printed
    assert 10 + 5 + 22 + 50 + 1 == 88


def test_import_grounds_are_the_five_of_the_notice():
    """商财发〔2021〕39号 of 2021-03-18 names five kinds of zones, among them the pilot zones."""
    found = rows("import_grounds")
    assert [row["name_zh"] for row in found] == [
        "跨境电商综试区",
        "自贸试验区",
        "综合保税区",
        "进口贸易促进创新示范区",
        "保税物流中心（B型）",
    ]
    assert {(row["effective_from"], row["document"]) for row in found} == {("2021-03-18", "商财发〔2021〕39号")}


def test_zone_benefits_have_the_days_of_the_documents():
    """The exemption since 2018-10-01, the income tax since 2020-01-01; both with what the law of 2026 leaves open."""
    assert [
        (row["benefit"], row["value"], row["effective_from"], row["document"]) for row in rows("zone_benefits")
    ] == [
        ("exemption_without_vouchers", "", "2018-10-01", "财税〔2018〕103号"),
        ("deemed_income_tax", "0.04", "2020-01-01", "国家税务总局公告2019年第36号"),
    ]
    for row in rows("zone_benefits"):
        assert "2026 No. 11" in row["note"]
        assert "2026-01-01" in row["note"]
        assert "2026年第11号" in row["note_zh"]
        assert "2026年1月1日" in row["note_zh"]


def test_supervision_codes_are_the_five_modes():
    """9610, 1210, 1239, 9710 and 9810 with the announcements of the customs and their first days."""
    assert [(row["code"], row["effective_from"], row["announcement"]) for row in rows("supervision_codes")] == [
        ("9610", "2014-02-10", "海关总署公告2014年第12号"),
        ("1210", "2014-08-01", "海关总署公告2014年第57号"),
        ("1239", "2016-12-01", "海关总署公告2016年第75号"),
        ("9710", "2020-07-01", "海关总署公告2020年第75号"),
        ("9810", "2020-07-01", "海关总署公告2020年第75号"),
    ]
    for row in rows("supervision_codes"):
        assert row["announcement"].startswith(f"海关总署公告{row['effective_from'][:4]}年")
        assert row["scope"]


def test_a_source_begins_with_its_address_or_says_that_it_is_not_online():
    """So that everybody knows which of them can be opened."""
    texts = [row["source"] for row in rows("sources")]
    online = [text for text in texts if re.match(r"https?://[\w.-]+\.[a-z]{2,}/\S", text)]
    assert [
        text for text in texts if text not in online and not re.search(r"; not online( at a known address)?$", text)
    ] == []
    assert not [text for text in online if "not online" in text]
