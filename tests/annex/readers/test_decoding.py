"""Bytes become characters, by their mark, by trial or by what a page says of itself; nothing is guessed."""

import pytest

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.readers.decoding import decode

WORDS = (
    "税则 稅則 税号 稅號 税目 稅目 序号 序號 商品 货品 貨品 品名 名称 名稱 编码 編碼 清单 清單 备注 備註 附件 公告 其他"
).split()
"""The words of which a Chinese list has one."""


def refusal(data, **more):
    """Decode bytes that are refused: the error."""
    with pytest.raises(AnnexFileError) as caught:
        decode(data, "a.txt", **more)
    assert (caught.value.file, caught.value.page) == ("a.txt", None)
    return str(caught.value)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_a_mark_is_no_character_of_the_text(mark):
    """Only the mark goes, and not a letter behind it; no other sign of the encoding is needed."""
    text = "X1濃X"
    marked = f"\ufeff{text}".encode(mark) if mark == "gb18030" else text.encode(mark)
    assert decode(marked, "a.txt") == text


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_single_digit_shows_that_a_text_is_utf_16(encoding, at):
    """Wherever it is among Chinese characters, without a mark."""
    text = "税则号列货品"[:at] + "1" + "税则号列货品"[at:]
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_a_list_shows_that_a_text_is_gb_18030(word):
    """One of its two characters alone does not."""
    assert decode(f"濃縮{word}。04029100".encode("gb18030"), "a.txt") == f"濃縮{word}。04029100"
    for character in set(word) - {"的"}:
        assert "is text in an encoding that is not certain" in refusal(f"濃縮{character}。04029100".encode("gb18030"))


def test_an_encoding_that_is_not_certain_is_shown_by_a_character():
    """The first one of it, with what to do; text without Chinese characters is never doubtful."""
    message = refusal("HS Code,濃\n04029100,x\n".encode("gb18030"))
    assert message == (
        "'a.txt' is text in an encoding that is not certain: it is not UTF-8, and as GB18030 it has characters like '濃' "
        "but no word of a Chinese list. Save it as XLSX, or as CSV in UTF-8, and read that."
    )
    assert decode("04029100\xa7".encode("gb18030"), "a.txt") == "04029100\xa7"


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "euc_kr", "greek"])
def test_an_encoding_that_a_page_declares_is_tried(encoding):
    """After UTF-8, and before GB18030."""
    text = {"big5": "濃縮的乳", "shift_jis": "濃縮乳のもの", "euc_kr": "우유", "greek": "αβγδ"}[encoding]
    assert decode(text.encode(encoding), "a.txt", declared=encoding) == text
    assert decode(text.encode(), "a.txt", declared=encoding) == text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "ISO-8859-1", "windows-1252", "no-such-encoding"])
def test_an_encoding_that_pages_declare_wrongly_is_passed_over(declared):
    """Chinese pages say so of text in GB18030, which includes GB 2312 and GBK."""
    assert decode("税则号列 〇㐂".encode("gb18030"), "a.txt", declared=declared) == "税则号列 〇㐂"
    assert decode("税则号列 乳".encode("gb18030"), "a.txt", declared=declared) == "税则号列 乳"
    doubtful = "濃".encode("gb18030")
    if declared.lower().startswith("gb"):
        assert decode(doubtful, "a.txt", declared=declared) == "濃"
    else:
        assert "not certain" in refusal(doubtful, declared=declared)


@pytest.mark.parametrize(("length", "is_damaged"), [(20, False), (21, True)])
def test_a_few_bad_bytes_are_damage(length, is_damaged):
    """If there are more than twenty Chinese characters for each of them, the text is UTF-8, and none of it is read."""
    message = refusal(("税" * length).encode() + b"\xff")
    assert ("is text in UTF-8 with damaged characters in it. Download it again." in message) is is_damaged


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x08", "\x0e", "\x1b", "\x7f"])
def test_control_characters_are_no_text(control):
    """White space and a hyphen are, and so is a form feed."""
    message = refusal(f"HS{control}Code".encode())
    assert message.startswith(
        "'a.txt' is neither a kind of file that can be read nor text in UTF-8, UTF-16 or GB18030."
    )
    assert decode("税则-号列\t\r\n\x0b\x0c\x1c".encode(), "a.txt") == "税则-号列\t\r\n\x0b\x0c\x1c"
