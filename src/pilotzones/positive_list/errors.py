"""Errors about the positive list and its editions."""

from __future__ import annotations

import abc
import datetime
from typing import TYPE_CHECKING

from pilotzones import records
from pilotzones.arguments import Fact, as_fact
from pilotzones.errors import PilotZonesError

if TYPE_CHECKING:
    from pilotzones.wording.sentences import Sentences


class ExplainedError:
    """What the errors that tell of the positive list share: they explain themselves in two languages."""

    def explain(self, lang: records.Language = "en") -> str:
        """Say what is wrong, and what to do.

        Args:
            lang: ``"en"`` for English, ``"zh"`` for Chinese.

        Returns:
            The sentences; in English those of the message.

        Raises:
            ArgumentTypeError: if ``lang`` is another word.
        """
        from pilotzones.wording.sentences import in_language  # noqa: PLC0415 - only where sentences are asked for

        sentences = in_language(lang)
        return str(self) if lang == "en" else self._written(sentences)

    def for_command(self, lang: records.Language) -> str:
        """Inner face: say it to a person at the command line."""
        from pilotzones.wording.sentences import Sentences  # noqa: PLC0415 - as above

        return self._written(Sentences(lang, for_command=True))

    @abc.abstractmethod
    def _written(self, sentences: Sentences) -> str:
        """Write the sentences of a language."""


class NoListInForceError(ExplainedError, PilotZonesError, LookupError):
    """A day before the first positive list came into force, on ``first_day``."""

    def __init__(self, message: str, *, date: datetime.date, first_day: datetime.date) -> None:
        super().__init__(message)
        self.date = date
        self.first_day = first_day

    def _written(self, sentences: Sentences) -> str:
        return sentences.no_list_in_force(self.date, self.first_day)


class UnknownEditionError(ExplainedError, PilotZonesError, LookupError):
    """An id or day that no edition of the positive list has: ``edition``, quoted if it is neither text nor day.

    ``editions`` are the ids that there are.
    """

    def __init__(self, message: str, *, edition: object, editions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.edition: Fact = as_fact(edition)
        self.editions = editions

    def _written(self, sentences: Sentences) -> str:
        return sentences.unknown_edition(self.edition, self.editions)


class EditionOrderError(ExplainedError, PilotZonesError, ValueError):
    """Two editions to compare in the wrong order, the newer one first; the ids are as they were passed."""

    def __init__(self, message: str, *, older: str, newer: str) -> None:
        super().__init__(message)
        self.older = older
        self.newer = newer

    def _written(self, sentences: Sentences) -> str:
        return sentences.edition_order(self.older, self.newer)


class UnknownEligibilityError(ExplainedError, PilotZonesError, LookupError):
    """A code of which the data cannot tell whether it was on the list.

    ``verdict`` is what ``eligibility`` returns for the same question; its ``missing``
    holds the announcements whose annexes would decide the answer.
    """

    def __init__(self, message: str, *, verdict: records.Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict

    def _written(self, sentences: Sentences) -> str:
        return sentences.unknown(self.verdict)
