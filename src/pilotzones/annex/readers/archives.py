"""The parts of ZIP and OLE files, checked against limits before any library opens them."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, NamedTuple

from pilotzones.annex.errors import AnnexFileError
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

ENTRIES = 10_000
"""The most members that an archive may have."""
UNPACKED = 512 << 20
"""The most bytes that all members together may have."""
RATIO = 200
"""How many times larger than its packed bytes a large member may be."""

_LARGE = 10 << 20
_PIECE = 1 << 16
_LOCAL_HEADER = 30
_ENCRYPTED = 1
_ENTRY = 128
# Office files have neither; an entity bomb, or a reference to another file, needs them.
_DECLARATIONS = tuple(
    text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Package(NamedTuple):
    """An office file of the ZIP kind that keeps to the limits: its name, the open archive, and its members' names."""

    file: str
    archive: zipfile.ZipFile
    names: frozenset[str]

    def __enter__(self) -> Package:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    def read(self, name: str, limit: int = UNPACKED) -> bytes:
        """Read at most ``limit`` bytes of a member; nothing if there is no such member."""
        if name not in self.names:
            return b""
        return b"".join(unpack(self, self.archive.getinfo(name)))[:limit]


def open_package(path: pathlib.Path) -> Package:
    """Open a ZIP file after checking its list of members against the limits.

    Raises:
        AnnexFileError: for a file that is damaged, encrypted, or unpacks to far too much.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise refuse_damaged(path.name) from None
    infos = archive.infolist()
    problem = _find_problem(path.name, infos)
    if problem:
        archive.close()
        raise problem
    return Package(file=path.name, archive=archive, names=frozenset(info.filename for info in infos))


def _find_problem(file: str, infos: list[zipfile.ZipInfo]) -> AnnexFileError | None:
    """Find what is wrong with a file from its list of members alone."""
    sizes = sum(info.file_size for info in infos)
    swollen = any(info.file_size > _LARGE and info.file_size > RATIO * max(info.compress_size, 1) for info in infos)
    if len(infos) > ENTRIES or sizes > UNPACKED or swollen or _overlap(infos):
        return refuse_large_archive(file)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        return refuse_encrypted(file)
    return None


def check_parts(package: Package) -> None:
    """Unpack each XML part once and keep nothing: stated sizes can be false, and a part may declare entities.

    Raises:
        AnnexFileError: for a part that is damaged, larger than stated, or declares a document type.
    """
    for info in package.archive.infolist():
        if not info.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        rest = b""
        for piece in unpack(package, info):
            seen = rest + piece
            if any(declaration in seen for declaration in _DECLARATIONS):
                msg = (
                    f"{quoted(package.file)} declares its own entities, which no office program does. "
                    "Save it again with Excel, WPS or LibreOffice and read the new file."
                )
                raise AnnexFileError(msg, file=package.file)
            rest = seen[-32:]


def unpack(package: Package, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member piece by piece, up to the size that the list of members states.

    ``zipfile`` itself stops at that size without an error, and so would not show that
    other libraries would unpack more.
    """
    source = package.archive.fp
    if source is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refuse_damaged(package.file)
    source.seek(info.header_offset)
    header = source.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise refuse_damaged(package.file)
    name, extra = struct.unpack("<HH", header[26:30])
    source.seek(name + extra, 1)
    size = 0
    for piece in _inflate(package.file, source, info):
        size += len(piece)
        if size > info.file_size:
            raise refuse_large_archive(package.file)
        yield piece
    if size < info.file_size:
        raise refuse_damaged(package.file)


def _inflate(file: str, source: IO[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    unpack = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
    left = info.compress_size
    while left > 0 and (packed := source.read(min(left, _PIECE))):
        left -= len(packed)
        if unpack is None:
            yield packed
            continue
        try:
            while packed:
                yield unpack.decompress(packed, 16 * _PIECE)
                packed = unpack.unconsumed_tail
        except zlib.error:
            raise refuse_damaged(file) from None


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Decide whether members share bytes, like those of a zip bomb."""
    ends = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < ends:
            return True
        ends = info.header_offset + _LOCAL_HEADER + info.compress_size
    return False


def list_streams(data: bytes) -> tuple[str, ...]:
    """List the streams of an OLE file that show its kind, in the order of its directory.

    An entry of the directory is 128 bytes at a multiple of 128, its name in UTF-16 first;
    the length of the name with its final NUL is at byte 64, and 2 at byte 66 means a stream
    ([MS-CFB] 2.6.1).
    """
    found: list[tuple[int, str]] = []
    for name in ("Workbook", "Book", "WordDocument", "EncryptedPackage", "PowerPoint Document"):
        entry = f"{name}\0".encode("utf-16-le")
        for match in re.finditer(re.escape(entry), data):
            start = match.start()
            if start % _ENTRY == 0 and data[start + 64 : start + 67] == struct.pack("<HB", len(entry), 2):
                found.append((start, name))
                break
    return tuple(name for _, name in sorted(found))


def refuse_damaged(file: str) -> AnnexFileError:
    """Make the error for a damaged file."""
    return AnnexFileError(f"{quoted(file)} is damaged or cut off. Download it again.", file=file)


def refuse_encrypted(file: str) -> AnnexFileError:
    """Make the error for an encrypted file."""
    msg = f"{quoted(file)} is encrypted. Open it with its password, save it without one, and read the new file."
    return AnnexFileError(msg, file=file)


def refuse_large_archive(file: str) -> AnnexFileError:
    """Make the error for an archive that unpacks to more than any list has."""
    msg = (
        f"{quoted(file)} unpacks to far more than a list of goods has ({UNPACKED >> 20} MiB and {ENTRIES:,} parts are "
        "the limits). Is it the ministry's own attachment? Save the table alone as a new file and read that file."
    )
    return AnnexFileError(msg, file=file)
