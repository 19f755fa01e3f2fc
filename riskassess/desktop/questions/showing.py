"""What the outline and the card show, worked out from an assessment as plain values for their widgets."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from riskassess.desktop.glossary import Terms
from riskassess.desktop.numbers import level
from riskassess.desktop.questions.level_rows import LevelRow, Mark
from riskassess.desktop.questions.outline import Entry, Section
from riskassess.questionnaire.values import NormReference, Pack, Question, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

_SETTLED = frozenset({"met", "below", "red_line", "not_applicable"})


def sections_of(assessment: OpenAssessment, texts: Texts) -> list[Section]:
    """List the domains with the questions that apply, their states, and how many of them are settled."""
    sections, later = list[Section](), assessment.later
    for domain in assessment.pack.domains:
        states = [(q, assessment.state(q.id)) for q in domain.questions]
        entries = tuple(_entry(assessment, q, state, later, texts) for q, state in states if state != "hidden")
        if entries:
            settled = sum(entry.state in _SETTLED or _has_level(assessment, entry.id) for entry in entries)
            title = wording(domain.title, texts.language)
            count = f"{settled}/{len(entries)}"
            sections.append(Section(domain.id, title, assessment.domain_state(domain.id), count, entries))
    return sections


def _entry(
    assessment: OpenAssessment, question: Question, state: str, later: Mapping[str, str | None], texts: Texts
) -> Entry:
    put_off = question.id in later and state != "not_applicable"
    role = (later[question.id] or "") if put_off else ""
    title = wording(question.title, texts.language)
    return Entry(question.id, title, state, put_off, role, _role_name(assessment, role, texts))


def _role_name(assessment: OpenAssessment, role: str, texts: Texts) -> str:
    named = (wording(one.name, texts.language) for one in assessment.pack.roles if one.id == role)
    return next(named, role) if role else ""


def roles_waiting(sections: Sequence[Section], texts: Texts) -> list[tuple[str, str]]:
    """List the roles that something is left to, with words and how many, in the order of the questions."""
    left = [(entry.role, entry.role_words) for section in sections for entry in section.entries if entry.role]
    return [
        (role, texts("questions.filters_role", role=words, count=left.count((role, words))))
        for role, words in dict.fromkeys(left)
    ]


def _has_level(assessment: OpenAssessment, question: str) -> bool:
    answer = assessment.answers.answers.get(question)
    return answer is not None and answer.level is not None


def level_rows(
    assessment: OpenAssessment, question: Question, texts: Texts, terms: Mapping[str, Terms]
) -> list[LevelRow]:
    """Return the six rows with their marks: the level to reach, the red line, a choice below it; and their terms."""
    language, target = texts.language, assessment.target(question.id)
    answer = assessment.answers.answers.get(question.id)
    chosen = None if answer is None else answer.level
    carried = assessment.carried.get(question.id)
    floor = None if target.floor is None else math.ceil(target.floor)
    rows: list[LevelRow] = []
    for number, anchor in enumerate(question.anchors):
        marks: list[Mark] = []
        if number == target.level_to_reach:
            marks.append(Mark("flag", texts("questions.marks.reach"), "text"))
        if target.floor is not None and number == floor:
            marks.append(Mark("floor", texts("questions.marks.floor"), "red"))
        if target.floor is not None and number == chosen and number < target.floor:
            marks.append(Mark("red_line", texts("questions.marks.below_floor"), "red"))
        name = wording(assessment.pack.level_names[number], language)
        known = terms.get(str(number), ())
        rows.append(LevelRow(name, wording(anchor, language), tuple(marks), number == carried, known))
    return rows


def title_words(question: Question, texts: Texts) -> str:
    """Return identifier and title."""
    return f"{question.id}\N{EM SPACE}{wording(question.title, texts.language)}"


def about_words(assessment: OpenAssessment, question: Question, texts: Texts) -> str:
    """Say whether the question is about the enterprise or this project, and who can answer it."""
    roles = {role.id: role for role in assessment.pack.roles}
    names = [wording(roles[role].name, texts.language) for role in question.asked_of if role in roles]
    scope = texts(f"questions.scope.{question.scope}")
    if not names:
        return scope
    return texts("questions.scope.and_roles", scope=scope, roles=texts("result.list_separator").join(names))


def floor_words(assessment: OpenAssessment, question: Question, texts: Texts) -> str:
    """Say where the red line lies; empty when there is none."""
    floor = assessment.target(question.id).floor
    return "" if floor is None else texts("questions.floor", level=level(floor))


def norm_lines(pack: Pack, question: Question, texts: Texts) -> list[str]:
    """Return the norms of a question, one a line."""
    return [words for reference in question.norms if (words := _norm(pack, reference, texts))]


def _norm(pack: Pack, reference: NormReference, texts: Texts) -> str:
    norm = pack.norm_by_id.get(reference.norm or "")
    if norm is None:
        return " ".join(part for part in (reference.text, reference.clause) if part)
    title = texts("questions.norm", title=wording(norm.title, texts.language))
    return " ".join(part for part in (title, norm.number, reference.clause) if part)


def roles_to_ask(assessment: OpenAssessment, question: Question, texts: Texts) -> list[tuple[str, str]]:
    """List the roles a question can be left to, those it is asked of first."""
    asked = {role: number for number, role in enumerate(question.asked_of)}
    roles = sorted(assessment.pack.roles, key=lambda role: asked.get(role.id, len(asked)))
    named = ((role.id, wording(role.name, texts.language)) for role in roles)
    return [(role, texts("questions.bar.ask_role", role=name)) for role, name in named]


def standing_words(assessment: OpenAssessment, question: Question, texts: Texts) -> tuple[str, str]:
    """Return how a question stands beside its level: a state and its sentence; empty when the level says it all."""
    state = assessment.state(question.id)
    if state == "carried":
        return state, texts("questions.carried.words", level=assessment.carried[question.id])
    if question.id in assessment.later and state != "not_applicable":
        role = assessment.later[question.id]
        if role is None:
            return "later", texts("questions.later.words")
        return "later", texts("questions.later.with_role", role=_role_name(assessment, role, texts))
    answer = assessment.answers.answers.get(question.id)
    if answer is not None and answer.not_applicable is not None and answer.level is None:
        return "not_applicable", texts("questions.not_applicable.words", reason=answer.not_applicable)
    return "", ""
