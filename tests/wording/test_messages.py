"""Messages of errors: the same facts in both languages, and for the command line none of Python's words."""

import datetime
import errno
import os
import pickle
import re

import pytest
from message_templates import MESSAGES_WRITTEN, SAID_TO_PROGRAMS, TEMPLATES, facts_in, templates_about_places
from public_callables import call, pairs, prepare

import pilotzones
from pilotzones import Dataset, PilotZonesError
from pilotzones.cli.explaining import explain
from pilotzones.messages import Counted, Message, Names, OwnWord, Way, put_in, written_day
from pilotzones.wording.chinese_messages import MESSAGES, WORDS
from pilotzones.wording.told import tell

DATA = Dataset.bundled()
PYTHON = re.compile(r"\w=|\w\(|\(\)")
"""What nobody types after a command: an argument that is named, a call."""
COMMAND = re.compile(r"pilotzones [a-z]+(?: [A-Z]+)?")
"""A command, which the Chinese about places has without quotes."""


def test_a_template_has_the_facts_that_it_is_given():
    """All of them, and no other."""
    assert len(MESSAGES_WRITTEN) > 40
    for templates, names in MESSAGES_WRITTEN:
        if None not in names:
            assert {name for template in templates for name in facts_in(template)} == names, templates


@pytest.mark.parametrize("template", MESSAGES)
def test_chinese_is_for_a_message_that_there_is_and_has_its_facts(template):
    """And its numbers, and what it quotes; its signs are Chinese."""
    assert template in TEMPLATES
    chinese = MESSAGES[template]
    assert facts_in(chinese) == facts_in(template)
    quotes = re.findall(r"'[^']*'", re.sub(r"'not eligible'|'\{command\}[^']*'", "", template))
    if template in templates_about_places() or "'pilotzones rules'" in template:
        assert COMMAND.findall(chinese) == COMMAND.findall(template)
        quotes = [quote for quote in quotes if "pilotzones " not in quote]
    assert sorted(re.findall(r"'[^']*'", chinese)) == sorted(quotes)
    plain = re.sub(r"\w+\([^)]*\)|'[^']*'|\{[^}]*\}|--[a-z-]+| - |00:00", "", chinese)
    assert not re.search(r"[,;:!?()]|\.(?!\w)", plain), plain
    numbers = [re.findall(r"[0-9]+", text) for text in (chinese, template)]
    assert sorted(numbers[0]) == sorted(numbers[1])


def test_no_text_of_a_message_has_python_in_it():
    """It stands in a ``Way``, beside what the command line takes."""
    told = TEMPLATES - SAID_TO_PROGRAMS
    chinese = (MESSAGES[template] for template in told & MESSAGES.keys())
    for template in (*told, *chinese, *WORDS, *WORDS.values()):
        assert not PYTHON.search(template.replace("{way}", "-")), template


def test_our_own_words_are_those_of_the_library():
    """A word that is written in another way would stay English."""
    from pilotzones.frames.files.text_encoding import _FORMATS
    from pilotzones.staleness import IN_WORDS

    systems = {os.strerror(number) for number in errno.errorcode}
    kinds = {"chapter", "heading", "subheading", "none", "standard input"}
    assert set(IN_WORDS.values()) | set(_FORMATS.values()) | kinds == set(WORDS) - systems


def test_a_message_is_pickled_with_its_facts():
    """A worker's error says the same in its parent, to every reader."""
    message = Message(
        "{text} is a {level}: ask {way}.", text="'04'", level=OwnWord("chapter"), way=Way("items()", "'items'")
    )
    twin = pickle.loads(pickle.dumps(message))  # noqa: S301 - just dumped
    assert twin == message == "'04' is a chapter: ask items()."
    assert put_in("{level}{text}{way}", twin.facts, "zh", for_command=True) == "章'04''items'"
    assert put_in("{level}{way}", twin.facts, "en", for_command=False) == "chapteritems()"


@pytest.mark.parametrize(
    ("number", "written", "chinese"),
    [(0, "0 rows", "0"), (1, "1 row", "1"), (2, "2 rows", "2"), (7001, "7,001 rows", "7,001")],
)
def test_a_number_is_written_with_the_name_of_what_is_counted(number, written, chinese):
    """In English in the singular or the plural; without the name, which Chinese writes itself, the number alone."""
    assert f"{Counted(number):, row}" == written
    assert f"{Counted(number):,}" == chinese
    assert f"{Counted(number)}" == str(number)


def test_braces_in_a_fact_are_no_facts():
    """What a caller passed is never taken for a template."""
    message = Message("{text} is wrong.", text="'{way} {0}'")
    assert message == "'{way} {0}' is wrong."
    assert put_in("{text}", {"text": "{x"}, "en", for_command=True) == "{x"


def test_a_message_has_sentences_and_facts_for_each_language_and_reader():
    """A sentence may be for one reader, a fact a message itself, or several."""
    message = Message(
        "{name} is not a province: {near}.",
        Way("provinces() and zones() list names.", "'pilotzones zones' lists names."),
        name="'x'",
        near=(Names("Jiangxi", "江西省"), written_day(datetime.date(2020, 2, 1))),
    )
    assert message == "'x' is not a province: Jiangxi, 2020-02-01. provinces() and zones() list names."
    assert message.said("en", for_command=False) == message
    assert (
        message.said("zh", for_command=False) == "'x'不是省级行政区：江西省、2020年2月1日。名称见provinces()和zones()。"
    )
    assert message.said("zh", for_command=True) == "'x'不是省级行政区：江西省、2020年2月1日。名称见：pilotzones zones。"
    assert pickle.loads(pickle.dumps(message)).said("zh", for_command=True).endswith("zones。")  # noqa: S301 - just dumped


def test_every_error_explains_itself():
    """To those who program, in English where there is no Chinese."""
    with pytest.raises(pilotzones.InvalidHSCodeError) as caught:
        pilotzones.is_eligible("0402", "2020-01-01")
    assert caught.value.explain() == str(caught.value)
    assert caught.value.explain("zh").startswith("'0402'是品目，而正面清单所列为8位税则号列：items(")
    assert PilotZonesError("Anything else.").explain("zh") == "Anything else."


ASKED = {
    "blank": lambda: pilotzones.is_eligible(" ", "2020-01-01"),
    "not text": lambda: pilotzones.is_eligible(4029100, "2020-01-01"),
    "not digits": lambda: pilotzones.is_eligible("honey", "2020-01-01"),
    "too long": lambda: pilotzones.is_eligible("0" * 41, "2020-01-01"),
    "read as a number": lambda: pilotzones.is_eligible("4029100.0", "2020-01-01"),
    "lost zero": lambda: pilotzones.is_eligible("4029100", "2020-01-01"),
    "chapter": lambda: pilotzones.is_eligible("04", "2020-01-01"),
    "heading": lambda: pilotzones.is_eligible("0402", "2020-01-01"),
    "subheading": lambda: pilotzones.is_eligible("040291", "2020-01-01"),
    "wrong length": lambda: pilotzones.is_eligible("04029", "2020-01-01"),
    "wrong length of a prefix": lambda: pilotzones.items("2020-01-01", under="040"),
    "no date": lambda: pilotzones.is_eligible("04090000", " "),
    "not ISO": lambda: pilotzones.is_eligible("04090000", "1 May"),
    "no such day": lambda: pilotzones.is_eligible("04090000", "2020-02-30"),
    "no such time": lambda: pilotzones.is_eligible("04090000", "2020-02-20T25:00"),
    "no time zone": lambda: pilotzones.is_eligible("04090000", "2020-02-20T10:00"),
    "out of range": lambda: pilotzones.is_eligible("04090000", "1900-01-01"),
    "too old": lambda: pilotzones.is_eligible("04090000", "2026-11-30", max_age=0),
    "too old by more": lambda: pilotzones.items("2030-11-30", max_age=1),
    "zones too old": lambda: pilotzones.zones(date="2030-11-30", max_age=7),
    "no list": lambda: pilotzones.items("2015-01-01"),
    "no edition": lambda: pilotzones.diff("2019-97", "2022-7"),
    "wrong order": lambda: pilotzones.diff("2022-7", "2019-96"),
    "unknown": lambda: pilotzones.is_eligible("33049900", "2022-03-01"),
    "unknown evidence": lambda: pilotzones.is_eligible("32151900", "2022-03-01", evidence="confirmed"),
    "unknown remark": lambda: pilotzones.is_eligible("95061100", "2022-03-01", shipment="direct"),
}
"""A question for every error about goods, days and age."""


def numbers_in(text):
    """List the numbers, codes and days, without the titles of documents."""
    titles = [title for one in DATA.announcements() for title in (one.title_zh, one.title_en)]
    for title in sorted(titles, key=len, reverse=True):
        text = text.replace(title, "")
    text = re.sub(r"(\d+)年(\d+)月(\d+)日", lambda day: f"{int(day[1]):04}-{int(day[2]):02}-{int(day[3]):02}", text)
    return sorted(re.findall(r"\d+(?:[-.:,]\d+)*", text))


@pytest.mark.parametrize("why", ASKED)
def test_both_languages_tell_the_same_on_the_command_line(why):
    """Every number, code and day; no word of Python's in either."""
    with pytest.raises(PilotZonesError) as caught:
        ASKED[why]()
    english, chinese = (explain(caught.value, lang) for lang in ("en", "zh"))
    assert numbers_in(english) == numbers_in(chinese)
    assert re.search("[\u4e00-\u9fff]", chinese)
    for said in (english, chinese):
        assert not PYTHON.search(re.sub(r"https?://\S+|'pilotzones [^']*'", "", said)), said


def test_without_chinese_words_english_is_told():
    """In a message, and in an error that is none."""
    assert tell(PilotZonesError(Message("No {what}.", what=OwnWord("heading"))), "zh") == "No heading."
    assert tell(PilotZonesError("Anything else."), "zh") == "Anything else."
    assert tell(OSError(), "zh") == ""
    assert tell(OSError(2, "No such file"), "en") == "[Errno 2] No such file"


TYPED = ("", " ", "x", "0402", "4029100", "2015-01-01", "2099-12-31", 0, -1, None)
"""What may reach a question from the words of a command."""
FOR_PROGRAMS = {
    "require_data": "no command requires a version",
    "strategies": "Hypothesis draws in tests alone",
    **dict.fromkeys(("dataset", "data"), "a command loads it itself, from folders"),
    **dict.fromkeys(("vat", "consumption"), "a command reads a rate itself before it asks"),
}
"""The questions that no command asks, and the arguments that none passes, with the reason."""


def refusal(name, parameter, value):
    """Give what the command line says where a value is refused; nothing where it is taken."""
    try:
        call(name, **{parameter: value})
    except PilotZonesError as error:
        return explain(error)
    return ""


@pytest.mark.long
def test_no_error_of_any_question_speaks_python_on_the_command_line(tmp_path_factory, monkeypatch):
    """Whatever is handed in for whichever argument: the whole library, through the command."""
    monkeypatch.chdir(tmp_path_factory.mktemp("folders_that_are_named"))
    prepare(tmp_path_factory.mktemp("prepared"))
    asked = [pair for pair in pairs() if not FOR_PROGRAMS.keys() & {pair[0], pair[0].partition(".")[0], pair[1]}]
    spoken = {refusal(*pair, value) for pair in asked for value in TYPED} - {""}
    assert len(spoken) > 300
    for said in spoken:
        # What was passed is quoted, and is the caller's own.
        own = re.sub(r"'[^']*'|\"[^\"]*\"|<[^>]*>|\[[^]]*\]", "", said)
        assert not PYTHON.search(own), said
