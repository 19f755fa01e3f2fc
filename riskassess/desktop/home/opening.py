"""Opening a file of any kind that the program knows: each goes to the page that can do something with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from riskassess.desktop.controls import Button
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.incoming import Kind

OPENABLE = "*.yaml *.yml *.json *.zip *.pub"
_PAGES: dict[str, tuple[str, str]] = {
    "pack": ("settings", "pack"),
    "key": ("settings", "key"),
    "benchmark": ("settings", "benchmark"),
    "call": ("contribute", "call"),
}
"""Where a kind is opened, and what the page calls it."""


class Opening(QObject):
    """Open files and remember them; `fetch` takes in an assessment that is made from one."""

    def __init__(self, context: Context, button: Button, fetch: Callable[[Callable[[], OpenAssessment]], None]) -> None:
        super().__init__(button)
        self._context, self._button, self._fetch = context, button, fetch
        self._menu: QMenu | None = None
        button.hide()

    def open(self, chosen: str) -> None:
        """Open a file or folder by its path."""
        from riskassess.app.incoming import kind_of

        path = Path(chosen)
        if self._context.desk is None:
            return
        try:
            kind = kind_of(path)
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._take(kind, path)

    def _take(self, kind: Kind, path: Path) -> None:
        from riskassess.app.incoming import pack_place

        desk = self._context.desk
        if desk is None:
            return
        if kind == "answers":
            self._fetch(lambda: self._opened(path))
            return
        self._remember(path)
        page, name = _PAGES[kind]
        self._context.go(page, **{name: pack_place(path)})

    def _opened(self, path: Path) -> OpenAssessment:
        desk: Any = self._context.desk
        made: OpenAssessment = desk.open_file(path)
        self._remember(path)  # only what could be read
        return made

    def _remember(self, path: Path) -> None:
        if self._context.desk is not None:
            self._context.desk.recent.add(path)

    # -- what was opened lately

    def show_recent(self) -> None:
        """Offer the list where there is one."""
        desk = self._context.desk
        there = desk is not None and bool(desk.recent.kept())
        if there and self._menu is None:  # not at the start, where few have a list
            self._menu = menu = QMenu(self._button)
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(lambda: self._fill(menu))
            self._button.setMenu(menu)
        self._button.setVisible(there)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        desk = self._context.desk
        if desk is None:
            return
        for path in desk.recent.files():
            action = menu.addAction(path.name.replace("&", "&&"), lambda path=path: self.open(str(path)))
            action.setToolTip(plain_hint(str(path)))
        menu.addSeparator()
        menu.addAction(self._context.texts("home.recent_clear"), self._clear)

    def _clear(self) -> None:
        if self._context.desk is not None:
            self._context.desk.recent.clear()
        self.show_recent()
