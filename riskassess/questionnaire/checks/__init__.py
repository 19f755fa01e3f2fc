"""What a pack must hold beyond the form of its files: small checks in a tuple, each giving the problems it finds.

A new rule is one more function here. Every check goes over the sound parts only and is quiet about links into files
that could not be read, so that one fault is reported once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from riskassess.problems import Problem
from riskassess.questionnaire.checks import (
    conditions,
    history,
    identifiers,
    links,
    profile,
    samples,
    scales,
    targets,
)
from riskassess.questionnaire.loading.pack_files import Loaded

Check = Callable[[Loaded], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    identifiers.check_names_once,
    identifiers.check_instrument_names,
    scales.check_levels,
    scales.check_grades,
    scales.check_caps,
    scales.check_evidence,
    profile.check_choices,
    profile.check_sharing,
    profile.check_fills,
    profile.check_region_codes,
    conditions.check_conditions,
    conditions.check_rule_fields,
    targets.check_raises,
    targets.check_floors,
    links.check_instrument_links,
    links.check_successions,
    links.check_norm_links,
    links.check_role_links,
    links.check_condition_questions,
    history.check_policy_dates,
    history.check_migrations,
    history.check_migration_targets,
    samples.check_samples,
)


def check_loaded(loaded: Loaded) -> tuple[Problem, ...]:
    """Run every check and return what they find, in the order of the checks."""
    return tuple(found for check in CHECKS for found in check(loaded))
