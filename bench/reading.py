"""Reading a whole annex: time and memory of a fresh process, beside what the libraries alone take for the same file."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import psutil
from snippets import environment
from table import goal, markdown

MAKERS = pathlib.Path(__file__).resolve().parent.parent / "tests" / "makers"
MEBIBYTE = 1 << 20
PDF_GOAL_S, XLSX_GOAL_S, MEMORY_GOAL_MIB = 30, 1, 500

_MAKE = """
import pathlib, sys
sys.path.insert(0, sys.argv[1])
import openpyxl
from lists import lists
from pdf_files import printed, save, table
folder, lines = pathlib.Path(sys.argv[2]), lists()["2019-96"]
save(folder / "annex.pdf", table(printed(lines), padding=19))
book = openpyxl.Workbook()
for row in printed(lines):
    book.active.append(row)
book.save(folder / "annex.xlsx")
"""
_ROWS = "import sys; from pilotzones import annex; assert len(annex.rows(sys.argv[1])) == 1413"
_PLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_tables()
        page.close()
"""
_CALAMINE = "import sys, python_calamine; python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"


def measure(rounds: int) -> str:
    """Read each file once a round with each program, and tabulate the best times and largest memory."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", _MAKE, str(MAKERS), folder], check=True, env=environment())
        pdf, xlsx = os.path.join(folder, "annex.pdf"), os.path.join(folder, "annex.xlsx")  # noqa: PTH118
        rows = [
            _row("1,413 rows of PDF, 130 pages: `annex.rows`", _ROWS, pdf, rounds, PDF_GOAL_S),
            _row("the same pages: pdfplumber's `extract_tables`, unchecked", _PLUMBER, pdf, rounds, None),
            _row("1,413 rows of XLSX: `annex.rows`", _ROWS, xlsx, rounds, XLSX_GOAL_S),
            _row("the same sheet: python-calamine's `to_python`", _CALAMINE, xlsx, rounds, None),
        ]
    return markdown(("Reading, in fresh processes", "Seconds", "Resident, MiB", "Goal"), rows)


def _row(label: str, code: str, file: str, rounds: int, most: float | None) -> tuple[str, ...]:
    measured = [_run(code, file) for _ in range(rounds)]
    seconds, mebibytes = min(time for time, _ in measured), max(size for _, size in measured) / MEBIBYTE
    goals = "" if most is None else f"{goal(seconds, most, 's')}; {goal(mebibytes, MEMORY_GOAL_MIB, 'MiB')}"
    return label, f"{seconds:.2f}", f"{mebibytes:.0f}", goals


def _run(code: str, file: str) -> tuple[float, int]:
    """Run a program on a file: its seconds, and the most bytes that it and those it started held together."""
    start = time.perf_counter()
    most = 0
    with psutil.Popen([sys.executable, "-c", code, file], env=environment()) as process:
        while process.poll() is None:
            try:
                family = [process, *process.children(recursive=True)]
                most = max(most, sum(member.memory_info().rss for member in family))
            except psutil.NoSuchProcess:
                continue
            time.sleep(0.01)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, code)
    return time.perf_counter() - start, most
