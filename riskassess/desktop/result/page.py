"""The result page: shows what the answers come to, and freezes or revises the assessment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QKeySequence, QShortcut

from riskassess.assessment.values import Answers, Robustness
from riskassess.desktop.controls.term_words import explain_next
from riskassess.desktop.glossary import Marking, glossary_of
from riskassess.desktop.moving.offer import MoveOffer
from riskassess.desktop.numbers import figure, percent
from riskassess.desktop.questions.figures import sayings_of, scale_of
from riskassess.desktop.result import rows
from riskassess.desktop.result.background import RobustnessInBackground
from riskassess.desktop.result.bar import ResultBar
from riskassess.desktop.result.dialogs import AskFinish
from riskassess.desktop.result.doors import Doors
from riskassess.desktop.result.in_group import StandingInGroup
from riskassess.desktop.result.summary import Verdict
from riskassess.desktop.result.trying import TryOut
from riskassess.desktop.result.view import ResultView
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


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
        self.bar.report.clicked.connect(lambda _on: self._context.go("report"))
        self.bar.finish.clicked.connect(self.ask_finish)
        self.bar.revise.clicked.connect(self.revise)
        self._explains = QShortcut(QKeySequence("G"), self.view)
        self._explains.activated.connect(self._explain)

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
