"""Normalise the ways of writing a Chinese place name into keys that are compared exactly.

Nothing here guesses: two texts name the same place only if their keys are equal. A key drops what writers
leave out at will (spaces, hyphens, apostrophes, case, full width, tone marks) and keeps everything else.
"""

import functools
import unicodedata
from typing import NewType

NameKey = NewType("NameKey", str)

_GRAVE, _ACUTE, _MACRON, _CARON, _BREVE, _DIAERESIS = "\u0300", "\u0301", "\u0304", "\u030c", "\u0306", "\u0308"
_TONES = _GRAVE + _ACUTE + _MACRON + _CARON + _BREVE
_HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APOSTROPHES = "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\u2035"
_DOTS = "\u00b7\u30fb"
# Unicode does not count U+200B and U+FEFF as spaces, but they come unseen with text pasted from pages and files.
_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"
FILLERS = dict.fromkeys(map(ord, _HYPHENS + _APOSTROPHES + _DOTS + _SPACES))
_FILLERS_AND_MARKS = {**FILLERS, **dict.fromkeys(map(ord, _TONES + _DIAERESIS))}
# The 24 toned letters of Hanyu Pinyin, so that the common case needs no Unicode tables.
PINYIN = dict(zip("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuuuuu", strict=True))
_TO_PLAIN = {**FILLERS, **{ord(letter): plain for letter, plain in PINYIN.items()}, ord("ü"): "u"}
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzü").union(PINYIN)

_ENDINGS_TO_WORDS = {
    ("市",): "city, municipality, prefecture-level city, county-level city, shi",
    ("省",): "province, sheng",
    ("自治区", "地区"): "region",
    ("自治区",): "autonomous region, zizhiqu",
    ("地区", "自治州", "盟"): "prefecture",
    ("自治州",): "autonomous prefecture, zizhizhou, zhou",
    ("地区",): "diqu",
    ("盟",): "league, meng",
    ("县",): "county, xian",
    ("自治县",): "autonomous county, zizhixian",
    ("区",): "district, qu",
    ("新区",): "new area, new district, xinqu",
    ("特区",): "special district, tequ",
    ("矿区",): "mining district, kuangqu",
    ("林区",): "forestry district, linqu",
    ("旗",): "banner, qi",
    ("自治旗",): "autonomous banner, zizhiqi",
}
GENERIC_WORDS: dict[str, tuple[str, ...]] = {
    word: endings for endings, words in _ENDINGS_TO_WORDS.items() for word in words.split(", ")
}
"""Generic words after a Latin name, each with the endings its place's full Chinese name may have."""


def normalise(text: str) -> NameKey:
    """Fold a name into the key under which its spellings are compared.

    Case, full-width forms, spaces, hyphens, apostrophes, the middle dot, tone marks and the diaeresis do not
    matter. Any other mark stays, so that a name that carries one matches only a spelling that carries it too.

    Args:
        text: A name in Chinese or Latin characters, or a code.

    Returns:
        The key; equal keys are the same spelling. Folding a key again changes nothing.

    >>> normalise("Xī’ān"), normalise("ＸＩ　ＡＮ"), normalise("西安")
    ('xian', 'xian', '西安')
    """
    if text.isascii():
        return NameKey(text.lower().translate(FILLERS))
    if text[0] >= FIRST_IDEOGRAPH and min(text) >= FIRST_IDEOGRAPH and max(text) <= _LAST_IDEOGRAPH:
        return NameKey(text)
    plain = text.lower().translate(_TO_PLAIN)
    if plain.isascii():
        return NameKey(plain)
    # The marks a spacing accent would leave behind must go first, and case folding may compose anew.
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return NameKey(unicodedata.normalize("NFC", bare.translate(_FILLERS_AND_MARKS)))


def toned(text: str) -> NameKey | None:
    """Fold a name into a key that keeps its tone marks.

    Tones distinguish what plain pinyin does not: Shǎnxī is 陕西 and Tāizhōu is 台州, never 山西 or 泰州.
    A breve counts as the caron it is often typed for; a diaeresis alone is not a tone mark.

    Args:
        text: A name in Hanyu Pinyin.

    Returns:
        The key, or None if the text carries no tone mark.

    >>> toned("Xī'ān"), toned("Ürümqi")
    ('xīān', None)
    """
    if text.isascii() or (text[0] >= FIRST_IDEOGRAPH and min(text) >= FIRST_IDEOGRAPH):
        return None
    plain = text.lower()
    plain = plain if _LETTERS.issuperset(plain) else plain.translate(FILLERS)
    if _LETTERS.issuperset(plain):
        return None if PINYIN.keys().isdisjoint(plain) else NameKey(plain)
    # Without its fillers first: NFKD turns the lone accent U+00B4, a usual apostrophe, into a tone mark.
    bare = unicodedata.normalize("NFKD", text.translate(FILLERS)).casefold().replace(_BREVE, _CARON)
    if not any(tone in bare for tone in _TONES):
        return None
    return NameKey(unicodedata.normalize("NFC", bare.translate(FILLERS)))


def split_generic(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a Latin name from a generic last word, such as City.

    Args:
        text: A name whose words are separated by spaces.

    Returns:
        The name without its last word or words, and the endings one of which the place's full Chinese name must
        have. Without a generic word, and always for a single word, the text itself and an empty tuple.

    >>> split_generic("Hangzhou City"), split_generic("Yishi")
    (('Hangzhou', ('市',)), ('Yishi', ()))
    """
    words = text.split()
    for count in (2, 1):
        if len(words) > count:
            endings = _generic_keys().get(normalise("".join(words[-count:])))
            if endings:
                return " ".join(words[:-count]), endings
    return text, ()


def split_autonomous(key: NameKey) -> tuple[NameKey, str]:
    """Split a Chinese key as 玉龙县, which people write for 玉龙纳西族自治县, from its last character.

    Args:
        key: a normalised name.

    Returns:
        The key without its last character, and what the place's full Chinese name must end with; of any other
        key the key itself and an empty text.

    >>> split_autonomous(NameKey("玉龙县"))
    ('玉龙', '自治县')
    """
    ending = AUTONOMOUS.get(key[-1:])
    return (NameKey(key[:-1]), ending) if ending and len(key) > _SHORTEST else (key, "")


AUTONOMOUS = {"县": "自治县", "縣": "自治县", "旗": "自治旗"}
"""What people write behind the short name of an autonomous county or banner, and what it stands for."""
_SHORTEST = 2


@functools.cache
def _generic_keys() -> dict[NameKey, tuple[str, ...]]:
    """Give the generic words as keys; few questions need them."""
    return {normalise(words): endings for words, endings in GENERIC_WORDS.items()}


def words_of_endings() -> dict[tuple[str, ...], tuple[NameKey, ...]]:
    """Give the generic words of each ending as keys, with what people write for an autonomous county."""
    return {
        endings: (
            *(normalise(word) for word in words.split(", ")),
            *(NameKey(word) for word, ending in AUTONOMOUS.items() if (ending,) == endings),
        )
        for endings, words in _ENDINGS_TO_WORDS.items()
    }
