"""The titles of columns in official tables."""

import pytest

from pilotzones.annex.grids.roles import Titles, find_role


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("seq", "序号 序　号 No. NO 编号 项号 項次 Item S/N # 序号No. seq"),
        (
            "code",
            "税则号列 税号 税目 税目号 商品编码 商品编号 海关商品编码 HS编码 HS税则号列 HScode hs_code tariff_line 编码",
        ),
        (
            "name",
            "商品名称 货品名称 名称 品名 货品名称（简称） 税目名称 Description desc_en name_zh 商品描述 商品 Product",
        ),
        ("remark", "备注 备　注 说明 Remarks Note 备注①"),
        ("change", "调整类型 调整方式 变化 change"),
        ("other", "最惠国税率（%） 2025年暂定税率 EX① 计量单位 税目税率"),
        (None, "酸乳 04029100 跨境电子商务零售进口商品清单 备注：见附件 12"),
    ],
)
def test_titles_of_columns(role, titles):
    """As ministries write them, in Chinese, English or both."""
    for title in titles.split(" "):
        assert find_role(title) == role, title


def test_a_long_text_is_no_title():
    """Whatever words it holds."""
    assert find_role("税则号列" + "，" * 80) is None
    assert (find_role("税则号列" + "，" * 56), find_role("税则号列" + "，" * 57)) == ("code", None)


@pytest.mark.parametrize(
    "text", ["注：以税则为准", "备注：1.", "注1.", "①ex表示", "Note: see", "※ 说明", "（注）见附件"]
)
def test_a_note_is_not_a_title(text):
    """Though it begins like one."""
    assert find_role(text) is None


@pytest.mark.parametrize(
    "text", ["HS 2022", "HS2017编码", "税则号列（2020年）", "HS编码20200101", "10位商品编码", "Tariff line (8 digits)"]
)
def test_years_and_lengths_in_the_title_of_the_codes(text):
    """They are not codes."""
    assert find_role(text) == "code"


@pytest.mark.parametrize("text", ["HS 0402.91.00", "HS04029100", "HS2001.90.10", "Heading 0402", "税号04029100"])
def test_a_code_behind_its_name_is_not_a_title(text):
    """Or its row would be taken for a header."""
    assert find_role(text) is None


@pytest.mark.parametrize(
    ("title", "role"),
    [("Goods code", "code"), ("Goods", "name"), ("Heading", "code"), ("Heading text", None), ("Subheading text", None)],
)
def test_a_title_of_codes_and_one_of_their_texts(title, role):
    """As the European Union's tariff has them."""
    assert find_role(title) == role


WORDS = {
    "other": "税率 单位 价格 日期 检验检疫 监管 ex|rate|rates|unit|units|uom|duty|date",
    "name": (
        "名称 品名 货名 中文名 英文名 外文名 描述 商品 货品 产品 货物 desc|description|name|names|product name|goods names"
        "|commodity name|item name|product|products|commodity|commodities|goods|article|articles"
    ),
    "code": (
        "税则号 税则列号 税则编码 税号 号别 税目 号列 商品编码 货品编号 产品代码 货物号 海关编码 编码 代码 分类编码"
        " HS HS编号 HS编码 HS6 HS8 HTS hs code|hs codes|hs no|hs nos|hs number|hs numbers|hs 8|our hs2012|our hs|harmonised|harmonized"
        "|tariff line|tariff lines|tariff code|tariff codes|tariff item|tariff items|tariff no|tariff nos|tariff number"
        "|tariff numbers|tariff heading|tariff headings|tariff subheading|tariff subheadings|commodity code"
        "|commodity codes|goods code|goods codes|heading|headings|cn code|cncodes|code|codes"
    ),
    "seq": (
        "序号 序 编号 项号 项目 项次 no|no.|nos|number|num|s/n|sn|serial|serial number|item|item no|item number|#|seq|sequence"
    ),
    "change": (
        "调整类型 调整方式 调整情况 调整内容 调整类别 调整事项 调整措施 变化 变动 变更 类型 类别 操作 change|changes|action|actions"
    ),
    "remark": "备注 附注 说明 注释 注 remark|remarks|note|notes|comment|comments",
    None: "税种 税额 商户 操场 类 变 列 名 号 码 日 项 商 货 exit|export|united|dated|generate|notebook|heading text|nothing",
}
"""Words that ministries and customs of other countries head their columns with, and words that are not such."""


@pytest.mark.parametrize("role", WORDS)
def test_every_word_of_a_title_tells_its_column(role):
    """In Chinese and in English, in capital letters too."""
    titles = [
        title for words in WORDS[role].split("|") for title in (words.split() if words[:1] > "\u2e80" else [words])
    ]
    assert {title: find_role(title.upper()) for title in titles} == dict.fromkeys(titles, role)


def test_white_space_of_any_kind_is_one_space_of_a_title():
    """Its lines may be broken."""
    assert [find_role(text) for text in ("Tariff \n line", "HS\u3000 Code", "Item\tno", "产品\n名称")] == [
        "code",
        "code",
        "seq",
        "name",
    ]


def test_a_title_that_the_user_names_is_the_only_one_of_its_role():
    """Other titles of that role are of other columns; those of other roles mean what they always do."""
    titles = Titles({"code": "HS 부호"})
    texts = ("hs부호", "税号", "备注", "货品名称", "비고")
    assert [titles.find_role(text) for text in texts] == ["code", "other", "remark", "name", None]
    assert [titles.names_code(text) for text in texts] == [True, False, False, False, False]
    assert [Titles().find_role(text) for text in texts] == [None, "code", "remark", "name", None]
    assert not any(map(Titles().names_code, texts))
    swapped = Titles({"name": "备注", "remark": "货品名称"})
    assert [swapped.find_role(text) for text in texts] == [None, "code", "name", "remark", None]
