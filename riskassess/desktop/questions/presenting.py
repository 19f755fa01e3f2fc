"""How an assessment is shown on the questions page: outline, readiness, the question on its card, the bar under it.

Each is shown by itself, since an answer changes all of them and a step to the next question only some. Nothing is
decided here; the page says which question and which way through them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskassess.assessment.values import Answer
from riskassess.desktop.glossary import glossary_of
from riskassess.desktop.questions import figures, order, showing
from riskassess.desktop.questions.attaching import Attaching
from riskassess.desktop.questions.view import QuestionsView
from riskassess.desktop.shell.page import Context
from riskassess.questionnaire.values import Question, wording

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


def answer_of(assessment: OpenAssessment, question: str) -> Answer:
    """Return what was said to a question, or an answer that says nothing."""
    return assessment.answers.answers.get(question) or Answer()


class Presenting:
    """Show what the page asks for, in the language of the context."""

    def __init__(self, context: Context, view: QuestionsView, attaching: Attaching) -> None:
        self._context, self._view, self._attaching = context, view, attaching
        self._readiness: figures.ReadinessFigures | None = None

    def outline(self, assessment: OpenAssessment, current: str | None, *, searched: bool) -> None:
        """Show the outline with what counts there, and the current question in it."""
        outline, texts, counts = self._view.outline, self._context.texts, assessment.result.counts
        done = counts.answered + counts.not_applicable
        count = texts("questions.outline.answered", answered=done, applicable=counts.applicable)
        sections = showing.sections_of(assessment, texts)
        outline.show_roles(showing.roles_waiting(sections, texts))
        outline.show_sections(sections)
        if searched or outline.shown_filter() != "all":
            count = texts("questions.outline.found", count=len(outline.listed()))
        outline.show_count(count)
        if current is not None:
            outline.show_current(current)

    def readiness(self, assessment: OpenAssessment) -> None:
        """Show the figures and the radar beside the card."""
        self._readiness = figures.readiness_of(assessment, self._context.texts)
        self._view.live.readiness.show_figures(self._readiness)
        self._view.live.radar.show_spokes(figures.spokes_of(assessment, self._context.texts))

    def question(self, assessment: OpenAssessment, question_id: str, way: Sequence[str]) -> None:
        """Show a question on the card, what can be done with it, and how its target comes about."""
        question = assessment.pack.question_by_id[question_id]
        self._card(assessment, question)
        self._bar(assessment, question, way)
        target = figures.question_figures(assessment, question_id, self._context.texts)
        self._view.live.target.show_figures(target)
        if self._readiness is not None:
            self._view.strip.show_figures(self._readiness, target)

    def _card(self, assessment: OpenAssessment, question: Question) -> None:
        card, texts, frozen = self._view.card, self._context.texts, assessment.read_only
        language, answer = texts.language, answer_of(assessment, question.id)
        floor = showing.floor_words(assessment, question, texts)
        about = showing.about_words(assessment, question, texts)
        card.head.show_question(showing.title_words(question, texts), about, floor)
        terms = glossary_of(assessment.pack, language).card(question)
        card.ask.show_words(wording(question.ask, language), terms["ask"])
        examples = [wording(example, language) for example in question.evidence]
        norms = showing.norm_lines(assessment.pack, question, texts)
        card.fold.show_reason(wording(question.why, language), examples, norms, terms["why"])
        self._standing(assessment, question)
        card.rows.show_levels(showing.level_rows(assessment, question, texts, terms), answer.level, frozen)
        card.evidence.show_answer(answer, examples, frozen)
        self._attaching.show_question(assessment, question.id)
        card.takes_files = not frozen
        card.show_note(answer.note or "", frozen, texts("questions.note_hint"))

    def _standing(self, assessment: OpenAssessment, question: Question) -> None:
        standing = self._view.card.standing
        state, words = showing.standing_words(assessment, question, self._context.texts)
        if not state:
            standing.show_nothing()
            return
        domain = assessment.pack.domain_by_id[question.domain]
        waiting = sum(q.id in assessment.carried and assessment.applies(q.id) for q in domain.questions)
        standing.show_state(state, words, assessment.read_only, waiting)

    def _bar(self, assessment: OpenAssessment, question: Question, way: Sequence[str]) -> None:
        texts, bar = self._context.texts, self._view.bar
        bar.show_question(
            first=order.beside(assessment, way, question.id, -1) is None,
            last=order.beside(assessment, way, question.id, 1) is None,
            may_not_apply=question.allow_na,
            frozen=assessment.read_only,
            why_not=texts("questions.bar.last"),
        )
        bar.show_roles(showing.roles_to_ask(assessment, question, texts))
