"""What became of files of goods: the counts of rows that are drawn, as ``frames.screen_file`` gives them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from pilotzones.frames.files.row_answers import RowAnswers, Wanted
from pilotzones.frames.files.tally import Tally
from pilotzones.strategies.codes import hs_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import SearchStrategy

    from pilotzones.dataset import Dataset
    from pilotzones.records.screened_files import ScreenedFile

_CELLS = tuple[object, object, object]
_RUBBISH: tuple[_CELLS, ...] = ((None, "2022-03-01", 1), ("4029100", "2022-03-01", 2), ("04029100", "yesterday", "?"))
_FEW = 20


def screened_files(data: Dataset) -> SearchStrategy[ScreenedFile]:
    """Draw what became of a file of few rows."""
    days = st.sampled_from([edition.effective_from for edition in data.editions()] + [datetime.date(2016, 4, 7)])
    rows = st.tuples(hs_codes(dataset=data), days, st.integers(0, 9) | st.just("n/a"))
    return st.lists(st.one_of(rows, st.sampled_from(_RUBBISH)), max_size=_FEW).map(
        lambda drawn: screen_rows(data, drawn)
    )


def screen_few(data: Dataset) -> ScreenedFile:
    """Screen some rows of every kind."""
    codes = [*sorted(data.positive_list.named_codes())[:_FEW], "99999999"]
    days = [edition.effective_from for edition in data.editions()]
    return screen_rows(data, [*((code, day, 1) for code in codes for day in days), *_RUBBISH])


def screen_rows(data: Dataset, rows: Iterable[tuple[object, object, object]]) -> ScreenedFile:
    """Screen rows of a code, a day and a value, as those of a file."""
    answers, tally = RowAnswers(data, Wanted()), Tally(has_values=True)
    for line, (code, day, value) in enumerate(rows, 2):
        tally.add(answers.of(code, day), line, code, day, value)
    return tally.report("goods.csv", "screened.csv", data, zeros_put_back=False)
