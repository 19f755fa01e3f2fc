"""The start: what is not imported before the first frame, and what the command line says to the window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from riskassess.desktop.look.tokens import SCHEMES
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.start import read_options

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "numpy",
    "highspy",
    "reportlab",
    "pikepdf",
    "yaml",
    "jsonschema",
    "alembic",
    "typer",
)

AT_FIRST_PAINT = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from riskassess.desktop.start import Options, open_window

def refuse():
    raise AssertionError("the first paint comes before the workspace")

application = QApplication([])
window = open_window(application, Options(Path(sys.argv[1])), refuse)

def painted():
    print("\\n".join(sorted(sys.modules)), flush=True)
    os._exit(0)

window.after_first_paint = painted
application.exec()
"""


def test_nothing_heavy_is_imported_before_the_first_frame(workspace: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT, str(workspace)],
        capture_output=True, text=True, timeout=60, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    modules = set(ran.stdout.split())
    assert "riskassess.desktop.shell.window" in modules
    assert not modules & set(HEAVY)
    assert not workspace.exists()


def test_options_are_read(tmp_path: Path) -> None:
    options = read_options(["--workspace", str(tmp_path), "--look", "dark", "--lang", "en"])
    assert (options.workspace, options.look, options.language) == (tmp_path, "dark", "en")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_look_can_be_asked_for_and_is_kept(scheme: str, workspace: Path) -> None:
    assert read_options(["--look", scheme]).look == scheme
    memory = WindowMemory(workspace)
    memory.put("scheme", scheme)
    assert memory.scheme() == scheme


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        read_options(["--colour", "red"])
    assert left.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_the_window_remembers_beside_its_workspace(workspace: Path) -> None:
    memory = WindowMemory(workspace)
    assert (memory.scheme(), memory.place(), memory.get("single_keys", "on")) == ("system", None, "on")
    memory.put("scheme", "dark")
    memory.put("language", "en")
    del memory
    again = WindowMemory(workspace)
    assert (again.scheme(), again.language()) == ("dark", "en")
    assert [path.name for path in workspace.parent.iterdir()] == ["workspace.window.ini"]


def test_a_broken_memory_is_no_memory(workspace: Path) -> None:
    workspace.with_suffix(".window.ini").write_bytes(b"\xff\xfe[[[ language = \x00")
    memory = WindowMemory(workspace)
    assert memory.scheme() == "system"
    assert memory.language() in ("zh", "en")
