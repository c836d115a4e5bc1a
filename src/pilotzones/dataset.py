"""Dataset: the zones, the positive list, and how much of them is known."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from operator import attrgetter
from typing import TYPE_CHECKING

from pilotzones import records
from pilotzones.arguments import as_members, as_word
from pilotzones.dated_rules.questions import RuleQuestions
from pilotzones.dates import DateLike
from pilotzones.errors import PilotZonesError
from pilotzones.geography.questions import ZoneQuestions
from pilotzones.logs import tell_once
from pilotzones.once import once
from pilotzones.positive_list.questions import Listed, ListQuestions
from pilotzones.tables.annexes_absent import has_no_annexes
from pilotzones.tables.faults import DataIntegrityError, Faults, attempt, one_of_all
from pilotzones.tables.folders import Folder, bundled_folder
from pilotzones.tables.formats import FORMATS, RULE_TABLES, RuleTableName, TableName

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilotzones.dated_rules.import_cities import ImportDecision


class Dataset(ZoneQuestions, ListQuestions, RuleQuestions):
    """The facts, and every question about them.

    Call ``bundled``, ``load`` or ``default`` to get one. Tables are read once, when a
    question first needs them. A dataset does not change, so threads may share it. In the
    examples below ``data`` is ``Dataset.bundled()``.
    """

    @classmethod
    def bundled(cls) -> Dataset:
        """Get the tables that ship with the package, and nothing else."""
        return cls([bundled_folder()])

    @classmethod
    def load(cls, *folders: str | os.PathLike[str]) -> Dataset:
        """Lay folders of your own tables over the bundled ones, and check them all at once.

        Args:
            folders: paths of folders with tables in the bundled tables' format
                (``list_changes.csv``, ``zones.csv`` ...); columns that may be blank may be
                missing. A later folder is laid over the earlier ones row by row: in
                ``list_changes.csv`` its row replaces the row of the same announcement and code,
                and any other row is added; a folder that knows a whole annex replaces all lines
                of it. In other tables its rows replace all rows with the same first column.

        Returns:
            The dataset; the default one stays as it is.

        Raises:
            ArgumentTypeError: if a folder is not a path.
            DataIntegrityError: names every fault, with file, line and column: a table that
                is damaged, contradicts itself or another table, or has a later format, a
                folder without tables. ``faults`` holds them one by one. Nothing is half loaded.

        Source:
            The format is that of ``docs/reference/data-format.md`` and ``datapackage.json``.
        """
        from pilotzones.tables.user_folder import check_folder  # noqa: PLC0415 - see dataset_base.py

        found, faults = attempt(functools.partial(check_folder, folder) for folder in folders)
        return Dataset._lay(found, faults)

    @classmethod
    def default(cls) -> Dataset:
        """Get the dataset that answers the questions of the module, always the same one.

        When the first question is asked, the folders in the environment variable
        PILOTZONES_DATA are laid over the bundled tables (several folders are separated as in
        PATH). If it is not set, the installed annexes are laid over them; if it is set and
        empty, nothing is. A folder that cannot be loaded raises at that question, as ``load``
        does.
        """
        return _DEFAULT

    def assume(self, listed: Listed = (), not_listed: Iterable[str] = (), *, after: str | None = None) -> Dataset:
        """Lay lines over this dataset that you know, or want to assume in a test: no folder is needed.

        Args:
            listed: codes (8-digit tariff lines) with their remarks, which are empty where a line has
                none and None where it is not known; or codes alone.
            not_listed: codes that are not on the list.
            after: the id of the announcement after which that is so; by default the last one.

        Returns:
            A dataset that answers accordingly, with evidence ``assumed``, from that announcement on as
            far as nothing else is known. An annex that is wholly known outranks what is assumed;
            ``coverage().disagreements`` shows where the two differ.

        Raises:
            ArgumentTypeError: if the codes are not a collection, or nothing is assumed.
            InvalidHSCodeError: if a code is not valid, or is given twice.
            UnknownEditionError: if no announcement has that id.
            DataIntegrityError: if a line that is known contradicts what is assumed.

        Source:
            None: the caller says so.

        >>> shop = data.assume(listed={"33049900": "仅限网购保税商品"}, not_listed=["30045000"], after="2022-7")
        >>> shop.is_eligible("33049900", "2024-06-18"), shop.is_eligible("33049900", "2024-06-18", shipment="direct")
        (True, False)
        >>> shop.eligibility("3304.99.00", "2024-06-18").evidence
        'assumed'
        """
        from pilotzones.positive_list.assumptions import assumptions  # noqa: PLC0415 - only who assumes needs it

        edition = self.editions()[-1 if after is None else self.edition_index(after)]
        dataset = self.under(assumptions(listed, not_listed, edition.id))
        dataset.check({"list_changes"})
        return dataset

    def under(self, folder: Folder) -> Dataset:
        """Inner face: lay one more folder, which has no tariff, over this dataset; a tariff is not read again."""
        dataset = Dataset([*self.folders, folder])
        if "tariff" in vars(self):
            vars(dataset)["tariff"] = self.tariff
        return dataset

    def as_default(self) -> AbstractContextManager[Dataset]:
        """Make this dataset the default one inside a ``with`` block, for tests.

        It then answers every question of the module, in the thread or task of the block and in
        the tasks that this starts. A thread that the block starts keeps the default dataset of
        the process, unless it runs in a copy of the block's context
        (``contextvars.copy_context().run``, as ``asyncio.to_thread`` does by itself) or is a
        worker of a pool that ``for_workers`` starts; so does another process. Blocks may be
        nested. In pytest, the fixture ``pilotzones_default`` does it for one test.
        ``set_default`` is for a whole program.

        Returns:
            The context manager of the block, which gives this dataset.

        >>> import pilotzones
        >>> with Dataset.bundled().as_default() as data:
        ...     data.zones() == pilotzones.zones()
        True
        """
        from pilotzones.substitution import as_default  # noqa: PLC0415 - only tests need it

        return as_default(self)

    def timeline(self) -> tuple[records.Event, ...]:
        """List every document, of the zones and of the positive list together.

        Returns:
            The replies of the State Council and the announcements of the Ministry of
            Finance, in the order of the days they take effect.

        Source:
            The documents themselves; see ``sources(of=event)``.

        >>> for event in data.timeline()[:3]:
        ...     print(event.date, event.document_no)
        2015-03-07 国函〔2015〕44号
        2016-01-12 国函〔2016〕17号
        2016-04-08 财政部等11部门公告2016年第40号
        """
        from pilotzones.records.comparisons import Event  # noqa: PLC0415

        events = [Event(date=batch.established_on, document=batch) for batch in self.batches()]
        events += [Event(date=known.effective_from, document=known) for known in self.announcements()]
        return tuple(sorted(events, key=lambda event: event.date))

    def import_city(
        self, place: str, date: DateLike, *, province: str | None = None, max_age: int | None = None
    ) -> records.ImportAnswer:
        """Tell whether bonded retail import (网购保税进口, customs mode 1210) was open at a place on a day.

        A designated city includes what lies in it by its code of the day (Kunshan in Suzhou, evidence
        ``derived``). Since 2021-03-18 every city with a pilot zone is ``"open once confirmed"`` by the local
        customs; whether it has is not in the data. A city that is not designated is ``"not open"`` only
        where every city of the list of that day is known, from 2016-05-11 to 2020-01-16; later other
        cities are ``"unknown"``.

        Args:
            place: a city, prefecture or county by any name or code that it has or had since 2000.
            date: the day (China calendar).
            province: any name of its province, where the name alone is ambiguous.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The answer: ``status`` (``"open"``, ``"open once confirmed"``, ``"not open"`` or
            ``"unknown"``), ``reason``, document, evidence, sources, cities, zone, and how old the data is.

        Raises:
            UnknownPlaceError, InvalidPlaceError: if ``place`` is not known, or is a province.
            AmbiguousPlaceError: if places of that name have different answers on that day, or the
                place changed in that year on a day that is not known and the answers differ.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            商财发〔2018〕486号, 商财发〔2020〕15号, 商财发〔2021〕39号 and the policies before them.

        >>> answer = data.import_city("Suzhou", "2019-06-01", province="Jiangsu")
        >>> answer.status, answer.evidence, data.import_city("Baoding", "2019-06-01").status
        ('open', 'confirmed', 'not open')
        """
        from pilotzones.dated_rules.import_cities import Territory  # noqa: PLC0415 - see dataset_base.py
        from pilotzones.records.import_answers import ImportAnswer  # noqa: PLC0415 - as above

        day, imports, register = self._day(date, max_age, "imports"), self.imports, self.register

        def decide(key: str) -> ImportDecision:
            return imports.decide(Territory(register.gazetteer.territory(key), register.covering(key, day)), day)

        decision, verified_through = register.by_day.ask(place, province, day, decide), self.verified["imports"].day
        return ImportAnswer(
            places=register.by_day.meanings(place, day, province),
            date=day,
            status=decision.status,
            **decision._asdict(),
            data_version=self.data_version(),
            verified_through=verified_through,
            is_beyond_verified=day > verified_through,
            unverified=self._unverified(day, ("zones", "rules", "divisions")),
        )

    def coverage(self) -> records.Coverage:
        """Show how much of the positive list is known; prints as a table.

        Returns:
            Per announcement, in order: lines known, lines stated, known ranges of codes.

        >>> [(annex.known, annex.stated) for annex in Dataset.bundled().coverage().annexes]
        [(69, 1142), (19, 151), (0, 1321), (0, 1413), (7, 431)]
        """
        from pilotzones.positive_list.coverage import coverage_of  # noqa: PLC0415

        return coverage_of(self.positive_list, self.data_version(), self._manifest, self.folders[1:])

    def __repr__(self) -> str:
        """Show where the tables come from; a drawn history is shown in full."""
        first, *others = self.folders
        if first != bundled_folder():
            return "\n".join(("Dataset of", repr(first), *map(str, others)))
        loaded = [repr(str(folder)) for folder in others if isinstance(folder, os.PathLike)]
        assumed = [repr(folder) for folder in others if not isinstance(folder, os.PathLike)]
        start = f"Dataset.load({', '.join(loaded)})" if loaded else "Dataset.bundled()"
        return ".".join([start, *assumed])

    def __str__(self) -> str:
        """Name what the data is made of: each folder, its version and the announcements that it makes known."""
        try:
            parts: Sequence[object] = self.made_of()
        except PilotZonesError as error:  # of a folder that cannot be loaded
            parts = (error,)
        return "\n".join([repr(self), *map(str, parts)])

    def __reduce__(self) -> tuple[Callable[..., Dataset], tuple[object, ...]]:
        """Pickle the folders, not what was read from them, so that a question can go to another process."""
        return type(self), (self.folders,)

    @staticmethod
    def _lay(found: Sequence[Folder], faults: Sequence[DataIntegrityError] = ()) -> Dataset:
        """Lay folders over the bundled tables, and check them together."""
        from pilotzones.tables.user_folder import check_rows, tables_in  # noqa: PLC0415 - see dataset_base.py

        dataset = Dataset([bundled_folder(), *found])
        dataset._check({name for folder in found for name in tables_in(folder)}, faults)
        for folder in found:
            check_rows(folder)
        return dataset

    def check(self, tables: Iterable[TableName | RuleTableName] = (*FORMATS, *RULE_TABLES)) -> None:
        """Read every table, and check them against each other.

        Args:
            tables: the names of tables, for a check of what answers take from these alone.

        Raises:
            ArgumentTypeError: if they are not names of tables.
            DataIntegrityError: names every fault, with file and line.
        """
        known: tuple[TableName | RuleTableName, ...] = (*FORMATS, *RULE_TABLES)
        named = as_members("tables", tables, "a collection of names of tables, such as ['zones']")
        self._check({as_word("each name in tables", name, known) for name in named})

    def _check(self, touched: set[TableName | RuleTableName], found: Sequence[DataIntegrityError] = ()) -> None:
        """Read what some tables are for, and check their sources."""
        from pilotzones.tables.reading import read_sound_table  # noqa: PLC0415

        readers: list[tuple[set[TableName | RuleTableName], Callable[[], object]]] = [
            (_OF_THE_LIST, lambda: self.positive_list),
            (_OF_THE_TARIFF, lambda: self.tariff.check(self.positive_list.annexes)),
            ({"announcement_pages"}, self._check_pages),
            (_OF_ZONES, lambda: self.register.check()),  # noqa: PLW0108 - built only if it is asked for
            (_OF_RULES, lambda: self.imports.check(self.provinces(), self.register.gazetteer.history.by_code)),
            ({"tax_examples"}, lambda: read_sound_table(self.folders, "tax_examples")),  # no answer needs them
            ({*FORMATS, *RULE_TABLES}, lambda: self._check_sources(touched)),
        ]
        _, faults = attempt(check for names, check in readers if touched & names)
        if faults or found:
            raise one_of_all([*found, *faults])

    def _check_pages(self) -> None:
        """Check the pages of announcements, which no answer needs."""
        from pilotzones.tables.page_addresses import read_announcement_pages  # noqa: PLC0415

        read_announcement_pages(self.folders, {annex.id for annex in self.positive_list.annexes})

    def _check_sources(self, touched: Iterable[TableName | RuleTableName]) -> None:
        """Check that every source named in some tables is in sources.csv."""
        from pilotzones.tables.reading import format_of, read_table  # noqa: PLC0415
        from pilotzones.tables.source_pages import check_sources  # noqa: PLC0415

        pages = self._page_texts
        ignored = Faults()  # what else is wrong with a table is found where it is used
        for name in sorted(touched):
            if name == "list_changes" and "positive_list" in vars(self):  # thousands of rows, read already
                check_sources(self.positive_list.rows(), pages)
            elif "sources" in format_of(name).columns:
                check_sources(read_table(self.folders, name, ignored), pages)


class DefaultDataset(Dataset):
    """The bundled tables and the user's folders, which are found when the first question is asked."""

    def __init__(self) -> None:
        """Read nothing yet: the folders are found when the first question is asked."""

    @once
    def _loaded(self) -> Dataset:
        loaded = self._load_folders()
        tell_once("folders", lambda: f"The default data is made of {'; '.join(map(str, loaded.made_of()))}.")
        return loaded

    @staticmethod
    def _load_folders() -> Dataset:
        named = os.environ.get(VARIABLE)
        if named == "" or (named is None and has_no_annexes()):
            return Dataset.bundled()
        # Only here: to import what reads a user's folder takes a third as long as to import attrs.
        from pilotzones.tables.user_folder import read_folder, user_folder  # noqa: PLC0415

        installed = user_folder() if named is None else None
        try:
            if named:
                return Dataset.load(*(path for path in named.split(os.pathsep) if path))
            found = read_folder(installed) if installed else None
            return Dataset._lay([found]) if found else Dataset.bundled()  # noqa: SLF001 - its own
        except DataIntegrityError as fault:
            msg = f"The folders in the environment variable {VARIABLE} cannot be loaded.\n{fault}"
            if installed:
                msg = (
                    f"The installed annexes ({installed}) cannot be loaded: run 'pilotzones annex verify', or set "
                    f"{VARIABLE} to nothing to ignore them.\n{fault}"
                )
            raise DataIntegrityError(
                msg, table=fault.table, line=fault.line, column=fault.column, faults=fault.faults or (fault,)
            ) from None

    # What was read to check the folders is not read again.
    folders = once(attrgetter("_loaded.folders"))
    positive_list = once(attrgetter("_loaded.positive_list"))
    tariff = once(attrgetter("_loaded.tariff"))
    register = once(attrgetter("_loaded.register"))
    rulebook = once(attrgetter("_loaded.rulebook"))
    imports = once(attrgetter("_loaded.imports"))

    def __repr__(self) -> str:
        return "Dataset.default()"

    def __reduce__(self) -> tuple[Callable[..., Dataset], tuple[object, ...]]:
        return Dataset.default, ()


VARIABLE = "PILOTZONES_DATA"
_OF_THE_LIST: set[TableName | RuleTableName] = {"announcements", "list_changes", "list_coverage", "list_inferences"}
_OF_THE_TARIFF: set[TableName | RuleTableName] = {"list_inferences", "tariff_lines", "tariffs"}
_OF_ZONES: set[TableName | RuleTableName] = {
    "batches",
    "division_changes",
    "divisions",
    "divisions_history",
    "former_names",
    "place_names",
    "province_names",
    "provinces",
    "territories",
    "zones",
}
_OF_RULES: set[TableName | RuleTableName] = {*RULE_TABLES, "provinces", "divisions_history"}
_DEFAULT = DefaultDataset()
