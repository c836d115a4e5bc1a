"""Annexes, consolidated lists and statements laid over each other, against the rules read code by code.

A complete and lawful history is drawn; folders then bring pieces of it.
"""

from typing import NamedTuple

from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from known_rows import EVERYTHING, carried_out, known_history, probes
from rules import status
from tables import in_memory, known_range, line, read

from pilotzones import Dataset, strategies
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.writing import as_csv

WHOLE = strategies.datasets(complete=True, most_announcements=4)


class World(NamedTuple):
    """A history, the list after each announcement, and a dataset that has the announcements alone."""

    history: list
    lists: list
    bare: Dataset

    @property
    def codes(self):
        """The codes to ask about."""
        return probes(self.history)


class Piece(NamedTuple):
    """What a folder knows: rows and ranges of one announcement, and which announcement."""

    at: int
    rows: tuple
    ranges: tuple = ()


def world_of(whole):
    """Take a drawn history apart."""
    history = known_history(whole)
    for announced in history:
        announced.ranges, announced.statements, announced.list_ranges = (), {}, ()
    bare = in_memory(announcements=read(whole.folders[0], "announcements"))
    return World(history, list(carried_out(history)), bare)


WORLDS = WHOLE.map(world_of)


def statement(world, at, code, *, wrong=False):
    """State of a code whether the list after an announcement has it, rightly or not."""
    is_listed = (code in world.lists[at]) is not wrong
    return line(world.history[at].id, "listed" if is_listed else "not_listed", code)


def annex_of(world, at, codes=None):
    """Bring a whole annex, or its lines about some codes."""
    rows = [
        line(world.history[at].id, world.history[at].action(code), code)
        for code in world.history[at].lines
        if codes is None or code in codes
    ]
    return Piece(at, tuple(rows), (("annex", *EVERYTHING),) if codes is None else ())


def list_of(world, at):
    """Bring the whole list after an announcement."""
    return Piece(at, tuple(statement(world, at, code) for code in sorted(world.lists[at])), (("list", *EVERYTHING),))


@st.composite
def true_pieces(draw, world):
    """Draw what is known in one folder; all of it is true."""
    at = draw(st.integers(0, len(world.history) - 1))
    codes = draw(st.sets(st.sampled_from(world.codes)))
    kinds = [
        lambda: annex_of(world, at),
        lambda: annex_of(world, at, codes),
        lambda: list_of(world, at),
        lambda: Piece(at, tuple(statement(world, at, code) for code in sorted(codes))),
    ]
    return draw(st.sampled_from(kinds))()


def folder(world, piece):
    """Write a piece as a folder of tables in memory."""
    id_ = world.history[piece.at].id
    ranges = [{**known_range(id_, first, last), "covers": covers} for covers, first, last in piece.ranges]
    tables = {"list_changes": piece.rows, "list_coverage": ranges}
    return FolderInMemory("piece", lambda: {name: as_csv(name, rows) for name, rows in tables.items()})


def dataset(world, pieces):
    """Lay pieces over each other."""
    return Dataset([*world.bare.folders, *(folder(world, piece) for piece in pieces)])


def answers(data, world):
    """Ask about every code on the first day of every edition."""
    return {
        (code, at): data.eligibility(code, announced.day).status
        for at, announced in enumerate(world.history)
        for code in world.codes
    }


def definite(found):
    """Leave out what is unknown."""
    return {key: answer for key, answer in found.items() if answer != "unknown"}


def truth(world):
    """Answer as the whole history does."""
    return {
        (code, at): "listed" if code in listed else "not listed"
        for at, listed in enumerate(world.lists)
        for code in world.codes
    }


def literal(world, pieces):
    """Read the rules code by code over everything that the pieces know together."""
    found = [type(announced)(announced.id, announced.kind, announced.day) for announced in world.history]
    for piece in pieces:
        known = found[piece.at]
        for row in piece.rows:
            if row["change"] in ("listed", "not_listed"):
                known.statements = {**known.statements, row["hs_code"]: row}
            else:
                known.lines = {**known.lines, row["hs_code"]: row}
        known.ranges = (*known.ranges, *(pair[1:] for pair in piece.ranges if pair[0] == "annex"))
        known.list_ranges = (*known.list_ranges, *(pair[1:] for pair in piece.ranges if pair[0] == "list"))
    return {(code, at): status(found, code, at) for at in range(len(found)) for code in world.codes}


@examples(150)
@given(data=st.data(), world=WORLDS)
def test_true_knowledge_gives_the_rules_reading_in_any_order(data, world):
    """Whatever is known and in whatever order: the same answers, all of them true, and no disagreement."""
    pieces = data.draw(st.lists(true_pieces(world), max_size=5))
    made = dataset(world, pieces)
    found = answers(made, world)
    assert found == literal(world, pieces)
    assert definite(found).items() <= truth(world).items()
    assert made.coverage().disagreements == ()
    other = data.draw(st.permutations(pieces))
    assert answers(dataset(world, other), world) == found


@examples(60)
@given(data=st.data(), world=WORLDS)
def test_a_wrong_list_beside_whole_annexes_is_shown_code_by_code(data, world):
    """Codes that it lacks, and codes that it has too many."""
    at = data.draw(st.integers(0, len(world.history) - 1))
    wrong = data.draw(st.sets(st.sampled_from(world.codes)))
    has = world.lists[at] ^ wrong
    rows = tuple(line(world.history[at].id, "listed", code) for code in sorted(has))
    pieces = [Piece(at, rows, (("list", *EVERYTHING),)), *(annex_of(world, at) for at in range(len(world.history)))]
    made = dataset(world, data.draw(st.permutations(pieces)))
    assert answers(made, world) == truth(world)
    assert {one.hs_code for one in made.coverage().disagreements} == wrong
    assert {one.announcement for one in made.coverage().disagreements} <= {world.history[at].id}
