"""Every colour, size and type size of the window, as plain values.

The one place where a colour is written as a number: pages and controls name roles. It knows no Qt, so that a test can
work out the contrast of every pair without a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Role = Literal[
    "bg", "surface", "inset", "line", "edge", "text", "text2", "text3", "accent", "onaccent",
    "tint", "warn", "red", "onred", "carry", "focus",
]  # fmt: skip
Scheme = Literal["system", "light", "dark", "contrast", "contrast-dark"]
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark", "contrast", "contrast-dark")
Use = Literal["figure", "title", "question", "card", "body", "second", "label"]

LIGHT: Mapping[Role, str] = {
    "bg": "#F2F4F4",
    "surface": "#FFFFFF",
    "inset": "#EBEFEF",
    "line": "#D5DBDC",
    "edge": "#7B878A",
    "text": "#182224",
    "text2": "#47565A",
    "text3": "#5C6A6E",
    "accent": "#0E5A66",
    "onaccent": "#FFFFFF",
    "tint": "#E1EEF0",
    "warn": "#855400",
    "red": "#B3211B",
    "onred": "#FFFFFF",
    "carry": "#574A9E",
    "focus": "#0E5A66",
}
DARK: Mapping[Role, str] = {
    "bg": "#12181A",
    "surface": "#1A2123",
    "inset": "#242D30",
    "line": "#343F42",
    "edge": "#7C8A8E",
    "text": "#E6ECED",
    "text2": "#B4C0C3",
    "text3": "#98A6AA",
    "accent": "#6FC2CC",
    "onaccent": "#08252A",
    "tint": "#1D3B41",
    "warn": "#E3B661",
    "red": "#FF8F85",
    "onred": "#3A0B08",
    "carry": "#B6ACF7",
    "focus": "#9ADDE5",
}

CONTRAST: Mapping[Role, str] = {  # words 7:1 on every ground, marks and every edge 4.5:1
    "bg": "#FFFFFF",
    "surface": "#FFFFFF",
    "inset": "#EDEDED",
    "line": "#5A5A5A",
    "edge": "#000000",
    "text": "#000000",
    "text2": "#1A1A1A",
    "text3": "#333333",
    "accent": "#00414C",
    "onaccent": "#FFFFFF",
    "tint": "#D5EEF2",
    "warn": "#543400",
    "red": "#7D0000",
    "onred": "#FFFFFF",
    "carry": "#3A1F8A",
    "focus": "#0000B4",
}
CONTRAST_DARK: Mapping[Role, str] = {
    "bg": "#000000",
    "surface": "#000000",
    "inset": "#1E1E1E",
    "line": "#A6A6A6",
    "edge": "#FFFFFF",
    "text": "#FFFFFF",
    "text2": "#F0F0F0",
    "text3": "#DADADA",
    "accent": "#7FE9F5",
    "onaccent": "#000000",
    "tint": "#00343B",
    "warn": "#FFD65C",
    "red": "#FFB3AC",
    "onred": "#000000",
    "carry": "#D2CAFF",
    "focus": "#FFFF00",
}

GRADES_LIGHT = ("#1C6848", "#28599A", "#855400", "#6A4326", "#4A4C58")  # best first; no grade is red
GRADES_DARK = ("#7ECBA4", "#8FBAF2", "#E3B661", "#D6A074", "#B7B9C6")

TYPE: Mapping[Use, tuple[int, int, bool]] = {  # size and line in px, bold
    "figure": (32, 40, True),
    "title": (20, 28, True),
    "question": (18, 28, True),
    "card": (16, 24, True),
    "body": (14, 20, False),
    "second": (13, 20, False),
    "label": (12, 16, False),
}
SMALLEST = 12  # px; nothing in the window is set smaller

# Sizes in logical px
HALF, STEP, GAP, PADDING, MARGIN = 4, 8, 12, 16, 24
PANEL_RADIUS, CONTROL_RADIUS, TAG_RADIUS = 6, 4, 3
RAIL, BAR, OUTLINE, LIVE_PANEL = 56, 48, 240, 304
CONTROL = 32  # height of a button, a field
DOT, SMALL_DOT = 14, 12
RING, RING_GAP = 2, 2  # width of the focus ring, and how far outside the control it lies


def colours(dark: bool, contrast: bool = False) -> Mapping[Role, str]:
    """Return the colour of every role, in our own high contrast where that is asked for."""
    if contrast:
        return CONTRAST_DARK if dark else CONTRAST
    return DARK if dark else LIGHT


def is_contrast(scheme: str) -> bool:
    """Tell whether a scheme is one of high contrast, on a light or a dark ground."""
    return scheme.startswith("contrast")


def is_dark(scheme: str) -> bool:
    """Tell whether a scheme has a dark ground; of the system's only the system knows."""
    return scheme in ("dark", "contrast-dark")


def grade_colour(index: int, count: int, dark: bool) -> str:
    """Return the colour of grade `index` of `count`, best first, spread over the five that are fixed."""
    scale = GRADES_DARK if dark else GRADES_LIGHT
    if count <= 1:
        return scale[0]
    return scale[round(index * (len(scale) - 1) / (count - 1))]


def grade_cells(index: int, count: int) -> int:
    """Return how many of a grade's `count` cells are filled, so that it reads in grey."""
    return count - index
