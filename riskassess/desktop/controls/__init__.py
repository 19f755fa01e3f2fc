"""Controls of our own that every page is built from; each says its name to a screen reader.

A name is imported from its module when it is asked for: touching a class of Qt for the first time costs up to several
milliseconds, and the first frame needs only a few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskassess.desktop.controls.button import Button
    from riskassess.desktop.controls.choice import Check, Choice
    from riskassess.desktop.controls.country_field import CountryField
    from riskassess.desktop.controls.date_field import DateField
    from riskassess.desktop.controls.dialog import Dialog
    from riskassess.desktop.controls.elided import Elided
    from riskassess.desktop.controls.flow import Flow
    from riskassess.desktop.controls.focus_ring import FocusRing
    from riskassess.desktop.controls.grade import GradeSquare, SpanBox, paint_grade, paint_span, span_words
    from riskassess.desktop.controls.icon import Icon, icon_picture, make_icon, paint_icon
    from riskassess.desktop.controls.panel import Ground, Hairline, Panel
    from riskassess.desktop.controls.progress_line import ProgressLine, paint_progress
    from riskassess.desktop.controls.segments import Segments
    from riskassess.desktop.controls.state_dot import StateDot, paint_state
    from riskassess.desktop.controls.tag import KeySquare, Tag
    from riskassess.desktop.controls.term_words import TermWords
    from riskassess.desktop.controls.words import Words

__all__ = [
    "Button", "Check", "Choice", "CountryField", "DateField", "Dialog", "Elided", "Flow", "FocusRing", "GradeSquare",
    "Ground", "Hairline", "Icon", "KeySquare", "Panel", "ProgressLine", "Segments", "SpanBox", "StateDot", "Tag",
    "TermWords", "Words", "icon_picture", "make_icon", "paint_grade", "paint_icon", "paint_progress", "paint_span",
    "paint_state", "span_words",
]  # fmt: skip

_MODULES = {
    "button": ("Button",),
    "choice": ("Check", "Choice"),
    "country_field": ("CountryField",),
    "date_field": ("DateField",),
    "dialog": ("Dialog",),
    "elided": ("Elided",),
    "flow": ("Flow",),
    "focus_ring": ("FocusRing",),
    "grade": ("GradeSquare", "SpanBox", "paint_grade", "paint_span", "span_words"),
    "icon": ("Icon", "icon_picture", "make_icon", "paint_icon"),
    "panel": ("Ground", "Hairline", "Panel"),
    "progress_line": ("ProgressLine", "paint_progress"),
    "segments": ("Segments",),
    "state_dot": ("StateDot", "paint_state"),
    "tag": ("KeySquare", "Tag"),
    "term_words": ("TermWords",),
    "words": ("Words",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
