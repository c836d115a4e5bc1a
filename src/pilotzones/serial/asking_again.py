"""A recorded question asked again of the data at hand: what differs in the answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilotzones.dataset import Dataset
from pilotzones.errors import PilotZonesError
from pilotzones.records.list_answers import Verdict
from pilotzones.records.reviews import FieldDifference, Review
from pilotzones.serial.at_hand import Handling, check_dataset, data_at_hand, handling
from pilotzones.serial.converting import converter, naming_faults, read_form
from pilotzones.serial.kinds import serial_error
from pilotzones.serial.plain_forms import parse_json
from pilotzones.serial.written_verdicts import OPTIONAL, write_verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.serial.written_verdicts import WrittenVerdict


def ask_again(text: str, *, dataset: Dataset | None = None) -> Review:
    """Ask the question of a recorded verdict again, and tell what differs.

    The record may be of another version of the data: what its ids stand for is not needed.

    Args:
        text: the JSON of a ``Verdict``, as ``to_json`` writes it.
        dataset: the data to ask; None for the default one.

    Returns:
        What was asked, the answer now and every field that differs; false if none does.

    Raises:
        SerialError: if ``text`` is not the JSON of a verdict; names every fault. Also if what was asked
            cannot be asked of the data at hand.
        ArgumentTypeError: if ``dataset`` is not a dataset.

    >>> from pilotzones.serial import to_json
    >>> print(ask_again(to_json(data.eligibility("93070090", "2021-06-01"))))
    93070090 on 2021-06-01: listed by data 2026.2; the answer is the same.
    """
    check_dataset(dataset)
    then = _read(text)
    with handling(Handling(dataset)):
        now = _ask(then)
    return Review(
        hs_code=then.hs_code,
        date=then.date,
        shipment=then.shipment,
        minimum_evidence=then.minimum_evidence,
        status=now.status,
        data_version=now.data_version,
        differences=tuple(_differences(converter().unstructure(then), converter().unstructure(write_verdict(now)))),
    )


def _read(text: str) -> WrittenVerdict:
    plain = parse_json(text, Verdict)
    with naming_faults(Verdict):
        return read_form(plain)


def _ask(then: WrittenVerdict) -> Verdict:
    try:
        return data_at_hand().eligibility(
            then.hs_code, then.date, shipment=then.shipment, evidence=then.minimum_evidence
        )
    except PilotZonesError as error:
        raise serial_error(Verdict, [f"what was asked cannot be asked of the data at hand: {error}"]) from error


def _differences(then: dict[str, object], now: dict[str, object], path: str = "") -> Iterator[FieldDifference]:
    """Compare two verdicts in their written form, field by field."""
    for name, before in then.items():
        after = now[name]
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _differences(before, after, f"{path}{name}.")
        elif before != after and name != OPTIONAL:
            yield FieldDifference(field=f"{path}{name}", then=_shown(before), now=_shown(after))


def _shown(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
