"""Records as plain data and JSON, their faults and their schemas."""

import concurrent.futures
import datetime
import functools
import importlib
import itertools
import json
import pkgutil
from decimal import Decimal

import attrs
import jsonschema
import numpy as np
import pytest

import pilotzones
from pilotzones import records, serial
from pilotzones.errors import PilotZonesError
from pilotzones.records.announcements import Announcement, Change, Inference, KnownRange
from pilotzones.records.comparisons import Event
from pilotzones.records.conditions import BondedOnly, QuantityLimit
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.grounds import Grounds
from pilotzones.records.knowledge import EditionCoverage
from pilotzones.records.list_answers import Edition, Item, Verdict
from pilotzones.records.places import Place, Prefecture
from pilotzones.records.reviews import FieldDifference, Review
from pilotzones.records.screened_files import AnnexesNeeded, RejectedRow, StatusCount
from pilotzones.records.shipped_tables import Manifest, ShippedTable, VerifiedDays
from pilotzones.records.sources import Source
from pilotzones.records.tariff_lines import Tariff, TariffLine
from pilotzones.records.zones import Batch, Province, Zone
from pilotzones.serial import RECORDS, SerialError, converting, from_json, from_plain, json_schema, to_json, to_plain
from pilotzones.serial.written_verdicts import FORMS
from pilotzones.strategies.drawn_files import screen_few

DATA = pilotzones.Dataset.bundled()

PROVINCE = Province("CN-ZJ", "330000", "浙江省", "浙江", "浙", "Zhejiang", "province")
BATCH = Batch(
    number=1,
    document_no="国函〔2015〕44号",
    title_zh="国务院关于同意设立中国（杭州）跨境电子商务综合试验区的批复",
    approved_on=datetime.date(2015, 3, 7),
    published_on=datetime.date(2015, 3, 12),
    zone_count=1,
    ever_approved=1,
    in_force_after=1,
    unsourced_fields="",
    evidence="confirmed",
    sources=("S001", "S002"),
)
ZONE = Zone(
    id="hangzhou",
    name_zh="杭州市",
    name_en="Hangzhou",
    province=PROVINCE,
    batch=BATCH,
    adcode="330100",
    territory=("330100",),
    level="prefecture",
    longitude=120.16142,
    latitude=30.0,
    coordinates_from="",
    geonames_id="1808926",
    established_on=datetime.date(2015, 3, 7),
    revoked_on=None,
    revoked_by="",
    evidence="confirmed",
    sources=(),
    note="",
)
ZONE_PLAIN = {
    "id": "hangzhou",
    "name_zh": "杭州市",
    "name_en": "Hangzhou",
    "province": {
        "iso": "CN-ZJ",
        "adcode": "330000",
        "name_zh": "浙江省",
        "short_zh": "浙江",
        "abbreviation_zh": "浙",
        "name_en": "Zhejiang",
        "kind": "province",
    },
    "batch": {
        "number": 1,
        "document_no": "国函〔2015〕44号",
        "title_zh": "国务院关于同意设立中国（杭州）跨境电子商务综合试验区的批复",
        "approved_on": "2015-03-07",
        "published_on": "2015-03-12",
        "zone_count": 1,
        "ever_approved": 1,
        "in_force_after": 1,
        "unsourced_fields": "",
        "evidence": "confirmed",
        "sources": ["S001", "S002"],
    },
    "adcode": "330100",
    "territory": ["330100"],
    "level": "prefecture",
    "longitude": 120.16142,
    "latitude": 30.0,
    "coordinates_from": "",
    "geonames_id": "1808926",
    "established_on": "2015-03-07",
    "revoked_on": None,
    "revoked_by": "",
    "evidence": "confirmed",
    "sources": [],
    "note": "",
}
PLACE = Place(
    adcode="371202",
    name_zh="莱城区",
    name_en="Laicheng",
    level="county",
    prefecture=Prefecture("371200", "莱芜市", None),
    province=PROVINCE,
    territory=("371202",),
    in_use_from=1992,
    in_use_until=2018,
    successors=("370116",),
    evidence="single",
    sources=("S901",),
)
PLACE_PLAIN = {
    "adcode": "371202",
    "name_zh": "莱城区",
    "name_en": "Laicheng",
    "level": "county",
    "prefecture": {"adcode": "371200", "name_zh": "莱芜市", "name_en": None},
    "province": ZONE_PLAIN["province"],
    "territory": ["371202"],
    "in_use_from": 1992,
    "in_use_until": 2018,
    "successors": ["370116"],
    "evidence": "single",
    "sources": ["S901"],
}
REMARK = "仅限网购保税商品；与10063080合计每人每年20.50千克以内"
LIST_OF_2019 = DATA.announcements()[3]
VERDICT = Verdict(
    hs_code="10063020",
    date=datetime.date(2020, 1, 1),
    shipment="direct",
    minimum_evidence=None,
    status="not listed",
    reason="bonded only",
    edition=DATA.edition_on("2020-01-01"),
    item=Item(
        hs_code="10063020",
        name_zh="籼米精米",
        remark=REMARK,
        remark_known="yes",
        conditions=(
            BondedOnly("仅限网购保税商品；"),
            QuantityLimit(
                "与10063080合计每人每年20.50千克以内", Decimal("20.50"), "kg", together=True, with_lines=("10063080",)
            ),
        ),
        announcement="2019-96",
        evidence=None,
        sources=("S080",),
        note="",
    ),
    grounds=Grounds(
        reason="annex line",
        announcements=(LIST_OF_2019,),
        action="list",
        seq=215,
        name_zh="籼米精米",
        basis=None,
        inferences=(),
        lines_known=(),
    ),
    evidence="single",
    sources=("S080",),
    missing=(),
    tariff_line=TariffLine("10063020", ("hs2017",), "籼米精米"),
    off_tariff=None,
    disagreements=(),
    data_version=DATA.data_version(),
    verified_through=datetime.date(2019, 12, 31),
)
VERDICT_PLAIN = {
    "hs_code": "10063020",
    "date": "2020-01-01",
    "shipment": "direct",
    "minimum_evidence": None,
    "status": "not listed",
    "reason": "bonded only",
    "edition": "2019-96",
    "item": {
        "name_zh": "籼米精米",
        "remark": REMARK,
        "remark_known": "yes",
        "conditions": [
            {"type": "BondedOnly", "length": 9},
            {
                "type": "QuantityLimit",
                "length": 24,
                "amount": "20.50",
                "unit": "kg",
                "together": True,
                "with_lines": ["10063080"],
                "goods_with": "",
            },
        ],
        "announcement": "2019-96",
        "evidence": None,
        "sources": ["S080"],
        "note": "",
    },
    "grounds": {
        "reason": "annex line",
        "announcements": ["2019-96"],
        "action": "list",
        "seq": 215,
        "name_zh": "籼米精米",
        "basis": None,
        "inferences": [],
        "lines_known": [],
    },
    "evidence": "single",
    "sources": ["S080"],
    "missing": [],
    "tariff_line": {"tariffs": ["hs2017"], "name_zh": "籼米精米"},
    "off_tariff": None,
    "disagreements": [],
    "data_version": DATA.data_version(),
    "verified_through": "2019-12-31",
    "is_beyond_verified": True,
}
EVENT = Event(datetime.date(2015, 3, 7), BATCH)
COVERED = EditionCoverage(
    Edition("2019-96", "清单", "2019 edition", datetime.date(2020, 1, 1), None, (), None, 1),
    (("01011010", "04022100"),),
    (),
)
CHANGE = Change("2016-40", 7, "list", "04021000", "乳粉", "", "yes", "single", ("S1",), "", "list_changes.csv, line 2")
SETTLED = KnownRange("2016-40", "01011010", "04022100", "rows 1-69", "list_coverage.csv, line 2")
OTHERS = (
    *DATA.made_of(),
    DATA.zone_answer("昆山市", "2020-01-01"),
    *DATA.rules(),
    DATA.rule("vat_reduced", "2016-01-01"),
    *DATA.imports.cities,
    *(
        DATA.import_city(place, day)
        for place in ("昆山市", "金华市", "焦作市")
        for day in ("2014-01-01", "2019-06-01", "2024-06-01")
    ),
    CHANGE,
    SETTLED,
    COVERED,
    Inference("2022-7", "takes_out_only_abolished_lines", "2022", "because", "derived", ()),
    Manifest(
        "2026.2",
        VerifiedDays(*(datetime.date(2026, 11, day) for day in (22, 23, 24, 25))),
        (ShippedTable("zones.csv", 181, "0" * 64),),
    ),
    Disagreement("2022-7", "95061200", "own/list_coverage.csv, line 2", "list_changes.csv, line 94 (add)"),
    Tariff("2022", "税则", datetime.date(2022, 1, 1), None, "2022-01", "single", ("S1",), ""),
    DATA.eligibility("04031000", "2022-05-01").off_tariff,
    VERDICT.grounds,
    FieldDifference("item.remark", None, "x"),
    Review("10063020", VERDICT.date, None, "single", "listed", "2026.2", (FieldDifference("status", "unknown", "x"),)),
)


@functools.cache
def real_records():
    """Take records from the bundled data, by many questions."""
    ids = [edition.id for edition in DATA.editions()]
    listed = [item for date in ("2016-05-01", "2022-03-01") for item in DATA.items(date)]
    spans = [span for item in listed[::20] for span in DATA.history(item.hs_code)]
    return (
        *(*DATA.provinces(), *DATA.zones(), *DATA.batches(), *DATA.announcements(), *DATA.editions()),
        *(*DATA.timeline(), *DATA.sources(), DATA.coverage(), *listed, *spans, *(span.verdict for span in spans)),
        *(*DATA.places()[::40], DATA.place("莱芜市", "2016-01-01"), DATA.place("雄安新区"), DATA.place("济源市")),
        *(DATA.diff(older, newer) for older, newer in itertools.pairwise(ids)),
        screen_few(DATA),
    )


@functools.cache
def validator(kind):
    """Take a validator of a kind's schema that looks at days too."""
    return jsonschema.Draft202012Validator(json_schema(kind), format_checker=jsonschema.FormatChecker(["date"]))


def exactly(value):
    """Take a record apart down to the types and the last digit, fields that equality leaves out too."""
    if attrs.has(type(value)):
        return type(value), {field.name: exactly(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if isinstance(value, tuple):
        return type(value), [exactly(member) for member in value]
    return type(value), repr(value)


def changed(plain, path, value):
    """Copy plain data with another value at a path."""
    copy = json.loads(json.dumps(plain))
    *way, last = path
    functools.reduce(lambda inside, key: inside[key], way, copy)[last] = value
    return copy


def without(plain, *path):
    """Copy plain data without the key at the end of a path."""
    copy = json.loads(json.dumps(plain))
    *way, last = path
    del functools.reduce(lambda inside, key: inside[key], way, copy)[last]
    return copy


def faults_of(plain, kind):
    """List the faults of plain data."""
    with pytest.raises(SerialError) as caught:
        from_plain(plain, kind)
    assert all(fault in str(caught.value) for fault in caught.value.faults)
    return list(caught.value.faults)


def test_no_record_is_missing():
    """Every class of records/ can be written, so that a new one is not forgotten."""
    modules = [
        importlib.import_module(f"pilotzones.records.{module.name}")
        for module in pkgutil.iter_modules(records.__path__)
    ]
    classes = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and attrs.has(value) and value.__module__ == module.__name__
    }
    assert classes == set(RECORDS)
    assert len(set(RECORDS)) == len(RECORDS)


def test_no_field_is_named_like_the_tag():
    """The key that names the kind is free for it."""
    assert not [kind for kind in RECORDS if "type" in attrs.fields_dict(kind)]


@pytest.mark.parametrize(("record", "plain"), [(ZONE, ZONE_PLAIN), (VERDICT, VERDICT_PLAIN), (PLACE, PLACE_PLAIN)])
def test_the_plain_form(record, plain):
    """The plain form is this, in the order of the fields, with the tag of a condition first."""
    assert to_plain(record) == plain
    assert json.dumps(to_plain(record)) == json.dumps(plain)
    assert from_plain(plain, type(record)) == record


def test_the_json_form():
    """JSON keeps Chinese as it is, on one line or indented."""
    source = Source("S001", "中国政府网 https://www.gov.cn/")
    assert to_json(source) == '{"id": "S001", "source": "中国政府网 https://www.gov.cn/"}'
    assert to_json(source, indent=1) == '{\n "id": "S001",\n "source": "中国政府网 https://www.gov.cn/"\n}'


def test_a_document_is_tagged():
    """The tag says whether the document of an event is a reply or an announcement."""
    assert to_plain(EVENT) == {"date": "2015-03-07", "document": {"type": "Batch", **ZONE_PLAIN["batch"]}}
    announcement = DATA.announcements()[0]
    assert to_plain(Event(announcement.effective_from, announcement))["document"]["type"] == "Announcement"


@pytest.mark.parametrize("record", [ZONE, VERDICT, EVENT, PLACE, *OTHERS], ids=lambda record: type(record).__name__)
def test_records_read_back(record):
    """Every kind that a question does not answer with reads back exactly as well."""
    assert exactly(from_plain(to_plain(record), type(record))) == exactly(record)
    assert exactly(from_json(to_json(record), type(record))) == exactly(record)


def test_real_records_read_back():
    """All zones, batches, announcements and editions, and many answers, read back exactly and satisfy their schema."""
    assert len(real_records()) > len(DATA.zones()) + 200
    assert {type(record) for record in (*real_records(), ZONE, VERDICT, EVENT, *OTHERS)} | NESTED == set(RECORDS)
    for record in real_records():
        plain = to_plain(record)
        assert exactly(from_plain(plain, type(record))) == exactly(record)
        assert exactly(from_json(to_json(record, indent=2), type(record))) == exactly(record)
        assert json.loads(to_json(record)) == plain


NESTED = {kind for kind in RECORDS if kind.__module__.endswith("conditions")} | {
    pilotzones.AnnexCoverage,
    EditionCoverage,
    Prefecture,
    ShippedTable,
    TariffLine,
    VerifiedDays,
    pilotzones.RemarkChange,
    pilotzones.Undecided,
    AnnexesNeeded,
    RejectedRow,
    StatusCount,
}


def test_integers_pass_for_numbers():
    """JSON has 120 and 120.0 alike: the field decides, and floats come out."""
    zone = from_plain(changed(ZONE_PLAIN, ["longitude"], 120), Zone)
    assert exactly(zone.longitude) == (float, "120.0")


@pytest.mark.parametrize("number", [-999_999_999_999_999, 999_999_999_999_999])
def test_the_widest_integers_are_kept(number):
    """A reader in another language has them exact, too."""
    zone = from_plain(changed(ZONE_PLAIN, ["batch", "number"], number), Zone)
    assert from_json(to_json(zone), Zone).batch.number == number


def test_a_record_that_was_made_with_an_endless_number_is_not_written():
    """Python itself writes none of more than 4,300 digits."""
    with pytest.raises(SerialError, match="tariff_year: <int> is not an integer of 15 digits at most"):
        to_json(attrs.evolve(pilotzones.announcements()[0], tariff_year=10**5000))


INTEGER = {"type": "integer", "minimum": -999_999_999_999_999, "maximum": 999_999_999_999_999}
WRONG = [
    (changed(ZONE_PLAIN, ["batch", "number"], "1"), "batch.number: '1' is not an integer of 15 digits at most"),
    (changed(ZONE_PLAIN, ["batch", "number"], value=True), "batch.number: True is not an integer of 15 digits at most"),
    (changed(ZONE_PLAIN, ["batch", "number"], 1.0), "batch.number: 1.0 is not an integer of 15 digits at most"),
    (
        changed(ZONE_PLAIN, ["batch", "number"], 10**15),
        "batch.number: 1000000000000000 is not an integer of 15 digits at most",
    ),
    (
        changed(ZONE_PLAIN, ["batch", "number"], -(10**15)),
        "batch.number: -1000000000000000 is not an integer of 15 digits at most",
    ),
    (changed(ZONE_PLAIN, ["id"], 1), "id: 1 is not a text free of surrogates"),
    (changed(ZONE_PLAIN, ["id"], None), "id: None is not a text free of surrogates"),
    (changed(ZONE_PLAIN, ["note"], "\ud800"), "note: '\\ud800' is not a text free of surrogates"),
    (changed(ZONE_PLAIN, ["longitude"], "120.1"), "longitude: '120.1' is not a finite number"),
    (changed(ZONE_PLAIN, ["longitude"], value=False), "longitude: False is not a finite number"),
    (changed(ZONE_PLAIN, ["longitude"], float("nan")), "longitude: nan is not a finite number"),
    (changed(ZONE_PLAIN, ["longitude"], 10**400), f"longitude: 1{59 * '0'}... is not a finite number"),
    (changed(ZONE_PLAIN, ["revoked_on"], "2025-02-29"), "revoked_on: '2025-02-29' is not a day such as '2016-05-15'"),
    (changed(ZONE_PLAIN, ["revoked_on"], "20250228"), "revoked_on: '20250228' is not a day such as '2016-05-15'"),
    (changed(ZONE_PLAIN, ["revoked_on"], "2025-W01-1"), "revoked_on: '2025-W01-1' is not a day such as '2016-05-15'"),
    (changed(ZONE_PLAIN, ["revoked_on"], ""), "revoked_on: '' is not a day such as '2016-05-15'"),
    (changed(ZONE_PLAIN, ["revoked_on"], 2025), "revoked_on: 2025 is not a day such as '2016-05-15'"),
    (changed(ZONE_PLAIN, ["established_on"], None), "established_on: None is not a day such as '2016-05-15'"),
    (
        changed(ZONE_PLAIN, ["evidence"], "maybe"),
        "evidence: 'maybe' is not one of 'confirmed', 'single', 'derived', 'unsourced', 'assumed'",
    ),
    (
        changed(ZONE_PLAIN, ["evidence"], ["single"]),
        "evidence: ['single'] is not one of 'confirmed', 'single', 'derived', 'unsourced', 'assumed'",
    ),
    (changed(ZONE_PLAIN, ["territory"], "330100"), "territory: '330100' is not a list"),
    (changed(ZONE_PLAIN, ["territory"], {"330100": 1}), "territory: {'330100': 1} is not a list"),
    (changed(ZONE_PLAIN, ["territory"], ["330100", 5]), "territory[1]: 5 is not a text free of surrogates"),
    (changed(ZONE_PLAIN, ["province"], None), "province: None is not an object with the fields of Province"),
    (changed(ZONE_PLAIN, ["province"], []), "province: [] is not an object with the fields of Province"),
    (without(ZONE_PLAIN, "note"), "note: missing"),
    (without(ZONE_PLAIN, "revoked_on"), "revoked_on: missing"),
    (without(ZONE_PLAIN, "batch", "sources"), "batch.sources: missing"),
    (without(ZONE_PLAIN, "province"), "province: missing"),
    (changed(ZONE_PLAIN, ["colour"], "red"), "'colour' is not a field of Zone"),
    (changed(ZONE_PLAIN, ["type"], "Zone"), "'type' is not a field of Zone"),
    (changed(ZONE_PLAIN, ["batch", "colour"], "red"), "batch: 'colour' is not a field of Batch"),
    ({5: 6}, "{5: 6} is not an object with the fields of Zone"),
    ("a zone", "'a zone' is not an object with the fields of Zone"),
    ([ZONE_PLAIN["id"]], "['hangzhou'] is not an object with the fields of Zone"),
]


@pytest.mark.parametrize(("plain", "fault"), WRONG, ids=[fault for _, fault in WRONG])
def test_what_is_no_zone(plain, fault):
    """Nothing is converted, filled in or passed over: the fault is named with its place."""
    assert faults_of(plain, Zone) == [fault]


def test_who_reads_first_finds_the_same_faults():
    """The reader is made when it is first needed; all that is wrong is refused by it, and what is right is read."""
    converting.converter.cache_clear()
    converting._reader_of.cache_clear()
    for plain, fault in WRONG:
        assert faults_of(plain, Zone) == [fault]
    for record, plain in ((ZONE, ZONE_PLAIN), (VERDICT, VERDICT_PLAIN), (PLACE, PLACE_PLAIN)):
        assert exactly(from_plain(to_plain(record), type(record))) == exactly(record)
        assert to_plain(record) == plain
    assert from_plain(to_plain(EVENT), Event) == EVENT
    assert faults_of({}, Event) == ["date: missing", "document: missing"]


LIMIT = ("item", "conditions", 1)
DOCUMENTS = "'Batch', 'Announcement'"


@pytest.mark.parametrize(
    ("kind", "plain", "fault"),
    [
        (
            Verdict,
            changed(VERDICT_PLAIN, ["hs_code"], "1006302"),
            "hs_code: '1006302' is not the 8 digits of a tariff line",
        ),
        (
            Verdict,
            changed(VERDICT_PLAIN, [*LIMIT, "with_lines", 0], "1006308０"),
            "item.conditions[1].with_lines[0]: '1006308０' is not the 8 digits of a tariff line",
        ),
        (
            Verdict,
            changed(VERDICT_PLAIN, ["hs_code"], "10063020\n"),
            "hs_code: '10063020\\n' is not the 8 digits of a tariff line",
        ),
        (
            Verdict,
            changed(VERDICT_PLAIN, ["hs_code"], 10063020),
            "hs_code: 10063020 is not the 8 digits of a tariff line",
        ),
        (Verdict, without(VERDICT_PLAIN, *LIMIT, "with_lines"), "item.conditions[1].with_lines: missing"),
        (Verdict, without(VERDICT_PLAIN, *LIMIT, "goods_with"), "item.conditions[1].goods_with: missing"),
        (
            Verdict,
            changed(VERDICT_PLAIN, [*LIMIT, "together"], 1),
            "item.conditions[1].together: 1 is not true or false",
        ),
        *(
            (
                Verdict,
                changed(VERDICT_PLAIN, [*LIMIT, "amount"], amount),
                f"item.conditions[1].amount: {amount!r} is not a decimal number in quotes, such as '2.5'",
            )
            for amount in (2.5, 2, "NaN", "Infinity", " 2.5", "2.5\n", "2_5", "２", "", "1E+99999999999999999999")
        ),
        (Event, without(to_plain(EVENT), "document", "type"), "document.type: missing"),
        (Event, without(to_plain(EVENT), "document", "number"), "document.number: missing"),
        (
            Event,
            changed(to_plain(EVENT), ["document"], None),
            "document: None is not an object with the fields of Batch or Announcement",
        ),
        (
            Event,
            changed(to_plain(EVENT), ["document", "type"], "Zone"),
            f"document.type: 'Zone' is not one of {DOCUMENTS}",
        ),
        (Event, changed(to_plain(EVENT), ["document", "type"], []), f"document.type: [] is not one of {DOCUMENTS}"),
        (
            EditionCoverage,
            changed(to_plain(COVERED), ["known_ranges", 0], ["01011010"]),
            "known_ranges[0]: ['01011010'] is not a list of 2",
        ),
        (
            EditionCoverage,
            changed(to_plain(COVERED), ["known_ranges", 0, 1], "0402"),
            "known_ranges[0][1]: '0402' is not the 8 digits of a tariff line",
        ),
    ],
)
def test_what_is_no_other_record(kind, plain, fault):
    """Codes, amounts, tags and ranges are held to their form, wherever they are."""
    assert faults_of(plain, kind) == [fault]


def test_all_faults_are_named():
    """One error lists whatever is wrong, and is the package's own and a ValueError."""
    plain = without(ZONE_PLAIN, "id")
    plain = changed(plain, ["batch", "number"], "1")
    plain = {**changed(plain, ["territory"], [1, "330100", 2]), "colour": "red"}
    with pytest.raises(SerialError) as caught:
        from_plain(plain, Zone)
    assert isinstance(caught.value, PilotZonesError)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).splitlines() == [
        "This is not a Zone that can be read or written:",
        "- id: missing",
        "- batch.number: '1' is not an integer of 15 digits at most",
        "- territory[0]: 1 is not a text free of surrogates",
        "- territory[2]: 2 is not a text free of surrogates",
        "- 'colour' is not a field of Zone",
    ]
    assert [f"- {fault}" for fault in caught.value.faults] == str(caught.value).splitlines()[1:]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "not JSON: Expecting value: line 1 column 1 (char 0)"),
        ('{"id": "S1", "source": }', "not JSON: Expecting value: line 1 column 24 (char 23)"),
        ('{"id": "S1", "source": NaN}', "not JSON: NaN is not a number"),
        ('{"id": "S1", "source": -Infinity}', "not JSON: -Infinity is not a number"),
        ('{"id": "S1", "source": "a", "id": "S2"}', "not JSON: a key appears twice among ['id', 'source', 'id']"),
        ('{"id": "S1", "source": 1e999}', "source: inf is not a text free of surrogates"),
        ('{"id": "S1", "source": "\\ud800"}', "source: '\\ud800' is not a text free of surrogates"),
        ("[]", "[] is not an object with the fields of Source"),
    ],
)
def test_what_is_no_json(text, fault):
    """Text that is not JSON, or could be read in two ways, is refused by the same error."""
    with pytest.raises(SerialError) as caught:
        from_json(text, Source)
    assert caught.value.faults == (fault,)


@pytest.mark.parametrize("text", ["[" * 100_000, f'{{"id": {"9" * 5_000}}}', None, 5, b"\xff"])
def test_json_that_python_cannot_read(text):
    """Endless nesting, endless numbers and what is not text are refused too."""
    with pytest.raises(SerialError):
        from_json(text, Source)


@pytest.mark.parametrize("kind", [dict, str, "Zone", None, pilotzones.Dataset, attrs.make_class("Zone", [])])
def test_kinds_that_are_no_records(kind):
    """Only the package's records are read and described, each error naming them."""
    for ask in (
        lambda: from_plain(ZONE_PLAIN, kind),
        lambda: from_json("{}", kind),
        lambda: from_json("{", kind),
        lambda: json_schema(kind),
    ):
        with pytest.raises(SerialError, match="is not a record of pilotzones; the records are: Province, Batch, Zone,"):
            ask()


@pytest.mark.parametrize(
    "record",
    [
        *({}, None, Zone, (ZONE,)),
        attrs.evolve(ZONE, longitude=float("nan")),
        attrs.evolve(ZONE, longitude=2**53 + 1),
        attrs.evolve(ZONE, note="\ud800"),
        attrs.evolve(ZONE, sources=["S001"]),
        attrs.evolve(ZONE, sources=None),
        attrs.evolve(ZONE, batch=None),
        attrs.evolve(ZONE, established_on="2015-03-07"),
        attrs.evolve(ZONE, established_on=datetime.datetime(2015, 3, 7, tzinfo=datetime.timezone.utc)),
        attrs.evolve(EVENT, document=ZONE),
        attrs.evolve(EVENT, document=None),
        attrs.evolve(VERDICT, hs_code="1006.30.20"),
        attrs.evolve(VERDICT.item.conditions[1], amount=Decimal("NaN")),
        attrs.evolve(VERDICT.item.conditions[1], amount=0.1),
        attrs.evolve(VERDICT.item.conditions[1], together=1),
    ],
)
def test_what_cannot_be_written(record):
    """A record is written so that it reads back as it is, or not at all."""
    with pytest.raises(SerialError) as caught:
        to_plain(record)
    assert caught.value.faults
    with pytest.raises(SerialError):
        to_json(record)


def test_an_integer_too_long_for_json():
    """Python writes no integer of 5,000 digits as text."""
    with pytest.raises(SerialError, match="Batch"):
        to_json(attrs.evolve(BATCH, number=10**5_000))


def test_threads():
    """Many threads may be the first to ask."""
    converting.converter.cache_clear()
    converting._reader_of.cache_clear()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        texts = pool.map(to_json, [VERDICT, ZONE] * 8)
    compact = json.dumps(VERDICT_PLAIN, ensure_ascii=False, separators=(",", ":"))
    assert set(texts) == {compact, json.dumps(ZONE_PLAIN, ensure_ascii=False)}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_schemas_are_schemas(kind):
    """Every kind's schema is one of draft 2020-12, of all its fields, and made anew each time."""
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    names = [field.name for field in attrs.fields(FORMS.get(kind, kind))]
    required = [name for name in names if name != "documents"]
    assert (schema["title"], list(schema["properties"]), schema["required"]) == (kind.__name__, names, required)
    assert schema["description"] == kind.__doc__.splitlines()[0] != ""
    for inside in (schema, *schema["$defs"].values()):
        assert inside["additionalProperties"] is False
        inside["properties"].clear()
    assert list(json_schema(kind)["properties"]) == names


def test_the_schema_of_an_event():
    """A schema written out by hand: days, words, nothing, lists and tags."""
    schema = json_schema(Event)
    day = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    assert {name: value for name, value in schema.items() if name != "$defs"} == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Event",
        "description": "A document of the pilot zones or of the positive list, on the first day of its effect.",
        "type": "object",
        "properties": {
            "date": day,
            "document": {"oneOf": [{"$ref": "#/$defs/TaggedBatch"}, {"$ref": "#/$defs/TaggedAnnouncement"}]},
        },
        "required": ["date", "document"],
        "additionalProperties": False,
    }
    assert list(schema["$defs"]) == ["TaggedBatch", "TaggedAnnouncement"]
    batch = schema["$defs"]["TaggedBatch"]
    assert batch["properties"] == {
        "type": {"const": "Batch"},
        "number": INTEGER,
        "document_no": {"type": "string"},
        "title_zh": {"type": "string"},
        "approved_on": {"anyOf": [day, {"type": "null"}]},
        "published_on": day,
        "zone_count": INTEGER,
        "ever_approved": INTEGER,
        "in_force_after": INTEGER,
        "unsourced_fields": {"type": "string"},
        "evidence": {"type": "string", "enum": ["confirmed", "single", "derived", "unsourced", "assumed"]},
        "sources": {"type": "array", "items": {"type": "string"}},
    }


DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
CODE = {"type": "string", "pattern": "^[0-9]{8}$"}


@pytest.mark.parametrize(
    ("kind", "field", "schema"),
    [
        (Zone, "id", {"type": "string"}),
        (Zone, "longitude", {"type": "number"}),
        (Zone, "established_on", DAY),
        (Batch, "number", INTEGER),
        (pilotzones.ZoneAnswer, "is_zone", {"type": "boolean"}),
        (TariffLine, "hs_code", CODE),
        (QuantityLimit, "amount", {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"}),
        (QuantityLimit, "with_lines", {"type": "array", "items": CODE}),
        (
            EditionCoverage,
            "known_ranges",
            {"type": "array", "items": {"type": "array", "items": CODE, "minItems": 2, "maxItems": 2}},
        ),
    ],
)
def test_a_value_is_described_by_its_type_and_form(kind, field, schema):
    """So that a form or a database can be made of it: digits are text, and a range is two codes."""
    assert json_schema(kind)["properties"][field] == schema


def test_real_records_satisfy_their_schemas():
    """A third of the real records, and all that are written out here, are what their schemas say."""
    for record in (ZONE, VERDICT, EVENT, *OTHERS, *real_records()[::3]):
        validator(type(record)).validate(to_plain(record))


@pytest.mark.parametrize(("plain", "fault"), WRONG, ids=[fault for _, fault in WRONG])
def test_schemas_refuse_what_reading_refuses(plain, fault):
    """Where the schema can say it, it does; a text's surrogates, NaN and 1.0 are beyond it."""
    beyond = any(value in fault for value in ("ud800", "nan", "longitude: 1000", "1.0"))
    assert validator(Zone).is_valid(plain) is beyond


def test_announcement_is_a_document_of_its_own():
    """Outside of an event it has no tag."""
    announcement = DATA.announcements()[-1]
    assert "type" not in to_plain(announcement)
    assert from_plain(to_plain(announcement), Announcement) == announcement


@pytest.mark.parametrize("indent", ["x", "  ", True, -1, 41, 1.5, 10**400])
def test_an_indent_is_a_number_of_spaces(indent):
    """A text would be written between the cells, and make what is not JSON."""
    record = pilotzones.sources()[0]
    with pytest.raises(pilotzones.ArgumentTypeError, match="indent must be a whole number from 0 to 40, not "):
        serial.to_json(record, indent=indent)
    for spaces in (None, 0, 40):
        assert serial.from_json(serial.to_json(record, indent=spaces), type(record)) == record


def test_the_schema_of_what_is_not_a_class():
    """An array is not compared with the records."""
    with pytest.raises(serial.SerialError, match="is not a record of pilotzones"):
        serial.json_schema(np.array([1, 2]))
