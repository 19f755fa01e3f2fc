"""The result as data and as a file: the form ``riskassess-result/1`` (``docs/formats.md``).

The keys and their order are those of the format; numbers are never rounded. The same data are embedded in every PDF.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from riskassess.assessment.values import GroupStanding, Result
from riskassess.whole_file import write_whole

FORMAT = "riskassess-result/1"

_KEYS = {"from_level": "from", "to_level": "to"}
"""Keys that cannot be names of fields in Python, and their companions; all other keys are the fields' names."""


def result_data(result: Result, *, trace: bool = False, benchmark: GroupStanding | None = None) -> dict[str, Any]:
    """Return a result in the form of its file; trace, plan and benchmark only when there, robustness always."""
    data: dict[str, Any] = {"format": FORMAT, **_plain(result)}
    if not trace:
        data.pop("trace")
    if result.plan is None:
        data.pop("plan")
    if benchmark is not None:
        data["benchmark"] = _plain(benchmark)
    return data


def result_bytes(result: Result, *, trace: bool = False, benchmark: GroupStanding | None = None) -> bytes:
    """Return the file's content: UTF-8, two spaces a step, a line feed at the end."""
    data = result_data(result, trace=trace, benchmark=benchmark)
    return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def write_result(result: Result, path: Path, *, trace: bool = False, benchmark: GroupStanding | None = None) -> None:
    """Write a result file, whole or not at all; raises ProblemsFound."""
    write_whole(path, result_bytes(result, trace=trace, benchmark=benchmark))


def _plain(value: Any) -> Any:
    """Return values as dicts, lists, texts and numbers; the fields' order is the format's."""
    if is_dataclass(value):
        return {_KEYS.get(f.name, f.name): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, date):
        return value.isoformat()
    return {name: _plain(item) for name, item in value.items()} if hasattr(value, "items") else value
