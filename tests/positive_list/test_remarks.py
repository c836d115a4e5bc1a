"""What the remarks of the positive list ask for, read from what they mean."""

import itertools
import time
from decimal import Decimal

import attrs
import pytest
from tables import read as read_table

import pilotzones
from pilotzones.positive_list.remarks import read_remark as read
from pilotzones.records.conditions import (
    BondedOnly,
    ExcludedGoods,
    NamedGoodsOnly,
    QuantityLimit,
    UnreadCondition,
)

WILDLIFE = "列入《进出口野生动植物种商品目录》的商品"
CERTIFICATE = (
    "列入《进出口野生动植物种商品目录》且不能提供《中华人民共和国濒危物种进出口管理办公室"
    "非<进出口野生动植物种商品目录>物种证明》的商品"
)
PROHIBITED = "列入《禁止进口货物目录（第七批）》的商品"
UNREGISTERED = "按照食品安全法应当注册而未注册的"
DUAL_USE = "列入《两用物项和技术进出口许可证管理目录》的商品"
FOOD = "依法不属于普通食品或依法需要注册备案管理的特殊食品"
BONDED = BondedOnly("")


def excluded(goods, ground="other"):
    """Exclude goods."""
    return ExcludedGoods("", goods, ground)


def only(goods):
    """Allow only these goods."""
    return NamedGoodsOnly("", goods)


def limit(amount, unit="kg"):
    """Limit one line."""
    return QuantityLimit("", Decimal(amount), unit, together=False)


def shared(amount, *lines, goods=""):
    """Limit several lines together, in kilograms."""
    return QuantityLimit("", Decimal(amount), "kg", together=True, with_lines=lines, goods_with=goods)


def unread(text):
    """Keep a wording that is not known."""
    return UnreadCondition(text)


def meaning(remark):
    """Read a remark; only what is not understood keeps its text."""
    conditions = read(remark)
    assert "".join(condition.text for condition in conditions) == remark
    return [
        condition if isinstance(condition, UnreadCondition) else attrs.evolve(condition, text="")
        for condition in conditions
    ]


PRINTED = {
    f"{FOOD}除外": [excluded(FOOD, "special food")],
    f"{WILDLIFE}除外；{FOOD}除外": [excluded(WILDLIFE, "wildlife catalogue"), excluded(FOOD, "special food")],
    f"{WILDLIFE}除外": [excluded(WILDLIFE, "wildlife catalogue")],
    "仅限家用打印机墨水": [only("家用打印机墨水")],
    f"{PROHIBITED}除外；{CERTIFICATE}除外": [
        excluded(PROHIBITED.replace("（", "(").replace("）", ")"), "prohibited imports"),
        excluded(CERTIFICATE, "no species certificate"),
    ],
}


def test_every_printed_remark_is_understood():
    """The bundled lines carry these remarks, and a new one needs its meaning written down here."""
    lines = read_table(pilotzones.Dataset.bundled().folders[0], "list_changes")
    remarks = {line["remark_zh"] for line in lines} - {""}
    assert remarks <= PRINTED.keys()
    assert {remark: meaning(remark) for remark in PRINTED} == PRINTED


@pytest.mark.parametrize(
    ("goods", "ground"),
    [
        (WILDLIFE, "wildlife catalogue"),
        ("列入《中华人民共和国进出口野生动植物种商品目录》（2018年版）货物", "wildlife catalogue"),
        (DUAL_USE, "dual-use items"),
        (FOOD, "special food"),
        ("依法需要注册的特殊食品", "special food"),
        ("依法需要注册或者备案的特殊食品", "special food"),
        ("保健食品", "special food"),
        ("依法需要执行首次进口许可批件的化妆品", "first-import cosmetics"),
        ("首次进口的化妆品", "first-import cosmetics"),
        ("未经注册的婴幼儿配方奶粉", "unregistered formula"),
        ("未获得注册的婴幼儿配方乳粉、特殊医学用途配方食品", "unregistered formula"),
        (PROHIBITED, "prohibited imports"),
        ("列入《禁止进口货物目录》（第七批）的", "prohibited imports"),
        ("列入禁止进口货物目录的商品", "prohibited imports"),
        ("列入《禁止进口货物目录（第一批）》、《禁止进口货物目录（第七批；修订）》的商品", "prohibited imports"),
        ("《禁止进口货物目录》所列商品", "prohibited imports"),
        ("属于〈禁止进口货物目录〉的货物", "prohibited imports"),
        (CERTIFICATE, "no species certificate"),
        (CERTIFICATE.removesuffix("商品"), "no species certificate"),
        (CERTIFICATE.replace("<", "〈").replace(">", "〉"), "no species certificate"),
        (CERTIFICATE.replace("<", "《").replace(">", "》"), "no species certificate"),
        (CERTIFICATE.replace("《", "〈").replace("》", "〉"), "no species certificate"),
        (CERTIFICATE.translate(dict.fromkeys(map(ord, "《》<>"))), "no species certificate"),
        (
            "列入《进出口野生动植物种商品目录》，且未提供《非〈进出口野生动植物种商品目录〉物种证明》的",
            "no species certificate",
        ),
        ("列入《进出口野生动植物种商品目录》的商品且无法取得《濒危物种允许进口证明书》的", "no species certificate"),
        ("不能提供物种证明的", "no species certificate"),
        ("不能提供非甲《乙》物种证明的", "other"),  # a title inside what is no title
        *((f"不能提供濒危{bracket}物种证明的", "other") for bracket in "《〈<》〉>"),  # half of a title
        (UNREGISTERED, "unregistered food"),
        ("按照《中华人民共和国食品安全法》规定，应当注册或备案而未注册或备案的食品", "unregistered food"),
        ("依法应当注册但未取得注册的食品", "unregistered food"),
        ("未按照食品安全法注册的食品", "unregistered food"),
        ("按照食品安全法应当注册的", "other"),
        ("按照食品安全法应当注册而已注册的", "other"),
        ("列入《进出口野生动植物种商品目录》且能提供物种证明的商品", "other"),
        (f"{PROHIBITED}和{WILDLIFE}", "other"),
        ("列入《禁止进口货物目录》、《两用物项和技术进出口许可证管理目录》的商品", "other"),
        ("已经注册的婴幼儿配方奶粉", "other"),
        ("列入《兴奋剂目录》的商品", "other"),
        ("人参", "other"),
        (f"{WILDLIFE}、人参", "other"),
        (f"{WILDLIFE}和{DUAL_USE}", "other"),
        ("含糖饮料（果汁、汽水）", "other"),
    ],
)
def test_goods_left_out(goods, ground):
    """Goods are left out on the ground that the whole clause names; a mixture of grounds is not one of them."""
    half_width = goods.translate(str.maketrans("（），；", "(),;"))
    for remark in (f"{goods}除外", f"不包括{goods}", f"除{goods}外", f"除{goods}以外。"):
        assert meaning(remark) == [excluded(half_width, ground)]


@pytest.mark.parametrize(
    ("remark", "goods"),
    [
        ("仅限家用打印机墨水", "家用打印机墨水"),
        ("限人参", "人参"),
        ("只限于人参、西洋参", "人参、西洋参"),
        ("仅指 LED 灯", "LED灯"),
        ("仅限20升以下容器", "20升以下容器"),
    ],
)
def test_named_goods_only(remark, goods):
    """仅限 and its like name the only goods, in their own case and without white space."""
    assert meaning(remark) == [only(goods)]


@pytest.mark.parametrize(
    "remark",
    [
        "仅限网购保税商品",
        "仅限网购保税",
        "限网购保税进口商品",
        "仅限网购保税模式",
        "仅限保税",
        "只限于网购保税商品",
        "仅限于以网购保税方式进口",
        "仅限跨境电子商务网购保税零售进口商品。",
        "仅限“网购保税”商品",
        "仅 限网购\n保税商品",
        "仅限网购保税\n商品",
        "（仅限网购保税商品）",
        "备注：仅限网购保税商品",
        "直购进口商品除外",
    ],
)
def test_bonded_only(remark):
    """However it is said, goods that must come in bonded are never taken for free to come in directly."""
    assert meaning(remark) == [BONDED]


@pytest.mark.parametrize(
    "remark",
    [
        "不限于网购保税商品",
        "不限网购保税商品",
        "不\n限网购保税商品",
        "不再\n限网购保税商品",
        "不仅限网购保税商品",
        "非网购保税商品",
        "网购保税商品除外",
        "除网购保税商品外",
        "仅限网购保税商品的除外",
        "仅限非网购保税商品",
        "仅限网购保税商品、直购进口商品",
        "仅限网购保税商品，或直购进口商品",
        "取消仅限网购保税商品",
        "仅限直购进口商品",
    ],
)
def test_not_bonded_only(remark):
    """What excepts bonded goods, lifts the rule or adds to it is left to the reader, whole."""
    assert meaning(remark) == [unread(remark)]


@pytest.mark.parametrize(
    ("remark", "amount", "unit"),
    [
        ("每人每年2千克以内", "2", "kg"),
        ("每人每年不超过20公斤", "20", "kg"),
        ("每人每年限2kg", "2", "kg"),
        ("每人每年2KG以内", "2", "kg"),
        ("每人每年２㎏以内", "2", "kg"),
        ("每人每年2,000克以下", "2000", "g"),
        ("每人每年2 000 000毫升", None, None),
        ("每人每年1.5升（含）以内", "1.5", "L"),
        ("每人每年500毫升以内（含）", "500", "ml"),
        ("每年每人最多2件", "2", "件"),
        ("每人每年限购两瓶", "2", "瓶"),
        ("不超过每人每年2千克", "2", "kg"),
        ("每人每年二十千克以内", "20", "kg"),
        ("每人每年两千克以内", "2", "kg"),
        ("每人每年十二千克以内", "12", "kg"),
        ("每人每年二千五百克以内", "2500", "g"),
        ("每人每年三百零五克以内", "305", "g"),
        ("每人每年二百五克以内", None, None),
        ("每人每年0千克以内", None, None),
        ("每人每年-2千克以内", None, None),
        ("每人每年2²千克以内", None, None),
        ("每人每年007千克以内", None, None),
        ("每人每年2,00克以内", None, None),
        ("每人每年999999999千克以内", None, None),
        ("每人每年10,000千克以内", "10000", "kg"),
        ("每人每年10,001千克以内", None, None),
        ("每人每年10000件以内", "10000", "件"),
        ("每人每年10001件以内", None, None),
        ("每人每年1,000,000克以内", "1000000", "g"),
        ("每人每年1,000,001克以内", None, None),
        ("每人每年1000000毫升以内", "1000000", "ml"),
        ("每人每年1000001毫升以内", None, None),
        ("每人每年0.000001千克以内", "0.000001", "kg"),
        ("每人每年0.0000001千克以内", None, None),
        ("每人每年2千克以上", None, None),
        ("每人每年X千克以内", None, None),
        ("每人每年十X千克以内", None, None),
        ("每人每年九千八百七十六克以内", "9876", "g"),
        ("每人每年四百五十克以内", "450", "g"),
        ("每人每年三千零一克以内", "3001", "g"),
        *((f"每人每年3{unit}以内", "3", unit) for unit in "件个支瓶盒包袋只台双条套片粒罐听张块枚本把根部辆副箱桶颗"),
        ("每人每年3公升", "3", "L"),
        ("每人每年3升", "3", "L"),
        ("每人每年3L", "3", "L"),
        ("每人每年3mL", "3", "ml"),
        ("每人每年3G", "3", "g"),
        ("每人每年超过2千克", None, None),
        ("每人每次2千克以内", None, None),
        ("每人每年26000元以内", None, None),
        ("超过每人每年2千克的除外", None, None),
    ],
)
def test_quantity_limits(remark, amount, unit):
    """So much per person and year is a limit in a normal unit; other periods, floors and slips of the pen are not."""
    assert meaning(remark) == [limit(amount, unit) if amount else unread(remark)]


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("以上3个税号合计每人每年20千克以内", shared(20, goods="以上3个税号")),
        ("以上3个税号合计，每人每年20千克以内", shared(20, goods="以上3个税号")),
        ("以上3个税号每人每年合计20千克以内", shared(20, goods="以上3个税号")),
        ("与税则号列10063020、10063080合计每人每年20千克以内", shared(20, "10063020", "10063080")),
        ("与１００６．３０．２０，1006.30.80共计每人每年20千克以内", shared(20, "10063020", "10063080")),
        ("与其他大米税目合计每人每年20千克以内", shared(20, goods="其他大米税目")),
        ("与10063020及其他大米税目总计不超过每人每年20千克", shared(20, "10063020", goods="其他大米税目")),
        ("其他大米和10063020、小麦合计每人每年20千克", shared(20, "10063020", goods="其他大米、小麦")),
        ("与1006项下其他税号合计每人每年20千克", shared(20, goods="1006项下其他税号")),
        ("每人每年合计不超过20公斤", shared(20)),
    ],
)
def test_limits_of_several_lines_together(remark, expected):
    """A limit that lines share says with which, by code or in words."""
    assert meaning(remark) == [expected]


@pytest.mark.parametrize(
    "remark",
    [
        *(f"与10063020{to}10063080合计每人每年20千克以内" for to in "至到-~～〜–—"),
        "与1006302合计每人每年20千克以内",
        "与10063020 10063080合计每人每年20千克以内",
        "与1006302000合计每人每年20千克以内",
        "与10063020合计每人每年0千克以内",
        "不与其他税目合计每人每年20千克以内",
        "需冷藏，与其他大米税目合计每人每年20千克以内",
        "与其他税目合计、与小麦合计每人每年20千克以内",
    ],
)
def test_what_lines_share_is_never_guessed(remark):
    """Ranges, codes of other lengths and other clauses in between leave the limit unread."""
    assert meaning(remark) == [unread(remark)]


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("仅限网购保税商品；每人每年2千克以内", [BONDED, limit(2)]),
        ("仅限网购保税商品，每人每年2千克以内", [BONDED, limit(2)]),
        ("仅限网购保税商品、每人每年2千克以内", [BONDED, limit(2)]),
        ("仅限网购保税商品\n每人每年2千克以内", [BONDED, limit(2)]),
        ("仅限网购保税商品每人每年2千克以内", [BONDED, limit(2)]),
        ("仅限网购保税商品且每人每年2千克以内", [BONDED, limit(2)]),
        ("每人每年2千克以内仅限网购保税商品", [limit(2), BONDED]),
        ("每人每年2千克以内（仅限网购保税商品）", [limit(2), BONDED]),
        ("每人每年2千克以内(仅限网购保税商品)，人参除外", [limit(2), BONDED, excluded("人参")]),
        ("1.仅限网购保税商品 2.每人每年2千克以内", [BONDED, limit(2)]),
        ("（1）仅限网购保税商品（2）每人每年2千克以内", [BONDED, limit(2)]),
        ("一、仅限网购保税商品。二、每人每年2千克以内。", [BONDED, limit(2)]),
        ("①仅限网购保税商品②每人每年2千克以内", [BONDED, limit(2)]),
        ("仅限网购保税商品，与其他大米税目合计每人每年20千克以内", [BONDED, shared(20, goods="其他大米税目")]),
        ("仅限网购保税商品与1006.30.20合计每人每年20千克以内", [BONDED, shared(20, "10063020")]),
        (f"{WILDLIFE}除外仅限网购保税商品", [excluded(WILDLIFE, "wildlife catalogue"), BONDED]),
        (f"{WILDLIFE}除外，人参、鹿茸除外", [excluded(WILDLIFE, "wildlife catalogue"), excluded("人参、鹿茸")]),
        (f"{WILDLIFE}除外、和田玉除外", [excluded(WILDLIFE, "wildlife catalogue"), excluded("和田玉")]),
        (
            f"{WILDLIFE}除外\n依法不属于普通食品或依法需要注\n册备案管理的特殊食品除外",
            [excluded(WILDLIFE, "wildlife catalogue"), excluded(FOOD, "special food")],
        ),
        ("不包括光盘②仅限网购保税商品③人参除外", [excluded("光盘"), BONDED, excluded("人参")]),
        ("①仅限家用打印机墨水②彩色墨水除外", [only("家用打印机墨水"), excluded("彩色墨水")]),
        ("仅限家用打印机墨水，彩色墨水除外", [only("家用打印机墨水"), excluded("彩色墨水")]),
        ("仅限家用打印机墨水\n彩色墨水除外", [only("家用打印机墨水"), excluded("彩色墨水")]),
        (
            f"{WILDLIFE}除外。{CERTIFICATE}除外，仅限网购保税商品",
            [excluded(WILDLIFE, "wildlife catalogue"), excluded(CERTIFICATE, "no species certificate"), BONDED],
        ),
        (
            f"1.{CERTIFICATE}除外\n2.{UNREGISTERED}除外",
            [excluded(CERTIFICATE, "no species certificate"), excluded(UNREGISTERED, "unregistered food")],
        ),
        (
            f"{UNREGISTERED}除外{CERTIFICATE}除外",
            [excluded(UNREGISTERED, "unregistered food"), excluded(CERTIFICATE, "no species certificate")],
        ),
        (
            "列入《进出口野生动植物种商品目录》\n且不能提供物种证明的除外；仅限网购保税商品",
            [excluded("列入《进出口野生动植物种商品目录》且不能提供物种证明的", "no species certificate"), BONDED],
        ),
        ("；；仅限网购保税商品；；每人每年2千克以内；；", [BONDED, limit(2)]),
        ("；（1）；仅限网购保税商品", [BONDED]),
        ("人参，西洋参、鹿茸除外", [excluded("人参,西洋参、鹿茸")]),
        ("列入《甲；乙，丙》的商品除外", [excluded("列入《甲;乙,丙》的商品")]),
        ("限量版手表除外", [excluded("限量版手表")]),
        ("墨水（彩色；黑色）除外", [excluded("墨水(彩色;黑色)")]),
    ],
)
def test_several_clauses(remark, expected):
    """Clauses are separated by signs, numbers, lines and brackets, or by their own words, but not inside quotes."""
    assert meaning(remark) == expected


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("仅限网购保税商品；需冷藏运输", [BONDED, unread("需冷藏运输")]),
        ("仅限网购保税商品，需冷藏运输", [BONDED, unread("需冷藏运输")]),
        ("仅限网购保税商品\n需冷藏运输", [BONDED, unread("需冷藏运输")]),
        ("需冷藏运输\n仅限网购保税商品", [unread("需冷藏运输\n"), BONDED]),
        ("不得二次销售，仅限网购保税商品", [unread("不得二次销售，"), BONDED]),
        ("人参仅限网购保税商品", [unread("人参"), BONDED]),
        ("白糖每人每年2千克以内", [unread("白糖"), limit(2)]),
        ("仅限网购保税商品（预包装的除外）", [BONDED, unread("（预包装的除外）")]),
        ("仅限网购保税商品，除人参外", [BONDED, unread("除人参外")]),
        ("除人参外，仅限网购保税商品", [unread("除人参外，"), BONDED]),
        ("需冷藏运输，人参除外", [unread("需冷藏运输，人参除外")]),
        ("人参不除外", [unread("人参不除外")]),
        ("仅限2千克以内", [unread("仅限2千克以内")]),
        ("（仅限网购保税商品；每人每年2千克以内）", [unread("（仅限网购保税商品；每人每年2千克以内）")]),
        (
            f"{WILDLIFE}，须提供《非〈进出口野生动植物种商品目录〉物种证明》",
            [unread(f"{WILDLIFE}，须提供《非〈进出口野生动植物种商品目录〉物种证明》")],
        ),
        (
            f"{WILDLIFE}除外，但能提供物种证明的不在此限",
            [excluded(WILDLIFE, "wildlife catalogue"), unread("但能提供物种证明的不在此限")],
        ),
        ("按照食品安全法应当注册", [unread("按照食品安全法应当注册")]),
        ("除外", [unread("除外")]),
        ("；", [unread("；")]),
        ("\u200b", [unread("\u200b")]),
        ("\ud800", [unread("\ud800")]),
    ],
)
def test_what_is_not_known_stays_unread(remark, expected):
    """Nothing is dropped: words that no row of the table knows are kept as they are, beside what is known."""
    assert meaning(remark) == expected


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_way_to_break_a_line_is_one(end):
    """By the Unicode Standard (newline function, line and paragraph separator)."""
    assert meaning(f"仅限家用打印机墨水{end}彩色墨水除外") == [only("家用打印机墨水"), excluded("彩色墨水")]


@pytest.mark.parametrize("number", "一 二 三 四 五 六 七 八 九 十 十一 二十 二十一 1 9 12 ① ⑨ ⒈ ㈠".split())
def test_every_number_of_a_clause_is_one(number):
    """In Chinese numerals, figures and circles, before each of two clauses."""
    sign = "、" if number[0] in "一二三四五六七八九十1" or number == "9" else ""
    assert meaning(f"{number}{sign}仅限网购保税商品。{number}{sign}每人每年2千克以内。") == [BONDED, limit(2)]


@pytest.mark.parametrize("word", ["量", "制", "时", "额", "购", "期"])
def test_a_limited_thing_is_goods(word):
    """限量版, 限期 and their like are words of goods, and not a limit to goods."""
    assert meaning(f"限{word}版手表除外") == [excluded(f"限{word}版手表")]
    assert meaning(f"仅限{word}版手表") == [unread(f"仅限{word}版手表")]


@pytest.mark.parametrize("remark", ["", " ", "\u3000\n"])
def test_a_blank_remark_asks_for_nothing(remark):
    """Without a word there is no condition."""
    assert read(remark) == ()


def test_texts_are_those_of_the_remark():
    """Separators and white space stay with the clause before them, at the start with the first."""
    assert [condition.text for condition in read(" 1. 仅限 网购保税商品 ；\n 2. 每人每年２千克以内，人参除外。 ")] == [
        " 1. 仅限 网购保税商品 ；\n ",
        "2. 每人每年２千克以内，",
        "人参除外。 ",
    ]


@pytest.mark.parametrize(
    ("remark", "sentence"),
    [
        (f"{DUAL_USE}除外", f"Excludes {DUAL_USE} (dual-use items)."),
        (f"{UNREGISTERED}除外", f"Excludes {UNREGISTERED} (unregistered food)."),
        ("人参除外", "Excludes 人参."),
        ("仅限人参", "Only 人参."),
        ("仅限网购保税商品", "Bonded shipments only."),
        ("每人每年2,000克以内", "At most 2000 g for one person in a year."),
        (
            "与10063020、10063080及小麦合计每人每年20千克",
            "At most 20 kg for one person in a year, together with 10063020, 10063080 and 小麦.",
        ),
        ("每人每年合计20千克", "At most 20 kg for one person in a year, together with other lines."),
        ("需冷藏 ", "A condition that was not understood: '需冷藏'."),
    ],
)
def test_conditions_in_words(remark, sentence):
    """Every condition is a short sentence."""
    assert [str(condition) for condition in read(remark)] == [sentence]


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    [
        "除外",
        "\n除外",
        "仅限网购保税商品",
        "与",
        "（",
        "《（",
        "一、",
        "合计每人每年",
        "12345678、",
        ";\n",
        "；①,",
        "999,",
        "列入《",
        "列入《禁止进口",
        "列入《野生动植物》且不能提供《",
        "按照食品安全法应当注册而未",
    ],
)
def test_long_remarks_take_no_longer_for_each_character(words):
    """100,000 characters that nearly match are read in seconds; reading them again and again would take minutes."""
    remark = "".join(itertools.islice(itertools.cycle(words), 100_000))
    started = time.process_time()
    for ending in ("", "合计每人每年2千克以内", "x除外"):
        assert "".join(condition.text for condition in read(remark + ending)) == remark + ending
    assert time.process_time() - started < 20  # of this process alone, however busy the machine is
