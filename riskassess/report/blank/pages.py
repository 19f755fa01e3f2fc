"""The empty questionnaire as PDF: boxes to tick, lines to write on, a question never split over two pages."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Spacer

from riskassess import __version__
from riskassess.questionnaire.values import Field, Question
from riskassess.report.blank.speech import BOX, Speech
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import put_line
from riskassess.report.pdf.embedding import load_fonts
from riskassess.report.pdf.flow import kept, settled
from riskassess.report.pdf.fonts import shown, width_of
from riskassess.report.pdf.furniture import Anchor, Furniture, ReportCanvas, contents_height
from riskassess.report.pdf.prose import Labelled, Prose, quiet, strong

LINE = 21.0
"""Points between lines to write on: 7 mm, as in an exercise book."""
BOX_WIDTH = 16.0
_CONTENTS_COLUMNS = 2


class Lines(Flowable):
    """Draw a label and lines to write on, the first beside it."""

    def __init__(self, label: str, count: int) -> None:
        super().__init__()
        self.label, self.count = Prose(quiet(label), style.TABLE), count
        self.natural = width_of(shown(label), style.TABLE.size) + 8

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        self.beside = min(self.natural, avail_width / 2)
        self.label.wrap(self.beside, avail_height)
        self.height = max(LINE * self.count, self.label.height) + 4
        return avail_width, self.height

    def draw(self) -> None:
        self.label.drawOn(self.canv, 0, self.height - max(self.label.height, LINE) + 2)
        for number in range(self.count):
            y = self.height - LINE * (number + 1)
            put_line(self.canv, self.beside if number == 0 else 0, y, self.width, y, style.HAIRLINE, style.EDGE)


def pdf_bytes(speech: Speech) -> bytes:
    """Return the empty questionnaire as a PDF."""
    load_fonts()
    rl_config.useA85 = 0
    chapters = len(speech.pack.domains) + 1
    top = style.MARGIN_BOTTOM + contents_height(chapters, _CONTENTS_COLUMNS)
    furniture = Furniture(
        speech.title, speech.version, speech.pack.issued, "", speech.say("report.furniture.contents"), _CONTENTS_COLUMNS
    )
    target = BytesIO()
    template = BaseDocTemplate(target, pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT), invariant=1, lang=None)
    template.addPageTemplates(
        [PageTemplate("cover", [_frame(top + 12)]), PageTemplate("body", [_frame(style.MARGIN_BOTTOM)])]
    )

    def canvas(*args: Any, **options: Any) -> ReportCanvas:
        made = ReportCanvas(*args, **options)
        made.furniture, made.contents_top = furniture, top
        return made

    template.build(list(settled(_story(speech))), canvasmaker=canvas)
    return _named(target.getvalue(), speech)


def _frame(bottom: float) -> Frame:
    height = style.PAGE_HEIGHT - style.MARGIN_TOP - bottom
    return Frame(style.MARGIN_SIDE, bottom, style.TEXT_WIDTH, height, 0, 0, 0, 0)


def _named(content: bytes, speech: Speech) -> bytes:
    """Return the file with its title and language."""
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.docinfo = pdf.make_indirect(
            pikepdf.Dictionary(Title=speech.title, Subject=speech.version, Creator=f"riskassess {__version__}")
        )
        pdf.Root.Lang = pikepdf.String(speech.texts[0]("report.metadata.language"))
        finished = BytesIO()
        pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()


def _story(speech: Speech) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("body"), *_cover(speech), PageBreak()]
    title = speech.say("blank.profile")
    story += _chapter("profile", title)
    for field in speech.pack.fields:
        parts = _field(speech, field)
        story += kept([], parts, with_next=len(parts))
    for domain in speech.pack.domains:
        story.append(PageBreak())
        story += _chapter(domain.id, f"{speech.line(domain.title)}")
        for question in domain.questions:
            story += _question(speech, question)
    return story


def _chapter(key: str, title: str) -> list[Flowable]:
    return [Anchor(f"chapter-{key}", title, 0), Prose(title, style.SECTION)]


def _cover(speech: Speech) -> list[Flowable]:
    parts: list[Flowable] = [
        Spacer(1, 40),
        Prose(speech.say("blank.kind"), style.COVER_KIND),
        Prose(speech.title, style.COVER_TITLE),
        Prose(speech.version, style.BODY.but(colour=style.TEXT2, after=18.0)),
    ]
    parts += [
        Lines(speech.say(f"blank.{key}"), 1) for key in ("enterprise", "project", "interviewee", "interviewer", "day")
    ]
    return [*parts, Prose(speech.say("blank.how"), style.NOTE.but(before=14.0))]


def _field(speech: Speech, field: Field) -> list[Flowable]:
    parts: list[Flowable] = [
        Prose(strong(speech.line(field.title)), style.BODY.but(before=8.0, after=0.0)),
        Prose(speech.hint(field), style.NOTE.but(before=0.0)),
    ]
    if field.choices:
        parts.append(Prose("   ".join(map(speech.choice, field.choices)), style.TABLE.but(before=2.0)))
    else:
        parts.append(Lines(speech.say(f"blank.{field.kind}"), 2 if field.kind == "text" else 1))
    return parts


def _question(speech: Speech, question: Question) -> list[Flowable]:
    head: list[Flowable] = [Prose(strong(speech.named(question)), style.SUBHEADING)]
    body: list[Flowable] = [Prose(speech.word(question.ask), style.BODY.but(after=2.0))]
    about = speech.about(question)
    if about:
        body.append(Prose(about, style.NOTE.but(before=0.0, after=2.0)))
    body += [_ticked(speech.anchor(question, level)) for level in range(len(question.anchors))]
    if question.allow_na:
        body.append(_ticked(speech.say("blank.not_applicable")))
        body.append(Lines(speech.say("blank.reason"), 1))
    body += _proof(speech, question)
    return kept(head, body, with_next=len(body))


def _proof(speech: Speech, question: Question) -> Sequence[Flowable]:
    parts: list[Flowable] = []
    if speech.pack.evidence:
        label = f"{speech.say('blank.evidence')}{speech.texts[0]('report.join.after_label')}"
        parts.append(Prose(f"{label} {speech.evidence()}", style.TABLE.but(before=4.0)))
        if examples := speech.examples(question):
            parts.append(Prose(examples, style.NOTE.but(before=0.0)))
        parts.append(Lines(speech.say("blank.detail"), 1))
    return [*parts, Lines(speech.say("blank.note"), 2)]


def _ticked(words: str) -> Labelled:
    return Labelled(Prose(BOX, style.BODY), [Prose(words, style.TABLE)], BOX_WIDTH, after=1.0)
