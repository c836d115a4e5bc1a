"""Remarks: any text is read, in no time, as conditions whose texts make it up."""

import time

from fuzzing import INPUTS, LISTS, attempt, fuzzed
from hypothesis import example
from hypothesis import strategies as st
from mutations import mutated

from pilotzones.positive_list.remarks import read_remark as read
from pilotzones.records.conditions import BondedOnly, ExcludedGoods, NamedGoodsOnly, QuantityLimit, UnreadCondition
from pilotzones.strategies.remark_texts import remarks

KINDS = (BondedOnly, ExcludedGoods, NamedGoodsOnly, QuantityLimit, UnreadCondition)
SECONDS = 5
PIECES = (
    *(
        "仅限",
        "只限",
        "限",
        "网购保税",
        "商品",
        "除外",
        "每人每年",
        "合计",
        "以内",
        "不超过",
        "不包括",
        "列入",
        "且",
        "的",
        "与",
        "和",
    ),
    *(
        "《",
        "》",
        "〈",
        "〉",
        "<",
        ">",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "、",
        "，",
        "；",
        "。",
        "\n",
        "1.",
        "①",
        "(一)",
        " ",
        ",",
    ),
    *(
        "野生动植物种商品目录",
        "物种证明",
        "不能提供",
        "食品安全法",
        "注册",
        "未",
        "化妆品",
        "依法",
        "需要",
        "目录",
        "内",
        "直购",
    ),
    *(
        "2",
        "千克",
        "克",
        "两",
        "千",
        "百",
        "十",
        "二",
        "零",
        "件",
        "04029100",
        "0402.91.00",
        "2,000",
        "0.5",
        "-",
        "至",
        "到",
        "税号",
    ),
)
pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
valid = remarks().map(lambda remark: remark.text)


def check(text):
    """Check how a text is read."""
    begun = time.process_time()
    conditions, error = attempt(read, text)
    assert error is None
    assert time.process_time() - begun < SECONDS
    assert "".join(condition.text for condition in conditions) == (text if text.strip() else "")
    for condition in conditions:
        assert type(condition) in KINDS
        assert str(condition)
        if isinstance(condition, QuantityLimit):
            assert 0 < condition.amount <= 1_000_000
            assert all(len(code) == 8 and code.isdecimal() and code.isascii() for code in condition.with_lines)


@fuzzed(INPUTS, text=mutated(valid, other=PIECES) | pieces | st.text(max_size=60))
@example(text="除外")
@example(text="每人每年0千克以内")
@example(text="\ud800仅限网购保税商品\ud800")
def test_any_text_is_read_as_conditions_that_make_it_up(text):
    """Of known kinds, their amounts and codes sound."""
    check(text)


@fuzzed(
    LISTS,
    part=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
    count=st.integers(2, 150),
    end=pieces,
)
@example(part="除", count=150, end="")
@example(part="《列入野生动植物", count=150, end="除外")
def test_long_texts_take_no_longer_than_they_should(part, count, end):
    """The same words up to 150 times."""
    check(part * count + end)
