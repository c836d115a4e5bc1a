"""Names that are most like a name that no place has."""

import os
import subprocess
import sys

import pytest

from pilotzones import Dataset
from pilotzones.geography.errors import UnknownPlaceError
from pilotzones.geography.names import normalise
from pilotzones.geography.near_misses import NearMisses

DATA = Dataset.bundled()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hangzou", "杭州市 (330100, Zhejiang)"),
        ("杭洲市", "杭州市 (330100, Zhejiang)"),
        ("Shenzen", "深圳市 (440300, Guangdong)"),
        ("Beijin", "北京市 (110000, Beijing)"),
        ("Guangzhuo", "广州市 (440100, Guangdong)"),
        ("Shijiazhang", "石家庄市 (130100, Hebei)"),
        ("益阳地区", "益阳市 (430900, Hunan)"),  # until 1994
        ("玉林地区", "玉林市 (450900, Guangxi)"),  # until 1997
    ],
)
def test_what_was_probably_meant_is_a_place_with_its_province(typed, meant):
    """In the error, as records and in the message."""
    with pytest.raises(UnknownPlaceError) as caught:
        DATA.place(typed)
    assert meant in map(str, caught.value.near_misses)
    assert meant in str(caught.value)
    assert len(caught.value.near_misses) <= 3


@pytest.mark.parametrize(("code", "around"), [("330199", ["330100", "330000"]), ("429000", ["420000"]), ("990000", [])])
def test_for_a_code_the_divisions_around_it_are_shown(code, around):
    """Digits that are like others say nothing."""
    with pytest.raises(UnknownPlaceError) as caught:
        DATA.place(code)
    assert [place.adcode for place in caught.value.near_misses] == around


def test_of_several_places_of_a_similar_name_the_highest_is_shown():
    """Liangshan is 凉山州 and 梁山县."""
    with pytest.raises(UnknownPlaceError) as caught:
        DATA.place("Liangshan Yi")
    assert caught.value.near_misses[0].name_zh == "凉山彝族自治州"


def test_nothing_is_shown_for_what_is_like_nothing():
    """The error says where names are listed."""
    with pytest.raises(
        UnknownPlaceError, match=r"No place has the name 'Qqqqq'\. provinces\(\) and zones\(\) list names"
    ):
        DATA.place("Qqqqq")


def test_the_most_similar_first_and_at_most_three():
    """One wrong letter is nearer than two; the first letter counts."""
    index = NearMisses(map(normalise, ["hangzhou", "huangzhou", "changzhou", "yangzhou", "beijing"]))
    assert index.of(normalise("hangzho"))[0] == "hangzhou"
    assert len(index.of(normalise("angzhou"))) == 3
    assert index.of(normalise("x")) == ()


def test_the_same_near_misses_are_shown_each_time():
    """Texts have another hash in each process; of many names as similar the first in the index are compared."""
    script = "import pilotzones\ntry: pilotzones.place('高雄')\nexcept pilotzones.UnknownPlaceError as e: print(ascii(str(e)))"
    shown = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "1234"
    }
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("names", "typed", "near"),
    [
        (["杭州", "苏州", "广东"], "杭洲", ("杭州",)),  # one of two characters
        (["石家庄", "张家界", "广东省"], "石家装", ("石家庄",)),  # one of three
        (["abcd", "abxy"], "abce", ("abcd",)),  # of four letters three
        (["一甲"], "一乙", ("一甲",)),  # U+4E00 is the first ideograph
        (["bangzhou", "hangzhon"], "hangzhou", ("hangzhon", "bangzhou")),  # the same first letter comes first
        (["大理白族自治州"], "大理市白族自治州", ("大理白族自治州",)),
        (["hangzhou"], "gh", ()),
        (["abx"], "aby", ()),  # of three letters none
        (["axb"], "ab", ()),  # two letters are looked up together
    ],
)
def test_how_much_may_be_wrong(names, typed, near):
    """One of two or three characters, and of a longer name a quarter; by the part of both names that is common."""
    assert NearMisses(names).of(typed) == near


@pytest.mark.parametrize(("others", "near"), [(59, ("abcdxfgh",)), (60, ())])
def test_sixty_names_are_compared(others, near):
    """Those that share the most pieces: a name behind sixty longer ones that share more is not found."""
    longer = [f"abcdefgh{number:030}" for number in range(others)]
    assert NearMisses(["abcdxfgh", *longer]).of("abcdefgh") == near


def test_a_character_that_is_often_in_a_long_name_counts_as_any_other():
    """By itself difflib leaves it out where a text has two hundred characters."""
    long = "xy" + "ab" * 120
    assert NearMisses([long]).of("ab" * 120 + "cccc") == (long,)
