"""What is asked: the options, the language, and the dataset, which is loaded where it is needed."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from pilotzones.cli.labels import Labels
from pilotzones.cli.wrong_use import wrong_use
from pilotzones.dataset import Dataset

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.output import Output
    from pilotzones.records.languages import Language
    from pilotzones.wording.sentences import Sentences


class Asked:
    """A question as it was typed.

    Attributes:
        options: the words after the command.
        lang: the language of the answer.
        say: the words of that language.
        data: the dataset that is asked.
        sentences: the sentences of the library in that language.
        out: where notes and progress go; the answer itself is returned.
        old: the sentence that old data answered; empty while none did.
    """

    def __init__(self, options: argparse.Namespace, out: Output) -> None:
        """Take the options, and find the dataset that they name."""
        self.options, self.out = options, out
        self.lang: Language = options.lang or "en"
        self.say = Labels(self.lang)
        self.data = find_data(options)
        self.old = ""

    def tell_age(self) -> None:
        """Say beside an answer for programs that it is about a day long after the data was checked, if it is."""
        if self.old:
            self.out.note(self.old)

    @functools.cached_property
    def sentences(self) -> Sentences:
        """The sentences of answers, in that language and in the words of the command line."""
        from pilotzones.wording.sentences import Sentences  # noqa: PLC0415 - few answers need them

        return Sentences(self.lang, for_command=True)


def find_data(options: argparse.Namespace) -> Dataset:
    """Load the folders that the user names; the default dataset loads by itself when it is asked."""
    return Dataset.load(*options.data) if options.data else Dataset.default()


def find_sound_data(options: argparse.Namespace, out: Output) -> Dataset:
    """Load what the user names, or the default dataset; the bundled tables where what is installed is damaged.

    So damaged data can be replaced by the command that makes them.
    """
    from pilotzones.annex.known_data import find_data as find_known  # noqa: PLC0415 - for commands on annexes

    data, notes = find_known(Dataset.load(*options.data) if options.data else None)
    for note in notes:
        out.note(note)
    return data


def refuse_data(options: argparse.Namespace, command: str) -> None:
    """Refuse ``--data`` for a command that asks no dataset.

    Raises:
        WrongUseError: if it is given.
    """
    if options.data:
        raise wrong_use("--data is not used by '{command}', which asks no tables. Leave it out.", command=command)
