"""Law as an event log: documents are laid over the bundled data one by one; a slow, literal model gives all answers."""

from __future__ import annotations

import collections
import datetime
import pathlib
import tempfile

import pytest
from examples import examples
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from rules import HIGHEST, LISTED_AFTER, LOWEST, STATEMENTS, Announced, edition_on, reading, status
from tables import SINGLE, announcement, known_range, line, read, write

import pilotzones
from pilotzones import DataIntegrityError, Dataset, NoListInForceError, UnknownEligibilityError

DATA = pathlib.Path(pilotzones.__file__).parent / "data"
DAY = datetime.timedelta(days=1)
FIRST_LIST = datetime.date(2016, 4, 8)
EVERYTHING = (LOWEST, HIGHEST)

# No line of the tariff of 2022, so that no answer follows by inference: two of which the lists of 2016 are known to
# have one each, two in their known ranges that they do not list, and two beyond those.
UNIVERSE = ("03061619", "04020001", "04031000", "05000001", "33040001", "95060001")
BESIDE = ("03061618", "04020002", "33040000", "95060002")
COUNTED = {
    "add": "added",
    "delete": "deleted",
    "convert_in": "converted_in",
    "convert_out": "converted_out",
    "remark": "remarks_changed",
}
LATER = st.sampled_from((1, 2, 30, 365, 366, 4000)).map(lambda days: days * DAY)


TARIFF = {row["hs_code"] for row in read(DATA, "tariff_lines") if "hs2022" in row["tariffs"].split(";")}
PROVINCES = {row["adcode"][:2]: row["iso"] for row in read(DATA, "provinces")}
EVER = {row["adcode"] for row in read(DATA, "zones")} | {row["adcode"] for row in read(DATA, "territories")}
PLACES = [row for row in read(DATA, "divisions") if row["adcode"] not in EVER][::300]
assert TARIFF.isdisjoint(UNIVERSE + BESIDE)


def day_of(text):
    """Read a day; None if it is blank."""
    return datetime.date.fromisoformat(text) if text else None


class Reply:
    """A reply of the State Council as its row, and the day from which its zones exist."""

    def __init__(self, row):
        self.row = row
        self.number = int(row["number"])
        self.day = day_of(row["approved_on"]) or day_of(row["published_on"])


class Document(Announced):
    """An announcement with its row, its true annex on the universe's codes, and the list after it."""

    def __init__(self, row, *, own):
        super().__init__(row["id"], row["kind"], day_of(row["effective_from"]))
        self.row = row
        self.own = own
        self.annex = {}
        self.after = frozenset()


def bundled_announcements():
    """Make the model of the bundled announcements; what is unknown of their annexes is drawn later."""
    found = {row["id"]: Document(row, own=False) for row in read(DATA, "announcements")}
    for row in read(DATA, "list_changes"):
        document = found[row["announcement"]]
        if row["change"] in STATEMENTS:
            document.statements = {**document.statements, row["hs_code"]: row}
        else:
            document.lines = {**document.lines, row["hs_code"]: row}
    for row in read(DATA, "list_coverage"):
        found[row["announcement"]].ranges = (*found[row["announcement"]].ranges, (row["code_from"], row["code_to"]))
    return sorted(found.values(), key=lambda document: document.day)


def actions(kind, *, listed):
    """List what an announcement can do to a code; None for nothing."""
    if kind == "amends":
        return (None, "delete", "convert_out", "remark") if listed else (None, "add", "convert_in")
    return (None,) if kind == "supplements" and listed else (None, "list")


def after(kind, before, annex):
    """Add an annex to the list before it."""
    kept = frozenset() if kind == "replaces" else before
    return (kept - annex.keys()) | {code for code, action in annex.items() if LISTED_AFTER[action]}


class Law(RuleBasedStateMachine):
    """Documents come, annexes become known; the dataset and the model must never differ."""

    def __init__(self):
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.written = 0
        self.folders = []
        self.earlier = []
        self.data = Dataset.bundled()
        self.history = bundled_announcements()
        self.replies = [Reply(row) for row in read(DATA, "batches")]
        self.zones = {row["id"]: row for row in read(DATA, "zones")}

    def teardown(self):
        """Leave nothing behind."""
        self.temporary.cleanup()

    @initialize(data=st.data())
    def draw_what_is_not_known(self, data):
        """Draw the truth, of which the bundled data knows a part: what each annex does to each code."""
        before = frozenset()
        for document in self.history:
            self.draw_annex(data, document, before)
            before = document.after

    def draw_annex(self, data, document, before):
        """Draw a true annex after a list; it includes what is already known."""
        annex = {}
        for code in UNIVERSE:
            action = document.action(code)
            if action is None and not document.knows(code):
                possible = actions(document.kind, listed=code in before)
                if not document.own:  # the one line that the adjustment of 2022 states as deleted is another
                    possible = tuple(action for action in possible if action != "delete")
                action = data.draw(st.sampled_from(possible))
            if action:
                annex[code] = action
        document.annex = annex
        document.after = after(document.kind, before, annex)

    def reveal(self, data, document, ranges):
        """Make an annex known, on the universe's codes: all in some ranges, and anything or nothing outside.

        A code outside may be stated to be on the list after it or not.
        """
        document.ranges = ranges
        lines, statements = dict(document.lines), dict(document.statements)
        for code in UNIVERSE:
            action = document.annex.get(code)
            stated = "listed" if code in document.after else "not_listed"
            shown = action if document.knows(code) else None
            if not document.knows(code) and code not in lines:
                shown = data.draw(st.sampled_from((None, action, stated)))
            if shown:
                (statements if shown == stated else lines)[code] = line(document.id, shown, code)
        document.lines = dict(sorted(lines.items()))
        document.statements = dict(sorted(statements.items()))

    def tables_of(self, document):
        """Write what is known of an annex, and stated of the list after it, as rows; a list that is known stays so."""
        ranges = [known_range(document.id, *pair) for pair in document.ranges]
        found = {
            "list_changes": [*document.lines.values(), *document.statements.values()],
            "list_coverage": ranges,
        }
        return {name: rows for name, rows in found.items() if rows}

    def folder(self, **tables):
        """Write rows as tables in a folder of their own."""
        self.written += 1
        return write(pathlib.Path(self.temporary.name) / str(self.written), **tables)

    def lay_over(self, **tables):
        """Load one more folder."""
        self.folders.append(self.folder(**tables))
        self.data = Dataset.load(*self.folders)

    def keep(self):
        """Keep the dataset with what it answers now by the model, which is about to change."""
        statuses = {
            (code, document.day): status(self.history, code, at)
            for at, document in enumerate(self.history)
            for code in UNIVERSE
        }
        self.earlier.append((self.data, statuses, {reply.day: self.in_force(reply.day) for reply in self.replies}))

    def in_force(self, day):
        """List the ids of the zones in force on a day."""
        begun = {reply.number: reply.day for reply in self.replies}
        ends = {reply.row["document_no"]: reply.day for reply in self.replies}
        return {
            id_
            for id_, row in self.zones.items()
            if begun[int(row["batch"])] <= day and not (row["revoked_by"] and ends[row["revoked_by"]] <= day)
        }

    def free_places(self):
        """List the places that are not a zone yet."""
        taken = {row["adcode"] for row in self.zones.values()}
        return [place for place in PLACES if place["adcode"] not in taken]

    # What may come

    def next_row(self, kind, later, amends):
        """Write the row of the next announcement, without its counts."""
        day = self.history[-1].day + later
        return announcement(f"{day.year}-{100 + self.written}", kind, amends, effective_from=day.isoformat())

    def amendable(self):
        """List the announcements that make the list in force."""
        whole = max(at for at, document in enumerate(self.history) if document.kind == "replaces")
        return [document.id for document in self.history[whole:]]

    @rule(
        data=st.data(), kind=st.sampled_from(("amends", "supplements", "replaces")), later=LATER, states=st.booleans()
    )
    def announce(self, data, kind, later, states):
        """A new announcement, known wholly or in part; it states its counts or does not."""
        self.keep()
        before = self.history[-1]
        amends = "" if kind == "replaces" else data.draw(st.sampled_from(self.amendable()))
        document = Document(self.next_row(kind, later, amends), own=True)
        self.draw_annex(data, document, before.after)
        if states:
            document.row |= self.counts(document, before)
        self.history.append(document)
        self.reveal(data, document, data.draw(st.sampled_from(((), (EVERYTHING,), ((LOWEST, "04500000"),)))))
        self.lay_over(announcements=[document.row], **self.tables_of(document))

    def counts(self, document, before):
        """State how many lines there are, of each kind and after all."""
        count = collections.Counter(document.annex.values())
        total = before.row.get("list_total_after", "")
        if document.kind == "replaces":
            total = len(document.after)
        elif total != "":
            total = int(total) + len(document.after) - len(before.after)
        stated = {column: count[action] for action, column in COUNTED.items()}
        return {"list_total_after": total} | (
            stated if document.kind == "amends" else {"stated_count": len(document.annex)}
        )

    @rule(data=st.data())
    def become_known(self, data):
        """More becomes known of an annex: what was definite stays as it was."""
        self.keep()
        document = data.draw(st.sampled_from(self.history))
        ranges = [*document.ranges]
        # A wide range of a ministry's annex would say that it lacks lines which the bundled data names elsewhere.
        if document.own and data.draw(st.booleans()):
            ranges = [EVERYTHING]
        for code in data.draw(st.sets(st.sampled_from(UNIVERSE))):
            if not any(first <= code <= last for first, last in ranges):
                ranges.append((code, code))
        self.reveal(data, document, tuple(sorted(ranges)))
        before, answered = self.data, self.answers()
        tables = self.tables_of(document)
        if not tables:
            return
        self.lay_over(**tables)
        assert self.data is not before
        now = self.answers()
        assert {key: now[key] for key in answered if answered[key] != "unknown"} == {
            key: answer for key, answer in answered.items() if answer != "unknown"
        }

    def answers(self):
        """Ask about all codes under all editions."""
        return {
            (code, document.day): self.data.eligibility(code, document.day).status
            for document in self.history
            for code in UNIVERSE + BESIDE
        }

    @rule(data=st.data())
    def restate_some_rows(self, data):
        """A folder brings a line or two that are known already, and no ranges: all other rows and ranges stay."""
        self.keep()
        document = data.draw(st.sampled_from([document for document in self.history if document.lines]))
        codes = data.draw(st.sets(st.sampled_from(sorted(document.lines)), min_size=1, max_size=2))
        self.lay_over(list_changes=[document.lines[code] for code in sorted(codes)])

    @rule(data=st.data(), how=st.sampled_from(("code", "range", "whole")))
    def learn_of_the_list(self, data, how):
        """It is stated of a code, or the list becomes known: of other codes too only if the list is wholly ours."""
        self.keep()
        document = data.draw(st.sampled_from(self.history))
        first, last = sorted(data.draw(st.tuples(st.sampled_from(UNIVERSE), st.sampled_from(UNIVERSE))))
        at = self.history.index(document)
        base = next(earlier for earlier in reversed(self.history[: at + 1]) if earlier.kind == "replaces")
        if how == "code" or not base.own:
            last = first
        elif how == "whole":
            first, last = EVERYTHING
        stated = {code: line(document.id, "listed", code) for code in sorted(document.after) if first <= code <= last}
        ranges = []
        if how == "code":
            stated = stated or {first: line(document.id, "not_listed", first)}
        else:
            ranges = [{**known_range(document.id, first, last), "covers": "list"}]
            document.list_ranges = (*document.list_ranges, (first, last))
        document.statements = {
            code: row for code, row in document.statements.items() if not ranges or not first <= code <= last
        } | stated
        before = self.answers()
        self.lay_over(list_changes=list(stated.values()), list_coverage=ranges)
        now = self.answers()
        assert {key: now[key] for key in before if before[key] != "unknown"} == {
            key: answer for key, answer in before.items() if answer != "unknown"
        }
        assert self.data.coverage().disagreements == ()

    @precondition(lambda self: self.free_places())
    @rule(data=st.data(), later=LATER, signed=st.booleans(), ends=st.booleans())
    def reply(self, data, later, signed, ends):
        """A reply approves places that were never a zone; it may end an earlier zone as well."""
        self.keep()
        free = st.sampled_from(self.free_places())
        places = data.draw(st.lists(free, min_size=1, max_size=3, unique_by=lambda place: place["adcode"]))
        row = self.next_reply(later, signed=signed)
        zones = [self.zone_row(place, row["number"]) for place in places]
        if ends:
            ended = data.draw(st.sampled_from(sorted(self.in_force(self.replies[-1].day))))
            zones.append({**self.zones[ended], "revoked_by": row["document_no"]})
        row |= self.totals(len(places), ends=ends)
        self.replies.append(Reply(row))
        self.zones |= {zone["id"]: zone for zone in zones}
        self.lay_over(batches=[row], zones=zones)

    def next_reply(self, later, *, signed):
        """Write the row of the next reply, without its counts."""
        day, number = self.replies[-1].day + later, self.replies[-1].number + 1
        return {
            "number": str(number),
            "document_no": f"国函〔{day.year}〕{100 + number}号",
            "title_zh": "国务院的批复",
            "approved_on": day.isoformat() if signed else "",
            "published_on": (day + 10 * DAY if signed else day).isoformat(),
            **SINGLE,
        }

    def totals(self, approved, *, ends):
        """Count the zones after a reply from those stated by the one before."""
        before = self.replies[-1].row
        return {
            "zone_count": str(approved),
            "ever_approved": str(int(before["ever_approved"]) + approved),
            "in_force_after": str(int(before["in_force_after"]) + approved - ends),
        }

    def zone_row(self, place, batch):
        """Write a place as a zone."""
        return {
            "id": f"zone-{place['adcode']}",
            "batch": batch,
            "name_zh": place["name_zh"],
            "name_en": f"Place {place['adcode']}",
            "province": PROVINCES[place["adcode"][:2]],
            "adcode": place["adcode"],
            "level": place["level"],
            "longitude": "110.5",
            "latitude": "30.5",
            "revoked_by": "",
            **SINGLE,
        }

    # What must not come

    def refused(self, *words, **tables):
        """Try to lay over what is unlawful; the error names the fault, and the next step finds all as it was."""
        with pytest.raises(DataIntegrityError) as caught:
            Dataset.load(*self.folders, self.folder(**tables))
        assert [word for word in words if word not in str(caught.value)] == []

    @rule(data=st.data(), later=LATER)
    def contradict_what_is_known(self, data, later):
        """An adjustment cannot add a listed line, nor take out or change the remark of one that is not listed."""
        code = data.draw(st.sampled_from(UNIVERSE))
        listed = reading(self.history, code, len(self.history) - 1)
        if listed is None:
            return
        action = data.draw(st.sampled_from(("add", "convert_in") if listed else ("delete", "convert_out", "remark")))
        row = self.next_row("amends", later, self.history[-1].id)
        self.refused(code, f"({action})", announcements=[row], list_changes=[line(row["id"], action, code)])

    @rule(
        later=LATER,
        how=st.sampled_from(("same day", "out of force", "too few stated", "twice", "overlap", "no such kind of line")),
    )
    def announce_unlawfully(self, later, how):
        """Announcements that are each wrong in one thing."""
        row = self.next_row("replaces", later, "")
        lines = [line(row["id"], "list", code) for code in UNIVERSE[-2:]]
        ranges = [known_range(row["id"])]
        words = [row["id"]]
        if how == "same day":
            row["effective_from"] = self.history[-1].row["effective_from"]
            words = [row["id"], self.history[-1].id]
        elif how == "out of force":
            row |= {"kind": "supplements", "amends": "2016-40"}
            words = [row["id"], "2016-40"]
        elif how == "too few stated":
            row["stated_count"] = 1
        elif how == "twice":
            lines.append(lines[0])
            words = [UNIVERSE[-2]]
        elif how == "overlap":
            ranges.append(known_range(row["id"], *UNIVERSE[:2]))
            words = ["overlaps"]
        else:
            lines[0] = line(row["id"], "remark", UNIVERSE[-2])
            words = ["'remark'"]
        self.refused(*words, announcements=[row], list_changes=lines, list_coverage=ranges)

    @precondition(lambda self: self.free_places())
    @rule(
        later=LATER,
        wrong=st.sampled_from(("zone_count", "ever_approved", "in_force_after", "published_on", "revoked_by")),
        by=st.sampled_from((-1, 1)),
    )
    def reply_unlawfully(self, later, wrong, by):
        """Replies in which a count, the day or the zone they end is wrong."""
        row = self.next_reply(later, signed=False)
        row |= self.totals(1, ends=False)
        zone = self.zone_row(self.free_places()[0], row["number"])
        words = [wrong, row["number"]]
        if wrong == "published_on":
            row[wrong] = self.replies[-1].day.isoformat()
            words = [row["number"], "not later"]
        elif wrong == "revoked_by":
            zone[wrong] = "国函〔1999〕1号"
            words = [zone[wrong]]
        else:
            row[wrong] = str(int(row[wrong]) + by)
        self.refused(*words, batches=[row], zones=[zone])

    # What is asked

    @rule(data=st.data(), code=st.integers(0, 10**8 - 1).map("{:08}".format), days=st.integers(-3, 4000))
    def ask_about_a_code(self, data, code, days):
        """Any code, many of them named by some annex, on any day."""
        named = sorted({code for document in self.history for code in document.codes()} - TARIFF)
        asked = data.draw(st.sampled_from((code, *named)[code in TARIFF :]))
        day = FIRST_LIST + days * DAY
        at = edition_on(self.history, day)
        if at is None:
            with pytest.raises(NoListInForceError):
                self.data.is_eligible(asked, day, if_unknown=False)
        else:
            assert self.data.eligibility(asked, day).status == status(self.history, asked, at)

    @rule(data=st.data(), place=st.sampled_from(PLACES), days=st.integers(-1, 1))
    def ask_about_a_place(self, data, place, days):
        """Around the days on which zones begin and end."""
        day = data.draw(st.sampled_from(self.replies)).day + days * DAY
        id_ = f"zone-{place['adcode']}"
        in_force = self.in_force(day)
        assert {zone.id for zone in self.data.zones(date=day)} == in_force
        assert self.data.is_zone(place["adcode"], day) is (id_ in in_force)
        if id_ in in_force:
            assert self.data.covering_zone(place["adcode"], day).id == id_
        if id_ in self.zones:
            assert self.data.batch_of(place["adcode"]).number == int(self.zones[id_]["batch"])
        province = PROVINCES[place["adcode"][:2]]
        there = {id_ for id_ in in_force if self.zones[id_]["province"] == province}
        assert {zone.id for zone in self.data.zones_in(province, day)} == there

    # What always holds

    @invariant()
    def every_status_is_the_rules_reading(self):
        """Under every edition, on its first day and its last, in every way of asking; editions follow each other."""
        days = [document.day for document in self.history]
        ends = [*days[1:], None]
        for code in UNIVERSE + BESIDE:
            expected = [status(self.history, code, at) for at in range(len(days))]
            spans = self.data.history(code)
            assert [span.status for span in spans] == expected
            assert [(span.effective_from, span.effective_to) for span in spans] == list(zip(days, ends, strict=True))
            for first, end, answer in zip(days, ends, expected, strict=True):
                assert answer_of(self.data, code, first) == answer
                assert answer_of(self.data, code, end - DAY if end else first + DAY) == answer

    @invariant()
    def what_is_unknown_raises(self):
        """Unless the caller says what to answer; before the first list there is nothing to answer."""
        for code in UNIVERSE:
            for at, document in enumerate(self.history):
                if reading(self.history, code, at) is None:
                    with pytest.raises(UnknownEligibilityError):
                        self.data.is_eligible(code, document.day)
            for if_unknown in (True, False, "raise"):
                with pytest.raises(NoListInForceError):
                    self.data.is_eligible(code, FIRST_LIST - DAY, if_unknown=if_unknown)

    @invariant()
    def no_definite_answer_is_untrue(self):
        """Whatever the unknown parts of the annexes hold."""
        for document in self.history:
            for code in UNIVERSE:
                answer = self.data.eligibility(code, document.day).is_eligible
                assert answer in {None, code in document.after}

    @invariant()
    def zones_are_as_many_as_stated(self):
        """On the day of each reply; what it ends was in force until the day before."""
        assert [batch.number for batch in self.data.batches()] == [reply.number for reply in self.replies]
        for reply in self.replies:
            in_force = {zone.id for zone in self.data.zones(date=reply.day)}
            assert in_force == self.in_force(reply.day)
            assert len(in_force) == int(reply.row["in_force_after"])
            ended = {id_ for id_, row in self.zones.items() if row["revoked_by"] == reply.row["document_no"]}
            assert ended.isdisjoint(in_force)
            assert ended <= {zone.id for zone in self.data.zones(date=reply.day - DAY)}

    @invariant()
    def earlier_datasets_answer_as_they_did(self):
        """A dataset never changes, whatever is laid over its folders in another."""
        for data, statuses, zones in self.earlier:
            assert {key: answer_of(data, *key) for key in statuses} == statuses
            last = max(zones)
            assert {zone.id for zone in data.zones(date=last)} == zones[last]


def answer_of(data, code, day):
    """Ask for yes or no twice, with each of them as the answer for unknown."""
    answers = data.is_eligible(code, day, if_unknown=True), data.is_eligible(code, day, if_unknown=False)
    return {(True, True): "listed", (False, False): "not listed", (True, False): "unknown"}[answers]


TestLaw = Law.TestCase
TestLaw.settings = settings(examples(8), stateful_step_count=8)
