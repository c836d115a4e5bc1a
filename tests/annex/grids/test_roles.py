"""The titles of columns in official tables."""

import pytest

from pilotzones.annex.grids.roles import find_role


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
