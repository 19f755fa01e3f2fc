"""Offline means offline: the main job, with and without the window, asks Python for no socket of the internet.

An audit hook sees every call, whoever makes it, in the process and in the children it starts. What libraries do past
Python is judged in tests/outside, in a namespace without interfaces.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOOK = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
                 "socket.gethostbyname", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"):
        address = arguments[1] if len(arguments) > 1 else arguments
        if not isinstance(address, (str, bytes)) or event != "socket.connect":
            print("NETWORK", event, arguments, file=sys.stderr, flush=True)
            import os; os._exit(97)
    if event == "socket.__new__" and len(arguments) > 1 and int(arguments[1]) in (2, 10):
        print("NETWORK", event, arguments, file=sys.stderr, flush=True)
        import os; os._exit(97)
sys.addaudithook(refuse)
"""

DEMO = """
from pathlib import Path
from riskassess.app.assessing import run_demo
run_demo(Path(sys.argv[1]), "a", "b")
"""

WINDOW = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from riskassess.app.assessments import Desk
from riskassess.app.reports import report_job
from riskassess.desktop.look import Look
from riskassess.desktop.look.fonts import load_fonts
from riskassess.desktop.shell.page import PAGES
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts
app = QApplication([])
load_fonts()
desk = Desk.open(Path(sys.argv[1]) / "workspace.riskassess")
window = MainWindow(Look(app, "light"), Texts("zh"), lambda **_more: desk)
window.open_desk()
window.show()
assessment = desk.open_sample()
window.shell.work_on(assessment)
for entry in PAGES:
    window.shell.go(entry.name)
    app.processEvents()
for question in assessment.pack.questions[:10]:
    assessment.choose(question.id, 3)
assert report_job(assessment, Path(sys.argv[1]) / "report.pdf", "zh").wait(100).state == "done"
window.close()
"""

INTAKE = """
from pathlib import Path
from riskassess.committee import opening
from tests.committee.desks import put, some, taken
opening.BATCH = 20
root = Path(sys.argv[1])
put(root / "in", some(120))
assert taken(root / "in", root / "desk", jobs=2).rows == {"new": 120}
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code under the hook; a folder with it as `sitecustomize` hands it on to every child."""
    (folder / "hook").mkdir()
    (folder / "hook" / "sitecustomize.py").write_text(HOOK)
    root = Path(__file__).parent.parent
    path = os.pathsep.join((str(folder / "hook"), str(root)))
    environment = {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", "import sys\n" + code, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)


@pytest.mark.parametrize(
    ("code", "left"),
    [(DEMO, "report.pdf"), (WINDOW, "report.pdf"), (INTAKE, "desk/submissions.sqlite")],
    ids=["demo", "window", "intake"],
)
def test_the_main_job_opens_no_socket(code: str, left: str, tmp_path: Path) -> None:
    done = run(code, tmp_path)
    assert (done.returncode, "NETWORK" in done.stderr) == (0, False), done.stderr[-2000:]
    assert (tmp_path / left).stat().st_size > 10_000


@pytest.mark.parametrize(
    "call",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
        "import urllib.request; urllib.request.urlopen('http://example.invalid')",
        "import subprocess as s; sys.exit(s.run([sys.executable, '-c', 'import socket; socket.socket()']).returncode)",
    ],
)
def test_the_hook_sees_what_it_looks_for(call: str, tmp_path: Path) -> None:
    assert run(call, tmp_path).returncode == 97
