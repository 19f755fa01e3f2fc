"""The one font family of the report, and what it can show.

ReportLab draws an empty box where a font lacks a sign and says nothing, so every text passes `shown`: what the font
lacks becomes its code point in square brackets, what has no shape of its own (joiners, variation selectors, marks of
direction) is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from riskassess.locations import resources

FACES = {False: "NotoSansSC-Regular", True: "NotoSansSC-Bold"}
SHAPELESS = frozenset(
    code
    for codes in (
        (0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xFE00, 0xFE10),
    )
    for code in codes
)
SPACES = {
    0x09: " ",
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
}


@cache
def load_fonts() -> None:
    """Make both faces known to ReportLab, once a process."""
    for name in FACES.values():
        registerFont(TTFont(name, str(resources() / "fonts" / f"{name}.ttf")))


@cache
def sign_widths(bold: bool) -> Mapping[int, int]:
    """Return the width of every sign of a face, in thousandths of the size, by code point."""
    from reportlab.pdfbase.pdfmetrics import getFont

    load_fonts()
    font: Any = getFont(FACES[bold])
    return font.face.charWidths


class _Shown(dict[int, str | int]):
    """Translate code points; what is not known yet is looked up in both faces once."""

    def __missing__(self, code: int) -> str | int:
        known = code in sign_widths(False) and code in sign_widths(True) and unicodedata.category(chr(code)) != "Cc"
        self[code] = code if known else f"[U+{code:04X}]"
        return self[code]


_SHOWN = _Shown({**dict.fromkeys(SHAPELESS, ""), **SPACES, 0x0A: "\n", 0x0D: ""})


def shown(text: str) -> str:
    """Return a text as it can be drawn; only line feeds are left of what controls."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).translate(_SHOWN)


@lru_cache(maxsize=20_000)
def text_width(text: str, bold: bool) -> int:
    """Return a text's width in thousandths of the size."""
    widths = sign_widths(bold)
    return sum(widths[ord(sign)] for sign in text)


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return a drawable text's width in points."""
    return text_width(text, bold) * size / 1000


def cut_to(text: str, width: float, size: float, bold: bool = False) -> str:
    """Return a text cut to a width, with …… where it was cut; for furniture only, never for what is read."""
    if width_of(text, size, bold) <= width:
        return text
    while text and width_of(text + "……", size, bold) > width:
        text = text[:-1]
    return text + "……"
