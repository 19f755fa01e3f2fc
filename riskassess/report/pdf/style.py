"""The look of the printed page: colours, type and grid as one table; no other module has a size or colour of its own.

Sizes are points, the page is A4. The colours are the light roles of the window, on white.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

TEXT = HexColor(0x182224)
TEXT2 = HexColor(0x47565A)
TEXT3 = HexColor(0x5C6A6E)
SURFACE = HexColor(0xFFFFFF)
INSET = HexColor(0xEBEFEF)
LINE = HexColor(0xD5DBDC)
EDGE = HexColor(0x7B878A)
ACCENT = HexColor(0x0E5A66)
BAND = HexColor(0x92B5BA)  # accent at 45 % on white
AREA = HexColor(0xDDE8E9)  # accent at 14 % on white
WARN = HexColor(0x855400)
RED = HexColor(0xB3211B)

GRADE_COLOURS = tuple(HexColor(value) for value in (0x1C6848, 0x28599A, 0x855400, 0x6A4326, 0x4A4C58))

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 22 * mm, 20 * mm, 18 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE
TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
FOOTER_BASE = 9 * mm
COLUMN_GAP = 8 * mm
COLUMN_WIDTH = (TEXT_WIDTH - COLUMN_GAP) / 2

RULE, HEAD_RULE, HAIRLINE = 1.1, 0.75, 0.5
CELL_PADDING = 3.0
CELL_GAP = 8.0

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """Hold how a paragraph is set: size and line in points, space before and after, and where it stands.

    A style is itself alone (`but` returns the same one for the same changes), so that looking one up is quick.
    """

    size: float
    line: float
    bold: bool = False
    colour: Color = TEXT
    before: float = 0.0
    after: float = 0.0
    align: Align = "left"

    def but(self, **changes: object) -> TextStyle:
        """Return the style with some things changed."""
        return _changed(self, tuple(changes.items()))


@lru_cache(maxsize=256)
def _changed(style: TextStyle, changes: tuple[tuple[str, object], ...]) -> TextStyle:
    return replace(style, **dict(changes))  # type: ignore[arg-type]


COVER_TITLE = TextStyle(26, 36, bold=True)
COVER_KIND = TextStyle(14, 20)
SECTION = TextStyle(16, 24, bold=True, after=6)
LEAD = TextStyle(13, 20, bold=True)
HEADING = TextStyle(11, 16, bold=True, before=18, after=6)
SUBHEADING = TextStyle(10, 16, bold=True, before=12, after=2)
BODY = TextStyle(10, 16, after=4)
TABLE = TextStyle(9, 14)
TABLE_HEAD = TextStyle(9, 14, bold=True)
CAPTION = TextStyle(9, 14, colour=TEXT2, before=4)
NOTE = TextStyle(8, 12, colour=TEXT2, before=4)
DRAFT_MARK = TextStyle(11, 16, bold=True)


def grade_colour(index: int, count: int) -> Color:
    """Return the colour of a grade by its place; other numbers of grades spread over the same list."""
    last = len(GRADE_COLOURS) - 1
    return GRADE_COLOURS[round(index * last / (count - 1)) if count > 1 else 0]
