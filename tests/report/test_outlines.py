"""The reader of font files, against ReportLab's own: the same glyphs, widths and measures, and the same subsets."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFontFace

from riskassess.locations import resources
from riskassess.report.pdf.fonts import FACES, Face, outlines


@pytest.fixture(scope="module", params=FACES, ids=lambda face: face.name)
def face(request: pytest.FixtureRequest) -> Face:
    return request.param


@pytest.fixture(scope="module")
def theirs(face: Face) -> TTFontFace:
    return TTFontFace(str(resources() / "fonts" / f"{face.name}.ttf"))


def test_every_sign_has_the_same_glyph_and_width(face: Face, theirs: TTFontFace) -> None:
    ours = outlines(face)
    known = {code: glyph for code, glyph in theirs.charToGlyph.items() if glyph}
    assert {code: ours.glyph(code) for code in known} == known
    assert [ours.width(code) for code in known] == [theirs.charWidths[code] for code in known]
    assert ours.outside_base_plane() == sorted(code for code in known if code > 0xFFFF)
    others = set(range(0x110000, 0x110010)) | set(range(0, 0x30000)) - set(theirs.charToGlyph)
    assert not [code for code in others if ours.glyph(code)]


def test_measures_are_the_same(face: Face, theirs: TTFontFace) -> None:
    ours = outlines(face)
    assert list(ours.bbox) == theirs.bbox
    assert (ours.ascent, ours.descent, ours.cap_height) == (theirs.ascent, theirs.descent, theirs.capHeight)
    assert (ours.stem, ours.italic_angle) == (theirs.stemV, theirs.italicAngle)


def test_subsets_are_the_same_to_the_byte(face: Face, theirs: TTFontFace) -> None:
    """But for glyphs at the end of the file that share one advance, which ReportLab scales where it must not."""
    chance, own = random.Random(7), own_advances(face)
    known = sorted(code for code, glyph in theirs.charToGlyph.items() if 0 < glyph < own)
    for count in (0, 1, 40, 900):
        codes = sorted(chance.sample(known, min(count, len(known))))
        assert outlines(face).subset(codes) == theirs.makeSubset(codes)
    assert outlines(face).subset([0x20, 0x10FFFF]) == theirs.makeSubset([0x20, 0x10FFFF])  # one that it has not


def test_a_subset_has_the_advances_of_the_face(face: Face) -> None:
    whole = TTFont(resources() / "fonts" / f"{face.name}.ttf")
    names = whole.getBestCmap()
    codes = {outlines(face).glyph(code): code for code in sorted(names)[-300:]}  # one for each glyph
    subset = TTFont(BytesIO(outlines(face).subset(list(codes.values()))))
    for number, code in enumerate(codes.values(), start=1):
        assert subset["hmtx"][subset.getGlyphName(number)][0] == whole["hmtx"][names[code]][0]


def own_advances(face: Face) -> int:
    return TTFont(resources() / "fonts" / f"{face.name}.ttf")["hhea"].numberOfHMetrics
