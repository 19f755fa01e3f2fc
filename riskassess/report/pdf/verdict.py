"""The verdict in words: one sentence that says what to do, and the reasons for the grade.

The situation is worked out from the result, the pack says what its grades mean; neither is said by the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from riskassess.report import findings
from riskassess.report.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Detail:
    """Hold how much the decision page says of what later sections say in full, so that it stays one page."""

    named: int  # failed red lines named one by one
    short: bool  # domains by their short names
    caution: bool  # the pack's caution, which the cover has too
    scale: bool  # how to read the ruler


DETAILS = (
    Detail(named=4, short=False, caution=True, scale=True),
    Detail(named=4, short=False, caution=False, scale=True),
    Detail(named=3, short=True, caution=False, scale=True),
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
    """Return the caps worth a sentence: a weaker one with the same causes as a stricter one says nothing new."""
    told: list[findings.StandingCap] = []
    for cap in findings.standing_caps(phrases.model):
        if not any(cap.rule == other.rule and cap.because == other.because for other in told):
            told.append(cap)
    return told


def _how_graded(phrases: Phrases, detail: Detail) -> list[str]:
    result = phrases.model.result
    point, uncapped = result.grade.point, result.grade.uncapped
    readiness = phrases.readiness(result.readiness.point)
    caps = _told(phrases)
    if not caps:
        return [phrases.say("reason.uncapped", readiness=readiness, grade=point)]
    sentences = [phrases.say("reason.by_score", readiness=readiness, grade=uncapped)]
    sentences += [_cap_line(phrases, cap, detail) for cap in caps]
    key = "reason.worst" if point != uncapped else "reason.caps_change_nothing"
    return [*sentences, phrases.say(key, grade=point)]


def _cap_line(phrases: Phrases, cap: findings.StandingCap, detail: Detail) -> str:
    """Say what a cap is caused by and to what it holds the grade."""
    if cap.rule == "red_line_failures":
        named = phrases.join(_failed_line(phrases, question) for question in cap.because[: detail.named])
        more = len(cap.because) - detail.named
        failed = phrases.say("cap.and_more", named=named, count=more) if more > 0 else named
        return phrases.say("cap.red_line_failures", failed=failed, grade=cap.at_most)
    if cap.rule == "weak_domain":
        name = phrases.domain_label if detail.short else phrases.key_name
        return phrases.say(
            "cap.weak_domain",
            domains=phrases.join(name(domain) for domain in cap.because),
            threshold=f"{100 * cap.threshold:g}%",
            grade=cap.at_most,
        )
    return phrases.say(
        "cap.not_applicable_share",
        share=phrases.share(findings.not_applicable_share(phrases.model)),
        threshold=f"{100 * cap.threshold:g}%",
        grade=cap.at_most,
    )


def _failed_line(phrases: Phrases, question: str) -> str:
    row = phrases.model.trace_by_id[question]
    return phrases.say("cap.failed", name=phrases.named(question), level=row.level, floor=f"{row.floor:g}")
