"""Warm: what one more question costs once the tables are read."""

from __future__ import annotations

import datetime
import time
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from table import goal, markdown

from pilotzones import batch_of, covering_zone, eligibility, is_eligible, zones_in
from pilotzones.hscode import HSCode, dotted
from pilotzones.positive_list.editions import PositiveList
from pilotzones.tables.folders import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pilotzones.dates import DateLike
    from pilotzones.positive_list.states import State

Day = TypeVar("Day")

IS_ELIGIBLE_GOAL = 3
LOOPS_A_ROUND = 10  # the first one finds the processor's caches full of the loop before
FLOOR = "the bare loop: `bisect_right`, `dict.get`, `bisect_right`"
AS_DATES = "`is_eligible(code, date)`"

MONTH = datetime.timedelta(days=30)
LAST_DAY = datetime.date(2026, 11, 1)
CITIES = "Hangzhou 杭州市 苏州 Ürümqi 义乌 Yiwu 330100 深圳市".split()
COUNTIES = "昆山市 Kunshan 余杭区 义乌市 330110 Hangzhou 长乐区 440115".split()
PROVINCES = "Zhejiang 浙江省 浙 CN-ZJ 330000 Guangdong 新疆 Hainan".split()
# Every 100,000th code of chapters 01 to 03, which no line names.
ABSENT = [HSCode(f"{number:08}") for number in range(1_000_000, 4_000_000, 100_000)]


class Task(NamedTuple):
    """A loop over so many questions."""

    run: Callable[[], None]
    questions: int


def measure(rounds: int) -> str:
    """Run every loop a few times a round, and tabulate the best of all rounds."""
    tasks = _tasks()
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for label, task in tasks.items():
            best[label] = min(best[label], *(_time(task) for _ in range(LOOPS_A_ROUND)))
    floor = best[FLOOR]
    rows = [
        (
            label,
            f"{taken * 1e6:.2f}",
            f"{taken / floor:.1f}",
            goal(taken / floor, IS_ELIGIBLE_GOAL, "times") if label == AS_DATES else "",
        )
        for label, taken in best.items()
    ]
    return markdown(("One question, warm", "µs", "Times the bare loop", "Goal"), rows)


def _time(task: Task) -> float:
    """Take the seconds that one question of a loop takes."""
    start = time.perf_counter()
    task.run()
    return (time.perf_counter() - start) / task.questions


def _tasks() -> dict[str, Task]:
    states = PositiveList([bundled_folder()], lambda _: ()).states
    mix = [(code, day) for state in states for code, day in _known(state)]
    as_text = [(code, day.isoformat()) for code, day in mix]
    with_dots = [(dotted(code), day) for code, day in mix]
    return {
        FLOOR: Task(_bare_loop(states, mix), len(mix)),
        AS_DATES: Task(_is_eligible_loop(mix), len(mix)),
        "`is_eligible(code, text)`": Task(_is_eligible_loop(as_text), len(mix)),
        "`is_eligible(dotted code, date)`": Task(_is_eligible_loop(with_dots), len(mix)),
        "`eligibility(code, date)`": _asking(eligibility, mix),
        "`zones_in(province, date)`": _asking(zones_in, [(name, LAST_DAY) for name in PROVINCES]),
        "`covering_zone(place, date)`": _asking(covering_zone, [(name, LAST_DAY) for name in COUNTIES]),
        "`batch_of(city)`": _asking(lambda name, _: batch_of(name), [(name, LAST_DAY) for name in CITIES]),
    }


def _known(state: State) -> Iterator[tuple[HSCode, datetime.date]]:
    """Go through codes that an edition answers for, on a day of that edition."""
    day = _opening_day(state) + MONTH
    for code in state.decided:
        yield code, day
    for code in ABSENT:
        if code in state.known:
            yield code, day


def _asking(ask: Callable[[str, Day], object], questions: Sequence[tuple[str, Day]]) -> Task:
    def run() -> None:
        for text, day in questions:
            ask(text, day)

    run()  # the first question reads the tables
    return Task(run, len(questions))


def _is_eligible_loop(questions: Sequence[tuple[str, DateLike]]) -> Callable[[], None]:
    """Write the loop out as the bare one is: a call that serves several functions is slower by itself."""

    def run() -> None:
        for code, day in questions:
            is_eligible(code, day)

    run()  # the first question reads the tables
    return run


def _bare_loop(states: Sequence[State], mix: Sequence[tuple[HSCode, datetime.date]]) -> Callable[[], None]:
    """Write out what every answer takes at the least: no call, no check, nothing to convert."""
    days = [_opening_day(state) for state in states]
    answers = [{code: decision.listed for code, decision in state.decided.items()} for state in states]
    lows = [[low for low, _ in state.known] for state in states]
    highs = [[high for _, high in state.known] for state in states]

    def run() -> None:
        for code, day in mix:
            place = bisect_right(days, day) - 1
            listed = answers[place].get(code)
            if listed is None:
                at = bisect_right(lows[place], code) - 1
                listed = None if at < 0 or code > highs[place][at] else False

    return run


def _opening_day(state: State) -> datetime.date:
    return state.annexes[-1].effective_from
