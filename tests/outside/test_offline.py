"""The window in a namespace without interfaces: the whole main job by keys, and not one socket of the internet."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ISOLATED = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--net")


@pytest.fixture
def display() -> Iterator[str]:
    number = next(n for n in range(400, 900) if not Path(f"/tmp/.X11-unix/X{n}").exists())
    server = subprocess.Popen(
        ["Xvfb", f":{number}", "-screen", "0", "1400x900x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not Path(f"/tmp/.X11-unix/X{number}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield f":{number}"
    server.terminate()
    server.wait()


def internet_sockets(pid: int) -> list[str]:
    """List every TCP and UDP socket in the namespace of a process."""
    found: list[str] = []
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        lines = Path(f"/proc/{pid}/net/{table}").read_text().splitlines()
        found += [f"{table}: {line}" for line in lines[1:]]
    return found


def test_the_window_does_the_main_job_without_a_network(tmp_path: Path, display: str) -> None:
    path = tmp_path / "workspace.riskassess"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "RISKASSESS_LANG": "zh"}
    command = [*ISOLATED, sys.executable, "-m", "riskassess.cli", "--workspace", str(path)]
    window = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def xdotool(*words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        return done.stdout

    try:
        shown = xdotool("search", "--sync", "--onlyvisible", "--class", "riskassess").split()[-1]
        xdotool("windowfocus", "--sync", shown)
        time.sleep(4)
        sockets = internet_sockets(window.pid)
        xdotool("key", "Tab", "Tab", "Return")
        for page in ("2", "3", "4", "1"):
            time.sleep(1)
            xdotool("key", f"ctrl+{page}")
            sockets += internet_sockets(window.pid)
        assert window.poll() is None
        assert sockets == []
    finally:
        window.kill()
        window.wait()
    assert path.is_file()
