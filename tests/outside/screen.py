"""A screen that exists in memory alone, a program started on it, and a keyboard for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

PROGRAM = (sys.executable, str(Path(__file__).resolve().parents[2] / "main.py"))
PATIENCE = 60.0
T = TypeVar("T")


def wait_for(what: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Wait until something is true and return it."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, f"waited {seconds:.0f} s in vain"
        time.sleep(0.05)
    return found


@contextmanager
def screen(size: str = "1280x800x24") -> Iterator[str]:
    """Run an X server and give its display's name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Driven:
    """Drive one program by its keyboard; what cannot be done so is not done."""

    def __init__(self, display: str, *arguments: str | Path, **environment: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", **environment}
        self.process = subprocess.Popen([*PROGRAM, *map(str, arguments)], env=self._environment)
        self.window = wait_for(self._newest)
        self.focus(self.window)

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, check=False, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout.strip()

    def _newest(self) -> str:
        assert self.process.poll() is None, "the program has ended"
        found = self.windows()
        return found[-1] if found else ""

    def windows(self) -> list[str]:
        """List the windows that are shown."""
        return self._xdotool("search", "--onlyvisible", "--name", ".").split()

    def focus(self, window: str) -> None:
        """Give a window the keyboard, as no window manager is there to do it."""
        self._xdotool("windowfocus", "--sync", window)

    def dialog(self) -> str:
        """Return the window beside the main one, or nothing."""
        return next((one for one in self.windows() if one != self.window), "")

    def open_dialog(self, key: str) -> None:
        """Press a key until a dialog stands there, since nothing answers while the data are being opened."""
        while not self.dialog():
            self.keys(key)
            for _ in range(20):
                if self.dialog():
                    break
                time.sleep(0.1)
        self.focus(self.dialog())

    def name_file(self, path: Path) -> None:
        """Type a path into a file dialog; a pause lets the dialog and its list of completions come and go."""
        time.sleep(0.8)
        self.keys("ctrl+a")
        self.type(str(path))
        time.sleep(0.5)
        self.keys("Return")

    def focus_main(self) -> None:
        """Wait until the main window is alone again and give it the keyboard."""
        wait_for(lambda: self.windows() == [self.window])
        self.focus(self.window)

    def keys(self, *keys: str, delay: int = 12) -> None:
        """Press keys one after another."""
        self._xdotool("key", "--delay", str(delay), *keys)

    def type(self, words: str) -> None:
        """Type words."""
        self._xdotool("type", "--delay", "6", words)

    def holds(self, path: Path) -> bool:
        """Tell whether it has a file open."""
        files = Path(f"/proc/{self.process.pid}/fd")
        return any(os.path.realpath(one) == str(path) for one in files.iterdir())

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
