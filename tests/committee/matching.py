"""Somebody curious who knows every profile and looks for the record of each enterprise.

Once in what is sent, once in what the first design would have sent. The curious one has simulated enterprises of his
own and knows how far off his guesses usually are. All are invented; read differences, not levels.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from riskassess.assessment import score
from riskassess.assessment.core import base_target
from riskassess.assessment.values import Answer, Answers, Result
from riskassess.exchange.call import Call, group_of
from riskassess.exchange.groups import all_combinations, plan_groups
from riskassess.exchange.submission import Submission, make_submission
from tests.exchange.calls import call, complete_answers, pack

ENTERPRISES, TARGETS, OWN = 120, 30, 40


@dataclass(frozen=True, slots=True)
class Enterprise:
    answers: Answers
    result: Result
    sent: Submission
    first_design: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Hold shares of the enterprises that were looked for: found, found by chance, and certain and right."""

    right: float
    by_group: float
    certain: float


def asked() -> Call:
    combinations = list(all_combinations(pack()))
    return call(groups=plan_groups(pack(), dict.fromkeys(combinations, ENTERPRISES // len(combinations) + 1)))


def enterprise(chance: random.Random, to: Call) -> Enterprise:
    answers = complete_answers(chance)
    profile = {f.id: chance.choice(f.choices).id for f in pack().fields if f.kind == "choice"}
    able, by_domain = chance.gauss(-0.3, 0.8), {d.id: chance.gauss(0, 0.5) for d in pack().domains}
    meant = {q.id: base_target(pack(), q) + able + by_domain[q.domain] + chance.gauss(0, 0.9) for q in pack().questions}
    levels = {name: Answer(level=min(5, max(0, round(level)))) for name, level in meant.items()}
    answers = replace(answers, profile={**answers.profile, **profile}, answers=levels)
    result = score(pack(), answers)
    sent = make_submission(to, pack(), answers, result, f"{chance.getrandbits(128):032x}", 1)
    return Enterprise(answers, result, sent, _first_design(result))


def _first_design(result: Result) -> Mapping[str, Any]:
    """Return what the first design sent: bands against the project's targets, null where a domain does not count, the
    ten worst gaps."""
    bands = {d.id: None if d.attainment is None else int(d.attainment * 10) for d in result.domains}
    gaps = sorted(result.gaps, key=lambda gap: -gap.points)[:10]
    return {"bands": bands, "gaps": tuple(gap.id for gap in gaps)}


def guess_from_what_is_sent(profile: Mapping[str, Any], record: Enterprise) -> float:
    """Return by how much the readiness of this profile with such domains and marks would be off the record's."""
    sent = record.sent
    middle = sum(sent.domains.values()) / len(sent.domains)
    share = {d.id: (sent.domains.get(d.id, middle) + 0.5) / 10 for d in pack().domains}
    levels = {q.id: round(min(5, share[q.domain] * base_target(pack(), q))) for q in pack().questions}
    for name, below in sent.marks.items():
        target = base_target(pack(), pack().question_by_id[name])
        levels[name] = min(levels[name], int(target - 0.01)) if below else max(levels[name], int(-(-target // 1)))
    made = replace(record.answers, profile=profile, answers={name: Answer(level=n) for name, n in levels.items()})
    result = score(pack(), made)
    return (result.readiness.point or 0) - (sent.readiness * 10 + 5)


def guess_from_first_design(profile: Mapping[str, Any], record: Enterprise) -> float:
    """Return 0 where an enterprise of this profile counts the same domains and is asked every gap, else 1."""
    made = score(pack(), replace(record.answers, profile=profile))
    weighed = {gap.id for gap in made.gaps}
    same = {d.id for d in made.domains} == set(record.first_design["bands"])
    return float(not same) + sum(name not in weighed for name in record.first_design["gaps"])


def attack(seed: int, distance: Callable[[Mapping[str, Any], Enterprise], float]) -> Score:
    """Look for some enterprises among the records of their groups."""
    chance, to = random.Random(seed), asked()
    all_of_them = [enterprise(chance, to) for _ in range(ENTERPRISES)]
    own = [enterprise(chance, to) for _ in range(OWN)]
    usual = [distance(one.answers.profile, one) for one in own]
    centre = sum(usual) / OWN
    reach = max(abs(off - centre) for off in usual)
    right = by_group = certain = 0.0
    for target in chance.sample(all_of_them, TARGETS):
        group = group_of(to, pack(), target.answers.profile).id
        records = [one for one in all_of_them if one.sent.group == group]
        far = [abs(distance(target.answers.profile, one) - centre) for one in records]
        nearest = [one for one, d in zip(records, far, strict=True) if d <= min(far) + 1e-9]
        right += (target in nearest) / len(nearest)
        by_group += 1 / len(records)
        certain += [d <= reach + 1e-9 for d in far].count(True) == 1 and nearest == [target]
    return Score(right / TARGETS, by_group / TARGETS, certain / TARGETS)
