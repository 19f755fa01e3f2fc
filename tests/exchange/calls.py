"""A call to the shipped questionnaire, its keys and random enterprises, for the tests of collecting."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from pathlib import Path

from riskassess.assessment import score
from riskassess.assessment.core import core_questions
from riskassess.assessment.values import Answer, Answers
from riskassess.exchange.answers_file import answers_from_data
from riskassess.exchange.call import Call, call_files
from riskassess.exchange.groups import all_combinations, plan_groups
from riskassess.exchange.sealing import new_identity
from riskassess.exchange.submission import Submission, make_submission
from riskassess.questionnaire.loading import load_shipped, shipped_packs
from riskassess.questionnaire.signing.minisign import PublicKey, public_key_text
from riskassess.questionnaire.signing.secret_keys import SecretKey, new_secret_key
from riskassess.questionnaire.values import Pack
from riskassess.whole_file import write_whole_together

DAY = date(2026, 12, 1)
TITLE = {"zh": "试验征集", "en": "Trial call"}


@cache
def pack() -> Pack:
    return load_shipped(shipped_packs()[0])


@cache
def keys() -> tuple[str, str]:
    return new_identity()


@cache
def signer() -> SecretKey:
    return new_secret_key()


def public_key() -> PublicKey:
    return signer().public_key("committee")


def call(**more: object) -> Call:
    expected = dict.fromkeys(all_combinations(pack()), 30)
    values: dict[str, object] = {
        "id": "trial/2026-h2",
        "opens": date(2026, 11, 1),
        "closes": date(2099, 12, 31),
        "questionnaire": pack().id,
        "version": pack().version,
        "k": 20,
        "groups": plan_groups(pack(), expected),
        "recipients": (keys()[1],),
        "tickets": False,
        "title": TITLE,
        "contact": "committee@example.org",
        **more,
    }
    return Call(**values)  # type: ignore[arg-type]


def write_call(folder: Path, made: Call | None = None) -> Path:
    path = folder / "call.json"
    write_whole_together(call_files(path, made or call(), signer()))
    (folder / "committee.pub").write_text(public_key_text(public_key()))
    return path


@cache
def _samples() -> tuple[Answers, ...]:
    return tuple(answers_from_data(sample.data, pack()) for sample in pack().samples)


def complete_answers(chance: random.Random, **profile: str) -> Answers:
    """Fill in a sample's project completely, with levels at random."""
    sample = chance.choice(_samples())
    levels = {q.id: Answer(level=chance.randrange(6)) for q in pack().questions}
    return Answers(sample.questionnaire, sample.version, sample.as_of, {**sample.profile, **profile}, levels)


def submission_of(answers: Answers, token: str, serial: int = 1, *, detailed: bool = False) -> Submission:
    return make_submission(call(), pack(), answers, score(pack(), answers), token, serial, detailed=detailed)


def drawn(chance: random.Random, group: str, serial: int = 1, **more: object) -> Submission:
    """Draw a submission without an enterprise behind it."""
    from riskassess.assessment.core import core_domains
    from riskassess.exchange.submission import drawn_marks

    token, asked = f"{chance.getrandbits(128):032x}", call()
    core = tuple(q.id for q in core_questions(pack()))
    grades = [grade.id for grade in pack().grades]
    figures: dict[str, object] = {
        "domains": {d.id: chance.randrange(10) for d in core_domains(pack())},
        "marks": {name: chance.randrange(2) for name in drawn_marks(core, asked.id, token)},
    }
    values: dict[str, object] = {
        "call": asked.id,
        "questionnaire": pack().id,
        "version": pack().version,
        "token": token,
        "serial": serial,
        "group": group,
        "grade": chance.choice(grades),
        "grade_substantiated": chance.choice(grades),
        "readiness": chance.randrange(10),
        **figures,
        **more,
    }
    return Submission(**values)  # type: ignore[arg-type]
