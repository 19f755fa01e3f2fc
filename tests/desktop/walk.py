"""A walk through the whole window: every page in the states that people meet, and every window of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.desktop.questions import order
from riskassess.desktop.questions.attachments import ShownFile
from riskassess.desktop.shell.page import PAGES
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import Place, problem
from riskassess.questionnaire.values import wording
from tests.desktop.walk_collecting import walk_collecting, windows_of_collecting

Stop = tuple[str, QWidget]
NAMES = [entry.name for entry in PAGES]


def settle(done: Callable[[], bool] = lambda: True, longest: float = 60.0) -> None:
    """Let the window do what it has begun."""
    start, before, same = time.monotonic(), (), 0
    while (same < 3 or not done()) and time.monotonic() - start < longest:
        QApplication.processEvents()
        time.sleep(0.005)
        now = _places()
        same, before = (same + 1 if now == before else 0), now


def _places() -> tuple[object, ...]:
    """Return where everything is: a page that is built in short turns moves until it is done."""
    shown = (
        widget for top in QApplication.topLevelWidgets() if top.isVisible() for widget in top.findChildren(QWidget)
    )
    return tuple(widget.geometry().getRect() for widget in shown if widget.isVisible())


def walk_empty(window: MainWindow) -> Iterator[Stop]:
    """Show the first start: nothing has been assessed yet."""
    for name in NAMES:
        window.shell.go(name)
        settle()
        yield f"empty {name}", window


def fill(desk: Desk) -> tuple[OpenAssessment, OpenAssessment]:
    """Put into a workspace what the pages show: a finished assessment and the one that follows it, partly answered."""
    finished = desk.open_sample(1)
    finished.finish("Ann Example", "Bo Example")
    draft = finished.reassess()
    carried = [q for q in draft.carried if draft.applies(q)]
    for question in carried[: len(carried) // 2]:
        draft.confirm(question)
    first = carried[-1]
    draft.put_off(first, draft.pack.roles[0].id)
    desk.open_sample(0)
    desk.start("A client with a rather long name Ltd", "A project that has only been begun")
    return finished, draft


def walk(window: MainWindow, desk: Desk, finished: OpenAssessment, draft: OpenAssessment) -> Iterator[Stop]:
    """Show every page, with what a finished assessment and a draft put there."""
    shell = window.shell
    for assessment, called in ((draft, "draft"), (finished, "finished")):
        shell.work_on(assessment, "home")
        for name in NAMES:
            if name == "report":
                continue  # waited for below
            shell.go(name)
            settle()
            yield f"{called} {name}", window
    shell.work_on(draft, "questions")
    yield from _questions(window, draft)
    yield from _result(window)
    yield from _plan(window)
    yield from _report(window)
    yield from _compare(window, desk)
    yield from _tour(window)
    yield from walk_collecting(window, desk)


def _questions(window: MainWindow, draft: OpenAssessment) -> Iterator[Stop]:
    page: Any = window.shell.pages.page("questions")
    language = draft.pack.languages[-1]
    asked = [draft.pack.question_by_id[q] for q in order.applicable(draft)]
    longest = max(asked, key=lambda q: len(wording(q.ask, language)))
    anchors = max(asked, key=lambda q: max(len(wording(a, language)) for a in q.anchors))
    wanted = {
        "longest": longest.id,
        "longest anchor": anchors.id,
        "carried": next(q for q in draft.carried if draft.applies(q)),
        "later": next(iter(draft.later)),
        "red line": next(q.id for q in asked if draft.target(q.id).floor is not None),
    }
    page.attaching.show_question(draft, longest.id)
    page.view.card.attachments.show_files(
        [ShownFile(f"{'A long name of a file ' * 4}{number}.pdf", "19.9 MB", direct=True) for number in range(3)],
        frozen=False,
        limits="",
        hint=window.context.texts("attachments.hint_encrypted"),
    )
    settle()
    yield "question: attachments", window
    page.view.card.fold.button.setChecked(True)
    for name, question in wanted.items():
        page.show_question(question)
        settle()
        yield f"question: {name}", window
    page.view.card.fold.button.setChecked(False)
    page.show_question(next(q.id for q in asked if q.allow_na))
    page.do("not_applicable")
    settle()
    yield "question: why not", window
    page.do("escape")
    page.view.outline.legend.button.setChecked(True)
    if page.view.is_narrow():
        page.view.strip.unfold.setChecked(True)
        settle()
        yield "question: panel over the card", window
        page.view.strip.unfold.setChecked(False)
    page.view.live.radar.as_table.click()
    settle()
    yield "question: radar as a table", window
    page.view.live.radar.as_table.click()


def _result(window: MainWindow) -> Iterator[Stop]:
    window.shell.go("result")
    page: Any = window.shell.pages.page("result")
    page.try_out()
    settle()
    yield "result: what if", window
    page.try_out()
    page.view.summary.how.click()
    settle()
    yield "result: how it comes about", window


def _plan(window: MainWindow) -> Iterator[Stop]:
    window.shell.go("plan")
    page: Any = window.shell.pages.page("plan")
    ended: list[object] = []
    page.solving.done.connect(lambda *what: ended.append(what))
    page.solve(page.view.goal.grades.buttons()[0].text())
    settle(lambda: bool(ended))
    yield "plan: solved", window


def _report(window: MainWindow) -> Iterator[Stop]:
    window.shell.go("report")
    page: Any = window.shell.pages.page("report")
    settle(lambda: not page.preview_run.is_running() and page.view.preview.count() > 0)
    yield "report", window


def _compare(window: MainWindow, desk: Desk) -> Iterator[Stop]:
    window.shell.go("compare")
    page: Any = window.shell.pages.page("compare")
    for card in desk.cards():
        page.add(card.assessment_id)
    for scope in ("profile", "domains", "questions"):
        page.view.scopes.set_value(scope)
        page.view.scopes.chosen.emit(scope)
        settle()
        yield f"compare: {len(page.ids())}, {scope}", window


def _tour(window: MainWindow) -> Iterator[Stop]:
    offer = window.shell.tour
    offer.show()
    settle(lambda: offer.tour is not None and offer.tour.at() == 0)
    while offer.tour is not None and offer.tour.at() is not None:
        settle()
        yield f"tour: {offer.tour.at()}", window
        offer.tour.callout.next.click()


def windows_of_their_own(window: MainWindow, desk: Desk, draft: OpenAssessment) -> Iterator[Stop]:
    """Show every dialog, as large as it makes itself."""
    from riskassess.desktop.compare.picking import PickAssessment
    from riskassess.desktop.home.new_assessment import NewAssessment
    from riskassess.desktop.home.removing import AskRemoval
    from riskassess.desktop.moving.dialogs import ShowLeft
    from riskassess.desktop.result.dialogs import AskFinish
    from riskassess.desktop.settings.asking import AskPassphrase, AskRestore, ShowCode
    from riskassess.desktop.settings.licences import LicencesWindow
    from riskassess.desktop.settings.moving_dialog import AskRemoveFormer, MoveDialog
    from riskassess.desktop.settings.packs import AskPack
    from riskassess.desktop.shell.problem_window import ProblemWindow

    look, texts = window.context.look, window.context.texts
    extent = desk.removal_intent(draft.id, whole_client=True).extent
    title = texts("home.remove.client", client=draft.client)
    several = [problem("client-without-name", Place(path="enterprise/name")), problem("project-without-name")]
    made: list[QDialog] = [
        ProblemWindow(look, texts, several, window),
        ProblemWindow(look, texts, [], window, "Traceback"),
        AskRemoval(look, texts, title, extent, True, window),
        NewAssessment(look, texts, desk.packs(), desk.cards(), window),
        AskFinish(look, texts, ("", ""), window),
        PickAssessment(look, texts, lambda words: desk.comparing.offered(None, words), window),
        *(AskPassphrase(look, texts, step, window) for step in ("set", "change", "remove")),
        AskRestore(look, texts, texts("workspace.backups.means"), locked=True, parent=window),
        ShowCode(look, texts, "ABCD-EFGH-IJKL-MNOP-QRST-UVWX", window),
        *(AskPack(look, texts, name, texts("packs.settings.means"), window) for name in ("remove", "trust")),
        MoveDialog(look, texts, desk, Path("/media/disk/a folder of its own"), window),
        AskRemoveFormer(look, texts, Path("/home/somebody/data/workspace.riskassess"), window),
        LicencesWindow(look, texts, window),
        ShowLeft(look, texts, ["One line", "Another line"], "1.0.0", window),
    ]
    for dialog in made:
        dialog.show()
        settle()
        yield f"dialog {type(dialog).__name__}", dialog
        dialog.close()
    yield from windows_of_collecting(window)
    window.shell.show_guide()
    settle()
    guide = window.shell._guide
    assert guide is not None
    yield "guide", guide
    guide.close()
