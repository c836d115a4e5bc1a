"""Folders laid over each other, and statements from outside the annexes: neither the order nor a whole annex's answers change."""

import datetime
import pathlib
import tempfile

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from known_rows import EVERYTHING, carried_out, codes_of, known_history, probes
from rules import HIGHEST, LOWEST
from tables import EMPTIED, VERIFIED_THROUGH, announcement, in_memory, known_range, line, read, write

from pilotzones import DataIntegrityError, Dataset, strategies
from pilotzones.strategies.drawn_tables import DrawnFolder
from pilotzones.tables.writing import as_csv

WHOLE = strategies.datasets(complete=True, most_announcements=4)
WORDS = {True: "listed", False: "not_listed"}


# What is known of an announcement, as the rows of one folder


class Truth:
    """A whole history: its announcements, their annexes and the lists after them."""

    def __init__(self, whole):
        self.announcements = read(whole.folders[0], "announcements")
        self.history = known_history(whole)
        self.lists = list(carried_out(self.history))
        self.codes = codes_of(self.history)
        self.probes = probes(self.history)

    def annex(self, at, *ranges, others=()):
        """Give the lines of an annex in some ranges, and some lines elsewhere."""
        announced = self.history[at]
        lines = [code for code in announced.lines if within(code, ranges) or code in others]
        return folder(
            [line(announced.id, announced.action(code), code) for code in lines],
            [known_range(announced.id, *pair) for pair in ranges],
        )

    def list_after(self, at, first, last):
        """Give a range of the list after an announcement."""
        id_ = self.history[at].id
        listed = [code for code in sorted(self.lists[at]) if first <= code <= last]
        return folder([line(id_, "listed", code) for code in listed], [list_range(id_, first, last)])

    def statement(self, at, code, *, is_true=True):
        """Give a statement about a code."""
        return folder([line(self.history[at].id, WORDS[(code in self.lists[at]) is is_true], code)])

    def dataset(self, folders):
        """Lay folders over the announcements, of which nothing is known."""
        tables = {**dict.fromkeys(EMPTIED, ()), "announcements": self.announcements}
        return Dataset([_in_memory({**tables, **rows}) for rows in ({}, *folders)])

    def statuses(self, dataset):
        """Ask about each code under every edition."""
        return {
            (code, at): dataset.eligibility(code, announced.day).status
            for at, announced in enumerate(self.history)
            for code in self.probes
        }


def folder(changes=(), ranges=()):
    """Give the rows of a folder."""
    return {"list_changes": list(changes), "list_coverage": list(ranges)}


def list_range(id_, first=LOWEST, last=HIGHEST):
    """Make the row of a range in which the list after an announcement is known."""
    return {**known_range(id_, first, last), "covers": "list"}


def within(code, ranges):
    """Tell whether a code lies in a range."""
    return any(first <= code <= last for first, last in ranges)


def _in_memory(tables):
    texts = {table: as_csv(table, rows) for table, rows in tables.items()}
    return DrawnFolder(lambda: texts, [str(tables["list_changes"])], VERIFIED_THROUGH)


def definite(statuses):
    """Leave out what is unknown."""
    return {key: status for key, status in statuses.items() if status != "unknown"}


def differing(dataset):
    """Gather the codes of which two things are known that differ, by announcement."""
    return {(each.announcement, each.hs_code) for each in dataset.coverage().disagreements}


@st.composite
def pieces(draw, truth):
    """Draw something true: an annex, whole or in part, the list after one, whole or in part, or a statement."""
    at = draw(st.integers(0, len(truth.history) - 1))
    first, last = sorted(draw(st.tuples(*[st.sampled_from(truth.probes)] * 2)))
    kind = draw(st.sampled_from(["statement", "annex", "part", "list", "part of list"]))
    if kind == "statement":
        return truth.statement(at, draw(st.sampled_from(truth.probes)))
    if kind == "annex":
        return truth.annex(at, EVERYTHING)
    if kind == "part":
        return truth.annex(at, (first, last), others=draw(st.sets(st.sampled_from(truth.codes))))
    return truth.list_after(at, *(EVERYTHING if kind == "list" else (first, last)))


# Whole annexes


@examples(100)
@given(data=st.data(), order=st.permutations(["annexes", "claims"]), in_one=st.booleans())
def test_whole_annexes_answer_whatever_is_stated(data, order, in_one):
    """All answers are those of the annexes; the disagreements are exactly the codes of which another thing is stated."""
    truth = Truth(data.draw(WHOLE))
    claims, expected = folder(), set()
    for announced, listed in zip(truth.history, truth.lists, strict=True):
        stated = data.draw(st.dictionaries(st.sampled_from(truth.probes), st.booleans(), max_size=4))
        ranges = data.draw(st.sampled_from([[], [], [EVERYTHING], [(truth.codes[0], truth.codes[-1])]]))
        claims["list_changes"] += [line(announced.id, WORDS[is_listed], code) for code, is_listed in stated.items()]
        claims["list_coverage"] += [list_range(announced.id, *pair) for pair in ranges]
        stated = {**{code: False for code in truth.codes if within(code, ranges)}, **stated}
        expected |= {(announced.id, code) for code, is_listed in stated.items() if is_listed != (code in listed)}
    annexes = folder()
    for at in range(len(truth.history)):
        for table, rows in truth.annex(at, EVERYTHING).items():
            annexes[table] += rows
    folders = [{"annexes": annexes, "claims": claims}[name] for name in order]
    if in_one:
        folders = [{table: [row for each in folders for row in each[table]] for table in annexes}]
    dataset, alone = truth.dataset(folders), truth.dataset([annexes])
    assert truth.statuses(dataset) == truth.statuses(alone)
    for announced in truth.history:
        assert dataset.items(announced.day) == alone.items(announced.day)
    assert differing(dataset) == expected
    assert differing(alone) == set()


# Folders of what is true


@examples(100)
@given(data=st.data())
def test_the_order_of_true_folders_does_not_matter(data):
    """Annexes, lists and statements, whole or in part, in any order: same answers, and nothing differs."""
    truth = Truth(data.draw(WHOLE))
    folders = data.draw(st.lists(pieces(truth), min_size=2, max_size=5))
    dataset = truth.dataset(folders)
    other = truth.dataset(data.draw(st.permutations(folders)))
    assert truth.statuses(dataset) == truth.statuses(other)
    assert differing(dataset) == differing(other) == set()
    for (code, at), status in definite(truth.statuses(dataset)).items():
        assert status == ("listed" if code in truth.lists[at] else "not listed")
    for at in range(len(folders)):
        fewer = truth.dataset([*folders[:at], *folders[at + 1 :]])
        assert definite(truth.statuses(fewer)).items() <= truth.statuses(dataset).items()


class Layers(RuleBasedStateMachine):
    """Folders come in any order: of annexes, of lists, of statements that are true or not."""

    def __init__(self):
        super().__init__()
        self.folders = []
        self.all_true = True

    @initialize(data=st.data())
    def draw_the_truth(self, data):
        """Of which nothing is known yet."""
        self.truth = Truth(data.draw(WHOLE))
        self.data = self.truth.dataset([])
        self.answers = self.truth.statuses(self.data)

    def lay(self, data, rows):
        """Lay a folder over some of the folders, and under the others; what contradicts them is left out again."""
        at = data.draw(st.integers(0, len(self.folders)))
        folders = [*self.folders[:at], rows, *self.folders[at:]]
        dataset = self.truth.dataset(folders)
        try:
            now = self.truth.statuses(dataset)
        except DataIntegrityError:
            assert not self.all_true
            return
        named = {code for _, code in differing(dataset)}
        turned = {
            code
            for (code, edition), status in definite(self.answers).items()
            if now[code, edition] not in {status, "unknown"}
        }
        assert turned <= named
        self.folders, self.data, self.answers = folders, dataset, now

    @rule(data=st.data())
    def learn(self, data):
        """Something true: while all is, no answer is lost."""
        before = definite(self.answers)
        self.lay(data, data.draw(pieces(self.truth)))
        if self.all_true:
            assert before.items() <= self.answers.items()

    @rule(data=st.data())
    def state_what_is_wrong(self, data):
        """A statement that is not true: an annex that is wholly known answers against it."""
        self.all_true = False
        at = data.draw(st.integers(0, len(self.truth.history) - 1))
        self.lay(data, self.truth.statement(at, data.draw(st.sampled_from(self.truth.probes)), is_true=False))

    @rule(data=st.data())
    def change_the_order(self, data):
        """While all is true, the answers stay as they are."""
        if self.all_true:
            shuffled = self.truth.dataset(data.draw(st.permutations(self.folders)))
            assert self.truth.statuses(shuffled) == self.answers

    @invariant()
    def what_is_true_is_answered(self):
        """Nothing differs while all is true, and no definite answer is wrong."""
        if self.all_true:
            assert differing(self.data) == set()
            for (code, at), status in definite(self.answers).items():
                assert status == ("listed" if code in self.truth.lists[at] else "not listed")


TestLayers = Layers.TestCase
TestLayers.settings = settings(examples(20), stateful_step_count=6)


# By example


FIRST = announcement("2016-1", effective_from="2016-04-08")
AMENDS = announcement("2017-1", "amends", "2016-1")
AGAIN = announcement("2018-1", "amends", "2016-1")
A, B, C, D = "20000000", "30000000", "40000000", "50000000"


def asked(code, *folders, announcements=(FIRST, AMENDS, AGAIN)):
    """Ask about a code under every edition, with folders laid over each other."""
    tables = {**dict.fromkeys(EMPTIED, ()), "announcements": announcements}
    dataset = Dataset([_in_memory({**tables, **rows}) for rows in ({}, *folders)])
    return [span.status for span in dataset.history(code)]


def test_two_lines_leave_the_other_lines_standing():
    """A folder with two lines for an announcement adds them; the bundled lines of it stay."""
    bundled = Dataset.bundled()
    known = {annex.announcement.id: annex.known for annex in bundled.coverage().annexes}
    day = bundled.editions()[-1].effective_from
    listed = {item.hs_code for item in bundled.items(day)}
    with tempfile.TemporaryDirectory() as path:
        write(pathlib.Path(path), list_changes=[line("2022-7", "add", A), line("2022-7", "listed", B)])
        dataset = Dataset.load(path)
        covered = {annex.announcement.id: annex for annex in dataset.coverage().annexes}
        assert {id_: annex.known for id_, annex in covered.items()} == {**known, "2022-7": known["2022-7"] + 1}
        assert {item.hs_code for item in dataset.items(day)} == listed | {A, B}
        assert dataset.coverage().disagreements == ()


def test_a_whole_annex_replaces_all_lines():
    """Of the folders before it: what it does not have is not there, and is named as differing."""
    below = folder([line("2016-1", "list", A), line("2016-1", "list", B)])
    above = folder([line("2016-1", "list", A)], [known_range("2016-1")])
    assert asked(A, below, above)[0] == "listed"
    assert asked(B, below, above)[0] == "not listed"
    tables = {**dict.fromkeys(EMPTIED, ()), "announcements": [FIRST]}
    dataset = Dataset([_in_memory({**tables, **rows}) for rows in (below, above)])
    assert differing(dataset) == {("2016-1", B)}


def test_a_narrower_range_leaves_the_wider_one_standing():
    """Also where both begin with the same code."""
    wide, narrow = folder([], [known_range("2016-1", A, D)]), folder([], [known_range("2016-1", A, B)])
    assert asked(C, wide, narrow)[0] == asked(C, narrow, wide)[0] == "not listed"
    wide, narrow = folder([], [list_range("2016-1", A, D)]), folder([], [list_range("2016-1", A, B)])
    assert asked(C, wide, narrow)[0] == asked(C, narrow, wide)[0] == "not listed"


def test_a_statement_that_agrees_leaves_the_line_standing():
    """The line shows more: that the code was not listed before."""
    added, stated = folder([line("2017-1", "add", A)]), folder([line("2017-1", "listed", A)])
    for folders in ([added, stated], [stated, added]):
        assert asked(A, *folders) == ["not listed", "listed", "unknown"]


@pytest.mark.parametrize(("line_above", "expected"), [(True, ["listed", "not listed"]), (False, ["listed", "listed"])])
def test_of_a_line_and_a_statement_that_differ_the_later_answers(line_above, expected):
    """Unless the annex is wholly known; what the line shows of the list before stays."""
    deleted, stated = folder([line("2017-1", "delete", A)]), folder([line("2017-1", "listed", A)])
    folders = [stated, deleted] if line_above else [deleted, stated]
    assert asked(A, *folders)[:2] == expected
    whole = folder([line("2017-1", "delete", A)], [known_range("2017-1")])
    assert asked(A, *([stated, whole] if line_above else [whole, stated]))[:2] == ["listed", "not listed"]


def test_a_statement_does_not_hide_what_a_later_line_shows_of_earlier_lists():
    """A line deleted in 2018 that the adjustment of 2017 left alone was on the list of 2016, whatever is stated of 2017."""
    rows = folder([line("2018-1", "delete", A)], [known_range("2017-1", A, A)])
    assert asked(A, rows) == ["listed", "listed", "not listed"]
    assert asked(A, rows, folder([line("2017-1", "listed", A)])) == ["listed", "listed", "not listed"]


def test_a_true_statement_leaves_annexes_their_rank():
    """An annex that is wholly known outranks a wrong statement also where an earlier statement agrees with the annexes."""
    rows = folder([line("2016-1", "list", A)], [known_range("2017-1", A, A), known_range("2018-1")])
    wrong = folder([line("2018-1", "not_listed", A)])
    assert asked(A, rows, wrong) == ["listed"] * 3
    assert asked(A, rows, wrong, folder([line("2017-1", "listed", A)])) == ["listed"] * 3


def test_a_statement_without_a_remark_leaves_the_remark_known():
    """The remark of the line is known, and its annex and the next are: a statement that agrees takes nothing away."""
    remark = "仅限网购保税商品"
    rows = [line("2016-1", "list", A, remark_zh=remark), line("2017-1", "listed", A, remark_known="no")]
    dataset = in_memory(announcements=[FIRST, AMENDS], list_changes=rows, list_coverage=[known_range("2017-1", A, A)])
    assert dataset.eligibility(A, "2017-05-01").item.remark == remark
    rows = [line("2016-1", "list", A, remark_known="no"), line("2017-1", "listed", A, remark_zh=remark)]
    dataset = in_memory(announcements=[FIRST, AMENDS], list_changes=rows, list_coverage=[known_range("2017-1", A, A)])
    assert dataset.eligibility(A, "2017-05-01").item.remark == remark


def test_a_supplement_excludes_that_a_listed_code_left_the_list():
    """Also if its annex is wholly known and an earlier statement has put the code on the list."""
    supplement = announcement("2017-1", "supplements", "2016-1")
    rows = [line("2016-1", "listed", A), line("2017-1", "not_listed", A)]
    for ranges in ([], [known_range("2017-1")]):
        with pytest.raises(DataIntegrityError, match=A):
            in_memory(announcements=[FIRST, supplement], list_changes=rows, list_coverage=ranges).editions()
    day = datetime.date(2017, 5, 1)
    whole = [line("2016-1", "list", A), line("2017-1", "list", B), line("2017-1", "not_listed", A)]
    dataset = in_memory(
        announcements=[FIRST, supplement],
        list_changes=whole,
        list_coverage=[known_range(id_) for id_ in ("2016-1", "2017-1")],
    )
    assert dataset.eligibility(A, day).status == "listed"
    assert differing(dataset) == {("2017-1", A)}


def test_a_whole_annex_outranks_a_statement_about_the_list_before():
    """What it adds was not listed before it; an annex that is known in part contradicts the statement instead."""
    rows = folder([line("2016-1", "listed", A), line("2017-1", "add", A)], [known_range("2017-1")])
    assert asked(A, rows) == ["not listed", "listed", "unknown"]
    dataset = in_memory(announcements=[FIRST, AMENDS], **rows)
    assert differing(dataset) == {("2016-1", A)}
    with pytest.raises(DataIntegrityError, match=A):
        asked(A, {**rows, "list_coverage": []})


def test_a_line_that_an_earlier_folder_excludes_is_refused():
    """The earlier folder knows the annex there, and has no such line; both are named."""
    below, above = folder([], [known_range("2016-1", A, C)]), folder([line("2016-1", "list", B)])
    with pytest.raises(DataIntegrityError, match=f"knows every line from {A} to {C}, and has none about {B}"):
        asked(B, below, above)
    assert asked(D, below, folder([line("2016-1", "list", D)]))[0] == "listed"


def test_a_later_statement_answers_against_an_earlier_known_list():
    """And is named as differing from it."""
    below, above = folder([], [list_range("2016-1", A, C)]), folder([line("2016-1", "listed", B)])
    assert [asked(code, below, above)[0] for code in (A, B)] == ["not listed", "listed"]
    tables = {**dict.fromkeys(EMPTIED, ()), "announcements": [FIRST]}
    dataset = Dataset([_in_memory({**tables, **rows}) for rows in (below, above)])
    assert differing(dataset) == {("2016-1", B)}
