"""Rows of cells back to the files of a pack, with the cell of every value remembered.

Every row is taken for what it says; where it cannot be placed (its owner is not there, a line has no colon) that is a
problem at its cell. Whether the result is a good pack is for the checks that every pack passes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast

from riskassess.problems import Place, Problem, problem
from riskassess.questionnaire.loading.pack_files import LISTS, SINGLE
from riskassess.questionnaire.loading.sources import PACK_FILE
from riskassess.questionnaire.nearest import nearest
from riskassess.questionnaire.workbook.cells import NameRepeated, NotPairs, is_empty, read
from riskassess.questionnaire.workbook.rows import dig, found_path
from riskassess.questionnaire.workbook.sheets import (
    EXACT,
    FILE,
    PACK,
    PACK_ROWS,
    SHEETS,
    Column,
    Form,
    Shape,
    Sheet,
    Steps,
    is_structural,
)
from riskassess.questionnaire.writing.pack_folder import PackFile


@dataclass(frozen=True)
class ReadCell:
    """Hold a cell's name (such as C12) and its content."""

    name: str
    content: Any


Cells = Mapping[str, ReadCell]
"""Column (with its language where it has one) → cell, for every column that the sheet has."""


@dataclass(frozen=True)
class _Owner:
    """Hold an item that rows of other sheets belong to, and where it stands."""

    file: str
    path: Steps
    data: dict[str, Any]


@dataclass(frozen=True)
class _Value:
    """Hold one value of a row: where it stands in the row's item, and its cell."""

    path: Steps
    value: Any
    cell: str


@dataclass
class Book:
    """Take the sheets of a workbook and give the files of a pack."""

    shown: str
    """The workbook's name, for places."""
    files: dict[str, PackFile] = field(default_factory=dict[str, PackFile])
    cells: dict[tuple[str, Steps], tuple[str, str]] = field(default_factory=dict[tuple[str, Steps], tuple[str, str]])
    """File and path → sheet and cell, also for cells that are empty."""
    key_cells: dict[tuple[str, Steps], tuple[str, str]] = field(
        default_factory=dict[tuple[str, Steps], tuple[str, str]]
    )
    """The same for the keys of entries, which have cells of their own."""
    problems: list[Problem] = field(default_factory=list[Problem])
    _exact_cells: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    _owners: dict[str, dict[str, _Owner]] = field(default_factory=dict[str, dict[str, _Owner]])

    def take(self, sheets: Mapping[str, Sequence[Cells]]) -> None:
        """Take the rows of all sheets, in the order in which owners come before what they own."""
        self._take_pack(sheets[PACK])
        for sheet in SHEETS:
            self._owners[sheet.name] = {}
            for row in sheets[sheet.name]:
                self._take_row(sheet, row)
        whole: dict[tuple[str, str], str] = {}
        for row in sheets.get(EXACT, ()):
            where = (str(row["file"].content or ""), str(row["path"].content or ""))
            whole[where] = whole.get(where, "") + str(row["value"].content or "")
            self._exact_cells[where] = row["value"].name
        for (file, path), content in whole.items():
            self._take_exact(file, path, content)

    def problem(self, code: str, sheet: str, cell: str, **fields: Any) -> None:
        """Keep a problem at a cell."""
        self.problems.append(problem(code, Place(self.shown, sheet=sheet, cell=cell), **fields))

    def _take_pack(self, rows: Sequence[Cells]) -> None:
        top: dict[str, Any] = {}
        self.files[PACK_FILE] = PackFile(PACK_FILE, "pack", top)
        self.cells[PACK_FILE, ()] = (PACK, "A1")
        named = {str(row["name"].content): row["value"] for row in rows}
        for column in PACK_ROWS:
            for value in self._values(PACK, column, named, None, PACK_FILE, ()):
                put(top, value.path, value.value)
        for part in SINGLE:
            if isinstance(name := top.get(part), str):
                self.files.setdefault(name, PackFile(name, part, {}))
                self.cells[name, ()] = self.cells[PACK_FILE, (part,)]

    def _take_row(self, sheet: Sheet, row: Cells) -> None:
        if sheet.shape is Shape.FILES:
            self._take_file(sheet, row)
            return
        owner = self._owner(sheet, row)
        if owner is None:
            return
        below: tuple[str, ...] = sheet.below
        if sheet.kind_column:
            kind = row[sheet.kind_column]
            if kind.content not in sheet.kinds:
                near = nearest(str(kind.content or ""), sheet.kinds)
                self.problem("row-kind-unknown", sheet.name, kind.name, kind=kind.content or "", nearest=near)
                return
            below = (*below, str(kind.content))
        container = owner.data
        self.cells.setdefault((owner.file, (*owner.path, *below)), (sheet.name, _first(row)))
        for step in below:
            last = step == below[-1] and sheet.shape is Shape.ITEMS
            container = container.setdefault(step, cast("Any", [] if last else {}))
        self._place(sheet, row, owner, (*owner.path, *below), container)

    def _place(self, sheet: Sheet, row: Cells, owner: _Owner, path: Steps, container: Any) -> None:
        """Put a row's item into its list or mapping."""
        if sheet.shape is Shape.ITEMS:
            step: str | int = len(container)
        else:
            key = row[sheet.key_column]
            step = str(read(key.content, Form.TEXT)) if not is_empty(key.content) else ""
            if step in container:
                self.problem("row-repeated", sheet.name, key.name, key=step)
                return
            self.key_cells[owner.file, (*path, step)] = (sheet.name, key.name)
        item = self._item(sheet, row, owner, (*path, step))
        if isinstance(container, list):
            cast("list[Any]", container).append(item)
        else:
            container[step] = item

    def _take_file(self, sheet: Sheet, row: Cells) -> None:
        name = read(row[FILE].content, Form.TEXT) if not is_empty(row[FILE].content) else None
        files: list[Any] = self.files[PACK_FILE].data.setdefault(sheet.part, [])
        self.cells[PACK_FILE, (sheet.part, len(files))] = (sheet.name, row[FILE].name)
        self.cells.setdefault((PACK_FILE, (sheet.part,)), (sheet.name, row[FILE].name))
        files.append(name)
        if isinstance(name, str) and name not in self.files:
            item = self._item(sheet, row, _Owner(name, (), {}), ())
            self.files[name] = PackFile(name, LISTS[sheet.part], item)

    def _item(self, sheet: Sheet, row: Cells, owner: _Owner, path: Steps) -> Any:
        """Return the value of a row and remember the cells of all its parts."""
        self.cells.setdefault((owner.file, path), (sheet.name, _first(row)))
        columns = [column for column in sheet.columns if not is_structural(sheet, column)]
        kind = self._field_kind(row) if any(column.form is Form.VALUE for column in columns) else None
        values = [v for c in columns for v in self._values(sheet.name, c, row, kind, owner.file, path)]
        whole = [value for value in values if value.path == ()]
        if whole:
            if len(values) > 1:
                self.problem("row-two-forms", sheet.name, whole[0].cell)
            return whole[0].value
        if sheet.shape is Shape.ENTRIES and any(c.path == () and c.form is not Form.LOCAL for c in columns):
            return None
        item: dict[str, Any] = {}
        for value in values:
            put(item, value.path, value.value)
        name = row[FILE].content if sheet.name_column == FILE else item.get(sheet.name_column)
        if isinstance(name, str):
            self._owners[sheet.name].setdefault(name, _Owner(owner.file, path, item))
        return item

    def _values(
        self, sheet: str, column: Column, row: Cells, kind: str | None, file: str, path: Steps
    ) -> Iterator[_Value]:
        """Go through the values of one column of a row: several for a text with its languages."""
        if column.form is Form.LOCAL:
            prefix = f"{column.name}."
            cells = [((*column.path, name.removeprefix(prefix)), row[name]) for name in row if name.startswith(prefix)]
        else:
            cells = [(column.path, row[column.name])] if column.name in row else []
        for steps, cell in cells:
            for end in range(len(steps) + 1):
                self.cells.setdefault((file, (*path, *steps[:end])), (sheet, cell.name))
            if is_empty(cell.content):
                continue
            self.cells[file, (*path, *steps)] = (sheet, cell.name)
            try:
                yield _Value(steps, read(cell.content, column.form, kind), cell.name)
            except NotPairs as fault:
                self.problem("cell-not-pairs", sheet, cell.name, line=str(fault))
            except NameRepeated as fault:
                self.problem("cell-name-repeated", sheet, cell.name, name=str(fault))

    def _owner(self, sheet: Sheet, row: Cells) -> _Owner | None:
        """Return what a row belongs to, or report that it belongs to nothing."""
        if not sheet.owners:
            return self._file_of(sheet)
        cell = row[sheet.owner_column]
        name = read(cell.content, Form.TEXT) if not is_empty(cell.content) else ""
        owners = self._owners[sheet.owners]
        if name not in owners:
            fields = {"owner": name, "owners": sheet.owners, "nearest": nearest(str(name), owners)}
            self.problem("row-without-owner", sheet.name, cell.name, **fields)
            return None
        return owners[name]

    def _file_of(self, sheet: Sheet) -> _Owner | None:
        name = PACK_FILE if sheet.part == PACK else self.files[PACK_FILE].data.get(sheet.part)
        if not isinstance(name, str):
            cell = cell_of(self.cells, PACK_FILE, (sheet.part,))
            found = problem("file-unnamed", Place(self.shown, sheet=cell[0], cell=cell[1]), part=sheet.part)
            self.problems += [] if found in self.problems else [found]
            return None
        return _Owner(name, (), self.files[name].data)

    def _field_kind(self, row: Cells) -> str | None:
        owner = self._owners["fields"].get(str(row["field"].content))
        return owner.data.get("kind") if owner else None

    def _take_exact(self, file: str, where: str, content: str) -> None:
        """Put back a value that no table holds, where the tables say nothing now."""
        if file not in self.files or not content:
            return
        cell = self._exact_cells[file, where]
        try:
            value = json.loads(content)
        except ValueError:
            self.problem("exact-malformed", EXACT, cell)
            return
        data = self.files[file].data
        path = found_path(where, data)
        if path and dig(data, path) is None:
            put(data, path, value)
            self.cells.setdefault((file, path), (EXACT, cell))


def _first(row: Cells) -> str:
    """Return the name of the first cell of a row that holds something."""
    return next((cell.name for cell in row.values() if not is_empty(cell.content)), next(iter(row.values())).name)


def put(data: Any, path: Steps, value: Any) -> None:
    """Set a value below a mapping, making the mappings and lists on the way."""
    for step, following in pairwise(path):
        fresh: Any = [] if isinstance(following, int) else {}
        data = _child(data, step, fresh)
    if isinstance(data, list):
        items = cast("list[Any]", data)
        items += [None] * (int(path[-1]) + 1 - len(items))
    cast("dict[str | int, Any]", data)[path[-1]] = value


def _child(data: Any, step: str | int, fresh: Any) -> Any:
    if isinstance(data, dict):
        return cast("dict[str | int, Any]", data).setdefault(step, fresh)
    return data[step]


def cell_of(cells: Mapping[tuple[str, Steps], tuple[str, str]], file: str, path: Steps) -> tuple[str, str]:
    """Return the cell of a value, or that of the nearest thing around it."""
    while (file, path) not in cells and path:
        path = path[:-1]
    return cells.get((file, path), (PACK, "A1"))
