"""Time: policies that begin before they end, and older versions whose answers lead to questions of this one."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess.problems import Problem
from riskassess.questionnaire.checks.words import question_words
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded
from riskassess.questionnaire.nearest import nearest
from riskassess.questionnaire.versions import parts


def check_policy_dates(loaded: Loaded) -> Iterator[Problem]:
    """A policy's first day is not after its last."""
    for policy in loaded.roots("measures"):
        start, end = policy.text("valid_from"), policy.text("valid_to")
        if start and end and start > end:
            yield policy.at("valid_to").problem("policy-ends-before-start", start=start, end=end)


def check_migrations(loaded: Loaded) -> Iterator[Problem]:
    """A migration starts at an older major version, once, and gives every old question one way."""
    version = loaded.top.text("version")
    seen: set[float] = set()
    for migration in loaded.top.each("migrations"):
        start = migration.number("from")
        if start is None:
            continue
        if version and start >= parts(version)[0]:
            yield migration.at("from").problem("migration-not-older", start=start, version=version)
        if start in seen:
            yield migration.at("from").problem("migration-repeated", start=start)
        seen.add(start)
        yield from _one_way(migration)


def _one_way(migration: Spot) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, spot in _old(migration):
        if name in seen:
            yield spot.problem("migration-two-ways", question=name)
        seen.add(name)


def _old(migration: Spot) -> Iterator[tuple[str, Spot]]:
    yield from migration.entries("renamed")
    yield from migration.entries("split")
    yield from ((spot.value, spot) for spot in migration.each("dropped"))


def check_migration_targets(loaded: Loaded) -> Iterator[Problem]:
    """An old question leads to one of this version, or to one that a later migration carries on."""
    questions = question_words(loaded)
    if questions is None:
        return
    migrations = list(loaded.top.each("migrations"))
    for migration in migrations:
        start = migration.number("from")
        later = [m for m in migrations if (m.number("from") or 0) > (start or 0)]
        known = {*questions, *(name for m in later for name, _ in _old(m))}
        for spot in _new(migration):
            if spot.value not in known:
                near = nearest(spot.value, sorted(known))
                yield spot.problem("question-unknown", question=spot.value, nearest=near)


def _new(migration: Spot) -> Iterator[Spot]:
    yield from (spot for _, spot in migration.entries("renamed"))
    for _, several in migration.entries("split"):
        yield from several.listed()
