"""The planning report as PDF: what is weak, whom it concerns, what helps; then what is protected, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Spacer

from riskassess.report.district.model import DistrictModel, Gap, Help, Part
from riskassess.report.district.words import Words
from riskassess.report.pdf import style
from riskassess.report.pdf.bilingual import paired
from riskassess.report.pdf.charts.shares import BandFigure, QuartileCells, ShareBar
from riskassess.report.pdf.charts.strokes import both_words
from riskassess.report.pdf.embedding import load_fonts
from riskassess.report.pdf.finishing import Enclosed, archived
from riskassess.report.pdf.flow import kept, settled, titled
from riskassess.report.pdf.fonts import legible, shown, width_of
from riskassess.report.pdf.furniture import Anchor, Furniture, ReportCanvas, contents_height
from riskassess.report.pdf.prose import Labelled, Prose, strong
from riskassess.report.pdf.rows import Cell, Column, Rows

BENCHMARK_NAME = "benchmark.json"
_FIRST = 12
"""Gaps and measures that are shown at once; the others follow in a table of their own."""
_BAR, _FIGURE = 90.0, 36.0
"""Widths of columns: of a bar, of the words over a shaded figure."""
_PER_TABLE = 10
"""Domains that stand side by side."""
_SMALL = style.TABLE.but(size=8.0, line=12.0)


def pdf_bytes(model: DistrictModel) -> bytes:
    """Return the report as a PDF; equal models give equal bytes."""
    words = [Words(model, language) for language in model.languages]
    content = _laid_out(words)
    about = {
        "Title": legible(words[0].say("title", call=words[0].word(model.title))),
        "Author": legible(model.contact),
        "Subject": legible(words[0].word(model.pack.title)),
    }
    language = words[0].texts("report.metadata.language")
    enclosed = Enclosed(BENCHMARK_NAME, model.benchmark, words[0].say("enclosed"))
    return archived(content, about, model.published, language, (enclosed,))


def _laid_out(words: Sequence[Words]) -> bytes:
    load_fonts()
    rl_config.useA85 = 0
    first, model = words[0], words[0].model
    sections = _sections(model)
    columns = 2 if len(words) == 1 else 1
    furniture = Furniture(
        left=first.say("title", call=first.word(model.title)),
        state=_both(words, "published"),
        day=model.published.isoformat(),
        mark="",
        contents=_both(words, "contents"),
        contents_columns=columns,
    )
    top = style.MARGIN_BOTTOM + contents_height(len(sections), columns)
    target = BytesIO()
    size = (style.PAGE_WIDTH, style.PAGE_HEIGHT)
    template = BaseDocTemplate(target, pagesize=size, invariant=1, lang=None, pageCompression=0)
    template.addPageTemplates(
        [PageTemplate("cover", [_frame(top + 12)]), PageTemplate("body", [_frame(style.MARGIN_BOTTOM)])]
    )

    def canvas(*args: Any, **options: Any) -> ReportCanvas:
        made = ReportCanvas(*args, **options)
        made.furniture, made.contents_top = furniture, top
        return made

    template.build(list(settled(_story(words, sections))), canvasmaker=canvas)
    return target.getvalue()


def _frame(bottom: float) -> Frame:
    height = style.PAGE_HEIGHT - style.MARGIN_TOP - bottom
    return Frame(style.MARGIN_SIDE, bottom, style.TEXT_WIDTH, height, 0, 0, 0, 0)


def _both(words: Sequence[Words], key: str) -> str:
    return reduce(both_words, (one.say(key) for one in words))


Section = Callable[[Words], list[Flowable]]


def _sections(model: DistrictModel) -> dict[str, Section]:
    """Return the sections by their names, in reading order; what is not known has none."""
    sections: dict[str, Section] = {"brief": _brief, "taking_part": _taking_part, "domains": _domains}
    if len(model.parts) > 1:
        sections["parts"] = _parts
    if model.gaps:
        sections["gaps"] = _gaps
    if any(part.gaps for part in model.parts):
        sections["part_gaps"] = _part_gaps
    if model.measures:
        sections["measures"] = _measures
    return {**sections, "protected": _protected}


def _story(words: Sequence[Words], sections: dict[str, Section]) -> list[Flowable]:
    covers = reduce(paired, (_cover(one) for one in words))
    story: list[Flowable] = [NextPageTemplate("body"), *covers, PageBreak()]
    for number, (key, build) in enumerate(sections.items()):
        title = f"sections.{key}"
        before = 24.0 if number else 0.0
        heads = ([Prose(one.say(title), style.SECTION.but(before=before))] for one in words)
        body = reduce(paired, (build(one) for one in words))
        story += kept([Anchor(f"section-{key}", _both(words, title), 0), *reduce(paired, heads)], body, with_next=2)
    return story


def _cover(words: Words) -> list[Flowable]:
    model = words.model
    facts = {
        "call": words.word(model.title),
        "by": model.contact,
        "on": words.day(model.published),
        "who": words.size(model.whole),
        "asked": f"{words.word(model.pack.title)} {model.pack.version}",
    }
    labels = {key: words.say(f"cover.{key}") for key in facts}
    label = style.BODY.but(colour=style.TEXT2)
    width = max(width_of(shown(name), label.size) for name in labels.values()) + 24
    rows = [Labelled(Prose(labels[k], label), [Prose(v, style.BODY)], width, after=4.0) for k, v in facts.items()]
    return [
        Spacer(1, 84 if len(model.languages) == 1 else 36),
        Prose(words.word(model.pack.title), style.BODY.but(colour=style.TEXT2)),
        Prose(words.word(model.title), style.COVER_TITLE),
        Prose(words.say("kind"), style.COVER_KIND.but(after=24.0)),
        *rows,
        Prose(words.say("cover.public"), style.NOTE.but(before=14.0)),
    ]


def _listed(sentences: Sequence[str]) -> list[Flowable]:
    return [Prose(sentence, style.BODY) for sentence in sentences]


def _brief(words: Words) -> list[Flowable]:
    return _listed(words.in_brief())


def _taking_part(words: Words) -> list[Flowable]:
    model = words.model
    columns = [
        Column(words.say("columns.grade")),
        Column("", _BAR),
        Column(words.say("columns.claimed"), 74, "right"),
        Column("", _BAR),
        Column(words.say("columns.substantiated"), 84, "right"),
    ]
    rows: list[list[Cell]] = [
        [words.grade(grade), *_share_cells(words, claimed), *_share_cells(words, model.grades_substantiated[grade])]
        for grade, claimed in model.grades.items()
    ]
    intro = words.say("taking_part.intro", size=words.size(model.whole), day=words.day(model.whole.as_of))
    quartiles = words.say(
        "taking_part.readiness", median=words.band(model.readiness.p50), middle=words.middle(model.readiness)
    )
    note = words.say("taking_part.note")
    return [Prose(intro, style.BODY), Prose(quartiles, style.BODY), Rows(columns, rows), Prose(note, style.NOTE)]


def _share_cells(words: Words, share: int, step: int = 5) -> tuple[Cell, Cell]:
    return ShareBar(share / 100), words.share(share, step)


def _domains(words: Words) -> list[Flowable]:
    whole = words.model.whole
    columns = [
        Column(words.say("columns.domain")),
        Column("", 150),
        Column(words.say("columns.median"), 70, "right"),
        Column(words.say("columns.middle"), 80, "right"),
    ]
    rows = [
        [words.named(name), QuartileCells(found), words.band(found.p50), words.middle(found)]
        for name, found in ((name, whole.domains[name]) for name in whole.weakest)
    ]
    intro, note = words.say("domains.intro"), words.say("domains.note")
    return [Prose(intro, style.BODY), Rows(columns, rows), Prose(note, style.NOTE)]


def _parts(words: Words) -> list[Flowable]:
    """Return who the groups are, by numbers, and the medians of each as a table of shaded figures."""
    model = words.model
    domains = list(model.whole.domains)
    body: list[Flowable] = [Prose(words.say("groups.intro", k=model.k), style.BODY), _groups(words)]
    old = [part for part in model.parts if part.as_of != model.published]
    body += [Prose(words.say("parts.kept", count=len(old)), style.NOTE)] if old else []
    tables = [_medians(words, domains[start : start + _PER_TABLE]) for start in range(0, len(domains), _PER_TABLE)]
    body += titled(words.say("parts.title"), [Prose(words.say("parts.intro"), style.BODY), *tables], with_next=2)
    return [*body, Prose(words.say("parts.note"), style.NOTE)]


def _groups(words: Words) -> Rows:
    columns = [
        Column(words.say("columns.group"), 34),
        Column(words.say("columns.groups")),
        Column(words.say("columns.size"), 56, "right"),
        Column(words.say("columns.as_of"), 64, "right"),
    ]
    rows = (
        [str(number), _who(words, part), f"{part.size[0]}–{part.size[1]}", part.as_of.isoformat()]
        for number, part in enumerate(words.model.parts, 1)
    )
    return Rows(columns, rows, text=_SMALL)


def _who(words: Words, part: Part) -> str:
    return words.title(part) if len(part.titles) == 1 else words.say("groups.merged", list=words.title(part))


def _medians(words: Words, domains: Sequence[str]) -> Rows:
    columns = [Column(words.say("columns.group"), 50)]
    columns += [Column(_head(words, domain), 0, "centre") for domain in domains]
    rows: list[list[Cell]] = [
        [str(number), *(BandFigure(part.domains[domain].p50) for domain in domains)]
        for number, part in enumerate(words.model.parts, 1)
    ]
    return Rows(columns, rows, text=_SMALL)


def _head(words: Words, domain: str) -> str:
    """Return a domain's short name where it fits the column, else its identifier."""
    name = words.short(domain)
    return name if width_of(shown(name), 8, bold=True) <= _FIGURE else domain


def _gaps(words: Words) -> list[Flowable]:
    model = words.model
    body: list[Flowable] = [Prose(words.say("gaps.intro"), style.BODY), _gap_table(words, model.gaps[:_FIRST])]
    if len(model.gaps) > _FIRST:
        body += titled(words.say("gaps.others"), [_gap_table(words, model.gaps[_FIRST:])])
    return [*body, Prose(words.say("gaps.note"), style.NOTE)]


def _gap_table(words: Words, gaps: Sequence[Gap], step: int = 5) -> Rows:
    columns = [
        Column(words.say("columns.question")),
        Column(words.say("columns.domain"), 84),
        Column("", _BAR),
        Column(words.say("columns.below"), 70, "right"),
    ]
    pack = words.model.pack
    return Rows(
        columns,
        [
            [
                words.question(gap.question),
                words.short(pack.question_by_id[gap.question].domain),
                ShareBar(gap.per_cent / 100, marked=gap.per_cent >= 50),
                words.share(gap.per_cent, step),
            ]
            for gap in gaps
        ],
    )


def _part_gaps(words: Words) -> list[Flowable]:
    body: list[Flowable] = [Prose(words.say("part_gaps.intro"), style.BODY)]
    for number, part in enumerate(words.model.parts, 1):
        if part.gaps and part.step:
            measures = words.join(words.measure(one.id) for one in part.measures[:3])
            said = words.say("part_gaps.measures", list=measures, step=part.step)
            table = _gap_table(words, part.gaps[:5], part.step)
            who = Prose(words.title(part), style.NOTE.but(before=0.0))
            heading = words.say("part_gaps.group", number=number)
            body += titled(heading, [who, table, Prose(said, style.NOTE)], with_next=2)
    return body


def _measures(words: Words) -> list[Flowable]:
    model = words.model
    most, policy = model.measures[0].relevance, style.NOTE.but(before=0.0)
    columns = [
        Column(words.say("columns.measure")),
        Column("", _BAR),
        Column(words.say("columns.relevance"), 62, "right"),
        Column(words.say("columns.questions"), 50, "right"),
    ]
    rows: list[list[Cell]] = [
        [
            [
                Prose(strong(words.measure(one.id)), style.TABLE),
                Prose(words.policy(one.id), policy),
            ],
            ShareBar(one.relevance / most),
            f"{100 * one.relevance / most:.0f}",
            str(len(one.questions)),
        ]
        for one in model.measures
    ]
    body: list[Flowable] = [Prose(words.say("measures.intro"), style.BODY), Rows(columns, rows)]
    body.append(Prose(words.say("measures.note"), style.NOTE))
    for one in model.measures[:_FIRST]:
        body += titled(words.measure(one.id), list(_support(words, one)), with_next=2)
    return body


def _support(words: Words, one: Help) -> Iterator[Flowable]:
    model = words.model
    yield Prose(words.say("measures.units", units=words.units(one.id)), style.BODY)
    _, measure = next((p, m) for p, m in model.pack.measures if m.id == one.id)
    helping = [model.instruments[i.id] for i in measure.instruments if i.id in model.instruments]
    helping.sort(key=lambda help_: (-round(help_.relevance, 9), help_.id))
    columns = [Column(words.say("columns.instrument"), 150), Column(words.say("columns.ask_at"), 150)]
    columns.append(Column(words.say("columns.closes")))
    rows: list[list[Cell]] = []
    for help_ in helping:
        instrument = model.pack.instrument_by_id[help_.id][2]
        closes = words.join(words.question(name) for name in help_.questions)
        rows.append([words.word(instrument.title), words.word(instrument.ask_at), closes])
    yield Rows(columns, rows, text=_SMALL)


def _protected(words: Words) -> list[Flowable]:
    body = titled(words.say("protected.title"), _listed(words.protected()))
    if spent := words.spent():
        columns = [Column(words.say("columns.table")), Column(words.say("columns.epsilon"), 90, "right")]
        body.append(Rows(columns, [list(line) for line in spent.items()]))
    if unseen := words.join(words.question(name) for name in words.model.unseen):
        body.append(Prose(words.say("groups.unseen", list=unseen), style.NOTE))
    return [*body, *titled(words.say("limits.title"), _listed(words.not_protected()))]
