"""The empty questionnaire as a document to edit: the same questions with real headings, boxes and lines to write on."""

from __future__ import annotations

from riskassess.questionnaire.values import Field, Question
from riskassess.report.blank.speech import BOX, Speech
from riskassess.report.docx.paper import Paper

_BLANK = "_" * 40
"""A line to write on; a reader aloud hears that something is to be filled in."""


def docx_bytes(speech: Speech) -> bytes:
    """Return the empty questionnaire as a document."""
    from riskassess.report.blank import issued_on

    day = issued_on(speech.pack)
    tags = [texts("report.metadata.language") for texts in speech.texts]
    latin = next((tag for tag in tags if not tag.startswith("zh")), speech.texts[0]("document.latin"))
    paper = Paper(latin)
    paper.properties(title=speech.title, author="", subject=speech.version, day=day)
    paper.furniture(left=speech.title, right=speech.version, mark="")
    _cover(paper, speech)
    paper.heading(1, speech.say("blank.profile"))
    for field in speech.pack.fields:
        _field(paper, speech, field)
    for domain in speech.pack.domains:
        paper.heading(1, speech.line(domain.title))
        for question in domain.questions:
            _question(paper, speech, question)
    return paper.content(day)


def _cover(paper: Paper, speech: Speech) -> None:
    paper.text(speech.title, style="Title")
    paper.text(speech.say("blank.kind"), style="Subtitle")
    for key in ("enterprise", "project", "interviewee", "interviewer", "day"):
        _line(paper, speech.say(f"blank.{key}"), speech)
    paper.text(speech.say("blank.how"), style="Note")
    paper.contents(speech.say("report.furniture.contents"))
    paper.page_break()


def _line(paper: Paper, label: str, speech: Speech, count: int = 1) -> None:
    after = speech.texts[0]("report.join.after_label")
    paper.labelled(f"{label}{after}", "\n".join([_BLANK] * count))


def _field(paper: Paper, speech: Speech, field: Field) -> None:
    paper.heading(2, speech.line(field.title))
    paper.text(speech.hint(field), style="Note")
    if field.choices:
        paper.text(*map(speech.choice, field.choices))
    else:
        _line(paper, speech.say(f"blank.{field.kind}"), speech, 2 if field.kind == "text" else 1)


def _question(paper: Paper, speech: Speech, question: Question) -> None:
    paper.heading(2, speech.named(question))
    paper.text(speech.word(question.ask), bold=True)
    paper.text(speech.about(question), style="Note")
    for level in range(len(question.anchors)):
        paper.text(f"{BOX} {speech.anchor(question, level)}")
    if question.allow_na:
        paper.text(f"{BOX} {speech.say('blank.not_applicable')}")
        _line(paper, speech.say("blank.reason"), speech)
    if speech.pack.evidence:
        paper.labelled(f"{speech.say('blank.evidence')}{speech.texts[0]('report.join.after_label')}", speech.evidence())
        paper.text(speech.examples(question), style="Note")
        _line(paper, speech.say("blank.detail"), speech)
    _line(paper, speech.say("blank.note"), speech, 2)
