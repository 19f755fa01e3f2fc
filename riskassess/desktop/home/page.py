"""What home does: list, sort and search assessments, start one, open the sample or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCollator, QLocale
from PySide6.QtWidgets import QFileDialog, QWidget

from riskassess.desktop.home import wording
from riskassess.desktop.home.next_steps import Step, next_steps
from riskassess.desktop.home.view import SORTS, HomeView
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts, languages

if TYPE_CHECKING:
    from riskassess.app.assessments import Card, OpenAssessment


class HomePage:
    """Be the page that the program opens with."""

    name = "home"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._cards: tuple[Card, ...] = ()
        self._words = ""
        self._view = view = HomeView(context.look)
        self.widget: QWidget = view
        view.retranslate(context.texts)
        for button in (view.new, view.first.new):
            button.clicked.connect(self._new)
        for button in (view.file, view.first.file):
            button.clicked.connect(self._open_file)
        for button in (view.sample, view.first.sample):
            button.clicked.connect(self._open_sample)
        view.sort.currentIndexChanged.connect(lambda _index: self._show())
        view.grid.opened.connect(self._open)
        view.steps.chosen.connect(self._do)
        self._again: Callable[[], None] | None = None
        view.retry.clicked.connect(self._try_again)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self._view.retranslate(texts)
        if self._context.desk is not None:
            self._show()

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show nothing of it: home shows all of them."""

    def activated(self, *, new: bool = False, open_file: bool = False, **_what: Any) -> None:
        """Read the cards anew; `new` and `open_file` ask at once."""
        desk = self._context.desk
        if desk is None:
            return
        try:
            self._cards = desk.cards()
        except ProblemsFound as found:
            self._context.report_problem(found)
        self._show()
        if new:
            self._new()
        elif open_file:
            self._open_file()

    def heading(self) -> tuple[str, str]:
        """Return what the top bar says while home is in front."""
        texts = self._context.texts
        finished = sum(card.status == "finished" for card in self._cards)
        counted = texts("window.home.counted", count=len(self._cards), finished=finished) if self._cards else ""
        return texts("window.home.heading"), counted

    def search(self, text: str) -> None:
        """Show the assessments whose client, project or country, in any language, has these words."""
        self._words = text.casefold().strip()
        if self._context.desk is not None:
            self._show()

    def cannot_open(self, found: ProblemsFound, again: Callable[[], None]) -> None:
        """Say why the workspace cannot be opened, and let it be tried again."""
        self._again = again
        sentences = [" ".join(self._context.texts.problem(one)) for one in found.problems]
        self._view.show_waiting("\n".join(sentences))

    def _try_again(self) -> None:
        if self._again is not None:
            self._again()

    def _show(self) -> None:
        texts = self._context.texts
        if not self._cards:
            self._view.show_first_start()
            return
        found = [card for card in self._cards if self._words in _searched(card)]
        found = _SORTS[SORTS[max(0, self._view.sort.currentIndex())]](found)
        self._view.show_cards(found, next_steps(self._cards, texts), texts, filtered=bool(self._words))

    def _open(self, assessment_id: int) -> None:
        card = next(card for card in self._cards if card.assessment_id == assessment_id)
        self._context.open_assessment(assessment_id, "result" if card.complete else "questions")

    def _do(self, step: Step) -> None:
        self._context.open_assessment(step.assessment_id, step.page)

    def _new(self) -> None:
        desk = self._context.desk
        if desk is None:
            return
        from riskassess.desktop.home.new_assessment import NewAssessment

        asked = NewAssessment(self._context.look, self._context.texts, desk.packs(), self._cards, self._view.window())
        if asked.exec():
            self._start(lambda: asked.start(desk), "project")

    def _open_sample(self) -> None:
        desk = self._context.desk
        if desk is not None:
            self._start(desk.open_sample, "result")

    def _open_file(self) -> None:
        desk, texts = self._context.desk, self._context.texts
        if desk is None:
            return
        kinds = f"{texts('window.home.answers_files')} (*.yaml *.yml *.json)"
        chosen, _ = QFileDialog.getOpenFileName(self._view.window(), texts("window.home.open_file"), "", kinds)
        if chosen:
            self._start(lambda: desk.open_file(Path(chosen)), "result")

    def _start(self, make: Callable[[], OpenAssessment], page: str) -> None:
        try:
            assessment = make()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._context.work_on(assessment, page)


def _searched(card: Card) -> str:
    places = [wording.place(card, Texts(language)) for language in languages()]
    return "\n".join((card.client, card.project, *places)).casefold()


def _by_name(name_of: Callable[[Card], str]) -> Callable[[list[Card]], list[Card]]:
    def sort(cards: list[Card]) -> list[Card]:
        collator = QCollator(QLocale(QLocale.Language.Chinese))
        return sorted(cards, key=lambda card: collator.sortKey(name_of(card)))

    return sort


def _by_readiness(cards: list[Card]) -> list[Card]:
    """Sort the least ready first; without a figure last."""
    return sorted(cards, key=lambda card: (card.readiness is None, card.readiness or 0.0))


_SORTS: dict[str, Callable[[list[Card]], list[Card]]] = {
    "changed": list,  # as the desk gives them
    "client": _by_name(lambda card: card.client),
    "project": _by_name(lambda card: card.project),
    "readiness": _by_readiness,
}
