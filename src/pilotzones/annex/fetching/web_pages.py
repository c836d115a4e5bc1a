"""A web page: its title and text, its attachments, and the further pages of a list that stands in the page itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pilotzones.annex.fetching.addresses import follow_link
from pilotzones.annex.grids.vocabulary import is_line_code, squeeze
from pilotzones.annex.readers.saved_file import take_file
from pilotzones.annex.readers.web import parse_web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.fetching.web_client import Answer

_FILES = ("xls", "xlsx", "pdf", "doc", "docx", "ods", "csv", "et", "wps", "ofd", "zip", "rar")
_FILE = re.compile(rf"\.(?:{'|'.join(_FILES)})\s*[)）】]?\s*$", re.IGNORECASE)
_WEB = re.compile(r"\.(?:html?|shtml|jhtml|jsp|aspx?|php)$|/$", re.IGNORECASE)
_ANNEX_WORDS = ("附件", "清单", "调整表", "附表")
_NOT_ANNEX_WORDS = ("解读", "答记者问", "问答", "新闻")
_NAMED_ANNEX = re.compile(r"^(?:附件|附表)|零售进口商品清单.{0,12}$")
_NEXT = re.compile(r"^(?:下一?页|后一?页|下一页[>»]*|next(?:page)?|[>»]+)$", re.IGNORECASE)
# The scripts of official sites make the links to the further pages: createPageHTML(pages, index, "name", "htm").
_SCRIPTED = re.compile(r"createPageHTML\(\s*(\d{1,3})\s*,\s*\d+\s*,\s*[\"']([\w.-]+)[\"']\s*,\s*[\"'](\w{1,6})[\"']")
_NUMBERED = re.compile(r"^(.*?)(?:_(\d{1,2}))?(\.\w{1,6})$")
_FEW_CHARACTERS = 60
_END = 60
"""The characters at the end of an address or a text in which the suffix of a file is searched."""
_CONTENT = (
    "//div[contains(@class, 'my_doccontent')]",
    "//*[@id='UCAP-CONTENT']",
    "//*[@id='zoom']",
    "//div[contains(@class, 'pages_content')]",
    "//div[contains(@class, 'TRS_Editor')]",
)
"""Where official sites keep the text of a page."""


class Link(NamedTuple):
    """A link of a page: its text on one line, and its address."""

    text: str
    address: str


class WebPage:
    """A page that was downloaded."""

    def __init__(self, answer: Answer, address: str) -> None:
        """Read a page.

        Args:
            answer: the downloaded file.
            address: the address that its links belong to; for an archived copy that of the original.

        Raises:
            AnnexFileError: for a page in an unknown encoding.
        """
        self.answer = answer
        self.address = address
        self.tree: Any = parse_web(take_file(answer.file), answer.charset)

    @property
    def title(self) -> str:
        """Its title, on one line; empty if it has none."""
        return " ".join((self.tree.findtext(".//title") or "").split())

    @property
    def text(self) -> str:
        """The text that a reader sees, without white space."""
        return squeeze("".join(self._list_texts()))

    @property
    def content(self) -> Any:  # noqa: ANN401 - lxml's
        """The element with the text of the page: the whole page if it does not mark it."""
        found = [element for path in _CONTENT for element in self.tree.xpath(path)]
        return next((element for element in found if _holds_code(element)), found[0] if found else self.tree)

    @property
    def holds_codes(self) -> bool:
        """Whether a cell of a table of the page is the code of a tariff line."""
        return _holds_code(self.tree)

    @property
    def is_scripts_only(self) -> bool:
        """Whether the page has scripts and next to no text: a browser has to run them to see more."""
        has_scripts = any(script.get("src") or (script.text or "").strip() for script in self.tree.iter("script"))
        return has_scripts and len(self.text) < _FEW_CHARACTERS

    def list_links(self) -> tuple[Link, ...]:
        """List the links of the page in order, each address once."""
        base = self.tree.find(".//base[@href]")
        beginning = self.address if base is None else follow_link(self.address, base.get("href")) or self.address
        links: dict[str, Link] = {}
        for element in self.tree.iter("a", "iframe", "embed"):
            target = element.get("href" if element.tag == "a" else "src")
            address = None if target is None else follow_link(beginning, target)
            if address is not None:
                text = " ".join(f"{''.join(element.itertext())} {element.get('title') or ''}".split())
                earlier = links.get(address)
                links[address] = Link(f"{earlier.text} {text}".strip() if earlier else text, address)
        return tuple(links.values())

    def list_attachments(self) -> tuple[Link, ...]:
        """List the links to files and to pages that are called an annex; those that look most like the annex first."""
        found = [link for link in self.list_links() if link.address != self.address and _is_attachment(link)]
        return tuple(sorted(found, key=_rank))

    def list_parts(self) -> tuple[str, ...]:
        """List the addresses of the further pages over which the list in this page is spread."""
        found: dict[str, None] = {}
        for script in self.tree.iter("script"):
            for pages, name, suffix in _SCRIPTED.findall(script.text or ""):
                names = [f"{name}{f'_{index}' if index else ''}.{suffix}" for index in range(int(pages))]
                found.update((follow_link(self.address, name) or "", None) for name in names)
        stem, _, suffix = split_number(self.address)
        for link in self.list_links():
            is_next = bool(_NEXT.match(squeeze(link.text)))
            if is_next or (suffix and split_number(link.address)[::2] == (stem, suffix)):
                found[link.address] = None
        return tuple(address for address in found if address != self.address)

    def _list_texts(self) -> Iterator[str]:
        for element in self.tree.iter():
            if element.tag not in {"script", "style", "noscript", "title"}:
                yield element.text or ""
            yield element.tail or ""


def split_number(address: str) -> tuple[str, int, str]:
    """Split the address of one page of several: what they share, its number (0 for the first), its suffix."""
    parts = _NUMBERED.match(address)
    return (parts[1], int(parts[2] or 0), parts[3]) if parts else (address, 0, "")


def _holds_code(element: Any) -> bool:  # noqa: ANN401 - lxml's
    return any(is_line_code("".join(cell.itertext()).strip()) for cell in element.iter("td", "th"))


def _is_attachment(link: Link) -> bool:
    """Decide whether a link leads to a file: by the end of its address, of a value in its query, or of its text."""
    parts = urlsplit(link.address)
    values = [unquote(pair.rpartition("=")[2]) for pair in parts.query.split("&")]
    if any(_FILE.search(text[-_END:]) for text in (unquote(parts.path), *values, link.text)):
        return True
    named = _NAMED_ANNEX.search(squeeze(link.text))
    return bool(named) and (bool(_WEB.search(parts.path)) or link.text.startswith("附"))


def _rank(link: Link) -> tuple[int, bool]:
    """Rank a link: one that is called an annex, a list or a table comes first, and files before pages."""
    text = f"{link.text} {unquote(link.address)}"
    words = sum(word in text for word in _ANNEX_WORDS) - 2 * sum(word in text for word in _NOT_ANNEX_WORDS)
    return -words, bool(_WEB.search(urlsplit(link.address).path))
