"""What records say of themselves in a sentence: ``str(record)``."""

import datetime
from decimal import Decimal

import attrs
import pytest
from made_up import screened_file

import pilotzones
from pilotzones import frames
from pilotzones.records.tariff_lines import Tariff

DATA = pilotzones.Dataset.bundled()
DAY = datetime.date(2021, 3, 4)
HONEY = DATA.eligibility("04090000", "2016-04-10").item
OLDER, NEWER = DATA.edition_on("2020-01-01"), DATA.edition_on("2022-03-01")
HAIKOU, SUZHOU = DATA.zone("Haikou"), DATA.zone("Suzhou", province="Jiangsu")
KUNSHAN, HANGZHOU = DATA.zone_answer("昆山市", "2020-01-01"), DATA.zone_answer("杭州市", "2020-01-01")
LIMIT = pilotzones.QuantityLimit("x", Decimal("20.50"), "kg", together=False)
SAME = pilotzones.Review("04090000", DAY, None, None, "listed", "2026.2", ())
SCREENED = screened_file(
    rows=1200,
    statuses=(frames.StatusCount("listed", 1150, None), frames.StatusCount("no code", 50, None)),
)


def item(**changed):
    """Take the line of honey with something else."""
    return attrs.evolve(HONEY, **{"remark": "", "remark_known": "yes", **changed})


def compared(**changed):
    """Compare the last two editions, of which nothing is known but what is given."""
    groups = ("added", "removed", "remark_changes", "converted_in", "converted_out", "undecided", "unknown_ranges")
    return pilotzones.Comparison(older=OLDER, newer=NEWER, **{**dict.fromkeys(groups, ()), **changed})


def difference(field, then, now):
    """Make what differs between two answers."""
    return pilotzones.FieldDifference(field, then, now)


FROM_TO = "From 2019 edition (2019-96) to 2022 adjustment (2022-7)"
SAID = [
    (item(), "04090000 天然蜂蜜 (no remark)"),
    (item(remark="人参除外"), "04090000 天然蜂蜜 (人参除外)"),
    (item(remark=None, remark_known="no"), "04090000 天然蜂蜜 (remark unknown)"),
    (
        attrs.evolve(OLDER, lines_stated=None, lines_known=1234),
        "2019 edition (2019-96): from 2020-01-01 until 2022-03-01, exclusive; 1,234 of an unstated number lines known",
    ),
    (
        attrs.evolve(NEWER, lines_stated=1476, lines_known=9),
        "2022 adjustment (2022-7): from 2022-03-01 onwards; 9 of 1,476 lines known",
    ),
    (
        pilotzones.Span(DAY, None, DATA.eligibility("04090000", "2016-04-10")),
        "from 2021-03-04 onwards (First list): listed",
    ),
    (pilotzones.RemarkChange(item(), item(remark="人参除外")), "04090000 天然蜂蜜: none -> 人参除外"),
    (
        pilotzones.RemarkChange(item(remark="x"), item(remark=None, remark_known="no")),
        "04090000 天然蜂蜜: x -> unknown",
    ),
    (pilotzones.Undecided("04090000", "天然蜂蜜", "listed", "unknown"), "04090000 天然蜂蜜: listed -> unknown"),
    (
        compared(),
        f"{FROM_TO}\nno change is known\nundecided: 0\nranges of codes where changes are not known: none",
    ),
    (
        compared(
            added=(item(),),
            removed=(item(remark="x"),),
            remark_changes=(pilotzones.RemarkChange(item(), item(remark="x")),),
            converted_in=(item(), item()),
            converted_out=(item(),),
            undecided=(pilotzones.Undecided("04090000", "", "listed", "unknown"),) * 1200,
            unknown_ranges=(("00000000", "01999999"), ("95000000", "99999999")),
        ),
        (
            f"{FROM_TO}\nadded: 1\n  04090000 天然蜂蜜 (no remark)\nremoved: 1\n  04090000 天然蜂蜜 (x)\n"
            "remark changed: 1\n  04090000 天然蜂蜜: none -> x\n"
            "converted in: 2\n  04090000 天然蜂蜜 (no remark)\n  04090000 天然蜂蜜 (no remark)\n"
            "converted out: 1\n  04090000 天然蜂蜜 (no remark)\nundecided: 1,200\n"
            "ranges of codes where changes are not known: 00000000-01999999, 95000000-99999999"
        ),
    ),
    (
        pilotzones.Event(DAY, DATA.batches()[0]),
        "2021-03-04  Batch 1: 国函〔2015〕44号, 2015-03-07, 1 zone",
    ),
    (attrs.evolve(DATA.batches()[1], approved_on=None), "Batch 2: 国函〔2016〕17号, 2016-01-15, 12 zones"),
    (attrs.evolve(DATA.batches()[1], zone_count=2), "Batch 2: 国函〔2016〕17号, 2016-01-12, 2 zones"),
    (HAIKOU, "Haikou 海口市 (Hainan), batch 3, since 2018-07-24 until 2025-04-25, exclusive"),
    (SUZHOU, "Suzhou 苏州市 (Jiangsu), batch 2, since 2016-01-12"),
    (KUNSHAN, "昆山市 on 2020-01-01: in the pilot zone Suzhou 苏州市."),
    (HANGZHOU, "杭州市 on 2020-01-01: a pilot zone."),
    (attrs.evolve(HANGZHOU, zone=None, is_zone=False), "杭州市 on 2020-01-01: not in a pilot zone."),
    (
        attrs.evolve(
            HANGZHOU,
            places=(*HANGZHOU.places, *KUNSHAN.places),
            verified_through=datetime.date(2019, 12, 31),
            is_beyond_verified=True,
            unverified=("zones", "divisions"),
        ),
        (
            "杭州市, 昆山市 on 2020-01-01: a pilot zone.\n2020-01-01 is after 2019-12-31, the last day on which the data about "
            "pilot zones and the map of divisions was checked: the answer is right if nothing of that changed since."
        ),
    ),
    (DATA.place("昆山市"), "昆山市 (320583, Jiangsu)"),
    (DATA.place("即墨市", "2016-01-01"), "即墨市 (370282, Shandong, until 2017)"),
    (DATA.place("昆山市").prefecture, "苏州市"),
    (pilotzones.ExcludedGoods("人参除外", "人参", "other"), "Excludes 人参."),
    (pilotzones.ExcludedGoods("x", "化妆品", "first-import cosmetics"), "Excludes 化妆品 (first-import cosmetics)."),
    (pilotzones.NamedGoodsOnly("仅限食用盐", "食用盐"), "Only 食用盐."),
    (pilotzones.BondedOnly("仅限网购保税商品"), "Bonded shipments only."),
    (pilotzones.UnreadCondition("见注三；\n"), "A condition that was not understood: '见注三；'."),
    (LIMIT, "At most 20.50 kg for one person in a year."),
    (
        attrs.evolve(LIMIT, together=True),
        "At most 20.50 kg for one person in a year, together with other lines.",
    ),
    (
        attrs.evolve(LIMIT, amount=Decimal("1E+1"), together=True, with_lines=("10063080", "10063090")),
        "At most 10 kg for one person in a year, together with 10063080, 10063090.",
    ),
    (
        attrs.evolve(LIMIT, together=True, with_lines=("10063080",), goods_with="其他大米"),
        "At most 20.50 kg for one person in a year, together with 10063080 and 其他大米.",
    ),
    (difference("item.remark", None, "x"), "item.remark: nothing then, x now"),
    (difference("item.remark", "x", None), "item.remark: x then, nothing now"),
    (SAME, "04090000 on 2021-03-04: listed by data 2026.2; the answer is the same."),
    (
        attrs.evolve(SAME, differences=(difference("data_version", "2025.1", "2026.2"),)),
        (
            "04090000 on 2021-03-04: listed by data 2026.2; the answer is the same.\n"
            "data_version: 2025.1 then, 2026.2 now"
        ),
    ),
    (
        attrs.evolve(
            SAME,
            shipment="direct",
            minimum_evidence="single",
            differences=(difference("status", "unknown", "listed"), difference("data_version", "1", "2")),
        ),
        (
            "04090000 on 2021-03-04 for direct shipment with evidence='single': listed by data 2026.2; "
            "the answer differs.\nstatus: unknown then, listed now\ndata_version: 1 then, 2 now"
        ),
    ),
    (
        pilotzones.Disagreement("2022-7", "95061200", "a.csv, line 2", "b.csv, line 94"),
        "95061200 after 2022-7: a.csv, line 2 answers; b.csv, line 94 says otherwise",
    ),
    (Tariff("hs2022", "HS 2022", DAY, None, "2022", "single", (), ""), "HS 2022 (lines of 2022)"),
    (pilotzones.TariffLine("04090000", ("hs2022",), "天然蜂蜜"), "04090000 天然蜂蜜"),
    (pilotzones.TariffLine("04090000", ("hs2022",), ""), "04090000"),
    (SCREENED, "goods.csv: 1,200 rows: 1,150 listed, 50 no code."),
    (
        attrs.evolve(SCREENED, rows=1, statuses=(frames.StatusCount("unknown", 1, None),)),
        "goods.csv: 1 row: 1 unknown.",
    ),
    (attrs.evolve(SCREENED, rows=0, statuses=()), "goods.csv: 0 rows: none."),
    (pilotzones.Source("S1", "https://www.gov.cn/"), "S1 https://www.gov.cn/"),
]


@pytest.mark.parametrize(("record", "text"), SAID, ids=[type(record).__name__ for record, _ in SAID])
def test_a_record_says_what_it_is(record, text):
    """In words that a person reads; a fact that is not known is said to be unknown, and never left out."""
    assert str(record) == text


def test_what_is_asked_of_a_comparison_and_a_review():
    """Whether every change is known; whether anything differs, and whether more than the version does."""
    undecided = (pilotzones.Undecided("04090000", "", "listed", "unknown"),)
    ranges = (("00000000", "01999999"),)
    assert compared().is_complete is True
    assert compared(undecided=undecided).is_complete is compared(unknown_ranges=ranges).is_complete is False
    about_the_data = tuple(
        difference(field, "x", "y") for field in ("data_version", "verified_through", "is_beyond_verified")
    )
    again = attrs.evolve(SAME, differences=about_the_data)
    assert (SAME.is_same, SAME.is_same_answer, bool(SAME)) == (True, True, False)
    assert (again.is_same, again.is_same_answer, bool(again)) == (False, True, True)
    differs = attrs.evolve(SAME, differences=(*about_the_data, difference("status", "x", "y")))
    assert (differs.is_same, differs.is_same_answer, bool(differs)) == (False, False, True)


def test_days_at_the_edges():
    """An end is exclusive; the verified day itself is not beyond it."""
    batch = DATA.batches()[0]
    assert batch.established_on == datetime.date(2015, 3, 7)
    assert attrs.evolve(batch, approved_on=None).established_on == batch.published_on == datetime.date(2015, 3, 12)
    rule = attrs.evolve(DATA.rule("vat_standard"), effective_from=DAY, effective_to=datetime.date(2021, 3, 6))
    assert [rule.in_force(f"2021-03-0{day}") for day in (3, 4, 5, 6)] == [False, True, True, False]
    assert rule.last_day == datetime.date(2021, 3, 5)
    open_ended = attrs.evolve(rule, effective_from=None, effective_to=None)
    assert [open_ended.in_force(day) for day in ("2015-12-31", "2016-01-01", "2030-01-01")] == [False, True, True]
    assert open_ended.last_day is None
    tariff = Tariff("hs2022", "HS 2022", DAY, datetime.date(2021, 3, 6), "2022", "single", (), "")
    days = [datetime.date(2021, 3, day) for day in (3, 4, 5, 6)]
    assert [tariff.in_force(day) for day in days] == [False, True, True, False]
    assert attrs.evolve(tariff, effective_to=None).in_force(datetime.date(2030, 1, 1))
    verdict = DATA.eligibility("04090000", "2016-04-10")
    assert not attrs.evolve(verdict, verified_through=verdict.date).is_beyond_verified
    assert attrs.evolve(verdict, verified_through=datetime.date(2016, 4, 9)).is_beyond_verified


def test_a_record_of_the_default_data_is_told_and_printed():
    """It says what it is in a sentence, and prints as the call that gives it."""
    span = pilotzones.history("93070090")[3]
    told = str(span.verdict)
    assert told == span.verdict.explain()
    assert told.startswith(f"93070090 on {span.effective_from}: {span.status}. ")
    assert repr(span) == "pilotzones.history('93070090')[3]"
    assert repr(span.verdict) == f"pilotzones.eligibility('93070090', '{span.effective_from}')"
