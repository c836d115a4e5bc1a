"""A file that another program writes to while it is read, and what the system does not allow."""

import errno
import os
import pathlib
import pickle

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from goods_files import BUNDLED

from pilotzones import PilotZonesError
from pilotzones.frames import TableFileAccessError, TableFileError, screen_file
from pilotzones.frames.files import open_files

ASKED = {"date": "2022-03-01", "dataset": BUNDLED}
LISTED, UNLISTED = "95061100", "93070090"
ROWS = 1_500
SAID = "was written to while it was read. Nothing was written. Wait until it is whole, and read it again."


def write_csv(file, code):
    """Write rows of one code as text."""
    file.write_text("hs_code\n" + f"{code}\n" * ROWS, "utf-8")


def write_book(file, code):
    """Write rows of one code as a workbook."""
    book = openpyxl.Workbook()
    for cell in ("hs_code", *[code] * ROWS):
        book.active.append([cell])
    book.save(file)


def write_parquet(file, code):
    """Write rows of one code as a Parquet file."""
    pq.write_table(pa.table({"hs_code": [code] * ROWS}), file)


WRITERS = {".csv": write_csv, ".xlsx": write_book, ".parquet": write_parquet}


def rewrite(file, other):
    """Write the bytes of another file into a file, at a later time."""
    file.write_bytes(other.read_bytes())
    os.utime(file, (1, 1))


def change_size(file, other):
    """Write more bytes, and keep the time."""
    state = file.stat()
    file.write_bytes(other.read_bytes() + b"more")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def replace(file, other):
    """Put another file in the place of a file, as spreadsheets save it, with the same size and time."""
    new = file.with_name("saved")
    new.write_bytes(other.read_bytes())
    os.utime(new, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    new.replace(file)


def move_away(file, _):
    """Leave nothing at the path of the file."""
    file.rename(file.with_name("moved"))


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let a file that is open be replaced")
@pytest.mark.parametrize("change", [rewrite, change_size, replace, move_away])
@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("at", [0, -1])
def test_a_file_that_is_changed_while_it_is_read_is_refused(change, ending, at, tmp_path):
    """Early or late; nothing is written, and a copy that is there stays."""
    file, other, out = (tmp_path / f"{name}{ending}" for name in ("goods", "other", "out"))
    for one, code in ((file, LISTED), (other, UNLISTED)):
        WRITERS[ending](one, code)
    calls = []
    screen_file(file, progress=lambda *done: calls.append(done), **ASKED)
    out.write_bytes(b"old")
    before, moment = len(calls), range(len(calls))[at]
    calls.clear()

    def save(*done):
        calls.append(done)
        if len(calls) == moment + 1:
            change(file, other)

    with pytest.raises(TableFileError) as raised:
        screen_file(file, out, overwrite=True, progress=save, **ASKED)
    assert 1 <= len(calls) <= before
    assert str(raised.value) == f"'goods{ending}' {SAID}"
    assert raised.value.file == file.name
    assert out.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let a file that is open be replaced")
@pytest.mark.parametrize("ending", WRITERS)
def test_what_is_answered_is_what_is_copied(ending, tmp_path, monkeypatch):
    """By construction: the file is opened once, also if nobody noticed that there is another one at its path."""
    file, other, out = (tmp_path / f"{name}{ending}" for name in ("goods", "other", "out"))
    for one, code in ((file, LISTED), (other, UNLISTED)):
        WRITERS[ending](one, code)
    calls = []
    screen_file(file, tmp_path / f"expected{ending}", **ASKED)
    monkeypatch.setattr(open_files, "_is_changed", lambda *_: False)

    def save(*done):
        calls.append(done)
        if len(calls) == 1:
            replace(file, other)

    assert screen_file(file, out, progress=save, **ASKED).count("listed") == ROWS
    assert file.read_bytes() == other.read_bytes()
    if ending == ".xlsx":  # whose parts have the time in which they were written
        copies = [list(openpyxl.load_workbook(one).active.values) for one in (out, tmp_path / "expected.xlsx")]
        assert copies[0] == copies[1]
    else:
        assert out.read_bytes() == (tmp_path / f"expected{ending}").read_bytes()


@pytest.mark.parametrize("ending", WRITERS)
def test_half_a_file_that_is_still_written_is_not_called_damaged(ending, tmp_path, monkeypatch):
    """What is wrong with it is the cause."""
    file = tmp_path / f"goods{ending}"
    WRITERS[ending](file, LISTED)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] + b'\n"')
    states = iter([(1,), (1,), (1,), (2,)])
    monkeypatch.setattr(open_files, "_state_of", lambda _: next(states))
    with pytest.raises(TableFileError) as raised:
        screen_file(file, **ASKED)
    assert str(raised.value).endswith(SAID)
    assert isinstance(raised.value.__cause__, TableFileError)
    assert SAID not in str(raised.value.__cause__)


def test_the_copy_may_take_the_place_of_the_file(tmp_path):
    """Which is no change by another program."""
    for ending, write in WRITERS.items():
        file = tmp_path / f"goods{ending}"
        write(file, LISTED)
        assert screen_file(file, file, overwrite=True, **ASKED).rows == ROWS


@pytest.mark.parametrize(
    ("name", "out", "number", "about"),
    [
        ("missing.csv", None, errno.ENOENT, "missing.csv"),
        ("missing.csv", "out.csv", errno.ENOENT, "missing.csv"),
        pytest.param("folder.csv", None, errno.EISDIR, "folder.csv", marks=pytest.mark.skipif("os.name == 'nt'")),
        ("goods.csv", "nowhere/out.csv", errno.ENOENT, "nowhere/out.csv"),
        ("goods.csv", "goods.csv/out.csv", errno.ENOTDIR, "goods.csv/out.csv"),
    ],
)
def test_what_the_system_does_not_allow_is_an_error_of_the_package_too(name, out, number, about, tmp_path):
    """With the fields of an OSError; pickled whole."""
    (tmp_path / "folder.csv").mkdir()
    write_csv(tmp_path / "goods.csv", LISTED)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PilotZonesError) as raised:
        screen_file(tmp_path / name, out and tmp_path / out, **ASKED)
    error = raised.value
    for one in (error, pickle.loads(pickle.dumps(error))):  # noqa: S301 - just dumped
        assert isinstance(one, TableFileAccessError)
        assert isinstance(one, OSError)
        assert (one.errno, one.strerror, one.filename) == (number, os.strerror(number), str(tmp_path / about))
        assert one.file == pathlib.Path(about).name
        assert str(one) == (
            f"'{tmp_path / about}': {os.strerror(number)}. No file is half written; name another file or folder."
        )
    assert isinstance(error.__cause__, OSError)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize("ending", WRITERS)
def test_a_disk_without_room_names_the_copy(ending, tmp_path):
    """As the user named it, and not the new file beside it; nothing is left."""
    import resource

    file, out = tmp_path / f"goods{ending}", tmp_path / f"out{ending}"
    WRITERS[ending](file, LISTED)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(TableFileAccessError) as raised:
            screen_file(file, out, **ASKED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (raised.value.errno, raised.value.filename) == (errno.EFBIG, str(out))
    assert str(raised.value).startswith(f"'{out}': File too large. No file is half written;")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not pathlib.Path("/proc/self/mem").exists(), reason="only Linux has a file that is never read")
@pytest.mark.parametrize("ending", WRITERS)
def test_a_disk_that_breaks_names_the_file(ending, tmp_path, monkeypatch):
    """It is not called damaged, by none of the libraries."""
    sound, broken, out = tmp_path / f"sound{ending}", tmp_path / "broken.csv", tmp_path / f"out{ending}"
    broken.symlink_to("/proc/self/mem")
    with pytest.raises(TableFileAccessError) as raised:
        screen_file(broken, **ASKED)
    assert (raised.value.errno, raised.value.filename) == (errno.EIO, str(broken))
    WRITERS[ending](sound, LISTED)
    reads = []

    def read(stream, buffer):
        reads.append(buffer)
        if len(reads) == stops_at:
            raise raised.value
        return open_files.io.FileIO.readinto(stream, buffer)

    monkeypatch.setattr(open_files._NamedFile, "readinto", read)
    stops_at = 0
    screen_file(sound, out, **ASKED)
    stops_at, _ = len(reads), reads.clear()
    with pytest.raises(TableFileAccessError):
        screen_file(sound, out, overwrite=True, **ASKED)


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("ending", WRITERS)
def test_a_device_that_is_full_may_have_a_part(ending, tmp_path):
    """It is not replaced, but written to."""
    file, out = tmp_path / f"goods{ending}", tmp_path / f"out{ending}"
    WRITERS[ending](file, LISTED)
    out.symlink_to("/dev/full")
    with pytest.raises(TableFileAccessError, match=r"No space left .*but a pipe or a device may have a part") as raised:
        screen_file(file, out, overwrite=True, **ASKED)
    assert raised.value.errno == errno.ENOSPC


def test_an_error_of_the_callers_own_code_stays_what_it_is(tmp_path):
    """Also one of the system's kind."""
    file = tmp_path / "goods.csv"
    write_csv(file, LISTED)
    for error in (OSError("mine"), FileNotFoundError(errno.ENOENT, "mine", "elsewhere")):

        def stop(*_, error=error):
            raise error

        with pytest.raises(OSError, match="mine") as raised:
            screen_file(file, tmp_path / "out.csv", progress=stop, **ASKED)
        assert raised.value is error
    assert list(tmp_path.iterdir()) == [file]
