"""Roles into a QPalette and back: what Qt's own drawing and our controls without a Look take their colours from.

The colour scheme of the system does not reach every platform, so the palette is always our own; only a high-contrast
palette of the system wins over it, and then every role is taken from there.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

from riskassess.desktop.look.tokens import Role

_P = QPalette.ColorRole
_ROLE_OF: Mapping[QPalette.ColorRole, Role] = {
    _P.Window: "bg",
    _P.WindowText: "text",
    _P.Base: "surface",
    _P.AlternateBase: "inset",
    _P.Text: "text",
    _P.Button: "surface",
    _P.ButtonText: "text",
    _P.BrightText: "red",
    _P.Highlight: "accent",
    _P.HighlightedText: "onaccent",
    _P.Accent: "accent",
    _P.Link: "accent",
    _P.LinkVisited: "warn",
    _P.PlaceholderText: "text3",
    _P.ToolTipBase: "surface",
    _P.ToolTipText: "text",
    _P.Light: "tint",
    _P.Midlight: "line",
    _P.Mid: "edge",
    _P.Dark: "text2",
    _P.Shadow: "carry",
}


PLACE_OF: Mapping[Role, QPalette.ColorRole] = {
    "text": _P.WindowText,
    "text2": _P.Dark,
    "text3": _P.PlaceholderText,
    "accent": _P.Link,
    "warn": _P.LinkVisited,
    "red": _P.BrightText,
    "carry": _P.Shadow,
}
"""Where a label finds the colour of its role: it names the place and follows whatever palette there is."""


def make_palette(colours: Mapping[Role, str]) -> QPalette:
    """Build the palette from the colours of the roles; disabled words are in text3."""
    palette = QPalette()
    for place, role in _ROLE_OF.items():
        palette.setColor(place, QColor(colours[role]))
    for place in (_P.WindowText, _P.Text, _P.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(colours["text3"]))
    return palette


def roles_from(palette: QPalette) -> Mapping[Role, str]:
    """Take every role from the system's high-contrast palette, which knows words, grounds and one highlight."""

    def name(place: QPalette.ColorRole) -> str:
        return palette.color(place).name()

    words, ground, mark = name(_P.WindowText), name(_P.Window), name(_P.Highlight)
    signs: tuple[Role, ...] = ("edge", "line", "text", "text2", "text3", "warn", "red", "carry")
    grounds: tuple[Role, ...] = ("bg", "surface", "inset", "tint", "onred")
    return {
        **dict.fromkeys(signs, words),
        **dict.fromkeys(grounds, ground),
        "accent": mark,
        "focus": mark,
        "onaccent": name(_P.HighlightedText),
    }
