"""The words of the fields that have one of a few, as the documentation lists them: programs decide by them."""

import importlib

import attrs
import pytest
from real_records import real_records

import pilotzones
from pilotzones import SerialError, frames, records
from pilotzones.records import announcements, import_answers, list_answers
from pilotzones.records.actions import ACTIONS, ADJUSTING, STATEMENTS, WHOLE_LIST
from pilotzones.records.conditions import as_shipment
from pilotzones.records.evidence import STRONGEST_FIRST, as_evidence, weakest
from pilotzones.records.grounds import ABOUT_THE_LIST, STATUSES_OF, Grounds
from pilotzones.records.levels import LEVELS, level_of
from pilotzones.records.screened_files import DEFINITE, REJECTED
from pilotzones.records.stated_counts import net_change
from pilotzones.serial import from_plain, json_schema, to_plain

YES_OR_NO = ("listed", "not listed")
REASONS = {
    "annex line": YES_OR_NO,
    "known range": ("not listed",),
    "inferred backwards": YES_OR_NO,
    "kept by a rule": ("listed",),
    "stated outside the annex": YES_OR_NO,
    "consolidated list": YES_OR_NO,
    "assumed": YES_OR_NO,
    "missing annex": ("unknown",),
    "bonded only": ("not listed",),
    "remark not known": ("unknown",),
    "remark not understood": ("unknown",),
    "evidence below minimum": ("unknown",),
}
"""The table of reasons in docs/tasks/audit.md."""
IMPORT_REASONS = {
    "designated": "open",
    "inside a designated city": "open",
    "pilot zone": "open once confirmed",
    "mode not in force": "not open",
    "not on the list": "not open",
    "before the lists": "unknown",
    "unsourced": "unknown",
    "only a part": "unknown",
    "list known in part": "unknown",
    "other grounds": "unknown",
}
"""What the reference of ``ImportReason`` says of each word."""
EVIDENCE = ("confirmed", "single", "derived", "unsourced", "assumed")
STATUSES = ("listed", "not listed", "unknown")
LEVELS_OF_PLACES = ("province", "special", "prefecture", "county")
OF_ROWS = (
    *("listed", "not listed", "unknown", "no code", "invalid code", "no date", "invalid date"),
    *("beyond max_age", "no list in force", "broken row"),
)
ACTIONS_OF_LINES = ("list", "add", "delete", "convert_in", "convert_out", "remark")
WORDS = {
    (pilotzones.Province, "kind"): ("municipality", "province", "autonomous region"),
    (pilotzones.Zone, "level"): ("municipality", "prefecture", "county", "special"),
    (pilotzones.Zone, "evidence"): EVIDENCE,
    (pilotzones.Place, "level"): LEVELS_OF_PLACES,
    (pilotzones.Announcement, "kind"): ("replaces", "supplements", "amends"),
    (pilotzones.Change, "action"): (*ACTIONS_OF_LINES, "listed", "not_listed"),
    (pilotzones.Change, "remark_known"): ("yes", "no", "paraphrase"),
    (announcements.Inference, "rule"): ("takes_out_only_abolished_lines",),
    (announcements.KnownRange, "covers"): ("annex", "list"),
    (pilotzones.Undecided, "older"): STATUSES,
    (pilotzones.Review, "shipment"): ("bonded", "direct"),
    (pilotzones.Grounds, "reason"): tuple(REASONS),
    (pilotzones.ExcludedGoods, "ground"): (
        *("wildlife catalogue", "no species certificate", "dual-use items", "prohibited imports"),
        *("special food", "unregistered food", "first-import cosmetics", "unregistered formula", "other"),
    ),
    (pilotzones.Rule, "kind"): ("parameter", "mode", "benefit"),
    (pilotzones.Rule, "direction"): ("import", "export", "import and export"),
    (pilotzones.ImportAnswer, "status"): ("open", "open once confirmed", "not open", "unknown"),
    (pilotzones.ImportAnswer, "reason"): tuple(IMPORT_REASONS),
    (frames.StatusCount, "status"): OF_ROWS,
    (frames.RejectedRow, "status"): OF_ROWS,
}


def words_of(schema):
    """List the words that a schema allows."""
    for part in schema.get("anyOf", [schema]):
        yield from part.get("enum", ())


@pytest.mark.parametrize(("kind", "field"), WORDS, ids=lambda value: getattr(value, "__name__", value))
def test_a_field_has_the_words_that_are_documented(kind, field):
    """Each is read, and described in the schema in the order of the documentation; no other word is read."""
    record = next(record for record in real_records() if type(record) is kind)
    assert str(record)
    plain = to_plain(record)
    for word in WORDS[kind, field]:
        assert getattr(from_plain({**plain, field: word}, kind), field) == word
    for word in ("", "perhaps", WORDS[kind, field][0].upper()):
        with pytest.raises(SerialError):
            from_plain({**plain, field: word}, kind)
    assert tuple(words_of(json_schema(kind)["properties"][field])) == WORDS[kind, field]


def test_each_reason_has_the_statuses_that_are_documented():
    """And the first eight are about the list alone, which a missing annex leaves open."""
    assert STATUSES_OF == REASONS
    assert tuple(REASONS)[:8] == ABOUT_THE_LIST
    missing = Grounds("missing annex", (), None, None, "", None, (), ())
    assert list_answers.decide(missing, None, None, None, None) == ("unknown", "missing annex")
    assert list_answers.STATUS_OF == {True: "listed", False: "not listed", None: "unknown"}


def test_each_reason_of_an_answer_about_imports_has_its_status():
    """An answer of the data has a status that fits its reason."""
    assert import_answers.STATUS_OF == IMPORT_REASONS
    answer = pilotzones.import_city("Ningbo", "2017-06-01")
    assert (answer.status, answer.reason) == ("open", "designated")
    assert answer.why in str(answer)


def test_evidence_goes_from_the_strongest_to_the_weakest():
    """A chain is as strong as its weakest link."""
    assert STRONGEST_FIRST == EVIDENCE
    for index, evidence in enumerate(EVIDENCE):
        assert as_evidence(evidence) == evidence
        assert weakest(*EVIDENCE[: index + 1]) == weakest(*EVIDENCE[index::-1]) == evidence
    assert as_evidence(None) is None
    with pytest.raises(pilotzones.ArgumentTypeError, match=r"^evidence must be "):
        as_evidence("proven")


def test_a_shipment_is_bonded_or_direct():
    """None is any; another word is refused by the name of the argument."""
    for shipment in (None, "bonded", "direct"):
        assert as_shipment(shipment) == shipment
    with pytest.raises(pilotzones.ArgumentTypeError, match=r"^shipment must be "):
        as_shipment("by air")


def test_the_level_of_a_division_is_in_its_code():
    """By GB/T 2260: two digits for the province, two for the prefecture, two for the county."""
    assert LEVELS == LEVELS_OF_PLACES
    assert [level_of(code) for code in ("330000", "330100", "330106", "341000", "110101", "469030")] == [
        *("province", "prefecture", "county", "prefecture", "county", "county")
    ]


def test_the_rows_of_a_file_are_definite_or_rejected_or_neither():
    """A rejected row is one in which something must be corrected."""
    assert OF_ROWS[:2] == DEFINITE
    assert REJECTED == ("no code", "invalid code", "no date", "invalid date", "broken row")
    screened = next(record for record in real_records() if type(record) is frames.ScreenedFile)
    assert screened.count(*OF_ROWS) == screened.rows
    assert screened.rejected_rows == sum(found.rows for found in screened.statuses if found.status in OF_ROWS[3:7])
    with pytest.raises(pilotzones.ArgumentTypeError, match=r"^status must be "):
        screened.count("perhaps")


def test_each_action_tells_of_the_list_before_it_and_after_it():
    """As the announcements count them; what is stated from outside an annex says nothing of the list before."""
    said = {action: (meaning.before, meaning.after, meaning.field) for action, meaning in ACTIONS.items()}
    assert said == {
        "list": (False, True, "stated_count"),
        "add": (False, True, "added"),
        "delete": (True, False, "deleted"),
        "convert_in": (False, True, "converted_in"),
        "convert_out": (True, False, "converted_out"),
        "remark": (True, True, "remarks_changed"),
        "listed": (None, True, None),
        "not_listed": (None, False, None),
    }
    assert [action for action, meaning in ACTIONS.items() if not meaning.words] == ["listed", "not_listed"]
    assert WHOLE_LIST == "list"
    assert list(ADJUSTING.items()) == [(action, ACTIONS[action].field) for action in ACTIONS_OF_LINES[1:]]
    assert {"listed", "not_listed"} == STATEMENTS
    assert [net_change([action]) for action in ACTIONS] == [0, 1, -1, 1, -1, 0, 0, 0]
    assert {meaning.field for meaning in ACTIONS.values()} <= {*attrs.fields_dict(pilotzones.Announcement), None}


@pytest.mark.parametrize("name", records._MODULE_OF)
def test_what_questions_are_annotated_with_is_found_by_its_name(name):
    """As type hints are resolved: it is the one of its module, which is loaded only then."""
    module = importlib.import_module(f"pilotzones.records.{records._MODULE_OF[name]}")
    assert getattr(records, name) is getattr(module, name)
