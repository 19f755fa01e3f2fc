"""Make resources/fonts from the static TrueType files of Noto Sans SC (SIL Open Font License 1.1).

Run by hand when the font changes: ``python tools/fonts.py FOLDER`` where FOLDER holds the files
``NotoSansSC_400Regular.ttf`` and ``NotoSansSC_700Bold.ttf`` (npm package @expo-google-fonts/noto-sans-sc 0.4.3).
Needs the extra ``tools`` (fontTools). Kept are the signs of GBK (every Chinese character in common use in
mainland China, Hong Kong, Macao and Taiwan, so that rare signs in names are shown), Latin with accents, Greek,
Cyrillic, punctuation and arrows; hints and unused layout features are left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

FACES = {"NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf", "NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf"}
RANGES = (
    (0x0020, 0x024F), (0x02B0, 0x036F), (0x0370, 0x03FF), (0x0400, 0x045F), (0x1E00, 0x1EFF), (0x2000, 0x22FF),
    (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x3000, 0x303F), (0x3040, 0x30FF),
    (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
)  # fmt: skip
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


def main() -> None:
    """Read the folder's name and make both faces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    fonts = Path(__file__).resolve().parent.parent / "resources" / "fonts"
    for name, made in FACES.items():
        make(folder / name, fonts / made)
        print(made, (fonts / made).stat().st_size)


if __name__ == "__main__":
    main()
