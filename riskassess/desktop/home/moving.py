"""Home's notice of drafts that can be moved to a newer version; its button goes to the latest of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from riskassess.desktop.moving.notice import MoveNotice
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound


class MovableDrafts(QObject):
    """Look for drafts of older versions once the cards stand: it may read a questionnaire, which they do not need."""

    def __init__(self, context: Context, notice: MoveNotice) -> None:
        super().__init__(notice)
        self._context, self._notice = context, notice
        self._latest: int | None = None
        notice.asked.connect(self._open)

    def look_soon(self) -> None:
        """Look as soon as the window has nothing else to do."""
        QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """Show the notice where there is such a draft."""
        desk, texts = self._context.desk, self._context.texts
        self._notice.say("", "")
        if desk is None:
            return
        try:
            drafts = desk.moving.drafts()
            cards = desk.cards_of(list(drafts)[:1])
        except ProblemsFound:  # whatever is wrong is told where the assessment or the questionnaire is used
            return
        if cards:
            self._latest = cards[0].assessment_id
            project = cards[0].project or texts("window.unnamed")
            words = texts("packs.move.offer_home", count=len(drafts), project=project, version=drafts[self._latest])
            self._notice.say(words, texts("packs.move.show"))

    def _open(self) -> None:
        if self._latest is not None:
            self._context.open_assessment(self._latest, "result")
