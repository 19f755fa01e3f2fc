"""Answers in the form of their file, and the digest over it."""

from __future__ import annotations

from typing import Any

from riskassess.assessment.values import Answer, Answers
from riskassess.canonical import digest

ANSWER_FIELDS = ("level", "not_applicable", "evidence", "evidence_detail", "note")


def answer_data(answer: Answer) -> dict[str, Any]:
    """Return one answer in the form of an answers file, without what was not said."""
    data: dict[str, Any] = {}
    for name in ANSWER_FIELDS:
        value = getattr(answer, name)
        if value is not None:
            data[name] = value
    return data


def answers_data(answers: Answers) -> dict[str, Any]:
    """Return answers in the form of ``riskassess-answers/1``; the order of keys is the file's."""
    data: dict[str, Any] = {
        "format": "riskassess-answers/1",
        "questionnaire": answers.questionnaire,
        "version": answers.version,
        "as_of": answers.as_of.isoformat(),
    }
    enterprise = {"name": answers.enterprise_name, "uscc": answers.enterprise_uscc}
    if any(enterprise.values()):
        data["enterprise"] = {key: value for key, value in enterprise.items() if value}
    if answers.project_name:
        data["project"] = {"name": answers.project_name}
    data["profile"] = {key: list(v) if isinstance(v, tuple) else v for key, v in answers.profile.items()}
    data["answers"] = {key: answer_data(answer) for key, answer in answers.answers.items()}
    return data


def answers_sha256(answers: Answers) -> str:
    """Return the digest of answers; the order of keys and answers changes nothing."""
    return digest(answers_data(answers))
