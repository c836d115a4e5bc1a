"""The remark (备注) of a line of the positive list, read as typed conditions.

A new wording is a new row in ``_WORDINGS``, or in ``_GROUNDS`` for excluded goods; ``_OPENINGS`` has the words with
which a clause begins. A clause that no row matches as a whole is an UnreadCondition, never a guess.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs

from pilotzones import hscode
from pilotzones.arguments import check_type
from pilotzones.records.conditions import (
    BondedOnly,
    Condition,
    ExcludedGoods,
    Ground,
    NamedGoodsOnly,
    QuantityLimit,
    UnreadCondition,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNITS = {"千克": "kg", "公斤": "kg", "kg": "kg", "克": "g", "g": "g"}
_UNITS |= {"毫升": "ml", "ml": "ml", "公升": "L", "升": "L", "l": "L"}
_UNITS |= dict(zip(*2 * ("件个支瓶盒包袋只台双条套片粒罐听张块枚本把根部辆副箱桶颗",), strict=True))
_MOST = {"g": 1_000_000, "ml": 1_000_000}
_MOST_OF_ANY = 10_000  # a number above it is a slip of the pen: nobody limits a buyer to ten tons
_DIGITS = dict(zip("一二三四五六七八九两", (*range(1, 10), 2), strict=True))
_POWERS = {"十": 10, "百": 100, "千": 1000}

# In 两千克 the unit is 千克, which comes to the same; 二百五 is 250 to some and 205 to others.
_CHINESE = r"(?=[{0}十])(?:[{0}]千(?!克))?(?:零?[{0}]百)?(?:零?[{0}]?十)?(?:零?(?<![百千])[{0}])?".format(
    "".join(_DIGITS)
)
_FIGURES = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}|0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?"
_AMOUNT = f"(?P<amount>{_FIGURES}|{_CHINESE})(?P<unit>{'|'.join(_UNITS)})"
_AT_MOST = "(?:[仅只]?限(?:购|量|额)?)?(?:不(?:得|能|可)?(?:超过|多于|大于|高于)|最多|至多|最高|≤|<=)?"
_WITHIN = r"(?:\(含\))?(?:以内|以下|之内|内|为限)?(?:\(含\))?"
_A_YEAR = "(?:每人每(?:自然)?年度?|每年每人)"
_SUM = "(?:合计|共计|总计)"
_BONDED = (
    "(?:[仅只](?:限|能|可|允许|适用|支持)|仅(?=网购)|限)(?:于|为)?(?:以|按|通过|采用)?(?:跨境(?:电商|电子商务))?"
    "“?(?:网购)?保税”?(?:零售|进口|模式|方式|的)*(?:商品|货物)?"
)
_NO_DIRECT = "直[购邮](?:进口)?(?:模式|方式)?的?(?:商品|货物)?"

_NO_LIMIT = "[量制时额购期]"  # as in 限量版手表
# What is said of shipments, or is a clause itself, names no goods.
_NO_GOODS = re.compile(
    rf"保税|直[购邮]|每人|每年|除外|(?<![有无极期时上下])限(?!{_NO_LIMIT})|不包[括含]|{_SUM}|[不非未无]\Z|\A[的于指]"
    rf"|\A{_AMOUNT}{_WITHIN}\Z",
    re.IGNORECASE,
)
_DUTY = re.compile("[需须应]")
_CODE = re.compile(r"同?(?:税则号列|税则号|税号|税目|商品编码)?([0-9][0-9.]*)")
_RANGE = re.compile("[0-9][-~〜–—至到]")  # of the lines between them nothing is known
_WORDS_OF_CODES = {1, 2, 3, 4, 6}  # 3 lines, chapter 10, heading 1006, subheading 100630
_JOINED = re.compile(r"\A[与和及]|[与和及]\Z")
_FOOD = "(?:依法)?(?:不属于普通食品|(?:需要?(?:注册|备案|注册(?:或者?|和|、)?备案)(?:管理)?的)?(?:特殊|保健)食品)"
_FORMULA = "(?:婴幼儿(?:配方)?(?:奶粉|乳粉)|婴幼儿配方食品|特殊医学用途(?:婴儿)?配方食品)"

_IN_TITLE = "[^《》〈〉<>]*"
_TITLE = rf"[《〈<]{_IN_TITLE}{{0}}{_IN_TITLE}[》〉>](?:\([^()]*\))?"
_TITLES = f"{_TITLE}(?:(?:[、,]|[或和及与])+{_TITLE})*"
_BARE = r"[^《》〈〉<>、,;。或和及与]*{0}[^《》〈〉<>、,;。或和及与]*目录(?:\([^()]*\))?"
_NAMED_IN = "(?:所列名?|列名|列出|之内|范围内|内|中所列|中)"
_LISTED = (
    f"(?:(?:已|被)*(?:列入|属于|纳入)(?:{_TITLES}|{_BARE}){_NAMED_IN}?|{_TITLES}{_NAMED_IN})的?(?:商品|货物|物种)?"
)
_WILDLIFE = _LISTED.format("野生动植物")
# 《非〈进出口野生动植物种商品目录〉物种证明》: goods of an animal or plant that is not a species of the catalogue.
_CERTIFICATE = (
    r"[《〈<]?[^《》〈〉<>,;。]*(?:非[《〈<]?[^《》〈〉<>,;。]*[》〉>]?)?"
    r"(?:物种证明|允许进出?口证明书|进出?口(?:许可)?证明书)(?:文件|书)?[》〉>]?(?:\([^()]*\))?"
)
_WITHOUT = "(?:不能|不可|无法|未能?|没有|不)(?:有效|依法|按规定)*(?:提供|提交|取得|获得|出具|出示|办理|持有|具有)"
_REGISTERED = "(?:注册(?:(?:或者?|和|及|与|、)?备案)?|备案)"
_FOOD_LAW = "(?:(?:按照?|依据?|依照|根据)《?(?:中华人民共和国)?食品安全法》?(?:的?(?:有关|相关)?(?:规定|要求))?,?|依法)"

_GROUNDS: tuple[tuple[re.Pattern[str], Ground], ...] = (
    (re.compile(_WILDLIFE), "wildlife catalogue"),
    (
        re.compile(f"(?:{_WILDLIFE},?[且并但而]?,?)?{_WITHOUT}(?:有效的?)?{_CERTIFICATE}的?(?:商品|货物|物种)?"),
        "no species certificate",
    ),
    (re.compile(_LISTED.format("两用物项")), "dual-use items"),
    (re.compile(_LISTED.format("禁止进口")), "prohibited imports"),
    (
        re.compile(
            f"{_FOOD_LAW}(?:规定)?(?:应当?|需要?|必?须)(?:经|进行|办理|取得)?{_REGISTERED}(?:管理)?的?,?[而但却]?"
            f"(?:未|没有|尚未)(?:经|依法|按规定|获得?|取得|进行|办理|予以)*{_REGISTERED}的?(?:特殊)?(?:食品|商品|货物|产品)?"
            f"|(?:未|没有|尚未){_FOOD_LAW}(?:获得?|取得|进行|办理)?{_REGISTERED}的?(?:特殊)?食品"
        ),
        "unregistered food",
    ),
    (re.compile(f"{_FOOD}(?:[或和及、]{_FOOD})*"), "special food"),
    (re.compile("(?:依法)?(?:需要?)?(?:执行|取得|办理)?首次进口(?:许可)?(?:批件)?的?化妆品"), "first-import cosmetics"),
    (re.compile(f"(?:未|未经|未依法|未获得?|未取得)注册的{_FORMULA}(?:[或和及、]{_FORMULA})*"), "unregistered formula"),
)


def _names_goods(words: str) -> bool:
    """Tell whether a text names goods: a list may have commas, but no duty comes before one."""
    return not _NO_GOODS.search(words) and not _DUTY.search(words.rpartition(",")[0])


def _ground(goods: str) -> Ground:
    for pattern, ground in _GROUNDS:
        if pattern.fullmatch(goods):
            return ground
    return "other"


def _number(words: str) -> Decimal:
    """Read a number in figures or in Chinese numerals below ten thousand."""
    if words[0].isdecimal():
        return Decimal(words.replace(",", ""))
    numerals = re.findall(f"([{''.join(_DIGITS)}]?)([十百千]?)", words)
    return Decimal(sum(_DIGITS.get(digit, 1) * _POWERS.get(power, 1) for digit, power in numerals if digit or power))


def _bonded(_: re.Match[str]) -> Condition:
    return BondedOnly(text="")


def _excluded(match: re.Match[str]) -> Condition | None:
    goods = match["goods"]
    return ExcludedGoods(text="", goods=goods, ground=_ground(goods)) if _names_goods(goods) else None


def _named(match: re.Match[str]) -> Condition | None:
    return NamedGoodsOnly(text="", goods=match["goods"]) if _names_goods(match["goods"]) else None


def _limit(match: re.Match[str]) -> Condition | None:
    amount, unit = _number(match["amount"]), _UNITS[match["unit"].lower()]
    if not 0 < amount <= _MOST.get(unit, _MOST_OF_ANY):
        return None
    return QuantityLimit(text="", amount=amount, unit=unit, together=False)


def _shared_limit(match: re.Match[str]) -> Condition | None:
    limit, shared = _limit(match), match["shared"]
    codes = [code.replace(".", "") for code in _CODE.findall(shared)]
    lines = tuple(hscode.parse(code) for code in codes if len(code) == hscode.LINE)
    words = _CODE.sub(lambda code: "、" if len(code[1].replace(".", "")) == hscode.LINE else code[0], shared)
    parts = (_JOINED.sub("", part.strip(",")) for part in words.split("、"))
    if any(len(code) not in {*_WORDS_OF_CODES, hscode.LINE} for code in codes):
        return None
    if not isinstance(limit, QuantityLimit) or not _names_goods(shared) or _RANGE.search(shared):
        return None
    return QuantityLimit(
        text="",
        amount=limit.amount,
        unit=limit.unit,
        together=True,
        with_lines=lines,
        goods_with="、".join(filter(None, parts)),
    )


class _Wording(NamedTuple):
    """A wording: whether its first words show that a clause begins, its last that one ends."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Condition | None]
    opens: bool
    closes: bool


def _wording(pattern: str, make: Callable[[re.Match[str]], Condition | None], shape: str) -> _Wording:
    return _Wording(re.compile(pattern, re.IGNORECASE), make, shape.startswith("|"), shape.endswith("|"))


_WORDINGS = (
    _wording(f"{_BONDED}|{_NO_DIRECT}除外|不包[括含]{_NO_DIRECT}", _bonded, "|...|"),
    _wording(f"{_AT_MOST}{_A_YEAR}{_AT_MOST}{_AMOUNT}{_WITHIN}", _limit, "|...|"),
    _wording(
        f"(?![不非未无])(?P<shared>.*?)(?:{_SUM},?{_AT_MOST}{_A_YEAR}|{_A_YEAR}{_SUM}){_AT_MOST}{_AMOUNT}{_WITHIN}",
        _shared_limit,
        "...|",
    ),
    _wording("不包[括含](?P<goods>.+)", _excluded, "|..."),
    _wording(f"(?:[仅只](?:限|指|包括)|限)(?!于?{_NO_LIMIT})[于指]?(?P<goods>.+)", _named, "|..."),
    _wording("(?P<goods>.+)除外", _excluded, "...|"),
)
# Beside another clause it is not goods left out of the line but an exception from that clause.
_ALONE = (_wording("除(?P<goods>.+?)[以之]?外", _excluded, "|...|"),)

_ITEM = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_NUMBER = rf"\({_ITEM}\)|[①-⒛㈠-㈩]|(?<![0-9.年]){_ITEM}[.、)](?![0-9])"
_QUOTED = r"《(?:[^《》]|《[^《》]*》)*》|〈[^〈〉]*〉|“[^“”]*”|「[^「」]*」|【[^【】]*】|〔[^〔〕]*〕|\[[^\[\]]*\]"
_OPENINGS = (
    f"[仅只]限|(?<![仅只])限(?=网购|每人)|(?<![限过计])(?:每人每|每年每人)|不包[括含]|且(?!{_WITHOUT})|同时"
    "|(?<=[外内下品税])(?:列入|依法|未经|未获|首次进口|与|以上)"
)
_CLAUSES = re.compile(rf"\([^()]*\)|{_QUOTED}|(?P<end>[;。][;。\n]*)")
_ENDINGS = "(?<=除外|以内|以下|商品|保税|模式|方式)"
# A 、 lists goods and a bracket explains words: they part clauses only beside words that end or begin one.
_SEAMS = re.compile(
    rf"(?P<number>{_NUMBER})|\(含\)|(?P<bracket>(?:{_ENDINGS}\(|\((?={_OPENINGS}))[^()]*\)[,、]*)|\([^()]*\)|{_QUOTED}"
    rf"|(?P<comma>(?:(?<![0-9]),|,(?![0-9])|{_ENDINGS}、|、(?={_OPENINGS}))+)"
    rf"|(?P<words>(?={_OPENINGS})|(?<=除外|以内|以下)(?![,、(]))"
)
_HEAD = re.compile(rf"\A(?:{_NUMBER}|备?注:|且|同时|[,、;。.])+")
_NUMBERED = re.compile(_NUMBER)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_LEADS_ON = re.compile(f"(?:[不非未无除限]|{_SUM})[,、]?\\Z")
_GOES_ON = re.compile(r"[的或和及等外]|[除以之](?:外|\Z)")
_NEGATION = re.compile("[不非未无除免消]")


def read_remark(remark: str) -> tuple[Condition, ...]:
    """Read the conditions in a remark (备注), clause by clause.

    White space, line breaks, full width and numbering do not change the meaning. A line break ends a clause only where
    more is understood that way.

    Args:
        remark: The remark as the annex prints it; any text can be read.

    Returns:
        The conditions in the order of the remark, empty for a blank remark. Their texts joined are exactly the
        remark: separators and white space belong to the clause before them, at the start to the first one.

    Raises:
        ArgumentTypeError: if it is not text.

    Source:
        The remark column of the annexes to the Ministry of Finance's announcements on the positive list
        (跨境电子商务零售进口商品清单), and the notes below the lists.

    >>> for condition in read_remark("仅限网购保税商品；每人每年2千克以内"):
    ...     print(condition)
    Bonded shipments only.
    At most 2 kg for one person in a year.
    """
    check_type("remark", remark, str, "text: the remark as the annex prints it")
    remark = str.__str__(remark)
    if not remark.strip():
        return ()
    folded = [_fold(character) for character in remark]
    pieces = [piece for clause in _clauses("".join(folded)) for piece in _pieces(clause)]
    origin = [at for at, signs in enumerate(folded) for sign in signs if sign != "\n"]
    # Separators between clauses belong to the piece before them, or else to the first.
    ends = itertools.accumulate(len(piece.text) for piece in pieces)
    said = [
        (end - len(piece.text), piece.condition) for end, piece in zip(ends, pieces, strict=True) if not piece.blank
    ]
    starts = [0, *(origin[start] for start, _ in said[1:]), len(remark)]
    conditions = [condition for _, condition in said] or [UnreadCondition(text="")]
    texts = (remark[start:end] for start, end in itertools.pairwise(starts))
    return tuple(attrs.evolve(condition, text=text) for condition, text in zip(conditions, texts, strict=True))


class _Piece(NamedTuple):
    """Some of a remark, and what it says: nothing known if unread, nothing at all if blank."""

    text: str
    condition: Condition
    known: bool = False
    blank: bool = False
    opens: bool = False
    closes: bool = False


def _fold(character: str) -> str:
    """Write a character in its plainest form; circled numbers and exponents are not digits and stay."""
    if "\u4e00" <= character <= "\u9fff":
        return character
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    category = unicodedata.category(character)
    if character.isspace() or category == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    # ㎏ is kg. Nothing else may become several characters, between which a clause could end.
    return plain if category != "No" and (len(plain) == 1 or (plain.isascii() and plain.isalpha())) else character


def _clauses(text: str) -> Iterator[str]:
    """Cut a text behind its semicolons and full stops, but not inside quotes and brackets."""
    ends = [match.end() for match in _CLAUSES.finditer(text) if match["end"]]
    return (text[start:end] for start, end in itertools.pairwise((0, *ends, len(text))))


def _pieces(clause: str) -> list[_Piece]:
    """Read a clause as if its lines were one; where that leaves words unread, let clauses end with lines."""
    *lines, last = clause.split("\n")
    text = "".join((*lines, last))
    pieces = _statements(text, frozenset())
    if lines and _unread(pieces):
        closed = (wording.pattern.finditer(text) for wording in _WORDINGS if wording.opens and wording.closes)
        inside = {at for found in closed for match in found for at in range(match.start() + 1, match.end())}
        breaks = frozenset(itertools.accumulate(map(len, lines))) - inside
        pieces = min(pieces, _statements(text, breaks), key=_unread)
    return pieces


def _unread(pieces: list[_Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if not piece.known)


def _statements(text: str, breaks: frozenset[int]) -> list[_Piece]:
    """Cut a clause wherever one statement ends and another begins."""
    whole = _recognise(text, alone=True)
    if whole.known or not text:
        return [whole]
    cuts = sorted({0, len(text), *breaks, *_seams(text)})
    bits = [_recognise(text[start:end]) for start, end in itertools.pairwise(cuts)]
    groups = [bits[:1]]
    for cut, left, right in zip(cuts[1:], bits, bits[1:], strict=False):
        if _parts(left, right, shown=cut in breaks or bool(_NUMBERED.match(right.text))):
            groups.append([])
        groups[-1].append(right)
    return [group[0] if len(group) == 1 else _recognise("".join(bit.text for bit in group)) for group in groups]


def _seams(text: str) -> Iterator[int]:
    """Find the positions where a statement may end, with or without a sign."""
    numbered = 0
    for match in _SEAMS.finditer(text):
        if match.lastgroup in {"number", "bracket"} or (match.lastgroup == "words" and match.start() != numbered):
            yield match.start()
        if match.lastgroup == "number":
            numbered = match.end()
        if match.lastgroup in {"comma", "bracket"}:
            yield match.end()


def _parts(left: _Piece, right: _Piece, *, shown: bool) -> bool:
    """Tell whether two neighbours are statements of their own; a line's end or a number may have shown it."""
    comma = left.text.endswith((",", "、"))
    if left.known and right.known and (left.closes or comma or shown):
        return True
    # A 、 behind what is complete adds to it: 仅限网购保税商品、直购商品.
    if left.closes and not _GOES_ON.match(right.text) and not (left.opens and left.text.endswith("、")):
        return True
    if not right.opens or left.blank or _LEADS_ON.search(left.text):
        return False
    return comma or not _NEGATION.search(left.text)


def _recognise(text: str, *, alone: bool = False) -> _Piece:
    """Look a text up in the table of wordings."""
    core = _HEAD.sub("", text).rstrip(",、;。.")
    inside = _BRACKETED.fullmatch(core)
    for wording in (*_WORDINGS, *_ALONE) if alone else _WORDINGS:
        match = wording.pattern.fullmatch(inside[1] if inside else core)
        condition = wording.make(match) if match else None
        # Other words in brackets belong to the words before them.
        if condition and (alone or not inside or (wording.opens and wording.closes)):
            return _Piece(text, condition, known=True, opens=wording.opens, closes=wording.closes)
    return _Piece(text, UnreadCondition(text=""), blank=not core)
