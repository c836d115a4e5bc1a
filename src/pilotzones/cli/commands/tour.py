"""What the command prints without a question: three questions answered, as an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.asked import find_data
from pilotzones.cli.ending import YES

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.output import Output
    from pilotzones.dataset import Dataset
    from pilotzones.dataset_base import Sourced


def answer_three(options: argparse.Namespace, out: Output) -> int:
    """Result the three main questions, as an example."""
    data = find_data(options)
    found = data.zones_in("Hainan")
    out.line("Which zones does this province have?  pilotzones zones Hainan")
    for zone in found:
        out.line(f"{zone.official_name}  {zone}")
    out.line(f"{len(found)} in force on {found.date}")
    zone = data.zone("Hangzhou")
    out.line("\nWhich batch approved this city?  pilotzones batch Hangzhou")
    out.line(f"{zone}\n{zone.batch}\n{zone.batch.title_zh}")
    _list_sources(data, out, zone.batch)
    for title, day in (("May this HS code come in on this date?", "2018-12-31"), ("... the next day?", "2019-01-01")):
        out.line(f"\n{title}  pilotzones eligible 0409.00.00 {day}")
        verdict = data.eligibility("0409.00.00", day)
        out.line(verdict)
        _list_sources(data, out, verdict)
    out.line("\nWhat is known?  pilotzones coverage")
    out.line(data.coverage())
    return YES


def _list_sources(data: Dataset, out: Output, record: Sourced) -> None:
    for source in data.sources(of=record):
        out.line(f"  source {source}")
