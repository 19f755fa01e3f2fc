"""Plain data as a YAML text in the form of one kind of file; the form follows from its schema.

Keys stand in the schema's order and texts in the order of the pack's languages. Short lists and references to norms
stand on one line, everything else has lines of its own: one text, one line, so that a comparison of two versions
shows which text changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast

from riskassess.questionnaire.schemas import schema
from riskassess.questionnaire.writing.scalars import scalar

_INLINE = "norm"  # the title of the one part of the schemas whose mappings stand on one line
_Mapping = dict[str, Any]


def yaml_text(data: Any, kind: str, languages: Sequence[str] = ()) -> str:
    """Return a file's text; `kind` is the name of its schema (``pack``, ``domain`` …)."""
    lines = _Form(kind, tuple(languages)).lines(data, _schema(kind))
    return "".join(f"{line}\n" for line in lines)


@cache
def _schema(kind: str) -> _Mapping:
    return schema(kind)


class _Form:
    """Write values below one schema."""

    def __init__(self, kind: str, languages: tuple[str, ...]) -> None:
        self._definitions: _Mapping = _schema(kind).get("$defs", {})
        self._languages = languages

    def lines(self, value: Any, part: _Mapping) -> Iterator[str]:
        """Go through the lines of a value, not indented."""
        part = self._resolved(part)
        if isinstance(value, dict) and value and part.get("title") != _INLINE:
            yield from self._mapping(cast("_Mapping", value), part)
        elif isinstance(value, list) and value and not self._fits_one_line(cast("list[Any]", value), part):
            yield from self._list(cast("list[Any]", value), part)
        else:
            yield _one_line(value, self._order(cast("_Mapping", value), part) if isinstance(value, dict) else ())

    def _mapping(self, value: _Mapping, part: _Mapping) -> Iterator[str]:
        known: _Mapping = part.get("properties", {})
        for key in self._order(value, part):
            name = key if key in known else scalar(key)
            below = self._below(part, key)
            lines = list(self.lines(value[key], below))
            if not _has_own_lines(value[key], lines):
                yield f"{name}: {lines[0]}"
                continue
            yield f"{name}:"
            yield from (f"  {line}" for line in lines)

    def _list(self, items: list[Any], part: _Mapping) -> Iterator[str]:
        for item in items:
            for index, line in enumerate(self.lines(item, part.get("items", {}))):
                yield f"{'  ' if index else '- '}{line}"

    def _order(self, value: _Mapping, part: _Mapping) -> list[str]:
        known = self._languages if part.get("title") == "text" else tuple(part.get("properties", {}))
        return [*(key for key in known if key in value), *(key for key in value if key not in known)]

    def _below(self, part: _Mapping, key: str) -> _Mapping:
        below = part.get("properties", {}).get(key, part.get("additionalProperties"))
        return cast("_Mapping", below) if isinstance(below, dict) else {}

    def _resolved(self, part: _Mapping) -> _Mapping:
        name = str(part.get("$ref", "")).removeprefix("#/$defs/")
        return {**self._definitions[name], **part} if name in self._definitions else part

    def _fits_one_line(self, items: list[Any], part: _Mapping) -> bool:
        names_files = part.get("items", {}).get("$ref") == "#/$defs/file"
        plain = all(not isinstance(item, (dict, list)) for item in items)
        return plain and not names_files and self._resolved(part.get("items", {})).get("title") != _INLINE


def _has_own_lines(value: Any, lines: list[str]) -> bool:
    if len(lines) > 1:
        return True
    return isinstance(value, (dict, list)) and lines[0][0] not in "[{"


def _one_line(value: Any, order: Sequence[str]) -> str:
    if isinstance(value, dict):
        pairs = cast("_Mapping", value)
        return f"{{{', '.join(f'{scalar(key, inline=True)}: {scalar(pairs[key], inline=True)}' for key in order)}}}"
    if isinstance(value, list):
        return f"[{', '.join(scalar(item, inline=True) for item in cast('list[Any]', value))}]"
    return scalar(value)
