"""What a pack may hold and had better not: warnings, each a small function, that a pack can accept with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess.problems import Problem
from riskassess.questionnaire.loading.pack_files import Loaded


def check_warnings(loaded: Loaded) -> Iterator[Problem]:
    """Run every warning check."""
    return iter(())
