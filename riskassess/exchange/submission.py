"""Submissions, ``riskassess-submission/1``: the one thing that leaves an enterprise, as values and as 4,096 bytes.

Equal content is equal bytes: the order of keys is fixed, nothing stands between, spaces fill the rest. So a reader
holds what it was given against what it would have written itself, and no second spelling gets through: no key twice,
no other order, no number in another notation.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from riskassess.assessment.core import BANDS, below_target, core_domains, core_questions, domain_bands
from riskassess.assessment.core import band as band_of
from riskassess.assessment.values import Answers, Result
from riskassess.exchange.call import MARKS, Call, group_of
from riskassess.exchange.tokens import is_token
from riskassess.problems import Place, refuse
from riskassess.questionnaire.values import LEVELS, Pack

FORMAT: Final = "riskassess-submission/1"
SIZE: Final = 4096
HIGHEST_SERIAL: Final = 999
_HEAD = ("format", "call", "questionnaire", "version", "token", "serial")
_WITHDRAWN = (*_HEAD, "withdraw")
_STANDING = (*_HEAD, "group", "grade", "grade_substantiated", "readiness")
_FORMS = (_WITHDRAWN, (*_STANDING, "domains", "marks"), (*_STANDING, "levels"))


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


class Refused(Exception):
    """Say by a short word why bytes are no submission to a call; the word is a key of the texts and names nobody."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def submission_data(submission: Submission) -> dict[str, Any]:
    """Return a submission under its keys, in their order."""
    form = _WITHDRAWN if submission.withdraw else _FORMS[2] if submission.levels else _FORMS[1]
    said: dict[str, Any] = {"format": FORMAT, **{name: getattr(submission, name) for name in form if name != "format"}}
    for name in ("domains", "marks", "levels"):
        if name in said:
            said[name] = dict(said[name])
    return said


def submission_bytes(submission: Submission) -> bytes:
    """Return the bytes that are sealed; raises ProblemsFound when the questionnaire is too long for them."""
    content = _written(submission_data(submission))
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


class Reader:
    """Read submissions to one call, strictly; made once and used for all of them."""

    def __init__(self, call: Call, pack: Pack) -> None:
        self._call = call
        self._groups = {group.id for group in call.groups}
        self._grades = {grade.id for grade in pack.grades}
        self._core = [question.id for question in core_questions(pack)]
        self._core_set = set(self._core)
        self._domains = [domain.id for domain in core_domains(pack)]
        self._questionnaire = pack.id

    def read(self, content: bytes) -> Submission:
        """Read the bytes of a submission; raises Refused."""
        if len(content) != SIZE:
            raise Refused("size")
        data = _parsed(content)
        self._check_head(data)
        if "withdraw" not in data:
            self._check_figures(data)
        del data["format"]
        return Submission(**data)

    def _check_head(self, data: Mapping[str, Any]) -> None:
        call = self._call
        if data["format"] != FORMAT:
            raise Refused("form")
        if data["call"] != call.id:
            raise Refused("call")
        version = data["version"]
        if data["questionnaire"] != self._questionnaire or type(version) is not str or not call.takes_version(version):
            raise Refused("questionnaire")
        serial = data["serial"]
        if not is_token(data["token"]) or type(serial) is not int or not 1 <= serial <= HIGHEST_SERIAL:
            raise Refused("form")
        if data.get("withdraw", True) is not True:
            raise Refused("form")

    def _check_figures(self, data: Mapping[str, Any]) -> None:
        for name, known in (
            ("group", self._groups),
            ("grade", self._grades),
            ("grade_substantiated", self._grades),
        ):
            if type(data[name]) is not str or data[name] not in known:
                raise Refused("unknown")
        _hold([data["readiness"]], BANDS)
        if "levels" in data:
            _hold(_values(data["levels"], self._core), len(LEVELS))
            return
        _hold(_values(data["domains"], self._domains), BANDS)
        marks = data["marks"]
        drawn: list[str] = list(marks) if type(marks) is dict else []  # pyright: ignore[reportUnknownArgumentType]
        if len(drawn) != MARKS or drawn != sorted(drawn) or not self._core_set.issuperset(drawn):
            raise Refused("marks")
        _hold(list(marks.values()), 2)  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


def _values(data: Any, names: list[str]) -> list[Any]:
    if type(data) is not dict or list(data) != names:  # pyright: ignore[reportUnknownArgumentType]
        raise Refused("unknown")
    return list(data.values())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


def _hold(values: list[Any], below: int) -> None:
    for value in values:
        if type(value) is not int or not 0 <= value < below:
            raise Refused("range")


def _parsed(content: bytes) -> dict[str, Any]:
    """Return the data of canonical bytes with the keys of one of the forms, in their order."""
    text = content.rstrip(b" ")
    try:
        data: Any = json.loads(text.decode("utf-8"))
        same = type(data) is dict and _written(data) == text
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, NaN, nested without end
        raise Refused("form") from error
    if not same or tuple(cast("dict[str, Any]", data)) not in _FORMS:
        raise Refused("form")
    return cast("dict[str, Any]", data)


def _written(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
