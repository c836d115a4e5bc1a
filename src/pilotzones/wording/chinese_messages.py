"""The messages of errors in Chinese (中文), by their English; a name in braces is a fact."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # HS codes.
    (
        "{text} was read as a number, which loses the leading zero of chapters 01 to 09: read the codes as text, "
        "like '04029100'."
    ): "{text}曾被读作数值，第01至09章编码开头的零会因此丢失：请按文本读取编码，例如'04029100'。",
    (
        "{text} has {count} digits: give 2, 4, 6 or 8 of them, like '0402'."
    ): "{text}有{count}位数字：请给出2、4、6或8位，例如'0402'。",
    (
        "{text} is not text: pass the HS code as a str like '04029100', because a number loses the leading zero of "
        "chapters 01 to 09."
    ): "{text}不是文本：数值会丢失第01至09章编码开头的零，请以文本给出编码，例如'04029100'。",
    (
        "The HS code is blank: pass the 8 digits of a tariff line, like '04029100'."
    ): "编码为空：请给出税则号列的8位数字，例如'04029100'。",
    (
        "{text} is not an HS code: write the digits 0 to 9, with dots or spaces between them, like '0402.91.00'."
    ): "{text}不是税则号列：请写0至9的数字，中间可加点或空格，例如'0402.91.00'。",
    (
        "{text} is a {level}, and the positive list names 8-digit tariff lines: {way} gives those known to be listed "
        "under it."
    ): "{text}是{level}，而正面清单所列为8位税则号列：{way}可列出其下已知在清单内的税则号列。",
    (
        "{text} has {count} digits: an HS code has 8 digits here (10 or 13 in a declaration)."
    ): "{text}有{count}位数字：这里的编码应有8位（报关时为10位或13位）。",
    (
        "{text} has {count} digits: an HS code has 8 digits here (10 or 13 in a declaration). If a spreadsheet dropped "
        "the leading zero, write '0{digits}'."
    ): "{text}有{count}位数字：这里的编码应有8位（报关时为10位或13位）。如系电子表格丢失开头的零，请写'0{digits}'。",
    # Days.
    (
        "{value} has a time of day but no time zone, so its day in China is not known: pass the day alone{day}, or a "
        "time zone ({zone})."
    ): "{value}有时刻而无时区，无法得知是中国的哪一天：请只写日期{day}，或写明时区（{zone}）。",
    (
        "{day} is out of range: dates run from {earliest} to {latest}; leave out placeholders."
    ): "{day}超出范围：日期应在{earliest}至{latest}之间；请勿使用占位日期。",
    (
        "{text} is not a date: there is no date here. Write one like '2016-04-08'."
    ): "{text}不是日期：这里没有日期。请按'2016-04-08'的样式书写。",
    (
        "{text} is not a date: write it like '2016-04-08' (year-month-day) or '2016-04-08T10:00:00Z'."
    ): "{text}不是日期：请按'2016-04-08'（年-月-日）或'2016-04-08T10:00:00Z'的样式书写。",
    ("{text} is not a date: the calendar does not have that day."): "{text}不是日期：日历上没有这一天。",
    (
        "{text} is not a date: the clock does not have that time or offset. Hours run from 00 to 23, minutes and "
        "seconds to 59; write midnight as 00:00 of the day that begins."
    ): "{text}不是日期：没有这样的时刻或时差。小时为00至23，分和秒至59；午夜请写作次日的00:00。",
    (
        "{day} is {age} after {verified_through}, the last day on which the data about {subject} was checked, and "
        "{option} accepts {accepted}. Install a newer release; or pass {way}, for the answer as it was known then."
    ): (
        "{day}比{subject}数据的最后核对日{verified_through}晚{age:,}天，而{option}只接受{accepted:,}天。"
        "请安装新版本；或写{way}，以得到当时已知的答案。"
    ),
    # Words after the command.
    (
        "{text} is a day, and not an HS code: chapter 20 ends with heading 2009. Write the day as --date {day}."
    ): "{text}是日期而不是编码：第20章止于品目2009。请写--date {day}。",
    ("Two days are given, {date} and {word}: leave one out."): "给出了两个日期，{date}和{word}：请只留一个。",
    (
        "No code is given. Write codes after the command, such as 'pilotzones eligible 0409.00.00', name a file with "
        "--file, or write - for standard input."
    ): (
        "没有给出编码。请在命令后写编码，例如'pilotzones eligible 0409.00.00'，或用--file指明文件，或写-表示标准输入。"
    ),
    (
        "{file} is not a file of text with a code in each line. For a spreadsheet, run 'pilotzones screen FILE --code "
        "COLUMN'."
    ): "{file}不是每行一个编码的文本文件。如系电子表格，请运行'pilotzones screen FILE --code COLUMN'。",
    ("{file} is a file, and not an HS code: write --file {file}."): "{file}是文件而不是编码：请写--file {file}。",
}

WORDS: dict[str, str] = {
    "chapter": "章",
    "heading": "品目",
    "subheading": "子目",
    "pilot zones": "综试区",
    "the positive list": "正面清单",
    "limits, tax and customs modes": "限额、税收和监管方式",
    "the map of divisions": "行政区划",
}
"""Our own words among the facts."""
