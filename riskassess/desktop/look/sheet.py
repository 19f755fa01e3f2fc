"""The application's one style sheet, made from roles.

It covers what Qt draws by itself (fields, lists, menus, scroll bars) and the words of labels by role; what is ours is
painted by its control. A label says its role by the property ``role``, a button its kind by ``kind``.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from riskassess.desktop.look.tokens import Role

_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QLabel { background: transparent; color: $text; }
QLabel[role="text2"] { color: $text2; }
QLabel[role="text3"] { color: $text3; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="red"] { color: $red; }
QLabel[role="carry"] { color: $carry; }

QPushButton, QCheckBox, QRadioButton { outline: 0; }
QPushButton { min-height: 30px; max-height: 30px; padding: 0 12px; border: 1px solid $edge; border-radius: 4px;
  background: $surface; color: $text; }
QPushButton:hover { background: $inset; }
QPushButton:pressed { background: $tint; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $onaccent; font-weight: bold; }
QPushButton[kind="primary"]:hover { border-color: $text; }
QPushButton[kind="primary"]:pressed { background: $text2; border-color: $text2; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $inset; }
QPushButton[kind="quiet"]:pressed { background: $tint; }
QPushButton:disabled, QPushButton[kind="primary"]:disabled { background: $bg; border-color: $line; color: $text3; }
QPushButton[kind="quiet"]:disabled { background: transparent; border-color: transparent; color: $text3; }

QLineEdit, QComboBox { min-height: 30px; max-height: 30px; padding: 0 8px; border: 1px solid $edge;
  border-radius: 4px; background: $surface; color: $text; selection-background-color: $accent;
  selection-color: $onaccent; placeholder-text-color: $text3; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; border: 1px solid $edge; border-radius: 4px; background: $surface;
  color: $text; selection-background-color: $accent; selection-color: $onaccent; placeholder-text-color: $text3; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled,
QLineEdit:read-only, QPlainTextEdit:read-only { background: $bg; border-color: $line; color: $text2; }
QComboBox:hover { background: $inset; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox:editable { background: $surface; }
QAbstractItemView { background: $surface; color: $text; border: 1px solid $edge; outline: 0;
  selection-background-color: $tint; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }

QCheckBox, QRadioButton { spacing: 8px; color: $text; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text2; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $edge; border-radius: 3px; background: $surface; }
QCheckBox::indicator:hover { background: $inset; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:disabled { border-color: $line; background: $bg; }
QCheckBox::indicator:checked:disabled { background: $text3; border-color: $text3; }

QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 16px; border-radius: 3px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $text3; }

QScrollArea, QScrollArea > QWidget > QWidget { border: none; background: transparent; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCalendarWidget QWidget { alternate-background-color: $inset; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: none; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { background: $inset; }
QCalendarWidget #qt_calendar_navigationbar { background: $surface; }
""")


def make_sheet(colours: Mapping[Role, str]) -> str:
    """Fill the sheet with the colours of the roles."""
    return _SHEET.substitute({str(role): colour for role, colour in colours.items()})
