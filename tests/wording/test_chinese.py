"""The sentences of answers in Chinese (中文), whole, as a customs officer reads them."""

import datetime
import decimal
from decimal import Decimal

import attrs
import pytest
from tables import announcement, in_memory, known_range, line

import pilotzones
from pilotzones import Dataset, UnknownEligibilityError
from pilotzones.wording.chinese import WORDINGS

DATA = Dataset.bundled()
CODE, OTHER = "15000000", "16000000"
AROUND = ("10000000", "20000000")
LIST, ADJUSTMENT = "No. 2027-1《清单》", "No. 2028-1《清单》"
WHOLE = {**known_range("2027-1", *AROUND), "covers": "list", "basis": "海关公告"}


def load(*lines, ranges=(), rules=(), **stated):
    """Load a list of 2027, which is adjusted in 2028."""
    return in_memory(
        announcements=[
            announcement("2027-1", **stated),
            announcement("2028-1", "amends", "2027-1", **({"deleted": "0"} if rules else {})),
        ],
        list_changes=lines,
        list_coverage=ranges,
        list_inferences=rules,
        tariff_lines=[{"hs_code": CODE, "tariffs": "hs2022", "name_zh": "品"}],
    )


def answer(data, year=2027, code=CODE, **asked):
    """Explain an answer for the first day of a year, without the last line: these days are after the verified one."""
    *lines, _ = data.eligibility(code, f"{year}-01-01", **asked).explain("zh").splitlines()
    return lines


LISTED, NOT_LISTED, UNKNOWN = "在正面清单内", "不在正面清单内", "无法确定是否在正面清单内"
LINE, NAMED = line("2027-1", "list", CODE), {"seq": "14", "name_zh": "乳"}
RULE_OF_2028 = {
    "announcement": "2028-1",
    "rule": "takes_out_only_abolished_lines",
    "tariff": "hs2022",
    "basis": "见说明",
    "evidence": "derived",
    "sources": "S074",
}
NEAR_BY = [known_range("2027-1", *AROUND), known_range("2028-1", *AROUND)]
REMARK = {"remark_zh": "仅限网购保税商品"}
SAID = {
    "a line": (load(LINE), {}, LISTED, f"{LIST}列有该税则号列。"),
    "a line with its number and name": (
        load(line("2027-1", "list", CODE, **NAMED)),
        {},
        LISTED,
        f"{LIST}列有该税则号列（序号14），商品名称为“乳”。",
    ),
    "a line that stays": (
        load(LINE, ranges=NEAR_BY[1:]),
        {"year": 2028},
        LISTED,
        f"{LIST}列有该税则号列；{ADJUSTMENT}对此未作变动。",
    ),
    **{
        action: (load(line("2028-1", action, CODE)), {"year": 2028}, status, f"{ADJUSTMENT}{done}。")
        for action, status, done in (
            ("add", LISTED, "新增了该税则号列"),
            ("delete", NOT_LISTED, "删除了该税则号列"),
            ("convert_in", LISTED, "因税则转换调入了该税则号列"),
            ("convert_out", NOT_LISTED, "因税则转换调出了该税则号列"),
            ("remark", LISTED, "调整了该税则号列的备注"),
        )
    },
    "just before it was added": (
        load(line("2028-1", "add", CODE)),
        {},
        NOT_LISTED,
        f"{ADJUSTMENT}新增了该税则号列，自2028年1月1日起执行，可见此前该税则号列不在正面清单内。",
    ),
    "just before it was deleted": (
        load(line("2028-1", "delete", CODE)),
        {},
        LISTED,
        f"{ADJUSTMENT}删除了该税则号列，自2028年1月1日起执行，可见此前该税则号列在正面清单内。",
    ),
    "stated outside the annex": (
        load(line("2027-1", "listed", CODE, **NAMED)),
        {},
        LISTED,
        f"{LIST}实施后的清单列有该税则号列（序号14），商品名称为“乳”（依据：附件以外的资料）。",
    ),
    "stated not to be listed": (
        load(line("2027-1", "not_listed", CODE)),
        {},
        NOT_LISTED,
        f"{LIST}实施后的清单未列该税则号列（依据：附件以外的资料）。",
    ),
    "a consolidated list": (
        load(ranges=[WHOLE]),
        {},
        NOT_LISTED,
        f"{LIST}实施后的清单未列该税则号列（依据：海关公告）。",
    ),
    "assumed": (
        load().assume([CODE], after="2027-1"),
        {},
        LISTED,
        f"{LIST}实施后的清单列有该税则号列（依据：程序假定）。",
    ),
    "known ranges": (
        load(ranges=NEAR_BY),
        {"year": 2028},
        NOT_LISTED,
        f"{LIST}、{ADJUSTMENT}在该税则号列前后的各行均已收录，其中没有该税则号列。",
    ),
    "an annex without a number": (
        load(line("2027-1", "list", OTHER)),
        {},
        UNKNOWN,
        f"数据已收录{LIST}（总行数未公布）中的1行，其中没有涉及该税则号列的内容。",
    ),
    "an annex with a number": (
        load(line("2027-1", "list", OTHER), stated_count="1413"),
        {},
        UNKNOWN,
        f"数据已收录{LIST}1,413行中的1行，其中没有涉及该税则号列的内容。",
    ),
    "kept by a rule": (
        load(LINE, rules=[RULE_OF_2028]),
        {"year": 2028},
        LISTED,
        f"{LIST}列有该税则号列；{ADJUSTMENT}对此未作变动。此项依规则推定：见说明",
    ),
    "bonded only": (
        load(line("2027-1", "list", CODE, **REMARK)),
        {"shipment": "direct"},
        NOT_LISTED,
        f"{LIST}列有该税则号列。其备注仅允许网购保税进口：仅限网购保税商品",
    ),
    "a remark that is not known": (
        load(line("2027-1", "list", CODE, remark_known="no")),
        {"shipment": "direct"},
        UNKNOWN,
        f"{LIST}列有该税则号列。其备注内容未知，可能仅限网购保税商品。",
    ),
    "a remark that is not understood": (
        load(line("2027-1", "list", CODE, remark_zh="见注三")),
        {"shipment": "direct"},
        UNKNOWN,
        f"{LIST}列有该税则号列。无法判断其备注是否允许直购进口：见注三",
    ),
    "a remark of which one clause is not understood": (
        load(line("2027-1", "list", CODE, remark_zh="每人每年2千克以内；见注三")),
        {"shipment": "direct"},
        UNKNOWN,
        f"{LIST}列有该税则号列。无法判断其备注是否允许直购进口：见注三",
    ),
    **{
        f"{evidence} evidence": (
            load(line("2027-1", "list", CODE, evidence=evidence, sources="" if evidence == "unsourced" else "S001")),
            {"evidence": minimum},
            UNKNOWN,
            f"{LIST}列有该税则号列。上述结论的证据等级为“{words}”，低于所要求的最低等级（evidence='{minimum}'）。",
        )
        for evidence, minimum, words in (
            ("single", "confirmed", "仅有一个网页刊载"),
            ("derived", "single", "依规则推定"),
            ("unsourced", "derived", "属一般常识，未找到刊载的网页"),
        )
    },
    "assumed evidence": (
        load().assume([CODE], after="2027-1"),
        {"evidence": "unsourced"},
        UNKNOWN,
        (
            f"{LIST}实施后的清单列有该税则号列（依据：程序假定）。"
            "上述结论的证据等级为“由查询程序假定”，低于所要求的最低等级（evidence='unsourced'）。"
        ),
    ),
}
"""The data, what is asked, the status and the reason."""


@pytest.mark.parametrize("case", SAID)
def test_an_answer_says_its_status_and_why(case):
    """In its first line; the action and the name stand in it as Chinese has them."""
    data, asked, status, why = SAID[case]
    assert answer(data, **asked)[0] == f"税则号列15000000，{asked.get('year', 2027)}年1月1日：{status}。{why}"


PAGES = "http://www.mof.gov.cn/a.htm http://www.mof.gov.cn/b.htm"
NOTES = {
    "a missing annex": (
        load(),
        {},
        [
            "如需确定全部税则号列，请运行：pilotzones annex fetch 2027-1（须先运行：pip install 'pilotzones[annex]'）。",
            (
                "也可自行打开No. 2027-1《清单》（见财政部网站mof.gov.cn）的附件，在“税则号列”一栏中查找15000000；"
                "或将附件保存后运行：pilotzones annex install FILE。"
            ),
        ],
    ),
    "a missing annex with pages": (
        load(official_pages=PAGES),
        {},
        [
            "如需确定全部税则号列，请运行：pilotzones annex fetch 2027-1（须先运行：pip install 'pilotzones[annex]'）。",
            (
                f"也可自行打开No. 2027-1《清单》（{PAGES}）的附件，在“税则号列”一栏中查找15000000；"
                "或将附件保存后运行：pilotzones annex install FILE。"
            ),
        ],
    ),
    "no remark": (load(LINE), {}, []),
    "a remark": (load(line("2027-1", "list", CODE, **REMARK)), {}, ["该税则号列有备注：仅限网购保税商品"]),
    "a remark that was translated": (
        load(line("2027-1", "list", CODE, remark_known="paraphrase", **REMARK)),
        {},
        ["该税则号列有备注（由译文回译，并非原文）：仅限网购保税商品"],
    ),
    "a remark that is not known": (
        load(line("2027-1", "list", CODE, remark_known="no")),
        {},
        ["该税则号列的备注内容未知，可能含有限制条件，请查阅附件。"],
    ),
}
TARIFF = [
    *({"hs_code": f"0101{number}000", "tariffs": "hs2022", "name_zh": "马"} for number in (1, 2)),
    *({"hs_code": f"020110{number}0", "tariffs": "hs2022"} for number in range(9)),
    *({"hs_code": "01019000", "tariffs": "hs2017"}, {"hs_code": "03010000", "tariffs": "hs2017"}),
]


@pytest.mark.parametrize("case", NOTES)
def test_a_note_says_what_to_do_or_to_know(case):
    """Each in a line of its own behind the answer."""
    data, asked, notes = NOTES[case]
    assert answer(data, **asked)[1:] == notes


def test_a_disagreement_names_both_sides():
    """By the file and line of each."""
    data = load(LINE, line("2027-1", "not_listed", CODE), ranges=[known_range("2027-1")])
    [_, said] = answer(data)
    known = data.eligibility(CODE, "2027-01-01").disagreements[0]
    assert said == (
        f"关于该税则号列在2027-1实施后的状况，已知资料不一致：以{known.answered_by}为准，与{known.against}不符，请核对二者。"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "01018888",
            "0101.88.88不是HS 2022税则（税号数据：about 2024）的税则号列。品目0101下的税则号列：0101.10.00 马；0101.20.00 马。",
        ),
        (
            "01019000",
            (
                "0101.90.00是HS 2017税则的税则号列，但不是HS 2022税则（税号数据：about 2024）的税则号列。"
                "品目0101下的税则号列：0101.10.00 马；0101.20.00 马。"
            ),
        ),
        (
            "02018888",
            (
                "0201.88.88不是HS 2022税则（税号数据：about 2024）的税则号列。品目0201下的税则号列："
                "0201.10.00；0201.10.10；0201.10.20；0201.10.30；0201.10.40；0201.10.50；0201.10.60；0201.10.70；另有1个。"
            ),
        ),
        (
            "03010000",
            (
                "0301.00.00是HS 2017税则的税则号列，但不是HS 2022税则（税号数据：about 2024）的税则号列。"
                "品目0301下没有税则号列。"
            ),
        ),
    ],
)
def test_a_code_of_no_tariff_has_the_lines_near_it(code, said):
    """With their names where they are known, eight of them at most."""
    assert in_memory(tariff_lines=TARIFF).eligibility(code, "2022-05-01").explain("zh").splitlines()[-1] == said


def test_a_day_after_the_last_verified_one_is_named():
    """With the subjects of the data that were not checked since."""
    assert load(LINE).eligibility(CODE, "2027-01-01").explain("zh").splitlines()[1:] == [
        "2027年1月1日晚于2026年11月25日，即正面清单数据的最后核对日：此后如无变动，上述结论成立。"
    ]
    answered = attrs.evolve(
        DATA.import_city("Ningbo", "2017-06-01"),
        date=datetime.date(2027, 1, 1),
        verified_through=datetime.date(2024, 12, 31),
        is_beyond_verified=True,
        unverified=("zones", "rules", "divisions"),
    )
    assert answered.explain("zh").splitlines()[1:] == [
        "2027年1月1日晚于2024年12月31日，即综试区、限值、税收和监管方式、行政区划数据的最后核对日：此后如无变动，上述结论成立。"
    ]


@pytest.mark.parametrize(
    ("shipment", "by"), [(None, ""), ("bonded", "以网购保税方式进口时"), ("direct", "以直购方式进口时")]
)
def test_the_error_for_unknown_says_what_is_known_and_how_to_get_an_answer(shipment, by):
    """For the shipment that was asked for, where the line is listed."""
    data = load(line("2027-1", "list", CODE, remark_known="no", sources="S001"))
    with pytest.raises(UnknownEligibilityError) as caught:
        data.is_eligible(CODE, "2027-01-01", shipment=shipment, evidence="confirmed")
    said = caught.value.explain("zh")
    assert said.startswith(f"无法确定1500.00.00在2027年1月1日{by}是否在正面清单内：既不能答“是”，也不能答“否”。")
    assert f"已知情况：{LIST}列有该税则号列。" in said
    assert said.endswith("如在任何情况下都需要一个答案，请传入if_unknown=False或if_unknown=True。")


def test_the_error_for_a_missing_annex_says_what_an_annex_is():
    """Before what is known."""
    with pytest.raises(UnknownEligibilityError) as caught:
        load().is_eligible(CODE, "2027-01-01")
    assert (
        "正面清单以表格形式作为财政部等部门公告的附件发布，数据仅收录了其中一部分。已知情况：数据已收录"
    ) in caught.value.explain("zh")


RULE = attrs.evolve(
    DATA.rule("annual_limit", "2026-01-01"),
    name_zh="限值",
    value=Decimal("26000.00"),
    unit="CNY",
    unit_zh="元",
    effective_from=datetime.date(2019, 1, 1),
    effective_to=None,
    document="财关税〔2018〕49号",
    evidence="confirmed",
    note="",
    note_zh="",
)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "限值：26,000元，自2019年1月1日起施行（财关税〔2018〕49号，有两个以上网页刊载）"),
        (
            {"value": Decimal("0.70"), "unit": "ratio of tax", "unit_zh": "应纳税额", "evidence": "single"},
            "限值：70%（应纳税额），自2019年1月1日起施行（财关税〔2018〕49号，仅有一个网页刊载）",
        ),
        (
            {"value": Decimal("0.125"), "unit": "ratio", "unit_zh": "", "effective_from": None},
            "限值：12.5%，至迟自2016年1月1日起施行（财关税〔2018〕49号，有两个以上网页刊载）",
        ),
        (
            {"value": None, "effective_to": datetime.date(2021, 1, 1), "direction": "import"},
            (
                "限值，自2019年1月1日起施行，至2021年1月1日止（不含该日）（财关税〔2018〕49号，有两个以上网页刊载）\n"
                "适用于进口。"
            ),
        ),
        (
            {"value": None, "direction": "export", "scope": "x", "scope_zh": "零售"},
            ("限值，自2019年1月1日起施行（财关税〔2018〕49号，有两个以上网页刊载）\n适用于出口。\n适用范围：零售"),
        ),
        (
            {"value": None, "direction": "import and export", "note": "x", "note_zh": "见公告"},
            ("限值，自2019年1月1日起施行（财关税〔2018〕49号，有两个以上网页刊载）\n适用于进口和出口。\n注意：见公告"),
        ),
    ],
)
def test_a_rule_is_told_in_lines(changed, said):
    """Its value with the unit, its days, its document; what it is for, and what to know."""
    assert attrs.evolve(RULE, **changed).explain("zh") == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [("26543.00", "CNY", "限值：26,543CNY，"), ("0.12345", "ratio", "限值：12.345%，"), ("100", "", "限值：100，")],
)
def test_a_value_is_exact_whatever_the_precision_of_the_program(value, unit, said):
    """It is a number of the law, and not the result of the program's arithmetic; zeros at the end are left out."""
    with decimal.localcontext(decimal.Context(prec=2)):
        told = attrs.evolve(RULE, value=Decimal(value), unit=unit, unit_zh="").explain("zh")
    assert told.startswith(said)


CITY = pilotzones.ImportCity("330200", "宁波", "Ningbo", datetime.date(2016, 5, 11), "x", "confirmed", ())
OF_IMPORTS = {
    "designated": ("open", "可以开展", "某文列有宁波，自2016年5月11日起；有两个以上网页刊载。"),
    "inside a designated city": (
        "open",
        "可以开展",
        "该地位于宁波，某文自2016年5月11日起列有该城市；按行政区划代码推定城市所辖地区一并适用（有两个以上网页刊载）。",
    ),
    "pilot zone": (
        "open once confirmed",
        "经所在地海关确认后可以开展",
        (
            "该地是杭州跨境电商综试区或位于其内，某文规定凡设有综试区的城市，经所在地海关确认符合监管要求后即可开展；"
            "海关是否已确认，数据中没有（有两个以上网页刊载）。"
        ),
    ),
    "mode not in force": ("not open", "不可开展", "海关监管方式1210当日未施行：某文。"),
    "not on the list": (
        "not open",
        "不可开展",
        "截至当日共有37个试点城市，均已收录，该地不在其中，也不在其辖区内：某文（有两个以上网页刊载）。",
    ),
    "before the lists": ("unknown", "无法确定是否可以开展", "没有收录如此早的试点城市名单。"),
    "unsourced": (
        "unknown",
        "无法确定是否可以开展",
        "仅有一条未找到刊载网页的记录表明可以开展：宁波（某文）。",
    ),
    "only a part": ("unknown", "无法确定是否可以开展", "仅其一部分列入试点：宁波（某文）。请查询该部分。"),
    "list known in part": (
        "unknown",
        "无法确定是否可以开展",
        "截至当日共有37个试点城市（某文），其中36个有网页刊载，该地不在这些之中。",
    ),
    "other grounds": (
        "unknown",
        "无法确定是否可以开展",
        "该地不在综试区内。某文同时规定凡设有其他区域（如综合保税区）的城市也可开展，而这些区域的所在地数据中没有。",
    ),
}


@pytest.mark.parametrize("reason", OF_IMPORTS)
def test_an_answer_about_imports_says_its_status_and_why(reason):
    """For each word that decides."""
    status, words, why = OF_IMPORTS[reason]
    told = attrs.evolve(
        DATA.import_city("Ningbo", "2019-06-01"),
        status=status,
        reason=reason,
        cities=(CITY,),
        zone=DATA.zone("Hangzhou"),
        document="x",
        document_zh="某文",
        evidence="confirmed",
        listed=37,
        listed_known=36,
    )
    assert told.explain("zh") == f"宁波市，2019年6月1日：网购保税进口（1210）{words}。{why}"


def test_places_stand_side_by_side():
    """Where a name may mean more than one, and all have the answer."""
    assert WORDINGS["comma"] == WORDINGS["and"] == "、"
    told = DATA.import_city("Taizhou", "2019-06-01")
    names = "、".join(place.name_zh for place in told.places)
    assert told.explain("zh").startswith(f"{names}，2019年6月1日：网购保税进口（1210）不可开展。")
