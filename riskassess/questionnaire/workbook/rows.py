"""A pack's files as rows of cells, and what no row can hold.

What a table cannot say (an empty list that stands in the file, a control character) is found by building the files
again from the rows and comparing: so nothing is lost in silence, whatever a pack may come to hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from riskassess.questionnaire.workbook.cells import LONGEST_CELL, Cell, written
from riskassess.questionnaire.workbook.sheets import (
    BY_NAME,
    FILE,
    PACK,
    PACK_ROWS,
    Column,
    Form,
    Shape,
    Sheet,
    Steps,
)
from riskassess.questionnaire.writing.pack_folder import PackFile

Row = Mapping[str, Cell]
"""Name of a column (with its language where it has one) → content; empty cells are left out."""


@dataclass(frozen=True)
class _Item:
    """Hold what one row is made from."""

    owner: str
    kind: str
    key: str
    data: Any


def localised(column: Column, language: str) -> str:
    """Return the name of a text's column for one language."""
    return f"{column.name}.{language}"


def pack_rows(files: Sequence[PackFile], languages: Sequence[str]) -> list[tuple[str, Cell]]:
    """List name and content of the upright sheet of pack.yaml."""
    top = files[0].data
    rows: list[tuple[str, Cell]] = []
    for column in PACK_ROWS:
        rows += _cells(column, top, languages)
    return rows


def rows_of(sheet: Sheet, files: Sequence[PackFile], languages: Sequence[str]) -> Iterator[Row]:
    """Go through the rows of a sheet, in the order of the pack."""
    for item in _items(sheet, files):
        row: dict[str, Cell] = {
            name: content
            for name, content in (
                (sheet.owner_column, item.owner),
                (sheet.kind_column, item.kind),
                (sheet.key_column if sheet.shape is Shape.ENTRIES else FILE, item.key),
            )
            if name and content
        }
        for column in sheet.columns:
            if column.name not in row:
                row |= {name: content for name, content in _cells(column, item.data, languages) if content is not None}
        yield row


def _cells(column: Column, data: Any, languages: Sequence[str]) -> Iterator[tuple[str, Cell]]:
    value = dig(data, column.path)
    if column.form is Form.LOCAL:
        for language in languages:
            wording = cast("dict[str, Any]", value).get(language) if isinstance(value, dict) else None
            yield localised(column, language), None if wording is None else written(wording, column.form)
    elif value is None or (column.path == () and isinstance(value, dict) and column.form is Form.TEXT):
        yield column.name, None
    else:
        yield column.name, written(value, column.form)


def dig(data: Any, path: Steps) -> Any:
    """Return what stands under a path, or None."""
    for step in path:
        if isinstance(step, int):
            items = cast("list[Any]", data) if isinstance(data, list) else []
            data = items[step] if step < len(items) else None
        else:
            data = cast("dict[str, Any]", data).get(step) if isinstance(data, dict) else None
    return data


def _items(sheet: Sheet, files: Sequence[PackFile]) -> Iterator[_Item]:
    if sheet.shape is Shape.FILES:
        yield from (_Item("", "", file.name, file.data) for file in _files(sheet.part, files))
        return
    if sheet.owners:
        owning = BY_NAME[sheet.owners]
        for owner in _items(owning, files):
            name = owner.key if owning.name_column == FILE else dig(owner.data, (owning.name_column,))
            yield from _below(sheet, str(name), owner.data)
        return
    for file in _files(sheet.part, files):
        yield from _below(sheet, "", file.data)


def _files(part: str, files: Sequence[PackFile]) -> Iterator[PackFile]:
    if part == PACK:
        yield files[0]
        return
    named = files[0].data.get(part)
    for name in named if isinstance(named, list) else [named]:  # pyright: ignore[reportUnknownVariableType]
        yield from (file for file in files[1:] if file.name == name)


def _below(sheet: Sheet, owner: str, data: Any) -> Iterator[_Item]:
    for kind in sheet.kinds or ("",):
        container = dig(data, (*sheet.below, kind) if kind else sheet.below)
        if isinstance(container, dict):
            entries = cast("dict[str, Any]", container)
            yield from (_Item(owner, kind, key, entries[key]) for key in entries)
        elif isinstance(container, list):
            yield from (_Item(owner, kind, "", item) for item in cast("list[Any]", container))


class CannotHold(ValueError):
    """Say that a workbook cannot hold a pack: a place of it would come back as something else."""


def differences(original: Any, again: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Go through what is in the original and not in what came back; raises `CannotHold` where it came back changed."""
    if again is None and original is not None:
        yield path, original
    elif isinstance(original, dict) and isinstance(again, dict):
        ours, theirs = cast("dict[str, Any]", original), cast("dict[str, Any]", again)
        if not set(theirs) <= set(ours):
            raise CannotHold(spoken(path, None))
        for key, value in ours.items():
            if key not in theirs:
                yield (*path, key), value
            else:
                yield from differences(value, theirs[key], (*path, key))
    elif isinstance(original, list) and isinstance(again, list) and len(original) == len(again):  # pyright: ignore[reportUnknownArgumentType]
        for index, (value, other) in enumerate(zip(original, again, strict=True)):  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
            yield from differences(value, other, (*path, index))
    elif original != again or isinstance(original, bool) != isinstance(again, bool):
        raise CannotHold(spoken(path, None))


def exact_rows(file: str, path: Steps, value: Any, data: Any) -> Iterator[tuple[str, str, str]]:
    """Go through the rows for a value that no table holds: file, path, and its JSON in pieces that fit a cell."""
    whole = json.dumps(value)
    for start in range(0, len(whole), LONGEST_CELL):
        yield file, spoken(path, data), whole[start : start + LONGEST_CELL]


def spoken(path: Steps, data: Any) -> str:
    """Write a path as one text; an item of a list is named by its id where it has one, since rows move."""
    parts: list[str] = []
    for step in path:
        data = dig(data, (step,))
        name = cast("dict[str, Any]", data).get("id") if isinstance(step, int) and isinstance(data, dict) else None
        parts.append(str(name if isinstance(name, str) and name else step).replace("~", "~0").replace("/", "~1"))
    return "/".join(parts)


def found_path(text: str, data: Any) -> Steps | None:
    """Return the path that a text names in data, or None where an item or mapping on the way is gone."""
    path: list[str | int] = []
    parts = [part.replace("~1", "/").replace("~0", "~") for part in text.split("/")] if text else []
    for number, part in enumerate(parts):
        if isinstance(data, list):
            step = _position(cast("list[Any]", data), part)
            if step is None:
                return None
            path.append(step)
        elif isinstance(data, dict):
            path.append(part)
            if part not in data and number < len(parts) - 1:
                return None
        else:
            return None
        data = dig(data, (path[-1],))
    return tuple(path)


def _position(items: list[Any], part: str) -> int | None:
    for index, item in enumerate(items):
        if isinstance(item, dict) and cast("dict[str, Any]", item).get("id") == part:
            return index
    return int(part) if part.isdigit() and int(part) < len(items) else None
