"""Scoring the shipped pack, warm: a thousand different sets of answers in memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle

from benchmarks.figures import Figure, median_ms
from riskassess.app.packs import Shelf
from riskassess.assessment import score
from riskassess.assessment.robustness import robustness
from riskassess.assessment.values import Answer, Answers
from riskassess.exchange.answers_file import answers_from_data
from riskassess.questionnaire.values import Pack

TIMES = 1000


def varied(pack: Pack, sample: Answers, times: int) -> Iterator[Answers]:
    """Yield the sample with other levels, from a fixed seed."""
    chance = random.Random(1)
    for _ in range(times):
        answers = {
            key: Answer(chance.randint(0, 5), None, a.evidence, a.evidence_detail, a.note) if a.level is not None else a
            for key, a in sample.answers.items()
        }
        yield Answers(pack.id, pack.version, sample.as_of, sample.profile, answers)


def figures() -> Iterator[Figure]:
    pack = Shelf.shipped().default()
    sample = answers_from_data(pack.samples[0].data, pack)
    plain = cycle(list(varied(pack, sample, TIMES)))
    yield Figure(
        "score: sections 1-8 and leniency, median of 1,000", median_ms(lambda: score(pack, next(plain)), TIMES), 1, "ms"
    )

    def whole() -> None:
        answers = next(plain)
        score(pack, answers)
        robustness(pack, answers)

    yield Figure("score with robustness, median of 1,000", median_ms(whole, TIMES), 4, "ms")
