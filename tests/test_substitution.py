"""Another dataset as the default one: for one block, thread, task or test, and no longer."""

import asyncio
import concurrent.futures
import contextvars
import inspect
import multiprocessing
import os
import pathlib
import subprocess
import sys
import threading

import pytest
from draws import draws, simplest

import pilotzones
from pilotzones import Dataset, face, strategies, substitution
from pilotzones.dataset import DefaultDataset

pytest_plugins = ["pytester"]

DAY = "2016-04-08"
CODE = "01010000"


@pytest.fixture(scope="module")
def data():
    """Draw a list with one line that the bundled data does not know."""
    return simplest(strategies.datasets(complete=True, most_announcements=1))


def test_every_question_is_answered_from_it(data):
    """In the block from the substitute, afterwards from the default dataset again."""
    before = {name: ask(name) for name in face.__all__ if not _needs_arguments(name)}
    with data.as_default() as given:
        assert given is data
        assert {name: ask(name) for name in before} == {name: getattr(data, name)() for name in before}
        assert pilotzones.is_eligible(CODE, DAY) is data.is_eligible(CODE, DAY) is True
        assert pilotzones.eligibility(CODE, DAY) == data.eligibility(CODE, DAY)
        assert pilotzones.zone("Hangzhou") == data.zone("Hangzhou")
        assert pilotzones.data_version() == "drawn"
        with pytest.raises(pilotzones.UnknownPlaceError):
            pilotzones.zone("Shenzhen")
    assert {name: ask(name) for name in before} == before
    assert pilotzones.zone("Shenzhen").batch.number == 2
    with pytest.raises(pilotzones.UnknownEligibilityError):
        pilotzones.is_eligible("33049900", "2022-03-01")


def ask(name):
    """Ask a question of the module."""
    return getattr(pilotzones, name)()


def _needs_arguments(name):
    parameters = inspect.signature(getattr(pilotzones, name)).parameters.values()
    return any(parameter.default is parameter.empty for parameter in parameters)


def test_blocks_can_be_nested(data):
    """The outer one counts again when the inner one ends; the default dataset itself can have a block."""
    with data.as_default():
        with Dataset.bundled().as_default():
            assert len(pilotzones.zones()) == 181
            with Dataset.default().as_default() as own:
                assert own is Dataset.default()
                assert pilotzones.data_version() == "2026.2"
        assert len(pilotzones.zones()) == 1
    assert len(pilotzones.zones()) == 181


def test_a_block_ends_with_an_error_as_well(data):
    """Whatever is raised in it."""
    with pytest.raises(pilotzones.UnknownPlaceError), data.as_default():
        pilotzones.zone("Shenzhen")
    assert len(pilotzones.zones()) == 181


def test_the_default_dataset_is_as_fast_as_before(data):
    """It has its own class again after the block."""
    kind = type(Dataset.default())
    with data.as_default():
        assert type(Dataset.default()) is not kind
    assert type(Dataset.default()) is kind


def test_threads_have_their_own(data):
    """Two blocks at once do not disturb each other; a thread without one asks the default dataset."""
    ready = threading.Barrier(3)
    other = simplest(strategies.complete_positive_list(min_size=5))

    def count(substitute):
        if substitute is None:
            ready.wait()
            found = len(pilotzones.zones()), pilotzones.editions()[-1].lines_known
            ready.wait()
            return found
        with substitute.as_default():
            ready.wait()
            found = len(pilotzones.zones()), pilotzones.editions()[-1].lines_known
            ready.wait()
            return found

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(count, [data, other, None]))
    assert answers == [(1, 1), (1, 5), (181, 9)]


def test_a_thread_can_be_given_the_block_s_context(data):
    """With contextvars, as for any context variable; asyncio does it by itself."""
    with data.as_default(), concurrent.futures.ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: len(pilotzones.zones())).result() == 181
        assert pool.submit(contextvars.copy_context().run, lambda: len(pilotzones.zones())).result() == 1
        assert asyncio.run(_in_a_thread_of_asyncio()) == 1


async def _in_a_thread_of_asyncio():
    return await asyncio.to_thread(lambda: len(pilotzones.zones()))


def test_a_block_left_in_another_task_ends_with_its_own(pilotzones_default, data):
    """The fixture may be used in a task: the test's end is outside it."""

    async def choose():
        pilotzones_default(data)
        return len(pilotzones.zones())

    assert asyncio.run(choose()) == 1
    assert len(pilotzones.zones()) == 181


def test_the_fixture_lasts_for_the_test(pilotzones_default, data):
    """It returns the dataset; the last one chosen counts."""
    assert pilotzones_default(Dataset.bundled()).data_version() == "2026.2"
    assert pilotzones_default(data) is data
    assert len(pilotzones.zones()) == 1


def test_and_no_longer():
    """The test before this one changed nothing for it."""
    assert len(pilotzones.zones()) == 181


@pytest.mark.parametrize("wrong", ["tables", None, pathlib.Path("tables"), Dataset])
def test_the_fixture_takes_a_dataset(pilotzones_default, wrong):
    """Not a path; for that there is Dataset.load."""
    with pytest.raises(
        pilotzones.ArgumentTypeError, match=r"takes a Dataset, such as Dataset\.load\('my-tables'\), not"
    ):
        pilotzones_default(wrong)


TESTS = """
import pytest, pilotzones
from hypothesis import find
from pilotzones import strategies

DATASETS = [
    find(strategies.complete_positive_list(min_size=size, max_size=size), lambda _: True) for size in (1, 2, 3)
]

@pytest.mark.parametrize("number", range(40))
def test_each(pilotzones_default, number):
    pilotzones_default(DATASETS[number % 3])
    assert pilotzones.editions()[0].lines_known == number % 3 + 1

@pytest.mark.parametrize("number", range(40))
def test_none(number):
    assert len(pilotzones.zones()) == 181
"""


@pytest.mark.long
@pytest.mark.parametrize("workers", ["0", "2"])
def test_it_holds_in_every_worker(pytester, workers):
    """Under pytest-xdist tests of one process follow each other in any order."""
    pytester.makepyfile(TESTS)
    result = pytester.runpytest_subprocess("-q", "-n", workers, "-p", "no:cacheprovider")
    result.assert_outcomes(passed=80)


@pytest.mark.long
def test_nothing_is_loaded_unless_it_is_used(pytester):
    """A project that has pytest and the package pays for neither data nor strategies; the fixture is announced."""
    pytester.makepyfile(
        "import sys\n"
        "def test_nothing():\n"
        "    loaded = {name for name in sys.modules if name.split('.')[0] == 'pilotzones'}\n"
        "    plugins = {'pilotzones.plugins', 'pilotzones.plugins.pytest_plugin', 'pilotzones.plugins.hypothesis_hook'}\n"
        "    assert loaded <= {'pilotzones', *plugins}\n"
    )
    pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider").assert_outcomes(passed=1)
    pytester.runpytest_subprocess("--fixtures").stdout.fnmatch_lines(["pilotzones_default*", "*Use a dataset as*"])


def test_a_question_loads_no_contextvars():
    """Only a block does."""
    code = "import pilotzones, sys; pilotzones.zones(); print('pilotzones.substitution' in sys.modules)"
    environment = os.environ | {"PILOTZONES_DATA": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "False\n"


@pytest.fixture
def process_default():
    """Let a test choose the dataset of the process, and undo it afterwards."""
    yield pilotzones.set_default
    pilotzones.set_default(None)


def test_the_whole_process_can_have_another_default(process_default, data):
    """In all threads, for functions taken before and after, for everything that asks the default dataset."""
    asked_before = pilotzones.is_eligible
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: len(pilotzones.zones())).result() == 181
        process_default(data)
        assert pool.submit(lambda: len(pilotzones.zones())).result() == 1
    assert asked_before(CODE, DAY) is True
    assert pilotzones.data_version() == Dataset.default().data_version() == "drawn"
    assert substitution.default() is substitution.asked(None) is substitution.asked(Dataset.default()) is data
    assert repr(pilotzones.zones()[0]) == "pilotzones.zone('hangzhou')"
    process_default(Dataset.default())  # it is the default already
    assert len(pilotzones.zones()) == 1
    process_default(None)
    assert len(pilotzones.zones()) == 181
    assert substitution.default() is Dataset.default()


def test_a_block_counts_before_the_default_of_the_process(process_default, data):
    """And ends as it does otherwise."""
    process_default(data)
    with Dataset.bundled().as_default():
        assert len(pilotzones.zones()) == 181
        with Dataset.default().as_default():
            assert len(pilotzones.zones()) == 1
    assert len(pilotzones.zones()) == 1


def test_the_default_of_the_process_costs_nothing(process_default, data):
    """The default dataset keeps its class, and reads what it asks for once."""
    process_default(data)
    assert type(Dataset.default()) is DefaultDataset
    assert Dataset.default().positive_list is data.positive_list


def test_strategies_follow_the_default_of_the_process(process_default, data):
    """Also those made before, and those that were told to draw from the default dataset."""
    made = strategies.zones(), strategies.zones(dataset=Dataset.default())
    process_default(data)
    assert [{zone.id for zone in draws(strategy)} for strategy in made] == [{"hangzhou"}] * 2


@pytest.mark.parametrize("wrong", ["tables", pathlib.Path("tables"), Dataset, 0])
def test_only_a_dataset_can_be_the_default(wrong):
    """Not a path; for that there is Dataset.load."""
    for choose in (pilotzones.set_default, pilotzones.for_workers):
        with pytest.raises(pilotzones.ArgumentTypeError, match=r"is not a dataset: give one from Dataset\.bundled"):
            choose(wrong)
    assert len(pilotzones.zones()) == 181


IN_POOLS = """
import concurrent.futures, multiprocessing, sys
import pilotzones

if __name__ == "__main__":
    known = pilotzones.Dataset.bundled().assume(["33049900"])
    start = multiprocessing.get_context(sys.argv[1])
    with known.as_default(), concurrent.futures.ProcessPoolExecutor(1, start, **pilotzones.for_workers()) as pool:
        print(pool.submit(pilotzones.is_eligible, "33049900", "2024-01-01").result())
        print(pool.submit(pilotzones.data_version).result() == known.data_version())
    workers = pilotzones.for_workers(known)
    with pilotzones.Dataset.bundled().as_default(), concurrent.futures.ProcessPoolExecutor(1, start, **workers) as pool:
        print(pool.submit(pilotzones.is_eligible, "33049900", "2024-01-01").result())
    print(pilotzones.data_version())
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_pool_of_processes_has_the_default_of_the_block(method, tmp_path):
    """However they are started, and whatever block they start in; in a program of its own, because a process that tests are run in cannot be forked."""
    (tmp_path / "pools.py").write_text(IN_POOLS)
    done = subprocess.run(
        [sys.executable, tmp_path / "pools.py", method], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("True\nTrue\nTrue\n2026.2\n", "")


def test_a_pool_of_multiprocessing_takes_the_same(process_default, data):
    """With a dataset of its own, or with that of the process."""
    spawn = multiprocessing.get_context("spawn")
    process_default(data)
    for dataset, zones in ((None, 1), (Dataset.default(), 1), (Dataset.bundled().assume([CODE]), 181)):
        with spawn.Pool(1, **pilotzones.for_workers(dataset)) as pool:
            assert len(pool.apply(pilotzones.zones)) == zones
            assert pool.apply(pilotzones.is_eligible, (CODE, "2024-01-01")) is True


def test_the_tables_of_the_default_dataset_are_handed_over():
    """Not its name: in the other process that may mean other tables."""
    (tables, process) = pilotzones.for_workers()["initargs"]
    assert tables.folders == Dataset.default().folders
    assert type(tables) is Dataset
    assert process == os.getpid()


def test_a_pool_of_threads_has_it_as_long_as_they_run(data):
    """And nobody else in the process, which is as it was when they have ended."""
    with concurrent.futures.ThreadPoolExecutor(2, **pilotzones.for_workers(data)) as pool:
        assert pool.submit(pilotzones.is_eligible, CODE, DAY).result() is True
        assert pool.submit(substitution.default).result() is data
        assert len(pilotzones.zones()) == 181
    assert type(Dataset.default()) is DefaultDataset


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")
def test_a_forked_child_has_a_lock_of_its_own_for_blocks():
    """The thread that holds the one of its parent may not exist in it."""
    code = """
import os
from pilotzones import substitution
with substitution._Blocks.lock:
    child = os.fork()
    if not child:
        os._exit(substitution._Blocks.lock.acquire(blocking=False))
print("began a block:", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("began a block: 1\n", "")
