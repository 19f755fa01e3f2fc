"""Publishing: what of one call is said in public, from counts alone.

One call, never several added up; what was published before has its say (`history`), and so have all figures together
(`exposure`). With noise both are needless: it hides every single submission by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import fsum
from typing import Any, Final

from riskassess.canonical import canonical_json
from riskassess.committee.counting import Frame, Tally, count, total_of
from riskassess.committee.exposure import exposed_shares, wider_sizes
from riskassess.committee.figures import domain_quartiles, grade_shares, mark_shares, quartiles_of, size_class
from riskassess.committee.history import History, kept_entry, last_of, refuse_too_soon
from riskassess.committee.linear import never
from riskassess.committee.part_shares import Cost, cost_of, part_shares
from riskassess.committee.partition import Part, parts_of
from riskassess.committee.store import Row
from riskassess.exchange.call import Call
from riskassess.exchange.groups import Group
from riskassess.problems import refuse
from riskassess.questionnaire.values import Pack

FORMAT: Final = "riskassess-benchmark/1"
WHOLE_ONLY_BELOW: Final = 100
_WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Showing:
    """Hold what a committee chooses to show beyond the usual: shares of single parts, or noise in place of rules."""

    shares_per_group: bool = False
    epsilon: float | None = None


USUAL: Final = Showing()


@dataclass(frozen=True, slots=True)
class Publication:
    """Hold a benchmark, ready to be signed, the entry that the committee keeps of it, and what shares cost."""

    benchmark: dict[str, Any]
    entry: dict[str, Any]
    cost: Cost | None = None


def publish(
    call: Call,
    pack: Pack,
    rows: Iterable[Row],
    history: History,
    day: date,
    showing: Showing = USUAL,
    stopped: Callable[[], bool] = never,
) -> Publication:
    """Work out what may be said; raises ProblemsFound where that is nothing yet."""
    refuse_too_soon(call, history, day)
    frame = Frame(pack)
    if showing.epsilon is not None:
        return _with_noise(call, frame, rows, history, day, showing)
    before = last_of(call, history)
    tallies = count(pack, [group.id for group in call.groups], rows)
    sizes = {name: tally.size for name, tally in tallies.items()}
    if sum(sizes.values()) < call.k:
        raise refuse("publish-too-few", least=call.k)
    few = sum(sizes.values()) < WHOLE_ONLY_BELOW
    parts = (tuple(call.groups),) if few else parts_of(call.groups, sizes, call.k)
    cut = [(part, total_of(frame, tallies, (group.id for group in part))) for part in parts]
    everybody = total_of(frame, tallies, tallies)
    whole = kept_entry(before.get(_WHOLE), everybody.size, call.k) or _entry(
        _WHOLE, everybody.size, day, _of_all(frame, everybody, call.k)
    )
    entries = [_part(frame, part, tally, before, call.k, day, showing) for part, tally in cut]
    exposed = _exposed(whole, entries, call.k, stopped)
    entries = [_without_shares(entry) if at in exposed else entry for at, entry in enumerate(entries)]
    shown = _shown(call, whole, entries, stopped)
    benchmark = _benchmark(call, frame, day, parts, shown)
    if showing.shares_per_group:
        benchmark["withheld"] += _shares_withheld(parts, entries, exposed)
        benchmark["warnings"].append("shares-per-group")
    steps = [
        (tally, entry["figures"]["step"]) for (_, tally), entry in zip(cut, entries, strict=True) if _has_shares(entry)
    ]
    cost = cost_of(frame, steps, call.k) if showing.shares_per_group else None
    return Publication(benchmark, _history_entry(benchmark, [whole, *entries]), cost)


def _with_noise(
    call: Call, frame: Frame, rows: Iterable[Row], history: History, day: date, showing: Showing
) -> Publication:
    """Publish from counts with noise: nothing is kept from last time, since the noise hides who joined."""
    from riskassess.committee.noise import add_noise

    if showing.shares_per_group:
        raise refuse("noise-and-shares")
    noisy = add_noise(call, frame, rows, showing.epsilon or 0.0)
    whole = _entry(_WHOLE, noisy.whole.size, day, _of_all(frame, noisy.whole, call.k))
    entries = [
        _entry(_key(part), tally.size, day, {"domains": domain_quartiles(frame, tally)}) for part, tally in noisy.parts
    ]
    shown = [_public(one, size_class(one["size"], call.k)) for one in (whole, *entries)]
    benchmark = _benchmark(call, frame, day, [part for part, _ in noisy.parts], shown)
    spent = fsum(one.epsilon for one in noisy.spent)
    earlier = [{"call": e["call"], "epsilon": e["noise"]["epsilon"]} for e in history if "noise" in e]
    benchmark["noise"] = {
        "by": noisy.by,
        "epsilon": spent,
        "tables": [asdict(one) for one in noisy.spent],
        "earlier": earlier,
        "spent": fsum((spent, *(one["epsilon"] for one in earlier))),
    }
    return Publication(benchmark, {**_history_entry(benchmark, [whole, *entries]), "noise": benchmark["noise"]})


def _shown(
    call: Call, whole: dict[str, Any], entries: Sequence[dict[str, Any]], stopped: Callable[[], bool]
) -> list[dict[str, Any]]:
    """Return what is published of the whole and of each part, sizes as classes that stay wide beside each other."""
    usual = [_public(one, size_class(one["size"], call.k)) for one in (whole, *entries)]
    sizes = wider_sizes(usual[0], usual[1:], call.k, stopped)
    return [{**one, "size": size} for one, size in zip(usual, sizes, strict=True)]


def _exposed(
    whole: dict[str, Any], entries: Sequence[dict[str, Any]], k: int, stopped: Callable[[], bool]
) -> frozenset[int]:
    if not any(_has_shares(entry) for entry in entries):
        return frozenset()
    first, *parts = (_public(one, size_class(one["size"], k)) for one in (whole, *entries))
    return exposed_shares(first, parts, k, stopped)


def _benchmark(
    call: Call, frame: Frame, day: date, parts: Sequence[Part], shown: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    whole, *of_parts = shown
    return {
        "format": FORMAT,
        "call": call.id,
        "title": dict(call.title),
        "contact": call.contact,
        "questionnaire": call.questionnaire,
        "version": call.version,
        "published": day.isoformat(),
        "k": call.k,
        "groups": [_public_group(group) for group in call.groups],
        "whole": whole,
        "parts": [{"groups": [group.id for group in part], **one} for part, one in zip(parts, of_parts, strict=True)],
        "withheld": _withheld(frame, parts, whole),
        "warnings": [] if call.tickets else ["open-collection"],
    }


def _history_entry(benchmark: Mapping[str, Any], entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    about = {name: benchmark[name] for name in ("call", "questionnaire", "version", "published")}
    return {**about, "parts": list(entries)}


def benchmark_title(benchmark: Mapping[str, Any]) -> str:
    """Return what the trusted comment of a benchmark says."""
    return f"benchmark {benchmark['call']} {benchmark['published']}"


def _entry(key: str, size: int, day: date, figures: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": key, "size": size, "as_of": day.isoformat(), "figures": dict(figures)}


def _part(
    frame: Frame,
    part: Part,
    tally: Tally,
    before: Mapping[str, Mapping[str, Any]],
    k: int,
    day: date,
    showing: Showing,
) -> dict[str, Any]:
    key = _key(part)
    kept = kept_entry(before.get(key), tally.size, k)
    if kept is not None:
        return kept if showing.shares_per_group else _without_shares(kept)
    shares = part_shares(frame, tally, k) if showing.shares_per_group else {}
    return _entry(key, tally.size, day, {"domains": domain_quartiles(frame, tally), **shares})


def _key(part: Part) -> str:
    return canonical_json(sorted(canonical_json(dict(group.when)).decode() for group in part)).decode()


def _has_shares(entry: Mapping[str, Any]) -> bool:
    return "step" in entry["figures"]


def _without_shares(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "figures": {"domains": entry["figures"]["domains"]}}


def _of_all(frame: Frame, tally: Tally, k: int) -> dict[str, Any]:
    return {
        "readiness": quartiles_of(tally.readiness.tolist()),
        "domains": domain_quartiles(frame, tally),
        **grade_shares(frame, tally),
        "below_target": mark_shares(frame, tally, k),
    }


def _public(entry: Mapping[str, Any], size: Sequence[int]) -> dict[str, Any]:
    return {"size": list(size), "as_of": entry["as_of"], **entry["figures"]}


def _public_group(group: Group) -> dict[str, Any]:
    when = {name: list(values) for name, values in group.when.items()}
    return {"id": group.id, "title": dict(group.title), "when": when}  # by which an enterprise finds its own


def _withheld(frame: Frame, parts: Sequence[Part], whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List what is not shown by itself, with the reason."""
    merged = [{"groups": [group.id for group in part], "why": "merged"} for part in parts if len(part) > 1]
    unseen = [name for name in frame.core if name not in whole["below_target"]]
    return merged + ([{"questions": unseen, "why": "too-few-marks"}] if unseen else [])


def _shares_withheld(
    parts: Sequence[Part], entries: Sequence[Mapping[str, Any]], exposed: frozenset[int]
) -> list[dict[str, Any]]:
    return [
        {"groups": [group.id for group in part], "why": "shares-exposed" if at in exposed else "shares-too-few"}
        for at, (part, entry) in enumerate(zip(parts, entries, strict=True))
        if not _has_shares(entry)
    ]
