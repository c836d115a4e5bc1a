"""How old the data may be: tuples with their day, the version that is required, what data is made of, the warning."""

import bisect
import copy
import datetime
import json
import logging
import os
import pickle
import subprocess
import sys
import typing

import pytest

import pilotzones
from pilotzones import ArgumentTypeError, BeyondVerifiedDataError, Dataset, DataVersionError, DayTuple, face, logs
from pilotzones.dataset import DefaultDataset
from pilotzones.positive_list.editions import quick_answers
from pilotzones.staleness import LAW, SUBJECTS, Subject

DAY = datetime.timedelta(days=1)
LAST = datetime.date(2026, 11, 25)
MAP = datetime.date(2024, 12, 31)


# Tuples with their day.


def test_a_tuple_with_its_day_is_a_tuple_like_any_other():
    """Equal to one and hashed as one; its parts are plain tuples."""
    made = DayTuple(list("abc"), LAST, MAP)
    assert made == ("a", "b", "c")
    assert hash(made) == hash(("a", "b", "c"))
    assert type(made[:2]) is type(made + ()) is tuple  # noqa: RUF005 - this is what is tried
    assert (made.date, made.verified_through, made.is_beyond_verified) == (LAST, MAP, True)
    assert not DayTuple([], None, MAP)
    assert DayTuple([], None, MAP).is_beyond_verified is False


@pytest.mark.parametrize("through", [copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))])  # noqa: S301
def test_a_tuple_keeps_its_day_on_the_way_to_another_process(through):
    """And in a copy."""
    again = through(DayTuple(list("abc"), LAST, MAP))
    assert (type(again), again, again.date, again.verified_through) == (DayTuple, ("a", "b", "c"), LAST, MAP)


@pytest.mark.parametrize("members", [None, 1, "text"])
def test_a_tuple_is_made_of_a_collection(members):
    """A text is one value."""
    with pytest.raises(ArgumentTypeError, match="members must be a collection of records"):
        DayTuple(members, LAST, MAP)


def test_a_tuple_does_not_change():
    """As a frozen record does not."""
    made = DayTuple(list("abc"), LAST, MAP)
    with pytest.raises(AttributeError, match="does not change: date cannot be set"):
        made.date = MAP
    with pytest.raises(AttributeError, match="does not change: date cannot be deleted"):
        del made.date


@pytest.mark.parametrize(("day", "is_beyond"), [(LAST - DAY, False), (LAST, False), (LAST + DAY, True)])
def test_zones_and_items_know_their_day(day, is_beyond):
    """And the last verified day of their own subject."""
    data = Dataset.bundled()
    for answer in (data.zones(date=day), data.zones_in("浙江", day), data.items(day), data.zones(date=day, batch=1)):
        assert (answer.date, answer.verified_through, answer.is_beyond_verified) == (day, LAST, is_beyond)


def test_without_a_day_zones_are_of_all_days_and_zones_in_of_the_last_verified_one():
    """Neither is beyond it."""
    data = Dataset.bundled()
    assert (data.zones().date, data.zones(province="浙江").is_beyond_verified) == (None, False)
    assert (data.zones_in("浙江").date, data.zones_in("浙江").is_beyond_verified) == (LAST, False)


def answers_about_a_day():
    """Give every question that takes a day, with the class of its answer."""
    for name in face.__all__:
        hints = typing.get_type_hints(getattr(Dataset, name))
        if "date" in hints:
            yield name, typing.get_origin(hints["return"]) or hints["return"]


def test_every_question_about_a_day_says_whether_it_is_beyond_the_data_or_names_the_one_that_does():
    """In a field of its answer; the answers of the others are the same for many days."""
    found = dict(answers_about_a_day())
    telling = {name for name, answer in found.items() if "is_beyond_verified" in dir(answer)}
    assert {"zones", "zones_in", "places", "items", "rules", "eligibility", "zone_answer", "import_city"} == telling
    for name in found.keys() - telling:
        said = getattr(Dataset, name).__doc__
        assert "is_beyond_verified" in said
        assert any(f"``{other}``" in said for other in telling), name


@pytest.mark.parametrize(
    ("ask", "telling"),
    [
        (lambda data, day, **how: data.edition_on(day, **how), "items"),
        (lambda data, day, **how: data.place("杭州", day, **how), "places"),
        (lambda data, day, **how: data.rule("vat_standard", day, **how), "rules"),
        (lambda data, day, **how: data.composite_rate("standard", date=day, **how), "rules"),
        (lambda data, day, **how: data.is_zone("杭州", day, **how), "zone_answer"),
        (lambda data, day, **how: data.covering_zone("杭州", day, **how), "zone_answer"),
        (lambda data, day, **how: data.is_eligible("04029100", day, if_unknown=False, **how), "eligibility"),
    ],
)
@pytest.mark.parametrize("day", [MAP, MAP + DAY, LAST, LAST + DAY])
def test_the_question_that_is_named_says_it_of_the_days_that_max_age_refuses(ask, telling, day):
    """They rest on the same subject, so one says that a day is beyond exactly where the other refuses it."""
    data = Dataset.bundled()
    about = {"zone_answer": ["杭州"], "eligibility": ["04029100"]}.get(telling, [])
    if getattr(data, telling)(*about, date=day).is_beyond_verified:
        with pytest.raises(BeyondVerifiedDataError):
            ask(data, day, max_age=0)
    else:
        assert ask(data, day, max_age=0) == ask(data, day)


def test_places_without_a_day_are_of_the_last_map_and_beyond_it():
    """The map ends before the day on which the law was checked, and max_age refuses that day like any other."""
    data = Dataset.bundled()
    found = data.places(level="province")
    assert (found.date, found.verified_through, found.is_beyond_verified) == (LAST, MAP, True)
    assert data.places(level="province", date=MAP).is_beyond_verified is False
    assert data.place("杭州") == data.place("杭州", MAP, max_age=0)
    for ask in (data.places, lambda **options: data.place("杭州", **options)):
        with pytest.raises(BeyondVerifiedDataError, match=f"^{LAST} is 694 days after {MAP}"):
            ask(max_age=0)


@pytest.mark.parametrize(
    "ask",
    [
        lambda **options: Dataset.bundled().zones(**options),
        lambda **options: Dataset.bundled().zones_in("浙江", **options),
    ],
)
def test_max_age_is_checked_without_a_day_too(ask):
    """It has nothing to refuse there, and is a number of days all the same."""
    with pytest.raises(ArgumentTypeError, match="max_age must be a whole number"):
        ask(max_age="x")


# A place on a day.


@pytest.mark.parametrize("place", ["昆山市", "杭州", "Haikou", "拉萨市", "Yiwu"])
@pytest.mark.parametrize("day", [datetime.date(2016, 6, 1), MAP, MAP + DAY, LAST + DAY])
def test_an_answer_about_a_place_is_that_of_the_two_questions(place, day):
    """With the version and the earlier of two verified days."""
    data = Dataset.bundled()
    answer = data.zone_answer(place, day)
    assert answer.is_zone is data.is_zone(place, day)
    assert answer.zone == data.covering_zone(place, day)
    assert answer.places == (data.place(place, day),)
    assert (answer.date, answer.data_version, answer.verified_through) == (day, "2026.2", MAP)
    assert answer.is_beyond_verified is (day > MAP)
    assert ("is after 2024-12-31, the last day" in str(answer)) is (day > MAP)
    if answer.zone:
        assert answer.sources[: len(answer.zone.sources)] == answer.zone.sources
        assert set(answer.sources) == {*answer.zone.sources, *answer.zone.batch.sources}
    else:
        assert answer.sources == ()


def test_an_answer_about_a_place_is_shown_in_a_sentence():
    """Neither true nor false, because it holds two answers."""
    data = Dataset.bundled()
    assert str(data.zone_answer("杭州", "2020-01-01")) == "杭州市 on 2020-01-01: a pilot zone."
    assert str(data.zone_answer("昆山", "2020-01-01")) == "昆山市 on 2020-01-01: in the pilot zone Suzhou 苏州市."
    assert str(data.zone_answer("昆山", "2015-01-01")) == "昆山市 on 2015-01-01: not in a pilot zone."
    with pytest.raises(TypeError, match=r"ask for \.is_zone or \.zone"):
        bool(data.zone_answer("杭州", "2020-01-01"))


# The version that is required.


def test_the_data_at_hand_is_the_one_that_is_required():
    """As data_version() has it; folders laid over it count, unless any are accepted."""
    bundled = Dataset.bundled()
    laid_over = bundled.assume(["04090000"])
    version = laid_over.data_version()
    bundled.require_data("2026.2")
    bundled.require_data("2026.2", any_folders=True)
    laid_over.require_data(version)
    laid_over.require_data("2026.2", any_folders=True)
    laid_over.assume(["04090001"]).require_data(version, any_folders=True)
    for data, required, how in (
        (bundled, "2026.1", {}),
        (bundled, "", {}),
        (bundled, "2026", {"any_folders": True}),
        (bundled, version, {"any_folders": True}),
        (laid_over, "2026.2", {}),
        (laid_over, version[:-1], {"any_folders": True}),
    ):
        with pytest.raises(DataVersionError, match="The data at hand is 2026") as caught:
            data.require_data(required, **how)
        assert (caught.value.required, caught.value.at_hand) == (required, data.data_version())


@pytest.mark.parametrize(("version", "how"), [(None, {}), (2026.2, {}), ("\ud800", {}), ("2026.2", {"any_folders": 1})])
def test_a_version_is_text(version, how):
    """And the switch True or False."""
    with pytest.raises(ArgumentTypeError, match="must be"):
        Dataset.bundled().require_data(version, **how)


# What data is made of.


def test_a_dataset_names_what_it_is_made_of(folder, line):
    """Each folder with its digits in the version, and the announcements that it makes known."""
    own = folder(list_changes=[line("2022-7", "add", "04090009", seq=9)])
    data = Dataset([*Dataset.bundled().folders, own]).assume(["04090000"], after="2019-96")
    bundled, laid_over, assumed = data.made_of()
    assert data.data_version() == f"2026.2+{laid_over.version}.{assumed.version}"
    assert (bundled.name, bundled.version, bundled.announcements[-1]) == ("bundled", "2026.2", "2022-7")
    assert bundled.announcements == ("2016-40", "2016-47", "2018-157", "2019-96", "2022-7")
    assert (laid_over.name, laid_over.announcements) == (str(own), ("2022-7",))
    assert (assumed.name, assumed.announcements) == ("assumed", ("2019-96",))
    assert str(laid_over) == f"{own}: {laid_over.version} (2022-7)"
    shown = str(data).splitlines()
    assert shown == [repr(data), *map(str, data.made_of())]


def test_a_folder_of_other_tables_makes_no_announcement_known(folder):
    """Such as one with spellings of places."""
    data = Dataset([*Dataset.bundled().folders, folder(sources=[{"id": "X1", "source": "a page"}])])
    assert data.made_of()[1].announcements == ()
    assert str(data.made_of()[1]).endswith(data.made_of()[1].version)


def test_the_default_dataset_names_what_it_is_made_of(monkeypatch):
    """And says so where it cannot be loaded."""
    assert str(Dataset.default()).splitlines()[0] == "Dataset.default()"
    monkeypatch.setenv("PILOTZONES_DATA", "nowhere")
    assert "'nowhere' is not a folder" in str(DefaultDataset())


# The logger.


@pytest.fixture
def heard(monkeypatch, caplog):
    """Hear what the logger is told, as in a new process."""
    monkeypatch.setattr(logs, "_TOLD", {})
    caplog.set_level(logging.INFO, logger="pilotzones")
    return lambda: [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "pilotzones"]


def test_a_program_hears_once_where_the_default_data_came_from(heard, monkeypatch, folder):
    """The bundled tables, and each folder."""
    own = folder(sources=[{"id": "X1", "source": "a page"}])
    monkeypatch.setenv("PILOTZONES_DATA", str(own))
    for _ in range(2):
        DefaultDataset().zones()
    [(level, said)] = heard()
    assert level == "INFO"
    assert said.startswith("The default data is made of bundled: 2026.2 (2016-40, ")
    assert str(own) in said


QUESTIONS = {
    "zones": ("zones", lambda data, day: data.zones(date=day)),
    "zones_in": ("zones", lambda data, day: data.zones_in("浙江", day)),
    "is_zone": ("divisions", lambda data, day: data.is_zone("杭州", day)),
    "covering_zone": ("divisions", lambda data, day: data.covering_zone("杭州", day)),
    "zone_answer": ("divisions", lambda data, day: data.zone_answer("杭州", day)),
    "place": ("divisions", lambda data, day: data.place("杭州", day)),
    "places": ("divisions", lambda data, day: data.places(date=day)),
    "is_eligible": ("list", lambda data, day: data.is_eligible("95061100", day)),
    "is_eligible, otherwise": ("list", lambda data, day: data.is_eligible("9506.11.00", day)),
    "eligibility": ("list", lambda data, day: data.eligibility("95061100", day)),
    "items": ("list", lambda data, day: data.items(day, under="95")),
    "edition_on": ("list", lambda data, day: data.edition_on(day)),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_long_after_the_verified_day_is_a_warning_once(heard, name):
    """More than 180 days after that of the law, and not before: the age of the yearly map alone is no reason."""
    subject, ask = QUESTIONS[name]
    last = MAP if subject == "divisions" else LAST
    day = LAST + 181 * DAY
    data = Dataset.bundled()
    ask(data, LAST + 180 * DAY)
    assert heard() == []
    ask(data, day)
    [(level, said)] = heard()
    assert level == "WARNING"
    assert f"{day} is {(day - last).days} days after {last}, the last day" in said
    ask(data, LAST + 400 * DAY)
    assert len(heard()) == 1


def with_verified_day(tables, day):
    """Make a dataset that was checked last on a day."""
    file = tables / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**manifest, "verified_through": day.isoformat()}), "utf-8")
    return Dataset([tables])


@pytest.mark.parametrize(("age", "warns"), [(0, False), (179, False), (182, True)])
def test_a_question_without_a_day_is_asked_today(heard, tables, age, warns):
    """In China, where midnight may pass while the test runs."""
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
    data = with_verified_day(tables, today - age * DAY)
    data.zones_in("浙江")
    assert [level for level, _ in heard()] == ["WARNING"] * warns


@pytest.mark.usefixtures("heard")
def test_nothing_is_logged_where_nobody_listens(monkeypatch):
    """A text for INFO is not even made."""
    logging.getLogger("pilotzones").setLevel(logging.WARNING)
    logs.tell_once("it", lambda: pytest.fail("made"))
    monkeypatch.delitem(sys.modules, "logging")
    logs.tell_once("it", lambda: pytest.fail("made"))
    assert logs._TOLD == {}


def test_a_first_answer_does_not_load_logging():
    """Nor json, for the days in the manifest; a warning is worth it, and is printed where nothing else is set up."""
    code = """
import sys, datetime, pilotzones
day = datetime.date(2024, 5, 1)
pilotzones.zones_in("浙江", day), pilotzones.is_zone("杭州", day), pilotzones.is_eligible("95061100", day)
pilotzones.zones(date=day, max_age=0)
print([name for name in ("logging", "json") if name in sys.modules])
pilotzones.is_eligible("95061100", datetime.date(2099, 5, 1))
print("logging" in sys.modules)
"""
    # Measuring the coverage of the new process would load both.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment, encoding="utf-8"
    )
    assert done.stdout.splitlines() == ["[]", "True"]
    assert done.stderr.startswith("Old data answered a question: 2099-05-01 is ")


# The quick answers.


@pytest.mark.parametrize(
    "last", [datetime.date(2015, 1, 1), datetime.date(2020, 1, 1), LAST, datetime.date(2200, 1, 1)]
)
def test_quick_answers_end_on_a_day(last):
    """Up to it they are those of the states, also where it lies before the last edition; after it there are none."""
    positive_list = Dataset.bundled().positive_list
    turning_days, decided, *known = quick_answers(positive_list.states, last)
    changes = [edition.effective_from for edition in positive_list.editions if edition.effective_from <= last]
    end = min(last, datetime.date(2099, 12, 31))
    assert turning_days == [*changes, end + DAY]
    for day in (day + change for change in (*changes, last) for day in (-DAY, 0 * DAY, DAY)):
        is_answered = bool(changes) and changes[0] <= day <= end
        state = positive_list.states[positive_list.index_on(day)] if is_answered else None
        stretch = bisect.bisect_right(turning_days, day)
        assert decided[stretch] == ({code: state.listed(code) for code in state.decided} if state else {})
        assert list(zip(*(table[stretch] for table in known), strict=True)) == [
            ("", ""),
            *(state.known if state else ()),
        ]


def test_the_law_is_checked_on_its_earliest_day(dataset, tables):
    """The map does not count: no document of the State Council is in it."""
    file = tables / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    days = {subject: f"2026-11-{number}" for number, subject in enumerate(SUBJECTS, 11)}
    file.write_text(json.dumps({**manifest, "verified_through": days}), "utf-8")
    assert {subject: str(dataset.verified_through(subject)) for subject in SUBJECTS} == days
    assert str(dataset.verified_through()) == min(days[subject] for subject in LAW)
    assert pilotzones.verified_through("rules") == LAST


def test_max_age_is_a_number_of_days():
    """From none to more than all days that may be asked about; the error says which argument is wrong."""
    data = Dataset.bundled()
    assert data.zones(date=LAST, max_age=0) == data.zones(date=LAST, max_age=100_000)
    for wrong in (-1, 100_001, "0", True):
        with pytest.raises(ArgumentTypeError, match=r"^max_age must be a whole number from 0 to 100,000, not "):
            data.zones(date=LAST, max_age=wrong)


def test_a_version_that_is_not_one_is_refused_by_the_name_of_its_argument():
    """And so is a subject that is not one."""
    data = Dataset.bundled()
    with pytest.raises(ArgumentTypeError, match=r"^version must be text"):
        data.require_data(None)
    with pytest.raises(ArgumentTypeError, match=r"^any_folders must be True or False, not 1\.$"):
        data.require_data("2026.2", any_folders=1)
    with pytest.raises(ArgumentTypeError, match=r"^subject must be 'zones' or 'list' or 'rules' or 'divisions', not "):
        data.verified_through("law")


def test_the_type_of_a_subject_has_its_words():
    """In the order in which an error gives them."""
    assert typing.get_args(Subject) == SUBJECTS == ("zones", "list", "rules", "divisions")
    assert set(LAW) == {"zones", "list", "rules"}


@pytest.mark.parametrize(
    ("ask", "subject", "words"),
    [
        (lambda data, day: data.zones(date=day, max_age=0), "zones", "pilot zones"),
        (lambda data, day: data.edition_on(day, max_age=0), "list", "the positive list"),
        (lambda data, day: data.rules(day, max_age=0), "rules", "limits, tax and customs modes"),
        (lambda data, day: data.place("杭州", day, max_age=0), "divisions", "the map of divisions"),
        (lambda data, day: data.is_zone("杭州", day, max_age=0), "divisions", "the map of divisions"),
        (lambda data, day: data.import_city("杭州", day, max_age=0), "divisions", "the map of divisions"),
    ],
)
def test_a_day_that_is_refused_names_what_was_checked_until_when(ask, subject, words):
    """In words and as a fact; the sentence says which number would accept it."""
    data = Dataset.bundled()
    last = data.verified_through(subject)
    with pytest.raises(BeyondVerifiedDataError) as caught:
        ask(data, last + 2 * DAY)
    said = str(caught.value)
    assert said.startswith(f"{last + 2 * DAY} is 2 days after {last}, the last day on which the data about {words} was")
    assert "max_age accepts 0 days" in said
    assert "pass max_age=2 or max_age=None" in said
    error = caught.value
    assert (error.date, error.verified_through, error.subject, error.max_age) == (last + 2 * DAY, last, subject, 0)


def test_what_was_last_checked_before_a_day_is_unverified_from_the_next_day_on():
    """The map ends before the day on which the law was checked."""
    data = Dataset.bundled()
    days = (MAP, MAP + DAY, LAST, LAST + DAY)
    assert [data.import_city("杭州", day).unverified for day in days] == [
        (),
        ("divisions",),
        ("divisions",),
        ("zones", "rules", "divisions"),
    ]
