"""The known name that an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

NOTHING = "–"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like `name` (letters' case aside), or a dash where nothing is known."""
    wanted = name.casefold()
    rated = [(SequenceMatcher(None, wanted, other.casefold()).ratio(), other) for other in known]
    return max(rated, key=lambda pair: pair[0])[1] if rated else NOTHING
