"""Tickets: codes on cards, drawn out of a hat by those who are invited. Intake knows only what they hash to.

A ticket is the token itself, so nothing but the card says who holds which, and nobody writes that down.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final, cast

from riskassess.exchange.tokens import new_token
from riskassess.problems import Place, ProblemsFound, refuse

FORMAT: Final = "riskassess-tickets/1"
MOST: Final = 100_000


def draw_tickets(count: int, call: str) -> tuple[tuple[str, ...], bytes]:
    """Draw tickets; return their tokens and the file of their hashes, in an order of its own."""
    if not 1 <= count <= MOST:
        raise refuse("tickets-number", count=count, most=MOST)
    tokens = tuple(new_token() for _ in range(count))
    hashes = sorted(ticket_hash(call, token) for token in tokens)
    return tokens, (json.dumps({"format": FORMAT, "call": call, "hashes": hashes}, indent=0) + "\n").encode()


def ticket_hash(call: str, token: str) -> str:
    """Return what intake knows of a ticket."""
    return hashlib.sha256(f"ticket {call} {token}".encode()).hexdigest()


def read_tickets(path: Path, call: str) -> frozenset[str]:
    """Read the hashes of a call's tickets; raises ProblemsFound."""
    from riskassess.questionnaire.loading.reading import read_document, read_file  # intake's processes read no tickets

    place = Place(path.as_posix())
    content, failed = read_file(path)
    if failed:
        raise ProblemsFound((failed,))
    document, problems = read_document(content, path.as_posix())
    data: Any = document.data if document is not None and not problems else None
    if not isinstance(data, dict):
        raise refuse("tickets-malformed", place, path=place.file)
    said = cast("dict[str, Any]", data)
    hashes: Any = said.get("hashes")
    if said.get("format") != FORMAT or said.get("call") != call or not isinstance(hashes, list):
        raise refuse("tickets-malformed", place, path=place.file)
    return frozenset(str(item) for item in cast("list[Any]", hashes))
