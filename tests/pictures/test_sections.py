"""The titles of the sections: those of the Harmonized System and of China's tariff, shortened."""

import pytest

from pilotzones.pictures.sections import SECTIONS

# Titles of the sections (类) of the tariff, 《中华人民共和国进出口税则》, without the parts "not elsewhere specified" and
# "articles thereof", and those of HS 2022 in as few words.
TITLES = {
    "I": ("Live animals, animal products", "活动物；动物产品"),
    "II": ("Vegetable products", "植物产品"),
    "III": ("Fats and oils", "动、植物或微生物油、脂、蜡"),
    "IV": ("Food, beverages, tobacco", "食品、饮料、酒、烟草"),
    "V": ("Mineral products", "矿产品"),
    "VI": ("Chemical products", "化学工业产品"),
    "VII": ("Plastics, rubber", "塑料、橡胶"),
    "VIII": ("Leather, furs, bags", "皮革、毛皮、箱包"),
    "IX": ("Wood, cork, basketware", "木、软木、编结品"),
    "X": ("Pulp, paper, books", "木浆、纸、书籍"),
    "XI": ("Textiles, clothing", "纺织品、服装"),
    "XII": ("Footwear, headgear, umbrellas", "鞋、帽、伞"),
    "XIII": ("Stone, ceramics, glass", "石料、陶瓷、玻璃"),
    "XIV": ("Pearls, jewellery", "珍珠、宝石、贵金属、首饰"),
    "XV": ("Base metals", "贱金属"),
    "XVI": ("Machinery, electrical goods", "机器、电气设备"),
    "XVII": ("Vehicles, aircraft, vessels", "车辆、航空器、船舶"),
    "XVIII": ("Optical, medical, clocks, music", "光学、医疗仪器、钟表、乐器"),
    "XIX": ("Arms and ammunition", "武器、弹药"),
    "XX": ("Furniture, toys, various goods", "家具、玩具、杂项制品"),
    "XXI": ("Works of art, antiques", "艺术品、古物"),
}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.numeral)
def test_a_section_has_its_title(section):
    """In both languages."""
    assert (section.title_en, section.title_zh) == TITLES[section.numeral]


def test_the_codes_of_a_section_are_those_of_its_chapters():
    """From the first code of the first chapter to the last of the last one, each chapter in one section."""
    for section in SECTIONS:
        assert list(section.codes) == [(f"{section.first}000000", f"{section.last}999999")]
    chapters = [f"{chapter:02}010100" for chapter in range(1, 98)]
    assert [sum(code in section.codes for section in SECTIONS) for code in chapters] == [1] * 97
