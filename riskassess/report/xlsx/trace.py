"""The trace as live formulas, and the domains over it: every figure from levels, targets and weights on the sheet.

What was answered and what this project needs are plain values; everything else is a formula over them, so that a reader
sees where a figure comes from, and may change a level to see what it would do.
"""

from __future__ import annotations

from dataclasses import dataclass

from riskassess.assessment.values import DomainResult, TraceRow
from riskassess.report import findings
from riskassess.report.voices import Voices
from riskassess.report.xlsx.book import FIRST_ROW, Book, Column, Live, Sheet, Value

_COLUMNS = (
    ("id", 11, "text"), ("title", 30, "text"), ("domain", 9, "text"), ("domain_weight", 8, "plain"),
    ("w", 6, "plain"), ("v", 9, "six"), ("state", 9, "text"), ("counts", 7, "whole"), ("open", 7, "whole"),
    ("l", 6, "whole"), ("s", 6, "plain"), ("t", 7, "two"), ("f", 7, "two"), ("a", 9, "six"),
    ("va", 9, "six"), ("vl", 9, "six"), ("wa", 9, "six"), ("wl", 8, "two"), ("vs", 9, "six"),
    ("p", 9, "six"), ("reported", 10, "six"), ("difference", 10, "tiny"),
)  # fmt: skip
PLACE = {key: number for number, (key, _, _) in enumerate(_COLUMNS)}


@dataclass(frozen=True, slots=True)
class Trace:
    """Hold where the trace stands, for the formulas of other sheets."""

    sheet: Sheet
    first: int
    last: int

    def column(self, key: str) -> str:
        """Return a whole column of the trace."""
        return self.sheet.cells(PLACE[key], self.first, self.last)

    def cell(self, key: str, row: int) -> str:
        """Return one cell of the trace."""
        return self.sheet.cell(PLACE[key], row)

    def row_of(self, voices: Voices, question: str) -> int:
        """Return the row of a question."""
        return self.first + [row.id for row in voices.model.trace].index(question)


@dataclass(frozen=True, slots=True)
class Domains:
    """Hold where the domains stand."""

    sheet: Sheet
    last: int

    @property
    def attainment(self) -> str:
        """Return the column of attainments."""
        return self.sheet.cells(_ATTAINMENT, FIRST_ROW, self.last)


def write_trace(book: Book, voices: Voices) -> Trace:
    """Write the trace, a row for every question of the pack."""
    columns = [Column(voices.say(f"sheets.trace.{key}"), width, form) for key, width, form in _COLUMNS]  # type: ignore[arg-type]
    sheet = book.sheet(voices.say("sheets.trace.name"), voices.say("sheets.trace.note"), columns)
    trace = Trace(sheet, FIRST_ROW, FIRST_ROW + len(voices.model.trace) - 1)
    total = sum(row.value for row in voices.model.trace if row.state == "answered")
    for place, row in enumerate(voices.model.trace):
        book.row(sheet, _row(voices, trace, row, FIRST_ROW + place, total))
    return trace


def _row(voices: Voices, trace: Trace, row: TraceRow, at: int, total: float) -> list[Value]:
    """Return one question: plain values first, then formulas over the cells of its own row."""
    cell = {key: f"{_letter(place)}{at}" for key, place in PLACE.items()}
    domain, counts = voices.model.pack.domain_by_id[row.domain], row.state == "answered"
    level = row.level if counts else None
    a, s = (row.attainment, row.substantiated_level) if counts else (None, None)
    same = f"EXACT({trace.column('domain')},{cell['domain']})"
    v = f"{cell['domain_weight']}*{cell['w']}/SUMPRODUCT({same}*{trace.column('w')})"
    supported = 0.0 if s is None else (s / row.target if s < row.target else 1.0)
    worth = f"100*{cell['v']}*(1-{cell['a']})/SUMPRODUCT({trace.column('counts')}*{trace.column('v')})"

    def when_counted(formula: str, value: float | None, otherwise: str = "0") -> Live:
        empty: float | str = 0.0 if otherwise == "0" else ""
        return Live(f"IF({cell['counts']}=1,{formula},{otherwise})", empty if value is None else value)

    def product(one: str, other: str, value: float) -> Live:
        return when_counted(f"{cell[one]}*{cell[other]}", value if counts else None)

    l_, a_ = level or 0, a or 0.0
    return [
        row.id,
        voices.word(voices.model.question(row.id).title),
        row.domain,
        domain.weight,
        row.weight,
        Live(v, row.value),
        voices.say(f"report.state.{row.state}"),
        int(counts),
        int(row.state == "open"),
        level,
        s,
        row.target,
        row.floor,
        when_counted(f"IF({cell['l']}<{cell['t']},{cell['l']}/{cell['t']},1)", a, '""'),
        product("v", "a", row.value * a_),
        product("v", "l", row.value * l_),
        product("w", "a", row.weight * a_),
        product("w", "l", row.weight * l_),
        when_counted(
            f"{cell['v']}*IF({cell['s']}<{cell['t']},{cell['s']}/{cell['t']},1)",
            row.value * supported if counts else None,
        ),
        when_counted(worth, 100 * row.value * (1 - a_) / total if counts else None, '""'),
        row.worth,
        when_counted(f"{cell['p']}-{cell['reported']}", 0.0 if counts else None, '""'),
    ]


def _letter(place: int) -> str:
    return chr(ord("A") + place)


_DOMAIN_COLUMNS = (
    ("id", 9, "text"), ("title", 30, "text"), ("weight", 8, "plain"), ("base", 8, "two"), ("target", 9, "two"),
    ("level", 9, "two"), ("attainment", 10, "percent"), ("reported", 12, "percent"), ("difference", 10, "tiny"),
    ("low", 10, "percent"), ("high", 10, "percent"), ("gaps", 8, "whole"), ("weak", 10, "text"),
    ("because", 48, "text"),
)  # fmt: skip
_ATTAINMENT = 6


def write_domains(book: Book, voices: Voices, trace: Trace) -> Domains:
    """Write the domains that count, their levels and attainments worked out over the trace."""
    columns = [Column(voices.say(f"sheets.domains.{key}"), width, form) for key, width, form in _DOMAIN_COLUMNS]  # type: ignore[arg-type]
    sheet = book.sheet(voices.say("sheets.domains.name"), voices.say("sheets.domains.note"), columns)
    for place, domain in enumerate(voices.model.result.domains):
        book.row(sheet, _domain(voices, trace, domain, FIRST_ROW + place))
    return Domains(sheet, sheet.at)


def _domain(voices: Voices, trace: Trace, domain: DomainResult, at: int) -> list[Value]:
    model = voices.model
    own = f"EXACT({trace.column('domain')},$A{at})"
    answered = f"SUMPRODUCT({own}*{trace.column('counts')}*{trace.column('w')})"
    asked = f"{own}*({trace.column('counts')}+{trace.column('open')})*{trace.column('w')}"

    def mean(key: str, value: float | None) -> Live:
        found = f"SUMPRODUCT({own}*{trace.column(key)})/{answered}"
        return Live(f'IF({answered}=0,"",{found})', "" if value is None else value)

    gaps = sum(1 for gap in model.result.gaps if model.trace_by_id[gap.id].domain == domain.id)
    because = voices.lines(
        lambda p: p.sentences(p.word(model.pack.exposure_by_id[e].because) for e in domain.raised_by)
    )
    weak = findings.is_weak(model, domain)
    return [
        domain.id,
        voices.word(model.pack.domain_by_id[domain.id].title),
        domain.weight,
        model.pack.domain_by_id[domain.id].base_target,
        Live(f"SUMPRODUCT({asked}*{trace.column('t')})/SUMPRODUCT({asked})", domain.target),
        mean("wl", None if domain.score is None else domain.score / 20),
        mean("wa", domain.attainment),
        domain.attainment,
        Live(f'IF(G{at}="","",G{at}-H{at})', "" if domain.attainment is None else 0.0),
        domain.attainment_low,
        domain.attainment_high,
        gaps,
        voices.say("report.legend.weak") if weak else "",
        because,
    ]
