"""The scoring method once more, written from its page alone and without care for speed.

Shares nothing with ``riskassess.assessment`` but the values it takes; the tests run both on packs drawn at random.
"""

from __future__ import annotations

import math
from typing import Any

from riskassess.assessment.values import Answer, Answers
from riskassess.questionnaire.values import Pack, Question


class Reference:
    def __init__(self, pack: Pack, answers: Answers) -> None:
        self.pack, self.answers = pack, answers

    def given(self, field: str) -> Any:
        value = self.answers.profile.get(field)
        return None if value is None or value == "" or (isinstance(value, (list, tuple)) and not value) else value

    def entry_holds(self, field: str, choices: tuple[str, ...]) -> bool | None:
        value = self.given(field)
        if value is None:
            return None
        return any(v in choices for v in value) if isinstance(value, (list, tuple)) else value in choices

    def applicable(self) -> list[Question]:
        return [
            q
            for d in self.pack.domains
            for q in d.questions
            if all(self.entry_holds(f, c) is not False for f, c in (q.applies_when or {}).items())
        ]

    def rules(self) -> list[Any]:
        return [r for r in self.pack.exposures if all(self.entry_holds(f, c) is True for f, c in r.when.items())]

    def kind(self, q: Question) -> str:
        a = self.answers.answers.get(q.id, Answer())
        if a.level is not None and a.not_applicable is None:
            return "answered"
        if a.level is None and a.not_applicable is not None and a.not_applicable.strip() and q.allow_na:
            return "na"
        return "open"

    def floor(self, q: Question) -> float | None:
        floors = [r.floors[q.id] for r in self.rules() if q.id in r.floors]
        floors += [] if q.red_line is None else [q.red_line]
        return max(floors, default=None)

    def target(self, q: Question) -> float:
        base = next(d.base_target for d in self.pack.domains if q in d.questions)
        total = (
            base
            + sum(r.raises.get(q.domain, 0) for r in self.rules())
            + sum(r.raises.get(q.id, 0) for r in self.rules())
        )
        return max(min(5, max(1, total)), self.floor(q) or 0)

    def value(self, q: Question) -> float:
        domain = next(d for d in self.pack.domains if q in d.questions)
        return domain.weight * q.weight / sum(x.weight for x in domain.questions)

    def passed(self, levels: dict[str, float]) -> dict[str, Any]:
        qs = [q for q in self.applicable() if q.id in levels]
        if not qs:
            return {"C": None, "R": None, "grade": None, "uncapped": None, "caps": [], "domains": {}}
        a = {q.id: min(1, levels[q.id] / self.target(q)) for q in qs}
        v = {q.id: self.value(q) for q in qs}
        total = sum(v.values())
        capability = 20 * sum(v[q.id] * levels[q.id] for q in qs) / total
        readiness = 100 * sum(v[q.id] * a[q.id] for q in qs) / total
        domains = {}
        for d in self.pack.domains:
            mine = [q for q in qs if q.domain == d.id]
            if mine:
                w = sum(q.weight for q in mine)
                domains[d.id] = (
                    20 * sum(q.weight * levels[q.id] for q in mine) / w,
                    sum(q.weight * a[q.id] for q in mine) / w,
                )
        failed = [q.id for q in qs if self.floor(q) is not None and levels[q.id] < (self.floor(q) or 0)]
        caps = [
            ("red_line_failures", c.grade, failed)
            for c in self.pack.caps.red_line_failures
            if len(failed) >= c.at_least
        ]
        for c in self.pack.caps.weak_domain:
            weak = [d for d, (_, attained) in domains.items() if attained < c.attainment_below - 1e-9]
            caps += [("weak_domain", c.grade, weak)] if weak else []
        na = [q for q in self.applicable() if self.kind(q) == "na"]
        share = sum(map(self.value, na)) / sum(map(self.value, self.applicable()))
        caps += [
            ("not_applicable_share", c.grade, [q.id for q in na])
            for c in self.pack.caps.not_applicable_share
            if share > c.above + 1e-9
        ]
        order = [g.id for g in self.pack.grades]
        uncapped = next(g.id for g in self.pack.grades if g.start <= readiness + 1e-9)
        grade = max([uncapped, *(c[1] for c in caps)], key=order.index)
        return {"C": capability, "R": readiness, "grade": grade, "uncapped": uncapped, "caps": caps, "domains": domains}

    def supported(self, q: Question) -> float:
        a = self.answers.answers[q.id]
        place = next((i for i, g in enumerate(self.pack.evidence) if g.id == a.evidence), 0)
        if self.pack.evidence[place].needs_detail and not (a.evidence_detail or "").strip():
            place = max(i for i in range(place) if not self.pack.evidence[i].needs_detail)
        return min(a.level or 0, self.pack.evidence[place].ceiling)

    def everything(self) -> dict[str, Any]:
        qs = self.applicable()
        answered = {q.id: q for q in qs if self.kind(q) == "answered"}
        claimed = {i: float(self.answers.answers[i].level or 0) for i in answered}
        still_open = [q.id for q in qs if self.kind(q) == "open"]
        point = self.passed(claimed)
        gaps = [
            (
                -(self.floor(q) is not None and claimed[i] < (self.floor(q) or 0)),
                -round(self.worth(q, claimed), 9),
                i,
                math.ceil(self.target(q)),
            )
            for i, q in answered.items()
            if claimed[i] < self.target(q)
        ]
        return {
            "counts": (len(qs), len(answered), sum(self.kind(q) == "na" for q in qs), len(still_open)),
            "point": point,
            "low": self.passed({**claimed, **dict.fromkeys(still_open, 0.0)}),
            "high": self.passed({**claimed, **dict.fromkeys(still_open, 5.0)}),
            "supported": self.passed({i: self.supported(q) for i, q in answered.items()}),
            "minus": self.passed({i: max(0, x - 1) for i, x in claimed.items()}),
            "plus": self.passed({i: min(5, x + 1) for i, x in claimed.items()}),
            "gaps": [(i, reach) for _, _, i, reach in sorted(gaps)],
        }

    def worth(self, q: Question, levels: dict[str, float]) -> float:
        total = sum(self.value(x) for x in self.applicable() if x.id in levels)
        return 100 * self.value(q) * (1 - min(1, levels[q.id] / self.target(q))) / total
