"""Errors of the command in Chinese: the same facts as in English, and none of the words of Python."""

import datetime
import re

import pytest

from pilotzones.cli import argparse_words, main
from pilotzones.cli.explaining import explain
from pilotzones.cli.wrong_use import wrong_use
from pilotzones.frames.libraries import import_library
from pilotzones.wording.chinese_messages import MESSAGES

WRONG = {
    "zoness": "'zoness'不是命令。是否指'zones', 'zone'？用法见：pilotzones --help",
    "xyzzy": "'xyzzy'不是命令。用法见：pilotzones --help",
    "--qqqq": "'--qqqq'不是选项。用法见：pilotzones --help",
    "--untill 2020 zones": "'--untill'不是选项。是否指'--until'",
    "zones --untill 2020": "'--untill'不是“pilotzones zones”的选项。是否指'--until'？用法见：pilotzones zones --help",
    "zones --qqqq": "'--qqqq'不是“pilotzones zones”的选项。用法见：pilotzones zones --help",
    "zones --da x": "'--da'可能指'--data', '--date'。请写出选项的全名。用法见：pilotzones zones --help",
    "export x --format xml": "参数--format：'xml'不是parquet, csv, sqlite, duckdb, excel之一。用法见：pilotzones export --help",
    "zones --date=": "参数--date：文本为空。请给出值，或不写该参数；在脚本中请检查变量是否未设置。用法见：",
    "zones --max-age -1": "参数--max-age：'-1'不是0至100,000的整数天数。用法见：pilotzones zones --help",
    "zones --batch 0": "参数--batch：'0'不是1至999,999的整数。用法见：pilotzones zones --help",
    "zones --date": "参数--date：缺少值。用法见：pilotzones zones --help",
    "zones --json=x": "参数--json不带值：'x'多余。用法见：pilotzones zones --help",
    "zones --json --csv": "参数--csv不能与--json同时使用。用法见：pilotzones zones --help",
    "zone": "缺少参数：name。用法见：pilotzones zone --help",
    "zones a b": "多余的参数：b。用法见：pilotzones zones --help",
    "zones --since 2020-01-02 --until 2020-01-01": "2020-01-02晚于2020-01-01：首日须在末日之前。",
    "--data x annex list": "“annex list”不查询数据表，用不到--data。请不要写该参数。",
    "sources S9": "没有编号为'S9'的来源。是否指'S9",
    "sources x": "没有编号为'x'的来源。",
    "batch Taizhou": "名为'Taizhou'的地方有2个，结论各不相同：泰州市（321200，江苏省）、台州市（331000，浙江省）。请指明省份（--province",
    "batch Suzhou --province Zhejiang": "浙江省没有'Suzhou'，有",
    "batch Qqqqqq": "没有名为'Qqqqqq'的地方。名称见：pilotzones zones。",
    "batch 9": "没有第9批：各批编号为1至8。",
    "zones 香港": "'香港'不在内地31个省级行政区之内：",
    "zones --date 2020": "'2020'不是日期：请按'2016-04-08'（年-月-日）或'2016-04-08T10:00:00Z'的样式书写。",
    "zones --date 2020-13-01": "'2020-13-01'不是日期：日历上没有这一天。",
    "zones --date 2020-01-01T10:00": "'2020-01-01T10:00'有时刻而无时区，无法得知是中国的哪一天：请只写日期，或写明时区",
    "zones --date 1900-01-01": "1900-01-01超出范围：日期应在1949-10-01至2099-12-31之间；请勿使用占位日期。",
    "changes --year 22": "参数--year：'22'不是1949至2099的年份。用法见：pilotzones changes --help",
    "plot growth --date 2020-01-01 -o x.png": "“plot growth”显示所有日期，用不到--date。请不要写该参数。",
    "annex read x --new 2027-3 --list-after 2022-7 --effective-from 2027-01-01": (
        "--announcement, --new, --list-after只能写一个，不能同时写--new and --list-after。"
    ),
    "annex read x --title x": "--title说明的是新公告，须与--new同用。请不写该参数，或加上--new。",
    "annex read x --new 2027-3": "--new须与--effective-from同用：即公告施行的首日。",
    "annex read x --new 2027-3 --effective-from 2027-01-01 --amends 2022-7": (
        "--amends须与--kind supplements或--kind amends同用：替代清单的公告不调整其他公告。"
    ),
    "annex remove": "请写二者之一：附件的编号，或--list-after和整份清单的编号。",
    "panel --start 2015 --end 2090": "最后一期止于2090-12-31，而综试区核对至2026-11-25：此后可能另有批准。请提前结束，或写--max-age ",
    "panel --start 2015 --end 2020 -o panel.xyz": "panel.xyz的后缀不是面板可写的格式：.csv、.parquet或.json。",
    "eligible 04090000 2015-01-01": "2015年1月1日尚无正面清单施行：",
    "zones --date 2026-11-26 --max-age 0": "2026-11-26比综试区数据的最后核对日2026-11-25晚1天，而--max-age只接受0天。",
    "whose 昆山 --date 2026-11-26 --max-age 1": "2026-11-26比行政区划数据的最后核对日2024-12-31晚695天，而--max-age只接受1天。",
}
"""Words that are wrong, and what is said of them, or its beginning."""


def numbers_in(text):
    """Count the numbers in a text, the days as ISO has them."""
    text = re.sub(r"(\d+)年(\d+)月(\d+)日", lambda day: datetime.date(*map(int, day.groups())).isoformat(), text)
    return sorted(re.findall(r"\d+(?:[.,:-]\d+)*", text))


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_told_in_both_languages_with_the_same_facts(words, capsys):
    """In one sentence on standard error, with status 2, without a word of Python's."""
    assert main(words.split()) == 2
    english = capsys.readouterr()
    assert main(["--lang", "zh", *words.split()]) == 2
    chinese = capsys.readouterr()
    assert (english.out, chinese.out) == ("", "")
    assert chinese.err.startswith(f"pilotzones: {WRONG[words]}")
    assert chinese.err.count("\n") == english.err.count("\n") == 1
    assert numbers_in(english.err) == numbers_in(chinese.err)
    for text in (english.err, chinese.err):
        assert not re.search(r"(?<!-)\b[a-z]+(_[a-z]+)*(=|\()", text), text


@pytest.mark.parametrize("template", argparse_words.TEMPLATES)
def test_every_sentence_of_argparse_is_recognised(template):
    """No row of the table hides another: each, with facts, is told in its own Chinese."""
    facts = {name: f"'{name}'" for name in re.findall(r"\{([a-z]+)\}", template)}
    assert argparse_words.recognise(template.format(**facts)) == (template, facts)
    assert explain(wrong_use(template, **facts), "zh") == MESSAGES[template].format(**facts)


def test_what_is_not_recognised_is_told_in_english():
    """As argparse says it, with the command whose help lists the right words."""
    assert argparse_words.recognise("No such words.") == ("{said}", {"said": "No such words."})
    error = wrong_use("{said}", said="No such words.", help_of="pilotzones")
    assert explain(error, "zh") == explain(error) == "No such words. See 'pilotzones --help'."


def missing(library, extra):
    """Give the error for a library that an extra brings."""
    with pytest.raises(ImportError) as caught:
        import_library(library, extra)
    return caught.value


@pytest.mark.parametrize(
    ("fault", "zh"),
    [
        (
            missing("no_such_library", "cli"),
            "此功能需要no_such_library：pip install 'pilotzones[cli]'",
        ),
        (MemoryError(), "内存不足；没有任何文件只写了一半。请关闭其他程序后重试。"),
        (PermissionError(13, "Permission denied", "folder"), "'folder': 没有权限。没有任何文件只写了一半；"),
        (KeyError("x"), "This is a fault of pilotzones itself"),
    ],
)
def test_other_faults_are_told_in_chinese_where_there_are_words(fault, zh):
    """A fault of the program itself is told in English, as its report is."""
    assert explain(fault, "zh").startswith(zh)
