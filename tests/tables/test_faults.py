"""Faults: everything that is wrong with some tables, in one error."""

import pytest

from pilotzones.tables.faults import DataIntegrityError, Faults, attempt, one_of_all


def faults(count):
    """Note so many faults of one table, one in each line."""
    found = Faults()
    for line in range(2, count + 2):
        found.add(f"zones.csv, line {line}", "the cell is blank.", "id")
    return found


@pytest.mark.parametrize(
    ("where", "column", "message", "facts"),
    [
        ("zones.csv, line 7", "id", "zones.csv, line 7, column id: it is blank.", ("zones.csv", 7, "id")),
        ("own/zones.csv, line 12", None, "own/zones.csv, line 12: it is blank.", ("own/zones.csv", 12, None)),
        ("zones.csv", None, "zones.csv: it is blank.", ("zones.csv", None, None)),
    ],
)
def test_a_fault_says_where_it_is(where, column, message, facts):
    """In its message, and as table, line and column of the error."""
    found = Faults()
    found.add(where, "it is blank.", column)
    with pytest.raises(DataIntegrityError) as caught:
        found.raise_all()
    assert str(caught.value) == message
    assert (caught.value.table, caught.value.line, caught.value.column) == facts
    assert caught.value.faults == ()


def test_an_error_has_its_message_by_position_or_by_name():
    """And its facts; none of them but the table need be known."""
    for error in (
        DataIntegrityError("It is blank.", table="zones.csv"),
        DataIntegrityError(message="It is blank.", table="zones.csv"),
    ):
        assert (str(error), error.args) == ("It is blank.", ("It is blank.",))
        assert (error.table, error.line, error.column, error.faults) == ("zones.csv", None, None, ())


def test_nothing_is_raised_where_nothing_is_wrong():
    """The tables go on to be used."""
    assert Faults().raise_all() is None


@pytest.mark.parametrize(("count", "more"), [(2, []), (100, []), (101, ["- and 1 more, in the error's faults."])])
def test_several_faults_are_one_error(count, more):
    """It counts them, lists the first hundred, holds all, and has the table, line and column of the first."""
    error = one_of_all(faults(count).found)
    lines = [f"- zones.csv, line {line}, column id: the cell is blank." for line in range(2, count + 2)][:100]
    assert str(error).splitlines() == [f"{count} faults; none of these tables was loaded:", *lines, *more]
    assert [fault.line for fault in error.faults] == list(range(2, count + 2))
    assert (error.table, error.line, error.column) == ("zones.csv", 2, "id")


def test_a_fault_that_is_found_twice_is_one():
    """Several questions may read the same table; what each found is joined without the error around it."""
    both = one_of_all([one_of_all(faults(2).found), *faults(3).found])
    assert [fault.line for fault in both.faults] == [2, 3, 4]
    alone = one_of_all([*faults(1).found, *faults(1).found])
    assert (str(alone), alone.faults) == ("zones.csv, line 2, column id: the cell is blank.", ())


def test_every_step_is_taken():
    """A step that fails hides no other."""
    values, found = attempt([lambda: 1, faults(1).raise_all, lambda: 2, faults(2).raise_all])
    assert values == [1, 2]
    assert [fault.line for fault in found] == [2, 2]
