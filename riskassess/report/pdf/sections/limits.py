"""What this report does not judge, and how long what it says holds."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.prose import Prose
from riskassess.report.phrases import Phrases

SAID = ("outcome", "honesty", "evidence", "law", "measures", "weeks", "holds")


def limits(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    pack = phrases.model.pack
    body: list[Flowable] = [Prose(phrases.word(text), style.BODY) for text in (pack.about, pack.caution) if text]
    fields = {"day": phrases.day(phrases.model.answers.as_of), "until": phrases.day(phrases.holds_until())}
    lines = [phrases.say(f"limits.{key}", **fields) for key in SAID]
    return [*body, *(Prose(phrases.say("item", text=line), style.BODY) for line in lines)]
