"""Sets of codes: what is in them is what is in one of their ranges."""

from fuzzing import INPUTS, fuzzed, tally
from hypothesis import strategies as st

from pilotzones.code_ranges import EVERY_CODE, CodeRanges

numbers = st.integers(0, 40) | st.integers(0, 10**8 - 1) | st.sampled_from((0, 99_999_998, 99_999_999))
ranges = st.lists(st.tuples(numbers, numbers), max_size=6)


def made(given):
    """Make a set of ranges of numbers."""
    return CodeRanges((f"{first:08}", f"{last:08}") for first, last in given)


@fuzzed(INPUTS, one=ranges, other=ranges, near=st.integers(-1, 1), asked=numbers)
def test_sets_of_codes_are_sets(one, other, near, asked):
    """Membership, union, intersection, difference, gaps and counts, asked at the ends of the ranges."""
    first, second = made(one), made(other)
    ends = {end + near for pair in (*one, *other) for end in pair}
    for number in {asked} | {end for end in ends if 0 <= end < 10**8}:
        in_first, in_second = (any(low <= number <= high for low, high in given) for given in (one, other))
        code = f"{number:08}"
        assert (code in first) is in_first
        assert (code in first.union(second)) is (in_first or in_second)
        assert (code in first.intersection(second)) is (in_first and in_second)
        assert (code in first.without(second)) is (in_first and not in_second)
        assert (code in first.gaps()) is not in_first
    assert first.count + first.gaps().count == EVERY_CODE.count == 10**8
    assert first.union(second).count == first.count + second.without(first).count
    assert CodeRanges(first) == first
    if first:
        last = first.nth(first.count - 1)
        assert last in first
        assert int(last) == max(high for low, high in one if low <= high)
    tally["answered"] += 1
