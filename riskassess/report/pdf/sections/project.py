"""The project in ten lines, with what the pack has to say about it; the whole profile stands in the appendix."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.conditions import is_given
from riskassess.questionnaire.values import Exposure, Field
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.fonts import shown, width_of
from riskassess.report.pdf.prose import Labelled, Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import Phrases

WIDEST_LABEL = 200.0
Fact = tuple[str, str]


def project(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    named = [(phrases.say("project.project_name"), phrases.project())]
    facts = named + [_fact(phrases, field) for field in findings.telling_fields(phrases.model)]
    return [*_table(facts, style.BODY.but(after=0.0)), *_notices(phrases)]


def profile(phrases: Phrases) -> list[Flowable]:
    """Return the appendix with everything the profile says of project and enterprise."""
    return [
        *titled(phrases.say("project.project"), _all(phrases, "project", phrases.project())),
        *titled(phrases.say("project.enterprise"), _all(phrases, "enterprise", phrases.client())),
    ]


def _all(phrases: Phrases, subject: str, name: str) -> list[Flowable]:
    facts = [(phrases.say(f"project.{subject}_name"), name)]
    if subject == "enterprise" and phrases.model.answers.enterprise_uscc:
        facts.append((phrases.say("cover.uscc"), phrases.model.answers.enterprise_uscc))
    facts += [_fact(phrases, field) for field in phrases.model.pack.fields if field.about == subject]
    return _table(facts, style.TABLE)


def _table(facts: list[Fact], text: style.TextStyle) -> list[Flowable]:
    label = text.but(colour=style.TEXT2)
    width = min(max(width_of(shown(words), label.size) for words, _ in facts) + 16, WIDEST_LABEL)
    return [Labelled(Prose(words, label), [Prose(value, text)], width) for words, value in facts]


def _fact(phrases: Phrases, field: Field) -> Fact:
    return phrases.word(field.title), _value(phrases, field)


def _value(phrases: Phrases, field: Field) -> str:
    value = phrases.model.answers.profile.get(field.id)
    if not is_given(value) and field.required:
        return phrases.say("project.missing")
    return phrases.value(field, value)


def _notices(phrases: Phrases) -> list[Flowable]:
    """Return the contradictions that the profile shows and the pack's advice that holds."""
    flowables: list[Flowable] = []
    contradictions = findings.standing_contradictions(phrases.model)
    if contradictions:
        body = [Prose(phrases.say("item", text=phrases.word(c.because)), style.BODY) for c in contradictions]
        flowables += titled(phrases.say("project.contradictions"), body)
    advice = findings.standing_advice(phrases.model)
    if advice:
        body = [Prose(phrases.say("item", text=phrases.word(item.text)), style.BODY) for item in advice]
        flowables += titled(phrases.say("project.advice"), body)
    return flowables


def targets(phrases: Phrases) -> list[Flowable]:
    """Return what about the project calls for more, with what each rule raises and why."""
    rules = [phrases.model.pack.exposure_by_id[rule] for rule in phrases.model.result.exposures]
    if not rules:
        return [Prose(phrases.say("project.no_raises"), style.BODY)]
    columns = [Column(phrases.say("columns.because")), Column(phrases.say("columns.raised"), 210)]
    rows = [[phrases.word(rule.because), _effects(phrases, rule)] for rule in rules]
    return [Prose(phrases.say("project.raises"), style.BODY), Rows(columns, rows)]


def _effects(phrases: Phrases, rule: Exposure) -> list[Flowable]:
    effects = [
        phrases.say("project.raise", name=phrases.key_name(key), levels=f"{levels:+g}".replace("-", "−"))
        for key, levels in rule.raises.items()
        if levels
    ]
    effects += [
        phrases.say("project.floor", name=phrases.key_name(key), level=f"{level:g}")
        for key, level in rule.floors.items()
    ]
    return [Prose(effect, style.TABLE) for effect in effects] or [Prose("", style.TABLE)]
