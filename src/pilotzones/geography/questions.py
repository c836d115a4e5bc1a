"""The questions about pilot zones that a dataset answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones import records
from pilotzones.dataset_base import DatasetBase
from pilotzones.dates import DateLike, as_span
from pilotzones.once import once
from pilotzones.records.day_tuples import DayTuple
from pilotzones.staleness import as_max_age

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from pilotzones.geography.register import ZoneRegister


class ZoneQuestions(DatasetBase):
    """Which cities are pilot zones, since when, by which reply."""

    def provinces(self) -> tuple[records.Province, ...]:
        """List the provincial-level divisions.

        Returns:
            The 31 of mainland China, in GB/T 2260 order.

        Source:
            GB/T 2260 and ISO 3166-2:CN.

        >>> [province.iso for province in data.provinces()][:3]
        ['CN-BJ', 'CN-TJ', 'CN-HE']
        """
        return self.register.gazetteer.provinces

    def batches(self) -> tuple[records.Batch, ...]:
        """List the State Council's replies (国函) that approve pilot zones.

        Returns:
            The batches in order, from number 1.

        Source:
            The replies, from 国函〔2015〕44号 to 国函〔2025〕40号.

        >>> [batch.zone_count for batch in data.batches()]
        [1, 12, 22, 24, 46, 27, 33, 16]
        """
        return self.register.batches

    def zones(  # noqa: PLR0913 - each narrows the list, and is named
        self,
        *,
        date: DateLike | None = None,
        batch: int | None = None,
        province: str | None = None,
        since: DateLike | None = None,
        until: DateLike | None = None,
        max_age: int | None = None,
    ) -> DayTuple[records.Zone]:
        """List pilot zones; each argument narrows the list.

        Args:
            date: only those in force on this day (China calendar); None for every zone
                ever approved, also the revoked ones.
            batch: only those that this batch approved, by its number.
            province: only those in this province, by any of its names or codes.
            since: only those established on this day or later.
            until: only those established on this day or earlier.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The zones by batch, in the order of the replies: a tuple with ``date``,
            ``verified_through`` and ``is_beyond_verified``.

        Raises:
            UnknownBatchError: if no batch has that number.
            UnknownPlaceError, InvalidPlaceError: if ``province`` is not a province.
            InvalidDateError: if a day is not valid, or ``since`` is after ``until``.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The replies of the State Council; see ``batches()``.

        >>> len(data.zones()), len(data.zones(date="2026-01-01"))
        (181, 178)
        >>> {zone.batch.number for zone in data.zones(since="2019-01-01", until="2020-12-31")}
        {4, 5}
        """
        max_age = as_max_age(max_age)
        day = None if date is None else self._day(date, max_age, "zones")
        found: Iterable[records.Zone] = self.register.zones if day is None else self.register.in_force(day)
        if batch is not None:
            approved_by = self.register.batch(batch)
            found = (zone for zone in found if zone.batch is approved_by)
        if province is not None:
            inside = self.register.gazetteer.province(province)
            found = (zone for zone in found if zone.province is inside)
        if since is not None or until is not None:
            first, last = as_span(since, until)
            found = (zone for zone in found if first <= zone.established_on <= last)
        return DayTuple(found, day, self.verified["zones"].day)

    def zones_in(
        self, province: str, date: DateLike | None = None, *, max_age: int | None = None
    ) -> DayTuple[records.Zone]:
        """List the pilot zones of a province that are in force on a day.

        Args:
            province: any of its names or codes: ``"Zhejiang"``, ``"浙江省"``, ``"浙"``,
                ``"CN-ZJ"``, ``"330000"``.
            date: the day (China calendar); by default the last verified one.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The zones by batch, in the order of the replies: a tuple with ``date``,
            ``verified_through`` and ``is_beyond_verified``.

        Raises:
            UnknownPlaceError, InvalidPlaceError: if ``province`` is not a province.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The replies of the State Council; see ``batches()``.

        >>> [zone.name_en for zone in data.zones_in("Hainan")]
        ['Hainan (whole island)']
        """
        max_age = as_max_age(max_age)
        inside = self.register.gazetteer.province(province)
        verified = self.verified["zones"]
        if date is None:
            day = verified.day
            verified.warn_of_today()
        else:
            day = self._day(date, max_age, "zones")
        return DayTuple((zone for zone in self.register.in_force(day) if zone.province is inside), day, verified.day)

    def zone(self, name: str, *, province: str | None = None) -> records.Zone:
        """Find a pilot zone, in force or revoked, by name.

        Args:
            name: its Chinese name (full, short or traditional), pinyin, English name,
                official title, GB/T 2260 code or id. Asked among zones only.
            province: any name of its province, where the name alone is ambiguous.

        Returns:
            The zone.

        Raises:
            UnknownPlaceError: if no zone has that name; near misses are in the error.
            AmbiguousPlaceError: if several zones have it; they are in the error.
            InvalidPlaceError: if ``name`` cannot be a name.

        Source:
            The replies of the State Council; see ``batches()``.

        >>> data.zone("Hangzhou").official_name
        '中国（杭州）跨境电子商务综合试验区'
        """
        return self.register.zone(name, province)

    def batch_of(self, city: str, *, province: str | None = None) -> records.Batch:
        """Find the batch that approved a city as a pilot zone.

        Args:
            city: any name or code of the zone, as for ``zone``.
            province: any name of its province, where the name alone is ambiguous.

        Returns:
            The batch, also where the zone was revoked later.

        Raises:
            UnknownPlaceError, AmbiguousPlaceError, InvalidPlaceError: as ``zone`` does.

        Source:
            The replies of the State Council; see ``batches()``.

        >>> data.batch_of("Fuzhou").document_no
        '国函〔2019〕137号'
        """
        return self.register.zone(city, province).batch

    def is_zone(self, place: str, date: DateLike, *, province: str | None = None, max_age: int | None = None) -> bool:
        """Tell whether a place was itself a pilot zone on a day.

        Args:
            place: a city, prefecture or county by any name or code that it has or had since 2000.
            date: the day (China calendar).
            province: any name of its province, where the name alone is ambiguous.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            True if a zone of exactly this place was in force. A county inside a zone is
            not a zone itself (``covering_zone`` finds that zone). ``zone_answer`` also says
            whether the day is after the last verified one, as ``is_beyond_verified``.

        Raises:
            UnknownPlaceError, InvalidPlaceError: if ``place`` is not known, or is a province.
            AmbiguousPlaceError: if places of that name have different answers on that day, or the
                place changed in that year on a day that is not known and the answers differ.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The replies of the State Council; see ``batches()``.

        >>> data.is_zone("Haikou", "2020-01-01"), data.is_zone("Haikou", "2026-01-01")
        (True, False)
        """
        return self.register.by_day.is_zone(place, self._day(date, max_age, "territory"), province)

    def covering_zone(
        self, place: str, date: DateLike, *, province: str | None = None, max_age: int | None = None
    ) -> records.Zone | None:
        """Find the pilot zone in whose territory a place lay on a day.

        Args:
            place: a city, prefecture or county by any name or code that it has or had since 2000.
            date: the day (China calendar).
            province: any name of its province, where the name alone is ambiguous.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The zone, the smallest one where a zone lies inside another; None if there was
            no zone. ``zone_answer`` also says whether the day is after the last verified one,
            as ``is_beyond_verified``.

        Raises:
            UnknownPlaceError, InvalidPlaceError: if ``place`` is not known, or is a province.
            AmbiguousPlaceError: if places of that name have different answers on that day, or the
                place changed in that year on a day that is not known and the answers differ.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The replies of the State Council; the GB/T 2260 codes of the day for what contains what.

        >>> data.covering_zone("昆山市", "2026-01-01").name_en
        'Suzhou'
        """
        return self.register.by_day.covering_zone(place, self._day(date, max_age, "territory"), province)

    def zone_answer(
        self, place: str, date: DateLike, *, province: str | None = None, max_age: int | None = None
    ) -> records.ZoneAnswer:
        """Answer as ``is_zone`` and ``covering_zone`` do, with what the answer rests on.

        Args:
            place: a city, prefecture or county by any name or code that it has or had since 2000.
            date: the day (China calendar).
            province: any name of its province, where the name alone is ambiguous.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The answer: the places that the name may mean, whether they are a zone, the zone around
            them, the version and last verified day of the data, whether the day is later, sources.

        Raises:
            UnknownPlaceError, InvalidPlaceError: if ``place`` is not known, or is a province.
            AmbiguousPlaceError: where ``is_zone`` or ``covering_zone`` raises it.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            As for ``covering_zone``.

        >>> answer = data.zone_answer("昆山市", "2026-01-01")
        >>> answer.zone.name_en, answer.is_zone, answer.verified_through.isoformat(), answer.is_beyond_verified
        ('Suzhou', False, '2024-12-31', True)
        """
        from pilotzones.records.zone_answers import ZoneAnswer  # noqa: PLC0415 - see dataset_base.py

        day = self._day(date, max_age, "territory")
        by_day, verified_through = self.register.by_day, self.verified["territory"].day
        zone = by_day.covering_zone(place, day, province)
        return ZoneAnswer(
            places=by_day.meanings(place, day, province),
            date=day,
            is_zone=by_day.is_zone(place, day, province),
            zone=zone,
            data_version=self.data_version(),
            verified_through=verified_through,
            is_beyond_verified=day > verified_through,
            unverified=self._unverified(day, ("zones", "divisions")),
            sources=tuple(dict.fromkeys((*zone.sources, *zone.batch.sources))) if zone else (),
        )

    def place(
        self, name: str, date: DateLike | None = None, *, province: str | None = None, max_age: int | None = None
    ) -> records.Place:
        """Find a place by the map of a day, with its code and the prefecture and province around it.

        Args:
            name: a city, prefecture, county or province, of today or since 2000, in any form that
                people write: name, code, address, name with its province.
            date: the day (China calendar); None for the last verified one.
            province: any name of its province, where the name alone is ambiguous.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The place that has the name on the day; for a former name or code, what became of it.
            A place is the same record on all days of its years: ``places`` of that day says
            whether it is after the last verified one, as ``is_beyond_verified``.

        Raises:
            UnknownPlaceError: if no place has or had the name, or it did not exist yet on the
                day; Hong Kong, Macao and Taiwan are an OutsideMainlandError.
            AmbiguousPlaceError: if several places have the name, or the former place became
                several; in the year of a change whose day is not known, an
                UnknownDayOfChangeError. ``candidates`` holds the places.
            InvalidPlaceError: if ``name`` cannot be a name or code.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: if ``date`` is more than ``max_age`` days after the last verified day.

        Source:
            The Ministry of Civil Affairs' yearly tables of GB/T 2260 codes, by way of
            yescallop/areacodes (CC0 1.0), to the map of 2024.

        >>> data.place("即墨市", "2016-01-01").adcode, data.place("即墨市", "2026-01-01").adcode
        ('370282', '370215')
        >>> data.place("江苏省苏州市昆山市").prefecture.adcode
        '320500'
        """
        return self.register.by_day.place(name, self._day_or_last(date, max_age), province)

    def places(
        self,
        *,
        province: str | None = None,
        level: records.PlaceLevel | None = None,
        date: DateLike | None = None,
        max_age: int | None = None,
    ) -> DayTuple[records.Place]:
        """List the places of the map of a day; each argument narrows the list.

        Args:
            province: only those in this province, by any of its names or codes.
            level: ``"province"``, ``"prefecture"``, ``"county"`` or ``"special"`` (a zone that is
                not a division).
            date: the day (China calendar), from 2000 on; None for the last verified one. In the
                year of a change whose day is not known the map is that of 31 December.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The places in the order of their codes: a tuple with ``date``, ``verified_through``
            and ``is_beyond_verified``, because the map is known to the end of 2024.

        Raises:
            ArgumentTypeError: if ``level`` is not one of these words.
            UnknownPlaceError, InvalidPlaceError: if ``province`` is not a province.
            InvalidDateError: if ``date`` is not valid, or before 2000, when the map is not known.
            BeyondVerifiedDataError: if ``date`` is more than ``max_age`` days after the last verified day.

        Source:
            As for ``place``; areas that only statistics treat as counties are of 2023.

        >>> len(data.places(level="prefecture")), len(data.places(level="prefecture", date="2014-06-01"))
        (333, 333)
        """
        day = self._day_or_last(date, max_age)
        return DayTuple(self.register.by_day.places(day, province, level), day, self.verified["territory"].day)

    def _day_or_last(self, date: DateLike | None, max_age: int | None) -> datetime.date:
        """Read a day of the map; by default the last one on which the law was checked, with the map known then."""
        return self._day(self.verified_through() if date is None else date, max_age, "territory")

    @once
    def register(self) -> ZoneRegister:
        """Inner face: the zones and the batches, and the gazetteer behind them."""
        from pilotzones.geography.register import ZoneRegister  # noqa: PLC0415 - see dataset_base.py

        return ZoneRegister(self.folders)
