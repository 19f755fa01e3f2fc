"""The panel that shows how a number comes about: laid over the right side of the page, closed by Esc.

It is a text with links, since derivations are tables of any length; the colours are those of the look's roles.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.look.style import clear_ground
from riskassess.desktop.result.derivations import Derivation, Formula, Link, Table
from riskassess.texts import Texts

WIDTH = 472
_SCHEME = "trace:"


class TracePanel(Panel):
    """Show a derivation; `wanted` carries the key of a number that was followed, `asked` a question to go to."""

    wanted = Signal(str)
    asked = Signal(str)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._look, self._texts, self._shown = look, Texts("zh"), Derivation("", "", ())
        self.up, self.close_panel = Button(kind="quiet", icon="chevron-left"), Button(kind="quiet", icon="close")
        self.title = Words(look, use="card", wrap=True)
        self.text, self.to_question = QTextBrowser(), Button(icon="questions")
        self.text.setOpenLinks(False)
        clear_ground(self.text)
        self.text.anchorClicked.connect(self._follow)
        self.up.clicked.connect(lambda: self._shown.up and self.wanted.emit(self._shown.up.key))
        self.close_panel.clicked.connect(self.leave)
        self.to_question.clicked.connect(lambda: self.asked.emit(self._shown.key.partition(":")[2]))
        head = QHBoxLayout()
        head.addWidget(self.up)
        head.addStretch(1)
        head.addWidget(self.close_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PADDING, tokens.STEP, tokens.STEP, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        column.addWidget(self.to_question, 0, Qt.AlignmentFlag.AlignLeft)
        look.changed.connect(self._fill)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Name the buttons in another language."""
        self._texts = texts
        self.close_panel.name_only(texts("trace.close"))
        self.to_question.setText(texts("trace.to_question"))
        self.text.setAccessibleName(texts("trace.panel"))

    def key(self) -> str:
        """Return the key of the number that is shown, empty while the panel is closed."""
        return self._shown.key if not self.isHidden() else ""

    def show_derivation(self, shown: Derivation) -> None:
        """Show how a number comes about."""
        self._shown = shown
        self.title.setText(shown.title)
        self.setAccessibleName(shown.title)
        self.up.setVisible(shown.up is not None)
        self.up.setText(shown.up.words if shown.up is not None else "")
        self.to_question.setVisible(shown.key.startswith("question:"))
        self._fill()
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Close the panel."""
        self.hide()
        self.closed.emit()

    def _follow(self, url: QUrl) -> None:
        self.wanted.emit(url.toString().removeprefix(_SCHEME))

    def _fill(self) -> None:
        self.text.setHtml("".join(self._html(block) for block in self._shown.blocks))

    def _html(self, block: str | Table | Formula) -> str:
        look = self._look
        if isinstance(block, str):
            return f'<p style="margin:8px 0">{escape(block)}</p>'
        if isinstance(block, Formula):
            faint = look.color("text2").name()
            return (
                f'<p style="margin:8px 0 0 0; color:{faint}">{escape(block.words)}</p>'
                f'<p style="margin:2px 0 8px 0"><b>{escape(block.numbers)}</b></p>'
            )
        heads = "".join(self._cell(head, number, "th") for number, head in enumerate(block.heads))
        last = len(block.rows) - 1 if block.has_sum else -1
        rows = (self._row(row, number == last) for number, row in enumerate(block.rows))
        return f'<table width="100%" cellspacing="0" cellpadding="3">{f"<tr>{heads}</tr>"}{"".join(rows)}</table>'

    def _row(self, row: tuple[str | Link, ...], is_sum: bool) -> str:
        cells = "".join(self._cell(cell, number, "b" if is_sum else "") for number, cell in enumerate(row))
        return f"<tr>{cells}</tr>"

    def _cell(self, cell: str | Link, number: int, way: str) -> str:
        look, side = self._look, "left" if number == 0 else "right"
        words = escape(cell.words if isinstance(cell, Link) else cell)
        if isinstance(cell, Link):
            words = f'<a href="{_SCHEME}{escape(cell.key)}" style="color:{look.color("accent").name()}">{words}</a>'
        if way == "th":
            words = f'<span style="font-size:12px; color:{look.color("text2").name()}">{words}</span>'
        elif way:
            words = f"<b>{words}</b>"
        line = look.color("line").name()
        return f'<td align="{side}" style="border-bottom:1px solid {line}">{words}</td>'

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
