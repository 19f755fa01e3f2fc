"""Controls of our own that every page is built from; each says its name to a screen reader."""

from riskassess.desktop.controls.button import Button
from riskassess.desktop.controls.choice import Check, Choice, DateField
from riskassess.desktop.controls.elided import Elided
from riskassess.desktop.controls.focus_ring import FocusRing
from riskassess.desktop.controls.grade import GradeSquare, SpanBox, paint_grade, paint_span, span_words
from riskassess.desktop.controls.icon import Icon, icon_picture, make_icon, paint_icon
from riskassess.desktop.controls.panel import Ground, Hairline, Panel
from riskassess.desktop.controls.progress_line import ProgressLine, paint_progress
from riskassess.desktop.controls.segments import Segments
from riskassess.desktop.controls.state_dot import StateDot, paint_state
from riskassess.desktop.controls.tag import KeySquare, Tag
from riskassess.desktop.controls.words import Words

__all__ = [
    "Button", "Check", "Choice", "DateField", "Elided", "FocusRing", "GradeSquare", "Ground", "Hairline", "Icon",
    "KeySquare", "Panel", "ProgressLine", "Segments", "SpanBox", "StateDot", "Tag", "Words", "icon_picture",
    "make_icon", "paint_grade", "paint_icon", "paint_progress", "paint_span", "paint_state", "span_words",
]  # fmt: skip
