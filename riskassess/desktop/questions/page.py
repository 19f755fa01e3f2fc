"""The questions page: decides what a key or a click means, lets the assessment do it, and says what is to be shown.

Every edit goes through `_edit`: it is durable when the assessment's method returns, and only then is anything shown.
How it is shown is `presenting`'s, what becomes of files `attaching`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from riskassess.assessment.values import Answer
from riskassess.desktop.questions import keys, order
from riskassess.desktop.questions.attaching import Attaching
from riskassess.desktop.questions.presenting import Presenting, answer_of
from riskassess.desktop.questions.search import Search
from riskassess.desktop.questions.view import QuestionsView
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.values import Question, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


class QuestionsPage:
    """Be the page of questions; see `shell.page.Page`."""

    name = "questions"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._assessment: OpenAssessment | None = None
        self._current: str | None = None
        self._search: Search | None = None
        self._words = ""
        self.view = self.widget = QuestionsView(context.look)
        self.attaching = Attaching(context, self.view.card.attachments, self._files_changed)
        self._presenting = Presenting(context, self.view, self.attaching)
        self._single_keys = keys.bind(self.view, self.view.centre, self.do)
        self._connect()
        self.retranslate(context.texts)

    def _connect(self) -> None:
        view, card, bar = self.view, self.view.card, self.view.bar
        view.outline.chosen.connect(self.show_question)
        view.outline.filtered.connect(lambda _name: self._filter())
        card.rows.picked.connect(self._pick)
        card.evidence.changed.connect(self._set_evidence)
        card.note_changed.connect(self._set_note)
        card.files_dropped.connect(self.attaching.add)
        card.standing.confirmed.connect(lambda: self.do("confirm"))
        card.standing.domain_confirmed.connect(self._confirm_domain)
        card.standing.reopened.connect(lambda: self._edit(lambda a, q: a.clear(q)))
        card.standing.reason_given.connect(self._mark_not_applicable)
        card.standing.reason_given_up.connect(card.focus)
        for button, what in (
            (bar.previous, "previous"),
            (bar.later, "later"),
            (bar.not_applicable, "not_applicable"),
            (bar.next_open, "next_open"),
            (bar.next, "next"),
        ):
            button.clicked.connect(partial(self.do, what))
        bar.asked_role.connect(self._ask_role)

    # -- what the shell asks

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.view.retranslate(None if self._assessment is None else self._assessment.pack, texts)
        self._show_all()

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show an assessment, at its first open question."""
        self.view.card.flush()
        self._assessment = assessment
        self._search, self._current = None, None
        self.view.outline.show_found(None)
        if assessment is None:
            return
        self.view.retranslate(assessment.pack, self._context.texts)
        asked = order.applicable(assessment)
        self._current = order.next_open(assessment, None) or (asked[0] if asked else None)

    def activated(self, question: str | None = None, **_what: Any) -> None:
        """Come to the front; the profile may have changed what is asked meanwhile."""
        for shortcut in self._single_keys:
            shortcut.setEnabled(self._context.single_keys)
        assessment = self._assessment
        if assessment is None:
            return
        asked = order.applicable(assessment)
        if self._current not in asked:
            self._current = asked[0] if asked else None
        if question is not None and question in asked:
            self._current = question
        self._show_all()
        self.view.card.focus()

    def search(self, words: str) -> None:
        """Show only the questions that hold every word; no words show all."""
        self._words = words.strip()
        if self._assessment is None:
            return
        self._search = self._search or Search(self._assessment.pack)
        self._show_found()

    def _filter(self) -> None:
        """Show what a filter leaves, and let previous and next go through it."""
        self._show_outline()
        self._show_question()

    def search_entered(self) -> None:
        """Go to the first question that was found."""
        if listed := self.view.outline.listed():
            self.show_question(listed[0])
            self.view.card.focus()

    # -- what a key or a button means

    def do(self, what: str, _checked: bool = False) -> None:
        """Do what a key or a button stands for, by the name it has in the tables of keys."""
        if self._assessment is None or self._current is None:
            return
        name, _, number = what.partition(" ")
        if name == "choose":
            self._choose_and_go_on(int(number))
            return
        actions: dict[str, Callable[[], object]] = {
            "confirm": self._confirm,
            "confirm_domain": self._confirm_domain,
            "later": lambda: self._edit_and_go_on(lambda a, q: a.put_off(q)),
            "not_applicable": self._ask_why_not,
            "evidence": self.view.card.evidence.focus,
            "terms": self._explain,
            "attach": self.attaching.choose,
            "previous": partial(self._step, -1),
            "next": partial(self._step, 1),
            "next_open": self._next_open,
            "red_lines": self._next_red_line,
            "undo": self._undo,
            "escape": self._escape,
        }
        actions[name]()

    def current(self) -> str | None:
        """Return the question on the card."""
        return self._current

    def show_question(self, question: str) -> None:
        """Put a question on the card."""
        self.view.card.flush()
        self._current = question
        self._show_question()
        self.view.outline.show_current(question)

    def _frozen(self) -> bool:
        return self._assessment is None or self._assessment.read_only

    def _edit(self, change: Callable[[OpenAssessment, str], None], go_on: bool = False) -> bool:
        """Make one change to the question on the card, and go on from it; tell whether it was taken."""
        if self._assessment is None or self._current is None or self._frozen():
            return False
        try:
            change(self._assessment, self._current)
        except ProblemsFound as found:
            self._context.report_problem(found)
            self._show_all()
            return False
        self._context.saved()
        self._show_readiness()
        if not go_on or not self._step(1):
            self._show_question()
        self._show_outline()
        return True

    def _edit_and_go_on(self, change: Callable[[OpenAssessment, str], None]) -> None:
        self._edit(change, go_on=True)

    def _pick(self, level: int) -> None:
        self._edit(lambda a, q: a.choose(q, level))
        self.view.card.rows.focus_row(level)

    def _choose_and_go_on(self, level: int) -> None:
        self.view.card.flush()
        self._edit_and_go_on(lambda a, q: a.choose(q, level))

    def _confirm(self) -> None:
        if self._assessment is not None and self._current in self._assessment.carried:
            self._edit(lambda a, q: a.confirm(q))

    def _confirm_domain(self) -> None:
        self._edit(lambda a, q: a.confirm_domain(a.pack.question_by_id[q].domain))

    def _ask_role(self, role: str) -> None:
        self._edit_and_go_on(lambda a, q: a.put_off(q, role))

    def _ask_why_not(self) -> None:
        question = self._question()
        if question is None or not question.allow_na or self._frozen():
            return
        self.view.card.standing.ask_reason(self._answer().not_applicable or "")
        self.view.card.ensureWidgetVisible(self.view.card.standing)

    def _mark_not_applicable(self, reason: str) -> None:
        self._edit(lambda a, q: a.mark_not_applicable(q, reason))
        self.view.card.focus()

    def _set_evidence(self, grade: str | None, detail: str | None) -> None:
        now = self._answer()
        if (now.evidence, now.evidence_detail) != (grade, detail):
            self._edit(lambda a, q: a.set_evidence(q, grade, detail))

    def _files_changed(self, question: str) -> None:
        if question == self._current:
            self._show_question()

    def _set_note(self, note: str) -> None:
        if (self._answer().note or "") != note.strip():
            self._edit(lambda a, q: a.set_note(q, note))

    def _undo(self) -> None:
        assessment = self._assessment
        if assessment is None or self._frozen():
            return
        self.view.card.flush()
        try:
            undone = assessment.undo()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        texts = self._context.texts
        if undone is None:
            self._context.say(texts("questions.undo.nothing"))
        elif undone in assessment.pack.question_by_id and assessment.applies(undone):
            self._current = undone
            self._context.saved()
        else:
            field = assessment.pack.field_by_id.get(undone)
            name = undone if field is None else wording(field.title, texts.language)
            self._context.say(texts("questions.undo.elsewhere", name=name))
            self._context.saved()
        self._show_all()
        self.view.card.focus()

    def _explain(self) -> None:
        if not self.view.card.explain_next():
            self._context.say(self._context.texts("questions.no_terms"))

    def _escape(self) -> None:
        if self.view.card.standing.is_asking():
            self.view.card.standing.stop_asking()
        elif not self.view.fold_panel():
            self.view.card.focus()

    def _step(self, by: int) -> bool:
        """Go to the next or previous question; tell whether there is one."""
        assessment = self._assessment
        if assessment is None or self._current is None:
            return False
        found = order.beside(assessment, self._way(assessment), self._current, by)
        if found is not None:
            self.show_question(found)
        self.view.card.focus()
        return found is not None

    def _way(self, assessment: OpenAssessment) -> list[str]:
        """Return the questions that previous and next go through: those that the outline lists, if it lists any."""
        return self.view.outline.listed() or order.applicable(assessment)

    def _next_open(self) -> None:
        found = None if self._assessment is None else order.next_open(self._assessment, self._current)
        self._go_to(found, "questions.nothing_open")

    def _next_red_line(self) -> None:
        found = None if self._assessment is None else order.next_red_line(self._assessment, self._current)
        self._go_to(found, "questions.no_red_line")

    def _go_to(self, question: str | None, otherwise: str) -> None:
        if question is None:
            self._context.say(self._context.texts(otherwise))
            return
        self.show_question(question)
        self.view.card.focus()

    # -- what is shown

    def _question(self) -> Question | None:
        if self._assessment is None or self._current is None:
            return None
        return self._assessment.pack.question_by_id[self._current]

    def _answer(self) -> Answer:
        if self._assessment is None or self._current is None:
            return Answer()
        return answer_of(self._assessment, self._current)

    def _show_all(self) -> None:
        if self._assessment is None:
            return
        self._show_outline()
        self._show_readiness()
        self._show_question()

    def _show_outline(self) -> None:
        if self._assessment is not None:
            self._presenting.outline(self._assessment, self._current, searched=bool(self._words))

    def _show_found(self) -> None:
        assessment, texts = self._assessment, self._context.texts
        if assessment is None or self._search is None:
            return
        if not self._words:
            self.view.outline.show_found(None)
        else:
            found = self._search.find(self._words, assessment.answers.answers)
            self.view.outline.show_found({q: texts(f"questions.found_in.{place}") for q, place in found.items()})
        self._show_outline()

    def _show_readiness(self) -> None:
        if self._assessment is not None:
            self._presenting.readiness(self._assessment)

    def _show_question(self) -> None:
        assessment, current = self._assessment, self._current
        self.view.centre.setEnabled(current is not None)
        if assessment is not None and current is not None:
            self._presenting.question(assessment, current, self._way(assessment))
