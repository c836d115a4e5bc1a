"""Change folders of installed annexes in processes that are killed, that fail, or that run at the same time.

python crashes.py FOLDER KILLS ROUNDS SEED prints one JSON object: what was found wrong, and how much was tried.
Whatever a process does to its folder, or reads of the bundled tables, goes through Python's audit events, so a process
can be killed, or a call can fail, at each of them in turn. Half of the kills come at any time instead.
"""

import contextlib
import errno
import json
import os
import pathlib
import random
import shutil
import signal
import sys
import time
import traceback

from installed_folders import tables_of, to_older_layout
from lists import TITLES, lists
from readings import read_adjustment, read_list

from pilotzones import PilotZonesError, annex
from pilotzones.tables.folders import bundled_folder
from pilotzones.tables.installed_tables import read_installation
from pilotzones.tables.user_folder import read_folder

FILES = {"open", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "shutil.copytree"}
FIRST, SECOND, THIRD = "2019-96", "2022-7", "2018-157"


def read_all():
    """Read the made-up annexes of all announcements but those that the bundled data does not need."""
    whole = {id_: read_list(lines, title=TITLES[id_]) for id_, lines in lists().items() if id_ != SECOND}
    return {**whole, SECOND: read_adjustment(lists()[SECOND])}


READINGS = read_all()


def install(*announcements):
    """Make a change that installs annexes."""

    def change(folder):
        for announcement in announcements:
            annex.install(READINGS[announcement], folder)

    return change


def remove(announcement):
    """Make a change that removes an annex."""
    return lambda folder: annex.remove(announcement, folder)


def damage(folder):
    """Cut a table off."""
    (tables_of(folder) / "list_changes.csv").write_bytes(b"announcement,")


SCENARIOS = {
    "the first one": ((), install(FIRST)),
    "one more": ((install(FIRST),), install(SECOND)),
    "the same again over damage": ((install(FIRST), damage), install(FIRST)),
    "another over damage": ((install(FIRST), damage), install(SECOND)),
    "one more over the layout of earlier releases": ((install(FIRST), to_older_layout), install(SECOND)),
    "one less": ((install(FIRST), install(SECOND)), remove(FIRST)),
    "the last one less": ((install(FIRST),), remove(FIRST)),
    "the last one less, of the layout of earlier releases": ((install(FIRST), to_older_layout), remove(FIRST)),
    "the last one less, damaged": ((install(FIRST), damage), remove(FIRST)),
}
"""What was done before, and the change that is interrupted."""


def state_of(folder):
    """Say what is installed in a folder, by the hashes of its tables; "damaged" if that is not as it was installed."""
    found = read_installation(folder)
    if found and found.problems:
        return "damaged"
    return json.dumps(found.index["tables"]) if found else "nothing"


def in_child(action):
    """Run something in a child process and return its wait status: 0 if all was well, 1 << 8 for an error of ours."""
    child = os.fork()
    if not child:
        status = 2
        try:
            action()
            status = 0
        except PilotZonesError as error:
            status = 3 if "does not confirm" in str(error) else 1
        finally:
            os._exit(status)
    return child


def wait(child):
    """Wait for a child, and return its wait status."""
    return os.waitpid(child, 0)[1]


def at_step(number, folder, act):
    """Do something at the given audit event on a folder or a bundled table, counted from 1; it gives how many there were."""
    seen, watched = [0], (str(folder), str(bundled_folder()))

    def hook(event, arguments):
        if event in FILES and any(path in str(argument) for argument in arguments for path in watched):
            seen[0] += 1
            if seen[0] == number:
                act()

    sys.addaudithook(hook)
    return seen


def die():
    """Kill this process."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail():
    """Let the call fail that is about to be made."""
    raise OSError(errno.ENOSPC, "No space left on device")


class Trials:
    """Folders before and after each change, and what was found wrong."""

    def __init__(self, base):
        self.base, self.wrong, self.done = base, [], 0
        self.before, self.after, self.steps, self.seconds = {}, {}, {}, {}
        for name, (preparation, change) in SCENARIOS.items():
            made = base / name / "annexes"
            made.parent.mkdir()
            for step in preparation:
                step(made)
            self.before[name] = state_of(made)
            with self.copy(name) as trial:
                start = time.monotonic()
                change(trial)
                self.seconds[name] = time.monotonic() - start
                self.after[name] = state_of(trial)
            with self.copy(name) as trial:
                self.steps[name] = self.count(change, trial)

    @contextlib.contextmanager
    def copy(self, name):
        """Copy the folder before a change."""
        trial = self.base / "trial" / "annexes"
        if (self.base / name / "annexes").exists():
            shutil.copytree(self.base / name / "annexes", trial)
        else:
            trial.parent.mkdir()
        yield trial
        shutil.rmtree(trial.parent)

    def count(self, change, trial):
        """Count the audit events of a change."""
        receiving, sending = os.pipe()

        def counted():
            seen = at_step(0, trial, die)
            change(trial)
            os.write(sending, str(seen[0]).encode())

        wait(in_child(counted))
        number = int(os.read(receiving, 100))
        os.close(receiving)
        os.close(sending)
        return number

    def check(self, name, how, trial, *, allowed):
        """Check the state after an interruption, and that the next command works without help."""
        self.done += 1
        state = state_of(trial)
        if state not in allowed:
            self.wrong.append(f"{name}, {how}: a third state")
            return
        if state not in {"nothing", "damaged"}:
            read_folder(trial)
        names = [] if state == "damaged" else [one.name for one in annex.installed(trial)]
        annex.install(READINGS[THIRD], trial)
        if sorted(one.name for one in annex.verify(trial)) != sorted([*names, THIRD]):
            self.wrong.append(f"{name}, {how}: the next command had other annexes than {names}")
        left = {entry.name.partition("-")[0] for entry in trial.iterdir()} - {"damaged"}
        if left != {".lock", "current.json", "tables"} or len(list(trial.glob("tables-*"))) > 1:
            self.wrong.append(f"{name}, {how}: {sorted(left)} are left")
        if list(trial.parent.iterdir()) != [trial]:
            self.wrong.append(f"{name}, {how}: something is left beside")

    def kill(self, name, step):
        """Kill a change at an audit event; at any time if there is none."""
        with self.copy(name) as trial:

            def changed():
                at_step(step, trial, die)
                SCENARIOS[name][1](trial)

            child = in_child(changed)
            if step is None:
                time.sleep(random.uniform(0, self.seconds[name]))  # noqa: S311 - any time
                os.kill(child, signal.SIGKILL)
            status = wait(child)
            if step is not None and status != signal.SIGKILL:
                self.wrong.append(f"{name}, killed at {step}: it was not, status {status}")
            self.check(name, f"killed at {step}", trial, allowed={self.before[name], self.after[name]})

    def let_fail(self, name, step):
        """Let a call fail."""
        with self.copy(name) as trial:

            def changed():
                at_step(step, trial, fail)
                SCENARIOS[name][1](trial)

            status = wait(in_child(changed)) >> 8
            outcomes = {0: self.after[name], 1: self.before[name], 3: self.after[name]}
            allowed = {outcomes.get(status, f"status {status}")}
            self.check(name, f"failed at {step}, status {status}", trial, allowed=allowed)

    def run(self, kills):
        """Kill and fail at as many steps as asked for, those that were not tried yet first."""
        steps = [(name, step) for name, number in self.steps.items() for step in range(1, number + 1)]
        random.shuffle(steps)
        for number in range(kills):
            name, step = steps[number // 2 % len(steps)]
            self.kill(name, step if number % 2 else None)
        for name, step in steps[: kills // 2]:
            self.let_fail(name, step)

    def together(self, rounds):
        """Install and remove several annexes at once, while another process goes on reading."""
        folder = self.base / "together"
        for number in range(rounds):
            several = list(READINGS)[: 2 if number % 2 else 5]
            for change, expected in ((install, sorted(several)), (remove, [])):
                ended = self.base / "ended"
                reader = in_child(lambda ended=ended: read_until(ended, folder))
                children = [in_child(lambda one=one: change(one)(folder)) for one in several]  # noqa: B023
                statuses = [wait(child) for child in children]
                ended.touch()
                statuses.append(wait(reader))
                ended.unlink()
                names = sorted(one.name for one in annex.verify(folder))
                self.done += 1
                if any(statuses) or names != expected:
                    self.wrong.append(f"round {number}: {several} at once gave {names}, statuses {statuses}")
            if folder.exists():
                self.wrong.append(f"round {number}: {list(folder.iterdir())} are left")


def read_until(ended, folder):
    """Read a folder again and again: it is never damaged."""
    while not ended.exists():
        try:
            read_folder(folder)
        except PilotZonesError:  # noqa: PERF203 - it ends the loop
            traceback.print_exc()
            raise


def main():
    """Run everything."""
    folder, kills, rounds, seed = sys.argv[1:]
    random.seed(int(seed))
    trials = Trials(pathlib.Path(folder))
    trials.run(int(kills))
    trials.together(int(rounds))
    print(json.dumps({"wrong": trials.wrong, "done": trials.done, "steps": trials.steps}))  # noqa: T201


if __name__ == "__main__":
    main()
