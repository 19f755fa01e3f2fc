"""What the plan page says: how a plan stands in one sentence, what stands against it, and one step in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskassess.desktop.numbers import figure
from riskassess.desktop.plan.detail import LOCKS, StepDetail
from riskassess.questionnaire.values import Question, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.plans import OpenPlan, StoredAction


def lead_words(assessment: OpenAssessment, plan: OpenPlan, texts: Texts) -> str:
    """Return how the plan stands, in one sentence."""
    kept, done = plan.kept, plan.done
    if not assessment.result.counts.answered:
        return texts("plan.nothing_answered")
    if kept is None:
        key = "plan.nothing_yet" if plan.grades else "plan.best_already"
        return texts(key, grade=assessment.result.grade.point)
    if not kept.reachable:
        return texts("plan.unreachable_locks" if plan.left_out else "plan.unreachable", grade=kept.grade)
    if not plan.steps:
        return texts("plan.reached_already", grade=kept.grade)
    if done.steps == done.of_steps:
        return texts("plan.all_done")
    cuts = [grade.start for grade in assessment.pack.grades]
    weeks, readiness = figure(done.of_weeks), figure(kept.readiness, cuts)
    return texts("plan.reached", count=done.of_steps, weeks=weeks, grade=kept.grade, readiness=readiness)


def more_words(assessment: OpenAssessment, plan: OpenPlan, texts: Texts) -> list[str]:
    """Return what has to be known beside that, a sentence each, the most urgent first."""
    counts, more = assessment.result.counts, list[str]()
    if plan.is_stale:
        more.append(texts("plan.stale"))
    if plan.kept is not None and plan.steps:
        more.append(texts("plan.weeks_mean"))
    if counts.answered and counts.open:
        more.append(texts("plan.open_questions", count=counts.open))
    if plan.read_only:
        more.append(texts("plan.read_only"))
    return more


def progress_words(plan: OpenPlan, texts: Texts) -> str:
    """Return how far the plan has come, in steps and weeks."""
    done = plan.done
    weeks, all_weeks = figure(done.weeks), figure(done.of_weeks)
    return texts("plan.progress", done=done.steps, all=done.of_steps, weeks=weeks, all_weeks=all_weeks)


def step_detail(assessment: OpenAssessment, plan: OpenPlan, one: StoredAction, texts: Texts) -> StepDetail:
    """Return all that is shown of one step: where it leads, what helps, who does it until when."""
    pack, language = assessment.pack, texts.language
    question = pack.question_by_id[one.question]
    answer = assessment.answers.answers.get(one.question)
    now = one.from_level if one.from_level is not None else (answer.level if answer is not None else None) or 0
    to = one.to_level if one.to_level is not None else assessment.target(one.question).level_to_reach
    domain = wording(pack.domain_by_id[question.domain].title, language)
    steps = [step.question for step in plan.steps]
    at = steps.index(one.question) if one.question in steps else -1
    return StepDetail(
        question=one.question,
        title=wording(question.title, language),
        place=f"{one.question}  {domain}",
        now=texts("plan.now_level", level=now),
        now_anchor=wording(question.anchors[now], language),
        reach=texts("plan.reach_level", level=to),
        reach_anchor=wording(question.anchors[to], language),
        helps="\n".join(_helps(assessment, question, texts)),
        owner=one.owner,
        due=one.due,
        state=one.state,
        lock=one.lock or LOCKS[0],
        in_plan=one.to_level is not None,
        can_go_earlier=at > 0,
        can_go_later=0 <= at < len(steps) - 1,
        can_edit=not plan.read_only,
    )


def _helps(assessment: OpenAssessment, question: Question, texts: Texts) -> list[str]:
    """Return the instruments that help with a question, each with whom to ask."""
    found = (assessment.pack.instrument_by_id[link.instrument][2] for link in question.closes_with)
    language = texts.language
    asked = ((h, texts("result.gaps.ask", units=wording(h.ask_at, language))) for h in found)
    return [f"{wording(helping.title, language)}  {ask}" for helping, ask in asked]
