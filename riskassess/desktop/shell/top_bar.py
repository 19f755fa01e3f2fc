"""The top bar: whose assessment this is, its state, that it is saved, the search field, a page's own buttons."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskassess.desktop.controls import Elided, Ground, Icon, Tag, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.shell.search_field import SearchField
from riskassess.texts import Texts


class TopBar(Ground):
    """Show client / project / state, or a page's own heading."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "surface", "b")
        self.setFixedHeight(tokens.BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.MARGIN, 0, tokens.MARGIN, 1)
        row.setSpacing(tokens.GAP)
        self._first = Elided(look, bold=True)
        self._slash = Words(look, "/", role="text2")
        self._second = Elided(look)
        self._state = Tag()
        self._tick = Icon("check", 16, QPalette.ColorRole.Link)
        self._saved = Words(look, use="label", role="text2")
        self.search = SearchField()
        for widget in (self._first, self._slash, self._second, self._state):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._tick, self._saved, self.search):
            row.addWidget(widget)
        row.setSpacing(tokens.STEP)
        self._row, self._own = row, None

    def show_heading(self, first: str, second: str) -> None:
        """Show a page's own heading: bold words, and more beside them."""
        self._first.setText(first)
        self._second.setText(second)
        for widget in (self._slash, self._state, self._tick, self._saved):
            widget.hide()

    def show_names(self, client: str, project: str, state: str) -> None:
        """Show whose assessment is worked on, and its state."""
        self._first.setText(client)
        self._second.setText(project)
        self._state.setText(state)
        self._slash.show()
        self._state.show()

    def show_saved(self, at: datetime | None, texts: Texts) -> None:
        """Show since when everything is on the disk; nothing when nothing was written yet."""
        self._tick.setVisible(at is not None)
        self._saved.setVisible(at is not None)
        if at is not None:
            self._saved.setText(texts("window.saved", time=f"{at.astimezone():%H:%M}"))

    def put_own(self, own: QWidget | None) -> None:
        """Show a page's own widget at the right end, in place of the one before."""
        if own is self._own:
            return
        if self._own is not None:
            self._row.removeWidget(self._own)
            self._own.setParent(None)
        self._own = own
        if own is not None:
            self._row.addWidget(own)
            own.show()
