"""Days on which something is due, as plain values that know nothing of the program that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class DueDay:
    """Hold one day; `uid` stays the same however often it is handed on, `stamp` is when this was said."""

    uid: str
    day: date
    title: str
    words: str
    stamp: datetime  # with its zone
    done: bool = False


def day_data(due: DueDay) -> dict[str, Any]:
    """Return a day as plain data for JSON."""
    return {
        "uid": due.uid,
        "day": due.day.isoformat(),
        "title": due.title,
        "words": due.words,
        "stamp": due.stamp.isoformat(),
        "done": due.done,
    }


def day_from_data(data: Mapping[str, Any]) -> DueDay:
    """Return a day from its plain data."""
    day, stamp = date.fromisoformat(data["day"]), datetime.fromisoformat(data["stamp"])
    return DueDay(data["uid"], day, data["title"], data["words"], stamp, data["done"])
