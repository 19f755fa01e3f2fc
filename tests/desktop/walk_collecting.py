"""The walk through what is handed in and collected: both pages with a call, a preview, what came of it."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from riskassess.app.assessments import Desk
from riskassess.app.committee_folder import Collection, new_collection
from riskassess.app.committee_work import Counts, Preview
from riskassess.app.installing import Packs
from riskassess.assessment.core import core_questions
from riskassess.committee.publication import publish
from riskassess.committee.rows import row_of
from riskassess.desktop.collected.view import NAMES
from riskassess.desktop.shell.window import MainWindow
from tests.exchange.calls import call, drawn, pack, write_call

OPEN = call(opens=date(2020, 1, 1), title={"zh": "试验征集", "en": "A call with a title that takes some room"})


def walk_collecting(window: MainWindow, desk: Desk) -> Iterator[tuple[str, QWidget]]:
    """Show a contribution that could be written, one that was, and every step of a committee."""
    with tempfile.TemporaryDirectory() as name:
        yield from _contribute(window, desk, Path(name))
        yield from _collected(window, Path(name) / "committee")
        window.shell.go("home")


def _contribute(window: MainWindow, desk: Desk, folder: Path) -> Iterator[tuple[str, QWidget]]:
    from tests.desktop.walk import settle

    path = write_call(folder, OPEN)
    Packs(desk.path).trust(folder / "committee.pub")
    window.shell.go("contribute", call=path)
    page: Any = window.shell.pages.page("contribute")
    settle(lambda: not page.is_busy)
    yield "contribute: preview", window
    page.view.choosing.detailed.setChecked(True)
    settle(lambda: not page.is_busy)
    yield "contribute: in detail", window
    page.view.choosing.detailed.setChecked(False)
    settle(lambda: not page.is_busy)
    page.write(page._prepared, folder / "out")
    settle(lambda: not page.is_busy)
    yield "contribute: written", window
    page.view.showing.another.click()
    settle(lambda: not page.is_busy)
    yield "contribute: a correction", window


def _collected(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    from tests.desktop.walk import settle

    at = new_collection(folder, "trial-2026-h2")
    at.identity.write_bytes(b"made up")
    window.shell.set_setting("roles", "committee")
    window.shell.go("collected", folder=folder)
    page: Any = window.shell.pages.page("collected")
    for name in NAMES:
        page.view.show_step(name)
        settle(lambda: not page.is_busy)
        yield f"collected: {name}, nothing signed yet", window
    _sign(at)
    page.show_standing()
    page.view.mix.identity.line.setText("/somewhere/collector.age")
    for name in ("call", "mix", "intake", "close"):
        page.view.show_step(name)
        settle(lambda: not page.is_busy)
        yield f"collected: {name}", window
    page.view.show_step("intake")
    rows = {"new": 120, "newer": 3, "same": 2, "older": 1, "conflict": 1}
    page.view.intake.show_counts(Counts(rows, {"not_opened": 2, "ticket": 1}, 120, 3, 1))
    page.view.working.begin(window.context.texts("collected.doing.opened", opened=250, files=1000), can_cancel=True)
    settle()
    yield "collected: counts", window
    page.view.working.hide()
    page.view.show_step("publish")
    page.view.publish.show_preview(_preview(), pack())
    settle()
    yield "collected: preview", window
    at.published.mkdir()
    at.benchmark.write_text("{}")
    page.show_standing()
    settle(lambda: not page.is_busy)
    yield "collected: published", window
    window.shell.set_setting("roles", "")


def _sign(at: Collection) -> None:
    at.handed_out.mkdir()
    write_call(at.handed_out, OPEN)
    at.public_key.write_bytes((at.handed_out / "committee.pub").read_bytes())


def _preview() -> Preview:
    chance = random.Random(1)
    core = tuple(question.id for question in core_questions(pack()))
    sent = [drawn(chance, chance.choice(OPEN.groups).id) for _ in range(150)]
    rows = [row_of(one, core) for one in sent]
    return Preview(publish(OPEN, pack(), rows, (), date(2026, 12, 1)).benchmark, {"parts": 1, "grades": 2, "marks": 3})


def windows_of_collecting(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Show every dialog of both pages."""
    from riskassess.desktop.asking import AskFirst
    from riskassess.desktop.collected.new import NewCollection
    from riskassess.desktop.collected.paper import Paper
    from tests.desktop.walk import settle

    look, texts = window.context.look, window.context.texts
    sure = (texts(f"collected.close.sure_{part}", paths="/a\n/b") for part in ("title", "means", "go_on"))
    made: list[QDialog] = [
        AskFirst(look, *sure, texts("collected.give_up"), window),
        NewCollection(look, texts, "call-2026-h2", window),
        *(Paper(look, texts, what, ["A page", "Another"], Path("x.txt"), window) for what in ("sheet", "cards")),
    ]
    for dialog in made:
        dialog.show()
        settle()
        yield f"dialog {type(dialog).__name__}", dialog
        dialog.close()
