"""The outline: domains with their questions, each with the sign of its state; a filter, and what a search found.

A tree of Qt's own, so that keyboard and screen reader know it; one domain is unfolded at a time, except in a search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from riskassess.desktop.controls import Choice, Flow, Ground, Words
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.look.style import clear_ground
from riskassess.desktop.questions.legend import Legend
from riskassess.desktop.questions.outline_rows import KEY, SIDE, STATE, OutlineRows
from riskassess.texts import Texts

FILTERS = ("all", "open", "later", "carried", "below", "red_line", "not_applicable")
_BESIDE = 40  # px beside the words of the filter: padding and its sign
_ROLE = "role:"  # before a role's id: what is left to that role


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a question of the outline."""

    id: str
    title: str
    state: str
    later: bool = False  # put off, whatever else is said of it
    role: str = ""  # whom it is left to, by the pack's id
    role_words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Hold a domain of the outline with the questions that apply."""

    id: str
    title: str
    state: str
    count: str
    entries: tuple[Entry, ...]


class _Tree(QTreeWidget):
    opened = Signal(QTreeWidgetItem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
            self.opened.emit(item)
            return
        super().keyPressEvent(event)


class Outline(Ground):
    """Show sections; `chosen` carries the question that was clicked or entered."""

    chosen = Signal(str)
    filtered = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "bg", "r", parent)
        self._sections: tuple[Section, ...] = ()
        self._found: Mapping[str, str] | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self._domains: dict[str, QTreeWidgetItem] = {}
        self._say_state: Callable[[str], str] = str
        self._title, self._count = Words(look, bold=True), Words(look, use="second", role="text2")
        self._filter = Choice(low=True)
        self._filter.setFont(look.font("label"))
        self._filter.activated.connect(lambda _index: self.filtered.emit(self.shown_filter()))
        self.tree = self._build_tree(look)
        self.legend = Legend(look)
        head = Flow(spacing=tokens.STEP, right_from=2)
        head.setContentsMargins(tokens.PADDING, 12, tokens.PADDING, 4)
        for widget in (self._title, self._count, self._filter):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(self.legend)

    def _build_tree(self, look: Look) -> _Tree:
        tree = _Tree()
        clear_ground(tree)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setExpandsOnDoubleClick(False)
        tree.setMouseTracking(True)
        tree.setProperty("no_ring", True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setItemDelegate(OutlineRows(look, tree))
        tree.itemClicked.connect(lambda item, _column: self._open(item))
        tree.opened.connect(self._open)
        look.changed.connect(tree.viewport().update)
        return tree

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._title.setText(texts("questions.outline.title"))
        self.tree.setAccessibleName(texts("questions.outline.title"))
        self._filter.setAccessibleName(texts("questions.outline.filter"))
        chosen = self.shown_filter()
        self._filter.clear()
        for name in FILTERS:
            self._filter.addItem(texts(f"questions.filters.{name}"), name)
        self.set_filter(chosen)
        widest = max(
            self._filter.fontMetrics().horizontalAdvance(self._filter.itemText(n)) for n in range(len(FILTERS))
        )
        self._filter.setFixedWidth(min(widest + _BESIDE, tokens.OUTLINE - 2 * tokens.PADDING))  # roles may be longer
        self._say_state = lambda state: texts(f"questions.states.{state}")
        self.legend.retranslate(texts)

    def show_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer, after the states, what is left to each of some roles: (role's id, words) pairs."""
        shown = [self._filter.itemData(n) for n in range(len(FILTERS), self._filter.count())]
        if shown == [_ROLE + role for role, _ in roles]:
            return
        chosen = self.shown_filter()
        while self._filter.count() > len(FILTERS):
            self._filter.removeItem(len(FILTERS))
        for role, words in roles:
            self._filter.addItem(words, _ROLE + role)
        self.set_filter(chosen)

    def shown_filter(self) -> str:
        """Return which questions are shown: a name of `FILTERS`, or `role:` and a role's id."""
        return str(self._filter.currentData() or "all")

    def set_filter(self, name: str) -> None:
        """Choose a filter, as when the whole list is needed again."""
        self._filter.setCurrentIndex(max(0, self._filter.findData(name)))

    def show_count(self, count: str) -> None:
        """Say how many are answered, or shown."""
        self._count.setText(count)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show sections; items that are there already are only told what is new."""
        fresh = [(s.id, [e.id for e in s.entries]) for s in sections]
        if fresh != [(s.id, [e.id for e in s.entries]) for s in self._sections]:
            self._make_items(sections)
        self._sections = tuple(sections)
        for section in sections:
            self._tell(self._domains[section.id], section.title, section.state, section.count)
            for entry in section.entries:
                self._tell(self._items[entry.id], entry.title, entry.state, self._place(entry))
        self._hide_filtered()

    def _make_items(self, sections: Sequence[Section]) -> None:
        self.tree.clear()
        self._items, self._domains = {}, {}
        for section in sections:
            domain = QTreeWidgetItem(self.tree)
            self._domains[section.id] = domain
            for entry in section.entries:
                item = QTreeWidgetItem(domain)
                item.setData(0, KEY, entry.id)
                self._items[entry.id] = item

    def _tell(self, item: QTreeWidgetItem, title: str, state: str, side: str) -> None:
        shown = (item.text(0), item.data(0, STATE), item.data(0, SIDE))
        if shown != (title, state, side):
            item.setText(0, title)
            item.setData(0, STATE, state)
            item.setData(0, SIDE, side)
        spoken = f"{title}, {self._say_state(state)}{', ' if side else ''}{side}"
        if item.data(0, Qt.ItemDataRole.AccessibleTextRole) != spoken:
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(0, plain_hint(title))

    def _place(self, entry: Entry) -> str:
        """Return what stands beside a question: where words were found, or whom it is left to."""
        if self._found is not None:
            return self._found.get(entry.id, "")
        return entry.role_words if self.shown_filter() == "later" else ""

    def show_found(self, found: Mapping[str, str] | None) -> None:
        """Show only what a search found, with the place it was found in; None shows all again."""
        self._found = found
        for section in self._sections:
            for entry in section.entries:
                self._tell(self._items[entry.id], entry.title, entry.state, self._place(entry))
        self._hide_filtered()
        if found is not None:
            self.tree.expandAll()

    def listed(self) -> list[str]:
        """List the questions that are shown, unfolded or not, in order."""
        return [question for question, item in self._items.items() if not item.isHidden()]

    def _hide_filtered(self) -> None:
        wanted = self.shown_filter()
        for section in self._sections:
            some = False
            for entry in section.entries:
                seen = entry.id in self._found if self._found is not None else _fits(entry, wanted)
                self._items[entry.id].setHidden(not seen)
                some = some or seen
            self._domains[section.id].setHidden(not some)

    def show_current(self, question: str) -> None:
        """Mark the question that is on the card; its domain is unfolded and the others are folded."""
        item = self._items.get(question)
        if item is None:
            return
        for domain in self._domains.values():
            if self._found is None and domain is not item.parent() and domain.isExpanded():
                domain.setExpanded(False)
        item.parent().setExpanded(True)
        self.tree.setCurrentItem(item)
        self.tree.scrollToItem(item)

    def _open(self, item: QTreeWidgetItem) -> None:
        if question := item.data(0, KEY):
            self.chosen.emit(question)
            return
        unfold = not item.isExpanded()
        for domain in self._domains.values():
            if domain is not item and self._found is None:
                domain.setExpanded(False)
        item.setExpanded(unfold)


def _fits(entry: Entry, wanted: str) -> bool:
    """Tell whether a filter shows a question; a failed red line is below its target as well."""
    if wanted.startswith(_ROLE):
        return entry.role == wanted.removeprefix(_ROLE)
    if wanted == "later":
        return entry.later
    return wanted in ("all", entry.state) or (wanted == "below" and entry.state == "red_line")
