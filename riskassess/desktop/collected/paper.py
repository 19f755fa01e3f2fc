"""What has to go on paper: a recovery sheet, cards for envelopes. Shown, printed or saved; never kept by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Dialog, Words
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts
from riskassess.whole_file import write_whole

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SIZE = (640, 520)


class Paper(Dialog):
    """Show pages that are to be printed or saved; `suggested` is where a file of them would stand."""

    def __init__(
        self, look: Look, texts: Texts, what: str, pages: Sequence[str], suggested: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._texts, self._pages, self._suggested = look, texts, pages, suggested
        self.setWindowTitle(texts(f"collected.paper.{what}.title"))
        self.resize(*_SIZE)
        self.shown = QPlainTextEdit("\n\n".join(page.strip() for page in pages))
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName(self.windowTitle())
        self.print_out = Button(texts("collected.paper.print"), "primary")
        self.save, self.put_away = Button(texts("collected.paper.save")), Button(texts(f"collected.paper.{what}.done"))
        self.said = Words(look, role="text2", wrap=True)
        self.print_out.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.put_away.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        for button in (self.print_out, self.save):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.GAP)
        column.addWidget(Words(look, self.windowTitle(), "card", wrap=True))
        column.addWidget(Words(look, texts(f"collected.paper.{what}.means"), role="text2", wrap=True))
        column.addWidget(self.shown, 1)
        column.addWidget(self.said)
        column.addLayout(row)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            print_pages(printer, self._pages, self._look)
            self.said.setText(self._texts("collected.paper.printed"))

    def _save(self) -> None:
        kinds = f"{self._texts('collected.paper.files')} (*.txt)"
        path, _ = FileDialog.getSaveFileName(self, self._texts("collected.paper.save"), str(self._suggested), kinds)
        if path:
            self.save_as(Path(path))

    def save_as(self, path: Path) -> None:
        """Save the pages as a text file that only its owner may read."""
        write_whole(path, "\f".join(self._pages).encode())
        path.chmod(0o600)
        self.said.setText(self._texts("collected.paper.saved", path=path))


def print_pages(printer: QPrinter, pages: Sequence[str], look: Look) -> None:
    """Print every text on a sheet of its own."""
    document = QTextDocument()
    document.setDefaultFont(look.font("body"))
    cursor = QTextCursor(document)
    for number, page in enumerate(pages):
        if number:
            broken = QTextBlockFormat()
            broken.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.insertBlock(broken)
        first, *others = page.strip().splitlines() or [""]
        cursor.insertText(first)
        for line in others:
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(line)
    document.print_(printer)
