"""Why a row has no answer: what a declarant reads in the copy of a file."""

import pytest

from pilotzones.frames.files.row_refusals import STATUSES, WORDS

# In the terms of the customs: 税则号列 for the code, 章, 品目 and 子目 for what is above it.
SENTENCES = {
    "no code": "本行没有税则号列。",
    "not text": "税则号列既不是文本，也不是整数。",
    "not digits": "税则号列含有数字、点和空格以外的字符。",
    "too long": "税则号列过长。",
    "read as a number": "税则号列被读成了小数。",
    "lost zero": "税则号列少一位数字，开头的零可能被电子表格删去。",
    "chapter": "这是章，税则号列应为8位数字。",
    "heading": "这是品目，税则号列应为8位数字。",
    "subheading": "这是子目，税则号列应为8位数字。",
    "wrong length": "税则号列不是8位、10位或13位数字。",
    "no date": "本行没有日期。",
    "not a date": "该单元格不是日期。",
    "not ISO": "日期没有按年在前的格式书写，例如2019-01-31。",
    "no such day": "没有这一天，或没有这个时刻。",
    "no time zone": "日期带有时刻而没有时区，无法确定是中国的哪一天。",
    "longer than a day": "该单元格的时间长于一天。",
    "unreadable": "无法读取日期。",
    "out of range": "日期超出范围。",
    "beyond max_age": "该日期晚于数据最后核对日{verified}过久。",
    "no list in force": "当日没有正面清单施行。",
    "broken row": "本行的单元格多于表头的列。",
}


@pytest.mark.parametrize("reason", WORDS["en"])
def test_a_reason_is_a_whole_sentence_in_chinese(reason):
    """One character too few (不, 没有) would say the opposite."""
    assert WORDS["zh"][reason] == SENTENCES[reason]


def test_a_status_without_an_answer_has_a_word_in_chinese_and_is_its_own_in_english():
    """Programs read the English ones, which are those of ``FileStatus``."""
    assert STATUSES == {
        "en": {},
        "zh": {
            "no code": "无税则号列",
            "invalid code": "税则号列无效",
            "no date": "无日期",
            "invalid date": "日期无效",
            "beyond max_age": "超出数据时限",
            "no list in force": "当日无清单",
            "broken row": "行有误",
        },
    }
