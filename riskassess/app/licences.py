"""Whose work the program stands on: every package it needs, with its version and licence, as the packages say it.

Read from the installed packages themselves, from our own requirements on, so the list is that of this installation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from riskassess.locations import resources

_OWN = "riskassess"
_NAMED = re.compile(r"(licen[cs]e|copying|notice|lgpl|gpl)", re.IGNORECASE)
_LONGEST = 80  # characters; some packages put the whole text of their licence there


@dataclass(frozen=True, slots=True)
class Licence:
    """Hold one package: its name, its version and its licence, empty where it says nothing of one."""

    name: str
    version: str
    licence: str


def licences() -> tuple[Licence, ...]:
    """Return every package that is needed, directly or by another, and installed; by name."""
    found: dict[str, Licence] = {}
    waiting = [_OWN]
    while waiting:
        name = waiting.pop()
        key = _key(name)
        if key in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # for another system, or of an extra that was not asked for
        found[key] = Licence(package.metadata["Name"], package.version, licence_of(package))
        waiting += [_required(line) for line in package.requires or () if "extra ==" not in line]
    found.pop(_OWN, None)
    return tuple(found[key] for key in sorted(found))


def licence_of(package: Distribution) -> str:
    """Return a package's licence: an SPDX expression, else classifiers, a few words, or the file that holds it."""
    said: Mapping[str, str] = package.metadata  # type: ignore[assignment]
    if expression := said.get("License-Expression"):
        return expression
    classified = [line.split(" :: ")[-1] for line in package.metadata.get_all("Classifier", []) if "License ::" in line]
    named = [one for one in classified if one != "OSI Approved"]
    words = (said.get("License") or "").strip().splitlines()
    if words and words[0].strip() and len(words[0]) <= _LONGEST:
        return words[0].strip() if not named else ", ".join(dict.fromkeys(named))
    return ", ".join(dict.fromkeys(named) or package.metadata.get_all("License-File", []))


def _required(line: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", line)
    return found[0] if found else line


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_text(name: str) -> str:
    """Return the words of a package's licence as its files have them, one after the other; empty where it has none."""
    try:
        files = distribution(name).files or ()
    except PackageNotFoundError:
        return ""
    found = [file for file in files if ".dist-info" in str(file) and _NAMED.match(file.name)]
    return "\n\n".join(text for file in sorted(found, key=str) if (text := _text_of(Path(str(file.locate())))))


def font_licence_text() -> str:
    """Return the words of the font's licence, which comes with it."""
    return _text_of(resources() / "fonts" / "OFL.txt")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
