"""The first window of a workspace, which a second start raises instead of opening another beside it.

They speak over a socket of this computer that is named after the workspace; nothing is said but that somebody called.
Qt's module for it is imported only when it is needed, since the first frame does without.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_ANSWERED_IN = 1_000  # ms
_SOON = 500  # ms after opening, when the start is over


def raise_first(workspace: Path) -> bool:
    """Call the window that has a workspace open; tell whether there was one that answered."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(workspace))
    answered = socket.waitForConnected(_ANSWERED_IN)
    socket.abort()
    return answered


class FirstWindow(QObject):
    """Come to the front whenever a second start calls."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server: QObject | None = None
        self._workspace = Path()
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.listen)

    def begin(self, workspace: Path) -> None:
        """Listen from soon on; only for the one who may write, so that there is one."""
        self._workspace = workspace
        self._soon.start()

    def listen(self) -> None:
        """Listen from now on."""
        from PySide6.QtNetwork import QLocalServer

        name = _name(self._workspace)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)  # what one that was killed has left
        server.newConnection.connect(self.come)
        server.listen(name)
        self._server = server

    def end(self) -> None:
        """Listen no more."""
        self._soon.stop()
        if self._server is not None:
            self._server.deleteLater()
            self._server = None

    def come(self) -> None:
        """Bring the window to the front."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def _name(workspace: Path) -> str:
    owner = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return "riskassess-" + hashlib.sha256(f"{owner} {workspace.resolve()}".encode()).hexdigest()[:24]
