"""The words of the questionnaire that a reader may not know."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.fonts import shown, width_of
from riskassess.report.pdf.prose import Labelled, Prose
from riskassess.report.phrases import Phrases

WIDEST_TERM = 150.0
GAPS = (5.0, 4.0, 3.0)
"""Between terms; less where that saves a page with a few lines."""


def glossary(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    terms = [(phrases.word(term.term), phrases.word(term.meaning)) for term in phrases.model.pack.glossary]
    bold = style.TABLE_HEAD
    width = min(max(width_of(shown(term), bold.size, True) for term, _ in terms) + 18, WIDEST_TERM)
    heights = [Prose(meaning, style.TABLE).wrap(style.TEXT_WIDTH - width, 0)[1] for _, meaning in terms]
    after = next((gap for gap in GAPS if not _runs_over(sum(heights) + gap * len(terms))), GAPS[0])
    return [Labelled(Prose(term, bold), [Prose(meaning, style.TABLE)], width, after=after) for term, meaning in terms]


def _runs_over(height: float) -> bool:
    """Tell whether a list on pages of its own would leave a few lines for the last."""
    full, rest = divmod(height + style.SECTION.line + style.SECTION.after, style.TEXT_HEIGHT)
    return full > 0 and rest < style.TEXT_HEIGHT / 8
