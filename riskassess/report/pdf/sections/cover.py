"""The cover: what, for whom, as of when and in which state. No figure and no grade stands here."""

from __future__ import annotations

from copy import copy
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Spacer

from riskassess.assessment.conditions import is_given
from riskassess.report.model import SECTIONS, Branding
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import both_words, put_bar, put_line, put_text
from riskassess.report.pdf.fonts import cut_to, shown, width_of
from riskassess.report.pdf.prose import Labelled, Prose
from riskassess.report.phrases import Phrases


class _TopLine(Flowable):
    """Draw the client's name, cut to the line since the facts have it whole, over a rule."""

    def __init__(self, client: str, internal: str) -> None:
        super().__init__()
        self.internal = shown(internal)
        self.client = cut_to(shown(client), style.TEXT_WIDTH - width_of(self.internal, 9) - 20, 9)
        self.width, self.height = style.TEXT_WIDTH, 24.0

    def beside(self, other: _TopLine) -> _TopLine:
        """Return the line with the words of both languages."""
        made = copy(self)
        made.internal = both_words(self.internal, other.internal)
        return made

    def draw(self) -> None:
        put_text(self.canv, 0, 14, self.client, 9)
        put_text(self.canv, self.width, 14, self.internal, 9, align="right")
        put_line(self.canv, 0, 4, self.width, 4, style.RULE, style.TEXT)


def _picture(content: bytes) -> ImageReader:
    """Read a logo; one for the press is turned to the colours of the screen, which are all that an archive is told."""
    picture: Any = ImageReader(BytesIO(content))
    cmyk = getattr(picture._image, "mode", "") == "CMYK"
    return ImageReader(picture._image.convert("RGB")) if cmyk else picture


class _Logo(Flowable):
    """Draw the adviser's logo over their name and line; a picture keeps its shape within the room there is."""

    HEIGHT, WIDTH = 34.0, 170.0

    def __init__(self, branding: Branding) -> None:
        super().__init__()
        self.picture = _picture(branding.logo) if branding.logo else None
        self.lines = [shown(line) for line in (branding.name, branding.line) if line]
        self.width = style.TEXT_WIDTH
        self.height = (self.HEIGHT + 6 if self.picture else 0) + 12 * len(self.lines)

    def draw(self) -> None:
        y = self.height
        if self.picture:
            width, height = self.picture.getSize()
            scale = min(self.WIDTH / width, self.HEIGHT / height)
            self.canv.drawImage(self.picture, 0, y - height * scale, width * scale, height * scale, mask="auto")
            y -= self.HEIGHT + 6
        for line in self.lines:
            y -= 12
            put_text(self.canv, 0, y + 3, cut_to(line, self.width, 9), 9, colour=style.TEXT2)


class _Bar(Flowable):
    """Draw the short bar under the title."""

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        self.width, self.height = avail_width, 47.0
        return avail_width, 47.0

    def draw(self) -> None:
        put_bar(self.canv, 0, 20, 30, 3, style.ACCENT)


def cover(phrases: Phrases) -> list[Flowable]:
    """Return the cover's text; contents and caution are drawn at its foot."""
    model = phrases.model
    return [
        _TopLine(phrases.client(), phrases.say("cover.internal")),
        *([Spacer(1, 10), _Logo(model.branding)] if model.branding else []),
        Spacer(1, 36 if model.branding or len(model.languages) > 1 else 84),
        Prose(phrases.word(model.pack.title), style.BODY.but(colour=style.TEXT2)),
        Prose(phrases.project(), style.COVER_TITLE),
        Prose(phrases.say("cover.kind"), style.COVER_KIND),
        _Bar(),
        *_fact_rows(phrases),
    ]


def _fact_rows(phrases: Phrases) -> list[Flowable]:
    facts = _facts(phrases)
    label = style.BODY.but(colour=style.TEXT2)
    width = min(max(width_of(shown(name), label.size) for name, _ in facts) + 24, style.TEXT_WIDTH / 2)
    return [Labelled(Prose(name, label), [Prose(value, style.BODY)], width, after=4.0) for name, value in facts]


def _facts(phrases: Phrases) -> list[tuple[str, str]]:
    model = phrases.model
    facts = [(phrases.say("cover.client"), phrases.client())]
    if model.answers.enterprise_uscc:
        facts.append((phrases.say("cover.uscc"), model.answers.enterprise_uscc))
    for field in model.pack.fields:
        value = model.answers.profile.get(field.id)
        if field.kind == "country" and is_given(value):
            facts.append((phrases.word(field.title), phrases.value(field, value)))
    facts.append((phrases.say("cover.as_of"), phrases.day(model.answers.as_of)))
    facts.append((phrases.say("cover.state"), _state(phrases)))
    if model.result.missing_profile:
        facts.append(
            (phrases.say("cover.missing"), phrases.say("cover.missing_count", count=len(model.result.missing_profile)))
        )
    facts.append((phrases.say("cover.instrument"), f"{phrases.word(model.pack.title)} {model.pack.version}"))
    if model.left_out:
        names = (phrases.say(f"sections.{key}") for key in SECTIONS if key in model.left_out)
        facts.append((phrases.say("cover.left_out"), phrases.join(names)))
    return facts


def _state(phrases: Phrases) -> str:
    model, counts = phrases.model, phrases.model.result.counts
    done = counts.answered + counts.not_applicable
    if model.is_draft:
        return phrases.say("cover.draft", done=done, applicable=counts.applicable)
    return phrases.say("cover.finished", revision=model.revision)
