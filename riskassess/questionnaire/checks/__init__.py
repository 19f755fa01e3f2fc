"""What a pack must hold beyond the form of its files: small checks in a tuple, each giving the problems it finds.

A new rule is one more function here. Every check goes over the sound parts only and is quiet about links into files
that could not be read, so that one fault is reported once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from riskassess.problems import Problem
from riskassess.questionnaire.loading.pack_files import Loaded

Check = Callable[[Loaded], Iterable[Problem]]

CHECKS: tuple[Check, ...] = ()


def check_loaded(loaded: Loaded) -> tuple[Problem, ...]:
    """Run every check and return what they find, in the order of the checks."""
    return tuple(found for check in CHECKS for found in check(loaded))
