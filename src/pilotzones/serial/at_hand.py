"""What the ids in a written verdict stand for: in the data at hand, in its documents, or in the record itself."""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import is_a, quoted, refusal
from pilotzones.dataset import Dataset
from pilotzones.errors import PilotZonesError
from pilotzones.records.list_answers import Edition
from pilotzones.serial.written_verdicts import made_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pilotzones.hscode import HSCode
    from pilotzones.records.announcements import Announcement, Inference
    from pilotzones.records.list_answers import Verdict
    from pilotzones.records.sources import Source
    from pilotzones.records.tariff_lines import Tariff, TariffLine
    from pilotzones.serial.written_verdicts import VerdictDocuments


class VerdictFaults(ValueError):  # noqa: N818 - it never leaves the folder
    """Everything that is wrong in a verdict whose values have the right form, each with its path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class Meanings(NamedTuple):
    """What ids stand for; the rules of an announcement all together, by its id.

    ``whose`` names them in a fault. ``data_version`` is that of the data that has them, None for the
    record's own.
    """

    whose: str
    data_version: str | None
    announcements: dict[str, Announcement]
    inferences: dict[str, tuple[Inference, ...]]
    editions: dict[str, Edition]
    tariffs: dict[str, Tariff]
    tariff_line: Callable[[HSCode], TariffLine | None]


class Handling(NamedTuple):
    """How verdicts are read and written just now: with which data, with documents or not.

    ``own`` collects what the ids stand for in the verdicts that are written, to read them back.
    """

    dataset: Dataset | None = None
    documents: bool = False
    own: OwnMeanings | None = None


_AS_BY_DEFAULT = Handling()
HANDLING: ContextVar[Handling] = ContextVar("pilotzones_serial_handling", default=_AS_BY_DEFAULT)


@contextlib.contextmanager
def handling(handling: Handling) -> Iterator[None]:
    """Read and write verdicts in this way inside a block."""
    before = HANDLING.set(handling)
    try:
        yield
    finally:
        HANDLING.reset(before)


def check_dataset(dataset: object) -> None:
    """Check that an argument is a dataset, or None.

    Raises:
        ArgumentTypeError: if it is not.
    """
    if dataset is not None and not is_a(dataset, Dataset):
        raise refusal("dataset", dataset, "a Dataset, or None for the default one")


def data_at_hand() -> Dataset:
    """Give the dataset that a caller passed, or else the default one."""
    return HANDLING.get().dataset or Dataset.default()


def sources_at_hand(verdict: Verdict) -> tuple[Source, ...]:
    """Give the sources of a verdict from the data that answered.

    Raises:
        VerdictFaults: if the data at hand is other data.
    """
    dataset = data_at_hand()
    if verdict.data_version != dataset.data_version():
        fault = (
            f".data_version: {quoted(verdict.data_version)} is not that of the data at hand, "
            f"{quoted(dataset.data_version())}, so its documents cannot be written. Pass the data that answered as "
            "dataset="
        )
        raise VerdictFaults((fault,))
    try:
        return dataset.sources(verdict)
    except PilotZonesError as error:
        raise VerdictFaults((f".sources: {error}",)) from error


def meanings_in(dataset: Dataset) -> Meanings:
    """Take what a dataset has."""
    annexes = dataset.positive_list.annexes
    return Meanings(
        whose="of the data at hand",
        data_version=dataset.data_version(),
        announcements={annex.announcement.id: annex.announcement for annex in annexes},
        inferences={annex.announcement.id: annex.inferences for annex in annexes if annex.inferences},
        editions={edition.id: edition for edition in dataset.editions()},
        tariffs={tariff.id: tariff for tariff in dataset.tariff.tariffs},
        tariff_line=dataset.tariff.line,
    )


def meanings_beside(documents: VerdictDocuments) -> Meanings:
    """Take what the documents beside a verdict are; its edition is made of them too."""
    announcements = {announcement.id: announcement for announcement in documents.announcements}
    inferences: dict[str, tuple[Inference, ...]] = {}
    for inference in documents.inferences:
        inferences[inference.announcement] = (*inferences.get(inference.announcement, ()), inference)
    written = documents.edition
    known = tuple(announcements[id_] for id_ in written.announcements if id_ in announcements)
    edition = made_from(Edition, written, announcements=known)
    is_whole = len(edition.announcements) == len(written.announcements)
    return Meanings(
        whose="among its documents",
        data_version=None,
        announcements=announcements,
        inferences=inferences,
        editions={edition.id: edition} if is_whole else {},
        tariffs={tariff.id: tariff for tariff in documents.tariffs},
        tariff_line={line.hs_code: line for line in documents.tariff_lines}.get,
    )


class OwnMeanings:
    """What the ids stand for in the verdicts that are written."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lines: dict[HSCode, TariffLine] = {}
        self.meanings = Meanings("of the record", None, {}, {}, {}, {}, self._lines.get)

    def add(self, verdict: Verdict) -> None:
        """Add those of a verdict."""
        grounds, off, own = verdict.grounds, verdict.off_tariff, self.meanings
        own.announcements.update({known.id: known for known in (*grounds.announcements, *verdict.missing)})
        for id_ in dict.fromkeys(inference.announcement for inference in grounds.inferences):
            own.inferences[id_] = tuple(known for known in grounds.inferences if known.announcement == id_)
        own.editions[verdict.edition.id] = verdict.edition
        if off:
            own.tariffs.update({tariff.id: tariff for tariff in (off.tariff, *off.elsewhere)})
            self._lines.update({line.hs_code: line for line in off.near})
