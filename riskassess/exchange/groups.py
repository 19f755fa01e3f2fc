"""Groups of a call: a partition of all enterprises by the coarse names that a pack lets its profile be shared under.

Groups never overlap and leave nobody out, so no figure of one can be taken from another's. They are planned from the
response that is expected, one split after the other, and never below what a part has to expect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from riskassess.assessment.values import ProfileValue
from riskassess.problems import Place, Problem, problem
from riskassess.questionnaire.values import Condition, Field, Pack, Text, wording

LEAST_EXPECTED: Final = 40
"""A part that expects fewer is not made: half of those asked may stay away and still more than k are left."""

LEAST_FOR_REGIONS: Final = 3_000
"""Where fewer are expected in all, nobody is grouped by region: a host country narrows a project down too far."""

Coarse = Mapping[str, str]
Expected = Mapping[tuple[str, ...], int]
"""How many are expected of each combination of coarse values, in the order of `coarse_values`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Hold one group of a call; the order of `when` is the order in which the whole was split."""

    id: str
    title: Text
    when: Condition
    expected: int


def shared_fields(pack: Pack) -> tuple[Field, ...]:
    """List the fields that may leave, coarsened; those asked of everybody with one choice among several."""
    fields = [f for f in pack.fields if f.share_as and f.kind == "choice" and f.required]
    whole = (f for f in fields if all(choice.share for choice in f.choices))
    regions = _filled(pack)
    return tuple(sorted(whole, key=lambda f: (f.id in regions, len(_values(f)), f.about != "project")))


def coarse_values(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return each coarse name with its values, in the order to split by.

    Few values come first; among equals what concerns the project, which says more of what is needed. Regions, which are
    what a country fills in, come last.
    """
    return {str(f.share_as): _values(f) for f in shared_fields(pack)}


def coarse_profile(pack: Pack, profile: Mapping[str, ProfileValue]) -> dict[str, str]:
    """Return a profile under its coarse names; what is not given is left out."""
    found: dict[str, str] = {}
    for field in shared_fields(pack):
        given = profile.get(field.id)
        choice = field.choice(given) if isinstance(given, str) else None
        if choice is not None and choice.share is not None:
            found[str(field.share_as)] = choice.share
    return found


def region_names(pack: Pack) -> frozenset[str]:
    """Return the coarse names that say where a project is: those of fields that a country fills in."""
    regions = _filled(pack)
    return frozenset(str(field.share_as) for field in shared_fields(pack) if field.id in regions)


def _filled(pack: Pack) -> frozenset[str]:
    return frozenset(name for field in pack.fields if field.kind == "country" for name in field.fills or ())


def fits(group: Group, coarse: Coarse) -> bool:
    """Tell whether a coarse profile belongs to a group."""
    return all(coarse.get(name) in values for name, values in group.when.items())


def check_partition(groups: Sequence[Group], values: Mapping[str, tuple[str, ...]], file: str) -> Iterator[Problem]:
    """Check that every combination of coarse values belongs to exactly one group."""
    for group in groups:
        for name, named in group.when.items():
            place = Place(file, path=f"groups/{group.id}/when/{name}")
            if name not in values:
                yield problem("group-name-unknown", place, name=name, known=tuple(values))
            for value in named if name in values else ():
                if value not in values[name]:
                    yield problem("group-value-unknown", place, value=value, known=values[name])
    names = [name for name in values if any(name in group.when for group in groups)]
    for combination in product(*(values[name] for name in names)):
        coarse = dict(zip(names, combination, strict=True))
        fitting = tuple(group.id for group in groups if fits(group, coarse))
        shown = ", ".join(f"{name}={value}" for name, value in coarse.items()) or "*"
        if not fitting:
            yield problem("groups-incomplete", Place(file, path="groups"), combination=shown)
        elif len(fitting) > 1:
            yield problem("groups-overlap", Place(file, path="groups"), combination=shown, groups=fitting)


def check_regions(groups: Sequence[Group], pack: Pack, file: str) -> Iterator[Problem]:
    """Check that nobody is grouped by region where too few are expected in all."""
    expected = sum(group.expected for group in groups)
    named = sorted(region_names(pack) & {name for group in groups for name in group.when})
    if named and expected < LEAST_FOR_REGIONS:
        yield problem("groups-by-region", Place(file, path="groups"), names=tuple(named), least=LEAST_FOR_REGIONS)


def plan_groups(pack: Pack, expected: Expected) -> tuple[Group, ...]:
    """Split the whole by one coarse name after the other, as far as every part expects enough.

    Values that expect too few are taken together with the next smallest; where one part alone would be left, the name
    is not split by and the next is tried. Nothing is split by region below `LEAST_FOR_REGIONS`.
    """
    values = coarse_values(pack)
    names = tuple(values)
    left_out = region_names(pack) if sum(expected.values()) < LEAST_FOR_REGIONS else frozenset[str]()
    parts: list[dict[str, tuple[str, ...]]] = [{}]
    for name in names:
        if name in left_out:
            continue
        parts = [
            {**part, name: bundle} if bundle != values[name] else part
            for part in parts
            for bundle in _bundles(part, name, values, expected)
        ]
    return tuple(_named(pack, part, _expected_of(part, names, expected)) for part in parts)


def _bundles(
    part: Condition, name: str, values: Mapping[str, tuple[str, ...]], expected: Expected
) -> list[tuple[str, ...]]:
    names = tuple(values)
    counted: list[tuple[int, tuple[str, ...]]] = [
        (_expected_of({**part, name: (value,)}, names, expected), (value,)) for value in values[name]
    ]
    while len(counted) > 1 and min(counted)[0] < LEAST_EXPECTED:
        counted.sort()
        (few, first), (more, second), *rest = counted
        counted = [(few + more, first + second), *rest]
    order = values[name].index
    return sorted((tuple(sorted(bundle, key=order)) for _, bundle in counted), key=lambda bundle: order(bundle[0]))


def _expected_of(part: Condition, names: Sequence[str], expected: Expected) -> int:
    places = {names.index(name): chosen for name, chosen in part.items()}
    return sum(n for key, n in expected.items() if all(key[at] in chosen for at, chosen in places.items()))


def _named(pack: Pack, part: Condition, expected: int) -> Group:
    group_id = ".".join("-".join(chosen) for chosen in part.values()) or "all"
    titles = {language: _title(pack, part, language) for language in pack.languages}
    return Group(group_id, titles, part, expected)


def _title(pack: Pack, part: Condition, language: str) -> str:
    """Say a group by the pack's own words: the choices that are taken together, name by name."""
    if not part:
        return wording(pack.title, language)
    fields = {str(f.share_as): f for f in shared_fields(pack)}
    said = (
        " / ".join(wording(choice.title, language) for choice in fields[name].choices if choice.share in chosen)
        for name, chosen in part.items()
    )
    return " · ".join(said)


def _values(field: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(choice.share) for choice in field.choices))


def all_combinations(pack: Pack) -> Iterable[tuple[str, ...]]:
    """Go through every combination of coarse values."""
    return product(*coarse_values(pack).values())
