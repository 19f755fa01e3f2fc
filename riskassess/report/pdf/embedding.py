"""Fonts in the file: one composite font a face, with the signs used and nothing else.

ReportLab splits a TrueType font into fonts of 256 signs and changes between them in the middle of a line, which makes
Chinese slow to write and large, and it names signs outside the base plane wrongly. Here a sign's code in the page is
its code point, so a text is written the same in every report and may be remembered; which signs a report used is kept
by its own document, never here.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfbase.pdfmetrics import registerFont

from riskassess.report.pdf.fonts import FACES, GAP, GAP_WIDTH, REGULAR, SIGNS, Face, meaning, outlines
from riskassess.report.pdf.outlines import Outlines

FIRST_PRIVATE = 0xE000
"""Codes from here on stand for the signs of a face that are outside the base plane, in their order."""
_SYMBOLIC = 4


@cache
def load_fonts() -> None:
    """Make the faces known to ReportLab, once a process."""
    for face in FACES:
        registerFont(_Registered(face))


INITIAL_FONT = REGULAR.name


@cache
def _outside_base_plane(face: Face) -> dict[int, int]:
    return {code: FIRST_PRIVATE + place for place, code in enumerate(outlines(face).outside_base_plane())}


def _cid(face: Face, code: int) -> int:
    return code if code <= 0xFFFF else _outside_base_plane(face)[code]


class _Codes(dict[str, str]):
    """Write signs of one weight as they stand in a page's string, four digits each; the gap is a move."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__({GAP: f">-{GAP_WIDTH}<"})
        self.bold = bold

    def __missing__(self, sign: str) -> str:
        found = SIGNS[self.bold][sign]
        self[sign] = f"{_cid(found.face, found.code):04X}"
        return self[sign]


_CODES = {False: _Codes(bold=False), True: _Codes(bold=True)}


@lru_cache(maxsize=50_000)
def written(text: str, bold: bool) -> tuple[tuple[Face, str, frozenset[int]], ...]:
    """Return a text as it stands in a page: a string of codes for each face in turn, with the code points it uses."""
    signs, codes = SIGNS[bold], _CODES[bold]
    parts: list[tuple[Face, str, frozenset[int]]] = []
    for face, group in groupby(text, key=lambda sign: REGULAR if sign == GAP else signs[sign].face):
        used = "".join(group)
        points = frozenset(signs[sign].code for sign in used if sign != GAP)
        parts.append((face, "".join(map(codes.__getitem__, used)), points))
    return tuple(parts)


class UsedSigns:
    """Keep which signs of which face one document has drawn."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.of_face: dict[str, set[int]] = {}

    def add(self, face: Face, codes: Iterable[int]) -> None:
        """Note code points that a face drew."""
        known = self.of_face.get(face.name)
        if known is None:
            self._document.getInternalFontName(face.name)  # the document has the face from now on
            known = self.of_face[face.name] = set()
        known.update(codes)


def font_name(face: Face) -> str:
    """Return what pages call a face; the same in every report, so that what is written may be remembered."""
    return f"F{FACES.index(face) + 1}"


class _Registered:
    """Stand for a face in ReportLab's register; it holds nothing of any document."""

    _multiByte, _dynamicFont, builtIn = 1, 0, False

    def __init__(self, face: Face) -> None:
        self._face, self.fontName = face, face.name
        self.face = self  # ReportLab asks it whether it is built in

    def addObjects(self, doc: Any) -> None:
        """Give the face a name in a document; its content is written when all pages are."""
        name = font_name(self._face)
        font = PDFDictionary({})
        doc.idToObject["BasicFonts"].dict[name] = doc.Reference(font, f"font:{self.fontName}")
        doc.fontMapping[self.fontName] = f"/{name}"
        doc.delayedFonts.append(_Delayed(self._face, font))


class _Delayed:
    """Fill in a font when its signs are known."""

    def __init__(self, face: Face, font: PDFDictionary) -> None:
        self.face, self.font = face, font

    def addObjects(self, doc: Any) -> None:
        codes = tuple(sorted(doc.used_signs.of_face.get(self.face.name, ())))
        name = PDFName(f"{_tag(codes)}+{self.face.name}")
        self.font.dict.update(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=name,
            Encoding="/Identity-H",
            DescendantFonts=PDFArray([doc.Reference(_descendant(doc, self.face, name, codes))]),
            ToUnicode=doc.Reference(_packed(_to_unicode(self.face, codes))),
        )


@lru_cache(maxsize=8)
def _tag(codes: tuple[int, ...]) -> str:
    """Return six letters that tell subsets apart."""
    digest = hashlib.sha256(repr(codes).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


@lru_cache(maxsize=8)
def _program(face: Face, codes: tuple[int, ...]) -> tuple[bytes, int]:
    """Return the outlines of some signs as a compressed font file, and its length before."""
    program = outlines(face).subset(codes)
    return zlib.compress(program), len(program)


def _packed(content: bytes, **more: object) -> PDFStream:
    # Compressed here and not by ReportLab, whose streams hold no more than it knows how to encode.
    stream = PDFStream(PDFDictionary({"Filter": "/FlateDecode", **more}), content)
    stream.filters = []
    return stream


def _descendant(doc: Any, face: Face, name: PDFName, codes: tuple[int, ...]) -> PDFDictionary:
    font = outlines(face)
    program, length = _program(face, codes)
    descriptor = PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray([round(side) for side in font.bbox]),
            "ItalicAngle": font.italic_angle,
            "Ascent": round(font.ascent),
            "Descent": round(font.descent),
            "CapHeight": round(font.cap_height),
            "StemV": font.stem,
            "FontFile2": doc.Reference(_packed(program, Length1=length)),
        }
    )
    return PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": doc.Reference(descriptor),
            "DW": 1000,
            "W": _widths(face, codes),
            "CIDToGIDMap": doc.Reference(_packed(_to_glyph(face, codes))),
        }
    )


@lru_cache(maxsize=8)
def _to_glyph(face: Face, codes: tuple[int, ...]) -> bytes:
    """Return the compressed map from codes in the pages to glyphs of the subset."""
    font = outlines(face)
    glyphs = _subset_glyphs(font, codes)
    cids = {_cid(face, code): glyphs[font.glyph(code)] for code in codes}
    to_glyph = bytearray(2 * (max(cids, default=0) + 1))
    for cid, glyph in cids.items():
        to_glyph[2 * cid : 2 * cid + 2] = glyph.to_bytes(2, "big")
    return zlib.compress(bytes(to_glyph))


def _subset_glyphs(font: Outlines, codes: Sequence[int]) -> dict[int, int]:
    """Return the number in the subset of each glyph."""
    numbers = {0: 0}
    for code in codes:
        numbers.setdefault(font.glyph(code), len(numbers))
    return numbers


@lru_cache(maxsize=8)
def _widths(face: Face, codes: tuple[int, ...]) -> bytes:
    """Return the widths that are not those of a Chinese sign, as they stand in the file."""
    return PDFArray(list(_runs_of_widths(face, codes))).format(DummyDoc())


def _runs_of_widths(face: Face, codes: Sequence[int]) -> Iterator[object]:
    """Yield the first code of each run, then the widths from there on."""
    widths = {_cid(face, code): outlines(face).width(code) for code in codes}
    wanted = sorted(cid for cid, width in widths.items() if width != 1000)
    for _, group in groupby(enumerate(wanted), key=lambda pair: pair[1] - pair[0]):
        run = [cid for _, cid in group]
        yield run[0]
        yield PDFArray([widths[cid] for cid in run])


@lru_cache(maxsize=8)
def _to_unicode(face: Face, codes: tuple[int, ...]) -> bytes:
    """Return the compressed map by which a reader copies and searches; UTF-16, so that every plane is right."""
    rows = sorted((_cid(face, code), chr(meaning(code)).encode("utf-16-be").hex().upper()) for code in codes)
    parts = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    ]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        lines = "".join(f"<{cid:04X}> <{text}>\n" for cid, text in chunk)
        parts.append(f"{len(chunk)} beginbfchar\n{lines}endbfchar\n")
    parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return zlib.compress("".join(parts).encode())
