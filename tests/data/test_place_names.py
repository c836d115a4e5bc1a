"""Check the shipped table of place names."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from tables import read

from pilotzones.geography.names import normalise, toned
from pilotzones.records.short_names import short_form

DATA = Path(__file__).parents[2] / "src" / "pilotzones" / "data"

# The syllables of Hanyu Pinyin by initial and final, written out here so that the table is not its own measure.
INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
FINAL = (
    "(?:iang|iong|uang|üe|ang|eng|ing|ong|ian|iao|uai|uan|ueng|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo"
    "|a|e|i|o|u|ü)"
)
SYLLABLES = re.compile(f"(?:'?{INITIAL}{FINAL})+")
PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü")
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"


def shipped(name):
    """Read a shipped table."""
    return read(DATA, name)


ROWS = shipped("province_names") + shipped("place_names")
PROVINCES = shipped("provinces")
DIVISIONS = shipped("divisions")
ZONES = shipped("zones")
FULL = {row["adcode"]: row["name_zh"] for row in PROVINCES + DIVISIONS} | {"xiongan": "雄安新区"}
LEVELS = {row["adcode"]: row["level"] for row in DIVISIONS}


def split(cell):
    """Split a cell of several forms."""
    return cell.split(";") if cell else []


def keys(row):
    """List the keys under which a row is found, the toned ones and the plain ones; see the table's generator."""
    forms = [FULL[row["place"]], *split(row["short_zh"]), *split(row["traditional"]), *split(row["pinyin"])]
    found = [normalise(form) for form in forms] + [toned(row["pinyin"])] * bool(row["pinyin"])
    return found + [toned(form) or normalise(form) for form in split(row["spellings"])]


@cache
def index():
    """Index the places by key."""
    places = defaultdict(set)
    for row in ROWS:
        for key in keys(row):
            places[key].add(row["place"])
    return places


def larger(text):
    """Find the provinces, prefectures and zones that a text names."""
    found = index().get(toned(text), set()) or index().get(normalise(text), set())
    zones = {"xiongan", *(zone["adcode"] for zone in ZONES)}
    return {FULL[place] for place in found if LEVELS.get(place) != "county" or place in zones}


def test_every_place_has_one_row_in_order():
    """Provinces come first, then Xiong'an, then prefectures, then counties, each by code."""
    expected = [sorted(row["adcode"] for row in PROVINCES), ["xiongan"]]
    expected += [sorted(code for code, found in LEVELS.items() if found == level) for level in ("prefecture", "county")]
    assert [row["place"] for row in ROWS] == [place for group in expected for place in group]


def test_the_columns_are_as_loaders_expect():
    """The header is fixed, and no cell has blanks around its forms or an empty form among them."""
    assert list(ROWS[0]) == ["place", "short_zh", "traditional", "pinyin", "spellings"]
    forms = [form for row in ROWS for column in list(row)[1:] for form in split(row[column])]
    assert all(form and form == form.strip() for form in forms)


def test_the_file_is_plain():
    """The file ends its lines with LF, and has no byte-order mark."""
    data = (DATA / "place_names.csv").read_bytes()
    assert b"\r" not in data
    assert data.startswith(b"place,")
    assert data.endswith(b"\n")


def test_short_forms_follow_from_the_names():
    """The short form is blank exactly where it is the full name."""
    for row in ROWS:
        name = FULL[row["place"]]
        assert (row["short_zh"] or name) == short_form(name)
        assert row["short_zh"] != name
    short_names = {row["adcode"]: row["short_zh"] for row in PROVINCES}
    assert {row["place"]: row["short_zh"] for row in ROWS if row["place"] in short_names} == short_names


def test_no_form_is_repeated_in_a_row():
    """Every form of a row adds a key of its own."""
    for row in ROWS:
        forms = [FULL[row["place"]], *split(row["short_zh"]), *split(row["traditional"]), *split(row["pinyin"])]
        marked = [key for form in split(row["spellings"]) if (key := toned(form))]
        plain = [normalise(form) for form in forms]
        plain += [normalise(form) for form in split(row["spellings"]) if not toned(form)]
        assert len(plain) == len(set(plain)), row
        assert len(marked) == len(set(marked)), row
        assert row["place"] not in plain or row["place"] == "xiongan"


def test_pinyin_is_made_of_syllables():
    """Each word is capitalised and made of toned syllables; later ones that begin with a vowel have an apostrophe."""
    for row in ROWS:
        if row["place"] == "610000":
            continue
        length = len(row["short_zh"] or FULL[row["place"]]) - (row["place"] == "xiongan") * 2
        assert sum(letter in TONED for letter in row["pinyin"].lower()) in {length, length - 1}, row
        for word in row["pinyin"].split(" "):
            assert word[0].isupper()
            assert word[1:] == word[1:].lower()
            assert SYLLABLES.fullmatch(word.lower().translate(PLAIN)), row


def test_pinyin_is_missing_for_shaanxi_only():
    """Every other place has pinyin."""
    assert [row["place"] for row in ROWS if not row["pinyin"]] == ["610000"]


@pytest.mark.parametrize(("text", "codes"), [("shanxi", {"140000"}), ("Shǎnxī", {"610000"}), ("Shǎnxi", {"610000"})])
def test_shanxi_is_never_shaanxi(text, codes):
    """Without tones the word means 山西, with the third tone 陕西."""
    assert index()[toned(text) or normalise(text)] == codes
    assert index()["shaanxi"] == {"610000"}
    assert index()["shānxī"] == {"140000"}


def test_no_two_provinces_share_a_key():
    """A key names one province at most."""
    provinces = {row["adcode"] for row in PROVINCES}
    assert [key for key, places in index().items() if len(places & provinces) > 1] == []


def test_prefectures_share_a_key_only_where_their_names_sound_alike():
    """The pairs that plain pinyin writes alike are known."""
    pairs = {
        frozenset(places)
        for found in index().values()
        if len(places := {FULL[place] for place in found if LEVELS.get(place) != "county"}) > 1
    }
    assert pairs == {
        frozenset(pair.split())
        for pair in (
            "吉林省 吉林市",
            "海南省 海南藏族自治州",
            "苏州市 宿州市",
            "福州市 抚州市",
            "台州市 泰州市",
            "宜春市 伊春市",
            "玉林市 榆林市",
        )
    }


def test_tones_tell_prefectures_apart():
    """With tones only namesakes remain."""
    alike = ["Sūzhōu Sùzhōu", "Fúzhōu Fǔzhōu", "Tāizhōu Tàizhōu", "Yíchūn Yīchūn", "Yùlín Yúlín"]
    names = ["苏州市 宿州市", "福州市 抚州市", "台州市 泰州市", "宜春市 伊春市", "玉林市 榆林市"]
    for texts, places in zip(alike, names, strict=True):
        assert [larger(text) for text in texts.split()] == [{place} for place in places.split()]


def test_zones_and_provinces_resolve_by_their_own_tables():
    """Every English name, every zone id, and every code and abbreviation of a province is among the spellings."""
    for zone in ZONES:
        place = "xiongan" if zone["id"] == "xiongan" else zone["adcode"]
        assert place in index()[normalise(zone["name_en"])]
        assert place in index()[normalise(zone["id"])]
        assert place in index()[normalise(short_form(zone["name_zh"]))]
        assert place in index()[normalise(zone["name_zh"])]
    for row in PROVINCES:
        forms = (row["name_en"], row["iso"], f"CN-{row['adcode'][:2]}", row["abbreviation_zh"], row["short_zh"])
        assert all(row["adcode"] in index()[normalise(form)] for form in forms)


def test_autonomous_prefectures_have_their_forms():
    """Each of the thirty is found by its short form with 州 and by a full English name."""
    rows = [row for row in ROWS if LEVELS.get(row["place"]) == "prefecture" and FULL[row["place"]].endswith("自治州")]
    assert len(rows) == 30
    for row in rows:
        assert row["short_zh"] + "州" in split(row["spellings"])
        assert "Autonomous Prefecture" in row["spellings"]


SPELLINGS = """
北京市 Peking
天津市 Tientsin
重庆市 Chungking Chóngqìng
内蒙古自治区 Inner_Mongolia Nei_Mongol Neimenggu CN-NM CN-15 蒙 内蒙
西藏自治区 Tibet Xizang
新疆维吾尔自治区 Sinkiang Xinjiang_Uygur_Autonomous_Region Xinjiang_Uyghur_Autonomous_Region
广西壮族自治区 Kwangsi Guangxi_Zhuang_Autonomous_Region 廣西
宁夏回族自治区 Ningxia_Hui_Autonomous_Region 寧夏
山西省 Shanxi Shansi
陕西省 Shaanxi Shensi 陝西
广东省 Kwangtung 粤 粵
四川省 Szechwan
福建省 Fukien
浙江省 CN-ZJ CN-33 浙 Chekiang
海南省 海南全岛 海南島 Hainan_(whole_island) Hainan_Island
雄安新区 雄安 Xiong'an Xiongan Xióng'ān Xiong'an_New_Area Xiongan_New_District 雄安新區
杭州市 Hangchow
广州市 Canton 廣州
厦门市 Amoy Xiàmén 廈門
南京市 Nanking
福州市 Foochow fuzhou-fujian
汕头市 Swatow
青岛市 Tsingtao
沈阳市 Mukden 瀋陽
大连市 Dairen
苏州市 Soochow suzhou-jiangsu
宁波市 Ningpo
烟台市 Chefoo 煙臺 煙台
济南市 Tsinan
齐齐哈尔市 Qiqihar Tsitsihar
哈尔滨市 Harbin
佳木斯市 Jiamusi
西安市 Xi'an Sian Xī'ān
呼和浩特市 Hohhot Huhehot
鄂尔多斯市 Ordos Erdos
呼伦贝尔市 Hulunbuir
巴彦淖尔市 Bayannur
乌兰察布市 Ulanqab
锡林郭勒盟 Xilingol Xilin_Gol
阿拉善盟 Alxa
兴安盟 Hinggan
乌鲁木齐市 Ürümqi Urumqi Urumchi
拉萨市 Lhasa
日喀则市 Xigaze Xigazê Shigatse
昌都市 Qamdo Chamdo
林芝市 Nyingchi
那曲市 Nagqu
阿里地区 Ngari
吐鲁番市 Turpan
哈密市 Hami Kumul
克拉玛依市 Karamay
阿克苏地区 Aksu
和田地区 Hotan Khotan
喀什地区 Kashgar Kashi
阿勒泰地区 Altay
伊犁哈萨克自治州 Ili Yili 伊犁州
博尔塔拉蒙古自治州 Bortala 博州
巴音郭楞蒙古自治州 Bayingolin
克孜勒苏柯尔克孜自治州 Kizilsu
昌吉回族自治州 Changji
甘孜藏族自治州 Garzê Garze
阿坝藏族羌族自治州 Ngawa Aba
果洛藏族自治州 Golog
德宏傣族景颇族自治州 Dehong_Dai_and_Jingpo_Autonomous_Prefecture 德宏州
大理白族自治州 大理州
海南藏族自治州 海南州
吕梁市 Lvliang Luliang Lyuliang 呂梁
六安市 Lù'ān Lu'an
台州市 臺州 台州 Tāizhōu
丽水市 Líshuǐ
蚌埠市 Bèngbù
亳州市 Bózhōu
漯河市 Luòhé
儋州市 Dānzhōu
长春市 Chángchūn 長春
长治市 Chángzhì
廊坊市 Lángfáng
朝阳市 Cháoyáng
宜春市 yichun-jiangxi
泰州市 taizhou-jiangsu
义乌市 Yiwu Yìwū 義烏
珲春市 Hunchun Húnchūn
绥芬河市 Suifenhe
满洲里市 Manzhouli Manchouli 滿洲里
阿拉山口市 Alashankou Alataw_Pass
延吉市 Yanji
同江市 Tongjiang
二连浩特市 Erenhot Erlian 二連浩特
""".split("\n")


@pytest.mark.parametrize("line", [line for line in SPELLINGS if line])
def test_usual_spellings_resolve(line):
    """A usual spelling of a larger place or a zone names that place and, among those, no other."""
    place, *texts = line.split()
    for text in texts:
        found = larger(text.replace("_", " "))
        # Karamay, Kashgar and the like are also cities within their prefectures, and so are counties.
        assert found == {place}, text


COUNTIES = """
361124 Yánshān
371522 Shēn_Xiàn
410621 Xùn_Xiàn
371722 Shàn_Xiàn
330382 Yuèqīng
341621 Guōyáng
340722 Zōngyáng
341021 Shè_Xiàn
141024 Hóngtóng
130726 Yù_Xiàn
410182 Xíngyáng
511822 Yíngjīng
652823 Yùlí Lopnur
440783 Kāipíng
441422 Dàbù
130225 Làotíng Leting
371524 Dōng'ē
140428 Zhǎngzǐ
321183 Jùróng
522701 Dūyún
510682 Shífāng
511123 Qiánwéi
511527 Jūnlián
440113 Pānyú
140924 Fánshì
131025 Dàichéng
130121 Jǐngxíng
410223 Wèishì
411726 Bìyáng
430481 Lěiyáng
371482 Yǔchéng
331023 Tiāntāi
510781 Jiāngyóu
511381 Làngzhōng
310112 Mǐnháng
310115 Pudong 浦东 浦東 Pudong_New_Area
533401 Shangri-La
632801 Golmud
654004 Khorgos Horgos
652801 Korla
620982 Dūnhuáng
""".split("\n")


@pytest.mark.parametrize("line", [line for line in COUNTIES if line])
def test_counties_are_read_as_people_read_them(line):
    """Characters with several sounds have the sound that the county's name has."""
    place, *texts = (word.replace("_", " ") for word in line.split())
    for text in texts:
        assert place in index()[toned(text) or normalise(text)], text


def test_traditional_forms_convert_back():
    """A traditional form has a Chinese form of the row as its simplified form, letter by letter."""
    opencc = pytest.importorskip("opencc")
    converters = [opencc.OpenCC(config) for config in ("t2s", "tw2s", "hk2s")]
    for row in ROWS:
        chinese = {FULL[row["place"]], row["short_zh"], *split(row["spellings"])}
        for form in split(row["traditional"]):
            assert form not in chinese
            # 濬 and 澂 are older forms of the names' characters, not traditional ones.
            modern = form.replace("濬", "浚").replace("澂", "澄")
            assert {converter.convert(modern) for converter in converters} & chinese, row
