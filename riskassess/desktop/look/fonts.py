"""The one font family of window and report: loaded from the program's own files, so a bare machine shows Chinese."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from riskassess.locations import resources

_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
FAMILY = "Noto Sans SC"


def load_fonts() -> tuple[str, ...]:
    """Register the bundled font files with Qt, once, and return their families; a missing file brings none."""
    return tuple(dict.fromkeys(family for name in _FILES for family in _registered(name)))


def load_bold() -> None:
    """Register the bold file alone: the first frame has one bold line and nothing else, and a file takes 2 to 3 ms."""
    _registered(_FILES[1])


@cache
def _registered(name: str) -> tuple[str, ...]:
    path = resources() / "fonts" / name
    number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
    return tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()


def make_font(size: int, bold: bool) -> QFont:
    """Return the font at a size in px, with digits of one width so that columns of numbers stand."""
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setBold(bold)
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font
