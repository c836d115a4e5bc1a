"""The command that turns completion on in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.command import DoingCommand
from pilotzones.cli.ending import YES

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.output import Output

_SHELLS = ("bash", "zsh", "fish", "powershell")


def _add_completion(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        'Write the lines that turn completion on. In bash and zsh: eval "$(pilotzones completion bash)", for good in '
        "~/.bashrc or ~/.zshrc; in fish: pilotzones completion fish | source."
    )
    parser.add_argument("shell", choices=_SHELLS, help="the shell in which the Tab key completes")


def _complete(options: argparse.Namespace, out: Output) -> int:
    from pilotzones.cli.completion import write_activation  # noqa: PLC0415 - for this command alone

    out.line(write_activation(options.shell).rstrip())
    return YES


COMMANDS = (
    DoingCommand("completion", "write the lines that turn completion on in a shell", _add_completion, _complete),
)
