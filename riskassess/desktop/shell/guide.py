"""The user guide beside the window: a short page for each page, from the Markdown files of the documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button
from riskassess.locations import user_guide
from riskassess.texts import Texts, catalogue

_SIZE = (760, 720)
_PICTURE = 690  # px


class _Pages(QTextBrowser):
    """Show pictures as wide as the words."""

    def loadResource(self, kind: int, name: QUrl) -> Any:
        path = self.document().baseUrl().resolved(name)
        picture = QImage(path.toLocalFile()) if path.isLocalFile() else QImage()
        if picture.isNull():
            return super().loadResource(kind, name)
        return picture.scaledToWidth(_PICTURE, Qt.TransformationMode.SmoothTransformation)


class Guide(QWidget):
    """Show a page of the guide in a window of its own, so that it can stand beside what it explains."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.resize(*_SIZE)
        self.pages = _Pages()
        self.pages.setOpenLinks(False)  # there is nothing to lead to but this computer's files
        self.tour = Button(kind="quiet")
        self.tour.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.pages)
        column.addWidget(self.tour, 0, Qt.AlignmentFlag.AlignLeft)

    def show_page(self, page: str, texts: Texts) -> None:
        """Show what is said of a page in the window's language."""
        path = _path_of(page, texts.language)
        self.setWindowTitle(texts("guide.title", page=texts(f"window.pages.{page}")))
        self.pages.setAccessibleName(self.windowTitle())
        self.tour.setText(texts("tour.again"))
        self.pages.document().setBaseUrl(QUrl.fromLocalFile(str(path)))
        self.pages.setMarkdown(path.read_text(encoding="utf-8") if path.is_file() else texts("guide.none"))
        self.show()
        self.raise_()
        self.pages.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


def _path_of(page: str, language: str) -> Path:
    """Return the page of the guide in a language: in its catalogue's folder `guide`, ours, or else in English."""
    places = (user_guide() / language, catalogue(language) / "guide", user_guide() / "en")
    return next((path for place in places if (path := place / f"{page}.md").is_file()), places[-1] / f"{page}.md")
