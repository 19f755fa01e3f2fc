"""The planning report as a workbook: a sheet for each table, with the spreadsheet's own charts beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.chart import BarChart, Reference

from riskassess.report.district.model import DistrictModel
from riskassess.report.district.words import Words
from riskassess.report.xlsx.book import FIRST_ROW, Book, Column, Sheet
from riskassess.report.xlsx.dress import ACCENT

_COLOURS = (ACCENT, "92B5BA")

Said = Callable[[Words], str]
_CHART_WIDTH, _ROW = 18.0, 0.62
"""Centimetres: of a chart, and of each of its bars."""


class _Voices:
    """Say things in every language of the report, a line for each."""

    def __init__(self, model: DistrictModel) -> None:
        self.model = model
        self.each = [Words(model, language) for language in model.languages]

    def lines(self, said: Said) -> str:
        return "\n".join(dict.fromkeys(said(words) for words in self.each))

    def say(self, key: str, /, **fields: object) -> str:
        return " / ".join(dict.fromkeys(words.say(key, **fields) for words in self.each))


def xlsx_bytes(model: DistrictModel) -> bytes:
    """Return the report as a workbook; equal models give equal bytes."""
    voices = _Voices(model)
    title = voices.each[0].say("title", call=voices.each[0].word(model.title))
    book = Book(title=title, author=model.contact, left=title, mark="", language=model.languages[0])
    for write in (_brief, _grades, _domains, _parts, _gaps, _part_gaps, _measures, _instruments, _protected):
        write(book, voices)
    return book.content(model.published)


def _brief(book: Book, voices: _Voices) -> None:
    model = voices.model
    sheet = book.sheet(voices.say("sections.brief"), voices.say("cover.public"), [Column("", 26), Column("", 100)])
    for key, said in (
        ("call", lambda w: w.word(model.title)),
        ("by", lambda _: model.contact),
        ("on", lambda w: w.day(model.published)),
        ("who", lambda w: w.size(model.whole)),
        ("asked", lambda w: f"{w.word(model.pack.title)} {model.pack.version}"),
    ):
        book.row(sheet, [voices.say(f"cover.{key}"), voices.lines(said)])
    book.gap(sheet)
    for number in range(len(voices.each[0].in_brief())):
        book.row(sheet, ["", voices.lines(lambda words, n=number: words.in_brief()[n])])  # type: ignore[misc]


def _grades(book: Book, voices: _Voices) -> None:
    model = voices.model
    heads = ("grade", "claimed", "substantiated")
    widths = (26, 20, 24)
    columns = [
        Column(voices.say(f"columns.{h}"), w, "text" if h == "grade" else "whole")
        for h, w in zip(heads, widths, strict=True)
    ]
    sheet = book.sheet(voices.say("sections.taking_part"), voices.say("taking_part.note"), columns)
    for grade, share in model.grades.items():
        book.row(sheet, [voices.lines(lambda w, g=grade: w.grade(g)), share, model.grades_substantiated[grade]])  # type: ignore[misc]
    _chart(sheet, (1, 2), len(model.grades), upright=True)


def _domains(book: Book, voices: _Voices) -> None:
    model = voices.model
    columns = [Column(voices.say("columns.domain"), 36)]
    columns += [Column(voices.say(f"columns.{q}"), 16, "whole") for q in ("p25", "p50", "p75")]
    sheet = book.sheet(voices.say("sections.domains"), voices.say("domains.sheet_note"), columns)
    for domain in model.whole.weakest:
        found = model.whole.domains[domain]
        figures = [10 * band for band in (found.p25, found.p50, found.p75)]
        book.row(sheet, [voices.lines(lambda w, d=domain: w.named(d)), *figures])  # type: ignore[misc]
    _chart(sheet, (2,), len(model.whole.weakest))


def _parts(book: Book, voices: _Voices) -> None:
    model = voices.model
    columns = [Column(voices.say("columns.groups"), 60), Column(voices.say("columns.size"), 12)]
    columns += [Column(voices.lines(lambda w, d=domain: w.short(d)), 11, "whole") for domain in model.whole.domains]  # type: ignore[misc]
    sheet = book.sheet(voices.say("sections.parts"), voices.say("domains.sheet_note"), columns)
    for part in model.parts:
        medians = [10 * part.domains[domain].p50 for domain in model.whole.domains]
        book.row(sheet, [voices.lines(lambda w, p=part: w.title(p)), f"{part.size[0]}–{part.size[1]}", *medians])  # type: ignore[misc]


def _gap_columns(voices: _Voices) -> list[Column]:
    columns = [Column(voices.say("columns.question"), 48), Column(voices.say("columns.domain"), 20)]
    return [
        *columns,
        Column(voices.say("columns.below_per_cent"), 14, "whole"),
        Column(voices.say("columns.weight"), 12, "two"),
    ]


def _gaps(book: Book, voices: _Voices) -> None:
    model = voices.model
    if not model.gaps:
        return
    sheet = book.sheet(voices.say("sections.gaps"), voices.say("gaps.sheet_note"), _gap_columns(voices))
    for gap in model.gaps:
        domain = model.pack.question_by_id[gap.question].domain
        named = voices.lines(lambda w, g=gap: w.question(g.question))  # type: ignore[misc]
        book.row(sheet, [named, voices.lines(lambda w, d=domain: w.short(d)), gap.per_cent, gap.weight])  # type: ignore[misc]
    _chart(sheet, (2,), len(model.gaps))


def _part_gaps(book: Book, voices: _Voices) -> None:
    shown = [part for part in voices.model.parts if part.gaps]
    if not shown:
        return
    columns = [Column(voices.say("columns.groups"), 40), Column(voices.say("columns.step"), 10, "whole")]
    sheet = book.sheet(
        voices.say("sections.part_gaps"), voices.say("part_gaps.intro"), [*columns, *_gap_columns(voices)]
    )
    for part in shown:
        for gap in part.gaps:
            domain = voices.model.pack.question_by_id[gap.question].domain
            texts: list[Said] = [
                lambda w, p=part: w.title(p),  # type: ignore[misc]
                lambda w, g=gap: w.question(g.question),  # type: ignore[misc]
                lambda w, d=domain: w.short(d),  # type: ignore[misc]
            ]
            title, question, short = map(voices.lines, texts)
            book.row(sheet, [title, part.step, question, short, gap.per_cent, gap.weight])


def _measures(book: Book, voices: _Voices) -> None:
    model = voices.model
    if not model.measures:
        return
    columns = [Column(voices.say("columns.measure"), 48), Column(voices.say("columns.policy"), 30)]
    columns += [
        Column(voices.say("columns.relevance"), 12, "whole"),
        Column(voices.say("columns.questions"), 12, "whole"),
    ]
    columns.append(Column(voices.say("columns.units"), 48))
    sheet = book.sheet(voices.say("sections.measures"), voices.say("measures.note"), columns)
    most = model.measures[0].relevance
    for one in model.measures:
        texts: list[Said] = [
            lambda w, m=one: w.measure(m.id),  # type: ignore[misc]
            lambda w, m=one: w.policy(m.id),  # type: ignore[misc]
            lambda w, m=one: w.units(m.id),  # type: ignore[misc]
        ]
        title, policy, units = map(voices.lines, texts)
        book.row(sheet, [title, policy, round(100 * one.relevance / most), len(one.questions), units])
    _chart(sheet, (2,), len(model.measures))


def _instruments(book: Book, voices: _Voices) -> None:
    model = voices.model
    if not model.instruments:
        return
    heads = (("instrument", 40), ("measure", 36), ("relevance", 12), ("ask_at", 40), ("closes", 60))
    columns = [
        Column(voices.say(f"columns.{key}"), width, "whole" if key == "relevance" else "text") for key, width in heads
    ]
    sheet = book.sheet(voices.say("sections.instruments"), voices.say("measures.note"), columns)
    most = max(one.relevance for one in model.instruments.values())
    for one in sorted(model.instruments.values(), key=lambda help_: (-round(help_.relevance, 9), help_.id)):
        _, measure, instrument = model.pack.instrument_by_id[one.id]
        texts: list[Said] = [
            lambda w, i=instrument: w.word(i.title),  # type: ignore[misc]
            lambda w, m=measure: w.measure(m.id),  # type: ignore[misc]
            lambda w, i=instrument: w.word(i.ask_at),  # type: ignore[misc]
            lambda w, o=one: w.join(w.question(name) for name in o.questions),  # type: ignore[misc]
        ]
        title, named, ask_at, closes = map(voices.lines, texts)
        book.row(sheet, [title, named, round(100 * one.relevance / most), ask_at, closes])


def _protected(book: Book, voices: _Voices) -> None:
    epsilon = voices.say("columns.epsilon") if voices.model.noise else ""
    columns = [Column("", 110), Column(epsilon, 14)]
    sheet = book.sheet(voices.say("sections.protected"), voices.say("groups.intro", k=voices.model.k), columns)
    for list_of in (Words.protected, Words.not_protected):
        for number in range(len(list_of(voices.each[0]))):
            book.row(sheet, [voices.lines(lambda w, said=list_of, n=number: said(w)[n])])  # type: ignore[misc]
        book.gap(sheet)
    for number, epsilon in enumerate(voices.each[0].spent().values()):
        book.row(sheet, [voices.lines(lambda w, n=number: list(w.spent())[n]), epsilon])  # type: ignore[misc]
    if voices.model.unseen:
        names = voices.model.unseen
        book.row(sheet, [voices.lines(lambda w: w.say("groups.unseen", list=w.join(map(w.question, names))))])


def _chart(sheet: Sheet, columns: tuple[int, ...], rows: int, *, upright: bool = False) -> None:
    """Put a bar chart of some columns (from 0) beside a table that has just been written."""
    chart: Any = BarChart()
    chart.type = "col" if upright else "bar"
    last = FIRST_ROW + rows - 1
    for column in columns:
        values = Reference(sheet.page, min_col=column + 1, min_row=FIRST_ROW - 1, max_row=last)
        chart.add_data(values, titles_from_data=True)
    for series, colour in zip(chart.series, _COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
    chart.set_categories(Reference(sheet.page, min_col=1, min_row=FIRST_ROW, max_row=last))
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.x_axis.delete = chart.y_axis.delete = False
    if not upright:
        chart.x_axis.scaling.orientation = "maxMin"  # the first row at the top, as in the table
    chart.legend = chart.legend if len(columns) > 1 else None
    chart.gapWidth = 40
    chart.width, chart.height = _CHART_WIDTH, 8.0 if upright else max(3.0 + _ROW * rows, 6.0)
    sheet.page.add_chart(chart, f"{chr(ord('A') + len(sheet.columns) + 1)}{FIRST_ROW}")
