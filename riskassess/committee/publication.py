"""Publishing: what of one call is said in public, and what is held back because of what was said before.

One call, never several added up; nothing within six months of the last; where a part's size has moved by less than k
its last figures stay, dated, so that nobody can see what a handful of joiners brought.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from riskassess.canonical import canonical_json
from riskassess.committee.figures import Figures, quartile_bands, shares, size_class
from riskassess.committee.partition import Part, parts_of, size_of
from riskassess.committee.store import Row
from riskassess.exchange.call import Call
from riskassess.exchange.groups import Group
from riskassess.problems import refuse
from riskassess.questionnaire.values import Pack

FORMAT: Final = "riskassess-benchmark/1"
HISTORY: Final = "riskassess-publications/1"
WHOLE_ONLY_BELOW: Final = 100
MONTHS: Final = 6
_WHOLE = "all"

History = Sequence[Mapping[str, Any]]
"""What was published before, oldest first: call, questionnaire, version, day, and of each part key, size, figures."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Hold a benchmark, ready to be signed, and the entry that the committee keeps of it to itself."""

    benchmark: dict[str, Any]
    entry: dict[str, Any]


def publish(call: Call, pack: Pack, rows: Sequence[Row], history: History, day: date) -> Publication:
    """Work out what may be said; raises ProblemsFound where that is nothing yet."""
    _refuse_too_soon(call, history, day)
    if len(rows) < call.k:
        raise refuse("publish-too-few", least=call.k)
    figures, before = Figures(pack), _last_of(call, history)
    sizes = Counter(row.group_id or "" for row in rows)
    parts = parts_of(call.groups, sizes, call.k) if len(rows) >= WHOLE_ONLY_BELOW else (tuple(call.groups),)
    whole = _kept(before.get(_WHOLE), len(rows), call.k) or _entry(
        _WHOLE, len(rows), day, _of_all(figures, pack, rows, call.k)
    )
    shown = [_part(part, sizes, rows, figures, before, call.k, day) for part in parts]
    benchmark = {
        "format": FORMAT,
        "call": call.id,
        "title": dict(call.title),
        "contact": call.contact,
        "questionnaire": call.questionnaire,
        "version": call.version,
        "published": day.isoformat(),
        "k": call.k,
        "groups": [_public_group(group) for group in call.groups],
        "whole": _public(whole, call.k),
        "parts": [
            {"groups": [group.id for group in part], **_public(entry, call.k)}
            for part, entry in zip(parts, shown, strict=True)
        ],
        "withheld": _withheld(pack, parts, whole),
        "warnings": [] if call.tickets else ["open-collection"],
    }
    about = {name: benchmark[name] for name in ("call", "questionnaire", "version", "published")}
    return Publication(benchmark, {**about, "parts": [whole, *shown]})


def benchmark_title(benchmark: Mapping[str, Any]) -> str:
    """Return what the trusted comment of a benchmark says."""
    return f"benchmark {benchmark['call']} {benchmark['published']}"


def _refuse_too_soon(call: Call, history: History, day: date) -> None:
    if any(entry["call"] == call.id for entry in history):
        raise refuse("published-already", call=call.id)
    for entry in history:
        earliest = _months_after(date.fromisoformat(entry["published"]), MONTHS)
        if day < earliest:
            raise refuse("publish-too-soon", last=entry["published"], earliest=earliest, months=MONTHS)


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))


def _last_of(call: Call, history: History) -> Mapping[str, Mapping[str, Any]]:
    """Return the parts of the last publication that asked the same questions, by their keys."""
    for entry in reversed(history):
        if entry["questionnaire"] == call.questionnaire and call.takes_version(entry["version"]):
            return {part["key"]: part for part in entry["parts"]}
    return {}


def _kept(last: Mapping[str, Any] | None, size: int, k: int) -> dict[str, Any] | None:
    """Return last time's entry where the size has changed by less than k."""
    return dict(last) if last is not None and abs(size - last["size"]) < k else None


def _entry(key: str, size: int, day: date, figures: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": key, "size": size, "as_of": day.isoformat(), "figures": dict(figures)}


def _part(
    part: Part,
    sizes: Mapping[str, int],
    rows: Sequence[Row],
    figures: Figures,
    before: Mapping[str, Mapping[str, Any]],
    k: int,
    day: date,
) -> dict[str, Any]:
    size, ids = size_of(part, sizes), {group.id for group in part}
    key = canonical_json(sorted(canonical_json(dict(group.when)).decode() for group in part)).decode()
    kept = _kept(before.get(key), size, k)
    if kept is not None:
        return kept
    own = [row for row in rows if row.group_id in ids]
    return _entry(key, size, day, {"domains": figures.domain_quartiles(own)})


def _of_all(figures: Figures, pack: Pack, rows: Sequence[Row], k: int) -> dict[str, Any]:
    grades = [grade.id for grade in pack.grades]
    return {
        "readiness": quartile_bands(row.readiness or 0 for row in rows),
        "domains": figures.domain_quartiles(rows),
        "grades": shares((row.grade for row in rows), grades),
        "grades_substantiated": shares((row.substantiated for row in rows), grades),
        "below_target": figures.mark_shares(rows, k),
    }


def _public(entry: Mapping[str, Any], k: int) -> dict[str, Any]:
    return {"size": list(size_class(entry["size"], k)), "as_of": entry["as_of"], **entry["figures"]}


def _public_group(group: Group) -> dict[str, Any]:
    when = {name: list(values) for name, values in group.when.items()}
    return {"id": group.id, "title": dict(group.title), "when": when}  # by which an enterprise finds its own


def _withheld(pack: Pack, parts: Sequence[Part], whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List what is not shown by itself, with the reason."""
    merged = [{"groups": [group.id for group in part], "why": "merged"} for part in parts if len(part) > 1]
    unseen = [name for name in Figures(pack).core if name not in whole["figures"]["below_target"]]
    return merged + ([{"questions": unseen, "why": "too-few-marks"}] if unseen else [])
