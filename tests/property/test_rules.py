"""Laws of dated rules: drawn laws laid over the bundled ones, and import cities, against slow literal readings."""

from __future__ import annotations

import datetime
import decimal
import fractions
import pathlib

from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import read

import pilotzones
from pilotzones import BeforeKnownRulesError, DataIntegrityError, Dataset, RuleNotInForceError
from pilotzones.tables.folders import bundled_folder
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.writing import as_csv

FOLDER = pathlib.Path(pilotzones.__file__).parent / "data"
DATA = Dataset.bundled()
FIRST, LAST = datetime.date(2014, 1, 1), datetime.date(2030, 12, 31)
KNOWN = datetime.date(2016, 1, 1)
DAYS = st.dates(FIRST, LAST)
RATES = [f"0.{number:02}" for number in range(1, 30)]


def overlaid(*layers):
    """Lay folders with rows of VAT over the bundled tables; each row is a value with its first and last day."""
    folders = [bundled_folder()]
    for number, rows in enumerate(layers):
        cells = [
            {
                "parameter": "vat_standard",
                "unit": "ratio",
                "document": f"law {number}",
                "evidence": "unsourced",
                "value": value,
                "effective_from": first,
                "effective_to": last or "",
            }
            for value, first, last in rows
        ]
        text = as_csv("tax_parameters", cells)
        folders.append(FolderInMemory(f"own {number}", lambda text=text: {"tax_parameters": text}))
    return Dataset(folders)


SHIPPED = [
    (row["value"], row["effective_from"], row["effective_to"] or None)
    for row in read(FOLDER, "tax_parameters")
    if row["parameter"] == "vat_standard"
]
ROWS = st.lists(
    st.tuples(st.sampled_from(RATES), DAYS.filter(lambda day: day >= KNOWN).map(str), st.none() | DAYS.map(str)),
    min_size=1,
    max_size=2,
)


def in_force(layers):
    """Read layers of rows literally: for each day the one value in force, None for none; "fault" if they contradict."""
    found = {}  # by first day: value, last day, layer
    for layer, rows in enumerate(layers):
        if len({first for _, first, _ in rows}) < len(rows):
            return "fault"
        for value, first, last in rows:
            found[first] = (value, last, layer)
    days = {}
    for first, (value, last, layer) in found.items():
        later = [(other, found[other][2]) for other in found if other > first]
        begins = first or "0001-01-01"
        if last and last < begins:
            return "fault"
        ends = last
        if last is None and later and min(later)[1] > layer:
            ends = str(datetime.date.fromisoformat(min(later)[0]) - datetime.timedelta(days=1))
        days[begins] = (value, ends or "9999-12-31")
    spans = sorted(days.items())
    for index, (_, (_, ends)) in enumerate(spans[:-1]):
        if ends >= spans[index + 1][0]:
            return "fault"
    return spans


@examples(150)
@given(st.lists(ROWS, max_size=2), st.lists(DAYS, min_size=1, max_size=8))
def test_laws_are_laid_over_each_other_as_they_read(layers, days):
    """A row ends what a folder below it leaves open; whatever else overlaps is a fault, and is never an answer."""
    spans = in_force([SHIPPED, *layers])
    data = overlaid(*layers)
    if spans == "fault":
        for ask in (data.rules, lambda: data.rule("mode_1210")):
            try:
                ask()
            except DataIntegrityError:
                continue
            raise AssertionError(layers)
        return
    for day in days:
        values = [value for first, (value, ends) in spans if first <= str(day) <= ends]
        in_doubt = [] if day >= KNOWN else ["before"]
        assert answer(data, day) == [*in_doubt, *values, "not in force"][0]
        if day >= KNOWN:
            named = [str(rule.value) for rule in data.rules(day) if rule.name == "vat_standard"]
            assert named == values


def answer(data, day):
    """Give the value on a day, or why there is none."""
    try:
        return str(data.rule("vat_standard", day).value)
    except BeforeKnownRulesError:
        return "before"
    except RuleNotInForceError:
        return "not in force"


@examples(150)
@given(
    st.decimals(0, "0.99", places=4) | st.floats(0, 0.99).map(lambda rate: round(rate, 6)),
    st.decimals(0, "0.99", places=4) | st.integers(0, 0),
    st.dates(datetime.date(2016, 4, 8), LAST),
)
def test_a_composite_rate_is_the_formula_s(vat, consumption, day):
    """Against fractions, which round nothing: at most half a unit of the 28th digit apart."""
    exact = fractions.Fraction(str(consumption)) + fractions.Fraction(repr(vat) if isinstance(vat, float) else str(vat))
    exact *= fractions.Fraction(7, 10) / (1 - fractions.Fraction(str(consumption)))
    found = DATA.composite_rate(vat, consumption, day)
    assert isinstance(found, decimal.Decimal)
    assert abs(fractions.Fraction(found) - exact) <= exact / (2 * 10**27)


CITIES = read(FOLDER, "import_cities")
CODES = sorted(
    {zone.adcode for zone in DATA.zones()} | {city["adcode"] for city in CITIES if city["adcode"] != "460000"}
)
COUNTIES = sorted(
    row["adcode"]
    for row in read(FOLDER, "divisions")
    if row["level"] == "county" and row["adcode"][:4] in {c[:4] for c in CODES}
)
UNCHANGED = [
    code
    for code in [*CODES, *COUNTIES[::7]]
    if [
        row["in_use_until"] == "" and int(row["in_use_from"]) < 2012
        for row in read(FOLDER, "divisions_history")
        if row["adcode"] == code
    ]
    == [True]
]
"""Places with one code through all these years."""


def expected_import(code, day):
    """Read the tables literally, case by case."""
    designated = [city for city in CITIES if city["designated_on"] <= str(day)]
    around = [city for city in designated if city["adcode"] in {code, f"{code[:4]}00", f"{code[:2]}0000"}]
    if str(day) < "2014-08-01":
        return "not open"
    if any(city["evidence"] != "unsourced" for city in around):
        return "open"
    zone = DATA.covering_zone(code, day)
    if str(day) >= "2021-03-18" and zone and zone.evidence != "unsourced":
        return "open once confirmed"
    inside = [
        city for city in designated if code.endswith("00") and city["adcode"][:4] == code[:4] and city["adcode"] != code
    ]
    if around or inside or str(day) >= "2020-01-17" or str(day) < "2016-05-11":
        return "unknown"
    return "not open"


@examples(200)
@given(st.sampled_from(UNCHANGED), st.dates(datetime.date(2013, 1, 1), datetime.date(2026, 12, 31)))
def test_imports_were_open_where_the_tables_say_so(code, day):
    """On any day, in zones, in import cities, and in the counties of either."""
    found = DATA.import_city(code, day)
    assert found.status == expected_import(code, day)
    if found.status.startswith("open"):
        assert found.evidence not in {None, "unsourced"}
        assert found.sources
    if found.status == "not open":
        assert found.document
        assert found.evidence in {"confirmed", "derived"}


@examples(100)
@given(
    st.sampled_from(UNCHANGED), st.dates(datetime.date(2014, 8, 1), datetime.date(2026, 12, 31)), st.integers(0, 2000)
)
def test_what_was_open_stays_open(code, day, days):
    """No document closes a city; so only a revoked zone, of which there are three, can become unknown."""
    later = day + datetime.timedelta(days=days)
    status = DATA.import_city(code, day).status
    if status == "open":
        assert DATA.import_city(code, later).status == "open"
    if status == "open once confirmed" and code not in {"460100", "460200", "652702"}:
        assert DATA.import_city(code, later).status == "open once confirmed"
