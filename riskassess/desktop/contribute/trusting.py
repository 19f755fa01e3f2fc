"""Trusting a committee's key by hand: whose it says it is, its number to compare, and a yes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from riskassess.desktop.asking import AskFirst
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound


def choose_key(context: Context, parent: QWidget) -> None:
    """Ask for the file of a key, and trust it when agreed."""
    texts = context.texts
    kinds = f"{texts('packs.trust.files')} (*.pub)"
    chosen, _ = FileDialog.getOpenFileName(parent, texts("contribute_page.trust.button"), "", kinds)
    if chosen:
        trust_key(context, Path(chosen), parent)


def trust_key(context: Context, path: Path, parent: QWidget) -> None:
    """Show whose key a file holds, and trust it when agreed."""
    from riskassess.app.installing import Packs

    desk, texts = context.desk, context.texts
    if desk is None:
        return
    try:
        packs = Packs(desk.path)
        key = packs.read_key(path)
        title, go_on = (texts(f"contribute_page.trust.{part}") for part in ("title", "go_on"))
        said = texts("contribute_page.trust.means", name=key.name, key=key.shown)
        if AskFirst(context.look, title, said, go_on, texts("contribute_page.give_up"), parent).exec():
            packs.trust(path)
            context.say(texts("packs.trust.done", name=key.name, key=key.shown))
    except ProblemsFound as found:
        context.report_problem(found)
