"""Search that finds Chinese words: Sphinx' English search, with Chinese text in pairs of characters.

Chinese is written without spaces, so Sphinx takes a whole sentence for one word. Here a run of Chinese characters is
known by each of its characters and each pair of neighbours, and a query is split into the same pairs. Sphinx skips
numbers in a query; people look for customs modes such as 1210, and for codes, so a number has a letter before it.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HAN = "\u3400-\u9fff\uf900-\ufaff"
RUNS = re.compile(f"[{HAN}]+|[^\\W{HAN}]+")


class EnglishAndChinese(SearchEnglish):
    """Splits at spaces and punctuation, and Chinese text into pairs; stems English words."""

    js_splitter_code = f"""
var splitQuery = (query) =>
  (query.normalize("NFKC").match(/[{HAN}]+|[\\p{{Letter}}\\p{{Number}}_]+/gu) || []).flatMap((run) =>
    [...run.matchAll(/[{HAN}]+|[^{HAN}]+/gu)].flatMap(([part]) =>
      /[{HAN}]/u.test(part) && part.length > 1
        ? [...part].slice(1).map((character, index) => part[index] + character)
        : [/^[0-9]+$/.test(part) ? "n" + part : part]));
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx' own name
        """Split a text into the words by which it is found."""
        words: list[str] = []
        for run in RUNS.findall(input):
            if re.match(f"[{HAN}]", run):
                words += [*run, *(first + second for first, second in itertools.pairwise(run))]
            else:
                words.append(f"n{run}" if re.fullmatch("[0-9]+", run) else run)
        return words


def spread_keywords(app: Sphinx, page: nodes.document, name: str) -> None:  # noqa: ARG001 - Sphinx' own order
    """Add to the keywords of a page the words by which they are found: Sphinx takes each for one word."""
    language = EnglishAndChinese({})
    for meta in page.findall(nodes.meta):
        if meta.get("name") == "keywords":
            words = [word.strip() for word in meta["content"].split(",")]
            meta["content"] = ", ".join(dict.fromkeys([*words, *language.split(" ".join(words))]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Put it in the place of the English search."""
    app.add_search_language(EnglishAndChinese)
    app.connect("doctree-resolved", spread_keywords)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
