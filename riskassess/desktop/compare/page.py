"""What the compare page does: lays two to five assessments side by side and says what differs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from riskassess.desktop.charts.marks import MOST
from riskassess.desktop.compare.against import Against
from riskassess.desktop.compare.picking import PickAssessment
from riskassess.desktop.compare.rows import axes, lead, profile_row, side_card, table_row
from riskassess.desktop.compare.view import GROUPS, SCOPES, CompareView
from riskassess.desktop.controls import Button
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.job_run import JobRun
from riskassess.desktop.numbers import figure
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.comparing import Compared


class ComparePage:
    """Be the page of comparing; see `shell.page.Page`."""

    name = "compare"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sides: list[OpenAssessment] = []
        self._seen: OpenAssessment | None = None  # the assessment that the page began with
        self._state: object = None
        self.compared: Compared | None = None
        self.against = Against(context)
        self.view = CompareView(context.look)
        self.widget: QWidget = self.view
        self.bar = Button()
        self.saving = JobRun(self.view)
        self.view.sides.removed.connect(self.remove)
        self.view.sides.wanted.connect(self.ask_add)
        self.view.sides.benchmark.gone.connect(self.leave_benchmark)
        self.view.add.clicked.connect(self.ask_add)
        self.view.scopes.chosen.connect(lambda _scope: self._show_table())
        self.view.measures.chosen.connect(lambda _measure: self._show_table())
        self.view.only.toggled.connect(lambda _on: self._show_table())
        self.view.table.opened.connect(self._open_question)
        self.bar.clicked.connect(self.ask_export)
        self.saving.done.connect(self._saved)
        self.saving.failed.connect(self._failed)
        self.retranslate(context.texts)

    # -- what the shell asks

    def heading(self) -> tuple[str, str]:
        """Name the page in the top bar, since it shows more than one assessment."""
        return self._context.texts("window.pages.compare"), ""

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.view.retranslate(texts, MOST)
        self.bar.setText(texts("compare.export"))
        self._state = None
        self._show()

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Begin with the assessment that is worked on and the one before it of the same project."""
        if assessment is self._seen:
            return
        self._seen = assessment
        self._sides = [] if assessment is None else self._beginning(assessment)

    def activated(self, **_what: Any) -> None:
        """Come to the front; answers may have changed meanwhile, and assessments may be gone."""
        self._sides = self._as_kept()
        self._show()

    def _as_kept(self) -> list[OpenAssessment]:
        """Return what is compared as the workspace has it now; what has changed meanwhile is read anew."""
        desk, current = self._context.desk, self._context.assessment
        if desk is None:
            return []
        kept = {card.assessment_id: card for card in desk.cards_of(self.ids())}
        sides: list[OpenAssessment] = []
        for one in self._sides:
            card = kept.get(one.id)
            if current is not None and current.id == one.id:
                sides.append(current)
            elif card is not None and card.problem is None:
                sides.append(one if card.changed_at == one.saved_at else desk.open_assessment(one.id))
        return sides

    def _beginning(self, assessment: OpenAssessment) -> list[OpenAssessment]:
        desk = self._context.desk
        if desk is None:
            return [assessment]
        before = [one for one in desk.comparing.same_project(assessment.id) if one < assessment.id]
        try:
            return [*(desk.open_assessment(one) for one in before[-1:]), assessment]
        except ProblemsFound:
            return [assessment]  # the one before is damaged: home says so

    # -- which are compared

    def ids(self) -> list[int]:
        """Return the numbers of the assessments that are compared."""
        return [one.id for one in self._sides]

    def add(self, assessment_id: int) -> None:
        """Compare with one more."""
        desk = self._context.desk
        if desk is None or assessment_id in self.ids() or len(self._sides) >= MOST:
            return
        current = self._context.assessment
        try:
            is_current = current is not None and current.id == assessment_id
            self._sides.append(current if is_current and current is not None else desk.open_assessment(assessment_id))
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._show()

    def remove(self, place: int) -> None:
        """Take one out of the comparison."""
        del self._sides[place]
        self._show()
        (self.view.sides.add if len(self._sides) > 1 else self.view.add).setFocus()

    def ask_add(self) -> None:
        """Ask which one to add."""
        desk = self._context.desk
        if desk is None:
            return
        near = self._context.assessment.id if self._context.assessment is not None else None

        def find(words: str) -> list[Any]:
            return [card for card in desk.comparing.offered(near, words) if card.assessment_id not in self.ids()]

        offered = self.against.offered(self._sides)
        asked = PickAssessment(self._context.look, self._context.texts, find, self.view.window(), offered)
        if asked.exec() and (picked := asked.picked()) is not None:
            if isinstance(picked, str):
                self.add_benchmark(picked)
            else:
                self.add(picked)

    def add_benchmark(self, call: str) -> None:
        """Compare with a benchmark too."""
        self.against.call = call
        self._show()

    def leave_benchmark(self) -> None:
        """Take the benchmark out of the comparison."""
        self.against.call = None
        self._show()
        (self.view.sides.add if len(self._sides) > 1 else self.view.add).setFocus()

    def _open_question(self, question: str) -> None:
        current = self._context.assessment
        if current is not None and question in current.pack.question_by_id:
            self._context.go("questions", question=question)

    # -- handing on

    def ask_export(self) -> None:
        """Ask where to save the comparison, and save it."""
        texts = self._context.texts
        if self.compared is None or self.saving.is_running():
            return
        name = str(Path.home() / self.compared.assessments[-1].suggested_file_name(".xlsx"))
        files = f"{texts('compare.files_xlsx')} (*.xlsx)"
        path, _kind = FileDialog.getSaveFileName(self.view.window(), texts("compare.export"), name, files)
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Save the comparison as a workbook, in a child process."""
        desk, texts = self._context.desk, self._context.texts
        if self.compared is None or desk is None:
            return
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        standings = [block.standing for block in self.against.blocks(self._sides)]
        self.saving.start(desk.comparing.export_xlsx(self.compared, path, texts.language, standings))
        self._context.say(texts("compare.exporting", name=path.name))

    def _saved(self, path: Path) -> None:
        self._context.say(self._context.texts("compare.exported", path=path))

    def _failed(self, found: ProblemsFound) -> None:
        self._context.report_problem(found)

    # -- what is shown

    def _show(self) -> None:
        texts, current, desk = self._context.texts, self._context.assessment, self._context.desk
        blocks = self.against.blocks(self._sides)
        sides = tuple((one.id, one.status, one.result.answers_sha256) for one in self._sides)
        state = (texts.language, sides, tuple(block.standing for block in blocks))
        if state == self._state:
            return  # nothing has changed since it was shown
        self._state = state
        enough = desk is not None and len(self._sides) >= 2
        self.compared = desk.comparing.compare(self._sides) if enough and desk is not None else None
        cards = [
            side_card(one, number, current is not None and one.id == current.id, texts)
            for number, one in enumerate(self._sides, 1)
        ]
        self.against.show_card(self.view.sides.benchmark, blocks)
        self.view.offer_groups(bool(blocks), texts)
        self.view.sides.show_sides(cards, texts)
        self.bar.setEnabled(self.compared is not None)
        self.bar.setToolTip("" if self.compared is not None else texts("compare.export_not_yet"))
        if self.compared is not None:
            self._show_found(self.compared)
        elif blocks:
            self.view.say(texts("benchmark.compare.lead"), "", "", "")
        self._show_table()

    def _show_found(self, compared: Compared) -> None:
        from riskassess.app.comparison_sheets import version_notes
        from riskassess.app.profile_differences import profile_sentence

        texts = self._context.texts
        notes = version_notes(compared, texts)
        if any(not result.complete for result in compared.comparison.results):
            notes.append(texts("compare.open_some"))
        drawn = axes(compared, texts)
        separator = texts("result.sentence_separator")
        told = separator.join(
            texts("compare.told_domain", domain=axis.label, levels=", ".join(figure(level) for level in axis.levels))
            for axis in drawn
        )
        self.view.overlay.show_axes(drawn, texts("compare.radar"), told)
        scale = texts("compare.radar_scale" if self.view.overlay.is_radar() else "compare.dots_scale")
        self.view.say(lead(compared, texts), profile_sentence(compared, texts), " ".join(notes), scale)

    def _show_table(self) -> None:
        compared, texts = self.compared, self._context.texts
        blocks = self.against.blocks(self._sides)
        if blocks and (compared is None or self.view.scopes.value() == GROUPS):
            self.view.groups.show_blocks(blocks, texts)
            self.view.show_groups(alone=compared is None)
            return
        if compared is None:
            self.view.show_parts(False, False, False, False)
            return
        if self.view.scopes.value() == SCOPES[0]:
            self._show_profiles(compared)
            return
        from riskassess.app.comparing import differences_first

        scope, measure = str(self.view.scopes.value()), str(self.view.measures.value())
        found = compared.comparison.domains if scope == "domains" else compared.comparison.questions
        rows = differences_first(found, measure)  # pyright: ignore[reportArgumentType]
        if self.view.only.isChecked():
            rows = tuple(row for row in rows if row.differs)
        apart = "change" if len(compared.assessments) == 2 else "spread"
        heads = (texts(f"compare.columns.{scope[:-1]}"), texts(f"compare.columns.{apart}"))
        sides = self._side_words(compared)
        shown = [table_row(compared, row, measure, texts) for row in rows]  # pyright: ignore[reportArgumentType]
        self.view.table.show_rows(shown, heads, sides)
        opens = scope == "questions" and self._context.assessment is not None
        self.view.show_parts(True, compared.comparison.same_questionnaire, bool(shown), opens)

    def _show_profiles(self, compared: Compared) -> None:
        """Show what the projects are, field by field."""
        from riskassess.app.profile_differences import profile_rows

        texts = self._context.texts
        found = [row for row in profile_rows(compared, texts) if row.differs or not self.view.only.isChecked()]
        heads = (texts("compare.columns.field"), texts("compare.columns.differs"))
        rows = [profile_row(row, texts) for row in found]
        self.view.table.show_rows(rows, heads, self._side_words(compared), are_words=True)
        self.view.show_parts(True, compared.comparison.same_questionnaire, bool(rows), False)

    def _side_words(self, compared: Compared) -> list[str]:
        return [f"{one.client} / {one.project}, {one.answers.as_of.isoformat()}" for one in compared.assessments]
