"""The card: one question in large, which takes files that are dropped on it.

One set of widgets serves every question, so that a switch costs little.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from riskassess.desktop.controls import TermWords, Words
from riskassess.desktop.controls.term_words import explain_next
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.questions.attachments import Attachments
from riskassess.desktop.questions.evidence import Evidence
from riskassess.desktop.questions.fold import Fold
from riskassess.desktop.questions.head_line import HeadLine
from riskassess.desktop.questions.level_rows import LevelRows
from riskassess.desktop.questions.pause import SaveOnPause
from riskassess.desktop.questions.standing import Standing
from riskassess.questionnaire.values import Pack
from riskassess.texts import Texts

_NOTE = 56
_MEASURE = 32 * 18 + 16  # px: a question is read best at 32 signs a line


class _Note(QPlainTextEdit):
    """Leave with Tab: a note needs no tabulators, a keyboard needs a way out."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_NOTE)

    def sizeHint(self) -> QSize:
        return QSize(240, _NOTE)  # it takes what is left, and makes nothing scroll by itself

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not _files_in(source) and super().canInsertFromMimeData(source)  # those are for the card


def _files_in(carried: QMimeData) -> list[Path]:
    urls = carried.urls()
    return [Path(url.toLocalFile()) for url in urls] if all(url.isLocalFile() for url in urls) else []


class Card(QScrollArea):
    """Lay out a question from above: head, question, why, how it stands, levels, evidence, files, note."""

    note_changed = Signal(str)
    files_dropped = Signal(object)  # a list of paths
    takes_files = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = QWidget()
        self.sheet.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.sheet.setProperty("no_ring", True)
        self.head, self.ask = HeadLine(look), TermWords(look, use="question")
        self.ask.setMaximumWidth(_MEASURE)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # its lines at the width it has, not at the one a label guesses, make it scroll
        self.ask.setSizePolicy(policy)
        self.fold, self.standing = Fold(look), Standing(look)
        self.rows, self.evidence = LevelRows(look), Evidence(look)
        self.attachments = Attachments(look)
        self.attachments.changed_row.connect(self._order_keys)
        self.evidence.put_at_end(self.attachments.add)
        self._note_label = Words(look, use="label", role="text2")
        self.note = _Note()
        self.note_pause = SaveOnPause(self.note, lambda: self.note_changed.emit(self.note.toPlainText()))
        self._lay_out()
        self.setWidget(self.sheet)
        self.setAcceptDrops(True)
        self.evidence.detail.installEventFilter(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(tokens.MARGIN, tokens.PADDING, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(0)
        parts: tuple[tuple[QWidget, int], ...] = (
            (self.head, 10),
            (self.ask, 10),
            (self.fold, 10),
            (self.standing, 0),  # keeps its own distance, and none while it is hidden
            (self.rows, 14),
            (self.evidence, 0),
            (self.attachments, tokens.GAP),  # keeps its distance, and none while there is no file
            (self._note_label, tokens.HALF),
        )
        for widget, below in parts:
            column.addWidget(widget)
            column.addSpacing(below)
        column.addWidget(self.note, 1)

    def set_spare(self, spare: int) -> None:
        """Leave room at the right, so that rows never grow wider than they can be read."""
        margin = tokens.MARGIN + spare
        self.sheet.layout().setContentsMargins(tokens.MARGIN, tokens.PADDING, margin, tokens.PADDING)

    def retranslate(self, pack: Pack | None, texts: Texts) -> None:
        """Say everything that no question says in another language."""
        self.fold.retranslate(texts)
        self.standing.retranslate(texts)
        self.attachments.retranslate(texts)
        if pack is not None:
            self.evidence.set_pack(pack, texts)
            self._order_keys()
        self._note_label.setText(texts("questions.note"))
        self.note.setAccessibleName(texts("questions.note"))

    def _order_keys(self) -> None:
        """Let Tab go from the levels to the grades of evidence, which are made anew for each pack and language."""
        way: list[QWidget] = [self.rows.rows()[-1], *self.evidence.segments.buttons(), self.evidence.detail]
        way += [*self.attachments.buttons(), self.note]
        for here, there in pairwise(way):
            QWidget.setTabOrder(here, there)

    def show_note(self, note: str, frozen: bool, hint: str) -> None:
        """Show a note; what is being typed is not disturbed."""
        if not self.note_pause.pending() and note.strip() != self.note.toPlainText().strip():
            self.note_pause.show(lambda: self.note.setPlainText(note))
        self.note.setReadOnly(frozen)
        self.note.setPlaceholderText("" if frozen else hint)

    def explain_next(self) -> bool:
        """Explain the next term that is marked on the card; tell whether there is any."""
        return explain_next([self.ask, *self.rows.explaining(), self.fold.long])

    def flush(self) -> None:
        """Save what was typed and is not saved yet."""
        self.evidence.pause.flush()
        self.note_pause.flush()

    def focus(self) -> None:
        """Put the keyboard on the card: on the chosen level, or on no row when none is chosen."""
        chosen = next((row for row in self.rows.rows() if row.isChecked()), None)
        (chosen if chosen is not None and chosen.isEnabled() else self.sheet).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes_files and _files_in(event.mimeData()):
            event.acceptProposedAction()
            self.attachments.show_drop(over=True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.attachments.show_drop(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.attachments.show_drop(over=False)
        if self.takes_files and (paths := _files_in(event.mimeData())):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave files held over the evidence's detail to the card; words still go into the field."""
        if isinstance(event, QDragEnterEvent) and _files_in(event.mimeData()):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
