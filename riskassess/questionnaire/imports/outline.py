"""What other questionnaires can give to a pack: domains, questions, anchors; and what of them has no place in one.

Readers fill an `Outline` and add a problem for everything they leave out, by the name it has in its source. Nothing is
made up on the way: what a source does not say stays open, and the check of the pack names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from riskassess.problems import Place, Problem, problem
from riskassess.questionnaire.values import LEVELS
from riskassess.questionnaire.writing.pack_folder import PackFile

Text = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """Hold one answer that a question offers, with the number that its source gives it."""

    number: int | None
    text: Text


@dataclass
class OutlineQuestion:
    """Hold what a source says of one question."""

    id: str
    ask: Text
    levels: Mapping[int, Text]
    title: Text | None = None
    weight: float | None = None
    evidence: Text | None = None


@dataclass
class OutlineDomain:
    """Hold a group of questions."""

    id: str
    title: Text
    questions: list[OutlineQuestion] = field(default_factory=list[OutlineQuestion])


@dataclass
class Outline:
    """Hold what a source says of a questionnaire."""

    source: str
    id: str
    title: Text
    languages: tuple[str, ...]
    about: Text | None = None
    level_names: dict[int, Text] = field(default_factory=dict[int, Text])
    domains: list[OutlineDomain] = field(default_factory=list[OutlineDomain])
    left_out: list[Problem] = field(default_factory=list[Problem])

    def leave_out(self, code: str, name: str, **fields: Any) -> None:
        """Note something of the source that the pack will not have, by its name there."""
        place = Place(self.source, path=name)
        self.left_out.append(problem(code, place, severity="warning", name=name, **fields))

    def levels_of(self, name: str, answers: Sequence[Answer]) -> dict[int, Text]:
        """Return the levels of a question's answers by their own numbers; note what keeps them from being six levels.

        Numbers from 0 to 5 are levels as they stand. Six numbers with even steps are levels in their order. Anything
        else says nothing about levels.
        """
        shown = [f"{'' if a.number is None else f'{a.number}: '}{next(iter(a.text.values()), '')}" for a in answers]
        numbers = sorted(answer.number for answer in answers if answer.number is not None)
        if len(numbers) < len(answers) or len(set(numbers)) < len(numbers) or not numbers:
            self.leave_out("import-answers-without-order", name, answers=shown)
            return {}
        by_number = {answer.number: answer.text for answer in answers}
        if set(numbers) <= set(LEVELS):
            missing = [level for level in LEVELS if level not in by_number]
            if missing:
                self.leave_out("import-levels-missing", name, levels=missing)
            return {number: by_number[number] for number in numbers}
        steps = {after - before for before, after in pairwise(numbers)}
        if len(numbers) == len(LEVELS) and len(steps) == 1:
            self.leave_out("import-numbers-as-levels", name, numbers=numbers)
            return {level: by_number[number] for level, number in zip(LEVELS, numbers, strict=True)}
        self.leave_out("import-answers-not-levels", name, answers=shown)
        return {}


def outline_files(outline: Outline) -> tuple[PackFile, ...]:
    """Return the files of a pack with what the source says, and nothing else.

    It knows no profile, no exposures and no policies, so those parts are there and empty.
    """
    domains = [(f"domains/{number:02}.yaml", domain) for number, domain in enumerate(outline.domains, 1)]
    top: dict[str, Any] = {
        "format": "riskassess-pack/1",
        "id": outline.id,
        "title": outline.title,
        "languages": list(outline.languages),
        "profile": "profile.yaml",
        "exposures": "exposures.yaml",
        "domains": [name for name, _ in domains],
        "measures": [],
    }
    if outline.level_names:
        top["levels"] = [{"level": level, "name": outline.level_names[level]} for level in sorted(outline.level_names)]
    if outline.about:
        top["about"] = outline.about
    return (
        PackFile("pack.yaml", "pack", top),
        PackFile("profile.yaml", "profile", {"fields": []}),
        PackFile("exposures.yaml", "exposures", {"rules": []}),
        *(PackFile(name, "domain", _domain(one)) for name, one in domains),
    )


def _domain(domain: OutlineDomain) -> dict[str, Any]:
    return {"id": domain.id, "title": domain.title, "questions": [_question(one) for one in domain.questions]}


def _question(question: OutlineQuestion) -> dict[str, Any]:
    data: dict[str, Any] = {"id": question.id, "title": question.title, "ask": question.ask, "weight": question.weight}
    if question.levels:
        data["levels"] = {str(level): text for level, text in question.levels.items()}
    if question.evidence:
        data["evidence"] = [question.evidence]
    return {key: value for key, value in data.items() if value is not None}
