"""Indexes of places by name, of tables with a few rows."""

import pytest

from pilotzones import DataIntegrityError
from pilotzones.geography.name_index import add_place, fold_spellings, list_spellings, look_up, read_index, with_endings
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import read_table

HAIKOU = {
    "place": "460100",
    "short_zh": "海口",
    "traditional": "海口市;海口縣",
    "pinyin": "Hǎikǒu",
    "spellings": "Hoihow;Hǎi-Kǒu Shì",
}
NAMES = {"460100": "海口市", "460400": "儋州市"}


def test_a_place_is_found_by_every_spelling_of_its_row(folder):
    """Its full name and code, and each spelling; one with tone marks that is not the pinyin counts only with them."""
    index = read_index([folder(place_names=[HAIKOU])], "place_names", NAMES, {"danzhou": ("0",), "海口": ("0",)})
    of_haikou = {key for key, places in index.items() if "460100" in places}
    assert of_haikou == {"海口市", "460100", "海口", "海口縣", "haikou", "hǎikǒu", "hoihow", "hǎikǒushì"}
    assert index["海口"] == ("0", "460100")
    assert (index["danzhou"], index["儋州市"], index["460400"]) == (("0",), ("460400",), ("460400",))
    assert "" not in index


def test_a_row_may_lack_all_spellings_but_one(folder):
    """As that of Xiong'an, which has no short name."""
    rows = [{"place": "460100", "traditional": "海口市"}, {"place": "460400", "pinyin": "Dānzhōu"}]
    first, second = read_table([folder(place_names=rows)], "place_names", Faults())
    assert (fold_spellings(first), list_spellings(first)) == (["海口市"], ("海口市",))
    assert (sorted(fold_spellings(second)), list_spellings(second)) == (["danzhou", "dānzhōu"], ("Dānzhōu",))


def test_spellings_are_listed_as_they_are_written(folder):
    """The short name, traditional characters, pinyin, others."""
    (row,) = read_table([folder(place_names=[HAIKOU])], "place_names", Faults())
    assert list_spellings(row) == ("海口", "海口市", "海口縣", "Hǎikǒu", "Hoihow", "Hǎi-Kǒu Shì")


def test_spellings_of_no_place_are_a_fault_with_the_row(folder):
    """The first row of each such place is named."""
    rows = [HAIKOU, {"place": "999999", "short_zh": "火星"}]
    with pytest.raises(DataIntegrityError) as caught:
        read_index([folder(place_names=rows)], "place_names", NAMES, {})
    assert (caught.value.line, caught.value.column) == (3, "place")
    assert "'999999' is not a place of provinces.csv, divisions.csv or territories.csv." in str(caught.value)
    with pytest.raises(DataIntegrityError, match="line 2, column place: the cell is blank"):
        read_index([folder(place_names=[{**HAIKOU, "place": ""}])], "place_names", NAMES, {})


def test_a_place_is_added_once_to_each_name():
    """Behind those that have it already."""
    index = {"a": ("1",)}
    for place in ("2", "1", "2", "3"):
        add_place(index, place, ["a", "b"])
    assert index == {"a": ("1", "2", "3"), "b": ("2", "1", "3")}


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Hai Kou", ("460100",)),
        ("Hǎikǒu", ("460100",)),
        ("Hàikǒu", ("460100",)),  # tones that no spelling has: then without
        ("Haikou City", ("460100",)),
        ("Haikou County", ()),
        ("City", ()),
        ("Danzhou", ()),
    ],
)
def test_a_name_is_looked_up_as_it_is_or_without_a_generic_word(name, places):
    """The word must fit the full Chinese name."""
    assert look_up({"haikou": ("460100",), "hǎikǒu": ("460100",)}, name, NAMES) == places


def test_names_with_a_generic_word_are_added():
    """To the names of several indexes; a name that some place has as it is stays that place's alone."""
    full = {"1": "海口市", "2": "玉龙纳西族自治县", "3": "海口县"}
    found = with_endings(
        [({"haikou": ("1", "3"), "玉龙": ("2",), "haikoucity": ("2",)}, full), ({"haikou": ("9",)}, {"9": "海口区"})]
    )
    places = {name: list(keys) for name, keys in found.items()}
    assert places["haikou"] == ["1", "3", "9"]
    assert (places["haikoushi"], places["haikoucounty"], places["haikoudistrict"]) == (["1"], ["3"], ["9"])
    assert (places["haikoucity"], places["玉龙县"], places["玉龙縣"]) == (["2"], ["2"], ["2"])
    assert not {"haikouprovince", "haikou县", "玉龙旗"} & places.keys()
    assert all(places.values())
