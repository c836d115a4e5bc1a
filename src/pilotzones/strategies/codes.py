"""Draw HS codes: by status, as people write them, and as they miswrite them."""

from __future__ import annotations

import functools
import itertools

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotzones.arguments import plain_text, quoted
from pilotzones.code_ranges import LAST_CODE, CodeRanges
from pilotzones.dataset import Dataset
from pilotzones.dates import DateLike, as_date
from pilotzones.hscode import LINE, HSCode, parse, parse_prefix
from pilotzones.positive_list.errors import NoListInForceError
from pilotzones.records.list_answers import Edition, Status
from pilotzones.strategies.drawing import drawn_from, refusing
from pilotzones.strategies.errors import StrategyError
from pilotzones.substitution import asked

_STATUSES: tuple[Status, ...] = ("listed", "not listed", "unknown")


def hs_codes(
    *,
    status: Status | None = None,
    date: DateLike | None = None,
    edition: Edition | DateLike | None = None,
    under: str | None = None,
    dataset: Dataset | None = None,
) -> SearchStrategy[HSCode]:
    """Draw 8-digit codes by their status on the positive list.

    Lines of the tariff and of the annexes, and any other digits. Shrinks to the lowest code of the
    first status that any code has.

    Args:
        status: ``"listed"``, ``"not listed"`` or ``"unknown"``; None for all three in turn.
        date: the day (China calendar) of that status; None for the last verified one, or the
            edition's first.
        edition: the edition, instead of a day: itself, its id, or any of its days.
        under: only codes under this chapter, heading or subheading (2, 4 or 6 digits).
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for codes of which ``eligibility`` on that day has that status.

    Raises:
        StrategyError: if no code has that status then, if no list is in force then, if the date
            is outside the edition, or if status, date, edition or under is not valid.

    >>> from pilotzones.strategies import hs_codes
    >>> hs_codes(status="maybe")
    Traceback (most recent call last):
        ...
    pilotzones.strategies.errors.StrategyError: status must be 'listed', 'not listed', 'unknown' or None, not 'maybe'.
    """
    with refusing():
        prefix = "" if under is None else parse_prefix(under)
    wanted = statuses(status)

    def strategy_of(data: Dataset) -> SearchStrategy[HSCode]:
        try:
            index = _index_of(data, date, edition)
        except NoListInForceError:
            if status is not None or edition is not None:
                raise
            return _any_code(prefix)
        found = [codes_of(data, index, each, prefix) for each in wanted]
        kept = [strategy for strategy in found if strategy is not None]
        if not kept:
            chosen = data.editions()[index]
            codes = f"code that begins with {prefix}" if prefix else "code"
            msg = f"No {codes} is {status} under {chosen.title_en} ({chosen.id}): choose another status or edition."
            raise StrategyError(msg)
        return st.one_of(kept)

    return drawn_from(dataset, strategy_of)


def spelled_hs_codes(code: str | None = None, *, dataset: Dataset | None = None) -> SearchStrategy[str]:
    """Draw the ways to write a tariff line: dots, spaces, 10 or 13 digits, full width.

    Shrinks to the 8 digits.

    Args:
        code: the tariff line; None for any that ``hs_codes()`` draws.
        dataset: what to draw the code from; None for the default one.

    Returns:
        A strategy for text that is read as that tariff line.

    Raises:
        StrategyError: if ``code`` is not a tariff line.
    """
    if code is None:
        return hs_codes(dataset=dataset).flatmap(_spelled)
    with refusing():
        asked(dataset)
        return _spelled(parse(code))


def malformed_hs_codes() -> SearchStrategy[str]:
    """Draw text that is not a tariff line, as it comes out of forms, spreadsheets and scanners.

    Blank, too few or too many digits, chapters and headings, a lost leading zero, letters that look
    like digits, other signs and scripts. Shrinks to the empty text.

    Returns:
        A strategy for text that raises InvalidHSCodeError.
    """
    return st.one_of(
        st.sampled_from(("", " ", "\u3000", "\t")),
        st.sampled_from([length for length in range(1, 20) if length not in _LENGTHS]).flatmap(_digits),
        st.integers(1_010_000, 9_999_999).map(str),
        st.tuples(_eight_digits(), st.integers(0, LINE - 1), st.sampled_from(_NOT_DIGITS)).map(_miswritten),
        st.tuples(_eight_digits(), st.sampled_from(("-", "/", "HS ", "税号", "+", ".0e1"))).map("".join),
    )


def near_misses(code: str) -> SearchStrategy[HSCode]:
    """Draw codes that are easily taken for another: a digit off, two digits swapped, the next line.

    Shrinks to the code one above, or else below.

    Args:
        code: the tariff line.

    Returns:
        A strategy for other 8-digit codes.

    Raises:
        StrategyError: if ``code`` is not a tariff line.

    >>> from hypothesis import find
    >>> from pilotzones.strategies import near_misses
    >>> find(near_misses("0409.00.00"), lambda near: True)
    '04090001'
    """
    with refusing():
        line = parse(code)
    beside = (f"{number:0{LINE}}" for number in (int(line) + 1, int(line) - 1) if 0 <= number <= int(LAST_CODE))
    swapped = (f"{line[:at]}{line[at + 1]}{line[at]}{line[at + 2 :]}" for at in range(LINE - 1))
    off = (f"{line[:at]}{digit}{line[at + 1 :]}" for at in range(LINE) for digit in "0123456789")
    kinds = ([HSCode(near) for near in dict.fromkeys(kind) if near != line] for kind in (beside, swapped, off))
    return st.one_of([st.sampled_from(kind) for kind in kinds if kind])


def statuses(status: Status | None) -> tuple[Status, ...]:
    """List the given status alone, or all three for None.

    Raises:
        StrategyError: for any other text.
    """
    if status is None:
        return _STATUSES
    text = plain_text(status)
    if type(text) is not str or text not in _STATUSES:
        msg = f"status must be {', '.join(map(repr, _STATUSES))} or None, not {quoted(status)}."
        raise StrategyError(msg)
    return (text,)


def codes_of(data: Dataset, index: int, status: Status, prefix: str) -> SearchStrategy[HSCode] | None:
    """Draw codes of one status under an edition, given by its index; None if no code has that status."""
    listed = {"listed": True, "not listed": False}.get(status)
    every = data.positive_list.states[index].codes(listed=listed).intersection(CodeRanges.under(prefix))
    if not every:
        return None
    known = [code for code in _lines_of(data) if code in every] or [every.nth(0)]
    # A single value would take no choice. Hypothesis shrinks to fewer choices first, and only then to the first status.
    lines = st.sampled_from(known if len(known) > 1 else known * 2)
    last = every.count - 1
    return st.one_of(lines, st.integers(0, max(last, 1)).map(lambda number: every.nth(min(number, last))))


@functools.lru_cache(8)
def _lines_of(data: Dataset) -> tuple[HSCode, ...]:
    """List the lines of all annexes and tariffs."""
    tariff = data.tariff
    lines = (tariff.codes(edition.id) for edition in tariff.tariffs)
    return tuple(sorted({*data.positive_list.named_codes(), *itertools.chain.from_iterable(lines)}))


def _index_of(data: Dataset, date: DateLike | None, edition: Edition | DateLike | None) -> int:
    """Find the index of the edition that a day, an edition or both name."""
    if edition is None:
        return data.positive_list.index_on(data.verified_through("list") if date is None else as_date(date))
    index = data.edition_index(edition)
    named = data.editions()[index]
    if date is not None and data.edition_on(date) != named:
        until = f"until the day before {named.effective_to}" if named.effective_to else "on"
        msg = f"{named.id} is in force from {named.effective_from} {until}, not on {date}: leave out date or edition."
        raise StrategyError(msg)
    return index


_LENGTHS = {LINE, 10, 13}
_NOT_DIGITS = "OoIlBSxX-_/,;:#'\"*?٤४①²½\n\x00é税"


def _eight_digits() -> SearchStrategy[str]:
    return st.integers(0, int(LAST_CODE)).map(lambda number: f"{number:0{LINE}}")


def _digits(length: int) -> SearchStrategy[str]:
    return st.integers(0, 10**length - 1).map(lambda number: f"{number:0{length}}")


def _miswritten(drawn: tuple[str, int, str]) -> str:
    code, at, sign = drawn
    return f"{code[:at]}{sign}{code[at + 1 :]}"


def _any_code(prefix: str) -> SearchStrategy[HSCode]:
    every = CodeRanges.under(prefix)
    return st.integers(0, every.count - 1).map(every.nth)


@st.composite
def _spelled(draw: DrawFn, code: HSCode) -> str:
    """Write a code with digits after it, separators in it, in full width, and a space or line end after it."""
    more = draw(st.sampled_from((0, 2, 5)))
    digits = code + (f"{draw(st.integers(0, 10**more - 1)):0{more}}" if more else "")
    separator = draw(st.sampled_from(("", ".", " ", "\u3000", "\u00a0")))
    ends = draw(st.sampled_from(((4, 6, 8, 10), (2, 4, 6, 8, 10)))) if separator else ()
    parts = [digits[first:last] for first, last in itertools.pairwise((0, *ends, None)) if digits[first:last]]
    written = separator.join(parts)
    if draw(st.booleans()):
        written = written.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789."})
    return written + draw(st.sampled_from(("", " ", "\n")))
