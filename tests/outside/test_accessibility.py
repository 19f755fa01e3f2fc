"""The program as a screen reader meets it, read over AT-SPI by the system's own library."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from riskassess.desktop.shell.page import PAGES
from riskassess.texts import Texts
from tests.outside.screen import PROGRAM, screen

ZH = Texts("zh")
READER = Path(__file__).with_name("read_accessibility.py")
BUS = Path("/usr/libexec/at-spi-bus-launcher")
SCRIPT = '"$0" --launch-immediately & bus=$!; "$1" "$2" --lang zh --workspace "$3" & program=$!; \
/usr/bin/python3 "$4" "$5" "$6"; code=$?; kill $program $bus; exit $code'
NAMED = {"push button", "radio button", "check box", "combo box", "text", "entry"}


def test_a_screen_reader_finds_names_and_opens_the_sample(tmp_path: Path) -> None:
    with screen() as display:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        workspace = tmp_path / "workspace.riskassess"
        words = (BUS, *PROGRAM, workspace, READER, ZH("window.home.sample"), ZH("window.states.draft"))
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", SCRIPT, *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    pages = {ZH(f"window.pages.{entry.name}") for entry in PAGES if not entry.role}
    for moment in ("before", "after"):
        assert pages <= {name for _role, name in found[moment]}
        assert [role for role, name in found[moment] if role in NAMED and not name] == []
    assert found["before"] != found["after"]
