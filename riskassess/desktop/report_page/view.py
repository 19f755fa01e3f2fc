"""How the report page is laid out: pages in the middle, what goes into them on the right, progress above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import ProgressLine, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.report_page.choices import ChoicesPanel
from riskassess.desktop.report_page.notice import ReportNotice
from riskassess.desktop.report_page.preview import Preview
from riskassess.texts import Texts


class ReportView(QWidget):
    """Hold the parts of the page."""

    def __init__(self, look: Look, languages: Sequence[str], sections: Sequence[str], formats: Sequence[str]) -> None:
        super().__init__()
        self.preview = Preview(look)
        self.choices = ChoicesPanel(look, languages, sections, formats)
        self.notice, self.line, self.said = ReportNotice(look), ProgressLine(look), Words(look, role="text2")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(tokens.MARGIN, tokens.STEP, tokens.MARGIN, tokens.STEP)
        above.setSpacing(tokens.HALF)
        for widget in (self.notice, self.said, self.line):
            above.addWidget(widget)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(top)
        left.addWidget(self.preview, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.choices)
        self.show_making(None, "")

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        for part in (self.preview, self.choices, self.notice):
            part.retranslate(texts)

    def show_making(self, share: float | None, words: str) -> None:
        """Show how far the pages are that are being made; None when none are."""
        self.line.setVisible(share is not None)
        self.line.set_share(share or 0.0, words)
        self.said.setText(words)
        self.said.setVisible(bool(words))
