"""The report as a document to edit, and the form for readers who cannot see: real headings, tables and spoken charts.

It has the sections of the PDF, from the same model and the same catalogue; how they are set is a document's own way.
"""

from __future__ import annotations

from pathlib import Path

from riskassess.assessment.conditions import is_given
from riskassess.report.docx.paper import Paper
from riskassess.report.docx.sections import write_sections
from riskassess.report.docx.sections.decision import heads
from riskassess.report.model import ReportModel
from riskassess.report.phrases import Phrases
from riskassess.report.voices import Voices
from riskassess.whole_file import write_whole


def docx_bytes(model: ReportModel) -> bytes:
    """Return the report as a document; equal models give equal bytes."""
    voices = Voices(model)
    day = model.finished_on or model.answers.as_of
    paper = Paper(*languages_of(voices))
    title = voices.line(lambda p: p.say("metadata.title", project=p.project()))
    paper.properties(title=title, author=voices.first.client(), subject=voices.word(model.pack.title), day=day)
    state = voices.say(f"report.furniture.{'draft' if model.is_draft else 'finished'}")
    left = voices.first.say("furniture.left", client=voices.first.client(), project=voices.first.project())
    mark = voices.say("report.furniture.draft") if model.is_draft else ""
    paper.furniture(left=left, right=f"{state}  {day.isoformat()}", mark=mark)
    _cover(paper, voices)
    write_sections(paper, voices)
    return paper.content(day)


def write_docx(model: ReportModel, path: Path) -> None:
    """Write the report as a document, whole or not at all; raises ProblemsFound where it cannot be written."""
    write_whole(path, docx_bytes(model))


def languages_of(voices: Voices) -> tuple[str, str]:
    """Return the language of the document's Latin words and of its Chinese ones, as files name them."""
    tags = [phrases.say("metadata.language") for phrases in voices.each]
    latin = next((tag for tag in tags if not tag.startswith("zh")), voices.first.texts("document.latin"))
    return latin, next((tag for tag in tags if tag.startswith("zh")), "zh-CN")


def _cover(paper: Paper, voices: Voices) -> None:
    """Write whose report it is, of what and as of when; no figure and no grade stands here."""
    model, counts = voices.model, voices.model.result.counts
    branding = model.branding
    if branding is not None and (branding.name or branding.line):
        paper.text(branding.name, branding.line, style="Note")
    paper.text(voices.line(lambda p: p.say("cover.internal")), style="Note")
    paper.text(voices.line(Phrases.project), style="Title")
    paper.text(voices.line(lambda p: p.say("cover.kind")), style="Subtitle")
    facts = [(voices.say("report.cover.client"), voices.lines(Phrases.client))]
    if model.answers.enterprise_uscc:
        facts.append((voices.say("report.cover.uscc"), model.answers.enterprise_uscc))
    for field in model.pack.fields:
        value = model.answers.profile.get(field.id)
        if field.kind == "country" and is_given(value):
            facts.append((voices.word(field.title), voices.lines(lambda p, f=field, v=value: p.value(f, v))))  # type: ignore[misc]
    facts.append((voices.say("report.cover.as_of"), voices.lines(lambda p: p.day(model.answers.as_of))))
    key = "draft" if model.is_draft else "finished"
    done = counts.answered + counts.not_applicable
    fields = {"applicable": counts.applicable, "done": done, "revision": model.revision}
    facts.append((voices.say("report.cover.state"), voices.lines(lambda p: p.say(f"cover.{key}", **fields))))
    facts.append((voices.say("report.cover.instrument"), f"{voices.word(model.pack.title)} {model.pack.version}"))
    if model.left_out:
        named = voices.lines(lambda p: p.join(p.say(f"sections.{key}") for key in sorted(model.left_out)))
        facts.append((voices.say("report.cover.left_out"), named))
    paper.facts(voices.say("document.cover"), heads(voices), facts)
    paper.contents(voices.say("report.furniture.contents"))
    if model.pack.caution:
        paper.text(voices.word(model.pack.caution), style="Note")
    paper.page_break()
