"""What the window remembers of itself, in a small file beside the workspace file.

It is read before the first frame, when no store is open yet, and it belongs to the data: a second workspace has its own
language and place on the screen, and nothing is written anywhere else on the computer.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

from riskassess.desktop.look.tokens import SCHEMES, Scheme
from riskassess.texts import FALLBACK, is_known


class WindowMemory:
    """Read and write a few settings of the window; without a file it remembers nothing and gives the defaults."""

    def __init__(self, workspace: Path | None) -> None:
        self._workspace = workspace
        path = None if workspace is None else workspace.with_suffix(".window.ini")
        self._kept = None if path is None else QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, key: str, default: str = "") -> str:
        """Return a setting."""
        return default if self._kept is None else str(self._kept.value(key, default))

    def put(self, key: str, value: str) -> None:
        """Keep a setting; where the folder is not there or cannot be written it is forgotten with the window."""
        if self._kept is not None:
            self._kept.setValue(key, value)

    def is_kept(self) -> bool:
        """Tell whether anything is remembered at all."""
        return self._kept is not None

    def language(self) -> str:
        """Return the language to start in: the one kept, else the system's where we have it, else Chinese."""
        kept = self.get("language")
        if kept and is_known(kept):
            return kept
        spoken = (name for tag in QLocale.system().uiLanguages() for name in (tag, tag.split("-")[0]))
        return next((name for name in spoken if is_known(name)), FALLBACK)

    def scheme(self) -> Scheme:
        """Return the look kept: one of our schemes, or as the system says."""
        kept = self.get("scheme")
        return next((scheme for scheme in SCHEMES if scheme == kept), "system")

    def place(self) -> QByteArray | None:
        """Return where the window was, in Qt's own form, or None."""
        value = None if self._kept is None else self._kept.value("place")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def keep_place(self, place: QByteArray) -> None:
        """Keep where the window is, once there is a folder to keep it in."""
        if self._kept is not None and self._workspace is not None and self._workspace.parent.is_dir():
            self._kept.setValue("place", place)
            self._kept.sync()
