"""What an error says, as templates with facts: so it can be said in another language, and to another reader.

An error speaks to whoever asked. A program takes ``max_age=5``, the command line ``--max-age 5``: such a word is a
``Way`` in the message, with a form for each, and never a part of its text. A sentence of which both differ is a ``Way``
too. The Chinese of every template is in ``wording/chinese_messages.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Union, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Tongue = Literal["en", "zh"]
"""A language, as ``records.languages`` names it."""
_COMMA = {"en": ", ", "zh": "、"}
_SPACE = {"en": " ", "zh": ""}


@runtime_checkable
class Sayable(Protocol):
    """A fact that each language, or each reader, has a form of."""

    def said(self, lang: Tongue, *, for_command: bool) -> object:
        """Give the form for a language and a reader."""


class Way(NamedTuple):
    """A way to ask for something: as Python calls it, and as the command line takes it."""

    python: str
    command: str

    def said(self, _lang: Tongue, *, for_command: bool) -> str:
        """Give the form for a reader."""
        return self.command if for_command else self.python


class Names(NamedTuple):
    """What has a name in each language, such as a province."""

    english: str
    chinese: str

    def said(self, lang: Tongue, *, for_command: bool) -> str:  # noqa: ARG002 - the same to every reader
        """Give the name in a language."""
        return self.chinese if lang == "zh" else self.english


class OwnWord(str):
    """A word of ours among the facts, such as ``heading``, which another language has its own word for."""

    __slots__ = ()

    def said(self, lang: Tongue, *, for_command: bool) -> str:  # noqa: ARG002 - the same to every reader
        """Give the word of a language."""
        if lang == "en":
            return str(self)
        from pilotzones.wording.chinese_messages import WORDS  # noqa: PLC0415 - for those who read it

        return WORDS.get(self, str(self))


class Counted(int):
    """A number, before the name of what is counted: ``{count:, row}`` is "1 row" or "7,001 rows"."""

    def __format__(self, form: str) -> str:
        """Write the number, and the name of one behind it if the form has one."""
        number, _, noun = form.partition(" ")
        written = int(self).__format__(number)
        return f"{written} {noun}{'' if self == 1 else 's'}" if noun else written


Template = Union[str, Way]


class Message(str):  # noqa: SLOT000 - its facts are in its __dict__
    """The message of an error: English for a program, made of templates, one a sentence, and the facts in their braces.

    A fact may be a message itself, or a tuple, which is said as a list.

    >>> message = Message("Leave {way} out.", way=Way("max_age=", "--max-age"))
    >>> print(message, message.said("en", for_command=True))
    Leave max_age= out. Leave --max-age out.
    """

    templates: tuple[Template, ...]
    facts: dict[str, object]

    def __new__(cls, *templates: Template, **facts: object) -> Message:  # noqa: PYI034 - Python 3.10 has no Self
        """Put the facts into the templates."""
        made = super().__new__(cls, _put_in(templates, facts, "en", for_command=False))
        made.templates, made.facts = templates, facts
        return made

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[tuple[Template, ...], dict[str, object]]]:
        """Pickle the templates and the facts."""
        return _make, (self.templates, self.facts)

    def said(self, lang: Tongue, *, for_command: bool) -> str:
        """Say it in a language; in English where there is no Chinese for it."""
        if lang == "zh":
            from pilotzones.wording.chinese_messages import MESSAGES  # noqa: PLC0415 - for those who read it

            chosen = [_one_of(template, for_command=for_command) for template in self.templates]
            if MESSAGES.keys() >= set(chosen):
                return _put_in([MESSAGES[template] for template in chosen], self.facts, "zh", for_command=for_command)
        return _put_in(self.templates, self.facts, "en", for_command=for_command)


def written_day(day: object) -> Message:
    """Make a fact of a day that each language writes in its own way; a day itself is written as ISO has it."""
    return Message("{day}", day=day)


def put_in(template: str, facts: Mapping[str, object], lang: Tongue, *, for_command: bool) -> str:
    """Put facts into a template, each in the form of a language and a reader.

    >>> put_in("Pass {way}.", {"way": Way("province='...'", "--province NAME")}, "en", for_command=True)
    'Pass --province NAME.'
    """
    return template.format(**{name: _said(fact, lang, for_command=for_command) for name, fact in facts.items()})


def _put_in(
    templates: tuple[Template, ...] | list[str], facts: Mapping[str, object], lang: Tongue, *, for_command: bool
) -> str:
    chosen = (_one_of(template, for_command=for_command) for template in templates)
    return _SPACE[lang].join(put_in(template, facts, lang, for_command=for_command) for template in chosen)


def _one_of(template: Template, *, for_command: bool) -> str:
    """Choose the sentence for a reader."""
    return template.said("en", for_command=for_command) if isinstance(template, Way) else template


def _said(fact: object, lang: Tongue, *, for_command: bool) -> object:
    if isinstance(fact, Sayable):
        return fact.said(lang, for_command=for_command)
    if isinstance(fact, tuple):
        return _COMMA[lang].join(str(_said(one, lang, for_command=for_command)) for one in fact)
    return fact


def _make(templates: tuple[Template, ...], facts: dict[str, object]) -> Message:
    return Message(*templates, **facts)
