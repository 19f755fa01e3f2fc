"""Answers files: read with every problem at its line, written whole, and the same after a round trip.

YAML is for people, JSON for programs; both have the form ``riskassess-answers/1``. What may stand in one is checked by
the questionnaire's own checks; here answers only become values and text again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from riskassess.assessment.digests import answers_data, answers_sha256
from riskassess.assessment.values import Answer, Answers, ProfileValue
from riskassess.problems import Problem, ProblemsFound, in_reading_order
from riskassess.questionnaire.loading.documents import Document
from riskassess.questionnaire.values import Pack
from riskassess.questionnaire.vocabulary import vocabulary_of
from riskassess.whole_file import write_whole

__all__ = [
    "answers_data",
    "answers_from_checked",
    "answers_from_data",
    "answers_sha256",
    "read_answers",
    "write_answers",
]

PackFor = Callable[[str, str], Pack]
"""Gives the pack for a questionnaire id and version; raises `ProblemsFound` where there is none."""


def read_answers(path: Path, pack: Pack | PackFor) -> Answers:
    """Read an answers file (YAML, or JSON by its name); raises `ProblemsFound` with every error in it."""
    from riskassess.questionnaire.loading.reading import read_document, read_file

    content, failed = read_file(Path(path))
    if failed:
        raise ProblemsFound((failed,))
    document, problems = read_document(content, Path(path).as_posix())
    if document is None:
        raise ProblemsFound(problems)
    return _answers(document, pack, problems)


def answers_from_data(data: Mapping[str, Any], pack: Pack | PackFor) -> Answers:
    """Build answers from plain data in the form of a file; raises `ProblemsFound` with every error in it."""
    return _answers(Document("", data), pack, ())


def answers_from_checked(data: Mapping[str, Any]) -> Answers:
    """Build answers from plain data that was checked before, as a pack's samples were with their pack."""
    return _built(data)


def write_answers(answers: Answers, path: Path) -> None:
    """Write an answers file, JSON where the name says so, else YAML; whole or not at all."""
    from riskassess.questionnaire.writing.yaml_form import yaml_text

    data = answers_data(answers)
    text = _json_text(data) if Path(path).suffix.lower() == ".json" else yaml_text(data, "answers")
    write_whole(Path(path), text.encode("utf-8"))


def _json_text(data: Mapping[str, Any]) -> str:
    """Return JSON that people can read, with escapes for what they could not see."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return "".join(sign if sign.isprintable() or sign in "\n" else json.dumps(sign)[1:-1] for sign in text)


def _answers(document: Document, pack: Pack | PackFor, found: tuple[Problem, ...]) -> Answers:
    from riskassess.questionnaire.checks.answers import check_answers
    from riskassess.questionnaire.loading.structure import check_structure

    faults, sound = check_structure(document, "answers")
    problems = [*found, *faults]
    try:
        known = pack if isinstance(pack, Pack) else _pack_for(sound, pack)
    except ProblemsFound as missing:
        raise ProblemsFound(in_reading_order((*problems, *missing.problems))) from missing
    if known is not None:
        problems.extend(check_answers(sound.root(), vocabulary_of(known)))
    if problems:
        raise ProblemsFound(in_reading_order(problems))
    return _built(document.data)


def _pack_for(sound: Document, pack_for: PackFor) -> Pack | None:
    """Ask for the pack that the file names; a file whose form hides the name has its problems already."""
    questionnaire, version = sound.root().text("questionnaire"), sound.root().text("version")
    return pack_for(questionnaire, version) if questionnaire and version else None


def _built(data: Mapping[str, Any]) -> Answers:
    answers: Mapping[str, Mapping[str, Any]] = data.get("answers", {})
    enterprise: Mapping[str, str] = data.get("enterprise", {})
    project: Mapping[str, str] = data.get("project", {})
    return Answers(
        questionnaire=data["questionnaire"],
        version=data["version"],
        as_of=date.fromisoformat(data["as_of"]),
        profile=dict(_given(data.get("profile", {}))),
        answers={name: Answer(**answer) for name, answer in answers.items()},
        enterprise_name=enterprise.get("name") or None,
        enterprise_uscc=enterprise.get("uscc") or None,
        project_name=project.get("name") or None,
    )


def _given(profile: Mapping[str, Any]) -> Iterator[tuple[str, ProfileValue]]:
    """Go through what the profile says; null, an empty text and an empty list say nothing."""
    for name, value in profile.items():
        if isinstance(value, (list, tuple)):
            items = tuple(cast("list[str]", value))
            if items:
                yield name, items
        elif value is not None and value != "":
            yield name, value
