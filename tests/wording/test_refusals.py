"""Errors about places, days and batches: the same facts in two languages, for Python and for the command."""

import collections
import datetime
import re
import string

import pytest

import pilotzones
from pilotzones import Dataset, PilotZonesError
from pilotzones.wording import refusals_chinese, refusals_english
from pilotzones.wording.refused import Refusals

DATA = Dataset.bundled()

# What is asked, the keys of what is said, and the whole Chinese sentence where one is written here.
ASKED = [
    (lambda: DATA.zone("Hong Kong"), ["outside the mainland"]),
    (lambda: DATA.zone("Hangzhu"), ["unknown place", "near misses"]),
    (lambda: DATA.zone("Qqqqqq"), ["unknown place", "list names"]),
    (lambda: DATA.zones_in("Zhejian"), ["unknown province", "near misses"]),
    (lambda: DATA.zones_in("Qqqqqq"), ["unknown province", "list names"]),
    (lambda: DATA.zones_in("杭州市"), ["not a province", "ask about a city"]),
    (lambda: DATA.zone("Suzhou", province="Zhejiang"), ["elsewhere", "correct the province"]),
    (lambda: DATA.zone("浙江"), ["only a province"]),
    (lambda: DATA.zone("320583"), ["never a zone", "find the zone around it"]),
    (lambda: DATA.zone("Taizhou"), ["ambiguous", "name the province"]),
    (lambda: DATA.place("371200", "2026-01-01"), ["split up"]),
    (lambda: DATA.place("莱芜市", "2018-07-01"), ["became on an unknown day", "ask about another day"]),
    (lambda: DATA.place("红谷滩区", "2019-06-01"), ["formed on an unknown day", "ask about another day"]),
    (lambda: DATA.place("浦东新区", "1991-06-30"), ["not there yet"]),
    (lambda: DATA.place("341600", "1999-06-01"), ["not there yet, and nothing known"]),
    (lambda: DATA.zone(330100), ["not text"]),
    (lambda: DATA.zone("x" * 101), ["too long"]),
    (lambda: DATA.zone("Hang\x00zhou"), ["control character"]),
    (lambda: DATA.zone(""), ["blank"]),
    (lambda: DATA.zone("330100.0"), ["read as a number"]),
    (lambda: DATA.zone("330106001"), ["township or village"]),
    (lambda: DATA.zones(batch=9), ["unknown batch"]),
]


def raised(ask):
    """Ask what has no answer, and give the error."""
    with pytest.raises(PilotZonesError) as caught:
        ask()
    return caught.value


def facts_in(wording):
    """Collect the names in braces."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(wording) if name is not None}


def numbers_in(text):
    """Count the numbers in a text, the days as ISO has them."""
    text = re.sub(r"(\d+)年(\d+)月(\d+)日", lambda day: datetime.date(*map(int, day.groups())).isoformat(), text)
    return collections.Counter(re.findall(r"\d+(?:[.,:-]\d+)*", text))


def test_both_tables_have_the_same_keys_and_facts():
    """In the same order, so that they can be read side by side."""
    assert list(refusals_english.WORDINGS) == list(refusals_chinese.WORDINGS)
    for key, wording in refusals_english.WORDINGS.items():
        assert facts_in(wording) == facts_in(refusals_chinese.WORDINGS[key]), key


def test_chinese_has_no_half_width_punctuation():
    """But in what is quoted: commands, options, Python and days."""
    for wording in refusals_chinese.WORDINGS.values():
        plain = re.sub(r"\{[^}]*\}|\w+\([^)]*\)|province=('\.\.\.')?|'Hangzhou'|[0-9T:+Z-]{10,}", "", wording)
        assert not re.search(r"[,;:!?()]|\.(?!\w)|'", plain), wording


def test_every_wording_about_places_and_batches_is_said():
    """Each by one of the questions of these tests."""
    said = {key for _, keys in ASKED for key in keys}
    table = [key.partition(", in Python")[0] for key in refusals_english.WORDINGS if "on the command line" not in key]
    about_names = table[table.index("outside the mainland") :]
    assert said == set(about_names) - {"on the map since"}


@pytest.mark.parametrize(("ask", "keys"), ASKED, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_both_languages_tell_the_same_numbers_codes_days_and_names(ask, keys):
    """To those who program, and to those who type a command."""
    error = raised(ask)
    assert list(error.told.wordings) == keys
    assert error.explain() == str(error) == Refusals("en").tell(*error.told)
    for reader in ("in Python", "on the command line"):
        en, zh = (Refusals(lang, reader).tell(*error.told) for lang in ("en", "zh"))
        assert numbers_in(en) == numbers_in(zh), (en, zh)
        for place in (*getattr(error, "near_misses", ()), *getattr(error, "candidates", ())):
            assert (place.name_zh in en, place.name_zh in zh) == (True, True)
        if "name" in error.told.facts:
            assert (error.told.facts["name"] in en) == (error.told.facts["name"] in zh)
    assert error.explain("zh") == Refusals("zh").tell(*error.told)


@pytest.mark.parametrize(("ask", "keys"), ASKED, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_the_command_names_nothing_of_python(ask, keys):
    """No argument and no function; but that a value is not text nobody can cause on the command line."""
    error = raised(ask)
    for lang in ("en", "zh"):
        text = Refusals(lang, "on the command line").tell(*error.told)
        assert keys == ["not text"] or not re.search(r"\w=|\w\(\)|_\w", text), text
        assert len(text.splitlines()) == 1


@pytest.mark.parametrize(
    ("ask", "zh"),
    [
        (
            lambda: DATA.zone("Taizhou"),
            (
                "名为'Taizhou'的地方有2个，结论各不相同：泰州市（321200，江苏省）、台州市（331000，浙江省）。"
                "请指明省份（province='...'），或给出中文全称或代码。"
            ),
        ),
        (
            lambda: DATA.zone("Suzhou", province="Zhejiang"),
            (
                "浙江省没有'Suzhou'，有Suzhou 苏州市（320500，江苏省）、Suzhou 宿州市（341300，安徽省）、"
                "Suzhou 肃州区（620902，甘肃省）。请更正province=，或不填。"
            ),
        ),
        (
            lambda: DATA.covering_zone("公主岭市", "2020-03-01"),
            (
                "'公主岭市'，2020年3月1日：公主岭市（220381，吉林省，至2020年）在2020年1月1日至2020年8月31日之间的某日变更为"
                "公主岭市（220184，吉林省），具体日期未知，而前后结论不同。请查询更早或更晚的日期，或用代码指明其中之一。"
            ),
        ),
        (
            lambda: DATA.place("浦东新区", "1991-06-30"),
            "'浦东新区'在1991年6月30日尚不存在：浦东新区（310115，上海市）自1992年起见于区划；其区域当时属于",
        ),
        (lambda: DATA.zones(batch=9), "没有第9批：各批编号为1至8。"),
    ],
)
def test_chinese_as_a_customs_officer_reads_it(ask, zh):
    """Whole sentences; of 浦东新区, which was made of parts of many, the beginning."""
    assert raised(ask).explain("zh").startswith(zh)


@pytest.mark.parametrize("lang", ["de", "EN", "", None, 5, ["en"]])
def test_other_languages_are_refused(lang):
    """By the word."""
    with pytest.raises(pilotzones.ArgumentTypeError, match="lang must be"):
        raised(lambda: DATA.zone("Taizhou")).explain(lang)


def test_an_error_that_somebody_else_makes_says_its_message():
    """It has no facts that could be told in another language."""
    error = pilotzones.UnknownPlaceError("There is none.", name="x")
    assert error.explain("zh") == error.explain() == "There is none."
