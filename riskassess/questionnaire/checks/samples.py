"""The samples of a pack: filled answers files that must be good answers to it."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess.problems import Problem
from riskassess.questionnaire.checks.answers import check_answers
from riskassess.questionnaire.checks.words import loaded_words
from riskassess.questionnaire.loading.pack_files import Loaded


def check_samples(loaded: Loaded) -> Iterator[Problem]:
    """Every sample is answers that this pack takes."""
    words = loaded_words(loaded)
    for root in loaded.roots("samples"):
        yield from check_answers(root, words)
