"""Plain data turned into a `Pack`: the one place that knows both the files' keys and the values' names.

It expects data that was checked, so it tests nothing; it imports neither the reader nor the checks, since the window
opens packs that were compiled before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from riskassess.canonical import digest
from riskassess.questionnaire import values

Data = Mapping[str, Any]
Built = TypeVar("Built")
Successors = Mapping[str, tuple[str, ...]]


def build_pack(data: Data, *, sha256: str | None = None) -> values.Pack:
    """Build a pack from the plain data of its files; the digest is worked out where it is not given."""
    profile: Data = data["profile"]
    policies = _each(_policy, data["measures"])
    successors = values.successors(policies)
    return values.Pack(
        id=data["id"],
        version=data["version"],
        issued=data["issued"],
        title=data["title"],
        languages=tuple(data["languages"]),
        level_names=tuple(level["name"] for level in sorted(data["levels"], key=lambda level: level["level"])),
        grades=_each(_grade, data["grades"]),
        caps=_caps(data.get("caps", {})),
        evidence=_each(_evidence, data["evidence"]),
        fields=_each(_field, profile["fields"]),
        exposures=_each(_exposure, data["exposures"]["rules"]),
        domains=tuple(_domain(domain, successors) for domain in data["domains"]),
        policies=policies,
        roles=tuple(values.Role(r["id"], r["name"]) for r in data.get("roles", ())),
        contradictions=_each(_contradiction, profile.get("contradictions", ())),
        advice=_each(_advice, profile.get("advice", ())),
        norms=_each(_norm, _within(data, "norms", "norms")),
        samples=tuple(values.Sample(s["path"], s["data"]) for s in data.get("samples", ())),
        glossary=tuple(values.Term(t["id"], t["term"], t["meaning"]) for t in _within(data, "glossary", "terms")),
        calendar=_each(_calendar_item, _within(data, "calendar", "items")),
        conditions=_each(_condition_group, _within(data, "conditions", "groups")),
        regions=data.get("regions"),
        migrations=_each(_migration, data.get("migrations", ())),
        about=data.get("about"),
        caution=data.get("caution"),
        sha256=sha256 or digest(data),
    )


def _each(build: Callable[[Data], Built], items: Iterable[Data]) -> tuple[Built, ...]:
    return tuple(build(item) for item in items)


def _within(data: Data, part: str, key: str) -> list[Data]:
    return data[part][key] if part in data else []


def _condition(data: Mapping[str, list[str]]) -> values.Condition:
    return {field: tuple(choices) for field, choices in data.items()}


def _optional_condition(data: Data, key: str) -> values.Condition | None:
    return _condition(data[key]) if key in data else None


def _grade(data: Data) -> values.Grade:
    return values.Grade(data["grade"], data["from"], data["name"], data["advice"])


def _caps(data: Data) -> values.Caps:
    return values.Caps(
        tuple(values.RedLineCap(c["at_least"], c["grade"]) for c in data.get("red_line_failures", ())),
        tuple(values.WeakDomainCap(c["attainment_below"], c["grade"]) for c in data.get("weak_domain", ())),
        tuple(values.ShareCap(c["above"], c["grade"]) for c in data.get("not_applicable_share", ())),
    )


def _evidence(data: Data) -> values.EvidenceGrade:
    return values.EvidenceGrade(data["id"], data["ceiling"], data.get("needs_detail", False), data["name"])


def _field(data: Data) -> values.Field:
    return values.Field(
        id=data["id"],
        kind=data["kind"],
        about=data["about"],
        required=data.get("required", False),
        title=data["title"],
        help=data["help"],
        choices=tuple(
            values.Choice(c["id"], c["title"], c.get("share"), c.get("code")) for c in data.get("choices", ())
        ),
        share_as=data.get("share_as"),
        fills=data.get("fills"),
    )


def _contradiction(data: Data) -> values.Contradiction:
    return values.Contradiction(data["id"], _condition(data["when"]), data["because"])


def _advice(data: Data) -> values.Advice:
    return values.Advice(data["id"], _condition(data["when"]), data["text"])


def _exposure(data: Data) -> values.Exposure:
    when = _condition(data["when"])
    return values.Exposure(data["id"], when, data.get("raise", {}), data.get("floors", {}), data["because"])


def _domain(data: Data, successors: Successors) -> values.Domain:
    return values.Domain(
        id=data["id"],
        title=data["title"],
        weight=data["weight"],
        base_target=data["base_target"],
        questions=tuple(_question(q, data["id"], successors) for q in data["questions"]),
        short=data.get("short"),
    )


def _question(data: Data, domain: str, successors: Successors) -> values.Question:
    return values.Question(
        id=data["id"],
        domain=domain,
        title=data["title"],
        ask=data["ask"],
        why=data["why"],
        scope=data["scope"],
        weight=data["weight"],
        anchors=tuple(data["levels"][str(level)] for level in values.LEVELS),
        effort=tuple(data["effort"]),
        allow_na=data.get("allow_na", False),
        red_line=data.get("red_line"),
        asked_of=tuple(data.get("asked_of", ())),
        applies_when=_optional_condition(data, "applies_when"),
        evidence=tuple(data.get("evidence", ())),
        norms=tuple(_norm_reference(n) for n in data.get("norms", ())),
        closes_with=_links(data, successors),
    )


def _links(data: Data, successors: Successors) -> tuple[values.Link, ...]:
    """Return a question's links, each followed by the same link to what has succeeded its instrument."""
    written = [values.Link(c["instrument"], c["strength"], c["how"]) for c in data.get("closes_with", ())]
    named = {link.instrument for link in written}
    found: list[values.Link] = []
    for link in written:
        later = [name for name in successors.get(link.instrument, ()) if name not in named]
        named.update(later)
        found += [link, *(values.Link(name, link.strength, link.how) for name in later)]
    return tuple(found)


def _norm_reference(data: str | Data) -> values.NormReference:
    if isinstance(data, str):
        return values.NormReference(None, data, None)
    return values.NormReference(data["norm"], None, data.get("clause"))


def _policy(data: Data) -> values.Policy:
    return values.Policy(
        id=data["id"],
        title=data["title"],
        number=data["number"],
        issuers=tuple(data["issuers"]),
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_to=date.fromisoformat(data["valid_to"]),
        measures=_each(_measure, data["measures"]),
    )


def _measure(data: Data) -> values.Measure:
    instruments = _each(_instrument, data["instruments"])
    return values.Measure(data["id"], data["number"], data["title"], data["section"], tuple(data["units"]), instruments)


def _instrument(data: Data) -> values.Instrument:
    for_whom = _optional_condition(data, "for_whom")
    succeeds = tuple(data.get("succeeds", ()))
    return values.Instrument(data["id"], data["title"], data["offers"], data["ask_at"], for_whom, succeeds)


def _norm(data: Data) -> values.Norm:
    return values.Norm(
        id=data["id"],
        title=data["title"],
        number=data.get("number"),
        issuer=data.get("issuer"),
        in_force=data.get("in_force"),
        binds=data.get("binds"),
        checked=data.get("checked"),
    )


def _calendar_item(data: Data) -> values.CalendarItem:
    return values.CalendarItem(
        data["id"], _condition(data.get("when", {})), data["title"], data["due"], data.get("norm")
    )


def _condition_group(data: Data) -> values.ConditionGroup:
    when = _optional_condition(data, "when")
    return values.ConditionGroup(data["id"], data["before"], tuple(data["questions"]), when)


def _migration(data: Data) -> values.Migration:
    split: Mapping[str, list[str]] = data.get("split", {})
    return values.Migration(
        from_major=data["from"],
        renamed=data.get("renamed", {}),
        split={old: tuple(new) for old, new in split.items()},
        dropped=tuple(data.get("dropped", ())),
    )
