"""The first sheet: what was assessed, as of when and in which state, the verdict in words, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess.report.pdf.verdict import reason, verdict
from riskassess.report.phrases import Phrases
from riskassess.report.voices import Voices
from riskassess.report.xlsx.book import Book, Column, Sheet


def write_summary(book: Book, voices: Voices) -> Sheet:
    """Write the sheet."""
    columns = [Column(voices.say("sheets.summary.what"), 30), Column(voices.say("sheets.summary.value"), 96)]
    note = voices.say("sheets.summary.draft" if voices.model.is_draft else "sheets.summary.note")
    sheet = book.sheet(voices.say("sheets.summary.name"), note, columns)
    for label, value in _facts(voices):
        book.row(sheet, [label, value])
    book.gap(sheet, voices.say("sheets.summary.verdict"))
    book.row(sheet, [voices.say("sheets.summary.to_do"), voices.lines(verdict)], strong=True)
    for number in range(max(len(reason(phrases)) for phrases in voices.each)):
        book.row(sheet, ["", voices.lines(lambda phrases, n=number: _nth(reason(phrases), n))])  # type: ignore[misc]
    book.gap(sheet, voices.say("sheets.summary.basis"))
    for text in (voices.model.pack.about, voices.model.pack.caution):
        if text:
            book.row(sheet, ["", voices.word(text)])
    for key in ("pack_digest", "answers_digest"):
        book.row(sheet, ["", voices.lines(lambda phrases, k=key: _digest(phrases, k))])  # type: ignore[misc]
    return sheet


def _nth(texts: list[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def _digest(phrases: Phrases, key: str) -> str:
    result = phrases.model.result
    digest = result.pack_sha256 if key == "pack_digest" else result.answers_sha256
    return phrases.say(f"method.{key}", id=result.questionnaire, version=result.version, digest=digest)


def _facts(voices: Voices) -> Iterator[tuple[str, str]]:
    model, counts = voices.model, voices.model.result.counts
    yield voices.say("report.cover.client"), voices.line(Phrases.client)
    if model.answers.enterprise_uscc:
        yield voices.say("report.cover.uscc"), model.answers.enterprise_uscc
    yield voices.say("report.project.project_name"), voices.line(Phrases.project)
    yield voices.say("report.cover.as_of"), model.answers.as_of.isoformat()
    state = "draft" if model.is_draft else "finished"
    done = counts.answered + counts.not_applicable
    fields = {"applicable": counts.applicable, "done": done, "revision": model.revision}
    yield voices.say("report.cover.state"), voices.say(f"report.cover.{state}", **fields)
    yield voices.say("report.cover.instrument"), f"{voices.word(model.pack.title)} {model.pack.version}"
    for key, name in (("prepared_by", model.prepared_by), ("approved_by", model.approved_by)):
        if name:
            yield voices.say(f"report.declaration.{key}"), name
    if model.left_out:
        left_out = sorted(model.left_out)
        named = voices.lines(lambda p: p.join(p.say(f"sections.{key}") for key in left_out))
        yield voices.say("report.cover.left_out"), named
    yield voices.say("report.columns.readiness"), voices.first.readiness(model.result.readiness.point)
    yield voices.say("report.columns.capability"), voices.first.readiness(model.result.capability.point)
    grade = model.result.grade.point if model.result.complete else voices.first.grade_span()
    grade = grade or ""
    named = f"{grade} {voices.line(lambda p: p.grade_name(grade))}" if grade in model.pack.grade_by_id else grade
    yield voices.say("report.columns.grade"), named
