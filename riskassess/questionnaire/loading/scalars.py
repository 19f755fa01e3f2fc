"""What an unquoted word of a file means: the core schema of YAML 1.2, and nothing of 1.1.

``yes``, ``no``, ``on`` and dates are texts. Kept apart from the reader because whoever writes a file must know the same
rules to tell which texts need quotes.
"""

from __future__ import annotations

import math
import re

_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_BOOLEAN = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

LONGEST_NUMBER = 40
"""Signs a number may have; more is refused, since turning long digits into a number takes time without bound."""


class NumberRefused(ValueError):
    """Say that a number has no finite value or is too long."""


def plain(word: str) -> str | int | float | bool | None:
    """Return what an unquoted word stands for; raise `NumberRefused` for infinity, not-a-number and endless digits."""
    if word in _NULL:
        return None
    if word in _BOOLEAN:
        return _BOOLEAN[word]
    if _SPECIAL.fullmatch(word):
        raise NumberRefused(word)
    for form, base in ((_DECIMAL, 10), (_OCTAL, 8), (_HEX, 16)):
        if form.fullmatch(word):
            return int(_short(word), base) if base == 10 else int(_short(word)[2:], base)
    if _FLOAT.fullmatch(word):
        return finite(word)
    return word


def finite(word: str) -> float:
    """Return a float; raise `NumberRefused` where it is not finite or too long."""
    value = float(_short(word))
    if not math.isfinite(value):
        raise NumberRefused(word)
    return value


def _short(word: str) -> str:
    if len(word) > LONGEST_NUMBER:
        raise NumberRefused(word)
    return word


def is_text(word: str) -> bool:
    """Tell whether an unquoted word stays a text."""
    try:
        return isinstance(plain(word), str)
    except NumberRefused:
        return False
