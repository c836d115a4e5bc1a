"""How a command ends: its exit status, and one sentence for whatever goes wrong.

Exit status: 0 for an answer (for ``eligible``: yes), 1 for no or for an annex that fails a check or is not obtained,
3 for unknown, 2 if there is no answer: bad input, a fault, or output that could not be written; 130 if it is
interrupted. A reader that stops early, as ``head`` does, changes nothing: the status is that of the answer.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from pilotzones.cli.output import Output, open_output

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMPLETING = frozenset({"_ARGCOMPLETE", "COMP_LINE"})
"""The environment variables by which argcomplete in a shell asks what may follow, and of which words."""

YES, NO, NO_ANSWER, UNKNOWN, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; nothing is raised.

    Args:
        arguments: the words after the command; by default those of the process.

    Returns:
        The exit status, as the module says.
    """
    if arguments is None and os.environ.keys() >= _COMPLETING:
        from pilotzones.cli.completion import complete_words  # noqa: PLC0415 - only where a shell asks

        return complete_words()
    with open_output() as out:
        try:
            from pilotzones.cli.program import answer  # noqa: PLC0415 - what goes wrong while it is loaded is told too

            status = answer(arguments, out)
        except KeyboardInterrupt:
            if arguments is None:  # else a program goes on after it
                _end_without_interruption()
            from pilotzones.cli.explaining import explain_interruption, find_language  # noqa: PLC0415 - few end so

            out.note(explain_interruption(find_language(_words(arguments))))
            status = INTERRUPTED
        except Exception as fault:  # noqa: BLE001 - with a traceback Python ends with 1, which is an answer here
            status = _tell(fault, arguments, out)
        return _finish(out, status, arguments)


def _end_without_interruption() -> None:
    """Have whoever asks to stop again wait for the end, which is near: the sentence about the first time is written."""
    import signal  # noqa: PLC0415 - few commands are interrupted

    with contextlib.suppress(ValueError):  # not in the main thread, which alone is interrupted
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _tell(fault: Exception, arguments: Sequence[str] | None, out: Output) -> int:
    """Say in one sentence what went wrong, and give the exit status; who wants to sees the traceback too."""
    from pilotzones.cli.explaining import (  # noqa: PLC0415 - few commands fail
        explain,
        find_language,
        is_unknown,
        write_traceback,
    )

    out.note(explain(fault, find_language(_words(arguments))))
    out.error_text(write_traceback(fault))
    return UNKNOWN if is_unknown(fault) else NO_ANSWER


def _finish(out: Output, status: int, arguments: Sequence[str] | None) -> int:
    """Write what is still in memory, and give the final status: an answer that is lost is no answer."""
    out.flush()
    if out.lost is None or status in {NO_ANSWER, INTERRUPTED}:
        return status
    from pilotzones.cli.explaining import explain_loss, find_language  # noqa: PLC0415 - few answers are lost

    out.note(explain_loss(out.lost, find_language(_words(arguments))))
    return NO_ANSWER


def _words(arguments: Sequence[str] | None) -> Sequence[str]:
    return sys.argv if arguments is None else arguments
