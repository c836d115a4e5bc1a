"""What is done without coverage, which makes it two to four times as long."""

import contextlib
import os
import sys


@contextlib.contextmanager
def unmeasured():
    """Measure neither what is done meanwhile nor the programs that it starts.

    Processes that are forked meanwhile would write into the data of this one: fork none.
    """
    running = sys.modules["coverage"].Coverage.current() if "coverage" in sys.modules else None
    if running is None:
        yield
        return
    names = ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    running.stop()
    try:
        yield
    finally:
        running.start()
        os.environ.update(before)
