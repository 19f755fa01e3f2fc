"""Tokens: 128 random bits that say "the same enterprise again" and nothing else, and the code people type for them.

A code has 26 signs for the token and one that is worked out from them (the hybrid scheme of ISO/IEC 7064 with 33 and
32), so that a slip of the pen is noticed before it makes a second enterprise. A token is drawn, never derived.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from riskassess.problems import refuse

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are read as 1, 1, 0 and V where somebody typed them."""
_SIGNS, _ROW = 26, 3
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_TOKEN = re.compile(r"[0-9a-f]{32}\Z")


def new_token() -> str:
    """Draw a token: 32 lower-case hexadecimal digits."""
    return secrets.token_hex(16)


def is_token(text: object) -> bool:
    """Tell whether a value is a token."""
    return isinstance(text, str) and _TOKEN.match(text) is not None


def code_of(token: str) -> str:
    """Return the contribution code of a token, in rows of three."""
    number = int(token, 16)
    signs = [ALPHABET[number >> 5 * place & 31] for place in reversed(range(_SIGNS))]
    code = "".join((*signs, ALPHABET[_check_value(signs)]))
    return "-".join(code[start : start + _ROW] for start in range(0, len(code), _ROW))


def token_of(code: str) -> str:
    """Return the token of a code as somebody typed it; raises ProblemsFound for one that was mistyped."""
    signs = re.sub(r"[\s\-–—]", "", code).upper().translate(_READ_AS)
    if len(signs) != _SIGNS + 1 or set(signs) - set(ALPHABET):
        raise refuse("code-malformed", signs=_SIGNS + 1)
    number = sum(ALPHABET.index(sign) << 5 * place for place, sign in enumerate(reversed(signs[:-1])))
    if ALPHABET[_check_value(list(signs[:-1]))] != signs[-1] or number >> 128:
        raise refuse("code-mistyped")
    return f"{number:032x}"


def _check_value(signs: list[str]) -> int:
    rest = 32
    for sign in signs:
        rest = (rest + ALPHABET.index(sign)) % 32 or 32
        rest = rest * 2 % 33
    return (33 - rest) % 32
