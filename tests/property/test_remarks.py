"""What holds for the reading of every remark, and for every way of writing one."""

import string
import unicodedata
from decimal import Decimal

import attrs
from examples import examples
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pilotzones.positive_list.remarks import read_remark as read
from pilotzones.records.conditions import (
    BondedOnly,
    ExcludedGoods,
    NamedGoodsOnly,
    QuantityLimit,
    UnreadCondition,
)

WILDLIFE = "列入《进出口野生动植物种商品目录》的商品"
FOOD = "依法不属于普通食品或依法需要注册备案管理的特殊食品"
CERTIFICATE = "列入《进出口野生动植物种商品目录》且不能提供《非<进出口野生动植物种商品目录>物种证明》的商品"
PROHIBITED = "列入《禁止进口货物目录(第七批)》的商品"
UNREGISTERED = "按照食品安全法应当注册而未注册的"
COSMETICS = "依法需要执行首次进口许可批件的化妆品"
KNOWN = {
    "仅限网购保税商品": BondedOnly(""),
    "只限于网购保税进口": BondedOnly(""),
    "每人每年2千克以内": QuantityLimit("", Decimal(2), "kg", together=False),
    "每人每年不超过2,000g": QuantityLimit("", Decimal(2000), "g", together=False),
    "每年每人限购三件(含)": QuantityLimit("", Decimal(3), "件", together=False),
    "以上3个税号合计每人每年20千克以内": QuantityLimit("", Decimal(20), "kg", together=True, goods_with="以上3个税号"),
    "与1006.30.20、10063080合计每人每年20千克以内": QuantityLimit(
        "", Decimal(20), "kg", together=True, with_lines=("10063020", "10063080")
    ),
    f"{WILDLIFE}除外": ExcludedGoods("", WILDLIFE, "wildlife catalogue"),
    f"{FOOD}除外": ExcludedGoods("", FOOD, "special food"),
    f"{CERTIFICATE}除外": ExcludedGoods("", CERTIFICATE, "no species certificate"),
    f"{PROHIBITED}除外": ExcludedGoods("", PROHIBITED, "prohibited imports"),
    f"{UNREGISTERED}除外": ExcludedGoods("", UNREGISTERED, "unregistered food"),
    f"{COSMETICS}除外": ExcludedGoods("", COSMETICS, "first-import cosmetics"),
    "人参、鹿茸(片,粉)除外": ExcludedGoods("", "人参、鹿茸(片,粉)", "other"),
    "不包括 CD": ExcludedGoods("", "CD", "other"),
    "仅限家用打印机墨水": NamedGoodsOnly("", "家用打印机墨水"),
    "限人参": NamedGoodsOnly("", "人参"),
}
NOT_BONDED_ONLY = [
    "不限于网购保税商品",
    "不仅限网购保税商品",
    "网购保税商品除外",
    "仅限网购保税商品除外",
    "非网购保税商品",
]
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in string.digits + string.ascii_letters + "(),."}
NOISE = ["", "", "", " ", "\u3000", "\n", "\r\n", "\t", "\u200b", "\ufeff"]
SEPARATORS = ["；", ";", "。", "；\n", " ； ", "，", ", ", ",\n", "；（2）", "。3.", "；；", "\n", "②"]

WORDS = [
    *("除外", "除", "外", "以内", "仅限", "只限", "限", "不限", "不", "不包括", "网购保税", "商品", "直购", "保税"),
    *("每人每年", "合计", "与", "和", "或", "的", "以上", "2千克", "2,000", "二十", "千克", "克", "件", "10063020"),
    *(
        "列入",
        "依法",
        "注册",
        "特殊食品",
        "人参",
        "需",
        "且",
        "备注：",
        "1.",
        "（2）",
        "①",
        "一、",
        "²",
        "㎏",
        "…",
        "℀",
    ),
    *("，", ",", "、", "；", "。", ".", "\n", " ", "\u3000", "\u200b", "\x00"),
    *KNOWN,
]
OPENING = "《〈“「【〔"
BRACKETS = ["《", "》", "（", "）", "(", ")", "【", "】", "“", "”"]
UNBRACKETED = st.lists(st.sampled_from(WORDS), max_size=10).map("".join)
ANY = st.one_of(
    st.text(max_size=40),
    st.lists(st.one_of(st.sampled_from(WORDS + BRACKETS), st.text(max_size=2)), max_size=14).map("".join),
)


def meanings(remark):
    """Read a remark without its texts."""
    return [attrs.evolve(condition, text="") for condition in read(remark)]


@st.composite
def written(draw, clause):
    """Write a clause with white space anywhere and some of its signs in full width."""
    return "".join(
        draw(st.sampled_from(NOISE)) + (sign.translate(FULL_WIDTH) if draw(st.booleans()) else sign) for sign in clause
    )


@examples(600)
@given(remark=ANY)
@example(remark="\n；\n")
@example(remark="仅限网购保税商品\n，人参除外")
@example(remark="\ud800；仅限\ud800")
def test_no_character_is_lost(remark):
    """Reading never fails; the texts, none of them empty, make up the remark, unless it is blank."""
    conditions = read(remark)
    assert "".join(condition.text for condition in conditions) == (remark if remark.strip() else "")
    assert all(condition.text for condition in conditions)


@examples(400)
@given(remark=ANY)
def test_what_is_read_holds_together(remark):
    """Goods are named, amounts are positive, codes have 8 digits, and only shared limits name other lines."""
    for condition in read(remark):
        assert str(condition).endswith(".")
        if isinstance(condition, (ExcludedGoods, NamedGoodsOnly)):
            assert condition.goods
            assert not any(sign.isspace() for sign in condition.goods)
            assert "网购保税" not in condition.goods
        if isinstance(condition, QuantityLimit):
            assert 0 < condition.amount <= 1_000_000
            assert all(len(code) == 8 and code.isdecimal() for code in condition.with_lines)
            assert condition.together or not (condition.with_lines or condition.goods_with)


@examples(300)
@given(data=st.data(), clause=st.sampled_from(sorted(KNOWN)))
def test_how_a_clause_is_written_does_not_matter(data, clause):
    """White space and line breaks anywhere, and full width, leave the meaning as it is."""
    assert meanings(data.draw(written(clause))) == [KNOWN[clause]]


@examples(300)
@given(data=st.data(), clauses=st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=5))
def test_joined_clauses_are_read_one_by_one(data, clauses):
    """The conditions of clauses joined by signs, lines or numbers are those of each."""
    remark = clauses[0]
    for clause in clauses[1:]:
        remark += data.draw(st.sampled_from(SEPARATORS)) + clause
    assert meanings(remark) == [KNOWN[clause] for clause in clauses]


@examples(300)
@given(before=ANY, after=ANY, separator=st.sampled_from(["；", ";", "。"]))
def test_remarks_joined_by_semicolons_are_read_apart(before, after, separator):
    """A semicolon outside brackets parts any two remarks, known or not."""
    assume(not any(sign in "([{" + OPENING for sign in unicodedata.normalize("NFKC", before + after)))
    before, after = f"{before}甲{separator}", f"甲{after}"
    assert read(before + after) == read(before) + read(after)


@examples(300)
@given(before=UNBRACKETED, after=UNBRACKETED)
def test_bonded_only_is_never_missed(before, after):
    """A clause that restricts a line to bonded goods does so whatever else the remark says."""
    assert BondedOnly("") in meanings(f"{before}；仅限网购保税商品；{after}")


@examples(200)
@given(data=st.data(), clause=st.sampled_from(NOT_BONDED_ONLY))
def test_bonded_only_is_never_invented(data, clause):
    """A clause that excepts bonded goods or does not limit the line to them stays unread, however written."""
    assert meanings(data.draw(written(clause))) == [UnreadCondition("")]


def in_chinese(number):
    """Write a number below ten thousand the way it is spoken."""
    spoken, skipped = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            spoken += ("零" if skipped and spoken else "") + "一二三四五六七八九"[digit - 1] + name
        skipped = not digit
    return spoken.removeprefix("一") if spoken.startswith("一十") else spoken


@examples(200)
@given(number=st.integers(1, 9999))
@example(number=10)
@example(number=2000)
@example(number=1001)
def test_every_number_is_read_in_figures_and_in_chinese(number):
    """Numbers mean the same in figures, with thousands set off, and in Chinese numerals."""
    for amount in (f"{number}", f"{number:,}", f"{number}.0", in_chinese(number)):
        expected = QuantityLimit("", Decimal(number), "ml", together=False)
        assert meanings(f"每人每年{amount}毫升以内") == [expected]
