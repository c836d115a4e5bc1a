"""Damaged files of annexes, by format: each is read or refused, within the limits, and never silently as another one."""

import functools
import os
import pathlib
import re
import unicodedata
import zipfile
import zlib

import cattrs
import pytest
from fuzzing import FILES, IS_LONG, attempt, fuzzed, tally
from hypothesis import example
from hypothesis import strategies as st
from mutated_files import Recipe, changed_file, real_files, recipes, rezipped, unzipped
from mutations import steps
from reading_worker import Worker

from pilotzones import annex
from pilotzones.annex import AnnexFileError, Extract

PUBLIC = 50 if IS_LONG else 40
"""One file of so many is also read as callers do, in a process of its own."""
FORMATS = ("csv", "docx", "html", "ods", "pdf", "tsv", "xls", "xlsx")


@pytest.fixture(scope="module")
def worker():
    """A process that reads the files."""
    with Worker() as started:
        yield started


def check_extract(extract):
    """Check that what was read can be what a table says."""
    assert extract.pages >= 0
    for row in extract.rows:
        assert row.hs_code.isascii()
        assert row.hs_code.isdecimal()
        assert 1 <= row.page <= extract.pages
    for one in (*extract.rows, *extract.left_out, *extract.ranges):
        assert str(one)
    assert len(extract.unread) <= len(extract.left_out)


def keep(kind, data, how):
    """Keep a file that ended its process in the folder that FUZZ_KEEP names, to look at later."""
    if os.environ.get("FUZZ_KEEP"):
        folder = pathlib.Path(os.environ["FUZZ_KEEP"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{how}-{zlib.crc32(data):08x}.{kind}").write_bytes(data)


def read(worker, kind, data):
    """Read a file in the worker; where that ends badly, as callers do, who must be told."""
    path = worker.write(data, kind)
    answer = worker.read(path)
    [how] = answer
    tally[f"{how} ({answer[how].split(':')[0]})" if how in {"library", "beyond"} else how] += 1
    if how in {"gone", "late", "memory", "beyond"}:
        keep(kind, data, how)
        assert isinstance(attempt(annex.extract, path)[1], AnnexFileError)
        return None
    extract = cattrs.structure(answer["extract"], Extract) if how == "extract" else None
    if extract:
        check_extract(extract)
    if zlib.crc32(data) % PUBLIC == 0:
        tally["read by annex.extract too"] += 1
        found, error = attempt(annex.extract, path)
        assert isinstance(error, AnnexFileError) or found.rows or found.unread
        assert found == (extract if extract and (extract.rows or extract.unread) else None)
    return extract


ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")


def check_damaged(worker, kind, recipe):
    """Read the file of a recipe; where it is plain text, each code that is read must stand in it."""
    data = changed_file(kind, recipe)
    extract = read(worker, kind, data)
    if extract and kind in {"csv", "tsv"}:
        shown = [re.sub(r"\D", "", unicodedata.normalize("NFKC", data.decode(name, "ignore"))) for name in ENCODINGS]
        for row in extract.rows:
            assert any(row.hs_code.lstrip("0") in digits for digits in shown)


@fuzzed(FILES, recipe=recipes("csv"))
def test_csv(worker, recipe):
    """Bytes, cells, separators and quotes changed."""
    check_damaged(worker, "csv", recipe)


@fuzzed(FILES, recipe=recipes("tsv"))
def test_tsv(worker, recipe):
    """Bytes, cells, separators and quotes changed."""
    check_damaged(worker, "tsv", recipe)


@fuzzed(FILES, recipe=recipes("html"))
def test_html(worker, recipe):
    """Bytes, tags and numbers changed."""
    check_damaged(worker, "html", recipe)


@fuzzed(FILES, recipe=recipes("docx"))
def test_docx(worker, recipe):
    """Bytes of the file, of its parts and of what they say changed."""
    check_damaged(worker, "docx", recipe)


@fuzzed(FILES, recipe=recipes("ods"))
def test_ods(worker, recipe):
    """Bytes of the file, of its parts and of what they say changed."""
    check_damaged(worker, "ods", recipe)


@fuzzed(FILES, recipe=recipes("xlsx"))
def test_xlsx(worker, recipe):
    """Bytes of the file, of its parts and of what they say changed."""
    check_damaged(worker, "xlsx", recipe)


@pytest.mark.long
@fuzzed(FILES, recipe=recipes("xls"))
# A chain of sectors without an end: the library ends the process when it gets no more memory.
@example(recipe=Recipe(0, "file", 0, (("zero", 4312, 344),)))
def test_xls(worker, recipe):
    """Bytes changed."""
    check_damaged(worker, "xls", recipe)


@fuzzed(FILES, recipe=recipes("pdf"))
def test_pdf(worker, recipe):
    """Bytes of the file and of its objects changed, with a table of objects that is right or not."""
    check_damaged(worker, "pdf", recipe)


@functools.cache
def sound(kind, base):
    """Read the sound file that a recipe starts from."""
    found = real_files(kind)
    with Worker() as started:
        answer = started.read(started.write(found[base % len(found)], kind))
    return cattrs.structure(answer["extract"], Extract)


@fuzzed(
    FILES,
    kind=st.sampled_from(("docx", "ods", "xlsx")),
    base=st.integers(0, 2),
    part=st.integers(0, 30),
    changes=steps(most=2, ways=("flip", "flip", "set", "zero", "swap")),
)
def test_what_a_checksum_shows_is_never_read_as_another_list(worker, kind, base, part, changes):
    """A part whose packed bytes are changed, but not its checksum: the list as it was, or an error."""
    extract = read(worker, kind, changed_file(kind, Recipe(base, "packed", part, changes)))
    assert extract is None or extract == sound(kind, base)


@pytest.mark.parametrize("kind", ["docx", "ods", "xlsx"])
def test_a_flipped_bit_of_a_code_is_noticed(worker, kind):
    """In DOCX and ODS, 01012100 was read as 11012100; of 100 random changes only one shows it."""
    data = rezipped(unzipped(real_files(kind)[0]), zipfile.ZIP_STORED)
    assert b"01012100" in data
    assert read(worker, kind, data) is not None
    assert read(worker, kind, data.replace(b"01012100", b"11012100")) is None


@fuzzed(
    FILES,
    kind=st.sampled_from(("docx", "ods", "pdf", "xls", "xlsx")),
    base=st.integers(0, 5),
    kept=st.floats(0, 1, exclude_max=True),
)
def test_a_download_that_was_cut_off_is_never_read_as_a_shorter_list(worker, kind, base, kept):
    """The list as it was, or an error, wherever the file ends."""
    found = real_files(kind)
    data = found[base % len(found)]
    extract = read(worker, kind, data[: int(kept * len(data))])
    assert extract is None or extract.rows == sound(kind, base).rows


@pytest.mark.long
@pytest.mark.parametrize("kind", FORMATS)
def test_the_sound_files_are_read_alike_by_both(worker, kind):
    """The process that reads many files reads as the library does, and every sound file has rows."""
    for number, data in enumerate(real_files(kind)):
        path = worker.write(data, kind)
        [(how, plain)] = worker.read(path).items()
        assert how == "extract"
        assert len(cattrs.structure(plain, Extract).rows) >= 5
        if number == 0:
            assert cattrs.structure(plain, Extract) == annex.extract(path)
