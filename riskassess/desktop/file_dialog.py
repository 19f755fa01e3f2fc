"""Qt's file dialogs, which must not look into the files that they list.

Qt's own dialog opens every file of a folder to tell its kind. A process that closes any file of a database loses the
locks it holds on it, wherever it opened it: a second program could then empty the journal under the first. So kinds
are told by name alone, and a test holds every page to these dialogs.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QFileIconProvider, QWidget


class KindByName(QFileIconProvider):
    """Tell what a file is by its name, without opening it."""

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:  # type: ignore[override]
        if isinstance(what, QFileInfo):
            kinds = QAbstractFileIconProvider.IconType
            what = kinds.Folder if what.isDir() else kinds.File
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix().upper()


class FileDialog:
    """Ask for a file or a folder; each method is named as Qt names it and returns what Qt's returns."""

    @staticmethod
    def getOpenFileName(parent: QWidget, title: str, folder: str, kinds: str) -> tuple[str, str]:
        """Ask for a file that is there; an empty path when it is given up."""
        dialog = _dialog(parent, title, Path(folder) if folder else None, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _chosen(dialog), dialog.selectedNameFilter()

    @staticmethod
    def getSaveFileName(parent: QWidget, title: str, start: str, kinds: str) -> tuple[str, str]:
        """Ask where to save a file, beginning at a path; one that is there is replaced only when that is wanted."""
        path = Path(start)
        dialog = _dialog(parent, title, path.parent if path.is_absolute() else None, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(path.name)
        return _chosen(dialog), dialog.selectedNameFilter()

    @staticmethod
    def getExistingDirectory(parent: QWidget, title: str) -> str:
        """Ask for a folder."""
        dialog = _dialog(parent, title, None, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _chosen(dialog)


_BY_NAME: list[KindByName] = []


def _dialog(parent: QWidget, title: str, folder: Path | None, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(folder or ""), kinds)
    if not _BY_NAME:
        _BY_NAME.append(KindByName())  # the dialog does not own it
    dialog.setIconProvider(_BY_NAME[0])
    return dialog


def _chosen(dialog: QFileDialog) -> str:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = dialog.selectedFiles()[0] if accepted else ""
    dialog.deleteLater()
    return found
