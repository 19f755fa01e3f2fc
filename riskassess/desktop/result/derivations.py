"""How each number of a result comes about: blocks of words and tables, from the trace, in the words of the method.

A key names a number: ``readiness``, ``capability``, ``grade``, ``open``, ``substantiated``, ``leniency``, ``weights``,
``domain:<id>``, ``question:<id>``. Tables link to the numbers they are made of, so that each can be followed down to
its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskassess.assessment.values import Robustness, TraceRow
from riskassess.desktop.controls import span_words
from riskassess.desktop.numbers import figure, percent
from riskassess.desktop.questions.figures import sayings_of
from riskassess.desktop.questions.target_sum import explain
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


@dataclass(frozen=True, slots=True)
class Link:
    """Hold words that lead to another number."""

    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """Hold rows under heads; the first column holds words, the others numbers. The last row may be the sum."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | Link, ...], ...]
    has_sum: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """Hold a formula in words and the same with its numbers."""

    words: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """Hold what is shown of one number; `up` is the number that it is a part of."""

    key: str
    title: str
    blocks: tuple[str | Table | Formula, ...]
    up: Link | None = None


def derive(
    key: str,
    assessment: OpenAssessment,
    trace: Sequence[TraceRow],
    texts: Texts,
    robustness: Robustness | None = None,
) -> Derivation:
    """Return how a number comes about."""
    of = _Deriving(assessment, {row.id: row for row in trace}, texts, robustness)
    name, _, subject = key.partition(":")
    makers: Mapping[str, Callable[[], Derivation]] = {
        "readiness": of.readiness,
        "capability": of.capability,
        "grade": of.grade,
        "open": of.open,
        "substantiated": of.substantiated,
        "leniency": of.leniency,
        "weights": of.weights,
    }
    if name == "domain":
        return of.domain(subject)
    return of.question(subject) if name == "question" else makers[name]()


def exact(value: float | None) -> str:
    """Write a number as precisely as it takes to work on by hand: four decimals, no idle zeros."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class _Deriving:
    assessment: OpenAssessment
    trace: Mapping[str, TraceRow]
    texts: Texts
    robustness: Robustness | None

    def say(self, key: str, **fields: object) -> str:
        return self.texts(f"trace.{key}", **fields)

    @property
    def _answered(self) -> list[TraceRow]:
        return [row for row in self.trace.values() if row.level is not None and row.attainment is not None]

    @property
    def _up(self) -> Link:
        return Link(self.say("readiness.title"), "readiness")

    # -- the whole

    def readiness(self) -> Derivation:
        rows = self._answered
        value = sum(row.value for row in rows)
        gained = sum(row.value * (row.attainment or 0) for row in rows)
        point = figure(self.assessment.result.readiness.point)
        body: list[str | Table | Formula] = [self.say("readiness.words")]
        if rows:
            numbers = f"100 × {exact(gained)} ÷ {exact(value)} = {point}"
            body += [Formula(self.say("readiness.formula"), numbers), self._domain_table(rows, "attained")]
        body += [self.say("rounding"), self._others()]
        return Derivation("readiness", self.say("readiness.title"), tuple(body))

    def _others(self) -> Table:
        """Link to the other numbers of the page, with what they are."""
        result = self.assessment.result
        lean, cuts = result.leniency, [grade.start for grade in self.assessment.pack.grades]
        shown = {
            "grade": (result.grade.point or "") if result.complete else span_words(result.grade.low, result.grade.high),
            "capability": figure(result.capability.point),
            "substantiated": figure(result.substantiated.readiness, cuts),
            "leniency": span_words(figure(lean.minus_one.readiness, cuts), figure(lean.plus_one.readiness, cuts)),
            "weights": "",
        }
        if result.counts.open:
            shown["open"] = span_words(figure(result.readiness.low, cuts), figure(result.readiness.high, cuts))
        rows = tuple((Link(self.say(f"{key}.title"), key), words) for key, words in shown.items())
        return Table((self.say("others"), ""), rows)

    def capability(self) -> Derivation:
        rows = self._answered
        value, levels = sum(row.value for row in rows), sum(row.value * (row.level or 0) for row in rows)
        body: list[str | Table | Formula] = [self.say("capability.words")]
        if rows:
            point = figure(self.assessment.result.capability.point)
            numbers = f"20 × {exact(levels)} ÷ {exact(value)} = {point}"
            body += [Formula(self.say("capability.formula"), numbers), self._domain_table(rows, "level")]
        return Derivation("capability", self.say("capability.title"), tuple(body), self._up)

    def _domain_table(self, rows: Sequence[TraceRow], what: str) -> Table:
        lines: list[tuple[str | Link, ...]] = []
        sums = [0.0, 0.0]
        for domain in self.assessment.pack.domains:
            own = [row for row in rows if row.domain == domain.id]
            value = sum(row.value for row in own)
            part = sum(row.value * ((row.attainment if what == "attained" else row.level) or 0) for row in own)
            if own:
                title = wording(domain.title, self.texts.language)
                lines.append((Link(title, f"domain:{domain.id}"), exact(value), exact(part)))
                sums = [sums[0] + value, sums[1] + part]
        lines.append((self.say("sum"), exact(sums[0]), exact(sums[1])))
        part_head = self.say("columns.va" if what == "attained" else "columns.vl")
        return Table((self.say("columns.domain"), self.say("columns.v"), part_head), tuple(lines), has_sum=True)

    def grade(self) -> Derivation:
        result, pack, texts = self.assessment.result, self.assessment.pack, self.texts
        rows = [(f"{g.id}  {wording(g.name, texts.language)}", f"{g.start:g}") for g in pack.grades]
        table = Table((self.say("columns.grade"), self.say("columns.from")), tuple(rows))
        body: list[str | Table | Formula] = [self.say("grade.words"), table]
        if result.grade.uncapped is not None:
            point = figure(result.readiness.point, [g.start for g in pack.grades])
            body.append(self.say("grade.uncapped", readiness=point, grade=result.grade.uncapped))
        caps = sayings_of(self.assessment, texts).caps()
        body.append(self.say("grade.caps" if caps else "grade.no_caps"))
        body += [cap.words for cap in caps]
        if result.complete:
            body.append(self.say("grade.final", grade=result.grade.point))
        else:
            body.append(self.say("grade.open", low=result.grade.low, high=result.grade.high))
        return Derivation("grade", self.say("grade.title"), tuple(body), self._up)

    # -- the other readings of the ruler

    def open(self) -> Derivation:
        span, count = self.assessment.result.readiness, self.assessment.result.counts.open
        words = self.say("open.words", count=count, low=figure(span.low), high=figure(span.high))
        return Derivation("open", self.say("open.title"), (words,), self._up)

    def substantiated(self) -> Derivation:
        texts, pack = self.texts, self.assessment.pack
        ceilings = tuple((wording(e.name, texts.language), exact(e.ceiling)) for e in pack.evidence)
        held = [
            r for r in self._answered if r.substantiated_level is not None and r.substantiated_level < (r.level or 0)
        ]
        rows = tuple((self._named(row), str(row.level), exact(row.substantiated_level)) for row in held)
        point = figure(self.assessment.result.substantiated.readiness)
        body: list[str | Table | Formula] = [
            self.say("substantiated.words"),
            Table((self.say("columns.evidence"), self.say("columns.ceiling")), ceilings),
            self.say("substantiated.held", count=len(held), readiness=point),
        ]
        if rows:
            heads = (self.say("columns.question"), self.say("columns.level"), self.say("columns.supported"))
            body.append(Table(heads, rows))
        return Derivation("substantiated", self.say("substantiated.title"), tuple(body), self._up)

    def leniency(self) -> Derivation:
        lean = self.assessment.result.leniency
        low, high = figure(lean.minus_one.readiness), figure(lean.plus_one.readiness)
        return Derivation(
            "leniency", self.say("leniency.title"), (self.say("leniency.words", low=low, high=high),), self._up
        )

    def weights(self) -> Derivation:
        found = self.robustness
        title = self.say("weights.title")
        if found is None or found.readiness_p05 is None:
            return Derivation("weights", title, (self.say("weights.words_only"),), self._up)
        low, high = figure(found.readiness_p05), figure(found.readiness_p95)
        share = percent(found.same_grade, (1.0,))
        words = self.say("weights.words", draws=found.draws, low=low, high=high, share=share)
        return Derivation("weights", title, (words,), self._up)

    # -- a domain

    def domain(self, domain_id: str) -> Derivation:
        domain = self.assessment.pack.domain_by_id[domain_id]
        own = [row for row in self._answered if row.domain == domain_id]
        weight = sum(row.weight for row in own)
        levels = sum(row.weight * (row.level or 0) for row in own)
        gained = sum(row.weight * (row.attainment or 0) for row in own)
        body: list[str | Table | Formula] = [self.say("domain.words", weight=exact(domain.weight))]
        if own:
            level, share = figure(levels / weight), percent(gained / weight)
            body.append(Formula(self.say("domain.level"), f"{exact(levels)} ÷ {exact(weight)} = {level}"))
            body.append(Formula(self.say("domain.attained"), f"{exact(gained)} ÷ {exact(weight)} = {share}"))
        body += self._domain_target(domain_id)
        body.append(self._question_table(domain_id))
        return Derivation(f"domain:{domain_id}", wording(domain.title, self.texts.language), tuple(body), self._up)

    def _domain_target(self, domain_id: str) -> list[str]:
        pack, language = self.assessment.pack, self.texts.language
        found = next((one for one in self.assessment.result.domains if one.id == domain_id), None)
        if found is None:
            return []
        base = exact(pack.domain_by_id[domain_id].base_target)
        lines = [self.say("domain.target", base=base, target=exact(found.target))]
        return lines + [wording(pack.exposure_by_id[rule].because, language) for rule in found.raised_by]

    def _question_table(self, domain_id: str) -> Table:
        rows = [row for row in self.trace.values() if row.domain == domain_id]
        lines = tuple((self._named(row), *self._numbers(row)) for row in rows)
        names = ("question", "w", "l", "t", "a")
        return Table(tuple(self.say(f"columns.{name}") for name in names), lines)

    def _numbers(self, row: TraceRow) -> tuple[str, str, str, str]:
        if row.state != "answered":
            return exact(row.weight), self.say(f"states.{row.state}"), "", ""
        return exact(row.weight), str(row.level), exact(row.target), exact(row.attainment)

    def _named(self, row: TraceRow) -> Link:
        title = wording(self.assessment.pack.question_by_id[row.id].title, self.texts.language)
        return Link(f"{row.id} {title}", f"question:{row.id}")

    # -- a question

    def question(self, question_id: str) -> Derivation:
        question, row = self.assessment.pack.question_by_id[question_id], self.trace[question_id]
        domain = self.assessment.pack.domain_by_id[row.domain]
        language = self.texts.language
        up = Link(wording(domain.title, language), f"domain:{row.domain}")
        title = f"{wording(question.title, language)} ({question_id})"
        return Derivation(f"question:{question_id}", title, tuple(self._question_blocks(row)), up)

    def _question_blocks(self, row: TraceRow) -> list[str | Table | Formula]:
        if row.state == "hidden":
            return [self.say("question.hidden", reasons=self._hidden_by(row))]
        if row.state == "not_applicable":
            return [self.say("question.not_applicable", reason=row.reason)]
        blocks: list[str | Table | Formula] = [self._weight(row), *self._target(row)]
        if row.level is None or row.attainment is None:
            return [*blocks, self.say("question.open")]
        blocks.append(Formula(self.say("question.level"), f"l = {row.level}"))
        numbers = f"min(1, {row.level} ÷ {exact(row.target)}) = {exact(row.attainment)}"
        blocks.append(Formula(self.say("question.attained"), numbers))
        value = sum(one.value for one in self._answered)
        worth = f"100 × {exact(row.value)} × (1 − {exact(row.attainment)}) ÷ {exact(value)} = {exact(row.worth)}"
        blocks.append(Formula(self.say("question.worth"), worth))
        if row.floor is not None:
            key = "question.floor_failed" if row.level < row.floor else "question.floor_held"
            blocks.append(self.say(key, floor=exact(row.floor)))
        if row.substantiated_level is not None and row.substantiated_level < row.level:
            blocks.append(self.say("question.supported", level=exact(row.substantiated_level)))
        return [*blocks, self.say("rounding")]

    def _weight(self, row: TraceRow) -> Formula:
        domain = self.assessment.pack.domain_by_id[row.domain]
        whole = sum(question.weight for question in domain.questions)
        numbers = f"{exact(domain.weight)} × {exact(row.weight)} ÷ {exact(whole)} = {exact(row.value)}"
        return Formula(self.say("question.value"), numbers)

    def _target(self, row: TraceRow) -> list[str | Table | Formula]:
        found = explain(
            self.assessment.target(row.id), self.assessment.pack, self.assessment.answers.profile, self.texts
        )
        lines = tuple((line.words, line.number) for line in (*found.lines, found.total))
        table = Table((self.say("question.target"), self.say("columns.levels")), lines, has_sum=True)
        return [table, *found.reasons]

    def _hidden_by(self, row: TraceRow) -> str:
        pack, language = self.assessment.pack, self.texts.language
        said: list[str] = []
        for field_id, value in (row.hidden_by or {}).items():
            field = pack.field_by_id[field_id]
            chosen = [str(one) for one in (value if isinstance(value, (tuple, list)) else (value,))]
            names = [field.choice(one) for one in chosen]
            shown = [wording(n.title, language) if n else v for n, v in zip(names, chosen, strict=True)]
            values = self.texts("result.list_separator").join(shown)
            said.append(self.texts("questions.target.said", field=wording(field.title, language), value=values))
        return self.texts("result.sentence_separator").join(said)
