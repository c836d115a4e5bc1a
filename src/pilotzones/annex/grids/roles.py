"""What a column of an official table holds, and the words that its header may have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from pilotzones.annex.grids.vocabulary import CJK, fold, is_note, squeeze
from pilotzones.arguments import ArgumentTypeError, as_pairs, is_a, plain_text, quoted

Role = Literal["seq", "code", "name", "remark", "change", "other"]

SEQ: Final = "seq"
"""The row's number (序号)."""
CODE: Final = "code"
"""The tariff code (税则号列)."""
NAME: Final = "name"
"""The name of the goods (货品名称)."""
REMARK: Final = "remark"
"""The remark (备注)."""
CHANGE: Final = "change"
"""What the announcement does to the line (调整类型)."""
OTHER: Final = "other"
"""Anything else, such as a rate or a unit; it is kept with its title."""

ROW_ROLES: tuple[Role, ...] = (SEQ, CODE, NAME, REMARK, CHANGE)
"""The roles whose cells have a field of their own in a ``Row``."""

_LONGEST_HEADER = 60
# "HS 0402.91.00" is a code and "HS 2022" the title of a column.
_WITH_CODE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?:\d{4})?(?!\d|\.\d\d))\d{4}")

# In this order: "税目税率" is a rate and not a code, "goods description" a name.
_HEADER_WORDS: tuple[tuple[Role, str], ...] = (
    (OTHER, r"税率|单位|价格|日期|检验检疫|监管|^ex$|\brates?\b|\bunits?\b|\buom\b|\bduty\b|\bdate\b"),
    (NAME, r"名称|品名|货名|[中英外]文名$|描述|\bdesc|\b(product|goods|commodity|item) names?\b|^names?\b"),
    (
        CODE,
        (
            r"税则号|税则列号|税则编|税号|号别|税目|税号|号列|(商品|货品|产品|货物|海关)(编[码号]|代码|号)|^编码$|^代码$|编码$"
            r"|^hs\b|\bhs ?(编[码号]|codes?|nos?\b|numbers?|\d)|^hs[68]|^hts|\bhs\d{0,4}$|harmoni[sz]ed"
            r"|\btariff ?(lines?|codes?|items?|no\b|nos\b|numbers?|headings?|subheadings?)|\b(commodity|goods) codes?"
            r"|\bheadings?\b(?! text)|\bcn ?codes?|^codes?$"
        ),
    ),
    (
        SEQ,
        r"序号|^序$|^编号$|^项[号目次]$|^no\.?$|^nos?\b|^number$|^num$|^s/?n|^serial|^item( no| number|$)|^#|^seq",
    ),
    (CHANGE, r"调整(类型|方式|情况|内容|类别|事项|措施)|变[化动更]|^类型$|^类别$|^操作$|\bchanges?\b|\bactions?\b"),
    (REMARK, r"备注|附注|说明|注释|^注$|\bremarks?\b|\bnotes?\b|\bcomments?\b"),
    (NAME, r"^(商品|货品|产品|货物)$|^(products?|commodity|commodities|goods|articles?)\b"),
)
_HEADERS: list[tuple[Role, re.Pattern[str]]] = [(role, re.compile(pattern)) for role, pattern in _HEADER_WORDS]
# Characters of headers whose traditional form is another: 稅則號列, 貨品名稱, 備註.
_SIMPLIFIED = str.maketrans(
    "號則稅編碼貨類說備註單價稱產調變動監檢項釋況內", "号则税编码货类说备注单价称产调变动监检项释况内"
)
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{CJK}])\s+(?=[{CJK}])")


def find_role(text: str) -> Role | None:
    """Find the role of the column that a text heads, in Chinese, English or both; None if it is not a header.

    >>> [find_role(text) for text in ("序 号", "税则号列②", "货品名称(简称)", "Remarks", "鲜牛奶")]
    ['seq', 'code', 'name', 'remark', None]
    """
    folded = fold(text).casefold().replace("_", " ").translate(_SIMPLIFIED)
    if not folded or len(folded) > _LONGEST_HEADER or is_note(text):
        return None
    chinese = _SPACE_IN_CHINESE.sub("", folded)
    role: Role | None = next((role for role, pattern in _HEADERS if pattern.search(chinese)), None)
    return None if role == CODE and _WITH_CODE.search(chinese) else role


def check_columns(columns: object) -> dict[str, str]:
    """Check the titles of columns that a user names, a title for each role; None names none.

    Raises:
        ArgumentTypeError: if a role is not one of a row's, or a title is not a text, is blank, or is there twice.
    """
    given: Sequence[tuple[object, object]] = () if columns is None else (("", columns),)
    if is_a(columns, Mapping):
        given = as_pairs("columns", columns, "a dict of titles, such as {'code': 'HS Code'}")
    texts = {plain_text(role): plain_text(title) for role, title in given if is_a(role, str)}
    named = {role: title for role, title in texts.items() if role in ROW_ROLES and is_a(title, str)}
    titles = [_fold(title) for title in named.values()]
    if len(named) < len(given) or not all(titles) or len(set(titles)) < len(titles):
        msg = (
            f"columns must give {', '.join(ROW_ROLES)} each the title of a column of its own, as the file prints it, "
            f"like {{'code': 'HS Code'}}, not {quoted(columns)}."
        )
        raise ArgumentTypeError(msg)
    return {str(role): title for role, title in named.items()}


def _fold(text: str) -> str:
    return squeeze(text).casefold()


class Titles:
    """What the titles of a file's columns mean: first those that the user names, then the known words."""

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        """Take the title of the column of each role that a user names, such as ``{"code": "HS부호"}``."""
        named = check_columns(columns)
        self.named: dict[str, Role] = {_fold(named[role]): role for role in ROW_ROLES if role in named}
        self.given = {_fold(title): title for title in named.values()}

    def find_role(self, text: str) -> Role | None:
        """Find the role of the column that a text heads; a role with a named column has no other."""
        if not self.named:
            return find_role(text)
        named = self.named.get(_fold(text))
        role = named or find_role(text)
        return OTHER if role in self.named.values() and not named else role

    def names_code(self, text: str) -> bool:
        """Decide whether the user named the column of codes with this title."""
        return self.named.get(_fold(text)) == CODE


KNOWN = Titles()
"""The known words alone."""
