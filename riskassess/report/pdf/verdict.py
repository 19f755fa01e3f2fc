"""The verdict in words: one sentence that says what to do, and the reasons for the grade.

The situation is worked out from the result, the pack says what its grades mean; neither is said by the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riskassess.assessment.values import CapRule
from riskassess.report import findings
from riskassess.report.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Detail:
    """Hold how much the decision page says of what later sections say in full, so that it stays one page."""

    named: int  # failed red lines named one by one
    short: bool  # domains by their short names
    caution: bool  # the pack's caution, which the cover has too
    scale: bool  # how to read the ruler


RED_LINES: CapRule = "red_line_failures"
MOST_WEAK = 3
"""Of more weak domains than one above this only so many are named."""

DETAILS = (
    Detail(named=4, short=False, caution=True, scale=True),
    Detail(named=4, short=False, caution=False, scale=True),
    Detail(named=2, short=True, caution=False, scale=True),
    Detail(named=2, short=True, caution=False, scale=False),
    Detail(named=1, short=True, caution=False, scale=False),
)


def verdict(phrases: Phrases) -> str:
    """Return the sentence that says what to do."""
    model = phrases.model
    situation = findings.situation(model)
    conditions = findings.conditions_to_close(model)
    fields: dict[str, object] = {
        "open": model.result.counts.open,
        "missing": len(model.result.missing_profile),
        "failed": len(findings.failed_red_lines(model)),
        "conditions": len(conditions),
        "gaps": len(model.result.gaps),
    }
    counted = {"open": "open", "profile_missing": "missing", "red_lines": "failed", "conditions": "conditions"}
    key = situation
    if situation == "conditions" and not conditions:
        key, counted["conditions"] = "conditions_plan", "gaps"
    count = fields[counted[situation]] if situation in counted else 0
    return phrases.say(f"verdict.{key}", count=count, **fields)


def reason(phrases: Phrases, detail: Detail = DETAILS[0]) -> list[str]:
    """Return the paragraphs under the verdict: how the grade comes about, then what the pack advises at it."""
    model, result = phrases.model, phrases.model.result
    if result.readiness.low is None:
        return [phrases.say("reason.nothing")]
    if not result.complete:
        return [_while_open(phrases, detail)]
    if result.grade.point is None:
        return [phrases.say("reason.nothing")]
    grade = model.pack.grade_by_id[result.grade.point]
    advice = phrases.say("reason.advice", grade=grade.id, advice=phrases.word(grade.advice))
    return [phrases.sentences(_how_graded(phrases, detail)), advice]


def _while_open(phrases: Phrases, detail: Detail) -> str:
    result = phrases.model.result
    counts = result.counts
    sentences = [
        phrases.say(
            "reason.open",
            done=counts.answered + counts.not_applicable,
            applicable=counts.applicable,
            low=phrases.readiness(result.readiness.low),
            high=phrases.readiness(result.readiness.high),
            span=phrases.grade_span(),
        )
    ]
    if result.readiness.point is not None:
        sentences.append(phrases.say("reason.so_far", point=phrases.readiness(result.readiness.point)))
    if result.missing_profile:
        titles = (phrases.word(phrases.model.pack.field_by_id[f].title) for f in result.missing_profile)
        sentences.append(phrases.say("reason.missing", fields=phrases.join(titles)))
    sentences += [_cap_line(phrases, cap, detail) for cap in _told(phrases)]
    return phrases.sentences(sentences)


def _told(phrases: Phrases) -> list[findings.StandingCap]:
    """Return the caps worth a sentence: of each rule the strictest."""
    told: dict[str, findings.StandingCap] = {}
    for cap in findings.standing_caps(phrases.model):
        told.setdefault(cap.rule, cap)
    return list(told.values())


def _how_graded(phrases: Phrases, detail: Detail) -> list[str]:
    result = phrases.model.result
    point, uncapped = result.grade.point, result.grade.uncapped
    readiness = phrases.readiness(result.readiness.point)
    caps = _told(phrases)
    if not caps:
        return [phrases.say("reason.uncapped", readiness=readiness, grade=point)]
    by_score = phrases.say("reason.by_score", readiness=readiness, grade=uncapped)
    if point == uncapped:
        held = phrases.say("reason.held", what=_in_short(phrases, findings.standing_caps(phrases.model), detail))
        return [by_score, held, phrases.say("reason.caps_change_nothing", grade=point)]
    deciding = [_cap_line(phrases, cap, detail) for cap in caps if cap.at_most == point]
    named = any(cap.rule == RED_LINES and cap.at_most == point for cap in caps)
    standing = (cap for cap in findings.standing_caps(phrases.model) if cap.at_most != point)
    rest = [cap for cap in standing if not (named and cap.rule == RED_LINES)]
    besides = [phrases.say("reason.besides", what=_in_short(phrases, rest, detail))] if rest else []
    return [by_score, *deciding, phrases.say("reason.worst", grade=point), *besides]


def _in_short(phrases: Phrases, caps: Iterable[findings.StandingCap], detail: Detail) -> str:
    """Say in a few words what caused caps that lower nothing: red lines by name, the rest by their number."""
    held = (_failed(phrases, cap, detail) if cap.rule == RED_LINES else _counted(phrases, cap) for cap in caps)
    return phrases.say("join.clauses").join(dict.fromkeys(held))


def _counted(phrases: Phrases, cap: findings.StandingCap) -> str:
    return phrases.say(f"cap.counted_{cap.rule}", count=len(cap.because), threshold=f"{100 * cap.threshold:g}%")


def _failed(phrases: Phrases, cap: findings.StandingCap, detail: Detail) -> str:
    named = phrases.join(_failed_line(phrases, question) for question in cap.because[: detail.named])
    more = len(cap.because) - detail.named
    return phrases.say("cap.and_more", named=named, count=more) if more > 0 else named


def _cap_line(phrases: Phrases, cap: findings.StandingCap, detail: Detail) -> str:
    """Say what a cap is caused by and to what it holds the grade."""
    if cap.rule == RED_LINES:
        return phrases.say("cap.red_line_failures", failed=_failed(phrases, cap, detail), grade=cap.at_most)
    if cap.rule == "weak_domain":
        return phrases.say(
            "cap.weak_domain",
            domains=_weak(phrases, cap, detail),
            threshold=f"{100 * cap.threshold:g}%",
            grade=cap.at_most,
        )
    return phrases.say(
        "cap.not_applicable_share",
        share=phrases.share(findings.not_applicable_share(phrases.model)),
        threshold=f"{100 * cap.threshold:g}%",
        grade=cap.at_most,
    )


def _weak(phrases: Phrases, cap: findings.StandingCap, detail: Detail) -> str:
    """Name the weak domains; of many the weakest, as the bars below show all of them."""
    name = phrases.domain_label if detail.short else phrases.key_name
    named = cap.because
    if len(named) > MOST_WEAK + 1:
        attained = {domain.id: domain.attainment or 0.0 for domain in phrases.model.result.domains}
        named = tuple(sorted(named, key=lambda domain: attained[domain])[:MOST_WEAK])
    words = phrases.join(name(domain) for domain in named)
    count = len(cap.because)
    return phrases.say("cap.and_more_domains", named=words, count=count) if len(named) < count else words


def _failed_line(phrases: Phrases, question: str) -> str:
    row = phrases.model.trace_by_id[question]
    return phrases.say("cap.failed", name=phrases.named(question), level=row.level, floor=f"{row.floor:g}")
