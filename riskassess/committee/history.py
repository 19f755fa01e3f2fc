"""What was published before decides what may be: one call once, half a year apart, and no part that hardly moved anew.

Where a part's size has moved by less than k its last figures stay, dated, so that nobody can see what a handful of
joiners brought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from riskassess.exchange.call import Call
from riskassess.problems import refuse

HISTORY: Final = "riskassess-publications/1"
MONTHS: Final = 6

History = Sequence[Mapping[str, Any]]
"""What was published before, oldest first: call, questionnaire, version, day, and of each part key, size, figures."""


def refuse_too_soon(call: Call, history: History, day: date) -> None:
    """Refuse a second publication of a call, and any within half a year of the last."""
    if any(entry["call"] == call.id for entry in history):
        raise refuse("published-already", call=call.id)
    for entry in history:
        earliest = _months_after(date.fromisoformat(entry["published"]), MONTHS)
        if day < earliest:
            raise refuse("publish-too-soon", last=entry["published"], earliest=earliest, months=MONTHS)


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))


def last_of(call: Call, history: History) -> Mapping[str, Mapping[str, Any]]:
    """Return the parts of the last publication that asked the same questions, by their keys."""
    for entry in reversed(history):
        if entry["questionnaire"] == call.questionnaire and call.takes_version(entry["version"]):
            return {part["key"]: part for part in entry["parts"]}
    return {}


def kept_entry(last: Mapping[str, Any] | None, size: int, k: int) -> dict[str, Any] | None:
    """Return last time's entry where the size has changed by less than k."""
    return dict(last) if last is not None and abs(size - last["size"]) < k else None
