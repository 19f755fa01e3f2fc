"""The result page: shows what the answers come to, hands out the report, and freezes or revises the assessment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QKeySequence, QShortcut

from riskassess.assessment.values import Answers, Robustness
from riskassess.desktop.controls.term_words import explain_next
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.glossary import Marking, glossary_of
from riskassess.desktop.moving.offer import MoveOffer
from riskassess.desktop.numbers import figure, percent
from riskassess.desktop.questions.figures import sayings_of, scale_of
from riskassess.desktop.result import rows
from riskassess.desktop.result.background import RobustnessInBackground
from riskassess.desktop.result.bar import ResultBar
from riskassess.desktop.result.dialogs import AskFinish, AskReport
from riskassess.desktop.result.doors import Doors
from riskassess.desktop.result.in_group import StandingInGroup
from riskassess.desktop.result.report_run import ReportRun
from riskassess.desktop.result.summary import Verdict
from riskassess.desktop.result.trying import TryOut
from riskassess.desktop.result.view import ResultView
from riskassess.desktop.shell.page import Context
from riskassess.problems import Problem, ProblemsFound
from riskassess.texts import Texts, shipped_languages

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

_FOLDER = "report_folder"


class ResultPage:
    """Be the page of the result; see `shell.page.Page`."""

    name = "result"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._assessment: OpenAssessment | None = None
        self._robust: tuple[Answers, Robustness] | None = None
        self.view = self.widget = ResultView(context.look)
        self.bar = ResultBar(context.look)
        self.background = RobustnessInBackground(self.view)
        self.background.found.connect(self._robustness_found)
        self.run = ReportRun(self.view)
        self.moving = MoveOffer(context, self.view.move_notice)
        self.trying = TryOut(self.view.trying, self.view.levels)
        self.standing = StandingInGroup(context, self.view)
        self.doors = Doors(self.view, self._subject, lambda: self._robust[1] if self._robust else None)
        self._connect()
        self.retranslate(context.texts)

    def _connect(self) -> None:
        self.view.gaps.opened.connect(lambda question: self._context.go("questions", question=question))
        self.view.gaps.sorted_by.connect(lambda _name: self._show_gaps())
        self.view.trace.asked.connect(lambda question: self._context.go("questions", question=question))
        self.trying.changed.connect(self._show_all)
        self.bar.try_out.clicked.connect(self.try_out)
        self.bar.report.clicked.connect(self.ask_report)
        self.bar.finish.clicked.connect(self.ask_finish)
        self.bar.revise.clicked.connect(self.revise)
        self.view.notice.cancelled.connect(self.run.cancel)
        self.run.progressed.connect(self.view.notice.show_progress)
        self._explains = QShortcut(QKeySequence("G"), self.view)
        self._explains.activated.connect(self._explain)
        self.run.saved.connect(self._report_saved)
        self.run.cancelled.connect(self._report_cancelled)
        self.run.failed.connect(self._report_failed)

    # -- what the shell asks

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.view.retranslate(texts)
        self.bar.retranslate(texts)
        self.trying.retranslate(texts)
        self._show_all()
        self.doors.retranslate(texts)
        self.moving.show_for(self._assessment)

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show an assessment, or none."""
        self._assessment, self._robust = assessment, None
        if not self.run.is_running():
            self.view.notice.hide()
        self._show_all()

    def activated(self, *, trying: Mapping[str, int] | None = None, **_what: Any) -> None:
        """Come to the front; answers may have changed meanwhile, and questionnaires too. `trying` are levels to try."""
        self._explains.setEnabled(self._context.single_keys)
        self._show_all()
        if trying is not None:
            self.try_out(levels=trying)
        self.moving.show_for(self._assessment)

    # -- what the buttons mean

    def try_out(self, _checked: bool = False, levels: Mapping[str, int] | None = None) -> None:
        """Begin trying other levels, or end it."""
        if self.trying.trial is not None and levels is None:
            self.trying.end()
        elif self._assessment is not None:
            self.trying.begin(self._assessment, levels)
            first = self.view.levels.rows.shown()
            if first:
                first[0].setFocus()

    def ask_report(self) -> None:
        """Ask for the language and the place of a report, then make it."""
        assessment = self._assessment
        if assessment is None or self.run.is_running():
            return
        draft = assessment.status != "finished"
        asked = AskReport(self._context.look, self._context.texts, shipped_languages(), draft, self.view.window())
        if not asked.exec():
            return
        name = assessment.suggested_file_name(".pdf")
        path, _kind = FileDialog.getSaveFileName(
            self.view.window(),
            self._context.texts("result.report.title"),
            str(self._folder() / name),
            self._context.texts("result.report.files") + " (*.pdf)",
        )
        if path:
            self.save_report(Path(path), asked.language())

    def save_report(self, path: Path, language: str) -> None:
        """Make a report in a child process and save it under a path."""
        if self._assessment is None:
            return
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        desk = self._context.desk
        if desk is not None and not desk.read_only:
            desk.set_setting(_FOLDER, str(path.parent))
        try:
            self.run.start(self._assessment, path, language)
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self.bar.report.setEnabled(False)

    def _folder(self) -> Path:
        desk = self._context.desk
        kept = Path(desk.setting(_FOLDER)) if desk is not None and desk.setting(_FOLDER) else Path.home()
        return kept if kept.is_dir() else Path.home()

    def ask_finish(self) -> None:
        """Say what finishing means, ask for two names, and freeze the assessment."""
        assessment = self._assessment
        if assessment is None:
            return
        names = (assessment.prepared_by, assessment.approved_by)
        asked = AskFinish(self._context.look, self._context.texts, names, self.view.window())
        if asked.exec():
            self.finish(*asked.names())

    def finish(self, prepared_by: str, approved_by: str) -> None:
        """Freeze the assessment under two names."""
        assessment = self._assessment
        if assessment is not None and self._done(lambda: assessment.finish(prepared_by, approved_by)):
            self._context.saved()
            self._show_all()

    def revise(self) -> None:
        """Go on with a new revision of a finished assessment."""
        assessment = self._assessment
        revised: list[OpenAssessment] = []
        if assessment is not None and self._done(lambda: revised.append(assessment.revise())):
            self._context.work_on(revised[0], "questions")

    def _done(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return False
        return True

    def _report_saved(self, path: Path) -> None:
        self.bar.report.setEnabled(True)
        self.view.notice.show_saved(path)

    def _report_cancelled(self) -> None:
        self.bar.report.setEnabled(True)
        self.view.notice.show_cancelled()

    def _report_failed(self, problem: Problem) -> None:
        self.bar.report.setEnabled(True)
        self.view.notice.hide()
        self._context.report_problem(ProblemsFound((problem,)))

    # -- what is shown

    def _show_all(self) -> None:
        assessment = self._assessment
        if assessment is None:
            return
        if self._robust is None or self._robust[0] is not assessment.answers:
            self._robust = None
            self.background.ask(assessment)
        self.trying.follow(assessment)
        shown = self._subject() or assessment
        self._show_summary(shown)
        self._show_ruler(shown)
        self._show_domains(shown)
        self._show_gaps()
        self.standing.show_for(shown)
        self._show_bar(assessment)
        if self.trying.trial is not None:  # what would be finished is not what is shown
            self.bar.finish.setEnabled(False)
            self.bar.finish.setToolTip(self._context.texts("trying.end_first"))
        self.view.show_levels(self.trying.trial is not None)
        self.doors.refresh()

    def _subject(self) -> OpenAssessment | None:
        """Return what is shown: the trial while there is one, which answers to the same names."""
        return cast("OpenAssessment | None", self.trying.trial or self._assessment)

    def _robustness_found(self, assessment: OpenAssessment, answers: Answers, found: Robustness) -> None:
        if assessment is self._assessment and answers is assessment.answers:
            self._robust = (answers, found)
            self._show_ruler(self._subject() or assessment)

    def _show_summary(self, assessment: OpenAssessment) -> None:
        result, texts, pack = assessment.result, self._context.texts, assessment.pack
        say = sayings_of(assessment, texts)
        grades = [grade.id for grade in pack.grades]
        grade, name = None, ""
        if result.complete and result.grade.point is not None:
            letter = result.grade.point
            grade = (letter, grades.index(letter), len(grades))
            name = texts("result.summary.grade", grade=letter, name=say.grade_name(letter))
        cuts = [of.start for of in pack.grades]
        self.view.summary.show_verdict(
            Verdict(
                grade,
                name,
                (result.grade.low, result.grade.high),
                figure(result.readiness.point, cuts),
                say.verdict(),
                tuple(say.caps()),
                self._more(assessment),
            ),
            self._marking(assessment),
        )

    def _marking(self, assessment: OpenAssessment) -> Marking:
        return glossary_of(assessment.pack, self._context.texts.language).marking()

    def _explain(self) -> None:
        """Explain the next term that is marked on the page."""
        if not explain_next([*self.view.summary.explaining(), *self.view.gaps.rows.shown()]):
            self._context.say(self._context.texts("result.no_terms"))

    def _more(self, assessment: OpenAssessment) -> tuple[str, ...]:
        result, texts = assessment.result, self._context.texts
        if not result.counts.answered:
            return (texts("result.summary.begin"),)
        if result.counts.open:
            low, high = figure(result.readiness.low), figure(result.readiness.high)
            first = texts("result.summary.open", count=result.counts.open, low=low, high=high)
        else:
            first = texts("result.summary.complete", count=result.counts.applicable)
        lines = [first, texts("result.summary.capability", number=figure(result.capability.point))]
        if assessment.status == "finished" and assessment.finished_at is not None:
            names = (assessment.prepared_by, assessment.approved_by)
            day = assessment.finished_at.date().isoformat()
            lines.append(texts("result.summary.finished", day=day, prepared_by=names[0], approved_by=names[1]))
        return tuple(lines)

    def _show_ruler(self, assessment: OpenAssessment) -> None:
        texts = self._context.texts
        trial = self.trying.trial is not None
        robust = None if self._robust is None or trial else self._robust[1]
        shown = rows.ruler_rows(assessment, robust, texts)
        if trial:  # weights are not moved for what is only tried
            shown = [row for row in shown if row.label != texts("result.ruler.weights")]
        told = texts("result.sentence_separator").join(
            " ".join(filter(None, (row.label, row.number, "–".join(filter(None, row.ends)), row.grade, row.note)))
            for row in shown
        )
        trust = rows.weights_sentence(assessment, robust, texts)
        self.view.summary.show_ruler(scale_of(assessment), shown, texts("result.ruler.name"), told, trust)

    def _show_domains(self, assessment: OpenAssessment) -> None:
        caps = assessment.pack.caps.weak_domain
        below = percent(max(cap.attainment_below for cap in caps)).replace(".0%", "%") if caps else ""
        self.view.domains.show_bars(rows.domain_bars(assessment, self._context.texts), below)

    def _show_gaps(self) -> None:
        assessment, panel = self._assessment, self.view.gaps
        if assessment is not None:
            marking = self._marking(assessment)
            for words in self.view.summary.words():
                marking.of(words)  # what is explained above is not marked again
            shown = rows.marked(rows.gap_rows(assessment, self._context.texts, panel.shown_sort()), marking)
            panel.show_gaps(shown, assessment.result.readiness.point, assessment.result.complete)

    def _show_bar(self, assessment: OpenAssessment) -> None:
        desk = self._context.desk
        self.bar.show_assessment(assessment, self._context.texts, desk is not None and desk.read_only)
