"""Which options of ``annex read`` and ``annex install`` go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.wrong_use import wrong_use

if TYPE_CHECKING:
    import argparse

_ANNOUNCEMENTS = ("--announcement", "--new", "--list-after")
"""The options of which each says what the file is."""
_OF_A_NEW_ONE = (
    "--effective-from",
    "--kind",
    "--amends",
    "--document-no",
    "--title",
    "--stated-count",
    "--tariff-year",
)
"""The options that describe a new announcement."""


def check_options(options: argparse.Namespace) -> None:
    """Check that the options go together: one that is not used would be taken for one that is.

    Raises:
        WrongUseError: if one does not apply, or one is missing.
        AnnexError: if ``--page`` is not an address.
    """
    named = _list_given(options, _ANNOUNCEMENTS)
    if len(named) > 1:
        raise wrong_use(
            "Name only one of {options}; not {named}.", options=", ".join(_ANNOUNCEMENTS), named=" and ".join(named)
        )
    unused = [] if options.new else _list_given(options, _OF_A_NEW_ONE)
    if unused:
        raise wrong_use(
            "{option} describes a new announcement: it needs --new. Leave it out, or give --new too.", option=unused[0]
        )
    if options.new and not options.effective_from:
        raise wrong_use("--new needs --effective-from: the first day the announcement is in force.")
    if options.amends and options.kind in {None, "replaces"}:
        raise wrong_use("--amends needs --kind supplements or --kind amends: one that replaces the list amends none.")
    if getattr(options, "page", None):
        from pilotzones.annex.fetching.addresses import check_address  # noqa: PLC0415 - few need it

        check_address(options.page)


def _list_given(options: argparse.Namespace, names: tuple[str, ...]) -> list[str]:
    """List those of some options that are given."""
    return [name for name in names if getattr(options, name[2:].replace("-", "_")) is not None]
