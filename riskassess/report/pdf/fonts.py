"""The fonts of the report, and what they can show.

Every text passes `shown` before it is set: what the face of its weight lacks is taken from the fallback faces, what
they lack too becomes its code point in square brackets, and what has no shape of its own (joiners, variation selectors,
marks of direction) is left out, so that there is never a silent box. Two signs are ours alone and are never typed: the
narrow quotation marks of Latin text, which the faces have at the width of a Chinese sign only, and the gap between a
Chinese sign and a Latin word that were typed without a space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from riskassess.locations import resources
from riskassess.report.pdf.outlines import Outlines


@dataclass(frozen=True, slots=True)
class Face:
    """Hold one font file; `scale` brings signs that are drawn large to the size of letters."""

    name: str
    scale: float = 1.0


REGULAR, BOLD = Face("NotoSansSC-Regular"), Face("NotoSansSC-Bold")
FALLBACKS = (
    Face("NotoSansSC-Rest"),
    Face("NotoSans-Latin"),
    Face("NotoEmoji-Regular", 0.78),
    Face("NotoSansKR-Hangul"),
)
FACES = (REGULAR, BOLD, *FALLBACKS)

PRIVATE = {False: 0xF0000, True: 0x100000}
"""Where the narrow signs stand in the fallback face (``tools/fonts.py``); in a text they stand as the regular ones."""
GAP = "\U000f0020"
GAP_WIDTH = 180
NARROW = {sign: chr(PRIVATE[False] + ord(sign)) for sign in "‘’“”…"}
_MEANT = {start + ord(sign): ord(sign) for start in PRIVATE.values() for sign in NARROW}

SHAPELESS = frozenset(
    code
    for codes in (
        (0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xFE00, 0xFE10),
        range(0xE0000, 0xE1000),
    )
    for code in codes
)
SPACES = {
    0x09: " ",
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
}


@cache
def outlines(face: Face) -> Outlines:
    """Return a face's font file, opened once a process."""
    return Outlines(resources() / "fonts" / f"{face.name}.ttf")


class Sign(NamedTuple):
    """Hold how one sign is drawn: its face, its width in thousandths of the size, its code point in the face."""

    face: Face
    width: int
    code: int


class _Signs(dict[str, Sign]):
    """Find signs in the faces of one weight; what is looked up once is known from then on."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self.bold = bold

    def __missing__(self, sign: str) -> Sign:
        code = ord(sign)
        if code in _MEANT:
            code += PRIVATE[self.bold] - PRIVATE[False]
        found = _drawn(code, bold=self.bold)
        if found is None:
            raise KeyError(sign)
        self[sign] = found
        return found


def _drawn(code: int, *, bold: bool) -> Sign | None:
    for face in (BOLD if bold else REGULAR, *FALLBACKS):
        font = outlines(face)
        if font.glyph(code):
            return Sign(face, round(font.width(code) * face.scale), code)
    return None


SIGNS: Mapping[bool, dict[str, Sign]] = {False: _Signs(bold=False), True: _Signs(bold=True)}
"""How every sign of either weight is drawn."""


class _Widths(dict[str, int]):
    def __init__(self, *, bold: bool) -> None:
        super().__init__({GAP: GAP_WIDTH, "\n": SIGNS[bold][" "].width})  # what is set in one line has a space there
        self.bold = bold

    def __missing__(self, sign: str) -> int:
        self[sign] = SIGNS[self.bold][sign].width
        return self[sign]


@cache
def _widths(*, bold: bool) -> dict[str, int]:
    return _Widths(bold=bold)


def meaning(code: int) -> int:
    """Return the code point that a sign of the faces is read as."""
    return _MEANT.get(code, code)


class _Shown(dict[int, str | int]):
    """Translate code points; what is not known yet is looked up once."""

    def __missing__(self, code: int) -> str | int:
        private = unicodedata.category(chr(code)) in {"Cc", "Co", "Cs"}
        known = not private and all(_drawn(code, bold=bold) is not None for bold in (False, True))
        self[code] = code if known else f"[U+{code:04X}]"
        return self[code]


_SHOWN = _Shown({**dict.fromkeys(SHAPELESS, ""), **SPACES, 0x0A: "\n", 0x0D: ""})
_HAN = "\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOUCHING = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")
_LATIN_OR_HAN = re.compile(rf"([A-Za-z])|[{_HAN}]")
_CURLY = re.compile("[‘’“”…]")


@lru_cache(maxsize=20_000)
def shown(text: str) -> str:
    """Return a text as it can be drawn; only line feeds are left of what controls."""
    if text.isascii() and text.isprintable():
        return text
    text = legible(text).translate(_SHOWN)
    if _CURLY.search(text):
        text = "".join(_narrowed(text))
    return _TOUCHING.sub(GAP, text)


def legible(text: str) -> str:
    """Return a text in one form, with line feeds alone between its lines."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def _narrowed(text: str) -> Iterator[str]:
    """Yield a text with the quotation marks of its Latin parts narrow: those whose outer side is not Chinese."""
    mostly_latin = _is_mostly_latin(text)
    for place, sign in enumerate(text):
        if sign not in NARROW:
            yield sign
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        within_word = sign == "’" and (before + after).isascii() and before.isalpha() and after.isalpha()
        outer = before if sign in "‘“" else after
        latin = mostly_latin if not outer or outer in _CLOSE_TO_QUOTES else ord(outer) < 0x2000
        yield NARROW[sign] if within_word or latin else sign


_CLOSE_TO_QUOTES = "‘’“”…—–\n "


def _is_mostly_latin(text: str) -> bool:
    found = _LATIN_OR_HAN.findall(text)
    latin = sum(1 for letter in found if letter)
    return latin > 3 * (len(found) - latin)


@lru_cache(maxsize=50_000)
def text_width(text: str, bold: bool) -> int:
    """Return a text's width in thousandths of the size."""
    return sum(map(_widths(bold=bold).__getitem__, text))


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
