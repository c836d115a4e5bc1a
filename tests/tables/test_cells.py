"""Kinds of cells: what each reads, and that its description as a Frictionless Table Schema says the same."""

import datetime
import re
import time

import pytest

from pilotzones.tables import cells

DIGITS, WORD, BLANK_WORD = cells.digits(8), cells.one_of("yes", "no"), cells.one_of("annex", "list", blank="annex")
KINDS = {
    "text": cells.TEXT,
    "required": cells.REQUIRED,
    "count": cells.COUNT,
    "required count": cells.REQUIRED_COUNT,
    "year": cells.YEAR,
    "required year": cells.REQUIRED_YEAR,
    "tariff year": cells.TARIFF_YEAR,
    "number": cells.NUMBER,
    "number or blank": cells.NUMBER_OR_BLANK,
    "day": cells.DAY,
    "required day": cells.REQUIRED_DAY,
    "ids": cells.IDS,
    "parts": cells.PARTS,
    "address": cells.ADDRESS,
    "digits": DIGITS,
    "word": WORD,
    "word or blank": BLANK_WORD,
    "degrees": cells.degrees(90),
}
TEXTS = (
    *("", "0", "-1", "-0.17", "0.17", "1.2.3", "90", "-90", "90.1", "-90.1", "999999999", "1000000000"),
    *("1899", "1900", "2016", "2999", "3000", "04090000", "0409000", "040900000", "x", "0409000x"),
    *(
        "123456",
        "123456[2018]",
        "123456[18]",
        "12345",
        "123456;654321[2020]",
        "123456;x",
        "a;b",
        "a;;b",
        ";a",
        "a;",
        ";",
    ),
    *("2016-04-08", "2016-02-30", "8 April 2016", "20160408", "2016-W14-5", "yes", "no", "annex", "list", "YES"),
    *(
        "https://www.gov.cn",
        "http://a.cn/b c",
        "https://www.gov.cn/a.htm",
        "ftp://www.gov.cn/a",
        "https:///a",
        "www.gov.cn",
    ),
)


def is_valid(text, kind):
    """Tell whether a cell is valid by its description, as the Frictionless Table Schema has it."""
    constraints = kind.constraints
    assert constraints.keys() <= {"required", "pattern", "enum", "minimum", "maximum"}
    if not text:
        return not constraints.get("required")
    read = {
        "string": str,
        "integer": int,
        "number": float,
        "date": lambda day: time.strptime(day, "%Y-%m-%d"),
    }
    try:
        value = read[kind.type](text)
    except ValueError:
        return False
    return bool(
        re.fullmatch(constraints.get("pattern", ".*"), text)
        and text in constraints.get("enum", [text])
        and ("minimum" not in constraints or constraints["minimum"] <= value)
        and ("maximum" not in constraints or value <= constraints["maximum"])
    )


def is_read(text, kind):
    """Tell whether a cell is read without a fault."""
    try:
        return not kind.read or kind.read(text) is not kind
    except ValueError:
        return False


@pytest.mark.parametrize("name", KINDS)
def test_a_cell_is_read_if_it_is_valid_by_its_description(name):
    """Who checks a table with Frictionless finds what loading it finds."""
    kind = KINDS[name]
    assert {text: is_read(text, kind) for text in TEXTS} == {text: is_valid(text, kind) for text in TEXTS}


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("count", 0, 999_999_999),
        ("required count", 0, 999_999_999),
        ("year", 1900, 2999),
        ("required year", 1900, 2999),
    ],
)
def test_numbers_have_bounds(name, least, most):
    """A count has up to nine digits; a year is from 1900 to 2999."""
    kind = KINDS[name]
    assert (kind.read(str(least)), kind.read(str(most))) == (least, most)
    for beyond in (least - 1, most + 1):
        with pytest.raises(ValueError, match=f"^'{beyond}' is not a"):
            kind.read(str(beyond))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("text", "", ""),
        ("count", "", None),
        ("count", "0142", 142),
        ("year", "", None),
        ("required year", "2016", 2016),
        ("number", "-0.17", -0.17),
        ("number or blank", "", None),
        ("number or blank", "0.7", 0.7),
        ("degrees", "-90", -90.0),
        ("day", "", None),
        ("day", "2016-04-08", datetime.date(2016, 4, 8)),
        ("ids", "", ()),
        ("ids", "S001;S002", ("S001", "S002")),
        ("parts", "370116;370117[2018]", ("370116", "370117[2018]")),
        ("words", " https://a.cn  https://b.cn ", ("https://a.cn", "https://b.cn")),
        ("words", "", ()),
        ("word or blank", "", "annex"),
        ("word or blank", "list", "list"),
    ],
)
def test_what_a_cell_means(name, text, value):
    """A blank cell is no value, no ids, or the word that it stands for."""
    read = (KINDS | {"words": cells.WORDS})[name].read
    assert (read(text) if read else text) == value


@pytest.mark.parametrize(
    "text", ["1.", ".5", "1e5", "nan", "inf", "1_000", "+1", " 1", "١", "1.5\n", "1" * 16, f"0.{'1' * 16}"]
)
def test_a_number_is_written_in_one_way(text):
    """Digits with at most one point between them, as in the tables; others may have been meant otherwise."""
    for kind in (cells.NUMBER, cells.NUMBER_OR_BLANK, cells.COUNT):
        with pytest.raises(ValueError, match=r"is not a (number, such as 0\.17|count, such as 1413)\.$"):
            kind.read(text)
