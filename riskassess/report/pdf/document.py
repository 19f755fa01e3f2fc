"""From a model to pages: the order of the sections, the two kinds of page, and one pass over all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from riskassess.report.model import ReportModel
from riskassess.report.pdf import style
from riskassess.report.pdf.bilingual import paired
from riskassess.report.pdf.charts.strokes import both_words
from riskassess.report.pdf.embedding import load_fonts
from riskassess.report.pdf.flow import kept, page_or_rest, settled
from riskassess.report.pdf.furniture import Anchor, Furniture, ReportCanvas, contents_height
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.sections import SECTIONS, Section
from riskassess.report.pdf.sections.cover import cover
from riskassess.report.phrases import Phrases

Progress = Callable[[float], None]
"""Told how far the work is, 0 to 1; what it raises ends the work and nothing is written."""
BETWEEN_SECTIONS = 24.0
Spoken = Sequence[Phrases]
"""The phrases of every language of the report, the first language first."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Hold where the cover's text ends and the contents and the caution begin."""

    caution: list[Flowable]
    contents_top: float


def lay_out(model: ReportModel, progress: Progress | None = None) -> bytes:
    """Return the report's pages as a PDF without attachments."""
    load_fonts()
    rl_config.useA85 = 0  # binary streams are quicker to write, and pikepdf makes them binary anyway
    spoken = [Phrases(model, language) for language in model.languages]
    sections = _sections(model)
    furniture = _furniture(spoken)
    layout = _cover_layout(spoken, len(sections), furniture.contents_columns)
    target = BytesIO()
    size = (style.PAGE_WIDTH, style.PAGE_HEIGHT)
    # Pages are compressed by pikepdf, which would take apart what ReportLab compressed and compress it again.
    template = BaseDocTemplate(target, pagesize=size, invariant=1, lang=None, pageCompression=0)
    template.addPageTemplates(_page_templates(layout))
    if progress:
        _report_progress(template, progress)

    def canvas(*args: Any, **options: Any) -> ReportCanvas:
        made = ReportCanvas(*args, **options)
        made.furniture, made.contents_top = furniture, layout.contents_top
        return made

    template.build(list(settled(_story(spoken, sections))), canvasmaker=canvas)
    return target.getvalue()


def story(model: ReportModel) -> list[Flowable]:
    """Return what the pages are made from, in reading order, before it is set."""
    load_fonts()
    return _story([Phrases(model, language) for language in model.languages], _sections(model))


def _sections(model: ReportModel) -> list[Section]:
    return [section for section in SECTIONS if section.key not in model.left_out and section.wanted(model)]


def _together(stories: Iterable[list[Flowable]]) -> list[Flowable]:
    """Return the stories of all languages as one."""
    return reduce(paired, stories)


def _said(spoken: Spoken, key: str) -> str:
    return reduce(both_words, (phrases.say(key) for phrases in spoken))


def _story(spoken: Spoken, sections: list[Section]) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("body"), *_together(cover(phrases) for phrases in spoken)]
    alone = True
    for section in sections:
        part = _one_page_each(spoken, section) if section.one_page else _flowing(spoken, section)
        if alone or section.own_page:
            story.append(PageBreak())
        elif section.starts_page:
            story.append(page_or_rest(part))
        story += part
        alone = section.own_page
    return story


def _flowing(spoken: Spoken, section: Section) -> list[Flowable]:
    body = _together(section.build(phrases) for phrases in spoken)
    title = _together([_title(phrases, section, BETWEEN_SECTIONS)] for phrases in spoken)
    return kept([_anchor(spoken, section), *title], body, with_next=2)


def _one_page_each(spoken: Spoken, section: Section) -> list[Flowable]:
    story: list[Flowable] = [_anchor(spoken, section)]
    for number, phrases in enumerate(spoken):
        story += [PageBreak()] if number else []
        story += [_title(phrases, section, 0.0), *section.build(phrases)]
    return story


def _anchor(spoken: Spoken, section: Section) -> Anchor:
    return Anchor(f"section-{section.key}", _said(spoken, f"sections.{section.key}"), 0)


def _title(phrases: Phrases, section: Section, before: float) -> Prose:
    return Prose(phrases.say(f"sections.{section.key}"), style.SECTION.but(before=before))


def _cover_layout(spoken: Spoken, entries: int, columns: int) -> _Layout:
    text = spoken[0].model.pack.caution
    caution = _together([Prose(phrases.word(text), style.NOTE)] for phrases in spoken) if text else []
    height = sum(part.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)[1] + 14 for part in caution)
    return _Layout(caution, style.MARGIN_BOTTOM + 8 + height + contents_height(entries, columns))


def _page_templates(layout: _Layout) -> list[PageTemplate]:
    def draw_caution(canv: Any, _document: Any) -> None:
        for part in layout.caution:
            part.drawOn(canv, style.MARGIN_SIDE, style.MARGIN_BOTTOM + 4)

    top = style.PAGE_HEIGHT - style.MARGIN_TOP
    cover_frame = _frame(min(layout.contents_top + 12, top - 200))
    frame = _frame(style.MARGIN_BOTTOM)
    return [PageTemplate("cover", [cover_frame], onPage=draw_caution), PageTemplate("body", [frame])]


def _frame(bottom: float) -> Frame:
    height = style.PAGE_HEIGHT - style.MARGIN_TOP - bottom
    none = 0.0
    return Frame(style.MARGIN_SIDE, bottom, style.TEXT_WIDTH, height, none, none, none, none)


def _furniture(spoken: Spoken) -> Furniture:
    first = spoken[0]
    model = first.model
    state = _said(spoken, "furniture.draft" if model.is_draft else "furniture.finished")
    return Furniture(
        left=first.say("furniture.left", client=first.client(), project=first.project()),
        state=state,
        day=(model.finished_on or model.answers.as_of).isoformat(),
        mark=state if model.is_draft else "",
        contents=_said(spoken, "furniture.contents"),
        contents_columns=2 if len(spoken) == 1 else 1,
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
