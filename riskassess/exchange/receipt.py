"""Receipts of contributions: what an enterprise keeps, so that it can correct or take back what it sent.

They stay at home. The code in one is the only thing that ties a correction to what came before; it is of no use
any more when the call is over, and the receipt says so.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

from riskassess.exchange.submission import HIGHEST_SERIAL
from riskassess.exchange.tokens import token_of
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.loading.reading import read_document, read_file

FORMAT: Final = "riskassess-receipt/1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Hold one receipt; `enterprise` is a name or code of whom it is for, and leaves nobody's house."""

    call: str
    code: str
    serial: int
    enterprise: str
    withdrawn: bool


def receipt_bytes(receipt: Receipt) -> bytes:
    """Return the file of a receipt."""
    return (json.dumps({"format": FORMAT, **asdict(receipt)}, ensure_ascii=False, indent=1) + "\n").encode()


def read_receipt(path: Path) -> Receipt:
    """Read a receipt; raises ProblemsFound for what is none."""
    place = Place(path.as_posix())
    content, failed = read_file(path)
    if failed:
        raise ProblemsFound((failed,))
    document, problems = read_document(content, path.as_posix())
    data: Any = document.data if document is not None and not problems else None
    if not isinstance(data, dict):
        raise refuse("receipt-malformed", place, path=place.file)
    said = dict(cast("dict[str, Any]", data))
    if said.pop("format", None) != FORMAT or not _is_sound(said):
        raise refuse("receipt-malformed", place, path=place.file)
    token_of(said["code"])
    return Receipt(**said)


def _is_sound(said: dict[str, Any]) -> bool:
    kinds = {"call": str, "code": str, "serial": int, "enterprise": str, "withdrawn": bool}
    if {name: type(value) for name, value in said.items()} != kinds:
        return False
    return 1 <= said["serial"] <= HIGHEST_SERIAL
