"""The shell: rail, top bar, notices and pages, and the few things that concern all of them.

It fills the main window once the first frame stands. What a page needs of it stands in the `Context` that the shell
keeps up to date.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from riskassess.desktop.controls import FocusRing
from riskassess.desktop.look import Look
from riskassess.desktop.look.tokens import Scheme
from riskassess.desktop.shell.ahead import Ahead
from riskassess.desktop.shell.banner import Banner
from riskassess.desktop.shell.care_rounds import CareRounds
from riskassess.desktop.shell.first_window import FirstWindow
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.page import PAGES, ROLES, Context, Page, PageEntry, page_key
from riskassess.desktop.shell.pages import PageStack
from riskassess.desktop.shell.qt_texts import set_qt_language
from riskassess.desktop.shell.rail import Rail
from riskassess.desktop.shell.top_bar import TopBar
from riskassess.desktop.tour.offering import TourOffer
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts, is_known

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk, OpenAssessment
    from riskassess.desktop.gate.page import Gate
    from riskassess.desktop.shell.guide import Guide


class Shell(QObject):
    """Hold the frame around the pages; `desk_opener` opens the workspace when `open_desk` is called."""

    def __init__(
        self,
        window: QMainWindow,
        look: Look,
        texts: Texts,
        desk_opener: Callable[..., Desk],
        memory: WindowMemory,
    ) -> None:
        super().__init__(window)
        self._window, self._open, self._memory = window, desk_opener, memory
        self.context = Context(
            look,
            texts,
            single_keys=memory.get("single_keys", "on") == "on",
            roles=_roles(memory.get("roles")),
            go=self.go,
            open_assessment=self.open_assessment,
            work_on=self.work_on,
            report_problem=self.report_problem,
            saved=self.saved,
            focus_search=self.focus_search,
            set_setting=self.set_setting,
            say=self.say,
            reopened=self.reopened,
            relocated=self.relocated,
        )
        self._gate: Gate | None = None
        self._guide: Guide | None = None
        self._care = CareRounds(self, self.context)
        self._first = FirstWindow(window)
        self.ahead = Ahead(self)
        self._build(look)
        self.ahead.watch(self.pages)
        self._set_keys()
        self.tour = TourOffer(window, self.context, self.pages, self.rail)
        self.go("home")
        self.retranslate()
        self.pages.setFocus()

    def _build(self, look: Look) -> None:
        self.ring = FocusRing(cast(QApplication, QApplication.instance()), look)
        self.rail, self.bar, self.banner = Rail(look, PAGES), TopBar(look), Banner(look)
        self.pages = PageStack(self.context)
        self.pages.setProperty("no_ring", True)
        self.pages.empty.home.clicked.connect(lambda: self.go("home"))
        self.rail.chosen.connect(self.go)
        self.rail.show_roles(self.context.roles)
        self.bar.search.textChanged.connect(self._search)
        self.bar.search.returnPressed.connect(self._search_entered)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.bar, self.banner):
            right.addWidget(widget)
        right.addWidget(self.pages, 1)
        frame = QWidget()
        across = QHBoxLayout(frame)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        self._window.setCentralWidget(frame)

    def _set_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+N": lambda: self._ask_home("new"),
            "Ctrl+O": lambda: self._ask_home("open_file"),
            "Ctrl+F": self.focus_search,
            "/": self.focus_search,
            "F1": self.show_guide,
            "?": self.show_guide,
        }
        for entry in PAGES:
            keys[f"Ctrl+{page_key(entry.name)}"] = lambda page=entry: self._go_by_key(page)
        for key, do in keys.items():
            QShortcut(QKeySequence(key), self._window, do)

    # -- the workspace

    def open_desk(self) -> None:
        """Open the workspace and fill home; where it cannot be opened, say why, and what can be done."""
        try:
            outcome = self._open()
        except ProblemsFound as found:
            outcome = found
        self.take(outcome)

    def take(self, outcome: Desk | Exception) -> None:
        """Fill home from a workspace that was opened, or tell why it could not be; a defect is raised here."""
        if isinstance(outcome, ProblemsFound):
            from riskassess.desktop.gate.page import GATED

            self._stand_before(outcome) if outcome.problems[0].code in GATED else self.home_tell(outcome)
        elif isinstance(outcome, Exception):
            raise outcome
        else:
            self._opened(outcome)

    def _opened(self, desk: Desk, sentence: str = "") -> None:
        self.context.desk, self.context.assessment, self._gate, self.pages.gate = desk, None, None, None
        if desk.notice is not None:
            sentence = " ".join(self.context.texts.problem(desk.notice))
        if sentence:
            self.say(sentence)
        self.go("home")
        self._care.begin(desk)
        if not desk.read_only:
            self._first.begin(desk.path)
            self.tour.offer(self._memory)

    def _stand_before(self, found: ProblemsFound) -> None:
        from riskassess.desktop.gate.page import Gate

        self._gate = Gate(self.context.look, self.context.texts, self._open, self._opened)
        self.pages.close_gate(self._gate.view)
        self._show_bar()
        self._gate.meet(found)

    def reopened(self, sentence: str) -> None:
        """Show a workspace that has been exchanged from home on, and say what happened."""
        if self.context.desk is not None:
            self._opened(self.context.desk, sentence)

    def relocated(self, desk: Desk | None, sentence: str) -> None:
        """Go on with a workspace that stands elsewhere now, where the window remembers itself from now on."""
        self._care.end()
        self._first.end()
        if desk is None:
            self.context.desk = self.context.assessment = None
            self.open_desk()
            return
        self._memory = WindowMemory(desk.path)
        self._opened(desk, sentence)

    def home_tell(self, found: ProblemsFound) -> None:
        """Let home say that the workspace could not be opened, and why."""
        home: Any = self.pages.page("home")
        home.cannot_open(found, self.open_desk)

    # -- what pages ask for

    def go(self, name: str, **what: object) -> None:
        """Bring a page to the front."""
        self.bar.search.clear()
        if name != "home":
            self.tour.end()
        focused = QApplication.focusWidget()
        if focused is None or self.pages.isAncestorOf(focused):
            self.pages.setFocus()  # or hiding the page would hand the keyboard to whatever comes next
        page = self.pages.bring(name, **what)
        if self.pages.front != name:
            return  # what was asked for on the way, such as opening a file, has gone on to another page
        self.rail.show_page(name)
        self._show_bar(page)

    def open_assessment(self, assessment_id: int, page: str = "questions") -> None:
        """Open a kept assessment and show it on a page."""
        if self.context.desk is None:
            return
        try:
            self.work_on(self.context.desk.open_assessment(assessment_id), page)
        except ProblemsFound as found:
            self.report_problem(found)

    def work_on(self, assessment: OpenAssessment, page: str = "project", **what: object) -> None:
        """Work on an assessment from now on, on every page."""
        self.context.assessment = assessment
        self.go(page, **what)
        self._tell_content_language()

    def report_problem(self, found: ProblemsFound, details: str = "") -> None:
        """Tell problems in a window of their own: what happened, what was kept, what to do."""
        from riskassess import log
        from riskassess.desktop.shell.problem_window import ProblemWindow

        log.note_problems(tuple(one.code for one in found.problems))
        told = ProblemWindow(self.context.look, self.context.texts, found.problems, self._window, details)
        told.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told.open()  # not exec: what was under way goes on, and the caller is not held in a loop of its own

    def say(self, sentence: str) -> None:
        """Say one calm sentence above the page."""
        self.banner.say(sentence)

    def saved(self) -> None:
        """Read names, state and the time of the last write anew."""
        self._show_bar(self._front())

    def focus_search(self) -> None:
        """Put the keyboard into the search field, where the page has one."""
        if self.bar.search.isVisible():
            self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.bar.search.selectAll()

    def show_guide(self) -> None:
        """Show what the guide says of the page in front."""
        from riskassess.desktop.shell.guide import Guide

        if self._guide is None:
            self._guide = Guide(self._window)
            self._guide.tour.clicked.connect(self.tour.show)
        self._guide.show_page(self.pages.front, self.context.texts)

    def set_setting(self, key: str, value: str) -> None:
        """Change a setting of the window (language, scheme, single_keys, roles), at once and for the next start."""
        self._memory.put(key, value)
        if key == "language":
            self.context.texts = Texts(value)
            self.retranslate()
            self._tell_content_language()
        elif key == "scheme":
            self.context.look.set_scheme(cast(Scheme, value))
        elif key == "single_keys":
            self.context.single_keys = value == "on"
        elif key == "roles":
            self.context.roles = _roles(value)
            self.rail.show_roles(self.context.roles)

    # -- keeping itself right

    def retranslate(self) -> None:
        """Say everything in the language of the context."""
        texts = self.context.texts
        set_qt_language(texts.language)
        self._window.setWindowTitle(texts("window.title"))
        self.rail.retranslate(texts)
        self.tour.retranslate(texts)
        self.banner.retranslate(texts)
        self.pages.retranslate(texts)
        self.ahead.soon()
        if self._gate is not None:
            self._gate.retranslate(texts)
        self._show_bar(self._front())

    def _tell_content_language(self) -> None:
        """Say in which language the questionnaire speaks where it does not have the window's."""
        assessment, texts = self.context.assessment, self.context.texts
        if assessment is not None and texts.language not in assessment.pack.languages:
            shown = assessment.pack.languages[0]
            named = [Texts(one)("window.language_name") if is_known(one) else one for one in (texts.language, shown)]
            self.say(texts("window.content_language", language=named[0], shown=named[1]))

    def _front(self) -> Page | None:
        stand_ins = (self.pages.empty, self.pages.gate)
        return None if self.pages.currentWidget() in stand_ins else self.pages.page(self.pages.front)

    def _show_bar(self, page: Page | None = None) -> None:
        page = page or self._front()
        texts, assessment = self.context.texts, self.context.assessment
        if page is None or assessment is None or hasattr(page, "heading"):
            first, second = page.heading() if page is not None and hasattr(page, "heading") else ("", "")  # pyright: ignore
            self.bar.show_heading(first or texts(f"window.pages.{self.pages.front}"), second)
        else:
            unnamed = texts("window.unnamed")
            state = texts("window.states.read_only") if _is_read_only(self.context) else _state(texts, assessment)
            self.bar.show_names(assessment.client or unnamed, assessment.project or unnamed, state)
            self.bar.show_saved(assessment.saved_at, texts)
        searchable = page is not None and hasattr(page, "search")
        self.bar.search.setVisible(searchable)
        if searchable:
            self.bar.search.set_hint(texts(f"window.search.{self.pages.front}"))
        self.bar.put_own(getattr(page, "bar", None))

    def _search(self, words: str) -> None:
        page: Any = self._front()
        if page is not None and hasattr(page, "search"):
            page.search(words)

    def _search_entered(self) -> None:
        page: Any = self._front()
        if page is not None and hasattr(page, "search_entered"):
            page.search_entered()

    def _go_by_key(self, page: PageEntry) -> None:
        if not page.role or page.role in self.context.roles:
            self.go(page.name)

    def _ask_home(self, what: str) -> None:
        self.go("home", **{what: True})

    def close(self) -> None:
        """Save what is being typed, and close the workspace."""
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()  # a field that saves when it is left is left now
        self.ahead.end()
        self._care.end()
        self._first.end()
        if self.context.desk is not None:
            self._memory.keep_place(self._window.saveGeometry())
            self._window.hide()  # closing may take a moment, where attachments are dropped that nobody holds any more
            self.context.desk.close()
            self.context.desk = None


def _roles(kept: str) -> frozenset[str]:
    return frozenset(kept.split(",")) & frozenset(ROLES)


def _is_read_only(context: Context) -> bool:
    return context.desk is not None and context.desk.read_only


def _state(texts: Texts, assessment: OpenAssessment) -> str:
    if assessment.status == "finished":
        return texts("window.states.finished")
    return (
        texts("window.states.revision", number=assessment.revision)
        if assessment.revision > 1
        else texts("window.states.draft")
    )
