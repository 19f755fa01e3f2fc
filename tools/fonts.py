"""Make resources/fonts from static TrueType files of Noto Sans SC and KR, Noto Sans and Noto Emoji (SIL OFL 1.1).

Run by hand when a font changes: ``python tools/fonts.py FOLDER`` where FOLDER holds the files
``NotoSansSC_400Regular.ttf`` and ``NotoSansSC_700Bold.ttf`` (npm package @expo-google-fonts/noto-sans-sc 0.4.3),
``NotoSans_400Regular.ttf`` (npm package @expo-google-fonts/noto-sans 0.4.2), ``NotoEmoji_400Regular.ttf`` (npm
package @expo-google-fonts/noto-emoji 0.4.7) and ``NotoSansKR_400Regular.ttf`` (npm package
@expo-google-fonts/noto-sans-kr 0.4.3).
Needs the extra ``tools`` (fontTools). Kept in the two faces are the signs of GBK (every Chinese character in common use
in mainland China, Hong Kong, Macao and Taiwan), Latin with accents, Greek, Cyrillic, punctuation and arrows; hints and
unused layout features are left out. The rest of the regular face is a file of its own, from which the report takes rare
signs in names; in it, too, are the quotation marks and the ellipsis of Latin text, which the faces have at the width of
a Chinese sign only. They have no code points of their own and are put into the private area.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FACES = {"NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf", "NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf"}
RANGES = (
    (0x0020, 0x024F), (0x02B0, 0x036F), (0x0370, 0x03FF), (0x0400, 0x045F), (0x1E00, 0x1EFF), (0x2000, 0x22FF),
    (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x3000, 0x303F), (0x3040, 0x30FF),
    (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
)  # fmt: skip
REST, EMOJI = "NotoSansSC-Rest.ttf", {"NotoEmoji_400Regular.ttf": "NotoEmoji-Regular.ttf"}
NARROW = (0x2018, 0x2019, 0x201C, 0x201D, 0x2026)
PRIVATE = {"NotoSansSC_400Regular.ttf": 0xF0000, "NotoSansSC_700Bold.ttf": 0x100000}
"""Where the narrow signs of either weight stand: their own code point further on by this much."""
LATIN = {"NotoSans_400Regular.ttf": "NotoSans-Latin.ttf"}
HANGUL = {"NotoSansKR_400Regular.ttf": "NotoSansKR-Hangul.ttf"}
HANGUL_RANGES = ((0x3131, 0x318E), (0xAC00, 0xD7A3))
"""Letters by themselves and whole syllables; texts are put into whole syllables before they are set."""
LATIN_RANGES = (
    (0x0100, 0x052F),
    (0x1AB0, 0x1AFF),
    (0x1C80, 0x1C8F),
    (0x1D00, 0x1FFF),
    (0x2C60, 0x2C7F),
    (0xA640, 0xA7FF),
)
"""Latin, Greek and Cyrillic as they are written where enterprises go; Noto Sans SC has the common ones only."""
FEATURES = ["kern", "mark", "mkmk", "tnum", "pnum", "locl", "ccmp"]


def wanted_signs() -> set[int]:
    """Return the code points to keep: the ranges above and all of GBK."""
    signs = {code for first, last in RANGES for code in range(first, last + 1)}
    for code in range(0x4E00, 0xA000):
        if chr(code).encode("gbk", "ignore"):
            signs.add(code)
    return signs


def make(source: Path, target: Path) -> None:
    """Write the subset of one face."""
    from fontTools import subset

    options = subset.Options(hinting=False, layout_features=FEATURES, name_IDs=["*"], notdef_outline=True)
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted_signs())
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def make_rest(folder: Path, target: Path) -> None:
    """Write what the faces leave out of the regular one, with the narrow signs of both weights."""
    from fontTools import subset

    regular, bold = PRIVATE
    options = subset.Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True, glyph_names=True)
    options.drop_tables += ["vmtx", "vhea", "VORG", "BASE", "GSUB", "GPOS"]  # what a list of signs has no use for
    font = subset.load_font(str(folder / regular), options)
    known = font.getBestCmap()
    narrow = {PRIVATE[regular] + code: _proportional(font)[known[code]] for code in NARROW}
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=set(known) - wanted_signs(), glyphs=list(narrow.values()))
    subsetter.subset(font)
    heavy = subset.load_font(str(folder / bold), options)
    for code in NARROW:
        source = _proportional(heavy)[heavy.getBestCmap()[code]]
        name = narrow[PRIVATE[bold] + code] = f"bold{code:04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = heavy["glyf"][source]
        font["hmtx"][name] = heavy["hmtx"][source]
    for table in font["cmap"].tables:
        if table.format == 12:
            table.cmap.update(narrow)
    font["post"].formatType = 3.0
    subset.save_font(font, str(target), options)


def make_latin(source: Path, target: Path, known: set[int]) -> None:
    """Write what the faces lack of Latin, Greek and Cyrillic."""
    _make_list(source, target, {code for a, b in LATIN_RANGES for code in range(a, b + 1)} - known)


def make_hangul(source: Path, target: Path) -> None:
    """Write the syllables of Korean."""
    dropped = ["vmtx", "vhea", "VORG", "BASE", "GSUB", "GPOS"]
    _make_list(source, target, {code for a, b in HANGUL_RANGES for code in range(a, b + 1)}, dropped)


def _make_list(source: Path, target: Path, signs: set[int], dropped: Sequence[str] = ()) -> None:
    """Write a file of signs without layout features."""
    from fontTools import subset

    options = subset.Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += dropped
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def _signs(path: Path) -> set[int]:
    from fontTools.ttLib import TTFont

    return set(TTFont(path).getBestCmap())


def _proportional(font: Any) -> dict[str, str]:
    """Return the proportional glyph of every glyph that has one."""
    found: dict[str, str] = {}
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(lookups):
        for part in table.LookupList.Lookup[index].SubTable:
            found.update(getattr(part, "ExtSubTable", part).mapping)
    return found


def main() -> None:
    """Read the folder's name and make every file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    fonts = Path(__file__).resolve().parent.parent / "resources" / "fonts"
    for name, made in FACES.items():
        make(folder / name, fonts / made)
    for name, made in EMOJI.items():
        shutil.copyfile(folder / name, fonts / made)
    make_rest(folder, fonts / REST)
    known = set.intersection(*(_signs(fonts / name) for name in FACES.values()))
    for name, made in LATIN.items():
        make_latin(folder / name, fonts / made, known)
    for name, made in HANGUL.items():
        make_hangul(folder / name, fonts / made)
    for path in sorted(fonts.glob("*.ttf")):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
