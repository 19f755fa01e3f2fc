"""What a page is to the shell, and what the shell is to a page.

A page is made with one `Context` and knows nothing of the window around it; the table at the end is the only list of
pages. Their modules are imported when first needed, so that the first frame reads only home's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from riskassess.desktop.look import Look
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk, OpenAssessment


class Page(Protocol):
    """Be one page of the window.

    Besides these a page may have ``search(text)`` (then the top bar shows its field) and ``search_entered()`` (Enter in
    that field), ``bar`` (a widget for the right end of the top bar) and ``heading()`` (bold and plain words in place of
    client and project).
    """

    name: str
    widget: QWidget

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        ...

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Take an assessment to show from now on, or none; `activated` follows and shows it."""
        ...

    def activated(self, **what: Any) -> None:
        """Be told that the page came to the front, with what the caller of `go` wants shown."""
        ...


def _nothing(*_what: Any, **_named: Any) -> None:
    """Do nothing: what a call of the context is until the window has set it."""


@dataclass
class Context:
    """Hold what a page may use of the window; the window keeps the values up to date."""

    look: Look
    texts: Texts
    desk: Desk | None = None
    assessment: OpenAssessment | None = None
    single_keys: bool = True  # whether keys without Ctrl may answer
    roles: frozenset[str] = frozenset()  # roles that are switched on, beside the one that everybody has
    go: Callable[..., None] = field(default=_nothing)  # go(page_name, **what): bring a page to the front
    open_assessment: Callable[..., None] = field(default=_nothing)  # open_assessment(id, page_name="questions")
    work_on: Callable[..., None] = field(default=_nothing)  # work_on(OpenAssessment, page_name="project")
    report_problem: Callable[[ProblemsFound], None] = field(default=_nothing)
    saved: Callable[[], None] = field(default=_nothing)  # a change is durable: tick, names and state are read anew
    focus_search: Callable[[], None] = field(default=_nothing)
    set_setting: Callable[[str, str], None] = field(default=_nothing)  # language, scheme, single_keys, roles
    say: Callable[[str], None] = field(default=_nothing)  # one calm sentence above the page, until closed
    reopened: Callable[[str], None] = field(default=_nothing)  # the workspace was exchanged: begin at home, say this
    relocated: Callable[[Desk | None, str], None] = field(default=_nothing)  # it stands elsewhere: None opens it anew


@dataclass(frozen=True)
class PageEntry:
    """Name a page, its icon in the rail, where it is made, whether it shows an assessment, and for whom it is."""

    name: str
    icon: str
    module: str
    maker: str
    needs_assessment: bool = True
    at_foot: bool = False
    role: str = ""  # the page is there for those who have switched this role on

    def make(self, context: Context) -> Page:
        """Import the page's module and build it."""
        return getattr(import_module(self.module), self.maker)(context)


PAGES = (
    PageEntry("home", "home", "riskassess.desktop.home.page", "HomePage", needs_assessment=False),
    PageEntry("project", "project", "riskassess.desktop.project.page", "ProjectPage"),
    PageEntry("questions", "questions", "riskassess.desktop.questions.page", "QuestionsPage"),
    PageEntry("result", "result", "riskassess.desktop.result.page", "ResultPage"),
    PageEntry("plan", "flag", "riskassess.desktop.plan.page", "PlanPage"),
    PageEntry("report", "report", "riskassess.desktop.report_page.page", "ReportPage"),
    PageEntry("compare", "compare", "riskassess.desktop.compare.page", "ComparePage", needs_assessment=False),
    PageEntry(
        "contribute", "hand-over", "riskassess.desktop.contribute.page", "ContributePage", needs_assessment=False
    ),
    PageEntry(
        "collected",
        "collect",
        "riskassess.desktop.collected.page",
        "CollectedPage",
        needs_assessment=False,
        role="committee",
    ),
    PageEntry(
        "settings",
        "settings",
        "riskassess.desktop.settings.page",
        "SettingsPage",
        needs_assessment=False,
        at_foot=True,
    ),
)

ROLES = tuple(dict.fromkeys(entry.role for entry in PAGES if entry.role))


def page_key(name: str) -> str:
    """Return the digit that brings a page to the front with Ctrl; it stays the same whatever roles are on."""
    return str(([entry.name for entry in PAGES].index(name) + 1) % 10)
