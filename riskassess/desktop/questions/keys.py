"""Which key does what on the questions page: a table, and the one place that binds it.

Text fields keep their keys because Qt asks them first. Single keys answer only while the setting is on and only within
the card; with a Chinese input method on they still arrive, since nothing but a text field takes input methods.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

CARD_KEYS: Mapping[str, str] = {
    **{str(number): f"choose {number}" for number in range(6)},
    "C": "confirm",
    "Shift+C": "confirm_domain",
    "L": "later",
    "N": "not_applicable",
    "E": "evidence",
    "A": "attach",
    "G": "terms",
    "Up": "previous",
    "Down": "next",
}
PAGE_KEYS: Mapping[str, str] = {"F": "next_open", "R": "red_lines"}
ALWAYS: Mapping[str, str] = {"Ctrl+Z": "undo", "Esc": "escape", "PgUp": "previous", "PgDown": "next"}


def bind(page: QWidget, card: QWidget, do: Callable[[str], None]) -> list[QShortcut]:
    """Bind every key of the tables, telling `do` the name of what to do; return those that one setting turns off."""
    single = [_bound(key, what, card, do) for key, what in CARD_KEYS.items()]
    single += [_bound(key, what, page, do) for key, what in PAGE_KEYS.items()]
    for key, what in ALWAYS.items():
        _bound(key, what, page, do)
    return single


def _bound(key: str, what: str, where: QWidget, do: Callable[[str], None]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), where)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: do(what))
    return shortcut
