"""What the page is: a committee's folder, the call that is chosen in it, and the steps of that call."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from riskassess.desktop.collected.call import CallStep
from riskassess.desktop.collected.doing import Doing
from riskassess.desktop.collected.intake import IntakeStep
from riskassess.desktop.collected.keys import KeysStep
from riskassess.desktop.collected.publish import PublishStep
from riskassess.desktop.collected.step import Step
from riskassess.desktop.collected.view import CollectedView
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.shell.page import Context
from riskassess.desktop.turns import Turns
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.committee_folder import Collection, Standing

_FOLDER, _COLLECTION = "committee_folder", "committee_collection"


class CollectedPage:
    """Be the page of a committee; see `shell.page.Page`."""

    name = "collected"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder: Path | None = None
        self._found: tuple[Collection, ...] = ()
        self._read = False
        self.view = self.widget = CollectedView(context.look)
        self._turns = Turns(self.view)
        self.doing = Doing(context, self.view, self.show_standing)
        self._connect()
        self.retranslate(context.texts)

    def _connect(self) -> None:
        view = self.view
        view.choose_folder.clicked.connect(self._ask_folder)
        view.begin.clicked.connect(lambda: self._ask_folder() if self._folder is None else self._ask_new())
        view.new.clicked.connect(self._ask_new)
        view.collection.currentIndexChanged.connect(self._take_collection)
        view.steps_row.chosen.connect(self._turn_to)
        view.made.connect(self._step_made)

    def _step_made(self, step: Step) -> None:
        if isinstance(step, CallStep):
            step.expected.changed.connect(self._plan)
            step.expected.take.clicked.connect(self._take_table)
            step.expected.save.clicked.connect(self._save_table)
            step.folder_wanted.connect(lambda: self._open(self.doing.at.handed_out if self.doing.at else None))
            self._show_table()
        elif isinstance(step, PublishStep):
            step.folder_wanted.connect(lambda: self._open(self.doing.at.published if self.doing.at else None))
        step.show_standing(self.doing.at, self.doing.standing)

    # -- what the shell asks

    @property
    def is_busy(self) -> bool:
        """Tell whether a step is under way or being looked up."""
        return self._turns.is_busy or self.doing.run.is_running() or self.doing.looking.is_busy

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.view.retranslate(texts)
        self.view.say("")
        self._show_table()
        self._show_folder()
        self._show(self.doing.standing)

    def heading(self) -> tuple[str, str]:
        """Return what the top bar says."""
        texts = self._context.texts
        return texts("window.pages.collected"), texts("collected.counts_over_all")

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show nothing of it: a committee's calls belong to no assessment."""

    def activated(self, folder: Path | None = None, step: str = "", **_what: Any) -> None:
        """Come to the front, with the folder that was worked in last or the one given."""
        if folder is not None:
            self.take_folder(folder)
        elif not self._read and self._context.desk is not None:
            kept = self._context.desk.setting(_FOLDER)
            self.take_folder(Path(kept)) if kept and Path(kept).is_dir() else self._show_folder()
        else:
            self.show_standing()
        self._read = True
        if step:
            self.view.show_step(step)

    # -- folder and call

    def _ask_folder(self) -> None:
        chosen = FileDialog.getExistingDirectory(self.view.window(), self._context.texts("collected.choose_folder"))
        if chosen:
            self.take_folder(Path(chosen))

    def take_folder(self, folder: Path) -> None:
        """Work in a folder from now on."""
        self._folder = folder
        self._keep(_FOLDER, str(folder))
        desk = self._context.desk
        self._list(desk.setting(_COLLECTION) if desk is not None else "")

    def _list(self, chosen: str) -> None:
        from riskassess.app.committee_folder import collections_in

        if self._folder is None:
            return
        self._found = collections_in(self._folder)
        names = [one.name for one in self._found]
        choice = self.view.collection
        choice.blockSignals(True)
        choice.clear()
        choice.addItems(names)
        choice.setCurrentIndex(names.index(chosen) if chosen in names else 0 if names else -1)
        choice.blockSignals(False)
        self._take_collection()

    def _ask_new(self) -> None:
        from riskassess.desktop.collected.new import NewCollection

        today = date.today()  # noqa: DTZ011 - a suggestion for a name
        suggested = f"call-{today.year}-h{1 if today.month <= 6 else 2}"
        asked = NewCollection(self._context.look, self._context.texts, suggested, self.view.window())
        if asked.exec():
            self.make_collection(asked.name.words())

    def make_collection(self, name: str) -> None:
        """Make the folder of a new call and begin with its keys."""
        from riskassess.app.committee_folder import new_collection

        if self._folder is None:
            return
        try:
            made = new_collection(self._folder, name)
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._list(made.name)
        self.view.show_step(KeysStep.name)

    def _take_collection(self) -> None:
        at = self.view.collection.currentIndex()
        self.doing.at = self._found[at] if 0 <= at < len(self._found) else None
        self.doing.standing = None
        self.view.forget()
        if self.doing.at is not None:
            self._keep(_COLLECTION, self.doing.at.name)
        self._show_folder()
        self._show_table()
        self.show_standing()

    def _keep(self, key: str, value: str) -> None:
        desk = self._context.desk
        if desk is not None and not desk.read_only and desk.setting(key) != value:
            desk.set_setting(key, value)

    def _show_folder(self) -> None:
        texts, at = self._context.texts, self.doing.at
        self.view.folder.setText("" if self._folder is None else str(self._folder))
        self.view.folder.setToolTip(self.view.folder.text())
        for widget in (self.view.collection, self.view.choose_folder):
            widget.setVisible(self._folder is not None and (widget is not self.view.collection or bool(self._found)))
        self.view.new.setVisible(bool(self._found))
        missing = "choose_folder" if self._folder is None else "new.button" if at is None else ""
        self.view.show_missing(texts(f"collected.{missing}") if missing else "")

    # -- how far it is

    def show_standing(self) -> None:
        """Look how far the call is, in the background, and show it."""
        at = self.doing.at
        if at is None:
            self._show(None)
            return

        def show(standing: Standing) -> None:
            if self.doing.at == at:  # of another call that was chosen meanwhile it is looked up already
                self._show(standing)

        self._turns.run(at.standing, show, self._context.report_problem)

    def _show(self, standing: Standing | None) -> None:
        self.doing.standing = standing
        for step in self.view.steps.values():
            step.show_standing(self.doing.at, standing)
        self._step_shown()

    def _turn_to(self) -> None:
        self.view.say("")  # what was said belongs to the step before
        self._step_shown()

    def _step_shown(self) -> None:
        """Count what has been taken in when the step is looked at and nothing has been counted yet."""
        standing, intake = self.doing.standing, self.view.steps.get(IntakeStep.name)
        if not isinstance(intake, IntakeStep) or intake.isHidden() or not self.view.isVisible():
            return
        if standing is not None and standing.has_store and standing.call and intake.over_all.isHidden():
            self.doing.count()

    # -- the table of the expected response

    def _show_table(self) -> None:
        from riskassess.app.committee_folder import expected_table

        desk = self._context.desk
        packs = desk.packs() if desk is not None else ()
        self.doing.pack = packs[0] if packs else None
        if self.doing.pack is not None and CallStep.name in self.view.steps:
            self.view.call.expected.show_table(expected_table(self.doing.pack, self._context.texts.language))
            self._plan()

    def _plan(self) -> None:
        from riskassess.app.committee_folder import LEAST_EXPECTED, planned

        if self.doing.pack is not None:
            groups, problems = planned(self.doing.pack, self.view.call.expected.numbers())
            self.view.call.expected.show_planned(groups, problems, LEAST_EXPECTED)

    def _take_table(self) -> None:
        kinds = f"{self._context.texts('collected.call.tables')} (*.csv)"
        title = self._context.texts("collected.call.take")
        chosen, _ = FileDialog.getOpenFileName(self.view.window(), title, "", kinds)
        if chosen:
            self.take_table(Path(chosen))

    def take_table(self, path: Path) -> None:
        """Fill in the table from a file."""
        from riskassess.app.committee_folder import read_numbers

        if self.doing.pack is None:
            return
        try:
            self.view.call.expected.set_numbers(read_numbers(path, self.doing.pack))
        except ProblemsFound as found:
            self._context.report_problem(found)

    def _save_table(self) -> None:
        texts, at = self._context.texts, self.doing.at
        kinds = f"{texts('collected.call.tables')} (*.csv)"
        start = at.expected if at is not None else Path("expected.csv")
        path, _ = FileDialog.getSaveFileName(self.view.window(), texts("collected.call.save"), str(start), kinds)
        if path:
            self.save_table(Path(path))

    def save_table(self, path: Path) -> None:
        """Save the table as it is filled in."""
        from riskassess.app.committee_folder import write_numbers

        if self.doing.pack is None:
            return
        try:
            write_numbers(path, self.doing.pack, self.view.call.expected.numbers())
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._context.say(self._context.texts("collected.call.saved", path=path))

    def _open(self, folder: Path | None) -> None:
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
