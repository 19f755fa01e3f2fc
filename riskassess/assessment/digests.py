"""The digest of a set of answers: SHA-256 over canonical JSON (sorted keys, UTF-8, no spaces)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from riskassess.assessment.values import Answer, Answers


def canonical(data: object) -> bytes:
    """Return data as canonical JSON."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def answer_data(answer: Answer) -> dict[str, Any]:
    """Return one answer in the form of an answers file, without what was not said."""
    fields = {
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "evidence": answer.evidence,
        "evidence_detail": answer.evidence_detail,
        "note": answer.note,
    }
    return {key: value for key, value in fields.items() if value is not None}


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
    return hashlib.sha256(canonical(answers_data(answers))).hexdigest()
