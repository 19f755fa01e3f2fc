"""Forms in the XLSForm notation: groups, and in them questions with one answer out of a list.

Parsed by the notation's own library, so that what is a form is decided there. A group at the top is a domain, a
question of type `select_one` a question, and the names of its choices are its levels where they are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from riskassess.problems import Place, refuse
from riskassess.questionnaire.imports.outline import Answer, Outline, OutlineDomain, OutlineQuestion

Data = dict[str, Any]

_CODE = re.compile(r"(?:.*\()?([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\)?\s*")
_TAKEN = {"type", "name", "label", "choices", "itemset", "list_name", "parameters", "children"}
_FORM_TAKEN = {"type", "name", "title", "id_string", "sms_keyword", "default_language", "children", "choices"}


def read_form(path: Path, language: str | None) -> Outline:
    """Read a form; raises `ProblemsFound` where it is none, or where no language can be told."""
    form = _parsed(path)
    reader = _Reader(form, path.as_posix(), language)
    reader.read()
    return reader.outline


def _parsed(path: Path) -> Data:
    from pyxform.errors import PyXFormError  # pyright: ignore[reportMissingTypeStubs]
    from pyxform.xls2json import workbook_to_json  # pyright: ignore[reportMissingTypeStubs]
    from pyxform.xls2json_backends import get_xlsform  # pyright: ignore  # the library is not typed

    if not path.is_file():
        raise refuse("file-missing", Place(str(path)), path=path.as_posix())
    try:
        parsed: Any = workbook_to_json(get_xlsform(str(path)), form_name=path.stem, warnings=[])
    except PyXFormError as error:
        raise refuse("import-form-refused", Place(str(path)), said=" ".join(str(error).split())) from error
    except Exception as error:  # the library raises whatever its parts do
        raise refuse("import-form-refused", Place(str(path)), said=type(error).__name__) from error
    return cast("Data", parsed)


class _Reader:
    """Read one form."""

    def __init__(self, form: Data, source: str, language: str | None) -> None:
        self._form, self._source = form, source
        self._language = language or _code(str(form.get("default_language", "")))
        languages = self._languages()
        title = str(form.get("title") or form.get("id_string") or form.get("name"))
        name = "-".join(str(form.get("id_string") or form.get("name")).split())
        self.outline = Outline(source, name, {languages[0]: title}, languages)

    def _languages(self) -> tuple[str, ...]:
        """Return the codes of the languages of all labels; raises `ProblemsFound` where one has none."""
        found: dict[str, None] = {}
        for label in _labels(self._form):
            for name in cast("dict[str, Any]", label) if isinstance(label, dict) else ("",):
                code = _code(name) if name and name != "default" else self._language
                if code is None:
                    raise refuse("import-language-unknown", Place(self._source), language=name)
                found[code] = None
        if not found:
            raise refuse("import-form-empty", Place(self._source))
        return tuple(found)

    def read(self) -> None:
        """Read everything, in the order of the form."""
        for key in self._form:
            if key not in _FORM_TAKEN:
                self.outline.leave_out("import-key", self.outline.id, key=key)
        for item in _children(self._form):
            if item.get("type") == "group" and not _is_made_by_library(item):
                self._leave_keys(item)
                domain = OutlineDomain(str(item.get("name")), self._text(item.get("label"), str(item.get("name"))))
                domain.questions = list(self._questions(item))
                self.outline.domains += [domain] if domain.questions else []
            elif item.get("type") != "select one" and not _is_made_by_library(item):
                self._leave_whole(item)
            elif not _is_made_by_library(item):
                self.outline.leave_out("import-without-group", str(item.get("name")))

    def _questions(self, group: Data) -> Iterator[OutlineQuestion]:
        for item in _children(group):
            name = str(item.get("name"))
            if item.get("type") == "group":
                self._leave_keys(item)
                yield from self._questions(item)
            elif item.get("type") != "select one":
                self._leave_whole(item)
            else:
                self._leave_keys(item)
                choices = cast("list[Data]", item.get("choices", []))
                answers = [
                    Answer(_whole(c.get("name")), self._text(c.get("label"), str(c.get("name")))) for c in choices
                ]
                ask = self._text(item.get("label"), name)
                yield OutlineQuestion(id=name, ask=ask, levels=self.outline.levels_of(name, answers))

    def _leave_whole(self, item: Data) -> None:
        """Note an item of another kind, and everything inside it (a group that repeats holds questions of its own)."""
        self.outline.leave_out("import-type", str(item.get("name")), type=item.get("type", ""))
        for below in _children(item):
            self._leave_whole(below)

    def _leave_keys(self, item: Data) -> None:
        bind = item.get("bind")
        if isinstance(bind, dict) and "relevant" in bind:
            self.outline.leave_out("import-condition", str(item.get("name")), condition=str(bind["relevant"]))  # pyright: ignore[reportUnknownArgumentType]
        for key, value in item.items():
            if key not in _TAKEN and value and not (key == "bind" and set(cast("Data", value)) == {"relevant"}):
                self.outline.leave_out("import-key", str(item.get("name")), key=key)

    def _text(self, label: Any, fallback: str) -> dict[str, str]:
        if isinstance(label, dict):
            return {_code(n) or str(self._language): str(t) for n, t in cast("dict[str, Any]", label).items()}
        return {self._language or self.outline.languages[0]: str(label or fallback)}


def _labels(item: Data) -> Iterator[Any]:
    if "label" in item:
        yield item["label"]
    for below in (
        *_children(item),
        *cast("list[Data]", item.get("choices", []) if item.get("children") is None else []),
    ):
        yield from _labels(below)


def _children(item: Data) -> list[Data]:
    return cast("list[Data]", item.get("children", []))


def _is_made_by_library(item: Data) -> bool:
    """Tell whether an item is the library's own and not of the form: its group of meta data."""
    return item.get("name") == "meta" and bool(cast("Data", item.get("control", {})).get("bodyless"))


def _code(name: str) -> str | None:
    """Return the code of a language named as ``English (en)`` or by the code alone."""
    found = _CODE.fullmatch(name.strip())
    return found[1] if found else None


def _whole(name: Any) -> int | None:
    return int(name) if isinstance(name, str) and re.fullmatch(r"-?[0-9]{1,9}", name) else None
