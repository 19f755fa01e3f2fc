"""The scales of a pack: levels, grades with their caps, evidence grades."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from riskassess.problems import Problem
from riskassess.questionnaire.loading.pack_files import Loaded
from riskassess.questionnaire.nearest import nearest


def check_levels(loaded: Loaded) -> Iterator[Problem]:
    """The six levels are 0 to 5, each once."""
    seen: set[float] = set()
    for spot in loaded.top.each("levels"):
        level = spot.number("level")
        if level is not None and level in seen:
            yield spot.at("level").problem("level-repeated", level=level)
        elif level is not None:
            seen.add(level)


def check_grades(loaded: Loaded) -> Iterator[Problem]:
    """Grades come best first, each from a lower readiness than the one before, the last from 0."""
    starts = [(spot.at("from"), spot.number("from")) for spot in loaded.top.each("grades")]
    for (_, above), (spot, start) in pairwise(starts):
        if above is not None and start is not None and start >= above:
            yield spot.problem("grades-not-falling", start=start, above=above)
    if starts and starts[-1][1] not in (0, None):
        yield starts[-1][0].problem("last-grade-not-from-zero", start=starts[-1][1])


def check_caps(loaded: Loaded) -> Iterator[Problem]:
    """A cap names a grade that is there."""
    grades = [name for spot in loaded.top.each("grades") if (name := spot.text("grade"))]
    for _, caps in loaded.top.entries("caps"):
        for cap in caps.listed():
            name = cap.text("grade")
            if name is not None and grades and name not in grades:
                yield cap.at("grade").problem(
                    "grade-unknown", grade=name, nearest=nearest(name, grades), known=tuple(grades)
                )


def check_evidence(loaded: Loaded) -> Iterator[Problem]:
    """The first evidence grade needs no detail, and ceilings never fall."""
    grades = list(loaded.top.each("evidence"))
    if grades and grades[0].at("needs_detail").value is True:
        yield grades[0].at("needs_detail").problem("first-evidence-needs-detail", id=grades[0].text("id") or "")
    for before, here in pairwise(grades):
        lower, ceiling = here.number("ceiling"), before.number("ceiling")
        if lower is not None and ceiling is not None and lower < ceiling:
            yield here.at("ceiling").problem("ceiling-falls", ceiling=lower, before=ceiling)
