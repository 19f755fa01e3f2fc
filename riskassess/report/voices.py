"""One report in one language or in several at once, for the formats that do not set columns side by side.

A writer says what it wants said once, as a function of the phrases of one language; here it is said in each, and what
reads the same in all (names, numbers, what somebody typed) stands once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from riskassess.questionnaire.values import Text
from riskassess.report.model import ReportModel
from riskassess.report.phrases import Phrases

Said = Callable[[Phrases], str]


class Voices:
    """Speak about one model in every language that its report has."""

    def __init__(self, model: ReportModel) -> None:
        self.model = model
        self.each = tuple(Phrases(model, language) for language in model.languages)
        self.first = self.each[0]

    def all(self, said: Said) -> tuple[str, ...]:
        """Return a text in each language, each wording once."""
        return tuple(dict.fromkeys(said(phrases) for phrases in self.each))

    def line(self, said: Said) -> str:
        """Return a text in each language on one line, as labels and headings are written."""
        return " / ".join(self.all(said))

    def lines(self, said: Said) -> str:
        """Return a text in each language, a line each, as longer texts are written."""
        return "\n".join(self.all(said))

    def say(self, key: str, /, **fields: object) -> str:
        """Return a text of the catalogue on one line; the key has its part in front."""
        return self.line(lambda phrases: phrases.texts(key, **fields))

    def word(self, text: Text) -> str:
        """Return a text of the pack, a line for each language."""
        return self.lines(lambda phrases: phrases.word(text))

    def join(self, texts: Iterable[Text]) -> str:
        """Return texts of the pack as one list in each language."""
        listed = tuple(texts)
        return self.lines(lambda phrases: phrases.join(map(phrases.word, listed)))
