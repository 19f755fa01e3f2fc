"""A file dialog opens none of the files that it lists, and no page uses another."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

import riskassess.desktop
from riskassess.desktop.file_dialog import FileDialog, KindByName, _dialog

SOURCES = sorted(Path(riskassess.desktop.__file__).parent.rglob("*.py"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the times of access that Linux keeps")
def test_listing_a_folder_opens_no_file_of_it(tmp_path: Path, qtbot) -> None:
    listed = tmp_path / "workspace.riskassess"
    listed.write_bytes(b"SQLite format 3")
    os.utime(listed, (1, 2_000_000_000))  # read long before it was written: the next reading moves it
    dialog = _dialog(None, "", tmp_path, "")  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    qtbot.wait(500)
    assert isinstance(dialog.iconProvider(), KindByName)
    assert listed.stat().st_atime == 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_page_uses_another_dialog(path: Path) -> None:
    uses = "QFileDialog" in path.read_text(encoding="utf-8")
    assert uses == (path.name == Path(sys.modules[FileDialog.__module__].__file__ or "").name)
