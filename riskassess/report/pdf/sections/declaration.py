"""The declaration: what is declared, two names, the date, and room for the company seal."""

from __future__ import annotations

from copy import copy

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import both_words, put_line, put_text
from riskassess.report.pdf.prose import Prose
from riskassess.report.phrases import Phrases


def declaration(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    model = phrases.model
    key = "declaration.draft" if model.is_draft else "declaration.finished"
    text = phrases.say(
        "declaration.text", client=phrases.client(), project=phrases.project(), day=phrases.day(model.answers.as_of)
    )
    return [
        Prose(text, style.BODY.but(after=10.0)),
        Prose(phrases.say(key, revision=model.revision), style.BODY.but(after=10.0)),
        Spacer(1, 20),
        _Signatures(phrases),
    ]


class _Signatures(Flowable):
    """Draw two names with their lines, the date, and beside them the dashed box for the seal."""

    SEAL = 44 * mm

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        model = phrases.model
        date = phrases.day(model.finished_on) if model.finished_on else ""
        self.rows = [
            (phrases.say("declaration.prepared_by"), Prose(model.prepared_by, style.BODY)),
            (phrases.say("declaration.approved_by"), Prose(model.approved_by, style.BODY)),
            (phrases.say("declaration.date"), Prose(date, style.BODY)),
        ]
        self.seal = phrases.say("declaration.seal")

    def beside(self, other: _Signatures) -> _Signatures:
        """Return the lines with the labels of both languages."""
        made = copy(self)
        made.rows = [(both_words(a, b), name) for (a, name), (b, _) in zip(self.rows, other.rows, strict=True)]
        made.seal = both_words(self.seal, other.seal)
        return made

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.width, self.end = avail_width, avail_width - self.SEAL - 36
        for _, name in self.rows:
            name.wrap(self.end - 110, avail_height)
        self.height = max(self.SEAL, sum(self._row_height(name) for _, name in self.rows))
        return avail_width, self.height

    def _row_height(self, name: Prose) -> float:
        return name.height + 30

    def draw(self) -> None:
        canv, y = self.canv, self.height
        for label, name in self.rows:
            y -= self._row_height(name)
            name.drawOn(canv, 110, y + 14)
            put_text(canv, 0, y + 14 + name.height - 12, label, 10, colour=style.TEXT2)
            put_line(canv, 110, y + 12, self.end, y + 12, style.HEAD_RULE, style.EDGE)
        x, y = self.width - self.SEAL, self.height - self.SEAL
        canv.setDash(4, 3)
        canv.setStrokeColor(style.EDGE)
        canv.setLineWidth(0.75)
        canv.rect(x, y, self.SEAL, self.SEAL, stroke=1, fill=0)
        canv.setDash()
        put_text(canv, x + self.SEAL / 2, y + self.SEAL / 2 - 3, self.seal, 9, colour=style.TEXT3, align="centre")
