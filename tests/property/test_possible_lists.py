"""The library's answers against all complete histories that agree with what is known.

A complete, lawful history is drawn, then what is known of it: some lines, known codes, numbers, tariffs. The oracle
enumerates every complete history that agrees with what is known: a code is listed on a date if all of them list it, not
listed if none does, or else unknown. Codes beyond the universe take up what is left of a number.
"""

import collections
import dataclasses
import datetime
import itertools

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import CONFIRMED, announcement, in_memory, known_range, line

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


# What can be, and what is known of it


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
class Known:
    """What is known of one announcement: lines, known codes, stated numbers, a tariff for the rule.

    Besides, from outside its annex, codes stated to be on the list after it or not, and codes for which it is known.
    """

    kind: str
    rows: dict = dataclasses.field(default_factory=dict)
    known_codes: frozenset = frozenset()
    counts: dict = dataclasses.field(default_factory=dict)
    tariff: frozenset = frozenset()
    stated: dict = dataclasses.field(default_factory=dict)
    known_list: frozenset = frozenset()

    def says(self, code):
        """Tell what is stated of a code on the list after it; None if nothing is."""
        return self.stated.get(code, False if code in self.known_list else None)

    def without_statements(self):
        """Leave out what is stated from outside the annex."""
        return dataclasses.replace(self, stated={}, known_list=frozenset())

    def allows(self, code, action, after):
        """Tell whether the annex may do this to a code, by its lines, known codes and the rule of the tariff."""
        row = self.rows.get(code)
        if (action == "convert_out" and code in self.tariff) or self.says(code) not in {None, after}:
            return False
        return action == row or (row is None and code not in self.known_codes)

    def within_counts(self, actions, after):
        """Tell whether no stated number is exceeded; what it has besides are codes beyond the universe."""
        numbers = {column: actions.count(action) for column, action in COUNTS.items()} | {"list_total_after": after}
        return all(numbers[column] <= number for column, number in self.counts.items())


def possible_lists(history, codes, before=frozenset()):
    """Enumerate the complete histories that agree with what is known: for each the list after every announcement."""
    if not history:
        yield ()
        return
    known, *later = history
    choices = [
        [action for action, after in lawful(known.kind, code in before).items() if known.allows(code, action, after)]
        for code in codes
    ]
    for actions in itertools.product(*choices):
        does = zip(codes, actions, strict=True)
        after = frozenset(code for code, action in does if lawful(known.kind, code in before)[action])
        if known.within_counts(actions, len(after)):
            for lists in possible_lists(later, codes, after):
                yield (after, *lists)


def oracle(history, codes):
    """Answer for each code after each announcement by all histories that are possible.

    What is stated from outside an annex shows nothing of the lists before it, by design: for them it is left out.
    """
    if next(possible_lists(history, codes), None) is None:
        return {}
    last = max((index for index, known in enumerate(history) if known.stated or known.known_list), default=0)
    seen = collections.defaultdict(set)
    for upto in range(last + 1):
        parts = [*history[: upto + 1], *(known.without_statements() for known in history[upto + 1 :])]
        indices = [upto] if upto < last else range(last, len(history))
        for lists in possible_lists(parts, codes):
            for index, code in itertools.product(indices, codes):
                seen[code, index].add(code in lists[index])
    return {key: STATUS[frozenset(answers)] for key, answers in seen.items()}


def oracle_by_code(history, codes):
    """Answer code by code: where no number is stated, what is done to one code says nothing about another."""
    return {key: answer for code in codes for key, answer in oracle(history, [code]).items()}


# Histories


KINDS = ("amends", "amends", "supplements", "replaces")
NUMBERS = (*COUNTS, "list_total_after")


@st.composite
def histories(draw, size=5, fewest=1, most=4, stated=()):
    """Draw a history over so many codes, and a part of it that is known: numbers and tariffs only if asked for."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=fewest - 1, max_size=most - 1))
    listed, history = frozenset(), []
    for kind in ["replaces", *kinds]:
        annex = {code: draw(st.sampled_from(list(lawful(kind, code in listed)))) for code in CODES[:size]}
        listed = frozenset(code for code, action in annex.items() if lawful(kind, code in listed)[action])
        history.append(draw(known_parts(kind, annex, listed, stated)))
    return history


@st.composite
def known_parts(draw, kind, annex, listed, stated):
    """Draw a part of one announcement that is known."""
    known_codes = frozenset(draw(st.just(()) | st.sets(st.sampled_from(sorted(annex))) | st.just(CODES)))
    rows, always_known = {}, draw(st.sampled_from([None, "delete"]))
    for code, action in annex.items():
        possible = {action} if code in known_codes or action == always_known else {action, None}
        rows[code] = draw(st.sampled_from(sorted(possible, key=str)))
    of_kind = {column: action for column, action in COUNTS.items() if (action == "list") == (kind != "amends")}
    numbers = {column: [*annex.values()].count(action) for column, action in of_kind.items()}
    numbers["list_total_after"] = len(listed)
    counts = {column: number for column, number in numbers.items() if column in stated and draw(st.integers(0, 5))}
    tariff = frozenset()
    if "tariff" in stated and kind == "amends":
        gone = draw(st.sets(st.sampled_from(sorted(annex)), max_size=1))
        tariff = frozenset(code for code in annex if annex[code] != "convert_out" and code not in gone)
    told = {code: code in listed for code in draw(st.just(()) | st.sets(st.sampled_from(sorted(annex))))}
    known_list = frozenset(draw(st.just(()) | st.just(()) | st.sets(st.sampled_from(sorted(annex))) | st.just(CODES)))
    told |= dict.fromkeys(known_list & listed, True)
    return Known(kind, {code: row for code, row in rows.items() if row}, known_codes, counts, tariff, told, known_list)


# Tables in memory


def day_of(index):
    """Give the first day of an edition by its index."""
    return datetime.date(2016 + index, 4, 8)


def id_of(index):
    """Give the id of an announcement by its index."""
    return f"{day_of(index).year}-1"


def tables_of(history):
    """Write what is known as the rows of the tables."""
    tables = {table: [] for table in TABLES}
    in_tariffs = collections.defaultdict(list)
    for index, known in enumerate(history):
        id_ = id_of(index)
        first = max(earlier for earlier in range(index + 1) if history[earlier].kind == "replaces")
        amends = "" if first == index else id_of(first)
        row = announcement(id_, known.kind, amends, effective_from=day_of(index), **known.counts)
        tables["announcements"].append(row)
        tables["list_changes"] += (line(id_, action, code, **CONFIRMED) for code, action in known.rows.items())
        for code, is_listed in known.stated.items():
            tables["list_changes"].append(line(id_, "listed" if is_listed else "not_listed", code, **CONFIRMED))
        for covers, codes in (("annex", known.known_codes), ("list", known.known_list)):
            ranges = [(CODES[0], CODES[-1])] if codes == {*CODES} else [(code, code) for code in codes]
            tables["list_coverage"] += ({**known_range(id_, *pair), "covers": covers} for pair in ranges)
        if known.tariff:
            row = {"announcement": id_, "rule": "takes_out_only_abolished_lines", "tariff": id_, "basis": "made up"}
            tables["list_inferences"].append(row | CONFIRMED)
            row = {"id": id_, "title": "Tariff", "effective_from": day_of(index), "effective_to": day_of(index + 1)}
            tables["tariffs"].append(row | CONFIRMED | {"as_of": "2016"})
            for code in known.tariff:
                in_tariffs[code].append(id_)
    for code, ids in in_tariffs.items():
        tables["tariff_lines"].append({"hs_code": code, "tariffs": ";".join(ids), "name_zh": "货"})
    return tables


def verdicts(history, dataset, codes=CODES):
    """Ask a dataset about each code on the first day of every edition."""
    keys = itertools.product(codes, range(len(history)))
    return {(code, index): dataset.eligibility(code, day_of(index)) for code, index in keys}


def answers(history, codes=CODES):
    """Take the library's statuses alone."""
    found = verdicts(history, in_memory(**tables_of(history)), codes)
    return {key: verdict.status for key, verdict in found.items()}


def definite(found):
    """Leave out what is unknown."""
    return {key: status for key, status in found.items() if status != "unknown"}


# The oracle and the library


@examples(40)
@given(history=histories(size=3, most=2, stated=("tariff",)) | histories(size=2, fewest=3, most=3, stated=("tariff",)))
def test_without_numbers_the_codes_may_be_asked_one_by_one(history):
    """Whole lists and single codes give the same answers, also under the rule of the tariff."""
    codes = CODES[: 3 if len(history) < 3 else 2]
    assert oracle(history, codes) == oracle_by_code(history, codes)


@examples(150)
@given(history=histories(most=5))
def test_without_numbers_the_answers_are_what_all_possible_lists_agree_on(history):
    """Listed if in all possible histories, not listed if in none, or else unknown: exactly."""
    assert answers(history) == oracle_by_code(history, CODES)


@examples(120)
@given(history=histories(size=3, fewest=2, most=3, stated=("deleted", "tariff")))
def test_the_rule_of_the_tariff_is_sound_and_exact_where_all_deletions_are_known(history):
    """No answer is wrong, and none is missing unless a deletion is not known."""
    found, expected = answers(history, CODES[:3]), oracle(history, CODES[:3])
    assert definite(found).items() <= expected.items()
    ruled = [known for known in history if known.tariff and "deleted" in known.counts]
    if all(known.counts["deleted"] == list(known.rows.values()).count("delete") for known in ruled):
        assert found == expected


@st.composite
def claims(draw, kind):
    """Draw any claim about what one announcement says of one code, true or not."""
    words = [*COUNTS.values()] if kind == "amends" else ["list"]
    row = draw(st.sampled_from([None, *words]))
    known_codes = draw(st.sampled_from([frozenset(), frozenset({A}), frozenset(CODES)]))
    tariff, known_list = (draw(st.sampled_from([frozenset(), frozenset({A})])) for _ in range(2))
    stated = draw(st.sampled_from([{}, {}, {A: True}, {A: False}]))
    known = Known(kind, {A: row} if row else {}, known_codes, stated=stated, known_list=known_list)
    if kind == "amends":
        known.tariff = frozenset() if row == "convert_out" else tariff
        counts = [{}, {"deleted": int(row == "delete")}]
        # A whole annex has no deletion beyond the universe.
        known.counts = draw(st.sampled_from(counts if known_codes == {*CODES} else [*counts, {"deleted": 2}]))
    return known


@examples(300)
@given(data=st.data(), kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
def test_what_no_possible_list_agrees_with_is_refused_and_nothing_else(data, kinds):
    """Claims about one code load if a history agrees with them, and are answered exactly; or else they are refused.

    What is stated from outside the annexes may be named as differing instead; never against whole annexes.
    """
    history = [data.draw(claims(kind)) for kind in ("replaces", *kinds)]
    annexes = [known.without_statements() for known in history]
    expected, by_annexes = oracle(history, [A]), oracle(annexes, [A])
    dataset = in_memory(**tables_of(history))
    try:
        found = {key: verdict.status for key, verdict in verdicts(history, dataset, [A]).items()}
    except pilotzones.DataIntegrityError:
        assert not expected
        return
    differing = {each.hs_code for each in dataset.coverage().disagreements}
    if expected:
        assert (found, differing) == (expected, set())
        return
    assert history != annexes
    assert differing == {A}
    if all(known.known_codes == {*CODES} for known in history):
        assert found == by_annexes


@examples(100)
@given(history=histories(size=4, fewest=2, stated=("deleted", "tariff")))
def test_what_the_rule_of_the_tariff_adds_is_derived(history):
    """Where only the rule answers, the evidence says so, and asking for confirmed answers gives none."""
    dataset = in_memory(**tables_of(history))
    found = verdicts(history, dataset)
    without = answers([dataclasses.replace(known, tariff=frozenset()) for known in history])
    for code, index in definite(answers(history)).keys() - definite(without).keys():
        assert found[code, index].evidence in {"derived", "unsourced"}
        assert dataset.eligibility(code, day_of(index), evidence="confirmed").status == "unknown"


@examples(100)
@given(history=histories(size=3, fewest=2, most=3, stated=(*NUMBERS, "tariff")))
def test_stated_numbers_never_contradict_an_answer(history):
    """Every definite answer is that of all histories that no stated number excludes."""
    assert definite(answers(history, CODES[:3])).items() <= oracle(history, CODES[:3]).items()


LIST = Known("replaces", {A: "list", B: "list"})
ONE, WITHOUT = Known("replaces", {A: "list"}), Known("replaces", known_codes=frozenset({A}))
ONE_OUT = Known("amends", counts={"deleted": 1}, tariff=frozenset({A, B}))


@pytest.mark.parametrize(
    ("history", "code", "index", "expected"),
    [
        ([dataclasses.replace(ONE, counts={"stated_count": 1})], B, 0, "not listed"),
        ([dataclasses.replace(ONE, counts={"list_total_after": 1})], B, 0, "not listed"),
        ([ONE, Known("amends", counts={"deleted": 0, "converted_out": 0})], A, 1, "listed"),
        ([WITHOUT, Known("amends", counts={"added": 0, "converted_in": 0})], A, 1, "not listed"),
        ([LIST, ONE_OUT, Known("amends", {B: "add"})], A, 1, "listed"),
    ],
    ids=["all lines known", "total reached", "nothing goes", "nothing comes", "the deletion follows from an addition"],
)
def test_more_could_follow_from_numbers_than_the_library_says(history, code, index, expected):
    """Weaker by design: numbers are used for the rule of the tariff alone, and it counts the lines that are known."""
    assert oracle(history, CODES)[code, index] == expected
    assert answers(history)[code, index] == "unknown"


def test_the_rule_of_the_tariff_by_example():
    """A listed line of the tariff stays listed if all deletions are known; another line does not, nor if one is unknown."""
    ruled = Known("amends", {C: "delete"}, counts={"deleted": 1}, tariff=frozenset({A, C}))
    found = answers([LIST, ruled])
    assert [found[code, 1] for code in (A, B, C)] == ["listed", "unknown", "not listed"]
    for counts in ({}, {"deleted": 2}):
        assert answers([LIST, dataclasses.replace(ruled, counts=counts)])[A, 1] == "unknown"
    assert answers([Known("replaces"), ruled, Known("amends", {A: "add"})])[A, 0] == "not listed"


# What must not matter


@examples(100)
@given(history=histories(fewest=2, most=7, stated=(*NUMBERS, "tariff")), data=st.data())
def test_a_later_announcement_never_takes_an_answer_back(history, data):
    """Further announcements change an answer for an earlier date only from unknown to known."""
    shorter = history[: data.draw(st.integers(1, len(history) - 1))]
    assert definite(answers(shorter)).items() <= answers(history).items()


@examples(60)
@given(history=histories(most=5, stated=(*NUMBERS, "tariff")), chance=st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_asking_again_changes_a_verdict(history, chance):
    """Shuffled tables, and the same dataset asked twice, give the same editions, items and verdicts."""
    tables = tables_of(history)
    datasets = [in_memory(**tables)]
    for rows in tables.values():
        chance.shuffle(rows)
    datasets += [in_memory(**tables), datasets[0]]
    straight, shuffled, again = [verdicts(history, dataset) for dataset in datasets]
    for key, verdict in straight.items():
        for cell in ("status", "why", "evidence", "item", "missing", "notes"):
            assert getattr(verdict, cell) == getattr(shuffled[key], cell) == getattr(again[key], cell)
    one, other, _ = datasets
    assert one.editions() == other.editions()
    assert all(one.items(day_of(index)) == other.items(day_of(index)) for index in range(len(history)))
