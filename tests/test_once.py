"""A value that is made once, by many threads and in forked children."""

import os
import re
import subprocess
import sys

import pytest

from pilotzones.once import after_fork, once

ENVIRONMENT = {**os.environ, "PILOTZONES_DATA": ""}
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")


class Counter:
    """Something that counts how often its value is made."""

    made = 0

    @once
    def value(self):
        """The value."""
        self.made += 1
        if self.made == 1:
            message = "too early"
            raise ValueError(message)
        return self.made


def test_what_fails_is_made_anew_and_what_succeeds_is_kept():
    """The first attempt raises; the second makes the value for good."""
    counter = Counter()
    with pytest.raises(ValueError, match="too early"):
        _ = counter.value
    assert (counter.value, counter.value, counter.made) == (2, 2, 2)


def test_the_class_shows_the_property_itself():
    """With its documentation."""
    assert isinstance(Counter.value, once)
    assert Counter.value.__doc__ == "The value."


def ask(code, *words):
    """Run a program of its own, for ten seconds at most: what it prints."""
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=ENVIRONMENT)
    # Of the standard library's decimal, where the child was forked while a thread was loading it; it does no harm.
    assert re.sub(r".*mpd_setminalloc: ignoring request to set MPD_MINALLOC a second time\n+", "", done.stderr) == ""
    return done.stdout


CHILD = """
def child(answer):
    # Fork, and answer in the child, which is ended where it waits for ever.
    number = os.fork()
    if not number:
        signal.alarm(10)
        print(answer(), flush=True)
        os._exit(0)
    print(os.waitpid(number, 0)[1], flush=True)
"""

SLOW_FIRST_USE = (
    "import os, signal, threading\n"
    "from pilotzones.once import once\n"
    f"{CHILD}\n"
    """
class Slow:
    @once
    def value(self):
        inside.set()
        if threading.current_thread() is not threading.main_thread():
            forked.wait()
        return "made"

inside, forked, slow = threading.Event(), threading.Event(), Slow()
thread = threading.Thread(target=lambda: slow.value)
thread.start()
inside.wait()
child(lambda: slow.value)
forked.set()
thread.join()
print(slow.value)
"""
)


@needs_fork
def test_a_child_makes_anew_what_a_thread_was_making():
    """It has not the thread that holds the lock; the parent goes on as before."""
    assert ask(SLOW_FIRST_USE).split() == ["made", "0", "made"]


WITHIN_A_FIRST_USE = (
    "import os, signal\n"
    "from pilotzones.once import once\n"
    f"{CHILD}\n"
    """
class Forking:
    @once
    def value(self):
        child(lambda: self.other)
        return "made"

    @once
    def other(self):
        return "other"

print(Forking().value)
"""
)


@needs_fork
def test_a_thread_may_fork_within_a_first_use():
    """Its own lock does not stop it, and is given back."""
    assert ask(WITHIN_A_FIRST_USE).split() == ["other", "0", "made"]


WHILE_A_THREAD_ASKS = (
    "import os, signal, sys, threading, time\n"
    "import pilotzones\n"
    f"{CHILD}\n"
    """
def answer():
    found = len(pilotzones.zones()), pilotzones.eligibility("04090000", "2018-12-31").status
    with pilotzones.Dataset.bundled().as_default():
        return *found, len(pilotzones.zones())

thread = threading.Thread(target=answer)
thread.start()
time.sleep(float(sys.argv[1]))
child(answer)
thread.join()
"""
)


@needs_fork
@pytest.mark.parametrize("milliseconds", [0, 3, 10, 25, 60, 120])
def test_a_child_answers_whatever_a_thread_of_its_parent_was_doing(milliseconds):
    """A first answer is mostly imports, and Python has a lock for each module while it is imported."""
    assert ask(WHILE_A_THREAD_ASKS, str(milliseconds / 1000)).splitlines() == ["(181, 'listed', 181)", "0"]


IN_AN_IMPORT = (
    "import os, pathlib, signal, sys, threading, time\n"
    "import pilotzones\n"
    f"{CHILD}\n"
    """
sys.path.insert(0, sys.argv[1])
started = pathlib.Path(sys.argv[1], "started")
thread = threading.Thread(target=lambda: __import__("slow"))
thread.start()
while not started.exists():
    time.sleep(0.001)
child(lambda: (started.unlink(), __import__("slow").thread))
thread.join()
print(sys.modules["slow"].thread)
"""
)


@needs_fork
def test_a_child_imports_anew_what_a_thread_was_importing(tmp_path):
    """A module that has begun in another thread would never be finished."""
    (tmp_path / "slow.py").write_text(
        "import pathlib, threading, time\n"
        "thread = threading.current_thread() is threading.main_thread()\n"
        "pathlib.Path(__file__).with_name('started').touch()\n"
        "time.sleep(0 if thread else 0.5)\n"
    )
    assert ask(IN_AN_IMPORT, str(tmp_path)).splitlines() == ["(None, True)", "0", "False"]


@needs_fork
def test_a_module_may_fork_while_it_is_imported(tmp_path):
    """What the forking thread itself was importing is finished in the child too."""
    (tmp_path / "forking.py").write_text("import os\nnumber = os.fork()\ndone = True\n")
    code = (
        "import os, sys, pilotzones; sys.path.insert(0, sys.argv[1]); import forking\n"
        "os.write(1, f\"{forking.done} {sys.modules['forking'] is forking} {len(pilotzones.zones())}\\n\".encode())\n"
        "os.waitpid(forking.number, 0) if forking.number else os._exit(0)"
    )
    assert ask(code, str(tmp_path)) == "True True 181\n" * 2


IN_A_BLOCK_THAT_BEGINS = (
    "import os, signal, threading\n"
    "import pilotzones\n"
    "from pilotzones import substitution\n"
    f"{CHILD}\n"
    """
def answer():
    with pilotzones.Dataset.bundled().as_default():
        return len(pilotzones.zones())

held, forked = threading.Event(), threading.Event()
def hold():
    with substitution._Blocks.lock:
        held.set()
        forked.wait()

thread = threading.Thread(target=hold)
thread.start()
held.wait()
child(answer)
forked.set()
thread.join()
"""
)


@needs_fork
def test_a_child_can_have_a_block_while_a_thread_began_one():
    """The lock of the blocks is a fresh one too."""
    assert ask(IN_A_BLOCK_THAT_BEGINS).split() == ["181", "0"]


def test_where_nothing_is_ever_forked(monkeypatch):
    """Windows has no such function, and there is nothing to renew."""
    monkeypatch.delattr(os, "register_at_fork", raising=False)
    assert after_fork(lambda: None) is None
    code = (
        "import os, sys; vars(os).pop('register_at_fork', 0); vars(sys.modules.get('posix', os)).pop('register_at_fork', 0)\n"
        "import pilotzones; print(len(pilotzones.zones()))"
    )
    assert ask(code) == "181\n"


def test_it_needs_no_threading():
    """That takes a tenth of the time of a first answer; only attrs may load it."""
    code = "import sys; sys.modules.pop('threading', None); import pilotzones.once; print('threading' in sys.modules)"
    assert ask(code) == "False\n"


def test_a_value_stays_with_what_it_is_made_from():
    """An object that gets another __dict__ while a value is made does not keep it there."""

    class Holder:
        @once
        def value(self):
            before, self.__dict__ = self.__dict__, {}
            return before

    holder = Holder()
    before = vars(holder)
    assert holder.value is before
    assert "value" in before
    assert vars(holder) == {}
