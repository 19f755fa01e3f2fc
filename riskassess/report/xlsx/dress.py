"""The few styles of the report's workbook, made once and given by name, and how numbers are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

FONT = "Microsoft YaHei"
"""A workbook carries no font; this one is on every computer with Chinese, and others put their own in its place."""
TEXT, TEXT2, ACCENT, RED, TINT, LINE = "182224", "47565A", "0E5A66", "B3211B", "E1EEF0", "D5DBDC"

Form = Literal["text", "whole", "plain", "one", "two", "four", "six", "tiny", "percent"]
FORMATS: Mapping[Form, str] = {
    "text": "@",
    "whole": "0",
    "plain": "General",
    "one": "0.0",
    "two": "0.00",
    "four": "0.0000",
    "six": "0.000000",
    "tiny": "0.0E+00",
    "percent": "0.00%",
}


def named_styles() -> Iterator[NamedStyle]:
    """Yield the styles: of rows, of heads, of titles and notes; formulas stand on a tint."""
    font, bold = Font(name=FONT, size=10, color=TEXT), Font(name=FONT, size=10, bold=True, color=TEXT)
    under, rules = Border(bottom=Side("hair", color=LINE)), Border(top=Side("medium"), bottom=Side("thin"))
    left, right = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top", horizontal="right")
    low, low_right = (Alignment(vertical="bottom", horizontal=side, wrap_text=True) for side in ("left", "right"))
    yield NamedStyle("body", font=font, border=under, alignment=left, number_format="@")
    yield NamedStyle("body_right", font=font, border=under, alignment=right, number_format="@")
    yield NamedStyle("number", font=font, border=under, alignment=right)
    yield NamedStyle("live", font=font, border=under, alignment=right, fill=PatternFill("solid", fgColor=TINT))
    yield NamedStyle("head", font=bold, border=rules, alignment=low, number_format="@")
    yield NamedStyle("head_right", font=bold, border=rules, alignment=low_right, number_format="@")
    yield NamedStyle("title", font=Font(name=FONT, size=14, bold=True, color=ACCENT), number_format="@")
    yield NamedStyle("note", font=Font(name=FONT, size=9, color=TEXT2), number_format="@")
