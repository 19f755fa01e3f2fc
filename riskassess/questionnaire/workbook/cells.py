"""One cell: plain data as what a cell can hold, and back.

Lists of ids are written with commas between, conditions as lines of ``field: choice, choice``. Reading takes what
people type (Chinese commas and colons too) and guesses nothing: what does not fit is left as it stands, for the checks
to refuse at this cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, cast

from riskassess.questionnaire.workbook.sheets import Form
from riskassess.questionnaire.writing.scalars import number

Cell = str | float | bool | None

LONGEST_CELL = 32_767
"""Characters that a cell of the format can hold."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_COMMAS = ",，、;；"
_COLONS = ":："
_WORD = re.compile(rf'"(?:[^"]|"")*"|[^\s{_COMMAS}]+')
_NAME = re.compile(rf'\s*("(?:[^"]|"")*"|[^\s{_COLONS}]+)\s*[{_COLONS}](.*)', re.DOTALL)
_DECIMAL = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_MONEY = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s+(\S+)")
_TRUTH = {"true": True, "false": False}


class NotPairs(ValueError):
    """Say that a line of a cell names nothing before a colon."""


class NameRepeated(ValueError):
    """Say that two lines of a cell begin with the same name."""


def written(value: Any, form: Form) -> Cell:
    """Return what a cell holds for a value, or None where no cell can hold it exactly."""
    if isinstance(value, list):
        return _fitting(_words_text(cast("list[Any]", value)))
    if isinstance(value, Mapping):
        return _fitting(_mapping_text(cast("Mapping[str, Any]", value), form))
    if isinstance(value, str):
        return _fitting(value)
    return value if isinstance(value, bool) or _is_exact(value) else None


def _fitting(text: str | None) -> str | None:
    if text is None or not text.strip() or len(text) > LONGEST_CELL or _UNWRITABLE.search(text):
        return None
    return text


def _is_exact(value: Any) -> bool:
    return isinstance(value, (int, float)) and len(number(value)) <= 15


def _words_text(words: list[Any]) -> str | None:
    if not words or not all(isinstance(word, str) for word in words):
        return None
    return ", ".join(_protected(word) for word in words)


def _mapping_text(value: Mapping[str, Any], form: Form) -> str | None:
    if form is Form.VALUE:
        return f"{number(value['amount'])} {value['currency']}" if set(value) == {"amount", "currency"} else None
    lines: list[str] = []
    for name, several in value.items():
        words = _words_text(several) if isinstance(several, list) else _protected(str(several))  # pyright: ignore[reportUnknownArgumentType]
        if words is None:
            return None
        lines.append(f"{_protected(name)}: {words}")
    return "\n".join(lines)


def _protected(word: str) -> str:
    """Return a word in quotes where its signs would be taken for those between words."""
    plain = _WORD.fullmatch(word) and not word.startswith('"') and not any(sign in word for sign in _COLONS)
    return word if plain else '"' + word.replace('"', '""') + '"'


def read(cell: Any, form: Form, kind: str | None = None) -> Any:
    """Return the plain value of a cell that is not empty; raises `NotPairs` and `NameRepeated`."""
    if form is Form.NUMBER:
        return _as_number(cell)
    if form is Form.YES_NO:
        return _TRUTH.get(cell.strip().lower(), cell) if isinstance(cell, str) else _whole(cell)
    if form is Form.WORDS:
        return words_of(_as_words(cell))
    if form is Form.CHOICES:
        return {name: words_of(rest) for name, rest in _lines(_as_words(cell))}
    if form is Form.PAIRS:
        return {name: " ".join(words_of(rest)) for name, rest in _lines(_as_words(cell))}
    return _profile_value(cell, kind) if form is Form.VALUE else _as_text(cell)


def is_empty(cell: Any) -> bool:
    """Tell whether a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def words_of(text: str) -> list[str]:
    """Return the words of a list as it is typed into a cell."""
    return [_bare(word) for word in _WORD.findall(text)]


def _bare(word: str) -> str:
    return word[1:-1].replace('""', '"') if len(word) > 1 and word[0] == word[-1] == '"' else word


def _lines(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        parts = _NAME.fullmatch(line)
        if not parts:
            raise NotPairs(line.strip())
        name = _bare(parts[1])
        if any(name == earlier for earlier, _ in found):
            raise NameRepeated(name)
        found.append((name, parts[2]))
    return found


def _as_text(cell: Any) -> Any:
    """Return what was typed into a column of texts; programs turn days and numbers into something else on the way."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return cell if isinstance(cell, (str, bool)) else str(cell)
    return number(cell)


def _as_words(cell: Any) -> str:
    """Return the text of a cell that lists words, where a truth value is a word like any other."""
    return str(cell).lower() if isinstance(cell, bool) else str(_as_text(cell))


def _as_number(cell: Any) -> Any:
    if isinstance(cell, str) and _DECIMAL.fullmatch(cell.strip()):
        return _whole(float(cell))
    return _whole(cell)


def _whole(cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return cell if isinstance(cell, (bool, int, float, str)) else str(cell)


def _profile_value(cell: Any, kind: str | None) -> Any:
    if kind == "choices":
        return words_of(_as_words(cell))
    if kind == "money" and isinstance(cell, str):
        parts = _MONEY.fullmatch(cell.strip())
        return {"amount": _as_number(parts[1]), "currency": parts[2]} if parts else _as_number(cell)
    return _as_number(cell) if kind in ("number", "money") else _as_text(cell)
