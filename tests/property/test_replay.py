"""The replay of the positive list against a literal, code-by-code reading of its rules.

Histories are drawn complete and lawful; of most only a part is then made known, by the strategy or here.
"""

import datetime
import random

import pytest
from examples import examples
from hypothesis import assume, example, given
from hypothesis import strategies as st
from known_rows import EVERYTHING, carried_out, codes_of, known_history, probes
from rules import (
    HIGHEST,
    LISTED_AFTER,
    LISTED_BEFORE,
    LOWEST,
    STATEMENTS,
    ContradictionError,
    disagreeing,
    status,
)
from tables import announcement, in_memory, known_range, line, read, write

import pilotzones
from pilotzones import strategies

DAY = datetime.timedelta(days=1)
DRAWN = strategies.datasets(most_announcements=5)
WHOLE = strategies.datasets(complete=True, most_announcements=5)


# Parts of what is drawn


def rows_of(dataset, table):
    """Read a table of a dataset."""
    return read(dataset.folders[0], table)


def knowing(whole, parts):
    """Make a dataset of a whole history that knows some of each announcement.

    A part has lines, code -> action, ranges of the annex, statements, code -> action, and ranges of the list.
    """
    changes, coverage = [], []
    for announced, (lines, ranges, stated, list_ranges) in zip(known_history(whole), parts, strict=True):
        changes += [line(announced.id, rows[code], code) for rows in (lines, stated) for code in sorted(rows)]
        coverage += [known_range(announced.id, *pair) for pair in ranges]
        coverage += [{**known_range(announced.id, *pair), "covers": "list"} for pair in list_ranges]
    return in_memory(announcements=rows_of(whole, "announcements"), list_changes=changes, list_coverage=coverage)


def everything(history):
    """Give all lines of whole annexes, with the range of all codes."""
    return [({code: announced.action(code) for code in announced.lines}, [EVERYTHING], {}, []) for announced in history]


@st.composite
def parts(draw, whole):
    """Draw a part of each annex: true ranges wherever they begin and end, all lines inside them, and some others.

    Besides what is true of the list after it: statements, and ranges in which each code on the list is stated.
    Unlike the strategy's, a range may end beside a code, and an annex may have two.
    """
    history, found = known_history(whole), []
    for announced, listed in zip(history, carried_out(history), strict=True):
        ends = draw(st.lists(st.sampled_from(probes(history)), max_size=4, unique=True).map(sorted))
        ranges = list(zip(ends[::2], ends[1::2], strict=False))
        if draw(st.integers(0, 5)) == 0:
            ranges = [EVERYTHING]
        lines = {}
        for code in codes_of(history):
            shown = action = announced.action(code)
            if not any(first <= code <= last for first, last in ranges):
                shown = draw(st.sampled_from([None, action]))
            if shown:
                lines[code] = shown
        ends = sorted(draw(st.lists(st.sampled_from(probes(history)), max_size=2, unique=True)))
        list_ranges = list(zip(ends[::2], ends[1::2], strict=False))
        stated = {*draw(st.sets(st.sampled_from(probes(history)), max_size=2))}
        stated |= {code for code in listed if any(first <= code <= last for first, last in list_ranges)}
        statements = {code: "listed" if code in listed else "not_listed" for code in stated}
        found.append((lines, ranges, statements, list_ranges))
    return found


@st.composite
def partly_known(draw):
    """Draw a whole history, and give a dataset that knows a part of it."""
    whole = draw(WHOLE)
    return knowing(whole, draw(parts(whole)))


ANY = DRAWN | partly_known()


def joined(ranges):
    """Join ranges that overlap: a table must not name a code in two of them."""
    found = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


# The rules, code by code


def expected(history):
    """Read the rules for each code on every edition."""
    return {
        (code, announced.id): status(history, code, at)
        for at, announced in enumerate(history)
        for code in probes(history)
    }


def statuses(dataset, history, codes=None):
    """Ask the library about each code on the first day of every edition."""
    return {
        (code, announced.id): dataset.eligibility(code, announced.day).status
        for announced in history
        for code in codes or probes(history)
    }


@examples(250)
@given(dataset=ANY)
def test_every_status_is_the_rules_reading(dataset):
    """On every edition every code is listed, not listed or unknown exactly as the rules read."""
    history = known_history(dataset)
    assert statuses(dataset, history) == expected(history)


@examples(150)
@given(data=st.data())
def test_statements_that_are_not_true_are_answered_named_or_refused(data):
    """As the rules read: what contradicts a line is refused, what one outranks is named, and no other code is."""
    whole = data.draw(WHOLE)
    known, history = data.draw(parts(whole)), known_history(whole)
    wrong = data.draw(
        st.dictionaries(st.sampled_from(probes(history)), st.sampled_from([*STATEMENTS]), min_size=1, max_size=2)
    )
    at = data.draw(st.integers(0, len(history) - 1))
    known[at] = (*known[at][:2], {**known[at][2], **wrong}, known[at][3])
    dataset = knowing(whole, known)
    read_by_rules = known_history(dataset)
    try:
        reading = expected(read_by_rules)
        differing = {code for code in probes(read_by_rules) if disagreeing(read_by_rules, code)}
    except ContradictionError as error:
        with pytest.raises(pilotzones.DataIntegrityError, match=str(error)):
            dataset.editions()
        return
    try:
        assert statuses(dataset, read_by_rules) == reading
    except pilotzones.DataIntegrityError as error:
        # A statement that is not true may add a line to those that the announcement states.
        assert "lines in force after it" in str(error)  # noqa: PT017 - no answer is expected then
    else:
        assert {each.hs_code for each in dataset.coverage().disagreements} == differing


COUNTS = ("added", "deleted", "converted_in", "converted_out", "remarks_changed")


@examples(100)
@given(dataset=ANY)
def test_editions_and_items_are_those_of_the_answers(dataset):
    """Editions follow the announcements half-open; items and known lines are the codes answered "listed"."""
    history, editions = known_history(dataset), dataset.editions()
    days = [announced.day for announced in history]
    assert [edition.effective_from for edition in editions] == days
    assert [edition.effective_to for edition in editions] == [*days[1:], None]
    assert [edition.id for edition in editions] == [announced.id for announced in history]
    for announced, edition, following in zip(history, editions, [*days[1:], None], strict=True):
        listed = [code for code in probes(history) if dataset.eligibility(code, announced.day).status == "listed"]
        assert [item.hs_code for item in dataset.items(announced.day)] == listed
        assert edition.lines_known == len(listed)
        last = datetime.date(2099, 12, 31) if following is None else following - DAY
        assert dataset.edition_on(last) == dataset.edition_on(announced.day) == edition
        for code in probes(history):
            assert dataset.eligibility(code, last).status == dataset.eligibility(code, announced.day).status
    for row, annex in zip(rows_of(dataset, "announcements"), dataset.coverage().annexes, strict=True):
        if row["list_total_after"]:
            assert annex.stated == int(row["stated_count"] or sum(int(row[column]) for column in COUNTS))
    with pytest.raises(pilotzones.NoListInForceError):
        dataset.eligibility(HIGHEST, days[0] - DAY)


@examples(100)
@given(dataset=WHOLE)
def test_with_everything_known_no_answer_is_unknown(dataset):
    """Whole annexes answer every code as the list does that they make, and the known lines are the stated ones."""
    history, rows = known_history(dataset), rows_of(dataset, "announcements")
    for announced, row, edition, listed in zip(history, rows, dataset.editions(), carried_out(history), strict=True):
        for code in probes(history):
            assert dataset.eligibility(code, announced.day).status == ("listed" if code in listed else "not listed")
        assert edition.lines_known == len(listed)
        if row["list_total_after"]:
            assert edition.lines_stated == edition.lines_known
        assert [item.hs_code for item in dataset.items(announced.day)] == sorted(listed)


@examples(100)
@given(data=st.data())
def test_knowing_more_never_changes_a_definite_answer(data):
    """More lines, statements and ranges turn "unknown" into answers and leave the answers as they are."""
    whole = data.draw(WHOLE)
    less, other = data.draw(parts(whole)), data.draw(parts(whole))
    more = [
        (
            {**lines, **further_lines},
            joined([*ranges, *further_ranges]),
            {**stated, **further_stated},
            joined([*list_ranges, *further_list_ranges]),
        )
        for (lines, ranges, stated, list_ranges), (
            further_lines,
            further_ranges,
            further_stated,
            further_list_ranges,
        ) in zip(less, other, strict=True)
    ]
    codes = probes(known_history(whole))
    before, after = (statuses(knowing(whole, part), known_history(whole), codes) for part in (less, more))
    assert {key: status for key, status in before.items() if status != "unknown"}.items() <= after.items()


@examples(100)
@given(dataset=ANY, later=st.integers(0, 400))
def test_is_eligible_agrees_with_eligibility(dataset, later):
    """True for listed, False for not listed; unknown raises, with the verdict, or is answered by if_unknown."""
    history = known_history(dataset)
    for announced in history:
        day = announced.day + datetime.timedelta(days=later)
        for code in probes(history):
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


@examples(100)
@given(data=st.data())
def test_the_missing_annexes_would_decide_the_answer(data):
    """With the annexes that an unknown verdict calls missing, and no others, its answer is known."""
    whole = data.draw(WHOLE)
    known, history = data.draw(parts(whole)), known_history(whole)
    dataset = knowing(whole, known)
    unknown = [key for key, status in statuses(dataset, history).items() if status == "unknown"]
    true = {
        announced.id: (announced.day, listed) for announced, listed in zip(history, carried_out(history), strict=True)
    }
    for code, id_ in unknown[:3]:
        day, listed = true[id_]
        missing = {announced.id for announced in dataset.eligibility(code, day).missing}
        assert missing
        filled = [
            all_of_it if announced.id in missing else part
            for announced, part, all_of_it in zip(history, known, everything(history), strict=True)
        ]
        answer = knowing(whole, filled).eligibility(code, day).status
        assert answer == ("listed" if code in listed else "not listed")


@examples(150)
@given(dataset=ANY)
def test_no_annex_is_missing_that_could_not_decide_the_answer(dataset):
    """An unknown verdict asks for no annex older than the last line known of the code: it would decide nothing."""
    history = known_history(dataset)
    for at, announced in enumerate(history):
        for code in probes(history):
            verdict = dataset.eligibility(code, announced.day)
            last = max((index for index in range(at + 1) if code in history[index].codes()), default=-1)
            useless = {earlier.id for earlier in history[: last + 1]}
            assert useless.isdisjoint(missing.id for missing in verdict.missing)


# Contradictions


FIRST = announcement("2016-1", effective_from="2016-04-08")
AMENDS = announcement("2017-1", "amends", "2016-1")
SUPPLEMENTS = announcement("2017-1", "supplements", "2016-1")
AGAIN = announcement("2018-1", "amends", "2016-1")
CODES = st.integers(2000000, 97000000).map("{:08}".format)


def refused(announcements, changes=(), ranges=()):
    """Load tables that contradict themselves; give the error's message."""
    tables = {"announcements": announcements, "list_changes": changes, "list_coverage": ranges}
    with pytest.raises(pilotzones.DataIntegrityError) as caught:
        in_memory(**tables).editions()
    with pytest.raises(pilotzones.DataIntegrityError):
        in_memory(**tables).eligibility("99999999", "2026-01-01")
    return str(caught.value)


def names_lines(message, *lines):
    """Tell whether a message names these lines of list_changes.csv."""
    return "list_changes.csv" in message and all(f"line {line}" in message for line in lines)


@examples(20)
@given(code=CODES, action=st.sampled_from(["add", "convert_in"]), others=st.sets(CODES, max_size=5))
def test_a_line_added_that_was_listed_is_refused(code, action, others):
    """A line that a revealed row lists cannot be added or converted in later; both rows are named."""
    others = sorted(others - {code})
    changes = [*(line("2016-1", "list", other) for other in others), line("2016-1", "list", code)]
    changes.append(line("2017-1", action, code))
    assert names_lines(refused([FIRST, AMENDS], changes, []), len(others) + 2, len(others) + 3)


@examples(20)
@given(code=CODES, other=CODES)
def test_a_line_supplemented_that_was_listed_is_refused(code, other):
    """No line is both on a list and on its supplement; both rows are named."""
    assume(code != other)
    changes = [line("2017-1", "list", code), line("2016-1", "list", other), line("2016-1", "list", code)]
    assert names_lines(refused([FIRST, SUPPLEMENTS], changes, []), 2, 4)


@examples(20)
@given(code=CODES, action=st.sampled_from(["delete", "convert_out", "remark"]), wide=st.booleans())
def test_a_line_touched_that_a_known_range_leaves_out_is_refused(code, action, wide):
    """A line cannot be deleted, converted out or given a new remark if the list before is known not to have it."""
    changes = [line("2017-1", action, code)]
    ranges = [known_range("2016-1") if wide else known_range("2016-1", code, code)]
    message = refused([FIRST, AMENDS], changes, ranges)
    assert names_lines(message, 2)
    assert "2016-1" in message or "list_coverage.csv, line 2" in message


@examples(20)
@given(
    code=CODES,
    pair=st.sampled_from(
        [("add", "add"), ("delete", "remark"), ("convert_in", "delete"), ("listed", "delete"), ("add", "convert_in")]
    ),
)
def test_a_code_twice_in_one_annex_is_refused(code, pair):
    """An annex says one thing of a code, once; both rows are named."""
    other = f"{int(code) + 1:08}"
    changes = [line("2017-1", pair[0], code), line("2016-1", "list", other), line("2017-1", pair[1], code)]
    assert names_lines(refused([FIRST, AMENDS], changes, []), 2, 4)
    changes = [line("2016-1", "list", code), line("2016-1", "list", other), line("2016-1", "list", code)]
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
    """The next amendment cannot delete a line that is off the list, nor add one that is on it."""
    changes = [line("2017-1", first, "20000000"), line("2018-1", second, "20000000")]
    assert names_lines(refused([FIRST, AMENDS, AGAIN], changes, []), 2, 3)


@pytest.mark.parametrize(
    ("first", "second"), [("delete", "add"), ("add", "delete"), ("remark", "remark"), ("convert_out", "convert_in")]
)
def test_amendments_that_agree_are_taken(first, second):
    """Lines may leave and come back, come and leave, and change their remark twice."""
    changes = [line("2017-1", first, "20000000"), line("2018-1", second, "20000000")]
    dataset = in_memory(announcements=[FIRST, AMENDS, AGAIN], list_changes=changes)
    found = [dataset.eligibility("20000000", day).is_eligible for day in ("2016-05-01", "2017-05-01", "2018-05-01")]
    assert found == [LISTED_BEFORE[first], LISTED_AFTER[first], LISTED_AFTER[second]]


@pytest.mark.parametrize("middle", ["known", "open"])
def test_contradictions_are_found_over_an_announcement_that_says_nothing(middle):
    """A listed line that an amendment is known to leave alone cannot be added afterwards; if that is unknown, it can."""
    changes = [line("2016-1", "list", "20000000"), line("2018-1", "add", "20000000")]
    announcements = [FIRST, AMENDS, AGAIN]
    if middle == "known":
        message = refused(announcements, changes, [known_range("2017-1", "20000000", "20000000")])
        assert names_lines(message, 3)
    else:
        dataset = in_memory(announcements=announcements, list_changes=changes)
        assert dataset.eligibility("20000000", "2017-05-01").status == "not listed"


def tables_of(dataset):
    """Read all that the tables of a dataset say of the list."""
    return {table: rows_of(dataset, table) for table in ("announcements", "list_changes", "list_coverage")}


@examples(30)
@given(whole=WHOLE, data=st.data(), off_by=st.sampled_from([-1, 1, 1000]))
def test_a_wrong_total_is_refused_when_all_is_known(whole, data, off_by):
    """Where every annex is whole, the list must have as many lines as the announcement says; it is named."""
    tables, sizes = tables_of(whole), [len(listed) for listed in carried_out(known_history(whole))]
    wrong, size = data.draw(st.sampled_from(list(zip(tables["announcements"], sizes, strict=True))))
    wrong["list_total_after"] = max(size + off_by, 0)
    assume(wrong["list_total_after"] != size)
    with pytest.raises(pilotzones.DataIntegrityError) as caught:
        in_memory(**tables).editions()
    message = str(caught.value)
    assert wrong["id"] in message or "announcements.csv, line" in message
    assert str(size) in message


@examples(30)
@given(whole=WHOLE, data=st.data(), between=CODES)
def test_totals_close_over_ranges_that_touch(whole, data, between):
    """An annex whose known ranges leave no code between them is complete, so a wrong total is refused."""
    tables, sizes = tables_of(whole), [len(listed) for listed in carried_out(known_history(whole))]
    halves = (LOWEST, between), (f"{int(between) + 1:08}", HIGHEST)
    tables["list_coverage"] = [known_range(row["id"], *half) for row in tables["announcements"] for half in halves]
    in_memory(**tables).editions()
    wrong, size = data.draw(st.sampled_from(list(zip(tables["announcements"], sizes, strict=True))))
    wrong["list_total_after"] = size + 1
    with pytest.raises(pilotzones.DataIntegrityError):
        in_memory(**tables).editions()


@examples(30)
@given(dataset=ANY)
def test_a_total_is_not_checked_while_a_code_is_unknown(dataset):
    """A total that the known lines do not reach is not a contradiction while lines may be missing."""
    tables = tables_of(dataset)
    tables["list_coverage"] = [row for row in tables["list_coverage"] if row["code_to"] != HIGHEST]
    for row in tables["announcements"]:
        row |= {"stated_count": "", "list_total_after": 5000}
    stated = [edition.lines_stated for edition in in_memory(**tables).editions()]
    assert stated == [5000] * len(tables["announcements"])


@pytest.mark.parametrize("kind", ["amends", "supplements"])
@pytest.mark.parametrize("amends", ["", "2015-9", "2017-1"])
def test_an_amendment_of_nothing_is_refused(kind, amends):
    """What amends or supplements nothing, an unknown announcement or itself is refused and named."""
    announcements = [FIRST, announcement("2017-1", kind, amends)]
    message = refused(announcements)
    assert "2017-1" in message or "announcements.csv, line 3" in message


@pytest.mark.parametrize("kind", ["amends", "supplements"])
def test_a_history_cannot_begin_with_an_amendment(kind):
    """The first announcement must make a list, and what amends a later one is refused."""
    announcements = [announcement("2015-1", kind, "2016-1"), FIRST]
    message = refused(announcements)
    assert "2015-1" in message or "announcements.csv, line 2" in message


@pytest.mark.parametrize("kind", ["amends", "supplements", "replaces"])
def test_two_announcements_on_one_day_are_refused(kind):
    """If two announcements come into force on the same day, nobody knows which is first; both are named."""
    amends = "" if kind == "replaces" else "2016-1"
    other = announcement("2016-2", kind, amends, effective_from="2016-04-08")
    message = refused([FIRST, other])
    assert "2016-2" in message or "announcements.csv, line 3" in message
    assert "2016-1" in message or "announcements.csv, line 2" in message


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("list_changes", line("2015-9", "list", "20000000")),
        ("list_coverage", known_range("2015-9")),
        ("list_coverage", known_range("2016-1", "30000000", "20000000")),
        ("list_changes", line("2016-1", "list", "2000000")),
        ("list_changes", line("2016-1", "List", "20000000")),
        ("list_changes", line("2016-1", "delete", "20000000")),
        ("list_changes", line("2017-1", "list", "20000000")),
    ],
)
def test_rows_of_no_announcement_or_of_a_wrong_kind_are_refused(table, row):
    """A row needs a known announcement, a code, and a change that its announcement can make."""
    with pytest.raises(pilotzones.DataIntegrityError, match=rf"{table}\.csv, line 2"):
        in_memory(announcements=[FIRST, AMENDS], **{table: [row]}).editions()


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


@examples(60)
@given(code=strategies.hs_codes(), day=strategies.dates_before_any_list())
@example(code=HIGHEST, day=datetime.date(2016, 4, 7))
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


def test_the_bundled_list_is_the_rules_reading():
    """Every known code, its neighbours and the edges of the known ranges, on every edition."""
    dataset = pilotzones.Dataset.bundled()
    history = known_history(dataset)
    assert len(probes(history)) > 250
    assert statuses(dataset, history) == expected(history)


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
    changes = [line(id_, action, code) for id_, annex in annexes.items() for code, action in annex]
    return pilotzones.Dataset.load(write(folder, list_changes=changes, list_coverage=map(known_range, annexes)))


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
        current |= {code for code, action in annexes[id_] if LISTED_AFTER[action]}
        current -= {code for code, action in annexes[id_] if not LISTED_AFTER[action]}
        assert [item.hs_code for item in dataset.items(day)] == sorted(current)
        assert {code for code in codes if dataset.is_eligible(code, day)} == current
    assert len(current) == 1476


def test_lines_of_ones_own_never_turn_a_listed_code_into_a_no(tmp_path):
    """A folder with one line of an annex replaces the bundled lines; none of those becomes "not listed"."""
    own = write(tmp_path, list_changes=[line("2016-40", "list", "33049900")])
    try:
        dataset = pilotzones.Dataset.load(own)
    except pilotzones.DataIntegrityError:
        return
    assert dataset.eligibility("33049900", "2016-04-10").status == LISTED
    for item in pilotzones.items("2016-04-10"):
        assert dataset.eligibility(item.hs_code, "2016-04-10").status != NOT_LISTED


@pytest.mark.long
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
        last = max(index for index, row in enumerate(annexes[id_]) if row[1] == action)
        # A line of the 2019 edition that the adjustment touches would be missed there, so another one goes.
        if id_ == "2019-96":
            last = next(index for index, row in enumerate(annexes[id_]) if row[0] in untouched)
        del annexes[id_][last]
    else:
        old = action in {"delete", "convert_out", "remark"}
        annexes[id_].append((min(untouched) if old else min(free), action))
    with pytest.raises(pilotzones.DataIntegrityError, match=id_):
        load_annexes(tmp_path, annexes)
