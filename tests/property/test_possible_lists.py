"""The library's answers against all complete histories that agree with what is known.

A whole, lawful history is drawn, then what is told of it: some lines, known codes, numbers, tariffs. From what is
told the oracle enumerates every complete history that it leaves possible: a code is listed on a date if it is so in
all of them, not listed if in none, or else unknown. Codes beyond the universe take up what is left of a number.
"""

import collections
import dataclasses
import datetime
import itertools

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from told import PROOF, change, dataset_of

import pilotzones

TABLES = ("announcements", "list_changes", "list_coverage", "list_inferences", "tariffs", "tariff_lines")

CODES = ("00000000", "20000000", "20000001", "70000000", "99999999")
A, B, C = CODES[1:4]
COUNTS = {
    "stated_count": "list",
    "added": "add",
    "deleted": "delete",
    "converted_in": "convert_in",
    "converted_out": "convert_out",
    "remarks_changed": "remark",
}
STATUS = {frozenset({True}): "listed", frozenset({False}): "not listed", frozenset({True, False}): "unknown"}


# What can be, and what is told of it


def lawful(kind, listed):
    """Give what an annex may do to a code that was listed before or not, and whether it is listed then."""
    if kind == "replaces":
        return {None: False, "list": True}
    if kind == "supplements":
        return {None: True} if listed else {None: False, "list": True}
    if listed:
        return {None: True, "remark": True, "delete": False, "convert_out": False}
    return {None: False, "add": True, "convert_in": True}


@dataclasses.dataclass
class Told:
    """What is known of one announcement: lines, known codes, stated numbers, a tariff for the rule."""

    kind: str
    rows: dict = dataclasses.field(default_factory=dict)
    settled: frozenset = frozenset()
    counts: dict = dataclasses.field(default_factory=dict)
    tariff: frozenset = frozenset()

    def allows(self, code, action, after):
        """Tell whether the annex may do this to a code, by its lines, known codes and the rule of the tariff."""
        row = self.rows.get(code)
        if action == "convert_out" and code in self.tariff:
            return False
        if row == "listed":
            return after
        return action == row or (row is None and code not in self.settled)

    def counts_out(self, actions, after):
        """Tell whether no stated number is exceeded; what it has besides are codes beyond the universe."""
        numbers = {column: actions.count(action) for column, action in COUNTS.items()} | {"list_total_after": after}
        return all(numbers[column] <= number for column, number in self.counts.items())


def possible_lists(history, codes, before=frozenset()):
    """Enumerate the complete histories that agree with what is told: for each the list after every announcement."""
    if not history:
        yield ()
        return
    told, *later = history
    choices = [
        [action for action, after in lawful(told.kind, code in before).items() if told.allows(code, action, after)]
        for code in codes
    ]
    for actions in itertools.product(*choices):
        does = zip(codes, actions, strict=True)
        after = frozenset(code for code, action in does if lawful(told.kind, code in before)[action])
        if told.counts_out(actions, len(after)):
            for lists in possible_lists(later, codes, after):
                yield (after, *lists)


def oracle(history, codes):
    """Answer for each code after each announcement by all histories that are possible."""
    seen = collections.defaultdict(set)
    for lists in possible_lists(history, codes):
        for (place, after), code in itertools.product(enumerate(lists), codes):
            seen[code, place].add(code in after)
    return {key: STATUS[frozenset(answers)] for key, answers in seen.items()}


def oracle_by_code(history, codes):
    """Answer code by code: where no number is stated, what is done to one code says nothing of another."""
    return {key: answer for code in codes for key, answer in oracle(history, [code]).items()}


# Histories


KINDS = ("amends", "amends", "supplements", "replaces")
NUMBERS = (*COUNTS, "list_total_after")


@st.composite
def histories(draw, size=5, fewest=1, most=4, told=()):
    """Draw a history over so many codes and tell a part of it: numbers and tariffs only where they are asked for."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=fewest - 1, max_size=most - 1))
    listed, history = frozenset(), []
    for kind in ["replaces", *kinds]:
        annex = {code: draw(st.sampled_from(list(lawful(kind, code in listed)))) for code in CODES[:size]}
        listed = frozenset(code for code, action in annex.items() if lawful(kind, code in listed)[action])
        history.append(draw(tellings(kind, annex, listed, told)))
    return history


@st.composite
def tellings(draw, kind, annex, listed, told):
    """Tell a part of one announcement, truly."""
    settled = frozenset(draw(st.just(()) | st.sets(st.sampled_from(sorted(annex))) | st.just(CODES)))
    rows, told_whole = {}, draw(st.sampled_from([None, "delete"]))
    for code, action in annex.items():
        tells = {action} if code in settled or action == told_whole else {action, None}
        if kind == "amends" and code in listed and None in tells:
            tells.add("listed")
        rows[code] = draw(st.sampled_from(sorted(tells, key=str)))
    of_kind = {column: action for column, action in COUNTS.items() if (action == "list") == (kind != "amends")}
    numbers = {column: [*annex.values()].count(action) for column, action in of_kind.items()}
    numbers["list_total_after"] = len(listed)
    counts = {column: number for column, number in numbers.items() if column in told and draw(st.integers(0, 5))}
    tariff = frozenset()
    if "tariff" in told and kind == "amends":
        gone = draw(st.sets(st.sampled_from(sorted(annex)), max_size=1))
        tariff = frozenset(code for code in annex if annex[code] != "convert_out" and code not in gone)
    return Told(kind, {code: row for code, row in rows.items() if row}, settled, counts, tariff)


# Tables in memory


def day_of(place):
    """Give the first day of an edition by its place."""
    return datetime.date(2016 + place, 4, 8)


def tables_of(history):
    """Write what is told as the rows of the tables."""
    tables = {table: [] for table in TABLES}
    in_tariffs = collections.defaultdict(list)
    for place, told in enumerate(history):
        id_ = f"{day_of(place).year}-1"
        title = {"document_no": f"No. {id_}", "title_zh": "清单", "title_en": f"List {id_}"}
        first = max(earlier for earlier in range(place + 1) if history[earlier].kind == "replaces")
        amends = "" if first == place else f"{day_of(first).year}-1"
        row = {"id": id_, "kind": told.kind, "amends": amends, "effective_from": day_of(place), **title, **PROOF}
        tables["announcements"].append(row | told.counts)
        tables["list_changes"] += (change(id_, action, code) for code, action in told.rows.items())
        ranges = [(CODES[0], CODES[-1])] if told.settled == {*CODES} else [(code, code) for code in told.settled]
        for code_from, code_to in ranges:
            tables["list_coverage"].append({"announcement": id_, "code_from": code_from, "code_to": code_to})
        if told.tariff:
            row = {"announcement": id_, "rule": "takes_out_only_abolished_lines", "tariff": id_, "basis": "Drawn."}
            tables["list_inferences"].append(row | PROOF)
            row = {"id": id_, "title": "Tariff", "effective_from": day_of(place), "effective_to": day_of(place + 1)}
            tables["tariffs"].append(row | PROOF | {"as_of": "2016"})
            for code in told.tariff:
                in_tariffs[code].append(id_)
    for code, ids in in_tariffs.items():
        tables["tariff_lines"].append({"hs_code": code, "tariffs": ";".join(ids), "name_zh": "货"})
    return tables


def verdicts(history, dataset, codes=CODES):
    """Ask a dataset about each code on the first day of every edition."""
    keys = itertools.product(codes, range(len(history)))
    return {(code, place): dataset.eligibility(code, day_of(place)) for code, place in keys}


def answers(history, codes=CODES):
    """Take the library's statuses alone."""
    found = verdicts(history, dataset_of(tables_of(history)), codes)
    return {key: verdict.status for key, verdict in found.items()}


def definite(found):
    """Leave out what is unknown."""
    return {key: status for key, status in found.items() if status != "unknown"}


# The oracle and the library


@examples(40)
@given(history=histories(size=3, most=2, told=("tariff",)) | histories(size=2, fewest=3, most=3, told=("tariff",)))
def test_without_numbers_the_codes_may_be_asked_one_by_one(history):
    """Whole lists and single codes give the same answers, also under the rule of the tariff."""
    codes = CODES[: 3 if len(history) < 3 else 2]
    assert oracle(history, codes) == oracle_by_code(history, codes)


@examples(150)
@given(history=histories(most=5))
def test_without_numbers_the_answers_are_what_all_possible_lists_agree_on(history):
    """Listed in all histories that are possible, not listed in any, or else unknown: exactly."""
    assert answers(history) == oracle_by_code(history, CODES)


@examples(120)
@given(history=histories(size=3, fewest=2, most=3, told=("deleted", "tariff")))
def test_the_rule_of_the_tariff_is_sound_and_exact_where_all_deletions_are_known(history):
    """No answer is wrong, and none is missing unless a deletion is hidden."""
    found, expected = answers(history, CODES[:3]), oracle(history, CODES[:3])
    assert definite(found).items() <= expected.items()
    ruled = [told for told in history if told.tariff and "deleted" in told.counts]
    if all(told.counts["deleted"] == list(told.rows.values()).count("delete") for told in ruled):
        assert found == expected


@st.composite
def claims(draw, kind):
    """Claim anything of what one announcement says about one code, true or not."""
    words = ["listed", *COUNTS.values()] if kind == "amends" else ["list"]
    row = draw(st.sampled_from([None, *words]))
    settled, tariff = (draw(st.sampled_from([frozenset(), frozenset({A})])) for _ in range(2))
    told = Told(kind, {A: row} if row else {}, settled)
    if kind == "amends":
        told.tariff = frozenset() if row == "convert_out" else tariff
        told.counts = draw(st.sampled_from([{}, {"deleted": int(row == "delete")}, {"deleted": 2}]))
    return told


@examples(300)
@given(data=st.data(), kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
def test_what_no_possible_list_agrees_with_is_refused_and_nothing_else(data, kinds):
    """Claims about one code load if a history agrees with them, and are answered exactly; or else they are refused."""
    history = [data.draw(claims(kind)) for kind in ("replaces", *kinds)]
    expected = oracle(history, [A])
    if expected:
        assert answers(history, [A]) == expected
    else:
        with pytest.raises(pilotzones.DataIntegrityError):
            answers(history, [A])


@examples(100)
@given(history=histories(size=4, fewest=2, told=("deleted", "tariff")))
def test_what_the_rule_of_the_tariff_adds_is_derived(history):
    """Where only the rule answers, the evidence says so, and asking for confirmed answers gives none."""
    dataset = dataset_of(tables_of(history))
    found = verdicts(history, dataset)
    without = answers([dataclasses.replace(told, tariff=frozenset()) for told in history])
    for code, place in definite(answers(history)).keys() - definite(without).keys():
        assert found[code, place].evidence in {"derived", "unsourced"}
        assert dataset.eligibility(code, day_of(place), evidence="confirmed").status == "unknown"


@examples(100)
@given(history=histories(size=3, fewest=2, most=3, told=(*NUMBERS, "tariff")))
def test_stated_numbers_never_contradict_an_answer(history):
    """Every definite answer is that of all histories that no stated number excludes."""
    assert definite(answers(history, CODES[:3])).items() <= oracle(history, CODES[:3]).items()


LIST = Told("replaces", {A: "list", B: "list"})
ONE, WITHOUT = Told("replaces", {A: "list"}), Told("replaces", settled=frozenset({A}))
ONE_OUT = Told("amends", counts={"deleted": 1}, tariff=frozenset({A, B}))


@pytest.mark.parametrize(
    ("history", "code", "place", "known"),
    [
        ([dataclasses.replace(ONE, counts={"stated_count": 1})], B, 0, "not listed"),
        ([dataclasses.replace(ONE, counts={"list_total_after": 1})], B, 0, "not listed"),
        ([ONE, Told("amends", counts={"deleted": 0, "converted_out": 0})], A, 1, "listed"),
        ([WITHOUT, Told("amends", counts={"added": 0, "converted_in": 0})], A, 1, "not listed"),
        ([LIST, ONE_OUT, Told("amends", {B: "add"})], A, 1, "listed"),
    ],
    ids=["all lines known", "total reached", "nothing goes", "nothing comes", "the deletion follows from an addition"],
)
def test_numbers_could_tell_more_than_the_library_says(history, code, place, known):
    """Weaker by design: numbers are used for the rule of the tariff alone, and it counts the lines that are known."""
    assert oracle(history, CODES)[code, place] == known
    assert answers(history)[code, place] == "unknown"


def test_the_rule_of_the_tariff_by_example():
    """A listed line of the tariff stays listed if all deletions are known; another line, or one hidden, does not."""
    ruled = Told("amends", {C: "delete"}, counts={"deleted": 1}, tariff=frozenset({A, C}))
    found = answers([LIST, ruled])
    assert [found[code, 1] for code in (A, B, C)] == ["listed", "unknown", "not listed"]
    for counts in ({}, {"deleted": 2}):
        assert answers([LIST, dataclasses.replace(ruled, counts=counts)])[A, 1] == "unknown"
    assert answers([Told("replaces"), ruled, Told("amends", {A: "add"})])[A, 0] == "not listed"


# What must not matter


@examples(100)
@given(history=histories(fewest=2, most=7, told=(*NUMBERS, "tariff")), data=st.data())
def test_a_later_announcement_never_takes_an_answer_back(history, data):
    """Appending announcements changes an answer for an earlier date from unknown to known alone."""
    shorter = history[: data.draw(st.integers(1, len(history) - 1))]
    assert definite(answers(shorter)).items() <= answers(history).items()


@examples(60)
@given(history=histories(most=5, told=(*NUMBERS, "tariff")), chance=st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_asking_again_changes_a_verdict(history, chance):
    """Shuffled tables, and the same dataset asked twice, give the same editions, items and verdicts."""
    tables = tables_of(history)
    datasets = [dataset_of(tables)]
    for rows in tables.values():
        chance.shuffle(rows)
    datasets += [dataset_of(tables), datasets[0]]
    straight, shuffled, again = [verdicts(history, dataset) for dataset in datasets]
    for key, verdict in straight.items():
        for cell in ("status", "why", "evidence", "item", "missing", "notes"):
            assert getattr(verdict, cell) == getattr(shuffled[key], cell) == getattr(again[key], cell)
    one, other, _ = datasets
    assert one.editions() == other.editions()
    assert all(one.items(day_of(place)) == other.items(day_of(place)) for place in range(len(history)))
