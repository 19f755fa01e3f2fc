"""Benchmarks as an enterprise reads them, ``riskassess-benchmark/1``: strictly, and only after the signature holds.

What a committee may publish is decided where it publishes; here it is held to it again, since nothing about a group
below k may be shown whoever signed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from riskassess.assessment.comparing import SAME
from riskassess.assessment.core import core_domains, core_questions
from riskassess.assessment.values import Benchmark, BenchmarkGroup, BenchmarkPart, ProfileValue, Quartiles
from riskassess.exchange.groups import Group, check_partition, coarse_profile, coarse_values, fits
from riskassess.exchange.signed_file import SignedFile, refuse_other_title
from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.signing.minisign import PublicKey
from riskassess.questionnaire.values import Pack

FORMAT: Final = "riskassess-benchmark/1"
_SHARES: Final = ("grades", "grades_substantiated", "below_target")


def read_benchmark(file: SignedFile, keys: Iterable[PublicKey]) -> tuple[Benchmark, PublicKey]:
    """Read a benchmark that one of some keys has signed, and return whose; raises ProblemsFound with all faults."""
    document, said, signer = file.checked("benchmark", keys)
    name = file.path.as_posix()
    problems = tuple(_check_data(document.data, name))
    if problems:
        raise ProblemsFound(problems)
    benchmark = benchmark_from_data(document.data)
    refuse_other_title(file.path, said, f"benchmark {benchmark.call} {benchmark.published}")
    return benchmark, signer


def benchmark_from_data(data: Mapping[str, Any]) -> Benchmark:
    """Return a benchmark of data that were checked."""
    whole = data["whole"]
    return Benchmark(
        call=data["call"],
        title=data["title"],
        contact=data["contact"],
        questionnaire=data["questionnaire"],
        version=data["version"],
        published=date.fromisoformat(data["published"]),
        k=data["k"],
        groups=tuple(BenchmarkGroup(g["id"], g["title"], _condition(g["when"])) for g in data["groups"]),
        whole=_part(whole, [g["id"] for g in data["groups"]]),
        readiness=_quartiles(whole["readiness"]),
        grades=whole["grades"],
        grades_substantiated=whole["grades_substantiated"],
        below_target=whole["below_target"],
        parts=tuple(_part(part, part["groups"]) for part in data["parts"]),
        warnings=tuple(data["warnings"]),
        noise=data["noise"]["epsilon"] if "noise" in data else None,
    )


def refuse_expired(benchmark: Benchmark, day: date, file: str) -> None:
    """Raise ProblemsFound for a benchmark that is too old to say anything."""
    if day > benchmark.expires:
        fields = {"published": benchmark.published, "expires": benchmark.expires}
        raise refuse("benchmark-expired", Place(file), call=benchmark.call, **fields)


def check_against_packs(benchmark: Benchmark, packs: Sequence[Pack], file: str) -> Iterator[Problem]:
    """Check a benchmark against the questionnaires at hand: one of them is what it compares answers to."""
    asked = f"{benchmark.questionnaire} {benchmark.version}"
    same = [pack for pack in packs if pack.id == benchmark.questionnaire]
    if not same:
        known = tuple(sorted({pack.id for pack in packs}))
        yield problem("benchmark-of-unknown-questionnaire", Place(file), asked=asked, known=known)
        return
    fitting = [pack for pack in same if benchmark.is_of(pack.id, pack.version)]
    if not fitting:
        known = tuple(pack.version for pack in same)
        yield problem("benchmark-of-another-version", Place(file), asked=asked, known=known)
        return
    yield from _check_names(benchmark, fitting[0], file)


def group_of(benchmark: Benchmark, pack: Pack, profile: Mapping[str, ProfileValue]) -> str | None:
    """Return the group that a profile belongs to, or None while it says too little."""
    coarse = coarse_profile(pack, profile)
    return next((group.id for group in _as_groups(benchmark) if fits(group, coarse)), None)


def _as_groups(benchmark: Benchmark) -> list[Group]:
    return [Group(group.id, group.title, group.when, 0) for group in benchmark.groups]


def _condition(when: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in when.items()}


def _part(data: Mapping[str, Any], groups: Iterable[str]) -> BenchmarkPart:
    low, high = data["size"]
    domains = {name: _quartiles(quartiles) for name, quartiles in data["domains"].items()}
    return BenchmarkPart(tuple(groups), (low, high), date.fromisoformat(data["as_of"]), domains)


def _quartiles(data: Mapping[str, int]) -> Quartiles:
    return Quartiles(data["p25"], data["p50"], data["p75"])


# -- what the form alone cannot say


def _check_data(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    yield from _check_groups(data, file)
    parts: list[tuple[str, Mapping[str, Any]]] = [("whole", data["whole"])]
    parts += [(f"parts/{number}", part) for number, part in enumerate(data["parts"], 1)]
    for path, part in parts:
        yield from _check_part(part, data, file, path)
    yield from _check_quartiles(data["whole"]["readiness"], Place(file, path="whole/readiness"))
    if "noise" in data:
        yield from _check_noise(data["noise"], file)


def _check_groups(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    known = [group["id"] for group in data["groups"]]
    for repeated in _repeated(known):
        yield problem("item-repeated", Place(file, path="groups"), value=repeated)
    shown = [name for part in data["parts"] for name in part["groups"]]
    for repeated in _repeated(shown):
        yield problem("benchmark-group-twice", Place(file, path="parts"), group=repeated)
    hidden = [name for one in data["withheld"] if one["why"] == "too-few" for name in one.get("groups", ())]
    for name in dict.fromkeys([*shown, *hidden]):
        if name not in known:
            yield problem("benchmark-group-unknown", Place(file, path="parts"), group=name, known=tuple(known))
    for name in dict.fromkeys(known):
        if name not in shown and name not in hidden:
            yield problem("benchmark-group-left-out", Place(file, path=f"groups/{name}"), group=name)


def _check_part(part: Mapping[str, Any], data: Mapping[str, Any], file: str, path: str) -> Iterator[Problem]:
    low, high = part["size"]
    if low < data["k"] or high < low:
        yield problem("benchmark-size-wrong", Place(file, path=f"{path}/size"), low=low, high=high, k=data["k"])
    if part["as_of"] > data["published"]:
        place, published = Place(file, path=f"{path}/as_of"), data["published"]
        yield problem("benchmark-day-wrong", place, day=part["as_of"], published=published)
    if set(part["domains"]) != set(data["whole"]["domains"]):
        expected, found = tuple(data["whole"]["domains"]), tuple(part["domains"])
        yield problem("benchmark-names-differ", Place(file, path=f"{path}/domains"), expected=expected, found=found)
    for name, quartiles in part["domains"].items():
        yield from _check_quartiles(quartiles, Place(file, path=f"{path}/domains/{name}"))
    yield from _check_shares(part, file, path)


def _check_shares(part: Mapping[str, Any], file: str, path: str) -> Iterator[Problem]:
    tables, step = [table for table in _SHARES if table in part], part.get("step", 5)
    if tables and "groups" in part and "step" not in part:
        yield problem("key-missing", Place(file, path=f"{path}/step"), key="step")
    for table in tables:
        for name, share in part[table].items():
            if share % step:
                place = Place(file, path=f"{path}/{table}/{name}")
                yield problem("benchmark-share-between-steps", place, share=share, step=step)


def _check_quartiles(data: Mapping[str, int], place: Place) -> Iterator[Problem]:
    if not data["p25"] <= data["p50"] <= data["p75"]:
        yield problem("benchmark-quartiles-disordered", place, p25=data["p25"], p50=data["p50"], p75=data["p75"])


def _check_noise(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    tables = sum(table["epsilon"] for table in data["tables"])
    earlier = sum(one["epsilon"] for one in data["earlier"])
    for path, said, found in (
        ("epsilon", data["epsilon"], tables),
        ("spent", data["spent"], data["epsilon"] + earlier),
    ):
        if abs(said - found) > SAME * max(1.0, found):
            yield problem("benchmark-budget-wrong", Place(file, path=f"noise/{path}"), said=said, found=found)


def _check_names(benchmark: Benchmark, pack: Pack, file: str) -> Iterator[Problem]:
    """Check that domains, grades and questions are the pack's, and that the groups part all enterprises."""
    exact = (
        ("whole/domains", benchmark.whole.domains, [domain.id for domain in core_domains(pack)]),
        ("whole/grades", benchmark.grades, [grade.id for grade in pack.grades]),
        ("whole/grades_substantiated", benchmark.grades_substantiated, [grade.id for grade in pack.grades]),
    )
    for path, found, expected in exact:
        if set(found) != set(expected):
            yield problem("benchmark-names-differ", Place(file, path=path), expected=expected, found=tuple(found))
    core = [question.id for question in core_questions(pack)]
    foreign = tuple(name for name in benchmark.below_target if name not in core)
    if foreign:
        yield problem("benchmark-questions-unknown", Place(file, path="whole/below_target"), questions=foreign)
    yield from check_partition(_as_groups(benchmark), coarse_values(pack), file)


def _repeated(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
