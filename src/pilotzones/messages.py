"""What an error says, as a template with facts: so it can be said in another language, and to another reader.

An error speaks to whoever asked. A program takes ``max_age=5``, the command line ``--max-age 5``: such a word is a
``Way`` in the message, with a form for each, and never a part of its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Way(NamedTuple):
    """A way to ask for something: as Python calls it, and as the command line takes it."""

    python: str
    command: str


class OwnWord(str):
    """A word of ours among the facts, such as ``heading``, which another language has its own word for."""

    __slots__ = ()


class Message(str):  # noqa: SLOT000 - its facts are in its __dict__
    """The message of an error: English for a program, made of a template and the facts in its braces.

    >>> message = Message("Leave {way} out.", way=Way("max_age=", "--max-age"))
    >>> print(message, message.written(message.template, {}, for_command=True))
    Leave max_age= out. Leave --max-age out.
    """

    template: str
    facts: dict[str, object]

    def __new__(cls, template: str, /, **facts: object) -> Message:  # noqa: PYI034 - Python 3.10 has no Self
        """Put the facts into the template."""
        made = super().__new__(cls, put_in(template, facts, for_command=False))
        made.template, made.facts = template, facts
        return made

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[str, dict[str, object]]]:
        """Pickle the template and the facts."""
        return _make, (self.template, self.facts)

    def written(self, template: str, words: Mapping[str, str], *, for_command: bool) -> str:
        """Put the facts into another template with the same names, that of another language, which has own words."""
        facts = {
            name: words.get(fact, fact) if isinstance(fact, OwnWord) else fact for name, fact in self.facts.items()
        }
        return put_in(template, facts, for_command=for_command)


def put_in(template: str, facts: dict[str, object], *, for_command: bool) -> str:
    """Put facts into a template, each way in the form of one reader.

    >>> put_in("Pass {way}.", {"way": Way("province='...'", "--province NAME")}, for_command=True)
    'Pass --province NAME.'
    """
    readers_own = {
        name: (fact.command if for_command else fact.python) if isinstance(fact, Way) else fact
        for name, fact in facts.items()
    }
    return template.format(**readers_own)


def _make(template: str, facts: dict[str, object]) -> Message:
    return Message(template, **facts)
