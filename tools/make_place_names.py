"""Make data/province_names.csv, place_names.csv and former_names.csv, the spellings of each place's name.

Provinces have their own table, because a question about a province needs no other names. Former names are those of
divisions_history.csv that divisions.csv does not have.

Run it with pypinyin 0.55.0 and OpenCC 1.4.2: another version may read or convert a name differently, and the
tables are reviewed by hand. place_names_curated.csv corrects what those two get wrong, and gives the reason.

The columns of the tables
    short_zh     blank if the short form equals the full name
    traditional  ``;``-joined, of the full and short forms and the Chinese spellings; blank if they are the same
    pinyin       of the short form, with tone marks; index both ``toned(pinyin)`` and ``normalise(pinyin)``
    spellings    ``;``-joined; index a spelling with a tone mark under ``toned`` only, any other spelling under
                 ``normalise``

So 610000 does not have pinyin, but it has the spellings Shaanxi, Shǎnxī and Shǎnxi: plain Shanxi is only 140000, 山西.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from opencc import OpenCC
from pypinyin import Style, pinyin

from pilotzones.geography.names import normalise, toned
from pilotzones.records.short_names import short_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "pilotzones" / "data"
CURATED = ROOT / "tools" / "place_names_curated.csv"
HEADER = ("place", "short_zh", "traditional", "pinyin", "spellings")
FORMER = ("place", "name_zh", *HEADER[1:])
XIONGAN = "xiongan"
CONVERTERS = tuple(OpenCC(config) for config in ("s2t", "s2tw", "s2hk"))
# Where OpenCC gives the first of a pair, people also write the second: 臺州, 龍岩, 慈溪, 餘杭, 南岳, 沈陽.
VARIANTS = tuple(
    (pair[0], pair[1])
    for pair in (
        "臺台 台臺 峯峰 巖岩 谿溪 余餘 餘余 嶽岳 瀋沈 鉅巨 霑沾 遊游 鬱郁 穀谷 幹干 羣群 裏里 裡里 "
        "鐘鍾 鍾鐘 準准 爲為 棲栖 云雲 崑昆 柺拐 淩凌 澂澄 濬浚 礄硚 稜棱"
    ).split()
)
FIRST_IDEOGRAPH = "\u4e00"
NONE = "-"

# How these characters sound in place names; pypinyin often gives another sound. The curated table has the exceptions.
TONED = "cháng cháo dū fó huá kā lè luò qū rén shí yìn zhā zǐ"
SOUNDS = dict(zip("长朝都佛华喀勒漯曲任什荫扎子", TONED.split(), strict=True))
# Pinyin is split at these words, in names that are their own short form; other characters are written as one word.
KINDS = (
    "行政委员会 管委会 开发区 管理区 示范区 实验区 名胜区 聚集区 食品区 园区 新区 矿区 新城 群岛 "
    "前旗 后旗 中旗 左旗 右旗 联合旗 左翼 右翼 (?<=[蓝白黄])旗 "
    "高新 高技术 技术 产业 经济 综合 城乡 一体化 现代 工业 循环 化工 物流 文化 旅游 创意 转型 改革 风景 航空港"
).split()
UMLAUT = re.compile("[üǖǘǚǜ]")
ENGLISH_KINDS = {"县": "County", "区": "District", "市": "City", "新区": "New Area"}
SHORTEST = len("雄县")


class Place(NamedTuple):
    """A province, division or zone of its own, with its spellings from other tables."""

    key: str
    name_zh: str
    known: tuple[str, ...]


class Curated(NamedTuple):
    """A hand-made value of one column of one place."""

    place: str
    column: str
    value: str
    why: str


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV table.

    Args:
        path: The file, in UTF-8.

    Returns:
        Its rows in order, each by column.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places() -> list[Place]:
    """List the places in the order of the table.

    Returns:
        Provinces, then Xiong'an, then prefectures, then counties; each group by code.
    """
    zones: dict[str, list[str]] = {}
    for zone in read(DATA / "zones.csv"):
        key = XIONGAN if zone["id"] == XIONGAN else zone["adcode"]
        zones.setdefault(key, []).extend((zone["name_en"], zone["id"]))
    provinces = [
        Place(row["adcode"], row["name_zh"], (*province_forms(row), *zones.get(row["adcode"], ())))
        for row in read(DATA / "provinces.csv")
    ]
    divisions = read(DATA / "divisions.csv")
    groups = [provinces, [Place(XIONGAN, "雄安新区", tuple(zones[XIONGAN]))]]
    for level in ("prefecture", "county"):
        rows = (row for row in divisions if row["level"] == level)
        groups.append([Place(row["adcode"], row["name_zh"], tuple(zones.get(row["adcode"], ()))) for row in rows])
    return [place for group in groups for place in sorted(group)]


def province_forms(row: dict[str, str]) -> tuple[str, ...]:
    """List the spellings of a province that its own table gives.

    Args:
        row: A row of provinces.csv.

    Returns:
        The English name, the one-character abbreviation, the ISO 3166-2 code and the older numeric one.
    """
    return row["name_en"], row["abbreviation_zh"], row["iso"], f"CN-{row['adcode'][:2]}"


def sounds(text: str) -> list[str]:
    """Give the pinyin of each character of a text.

    Args:
        text: Text in simplified characters.

    Returns:
        A toned syllable in lower case for each character.
    """
    read_by_phrase = (found[0] for found in pinyin(text, style=Style.TONE))
    return [SOUNDS.get(character, sound) for character, sound in zip(text, read_by_phrase, strict=True)]


def word(syllables: Iterable[str]) -> str:
    """Join syllables into a word of Hanyu Pinyin.

    Args:
        syllables: Toned syllables in lower case.

    Returns:
        The word, capitalised, with an apostrophe before a later syllable that begins with a, e or o.
    """
    return re.sub(r"(?<=\w) (?=[aāáǎàeēéěèoōóǒò])", "'", " ".join(syllables)).replace(" ", "").capitalize()


def spell(short: str, name_zh: str, words: re.Pattern[str]) -> str:
    """Write the pinyin of a short form.

    Args:
        short: A short form in Chinese.
        name_zh: The full name.
        words: The words at which a name is split if it is its own short form.

    Returns:
        Its words, capitalised and separated by spaces.
    """
    pieces = [short]
    if short == name_zh or "翼" in short:
        pieces = [short[0], short[1]] if len(short) == SHORTEST else words.split(short)
    syllables = sounds(short)
    written = []
    for piece in filter(None, pieces):
        written.append(word(syllables[: len(piece)]))
        del syllables[: len(piece)]
    return " ".join(written)


def traditional(names: Iterable[str]) -> Iterator[str]:
    """Convert names to traditional characters.

    Args:
        names: Names; those in Latin letters are skipped.

    Yields:
        For each name, its forms in general use, in Taiwan and in Hong Kong, then their variants. A form may
        appear more than once.
    """
    for name in names:
        if name and name[0] >= FIRST_IDEOGRAPH:
            forms = [converter.convert(name) for converter in CONVERTERS]
            for one, other in VARIANTS:
                forms += [form.replace(one, other) for form in forms if one in form]
            yield from forms


def derived(place: Place, short: str, toned_pinyin: str) -> Iterator[str]:
    """Derive spellings by rule.

    Args:
        place: The place.
        short: Its short form.
        toned_pinyin: The pinyin of the short form.

    Yields:
        The spellings known from other tables, 大理州 for 大理白族自治州, Lvliang and Lyuliang for Lǚliáng, and
        Zhao County for 赵县, whose pinyin is Zhào Xiàn.
    """
    yield from place.known
    if place.name_zh.endswith("自治州"):
        yield f"{short}州"
    if UMLAUT.search(toned_pinyin):
        for typed in ("v", "yu"):
            yield plainly(UMLAUT.sub(typed, toned_pinyin).split())
    words, kind = toned_pinyin.split(" "), short[1:] if len(short) == SHORTEST else short[-2:]
    if len(words) > 1 and short == place.name_zh and kind in ENGLISH_KINDS:
        yield f"{plainly(words[:-1])} {ENGLISH_KINDS[kind]}"


def plainly(words: Iterable[str]) -> str:
    """Write words of pinyin without tones.

    Args:
        words: Words of toned pinyin.

    Returns:
        The plain words, capitalised and separated by spaces.
    """
    return " ".join(str(normalise(piece)).capitalize() for piece in words)


def distinct(forms: Iterable[str], taken: Iterable[str]) -> str:
    """Join forms, and leave out those whose key is already there.

    Args:
        forms: The forms, the preferred ones first.
        taken: Forms whose keys the row already has.

    Returns:
        The forms that add a key, joined by ``;``.
    """
    keys = {key for form in taken for key in (toned(form), normalise(form)) if form}
    kept = []
    for form in forms:
        key = toned(form) or normalise(form)
        if key not in keys:
            keys.add(key)
            kept.append(form)
    return ";".join(kept)


def row_of(place: Place, curated: dict[str, list[str]], words: re.Pattern[str]) -> tuple[str, ...]:
    """Make the row of a place.

    Args:
        place: The place.
        curated: Its hand-made values by column.
        words: The words at which its pinyin is split.

    Returns:
        The cells in the order of the header.
    """
    short = short_form(place.name_zh)
    toned_pinyin = curated.get("pinyin", [spell(short, place.name_zh, words)])[0].replace(NONE, "")
    names = (place.key, place.name_zh, short, toned_pinyin)
    spellings = distinct((*derived(place, short, toned_pinyin), *curated.get("spellings", ())), names)
    converted = traditional((place.name_zh, short, *spellings.split(";")))
    chinese = distinct((*converted, *curated.get("traditional", ())), (*names, *spellings.split(";")))
    return place.key, "" if short == place.name_zh else short, chinese, toned_pinyin, spellings


def former_places() -> list[Place]:
    """List the divisions whose names are in no other table, in the order of their codes.

    Returns:
        Those that ended or were renamed, and those younger than divisions.csv.
    """
    current = {row["adcode"]: row["name_zh"] for row in read(DATA / "divisions.csv")}
    rows = [row for row in read(DATA / "divisions_history.csv") if not row["adcode"].endswith("0000")]
    named = {(row["adcode"], row["name_zh"]) for row in rows if current.get(row["adcode"]) != row["name_zh"]}
    return sorted(Place(adcode, name_zh, ()) for adcode, name_zh in named)


def tables() -> dict[str, str]:
    """Make the tables.

    Returns:
        The text of each file, by its name.

    Raises:
        ValueError: If a curated row names a place or a column that does not exist.
    """
    by_place: dict[str, dict[str, list[str]]] = {}
    for row in (Curated(**row) for row in read(CURATED)):
        by_place.setdefault(row.place, {}).setdefault(row.column, []).extend(row.value.split(";"))
    found = places()
    large = [place.name_zh for place in found if place.key.endswith("00")]
    large = sorted({*large, *map(short_form, large)}, key=lambda name: (-len(name), name))
    words = re.compile("(" + "|".join((*large, *KINDS)) + ")")
    stray = {place for place in by_place if place not in {place.key for place in found}}
    stray |= {column for columns in by_place.values() for column in columns if column not in HEADER[2:]}
    if stray:
        message = f"{CURATED.name}: these are not places or columns: {', '.join(sorted(stray))}. Correct the rows."
        raise ValueError(message)
    rows = [row_of(place, by_place.get(place.key, {}), words) for place in found]
    former = [(place, row_of(place, {}, words)) for place in former_places()]
    return {
        "former_names.csv": text_of(((row[0], place.name_zh, *row[1:]) for place, row in former), FORMER),
        "province_names.csv": text_of(row for row in rows if row[0].endswith("0000")),
        "place_names.csv": text_of(row for row in rows if not row[0].endswith("0000")),
    }


def text_of(rows: Iterable[tuple[str, ...]], header: tuple[str, ...] = HEADER) -> str:
    """Write rows as CSV under a header."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def first_difference(shipped: str, made: str) -> str | None:
    """Describe the first line that differs between a shipped table and the one made now; None if they are equal."""
    lines = enumerate(zip_longest(shipped.split("\n"), made.split("\n"), fillvalue="(no line)"), start=1)
    return next((f"{number}: shipped {old!r}, made {new!r}" for number, (old, new) in lines if old != new), None)


def main(arguments: list[str] | None = None) -> int:
    """Write the tables, or check the shipped ones.

    Args:
        arguments: The command line; the process's own if None.

    Returns:
        The exit code: 1 with ``--check`` if a shipped table differs from the one made now.
    """
    parser = argparse.ArgumentParser(description="Make the tables of place names.")
    parser.add_argument("--check", action="store_true", help="only compare the shipped tables; exit 1 if one differs")
    check = parser.parse_args(arguments).check
    differences = 0
    for name, made in tables().items():
        if not check:
            (DATA / name).write_text(made, encoding="utf-8", newline="\n")
        elif difference := first_difference((DATA / name).read_text(encoding="utf-8"), made):
            print(f"{name}:{difference}", file=sys.stderr)
            differences += 1
    return int(differences > 0)


if __name__ == "__main__":
    sys.exit(main())
