"""How a report says things in one language: sentences of the catalogue, wording of the pack, numbers, days, values.

Numbers are the delicate part. A figure has one decimal always, and one that lies below a cut is never rounded onto it:
84.97 under a cut of 85 is shown as 84.9, so that no page contradicts its own grade.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from riskassess.assessment.conditions import is_given
from riskassess.file_sizes import size_words
from riskassess.questionnaire.values import Field, Measure, Text, wording
from riskassess.report import findings, measure_numbers
from riskassess.report.model import ReportModel
from riskassess.texts import Texts

TOLERANCE = 1e-9
_CLAUSE = re.compile(r"(?P<kind>Art|Arts|point|points)\.?\s+(?P<numbers>\d+[a-z]?(?:(?:–|-|,\s*|\s+and\s+)\d+[a-z]?)*)")
MISSING = "–"


def one_decimal(value: float, cuts: Iterable[float] = ()) -> str:
    """Return a number with one decimal; a value under a cut never looks as if it had reached it."""
    shown = round(value, 1)
    if any(value < cut - TOLERANCE and shown >= cut for cut in cuts):
        shown = math.floor(value * 10) / 10
    return f"{shown:.1f}".replace("-", "−")


class Phrases:
    """Say things about one model in one of its languages, by itself the first."""

    def __init__(self, model: ReportModel, language: str | None = None) -> None:
        self.model = model
        self._asked = language or model.languages[0]
        self.texts = Texts(self._asked)
        self.language = self.texts.language
        self._cuts = tuple(grade.start for grade in model.pack.grades)
        self._weak = tuple(100 * cap.attainment_below for cap in model.pack.caps.weak_domain)

    def say(self, key: str, /, **fields: object) -> str:
        """Return a sentence of the report's catalogue."""
        return self.texts(f"report.{key}", **fields)

    def measured(self, key: str, measure: Measure, /, **fields: object) -> str:
        """Return a sentence that names a measure by its number, or the one without it where the number is words."""
        if measure_numbers.is_worded(measure):
            return self.say(f"{key}_unnumbered", **fields)
        return self.say(key, number=measure.number, **fields)

    def measure_heading(self, measure: Measure) -> str:
        """Return a measure's number and title."""
        title = self.word(measure.title)
        worded = measure_numbers.worded_heading(self.model.pack, measure, self.language, title)
        return worded or self.say("measures.heading", number=measure.number, title=title)

    def measure_number(self, measure: Measure) -> str:
        """Return a measure's number for a column of its own."""
        return measure_numbers.shown_number(self.model.pack, measure, self.language)

    def size(self, size: int) -> str:
        """Return the size of a file in words."""
        return size_words(size, self.texts)

    def word(self, text: Text) -> str:
        """Return a text of the pack in the report's language, else in the pack's first."""
        return wording(text, self._asked)

    def join(self, items: Iterable[str]) -> str:
        """Return members of a list as one text."""
        return self.say("join.list").join(items)

    def sentences(self, items: Iterable[str]) -> str:
        """Return whole sentences as one text, with the space that the language wants between them."""
        return self.say("join.sentence_separator").join(item for item in items if item)

    def readiness(self, value: float | None) -> str:
        """Return a figure of 0 to 100; one below a grade's cut is not rounded onto it."""
        return MISSING if value is None else one_decimal(value, self._cuts)

    def attainment(self, value: float | None) -> str:
        """Return an attainment of 0 to 1 as a percentage."""
        return MISSING if value is None else f"{one_decimal(100 * value, (*self._weak, 100.0))}%"

    def share(self, value: float) -> str:
        """Return a share of 0 to 1 as a percentage; one that is not whole is never shown as 100 %."""
        return f"{one_decimal(100 * value, (100.0,))}%"

    def day(self, day: date) -> str:
        """Return a day in prose."""
        return self.say("day", year=day.year, month=self.say(f"months.m{day.month}"), day=day.day)

    def holds_until(self) -> date:
        """Return the last day the report is to be relied on."""
        return findings.holds_until(self.model)

    def level(self, level: int) -> str:
        """Return a level with its name."""
        return self.say("level", level=level, name=self.word(self.model.pack.level_names[level]))

    def grade_name(self, grade_id: str) -> str:
        """Return the pack's name of a grade."""
        return self.word(self.model.pack.grade_by_id[grade_id].name)

    def grade_span(self) -> str:
        """Return the grades that are still possible, the worse one first; one alone when both are the same."""
        low, high = self.model.result.grade.low, self.model.result.grade.high
        if low is None or high is None:
            return MISSING
        return low if low == high else f"{low}–{high}"

    def title(self, question_id: str) -> str:
        """Return a question's title."""
        return self.word(self.model.question(question_id).title)

    def named(self, question_id: str) -> str:
        """Return a question's title with its identifier."""
        return self.say("named", title=self.title(question_id), id=question_id)

    def key_name(self, key: str) -> str:
        """Return the title of a domain or a question."""
        domain = self.model.pack.domain_by_id.get(key)
        return self.word(domain.title) if domain else self.title(key)

    def domain_label(self, domain_id: str) -> str:
        """Return a domain's short name for charts, else its identifier."""
        domain = self.model.pack.domain_by_id[domain_id]
        return self.word(domain.short) if domain.short else domain.id

    def roles(self, ids: Sequence[str]) -> str:
        """Return the names of roles."""
        names = {role.id: self.word(role.name) for role in self.model.pack.roles}
        return self.join(names[role] for role in ids if role in names)

    def evidence(self, evidence_id: str | None) -> str:
        """Return the name of an evidence grade; nothing given is the first."""
        grades = self.model.pack.evidence
        if not grades:
            return MISSING
        return self.word(next((g for g in grades if g.id == evidence_id), grades[0]).name)

    def clause(self, clause: str) -> str:
        """Return a norm's clause as the language writes it; packs write it as English law does."""
        named = _CLAUSE.fullmatch(clause)
        if named is None:
            return clause
        kind = "article" if named["kind"].startswith("Art") else "point"
        numbers = self.join(re.split(r",\s*|\s+and\s+", named["numbers"]))
        plural = "" if named["numbers"].isalnum() else "s"
        return self.say(f"clause.{kind}{plural}", numbers=numbers)

    def project(self) -> str:
        """Return the project's name, or what stands for one."""
        return self.model.answers.project_name or self.say("unnamed_project")

    def client(self) -> str:
        """Return the enterprise's name, or what stands for one."""
        return self.model.answers.enterprise_name or self.say("unnamed_client")

    def value(self, field: Field, value: object) -> str:
        """Return a profile value in words."""
        if not is_given(value):
            return self.say("not_given")
        if isinstance(value, (list, tuple)):
            return self.join(self._single(field, item) for item in value)  # pyright: ignore[reportUnknownVariableType]
        return self._single(field, value)

    def _single(self, field: Field, value: Any) -> str:
        if isinstance(value, Mapping):
            parts = cast("Mapping[str, Any]", value)
            return " ".join(self._plain(parts[k]) for k in ("amount", "currency") if parts.get(k) is not None)
        if field.kind == "country":
            names = self.model.country_names.get(str(value))
            return self.word(names) if names else str(value)
        choice = field.choice(str(value))
        return self.word(choice.title) if choice else self._plain(value)

    @staticmethod
    def _plain(value: object) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return f"{value:,}"
        return str(value)
