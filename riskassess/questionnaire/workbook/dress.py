"""The few styles of a pack's workbook, made once a workbook and given by name, which is what keeps writing quick."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

_FONT = "Noto Sans SC"
_INK, _QUIET, _PAPER = "1F2A37", "6B7280", "EEF2F7"
AS_TEXT = "@"


class Dress:
    """Hold the names of the styles that a workbook was given."""

    title, label, name, words, text, value, link = (
        f"riskassess {kind}" for kind in ("title", "label", "name", "words", "text", "value", "link")
    )

    def __init__(self, book: Any) -> None:
        top = Alignment(wrap_text=True, vertical="top")
        fill = PatternFill("solid", fgColor=_PAPER)
        for style in (
            NamedStyle(self.title, font=Font(name=_FONT, size=14, bold=True, color=_INK), alignment=top),
            NamedStyle(self.label, font=Font(name=_FONT, size=10, bold=True, color=_INK), alignment=top, fill=fill),
            NamedStyle(self.name, font=Font(name=_FONT, size=9, color=_QUIET), alignment=top, fill=fill),
            NamedStyle(self.words, font=Font(name=_FONT, size=10, color=_INK), alignment=top),
            NamedStyle(self.text, font=Font(name=_FONT, size=10, color=_INK), alignment=top, number_format=AS_TEXT),
            NamedStyle(self.value, font=Font(name=_FONT, size=10, color=_INK), alignment=top),
            NamedStyle(self.link, font=Font(name=_FONT, size=10, color="1D4ED8", underline="single"), alignment=top),
        ):
            book.add_named_style(style)

    def column(self, dimension: Any, width: int, *, is_text: bool) -> None:
        """Give a column its width and the format that what is typed into it takes on."""
        dimension.width = width
        if is_text:
            dimension.number_format = AS_TEXT
            dimension.alignment = Alignment(wrap_text=True, vertical="top")
