"""The main figures worked out again on the sheet, beside what the report says, with the difference.

The grade too: the pack's starts and caps are on the sheet, and the strictest decides by formula.
"""

from __future__ import annotations

from collections.abc import Iterator

from riskassess.report import findings
from riskassess.report.voices import Voices
from riskassess.report.xlsx.book import Book, Column, Live, Sheet, Value
from riskassess.report.xlsx.dress import Form
from riskassess.report.xlsx.trace import Domains, Trace

TOLERANCE = "1E-9"


def write_check(book: Book, voices: Voices, trace: Trace, domains: Domains) -> Sheet:
    """Write the sheet."""
    forms: tuple[tuple[str, float, Form], ...] = (
        ("figure", 52, "text"),
        ("again", 18, "six"),
        ("reported", 18, "six"),
        ("difference", 14, "tiny"),
    )
    columns = [Column(voices.say(f"sheets.check.{key}"), width, form) for key, width, form in forms]
    sheet = book.sheet(voices.say("sheets.check.name"), voices.say("sheets.check.note"), columns)
    for label, formula, value in _figures(voices, trace):
        again = f"B{sheet.at + 1}-C{sheet.at + 1}"
        book.row(sheet, [label, Live(formula, value), value, Live(again, 0.0)])
    if voices.model.result.readiness.point is not None:
        _grade(book, voices, sheet, trace, domains)
    return sheet


def _figures(voices: Voices, trace: Trace) -> Iterator[tuple[str, str, float]]:
    """Yield label, formula and the report's figure; what nothing was answered for is not there."""
    result = voices.model.result
    counts, opened = trace.column("counts"), trace.column("open")
    v, va = trace.column("v"), f"SUM({trace.column('va')})"
    answered = f"SUMPRODUCT({counts}*{v})"
    asked = f"SUMPRODUCT(({counts}+{opened})*{v})"
    readiness, capability, supported = result.readiness, result.capability, result.substantiated
    if readiness.point is not None and capability.point is not None:
        yield voices.say("sheets.check.readiness"), f"100*{va}/{answered}", readiness.point
        yield voices.say("sheets.check.capability"), f"20*SUM({trace.column('vl')})/{answered}", capability.point
    if supported.readiness is not None:
        yield voices.say("sheets.check.substantiated"), f"100*SUM({trace.column('vs')})/{answered}", supported.readiness
    if result.counts.open and readiness.low is not None and readiness.high is not None:
        yield voices.say("sheets.check.low"), f"100*{va}/{asked}", readiness.low
        high = f"100*({va}+SUMPRODUCT({opened}*{v}))/{asked}"
        yield voices.say("sheets.check.high"), high, readiness.high
    if readiness.point is not None:
        yield voices.say("sheets.check.worths"), f"SUM({trace.column('p')})", 100 - readiness.point
        failed = f'SUMPRODUCT({counts}*({trace.column("f")}<>"")*({trace.column("l")}<{trace.column("f")}))'
        yield voices.say("sheets.check.failed"), failed, float(len(findings.failed_red_lines(voices.model)))
    na = _not_applicable_share(voices, trace)
    yield voices.say("sheets.check.not_applicable"), na, findings.not_applicable_share(voices.model)


def _not_applicable_share(voices: Voices, trace: Trace) -> str:
    state, v = trace.column("state"), trace.column("v")
    marked, hidden = (_quoted(voices.say(f"report.state.{name}")) for name in ("not_applicable", "hidden"))
    applicable = f"SUMPRODUCT(({state}<>{hidden})*{v})"
    return f"IF({applicable}=0,0,SUMPRODUCT(({state}={marked})*{v})/{applicable})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _grade(book: Book, voices: Voices, sheet: Sheet, trace: Trace, domains: Domains) -> None:
    """Write the grades with their starts, the caps with whether they hold, and the grade that comes of both."""
    model, grade = voices.model, voices.model.result.grade
    text: Form = "text"
    book.gap(sheet, voices.say("sheets.check.grades"))
    book.heads(sheet, [(voices.say(f"sheets.check.{key}"), text) for key in ("grade", "from", "rank")])
    best_first = model.pack.grades
    first = sheet.at + 1
    for rank, one in reversed(list(enumerate(best_first, start=1))):
        book.row(sheet, [one.id, one.start, rank])
    ids, starts, ranks = (f"${letter}${first}:${letter}${sheet.at}" for letter in "ABC")
    book.gap(sheet, voices.say("sheets.check.caps"))
    book.heads(sheet, [(voices.say(f"sheets.check.{key}"), text) for key in ("cap", "holds", "rank_of_cap", "at_most")])
    order = {one.id: rank for rank, one in enumerate(best_first, start=1)}
    caps = sheet.at + 1
    for label, formula, at_most in _caps(voices, trace, domains):
        held = _holds(voices, label)
        row = sheet.at + 1
        values: list[Value] = [label[0], Live(f"IF({formula},1,0)", float(held), "whole")]
        rank = Live(f"B{row}*{order[at_most]}", float(held * order[at_most]), "whole")
        book.row(sheet, [*values, rank, at_most])
    held_ranks = f"$C${caps}:$C${sheet.at}" if sheet.at >= caps else "0"
    book.gap(sheet, voices.say("sheets.check.result"))
    book.heads(sheet, [(voices.say(f"sheets.check.{key}"), text) for key in ("figure", "again", "reported")])
    by_score = f"LOOKUP($B$4+{TOLERANCE},{starts},{ids})"
    book.row(sheet, [voices.say("sheets.check.uncapped"), Live(by_score, grade.uncapped or ""), grade.uncapped])
    strictest = f"MAX(LOOKUP($B$4+{TOLERANCE},{starts},{ranks}),{held_ranks})"
    found = f"INDEX({ids},{len(best_first) + 1}-{strictest})"
    book.row(sheet, [voices.say("sheets.check.point"), Live(found, grade.point or ""), grade.point], strong=True)


CapLabel = tuple[str, str, float]
"""What a cap is called, its rule, and its number."""


def _caps(voices: Voices, trace: Trace, domains: Domains) -> Iterator[tuple[CapLabel, str, str]]:
    """Yield each cap of the pack with the formula that tells whether it holds, and the grade it leaves at most."""
    caps = voices.model.pack.caps
    counts = trace.column("counts")
    failed = f'SUMPRODUCT({counts}*({trace.column("f")}<>"")*({trace.column("l")}<{trace.column("f")}))'
    for red in caps.red_line_failures:
        label = voices.say("report.method.cap_red_lines", count=red.at_least, grade=red.grade)
        yield (label, "red_line_failures", red.at_least), f"{failed}>={red.at_least}", red.grade
    for weak in caps.weak_domain:
        label = voices.say("report.method.cap_weak", threshold=f"{100 * weak.attainment_below:g}%", grade=weak.grade)
        # An empty text is larger than any number, so a domain without an attainment is never weak.
        below = f"SUMPRODUCT(--({domains.attainment}<{weak.attainment_below!r}-{TOLERANCE}))>0"
        yield (label, "weak_domain", weak.attainment_below), below, weak.grade
    for share in caps.not_applicable_share:
        label = voices.say("report.method.cap_share", threshold=f"{100 * share.above:g}%", grade=share.grade)
        above = f"{_not_applicable_share(voices, trace)}>{share.above!r}+{TOLERANCE}"
        yield (label, "not_applicable_share", share.above), above, share.grade


def _holds(voices: Voices, label: CapLabel) -> bool:
    """Tell whether a cap holds in the report's result."""
    _, rule, number = label
    return any(cap.rule == rule and cap.threshold == number for cap in findings.standing_caps(voices.model))
