"""The questions about the positive list that a dataset answers."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Union

from pilotzones import records
from pilotzones.arguments import as_number, is_a, plain_text, refusal
from pilotzones.dataset_base import DatasetBase
from pilotzones.dates import EARLIEST, LATEST, DateLike, InvalidDateError, as_date
from pilotzones.hscode import LINE, parse, parse_prefix
from pilotzones.once import once
from pilotzones.positive_list.errors import EditionOrderError, UnknownEditionError, UnknownEligibilityError
from pilotzones.records.day_tuples import DayTuple

# Modules that only some questions need are imported where those are asked: see dataset_base.py.
if TYPE_CHECKING:
    from pilotzones.positive_list.editions import PositiveList, QuickAnswers
    from pilotzones.positive_list.tariff import TariffLines

_RAISE: Literal["raise"] = "raise"

IfUnknown = Union[bool, Literal["raise"]]
"""What ``is_eligible`` does where the answer is unknown: raise, or answer instead."""

Listed = Union[Mapping[str, Union[str, None]], Iterable[str]]
"""Codes to assume, each with its remark: empty if it has none, None if it is not known; or codes alone."""


class ListQuestions(DatasetBase):
    """Which goods may use the channel, under the edition of the list in force on a day."""

    def is_eligible(  # noqa: PLR0913 - what else is asked of an answer is named
        self,
        hs_code: str,
        date: DateLike,
        *,
        shipment: records.Shipment | None = None,
        evidence: records.Evidence | None = None,
        if_unknown: IfUnknown = "raise",
        max_age: int | None = None,
    ) -> bool:
        """Tell whether goods of an HS code were on the positive list on a day.

        Args:
            hs_code: the 8-digit tariff line, or the 10 or 13 digits of a declaration, of
                which the first 8 count; dots and spaces may be in it.
            date: the day (China calendar).
            shipment: ``"bonded"`` (网购保税) or ``"direct"``; for direct shipment, a line
                whose remark allows bonded shipment only is not listed.
            evidence: the minimum evidence to accept (``"confirmed"``, ``"single"``,
                ``"derived"``, ``"unsourced"``); with weaker evidence the answer is unknown.
            if_unknown: the answer, True or False, where the data cannot tell; by default
                that raises an error.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            True if the list in force has the line, False if it does not. A remark (备注)
            may still narrow the line: ``eligibility`` gives it, read as conditions. It also says
            whether the day is after the last verified one, as ``is_beyond_verified``.

        Raises:
            UnknownEligibilityError: if the data cannot tell; names the missing annex.
            NoListInForceError: before 8 April 2016.
            InvalidHSCodeError, InvalidDateError: if ``hs_code`` or ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> data.is_eligible("0409.00.00", "2018-12-31")
        True
        """
        if if_unknown is not _RAISE:
            if_unknown = _check_if_unknown(if_unknown)
        if max_age is None and shipment is None and evidence is None:
            # Most questions end here. It is written out because one call more would take a fifth of the answer.
            if type(hs_code) is str and type(date) is datetime.date:
                turning_days, decided, known_from, known_to = self._quick
                stretch = bisect_right(turning_days, date)
                listed = decided[stretch].get(hs_code)
                if listed is not None:
                    return listed
                known = hs_code <= known_to[stretch][bisect_right(known_from[stretch], hs_code) - 1]
                if known and len(hs_code) == LINE and hs_code.isascii() and hs_code.isdecimal():
                    return False
            code, day = parse(hs_code), self._day(date, None, "list")
            listed = self.positive_list.states[self.positive_list.index_on(day)].listed(code)
        else:
            listed = self.eligibility(hs_code, date, shipment=shipment, evidence=evidence, max_age=max_age).is_eligible
        if listed is not None:
            return listed
        if if_unknown is _RAISE:
            raise self._unknown(self.eligibility(hs_code, date, shipment=shipment, evidence=evidence))
        return if_unknown is True

    def eligibility(
        self,
        hs_code: str,
        date: DateLike,
        *,
        shipment: records.Shipment | None = None,
        evidence: records.Evidence | None = None,
        max_age: int | None = None,
    ) -> records.Verdict:
        """Answer as ``is_eligible`` does, with the reasons; never raise for "unknown".

        Args:
            hs_code: the tariff line, as for ``is_eligible``.
            date: the day (China calendar).
            shipment: as for ``is_eligible``; where the remark is not known, the status
                for direct shipment is unknown.
            evidence: the minimum evidence to accept, as for ``is_eligible``.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The verdict: status and reason in words, edition, line, remark and conditions, why,
            evidence, sources, and the version of the data.

        Raises:
            NoListInForceError: before 8 April 2016.
            InvalidHSCodeError, InvalidDateError: if ``hs_code`` or ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> data.eligibility("95061100", "2021-06-01").status
        'not listed'
        """
        from pilotzones.positive_list.verdicts import AnsweringData, Question, verdict  # noqa: PLC0415

        code, day = parse(hs_code), self._day(date, max_age, "list")
        asked = Question(code=code, day=day, shipment=shipment, evidence=evidence).checked()
        data = AnsweringData(version=self.data_version(), verified_through=self.verified["list"].day)
        return verdict(self.positive_list, self.tariff, asked, data)

    def history(self, hs_code: str) -> tuple[records.Span, ...]:
        """Trace a code through every edition of the list.

        Args:
            hs_code: the tariff line, as for ``is_eligible``.

        Returns:
            One span for each edition, in order, from the first list on; each begins on the
            day on which the one before ends. It has the status, edition, remark and
            conditions, and the announcement that opened it.

        Raises:
            InvalidHSCodeError: if ``hs_code`` is not valid.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> [span.status for span in data.history("93070090")]
        ['unknown', 'unknown', 'unknown', 'listed', 'not listed']
        """
        from pilotzones.records.list_answers import Span  # noqa: PLC0415

        code = parse(hs_code)
        return tuple(
            Span(
                effective_from=edition.effective_from,
                effective_to=edition.effective_to,
                verdict=self.eligibility(code, edition.effective_from),
            )
            for edition in self.editions()
        )

    def diff(self, older: records.Edition | DateLike, newer: records.Edition | DateLike) -> records.Comparison:
        """Compare two editions of the list.

        Args:
            older: an edition, its id such as ``"2019-96"``, or a day on which it was in force;
                a day after the last verified one names the last edition known.
            newer: a later one.

        Returns:
            What was added, removed, converted and given a new remark, and what is
            undecided because one side is not known; prints as a report.

        Raises:
            UnknownEditionError: if no edition has that id or day.
            EditionOrderError: if the newer one comes before the older one.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> [item.hs_code for item in data.diff("2019-96", "2022-7").added]
        ['95061100', '95061200', '95061900']
        """
        from pilotzones.positive_list.comparison import compare  # noqa: PLC0415

        old, new = self.edition_index(older), self.edition_index(newer)
        if new < old:
            from pilotzones.positive_list.list_refusals import edition_order  # noqa: PLC0415 - only an error needs it

            passed = {"older": self.editions()[old].id, "newer": self.editions()[new].id}
            raise EditionOrderError(edition_order(**passed), **passed)
        return compare(self.positive_list, self.tariff, old, new)

    def changes(self, year: int | None = None) -> tuple[records.Change, ...]:
        """List what is known, line by line, of the annexes that came into force in a year.

        Args:
            year: the calendar year in which their announcements came into force, such as 2022;
                None for all of them.

        Returns:
            The known lines, in the order of the announcements and of their codes, each with its
            ``action``: ``list``, ``add``, ``delete``, ``convert_in``, ``convert_out`` or ``remark``;
            then those stated from outside the annex: ``listed`` or ``not_listed``. An annex may
            have more: ``coverage()`` counts its stated and its known lines.

        Raises:
            ArgumentTypeError: if ``year`` is not a year from 1949 to 2099.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> [(change.action, change.hs_code) for change in data.changes(2022)[:2]]
        [('delete', '93070090'), ('convert_in', '95045020')]
        """
        if year is not None:
            year = as_number("year", year, EARLIEST.year, LATEST.year)
        return tuple(
            change
            for annex in self.positive_list.annexes
            if year is None or annex.announcement.effective_from.year == year
            for change in annex.changes()
        )

    def items(
        self, date: DateLike, *, under: str | None = None, status: records.Status = "listed", max_age: int | None = None
    ) -> DayTuple[records.Item]:
        """List the tariff lines of one status on a day: listed, not listed or unknown.

        Args:
            date: the day (China calendar).
            under: only tariff lines under this chapter, heading or subheading (2, 4 or 6
                digits; 8 for one line).
            status: ``"listed"``, ``"not listed"`` or ``"unknown"``. For the last two, the
                lines are those of the day's tariff, if that is known (from 2017 on), and
                those that an announcement names.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The lines of that status, in the order of their codes: a tuple with ``date``,
            ``verified_through`` and ``is_beyond_verified``. Other lines may be listed too
            wherever ``coverage()`` shows a gap.

        Raises:
            NoListInForceError: before 8 April 2016.
            InvalidHSCodeError, InvalidDateError: if ``under`` or ``date`` is not valid.
            ArgumentTypeError: if ``status`` is not one of the three.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> [item.hs_code for item in data.items("2016-05-01", under="0403")]
        ['04031000', '04039000']
        """
        from pilotzones.positive_list.verdicts import items_of  # noqa: PLC0415

        prefix = None if under is None else parse_prefix(under)
        day = self._day(date, max_age, "list")
        found = items_of(self.positive_list, self.tariff, day, prefix, status)
        return DayTuple(found, day, self.verified["list"].day)

    def announcements(self) -> tuple[records.Announcement, ...]:
        """List the Ministry of Finance's announcements on the positive list.

        Returns:
            The announcements in the order they came into force.

        Source:
            The documents named in ``document_no``; ``official_pages`` are their addresses.

        >>> [announcement.id for announcement in data.announcements()]
        ['2016-40', '2016-47', '2018-157', '2019-96', '2022-7']
        """
        return tuple(annex.announcement for annex in self.positive_list.annexes)

    def editions(self) -> tuple[records.Edition, ...]:
        """List the states of the positive list, one after each announcement.

        Returns:
            The editions in order; each is in force until the next, exclusive.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> [edition.lines_stated for edition in data.editions()]
        [1142, 1293, 1321, 1413, 1476]
        """
        return self.positive_list.editions

    def edition_on(self, date: DateLike, *, max_age: int | None = None) -> records.Edition:
        """Find the edition of the positive list in force on a day.

        Args:
            date: the day (China calendar).
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The edition; after the last verified day, the last one known. An edition is the
            same record on all its days: ``items`` of that day says whether it is after the last
            verified one, as ``is_beyond_verified``.

        Raises:
            NoListInForceError: before 8 April 2016.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The Ministry of Finance's announcements; see ``announcements()``.

        >>> data.edition_on("2022-02-28").id
        '2019-96'
        """
        return self.positive_list.editions[self.positive_list.index_on(self._day(date, max_age, "list"))]

    def edition_index(self, edition: records.Edition | DateLike) -> int:
        """Inner face: give the index of an edition, named by itself, its id or a day."""
        from pilotzones.records.list_answers import Edition  # noqa: PLC0415 - see dataset_base.py

        ids = [known.id for known in self.editions()]
        asked: Any = plain_text(edition.id if is_a(edition, Edition) else edition)
        if type(asked) is str and asked in ids:
            return ids.index(asked)
        try:
            return self.positive_list.index_on(as_date(asked))
        except InvalidDateError:
            from pilotzones.positive_list.list_refusals import unknown_edition  # noqa: PLC0415 - as above

            msg = unknown_edition(asked, tuple(ids))
            raise UnknownEditionError(msg, edition=asked, editions=tuple(ids)) from None

    def _unknown(self, verdict: records.Verdict) -> UnknownEligibilityError:
        from pilotzones.positive_list.list_refusals import unknown  # noqa: PLC0415 - as above

        return UnknownEligibilityError(unknown(verdict), verdict=verdict)

    @once
    def _quick(self) -> QuickAnswers:
        """The quick answers, up to the day after which a question is worth a warning."""
        from pilotzones.positive_list.editions import quick_answers  # noqa: PLC0415 - loaded with the list

        return quick_answers(self.positive_list.states, self.verified["list"].old_after)

    @once
    def positive_list(self) -> PositiveList:
        """Inner face: the announcements replayed into editions."""
        from pilotzones.positive_list.editions import PositiveList  # noqa: PLC0415

        return PositiveList(self.folders, lambda tariff: self.tariff.codes(tariff))  # noqa: PLW0108 - read only if asked

    @once
    def tariff(self) -> TariffLines:
        """Inner face: the lines of the tariffs that are known."""
        from pilotzones.positive_list.tariff import TariffLines  # noqa: PLC0415

        return TariffLines(self.folders)


def _check_if_unknown(value: object) -> IfUnknown:
    """Check that it is True, False or "raise", which is given back as the one object that it is compared with."""
    if value is True or value is False:
        return value
    if is_a(value, str) and str.__str__(value) == _RAISE:
        return _RAISE
    raise refusal("if_unknown", value, "True, False or 'raise'")
