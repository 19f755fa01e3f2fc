"""Submissions, ``riskassess-submission/1``: the one thing that leaves an enterprise, as values and as 4,096 bytes.

Equal content is equal bytes: the order of keys is fixed, nothing stands between, spaces fill the rest. So there is no
second spelling of anything: no key twice, no other order, no number in another notation (`submission_reader`).
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from riskassess.assessment.core import band as band_of
from riskassess.assessment.core import below_target, core_questions, domain_bands
from riskassess.assessment.values import Answers, Result
from riskassess.exchange.call import MARKS, Call, group_of
from riskassess.problems import Place, refuse
from riskassess.questionnaire.values import Pack

FORMAT: Final = "riskassess-submission/1"
SIZE: Final = 4096
HIGHEST_SERIAL: Final = 999
_HEAD = ("format", "call", "questionnaire", "version", "token", "serial")
_WITHDRAWN = (*_HEAD, "withdraw")
_STANDING = (*_HEAD, "group", "grade", "grade_substantiated", "readiness")
FORMS: Final = (_WITHDRAWN, (*_STANDING, "domains", "marks"), (*_STANDING, "levels"))


@dataclass(frozen=True, slots=True)
class Submission:
    """Hold what one enterprise says to one call; a detailed one has `levels` instead of `domains` and `marks`."""

    call: str
    questionnaire: str
    version: str
    token: str
    serial: int
    withdraw: bool = False
    group: str = ""
    grade: str = ""
    grade_substantiated: str = ""
    readiness: int = 0
    domains: Mapping[str, int] = field(default_factory=dict[str, int])
    marks: Mapping[str, int] = field(default_factory=dict[str, int])
    levels: Mapping[str, int] = field(default_factory=dict[str, int])


def submission_data(submission: Submission) -> dict[str, Any]:
    """Return a submission under its keys, in their order."""
    form = FORMS[0] if submission.withdraw else FORMS[2] if submission.levels else FORMS[1]
    said: dict[str, Any] = {"format": FORMAT, **{name: getattr(submission, name) for name in form if name != "format"}}
    for name in ("domains", "marks", "levels"):
        if name in said:
            said[name] = dict(said[name])
    return said


def submission_bytes(submission: Submission) -> bytes:
    """Return the bytes that are sealed; raises ProblemsFound when the questionnaire is too long for them."""
    content = written(submission_data(submission))
    if len(content) > SIZE:
        raise refuse("submission-too-long", Place(path=submission.questionnaire), most=SIZE, found=len(content))
    return content.ljust(SIZE)


def make_submission(
    call: Call, pack: Pack, answers: Answers, result: Result, token: str, serial: int, *, detailed: bool = False
) -> Submission:
    """Work out what an enterprise sends; raises ProblemsFound for a draft and where no group fits."""
    if not result.complete or result.readiness.point is None:
        raise refuse("contribution-of-a-draft", open=result.counts.open, fields=result.missing_profile)
    core = core_questions(pack)
    levels = {question.id: answers.answers[question.id].level or 0 for question in core}
    figures: dict[str, Any] = {"levels": levels}
    if not detailed:
        drawn = drawn_marks(tuple(levels), call.id, token)
        figures = {"domains": domain_bands(pack, levels), "marks": below_target(pack, levels, drawn)}
    return Submission(
        call=call.id,
        questionnaire=pack.id,
        version=pack.version,
        token=token,
        serial=serial,
        group=group_of(call, pack, answers.profile).id,
        grade=result.grade.point or "",
        grade_substantiated=result.substantiated.grade or "",
        readiness=band_of(result.readiness.point / 100),
        **figures,
    )


def withdrawal(call: Call, token: str, serial: int) -> Submission:
    """Return what takes an enterprise's submission back."""
    return Submission(call.id, call.questionnaire, call.version, token, serial, withdraw=True)


def drawn_marks(core: tuple[str, ...], call: str, token: str) -> tuple[str, ...]:
    """Draw the questions that are marked, eight or all there are.

    The draw follows from the token, which is chance itself and known to whoever reads the submission: so a correction
    from another machine marks the same eight, and nobody ever collects more than eight of one enterprise.
    """
    seed = hashlib.sha256(f"marks {call} {token}".encode()).digest()
    return tuple(sorted(random.Random(seed).sample(sorted(core), min(MARKS, len(core)))))


def written(data: Any) -> bytes:
    """Return data as they stand in a submission, without the filling."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
