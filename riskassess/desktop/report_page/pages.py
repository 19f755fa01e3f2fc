"""The pages of a PDF as pictures, drawn in a thread of their own and only those that are asked for.

The PDF library is not safe for two threads, so one thread does all of it, from reading the file on. What was asked for
last is drawn first: it is what the reader looks at now.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage


class PdfPages(QObject):
    """Read one PDF after another; `opened` tells the sizes of its pages in points, `drawn` brings one as a picture.

    Both carry the number of the file, as `show` returned it, so that what comes late is known for what it is.
    """

    opened = Signal(int, object)
    drawn = Signal(int, int, int, object)  # file, page from 0, width in px, QImage

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ready = threading.Condition()
        self._file = 0
        self._content: bytes | None = None
        self._wanted: dict[tuple[int, int], None] = {}
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()
        self.destroyed.connect(partial(_end, self._ready, self._ending))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.end)

    def end(self) -> None:
        """Close the file and wait for the thread, as at the end of the program."""
        _end(self._ready, self._ending)
        if self._thread is not None:
            self._thread.join(2)

    def show(self, path: Path) -> int:
        """Take the pages from a file, which may be removed as soon as this returns; return its number."""
        content = path.read_bytes()
        with self._ready:
            self._file += 1
            self._content = content
            self._wanted.clear()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._ready.notify()
            return self._file

    def ask(self, page: int, width: int) -> None:
        """Ask for a page at a width in px."""
        with self._ready:
            self._wanted.pop((page, width), None)
            self._wanted[page, width] = None
            self._ready.notify()

    def _run(self) -> None:
        document: Any = None
        with suppress(RuntimeError):  # the window is gone, and nobody waits any more
            while (task := self._next(document is not None)) is not None:
                number, content, page, width = task
                if content is not None:
                    document = _document(content)
                    self.opened.emit(number, [document[index].get_size() for index in range(len(document))])
                elif page < len(document):
                    self.drawn.emit(number, page, width, _picture(document[page], width))
        if document is not None:
            document.close()

    def _next(self, is_open: bool) -> tuple[int, bytes | None, int, int] | None:
        """Wait for what is to be done next: another file, or a page and its width; None at the end."""
        with self._ready:
            self._ready.wait_for(
                lambda: self._ending.is_set() or self._content is not None or (is_open and self._wanted)
            )
            if self._ending.is_set():
                return None
            content, self._content = self._content, None
            page, width = (0, 0) if content is not None else self._wanted.popitem()[0]
            return self._file, content, page, width


def _end(ready: threading.Condition, ending: threading.Event, *_destroyed: object) -> None:
    with ready:
        ending.set()
        ready.notify()


def _document(content: bytes) -> Any:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    return pypdfium2.PdfDocument(content)


def _picture(page: Any, width: int) -> QImage:
    """Draw a page at a width in px, four bytes a point."""
    drawn = page.render(scale=width / page.get_width(), prefer_bgrx=True)
    picture = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return picture.copy()  # the bytes go with this call
