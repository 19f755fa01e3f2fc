"""Walk the whole window in a process of its own, whose scale is set before Qt begins; print what is wrong as JSON.

Arguments: scheme, language, width, height in logical pixels, and the folder for the workspace.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from riskassess.app.assessments import Desk
from riskassess.desktop.controls import Icon
from riskassess.desktop.look import Look
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts
from tests.desktop.fitting import misfits
from tests.desktop.walk import Stop, fill, walk, walk_empty, windows_of_their_own


def blurred(window: QWidget) -> list[str]:
    """List the buttons whose icon has fewer pixels than the screen shows, and signs made of whole big pixels."""
    scale = window.devicePixelRatioF()
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) and not widget.icon().isNull():
            shown = widget.icon().pixmap(widget.iconSize(), scale)
            if shown.width() < round(widget.iconSize().width() * scale):
                found.append(f"icon of {widget.accessibleName() or widget.text()}: {shown.width()} px")
        if isinstance(widget, Icon) and scale > 1 and is_enlarged(widget.grab().toImage(), scale):
            found.append(f"sign in {type(widget.parentWidget()).__name__}")
    return found


def is_enlarged(image: QImage, scale: float) -> bool:
    """Tell whether a picture says no more than one of `scale` times fewer pixels, made as large again."""
    if scale != int(scale):
        return False  # pixels of such a scale have no grid of their own to look at
    step = int(scale)
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    blocks = all(
        image.pixel(x, y) == image.pixel(x - x % step, y - y % step)
        for x in range(image.width() - image.width() % step)
        for y in range(image.height() - image.height() % step)
    )
    return len(colours) > 1 and blocks


def main() -> int:
    """Walk and report."""
    scheme, language, width, height, folder = sys.argv[1:]
    app = QApplication([])
    desk = Desk.open(Path(folder) / "workspace.riskassess")
    window = MainWindow(Look(app, scheme), Texts(language), lambda: desk, WindowMemory(None))
    size = (int(width), int(height))
    window.resize(*size)
    window.show()
    window.open_desk()
    faults: dict[str, list[str]] = {}
    seen = 0

    def look_at(stops: Iterable[Stop]) -> None:
        nonlocal seen
        for name, shown in stops:
            seen += 1
            found = misfits(shown) + [f"blurred: {what}" for what in blurred(shown)]
            if shown is window and (window.width(), window.height()) != size:
                found.append(f"the window grew to {window.width()}x{window.height()}")
            for fault in found:
                faults.setdefault(fault, []).append(name)

    look_at(walk_empty(window))
    finished, draft = fill(desk)
    look_at(walk(window, desk, finished, draft))
    look_at(windows_of_their_own(window, desk, draft))
    sys.stdout.write(json.dumps({"scale": window.devicePixelRatioF(), "seen": seen, "faults": faults}))
    sys.stdout.flush()
    window.close()
    os._exit(0)  # a preview may still be made, and nobody waits for it


if __name__ == "__main__":
    main()
