"""What a shell completes: commands, options, and values from the data, by argcomplete.

Only the tables are read whose names are completed. ``pilotzones completion SHELL`` gives the lines that turn it on.
"""

from __future__ import annotations

import contextlib
import functools
import pathlib
from typing import TYPE_CHECKING

from pilotzones.errors import PilotZonesError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from pilotzones.cli.wrong_use import Parser

FILES = frozenset({"data", "folder", "output"})
"""The options and arguments that take files, beside those whose type is a path."""


def complete_words() -> int:
    """Answer a shell that asks what may follow the words typed so far, and end the process.

    Returns:
        An exit status, where argcomplete is not installed and there is no answer.
    """
    with contextlib.suppress(ImportError):
        import argcomplete  # noqa: PLC0415 - an extra brings it
        from argcomplete.completers import SuppressCompleter  # noqa: PLC0415 - as above

        from pilotzones.cli.program import make_parser  # noqa: PLC0415 - the commands are loaded by who needs them

        parser = make_parser()
        _name_values(parser)
        # It ends the process. What is like the word was chosen already, whatever its letters' case.
        argcomplete.autocomplete(parser, validator=lambda *_: True, default_completer=SuppressCompleter())
    return 1


def write_activation(shell: str) -> str:
    """Write the lines that turn completion on in a shell.

    Raises:
        ImportError: names the extra, if argcomplete is not installed.
    """
    from pilotzones.frames.libraries import import_library  # noqa: PLC0415 - as above

    text: str = import_library("argcomplete", "cli").shellcode(["pilotzones"], shell=shell)
    return text


def _name_values(parser: Parser) -> None:
    """Say of each option and argument what may be its value, for argcomplete."""
    for action in parser.arguments():
        _name_values_of(action)
    for inner in parser.commands().values():
        _name_values(inner)


def _name_values_of(action: argparse.Action) -> None:
    if action.dest in VALUES:
        action.completer = functools.partial(_complete, VALUES[action.dest])  # type: ignore[attr-defined]
    elif action.type is pathlib.Path or action.dest in FILES:
        from argcomplete.completers import FilesCompleter  # noqa: PLC0415 - as above

        action.completer = FilesCompleter()  # type: ignore[attr-defined]


def _complete(list_values: Callable[[], Iterable[str]], prefix: str, **_: object) -> list[str]:
    """List the values that begin as a word does; letters as they were typed, so that the shell sees the same word."""
    try:
        values = list(list_values())
    except PilotZonesError:  # the tables are damaged, and here is nobody to tell
        return []
    begin = prefix.casefold()
    return [f"{prefix}{value[len(prefix) :]}" for value in values if value.casefold().startswith(begin)]


def _provinces() -> Iterator[str]:
    from pilotzones.face import provinces  # noqa: PLC0415 - only who completes a province reads them

    for province in provinces():
        yield from (province.name_en, province.name_zh)


def _zones() -> Iterator[str]:
    from pilotzones.face import zones  # noqa: PLC0415 - as above

    for zone in zones():
        yield from (zone.name_en, zone.name_zh)


def _batches() -> Iterator[str]:
    from pilotzones.face import batches  # noqa: PLC0415 - as above

    return (str(batch.number) for batch in batches())


def _announcements() -> Iterator[str]:
    from pilotzones.face import announcements  # noqa: PLC0415 - as above

    return (announcement.id for announcement in announcements())


def _rules() -> Iterator[str]:
    from pilotzones.face import rules  # noqa: PLC0415 - as above

    return (rule.name for rule in rules())


def _sources() -> Iterator[str]:
    from pilotzones.face import sources  # noqa: PLC0415 - as above

    return (source.id for source in sources())


VALUES: dict[str, Callable[[], Iterable[str]]] = {
    **dict.fromkeys(("province", "province_named"), _provinces),
    **dict.fromkeys(("name", "place"), _zones),
    "batch": _batches,
    "rule": _rules,
    **dict.fromkeys(("announcement", "ids", "list_after", "amends", "older", "newer"), _announcements),
    "source_ids": _sources,
}
"""What lists the values of an option or argument, by the name under which argparse keeps it."""
