"""Bytes to a document: size, encoding and notation, the same for packs and answers files.

Everything that can be wrong below the meaning of a file ends here as a problem with line and column.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from riskassess.problems import Place, Problem, problem
from riskassess.questionnaire.loading.documents import Document
from riskassess.questionnaire.loading.json_text import read_json
from riskassess.questionnaire.loading.tree import ReadingEnded, Tree
from riskassess.questionnaire.loading.yaml_text import read_yaml

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes of one file; the largest of a shipped pack has 60 kB."""

_FATAL = frozenset(["yaml-syntax", "json-syntax", "yaml-many-documents", "key-not-text", "nested-too-deep"])
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_document(content: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a YAML file (or JSON, by its name); without a document the problems say why there is none."""
    if len(content) > LARGEST_FILE:
        return None, (problem("file-too-large", Place(file), most=LARGEST_FILE // 1024),)
    text, found = _decode(content, file)
    if found:
        return None, (found,)
    if not text.strip():
        return None, (problem("file-empty", Place(file, 1, 1)),)
    tree = Tree(file)
    with suppress(ReadingEnded):  # its problem is in the tree
        (read_json if file.lower().endswith(".json") else read_yaml)(text, tree)
    if any(found.code in _FATAL for found in tree.problems):
        return None, tuple(tree.problems)
    document = tree.document()
    if () not in document.marks:  # comments only
        return None, (problem("file-empty", Place(file, 1, 1)),)
    return document, tuple(tree.problems)


def read_file(path: Path) -> tuple[bytes, Problem | None]:
    """Return a file's bytes (at most one more than allowed), or the problem that keeps it from being read."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1), None
    except FileNotFoundError:
        return b"", problem("file-missing", Place(str(path)), path=path.as_posix())
    except OSError as error:
        return b"", problem(
            "file-unreadable", Place(str(path)), path=path.as_posix(), said=error.strerror or str(error)
        )


def _decode(content: bytes, file: str) -> tuple[str, Problem | None]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return "", problem("not-utf8", Place(file, line, column), byte=f"0x{content[error.start]:02X}")
    strange = _NOT_TEXT.search(text)
    if strange:
        before_it = text[: strange.start()]
        place = Place(file, before_it.count("\n") + 1, len(before_it) - before_it.rfind("\n"))
        return "", problem("control-character", place, character=f"U+{ord(strange[0]):04X}")
    return text, None
