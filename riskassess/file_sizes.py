"""Sizes of files in words, the same in the window and in a report."""

from __future__ import annotations

from riskassess.texts import Texts

_STEPS = ((1_000_000, "megabytes"), (1_000, "kilobytes"))


def size_words(size: int, texts: Texts) -> str:
    """Return a size in bytes as it is read: bytes, or kilobytes and megabytes with one decimal."""
    for step, name in _STEPS:
        if size >= step:
            return texts(f"attachments.{name}", number=f"{size / step:.1f}")
    return texts("attachments.bytes", number=size)
