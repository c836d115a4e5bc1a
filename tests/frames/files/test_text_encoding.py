"""How a text file is encoded, and what is no text."""

import codecs
import io

import pytest

from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.files.open_files import OpenFile
from pilotzones.frames.files.text_encoding import find_encoding


@pytest.fixture
def encoding_of():
    """Find the encoding of a file with some bytes."""

    def find(content):
        return find_encoding(OpenFile("goods.csv", io.BytesIO(content)))

    return find


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", ("utf-8", b"")),
        (b"a", ("utf-8", b"")),
        ("牛奶".encode(), ("utf-8", b"")),
        (codecs.BOM_UTF8 + "牛奶".encode(), ("utf-8", codecs.BOM_UTF8)),
        (codecs.BOM_UTF16_LE + "牛奶".encode("utf-16-le"), ("utf-16-le", codecs.BOM_UTF16_LE)),
        (codecs.BOM_UTF16_BE + "牛奶".encode("utf-16-be"), ("utf-16-be", codecs.BOM_UTF16_BE)),
        ("牛奶".encode("gbk"), ("gb18030", b"")),
        ("𠀀".encode("gb18030"), ("gb18030", b"")),
        # These bytes are two thirds of a character in UTF-8, and a whole one in GBK.
        ("牛".encode()[:2], ("gb18030", b"")),
    ],
)
def test_an_encoding_is_found_from_all_bytes(content, encoding, encoding_of):
    """By the mark, else UTF-8 if all of it is, else GB18030, which contains GBK."""
    assert encoding_of(content) == encoding


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "'goods.csv' is a workbook or an archive: give it its own ending, such as .xlsx."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "'goods.csv' is a workbook of an old Excel: save it as .xlsx."),
        (b"PAR1\x15", "'goods.csv' is a Parquet file: give it the ending .parquet."),
        (b"%PDF-1.7", "'goods.csv' is a PDF, and no table."),
        (b"\x1f\x8b\x08", "'goods.csv' is compressed: unpack it first."),
    ],
)
def test_a_file_of_another_format_is_told_by_its_first_bytes(content, said, encoding_of):
    """And what to do with it."""
    with pytest.raises(TableFileError) as raised:
        encoding_of(content)
    assert (str(raised.value), raised.value.file) == (said, "goods.csv")


@pytest.mark.parametrize(
    "content", [b"a,b\n\xff\xff\n", b"a\0b", codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF16_LE + b"a"]
)
def test_what_is_no_text_is_refused(content, encoding_of):
    """Also after a mark, which is a promise."""
    with pytest.raises(TableFileError, match=r"^'goods[.]csv' is not text in UTF-8, GBK or GB18030[.] Save it"):
        encoding_of(content)


@pytest.mark.parametrize("content", [b"P", b"PDF-1.7", b"\x1f", b"K\x03\x04"])
def test_a_part_of_a_signature_is_text(content, encoding_of):
    """A format is known by all of its first bytes."""
    assert encoding_of(content) == ("utf-8", b"")
