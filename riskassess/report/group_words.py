"""How a standing in a benchmark is said, in one language, for report, window and command line alike.

Bands are said as the range they are, never as a number inside it: nobody published one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from riskassess.assessment.values import GroupStanding, Standing
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

MISSING = "–"
_BAND = 10


class GroupWords:
    """Say one standing in one language."""

    def __init__(self, standing: GroupStanding, texts: Texts) -> None:
        self.standing = standing
        self._texts = texts
        self._language = texts.language

    def say(self, key: str, /, **fields: object) -> str:
        """Return a text of the benchmarks' catalogue."""
        return self._texts(f"benchmark.{key}", **fields)

    def title(self) -> str:
        """Return what the committee calls its collection."""
        return wording(self.standing.title, self._language)

    def intro(self) -> tuple[str, ...]:
        """Say what is compared with: of which call, which group, how many as a class, of which day."""
        said = self.standing
        whole = self.say("words.everybody", low=said.whole_size[0], high=said.whole_size[1])
        return (
            self.say("words.of_call", title=self.title(), day=self._day(said.published)),
            self._group(),
            *(() if said.of == "whole" else (whole,)),
            *((self.say("words.as_of", day=self._day(said.as_of)),) if said.as_of != said.published else ()),
        )

    def _group(self) -> str:
        said = self.standing
        size = {"low": said.size[0], "high": said.size[1]}
        if said.own_group is None:
            return self.say("words.whole_of_none", **size)
        group = wording(said.own_group, self._language)
        if said.of == "whole":
            return self.say("words.whole_of_group", group=group, **size)
        if said.of == "group":
            return self.say("words.group", group=group, **size)
        others = (wording(title, self._language) for title in said.together if title != said.own_group)
        together = self._texts("report.join.list").join(others)
        return self.say("words.merged", group=group, together=together, **size)

    def figures(self) -> tuple[str, ...]:
        """Say where readiness and grade lie among all who took part."""
        return self.readiness(), self.grades()

    def readiness(self) -> str:
        """Say where readiness lies among all who took part."""
        said = self.standing.readiness
        edges = {"low": said.group.p25 * _BAND, "high": (said.group.p75 + 1) * _BAND}
        median = self._tens(said.group.p50)
        if said.own is None:
            return self.say("words.readiness_open", median=median, **edges)
        return self.say("words.readiness", own=self._tens(said.own), median=median, place=self.quarter(said), **edges)

    def grades(self) -> str:
        """Say how the grades of all who took part are spread, and one's own."""
        said = self.standing
        shares = (self.say("words.grade_share", grade=grade, share=share) for grade, share in said.grades.items())
        spread = self.say("words.grades", list=self._texts("report.join.list").join(shares))
        if said.own_grade is None:
            return spread
        return self._sentences((spread, self.say("words.own_grade", grade=said.own_grade)))

    def warnings(self) -> tuple[str, ...]:
        """Say what the committee warns of; one that the catalogue does not know is given by its name."""
        known = (
            self.say(f"words.warning.{name}")
            if self._texts.has(f"benchmark.words.warning.{name}") and name not in ("other", "noise")
            else self.say("words.warning.other", name=name)
            for name in self.standing.warnings
        )
        noise = self.standing.noise
        return (*known, *((self.say("words.warning.noise", epsilon=f"{noise:g}"),) if noise is not None else ()))

    def limits(self) -> tuple[str, ...]:
        """Say what the comparison is and what it does not say."""
        until = self.say("words.expires", day=self._day(self.standing.expires))
        return (self.say("words.like_with_like"), self.say("words.says_not"), until)

    def band(self, band: int | None) -> str:
        """Return a band of attainment as the range that it is."""
        return MISSING if band is None else self.range(band, band)

    def range(self, first: int, last: int) -> str:
        """Return the range from one band to another."""
        return self.say("words.band", low=first * _BAND, high=(last + 1) * _BAND)

    def middle(self, standing: Standing) -> str:
        """Return the range that the middle half of a group lies in."""
        return self.range(standing.group.p25, standing.group.p75)

    def quarter(self, standing: Standing, length: str = "quarter") -> str:
        """Say in which quarter of a group one lies; `length` is "quarter" or "short"."""
        return self.say(f"words.{length}.{standing.quarter or 'open'}")

    def _tens(self, band: int) -> str:
        return self.say("words.tens", low=band * _BAND, high=(band + 1) * _BAND)

    def _sentences(self, sentences: Iterable[str]) -> str:
        return self._texts("report.join.sentence_separator").join(sentences)

    def _day(self, day: date) -> str:
        month = self._texts(f"report.months.m{day.month}")
        return self._texts("report.day", year=day.year, month=month, day=day.day)


def rarest_first(below: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Sort questions below target by how few others are: those first in which one lags behind most alone."""
    return tuple(sorted(below.items(), key=lambda item: item[1]))
