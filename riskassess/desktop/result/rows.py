"""What the result page shows, worked out from an assessment as plain values for its widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from riskassess.assessment.values import Gap, InstrumentResult, Robustness
from riskassess.desktop.charts import Bar, RulerRow
from riskassess.desktop.controls import span_words
from riskassess.desktop.glossary import Marking, Terms
from riskassess.desktop.numbers import figure, percent
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

SORTS = ("default", "points", "domain", "effort")
Standing = Literal["in-force", "lapsed", "not-yet", "not-eligible"]


@dataclass(frozen=True, slots=True)
class Help:
    """Hold one instrument as a gap shows it: its title, where it stands, and whom to ask."""

    title: str
    standing: Standing
    tag: str
    ask: str
    succeeded: bool = False  # by an instrument that is in force


@dataclass(frozen=True, slots=True)
class GapRow:
    """Hold one gap as a row."""

    id: str
    title: str
    red_line: bool
    level: int
    level_to_reach: int
    points: float
    anchor: str
    helps: tuple[Help, ...]
    effort: float  # person-weeks
    place: int  # in the pack
    terms: Terms = ()  # of the glossary, as they stand in the anchor


def ruler_rows(assessment: OpenAssessment, robustness: Robustness | None, texts: Texts) -> list[RulerRow]:
    """Return the rows of the ruler; grades only where nothing is open, since a single letter would be a guess."""
    result = assessment.result
    cuts = [grade.start for grade in assessment.pack.grades]
    span, sub, lean = result.readiness, result.substantiated, result.leniency
    whole = result.complete
    rows = [
        RulerRow(
            texts("result.ruler.claimed" if whole else "result.ruler.claimed_so_far"),
            "filled",
            point=span.point,
            number=figure(span.point, cuts),
            grade=(result.grade.point or "") if whole else "",
            strong=True,
        )
    ]
    if result.counts.open:
        ends = (figure(span.low, cuts), figure(span.high, cuts))
        grades = span_words(result.grade.low, result.grade.high)
        open_row = RulerRow(texts("result.ruler.open"), "band", None, span.low, span.high, grade=grades, ends=ends)
        rows.append(open_row)
    rows.append(
        RulerRow(
            texts("result.ruler.substantiated"),
            "outlined",
            point=sub.readiness,
            number=figure(sub.readiness, cuts),
            grade=(sub.grade or "") if whole else "",
        )
    )
    low, high = lean.minus_one, lean.plus_one
    if low.readiness is not None and high.readiness is not None:
        ends = (figure(low.readiness, cuts), figure(high.readiness, cuts))
        grades = (low.grade or "") if low.grade == high.grade else span_words(low.grade, high.grade)
        label = texts("result.ruler.leniency")
        grade = grades if whole else ""
        rows.append(RulerRow(label, "range", span.point, low.readiness, high.readiness, grade=grade, ends=ends))
    if span.point is not None:
        rows.append(_weights_row(assessment, robustness, texts, cuts))
    return rows


def _weights_row(
    assessment: OpenAssessment, robustness: Robustness | None, texts: Texts, cuts: Sequence[float]
) -> RulerRow:
    label = texts("result.ruler.weights")
    if robustness is None or robustness.readiness_p05 is None or robustness.readiness_p95 is None:
        return RulerRow(label, "none", note=texts("result.ruler.working") if robustness is None else "")
    result, low, high = assessment.result, robustness.readiness_p05, robustness.readiness_p95
    same = robustness.same_grade == 1.0 and result.complete
    return RulerRow(
        label,
        "range",
        result.readiness.point,
        low,
        high,
        grade=(result.grade.point or "") if same else "",
        ends=(figure(low, cuts), figure(high, cuts)),
    )


def weights_sentence(assessment: OpenAssessment, robustness: Robustness | None, texts: Texts) -> str:
    """Say how often the grade stayed the same when the weights were moved."""
    if robustness is None or robustness.same_grade is None or not assessment.result.complete:
        return ""
    grade = assessment.result.grade.point
    if robustness.same_grade == 1.0:
        return texts("result.ruler.always", draws=robustness.draws, grade=grade)
    # a share that is not whole never reads as whole
    share = percent(robustness.same_grade, (1.0,))
    return texts("result.ruler.share", draws=robustness.draws, grade=grade, share=share)


def weak_domains(assessment: OpenAssessment) -> frozenset[str]:
    """Return the domains that cause a cap."""
    caps = assessment.result.grade.caps
    return frozenset(domain for cap in caps if cap.rule == "weak_domain" for domain in cap.because)


def domain_bars(assessment: OpenAssessment, texts: Texts) -> list[Bar]:
    """Return a bar for each domain that counts."""
    pack, weak = assessment.pack, weak_domains(assessment)
    cuts = [cap.attainment_below for cap in pack.caps.weak_domain]
    failed = {pack.question_by_id[gap.id].domain for gap in assessment.result.gaps if gap.red_line}
    bars: list[Bar] = []
    for domain in assessment.result.domains:
        sign = "red_line" if domain.id in failed else "weak" if domain.id in weak else None
        of = pack.domain_by_id[domain.id]
        label, short = (wording(text, texts.language) for text in (of.title, of.short or of.title))
        level = None if domain.score is None else domain.score / 20
        number = percent(domain.attainment, cuts)
        bars.append(Bar(label, level, domain.target, number, sign, domain.id in weak, short))
    return bars


def told_bar(bar: Bar, texts: Texts) -> str:
    """Say a bar in words."""
    return texts(
        "result.domains.told", domain=bar.label, level=figure(bar.level), target=figure(bar.target), share=bar.number
    )


def gap_rows(assessment: OpenAssessment, texts: Texts, sort: str = "default") -> list[GapRow]:
    """Return the gaps as rows: as the result orders them, by points alone, by domain, or the least work first."""
    pack, result = assessment.pack, assessment.result
    known = {i.id: i for measure in result.measures for i in measure.instruments}
    places = {question.id: number for number, question in enumerate(pack.questions)}
    rows = [_gap_row(assessment, gap, known, places[gap.id], texts) for gap in result.gaps]
    if sort == "points":
        rows.sort(key=lambda row: -row.points)
    elif sort == "domain":
        rows.sort(key=lambda row: row.place)
    elif sort == "effort":
        rows.sort(key=lambda row: row.effort)
    return rows


def marked(found: Sequence[GapRow], marking: Marking) -> list[GapRow]:
    """Mark the terms in the anchors of rows, from the first row on."""
    return [replace(row, terms=marking.of(row.anchor)) for row in found]


def _gap_row(
    assessment: OpenAssessment, gap: Gap, known: Mapping[str, InstrumentResult], place: int, texts: Texts
) -> GapRow:
    question = assessment.pack.question_by_id[gap.id]
    direct_first = sorted(gap.instruments, key=lambda tied: tied.strength != "direct")
    helps = [_help(assessment, tied.id, known, texts) for tied in direct_first if tied.id in known]
    order = ("in-force", "not-yet", "lapsed", "not-eligible")
    return GapRow(
        gap.id,
        wording(question.title, texts.language),
        gap.red_line,
        gap.level,
        gap.level_to_reach,
        gap.points,
        wording(question.anchors[gap.level_to_reach], texts.language),
        tuple(sorted(helps, key=lambda found: order.index(found.standing))),
        sum(question.effort[gap.level : gap.level_to_reach]),
        place,
    )


def _help(assessment: OpenAssessment, instrument_id: str, known: Mapping[str, InstrumentResult], texts: Texts) -> Help:
    _policy, _measure, instrument = assessment.pack.instrument_by_id[instrument_id]
    found, later = known[instrument_id], assessment.pack.successors.get(instrument_id, ())
    standing: Standing = "not-eligible" if found.eligibility == "no" else found.status
    return Help(
        wording(instrument.title, texts.language),
        standing,
        texts(f"result.standing.{standing}"),
        texts("result.gaps.ask", units=wording(instrument.ask_at, texts.language)),
        any(known[name].status == "in-force" for name in later if name in known),
    )
