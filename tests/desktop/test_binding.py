"""The binding to Qt counts its references: one lost with each call ends the process after some thousand of them."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget


def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.update()
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert sys.getrefcount(None) > before - 500
