"""What a card says, worked out from its figures: one place for eyes and for the screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Card


@dataclass(frozen=True)
class Flag:
    """Hold something that asks for attention: a sign and its words."""

    sign: str
    words: str


def place(card: Card, texts: Texts) -> str:
    """Return the name of the host country or region, or nothing."""
    return place_named(card.country, texts)


def place_named(country: str | None, texts: Texts) -> str:
    """Return the name of a country or region by its code, or nothing."""
    if not country:
        return ""
    from riskassess import countries

    return countries.name(country, texts.language)


def flags(card: Card, texts: Texts) -> tuple[Flag, ...]:
    """List what asks for attention, worst first."""
    counts = (("red_line", card.failed_red_lines), ("carried", card.carried), ("later", card.later))
    return tuple(Flag(sign, texts(f"window.home.flag.{sign}", count=count)) for sign, count in counts if count)


def standing(card: Card, texts: Texts) -> tuple[str, str]:
    """Return the readiness and its name; without a single grade no figure but a sentence."""
    if card.problem is not None:
        return "", texts.problem(card.problem)[0]
    if card.complete and card.readiness is not None:
        return f"{card.readiness:.1f}", texts("window.home.readiness")
    if card.applicable and done(card) == card.applicable:
        return "", texts("window.home.profile_open")
    return "", texts("window.home.not_complete" if card.answered else "window.home.not_begun")


def done(card: Card) -> int:
    """Return how many questions are settled: answered or not applicable."""
    return card.answered + card.not_applicable


def progress(card: Card, texts: Texts) -> str:
    """Return how far the answering is, in words."""
    return texts("window.home.progress", done=done(card), all=card.applicable) if card.applicable else ""


def share(card: Card) -> float:
    """Return how far the answering is, 0 to 1."""
    return done(card) / card.applicable if card.applicable else 0.0


def state(card: Card, texts: Texts) -> str:
    """Return the state of an assessment in a word."""
    if card.status == "finished":
        return texts("window.states.finished")
    return texts("window.states.ready" if card.complete else "window.states.draft")


def when(at: datetime, now: datetime, texts: Texts) -> str:
    """Return a moment as a person says it: today and yesterday with the time, else the day."""
    local, today = at.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    if days in (0, 1):
        return texts("window.home.today" if days == 0 else "window.home.yesterday", time=f"{local:%H:%M}")
    return f"{local:%Y-%m-%d}"


def spoken(card: Card, texts: Texts, now: datetime) -> str:
    """Return all that a card shows, for a screen reader."""
    figure, words = standing(card, texts)
    grade = card.grade if card.complete else f"{card.grade_low}–{card.grade_high}" if card.grade_low else ""
    parts = (
        card.project,
        card.client,
        place(card, texts),
        texts("window.home.grade", grade=grade) if grade else "",
        f"{words} {figure}".strip(),
        *(flag.words for flag in flags(card, texts)),
        progress(card, texts),
        state(card, texts),
        when(card.changed_at, now, texts),
    )
    return texts("window.home.comma").join(part for part in parts if part)
