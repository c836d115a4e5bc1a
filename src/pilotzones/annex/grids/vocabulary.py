"""The words and spellings of official tables: headers, codes, numbers, notes, headings; how broken lines are joined."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, Union

if TYPE_CHECKING:
    from collections.abc import Iterable

Role = Literal["seq", "code", "name", "remark", "change", "other"]

_LONGEST_HEADER = 60
_SHORTEST_CODE, _LINE, _LONGEST_CODE = 4, 8, 13
"""Digits of a heading, of a tariff line, of a line with the customs' and inspection's own digits."""

# Footnote marks: a circled or raised digit is none of the code's.
_MARKS = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089*※†‡☆★△▲]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3000-\u303f\uff00-\uffef"
_BROKEN_LATIN = re.compile(r"(?<=[A-Za-z,;:.)%])\n(?=[A-Za-z0-9(])|(?<=[0-9])\n(?=[A-Za-z(])")

_HEADER_WORDS: tuple[tuple[Role, str], ...] = (
    ("other", r"税率|单位|价格|日期|^ex$|\brates?\b|\bunits?\b|\bduty\b|\bdate\b"),
    ("name", r"名称|品名|货名|描述|\bdesc|\b(product|goods|commodity|item) names?\b|^names?\b"),
    (
        "code",
        (
            r"税则号|税则列号|税则编|税目|税号|号列|(商品|货品|产品|货物|海关)(编[码号]|代码|号)|^编码$|^代码$|编码$"
            r"|^hs\b|\bhs ?(编[码号]|codes?|nos?\b|numbers?|\d)|^hs[68]|^hts|\bhs\d{0,4}$|harmoni[sz]ed"
            r"|\btariff ?(lines?|codes?|items?|no\b|nos\b|numbers?|headings?|subheadings?)|\bcommodity codes?"
            r"|\bheadings?\b|\bcn ?codes?|^codes?$"
        ),
    ),
    (
        "seq",
        r"序号|^序$|^编号$|^项号$|^项目$|^no\.?$|^nos?\b|^number$|^num$|^s/?n|^serial|^item( no| number|$)|^#|^seq",
    ),
    ("change", r"调整(类型|方式|情况|内容|类别|事项|措施)|变[化动更]|^类型$|^类别$|^操作$|\bchanges?\b|\bactions?\b"),
    ("remark", r"备注|附注|说明|注释|^注$|\bremarks?\b|\bnotes?\b|\bcomments?\b"),
    ("name", r"^(商品|货品|产品|货物)$|^(products?|commodity|commodities|goods|articles?)\b"),
)
_HEADERS: list[tuple[Role, re.Pattern[str]]] = [(role, re.compile(pattern)) for role, pattern in _HEADER_WORDS]

_NOTE = re.compile(
    r"(备?注|附注|说明|注释|notes?|remarks?)\s*[:：]|注\s*[1-9①⒈（(]|[①-⑳※*]\s*\D|（注）|\(注\)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*页([\s,，/]*共\s*\d+\s*页)?|共\s*\d+\s*页|page\s*\d+(\s*(of|/)\s*\d+)?|\d{1,4}\s*[/／]\s*\d{1,4}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|附\s*[件表]|表\s*[一二三四五六七八九十\d]"
    r"|第\s*[一二三四五六七八九十\d]+\s*[类章部节]|(annex|appendix|schedule|section|chapter|list)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r".{0,60}(清单|目录|税目表|税率表|调整表)[第一二三四五六七八九十\d年版批（(）)]*$")
_SEQUENCE = re.compile(r"[(]?(\d{1,6})(?:\.0)?[).、]?")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_CODE_CHARACTERS = re.compile(r"[\d\s.\-'`·]+")
_BETWEEN_DIGITS = re.compile(r"[\s.\-'`·]+")


def role_of(text: str) -> Role | None:
    """Tell which column a text heads, in Chinese, English or both; None for what is no header.

    >>> [role_of(text) for text in ("序 号", "税则号列②", "货品名称(简称)", "Remarks", "鲜牛奶")]
    ['seq', 'code', 'name', 'remark', None]
    """
    folded = _folded(text).casefold().replace("_", " ")
    if not folded or len(folded) > _LONGEST_HEADER or is_note(text):
        return None
    chinese = re.sub(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])", "", folded)
    return next((role for role, pattern in _HEADERS if pattern.search(chinese)), None)


def codes_in(text: str) -> tuple[str, ...]:
    r"""Read the tariff codes that a cell of the code column holds: digits alone, 4 to 13 of them each, as they stand.

    Spaces, dots, hyphens and line breaks inside a code, full-width digits, footnote marks
    and a leading "ex" are taken; several codes stand between commas or lines.

    >>> codes_in("ex 0402.91.00"), codes_in("0402\n9100"), codes_in("04029100\n04029900"), codes_in("酸乳")
    (('04029100',), ('04029100',), ('04029100', '04029900'), ())
    """
    folded = re.sub(r"^\(?ex\)?[\s.:]*", "", _folded(text, keep_lines=True), flags=re.IGNORECASE)
    if _THOUSANDS.fullmatch(folded):
        folded = folded.replace(",", "")
    codes: list[str] = []
    for part in re.split(r"[、,;/]", folded):
        if not _CODE_CHARACTERS.fullmatch(part):
            return ()
        codes += _split(part)
    return tuple(codes) if all(len(code) >= _SHORTEST_CODE for code in codes) else ()


def is_line_code(text: str) -> bool:
    """Tell whether a text is a code of 8 or 10 digits or several, as nothing but a tariff line is.

    >>> is_line_code("0402.91.00"), is_line_code("2019")
    (True, False)
    """
    codes = codes_in(text)
    return bool(codes) and all(len(code) in (_LINE, 10) for code in codes)


def sequence_of(text: str) -> int | None:
    """Read a row's number (序号); None for any other text.

    >>> sequence_of("１２"), sequence_of("12."), sequence_of("十二")
    (12, 12, None)
    """
    found = _SEQUENCE.fullmatch(_folded(text).replace(" ", ""))
    return int(found[1]) if found else None


def is_note(text: str) -> bool:
    """Tell whether a text opens the notes (注) below a table."""
    return bool(_NOTE.match(text.strip()))


def is_page_number(text: str) -> bool:
    """Tell whether a line outside a table is a page's number."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def is_heading(text: str) -> bool:
    """Tell whether a text by itself is the heading of a section, a chapter or a list."""
    return is_numbered_heading(text) or bool(_TITLED.match(text.strip()))


def is_numbered_heading(text: str) -> bool:
    """Tell whether a text begins as a section, chapter or annex does, as no name of goods."""
    return bool(_NUMBERED.match(text.strip()))


def joined(lines: Union[str, Iterable[str]]) -> str:
    r"""Join the lines of a cell: a space between Latin words, nothing between Chinese characters.

    >>> joined("每件净重\n≤3kg的\n花茶"), joined("other\nfresh fish")
    ('每件净重≤3kg的花茶', 'other fresh fish')
    """
    text = lines if isinstance(lines, str) else "\n".join(lines)
    text = re.sub(r"[^\S\n]+", " ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = re.sub(r" ?\n[ \n]*", "\n", text).strip()
    return _BROKEN_LATIN.sub(" ", text).replace("\n", "")


def _folded(text: str, *, keep_lines: bool = False) -> str:
    """Take footnote marks away and fold full-width forms, for what is looked up and never for what is kept."""
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", _INVISIBLE.sub("", text))).strip()
    return folded if keep_lines else re.sub(r"\s+", " ", folded)


def _split(part: str) -> list[str]:
    """Split digits into codes: one, unless they are as many as several codes have."""
    pieces = [piece for piece in _BETWEEN_DIGITS.split(part) if piece]
    digits = "".join(pieces)
    if len(digits) <= _LONGEST_CODE:
        return [digits]
    codes = [""]
    for piece in pieces:
        if len(codes[-1]) >= _LINE:
            codes.append("")
        codes[-1] += piece
    if len(codes) == 1 and len(digits) % _LINE == 0:
        return [digits[start : start + _LINE] for start in range(0, len(digits), _LINE)]
    return codes
