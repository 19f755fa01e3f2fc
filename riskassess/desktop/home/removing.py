"""What a card's menu offers, and removal: said in full before, done off the interface thread, receipted after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from riskassess.desktop.asking import AskFirst
from riskassess.desktop.background import Background
from riskassess.desktop.controls import Words
from riskassess.desktop.look import Look
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Card, Desk
    from riskassess.app.removing import Extent, Receipt


class AskRemoval(AskFirst):
    """Say what a removal takes and that nothing brings it back; Enter gives up."""

    def __init__(
        self, look: Look, texts: Texts, title: str, extent: Extent, whole_client: bool, parent: QWidget | None = None
    ) -> None:
        takes = texts("home.remove.takes_client" if whole_client else "home.remove.takes", **counts(extent))
        super().__init__(look, title, takes, texts("home.remove.go_on"), texts("home.remove.give_up"), parent)
        self.setWindowTitle(texts("home.remove.go_on"))
        for name in ("backups", "elsewhere"):
            self.say_more(Words(look, texts(f"home.remove.{name}"), role="text2", wrap=True))
        self.say_more(Words(look, texts("home.remove.no_undo"), bold=True, wrap=True))
        self.go_on.setAutoDefault(False)


def counts(extent: Extent) -> dict[str, int]:
    """Return how much a removal takes, under the names that the texts use."""
    return {"assessments": extent.assessments, "answers": extent.answers, "history": extent.history_rows}


class Removing(QObject):
    """Offer and do removals; `after` reads home anew."""

    def __init__(self, context: Context, after: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._after = context, after
        self._background = Background(self)

    def menu(self, card: Card, open_it: Callable[[], None], parent: QWidget | None = None) -> QMenu:
        """Make the menu of a card; what cannot be done now is grey."""
        texts, desk = self._context.texts, self._context.desk
        menu = QMenu(parent)
        menu.addAction(texts("home.menu.open"), open_it)
        menu.addSeparator()
        may = desk is not None and not desk.read_only
        for name, whole_client in (("remove_assessment", False), ("remove_client", True)):
            action = menu.addAction(texts(f"home.menu.{name}"), lambda whole=whole_client: self.ask(card, whole))
            action.setEnabled(may and not self._background.is_busy)
        return menu

    def show_menu(self, card: Card, where: QPoint, open_it: Callable[[], None]) -> None:
        """Show the menu of a card."""
        menu = self.menu(card, open_it)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.exec(where)

    def ask(self, card: Card, whole_client: bool) -> None:
        """Say what would be removed, and remove it when that is wanted."""
        desk, texts = self._context.desk, self._context.texts
        if desk is None:
            return
        try:
            extent = desk.removal_intent(card.assessment_id, whole_client=whole_client).extent
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        title = texts(f"home.remove.{'client' if whole_client else 'assessment'}", **_names(card, texts))
        if AskRemoval(self._context.look, texts, title, extent, whole_client).exec():
            self._context.say(texts("home.remove.working"))
            self.begin(desk, card.assessment_id, whole_client)

    def begin(self, desk: Desk, assessment_id: int, whole_client: bool) -> None:
        """Remove in a thread; the receipt is said when it is done."""
        self._context.assessment = None  # what is open may be what goes
        self._background.run(lambda: desk.remove(assessment_id, whole_client=whole_client), self._tell, self._refused)

    def _tell(self, receipt: Receipt) -> None:
        self._after()
        self._context.say(receipt_words(receipt, self._context.texts))

    def _refused(self, found: ProblemsFound) -> None:
        self._after()
        self._context.report_problem(found)


def receipt_words(receipt: Receipt, texts: Texts) -> str:
    """Return a receipt in sentences."""
    said = [texts("home.remove.done", number=receipt.id, **counts(receipt.extent))]
    if receipt.cleaned:
        said.append(texts("home.remove.cleaned", count=len(receipt.cleaned)))
    if receipt.left:
        said.append(texts("home.remove.left", names=", ".join(name for name, _ in receipt.left)))
    return " ".join(said)


def _names(card: Card, texts: Texts) -> dict[str, str]:
    unnamed = texts("window.unnamed")
    return {"client": card.client or unnamed, "project": card.project or unnamed}
