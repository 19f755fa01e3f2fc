"""The words of the questionnaire that a reader may not know."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.fonts import shown, width_of
from riskassess.report.pdf.prose import Labelled, Prose
from riskassess.report.phrases import Phrases

WIDEST_TERM = 150.0


def glossary(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    terms = [(phrases.word(term.term), phrases.word(term.meaning)) for term in phrases.model.pack.glossary]
    bold = style.TABLE_HEAD
    width = min(max(width_of(shown(term), bold.size, True) for term, _ in terms) + 18, WIDEST_TERM)
    return [Labelled(Prose(term, bold), [Prose(meaning, style.TABLE)], width, after=5.0) for term, meaning in terms]
