"""What becomes of a file that is dropped on a question, and of one that is opened, saved or taken away.

Content is read and written in a thread; letting the question hold it is an edit of the window's thread like any other.
A file belongs to the question that was shown when it was dropped, whichever is shown when it is kept. Nothing is ever
opened by itself: only what the user asks for by its name, by the system, and only kinds that are no programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from riskassess.desktop.background import Background
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.questions.attachments import Attachments, ShownFile
from riskassess.desktop.shell.page import Context
from riskassess.file_sizes import size_words
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.attaching import Attached

_MEGABYTE = 1_000_000


def limits_words(texts: Texts) -> str:
    """Return how large a file may be, and all of them."""
    from riskassess.app.attaching import LARGEST_FILE, LARGEST_TOTAL

    return texts("attachments.limits", file=LARGEST_FILE // _MEGABYTE, total=LARGEST_TOTAL // _MEGABYTE)


class _Stopped(Exception):
    """End taking a file in, as somebody asked for."""


class Attaching(QObject):
    """Serve the files of the question on the card; `done` is called with a question whose files have changed."""

    _kept = Signal(str, int)  # name and percent, from the thread

    def __init__(self, context: Context, view: Attachments, done: Callable[[str], None]) -> None:
        super().__init__(view)
        self._context, self._view, self._done = context, view, done
        self._assessment: OpenAssessment | None = None
        self._question: str | None = None
        self._waiting: list[tuple[OpenAssessment, str, Path]] = []
        self._stop = False
        self._background = Background(self)
        self._kept.connect(self._show_progress)
        view.add_asked.connect(self.choose)
        view.stop_asked.connect(self.stop)
        view.open_asked.connect(self.open)
        view.save_asked.connect(self.save)
        view.remove_asked.connect(self.remove)

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being read or written."""
        return self._background.is_busy

    def show_question(self, assessment: OpenAssessment, question: str) -> None:
        """Show the files of a question, which is the one on the card."""
        from riskassess.app.opened_copies import may_be_opened

        self._assessment, self._question = assessment, question
        texts = self._context.texts
        files = [
            ShownFile(one.name, size_words(one.size, texts), may_be_opened(one.name))
            for one in assessment.attachments(question)
        ]
        self._view.show_files(files, assessment.read_only, limits_words(texts), self._hint(texts))
        if self.is_busy:
            self._view.show_progress(self._words)

    _words = ""

    def _hint(self, texts: Texts) -> str:
        desk = self._context.desk
        return texts("attachments.hint_encrypted") if desk is not None and desk.is_encrypted else ""

    # -- adding

    def choose(self) -> None:
        """Ask for a file and attach it."""
        if self._question is None or self._assessment is None or self._assessment.read_only:
            return
        title = self._context.texts("attachments.choose", limits=limits_words(self._context.texts))
        chosen, _ = FileDialog.getOpenFileName(self._view.window(), title, "", "")
        if chosen:
            self.add([Path(chosen)])

    def add(self, paths: Iterable[Path]) -> None:
        """Attach files to the question on the card, one after the other."""
        if self._question is not None and self._assessment is not None and not self._assessment.read_only:
            self._waiting += [(self._assessment, self._question, path) for path in paths]
            self._take_next()

    def stop(self) -> None:
        """Give up the file that is being kept, and those that wait."""
        self._stop = True
        self._waiting.clear()

    def _take_next(self) -> None:
        if not self._waiting or self._background.is_busy:
            return
        assessment, question, path = self._waiting.pop(0)
        self._stop = False

        def progress(kept: int, of: int) -> None:
            if self._stop:
                raise _Stopped
            self._kept.emit(path.name, 100 * kept // of)

        def take() -> Attached | None:
            try:
                return assessment.take_in(path, progress)
            except _Stopped:
                return None

        self._background.run(take, partial(self._attach, assessment, question), self._failed)

    def _show_progress(self, name: str, percent: int) -> None:
        self._words = self._context.texts("attachments.taking", name=name, percent=percent)
        if self.is_busy:
            self._view.show_progress(self._words)

    def _attach(self, assessment: OpenAssessment, question: str, file: Attached | None) -> None:
        self._view.show_progress("")
        if file is not None:
            texts = self._context.texts
            held = {one.sha256: one.name for one in assessment.attachments(question)}
            if file.sha256 in held:
                self._context.say(texts("attachments.same", name=held[file.sha256]))
            else:
                self._edit(question, lambda: assessment.attach(question, file))
        self._take_next()

    def _failed(self, found: ProblemsFound) -> None:
        self._view.show_progress("")
        self._context.report_problem(found)
        self._take_next()

    def _edit(self, question: str, change: Callable[[], None]) -> None:
        try:
            change()
        except ProblemsFound as found:
            self._context.report_problem(found)
        else:
            self._context.saved()
        self._done(question)

    # -- what is there

    def remove(self, name: str) -> None:
        """Take a file away from the question on the card; undo brings it back."""
        assessment, question = self._assessment, self._question
        if assessment is not None and question is not None:
            self._edit(question, lambda: assessment.detach(question, name))

    def open(self, name: str) -> None:
        """Let the system open a copy of a file."""
        assessment, question = self._assessment, self._question
        if assessment is not None and question is not None:
            self._background.run(
                lambda: assessment.opened_copy(question, name), partial(self._open_copy, name), self._failed
            )

    def _open_copy(self, name: str, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            reason = self._context.texts("attachments.no_program")
            self._context.report_problem(refuse("attachment-not-opened", Place(file=name), name=name, reason=reason))

    def save(self, name: str) -> None:
        """Ask where, and save a copy of a file there."""
        assessment, question, texts = self._assessment, self._question, self._context.texts
        if assessment is None or question is None:
            return
        title = texts("attachments.save_title")
        chosen, _ = FileDialog.getSaveFileName(self._view.window(), title, str(Path.home() / name), "")
        if chosen:
            path = Path(chosen)
            self._background.run(
                lambda: assessment.save_attachment(question, name, path),
                lambda _nothing: self._context.say(texts("attachments.saved", path=str(path))),
                self._failed,
            )
