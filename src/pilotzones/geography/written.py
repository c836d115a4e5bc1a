"""How people write places: codes of all districts, names with the province around them, addresses, English order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.geography.name_checks import CODE_LENGTHS
from pilotzones.geography.name_index import with_endings
from pilotzones.geography.names import AUTONOMOUS, FIRST_IDEOGRAPH, NameKey, normalise
from pilotzones.once import once
from pilotzones.records.short_names import short_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pilotzones.geography.gazetteer import Gazetteer
    from pilotzones.geography.name_index import Keys
    from pilotzones.records.places import Place

_URBAN_CODE = re.compile(r"([0-9]{2})0[12]00|([0-9]{2}(?!00)[0-9]{2})01")
"""What stands for the districts, or the counties, of a municipality or city: 310100, 330101."""

_SEPARATORS = re.compile("[,，、;；:：/|>()（）]")
_COUNTRY = frozenset(map(normalise, ("中国", "中國", "中华人民共和国", "China", "PRC", "P.R. China", "PR China", "CN")))
_URBAN = ("市辖区", "市轄區", "市区", "市區", "全市", "市本级", "市本級", "辖区")
"""What statistics write behind a city: its districts, all of it, its own budget."""

_BETWEEN = re.compile("(?:市辖区|市轄區|(?:省|自治区)?直辖(?:县级|县)?(?:行政(?:区划|单位))?|县(?=.+县))(?=.)")
"""What official lists write where there is no prefecture: 北京市市辖区朝阳区, 湖北省省直辖县级行政区划仙桃市."""
_POSTCODE = re.compile(f"[0-9]{{6}}(?=[{FIRST_IDEOGRAPH}-\u9fff])")
_FOOTNOTES = "*＊①②③④⑤⑥⑦⑧⑨⑩"

_OUTSIDE_LATIN = frozenset(
    "hongkong hongkongsar hongkongchina hongkongsarchina chinahongkong xianggang cnhk hk hksar "
    "macao macaosar macaochina macaosarchina chinamacao macau macausar macauchina macausarchina chinamacau "
    "aomen cnmo mo "
    "taiwan taiwanprovince taiwanchina chinataiwan cntw tw".split()
)
_OUTSIDE_CODE = re.compile(r"(71|81|82)([0-9]{2}|[0-9]{4}|[0-9]{7}|[0-9]{10})?")
_OUTSIDE_CHINESE = ("香港", "澳门", "澳門", "台湾", "臺灣", "台灣")
OUTSIDE_NAMES = (
    *sorted(_OUTSIDE_LATIN),
    *(f"{code:0<{length}}" for code in ("71", "81", "82") for length in (2, 4, 6, 9, 12)),
    *(*_OUTSIDE_CHINESE, "香港特别行政区", "澳门特别行政区", "台湾省", "臺灣省"),
)
"""The names, folded, and codes of Hong Kong, Macao and Taiwan."""

_SHORTEST = 2
_LONGEST_PREFIX = 16
_KINDS = ("市", "区", "县", "旗", "區", "縣")


def is_outside(name: str) -> bool:
    """Tell whether a name is that of Hong Kong, Macao or Taiwan, or of something there."""
    parts = [normalise(part) for part in _SEPARATORS.split(name)]
    return any(
        part in _OUTSIDE_LATIN or _OUTSIDE_CODE.fullmatch(part) or _without_country(part).startswith(_OUTSIDE_CHINESE)
        for part in parts
    )


def listed(places: Iterable[Place], between: str = ", ") -> str:
    """List places with their English names and their provinces."""
    return between.join(f"{place.name_en or ''} {place}".strip() for place in places)


class WrittenForms:
    """Reads names that have more in them than the name alone. Nothing is guessed: every part must be known."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def keys(self, name: str) -> Keys:
        """Find the places that a text names, from the highest level down; empty if it is none of the forms."""
        code = _URBAN_CODE.fullmatch(normalise(name))
        if code:
            return self._around(code[1], code[2])
        parts = [part for part in map(str.strip, _SEPARATORS.split(name.rstrip(_FOOTNOTES))) if part]
        parts = [part for part in parts if normalise(part) not in _COUNTRY and part not in _URBAN]
        if not parts:
            return ()
        found = self._either_way(parts)
        if not found and len(parts) == 1 and normalise(parts[0]).isascii():
            return self._in_words(parts[0].split())
        return found or self._before_parts_of_a_street(parts) or self._in_two_languages(parts)

    def every_form(self) -> Iterator[str]:
        """Go through the forms that can be listed: codes, and names with what contains the place."""
        gazetteer = self._gazetteer
        for key in (*gazetteer.full_names, *gazetteer.former_full_names):
            code, level = gazetteer.territory(key)[0], gazetteer.level(key)
            yield from (code[:4], f"{code}000", f"{code}000000") if level != "special" else ()
            names = _full_and_short(gazetteer.spellings(key))
            province = gazetteer.provinces_by_code[code[:2]]
            if level == "province":
                yield from (code[:2], f"{code[:2]}0100", f"{code[:2]}0200")
                yield from _urban(names)
                if key in self._municipalities:
                    yield from (f"{names[0]}{names[0]}", f"{province.name_en}, {province.name_en}")
                continue
            yield from (f"{around}{name}" for around in (province.name_zh, province.short_zh) for name in names)
            english = gazetteer.records.english(key)
            yield from (f"{english}{between}{province.name_en}" for between in (", ", " ") if english)
            if f"{code[:2]}0000" in self._municipalities:
                yield from (f"{province.name_zh}{between}{names[0]}" for between in (province.name_zh, "市辖区"))
            if level == "prefecture":
                yield f"{code[:4]}01"
                yield from _urban(names)
                yield from (f"{province.name_en}{between}{english}" for between in (", ", ": ", " "))
                yield from (f"{english} ({province.name_en})", f"{english}, {province.name_en}, China")
            in_prefecture = level == "county" and code[2:4] != "00"  # until 2001 counties of Hainan had no other digits
            for around in gazetteer.history.by_code.get(f"{code[:4]}00", ()) if in_prefecture else ():
                prefecture = _full_and_short(gazetteer.spellings(around))
                for name in (names[0], *names[2:]):
                    yield from (f"{outer}{name}" for outer in prefecture)
                    yield f"{province.name_zh}{prefecture[0]}{name}"
                    yield from (f"{province.short_zh}{outer}{name}" for outer in prefecture)

    def every_province(self) -> dict[NameKey, str]:
        """Give the codes of provinces by name, also with a word such as Province behind, and by code of any length."""
        gazetteer = self._gazetteer
        full = {province.adcode: province.name_zh for province in gazetteer.provinces}
        found = {name: next(iter(keys)) for name, keys in with_endings([(gazetteer.province_keys, full)]).items()}
        return found | {NameKey(f"{code[:2]:0<{length}}"): code for code in full for length in CODE_LENGTHS}

    def narrowed(self, keys: Keys) -> Iterator[Keys]:
        """Go through what may be left of the places of a name when a form also says what contains them."""
        codes = [self._gazetteer.territory(key)[0] for key in keys] if len(keys) > 1 else []
        prefixes = {code[:length] for code in codes for length in (2, 4)}
        joint = [around for around in self._joint if len(prefixes.intersection(around)) > 1]
        for around in (*((prefix,) for prefix in sorted(prefixes)), *joint):
            inside = tuple(key for key in keys if self._lies_in(key, around))
            yield from (inside, tuple(filter(self._ends_chain, inside)))
        yield from ((key,) for key in keys)

    def _in_words(self, words: list[str]) -> Keys:
        """Read a Latin name without a comma before what contains the place: Hangzhou Zhejiang China."""
        while words and normalise(words[-1]) in _COUNTRY:
            words = words[:-1]
        for cut in range(len(words), 0, -1):
            found = self._either_way(list(filter(None, (" ".join(words[:cut]), " ".join(words[cut:])))))
            if found:
                return found
        return ()

    def _around(self, municipality: str | None, city: str | None) -> Keys:
        """Find the municipality or city of the code of its districts."""
        if city:
            return self._gazetteer.keys_of(f"{city}00")
        code = f"{municipality}0000"
        return (code,) if code in self._municipalities else ()

    def _either_way(self, parts: list[str]) -> Keys:
        """Find the places of parts in English or in Chinese order."""
        return self._inside(parts) or self._inside(parts[::-1])

    def _before_parts_of_a_street(self, parts: list[str]) -> Keys:
        """Find the places of Chinese parts from the province down, with parts of a street behind them."""
        if normalise(parts[0]).isascii():
            return ()
        for cut in range(len(parts) - 1, 0, -1):
            is_name_alone = cut == 1 and self._gazetteer.keys_of(parts[0])
            if is_name_alone or self._part(parts[cut]):
                return ()
            found = self._inside(parts[cut - 1 :: -1])
            if found:
                return found if all(map(self._ends_chain, found)) else ()
        return ()

    def _in_two_languages(self, parts: list[str]) -> Keys:
        """Find the places that two parts both name, one in Chinese and one in Latin characters: 苏州（Suzhou）."""
        if len({normalise(part).isascii() for part in parts}) == 1:
            return ()
        first, *others = map(self._part, parts)
        return tuple(key for key in first if all(key in other for other in others))

    def _inside(self, parts: list[str]) -> Keys:
        """Find the places of the first part that lie in a place of each other part."""
        found = self._part(parts[0])
        for part in parts[1:]:
            outer = [key for key in self._part(part) if self._gazetteer.level(key) != "county"]
            around = {_prefix(code) for key in outer for code in self._gazetteer.territory(key)}
            found = tuple(key for key in found if self._lies_in(key, around))
        return found

    def _lies_in(self, key: str, prefixes: Collection[str]) -> bool:
        """Tell whether a place lies in a division; a municipality is its own prefecture: Beijing, Beijing."""
        if key in self._municipalities:
            return key[:2] in prefixes
        codes = self._gazetteer.territory(key)
        return any(all(_is_inside(code, prefix) for code in codes) for prefix in prefixes)

    def _part(self, name: str) -> Keys:
        """Read a part without separators: a name, or a chain from the province down."""
        found = self._gazetteer.keys_of(name)
        key = NameKey(_POSTCODE.sub("", normalise(name), count=1))
        if found or key.isascii() or len(key) <= _SHORTEST:
            return found
        return self._chain(_without_urban(_without_country(key))) or self._chain(_without_country(key))

    def _chain(self, key: NameKey) -> Keys:
        """Read a chain of Chinese names from the province down, with a street behind the last if there is one."""
        found = self._gazetteer.keys_of(key)
        if found:
            return found
        for prefix, rest in self._steps(key, self._provinces):
            found = self._starting(rest, prefix)
            for inner, last in self._steps(rest, self._prefectures) if not found else ():
                found = found or (self._below(last, inner) if inner.startswith(prefix) else ())
            found = found or self._before_any_street(rest, prefix)  # 毕节市大方县 is not a street of a former 毕节市
            if found:
                return found
        for prefix, rest in self._steps(key, self._prefectures):
            found = self._below(rest, prefix) or self._before_street(key.removesuffix(rest), prefix)
            if found:
                return found
        return ()

    def _below(self, rest: NameKey, prefix: str) -> Keys:
        """Find the places of a name inside a province or prefecture; or those of a full name before a street."""
        return self._starting(rest, prefix) or self._before_any_street(rest, prefix)

    def _before_any_street(self, rest: NameKey, prefix: str) -> Keys:
        """Find the places of the longest full name at the beginning that only a street can follow."""
        for length in range(min(len(rest) - 1, _LONGEST_PREFIX), _SHORTEST - 1, -1):
            found = self._before_street(rest[:length], prefix)
            if found:
                return found
        return ()

    def _before_street(self, name: str, prefix: str) -> Keys:
        """Find the places of a full name, in or of a province or prefecture, that only a street can follow.

        Former places do not count if one of the name has counties and none of today ends the chain: behind
        毕节市 comes a county, and not a street of the county-level 毕节市 of 2010.
        """
        keys = self._gazetteer.keys_of(name) if name.endswith(_KINDS) else ()
        inside = tuple(key for key in keys if self._gazetteer.territory(key)[0].startswith(prefix))
        ending = tuple(filter(self._ends_chain, inside))
        is_sure = ending == inside or any(key in self._gazetteer.full_names for key in ending)
        return ending if is_sure else ()

    def _ends_chain(self, key: str) -> bool:
        """Tell whether only a street can follow: behind a county, or a prefecture that has no counties."""
        level = self._gazetteer.level(key)
        return level == "county" or (level == "prefecture" and key[:4] not in self._with_counties)

    def _starting(self, name: NameKey, prefix: str) -> Keys:
        """Find the places of a name inside a province or prefecture: 东乡县 in Gansu is 东乡族自治县."""
        keys = (*self._gazetteer.keys_of(name), *self._gazetteer.autonomous(name))
        return tuple(key for key in dict.fromkeys(keys) if self._lies_in(key, (prefix,)))

    def _steps(self, key: NameKey, names: dict[NameKey, tuple[str, ...]]) -> Iterator[tuple[str, NameKey]]:
        """Go through the ways to take a name off the beginning, the longest first: its digits, and the rest."""
        for length in range(min(len(key) - 1, _LONGEST_PREFIX), _SHORTEST - 1, -1):
            for prefix in names.get(NameKey(key[:length]), ()):
                rest = key[length:]
                between = _BETWEEN.match(rest)
                yield prefix, NameKey(rest[between.end() :] if between else rest)

    @once
    def _provinces(self) -> dict[NameKey, tuple[str, ...]]:
        """The first digits of provinces by their Chinese names."""
        return self._prefixes("province")

    @once
    def _prefectures(self) -> dict[NameKey, tuple[str, ...]]:
        """The first digits of prefectures, of today and former ones, of municipalities and special zones, by name."""
        alone = {name: codes for name, codes in self._provinces.items() if f"{codes[0]}0000" in self._municipalities}
        return self._prefixes("prefecture", "special") | alone

    @once
    def _joint(self) -> tuple[tuple[str, ...], ...]:
        """The first digits of the prefectures of each name that several have or had."""
        outer = self._prefixes("province", "prefecture", "special", first="")
        return tuple(dict.fromkeys(around for around in outer.values() if len(around) > 1))

    @once
    def _municipalities(self) -> frozenset[str]:
        return frozenset(province.adcode for province in self._gazetteer.provinces if province.kind == "municipality")

    def _prefixes(self, *levels: str, first: str = FIRST_IDEOGRAPH) -> dict[NameKey, tuple[str, ...]]:
        """Find the first digits of the places of some levels by their names; ``first`` leaves out those before it."""
        found: dict[NameKey, tuple[str, ...]] = {}
        for names in (self._gazetteer.place_keys, self._gazetteer.former_keys):
            for key, places in names.items():
                outer = [place for place in places if self._gazetteer.level(place) in levels]
                prefixes = {_prefix(code) for place in outer for code in self._gazetteer.territory(place)}
                if prefixes and len(key) >= _SHORTEST and key[0] >= first:
                    found[key] = tuple(sorted(prefixes.union(found.get(key, ()))))
        return found

    @once
    def _with_counties(self) -> frozenset[str]:
        """The first digits of the prefectures that have counties."""
        codes = {*self._gazetteer.divisions(), *self._gazetteer.history.by_code}
        return frozenset(code[:4] for code in codes if not code.endswith("00"))


def _prefix(code: str) -> str:
    """Give the digits of a code that every code inside begins with."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _is_inside(code: str, prefix: str) -> bool:
    """Tell whether a code is inside a division; a special zone has the counties themselves, not what is inside them."""
    return code.startswith(prefix) and (code != f"{prefix:0<6}" or len(prefix) == len(code))


def _without_country(key: NameKey) -> NameKey:
    for country in ("中华人民共和国", "中国", "中國"):
        if key.startswith(country):
            return NameKey(key.removeprefix(country))
    return key


def _without_urban(key: NameKey) -> NameKey:
    for words in _URBAN:
        if key.endswith(words) and len(key) - len(words) >= _SHORTEST:
            return NameKey(key.removesuffix(words))
    return key


def _urban(names: Iterable[str]) -> Iterator[str]:
    """Go through the names of a city with the words of statistics behind."""
    return (f"{name}{words}" for name in names for words in ("(市辖区)", "(市区)", *_URBAN[:4]))


def _full_and_short(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """Take the full Chinese name, the short one if there is one, and 玉龙县 for 玉龙纳西族自治县."""
    full = spellings[0]
    short = short_form(full)
    return tuple(dict.fromkeys((full, short, *(short + word for word in "县旗" if full.endswith(AUTONOMOUS[word])))))
