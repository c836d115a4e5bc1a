"""The parts of ZIP and OLE files, checked against limits and by their checksums before any library reads them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.errors import AnnexFileError, refuse_without_extra
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pilotzones.annex.readers.saved_file import SavedFile

ENTRIES = 10_000
"""The most members that an archive may have."""
UNPACKED = 512 << 20
"""The most bytes that all members together may have."""
RATIO = 200
"""How many times larger than its packed bytes a large member may be."""

_LARGE = 10 << 20
_PIECE = 1 << 20
_LOCAL_HEADER = 30
_ENCRYPTED, _UTF8 = 1, 0x800
_SIGNS = frozenset(("[Content_Types].xml", "mimetype"))
"""The members of which an office file has one."""
_BEGINNING = 1024
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_ENTRY = 128
# Office files have neither; an entity bomb, or a reference to another file, needs them.
_DECLARATIONS = tuple(
    text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Package(NamedTuple):
    """An office file of the ZIP kind: what its readers have of it, whatever else is in the archive.

    Attributes:
        file: its name.
        names: the names of all members.
        parts: the members that are XML, whatever their names, and "mimetype". Each is whole, as its checksum says, and
            declares no entities; nothing else can be read.
    """

    file: str
    names: frozenset[str]
    parts: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        """Take a part; nothing if there is no such part."""
        return self.parts.get(name, b"")

    def parse(self, name: str, kind: str) -> Any:  # noqa: ANN401 - lxml's
        """Parse a part into lxml's elements; text around a comment is one text.

        Raises:
            AnnexFileError: for a part that is not XML, or has a document type in any encoding.
            ImportError: names the extra if the library is missing.
        """
        try:
            from lxml import etree  # noqa: PLC0415 - only those who read annexes have it
        except ImportError:
            raise refuse_without_extra(f"Reading {kind} files") from None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError:
            raise refuse_damaged(self.file) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse_declaration(self.file)
        return root

    def repack(self) -> bytes:
        """Write the parts as a ZIP file, for a library that unpacks by itself: it can read nothing but them."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, part in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), part)
        return content.getvalue()


def open_package(file: SavedFile) -> Package:
    """Open a ZIP file after checking its list of members against the limits; unpack it if it is an office file.

    Raises:
        AnnexFileError: for a file that is damaged, encrypted, or unpacks to far too much, or an office file with a part
            that is damaged, larger than stated, or declares a document type.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise refuse_damaged(file.name) from None
    with archive:
        infos = archive.infolist()
        problem = _find_problem(file.name, infos)
        if problem:
            raise problem
        names = frozenset(info.filename for info in infos)
        is_office = not names.isdisjoint(_SIGNS)
        read = {info.filename: _read_part(file, info) for info in infos} if is_office else {}
    parts = {name: content for name, content in read.items() if content is not None}
    return Package(file=file.name, names=names, parts=parts)


def _find_problem(file: str, infos: list[zipfile.ZipInfo]) -> AnnexFileError | None:
    """Find what is wrong with a file from its list of members alone."""
    sizes = sum(info.file_size for info in infos)
    swollen = any(info.file_size > _LARGE and info.file_size > RATIO * max(info.compress_size, 1) for info in infos)
    if len(infos) > ENTRIES or sizes > UNPACKED or swollen or _overlap(infos):
        return refuse_large_archive(file)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        return refuse_encrypted(file)
    # Libraries do not agree on which of two members of the same name they read, or on capital letters.
    if len({info.filename.lower() for info in infos}) < len(infos):
        return refuse_damaged(file)
    return None


def _read_part(file: SavedFile, info: zipfile.ZipInfo) -> bytes | None:
    """Unpack a member, whatever it is, and check it; None if it is a picture, or anything else that is not XML."""
    pieces = _unpack(file, info)
    first = next(pieces, b"")
    if not _is_kept(info.filename.lower(), first):
        for _ in pieces:  # to its end, where its checksum is
            pass
        return None
    content = b"".join((first, *pieces))
    if any(declaration in content for declaration in _DECLARATIONS):
        raise refuse_declaration(file.name)
    return content


def _is_kept(name: str, first: bytes) -> bool:
    """Decide whether a member is XML, by its name or its first bytes; drawings (SVG) often have a document type."""
    if name == "mimetype" or name.endswith((".xml", ".rels", ".vml")):
        return True
    is_xml = first[:_BEGINNING].replace(b"\0", b"").lstrip(_BEFORE_XML).startswith(b"<")
    return is_xml and not name.endswith(".svg")


def _unpack(file: SavedFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member piece by piece, and check it by the list of members: its name, its size, its checksum.

    ``zipfile`` itself stops at the stated size without an error, and so would not show that
    other libraries would unpack more. Because it is not used for this, the checksum is checked here.
    """
    begin = info.header_offset
    header = file.data[begin : begin + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise refuse_damaged(file.name)
    _, _, flags, method, _, _, _, _, _, length, more = struct.unpack("<4s5H3I2H", header)
    name = file.data[begin + _LOCAL_HEADER :][:length]
    encoding = "utf-8" if flags & _UTF8 else "cp437"
    if method != info.compress_type or name.decode(encoding, "replace") != info.orig_filename:
        raise refuse_damaged(file.name)
    start = begin + _LOCAL_HEADER + length + more
    size = checksum = 0
    for piece in _inflate(file.name, file.data[start : start + info.compress_size], method):
        size += len(piece)
        checksum = zlib.crc32(piece, checksum)
        if size > info.file_size:
            raise refuse_large_archive(file.name)
        yield piece
    if (size, checksum) != (info.file_size, info.CRC):
        raise refuse_damaged(file.name)


def _inflate(file: str, packed: bytes, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield packed
        return
    if method != zipfile.ZIP_DEFLATED:
        raise refuse_damaged(file)
    unpack = zlib.decompressobj(-15)
    try:
        while not unpack.eof:
            piece = unpack.decompress(packed, _PIECE)
            packed = unpack.unconsumed_tail
            if not piece and not packed:  # its end is missing
                return
            yield piece
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


def refuse_declaration(file: str) -> AnnexFileError:
    """Make the error for XML with a document type."""
    msg = (
        f"{quoted(file)} declares its own entities, which no office program does. "
        "Save it again with Excel, WPS or LibreOffice and read the new file."
    )
    return AnnexFileError(msg, file=file)


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
