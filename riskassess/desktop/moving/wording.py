"""What a move comes to, in words: both scores, and the lists of what is different, as (heading, lines)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from riskassess.assessment.values import Result
from riskassess.desktop.numbers import figure
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.moving import LeftBehind, Move

Section = tuple[str, tuple[str, ...]]


def score_lines(pack: Pack, result: Result, texts: Texts) -> tuple[str, str, str]:
    """Return a version's heading, its grade or span, and its readiness with how much is answered."""
    counts, readiness, grade = result.counts, result.readiness, result.grade
    done = counts.answered + counts.not_applicable
    progress = texts("packs.move.progress", done=done, all=counts.applicable)
    heading = texts("packs.move.version", version=pack.version)
    if readiness.point is None:
        return heading, texts("packs.move.no_grade"), progress
    cuts = [of.start for of in pack.grades]
    if result.complete and grade.point is not None:
        return heading, grade.point, texts("packs.move.readiness", number=figure(readiness.point, cuts)) + progress
    span = texts("packs.move.span", low=grade.low, high=grade.high)
    shown = {name: figure(getattr(readiness, name), cuts) for name in ("point", "low", "high")}
    return heading, span, texts("packs.move.readiness_span", **shown) + progress


def sections(planned: Move, texts: Texts) -> tuple[Section, ...]:
    """Return every list that has something in it, what concerns the answers first."""
    found, before, after = planned.differences, planned.before, planned.after
    split = (f"{_question(before, old, texts)} → {_listed(new, texts)}" for old, new in found.split)
    renamed = (f"{old} → {_question(after, new, texts)}" for old, new in found.renamed)
    left = tuple(planned.left)
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("again", (_question(after, one, texts) for one in planned.again)),
        ("left", (*_questions(before, left, texts), *_fields(before, planned.left_profile, texts))),
        ("new", _questions(after, found.new, texts)),
        ("new_fields", _fields(after, found.new_fields, texts)),
        ("reworded", _questions(after, found.reworded, texts)),
        ("split", split),
        ("renamed", renamed),
        ("dropped", _questions(before, [one for one in found.dropped if one not in left], texts)),
        ("dropped_fields", _fields(before, _without(found.dropped_fields, planned.left_profile), texts)),
    )
    worded = ((name, tuple(lines)) for name, lines in lists)
    return tuple((texts(f"packs.move.{name}", count=len(lines)), lines) for name, lines in worded if lines)


def left_lines(left: Sequence[LeftBehind], pack: Pack, texts: Texts) -> Iterator[str]:
    """Yield each answer that had no place, with all that was said; `pack` names its evidence where it still can."""
    names = {grade.id: wording(grade.name, texts.language) for grade in pack.evidence}
    for one in left:
        title = f"{one.id} {wording(one.title, texts.language)}"
        if one.answer is None:
            yield texts("packs.left.value", title=title, value=one.kept)
            continue
        answer = one.answer
        level = answer.level if answer.level is not None else answer.carried
        said = (
            texts("packs.left.level", level=level) if level is not None else "",
            texts("packs.left.not_applicable", reason=answer.not_applicable) if answer.not_applicable else "",
            names.get(answer.evidence or "", answer.evidence or ""),
            answer.evidence_detail or "",
            answer.note or "",
        )
        yield texts("packs.left.answer", title=title, said=texts("packs.separator").join(filter(None, said)))


def _question(pack: Pack, question: str, texts: Texts) -> str:
    return f"{question} {wording(pack.question_by_id[question].title, texts.language)}"


def _questions(pack: Pack, questions: Iterable[str], texts: Texts) -> Iterator[str]:
    return (_question(pack, one, texts) for one in questions)


def _fields(pack: Pack, fields: Iterable[str], texts: Texts) -> Iterator[str]:
    return (wording(pack.field_by_id[one].title, texts.language) for one in fields)


def _listed(questions: Sequence[str], texts: Texts) -> str:
    return texts("packs.separator").join(questions)


def _without(some: Iterable[str], others: Iterable[str]) -> list[str]:
    gone = set(others)
    return [one for one in some if one not in gone]
