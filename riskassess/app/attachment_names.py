"""The names under which files are kept with a question: their own, as far as every system takes them.

A name comes from whoever made the file, so signs that write backwards or not at all are left out before anybody sees
it. Within a question no two files have the same name, and no content stands there twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from riskassess.workspace.records import Attached

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 180  # bytes in UTF-8; with a number it stays within the 255 of a file name
_NAMELESS = "-"


def own_name(name: str) -> str:
    """Return a file's own name as every system takes it, with no sign that hides what it is."""
    printable = "".join(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C")
    plain = " ".join(_FORBIDDEN.sub("-", printable).split()).strip(" .")
    stem, suffix = parted(plain)
    while len(f"{stem}{suffix}".encode()) > _LONGEST:
        stem, suffix = (stem[:-1], suffix) if stem else ("", suffix[:-1])
    stem = stem.rstrip(" .")
    return f"{stem}-{suffix}" if _RESERVED.fullmatch(stem) else f"{stem}{suffix}" or _NAMELESS


def parted(name: str) -> tuple[str, str]:
    """Return a name without its suffix, and the suffix with its dot; a name that begins with a dot has none."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem else (name, "")


def joined(files: Iterable[Attached]) -> tuple[Attached, ...]:
    """Return files in the order they came, each content once, each name given once."""
    found: dict[str, Attached] = {}
    for file in sorted(files, key=lambda one: (one.added_at, one.name)):
        if all(file.sha256 != other.sha256 for other in found.values()):
            name = free_name(file.name, found)
            found[name] = replace(file, name=name)
    return tuple(sorted(found.values(), key=lambda one: (one.added_at, one.name)))


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken, by a number where it must be; capitals tell no names apart."""
    known = {one.casefold() for one in taken}
    stem, suffix = parted(name)
    number = 1
    while (tried := name if number == 1 else f"{stem} ({number}){suffix}").casefold() in known:
        number += 1
    return tried
