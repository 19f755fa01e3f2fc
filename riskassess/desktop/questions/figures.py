"""What the live panel and the strip show, worked out once from an assessment as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskassess.desktop.charts import Scale, Spoke
from riskassess.desktop.numbers import DASH, figure
from riskassess.desktop.questions.target_sum import TargetSum, explain
from riskassess.desktop.sentences import CapLine, Sayings
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


@dataclass(frozen=True, slots=True)
class ReadinessFigures:
    """Hold the readiness with its span and what limits it, in numbers and in words."""

    scale: Scale
    low: float | None
    now: float | None
    high: float | None
    number: str
    ends: tuple[str, str]
    basis: str
    grade: str
    complete: bool
    sentence: str
    caps: tuple[CapLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Hold the target of one question: the level to reach, where it is now, and the sum behind it."""

    level_to_reach: int
    now: int | None
    worth: str
    sum: TargetSum


def sayings_of(assessment: OpenAssessment, texts: Texts) -> Sayings:
    """Make the sayings of an assessment's result."""
    return Sayings(texts, assessment.pack, assessment.result, lambda question: assessment.target(question).floor)


def scale_of(assessment: OpenAssessment) -> Scale:
    """Return the ruler of the pack's grades."""
    return Scale.of((grade.id, grade.start) for grade in assessment.pack.grades)


def readiness_of(assessment: OpenAssessment, texts: Texts) -> ReadinessFigures:
    """Work out what is said of the readiness so far."""
    result, scale = assessment.result, scale_of(assessment)
    say, span = sayings_of(assessment, texts), result.readiness
    cuts = scale.cuts
    low, high = figure(span.low, cuts), figure(span.high, cuts)
    if not result.counts.answered:
        sentence = texts("questions.live.nothing")
    elif result.counts.open:
        sentence = texts("questions.live.open", count=result.counts.open, low=low, high=high)
    elif not result.complete:
        sentence = texts("questions.live.profile", count=len(result.missing_profile))
    else:
        sentence = texts("questions.live.complete")
    letter = result.grade.point or DASH
    return ReadinessFigures(
        scale,
        span.low,
        span.point,
        span.high,
        figure(span.point, cuts),
        (low, high) if result.counts.open else ("", ""),
        texts("questions.live.basis", count=result.counts.answered),
        letter if result.complete else say.span(),
        result.complete,
        sentence,
        tuple(say.short_caps()),
    )


def spokes_of(assessment: OpenAssessment, texts: Texts) -> list[Spoke]:
    """Return a spoke for each domain that counts; one is complete when none of its questions is open."""
    spokes: list[Spoke] = []
    for domain in assessment.result.domains:
        of = assessment.pack.domain_by_id[domain.id]
        label = wording(of.short, texts.language) if of.short else of.id
        # low and high meet exactly when nothing in the domain is open
        complete = domain.score is not None and domain.score_low == domain.score_high
        now = None if domain.score is None else domain.score / 20
        spokes.append(Spoke(label, now, domain.target, complete))
    return spokes


def question_figures(assessment: OpenAssessment, question: str, texts: Texts) -> QuestionFigures:
    """Work out what is said of one question's target."""
    target = assessment.target(question)
    gap = next((gap for gap in assessment.result.gaps if gap.id == question), None)
    answer = assessment.answers.answers.get(question)
    worth = "" if gap is None else texts("questions.target.worth", points=figure(gap.points))
    return QuestionFigures(
        target.level_to_reach,
        None if answer is None else answer.level,
        worth,
        explain(target, assessment.pack, assessment.answers.profile, texts),
    )
