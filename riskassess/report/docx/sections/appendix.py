"""The appendices: the whole profile, every answer, what does not count, the method with its trace, norms, glossary."""

from __future__ import annotations

from collections.abc import Mapping

from riskassess.assessment.values import TraceRow
from riskassess.questionnaire.values import Domain
from riskassess.report import findings
from riskassess.report.docx.paper import Paper
from riskassess.report.docx.sections.decision import fact, heads
from riskassess.report.docx.tables import Cell, Column, Words
from riskassess.report.model import ReportedFile
from riskassess.report.pdf.sections.method import STEPS
from riskassess.report.phrases import MISSING, Phrases
from riskassess.report.voices import Voices


def profile(paper: Paper, voices: Voices) -> None:
    """Write everything that the profile says of project and enterprise."""
    for subject, named in (("project", Phrases.project), ("enterprise", Phrases.client)):
        title = voices.say(f"report.project.{subject}")
        paper.heading(2, title)
        facts = [(voices.say(f"report.project.{subject}_name"), voices.lines(named))]
        if subject == "enterprise" and voices.model.answers.enterprise_uscc:
            facts.append((voices.say("report.cover.uscc"), voices.model.answers.enterprise_uscc))
        facts += [fact(voices, field) for field in voices.model.pack.fields if field.about == subject]
        paper.facts(title, heads(voices), facts)


def answers(paper: Paper, voices: Voices) -> None:
    """Write every question that applies, by domain, with what was said to it as it was typed."""
    paper.text(*voices.all(lambda p: p.say("answers.intro")))
    for domain in voices.model.pack.domains:
        _domain(paper, voices, domain)


def _domain(paper: Paper, voices: Voices, domain: Domain) -> None:
    rows = [row for row in voices.model.trace if row.domain == domain.id and row.state != "hidden"]
    if not rows:
        return
    paper.heading(2, voices.line(lambda p: p.say("domains.named", title=p.word(domain.title), id=domain.id)))
    for row in rows:
        _answer(paper, voices, row)


def _answer(paper: Paper, voices: Voices, row: TraceRow) -> None:
    question, answer = voices.model.question(row.id), voices.model.answer(row.id)
    paper.heading(3, voices.line(lambda p: p.named(row.id)), f"answer-{row.id}")
    paper.text(*voices.all(lambda p: p.word(question.ask)))
    key = "target" if row.floor is None else "target_floor"
    figures = {"target": f"{row.target:g}"} | ({} if row.floor is None else {"floor": f"{row.floor:g}"})
    paper.text(*voices.all(lambda p: p.say(f"answers.{key}", **figures)), style="Note")
    if row.state == "not_applicable":
        paper.labelled(_label(voices, "not_applicable"), row.reason or "")
    elif row.level is not None and row.state == "answered":
        level = row.level
        said = voices.lines(lambda p: p.level(level) + p.say("join.after_label") + p.word(question.anchors[level]))
        paper.labelled(_label(voices, "level"), said)
    else:
        paper.labelled(_label(voices, "level"), voices.lines(lambda p: p.say("answers.open")))
    if answer.evidence or answer.evidence_detail:
        paper.labelled(_label(voices, "evidence"), voices.lines(lambda p: _evidence(p, row.id)))
    if files := voices.model.attachments.get(row.id, ()):
        paper.labelled(_label(voices, "attachments"), "\n".join(_attached(voices.first, file) for file in files))
    if answer.note:
        paper.labelled(_label(voices, "note"), answer.note)
    if row.id in voices.model.gap_by_id and voices.model.gap_by_id[row.id] in findings.worst_gaps(voices.model):
        label = voices.say("report.columns.gaps") + voices.first.say("join.after_label")
        paper.labelled(label, voices.line(lambda p: p.title(row.id)), link=f"gap-{row.id}")


def _label(voices: Voices, key: str) -> str:
    return voices.say(f"report.answers.{key}") + voices.first.say("join.after_label")


def _attached(phrases: Phrases, file: ReportedFile) -> str:
    return f"{file.name}  {phrases.size(file.size)}\n{phrases.say('answers.digest', digest=file.sha256)}"


def _evidence(phrases: Phrases, question: str) -> str:
    answer = phrases.model.answer(question)
    evidence = phrases.evidence(answer.evidence)
    if not answer.evidence_detail:
        return evidence
    return phrases.say("answers.evidence_detail", evidence=evidence, detail=answer.evidence_detail)


def not_counted(paper: Paper, voices: Voices) -> None:
    """Write what was marked not applicable with its reason, and what was not asked with what hid it."""
    marked = [row for row in voices.model.trace if row.state == "not_applicable"]
    hidden = [row for row in voices.model.trace if row.state == "hidden"]
    if not marked and not hidden:
        paper.text(*voices.all(lambda p: p.say("not_counted.none")))
    question = Column(voices.say("report.columns.question"), 2)
    if marked:
        title = voices.say("report.not_counted.marked")
        paper.heading(2, title)
        share = voices.first.share(findings.not_applicable_share(voices.model))
        paper.text(*voices.all(lambda p: p.say("not_counted.marked_intro", count=len(marked), share=share)))
        rows: list[list[Cell]] = [[voices.lines(lambda p, r=row: p.named(r.id)), row.reason or ""] for row in marked]  # type: ignore[misc]
        paper.table(title, [question, Column(voices.say("document.reason"), 3)], rows)
    if hidden:
        title = voices.say("report.not_counted.hidden")
        paper.heading(2, title)
        paper.text(*voices.all(lambda p: p.say("not_counted.hidden_intro")))
        causes: list[list[Cell]] = [
            [voices.lines(lambda p, r=row: p.named(r.id)), voices.lines(lambda p, r=row: _cause(p, r))]  # type: ignore[misc]
            for row in hidden
        ]
        paper.table(title, [question, Column(voices.say("report.columns.hidden_by"), 3)], causes)


def _cause(phrases: Phrases, row: TraceRow) -> str:
    fields = phrases.model.pack.field_by_id
    causes = [
        phrases.say("not_counted.cause", field=phrases.word(fields[f].title), value=phrases.value(fields[f], value))
        for f, value in (row.hidden_by or {}).items()
    ]
    kept = row.id in findings.kept_though_hidden(phrases.model)
    return phrases.sentences([phrases.join(causes), phrases.say("not_counted.kept") if kept else ""])


def method(paper: Paper, voices: Voices) -> None:
    """Write how the figures come about, the pack's numbers, and the trace."""
    paper.text(*voices.all(lambda p: p.say("method.intro")))
    for step in STEPS:
        paper.bullets(voices.all(lambda p, s=step: p.say(f"method.{s}")))  # type: ignore[misc]
    _grades(paper, voices)
    _caps(paper, voices)
    _ceilings(paper, voices)
    _trace(paper, voices)
    paper.heading(2, voices.say("report.method.identity"))
    result = voices.model.result
    fields = {"id": result.questionnaire, "version": result.version}
    paper.text(*voices.all(lambda p: p.say("method.pack_digest", digest=result.pack_sha256, **fields)), style="Note")
    paper.text(*voices.all(lambda p: p.say("method.answers_digest", digest=result.answers_sha256)), style="Note")


def _grades(paper: Paper, voices: Voices) -> None:
    title = voices.say("report.method.grades")
    paper.heading(2, title)
    shares = (("grade", 1.0), ("from", 1.2), ("name", 2.0), ("advice", 6.0))
    columns = [Column(voices.say(f"report.columns.{key}"), share, key == "from") for key, share in shares]
    grades = voices.model.pack.grades
    paper.table(title, columns, ([g.id, f"{g.start:.1f}", voices.word(g.name), voices.word(g.advice)] for g in grades))


def _caps(paper: Paper, voices: Voices) -> None:
    caps = voices.model.pack.caps
    lines: list[tuple[str, Mapping[str, object]]] = [
        *(("cap_red_lines", {"count": c.at_least, "grade": c.grade}) for c in caps.red_line_failures),
        *(("cap_weak", {"threshold": f"{100 * c.attainment_below:g}%", "grade": c.grade}) for c in caps.weak_domain),
        *(("cap_share", {"threshold": f"{100 * c.above:g}%", "grade": c.grade}) for c in caps.not_applicable_share),
    ]
    if lines:
        paper.heading(2, voices.say("report.method.caps"))
        for key, fields in lines:
            paper.bullets(voices.all(lambda p, k=key, f=fields: p.say(f"method.{k}", **f)))  # type: ignore[misc]


def _ceilings(paper: Paper, voices: Voices) -> None:
    grades = voices.model.pack.evidence
    if not grades:
        return
    title = voices.say("report.method.ceilings")
    paper.heading(2, title)
    shares = (("evidence", 4.0), ("ceiling", 1.5), ("needs_detail", 2.0))
    columns = [Column(voices.say(f"report.columns.{key}"), share, key == "ceiling") for key, share in shares]
    rows = (
        [voices.word(g.name), f"{g.ceiling:g}", voices.say(f"report.{'yes' if g.needs_detail else 'no'}")]
        for g in grades
    )
    paper.table(title, columns, rows)


def _trace(paper: Paper, voices: Voices) -> None:
    title = voices.say("report.method.trace")
    paper.heading(2, title)
    paper.text(*voices.all(lambda p: p.say("method.trace_intro")))
    shares = {
        "question": 4.0,
        "w": 0.7,
        "v": 1.2,
        "l": 0.6,
        "ls": 0.8,
        "t": 0.9,
        "f": 0.9,
        "a": 1.2,
        "p": 1.2,
        "state": 1.3,
    }
    columns = [
        Column(voices.say(f"report.trace.{key}"), share, key not in {"question", "state"})
        for key, share in shares.items()
    ]
    rows = [_trace_row(voices, row) for row in voices.model.trace]
    answered = [row for row in voices.model.trace if row.state == "answered"]
    value, worth = (f"{sum(v):.4f}" for v in ([r.value for r in answered], [r.worth or 0 for r in answered]))
    sums = [voices.say("report.trace.sums"), "", value, "", "", "", "", "", worth, ""]
    paper.table(title, columns, [*rows, [Words(text, bold=True) for text in sums]])


def _trace_row(voices: Voices, row: TraceRow) -> list[Cell]:
    def shown(value: float | None, form: str) -> str:
        return MISSING if value is None else format(value, form)

    return [
        Words(voices.lines(lambda p: p.say("trace.named", id=row.id, title=p.title(row.id)))),
        f"{row.weight:g}",
        f"{row.value:.4f}",
        shown(row.level, "d"),
        shown(row.substantiated_level, "g"),
        f"{row.target:.2f}",
        shown(row.floor, ".2f"),
        shown(row.attainment, ".4f"),
        shown(row.worth, ".4f"),
        voices.say(f"report.state.{row.state}"),
    ]


def norms(paper: Paper, voices: Voices) -> None:
    """Write the norms behind the questions: whom each binds, since when, when it was checked, what cites it."""
    paper.text(*voices.all(lambda p: p.say("norms.intro")))
    shares = (("norm", 4.0), ("binds", 2.5), ("dates", 2.0), ("cited_by", 2.0))
    columns = [Column(voices.say(f"report.columns.{key}"), share) for key, share in shares]
    paper.table(
        voices.say("report.sections.norms"), columns, (_norm(voices, c) for c in findings.cited_norms(voices.model))
    )


def _norm(voices: Voices, cited: findings.CitedNorm) -> list[Cell]:
    norm = cited.norm
    ids = voices.lines(lambda p: p.join(dict.fromkeys(_citing(p, q, c) for q, c in cited.cited_by))) or MISSING
    if norm is None:
        return [cited.text, MISSING, MISSING, ids]

    def title(phrases: Phrases) -> str:
        issued = (norm.number or "", phrases.word(norm.issuer) if norm.issuer else "")
        return "\n".join(part for part in (phrases.word(norm.title), phrases.join(i for i in issued if i)) if part)

    dated = [("in_force", norm.in_force), ("checked", norm.checked)]
    dates = "\n".join(voices.say(f"report.norms.{key}", day=day) for key, day in dated if day)
    return [voices.lines(title), voices.word(norm.binds) if norm.binds else MISSING, dates or MISSING, ids]


def _citing(phrases: Phrases, question: str, clause: str | None) -> str:
    return phrases.say("norms.clause", id=question, clause=phrases.clause(clause)) if clause else question


def glossary(paper: Paper, voices: Voices) -> None:
    """Write the words of the questionnaire that a reader may not know."""
    terms = ((voices.word(term.term), voices.word(term.meaning)) for term in voices.model.pack.glossary)
    paper.facts(
        voices.say("report.sections.glossary"), (voices.say("document.term"), voices.say("document.meaning")), terms
    )
