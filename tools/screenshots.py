"""Take a picture of every page, in each language, light and dark, into docs/pictures (``make screenshots``).

It needs no screen: Qt draws into memory. The workspace is made anew from the pack's own samples, so the pictures show
nothing of anybody.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk
from riskassess.app.collecting import Wishes, make_call_keys, write_expected
from riskassess.app.collecting import make_call as make_signed_call
from riskassess.app.committee_folder import new_collection
from riskassess.app.installing import Packs
from riskassess.desktop.look import Look
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.page import PAGES
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts, shipped_languages

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZE = (1280, 800)
CALL = {"title": "2026 / 2", "contact": "committee@example.org"}
LONGEST = 30.0  # seconds for pages that are made elsewhere


def settle(app: QApplication, done: Callable[[], bool] = lambda: True) -> None:
    """Let the window do what it has begun, at least for a moment."""
    start = time.monotonic()
    while time.monotonic() - start < 0.4 or (not done() and time.monotonic() - start < LONGEST):
        app.processEvents()
        time.sleep(0.01)


def is_ready(window: MainWindow, name: str) -> bool:
    """Tell whether a page shows what it works out off the interface thread."""
    page: Any = window.shell.pages.page(name)
    preview = getattr(getattr(page, "view", None), "preview", None)
    if preview is not None and hasattr(page, "preview_run"):
        return not page.preview_run.is_running() and preview.count() > 0 and preview.is_drawn(0)
    return not getattr(page, "is_busy", False)


def save(window: MainWindow, path: Path) -> None:
    """Write what the window shows as a small PNG: flat fills need few colours."""
    shown = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (shown.width(), shown.height())
    picture = Image.frombytes("RGB", size, bytes(shown.constBits()), "raw", "RGB", shown.bytesPerLine())
    picture.save(path, optimize=True)  # in full colour: a palette takes the few signs that are red for ochre


def make_call(folder: Path, workspace: Path, made_up: Mapping[str, str]) -> Path:
    """Make a committee's call whose key the workspace trusts."""
    made = make_call_keys(folder, "made up", None, "en")
    table, out = folder / "expected.csv", folder / "call.json"
    write_expected(table, None)
    lines = table.read_text("utf-8-sig").splitlines()
    table.write_text("\n".join([lines[0], *(f"{line.rpartition(',')[0]},40" for line in lines[1:])]), "utf-8")
    opens, closes = date.today() - timedelta(days=30), date.today() + timedelta(days=60)  # noqa: DTZ011 - here and now
    wishes = Wishes("made-up/1", made_up["title"], made_up["contact"], opens, closes, (str(made.recipient),))
    make_signed_call(wishes, table, folder / "committee.key", "made up", out, None)
    Packs(workspace).trust(folder / "committee.pub")
    return out


def main() -> int:
    """Take all pictures; with names of pages, theirs alone."""
    app = QApplication(sys.argv[:1])
    wanted = set(sys.argv[1:]) or {entry.name for entry in PAGES}
    look = Look(app, "light")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace.riskassess"
        desk = Desk.open(workspace)
        for index in range(len(desk.packs()[0].samples)):
            desk.open_sample(index)
        sample = desk.open_sample(1)
        sample.finish("A", "B")
        call = make_call(Path(folder) / "call", workspace, CALL)
        collection = new_collection(Path(folder) / "committee", "made-up-1")
        make_call_keys(collection.folder, "made up", None, "en", collection.folder.parent)
        roles = {entry.name: entry.role for entry in PAGES}
        shows: dict[str, dict[str, Any]] = {
            "contribute": {"call": call},
            "collected": {"folder": collection.folder.parent, "step": "call"},
        }
        shown = desk.open_sample(0).id
        desk.close()
        window = MainWindow(look, Texts("zh"), lambda: Desk.open(workspace), WindowMemory(None))
        window.resize(*SIZE)
        window.show()
        window.open_desk()
        window.shell.open_assessment(shown)
        for language in shipped_languages():
            window.shell.set_setting("language", language)
            for scheme in ("light", "dark"):
                window.shell.set_setting("scheme", scheme)
                for name in sorted(wanted):
                    window.shell.set_setting("roles", roles.get(name, ""))
                    window.shell.go(name, **shows.get(name, {}))
                    settle(app, lambda name=name: is_ready(window, name))
                    save(window, PICTURES / f"{name}-{language}-{scheme}.png")
        window.close()
        app.aboutToQuit.emit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
