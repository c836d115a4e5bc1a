"""What the questions make of any HS code: the right answer or the right error, and nothing else."""

import datetime
import re
import string

from examples import examples
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sound_errors import NOT_TEXT, check, raised_by

import pilotzones
from pilotzones import strategies

DAY = datetime.date(2017, 1, 1)
NUMBER = re.compile(r"[^.]*\.[^.]", re.DOTALL)  # 4029100.0 is what a spreadsheet makes of a code
FULL_WIDTH = str.maketrans(string.digits, "０１２３４５６７８９")


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
@example(text="04090000..")
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
