"""A language that nobody speaks, made from English: accented, bracketed and longer, so that what is cut shows.

It is written as a translator would write it, a folder of parts, and found by the program as every added language is.
"""

from __future__ import annotations

import string
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import PySide6

from riskassess.locations import resources

TAG = "qps"
NAME = "[Þšéûðö]"
LONGER = 0.4
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "âçéîñôšûýžÂÇÉÎÑÔŠÛÝŽ")
_FILLING = "lorem ipsum dolor sit amet consetetur sadipscing elitr sed diam nonumy eirmod tempor invidunt "

_QT = """<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="qps">
<context><name>QPlatformTheme</name>
<message><source>Cancel</source><translation>[Çâñçéļ]</translation></message>
</context>
</TS>
"""


def disguise(text: str) -> str:
    """Return a text accented, longer by two fifths and in brackets; its gaps and signs that are no words stay."""
    if not any(sign.isalpha() for sign in text) or not text.strip():
        return text
    parts = [(words.translate(_ACCENTED), gap) for words, gap, _, _ in string.Formatter().parse(text)]
    plain = "".join(_escaped(words) + ("" if gap is None else f"{{{gap}}}") for words, gap in parts)
    more = max(1, round(LONGER * sum(len(words) for words, _ in parts)))
    return f"[{plain} {(_FILLING * (more // len(_FILLING) + 1))[:more].strip()}]"


def _escaped(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def write(folder: Path) -> Path:
    """Write the whole catalogue under a folder of languages, and return its own folder."""
    own = folder / TAG
    own.mkdir(parents=True)
    for path in sorted((resources() / "texts" / "en").glob("*.toml")):
        disguised = _disguised(tomllib.loads(path.read_text(encoding="utf-8")))
        if "language_name" in disguised:
            disguised["language_name"] = NAME
        (own / path.name).write_text("\n".join(_lines(disguised, ())), encoding="utf-8")
    source = own / "qtbase.ts"
    source.write_text(_QT, encoding="utf-8")
    lrelease = next(Path(PySide6.__file__).parent.glob("lrelease*"))
    subprocess.run([lrelease, "-silent", source, "-qm", own / "qtbase.qm"], check=True, capture_output=True)
    return own


def _disguised(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _disguised(value) if isinstance(value, dict) else _value(value) for key, value in table.items()}


def _value(value: Any) -> Any:
    return disguise(value) if isinstance(value, str) else value


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    """Write a table as TOML: its own keys first, then its tables."""
    lines = [f"[{'.'.join(path)}]"] if path else []
    lines += [f'"{key}" = {_quoted(value)}' for key, value in table.items() if not isinstance(value, dict)]
    for key, value in table.items():
        if isinstance(value, dict):
            lines += _lines(value, (*path, f'"{key}"'))
    return lines


def _quoted(value: object) -> str:
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
