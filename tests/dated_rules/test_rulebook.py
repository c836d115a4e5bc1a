"""Which rules were in force on a day: expected values are those of the documents, by hand."""

import datetime
import decimal
import itertools
import subprocess
import sys

import attrs
import pytest

import pilotzones
from pilotzones import BeforeKnownRulesError, Dataset, RuleNotInForceError, UnknownRuleError
from pilotzones.dated_rules.rulebook import _say_span

DATA = Dataset.bundled()
PARAMETERS = (
    "single_transaction_limit",
    "annual_limit",
    "tariff_rate_within_limits",
    "import_tax_share_within_limits",
    "vat_standard",
    "vat_reduced",
)
MODES = ("mode_9610", "mode_1210", "mode_1239", "mode_9710", "mode_9810")
BENEFITS = ("exemption_without_vouchers", "deemed_income_tax")


@pytest.mark.parametrize(
    ("name", "day", "value", "document"),
    [
        ("single_transaction_limit", "2016-04-08", "2000", "财关税〔2016〕18号"),
        ("single_transaction_limit", "2018-12-31", "2000", "财关税〔2016〕18号"),
        ("single_transaction_limit", "2019-01-01", "5000", "财关税〔2018〕49号"),
        ("annual_limit", "2018-12-31", "20000", "财关税〔2016〕18号"),
        ("annual_limit", "2019-01-01", "26000", "财关税〔2018〕49号"),
        ("tariff_rate_within_limits", "2016-04-08", "0", "财关税〔2016〕18号"),
        ("import_tax_share_within_limits", "2026-11-25", "0.70", "财关税〔2016〕18号"),
        ("vat_standard", "2016-01-01", "0.17", "增值税暂行条例"),
        ("vat_standard", "2018-04-30", "0.17", "增值税暂行条例"),
        ("vat_standard", "2018-05-01", "0.16", "财税〔2018〕32号"),
        ("vat_standard", "2019-03-31", "0.16", "财税〔2018〕32号"),
        ("vat_standard", "2019-04-01", "0.13", "财政部 税务总局 海关总署公告2019年第39号"),
        ("vat_reduced", "2017-06-30", "0.13", "增值税暂行条例"),
        ("vat_reduced", "2017-07-01", "0.11", "财税〔2017〕37号"),
        ("vat_reduced", "2018-05-01", "0.10", "财税〔2018〕32号"),
        ("vat_reduced", "2019-04-01", "0.09", "财政部 税务总局 海关总署公告2019年第39号"),
        ("deemed_income_tax", "2020-01-01", "0.04", "国家税务总局公告2019年第36号"),
    ],
)
def test_a_value_on_the_first_and_last_days_of_its_documents(name, day, value, document):
    """As printed, with all its digits."""
    rule = DATA.rule(name, day)
    assert (str(rule.value), rule.document) == (value, document)
    assert isinstance(rule.value, decimal.Decimal)
    assert rule.in_force(day)


def test_the_unit_and_the_span_of_a_limit():
    """Until the end, exclusive; the tables and the documents have the last day."""
    rule = DATA.rule("annual_limit", "2018-12-31")
    assert (rule.kind, rule.unit) == ("parameter", "CNY per person and calendar year")
    assert (rule.effective_from, rule.effective_to) == (datetime.date(2016, 4, 8), datetime.date(2019, 1, 1))
    assert rule.last_day == datetime.date(2018, 12, 31)
    assert DATA.rule("annual_limit").last_day is None
    assert not rule.in_force("2019-01-01")
    assert (rule.direction, rule.scope, rule.note) == (None, "", "")
    assert [source.id for source in DATA.sources(of=rule)] == ["S094", "S095", "S096"]


@pytest.mark.parametrize(
    ("name", "first_day", "direction", "scope"),
    [
        ("mode_9610", "2014-02-10", "import and export", "traded on an e-commerce platform"),
        ("mode_1210", "2014-08-01", "import and export", "special customs zones"),
        ("mode_1239", "2016-12-01", "import", "as of 2016-12-01 not for the time being in Tianjin"),
        ("mode_9710", "2020-07-01", "export", "from 2020-07-01 in Beijing"),
        ("mode_9810", "2020-07-01", "export", "nationwide by 海关总署公告2021年第47号 (issued 2021-06-22)"),
    ],
)
def test_a_mode_has_direction_and_scope_from_its_first_day_on(name, first_day, direction, scope):
    """Those of the customs' announcement."""
    day = datetime.date.fromisoformat(first_day)
    rule = DATA.rule(name, day)
    assert (rule.kind, rule.direction, rule.value, rule.unit) == ("mode", direction, None, "")
    assert scope in rule.scope
    assert rule.document.startswith(f"海关总署公告{first_day[:4]}年")
    with pytest.raises(RuleNotInForceError) as caught:
        DATA.rule(name, day - datetime.timedelta(days=1))
    assert (caught.value.name, caught.value.first_day) == (name, day)


@pytest.mark.parametrize(
    ("name", "first_day", "document"),
    [
        ("exemption_without_vouchers", "2018-10-01", "财税〔2018〕103号"),
        ("deemed_income_tax", "2020-01-01", "国家税务总局公告2019年第36号"),
    ],
)
def test_a_benefit_of_zones_has_what_the_law_of_2026_leaves_open(name, first_day, document):
    """That no page says how the announcement in force since 2026-01-01 fits it."""
    rule = DATA.rule(name, first_day)
    assert (rule.kind, rule.direction, rule.document, rule.evidence) == ("benefit", "export", document, "confirmed")
    assert "pilot zone" in rule.scope
    for fact in ("2026 No. 11", "2026-01-01", "domestic sales", "no page found says"):
        assert fact in rule.note
    assert DATA.rule(name, "2026-01-01") == rule
    with pytest.raises(RuleNotInForceError, match=f"in force from {first_day}"):
        DATA.rule(name, datetime.date.fromisoformat(first_day) - datetime.timedelta(days=1))


def test_all_rules_of_a_day_come_in_the_order_of_the_tables():
    """Limits and taxes, then modes, then benefits: each name once."""
    assert [rule.name for rule in DATA.rules("2026-01-01")] == [*PARAMETERS, *MODES, *BENEFITS]
    assert [rule.name for rule in DATA.rules("2016-04-07")] == [*PARAMETERS[4:], *MODES[:2]]
    assert [rule.name for rule in DATA.rules("2018-10-01")] == [*PARAMETERS, *MODES[:3], BENEFITS[0]]
    assert all(rule == DATA.rule(rule.name, "2018-10-01") for rule in DATA.rules("2018-10-01"))


def test_an_answer_knows_its_day_and_how_old_the_data_is():
    """The subject is the rules: limits, tax and customs modes."""
    rules = DATA.rules("2026-11-26")
    assert (rules.date, rules.verified_through) == (datetime.date(2026, 11, 26), datetime.date(2026, 11, 25))
    assert rules.is_beyond_verified
    assert DATA.rules().date == DATA.verified_through("rules")
    assert not DATA.rules().is_beyond_verified
    for ask in (DATA.rules, lambda *day, **age: DATA.rule("vat_standard", *day, **age)):
        with pytest.raises(pilotzones.BeyondVerifiedDataError) as caught:
            ask("2026-11-26", max_age=0)
        assert caught.value.subject == "rules"
        assert ask("2026-11-26", max_age=1)


def test_a_day_before_the_first_known_one_is_refused():
    """A rate without a first day is older than 2016, and nobody says since when; a list would have gaps."""
    first_day = datetime.date(2016, 1, 1)
    for ask, name in ((DATA.rules, None), (lambda day: DATA.rule("vat_reduced", day), "vat_reduced")):
        assert ask(first_day)
        with pytest.raises(BeforeKnownRulesError, match="neither yes nor no") as caught:
            ask("2015-12-31")
        assert (caught.value.name, caught.value.first_day) == (name, first_day)
        assert str(caught.value).startswith(f"{name} is known" if name else "The rules are known")
        assert caught.value.date == datetime.date(2015, 12, 31)
    # What has a first day is known before: there is no doubt about a mode of 2014.
    assert DATA.rule("mode_1210", "2015-12-31").effective_from == datetime.date(2014, 8, 1)


def test_a_limit_before_its_first_day_is_not_a_silent_no():
    """The error says since when it is in force."""
    with pytest.raises(RuleNotInForceError) as caught:
        DATA.rule("annual_limit", "2016-04-07")
    assert "from 2016-04-08 until 2019-01-01, exclusive; from 2019-01-01. Ask" in str(caught.value)
    assert caught.value.date == datetime.date(2016, 4, 7)
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("vat_standart", "vat_standard"),
        ("mode_9611", "mode_9610"),
        ("mode1210", "mode_1210"),
        ("杭州", None),
        ("", None),
    ],
)
def test_a_name_that_no_rule_has_is_refused_with_near_misses(name, near):
    """And all names."""
    with pytest.raises(UnknownRuleError) as caught:
        DATA.rule(name)
    assert (near in caught.value.near_misses) if near else not caught.value.near_misses
    assert ("Did you mean" in str(caught.value)) == bool(near)
    assert caught.value.name == name
    assert caught.value.rules == (*PARAMETERS, *MODES, *BENEFITS)


def test_at_most_three_near_misses_are_given():
    """Of five modes."""
    with pytest.raises(UnknownRuleError) as caught:
        DATA.rule("mode_")
    assert len(caught.value.near_misses) == 3


@pytest.mark.parametrize("name", [None, 1210, b"vat_standard", ["vat_standard"]])
def test_a_name_that_is_not_text_is_refused(name):
    """Before it is looked up."""
    with pytest.raises(pilotzones.ArgumentTypeError, match="name must be text"):
        DATA.rule(name)


def test_the_rules_answer_in_a_block_of_another_dataset(folder):
    """As all questions of the module do."""
    row = {
        "parameter": "vat_standard",
        "value": "0.12",
        "unit": "ratio",
        "document": "made up",
        "evidence": "unsourced",
    }
    data = Dataset.load(folder(tax_parameters=[{**row, "effective_from": "2027-01-01"}]))
    with data.as_default():
        assert str(pilotzones.rule("vat_standard", "2027-01-01").value) == "0.12"
        assert str(pilotzones.composite_rate("standard", date="2027-01-01")) == "0.084"
        assert pilotzones.rules("2027-01-01") == data.rules("2027-01-01")
    assert str(pilotzones.rule("vat_standard", "2027-01-01").value) == "0.13"


@pytest.mark.parametrize("rule", [rule for rules in DATA.rulebook.by_name.values() for rule in rules], ids=str)
def test_a_rule_tells_the_same_in_both_languages(rule):
    """The same document, days and numbers; in English without a Chinese name, in Chinese without an English one."""
    english, chinese = rule.explain(), rule.explain("zh")
    assert str(rule) == english.splitlines()[0]
    assert len(english.splitlines()) == len(chinese.splitlines())
    assert rule.document in english
    assert rule.document in chinese
    assert rule.name_en in english
    assert rule.name_zh in chinese
    assert rule.name_en not in chinese
    day = rule.effective_from or datetime.date(2016, 1, 1)
    assert str(day) in english
    assert f"{day.year}年{day.month}月{day.day}日" in chinese
    for text, zh in ((rule.scope, rule.scope_zh), (rule.note, rule.note_zh)):
        assert (text in english) == (zh in chinese) == (bool(text) == bool(zh))


def test_values_are_written_as_people_do():
    """Per cent for ratios, thousands with a comma."""
    assert str(DATA.rule("vat_reduced", "2018-06-01")).startswith(
        "reduced VAT: 10 %, since 2018-05-01, until 2019-04-01"
    )
    assert str(DATA.rule("annual_limit")).startswith("yearly limit of a person: 26,000 CNY per person")
    assert (
        DATA.rule("annual_limit")
        .explain("zh")
        .startswith("个人年度交易限值：26,000元，每人每公历年度，自2019年1月1日起")
    )
    assert str(DATA.rule("vat_standard", "2016-01-01")).startswith("standard VAT: 17 %, since 2016-01-01 or earlier")
    assert "70 % (ratio of statutory VAT and consumption tax)" in str(DATA.rule("import_tax_share_within_limits"))
    with pytest.raises(pilotzones.ArgumentTypeError):
        DATA.rule("annual_limit").explain("fr")


def test_the_spans_of_a_name_follow_each_other():
    """Each begins when the one before it ends."""
    for rules in DATA.rulebook.by_name.values():
        for earlier, later in itertools.pairwise(rules):
            assert earlier.effective_to == later.effective_from


def test_a_question_about_zones_or_goods_reads_no_rule():
    """The modules and tables of rules are loaded when a rule is asked for; not even decimal is before."""
    code = (
        "import sys; before = set(sys.modules); import pilotzones; pilotzones.zones_in('Zhejiang'); pilotzones.is_eligible('04090000', '2017-01-01')\n"
        "rules = ('dated_rules.rulebook', 'dated_rules.rates', 'records.rules', 'tables.rule_formats', 'tables.span_rows')\n"
        "print([name for name in rules if f'pilotzones.{name}' in sys.modules], 'decimal' in {*sys.modules} - before)\n"
        "pilotzones.rules(); print('pilotzones.dated_rules.rulebook' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["[] False", "True"]


def test_the_days_of_a_rule_that_began_before_the_data():
    """As an error says them."""
    (rule,) = (rule for rule in pilotzones.rules("2016-06-01") if rule.name == "vat_standard")
    assert str(_say_span(rule)) == "from 2016-01-01 or earlier until 2018-05-01, exclusive"
    assert str(_say_span(attrs.evolve(rule, effective_to=None))) == "from 2016-01-01 or earlier"


def test_no_two_rules_have_one_name(folder):
    """A parameter cannot be called like a customs mode: the fault names both rows."""
    row = {"parameter": "mode_1210", "value": "0.5", "unit": "ratio", "document": "made up", "evidence": "unsourced"}
    with pytest.raises(pilotzones.DataIntegrityError, match=r"'mode_1210' is the name of another rule in .*tax_param"):
        Dataset.load(folder(tax_parameters=[{**row, "effective_from": "2027-01-01"}]))
