"""From a model to pages: the order of the sections, the two kinds of page, and one pass over all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from riskassess.report.pdf import style
from riskassess.report.pdf.embedding import load_fonts
from riskassess.report.pdf.flow import kept
from riskassess.report.pdf.furniture import Anchor, Furniture, ReportCanvas, contents_height
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.sections import SECTIONS, Section
from riskassess.report.pdf.sections.cover import cover
from riskassess.report.phrases import Phrases

Progress = Callable[[float], None]
"""Told how far the work is, 0 to 1; what it raises ends the work and nothing is written."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Hold where the cover's text ends and the contents and the caution begin."""

    caution: Prose | None
    contents_top: float


def lay_out(phrases: Phrases, progress: Progress | None = None) -> bytes:
    """Return the report's pages as a PDF without attachments."""
    load_fonts()
    rl_config.useA85 = 0  # binary streams are quicker to write, and pikepdf makes them binary anyway
    sections = [section for section in SECTIONS if section.wanted(phrases.model)]
    layout = _cover_layout(phrases, len(sections))
    target = BytesIO()
    template = BaseDocTemplate(target, pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT), invariant=1, lang=None)
    template.addPageTemplates(_page_templates(layout))
    if progress:
        _report_progress(template, progress)
    furniture = _furniture(phrases)

    def canvas(*args: Any, **options: Any) -> ReportCanvas:
        made = ReportCanvas(*args, **options)
        made.furniture, made.contents_top = furniture, layout.contents_top
        return made

    template.build(_story(phrases, sections), canvasmaker=canvas)
    return target.getvalue()


def _story(phrases: Phrases, sections: list[Section]) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("body"), *cover(phrases), PageBreak()]
    for number, section in enumerate(sections):
        body = section.build(phrases)
        title = phrases.say(f"sections.{section.key}")
        head: list[Flowable] = [Anchor(f"section-{section.key}", title, 0), Prose(title, _title_style(section, number))]
        if section.starts_page and number:
            story.append(PageBreak())
        story += kept(head, body, with_next=2)
    return story


def _title_style(section: Section, number: int) -> style.TextStyle:
    return style.SECTION if section.starts_page or not number else style.SECTION.but(before=24.0)


def _cover_layout(phrases: Phrases, entries: int) -> _Layout:
    caution = Prose(phrases.word(phrases.model.pack.caution), style.NOTE) if phrases.model.pack.caution else None
    height = caution.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)[1] + 14 if caution else 0.0
    return _Layout(caution, style.MARGIN_BOTTOM + 8 + height + contents_height(entries))


def _page_templates(layout: _Layout) -> list[PageTemplate]:
    def draw_caution(canv: Any, _document: Any) -> None:
        if layout.caution:
            layout.caution.drawOn(canv, style.MARGIN_SIDE, style.MARGIN_BOTTOM + 4)

    top = style.PAGE_HEIGHT - style.MARGIN_TOP
    cover_frame = _frame(min(layout.contents_top + 12, top - 200))
    frame = _frame(style.MARGIN_BOTTOM)
    return [PageTemplate("cover", [cover_frame], onPage=draw_caution), PageTemplate("body", [frame])]


def _frame(bottom: float) -> Frame:
    height = style.PAGE_HEIGHT - style.MARGIN_TOP - bottom
    none = 0.0
    return Frame(style.MARGIN_SIDE, bottom, style.TEXT_WIDTH, height, none, none, none, none)


def _furniture(phrases: Phrases) -> Furniture:
    model = phrases.model
    return Furniture(
        left=phrases.say("furniture.left", client=phrases.client(), project=phrases.project()),
        state=phrases.say("furniture.draft" if model.is_draft else "furniture.finished"),
        day=(model.finished_on or model.answers.as_of).isoformat(),
        mark=phrases.say("furniture.draft") if model.is_draft else "",
        contents=phrases.say("furniture.contents"),
    )


def _report_progress(template: BaseDocTemplate, progress: Progress) -> None:
    total = 1

    def heard(kind: str, value: int) -> None:
        nonlocal total
        if kind == "SIZE_EST":
            total = max(value, 1)
        elif kind == "PROGRESS":
            progress(min(0.1 + 0.8 * value / total, 0.9))

    template.setProgressCallBack(heard)
