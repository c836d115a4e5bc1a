"""The two tables of wordings: the same keys and facts, and the same numbers in what is written with them."""

import collections
import datetime
import re
import string

import pytest
from examples import examples
from hypothesis import given

import pilotzones
from pilotzones import Dataset, PilotZonesError, strategies
from pilotzones.wording import chinese, english
from pilotzones.wording.sentences import in_language

DATA = Dataset.bundled()
DAYS = ("2016-04-10", "2018-12-31", "2019-06-01", "2021-06-01", "2022-03-01", "2027-01-01")


def facts_in(wording):
    """Collect the names in braces."""
    return collections.Counter(
        name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(wording) if name is not None
    )


def test_both_tables_have_the_same_keys_and_facts():
    """In the same order, so that they can be read side by side."""
    assert list(english.WORDINGS) == list(chinese.WORDINGS)
    for key, wording in english.WORDINGS.items():
        assert set(facts_in(wording)) == set(facts_in(chinese.WORDINGS[key])), key


def test_chinese_has_no_half_width_punctuation():
    """But in what is quoted: commands, addresses, Python."""
    for wording in chinese.WORDINGS.values():
        plain = re.sub(
            r"\{[^}]*\}|pip install '[^']*'|diff\([^)]*\)|if_unknown=\w+|evidence=|[a-z]+\.gov\.cn", "", wording
        )
        assert not re.search(r"[,;:!?()]|\.(?!\w)|'", plain), wording


def written_days(text):
    """Write every Chinese day as ISO does."""
    return re.sub(r"(\d+)年(\d+)月(\d+)日", lambda day: datetime.date(*map(int, day.groups())).isoformat(), text)


def numbers_in(verdict, text):
    """Count the numbers in a text, without the titles of documents, which each language has its own of."""
    announced = {*verdict.grounds.announcements, *verdict.missing}
    for title in sorted((title for one in announced for title in (one.title_zh, one.title_en)), key=len, reverse=True):
        text = text.replace(title, "")
    return collections.Counter(re.findall(r"\d+(?:[.,-]\d+)*", written_days(text)))


def check_same(verdict):
    """Check that the two languages tell the same facts of a verdict."""
    en, zh = verdict.explain(), verdict.explain("zh")
    assert en == str(verdict) == verdict.explain(lang="en")
    assert numbers_in(verdict, en) == numbers_in(verdict, zh)
    assert len(en.splitlines()) == len(zh.splitlines()) == 1 + len(verdict.notes)
    for document in (*verdict.grounds.announcements, *verdict.missing):
        assert en.count(document.document_no) == zh.count(document.document_no) > 0
    if verdict.remark:
        assert en.count(verdict.remark) == zh.count(verdict.remark) > 0


@pytest.mark.parametrize("asked", [{}, {"shipment": "direct"}, {"shipment": "direct", "evidence": "confirmed"}])
def test_both_languages_tell_the_same_numbers_codes_days_and_documents(asked):
    """For every code that is named, and some of each other kind."""
    for code in (*DATA.positive_list.named_codes()[::5], "33049900", "77010000", "03030000", "04031000"):
        for day in DAYS:
            check_same(DATA.eligibility(code, day, **asked))


@examples(40)
@given(strategies.datasets().flatmap(lambda data: strategies.verdicts(dataset=data)))
def test_both_languages_tell_the_same_of_drawn_lists(verdict):
    """Of lists that do not exist yet."""
    check_same(verdict)


def test_chinese_as_a_customs_officer_reads_it():
    """Whole texts."""
    assert DATA.eligibility("04090000", "2016-04-10").explain("zh") == (
        "税则号列04090000，2016年4月10日：在正面清单内。财政部等11部门公告2016年第40号《跨境电子商务零售进口商品清单》"
        "列有该税则号列（序号14），商品名称为“天然蜂蜜”。"
    )
    assert DATA.eligibility("01012100", "2016-04-10").explain("zh") == (
        "税则号列01012100，2016年4月10日：不在正面清单内。财政部等11部门公告2016年第40号《跨境电子商务零售进口商品清单》"
        "在该税则号列前后的各行均已收录，其中没有该税则号列。"
    )
    assumed = DATA.assume({"33049900": "仅限网购保税商品"}).eligibility("33049900", "2022-03-01", shipment="direct")
    assert (
        assumed.explain("zh").splitlines()[0].endswith("（依据：程序假定）。其备注仅允许网购保税进口：仅限网购保税商品")
    )


@pytest.mark.parametrize(
    ("ask", "zh"),
    [
        (
            lambda: DATA.is_eligible("33049900", "2015-01-01"),
            "2015年1月1日尚无正面清单施行：首个正面清单自2016年4月8日起施行。这并不表示“不在清单内”，而是当时尚无清单。",
        ),
        (
            lambda: DATA.diff("2019-97", "2022-7"),
            "'2019-97'不是清单的版本：请给出2016-40、2016-47、2018-157、2019-96、2022-7之一，或某一版本施行期间的日期。",
        ),
        (lambda: DATA.diff("2022-7", "2019-96"), "2019-96早于2022-7：请写作diff('2019-96', '2022-7')。"),
        (lambda: DATA.is_eligible("33049900", "2022-03-01"), "无法确定3304.99.00在2022年3月1日是否在正面清单内："),
        (
            lambda: DATA.is_eligible("95061100", "2022-03-01", shipment="direct"),
            "无法确定9506.11.00在2022年3月1日以直购方式进口时是否在正面清单内：",
        ),
    ],
)
def test_errors_explain_themselves(ask, zh):
    """In English as their message says."""
    with pytest.raises(PilotZonesError) as caught:
        ask()
    assert caught.value.explain() == caught.value.explain("en") == str(caught.value)
    assert caught.value.explain("zh").startswith(zh)
    with pytest.raises(pilotzones.ArgumentTypeError):
        caught.value.explain("de")


@pytest.mark.parametrize("lang", ["de", "EN", "", None, 5, ["en"]])
def test_other_languages_are_refused(lang):
    """By the word."""
    verdict = DATA.eligibility("04090000", "2016-04-10")
    for ask in (lambda: verdict.explain(lang), lambda: in_language(lang)):
        with pytest.raises(pilotzones.ArgumentTypeError, match="lang must be"):
            ask()
