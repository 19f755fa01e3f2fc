"""The form of one file: its JSON Schema, with every fault at its place and under its own code.

Two tables turn what a schema says into what a reader needs: one for parts that deserve words of their own (by the
part's title in the schema), one for all others (by the keyword). What is refused is taken out of the data afterwards,
so that the checks of meaning can go on over the rest and everything is reported in one run.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, cast

import jsonschema
from jsonschema import validators

from riskassess.problems import Problem, problem
from riskassess.questionnaire.loading.documents import Document, Path, without
from riskassess.questionnaire.nearest import nearest
from riskassess.questionnaire.schemas import schema

Fault = Any  # jsonschema's error; the library is not typed
Explained = Iterator[Problem]


def check_structure(
    document: Document, name: str, languages: tuple[str, ...] = ()
) -> tuple[tuple[Problem, ...], Document]:
    """Check a file against a schema; return the problems and the document without what the schema refuses."""
    problems: list[Problem] = []
    refused: set[Path] = set(document.unreadable)
    for fault in _validator(name, languages).iter_errors(document.data):
        path: Path = tuple(fault.absolute_path)
        if any(path[: len(lost)] == lost for lost in document.unreadable):
            continue
        problems.extend(_explain(fault, document, path))
        if fault.validator in _REFUSING:
            refused.add(path)
    return tuple(problems), without(document, frozenset(refused))


_REFUSING = frozenset(
    ["type", "enum", "const", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "multipleOf", "minLength"]
)
"""Keywords after which a value cannot be used; a list too short or a key missing leaves the rest usable."""


@cache
def _validator(name: str, languages: tuple[str, ...]) -> Any:
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date")(lambda value: not isinstance(value, str) or is_date(value))  # pyright: ignore[reportUnknownMemberType, reportUnknownLambdaType, reportUnknownArgumentType]
    return _strict()(schema(name, languages), format_checker=formats)


@cache
def _strict() -> Any:
    """Make the draft's validator take 3.0 for no integer and `$` for nothing but the end."""
    base: Any = jsonschema.Draft202012Validator
    types = base.TYPE_CHECKER.redefine("integer", lambda _checker, value: type(value) is int)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    make: Any = validators.extend  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return make(base, {"pattern": _pattern, "multipleOf": _multiple}, type_checker=types)


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[Fault]:
    if isinstance(value, str) and not re.search(re.sub(r"\$\Z", r"\\Z", pattern), value):
        yield jsonschema.ValidationError(value)


def _multiple(_validator: Any, step: float, value: Any, _schema: Any) -> Iterator[Fault]:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.fmod(value, step) != 0:
        yield jsonschema.ValidationError(str(value))


def is_date(text: str) -> bool:
    """Tell whether a text is a day written as 2026-11-23."""
    try:
        return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _explain(fault: Fault, document: Document, path: Path) -> Explained:
    part = cast("dict[str, Any]", fault.schema)
    keyword: str = fault.validator
    several = _SEVERAL.get(keyword)
    if several is not None:
        yield from several(fault, part, document, path)
        return
    by_name = "propertyNames" in fault.absolute_schema_path
    place = document.place((*path, str(fault.instance)), key=True) if by_name else document.place(path)
    title = str(part.get("title", ""))
    special = _SPECIAL.get((title, keyword)) or _SPECIAL.get((title, "*"))
    code = special(fault.instance) if callable(special) else special
    yield problem(code or _code(fault), place, **_fields(fault, part))


def _code(fault: Fault) -> str:
    if fault.validator == "type":
        expected = fault.validator_value
        return _TYPES.get(expected, "value-of-wrong-kind") if isinstance(expected, str) else "value-of-wrong-kind"
    return _KEYWORDS.get(fault.validator, "value-of-wrong-kind")


def _fields(fault: Fault, part: dict[str, Any]) -> dict[str, Any]:
    limit = fault.validator_value
    fields: dict[str, Any] = {"value": shown(fault.instance)}
    if fault.validator in ("enum", "const"):
        allowed = [str(one) for one in limit] if isinstance(limit, list) else [str(limit)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        fields |= {"allowed": allowed, "nearest": nearest(str(fault.instance), allowed)}
    elif fault.validator in _LIMITED:
        fields["limit"] = limit
    if part.get("title") == "level":
        fields |= {"lowest": 0, "highest": 5}
    return fields


def shown(value: Any) -> str:
    """Return a value as a reader would recognise it in a file, shortened."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _missing(fault: Fault, part: dict[str, Any], document: Document, path: Path) -> Explained:
    """Report each missing key once: the library names one fault per key, in the order of the list."""
    code = _SPECIAL.get((str(part.get("title", "")), "required"), "key-missing")
    name = next(key for key in fault.validator_value if fault.message.startswith(f"{key!r} "))
    if (*path, name) not in document.unreadable:
        yield problem(str(code), document.place((*path, name)), key=name)


def _unknown(fault: Fault, part: dict[str, Any], document: Document, path: Path) -> Explained:
    known = list(cast("dict[str, Any]", part.get("properties", {})))
    for name in cast("dict[str, Any]", fault.instance):
        if name not in known:
            place = document.place((*path, name), key=True)
            yield problem("key-unknown", place, key=name, nearest=nearest(name, known), known=known)


def _repeated(fault: Fault, _part: dict[str, Any], document: Document, path: Path) -> Explained:
    items = cast("list[Any]", fault.instance)
    for index, item in enumerate(items):
        if item in items[:index]:
            yield problem("item-repeated", document.place((*path, index)), value=shown(item))


_SEVERAL: dict[str, Callable[[Fault, dict[str, Any], Document, Path], Explained]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "uniqueItems": _repeated,
}


def _level_code(value: Any) -> str:
    if isinstance(value, bool):
        return "level-boolean"
    if isinstance(value, str):
        return "level-text"
    if isinstance(value, float):
        return "level-fraction"
    if isinstance(value, int):
        return "level-too-high" if value > 5 else "level-negative"
    return "level-invalid"


def _choice_code(value: Any) -> str:
    """Tell a word that lost its quotes from something that could be no choice anyhow."""
    return "choice-needs-quotes" if isinstance(value, (bool, int, float)) else "value-not-text"


_SPECIAL: dict[tuple[str, str], str | Callable[[Any], str]] = {
    ("format", "const"): "format-unknown",
    ("text", "type"): "text-without-languages",
    ("text", "required"): "text-missing",
    ("text", "minProperties"): "text-blank",
    ("language", "enum"): "language-unknown",
    ("language", "pattern"): "language-malformed",
    ("wording", "pattern"): "text-blank",
    ("levels", "required"): "level-missing",
    ("quarter", "multipleOf"): "not-a-quarter",
    ("date", "*"): "date-invalid",
    ("version", "pattern"): "version-malformed",
    ("id", "pattern"): "id-malformed",
    ("pack id", "pattern"): "id-malformed",
    ("measure id", "pattern"): "measure-id-malformed",
    ("country", "pattern"): "country-malformed",
    ("choice", "type"): _choice_code,
    ("profile value", "type"): _choice_code,
    ("currency", "*"): "currency-malformed",
    ("uscc", "type"): "uscc-number",
    ("level", "*"): _level_code,
    ("reason", "*"): "not-applicable-without-reason",
    ("answer", "not"): "not-applicable-beside-level",
}

_TYPES = {
    "string": "value-not-text",
    "number": "value-not-number",
    "integer": "value-not-integer",
    "boolean": "value-not-boolean",
    "array": "value-not-list",
    "object": "value-not-mapping",
}

_KEYWORDS = {
    "enum": "value-not-allowed",
    "const": "value-not-allowed",
    "minimum": "value-too-small",
    "maximum": "value-too-large",
    "exclusiveMinimum": "value-not-above",
    "pattern": "text-blank",
    "minLength": "text-blank",
    "minItems": "list-too-short",
    "maxItems": "list-too-long",
    "minProperties": "mapping-empty",
}

_LIMITED = frozenset(["minimum", "maximum", "exclusiveMinimum", "minItems", "maxItems"])
