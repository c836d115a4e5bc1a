"""Parts of long runs as tests of their own, and a summary of what became of the inputs."""

import collections

import pytest
from fuzzing import IS_LONG, TRIED, tally


def pytest_generate_tests(metafunc):
    """Make a test for each part of a long run."""
    parts = getattr(metafunc.function, "fuzz_parts", 1)
    if parts > 1:
        metafunc.parametrize("part", range(parts), indirect=True)


@pytest.fixture(autouse=True)
def part(request):
    """Give the number of the part; each part draws inputs of its own."""
    tally.clear()
    return getattr(request, "param", 0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call):
    """Keep what became of a test's inputs with its report, which may come from another process."""
    report = yield
    if call.when == "call":
        report.user_properties.append(("fuzzed", dict(tally)))
    return report


def pytest_terminal_summary(terminalreporter):
    """Say after a long run how many inputs each entry point got, and what became of them."""
    if not IS_LONG:
        return
    totals = collections.defaultdict(collections.Counter)
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            counts = dict(report.user_properties).get("fuzzed", {})
            totals[report.nodeid.partition("[")[0]].update(counts)
    terminalreporter.section("inputs")
    for name, counts in sorted(totals.items()):
        became = ", ".join(f"{number:,} {what}" for what, number in counts.most_common() if what != TRIED)
        terminalreporter.line(f"{name}: {counts[TRIED]:,} inputs; {became}")
