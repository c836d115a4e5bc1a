"""Verdicts as JSON: small, exact, and asked again of other data."""

import itertools
import json

import attrs
import jsonschema
import pytest
from tables import announcement, in_memory, known_range, line

import pilotzones
from pilotzones import ArgumentTypeError, Dataset, Review, SerialError, Span, Verdict
from pilotzones.serial import ask_again, from_json, from_plain, json_schema, to_json, to_plain

DATA = Dataset.bundled()
MOST = 1536  # 1.5 KB
DAYS = ("2016-04-10", "2018-12-31", "2019-06-01", "2021-06-01", "2022-05-01", "2030-01-01")
ASKED = ({}, {"shipment": "direct", "evidence": "confirmed"})
SAMPLE = ("33049900", "77010000", "03030000", "04031000", "04039999")
VERDICTS = [
    DATA.eligibility(code, day, **asked)
    for code in (*DATA.positive_list.named_codes()[::9], *SAMPLE)
    for day in DAYS
    for asked in ASKED
]
VALID = jsonschema.Draft202012Validator(json_schema(Verdict), format_checker=jsonschema.FormatChecker(["date"]))


def test_the_sample_has_every_status_and_most_reasons():
    """So that what follows is about the common cases."""
    assert {verdict.status for verdict in VERDICTS} == {"listed", "not listed", "unknown"}
    assert len({verdict.reason for verdict in VERDICTS}) >= 6
    assert any(verdict.off_tariff for verdict in VERDICTS)


@pytest.mark.parametrize("asked", ASKED)
def test_json_of_the_bundled_data_takes_at_most_a_kilobyte_and_a_half(asked):
    """Every code that is named, and one in forty of all tariff lines."""
    codes = {*DATA.positive_list.named_codes(), *DATA.tariff.every_code()[::40], *SAMPLE}
    sizes = [len(to_json(DATA.eligibility(code, day, **asked)).encode()) for code in codes for day in DAYS[::2]]
    assert max(sizes) <= MOST


def test_verdicts_read_back_exactly():
    """By their ids, and by their documents without the data; each satisfies the schema."""
    for verdict in VERDICTS:
        plain, text = to_plain(verdict), to_json(verdict)
        assert json.loads(text) == plain
        assert VALID.is_valid(plain)
        assert from_json(text, Verdict, dataset=DATA) == from_plain(plain, Verdict) == verdict
    other = in_memory(announcements=[announcement("2027-1")])
    for verdict in VERDICTS[::3]:
        whole = to_json(verdict, documents=True, dataset=DATA)
        assert VALID.is_valid(json.loads(whole))
        read = from_json(whole, Verdict, dataset=other)
        assert read == verdict
        assert read.explain("zh") == verdict.explain("zh")


def test_what_is_written():
    """A whole text, as users keep it."""
    verdict = DATA.eligibility("93070090", "2021-06-01", shipment="direct", evidence="confirmed")
    plain = to_plain(verdict)
    assert list(plain)[:7] == ["hs_code", "date", "shipment", "minimum_evidence", "status", "reason", "edition"]
    assert {key: plain[key] for key in ("status", "reason", "edition", "missing", "is_beyond_verified")} == {
        "status": "unknown",
        "reason": "remark not known",
        "edition": "2019-96",
        "missing": ["2019-96"],
        "is_beyond_verified": False,
    }
    assert plain["grounds"] == {
        "reason": "inferred backwards",
        "announcements": ["2022-7"],
        "action": "delete",
        "seq": None,
        "name_zh": "",
        "basis": None,
        "inferences": [],
        "lines_known": [],
    }
    assert "documents" not in plain


def test_documents_hold_everything_once():
    """The edition, announcements, rules, tariffs, lines near by and the pages."""
    verdict = DATA.eligibility("04031000", "2022-05-01")
    documents = to_plain(verdict, documents=True)["documents"]
    assert documents["edition"]["id"] == "2022-7"
    assert [one["id"] for one in documents["announcements"]] == ["2019-96", "2022-7"]
    assert [one["id"] for one in documents["tariffs"]] == ["hs2022", "hs2017"]
    assert [one["hs_code"] for one in documents["tariff_lines"]] == [line.hs_code for line in verdict.off_tariff.near]
    assert tuple(one["id"] for one in documents["sources"]) == verdict.sources
    assert to_plain(DATA.zone("Hangzhou"), documents=True) == to_plain(DATA.zone("Hangzhou"))


def test_a_span_has_its_verdict_in_the_same_form():
    """And can have its documents."""
    for span in DATA.history("93070090"):
        assert to_plain(span)["verdict"] == to_plain(span.verdict)
        assert jsonschema.Draft202012Validator(json_schema(Span)).is_valid(to_plain(span))
        assert from_json(to_json(span), Span) == span
        whole = to_json(span, documents=True)
        assert from_json(whole, Span, dataset=in_memory(announcements=[announcement("2027-1")])) == span


def test_a_rule_is_written_by_its_announcement():
    """With all that it says, if documents are asked for."""
    data = DATA.assume({"04090000": ""}, after="2019-96")
    verdict = data.eligibility("04090000", "2022-05-01")
    assert verdict.grounds.inferences
    assert to_plain(verdict)["grounds"]["inferences"] == ["2022-7"]
    assert from_json(to_json(verdict), Verdict, dataset=data) == verdict
    assert from_json(to_json(verdict, documents=True, dataset=data), Verdict) == verdict


def faults_of(plain, **options):
    """List what is wrong with the plain data of a verdict."""
    with pytest.raises(SerialError) as caught:
        from_plain(plain, Verdict, **options)
    return list(caught.value.faults)


RECORDED = to_plain(DATA.eligibility("04090000", "2016-04-10"))


def but(**changed):
    """Take a recorded verdict with something changed; ``a__b`` is inside ``a``."""
    plain = json.loads(json.dumps(RECORDED))
    for path, value in changed.items():
        *way, last = path.split("__")
        inside = plain
        for step in way:
            inside = inside[step]
        inside[last] = value
    return plain


def negative_count(plain):
    """Give a missing annex fewer than no known lines."""
    plain["grounds"]["lines_known"][0] = -5
    return plain


@pytest.mark.parametrize(
    ("plain", "faults"),
    [
        (but(edition="2027-1"), ["edition: '2027-1' is not the id of an edition of the data at hand"]),
        (
            but(edition="", missing=["2016-40", "2016-39"], grounds__announcements=["x"]),
            [
                "edition: '' is not the id of an edition of the data at hand",
                "grounds.announcements[0]: 'x' is not the id of an announcement of the data at hand",
                "missing[1]: '2016-39' is not the id of an announcement of the data at hand",
            ],
        ),
        (
            but(grounds__inferences=["2016-40"]),
            ["grounds.inferences[0]: '2016-40' is not the id of an announcement with a rule of the data at hand"],
        ),
        (
            but(off_tariff={"tariff": "x", "elsewhere": ["y"], "near": ["00000000"], "near_count": 1}),
            [
                "off_tariff.tariff: 'x' is not the id of a tariff of the data at hand",
                "off_tariff.elsewhere[0]: 'y' is not the id of a tariff of the data at hand",
                "off_tariff.near[0]: '00000000' is not a line of a tariff of the data at hand",
            ],
        ),
        (
            but(off_tariff={"tariff": "hs2022", "elsewhere": [], "near": ["04090000"], "near_count": 0}),
            ["off_tariff.near_count: 0 is less than the number of lines in near"],
        ),
        (but(status="unknown"), ["status: 'unknown' does not follow from the grounds, which give 'listed'"]),
        (but(reason="assumed"), ["reason: 'assumed' does not follow from the grounds, which give 'annex line'"]),
        (
            but(is_beyond_verified=True),
            ["is_beyond_verified: True does not follow from date and verified_through"],
        ),
        (but(item=None), ["item: there must be one with these grounds"]),
        (but(grounds__action="delete"), ["item: there cannot be one with these grounds"]),
        *(
            (but(grounds__reason=reason), [f"grounds: they are not those of the reason {reason!r}"])
            for reason in (
                "known range",
                "missing annex",
                "kept by a rule",
                "consolidated list",
                "assumed",
                "bonded only",
            )
        ),
        (but(grounds__announcements=[]), ["grounds: they are not those of the reason 'annex line'"]),
        (
            but(item__remark="每人每年2千克以内", item__conditions=[{"type": "BondedOnly", "length": 3}]),
            ["item.conditions: their lengths do not add up to that of the remark"],
        ),
        (
            but(item__conditions=[{"type": "BondedOnly", "length": 3}, {"type": "BondedOnly", "length": -3}]),
            ["item.conditions: their lengths do not add up to that of the remark"],
        ),
        (but(item__remark="每人每年2千克以内"), ["item.conditions: their lengths do not add up to that of the remark"]),
        (but(item__remark_known="no"), ["item.remark_known: 'no' does not fit the remark, ''"]),
        (but(item__remark=None), ["item.remark_known: 'yes' does not fit the remark, None"]),
        (but(edition="2018-157"), ["edition: 2018-157 is not in force on 2016-04-10"]),
        (but(date="2022-04-10"), ["edition: 2016-40 is not in force on 2022-04-10"]),
        (but(evidence=None), ["evidence: it must be given with these grounds"]),
        (
            to_plain(DATA.eligibility("33049900", "2099-12-31")) | {"date": "9999-12-31"},
            ["edition: 2022-7 is not in force on 9999-12-31"],
        ),
        (
            to_plain(DATA.eligibility("33049900", "2022-05-01")) | {"evidence": "single"},
            ["evidence: it cannot be given with these grounds"],
        ),
        (
            negative_count(to_plain(DATA.eligibility("33049900", "2022-05-01"))),
            ["grounds: they are not those of the reason 'missing annex'"],
        ),
        (but(why="so"), ["'why' is not a field of Verdict"]),
        (but(hs_code="0409", status="x"), None),
        (but(documents=[]), ["documents: [] is not an object with the fields of VerdictDocuments"]),
        ({**RECORDED, "colour": 1}, ["'colour' is not a field of Verdict"]),
        (
            {key: value for key, value in RECORDED.items() if key != "reason"} | {"why": "so", "notes": []},
            None,
        ),
    ],
)
def test_what_is_no_verdict(plain, faults):
    """Ids that stand for nothing, and facts that contradict each other: every fault at its place."""
    found = faults_of(plain)
    assert found == faults or (faults is None and found)
    if faults is None and "why" in plain:
        assert "was written by a release that kept sentences" in found[0]


@pytest.mark.parametrize("day", ["2016-04-08", "2016-04-15", "2022-03-01", "2099-12-31"])
def test_the_first_and_last_days_of_an_edition_read_back(day):
    """The last edition lasts until the last day that can be asked about."""
    verdict = DATA.eligibility("04090000", day)
    assert from_plain(to_plain(verdict), Verdict) == verdict


LIST = [announcement("2027-1")]
WHOLE = {**known_range("2027-1"), "covers": "list", "basis": "a consolidated list"}
STATED = in_memory(announcements=LIST, list_changes=[line("2027-1", "listed", "33049900")])
DENIED = in_memory(announcements=LIST, list_changes=[line("2027-1", "not_listed", "33049900")])
CONSOLIDATED = in_memory(announcements=LIST, list_changes=[line("2027-1", "listed", "33049900")], list_coverage=[WHOLE])
LEFT_OUT = in_memory(announcements=LIST, list_coverage=[WHOLE])


@pytest.mark.parametrize(
    ("data", "reason", "status", "wrong"),
    [
        (STATED, "stated outside the annex", "listed", {"basis": "a list"}),
        (STATED, "stated outside the annex", "listed", {"action": "list"}),
        (DENIED, "stated outside the annex", "not listed", {"basis": "a list"}),
        (CONSOLIDATED, "consolidated list", "listed", {"basis": None}),
        (CONSOLIDATED, "consolidated list", "listed", {"action": "list"}),
        (LEFT_OUT, "consolidated list", "not listed", {"basis": None}),
        (DATA.assume(["33049900"], after="2022-7"), "assumed", "listed", {"basis": "a list"}),
        (DATA.assume(["33049900"], after="2022-7"), "assumed", "listed", {"action": "add"}),
    ],
)
def test_facts_from_outside_an_annex_fit_their_reason(data, reason, status, wrong):
    """A consolidated list has a basis, which nothing else has; no line of an annex is among them."""
    verdict = data.eligibility("33049900", "2027-05-01")
    assert (verdict.reason, verdict.status) == (reason, status)
    plain = to_plain(verdict)
    assert from_plain(plain, Verdict, dataset=data) == verdict
    plain["grounds"].update(wrong)
    assert faults_of(plain, dataset=data) == [f"grounds: they are not those of the reason {reason!r}"]


def test_documents_that_lack_something():
    """What an id stands for must be there, an edition with all its announcements."""
    verdict = DATA.eligibility("04090000", "2018-05-01")
    plain = to_plain(verdict, documents=True)
    plain["documents"]["announcements"].pop()
    assert faults_of(plain) == [
        "edition: '2016-47' is not the id of an edition among its documents",
        "grounds.announcements[1]: '2016-47' is not the id of an announcement among its documents",
    ]


def test_another_version_of_the_data_is_named_with_the_ways_out():
    """The record is of another version: its ids may stand for something else there."""
    (fault,) = faults_of(but(data_version="2025.1"))
    assert fault.startswith("data_version: '2025.1' is not that of the data at hand, '2026.2'.")
    assert "serial.ask_again" in fault
    assert "dataset=" in fault
    assumed = DATA.assume(["33049900"])
    verdict = assumed.eligibility("33049900", "2022-05-01")
    text = to_json(verdict)
    assert from_json(text, Verdict, dataset=assumed) == verdict
    with pytest.raises(SerialError, match="is not that of the data at hand"):
        from_json(text, Verdict)
    with pytest.raises(
        SerialError, match=r"so its documents cannot be written\. Pass the data that answered as dataset=$"
    ):
        to_json(verdict, documents=True)


def test_documents_need_the_sources():
    """A source that the data does not have."""
    verdict = attrs.evolve(DATA.eligibility("04090000", "2016-04-10"), sources=("S9999",))
    with pytest.raises(SerialError, match=r"sources: .*'S9999'"):
        to_json(verdict, documents=True)


@pytest.mark.parametrize("changed", [{"status": "unknown"}, {"edition": None}, {"missing": None}, {"item": None}])
def test_a_verdict_that_would_not_read_back_is_not_written(changed):
    """Nor one whose facts contradict each other."""
    with pytest.raises(SerialError):
        to_json(attrs.evolve(DATA.eligibility("04090000", "2016-04-10"), **changed))


def test_options_of_the_wrong_type_are_refused():
    """By the package's own error."""
    verdict = DATA.eligibility("04090000", "2016-04-10")
    for argument, ask in (
        ("documents", lambda: to_json(verdict, documents=1)),
        ("dataset", lambda: to_json(verdict, dataset="bundled")),
        ("dataset", lambda: from_json(to_json(verdict), Verdict, dataset=5)),
        ("dataset", lambda: from_plain(to_plain(verdict), Verdict, dataset=5)),
        ("dataset", lambda: ask_again(to_json(verdict), dataset=5)),
    ):
        with pytest.raises(ArgumentTypeError, match=rf"^{argument} must be "):
            ask()


# Asked again


def test_the_same_data_gives_the_same_answer():
    """Nothing differs, and the review is false."""
    for verdict in VERDICTS[::7]:
        for documents in (False, True):
            review = ask_again(to_json(verdict, documents=documents), dataset=DATA)
            assert review.is_same
            assert review.is_same_answer
            assert not review
            assert review == Review(
                hs_code=verdict.hs_code,
                date=verdict.date,
                shipment=verdict.shipment,
                minimum_evidence=verdict.minimum_evidence,
                status=verdict.status,
                data_version=verdict.data_version,
                differences=(),
            )


def test_other_data_is_told_apart():
    """In the order of the fields, with both values."""
    text = to_json(DATA.eligibility("33049900", "2022-05-01", shipment="direct"))
    assumed = DATA.assume({"33049900": "仅限网购保税商品"})
    review = ask_again(text, dataset=assumed)
    assert review
    assert not review.is_same_answer
    differing = {one.field: (one.then, one.now) for one in review.differences}
    assert differing["status"] == ("unknown", "not listed")
    assert differing["reason"] == ("missing annex", "bonded only")
    assert differing["missing"] == ('["2019-96", "2022-7"]', "[]")
    assert differing["data_version"] == ("2026.2", assumed.data_version())
    assert differing["evidence"] == (None, "assumed")
    assert '"remark": "仅限网购保税商品"' in differing["item"][1]
    lines = str(review).splitlines()
    assert lines[0] == (
        f"33049900 on 2022-05-01 for direct shipment: not listed by data {assumed.data_version()}; the answer differs."
    )
    assert lines[1:3] == [
        "status: unknown then, not listed now",
        "reason: missing annex then, bonded only now",
    ]
    assert "evidence: nothing then, assumed now" in lines


def test_a_remark_that_differs_is_one_field():
    """A path leads to it."""
    before, after = (DATA.assume({"33049900": remark}) for remark in ("", "人参除外"))
    text = to_json(before.eligibility("33049900", "2022-05-01", evidence="assumed"))
    review = ask_again(text, dataset=after)
    fields = [one.field for one in review.differences]
    assert fields == ["item.remark", "item.conditions", "data_version"]
    assert "with evidence='assumed'" in str(review)


def test_another_version_with_the_same_answer():
    """Only the version and the last verified day differ."""
    old = but(data_version="2025.1", verified_through="2016-04-09", is_beyond_verified=True)
    review = ask_again(json.dumps(old), dataset=DATA)
    assert review.is_same_answer
    assert not review.is_same
    assert str(review).splitlines()[0].endswith("; the answer is the same.")
    assert [one.field for one in review.differences] == ["data_version", "verified_through", "is_beyond_verified"]


def test_documents_that_the_data_does_not_have_are_no_hindrance():
    """The record may name an announcement that is not known here."""
    later = in_memory(announcements=[announcement("2027-1")], list_changes=[line("2027-1", "list", "33049900")])
    text = to_json(later.eligibility("33049900", "2027-05-01"))
    review = ask_again(text, dataset=DATA)
    differing = {one.field: (one.then, one.now) for one in review.differences}
    assert differing["edition"] == ("2027-1", "2022-7")
    assert differing["grounds.announcements"] == ('["2027-1"]', "[]")


HOSTILE = [
    "",
    "{",
    "[]",
    "null",
    "5",
    '"listed"',
    "{}",
    '{"why": ""}',
    "[" * 100_000,
    '{"hs_code": NaN}',
    "\ud800",
    None,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_recorded_verdict(text):
    """Every fault is named, by one error."""
    with pytest.raises(SerialError) as caught:
        ask_again(text)
    assert caught.value.faults


def test_every_fault_of_a_recorded_verdict_is_named():
    """With its place."""
    plain = but(hs_code="0409", status="maybe", item__remark=5, grounds__lines_known=["x"])
    with pytest.raises(SerialError) as caught:
        ask_again(json.dumps(plain))
    assert [fault.partition(":")[0] for fault in caught.value.faults] == [
        "hs_code",
        "status",
        "item.remark",
        "grounds.lines_known[0]",
    ]


@pytest.mark.parametrize("day", ["2015-01-01", "1900-01-01", "9999-12-31"])
def test_what_cannot_be_asked(day):
    """A day before the first list, and days that nobody means."""
    with pytest.raises(SerialError, match="what was asked cannot be asked of the data at hand"):
        ask_again(json.dumps(but(date=day)))


def test_a_review_reads_back():
    """As other records do."""
    reviews = [
        ask_again(to_json(verdict), dataset=DATA.assume({"33049900": ""}))
        for verdict in itertools.islice(VERDICTS, 0, None, 40)
    ]
    for review in reviews:
        assert from_json(to_json(review), Review) == review
    assert pilotzones.Review is Review
