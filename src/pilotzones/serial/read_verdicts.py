"""From the written form of a verdict to the record: ids become what they stand for, and the facts must agree."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeVar

from pilotzones.arguments import quoted
from pilotzones.dates import LATEST
from pilotzones.records.actions import ACTIONS, STATEMENTS
from pilotzones.records.grounds import ABOUT_THE_LIST, Grounds
from pilotzones.records.list_answers import Verdict, decide
from pilotzones.records.tariff_lines import OffTariff, TariffLine
from pilotzones.serial.at_hand import HANDLING, VerdictFaults, data_at_hand, meanings_beside, meanings_in
from pilotzones.serial.written_verdicts import read_item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement
    from pilotzones.serial.at_hand import Meanings
    from pilotzones.serial.written_verdicts import WrittenOffTariff, WrittenVerdict

_AFTER_ALL = LATEST + datetime.timedelta(days=1)

Id = TypeVar("Id", bound=str)
Meant = TypeVar("Meant")


def read_verdict(written: WrittenVerdict) -> Verdict:
    """Make the record.

    Raises:
        VerdictFaults: if an id stands for nothing, or if facts of the verdict contradict each other.
    """
    reading = _Resolving(_meanings_for(written))
    verdict = reading.verdict(written)
    faults = tuple(reading.faults) or tuple(_contradictions(written, verdict))
    if faults:
        raise VerdictFaults(faults)
    return verdict


def _meanings_for(written: WrittenVerdict) -> Meanings:
    """Take the documents beside a verdict, or else the data at hand if it is of the same version."""
    if written.documents:
        return meanings_beside(written.documents)
    own = HANDLING.get().own
    if own:
        return own.meanings
    meanings = meanings_in(data_at_hand())
    if written.data_version != meanings.data_version:
        fault = (
            f".data_version: {quoted(written.data_version)} is not that of the data at hand, "
            f"{quoted(meanings.data_version)}. Pass the data that it was written with as dataset=; or ask the same "
            "question of the data at hand with serial.ask_again. With to_json(documents=True) a verdict can be read "
            "with any data"
        )
        raise VerdictFaults((fault,))
    return meanings


class _Resolving:
    """A verdict that is being read, and what is wrong with it so far."""

    def __init__(self, meanings: Meanings) -> None:
        self.faults: list[str] = []
        self._meanings = meanings

    def verdict(self, written: WrittenVerdict) -> Verdict:
        """Put what ids stand for in their place; what is wrong is left out and noted."""
        of, grounds, line = self._meanings, written.grounds, written.tariff_line
        editions = self._all("edition", [written.edition], of.editions.get, "the id of an edition", is_list=False)
        return Verdict(
            hs_code=written.hs_code,
            date=written.date,
            shipment=written.shipment,
            minimum_evidence=written.minimum_evidence,
            status=written.status,
            reason=written.reason,
            edition=editions[0] if editions else None,  # type: ignore[arg-type] # then there is a fault
            item=read_item(written.item, written.hs_code) if written.item else None,
            grounds=Grounds(
                reason=grounds.reason,
                announcements=self._announcements("grounds.announcements", grounds.announcements),
                action=grounds.action,
                seq=grounds.seq,
                name_zh=grounds.name_zh,
                basis=grounds.basis,
                inferences=sum(
                    self._all(
                        "grounds.inferences",
                        grounds.inferences,
                        of.inferences.get,
                        "the id of an announcement with a rule",
                    ),
                    (),
                ),
                lines_known=grounds.lines_known,
            ),
            evidence=written.evidence,
            sources=written.sources,
            missing=self._announcements("missing", written.missing),
            tariff_line=TariffLine(written.hs_code, tariffs=line.tariffs, name_zh=line.name_zh) if line else None,
            off_tariff=self._off_tariff(written.off_tariff) if written.off_tariff else None,
            disagreements=written.disagreements,
            data_version=written.data_version,
            verified_through=written.verified_through,
        )

    def _off_tariff(self, written: WrittenOffTariff) -> OffTariff:
        of = self._meanings
        tariffs = self._all("off_tariff.tariff", [written.tariff], of.tariffs.get, "the id of a tariff", is_list=False)
        return OffTariff(
            tariff=tariffs[0] if tariffs else None,  # type: ignore[arg-type] # then there is a fault
            elsewhere=self._all("off_tariff.elsewhere", written.elsewhere, of.tariffs.get, "the id of a tariff"),
            near=self._all("off_tariff.near", written.near, of.tariff_line, "a line of a tariff"),
            near_count=written.near_count,
        )

    def _announcements(self, path: str, ids: Iterable[str]) -> tuple[Announcement, ...]:
        return self._all(path, ids, self._meanings.announcements.get, "the id of an announcement")

    def _all(
        self,
        path: str,
        ids: Iterable[Id],
        find: Callable[[Id], Meant | None],
        what: str,
        *,
        is_list: bool = True,
    ) -> tuple[Meant, ...]:
        """Find what ids stand for, and note those that stand for nothing."""
        found = []
        for index, id_ in enumerate(ids):
            meaning = find(id_)
            if meaning is None:
                at = f"[{index}]" if is_list else ""
                self.faults.append(f".{path}{at}: {quoted(id_)} is not {what} {self._meanings.whose}")
            else:
                found.append(meaning)
        return tuple(found)


def _contradictions(written: WrittenVerdict, verdict: Verdict) -> Iterator[str]:
    """Find what cannot be so, as no question gives it and no sentence could say it."""
    grounds, off = verdict.grounds, verdict.off_tariff
    if not _are_of_their_kind(grounds, len(verdict.missing)):
        yield f".grounds: they are not those of the reason {grounds.reason!r}"
        return
    if (verdict.item is None) == bool(grounds.listed):
        yield f".item: there {'must be' if grounds.listed else 'cannot be'} one with these grounds"
        return
    yield from _contradictions_of_item(written)
    if verdict.date < verdict.edition.effective_from or verdict.date >= (verdict.edition.effective_to or _AFTER_ALL):
        yield f".edition: {verdict.edition.id} is not in force on {verdict.date}"
    if (verdict.evidence is None) != (grounds.reason == "missing annex"):
        yield f".evidence: it {'must be' if verdict.evidence is None else 'cannot be'} given with these grounds"
    asked = (verdict.item, verdict.shipment, verdict.evidence, verdict.minimum_evidence)
    status, reason = decide(grounds, *asked)
    if verdict.status != status:
        yield f".status: {verdict.status!r} does not follow from the grounds, which give {status!r}"
    if verdict.reason != reason:
        yield f".reason: {verdict.reason!r} does not follow from the grounds, which give {reason!r}"
    if written.is_beyond_verified != verdict.is_beyond_verified:
        yield f".is_beyond_verified: {written.is_beyond_verified} does not follow from date and verified_through"
    if off and off.near_count < len(off.near):
        yield f".off_tariff.near_count: {off.near_count} is less than the number of lines in near"


def _contradictions_of_item(written: WrittenVerdict) -> Iterator[str]:
    """Find what cannot be so of a line and its remark."""
    item = written.item
    if item is None:
        return
    lengths = [condition.length for condition in item.conditions]
    if any(length < 0 for length in lengths) or sum(lengths) != len(item.remark or ""):
        yield ".item.conditions: their lengths do not add up to that of the remark"
    if item.remark_known == ("yes" if item.remark is None else "no"):
        yield f".item.remark_known: {item.remark_known!r} does not fit the remark, {quoted(item.remark)}"


def _are_of_their_kind(grounds: Grounds, missing: int) -> bool:
    """Tell whether the facts are those that the reason needs."""
    action, has_announcement = grounds.action, bool(grounds.announcements)
    if grounds.reason == "missing annex":
        counts = grounds.lines_known
        return action is None and not has_announcement and len(counts) == missing and min(counts, default=0) >= 0
    of_kind = {
        "known range": action is None,
        "annex line": action is not None and action not in STATEMENTS,
        "inferred backwards": action is not None and _says_what_was_before(action),
        "kept by a rule": action is not None and ACTIONS[action].after and bool(grounds.inferences),
        "consolidated list": (action is None or action in STATEMENTS) and grounds.basis is not None,
        "stated outside the annex": action in STATEMENTS and grounds.basis is None,
        "assumed": action in STATEMENTS and grounds.basis is None,
    }
    return grounds.reason in ABOUT_THE_LIST and has_announcement and of_kind[grounds.reason]


def _says_what_was_before(action: Action) -> bool:
    return ACTIONS[action].before is not None
