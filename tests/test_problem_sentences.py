"""Every problem that the code can raise has its sentences, and gives them the fields that they ask for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from riskassess.texts import Texts, gaps_of, shipped_languages

PACKAGE = Path(__file__).parent.parent / "riskassess"
MAKERS = {"problem", "refuse", "_refusal", "key_problem"}
GIVEN = {"_refusal": {"path"}}  # fields that a room's own maker adds to what its callers give


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Go through every call that makes a problem from a code written out: where, code, names of its fields."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            code = node.args[0] if node.args else None
            if name not in MAKERS or not isinstance(code, ast.Constant) or not isinstance(code.value, str):
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue  # fields given as a mapping cannot be read from the code
            fields = {str(keyword.arg) for keyword in node.keywords} | GIVEN.get(name, set())
            yield f"{path.relative_to(PACKAGE)}:{node.lineno}", code.value, frozenset(fields)


@pytest.mark.parametrize("language", shipped_languages())
def test_every_problem_has_its_sentences(language: str) -> None:
    texts = Texts(language)
    found = list(raised())
    assert len(found) > 50
    missing = [f"{at} {code}" for at, code, _ in found if not texts.has(f"problems.{code}.what")]
    assert missing == []
    asked = {
        code: gaps_of(texts(f"problems.{code}.what")) | gaps_of(texts(f"problems.{code}.do")) for _, code, _ in found
    }
    lacking = [f"{at} {code}: {sorted(asked[code] - fields)}" for at, code, fields in found if asked[code] - fields]
    assert lacking == []
