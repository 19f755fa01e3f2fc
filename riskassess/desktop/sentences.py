"""What a result says, in sentences: caps, verdict, spans. Shared by the live panel and the result page.

Each takes values and gives words, so that the same state reads the same wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from riskassess.assessment.values import CapRule, HeldCap, Result
from riskassess.desktop.controls import span_words
from riskassess.desktop.numbers import level, percent
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

_NAMED, _SHORT_NAMED = 3, 6  # names in a sentence, long and short ones; beyond that it says that there are more
SIGNS: dict[CapRule, str] = {
    "red_line_failures": "red_line",
    "weak_domain": "weak",
    "not_applicable_share": "not_applicable",
}


@dataclass(frozen=True, slots=True)
class CapLine:
    """Hold one cap as a line: its sign (a state's name), its words and the grade it allows at most."""

    sign: str
    words: str
    at_most: str


@dataclass(frozen=True, slots=True)
class Sayings:
    """Say things of one result in one language; `floor` gives a question's red line."""

    texts: Texts
    pack: Pack
    result: Result
    floor: Callable[[str], float | None]

    def title(self, question: str) -> str:
        """Return a question's title."""
        return wording(self.pack.question_by_id[question].title, self.texts.language)

    def domain(self, domain: str) -> str:
        """Return a domain's short name, or its title where it has none."""
        of = self.pack.domain_by_id[domain]
        return wording(of.short or of.title, self.texts.language)

    def caps(self) -> list[CapLine]:
        """List the caps that hold, worst first; of those with the same cause only the one that bites."""
        return [CapLine(SIGNS[cap.rule], self._cap(cap), cap.at_most) for cap in self._kept()]

    def _kept(self) -> list[HeldCap]:
        order = [grade.id for grade in self.pack.grades]
        kept: dict[tuple[str, tuple[str, ...]], HeldCap] = {}
        for cap in self.result.grade.caps:
            key = (cap.rule, cap.because)
            if key not in kept or order.index(cap.at_most) > order.index(kept[key].at_most):
                kept[key] = cap
        return sorted(kept.values(), key=lambda cap: -order.index(cap.at_most))

    def short_caps(self) -> list[CapLine]:
        """List the caps in a few words each, worst first, for a narrow place."""
        return [CapLine(SIGNS[cap.rule], self._short(cap), cap.at_most) for cap in self._kept()]

    def _short(self, cap: HeldCap) -> str:
        ids = listed(self.texts, list(cap.because))
        return self.texts(f"result.caps.short.{cap.rule}", count=len(cap.because), ids=ids, grade=cap.at_most)

    def _cap(self, cap: HeldCap) -> str:
        if cap.rule == "red_line_failures":
            return self._red_line_cap(cap)
        if cap.rule == "weak_domain":
            below = percent(self._weak_below(cap))
            names = listed(self.texts, [self.domain(domain) for domain in cap.because], most=_SHORT_NAMED)
            return self.texts(
                "result.caps.weak_domain", count=len(cap.because), names=names, below=_bare(below), grade=cap.at_most
            )
        above = percent(min(c.above for c in self.pack.caps.not_applicable_share if c.grade == cap.at_most))
        return self.texts(
            "result.caps.not_applicable_share", count=len(cap.because), above=_bare(above), grade=cap.at_most
        )

    def _weak_below(self, cap: HeldCap) -> float:
        """Return which threshold of the pack this cap stands for: the one that names the same domains."""
        found = {d.id: d.attainment for d in self.result.domains if d.id in cap.because and d.attainment is not None}
        fitting = [c.attainment_below for c in self.pack.caps.weak_domain if c.grade == cap.at_most]
        return min((b for b in fitting if all(a < b for a in found.values())), default=max(fitting))

    def _red_line_cap(self, cap: HeldCap) -> str:
        if len(cap.because) > 1:
            names = listed(self.texts, [self.title(question) for question in cap.because])
            return self.texts("result.caps.red_lines", count=len(cap.because), names=names, grade=cap.at_most)
        question = cap.because[0]
        now = next((gap.level for gap in self.result.gaps if gap.id == question), 0)
        floor = self.floor(question)
        return self.texts(
            "result.caps.red_line",
            title=self.title(question),
            id=question,
            level=now,
            floor=level(floor if floor is not None else 0),
            grade=cap.at_most,
        )

    def grade_name(self, grade: str) -> str:
        """Return the words of a grade."""
        return wording(self.pack.grade_by_id[grade].name, self.texts.language)

    def span(self) -> str:
        """Write the span of grades, worse first."""
        return span_words(self.result.grade.low, self.result.grade.high)

    def verdict(self) -> str:
        """Say in one sentence what grade it is and why, or why there is none yet."""
        result, texts = self.result, self.texts
        if not result.counts.answered:
            return texts("result.verdict.nothing")
        if result.counts.open:
            return texts("result.verdict.open", count=result.counts.open, span=self.span())
        if not result.complete:
            return texts("result.verdict.profile", count=len(result.missing_profile), span=self.span())
        grade = result.grade.point or ""
        if grade == result.grade.uncapped:
            return texts("result.verdict.plain", grade=grade, name=self.grade_name(grade))
        rules = dict.fromkeys(cap.rule for cap in result.grade.caps if cap.at_most == grade)
        reasons = texts("result.verdict.reason_separator").join(texts(f"result.verdict.because.{r}") for r in rules)
        return texts("result.verdict.capped", uncapped=result.grade.uncapped, reasons=reasons, grade=grade)


def listed(texts: Texts, names: list[str], most: int = _NAMED) -> str:
    """Write names one after another; beyond so many it says that there are more."""
    separator = texts("result.list_separator")
    if len(names) <= most:
        return separator.join(names)
    return texts("result.list_more", names=separator.join(names[:most]))


def _bare(share: str) -> str:
    """Drop the decimal of a round percentage: a threshold is a name, not a measured figure."""
    return share.replace(".0%", "%")
