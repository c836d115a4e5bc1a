"""The forms in which people write places, and what is refused with its reason."""

import pytest

from pilotzones import Dataset
from pilotzones.geography.errors import AmbiguousPlaceError, InvalidPlaceError, OutsideMainlandError, UnknownPlaceError

DATA = Dataset.bundled()

WRITTEN = {
    "330100": (
        "浙江省杭州市",
        "浙江杭州",
        "浙江省杭州",
        "中国浙江省杭州市",
        "中国 浙江 杭州",
        "杭州，浙江",
        "杭州市（市辖区）",
        "杭州(市区)",
        "杭州市市辖区",
        "杭州市全市",
        "浙江省杭州市市本级",
        "Hangzhou, Zhejiang",
        "Hangzhou (Zhejiang)",
        "Zhejiang, Hangzhou",
        "Hangzhou City, Zhejiang Province, China",
        "Hangzhou Zhejiang",
        "Zhejiang Hangzhou",
        "Hangzhou Zhejiang PRC",
        "3301",
        "330101",
        "330100000",
        "330100000000",
        "３３０１００",
        "Zhejiang: Hangzhou",
        *(f"杭州市{mark}" for mark in "*＊①②③④⑤⑥⑦⑧⑨⑩"),
        "\ufeff杭州市",
        "\ufeff浙江省\u200b杭州市",
        "\ufeffHangzhou, Zhejiang",
    ),
    "320583": (
        "江苏省苏州市昆山市",
        "江苏昆山",
        "苏州市昆山市",
        "Kunshan, Suzhou, Jiangsu",
        "江苏省苏州市昆山市玉山镇前进路1号",
        "320583000000",
    ),
    "330106": (
        "浙江省,杭州市,西湖区,文三路478号",
        "浙江省/杭州市/西湖区/文三路478号/华星大厦",
        "浙江省杭州市西湖区,文三路478号(张三,13800138000)",
        "杭州市，西湖区，文三路，478号",
        "浙江省杭州市西湖区文三路478号",
        "杭州市西湖区",
        "杭州西湖区文三路",
    ),
    "130629": ("河北雄安新区", "河北省雄安新区", "雄安新区"),
    "310000": (
        "上海市上海市",
        "上海上海",
        "Shanghai, Shanghai",
        "Shanghai: Shanghai",
        "Shanghai Shanghai",
        "310100",
        "310200",
        "3101",
        "31",
        "上海市市辖区",
        "上海市",
        "Shanghai, China",
        "中国上海",
    ),
    "110000": ("110100", "北京市", "Beijing China"),
    "310115": (
        "上海上海市浦东新区",
        "上海市上海市浦东新区世纪大道100号",
        "上海市浦东新区",
        "上海浦东新区世纪大道100号",
    ),
    "441900": ("广东省东莞市", "东莞市长安镇", "广东东莞市长安镇"),
    "130638": ("河北省雄安新区雄县", "雄安新区雄县", "河北雄安新区雄县雄州路1号"),
    "130632": ("河北省雄安新区安新县", "安新县（雄安新区）"),
    "419001": ("河南省直辖县济源市", "河南省 省直辖县级行政区划 济源市", "河南省省直辖县济源市宣化街1号"),
    "429004": ("湖北省直辖县级仙桃市", "湖北省仙桃市", "湖北省省直辖县级行政区划仙桃市", "湖北省直辖行政单位仙桃市"),
    "659001": ("新疆维吾尔自治区自治区直辖县级行政区划石河子市", "新疆石河子市"),
    "110105": (
        "北京市北京市朝阳区",
        "北京 北京 朝阳区 建国路93号",
        "北京市,北京市,朝阳区",
        "北京市市辖区朝阳区",
        "北京市朝阳区",
    ),
    "500229": ("重庆市县城口县", "重庆市城口县"),
    "310101": ("上海市市辖区黄浦区南京东路100号", "200001 上海市黄浦区", "200001上海市黄浦区"),
    "330110": ("310000 浙江省杭州市余杭区文一西路969号", "浙江省杭州市余杭区文一西路969号 13800000000"),
    "150100": ("内蒙古呼和浩特", "内蒙古自治区呼和浩特市", "Hohhot Inner Mongolia", "Hohhot, Inner Mongolia"),
    "320500": ("苏州（Suzhou）", "Suzhou, 苏州市", "江苏省苏州市(Suzhou)"),
    "211321": ("朝阳，朝阳", "Chaoyang, Chaoyang", "朝阳县，朝阳"),  # a county lies in no county
    "341300": ("Suzhou, Anhui", "宿州（安徽）", "安徽宿州"),
    "330782": ("浙江义乌", "浙江省金华市义乌市", "金华义乌", "Yiwu, Jinhua, Zhejiang", "Jinhua Yiwu"),
    "653101": ("新疆喀什地区喀什市", "喀什喀什市"),
    "540600": ("西藏那曲地区", "那曲地区"),
    "520502": ("贵州省毕节地区毕节市",),  # the county that became a district when the prefecture became a city
    "420600": ("湖北襄樊", "湖北省襄樊市"),
    "210800": ("遼寧省營口市", "辽宁营口"),
    "530721": ("云南省丽江市玉龙县", "丽江玉龙县", "云南玉龙县", "玉龙县"),
    "622926": ("甘肃省临夏回族自治州东乡县", "甘肃临夏东乡县"),
    "361003": ("江西省抚州市东乡县", "东乡县"),
    "469027": ("海南省乐东县", "海南省省直辖县级行政区划乐东县"),
    "510185": ("四川省资阳市简阳市", "四川省成都市简阳市"),
    "320804": ("江苏省淮安市淮阴区",),  # there was a county-level 淮安市 until 2001
    "340181": ("安徽省巢湖市中庙街道1号", "安徽省巢湖市居巢区"),
}


@pytest.mark.parametrize("code", WRITTEN)
def test_people_write_a_place_like_this(code):
    """Every form is one place, whose code GB/T 2260 gives."""
    for text in WRITTEN[code]:
        assert DATA.place(text).adcode == code, text


@pytest.mark.parametrize(
    "title",
    ["中国（杭州）跨境电子商务综合试验区", "中國（杭州）跨境電子商務綜合試驗區", "中国(杭州市)跨境电子商务综合试验区"],
)
def test_official_titles_in_simplified_and_traditional_characters(title):
    """The title names the zone's place."""
    assert DATA.place(title).adcode == "330100"
    assert DATA.zone(title).id == "hangzhou"


@pytest.mark.parametrize(
    "text",
    [
        "江苏省杭州市",
        "Hangzhou, Jiangsu",
        "Hangzhou Jiangsu",
        "上海市杭州市",
        "浙江省",
        "浙江火星市",
        "杭州市火星路1号",  # a street says nothing about the district
        "火星市杭州市",
        "，，",
        "中山路1号",
        "朝阳市场",
        "昆山市，火星省",
        "火星省，火星路",
        "昆山市(含太仓)",
        "浙江省，火星市，文三路478号",
        "浙江省,杭州市,文三路478号",
        "江苏省昆山市、太仓市",
        "江苏省昆山市、太仓市、张家港市",
        "苏州（Hangzhou）",
        "Kunshan, Atlantis",
        "Suzhou, Jiangsu, 火星",
        "()",
        "China",
        "320100101",
        "8101234",
        "99",
        "9901",
        "990100",
        "330200.5x",
    ],
)
def test_parts_that_do_not_fit_are_not_guessed(text):
    """One part that is not known, or lies elsewhere, and there is no answer."""
    with pytest.raises((UnknownPlaceError, InvalidPlaceError)):
        DATA.covering_zone(text, "2026-01-01")


@pytest.mark.parametrize("text", ["330100.0", "330100.", " 330100.00 ", "３３０１００．０"])
def test_a_number_with_decimals_is_refused_with_the_reason(text):
    """A spreadsheet or a column with gaps made it of a code."""
    with pytest.raises(InvalidPlaceError, match=r"is a number with decimals.*pass the digits as text, '330100'"):
        DATA.place(text)


@pytest.mark.parametrize("text", ["330106001", "330106001002"])
def test_codes_of_townships_and_villages_are_refused_with_the_county_s(text):
    """Nobody decided about a township."""
    with pytest.raises(InvalidPlaceError, match=r"is the code of a township or village: .* its county, 330106"):
        DATA.place(text)


@pytest.mark.parametrize(
    "text",
    "香港|Hong Kong|Hong Kong SAR|HK|香港特别行政区|香港九龙|中国香港|Macau|Macao|澳門|澳门特别行政区|台灣|臺灣省|台湾|Taiwan|Taiwan, China|"
    "Hong Kong China|China Hong Kong|Hong Kong SAR, China|HKSAR|Macau SAR|Macao SAR China|Taiwan China|Taipei, Taiwan|香港特別行政區|"
    "中国台湾省台北市|810000|82|7100|710000000000".split("|"),
)
def test_what_is_outside_the_mainland_is_said_to_be(text):
    """It is neither unknown nor without a zone."""
    with pytest.raises(OutsideMainlandError, match="outside the 31 provinces of the mainland") as caught:
        DATA.covering_zone(text, "2026-01-01")
    assert caught.value.name == text
    assert isinstance(caught.value, UnknownPlaceError)


def test_a_county_that_has_moved_is_found_with_either_prefecture():
    """公主岭市 of 四平 is that of 长春 today, and was itself before."""
    assert DATA.place("吉林省四平市公主岭市", "2019-06-01").adcode == "220381"
    assert DATA.place("吉林省四平市公主岭市", "2026-01-01").adcode == "220184"
    assert DATA.place("长春市公主岭市", "2026-01-01").adcode == "220184"


def test_every_county_is_found_behind_its_prefecture_and_before_a_street():
    """毕节市大方县 is 大方县, and not a street of the county-level 毕节市 that became a district."""
    gazetteer = DATA.register.gazetteer
    names = gazetteer.full_names
    streets, asked = ("", "人民路1号"), 0
    for code in gazetteer.divisions():
        if not code.endswith("00"):
            around = names[f"{code[:2]}0000"] + names.get(f"{code[:4]}00", "")
            for street in streets if names[code].endswith(("市", "区", "县", "旗")) else ("",):
                asked += 1
                assert DATA.place(f"{around}{names[code]}{street}", "2023-12-31").adcode == code
    assert asked > 5500


@pytest.mark.parametrize(
    "text", ["贵州省毕节市某镇", "浙江省丽水市人民路1号", "资阳市临江镇", "云南省思茅市人民路1号", "湖北省随州市某镇"]
)
def test_a_street_in_a_prefecture_is_not_in_the_county_that_had_its_name(text):
    """Until it became a district, that county was called as the prefecture is."""
    with pytest.raises(UnknownPlaceError):
        DATA.place(text, "2023-12-31")


def test_a_street_in_a_county_whose_name_several_had_is_ambiguous():
    """On that day Zhangjiakou and Xingtai both had a 桥东区."""
    with pytest.raises(AmbiguousPlaceError) as caught:
        DATA.place("河北省桥东区人民路1号", "2018-12-31")
    assert [place.adcode for place in caught.value.candidates] == ["130702", "130502"]


LISTED = (
    "浙江省杭州市|浙江杭州|浙江省杭州|Hangzhou, Zhejiang|Hangzhou Zhejiang|3301|330100000|330100000000|330101|"
    "杭州市(市辖区)|杭州(市区)|杭州市市辖区|33|330000000000|110100|310200|上海市(市辖区)|江苏省苏州市昆山市|苏州昆山市|"
    "新疆哈密市伊州区|浙江金华义乌市|北京市北京市朝阳区|北京市市辖区朝阳区|上海市上海市|Zhejiang: Hangzhou|Hangzhou (Zhejiang)|"
    "Hangzhou, Zhejiang, China|丽江市玉龙县|吉林省四平市公主岭市|吉林省长春市公主岭市|河北省雄安新区|Xiong'an New Area, Hebei|湖北省襄樊市|山东莱芜"
).split("|")


def test_the_forms_that_can_be_listed_are_listed():
    """For those who compare many names at once; what is not a form is not in the list."""
    forms = set(DATA.register.gazetteer.written_forms.every_form())
    assert forms >= set(LISTED)
    assert not forms & {"江苏省杭州市", "Hangzhou, Jiangsu", "130629000000000", "浙江省浙江省", "None, Zhejiang"}


def test_a_division_without_an_english_name_has_no_english_form(folder):
    """Its Chinese forms are there."""
    row = {"adcode": "330199", "name_zh": "火星区", "level": "county", "parent": "330100"}
    gazetteer = Dataset([DATA.folders[0], folder(divisions=[row])]).register.gazetteer
    new = set(gazetteer.written_forms.every_form()) - set(DATA.register.gazetteer.written_forms.every_form())
    assert {"浙江省火星区", "浙江火星区", "杭州市火星区", "330199000"} <= new
    assert not [form for form in new if "Zhejiang" in form]


NO_PREFECTURE = {"4190", "4290", "4690", "6590", "5003"}
"""Where counties lie directly in the province."""


def test_every_listed_form_is_read():
    """Each is a place, or several; but for codes of prefectures where there is none."""
    gazetteer = DATA.register.gazetteer
    unread = {form for form in gazetteer.written_forms.every_form() if not gazetteer.keys_ever(form)}
    assert unread == {*NO_PREFECTURE, "510200", "530200"}
