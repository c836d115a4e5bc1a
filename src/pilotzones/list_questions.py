"""The questions about the positive list that a dataset answers."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal, Union

from pilotzones.errors import ArgumentTypeError
from pilotzones.facts import Facts
from pilotzones.hscode import parse, parse_prefix
from pilotzones.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilotzones.dates import DateLike
    from pilotzones.positive_list import PositiveList
    from pilotzones.records.announcements import Announcement
    from pilotzones.records.answers import Edition, Item, Verdict

IfUnknown = Union[bool, Literal["raise"]]
"""What ``is_eligible`` does where the answer is unknown: raise, or answer instead."""


class ListQuestions(Facts):
    """Which goods may use the channel, under the edition of the list in force."""

    def is_eligible(
        self, hs_code: str, date: DateLike, *, if_unknown: IfUnknown = "raise", strict: bool = False
    ) -> bool:
        """Tell whether goods of an HS code were on the positive list on a day.

        Args:
            hs_code: the 8-digit tariff line, or a declaration's 10 or 13 digits, of which
                the first 8 count; dots and spaces are taken.
            date: the day (China calendar).
            if_unknown: True or False to answer so where the data cannot tell; by default
                that raises.
            strict: refuse a day after the last verified one.

        Returns:
            True if the list in force has the line, False if it has not. A remark (备注)
            may still narrow the line: ``eligibility`` gives it.

        Raises:
            UnknownEligibilityError: if the data cannot tell; says which annex is missing.
            NoListInForceError: before 8 April 2016.
            InvalidHSCodeError, InvalidDateError: for what is no tariff line or no day.
            BeyondVerifiedDataError: if ``strict``, after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> data.is_eligible("0409.00.00", "2018-12-31")
        True
        """
        if if_unknown != "raise" and not isinstance(if_unknown, bool):
            msg = f"if_unknown is True, False or 'raise', not {quoted(if_unknown)}."
            raise ArgumentTypeError(msg)
        listed = None if strict else self._quickly(hs_code, date)
        if listed is not None:
            return listed
        code, day = parse(hs_code), self._day(date, strict=strict)
        self._list.place(day)
        listed = self._quickly(code, day)
        if listed is not None:
            return listed
        if if_unknown == "raise":
            from pilotzones.verdicts import unknown_eligibility  # noqa: PLC0415

            raise unknown_eligibility(self.eligibility(code, day))
        return if_unknown

    def eligibility(self, hs_code: str, date: DateLike, *, strict: bool = False) -> Verdict:
        """Answer as ``is_eligible`` does, with the reasons; never raises for "unknown".

        Args:
            hs_code: the tariff line, as for ``is_eligible``.
            date: the day (China calendar).
            strict: refuse a day after the last verified one.

        Returns:
            The verdict: status, edition, line and remark, why, evidence, sources.

        Raises:
            NoListInForceError: before 8 April 2016.
            InvalidHSCodeError, InvalidDateError: for what is no tariff line or no day.
            BeyondVerifiedDataError: if ``strict``, after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> data.eligibility("95061100", "2021-06-01").status
        'not listed'
        """
        from pilotzones.verdicts import verdict  # noqa: PLC0415

        code = parse(hs_code)
        day = self._day(date, strict=strict)
        return verdict(self._list, code, day, self.verified_through())

    def items(self, date: DateLike, *, under: str | None = None, strict: bool = False) -> tuple[Item, ...]:
        """List the goods known to be on the positive list on a day.

        Args:
            date: the day (China calendar).
            under: only tariff lines under this chapter, heading or subheading (2, 4 or 6
                digits; 8 for one line).
            strict: refuse a day after the last verified one.

        Returns:
            The known lines in the order of their codes. What is not among them may still
            be listed wherever ``coverage()`` shows a gap.

        Raises:
            NoListInForceError: before 8 April 2016.
            InvalidHSCodeError, InvalidDateError: for what is no prefix or no day.
            BeyondVerifiedDataError: if ``strict``, after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> [item.hs_code for item in data.items("2016-05-01", under="0403")]
        ['04031000', '04039000']
        """
        from pilotzones.verdicts import items_under  # noqa: PLC0415

        prefix = None if under is None else parse_prefix(under)
        return items_under(self._list, self._day(date, strict=strict), prefix)

    def announcements(self) -> tuple[Announcement, ...]:
        """List the Ministry of Finance's announcements on the positive list.

        Returns:
            The announcements in the order they came into force.

        Source:
            The documents named in ``document_no``; ``official_pages`` says where they stand.

        >>> [announcement.id for announcement in data.announcements()]
        ['2016-40', '2016-47', '2018-157', '2019-96', '2022-7']
        """
        return tuple(annex.announcement for annex in self._list.annexes)

    def editions(self) -> tuple[Edition, ...]:
        """List the states of the positive list, one after each announcement.

        Returns:
            The editions in order; each is in force until the next, exclusive.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> [edition.lines_stated for edition in data.editions()]
        [1142, 1293, 1321, 1413, 1476]
        """
        return self._list.editions

    def edition_on(self, date: DateLike, *, strict: bool = False) -> Edition:
        """Find the edition of the positive list in force on a day.

        Args:
            date: the day (China calendar).
            strict: refuse a day after the last verified one.

        Returns:
            The edition; after the last verified day, the last one known.

        Raises:
            NoListInForceError: before 8 April 2016.
            InvalidDateError: for what is no day.
            BeyondVerifiedDataError: if ``strict``, after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> data.edition_on("2022-02-28").id
        '2019-96'
        """
        return self._list.editions[self._list.place(self._day(date, strict=strict))]

    @functools.cached_property
    def _quickly(self) -> Callable[[str, DateLike], bool | None]:
        return self._list.quick.listed

    @functools.cached_property
    def _list(self) -> PositiveList:
        from pilotzones.positive_list import PositiveList  # noqa: PLC0415 - see facts.py

        return PositiveList(self._folders)
