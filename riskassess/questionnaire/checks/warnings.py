"""What a pack may hold and had better not: warnings, each a small function, that a pack can accept with a reason.

They say where a reader would stumble or what is kept without use; none of them keeps a pack from being used. They run
only over a pack without errors, since half a pack would give wrong ones. Nothing here looks at a clock: what is past is
past by the day on which the pack was issued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from riskassess.problems import Place, Problem
from riskassess.questionnaire.checks import usefulness, wording
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded

Warn = Callable[[Loaded], Iterable[Problem]]

WARNINGS: tuple[Warn, ...] = (
    wording.check_repeated_anchors,
    wording.check_double_questions,
    wording.check_lengths,
    wording.check_translated,
    usefulness.check_questions_matter,
    usefulness.check_instruments_linked,
    usefulness.check_policies_in_force,
    usefulness.check_fields_used,
    usefulness.check_efforts_rise,
)


def check_warnings(loaded: Loaded) -> Iterator[Problem]:
    """Run every check; leave out what the pack accepts, and report what it accepts that no longer occurs."""
    found = [replace(one, severity="warning") for check in WARNINGS for one in check(loaded)]
    accepted = [(spot, spot.text("warning"), spot.text("at")) for spot in loaded.top.each("accepted")]
    for one in found:
        if not any(code == one.code and _is_at(one.place, at) for _, code, at in accepted):
            yield one
    for spot, code, at in accepted:
        if not any(code == one.code and _is_at(one.place, at) for one in found):
            yield _idle(spot, code, at)


def _idle(spot: Spot, code: str | None, at: str | None) -> Problem:
    return replace(spot.problem("accepted-without-warning", warning=code or "", at=at or ""), severity="warning")


def _is_at(place: Place, at: str | None) -> bool:
    """Tell whether a place is the accepted one: its path, or that with (part of) its file's name before it."""
    return at is not None and (at == place.path or _ends_with_place(f"{place.file}/{place.path}", at, place.path))


def _ends_with_place(whole: str, at: str, path: str) -> bool:
    return f"/{whole}".endswith(f"/{at}") and at.endswith(f"/{path}")
