"""Why a row of a file has no answer, in a sentence of either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.records.languages import Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "no code": "The row has no HS code.",
        "not text": "The code is not text or a whole number.",
        "not digits": "The code has other characters than digits, dots and spaces.",
        "too long": "The code is longer than any code.",
        "read as a number": "The code was read as a decimal number.",
        "lost zero": "The code has one digit too few; a spreadsheet may have dropped its leading zero.",
        "chapter": "The code is a chapter; a tariff line has 8 digits.",
        "heading": "The code is a heading; a tariff line has 8 digits.",
        "subheading": "The code is a subheading; a tariff line has 8 digits.",
        "wrong length": "The code does not have 8, 10 or 13 digits.",
        "no date": "The row has no date.",
        "not a date": "The cell is not a date.",
        "not ISO": "The date is not written with the year first, like 2019-01-31.",
        "no such day": "The calendar does not have this day, or the clock this time.",
        "no time zone": "The date has a time of day without a time zone, so its day in China is not known.",
        "longer than a day": "The cell is longer than a day.",
        "unreadable": "The date could not be read.",
        "out of range": "The date is out of range.",
        "beyond max_age": "The day is too long after {verified}, the last day on which the data was checked.",
        "no list in force": "No positive list was in force on this day.",
        "broken row": "The row has more cells than the header has names.",
    },
    "zh": {
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
    },
}
"""The sentences, by the reasons of ``HSCodeReason`` and ``DateReason``, and by the statuses without an answer."""

STATUSES: Mapping[Language, Mapping[str, str]] = {
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
"""The statuses without an answer, where a language has other words for them."""
