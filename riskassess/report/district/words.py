"""How a district's report says things in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from riskassess.assessment.support import status_of
from riskassess.assessment.values import Quartiles
from riskassess.questionnaire.values import Text, wording
from riskassess.report.district.model import DistrictModel, Part
from riskassess.report.measure_numbers import worded_heading
from riskassess.texts import Texts

_BAND = 10


class Words:
    """Say things about one model in one language."""

    def __init__(self, model: DistrictModel, language: str) -> None:
        self.model, self.language = model, language
        self.texts = Texts(language)

    def say(self, key: str, /, **fields: object) -> str:
        """Return a sentence of the district's catalogue."""
        return self.texts(f"district.{key}", **fields)

    def word(self, text: Text) -> str:
        """Return a text of the pack or the benchmark."""
        return wording(text, self.language)

    def join(self, items: Iterable[str]) -> str:
        """Return members of a list as one text."""
        return self.texts("report.join.list").join(items)

    def day(self, day: date) -> str:
        """Return a day in prose."""
        return self.texts("report.day", year=day.year, month=self.texts(f"report.months.m{day.month}"), day=day.day)

    def size(self, part: Part) -> str:
        """Return the class of a part's size."""
        return self.say("size", low=part.size[0], high=part.size[1])

    def title(self, part: Part) -> str:
        """Return the groups of a part."""
        return self.say("together").join(self.word(title) for title in part.titles)

    def domain(self, domain: str) -> str:
        """Return a domain's title."""
        return self.word(self.model.pack.domain_by_id[domain].title)

    def named(self, domain: str) -> str:
        """Return a domain's title with its identifier."""
        return self.texts("report.named", title=self.domain(domain), id=domain)

    def short(self, domain: str) -> str:
        """Return a domain's short name, else its identifier."""
        short = self.model.pack.domain_by_id[domain].short
        return self.word(short) if short else domain

    def question(self, question: str) -> str:
        """Return a question's title with its identifier."""
        title = self.word(self.model.pack.question_by_id[question].title)
        return self.texts("report.named", title=title, id=question)

    def band(self, band: int) -> str:
        """Return a band as the range that it is."""
        return self.say("band", low=band * _BAND, high=(band + 1) * _BAND)

    def middle(self, quartiles: Quartiles) -> str:
        """Return the range of the middle half."""
        return self.say("band", low=quartiles.p25 * _BAND, high=(quartiles.p75 + 1) * _BAND)

    def grade(self, grade: str) -> str:
        """Return a grade with its name."""
        return f"{grade} {self.word(self.model.pack.grade_by_id[grade].name)}"

    def measure(self, measure_id: str) -> str:
        """Return a measure with its number in its policy."""
        _, measure = next((p, m) for p, m in self.model.pack.measures if m.id == measure_id)
        title = self.word(measure.title)
        worded = worded_heading(self.model.pack, measure, self.language, title)
        return worded or self.say("measure", number=measure.number, title=title)

    def policy(self, measure_id: str) -> str:
        """Return the policy of a measure and whether it was in force on the day of the benchmark."""
        policy, _ = next((p, m) for p, m in self.model.pack.measures if m.id == measure_id)
        status = self.texts(f"report.status.{status_of(policy, self.model.published)}")
        return self.say("policy", number=policy.number, status=status)

    def units(self, measure_id: str) -> str:
        """Return the units that answer for a measure."""
        _, measure = next((p, m) for p, m in self.model.pack.measures if m.id == measure_id)
        return self.join(map(self.word, measure.units))

    def share(self, per_cent: int, step: int = 5) -> str:
        """Return a rounded share; the outermost say that they reach to the end."""
        if per_cent == step:
            return self.say("share_or_less", share=per_cent)
        return self.say("share_or_more" if per_cent == 100 - step else "share", share=per_cent)

    def in_brief(self) -> list[str]:
        """Say the main findings, a sentence each."""
        model = self.model
        weakest = self.join(
            self.say("brief.domain", title=self.domain(d), band=self.band(model.whole.domains[d].p50))
            for d in model.whole.weakest[:3]
        )
        found = [self.say("brief.weak", list=weakest)]
        if model.gaps:
            gaps = (
                self.say("brief.gap", title=self.question(g.question), share=self.share(g.per_cent))
                for g in model.gaps[:3]
            )
            found.append(self.say("brief.gaps", list=self.join(gaps)))
        if model.measures:
            found.append(self.say("brief.measures", list=self.join(self.measure(m.id) for m in model.measures[:3])))
        low, high = model.readiness.p25 * _BAND, (model.readiness.p75 + 1) * _BAND
        found.append(self.say("brief.readiness", low=low, high=high))
        return found

    def protected(self) -> list[str]:
        """Say what is done so that nobody is known by the figures."""
        model = self.model
        if model.noise is not None:
            fields = {
                "epsilon": f"{model.noise.epsilon:.3g}",
                "spent": f"{model.noise.spent:.3g}",
                "by": model.noise.by,
            }
            return [self.say("protected.noise", **fields), self.say("protected.noisy_parts")]
        usual = ("parts", "bands", "shares", "sizes", "joiners")
        own = [self.say("protected.own_shares", k=model.k)] if any(part.step for part in model.parts) else []
        return [*(self.say(f"protected.{key}", k=model.k) for key in usual), *own]

    def not_protected(self) -> list[str]:
        """Say what the figures do not say, and what they are not protected against."""
        found = [self.say(f"limits.{key}") for key in ("who_answers", "base", "association", "relevance")]
        warned = [
            self.say(f"limits.{name}") if self.texts.has(f"district.limits.{name}") else name
            for name in self.model.warnings
        ]
        exact = [] if self.model.noise is not None else [self.say("limits.all_but_one")]
        return [*found, *warned, *exact]

    def spent(self) -> Mapping[str, str]:
        """Return what each table spent of the noise's budget."""
        tables = self.model.noise.tables if self.model.noise else {}
        return {self.say(f"tables.{name}"): f"{epsilon:.3g}" for name, epsilon in tables.items()}
