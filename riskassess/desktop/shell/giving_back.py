"""Memory that was let go is given back to the system: the C library keeps it otherwise, 16 MB after a session.

Only glibc keeps so much and can be asked (`malloc_trim`); anywhere else there is nothing to do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any


def give_back() -> bool:
    """Give free memory back; tell whether there was any to give."""
    trim = _trim()
    return trim is not None and trim(0) == 1


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    trim: Any = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim
