"""Countries and regions with their names, found by Chinese, pinyin, initials, English or ISO code.

The table is data (``resources/countries.json``), reviewed by hand and built by ``tools/countries.py``; nothing here
needs more than the standard library. A leaf like the texts: every room may use it.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from riskassess.locations import resources


@dataclass(frozen=True, slots=True)
class Country:
    """Hold one country or region of ISO 3166-1; `also` are other names that people type."""

    code: str  # alpha-3
    alpha_2: str
    zh: str
    en: str
    also: tuple[str, ...]
    pinyin: tuple[str, ...]  # of `zh` first, then of its other Chinese names; no spaces, no tones
    initials: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """List all countries and regions by pinyin."""
    rows: list[dict[str, Any]] = json.loads((resources() / "countries.json").read_text(encoding="utf-8"))
    return tuple(
        Country(
            code=r["code"],
            alpha_2=r["alpha_2"],
            zh=r["zh"],
            en=r["en"],
            also=tuple(r["also"]),
            pinyin=tuple(r["pinyin"]),
            initials=tuple(r["initials"]),
        )
        for r in rows
    )


@cache
def _by_code() -> dict[str, Country]:
    return {c.code: c for c in countries()}


def country(code: str) -> Country | None:
    """Return a country by its alpha-3 code, or None."""
    return _by_code().get(code)


def codes() -> tuple[str, ...]:
    """List all alpha-3 codes."""
    return tuple(_by_code())


def name(code: str, language: str) -> str:
    """Return a country's name, in Chinese where the language is Chinese, else in English; an unknown code is itself."""
    found = country(code)
    if found is None:
        return code
    return found.zh if language.startswith("zh") else found.en


def find(text: str, *, most: int = 20) -> tuple[Country, ...]:
    """Return the countries that a typed text may mean, best first; nothing typed finds nothing."""
    wanted = folded(text)
    if not wanted:
        return ()
    ranked = [(rank, place, c) for place, c in enumerate(countries()) if (rank := _rank(c, wanted)) is not None]
    return tuple(c for _, _, c in sorted(ranked, key=lambda row: row[:2])[:most])


def folded(text: str) -> str:
    """Return a text without spaces, signs, accents and case, as it is compared."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def _keys(code: str) -> tuple[tuple[str, ...], ...]:
    """Return what is compared for a country: its names, codes, initials, and everything it is called besides."""
    c = _by_code()[code]
    groups = (
        (c.zh, c.en, c.pinyin[0]),
        (c.code, c.alpha_2),
        c.initials[:1],
        (*c.also, *c.pinyin[1:], *c.initials[1:]),
    )
    return tuple(tuple(folded(text) for text in group) for group in groups)


def _rank(c: Country, wanted: str) -> int | None:
    names, short, initials, also = _keys(c.code)
    tests = (
        wanted in names,
        wanted in short,
        wanted in initials,
        wanted in also,
        any(name.startswith(wanted) for name in names),
        any(letters.startswith(wanted) for letters in initials),
        any(name.startswith(wanted) for name in also),
        any(wanted in name for name in (*names, *also)),
    )
    return next((rank for rank, holds in enumerate(tests) if holds), None)
