"""Where a line may end: Chinese, Latin and both mixed.

A line never begins with a closing sign and never ends with an opening one; a number stays with its unit, an identifier
and a date stay whole, dashes and ellipses are not torn. ReportLab's own rule for Chinese fails at all of these. The
text is cut into units once (a sign or a word, with the openers before and the closers after it), and units are set
greedily; so a unit that is never torn is the whole rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from riskassess.report.pdf.fonts import GAP, NARROW, text_width

OPENERS = "（《〈「『【〔〖［｛“‘([{￥＄¥$£€" + NARROW["‘"] + NARROW["“"]
CLOSERS = "，。、；：？！）》〉」』】〕〗］｝”’…—～·・％‰℃°々ー,.;:?!)]}%" + NARROW["’"] + NARROW["”"] + NARROW["…"]
_WIDE = "\u2e80-\u2fff\u3003-\u3007\u3012-\u3013\u301c-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6"
_WIDE_SIGNS = re.escape("".join(sign for sign in OPENERS + CLOSERS if ord(sign) > 0xFF))
_APOSTROPHE = NARROW["’"]
_WORD_SIGN = rf"(?:[’{_APOSTROPHE}](?=[A-Za-z])|[^ {GAP}\t\n\u3000{_WIDE}{_WIDE_SIGNS}])"
_UNIT = re.compile(
    rf"[ {GAP}]+"
    rf"|[{re.escape(OPENERS)}]*"
    rf"(?:(?:(?![-/][A-Za-z]){_WORD_SIGN})*(?:(?![-/][A-Za-z]){_WORD_SIGN})(?<![(\[{{])[-/]?|[-/]"
    rf"|(?![{_WIDE_SIGNS}])[{_WIDE}])"
    rf"[{re.escape(CLOSERS)}]*"
    rf"|[{re.escape(CLOSERS)}]+"
    rf"|."
)
_TORN = re.compile(rf"[{re.escape(OPENERS)}]{{0,4}}.[{re.escape(CLOSERS)}]{{0,4}}", re.DOTALL)
_UNITS_AFTER_NUMBER = frozenset("年月日号级项条题页分人周个层次倍章类件")  # measure words; noqa: text
_NEVER_FIRST = frozenset(CLOSERS)
_NEVER_LAST = frozenset(OPENERS)


class Run(NamedTuple):
    """Hold a stretch of text in one weight; `role` names another colour, `link` a place in the report."""

    text: str
    bold: bool = False
    role: str = ""
    link: str = ""


class Piece(NamedTuple):
    """Hold what one run puts on one line."""

    run: int
    text: str


class Line(NamedTuple):
    """Hold one set line; `width` is in thousandths of the size."""

    pieces: tuple[Piece, ...]
    width: int


@lru_cache(maxsize=20_000)
def units_of(text: str) -> tuple[str, ...]:
    """Return a paragraph's units, spaces among them; a break is allowed before each that is not a space."""
    units: list[str] = []
    for unit in _UNIT.findall(text):
        if units and _belongs_before(units, unit):
            units[-1] += unit
        elif len(units) > 1 and _is_space(units[-1]) and _belongs_after_space(units[-2], unit):
            units[-2:] = [units[-2] + units[-1] + unit]
        else:
            units.append(unit)
    return tuple(units)


def _is_space(unit: str) -> bool:
    return unit[0] == GAP or unit.isspace()


def _belongs_before(units: Sequence[str], unit: str) -> bool:
    last, first = units[-1][-1], unit[0]
    if _is_space(unit) or _is_space(units[-1]):
        return False
    return first in _NEVER_FIRST or last in _NEVER_LAST or (last.isdigit() and first in _UNITS_AFTER_NUMBER)


def _belongs_after_space(before: str, unit: str) -> bool:
    if unit[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST:
        return True
    return before[-1].isdigit() and unit[0] in _UNITS_AFTER_NUMBER


class Lines(tuple[Line, ...]):
    """Hold the lines of a text; `remembered` is for what follows from them alone, such as how they are written."""

    remembered: dict[object, Any]


@lru_cache(maxsize=20_000)
def break_lines(runs: tuple[Run, ...], limit: int) -> Lines:
    """Set runs in lines of at most `limit` thousandths of the size; a line feed begins a new line."""
    lines: list[Line] = []
    for paragraph in _paragraphs(runs):
        lines += _set_paragraph(paragraph, limit)
    made = Lines(lines)
    made.remembered = {}
    return made


def _paragraphs(runs: Sequence[Run]) -> Iterator[list[tuple[int, Run]]]:
    current: list[tuple[int, Run]] = []
    for number, run in enumerate(runs):
        first, *rest = run.text.split("\n")
        current.append((number, run._replace(text=first)))
        for text in rest:
            yield current
            current = [(number, run._replace(text=text))]
    yield current


def _set_paragraph(runs: list[tuple[int, Run]], limit: int) -> list[Line]:
    units = list(_measured(runs, limit))
    lines = _fill(units, limit)
    for share in (0.97, 0.94, 0.91, 0.88):
        if len(lines) < 2 or not _is_lonely(lines[-1]):
            break
        narrower = _fill(units, int(limit * share))
        if len(narrower) == len(lines):
            lines = narrower
    return lines


def _is_lonely(line: Line) -> bool:
    """Tell whether a line holds a single Chinese sign, closers aside."""
    text = "".join(piece.text for piece in line.pieces).rstrip(CLOSERS)
    return len(text) == 1 and ord(text) >= 0x2E80


class _Unit(NamedTuple):
    pieces: tuple[Piece, ...]
    width: int
    is_space: bool


def _measured(runs: list[tuple[int, Run]], limit: int) -> Iterator[_Unit]:
    """Yield units with their widths, each piece with its run; a unit wider than a line is torn sign by sign."""
    if len(runs) == 1:
        number, run = runs[0]
        for text in units_of(run.text):
            width = text_width(text, run.bold)
            if width <= limit or _is_space(text):
                yield _Unit((Piece(number, text),), width, _is_space(text))
            else:
                yield from (_Unit((Piece(number, s),), text_width(s, run.bold), s == " ") for s in _TORN.findall(text))
        return
    ends: list[int] = []
    total = 0
    for _, run in runs:
        total += len(run.text)
        ends.append(total)
    start = 0
    for text in units_of("".join(run.text for _, run in runs)):
        pieces = tuple(_cut(runs, ends, start, start + len(text)))
        width = sum(text_width(p.text, _bold(runs, p.run)) for p in pieces)
        start += len(text)
        if width <= limit or _is_space(text):
            yield _Unit(pieces, width, _is_space(text))
            continue
        for piece in pieces:
            bold = _bold(runs, piece.run)
            torn = _TORN.findall(piece.text)
            yield from (_Unit((Piece(piece.run, s),), text_width(s, bold), s == " ") for s in torn)


def _bold(runs: list[tuple[int, Run]], number: int) -> bool:
    return runs[number - runs[0][0]][1].bold


def _cut(runs: list[tuple[int, Run]], ends: list[int], start: int, end: int) -> Iterator[Piece]:
    begin = 0
    for (number, run), stop in zip(runs, ends, strict=True):
        if start < stop and end > begin:
            yield Piece(number, run.text[max(start - begin, 0) : end - begin])
        begin = stop


def _fill(units: list[_Unit], limit: int) -> list[Line]:
    lines: list[Line] = []
    current: list[Piece] = []
    width = 0
    space: _Unit | None = None
    for unit in units:
        if unit.is_space:
            space = unit if current else None
            continue
        gap = space.width if space else 0
        if current and width + gap + unit.width > limit:
            lines.append(Line(_merged(current), width))
            current, width, space, gap = [], 0, None, 0
        if space:
            current += space.pieces
        current += unit.pieces
        width += gap + unit.width
        space = None
    lines.append(Line(_merged(current), width))
    return lines


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring pieces of one run, so that a line is drawn in few strokes."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].run == piece.run:
            merged[-1] = Piece(piece.run, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)
