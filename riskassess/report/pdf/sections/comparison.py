"""What changed since the last assessment."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import DomainResult, Result
from riskassess.report import findings
from riskassess.report.model import Earlier
from riskassess.report.pdf import style
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import MISSING, Phrases


def comparison(phrases: Phrases) -> list[Flowable]:
    """Return the section on the last assessment."""
    earlier = phrases.model.earlier
    assert earlier is not None, "the section is wanted only where there is one"
    intro = phrases.say("comparison.intro", day=phrases.day(earlier.as_of), revision=earlier.revision)
    body: list[Flowable] = [Prose(intro, style.BODY)]
    if earlier.result.pack_sha256 != phrases.model.result.pack_sha256:
        said = phrases.say("comparison.other_pack", before=earlier.result.version, now=phrases.model.result.version)
        body.append(Prose(said, style.BODY))
    body.append(_figures(phrases, earlier))
    return [*body, *_gaps(phrases, earlier)]


def _figures(phrases: Phrases, earlier: Earlier) -> Rows:
    columns = [
        Column(phrases.say("columns.figure")),
        Column(phrases.say("columns.before"), 80, "right"),
        Column(phrases.say("columns.today"), 80, "right"),
        Column(phrases.say("columns.change"), 80, "right"),
    ]
    before, now = earlier.result, phrases.model.result
    rows = [
        _row(phrases.say("columns.grade"), _letter(before), _letter(now), ""),
        _numbers(phrases, phrases.say("columns.readiness"), before.readiness.point, now.readiness.point),
        _numbers(phrases, phrases.say("ruler.substantiated"), before.substantiated.readiness,
                 now.substantiated.readiness),
        _numbers(phrases, phrases.say("columns.capability"), before.capability.point, now.capability.point),
    ]  # fmt: skip
    known = {domain.id: domain for domain in before.domains}
    rows += [_domain(phrases, known.get(domain.id), domain) for domain in now.domains]
    return Rows(columns, rows)


def _letter(result: Result) -> str:
    return result.grade.point if result.complete and result.grade.point else MISSING


def _row(name: str, before: str, now: str, change: str) -> list[str]:
    return [name, before, now, change]


def _change(before: float | None, now: float | None, unit: str = "") -> str:
    if before is None or now is None:
        return MISSING
    return f"{now - before:+.1f}{unit}".replace("-", "−")


def _numbers(phrases: Phrases, name: str, before: float | None, now: float | None) -> list[str]:
    return _row(name, phrases.readiness(before), phrases.readiness(now), _change(before, now))


def _domain(phrases: Phrases, before: DomainResult | None, now: DomainResult) -> list[str]:
    was = before.attainment if before else None
    change = _change(None if was is None else 100 * was, None if now.attainment is None else 100 * now.attainment, "%")
    name = phrases.say("comparison.domain", name=phrases.key_name(now.id))
    return _row(name, phrases.attainment(was), phrases.attainment(now.attainment), change)


def _gaps(phrases: Phrases, earlier: Earlier) -> list[Flowable]:
    closed, new, stayed = findings.changed_gaps(phrases.model, earlier)
    body: list[Flowable] = []
    for key, ids in (("closed", closed), ("new", new), ("stayed", stayed)):
        named = phrases.join(phrases.named(gap) for gap in ids if gap in phrases.model.pack.question_by_id)
        words = phrases.say(f"comparison.{key}", count=len(ids), gaps=named or phrases.say("comparison.no_gap"))
        body.append(Prose(words, style.BODY))
    return titled(phrases.say("comparison.gaps"), body)
