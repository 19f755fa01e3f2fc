"""Recovery codes: 120 random bits as people can write them down, with signs that tell a slip of the pen.

24 signs of Crockford's base 32 (no I, L, O, U) carry the bits and four more are taken from their SHA-256, so that a
mistyped code is called mistyped and is not tried as a passphrase.
"""

from __future__ import annotations

import hashlib
import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_CARRYING, _CHECKING, _GROUP = 24, 4, 4


def new_recovery_code() -> str:
    """Make a code, in groups of four signs."""
    carried = "".join(secrets.choice(_SIGNS) for _ in range(_CARRYING))
    signs = carried + _check(carried)
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def is_shaped_like_code(text: str) -> bool:
    """Tell whether somebody who typed this may have meant a code."""
    signs = _plain(text)
    return len(signs) == _CARRYING + _CHECKING and set(signs) <= set(_SIGNS)


def code_signs(text: str) -> str | None:
    """Return the signs of a code however it was grouped and in whichever case, or None for what is no code."""
    signs = _plain(text)
    return signs if is_shaped_like_code(text) and _check(signs[:_CARRYING]) == signs[_CARRYING:] else None


def _plain(text: str) -> str:
    return "".join(text.upper().split()).replace("-", "").translate(_READ_AS)


def _check(carried: str) -> str:
    number = int.from_bytes(hashlib.sha256(carried.encode()).digest()[:4], "big")
    return "".join(_SIGNS[number >> (5 * place) & 31] for place in range(_CHECKING))
