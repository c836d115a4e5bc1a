"""Test the folding and splitting of place names."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pilotzones.geography.names import (
    GENERIC_WORDS,
    normalise,
    split_autonomous,
    split_generic,
    toned,
    words_of_endings,
)
from pilotzones.records.short_names import short_form


@pytest.mark.parametrize(
    "text",
    [
        "Xi'an",
        "XI AN",
        "xi-an",
        "Xi’an",
        "Xi‘an",
        "Xiʼan",
        "Xi`an",
        "Xi´an",
        "Xi′an",
        "Xī'ān",
        "Xi\u0304'a\u0304n",
        "Xi\u00a0an",
        "\u3000Xian\t",
        "Xi\u2013an",
        "Xi\u2011an",
        "Xi·an",
        "Ｘｉ＇ａｎ",
        "\ufeffXi\u200ban",
        "Xi\u00adan",
    ],
)
def test_every_way_to_write_a_latin_name_has_one_key(text: str):
    """Case, width, spaces, hyphens, apostrophes, the middle dot and tone marks do not matter."""
    assert normalise(text) == "xian"


# By the Unicode Standard: every character with the property White_Space, the separators of information that Python adds,
# and the two that are no spaces but unseen: zero width space, zero width no-break space (the mark of byte order).
SPACES = [*range(0x9, 0xE), *range(0x1C, 0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F]
SPACES += [0x205F, 0x3000, 0x200B, 0xFEFF]
HYPHENS = [0x2D, 0xAD, *range(0x2010, 0x2016), 0x2212]
APOSTROPHES = [0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2032, 0x2035]
DOTS = [0xB7, 0x30FB]


@pytest.mark.parametrize("sign", [chr(code) for code in (*SPACES, *HYPHENS, *APOSTROPHES, *DOTS)], ids=ascii)
def test_a_sign_that_writers_leave_out_does_not_matter(sign: str):
    """Before, inside and behind a name in Chinese or Latin characters, with tones or without, or a code."""
    for text in ("杭州", "hangzhou", "330100", "中国hangzhou"):
        assert normalise(f"{sign}{text[:2]}{sign}{text[2:]}{sign}") == text
    assert toned(f"{sign}Xī{sign}Ān{sign}") == "xīān"
    assert toned(f"{sign}Xi\u0304{sign}A\u0304n{sign}") == "xīān"
    assert normalise(f"Ü{sign}rümqi") == "urumqi"


@pytest.mark.parametrize("text", ["Ürümqi", "URUMQI", "U\u0308ru\u0308mqi", "ürümqi", "Ǖrǘmqǐ", "Ürŭmqi"])
def test_the_diaeresis_does_not_matter(text: str):
    """A diaeresis is dropped, with a tone mark on it or not."""
    assert normalise(text) == "urumqi"


@pytest.mark.parametrize("text", ["Garzê", "Hãngzhou", "Hangzhoú̧", "Łódź", "Х", "Hangzhou!", "Hangzhou_"])
def test_nothing_else_is_dropped(text: str):
    """A circumflex, a tilde, a cedilla, another letter or sign stays, so that the name fails to match."""
    assert not normalise(text).isalpha() or not normalise(text).isascii()


@pytest.mark.parametrize(("text", "key"), [("杭州市", "杭州市"), ("满洲里 ·", "满洲里"), ("", ""), ("CN-33", "cn33")])
def test_chinese_text_and_codes_stay(text: str, key: str):
    """Chinese characters are never folded into others; a code loses its hyphen."""
    assert normalise(text) == key


def test_compatibility_characters_are_unified():
    """A compatibility ideograph is read as the character it repeats."""
    assert normalise("\uf9f9") == "粒"


@given(st.text())
@example("\u0345\u0323")
@example("ﬁ̈ẞ")
@example("İ")
def test_folding_again_changes_nothing(text: str):
    """A key is its own key."""
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_the_short_cuts_agree_with_the_definition(text: str):
    """A key is the compatibility form in folded case without the marks and signs listed here."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    dropped = set("\u0300\u0301\u0304\u030c\u0306\u0308-\u00ad'`\u00b4·\u30fb\u200b\ufeff\u2212\u2032\u2035")
    dropped |= set(map(chr, [*range(0x2010, 0x2016), 0x2018, 0x2019, 0x201B, 0x2B9, 0x2BB, 0x2BC, 0x2BD]))
    kept = "".join(sign for sign in folded if sign not in dropped and not sign.isspace())
    assert normalise(text) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Shǎnxī", "shǎnxī"),
        ("SHǍN-XĪ", "shǎnxī"),
        ("Shănxī", "shǎnxī"),
        ("Sha\u030cnxi\u0304", "shǎnxī"),
        ("Shǎnxi", "shǎnxi"),
        ("Xī’ān", "xīān"),
        ("Lǚliáng", "lǚliáng"),
        ("Lüèyáng", "lüèyáng"),
        ("Ｈángzhōu", "hángzhōu"),
        ("é̂", "é\u0302"),
    ],
)
def test_tone_marks_are_kept_in_a_toned_key(text: str, key: str):
    """Only the tones and the letters matter in a toned key; a breve is a caron."""
    assert toned(text) == key


@pytest.mark.parametrize("text", ["", "Xi'an", "Xi´an", "Xi´ån", "Ürümqi", "Garzê", "西安", "西安 (Xi’an)"])
def test_a_text_without_tone_marks_has_no_toned_key(text: str):
    """A diaeresis, a circumflex and an accent used as an apostrophe are not tone marks."""
    assert toned(text) is None


@given(st.text(st.sampled_from("aeiouüxzhnāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭ' -"), min_size=1))
def test_a_toned_key_folds_to_the_plain_key(text: str):
    """Toned keys are finer than plain keys, and are their own toned keys."""
    key = toned(text)
    if key is None:
        assert set(unicodedata.normalize("NFD", text)) & set("\u0300\u0301\u0304\u0306\u030c") == set()
    else:
        assert normalise(key) == normalise(text)
        assert toned(key) == key


@pytest.mark.parametrize(
    ("name_zh", "short"),
    [
        line.split()
        for line in """
        杭州市 杭州
        浙江省 浙江
        北京市 北京
        昆山市 昆山
        容城县 容城
        东城区 东城
        津市市 津市
        喀什地区 喀什
        锡林郭勒盟 锡林郭勒
        达拉特旗 达拉特
        六枝特区 六枝
        香港特别行政区 香港
        内蒙古自治区 内蒙古
        广西壮族自治区 广西
        新疆维吾尔自治区 新疆
        宁夏回族自治区 宁夏
        西藏自治区 西藏
        德宏傣族景颇族自治州 德宏
        伊犁哈萨克自治州 伊犁
        博尔塔拉蒙古自治州 博尔塔拉
        克孜勒苏柯尔克孜自治州 克孜勒苏
        景宁畲族自治县 景宁
        双江拉祜族佤族布朗族傣族自治县 双江
        龙胜各族自治县 龙胜
        东乡族自治县 东乡
        积石山保安族东乡族撒拉族自治县 积石山
        鄂伦春自治旗 鄂伦春
        鄂温克族自治旗 鄂温克
        莫力达瓦达斡尔族自治旗 莫力达瓦
        管城回族区 管城
        梅里斯达斡尔族区 梅里斯
        清新区 清新
        梁园区 梁园
        万柏林区 万柏林
        神农架林区 神农架
        海南全岛 海南
        雄安新区 雄安新区
        浦东新区 浦东新区
        井陉矿区 井陉矿区
        阿拉善左旗 阿拉善左旗
        正蓝旗 正蓝旗
        东营港经济开发区 东营港经济开发区
        新乡市平原城乡一体化示范区 新乡市平原城乡一体化示范区
        郑州航空港经济综合实验区 郑州航空港经济综合实验区
        五台山风景名胜区 五台山风景名胜区
        豫东综合物流产业聚集区 豫东综合物流产业聚集区
        吉林中国新加坡食品区 吉林中国新加坡食品区
        宿州马鞍山现代产业园区 宿州马鞍山现代产业园区
        石家庄循环化工园区 石家庄循环化工园区
        西藏文化旅游创意园区 西藏文化旅游创意园区
        乌拉特前旗 乌拉特前旗
        杭锦后旗 杭锦后旗
        乌拉特中旗 乌拉特中旗
        巴林右旗 巴林右旗
        正镶白旗 正镶白旗
        镶黄旗 镶黄旗
        达尔罕茂明安联合旗 达尔罕茂明安联合旗
        苏州工业园区 苏州工业园区
        唐山市汉沽管理区 唐山市汉沽管理区
        大柴旦行政委员会 大柴旦行政委员会
        雄县 雄县
        城区 城区
        芒市 芒市
        """.strip().splitlines()
    ],
)
def test_the_short_form_is_the_one_in_daily_use(name_zh: str, short: str):
    """Kinds and peoples are left out, unless they are the name; two characters remain at least."""
    assert short_form(name_zh) == short


@given(st.text(st.sampled_from("杭州雄安海南回族蒙古自治区县市旗新"), min_size=2))
def test_a_short_form_begins_the_name(name_zh: str):
    """A short form is the beginning of the name and has two characters or more."""
    short = short_form(name_zh)
    assert name_zh.startswith(short)
    assert len(short) >= 2


@pytest.mark.parametrize(
    ("text", "name", "endings"),
    [
        ("Hangzhou City", "Hangzhou", ("市",)),
        ("hangzhou  SHI", "hangzhou", ("市",)),
        ("Hangzhou Shì", "Hangzhou", ("市",)),
        ("Jilin Province", "Jilin", ("省",)),
        ("Jílín Shěng", "Jílín", ("省",)),
        ("Kashgar Prefecture", "Kashgar", ("地区", "自治州", "盟")),
        ("Dali Autonomous Prefecture", "Dali", ("自治州",)),
        ("Guangxi Autonomous Region", "Guangxi", ("自治区",)),
        ("Xiong County", "Xiong", ("县",)),
        ("Otog Front Banner", "Otog Front", ("旗",)),
        ("Xiong'an New Area", "Xiong'an", ("新区",)),
        ("Suzhou Prefecture-level City", "Suzhou", ("市",)),
        ("Ｋｕｎｓｈａｎ　Ｃｉｔｙ", "Ｋｕｎｓｈａｎ", ("市",)),
    ],
)
def test_a_generic_last_word_is_split_off(text: str, name: str, endings: tuple[str, ...]):
    """The last word, or the last two, decide how the place's Chinese name ends."""
    assert split_generic(text) == (name, endings)


# The kinds of divisions in GB/T 2260, in English and in Hanyu Pinyin.
KINDS = {
    "city municipality shi": ["市"],
    "province sheng": ["省"],
    "region": ["自治区", "地区"],
    "zizhiqu": ["自治区"],
    "prefecture": ["地区", "自治州", "盟"],
    "zizhizhou zhou": ["自治州"],
    "diqu": ["地区"],
    "league meng": ["盟"],
    "county xian": ["县"],
    "zizhixian": ["自治县"],
    "district qu": ["区"],
    "xinqu": ["新区"],
    "tequ": ["特区"],
    "kuangqu": ["矿区"],
    "linqu": ["林区"],
    "banner qi": ["旗"],
    "zizhiqi": ["自治旗"],
    "autonomous-region": ["自治区"],
    "autonomous-prefecture": ["自治州"],
    "autonomous-county": ["自治县"],
    "autonomous-banner": ["自治旗"],
    "new-area new-district": ["新区"],
    "special-district": ["特区"],
    "mining-district": ["矿区"],
    "forestry-district": ["林区"],
    "county-level-city prefecture-level-city": ["市"],
}


def test_every_generic_word_stands_for_the_endings_of_its_kind():
    """And no other word is one."""
    words = {word.replace("-", " "): endings for line, endings in KINDS.items() for word in line.split()}
    found = {word.replace("-", " "): list(endings) for word, endings in GENERIC_WORDS.items()}
    assert found == words
    for word, endings in GENERIC_WORDS.items():
        assert split_generic(f"Xia {word.title()}") == ("Xia", endings)


@pytest.mark.parametrize("text", ["Hangzhou", "Yishi", "City", "New Area", "Autonomous Region", "City Hangzhou"])
def test_no_name_is_left_without_a_word(text: str):
    """A single word is never touched, and generic words alone keep at least their first."""
    name, endings = split_generic(text)
    assert name
    assert name == text or (name == text.split(maxsplit=1)[0] and endings)


@pytest.mark.parametrize(
    ("key", "split"),
    [
        ("玉龙县", ("玉龙", "自治县")),
        ("鄂温克旗", ("鄂温克", "自治旗")),
        ("雄县", ("雄县", "")),
        ("杭州市", ("杭州市", "")),
        ("", ("", "")),
    ],
)
def test_the_daily_name_of_an_autonomous_county_is_split(key, split):
    """A name of two characters, such as 雄县, has no shorter form."""
    assert split_autonomous(key) == split


def test_the_words_of_an_ending_are_keys_and_what_people_write_for_it():
    """玉龙县 stands for 玉龙纳西族自治县, and 鄂温克旗 for 鄂温克族自治旗; no other ending has such a word."""
    words = words_of_endings()
    assert words["自治县",] == ("autonomouscounty", "zizhixian", "县", "縣")
    assert words["自治旗",] == ("autonomousbanner", "zizhiqi", "旗")
    assert words["市",] == ("city", "municipality", "prefecturelevelcity", "countylevelcity", "shi")
    assert words["县",] == ("county", "xian")


def test_generic_words_are_in_folded_case():
    """The table's words are as they are compared, and every ending is Chinese."""
    assert all(word == word.casefold() for word in GENERIC_WORDS)
    assert all("\u4e00" <= sign <= "\u9fff" for endings in GENERIC_WORDS.values() for sign in "".join(endings))
    assert GENERIC_WORDS["prefecture"] == ("地区", "自治州", "盟")
