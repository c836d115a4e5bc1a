"""What the questions make of any argument: the right answer or the right error, and nothing else."""

import copy
import datetime
import pickle
import re
import string
import unicodedata

import pytest
from examples import examples
from hypothesis import assume, example, given
from hypothesis import strategies as st

import pilotzones
from pilotzones import serial, strategies

DAY = datetime.date(2017, 1, 1)
NUMBER = re.compile(r"[^.]*\.[^.]", re.DOTALL)  # 4029100.0 is what a spreadsheet makes of a code
FULL_WIDTH = str.maketrans(string.digits, "０１２３４５６７８９")
CHINA = datetime.timezone(datetime.timedelta(hours=8))

BUILTIN = {
    "AmbiguousPlaceError": LookupError,
    "ArgumentTypeError": TypeError,
    "BeyondVerifiedDataError": LookupError,
    "DataIntegrityError": ValueError,
    "DateTypeError": (ValueError, TypeError),
    "EditionOrderError": ValueError,
    "HSCodeTypeError": (ValueError, TypeError),
    "InvalidDateError": ValueError,
    "InvalidHSCodeError": ValueError,
    "InvalidPlaceError": ValueError,
    "NoListInForceError": LookupError,
    "OutsideMainlandError": LookupError,
    "PlaceTypeError": (ValueError, TypeError),
    "SerialError": ValueError,
    "UnknownBatchError": LookupError,
    "UnknownDayOfChangeError": LookupError,
    "UnknownEditionError": LookupError,
    "UnknownEligibilityError": LookupError,
    "UnknownPlaceError": LookupError,
}


def check(error, value=None):
    """Hold an error against what every error of the package is."""
    assert isinstance(error, pilotzones.PilotZonesError)
    builtins = BUILTIN[type(error).__name__]
    for builtin in builtins if isinstance(builtins, tuple) else (builtins,):
        assert isinstance(error, builtin)
    message = str(error)
    assert message.strip() == message != ""
    assert message.splitlines() == [message]
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in message)
    assert len(message) < 2000
    if isinstance(value, (str, bytes)):
        assert message not in {repr(value), str(value, "latin-1") if isinstance(value, bytes) else value}
    assert len(message.split()) >= 3
    message.encode("utf-8")
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301
        assert type(twin) is type(error)
        assert str(twin) == message
        assert twin.args == error.args
        assert vars(twin) == vars(error)


def raised_by(kinds, question, *arguments, **options):
    """Ask a question that must raise one of these errors, whole and sound; give the error."""
    with pytest.raises(kinds) as caught:
        question(*arguments, **options)
    check(caught.value, arguments[0] if arguments else None)
    return caught.value


def attempt(kinds, question, *arguments):
    """Ask a question that may raise one of these errors; give its answer and its error, one of them None."""
    try:
        return question(*arguments), None
    except kinds as error:
        check(error, arguments[0] if arguments else None)
        return None, error


class Unprintable:
    """A foreign object that cannot even be shown."""

    def __repr__(self):
        raise RuntimeError

    def __len__(self):
        raise RuntimeError


NOT_TEXT = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**5000),
    st.floats(),
    st.binary(max_size=40),
    st.just(b"04090000"),
    st.just(bytearray(b"04090000")),
    st.lists(st.text(max_size=5), max_size=3),
    st.tuples(st.text(max_size=5)),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
    st.builds(Unprintable),
    st.builds(object),
    st.just(str),
)

# HS codes


@st.composite
def spellings(draw, lengths=(8, 10, 13)):
    """Draw digits and a way to write them: separated by dots and spaces, in full width or not."""
    count = draw(st.sampled_from(lengths))
    digits = draw(st.text(string.digits, min_size=count, max_size=count))
    written = []
    for place, digit in enumerate(digits):
        separator = draw(st.sampled_from(["", "", "", ".", " "])) if place else ""
        written.append(separator + (digit.translate(FULL_WIDTH) if draw(st.booleans()) else digit))
    around = draw(st.sampled_from(["", " "]))
    assume(not NUMBER.fullmatch("".join(written).strip()))
    return digits, around + "".join(written) + around


def codes_asked(value):
    """Ask every question that takes a tariff line."""
    return [
        pilotzones.eligibility(value, DAY),
        pilotzones.is_eligible(value, DAY, if_unknown=False),
    ]


@examples(200)
@given(
    drawn=spellings()
    | strategies.hs_codes(date=DAY).flatmap(
        lambda code: st.tuples(st.just(code), strategies.spelled_hs_codes(code)),
    )
)
@example(drawn=("0409000000", "0409.00.00.00"))
@example(drawn=("0409000000999", "0409000000999"))
@example(drawn=("04090000", "０４０９．００．００"))
def test_every_spelling_of_a_code_asks_about_its_line(drawn):
    """8, 10 and 13 digits, with dots and spaces and in full width, are the line of the first 8."""
    digits, written = drawn
    verdict, answer = codes_asked(written)
    assert verdict.hs_code == digits[:8]
    assert [verdict, answer] == codes_asked(digits[:8])


@examples(200)
@given(
    text=spellings(lengths=(1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 14, 20, 39)).map(lambda drawn: drawn[1])
    | strategies.malformed_hs_codes()
)
@example(text="")
def test_what_is_not_a_tariff_line_is_refused(text):
    """Chapters, headings, codes that lost or gained a digit, and what forms make of codes raise InvalidHSCodeError."""
    for question in (pilotzones.eligibility, pilotzones.is_eligible):
        raised_by(pilotzones.InvalidHSCodeError, question, text, DAY)


@examples(300)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.text(string.digits + ". ０１２３", max_size=20),
        st.text(string.digits + "٠١٢٣४५६²①Ⅷ一二", min_size=8, max_size=8),
        st.text(string.digits + string.ascii_letters + "-+_,/", min_size=6, max_size=14),
    )
)
@example(text="4090000.0")
@example(text="٠٤٠٩٠٠٠٠")
@example(text="0409-00-00")
@example(text="0x409000")
@example(text="+4090000")
@example(text="4_090_000")
@example(text="\ud800")
@example(text="0" * 100_000)
def test_any_text_is_a_code_or_an_error(text):
    """Text is read as its line's digits, or raises InvalidHSCodeError and nothing else."""
    folded = text.translate({0xFF10 + digit: str(digit) for digit in range(10)})
    digits = re.sub("[. ]", "", folded)
    is_code = re.fullmatch("[0-9]{8}|[0-9]{10}|[0-9]{13}", digits) and not NUMBER.fullmatch(folded.strip())
    # Other white space and full stops are the library's own affair.
    unclear = re.search(r"[^\S ]|．|。", text) or len(text) > 40
    try:
        verdict = pilotzones.eligibility(text, DAY)
    except pilotzones.InvalidHSCodeError as error:
        check(error, text)
        assert unclear or not is_code
        raised_by(pilotzones.InvalidHSCodeError, pilotzones.is_eligible, text, DAY)
    else:
        assert unclear or is_code
        assert re.fullmatch("[0-9]{8}", verdict.hs_code)
        if is_code:
            assert verdict.hs_code == digits[:8]


@examples(100)
@given(value=NOT_TEXT)
def test_a_code_that_is_not_text_is_refused(value):
    """Numbers, bytes, None and other objects raise InvalidHSCodeError that is a TypeError as well."""
    for question in (pilotzones.eligibility, pilotzones.is_eligible):
        raised_by(pilotzones.HSCodeTypeError, question, value, DAY)


@examples(100)
@given(drawn=spellings(lengths=(2, 4, 6, 8)))
@example(drawn=("04", "04"))
@example(drawn=("0402", "04.02"))
@example(drawn=("040291", "0402.91"))
def test_items_are_narrowed_by_any_spelling_of_a_prefix(drawn):
    """items(under=) keeps the codes that begin with the prefix's digits."""
    digits, written = drawn
    found = pilotzones.items(DAY, under=written)
    assert found == tuple(item for item in pilotzones.items(DAY) if item.hs_code.startswith(digits))


@examples(100)
@given(
    value=st.one_of(st.text(string.ascii_letters + "-", min_size=1), NOT_TEXT.filter(lambda value: value is not None))
)
@example(value="")
@example(value="040")
@example(value="0409000000")
def test_items_are_narrowed_by_nothing_else(value):
    """items(under=) raises InvalidHSCodeError for anything but 2, 4, 6 or 8 digits."""
    raised_by(pilotzones.InvalidHSCodeError, lambda under: pilotzones.items(DAY, under=under), value)


# Dates


def asked_on(value):
    """Ask a question of every kind about a day."""
    return [
        pilotzones.zones(date=value),
        pilotzones.is_zone("杭州市", value),
        pilotzones.covering_zone("昆山市", value),
        pilotzones.zones_in("海南省", value),
    ]


DATED = [
    lambda value: pilotzones.zones_in("海南省", value),
    lambda value: pilotzones.zones(date=value),
    lambda value: pilotzones.is_zone("杭州市", value),
    lambda value: pilotzones.covering_zone("杭州市", value),
    lambda value: pilotzones.eligibility("04090000", value),
    lambda value: pilotzones.is_eligible("04090000", value),
    pilotzones.items,
    pilotzones.edition_on,
]

OFFSETS = st.one_of(
    st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: datetime.timedelta(minutes=minutes)),
    st.sampled_from([-12, -8, 0, 1, 8, 14]).map(lambda hours: datetime.timedelta(hours=hours)),
)


@examples(60)
@given(day=st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)) | strategies.boundary_dates())
def test_iso_text_is_its_date(day):
    """A day and its ISO text get the same answers."""
    assert asked_on(day.isoformat()) == asked_on(day)


@examples(150)
@given(
    moment=st.one_of(
        st.datetimes(datetime.datetime(2014, 1, 1), datetime.datetime(2027, 1, 1)),  # noqa: DTZ001
        st.builds(
            lambda event, seconds: (
                datetime.datetime.combine(event, datetime.time()) + datetime.timedelta(seconds=seconds)
            ),
            strategies.boundary_dates(),
            st.integers(-90_000, 90_000) | st.sampled_from([-1, 0, 1]),
        ),
    ),
    offset=OFFSETS,
)
def test_an_aware_datetime_is_its_day_in_china(moment, offset):
    """A moment with a time zone is the day it falls on in China, eight hours ahead of UTC."""
    aware = moment.replace(tzinfo=datetime.timezone(offset))
    in_china = (moment - offset + datetime.timedelta(hours=8)).date()
    assert asked_on(aware) == asked_on(in_china)
    assert asked_on(aware.astimezone(CHINA)) == asked_on(in_china)


class NoZone(datetime.tzinfo):
    """A tzinfo that knows no offset, which leaves its datetime naive."""

    def utcoffset(self, moment):  # noqa: ARG002
        """Give no offset."""
        return


NOT_DATES = [
    datetime.datetime(2017, 1, 1),  # noqa: DTZ001
    datetime.datetime(2017, 1, 1, 12, 30, tzinfo=NoZone()),
    datetime.datetime.min,  # noqa: DTZ901
    datetime.datetime.max,  # noqa: DTZ901
    datetime.datetime.min.replace(tzinfo=CHINA),
    datetime.datetime.max.replace(tzinfo=datetime.timezone.utc),
    datetime.datetime.max.replace(tzinfo=datetime.timezone(-datetime.timedelta(hours=23, minutes=59))),
    datetime.datetime.min.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=23, minutes=59))),
    datetime.date.min,
    datetime.date.max,
    datetime.date(1900, 1, 1),
    datetime.date(9999, 12, 31),
    datetime.time(12),
    datetime.timedelta(1),
    "",
    " ",
    "1900-01-01",
    "9999-12-31",
    "0000-00-00",
    "2017-13-01",
    "2017-02-29",
    "2017-00-10",
    "2017-1-1",
    "2017/01/01",
    "20170101",
    "2017-001",
    "2017-W01-1",
    "2017-01-01T00:00:00",
    "2017-01-01 00:00",
    "２０１７-01-01",
    "2017-01-0١",
    "+2017-01-01",
    "-2017-01-01",
    "01.01.2017",
    "today",
    "2017年1月1日",
    "2017-01-01\n2018-01-01",
    "2017-01-01\0",
    "\ud800",
    "2017-01-01" * 10_000,
    20170101,
    20170101.0,
    1483228800,
    b"2017-01-01",
    True,
    float("nan"),
    object(),
    [2017, 1, 1],
    (2017, 1, 1),
    datetime.date,
    10**5000,
    Unprintable(),
]


@pytest.mark.parametrize("value", NOT_DATES, ids=lambda value: type(value).__name__)
def test_what_is_not_a_date_is_refused_everywhere(value):
    """Naive datetimes, impossible days, placeholders and other types raise InvalidDateError in every question."""
    for question in DATED:
        raised_by(pilotzones.InvalidDateError, question, value)


def test_a_question_that_needs_a_day_refuses_none():
    """None means "no date" only where a date may be left out."""
    for question in DATED[2:]:
        raised_by(pilotzones.DateTypeError, question, None)


@examples(200)
@given(
    text=st.one_of(
        st.text(max_size=30),
        st.text(string.digits + "-", min_size=8, max_size=11),
        st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
        st.from_regex(r"\A(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\Z"),
    )
)
def test_any_text_is_a_day_or_an_error(text):
    """Text is a day of the calendar in ISO form, or raises InvalidDateError and nothing else."""
    try:
        day = datetime.date.fromisoformat(text) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        day = None
    try:
        found = pilotzones.zones(date=text)
    except pilotzones.InvalidDateError as error:
        check(error, text)
        assert day is None or not 1949 < day.year <= 2099
    else:
        assert day is not None or text != text.strip()
        assert day is None or found == pilotzones.zones(date=day)


@examples(60)
@given(day=st.dates(datetime.date(2026, 11, 20), datetime.date(2099, 12, 31)))
@example(day=datetime.date(2026, 11, 25))
@example(day=datetime.date(2026, 11, 26))
def test_strict_refuses_what_was_not_verified(day):
    """With strict=True a day after 23 November 2026 raises; without, what was known then answers."""
    asked = [
        lambda **options: pilotzones.zones_in("海南省", day, **options),
        lambda **options: pilotzones.zones(date=day, **options),
        lambda **options: pilotzones.is_zone("杭州市", day, **options),
        lambda **options: pilotzones.covering_zone("杭州市", day, **options),
        lambda **options: pilotzones.eligibility("95061100", day, **options).status,
        lambda **options: pilotzones.is_eligible("95061100", day, **options),
        lambda **options: pilotzones.items(day, **options),
        lambda **options: pilotzones.edition_on(day, **options),
    ]
    for question in asked:
        if day <= datetime.date(2026, 11, 25):
            assert question(strict=True) == question()
        else:
            error = raised_by(pilotzones.BeyondVerifiedDataError, question, strict=True)
            assert (error.date, error.verified_through) == (day, datetime.date(2026, 11, 25))
            question()


@pytest.mark.parametrize(
    "value",
    [None, 0, 1, "yes", "raise ", "Raise", b"raise", float("nan"), [], Unprintable()],
    ids=lambda value: type(value).__name__,
)
def test_if_unknown_is_true_false_or_raise(value):
    """Any other value of if_unknown raises ArgumentTypeError, also where the answer is known."""
    for code in ("04090000", "33049900"):
        raised_by(pilotzones.ArgumentTypeError, pilotzones.is_eligible, code, DAY, if_unknown=value)


@pytest.mark.parametrize(
    "value",
    [0, 9, -1, 10**5000, "1", 1.5, "four", b"4", (), [4]],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_a_batch_is_refused(value):
    """An unknown batch raises an error of the package, whatever its type."""
    raised_by((pilotzones.UnknownBatchError, pilotzones.ArgumentTypeError), lambda: pilotzones.zones(batch=value))


def test_a_batch_that_cannot_be_shown_is_refused():
    """A foreign object whose repr fails is not a batch either, and the error can be written."""
    with pytest.raises((pilotzones.UnknownBatchError, pilotzones.ArgumentTypeError), match="batch"):
        pilotzones.zones(batch=Unprintable())


# Names of places

PLACED = [
    lambda value: pilotzones.is_zone(value, DAY),
    lambda value: pilotzones.covering_zone(value, DAY),
    pilotzones.zone,
    pilotzones.batch_of,
    lambda value: pilotzones.zones_in(value, DAY),
    lambda value: pilotzones.zones(province=value),
]
OF_THE_MAP = [pilotzones.place, lambda value: pilotzones.place(value, DAY)]
BY_PROVINCE = [
    lambda value: pilotzones.place("杭州市", province=value),
    lambda value: pilotzones.places(level="prefecture", province=value),
    lambda value: pilotzones.is_zone("杭州市", DAY, province=value),
    lambda value: pilotzones.covering_zone("杭州市", DAY, province=value),
    lambda value: pilotzones.zone("杭州市", province=value),
    lambda value: pilotzones.batch_of("杭州市", province=value),
]
NO_NAME = (pilotzones.UnknownPlaceError, pilotzones.AmbiguousPlaceError, pilotzones.InvalidPlaceError)


@examples(120)
@given(
    text=st.one_of(
        st.text(max_size=40),
        st.text("杭州市县区省自治中国（）海南雄安新", max_size=6),
        st.text(string.ascii_letters + " '-", max_size=12),
        st.text(string.digits, min_size=6, max_size=6),
        st.text("市县区省-' \u3000\u200b\u0301\ufeff\ud800\U0010ffff", max_size=4),
    )
)
@example(text="市")
@example(text="自治州")
@example(text="'")
@example(text="-")
@example(text="()")
@example(text="\u0301")
@example(text="ﷺ" * 60)
@example(text="000000")
def test_any_text_is_a_place_or_an_error(text):
    """Any text is a place, or raises one of the three errors for names of places, and nothing else."""
    for question in (*PLACED, *OF_THE_MAP, *BY_PROVINCE):
        found, error = attempt(NO_NAME, question, text)
        if error is None:
            assert text.strip()
            assert isinstance(found, (bool, tuple, pilotzones.Zone, pilotzones.Batch, pilotzones.Place, type(None)))
        elif isinstance(error, pilotzones.UnknownPlaceError):
            assert all(isinstance(near, pilotzones.Place) for near in error.near_misses)
        elif isinstance(error, pilotzones.AmbiguousPlaceError):
            assert len(error.candidates) > 1
            assert all(isinstance(candidate, pilotzones.Place) for candidate in error.candidates)


@examples(40)
@given(
    name=st.sampled_from(["杭州市", "Hangzhou", "Urumqi", "鄂尔多斯市", "Shijiazhuang"]),
    place=st.integers(0, 12),
    letter=st.sampled_from("kqx7龘"),
    how=st.sampled_from(["put in", "put instead"]),
)
def test_a_misspelt_name_is_unknown(name, place, letter, how):
    """A name with a wrong letter in it is never taken for what it is like."""
    place = min(place, len(name) - 1)
    wrong = name[:place] + letter + name[place + (how == "put instead") :]
    assume(wrong != name)
    for question in (*PLACED[:4], *OF_THE_MAP):
        raised_by(pilotzones.UnknownPlaceError, question, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u3000",
        "\t \n",
        "\xa0",
        "杭" * 10_000,
        "Hangzhou" * 1250,
        " " * 10_000,
        "杭州\0",
        "杭\n州",
        "Hang\x1bzhou",
        "\x07",
        "杭州\x7f",
        "杭\x85州",
    ],
    ids=lambda text: f"{len(text)}-{ascii(text[:6])[1:-1]}",
)
def test_what_cannot_be_a_name_is_refused(text):
    """Blank, overlong and control characters raise InvalidPlaceError, as a place and as a province."""
    for question in (*PLACED, *OF_THE_MAP, *BY_PROVINCE):
        raised_by(pilotzones.InvalidPlaceError, question, text)


@examples(60)
@given(value=NOT_TEXT)
def test_a_place_that_is_not_text_is_refused(value):
    """Numbers, bytes, None and other objects raise InvalidPlaceError that is a TypeError as well."""
    for question in (*PLACED[:5], *OF_THE_MAP):
        raised_by(pilotzones.PlaceTypeError, question, value)
    if value is not None:
        for question in (PLACED[5], *BY_PROVINCE):
            raised_by(pilotzones.PlaceTypeError, question, value)


@examples(60)
@given(zone=strategies.zones(), data=st.data())
def test_case_spaces_and_width_do_not_matter(zone, data):
    """Any spelling of any zone, in any case and width and with white space around, is that zone, or several places."""
    name = data.draw(strategies.zone_names(zone))
    assert pilotzones.zone(f"{name} ") == zone
    assert pilotzones.batch_of(name) == zone.batch
    found, error = attempt(NO_NAME[:2], lambda text: pilotzones.covering_zone(text, zone.established_on), name)
    if isinstance(error, pilotzones.AmbiguousPlaceError):
        assert any(zone.adcode in candidate.territory for candidate in error.candidates)
    elif error is not None:
        # A zone has a title, a place has none.
        assert "跨境电子商务综合试验区" in re.sub(r"[\s'\u200b-]", "", unicodedata.normalize("NFKC", name))
    else:
        assert found == zone


# Errors


def one_of_each():
    """Raise an error of every kind that a question can raise."""
    questions = {
        "AmbiguousPlaceError": lambda: pilotzones.zone("Taizhou"),
        "ArgumentTypeError": lambda: pilotzones.is_eligible("04090000", DAY, if_unknown=None),
        "BeyondVerifiedDataError": lambda: pilotzones.zones(date="2027-01-01", strict=True),
        "DataIntegrityError": lambda: pilotzones.Dataset.load("no such folder"),
        "DateTypeError": lambda: pilotzones.zones(date=20170101),
        "EditionOrderError": lambda: pilotzones.diff("2022-7", "2019-96"),
        "HSCodeTypeError": lambda: pilotzones.is_eligible(4090000, DAY),
        "InvalidDateError": lambda: pilotzones.zones(date="2017-13-01"),
        "InvalidHSCodeError": lambda: pilotzones.is_eligible("0409", DAY),
        "InvalidPlaceError": lambda: pilotzones.zone(""),
        "NoListInForceError": lambda: pilotzones.is_eligible("04090000", "2016-04-07"),
        "OutsideMainlandError": lambda: pilotzones.covering_zone("Hong Kong", DAY),
        "PlaceTypeError": lambda: pilotzones.zone(330100),
        "SerialError": lambda: serial.to_plain("no record"),
        "UnknownBatchError": lambda: pilotzones.zones(batch=9),
        "UnknownDayOfChangeError": lambda: pilotzones.place("220381", "2020-07-01"),
        "UnknownEditionError": lambda: pilotzones.diff("2019-97", "2022-7"),
        "UnknownEligibilityError": lambda: pilotzones.is_eligible("33049900", DAY),
        "UnknownPlaceError": lambda: pilotzones.zone("Hangzhu"),
    }
    for name, question in questions.items():
        yield name, attempt(pilotzones.PilotZonesError, question)[1]


@pytest.mark.parametrize(
    ("name", "error"), list(one_of_each()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_errors_are_what_they_are_called_and_travel(name, error):
    """Every kind of error is the builtins it should be, says so in one line, and pickles and copies whole."""
    assert type(error).__name__ == name
    check(error)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        twin = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301
        assert (type(twin), str(twin), vars(twin)) == (type(error), str(error), vars(error))
    deep = copy.deepcopy(error)
    assert (type(deep), str(deep), vars(deep)) == (type(error), str(error), vars(error))


def test_there_is_an_error_of_every_kind():
    """The kinds raised above are all the package has, its base apart."""
    exported = {name for name in dir(pilotzones) if name.endswith("Error")}
    assert {name for name, _ in one_of_each()} == exported - {"PilotZonesError"} == set(BUILTIN)


def test_errors_carry_what_a_caller_needs():
    """Names, candidates, days and verdicts are attributes, so that nobody reads the message for them."""
    errors = dict(one_of_each())
    assert errors["AmbiguousPlaceError"].name == "Taizhou"
    assert len(errors["AmbiguousPlaceError"].candidates) == 2
    assert errors["UnknownPlaceError"].name == "Hangzhu"
    assert any(near.name_en == "Hangzhou" for near in errors["UnknownPlaceError"].near_misses)
    assert errors["UnknownBatchError"].number == 9
    assert errors["BeyondVerifiedDataError"].date == datetime.date(2027, 1, 1)
    assert errors["NoListInForceError"].first_day == datetime.date(2016, 4, 8)
    assert errors["UnknownEligibilityError"].verdict == pilotzones.eligibility("33049900", DAY)
    assert errors["DataIntegrityError"].table == "no such folder"
