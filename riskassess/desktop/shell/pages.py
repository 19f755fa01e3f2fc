"""The stack of pages: each built ahead of time or when first shown, told of every change; an empty page for nothing.

What concerns all pages (another language, another assessment) is told at once to the one in front and to the others
when they are brought there or there is time (`do_one_ahead`): telling all of them at once held the window for 200 ms.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.shell.page import PAGES, Context, Page, PageEntry
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

ENTRIES = {entry.name: entry for entry in PAGES}


class EmptyPage(QWidget):
    """Teach what to do first, where a page has no assessment to show."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(tokens.PADDING)
        self._title = Words(look, use="title")
        self._words = Words(look, role="text2")
        self.home = Button(kind="primary", icon="home")
        column.addStretch(2)
        for widget in (self._title, self._words, self.home):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._title.setText(texts("window.empty.title"))
        self._words.setText(texts("window.empty.words"))
        self.home.setText(texts("window.empty.home"))


class PageStack(QStackedWidget):
    """Hold the pages built so far and bring one to the front."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._built: dict[str, Page] = {}
        self._shown: dict[str, object] = {}  # which assessment each page shows
        self._stale: set[str] = set()  # pages that still speak the language before
        self._laid_out: set[str] = set()
        self.front = ""
        self.gate: QWidget | None = None  # what stands before every page while nothing is open
        self.empty = EmptyPage(context.look)
        self.empty.retranslate(context.texts)
        self.addWidget(self.empty)

    def entry(self, name: str) -> PageEntry:
        """Return a page's entry."""
        return ENTRIES[name]

    def page(self, name: str) -> Page:
        """Return a page, built when it is asked for first."""
        if name not in self._built:
            page = ENTRIES[name].make(self._context)
            self._built[name] = page
            self.addWidget(page.widget)
        return self._built[name]

    def built(self) -> tuple[Page, ...]:
        """List the pages that are there already."""
        return tuple(self._built.values())

    def bring(self, name: str, **what: object) -> Page | None:
        """Show a page with the assessment that is open; None when the gate or the empty page stands in for it."""
        self.front = name
        if self.gate is not None:
            self.setCurrentWidget(self.gate)
            return None
        if ENTRIES[name].needs_assessment and self._context.assessment is None:
            self.setCurrentWidget(self.empty)
            return None
        page = self.page(name)
        self._say_anew(name)
        self._show_other(name)
        self._laid_out.add(name)
        self.setCurrentWidget(page.widget)
        page.activated(**what)
        return page

    def close_gate(self, gate: QWidget) -> None:
        """Let a widget stand before every page."""
        self.gate = gate
        if self.indexOf(gate) < 0:
            self.addWidget(gate)
        self.setCurrentWidget(gate)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.empty.retranslate(texts)
        self._stale = set(self._built)
        self._say_anew(self.front)

    def _say_anew(self, name: str) -> bool:
        """Tell a page the language, where it speaks another still; tell whether that was so."""
        if name not in self._stale:
            return False
        self._stale.discard(name)
        self._built[name].retranslate(self._context.texts)
        return True

    def _show_other(self, name: str) -> bool:
        """Let a page show the assessment that is open; tell whether it was another before."""
        if self._shown.get(name, self) is self._context.assessment:
            return False
        self._built[name].show_assessment(self._context.assessment)
        self._shown[name] = self._context.assessment
        return True

    def do_one_ahead(self) -> bool:
        """Do the next thing that a page behind the front one will need; tell whether there was one.

        One of: say it in the language, build a page, let it take the assessment, lay it out and draw it once, out of
        sight, which sets its signs.
        """
        if self.gate is not None or any(self._say_anew(name) for name in tuple(self._stale)):
            return self.gate is None
        for name, entry in ENTRIES.items():
            if entry.module not in sys.modules or (entry.role and entry.role not in self._context.roles):
                continue
            if name not in self._built:
                self.page(name)
                return True
            with suppress(ProblemsFound):  # told when somebody goes there
                if self._context.assessment is not None and self._show_other(name):
                    self._laid_out.discard(name)
                    return True
            if name not in self._laid_out:
                self._laid_out.add(name)
                widget = self._built[name].widget
                widget.resize(self.size())
                widget.grab()
                return True
        return False
