"""The command that fetches annexes from the ministry's pages.

Exit status: 0 if every annex is installed; 1 if one was not obtained.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    import pathlib
    from collections.abc import Callable

    from pilotzones.annex import Installed
    from pilotzones.cli.output import Output

ALL_INSTALLED, NOT_OBTAINED = 0, 1


def add_parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add_output: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the command to those on annexes."""
    fetch = commands.add_parser("fetch", help="fetch annexes from the official pages, check them, and install them")
    fetch.add_argument("ids", nargs="*", metavar="ID", help="such as 2019-96; by default all announcements")
    fetch.add_argument("--page", metavar="URL", help="the page or file to take, for one ID; any host may be named")
    add_output(fetch)


def run_fetch(options: argparse.Namespace, out: Output) -> int:
    """Fetch annexes, one line for each, and print what is definite now."""
    from pilotzones.annex.errors import AnnexError, refuse_without_extra  # noqa: PLC0415
    from pilotzones.annex.fetching.asking import fetch_each  # noqa: PLC0415
    from pilotzones.annex.store import find_output  # noqa: PLC0415
    from pilotzones.cli.asked import find_sound_data  # noqa: PLC0415

    try:
        import tqdm  # noqa: PLC0415
    except ImportError:
        raise refuse_without_extra("Fetching annexes") from None
    data = find_sound_data(options, out)
    ids = options.ids or [announcement.id for announcement in data.announcements()]
    if options.page is not None and len(ids) != 1:
        raise AnnexError("--page is the page of one announcement: name its ID before it.")
    failed, folder = False, find_output(options.output)
    with tqdm.tqdm(unit="B", unit_scale=True, disable=None, leave=False) as bar:
        done = fetch_each(ids, page=options.page, output=options.output, data=data, progress=_make_progress(bar))
        for announcement, one in zip(ids, done, strict=True):
            bar.clear()
            if isinstance(one, AnnexError):
                failed = True
                out.line(f"Not obtained  {announcement}")
                out.note(one)
            else:
                out.line(f"{'Has already' if one.was_installed else 'Installed'}   {one}")
                tell_damaged(one.installed, out)
            out.flush()
    out.line()
    _print_summary(options, folder, out)
    return NOT_OBTAINED if failed else ALL_INSTALLED


def tell_damaged(done: Installed, out: Output) -> None:
    """Say which other annexes must be installed again, because their tables were damaged."""
    for name in done.damaged:
        out.note(f"The tables of {name} were damaged and have been put aside. Install it again.")


def _print_summary(options: argparse.Namespace, folder: pathlib.Path, out: Output) -> None:
    """Print for each edition whether every answer is definite, or how to get the annex that is missing."""
    from pilotzones.annex.fetching.asking import say_by_hand  # noqa: PLC0415
    from pilotzones.annex.fetching.candidates import list_known_pages  # noqa: PLC0415
    from pilotzones.annex.fetching.settings import Web  # noqa: PLC0415
    from pilotzones.annex.store import installed  # noqa: PLC0415
    from pilotzones.dataset import VARIABLE, Dataset  # noqa: PLC0415
    from pilotzones.records.list_answers import write_span  # noqa: PLC0415

    data = Dataset.load(*options.data or [], *([folder] if installed(options.output) else []))
    for covered in data.coverage().editions:
        without = " and that of ".join(one.id for one in covered.missing)
        state = (
            f"many codes are unknown without the annex of {without}" if without else "every code has a definite answer"
        )
        out.line(f"From {write_span(covered.edition)}: {state}.")
    for missing in {one.id: one for covered in data.coverage().editions for one in covered.missing}.values():
        pages = (*list_known_pages(missing, data), Web().announcements)
        out.line(f"{missing.id}: pilotzones annex fetch {missing.id} tries again. {say_by_hand(missing.id, pages[0])}")
    if options.output is not None:
        out.line(f'Load the folder with Dataset.load("{folder}") or the environment variable {VARIABLE}.')
    elif VARIABLE in os.environ:
        out.line(f"The environment variable {VARIABLE} is set: without {folder} in it, these annexes are not used.")


def _make_progress(bar: object) -> Callable[[str, int, int | None], None]:
    """Make a function that shows how much of a file was received."""

    def move(name: str, received: int, total: int | None) -> None:
        bar.total, bar.n = total, received  # type: ignore[attr-defined]
        bar.set_description(name)  # type: ignore[attr-defined]

    return move
