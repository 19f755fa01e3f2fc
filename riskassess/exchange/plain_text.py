"""Plain data as text that any reader takes for the same data: JSON, and a careful YAML.

The YAML is written here because a text must stay a text under the rules of YAML 1.1 and 1.2 alike: ``no``, ``1e3`` or a
date without quotes would change with the reader. Whatever is not plainly a word is quoted as JSON quotes it, which YAML
reads the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

_LETTER = r"A-Za-z\u4e00-\u9fff"
_WORD = re.compile(rf"[{_LETTER}](?:[{_LETTER}0-9_./（）《》、，。；：？！“”-]| (?=[{_LETTER}0-9（《]))*")
_TELLING = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])
"""Words that some version of YAML takes for something else than a text."""


def to_json(data: Mapping[str, Any]) -> str:
    """Return data as JSON text, indented, in its own order."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_yaml(data: Mapping[str, Any]) -> str:
    """Return a mapping as YAML text in block style, in its own order."""
    return "\n".join(_lines(data, "")) + "\n"


def _lines(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, dict) and value:
            yield f"{indent}{_text(key)}:"
            yield from _lines(cast("dict[str, Any]", value), indent + "  ")
        else:
            yield f"{indent}{_text(key)}: {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value(item) for item in cast('list[Any]', value))}]"
    return json.dumps(value, allow_nan=False)  # numbers, and what is empty


def _text(text: str) -> str:
    if len(text) <= 200 and _WORD.fullmatch(text) and text.casefold() not in _TELLING:
        return text
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", _escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    """Escape the signs that JSON leaves as they are and YAML does not."""
    return f"\\u{ord(found[0]):04x}"
