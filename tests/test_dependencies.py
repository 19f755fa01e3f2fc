"""Ranges in pyproject.toml, exact pins in constraints.txt: they agree, and nothing comes in unpinned."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9.!+]+)$")


def pins() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        pin = PIN.match(line)
        assert pin, f"names and versions only: {line!r}"
        assert canonicalize_name(pin[1]) not in found, f"pinned twice: {line}"
        found[canonicalize_name(pin[1])] = pin[2]
    return found


def requirements() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"]
    return [Requirement(text) for text in (*PROJECT["dependencies"], *extras["dev"])]


def closure(wanted: list[Requirement]) -> set[str]:
    """Return everything that the requirements bring in on this machine."""
    seen: set[tuple[str, str]] = set()
    todo = [(r.name, extra) for r in wanted for extra in ("", *r.extras)]
    while todo:
        name, extra = todo.pop()
        key = (canonicalize_name(name), extra)
        if key in seen:
            continue
        seen.add(key)
        for text in metadata.requires(name) or ():
            inner = Requirement(text)
            if inner.marker is None or inner.marker.evaluate({"extra": extra}):
                todo += [(inner.name, other) for other in ("", *inner.extras)]
    return {name for name, _ in seen}


@pytest.mark.parametrize("wanted", requirements(), ids=str)
def test_a_pin_lies_in_its_range(wanted: Requirement) -> None:
    assert wanted.specifier.contains(pins()[canonicalize_name(wanted.name)])


def test_everything_that_comes_in_is_pinned() -> None:
    assert sorted(closure(requirements()) - set(pins())) == []
