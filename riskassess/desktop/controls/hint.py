"""Hints that say text as it is: Qt takes a hint for markup as soon as it looks like some, and gives no other choice."""

from __future__ import annotations

from html import escape


def plain_hint(text: str) -> str:
    """Return text for a hint, such that what people and packs wrote is shown and never carried out."""
    return text if "<" not in text else f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
