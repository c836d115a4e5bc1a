"""Records print as the call that gives them, and never as a call that gives another one."""

import itertools
import os
import subprocess
import sys
import types

import attrs
import pytest
from draws import draws, simplest
from real_records import real_records
from tables import announcement, in_memory, known_range, line

import pilotzones
from pilotzones import Dataset, frames, records, strategies
from pilotzones.records import announcements, shipped_tables, tariff_lines
from pilotzones.serial import RECORDS

INNER = {
    *(announcements.Inference, tariff_lines.Tariff),
    *(shipped_tables.Manifest, shipped_tables.VerifiedDays),
}
"""Kinds that no public question answers with."""
UNASKED = {pilotzones.RemarkChange, pilotzones.Disagreement}
UNASKED |= {frames.AnnexesNeeded, frames.RejectedRow, frames.ScreenedFile, frames.StatusCount}
UNASKED |= {pilotzones.Grounds, pilotzones.OffTariff, pilotzones.Review, pilotzones.FieldDifference}
"""Kinds that the data has no record of, and parts that do not say which question they are from."""
DATA = Dataset.default()
IMPORT_DAYS = ("2013-01-01", "2016-01-01", "2019-06-01", "2020-06-01", "2024-06-01")


def asked(text):
    """Ask the question that a record prints as, with nothing but the package imported."""
    return eval(text, {"pilotzones": pilotzones})  # noqa: S307 - that is what is promised


@pytest.fixture(autouse=True, scope="module")
def _asked_before():
    """Let the default dataset read its tables, as a program has that got a record from it."""
    DATA.eligibility("04029100", "2022-03-01")
    DATA.place("杭州市", "2020-01-01")
    DATA.import_city("杭州市", "2020-01-01")


def everything():
    """Go through the records of the bundled data, all of most kinds."""
    ids = [edition.id for edition in DATA.editions()]
    comparisons = [DATA.diff(older, newer) for older, newer in itertools.combinations(ids, 2)]
    coverage = DATA.coverage()
    listed = [item for edition in DATA.editions() for item in DATA.items(edition.effective_from)]
    spans = [span for item in listed[::9] for span in DATA.history(item.hs_code)]
    places = [*DATA.places()[::30], *DATA.places(level="special"), *DATA.places(date="2005-06-01")[::40]]
    yield from (*DATA.provinces(), *DATA.batches(), *DATA.zones(), *DATA.announcements(), *DATA.editions())
    yield from (*comparisons, *comparisons[-1].undecided, *comparisons[0].undecided, *DATA.timeline())
    yield from (*DATA.sources(), *DATA.verify(), coverage, *coverage.annexes, *coverage.editions)
    yield from (*listed, *spans, *(span.verdict for span in spans), *places)
    yield from (known for annex in coverage.annexes for known in (*annex.known_ranges, *annex.list_ranges))
    yield from (rule for day in ("2016-01-01", "2018-12-31", "2026-01-01") for rule in DATA.rules(day))
    answers = [DATA.import_city(code, day) for code in ("320583", "330700", "341000") for day in IMPORT_DAYS]
    yield from (*answers, *(city for answer in answers for city in answer.cities), *DATA.imports.cities)
    yield from (place.prefecture for place in places if place.prefecture)
    yield from (span.verdict.tariff_line for span in spans if span.verdict.tariff_line)


def test_every_record_of_the_data_prints_as_the_call_that_gives_it():
    """In one line."""
    kinds = set()
    for record in everything():
        text = repr(record)
        assert text.startswith("pilotzones."), text
        assert "\n" not in text
        assert asked(text) == record
        kinds.add(type(record))
    assert len(kinds) > 18


@pytest.mark.parametrize("record", real_records(), ids=lambda record: type(record).__name__)
def test_every_kind_prints_as_a_call_or_with_its_fields(record):
    """A call gives exactly the record; what no question gives, and is not in the data, prints as its class."""
    text = repr(record)
    if text.startswith("pilotzones."):
        assert asked(text) == record
        assert type(record) not in INNER
    else:
        assert text.startswith(f"{type(record).__name__}({attrs.fields(type(record))[0].name}=")
        assert type(record) in {*INNER, *UNASKED}
    assert {type(record) for record in real_records()} == set(RECORDS)


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda: DATA.zone("杭州"), "pilotzones.zone('hangzhou')"),
        (lambda: DATA.batches()[2], "pilotzones.batch_of('beijing')"),
        (lambda: DATA.provinces()[10], "pilotzones.zone('hangzhou').province"),
        (lambda: DATA.place("即墨市", "2016-01-01"), "pilotzones.place('370282', '2016-12-31')"),
        (lambda: DATA.place("昆山市").prefecture, "pilotzones.place('320500').prefecture"),
        # On the first map that is known, that of 2000, and on the first two.
        (
            lambda: DATA.place("呼伦贝尔盟", "2000-06-01").prefecture,
            "pilotzones.place('152100', '2000-12-31').prefecture",
        ),
        (
            lambda: DATA.place("南宁地区", "2001-06-01").prefecture,
            "pilotzones.place('452100', '2001-12-31').prefecture",
        ),
        (
            lambda: DATA.eligibility("0402.91.00", "2022-05-01", shipment="direct"),
            "pilotzones.eligibility('04029100', '2022-05-01', shipment='direct')",
        ),
        (
            lambda: DATA.eligibility("95061100", "2022-05-01", evidence="confirmed"),
            "pilotzones.eligibility('95061100', '2022-05-01', evidence='confirmed')",
        ),
        (lambda: DATA.changes(2022)[3], "pilotzones.changes(2022)[3]"),
        (lambda: DATA.edition_on("2021-01-01"), "pilotzones.edition_on('2020-01-01')"),
        (lambda: DATA.announcements()[4], "pilotzones.edition_on('2022-03-01').announcements[-1]"),
        (lambda: DATA.history("93070090")[3], "pilotzones.history('93070090')[3]"),
        (lambda: DATA.items("2016-05-01", under="0403")[0], "pilotzones.eligibility('04031000', '2016-04-08').item"),
        (
            lambda: DATA.items("2022-03-01", under="93070090", status="not listed")[0],
            "pilotzones.items('2022-03-01', under='93070090', status='not listed')[0]",
        ),
        (lambda: DATA.diff("2016-40", "2022-7"), "pilotzones.diff('2016-40', '2022-7')"),
        (
            lambda: DATA.diff("2016-40", "2016-47").undecided[5],
            "pilotzones.diff('2016-40', '2016-47').undecided[5]",
        ),
        # Two districts of that name in Hebei, and others in Henan: their codes name one of them alone.
        (
            lambda: DATA.zone_answer("新华区", "2001-06-01", province="河北"),
            "pilotzones.zone_answer('新华区', '2001-06-01', province='CN-HE')",
        ),
        (lambda: DATA.timeline()[0], "pilotzones.timeline()[0]"),
        (lambda: DATA.coverage().annexes[1], "pilotzones.coverage().annexes[1]"),
        (
            lambda: pilotzones.read_remark("人参除外；仅限网购保税商品")[1],
            "pilotzones.read_remark('仅限网购保税商品')[0]",
        ),
    ],
)
def test_the_calls_are_short(ask, text):
    """As a person would write them."""
    assert repr(ask()) == text


def test_drawn_conditions_print_as_the_reading_of_their_text():
    """Whatever the data at hand is."""
    for condition in draws(strategies.conditions(), 60):
        assert asked(repr(condition)) == condition
    made = pilotzones.BondedOnly("not a remark")
    assert repr(made) == "BondedOnly(text='not a remark')"


def test_a_record_of_another_dataset_prints_with_its_fields():
    """No call of the module gives it; in a block of its own dataset one does."""
    other = Dataset.bundled().assume({"33049900": "仅限网购保税商品"})
    verdict = other.eligibility("33049900", "2024-01-01")
    assert repr(verdict).startswith("Verdict(hs_code='33049900', date=2024-01-01, ")
    with other.as_default():
        assert repr(verdict) == "pilotzones.eligibility('33049900', '2024-01-01')"
        assert asked(repr(verdict)) == verdict
    assert repr(other.zone("Hangzhou")) == "pilotzones.zone('hangzhou')"  # the zones are the same ones
    assert "zone('hangzhou')" not in repr(attrs.evolve(other.zone("Hangzhou"), note="changed"))


def test_what_is_not_a_record_of_anything_prints_all_the_same():
    """Fields may hold anything: a record is plain data, which is checked where it is used."""
    zone = attrs.evolve(DATA.zone("Hangzhou"), id=["hangzhou"])
    assert repr(zone).startswith(
        "Zone(id=['hangzhou'], name_zh='杭州市', name_en='Hangzhou', province=CN-ZJ, batch=1, "
    )
    assert repr(pilotzones.Source(5, None)) == "Source(id=5, source=None)"
    assert repr(pilotzones.UnreadCondition(5)) == "UnreadCondition(text=5)"
    unfinished = pilotzones.Source.__new__(pilotzones.Source)
    assert repr(unfinished) == "Source(id=NOTHING, source=NOTHING)"


NOTHING_IS_READ = """
import sys, pilotzones
zone = pilotzones.Dataset.bundled().zone("Hangzhou")
print(repr(zone)[:19], "_loaded" in vars(pilotzones.Dataset.default()))
pilotzones.is_eligible("04029100", "2016-05-01")
print(repr(zone)[:19], "register" in vars(vars(pilotzones.Dataset.default())["_loaded"]))
pilotzones.zones()
print(repr(zone))
"""


def test_nothing_is_read_to_print_a_record():
    """The default dataset is asked for it only if it has answered such questions before."""
    done = subprocess.run(
        [sys.executable, "-c", NOTHING_IS_READ],
        env=os.environ | {"PILOTZONES_DATA": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    fields = "Zone(id='hangzhou',"
    assert done.stdout == f"{fields} False\n{fields} False\npilotzones.zone('hangzhou')\n"


def test_hypothesis_prints_the_same():
    """By its own protocol, also where a record would hold itself; it asks the class too, which has nothing to call."""
    printed = []
    printer = types.SimpleNamespace(text=printed.append)
    zone = DATA.zone("Hangzhou")
    zone._repr_pretty_(printer, cycle=False)
    zone._repr_pretty_(printer, cycle=True)
    assert printed == ["pilotzones.zone('hangzhou')", "..."]
    assert not callable(pilotzones.Zone._repr_pretty_)


def test_a_province_and_an_announcement_without_a_short_call():
    """They are found among all of them."""
    data = simplest(strategies.datasets(complete=True, most_announcements=1))
    with data.as_default():
        pilotzones.zones()
        pilotzones.editions()
        assert repr(pilotzones.provinces()[0]) == "pilotzones.provinces()[0]"
        assert repr(pilotzones.announcements()[0]).startswith("pilotzones.edition_on(")


def test_the_folder_of_records_has_no_other_names():
    """It loads those that annotations name."""
    assert records.Zone is pilotzones.Zone
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = records.Nothing


CHANGED = {
    "Batch": lambda: attrs.evolve(DATA.batches()[0], title_zh="x"),
    "Place": lambda: attrs.evolve(DATA.place("杭州", "2020-01-01"), name_en="x"),
    "Prefecture": lambda: attrs.evolve(DATA.place("昆山", "2020-01-01").prefecture, name_en="x"),
    "Announcement": lambda: attrs.evolve(DATA.announcements()[0], title_en="x"),
    "ZoneAnswer": lambda: attrs.evolve(DATA.zone_answer("杭州", "2020-01-01"), sources=()),
    "Change": lambda: attrs.evolve(DATA.changes(2022)[0], name_zh="x"),
    "Rule": lambda: attrs.evolve(DATA.rule("vat_standard"), effective_from=None),
    "ImportCity": lambda: attrs.evolve(DATA.imports.cities[0], name_en="x"),
    "ImportAnswer": lambda: attrs.evolve(DATA.import_city("杭州", "2020-01-01"), sources=()),
    "KnownRange": lambda: attrs.evolve(DATA.coverage().annexes[0].known_ranges[0], basis="x"),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_a_record_that_no_call_gives_shows_its_fields(kind):
    """It is like one of the data, and is not one."""
    assert repr(CHANGED[kind]()).startswith(f"{kind}(")


@pytest.fixture
def other():
    """Let the module answer from data without zones, of a list whose remark changed and one that a page contradicts."""
    data = in_memory(
        zones=[],
        territories=[],
        batches=[],
        announcements=[announcement("2027-1"), announcement("2028-1"), announcement("2029-1")],
        list_changes=[
            line("2027-1", "list", "10000000"),
            line("2028-1", "list", "10000000", remark_zh="每人每年2千克以内"),
            line("2029-1", "list", "10000000", remark_zh="每人每年2千克以内"),
        ],
        list_coverage=[known_range("2029-1")],
    ).assume(not_listed=["10000000"])
    with data.as_default():
        yield data


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda data: data.provinces()[3], "pilotzones.provinces()[3]"),
        (
            lambda data: data.diff("2027-1", "2028-1").remark_changes[0],
            "pilotzones.diff('2027-1', '2028-1').remark_changes[0]",
        ),
        (
            lambda data: data.diff("2027-1", "2029-1").remark_changes[0],
            "pilotzones.diff('2027-1', '2029-1').remark_changes[0]",
        ),
        (lambda data: data.coverage().disagreements[0], "pilotzones.coverage().disagreements[0]"),
    ],
)
def test_what_the_bundled_data_has_none_of_prints_as_a_call_too(other, ask, text):
    """From the data that answers in its place; the tariff is read by then."""
    other.eligibility("10000000", "2027-06-01")
    record = ask(other)
    assert repr(record) == text
    assert asked(text) == record
