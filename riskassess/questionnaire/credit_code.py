"""The unified social credit code (USCC) of an enterprise, by GB 32100-2015: 18 signs, the last one a check sign."""

from __future__ import annotations

import re

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # I, O, S, V, Z are not used: they look like digits or each other
_FORM = re.compile(rf"[{_SIGNS}]{{2}}[0-9]{{6}}[{_SIGNS}]{{10}}")


def is_formed(code: str) -> bool:
    """Tell whether a code has the signs of a USCC: authority, kind, six digits of the place, nine signs, check sign."""
    return _FORM.fullmatch(code) is not None


def check_sign(code: str) -> str:
    """Return the check sign that belongs to the first 17 signs: weights 3^i modulo 31 (GB 32100-2015, annex)."""
    total = sum(_SIGNS.index(sign) * pow(3, position, 31) for position, sign in enumerate(code[:17]))
    return _SIGNS[-total % 31]
