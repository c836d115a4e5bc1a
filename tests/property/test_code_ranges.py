"""The algebra of ``CodeRanges``, against sets of numbers written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotzones.code_ranges import EVERY_CODE, FIRST_CODE, LAST_CODE, NO_CODE, CodeRanges

# Sets are written out as numbers, so ranges lie in two stretches of twenty codes: at either end of all there are.
CODES = [*range(20), *range(99_999_980, 100_000_000)]
codes = st.sampled_from(CODES).map(lambda number: f"{number:08}")
ranges = st.lists(st.tuples(codes, codes), max_size=6)


def written_out(some):
    """The numbers of ranges, both ends included; the long one between the two stretches is left out."""
    return {number for first, last in some for number in CODES if int(first) <= number <= int(last)}


@given(ranges)
def test_a_set_has_the_codes_of_its_ranges(some):
    """Both ends are included, in whatever order the ranges come and however they overlap."""
    made = CodeRanges(some)
    expected = written_out(some)
    assert {number for number in CODES if f"{number:08}" in made} == expected
    assert written_out(made) == expected
    assert made.count == sum(int(last) - int(first) + 1 for first, last in made)
    assert bool(made) == any(first <= last for first, last in some)


@given(ranges)
def test_ranges_are_in_order_and_apart(some):
    """So that two sets with the same codes are equal, and hash alike."""
    made = CodeRanges(some)
    ends = [int(end) for pair in made for end in pair]
    assert all(first <= last for first, last in made)
    assert all(ends[index] + 1 < ends[index + 1] for index in range(1, len(ends) - 1, 2))
    again = CodeRanges(reversed(list(made)))
    assert again == made
    assert hash(again) == hash(made)


@given(ranges, ranges)
def test_two_sets_are_joined_shared_and_taken_apart(some, others):
    """As sets of numbers are."""
    a, b = CodeRanges(some), CodeRanges(others)
    x, y = written_out(some), written_out(others)
    assert written_out(a.union(b)) == x | y
    assert written_out(a.intersection(b)) == x & y
    assert written_out(a.without(b)) == x - y
    assert written_out(a.gaps()) == set(CODES) - x
    assert a.without(b).union(a.intersection(b)) == a
    assert a.union(b).count == a.count + b.count - a.intersection(b).count


@given(ranges)
def test_a_set_and_its_gaps_are_everything(some):
    """And share nothing."""
    made = CodeRanges(some)
    assert made.union(made.gaps()) == EVERY_CODE
    assert made.intersection(made.gaps()) == NO_CODE
    assert made.gaps().gaps() == made
    assert made.count + made.gaps().count == 100_000_000


@given(ranges, st.data())
def test_the_nth_code_has_so_many_before_it(some, data):
    """And there is none behind the last."""
    made = CodeRanges(some)
    if not made:
        with pytest.raises(IndexError):
            made.nth(0)
        return
    number = data.draw(st.integers(0, made.count - 1))
    code = made.nth(number)
    assert code in made
    before = made.intersection(CodeRanges([(FIRST_CODE, code)]))
    assert before.count == number + 1
    with pytest.raises(IndexError):
        made.nth(made.count)


@given(st.lists(codes, max_size=8))
def test_single_codes(some):
    """Make a set of just these."""
    assert written_out(CodeRanges.of(some)) == {int(code) for code in some}
    assert CodeRanges.of(some).count == len(set(some))


@pytest.mark.parametrize(
    ("prefix", "first", "last"),
    [("", FIRST_CODE, LAST_CODE), ("04", "04000000", "04999999"), ("04029100", "04029100", "04029100")],
)
def test_a_prefix_has_all_codes_that_begin_with_it(prefix, first, last):
    """A chapter, a heading, a line, or everything."""
    assert list(CodeRanges.under(prefix)) == [(first, last)]


def test_a_set_is_no_list_of_pairs():
    """It equals sets alone, and shows its ranges."""
    made = CodeRanges([("04010000", "04019999")])
    assert made != [("04010000", "04019999")]
    assert repr(made) == "CodeRanges(04010000-04019999)"
