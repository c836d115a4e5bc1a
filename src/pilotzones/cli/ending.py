"""How a command ends: its exit status, and one sentence for whatever goes wrong.

Exit status: 0 for an answer (for ``eligible``: yes), 1 for no or for an annex that fails a check or is not obtained,
3 for unknown, 2 if there is no answer: bad input, a fault, or output that could not be written; 130 if it is
interrupted. A reader that stops early, as ``head`` does, changes nothing: the status is that of the answer.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pilotzones.cli.output import Output, open_output

if TYPE_CHECKING:
    from collections.abc import Sequence

YES, NO, NO_ANSWER, UNKNOWN, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; nothing is raised.

    Args:
        arguments: the words after the command; by default those of the process.

    Returns:
        The exit status, as the module says.
    """
    with open_output() as out:
        try:
            from pilotzones.cli.program import answer  # noqa: PLC0415 - what goes wrong while it is loaded is told too

            status = answer(arguments, out)
        except KeyboardInterrupt:
            out.note("The command was interrupted; no file is half written.")
            status = INTERRUPTED
        except Exception as fault:  # noqa: BLE001 - with a traceback Python ends with 1, which is an answer here
            _tell(fault, arguments, out)
            status = NO_ANSWER
        return _finish(out, status)


def _tell(fault: Exception, arguments: Sequence[str] | None, out: Output) -> None:
    """Say in one sentence what went wrong; the traceback is shown to those who want to see it."""
    from pilotzones.cli.explaining import explain, find_language, write_traceback  # noqa: PLC0415 - few commands fail

    out.note(explain(fault, find_language(sys.argv if arguments is None else arguments)))
    out.error_text(write_traceback(fault))


def _finish(out: Output, status: int) -> int:
    """Write what is still in memory, and give the final status: an answer that is lost is no answer."""
    out.flush()
    if out.lost is None or status in {NO_ANSWER, INTERRUPTED}:
        return status
    out.note(
        f"standard output: the answer could not be written ({out.lost.strerror}). What the command had to do is done; "
        "make room where its output goes, and ask again."
    )
    return NO_ANSWER
