"""``screen_file``: a whole file of goods, screened row by row, with a marked-up copy and the counts."""

from __future__ import annotations

import contextlib
import os
import pathlib
import stat
from collections.abc import Callable, Iterator

from pilotzones.arguments import as_text, check_callable, check_flag, quoted
from pilotzones.dataset import Dataset
from pilotzones.dates import DateLike
from pilotzones.errors import PilotZonesError
from pilotzones.frames.errors import FrameColumnError
from pilotzones.frames.files.copy_paths import KINDS, check_out
from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.files.file_columns import Named
from pilotzones.frames.files.file_screening import FileScreening
from pilotzones.frames.files.open_files import naming, open_copy, open_source, refuse
from pilotzones.frames.files.row_answers import RowAnswers, Wanted
from pilotzones.frames.files.tally import Tally
from pilotzones.messages import Message, Way
from pilotzones.paths import as_path, shown_name
from pilotzones.records.conditions import Shipment
from pilotzones.records.evidence import Evidence
from pilotzones.records.languages import Language
from pilotzones.records.screened_files import ScreenedFile
from pilotzones.substitution import asked
from pilotzones.whole_files import replacing


def screen_file(  # noqa: PLR0913 - each choice is a keyword
    file: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    hs_code: str = "hs_code",
    date: DateLike = "date",
    value: str | None = None,
    shipment: Shipment | None = None,
    evidence: Evidence | None = None,
    max_age: int | None = None,
    lost_zeros: bool = False,
    sheet: str | None = None,
    prefix: str | None = None,
    lang: Language = "en",
    overwrite: bool = False,
    with_mark: bool = False,
    progress: Callable[[int, int], object] | None = None,
    dataset: Dataset | None = None,
) -> ScreenedFile:
    r"""Tell of every row of a file whether its goods were on the positive list, and what would settle the rest.

    CSV needs no library, and is read row by row whatever its size: in UTF-8 (with a mark or without), UTF-16 with a
    mark, GBK or GB18030, with commas, semicolons, tabs or bars. Excel needs the extra "excel", Parquet "pyarrow".

    Args:
        file: the path of a file that ends in .csv, .tsv, .txt, .xlsx, .xlsm or .parquet.
        out: the path of the marked-up copy, of the same kind; None for the counts alone. It has every row
            and every cell as they are, in their order, and more columns behind: status, reason, remark,
            edition and missing_annexes. It is written as a whole or not at all.
        hs_code: the column of HS codes. The row with the titles is looked for among the first 50. A whole number
            is read as its digits.
        date: the column of days, or one day for all rows. A text may also be written with the year first,
            as spreadsheets do: 2019/1/31, 2019年1月31日.
        value: a column of amounts, which are summed by status and by missing annex; None for no sums.
        shipment: as for ``eligibility``.
        evidence: the minimum evidence, as for ``eligibility``.
        max_age: as for ``frames.screen``.
        lost_zeros: put back the leading zero that a spreadsheet dropped, as for ``frames.screen``; one more
            column, restored_code, tells so.
        sheet: the sheet of a workbook; None for the first visible one that has the columns.
        prefix: what the names of the new columns begin with; None for ``"list_"``, or ``"清单"`` in Chinese.
        lang: the language of the new columns: ``"en"`` or ``"zh"``.
        overwrite: allow ``out`` to be a file that is there, also the file itself.
        with_mark: begin a copy in CSV with a byte-order mark, by which Excel sees that it is UTF-8; a copy of a
            file in GBK or GB18030 is written in UTF-8 then. A workbook needs none.
        progress: called now and then with the rows done and the number of all rows.
        dataset: the dataset to ask; None for the default one.

    Returns:
        How many rows have which status, which annexes would settle how many of the unknown ones, and the first
        rows that could not be read.

    Raises:
        ArgumentTypeError, InvalidPathError: if an argument is not valid.
        FrameColumnError: if a column is missing, which names near misses; appears twice; is there already; or
            that of the values has no number.
        InvalidDateError: if ``date`` is a day out of range.
        TableFileError: if the file is not such a table, or is written to while it is read; or if ``out`` is there
            already or of another kind.
        ImportError: if the library of the format is not installed; names the extra.
        TableFileAccessError: if the system does not let the file be read, or the copy be written; an OSError too.

    Source:
        The Ministry of Finance's announcements; see ``announcements()``.

    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "goods.csv")
    >>> _ = file.write_text("hs_code,usd\n0409.00.00,20\n22042100,30\n")
    >>> done = screen_file(file, date="2022-03-01", value="usd")
    >>> done.count("unknown"), done.annexes[0].announcements, done.annexes[0].settled_value
    (2, ('2019-96', '2022-7'), Decimal('50'))
    """
    source = as_path("file", file)
    target = None if out is None else as_path("out", out)
    check_flag("overwrite", overwrite)
    check_flag("with_mark", with_mark)
    if sheet is not None:
        sheet = as_text("sheet", sheet)
    if progress is not None:
        check_callable("progress", progress)
    wanted = Wanted(shipment, evidence, max_age, lost_zeros, lang, prefix).checked()
    named = Named(hs_code, date, value).checked()
    kind = KINDS.get(source.suffix.lower())
    if kind is None:
        msg = Message(
            "{file} has no ending of a table: {endings}. Save it as one of these.",
            file=quoted(source.name),
            endings=", ".join(KINDS),
        )
        raise TableFileError(msg, file=source.name)
    with naming(source):
        state = source.stat()
    if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):  # of a folder the system says it
        msg = Message(
            "{file} is not a file, but a pipe or a device, which cannot be read twice. Save what it gives as a file.",
            file=quoted(source.name),
        )
        raise TableFileError(msg, file=source.name)
    if target is not None:
        check_out(source, target, overwrite=overwrite)
    data = asked(dataset)
    answers, tally = RowAnswers(data, wanted), Tally(has_values=value is not None)
    with _replacing(target) as new, open_copy(new, target) as copy, open_source(source) as opened:
        job = FileScreening(opened, copy, named, wanted.names, answers, tally, progress or _tell_nobody)
        _screen(kind, job, sheet, with_mark=with_mark)
        if value is not None and tally.has_only_words:
            msg = Message(
                "{file}: no cell of the column {word} is a number. Name a column of amounts, or leave {way} out.",
                file=shown_name(source),
                word=quoted(value),
                way=Way("value=", "--value"),
            )
            raise FrameColumnError(msg, column=value)
    return tally.report(
        shown_name(source), None if target is None else shown_name(target), data, zeros_put_back=lost_zeros
    )


@contextlib.contextmanager
def _replacing(target: pathlib.Path | None) -> Iterator[pathlib.Path | None]:
    """Give the path of a new file that takes the place of a file, as ``replacing`` does; None if there is none.

    Raises:
        TableFileAccessError: if the system does not allow that.
    """
    if target is None:
        yield None
        return
    try:
        with replacing(target) as new:
            yield new
    except OSError as error:
        # Also the caller's own code runs in the block.
        if isinstance(error, PilotZonesError) or error.filename != os.fspath(target):
            raise
        raise refuse(target, error) from error


def _screen(kind: str, job: FileScreening, sheet: str | None, *, with_mark: bool) -> None:
    """Screen a file of a kind."""
    if sheet is not None and kind != "excel":
        msg = Message("{file} has no sheets. Leave the name of the sheet out.", file=quoted(job.file.name))
        raise TableFileError(msg, file=job.file.name)
    if kind == "csv":
        from pilotzones.frames.files.delimited_copy import screen_text  # noqa: PLC0415 - one kind is needed

        screen_text(job, with_mark=with_mark)
    elif kind == "excel":
        from pilotzones.frames.files.workbook_copy import screen_workbook  # noqa: PLC0415 - as above

        screen_workbook(job, sheet)
    else:
        from pilotzones.frames.files.parquet_copy import screen_parquet  # noqa: PLC0415 - as above

        screen_parquet(job)


def _tell_nobody(_done: int, _all: int) -> None:
    """Tell nobody how far the work is."""
