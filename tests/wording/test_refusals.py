"""Errors about places, days and batches: the same facts in two languages, for Python and for the command."""

import collections
import datetime
import re

import pytest
from message_templates import templates_about_places

import pilotzones
from pilotzones import Dataset, PilotZonesError
from pilotzones.messages import Message
from pilotzones.wording.chinese_messages import MESSAGES
from pilotzones.wording.told import tell

DATA = Dataset.bundled()

# What is asked, and a part of each sentence that is said.
ASKED = [
    (lambda: DATA.zone("Hong Kong"), ["outside the 31 provinces"]),
    (lambda: DATA.zone("Hangzhu"), ["No place has", "Near misses"]),
    (lambda: DATA.zone("Qqqqqq"), ["No place has", "list names"]),
    (lambda: DATA.zones_in("Zhejian"), ["No province has", "Near misses"]),
    (lambda: DATA.zones_in("Qqqqqq"), ["No province has", "list names"]),
    (lambda: DATA.zones_in("杭州市"), ["is not a province", "Ask about a city"]),
    (lambda: DATA.zone("Suzhou", province="Zhejiang"), ["there is {near}", "Correct {way}"]),
    (lambda: DATA.zone("浙江"), ["is a province, not a city"]),
    (lambda: DATA.zone("320583"), ["has never been", "finds the zone"]),
    (lambda: DATA.zone("Taizhou"), ["is the name of {count} places", "Pass the province"]),
    (lambda: DATA.place("371200", "2026-01-01"), ["Ask about one of them"]),
    (lambda: DATA.place("莱芜市", "2018-07-01"), ["{before} became {after}", "Ask about a day before or after"]),
    (lambda: DATA.place("红谷滩区", "2019-06-01"), ["was formed from parts", "Ask about a day before or after"]),
    (lambda: DATA.place("浦东新区", "1991-06-30"), ["its area was part of"]),
    (lambda: DATA.place("341600", "1999-06-01"), ["what was there before is not known"]),
    (lambda: DATA.zone(330100), ["is not text"]),
    (lambda: DATA.zone("x" * 101), ["at most {most} characters"]),
    (lambda: DATA.zone("Hang\x00zhou"), ["has the control character"]),
    (lambda: DATA.zone(""), ["is blank"]),
    (lambda: DATA.zone("330100.0"), ["a number with decimals"]),
    (lambda: DATA.zone("330106001"), ["a township or village"]),
    (lambda: DATA.zones(batch=9), ["No batch has"]),
]


def raised(ask):
    """Ask what has no answer, and give the error."""
    with pytest.raises(PilotZonesError) as caught:
        ask()
    return caught.value


def numbers_in(text):
    """Count the numbers in a text, the days as ISO has them."""
    text = re.sub(r"(\d+)年(\d+)月(\d+)日", lambda day: datetime.date(*map(int, day.groups())).isoformat(), text)
    return collections.Counter(re.findall(r"\d+(?:[.,:-]\d+)*", text))


def templates_of(message):
    """Collect the templates of a message and of those among its facts; of a way, both."""
    for template in message.templates:
        yield from ((template,) if isinstance(template, str) else template)
    for fact in message.facts.values():
        for one in fact if type(fact) is tuple else (fact,):
            if isinstance(one, Message):
                yield from templates_of(one)


def test_every_sentence_about_places_and_batches_is_said_and_has_its_chinese():
    """Each by one of the questions of these tests."""
    said = {template for ask, _ in ASKED for template in templates_of(raised(ask).args[0])}
    assert said - {"{day}"} == templates_about_places()
    assert said <= MESSAGES.keys()


@pytest.mark.parametrize(("ask", "parts"), ASKED, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_both_languages_tell_the_same_numbers_codes_days_and_names(ask, parts):
    """To those who program, and to those who type a command."""
    error = raised(ask)
    message = error.args[0]
    assert [part in str(template) for part, template in zip(parts, message.templates, strict=True)] == [True] * len(
        parts
    )
    assert error.explain() == str(error) == tell(error, "en", for_command=False)
    for for_command in (False, True):
        en, zh = (tell(error, lang, for_command=for_command) for lang in ("en", "zh"))
        assert numbers_in(en) == numbers_in(zh), (en, zh)
        for place in (*getattr(error, "near_misses", ()), *getattr(error, "candidates", ())):
            assert (place.name_zh in en, place.name_zh in zh) == (True, True)
        if "name" in message.facts:
            assert (message.facts["name"] in en) == (message.facts["name"] in zh)
    assert error.explain("zh") == tell(error, "zh", for_command=False)


@pytest.mark.parametrize(("ask", "parts"), ASKED, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_the_command_names_nothing_of_python(ask, parts):
    """No argument and no function; but that a value is not text nobody can cause on the command line."""
    error = raised(ask)
    for lang in ("en", "zh"):
        text = tell(error, lang)
        assert parts == ["is not text"] or not re.search(r"\w=|\w\(\)|_\w", text), text
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
