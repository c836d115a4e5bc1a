"""The replay of the positive list against a literal, code-by-code reading of its rules.

Histories are drawn whole and lawful first, as sets of codes; then a part of their annexes is revealed.
"""

import collections
import csv
import dataclasses
import datetime
import io
import pathlib
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import pilotzones

DATA = pathlib.Path(__file__).parents[2] / "src" / "pilotzones" / "data"
OVERWRITTEN = ("announcements", "list_changes", "list_coverage", "list_inferences")
HEADERS = {table: (DATA / f"{table}.csv").read_text("utf-8").split("\n", 1)[0].split(",") for table in OVERWRITTEN}

LOWEST, HIGHEST = "00000000", "99999999"
DAY = datetime.timedelta(days=1)
MAKES_LISTED = {"list", "add", "convert_in", "remark", "listed"}
MAKES_UNLISTED = {"delete", "convert_out"}
WAS_LISTED = {"delete", "convert_out", "remark"}
WAS_UNLISTED = {"add", "convert_in"}
STATUS = {True: "listed", False: "not listed", None: "unknown"}


# Tables in memory


class MemoryFile:
    """A file of the bundled folder, or text in its place."""

    def __init__(self, name, content):
        self.name = name
        self.content = content

    def is_file(self):
        """Tell whether there is such a file."""
        return self.content is not None

    def read_bytes(self):
        """Give its bytes."""
        if self.content is None:
            raise FileNotFoundError(self.name)
        return self.content


class MemoryFolder:
    """The bundled folder with some tables overwritten."""

    name = "memory"

    def __init__(self, tables):
        self.tables = tables

    def __truediv__(self, name):
        if name in self.tables:
            return MemoryFile(name, self.tables[name])
        return MemoryFile(name, BUNDLED.get(name))

    def is_file(self):
        """Tell that it is a folder."""
        return False

    def iterdir(self):
        """Go through its files."""
        return iter([self / name for name in BUNDLED])


BUNDLED = {file.name: file.read_bytes() for file in DATA.iterdir() if file.suffix == ".csv"}
BUNDLED |= {"manifest.json": (DATA / "manifest.json").read_bytes(), "tariff_lines.csv": b"hs_code,tariffs,name_zh\n"}


def as_csv(table, records):
    """Write records, dictionaries of the cells that are not blank, as a table."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADERS[table], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


# Histories


@dataclasses.dataclass
class Announcement:
    """An announcement with its true, whole annex: code -> what it does to the code."""

    id: str
    kind: str
    amends: str
    day: datetime.date
    annex: dict
    after: frozenset
    states: bool = True

    def record(self):
        """Write it as a row, with or without its counts."""
        record = {
            "id": self.id,
            "kind": self.kind,
            "amends": self.amends,
            "document_no": f"No. {self.id}",
            "title_zh": "清单",
            "title_en": f"List {self.id}",
            "effective_from": self.day.isoformat(),
            "evidence": "confirmed",
            "sources": "S001;S002",
        }
        if self.states:
            counts = collections.Counter(self.annex.values())
            record["list_total_after"] = len(self.after)
            if self.kind == "amends":
                record |= {
                    "added": counts["add"],
                    "deleted": counts["delete"],
                    "converted_in": counts["convert_in"],
                    "converted_out": counts["convert_out"],
                    "remarks_changed": counts["remark"],
                }
            else:
                record["stated_count"] = len(self.annex)
        return record


@dataclasses.dataclass
class Known:
    """What is revealed of one annex: some of its rows, and ranges for which it is whole."""

    rows: dict
    ranges: list

    def settles(self, code):
        """Tell whether the code lies in a settled range."""
        return any(low <= code <= high for low, high in self.ranges)


@st.composite
def histories(draw, most=5):
    """Draw lawful announcements over a few codes, starting with one that replaces."""
    universe = sorted(draw(st.sets(st.integers(1010000, 97999999).map("{:08}".format), min_size=2, max_size=7)))
    day = datetime.date(2016, 4, 8)
    current = frozenset()
    found = []
    opened_by = ""
    for number in range(draw(st.integers(1, most))):
        outside = sorted(set(universe) - current)
        kinds = ["amends", "supplements", "replaces"] if outside else ["amends", "replaces"]
        kind = draw(st.sampled_from(kinds)) if number else "replaces"
        amends = ""
        if kind == "amends":
            annex = {}
            for code in universe:
                actions = ["delete", "convert_out", "remark"] if code in current else ["add", "convert_in"]
                action = draw(st.sampled_from([None, *actions]))
                if action:
                    annex[code] = action
            if not annex:
                annex = {universe[0]: "remark" if universe[0] in current else "add"}
            after = (current | {code for code, action in annex.items() if action in WAS_UNLISTED}) - {
                code for code, action in annex.items() if action in MAKES_UNLISTED
            }
        else:
            possible = outside if kind == "supplements" else universe
            annex = dict.fromkeys(sorted(draw(st.sets(st.sampled_from(possible), min_size=1))), "list")
            after = frozenset(annex) | (current if kind == "supplements" else frozenset())
        id_ = f"{day.year}-{number + 1}"
        if kind == "replaces":
            opened_by = id_
        else:
            amends = draw(st.sampled_from([opened_by, found[-1].id]))
        found.append(Announcement(id_, kind, amends, day, annex, frozenset(after), draw(st.booleans())))
        current = frozenset(after)
        day += datetime.timedelta(days=draw(st.sampled_from([1, 30, 400])))
    return universe, found


def whole(history):
    """Reveal everything."""
    return [Known(dict(announcement.annex), [(LOWEST, HIGHEST)]) for announcement in history]


@st.composite
def parts(draw, universe, history):
    """Reveal a part of each annex: truthful ranges, all rows inside them, and some others."""
    near = sorted({LOWEST, HIGHEST, *universe, *(f"{int(code) + step:08}" for code in universe for step in (-1, 1))})
    found = []
    for announcement in history:
        ends = draw(st.lists(st.sampled_from(near), max_size=4, unique=True).map(sorted))
        ranges = list(zip(ends[::2], ends[1::2], strict=False))
        if draw(st.integers(0, 5)) == 0:
            ranges = [(LOWEST, HIGHEST)]
        known = Known({}, ranges)
        for code in universe:
            action = announcement.annex.get(code)
            if known.settles(code):
                if action:
                    known.rows[code] = action
                continue
            shown = [None, action]
            if announcement.kind == "amends" and code in announcement.after:
                shown.append("listed")
            shown = draw(st.sampled_from(shown))
            if shown:
                known.rows[code] = shown
        found.append(known)
    return found


@st.composite
def known_histories(draw, most=5):
    """Draw a history and what is known of it."""
    universe, history = draw(histories(most))
    return universe, history, draw(parts(universe, history))


def joined(ranges):
    """Join ranges that overlap, as a table must not repeat what is settled."""
    found = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def records(history, known):
    """Write a known history as the rows of its three tables."""
    changes, settled = [], []
    for announcement, part in zip(history, known, strict=True):
        for code, action in sorted(part.rows.items()):
            changes.append(
                {
                    "announcement": announcement.id,
                    "change": action,
                    "hs_code": code,
                    "name_zh": "货",
                    "remark_known": "no",
                    "evidence": "confirmed",
                    "sources": "S001;S002",
                }
            )
        settled += [
            {"announcement": announcement.id, "code_from": low, "code_to": high, "basis": "Drawn."}
            for low, high in part.ranges
        ]
    return {
        "announcements": [announcement.record() for announcement in history],
        "list_changes": changes,
        "list_coverage": settled,
    }


def dataset_of(tables):
    """Make a dataset of the bundled tables with these three instead of its own, and no rule about a tariff."""
    return pilotzones.Dataset(
        [MemoryFolder({f"{table}.csv": as_csv(table, tables.get(table, [])) for table in OVERWRITTEN})]
    )


def build(history, known):
    """Make the dataset of a known history."""
    return dataset_of(records(history, known))


# The rules, code by code


def forward(history, known, code, at):
    """Read the forward rules: the status after announcement number ``at``, None for unknown."""
    if at < 0:
        return None
    kind, row, settles = history[at].kind, known[at].rows.get(code), known[at].settles(code)
    if row is not None:
        return row in MAKES_LISTED
    if kind == "replaces":
        return False if settles else None
    before = reading(history, known, code, at - 1)
    if kind == "supplements" and before:
        return True
    return before if settles else None


def backward(history, known, code, at):
    """Read the backward rules: the status just before announcement number ``at``, None for unknown."""
    if at == len(history) or history[at].kind == "replaces":
        return None
    row = known[at].rows.get(code)
    if row is not None:
        return True if row in WAS_LISTED else None if row == "listed" else False
    after = backward(history, known, code, at + 1)
    only_adds = history[at].kind == "supplements"
    return after if known[at].settles(code) or (only_adds and after is False) else None


def reading(history, known, code, at):
    """Read all rules for a code on the edition that announcement number ``at`` opens."""
    answer = forward(history, known, code, at)
    return backward(history, known, code, at + 1) if answer is None else answer


def probes(universe):
    """List codes to ask about: those of the history, their neighbours, the first and the last there can be."""
    return sorted({LOWEST, HIGHEST, *universe, *(f"{int(code) + step:08}" for code in universe for step in (-1, 1))})


def statuses(dataset, history, codes):
    """Ask the library about each code on the first day of every edition."""
    return {
        (code, announcement.id): dataset.eligibility(code, announcement.day).status
        for code in codes
        for announcement in history
    }


@settings(max_examples=250, deadline=None)
@given(drawn=known_histories())
def test_every_status_is_the_rules_reading(drawn):
    """On every edition every code is listed, not listed or unknown exactly as the rules read."""
    universe, history, known = drawn
    codes = probes(universe)
    expected = {
        (code, announcement.id): STATUS[reading(history, known, code, at)]
        for code in codes
        for at, announcement in enumerate(history)
    }
    assert statuses(build(history, known), history, codes) == expected


@settings(max_examples=100, deadline=None)
@given(drawn=known_histories())
def test_editions_and_items_are_those_of_the_answers(drawn):
    """Editions follow the announcements half-open; items and known lines are the codes answered "listed"."""
    universe, history, known = drawn
    dataset = build(history, known)
    editions = dataset.editions()
    days = [announcement.day for announcement in history]
    assert [edition.effective_from for edition in editions] == days
    assert [edition.effective_to for edition in editions] == [*days[1:], None]
    assert [edition.id for edition in editions] == [announcement.id for announcement in history]
    for announcement, edition, following in zip(history, editions, [*days[1:], None], strict=True):
        listed = [code for code in universe if dataset.eligibility(code, announcement.day).status == "listed"]
        assert [item.hs_code for item in dataset.items(announcement.day)] == listed
        assert edition.lines_known == len(listed)
        last = datetime.date(2026, 11, 23) if following is None else following - DAY
        assert dataset.edition_on(last) == dataset.edition_on(announcement.day) == edition
        for code in universe:
            assert dataset.eligibility(code, last).status == dataset.eligibility(code, announcement.day).status
    for announcement, annex in zip(history, dataset.coverage().annexes, strict=True):
        if announcement.states:
            assert annex.stated == len(announcement.annex)
    with pytest.raises(pilotzones.NoListInForceError):
        dataset.eligibility(universe[0], days[0] - DAY)


@settings(max_examples=100, deadline=None)
@given(drawn=histories())
def test_with_everything_revealed_nothing_is_unknown(drawn):
    """Whole annexes answer every code as the simulated list does, and the known lines are the stated ones."""
    universe, history = drawn
    dataset = build(history, whole(history))
    for announcement, edition in zip(history, dataset.editions(), strict=True):
        for code in probes(universe):
            status = dataset.eligibility(code, announcement.day).status
            assert status == ("listed" if code in announcement.after else "not listed")
        assert edition.lines_known == len(announcement.after)
        if announcement.states:
            assert edition.lines_stated == edition.lines_known
        assert [item.hs_code for item in dataset.items(announcement.day)] == sorted(announcement.after)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_revealing_more_never_changes_a_definite_answer(data):
    """More rows and ranges turn "unknown" into answers and leave the answers as they are."""
    universe, history = data.draw(histories())
    less = data.draw(parts(universe, history))
    other = data.draw(parts(universe, history))
    more = [
        Known(
            {
                code: part.rows.get(code, "listed")
                if further.rows.get(code, "listed") == "listed"
                else further.rows[code]
                for code in {*part.rows, *further.rows}
            },
            joined([*part.ranges, *further.ranges]),
        )
        for part, further in zip(less, other, strict=True)
    ]
    codes = probes(universe)
    before = statuses(build(history, less), history, codes)
    after = statuses(build(history, more), history, codes)
    assert {key: after[key] for key, status in before.items() if status != "unknown"} == {
        key: status for key, status in before.items() if status != "unknown"
    }


@settings(max_examples=100, deadline=None)
@given(drawn=known_histories(), later=st.integers(0, 400))
def test_is_eligible_agrees_with_eligibility(drawn, later):
    """True for listed, False for not listed; unknown raises, with the verdict, or is answered by if_unknown."""
    universe, history, known = drawn
    dataset = build(history, known)
    for announcement in history:
        day = announcement.day + datetime.timedelta(days=later)
        for code in probes(universe):
            verdict = dataset.eligibility(code, day)
            if verdict.status == "unknown":
                with pytest.raises(pilotzones.UnknownEligibilityError) as caught:
                    dataset.is_eligible(code, day)
                assert caught.value.verdict == verdict
                assert dataset.is_eligible(code, day, if_unknown=True) is True
                assert dataset.is_eligible(code, day, if_unknown=False) is False
                assert verdict.is_eligible is None
                assert verdict.item is None
                assert {missing.id for missing in verdict.missing} <= {other.id for other in history}
            else:
                listed = verdict.status == "listed"
                for if_unknown in ("raise", True, False):
                    assert dataset.is_eligible(code, day, if_unknown=if_unknown) is listed
                assert verdict.is_eligible is listed
                assert (verdict.item is not None) is listed
                assert verdict.missing == ()


@settings(max_examples=100, deadline=None)
@given(drawn=known_histories())
def test_the_missing_annexes_would_settle_the_answer(drawn):
    """With the annexes that an unknown verdict calls missing, and no others, its answer is known."""
    universe, history, known = drawn
    dataset = build(history, known)
    unknown = [
        (code, announcement)
        for code in probes(universe)
        for announcement in history
        if dataset.eligibility(code, announcement.day).status == "unknown"
    ]
    for code, announcement in unknown[:3]:
        verdict = dataset.eligibility(code, announcement.day)
        missing = {other.id for other in verdict.missing}
        assert missing
        filled = [
            everything if other.id in missing else part
            for other, part, everything in zip(history, known, whole(history), strict=True)
        ]
        expected = "listed" if code in announcement.after else "not listed"
        assert build(history, filled).eligibility(code, announcement.day).status == expected


@settings(max_examples=150, deadline=None)
@given(drawn=known_histories())
def test_no_annex_is_missing_that_could_not_settle_the_answer(drawn):
    """An unknown verdict asks for no annex from before the last line known of the code: it would settle nothing."""
    universe, history, known = drawn
    dataset = build(history, known)
    for at, announcement in enumerate(history):
        for code in probes(universe):
            verdict = dataset.eligibility(code, announcement.day)
            told = max((place for place in range(at + 1) if code in known[place].rows), default=-1)
            useless = {earlier.id for earlier in history[: told + 1]}
            assert useless.isdisjoint(missing.id for missing in verdict.missing)


# Contradictions


def announce(id_, kind, day, total=None, **more):
    """Write one announcement as a row."""
    return {
        "id": id_,
        "kind": kind,
        "document_no": f"No. {id_}",
        "title_zh": "清单",
        "title_en": f"List {id_}",
        "effective_from": day,
        "list_total_after": "" if total is None else total,
        "evidence": "confirmed",
        "sources": "S001;S002",
        **more,
    }


def change(announcement, action, code):
    """Write one line of an annex as a row."""
    return {
        "announcement": announcement,
        "change": action,
        "hs_code": code,
        "name_zh": "货",
        "remark_known": "no",
        "evidence": "confirmed",
        "sources": "S001;S002",
    }


def settled(announcement, low=LOWEST, high=HIGHEST):
    """Write one settled range as a row."""
    return {"announcement": announcement, "code_from": low, "code_to": high, "basis": "Drawn."}


FIRST = announce("2016-1", "replaces", "2016-04-08")
AMENDS = announce("2017-1", "amends", "2017-01-01", amends="2016-1")
SUPPLEMENTS = announce("2017-1", "supplements", "2017-01-01", amends="2016-1")
AGAIN = announce("2018-1", "amends", "2018-01-01", amends="2016-1")
CODES = st.integers(2000000, 97000000).map("{:08}".format)


def refused(announcements, changes, ranges):
    """Load tables that contradict themselves; give the error's message."""
    tables = {"announcements": announcements, "list_changes": changes, "list_coverage": ranges}
    with pytest.raises(pilotzones.DataIntegrityError) as caught:
        dataset_of(tables).editions()
    with pytest.raises(pilotzones.DataIntegrityError):
        dataset_of(tables).eligibility("99999999", "2026-01-01")
    return str(caught.value)


def names_lines(message, *lines):
    """Tell whether a message names these lines of list_changes.csv."""
    return "list_changes.csv" in message and all(f"line {line}" in message for line in lines)


@settings(max_examples=20, deadline=None)
@given(code=CODES, action=st.sampled_from(["add", "convert_in"]), others=st.sets(CODES, max_size=5))
def test_a_line_added_that_was_listed_is_refused(code, action, others):
    """A line that a revealed row lists cannot be added or converted in later; both rows are named."""
    others = sorted(others - {code})
    changes = [*(change("2016-1", "list", other) for other in others), change("2016-1", "list", code)]
    changes.append(change("2017-1", action, code))
    assert names_lines(refused([FIRST, AMENDS], changes, []), len(others) + 2, len(others) + 3)


@settings(max_examples=20, deadline=None)
@given(code=CODES, other=CODES)
def test_a_line_supplemented_that_was_listed_is_refused(code, other):
    """No line stands both on a list and on its supplement; both rows are named."""
    assume(code != other)
    changes = [change("2017-1", "list", code), change("2016-1", "list", other), change("2016-1", "list", code)]
    assert names_lines(refused([FIRST, SUPPLEMENTS], changes, []), 2, 4)


@settings(max_examples=20, deadline=None)
@given(code=CODES, action=st.sampled_from(["delete", "convert_out", "remark"]), wide=st.booleans())
def test_a_line_touched_that_a_settled_annex_does_not_list_is_refused(code, action, wide):
    """A line cannot be deleted, converted out or re-remarked if the list before is settled without it."""
    changes = [change("2017-1", action, code)]
    ranges = [settled("2016-1") if wide else settled("2016-1", code, code)]
    message = refused([FIRST, AMENDS], changes, ranges)
    assert names_lines(message, 2)
    assert "2016-1" in message or "list_coverage.csv, line 2" in message


@settings(max_examples=20, deadline=None)
@given(
    code=CODES,
    pair=st.sampled_from(
        [("add", "add"), ("delete", "remark"), ("convert_in", "delete"), ("listed", "delete"), ("add", "convert_in")]
    ),
)
def test_a_code_twice_in_one_annex_is_refused(code, pair):
    """An annex says one thing of a code, once; both rows are named."""
    other = f"{int(code) + 1:08}"
    changes = [change("2017-1", pair[0], code), change("2016-1", "list", other), change("2017-1", pair[1], code)]
    assert names_lines(refused([FIRST, AMENDS], changes, []), 2, 4)
    changes = [change("2016-1", "list", code), change("2016-1", "list", other), change("2016-1", "list", code)]
    assert names_lines(refused([FIRST], changes, []), 2, 4)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("delete", "delete"),
        ("delete", "remark"),
        ("delete", "convert_out"),
        ("convert_out", "delete"),
        ("add", "add"),
        ("remark", "add"),
        ("listed", "convert_in"),
        ("convert_in", "convert_in"),
    ],
)
def test_amendments_that_contradict_each_other_are_refused(first, second):
    """What one amendment leaves out the next cannot delete, and what it leaves in the next cannot add."""
    changes = [change("2017-1", first, "20000000"), change("2018-1", second, "20000000")]
    assert names_lines(refused([FIRST, AMENDS, AGAIN], changes, []), 2, 3)


@pytest.mark.parametrize(
    ("first", "second"), [("delete", "add"), ("add", "delete"), ("remark", "remark"), ("convert_out", "convert_in")]
)
def test_amendments_that_agree_are_taken(first, second):
    """Lines may leave and come back, come and leave, and change their remark twice."""
    changes = [change("2017-1", first, "20000000"), change("2018-1", second, "20000000")]
    tables = {"announcements": [FIRST, AMENDS, AGAIN], "list_changes": changes, "list_coverage": []}
    dataset = dataset_of(tables)
    found = [dataset.eligibility("20000000", day).is_eligible for day in ("2016-05-01", "2017-05-01", "2018-05-01")]
    was = first in WAS_LISTED
    becomes = first in MAKES_LISTED
    assert found == [was, becomes, second in MAKES_LISTED]


@pytest.mark.parametrize("middle", ["settled", "open"])
def test_contradictions_are_found_over_an_announcement_that_says_nothing(middle):
    """A line listed, untouched by a settled amendment, cannot be added afterwards; unsettled, it can."""
    tables = [change("2016-1", "list", "20000000"), change("2018-1", "add", "20000000")]
    announcements = [FIRST, AMENDS, AGAIN]
    if middle == "settled":
        message = refused(announcements, tables, [settled("2017-1", "20000000", "20000000")])
        assert names_lines(message, 3)
    else:
        dataset = dataset_of({"announcements": announcements, "list_changes": tables, "list_coverage": []})
        assert dataset.eligibility("20000000", "2017-05-01").status == "not listed"


@settings(max_examples=30, deadline=None)
@given(drawn=histories(), data=st.data(), off_by=st.sampled_from([-1, 1, 1000]))
def test_a_wrong_total_is_refused_when_all_is_settled(drawn, data, off_by):
    """Where every annex is whole, the list must have as many lines as the announcement says; it is named."""
    _, history = drawn
    wrong = data.draw(st.sampled_from(history))
    tables = records(history, whole(history))
    for record in tables["announcements"]:
        if record["id"] == wrong.id:
            record["list_total_after"] = max(len(wrong.after) + off_by, 0)
            assume(record["list_total_after"] != len(wrong.after))
    with pytest.raises(pilotzones.DataIntegrityError) as caught:
        dataset_of(tables).editions()
    message = str(caught.value)
    assert wrong.id in message or "announcements.csv, line" in message
    assert str(len(wrong.after)) in message


@settings(max_examples=30, deadline=None)
@given(drawn=histories(), data=st.data(), between=CODES)
def test_totals_close_over_ranges_that_touch(drawn, data, between):
    """An annex settled by ranges that leave no code between them is whole, so a wrong total is refused."""
    _, history = drawn
    known = whole(history)
    for part in known:
        part.ranges = [(LOWEST, between), (f"{int(between) + 1:08}", HIGHEST)]
    tables = records(history, known)
    dataset_of(tables).editions()
    wrong = data.draw(st.sampled_from(tables["announcements"]))
    (announcement,) = (announcement for announcement in history if announcement.id == wrong["id"])
    wrong["list_total_after"] = len(announcement.after) + 1
    with pytest.raises(pilotzones.DataIntegrityError):
        dataset_of(tables).editions()


@settings(max_examples=30, deadline=None)
@given(drawn=known_histories())
def test_a_total_is_not_counted_while_a_code_is_unsettled(drawn):
    """A total that the known lines do not reach is no contradiction while lines may be missing."""
    _, history, known = drawn
    for part in known:
        part.ranges = [pair for pair in part.ranges if pair[1] != HIGHEST]
    tables = records(history, known)
    for record in tables["announcements"]:
        record |= {"stated_count": "", "list_total_after": 5000}
    assert [edition.lines_stated for edition in dataset_of(tables).editions()] == [5000] * len(history)


@pytest.mark.parametrize("kind", ["amends", "supplements"])
@pytest.mark.parametrize("amends", ["", "2015-9", "2017-1"])
def test_an_amendment_of_nothing_is_refused(kind, amends):
    """What amends or supplements no announcement, none that there is, or itself is refused and named."""
    announcements = [FIRST, announce("2017-1", kind, "2017-01-01", amends=amends)]
    message = refused(announcements, [], [])
    assert "2017-1" in message or "announcements.csv, line 3" in message


@pytest.mark.parametrize("kind", ["amends", "supplements"])
def test_a_history_cannot_begin_with_an_amendment(kind):
    """The first announcement must make a list, and what amends a later one is refused."""
    announcements = [announce("2015-1", kind, "2015-01-01", amends="2016-1"), FIRST]
    message = refused(announcements, [], [])
    assert "2015-1" in message or "announcements.csv, line 2" in message


@pytest.mark.parametrize("kind", ["amends", "supplements", "replaces"])
def test_two_announcements_on_one_day_are_refused(kind):
    """Of two announcements that come into force on one day nobody knows which is first; both are named."""
    other = announce("2016-2", kind, "2016-04-08", amends="" if kind == "replaces" else "2016-1")
    message = refused([FIRST, other], [], [])
    assert "2016-2" in message or "announcements.csv, line 3" in message
    assert "2016-1" in message or "announcements.csv, line 2" in message


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("list_changes", change("2015-9", "list", "20000000")),
        ("list_coverage", settled("2015-9")),
        ("list_coverage", settled("2016-1", "30000000", "20000000")),
        ("list_changes", change("2016-1", "list", "2000000")),
        ("list_changes", change("2016-1", "List", "20000000")),
        ("list_changes", change("2016-1", "delete", "20000000")),
        ("list_changes", change("2017-1", "list", "20000000")),
    ],
)
def test_rows_of_no_announcement_or_of_a_wrong_kind_are_refused(table, row):
    """A row needs an announcement that there is, a code, and a change that its announcement can make."""
    tables = {"announcements": [FIRST, AMENDS], "list_changes": [], "list_coverage": []}
    tables[table] = [row]
    with pytest.raises(pilotzones.DataIntegrityError, match=rf"{table}\.csv, line 2"):
        dataset_of(tables).editions()


# The bundled list


LAST = "2030-12-31"
LISTED, NOT_LISTED, UNKNOWN = "listed", "not listed", "unknown"


@pytest.mark.parametrize(
    ("code", "begin", "end", "status"),
    [
        ("04090000", "2016-04-08", "2018-12-31", LISTED),
        ("04090000", "2019-01-01", LAST, UNKNOWN),
        ("01012100", "2016-04-08", "2018-12-31", NOT_LISTED),
        ("02101900", "2016-04-08", "2016-04-15", NOT_LISTED),
        ("02101900", "2016-04-16", "2018-12-31", LISTED),
        ("07123100", "2016-04-08", "2016-04-15", NOT_LISTED),
        ("07123100", "2016-04-16", LAST, UNKNOWN),
        ("33049900", "2016-04-08", LAST, UNKNOWN),
        ("93070090", "2019-01-01", "2019-12-31", UNKNOWN),
        ("93070090", "2020-01-01", "2022-02-28", LISTED),
        ("93070090", "2022-03-01", LAST, NOT_LISTED),
        ("95061100", "2019-01-01", "2019-12-31", UNKNOWN),
        ("95061100", "2020-01-01", "2022-02-28", NOT_LISTED),
        ("95061100", "2022-03-01", LAST, LISTED),
        ("32151900", "2016-04-08", "2022-02-28", UNKNOWN),
        ("32151900", "2022-03-01", LAST, LISTED),
    ],
)
def test_the_bundled_list_answers_as_documented(code, begin, end, status):
    """The first and last day of each span, the days around every announcement in it, and the middle."""
    first, last = datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end)
    days = {first, last, first + (last - first) / 2}
    for event in ("2016-04-16", "2019-01-01", "2020-01-01", "2022-03-01"):
        day = datetime.date.fromisoformat(event)
        days |= {day - DAY, day, day + DAY}
    for day in sorted(days):
        if first <= day <= last:
            assert pilotzones.eligibility(code, day).status == status, day


@settings(max_examples=60, deadline=None)
@given(
    code=st.integers(0, 99999999).map("{:08}".format),
    day=st.dates(datetime.date(1950, 1, 1), datetime.date(2016, 4, 7)) | st.just(datetime.date(2016, 4, 7)),
)
def test_before_the_first_list_there_is_no_answer(code, day):
    """On 7 April 2016 and before, every question about the list raises NoListInForceError."""
    for question in (pilotzones.is_eligible, pilotzones.eligibility):
        with pytest.raises(pilotzones.NoListInForceError) as caught:
            question(code, day)
        assert (caught.value.date, caught.value.first_day) == (day, datetime.date(2016, 4, 8))
    for question in (pilotzones.items, pilotzones.edition_on):
        with pytest.raises(pilotzones.NoListInForceError):
            question(day)
    with pytest.raises(pilotzones.NoListInForceError):
        pilotzones.is_eligible(code, day, if_unknown=False)


def bundled_history():
    """Read the bundled announcements and what is known of them, by the standard library."""

    def rows(table):
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    history = [
        Announcement(
            row["id"], row["kind"], row["amends"], datetime.date.fromisoformat(row["effective_from"]), {}, frozenset()
        )
        for row in rows("announcements")
    ]
    known = [
        Known(
            {row["hs_code"]: row["change"] for row in rows("list_changes") if row["announcement"] == announcement.id},
            [
                (row["code_from"], row["code_to"])
                for row in rows("list_coverage")
                if row["announcement"] == announcement.id
            ],
        )
        for announcement in history
    ]
    return history, known


def test_the_bundled_list_is_the_rules_reading():
    """Every known code, its neighbours and the edges of the settled ranges, on every edition."""
    history, known = bundled_history()
    near = {code for part in known for code in (*part.rows, *(end for pair in part.ranges for end in pair))}
    codes = probes(sorted(near - {LOWEST}))
    assert len(codes) > 250
    expected = {
        (code, announcement.id): STATUS[reading(history, known, code, at)]
        for code in codes
        for at, announcement in enumerate(history)
    }
    assert statuses(pilotzones.Dataset.bundled(), history, codes) == expected


# Five whole annexes of the official sizes


def five_annexes():
    """Make five whole synthetic annexes of the official sizes, by id."""
    chance = random.Random(2026)  # noqa: S311
    tariff = [f"{code:08}" for code in sorted(chance.sample(range(1010000, 97999999), 8000))]
    first = chance.sample(tariff, 1142)
    second = chance.sample(sorted(set(tariff) - set(first)), 151)
    third = chance.sample(tariff, 1321)
    fourth = chance.sample(tariff, 1413)
    new = chance.sample(sorted(set(tariff) - set(fourth)), 29 + 115)
    old = chance.sample(fourth, 1 + 80 + 206)
    return tariff, {
        "2016-40": [(code, "list") for code in first],
        "2016-47": [(code, "list") for code in second],
        "2018-157": [(code, "list") for code in third],
        "2019-96": [(code, "list") for code in fourth],
        "2022-7": [
            *((code, "add") for code in new[:29]),
            *((code, "convert_in") for code in new[29:]),
            *((code, "delete") for code in old[:1]),
            *((code, "convert_out") for code in old[1:81]),
            *((code, "remark") for code in old[81:]),
        ],
    }


def load_annexes(folder, annexes):
    """Write annexes as a folder of a user's own and lay it over the bundled tables."""
    changes = [change(id_, action, code) for id_, annex in annexes.items() for code, action in annex]
    (folder / "list_changes.csv").write_bytes(as_csv("list_changes", changes))
    (folder / "list_coverage.csv").write_bytes(as_csv("list_coverage", [settled(id_) for id_ in annexes]))
    return pilotzones.Dataset.load(folder)


def test_five_whole_annexes_leave_nothing_unknown(tmp_path):
    """With 1,142, 151, 1,321, 1,413 and 431 lines, every code is answered on every edition, and totals close."""
    tariff, annexes = five_annexes()
    dataset = load_annexes(tmp_path, annexes)
    assert [edition.lines_stated for edition in dataset.editions()] == [1142, 1293, 1321, 1413, 1476]
    assert [edition.lines_known for edition in dataset.editions()] == [1142, 1293, 1321, 1413, 1476]
    assert [annex.share for annex in dataset.coverage().annexes] == [1.0] * 5
    current = set()
    codes = [LOWEST, *tariff, HIGHEST]
    for day, id_ in [
        ("2016-04-08", "2016-40"),
        ("2016-04-16", "2016-47"),
        ("2019-01-01", "2018-157"),
        ("2020-01-01", "2019-96"),
        ("2022-03-01", "2022-7"),
    ]:
        if id_ in {"2016-40", "2018-157", "2019-96"}:
            current = set()
        current |= {code for code, action in annexes[id_] if action in MAKES_LISTED}
        current -= {code for code, action in annexes[id_] if action in MAKES_UNLISTED}
        assert [item.hs_code for item in dataset.items(day)] == sorted(current)
        assert {code for code in codes if dataset.is_eligible(code, day)} == current
    assert len(current) == 1476


def test_lines_of_ones_own_never_turn_a_listed_code_into_a_no(tmp_path):
    """A folder with one line of an annex takes the place of the bundled lines; none of those becomes "not listed"."""
    lines = as_csv("list_changes", [change("2016-40", "list", "33049900")])
    (tmp_path / "list_changes.csv").write_bytes(lines)
    try:
        dataset = pilotzones.Dataset.load(tmp_path)
    except pilotzones.DataIntegrityError:
        return
    assert dataset.eligibility("33049900", "2016-04-10").status == LISTED
    for item in pilotzones.items("2016-04-10"):
        assert dataset.eligibility(item.hs_code, "2016-04-10").status != NOT_LISTED


@pytest.mark.parametrize(
    ("id_", "action"),
    [
        ("2016-40", "list"),
        ("2016-47", "list"),
        ("2018-157", "list"),
        ("2019-96", "list"),
        ("2022-7", "add"),
        ("2022-7", "convert_in"),
        ("2022-7", "delete"),
        ("2022-7", "convert_out"),
        ("2022-7", "remark"),
    ],
)
@pytest.mark.parametrize("step", ["one too few", "one too many"])
def test_an_annex_with_a_line_too_few_or_too_many_is_refused(tmp_path, id_, action, step):
    """A whole annex with one line less or more than the announcement states is not loaded; it is named."""
    tariff, annexes = five_annexes()
    free = set(tariff) - {code for annex in annexes.values() for code, _ in annex}
    untouched = {code for code, _ in annexes["2019-96"]} - {code for code, _ in annexes["2022-7"]}
    if step == "one too few":
        last = max(place for place, line in enumerate(annexes[id_]) if line[1] == action)
        # A line of the 2019 edition that the adjustment touches would be missed there, so another one goes.
        if id_ == "2019-96":
            last = next(place for place, line in enumerate(annexes[id_]) if line[0] in untouched)
        del annexes[id_][last]
    else:
        old = action in {"delete", "convert_out", "remark"}
        annexes[id_].append((min(untouched) if old else min(free), action))
    with pytest.raises(pilotzones.DataIntegrityError, match=id_):
        load_annexes(tmp_path, annexes)
