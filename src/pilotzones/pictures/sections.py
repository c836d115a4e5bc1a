"""The 21 sections (类) of the Harmonized System, by their chapters.

Source:
    HS 2022, https://www.wcoomd.org/en/topics/nomenclature/instrument-and-tools/hs-nomenclature-2022-edition.aspx;
    《中华人民共和国进出口税则》. Titles are shortened.
"""

from __future__ import annotations

from typing import NamedTuple

from pilotzones.code_ranges import CodeRanges
from pilotzones.hscode import HSCode


class Section(NamedTuple):
    """A section: its number as printed, its first and last chapter, and its title, shortened."""

    numeral: str
    first: str
    last: str
    title_en: str
    title_zh: str

    @property
    def codes(self) -> CodeRanges:
        """All codes in it."""
        return CodeRanges([(HSCode(f"{self.first}000000"), HSCode(f"{self.last}999999"))])


SECTIONS = (
    Section("I", "01", "05", "Live animals, animal products", "活动物；动物产品"),
    Section("II", "06", "14", "Vegetable products", "植物产品"),
    Section("III", "15", "15", "Fats and oils", "动、植物或微生物油、脂、蜡"),
    Section("IV", "16", "24", "Food, beverages, tobacco", "食品、饮料、酒、烟草"),
    Section("V", "25", "27", "Mineral products", "矿产品"),
    Section("VI", "28", "38", "Chemical products", "化学工业产品"),
    Section("VII", "39", "40", "Plastics, rubber", "塑料、橡胶"),
    Section("VIII", "41", "43", "Leather, furs, bags", "皮革、毛皮、箱包"),
    Section("IX", "44", "46", "Wood, cork, basketware", "木、软木、编结品"),
    Section("X", "47", "49", "Pulp, paper, books", "木浆、纸、书籍"),
    Section("XI", "50", "63", "Textiles, clothing", "纺织品、服装"),
    Section("XII", "64", "67", "Footwear, headgear, umbrellas", "鞋、帽、伞"),
    Section("XIII", "68", "70", "Stone, ceramics, glass", "石料、陶瓷、玻璃"),
    Section("XIV", "71", "71", "Pearls, jewellery", "珍珠、宝石、贵金属、首饰"),
    Section("XV", "72", "83", "Base metals", "贱金属"),
    Section("XVI", "84", "85", "Machinery, electrical goods", "机器、电气设备"),
    Section("XVII", "86", "89", "Vehicles, aircraft, vessels", "车辆、航空器、船舶"),
    Section("XVIII", "90", "92", "Optical, medical, clocks, music", "光学、医疗仪器、钟表、乐器"),
    Section("XIX", "93", "93", "Arms and ammunition", "武器、弹药"),
    Section("XX", "94", "96", "Furniture, toys, various goods", "家具、玩具、杂项制品"),
    Section("XXI", "97", "97", "Works of art, antiques", "艺术品、古物"),
)
