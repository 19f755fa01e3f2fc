"""The gaps: all of them as a list that adds up, the worst in full, the others in the appendix."""

from __future__ import annotations

from riskassess.assessment.values import Gap, GapInstrument
from riskassess.report import findings
from riskassess.report.docx.paper import Paper
from riskassess.report.docx.tables import Cell, Column, Words
from riskassess.report.pdf.sections.support import eligibility_words
from riskassess.report.phrases import Phrases
from riskassess.report.voices import Voices


def gaps(paper: Paper, voices: Voices) -> None:
    """Write the section."""
    found = voices.model.result.gaps
    if not found:
        key = "none" if voices.model.result.counts.answered else "nothing_answered"
        paper.text(*voices.all(lambda p: p.say(f"gaps.{key}")))
        return
    total = f"{sum(gap.points for gap in found):.1f}"
    paper.text(*voices.all(lambda p: p.say("gaps.intro", count=len(found), points=total)))
    _overview(paper, voices, found, total)
    paper.text(*voices.all(lambda p: p.say("gaps.weeks")), style="Note")
    worst, others = findings.worst_gaps(voices.model), findings.other_gaps(voices.model)
    key = "worst" if others else "details"
    paper.heading(2, voices.line(lambda p: p.say(f"gaps.{key}", count=len(worst))))
    for gap in worst:
        _detail(paper, voices, gap)


def _overview(paper: Paper, voices: Voices, found: tuple[Gap, ...], total: str) -> None:
    shares = (("question", 6.0), ("levels", 1.3), ("target", 1.2), ("worth", 1.3), ("weeks", 1.3), ("tools", 1.5))
    columns = [Column(voices.say(f"report.columns.{key}"), share, key not in {"question"}) for key, share in shares]
    rows: list[list[Cell]] = [_line(voices, gap) for gap in found]
    weeks = sum(_weeks(voices, gap) for gap in found)
    bold = [voices.say("report.gaps.total"), "", "", total, f"{weeks:.1f}", ""]
    rows.append([Words(text, bold=True) for text in bold])
    paper.table(voices.say("report.sections.gaps"), columns, rows)


def _line(voices: Voices, gap: Gap) -> list[Cell]:
    return [
        Words(voices.lines(lambda p: p.named(gap.id)), gap.red_line, gap.red_line, f"answer-{gap.id}"),
        f"{gap.level} → {gap.level_to_reach}",
        f"{gap.target:.2f}",
        f"{gap.points:.1f}",
        f"{_weeks(voices, gap):.1f}",
        str(len(gap.instruments)),
    ]


def _weeks(voices: Voices, gap: Gap) -> float:
    return findings.effort(voices.model.question(gap.id), gap.level, gap.level_to_reach)


def _detail(paper: Paper, voices: Voices, gap: Gap) -> None:
    """Write one gap: where it stands, what to reach, how much work, which public instruments help."""
    paper.heading(3, voices.line(lambda p: p.named(gap.id)), f"gap-{gap.id}")
    figures = {"target": f"{gap.target:g}", "points": f"{gap.points:.1f}"}
    paper.text(*voices.all(lambda p: p.say("gaps.figures", **figures)), style="Note")
    floor = voices.model.trace_by_id[gap.id].floor
    if gap.red_line and floor is not None:
        paper.text(*voices.all(lambda p: p.say("gaps.red_line", floor=f"{floor:g}")), bold=True)
    for key, level in (("now", gap.level), ("reach", gap.level_to_reach)):
        anchor = voices.lines(lambda p, n=level: _anchor(p, gap, n))  # type: ignore[misc]
        paper.labelled(_label(voices, key), anchor)
    paper.labelled(_label(voices, "work"), voices.lines(lambda p: _work(p, gap)))
    if not gap.instruments:
        paper.labelled(_label(voices, "tools"), voices.lines(lambda p: p.say("gaps.nothing")))
        return
    paper.text(_label(voices, "tools"), bold=True)
    paper.bullets(text for item in gap.instruments for text in voices.all(lambda p, i=item: _instrument(p, gap, i)))  # type: ignore[misc]


def _label(voices: Voices, key: str) -> str:
    return voices.line(lambda p: p.say(f"gaps.{key}")) + voices.first.say("join.after_label")


def _anchor(phrases: Phrases, gap: Gap, level: int) -> str:
    anchor = phrases.word(phrases.model.question(gap.id).anchors[level])
    return phrases.level(level) + phrases.say("join.after_label") + anchor


def _work(phrases: Phrases, gap: Gap) -> str:
    question = phrases.model.question(gap.id)
    weeks = f"{findings.effort(question, gap.level, gap.level_to_reach):.1f}"
    roles = phrases.roles(question.asked_of)
    return phrases.say("gaps.weeks_roles" if roles else "gaps.weeks_only", weeks=weeks, roles=roles)


def tags(phrases: Phrases, item: GapInstrument) -> str:
    """Return an instrument's title with measure, strength and status."""
    from riskassess.assessment.support import status_of

    policy, measure, instrument = phrases.model.pack.instrument_by_id[item.id]
    status = phrases.say(f"status.{status_of(policy, phrases.model.answers.as_of)}")
    strength = phrases.say(f"support.{item.strength}")
    said = phrases.measured("support.tags", measure, strength=strength, status=status)
    return phrases.word(instrument.title) + said


def _instrument(phrases: Phrases, gap: Gap, item: GapInstrument) -> str:
    """Say how an instrument helps, what the policy says in its own words, whom to ask, and for whom it is."""
    _, measure, instrument = phrases.model.pack.instrument_by_id[item.id]
    link = findings.link_of(phrases.model.question(gap.id), item)
    results = {one.id: one for m in phrases.model.result.measures for one in m.instruments}
    parts = [
        tags(phrases, item) + phrases.say("join.after_label") + phrases.word(link.how),
        phrases.say("gaps.offers", offers=phrases.word(instrument.offers), ask=phrases.word(instrument.ask_at)),
        phrases.measured("gaps.units", measure, units=phrases.join(map(phrases.word, measure.units))),
        eligibility_words(phrases, instrument, results.get(item.id)) or "",
    ]
    return phrases.sentences(parts)


def more_gaps(paper: Paper, voices: Voices) -> None:
    """Write the gaps that are not told in full, a row each."""
    columns = [
        Column(voices.say("report.columns.question"), 3),
        Column(voices.say("report.columns.levels"), 1),
        Column(voices.say("report.columns.to_reach"), 4),
        Column(voices.say("report.columns.tools_named"), 3),
    ]
    rows = (_compact(voices, gap) for gap in findings.other_gaps(voices.model))
    paper.table(voices.say("report.sections.more_gaps"), columns, rows)


def _compact(voices: Voices, gap: Gap) -> list[Cell]:
    facts = {"points": f"{gap.points:.1f}", "weeks": f"{_weeks(voices, gap):.1f}"}
    title = voices.lines(lambda p: f"{p.named(gap.id)} {p.say('gaps.compact', **facts)}")
    anchor = voices.word(voices.model.question(gap.id).anchors[gap.level_to_reach])
    tools = voices.lines(lambda p: p.join(tags(p, item) for item in gap.instruments) or p.say("gaps.nothing"))
    return [
        Words(title, gap.red_line, gap.red_line, f"answer-{gap.id}"),
        f"{gap.level} → {gap.level_to_reach}",
        anchor,
        tools,
    ]
