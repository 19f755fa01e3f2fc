"""What home does: list, sort and search assessments, start one, open the sample or a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCollator, QLocale, QPoint
from PySide6.QtWidgets import QWidget

from riskassess.desktop.background import Background
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.home import wording
from riskassess.desktop.home.moving import MovableDrafts
from riskassess.desktop.home.next_steps import Step, next_steps
from riskassess.desktop.home.opening import OPENABLE, Opening
from riskassess.desktop.home.removing import Removing
from riskassess.desktop.home.view import SORTS, HomeView
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts, languages

if TYPE_CHECKING:
    from riskassess.app.assessments import Card, Desk, Listed, OpenAssessment

AT_ONCE = 60
"""How many cards are read and built at once: more than two screens, and as quick as a small workspace."""


class HomePage:
    """Be the page that the program opens with."""

    name = "home"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._newest: tuple[Card, ...] = ()
        self._listing: tuple[Listed, ...] | None = None  # read when something is searched or sorted, not before
        self._counted = (0, 0)
        self._most = AT_ONCE
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
        view.sort.currentIndexChanged.connect(lambda _index: self._show_from_the_first())
        view.grid.opened.connect(self._open)
        view.grid.asked.connect(self._ask_about)
        view.more.clicked.connect(self._show_more)
        self._opening = Opening(context, view.recent, self._fetch)
        view.dropped.connect(self._opening.open)
        self._background = Background(view)
        self._removing = Removing(context, self.activated)
        self.movable = MovableDrafts(context, view.move_notice)
        view.steps.chosen.connect(self._do)
        self._again: Callable[[], None] | None = None
        view.retry.clicked.connect(self._try_again)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self._view.retranslate(texts)
        if self._context.desk is not None:
            self._show()
            self.movable.look_soon()

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show nothing of it: home shows all of them."""

    def activated(self, *, new: bool = False, open_file: bool = False, **_what: Any) -> None:
        """Read the cards anew; `new` and `open_file` ask at once."""
        desk = self._context.desk
        if desk is None:
            return
        self._read(desk)
        self._opening.show_recent()
        self._show()
        self.movable.look_soon()
        if new:
            self._new()
        elif open_file:
            self._open_file()

    def _read(self, desk: Desk) -> None:
        self._listing, self._most = None, AT_ONCE
        try:
            self._counted, self._newest = desk.counted(), desk.cards(AT_ONCE)
        except ProblemsFound as found:
            self._context.report_problem(found)

    def heading(self) -> tuple[str, str]:
        """Return what the top bar says while home is in front."""
        texts, (count, finished) = self._context.texts, self._counted
        counted = texts("window.home.counted", count=count, finished=finished) if count else ""
        return texts("window.home.heading"), counted

    def search(self, text: str) -> None:
        """Show the assessments whose client, project or country, in any language, has these words."""
        self._words = text.casefold().strip()
        if self._context.desk is not None:
            self._show_from_the_first()

    def cannot_open(self, found: ProblemsFound, again: Callable[[], None]) -> None:
        """Say why the workspace cannot be opened, and let it be tried again."""
        self._again = again
        sentences = [" ".join(self._context.texts.problem(one)) for one in found.problems]
        self._view.show_waiting("\n".join(sentences))

    def _try_again(self) -> None:
        if self._again is not None:
            self._again()

    def _show_from_the_first(self) -> None:
        self._most = AT_ONCE
        self._show()

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._show()

    def _show(self) -> None:
        desk, texts = self._context.desk, self._context.texts
        if desk is None or not self._newest:
            self._view.show_first_start()
            return
        try:
            cards, count = self._chosen(desk)
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._view.show_cards(cards, next_steps(self._newest, texts), texts, filtered=bool(self._words))
        self._view.show_more(count - len(cards), texts)

    def _chosen(self, desk: Desk) -> tuple[Sequence[Card], int]:
        """Return the cards to show and how many there are in all: a long list is built only as far as it is seen."""
        sort = SORTS[max(0, self._view.sort.currentIndex())]
        if sort == SORTS[0] and not self._words and self._most == AT_ONCE:
            return self._newest, self._counted[0]
        if self._listing is None:
            self._listing = desk.listing()
        found = _SORTS[sort]([one for one in self._listing if self._words in _searched(one)])
        return desk.cards_of([one.assessment_id for one in found[: self._most]]), len(found)

    def _open(self, card: Card) -> None:
        self._context.open_assessment(card.assessment_id, "result" if card.complete else "questions")

    def _ask_about(self, card: Card, where: QPoint) -> None:
        self._removing.show_menu(card, where, lambda: self._open(card))

    def _do(self, step: Step) -> None:
        self._context.open_assessment(step.assessment_id, step.page)

    def _new(self) -> None:
        desk = self._context.desk
        if desk is None:
            return
        from riskassess.desktop.home.new_assessment import NewAssessment

        known = desk.listing()
        asked = NewAssessment(self._context.look, self._context.texts, desk.packs(), known, self._view.window())
        if asked.exec():
            self._start(lambda: asked.start(desk), "project")

    def _open_sample(self) -> None:
        desk = self._context.desk
        if desk is not None:
            self._fetch(desk.open_sample)

    def _open_file(self) -> None:
        desk, texts = self._context.desk, self._context.texts
        if desk is None:
            return
        kinds = f"{texts('home.openable')} ({OPENABLE})"
        chosen, _ = FileDialog.getOpenFileName(self._view.window(), texts("window.home.open_file"), "", kinds)
        if chosen:
            self._opening.open(chosen)

    def _fetch(self, make: Callable[[], OpenAssessment]) -> None:
        """Take in an assessment from a file, in a thread: it is checked and kept before it can be shown."""
        self._background.run(make, lambda found: self._context.work_on(found, "result"), self._context.report_problem)

    def _start(self, make: Callable[[], OpenAssessment], page: str) -> None:
        try:
            assessment = make()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._context.work_on(assessment, page)


def _searched(one: Listed) -> str:
    return "\n".join((one.client, one.project, _places(one.country))).casefold()


@cache
def _places(country: str | None) -> str:
    """Return the names of a country in every language, looked up once for a long list."""
    return "\n".join(wording.place_named(country, Texts(language)) for language in languages())


def _by_name(name_of: Callable[[Listed], str]) -> Callable[[list[Listed]], list[Listed]]:
    def sort(found: list[Listed]) -> list[Listed]:
        collator = QCollator(QLocale(QLocale.Language.Chinese))
        return sorted(found, key=lambda one: collator.sortKey(name_of(one)))

    return sort


def _by_readiness(found: list[Listed]) -> list[Listed]:
    """Sort the least ready first; without a figure last."""
    return sorted(found, key=lambda one: (one.readiness is None, one.readiness or 0.0))


_SORTS: dict[str, Callable[[list[Listed]], list[Listed]]] = {
    "changed": list,  # as the desk gives them
    "client": _by_name(lambda one: one.client),
    "project": _by_name(lambda one: one.project),
    "readiness": _by_readiness,
}
