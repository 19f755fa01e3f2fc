"""How an instrument is spoken of: its name and measure, whether it is in force, whether it is for this enterprise."""

from __future__ import annotations

from riskassess.assessment.conditions import eligibility, is_given
from riskassess.assessment.support import status_of
from riskassess.assessment.values import InstrumentResult
from riskassess.questionnaire.values import Instrument
from riskassess.report.pdf.breaking import Run
from riskassess.report.pdf.prose import linked, strong
from riskassess.report.phrases import Phrases


def instrument_heading(phrases: Phrases, instrument_id: str, strength: str) -> list[str | Run]:
    """Return an instrument's title, which leads to its measure, with its tags."""
    _, measure, instrument = phrases.model.pack.instrument_by_id[instrument_id]
    title = linked(phrases.word(instrument.title), f"measure-{measure.id}")._replace(bold=True)
    return [title, strong(instrument_tags(phrases, instrument_id, strength))]


def instrument_tags(phrases: Phrases, instrument_id: str, strength: str = "") -> str:
    """Return an instrument's measure and status in brackets, with how directly it helps where that is given."""
    policy, measure, _ = phrases.model.pack.instrument_by_id[instrument_id]
    status = phrases.say(f"status.{status_of(policy, phrases.model.answers.as_of)}")
    if not strength:
        return phrases.measured("support.short_tags", measure, status=status)
    directness = phrases.say(f"support.{strength}")
    return phrases.measured("support.tags", measure, strength=directness, status=status)


def eligibility_words(phrases: Phrases, instrument: Instrument, result: InstrumentResult | None) -> str | None:
    """Say for whom an instrument is where it is not plainly for this enterprise; None where it sets no condition."""
    if not instrument.for_whom:
        return None
    if result is not None:
        verdict, against = result.eligibility, result.contradicted_by
    else:
        verdict, against = eligibility(instrument.for_whom, phrases.model.answers.profile)
    if verdict == "no" and against is not None:
        return phrases.say("support.not_for_you", condition=_condition(phrases, against, instrument))
    if verdict == "unknown":
        missing = [f for f in instrument.for_whom if not is_given(phrases.model.answers.profile.get(f))]
        return phrases.say("support.unknown", fields=phrases.join(_field(phrases, field) for field in missing))
    return phrases.say("support.for_you", fields=phrases.join(_field(phrases, field) for field in instrument.for_whom))


def _condition(phrases: Phrases, field_id: str, instrument: Instrument) -> str:
    """Say what an instrument asks for and what the profile says instead."""
    field = phrases.model.pack.field_by_id[field_id]
    wanted = (instrument.for_whom or {})[field_id]
    return phrases.say(
        "support.condition",
        field=phrases.word(field.title),
        wanted=phrases.join(phrases.value(field, choice) for choice in wanted),
        given=phrases.value(field, phrases.model.answers.profile.get(field_id)),
    )


def _field(phrases: Phrases, field_id: str) -> str:
    return phrases.word(phrases.model.pack.field_by_id[field_id].title)
