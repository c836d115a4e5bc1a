"""The short form of a Chinese division's name, which the titles of pilot zones use."""

from __future__ import annotations

# A people's name of one character never appears without 族 in a division's name; some longer ones do.
_PEOPLES = tuple(
    (
        "回族 满族 苗族 侗族 瑶族 壮族 畲族 黎族 彝族 白族 傣族 佤族 怒族 藏族 羌族 土族 水族 各族 蒙古族 朝鲜族 "
        "土家族 布依族 仡佬族 仫佬族 毛南族 哈尼族 景颇族 傈僳族 拉祜族 布朗族 纳西族 普米族 独龙族 裕固族 保安族 "
        "东乡族 撒拉族 哈萨克族 达斡尔族 鄂温克族 蒙古 维吾尔 哈萨克 柯尔克孜 塔吉克 锡伯"
    ).split()
)
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
_PLAIN = ("特别行政区", "地区", "特区", "省", "市", "盟", "县", "区", "旗")
# These words are part of the name: 雄安新区 is never "雄安区", and 井陉矿区 is not 井陉县.
_KEPT = (
    *("开发区", "管理区", "示范区", "实验区", "名胜区", "聚集区", "食品区", "矿区"),
    *("工业园区", "产业园区", "化工园区", "创意园区"),
    *("前旗", "后旗", "中旗", "左旗", "右旗", "蓝旗", "白旗", "黄旗", "联合旗"),
)
_IRREGULAR = {"海南全岛": "海南", "神农架林区": "神农架"}
_SHORTEST = 2


def short_form(name_zh: str) -> str:
    """Shorten the official Chinese name of a division to the form in daily use.

    Args:
        name_zh: The full name in simplified characters, such as 杭州市.

    Returns:
        The name without its kind and its peoples; never shorter than two characters. New areas, development
        zones and the like keep their full name.

    >>> short_form("杭州市"), short_form("德宏傣族景颇族自治州"), short_form("雄安新区"), short_form("雄县")
    ('杭州', '德宏', '雄安新区', '雄县')
    """
    if name_zh in _IRREGULAR:
        return _IRREGULAR[name_zh]
    # 清新区 is the district 清新; a new area has a name of two characters or more before 新区.
    if name_zh.endswith(_KEPT) or (name_zh.endswith("新区") and len(name_zh) > len("清新区")):
        return name_zh
    for ending in (*_AUTONOMOUS, *_PLAIN):
        if name_zh.endswith(ending) and len(name_zh) - len(ending) >= _SHORTEST:
            return _without_peoples(name_zh.removesuffix(ending))
    return name_zh


def _without_peoples(stem: str) -> str:
    shortened = True
    while shortened:
        shortened = False
        for people in _PEOPLES:
            if stem.endswith(people) and len(stem) - len(people) >= _SHORTEST:
                stem = stem.removesuffix(people)
                shortened = True
    # 东乡族自治县 and 鄂温克族自治旗 are named after their people.
    return stem.removesuffix("族") if len(stem) > _SHORTEST else stem
