"""The default dataset: the bundled tables, and the folders that PILOTZONES_DATA names or the user installed."""

import os
import shutil
import subprocess
import sys

import pytest
from tables import known_range, line

from pilotzones import Dataset

ASK = "import pilotzones; print(pilotzones.is_eligible('04090000', '2019-06-01', if_unknown=False))"


def run(code, folders=None, home=os.devnull):
    """Run code in a process of its own, with the variable set or not, and a user's data folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PILOTZONES_DATA"}
    environment["XDG_DATA_HOME"] = str(home)
    if folders is not None:
        environment["PILOTZONES_DATA"] = os.pathsep.join(map(str, folders))
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def honey(folder):
    """Honey on the 2018 edition, as if somebody had read its annex."""
    return folder("honey", list_changes=[line("2018-157", "list", "04090000")])


def test_the_variable_names_folders_for_every_question_of_the_module(honey, folder):
    """Nothing else in the program changes; the later folder lies over the earlier one."""
    assert run(ASK).stdout == "False\n"
    assert run(ASK, [honey]).stdout == "True\n"
    other = folder("other", list_changes=[], list_coverage=[known_range("2018-157", "05000000", "05999999")])
    both = "import pilotzones; print([span.status for span in pilotzones.history('05080010')][2])"
    assert run(both, [honey, other]).stdout == "not listed\n"
    assert run(ASK, [honey, other]).stdout == "True\n"


def test_an_empty_variable_names_nothing():
    """As a path without entries does."""
    assert run(ASK, []).stdout == run(ASK, ["", ""]).stdout == "False\n"


def test_the_version_shows_each_folder_by_its_digest(honey, folder):
    """The same tables elsewhere have the same digest, other tables another; coverage names the folders."""
    code = "import pilotzones; print(pilotzones.data_version()); print(pilotzones.coverage().folders)"
    version, folders = run(code, [honey]).stdout.splitlines()
    assert version == Dataset.load(honey).data_version()
    assert folders == str((str(honey),))
    assert run(code).stdout == "2026.2\n()\n"
    more = folder("more", sources=[{"id": "X1", "source": "a page"}])
    digest = Dataset.load(more).data_version().removeprefix("2026.2+")
    assert run(code, [honey, more]).stdout.splitlines()[0] == f"{version}.{digest}"


def test_a_folder_that_cannot_be_loaded_is_one_error_at_the_first_question(folder):
    """Importing works; every question says which variable, and what is wrong with the folder."""
    bad = folder("bad", list_changes=[line("2018-157", "lists", "4090000")])
    done = run("import pilotzones; print(len(pilotzones.Dataset.bundled().zones())); pilotzones.zones()", [bad])
    assert done.stdout == "181\n"
    assert (
        done.stderr.count(
            "DataIntegrityError: The folders in the environment variable PILOTZONES_DATA cannot be loaded"
        )
        == 1
    )
    assert "bad/list_changes.csv, line 2, column change: 'lists' is not one of" in done.stderr
    assert "bad/list_changes.csv, line 2, column hs_code: '4090000' is not a code of 8 digits." in done.stderr


def test_a_folder_that_is_mended_is_taken_at_the_next_question(folder, tmp_path):
    """An error is not remembered."""
    folder("bad", list_changes=[line("2018-157", "lists", "04090000")])
    code = (
        "import pathlib, pilotzones\n"
        "try:\n    pilotzones.zones()\n"
        "except pilotzones.DataIntegrityError as fault:\n    print(len(fault.faults))\n"
        f"table = pathlib.Path({str(tmp_path / 'bad' / 'list_changes.csv')!r})\n"
        "table.write_text(table.read_text('utf-8').replace('lists', 'list'), 'utf-8')\n"
        "print(pilotzones.is_eligible('04090000', '2019-06-01'))\n"
    )
    assert run(code, [tmp_path / "bad"]).stdout == "1\nTrue\n"


THREADS = """
import threading, pilotzones
from pilotzones.positive_list import editions
from pilotzones.geography import register
made = []
for kind in (editions.PositiveList, register.ZoneRegister):
    make = kind.__init__
    kind.__init__ = lambda self, *given, make=make: (made.append(type(self).__name__), make(self, *given))[1]
ready = threading.Barrier(16)
answers = []
def ask():
    ready.wait()
    answers.append((pilotzones.is_eligible('04090000', '2019-06-01'), len(pilotzones.zones_in('Zhejiang'))))
threads = [threading.Thread(target=ask) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(made), set(answers), len(answers))
"""


def test_many_threads_that_ask_first_share_one_reading(honey):
    """The positive list and the register of zones are each built once for all of them."""
    done = run(THREADS, [honey])
    assert done.stdout == "['PositiveList', 'ZoneRegister'] {(True, 12)} 16\n", done.stderr


def test_the_default_dataset_is_pickled_by_name(honey):
    """Another process reads its own variable."""
    code = (
        "import pickle, pilotzones; print(pickle.loads(pickle.dumps(pilotzones.is_eligible))('04090000', '2019-06-01'))"
    )
    assert run(code, [honey]).stdout == "True\n"


@pytest.fixture
def home(honey, tmp_path):
    """A user's data folder in which an annex with honey on the 2018 edition is installed."""
    place = tmp_path / "home" / "pilotzones" / "annexes"
    place.parent.mkdir(parents=True)
    shutil.copytree(honey, place)
    return tmp_path / "home"


linux = pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is moved as Linux does it")


@linux
def test_what_the_user_installed_is_found(home):
    """Where the variable is not set; coverage names the folder."""
    assert run(ASK).stdout == "False\n"
    assert run(ASK, home=home).stdout == "True\n"
    code = "import pilotzones; print(pilotzones.coverage().folders)"
    assert run(code, home=home).stdout == f"{(str(home / 'pilotzones' / 'annexes'),)}\n"


@linux
def test_the_variable_switches_it_off_or_names_others(home, folder):
    """Set to nothing, or to folders, it alone counts."""
    assert run(ASK, [], home=home).stdout == "False\n"
    other = folder("other", sources=[{"id": "X1", "source": "a page"}])
    assert run(ASK, [other], home=home).stdout == "False\n"


@linux
def test_without_the_extra_it_is_not_looked_for(home):
    """The question is answered from the bundled data."""
    without = "import sys; sys.modules['platformdirs'] = None; "
    assert run(without + ASK, home=home).stdout == "False\n"


@linux
def test_a_damaged_installation_is_one_error_that_says_what_to_do(home):
    """At the first question, and not on import."""
    (home / "pilotzones" / "annexes" / "list_changes.csv").write_text("nothing", "utf-8")
    failed = run(ASK, home=home)
    assert "The installed annexes (" in failed.stderr
    assert "cannot be loaded: run 'pilotzones annex verify', or set PILOTZONES_DATA to nothing" in failed.stderr
    assert run("import pilotzones", home=home).stderr == ""
