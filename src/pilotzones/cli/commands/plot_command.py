"""The command ``plot``: a picture as a file."""

from __future__ import annotations

import argparse
import json
import pathlib
from typing import TYPE_CHECKING

from pilotzones.cli.asked import Asked
from pilotzones.cli.below import note_age
from pilotzones.cli.command import DoingCommand
from pilotzones.cli.ending import YES
from pilotzones.cli.forms.chosen import add_language
from pilotzones.cli.wrong_use import wrong_use
from pilotzones.dates import as_date

if TYPE_CHECKING:
    from pilotzones.cli.output import Output

_PICTURES = {
    "map": "the zones on a day over the outlines of provinces",
    "growth": "how many zones were in force through time",
    "coverage": "how many lines of the positive list are known",
}


def _add_plot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "picture", choices=tuple(_PICTURES), help="; ".join(f"{name}: {what}" for name, what in _PICTURES.items())
    )
    parser.add_argument(
        "--date", metavar="DAY", help="the day of the map (YYYY-MM-DD); by default the last verified one"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=pathlib.Path, required=True, help="a file that ends in .png or .svg"
    )
    parser.add_argument("--json", action="store_true", help="tell as JSON which file was written")
    add_language(parser, argparse.SUPPRESS)


def _plot(options: argparse.Namespace, out: Output) -> int:
    from pilotzones import pictures  # noqa: PLC0415 - for this command alone

    asked = Asked(options, out)
    lang, data = asked.lang, asked.data
    if options.date is not None and options.picture != "map":
        raise wrong_use(
            "--date is not used by '{command}', which shows all days. Leave it out.", command=f"plot {options.picture}"
        )
    notes: tuple[str, ...] = ()
    if options.picture == "map":
        picture = pictures.zone_map(options.date, lang=lang, dataset=data)
        notes = (
            ()
            if options.date is None
            else note_age(asked, as_date(options.date), data.verified_through("zones"), ["zones"])
        )
    else:
        draw = pictures.growth if options.picture == "growth" else pictures.coverage
        picture = draw(lang=lang, dataset=data)
    file = pictures.save(picture, options.output)
    if options.json:
        out.data(f"{json.dumps({'file': str(file)}, ensure_ascii=False)}\n".encode())
        asked.tell_age()
    else:
        for line in (asked.say("written", file=file), *notes):
            out.line(line)
    return YES


COMMANDS = (
    DoingCommand("plot", "draw a map of the zones, their growth, or what is known of the list", _add_plot, _plot),
)
