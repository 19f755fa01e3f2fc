"""The files of one question: a button for each, one to add, and in words what may be added and what opening does.

The button to add stands where its owner puts it; the row of files takes no room while there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from riskassess.desktop.controls import Button, Elided, Flow, Words
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.questions.bottom_bar import KeyButton
from riskassess.texts import Texts

_LOW, _LONGEST = 24, 220  # px: as low as something pressed may be; width of a name, beyond which its middle is cut


@dataclass(frozen=True, slots=True)
class ShownFile:
    """Hold what is shown of a file; `direct` says whether its kind is opened from here."""

    name: str
    size: str
    direct: bool


class FileButton(Button):
    """Be a file: pressing it shows its whole name and what can be done with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", icon="attachment", parent=parent)
        self.setMenu(QMenu(self))
        self.set_low(_LOW, 8, 8)

    def show_file(self, file: ShownFile, texts: Texts) -> None:
        """Show a file's name, cut in the middle where it is long, since its end says of what kind it is."""
        self.file = file
        words = QFontMetrics(self.font()).elidedText(file.name, Qt.TextElideMode.ElideMiddle, _LONGEST)
        self.setText(words.replace("&", "&&"))
        told = texts("attachments.of", name=file.name, size=file.size)
        self.setAccessibleName(told)
        self.setToolTip(plain_hint(told))


class Attachments(QWidget):
    """Show a question's files; the signals carry the name of the file that is meant."""

    add_asked = Signal()
    stop_asked = Signal()
    open_asked = Signal(str)
    save_asked = Signal(str)
    remove_asked = Signal(str)
    changed_row = Signal()  # there are other buttons than before

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._frozen, self._limits, self._hint_words = Texts("zh"), False, "", ""
        self._label = Words(look, use="label", role="text2")
        self.hint = Elided(look, use="label", role="text3")
        self.add, self.stop = KeyButton("A", "quiet"), Button(kind="quiet")
        self.add.set_low(_LOW, 8, 36)
        self.stop.set_low(_LOW, 8, 8)
        self.add.clicked.connect(lambda _checked: self.add_asked.emit())
        self.stop.clicked.connect(lambda _checked: self.stop_asked.emit())
        self._files: list[FileButton] = []
        self._row = Flow(self, tokens.STEP, tokens.HALF)
        self._row.setContentsMargins(0, tokens.STEP, 0, 0)
        for widget in (self._label, self.stop, self.hint):
            self._row.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # rows of its own make it higher
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self._texts = texts
        self._label.setText(texts("attachments.name"))
        self.add.set_words(texts("attachments.add"))
        self.stop.set_words(texts("attachments.stop"))

    def buttons(self) -> list[QWidget]:
        """Return what the keyboard reaches, in order."""
        return [self.add, *(button for button in self._files if not button.isHidden()), self.stop]

    def show_files(self, files: Sequence[ShownFile], frozen: bool, limits: str, hint: str) -> None:
        """Show a question's files, with a hint beside them; `limits` says what may be added."""
        before = len(self.buttons())
        while len(self._files) < len(files):
            self._files.append(self._new_button())
        for number, button in enumerate(self._files):
            button.setVisible(number < len(files))
            if number < len(files):
                button.show_file(files[number], self._texts)
        self.add.setVisible(not frozen)
        self.add.setToolTip(plain_hint(limits))
        self._frozen, self._limits, self._hint_words = frozen, limits, hint if files else ""
        self.show_progress("")
        if before != len(self.buttons()):
            self.changed_row.emit()

    def _new_button(self) -> FileButton:
        button = FileButton(self)
        button.menu().aboutToShow.connect(lambda: self._fill_menu(button))
        for widget in (self.stop, self.hint):  # it stands before these
            self._row.removeWidget(widget)
        for widget in (button, self.stop, self.hint):
            self._row.addWidget(widget)
        return button

    def _fill_menu(self, button: FileButton) -> None:
        menu, name, texts = button.menu(), button.file.name, self._texts
        menu.clear()
        shown = name.replace("&", "&&")
        if button.file.direct:
            menu.addAction(texts("attachments.open", name=shown), lambda: self.open_asked.emit(name))
        else:
            menu.addAction(shown).setEnabled(False)
            menu.addAction(texts("attachments.only_saved")).setEnabled(False)
        menu.addAction(texts("attachments.save_as"), lambda: self.save_asked.emit(name))
        if not self._frozen:
            menu.addSeparator()
            menu.addAction(texts("attachments.remove"), lambda: self.remove_asked.emit(name))

    def show_progress(self, words: str) -> None:
        """Show what is being done, with a way to stop it; no words show what was there before."""
        self.stop.setVisible(bool(words))
        self.add.setEnabled(not words)
        self._show_hint(words or self._hint_words)

    def show_drop(self, over: bool) -> None:
        """Say what letting go comes to, while a file is held over the card."""
        self._show_hint(self._texts("attachments.drop", limits=self._limits) if over else self._hint_words)

    def _show_hint(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.setVisible(bool(words) or any(not button.isHidden() for button in self._files))
        self.updateGeometry()
