"""What docs/security.md claims: that its tests are there, and the claims that a look at the code can settle."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pikepdf
import pytest

from riskassess.app.assessing import run_demo

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "security.md"
SOURCES = sorted((ROOT / "riskassess").rglob("*.py"))
CARRIED_OUT = {"eval", "exec", "compile", "__import__"}
LOADERS = {"pickle", "marshal", "shelve", "dill"}


def named_tests() -> list[tuple[str, str]]:
    """List every test that the page names; ``::name`` alone means the file named before it."""
    found: list[tuple[str, str]] = []
    file = ""
    for path, name in re.findall(r"`(tests/[\w/]+\.py)?::(\w+)`", PAGE.read_text(encoding="utf-8")):
        file = path or file
        found.append((file, name))
    return found


def test_every_test_that_the_page_names_is_there() -> None:
    found = named_tests()
    assert len(found) > 30
    missing = [f"{file}::{name}" for file, name in found if f"\ndef {name}(" not in (ROOT / file).read_text("utf-8")]
    assert missing == []


def calls(path: Path) -> list[tuple[int, str, ast.Call]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [(node.lineno, ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_carried_out(path: Path) -> None:
    for line, name, call in calls(path):
        assert name not in CARRIED_OUT, f"{path}:{line}"
        assert name not in ("os.system", "os.popen", "yaml.load", "yaml.unsafe_load", "yaml.full_load"), (
            f"{path}:{line}"
        )
        assert not any(keyword.arg == "shell" for keyword in call.keywords), f"{path}:{line}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not LOADERS & {name.split(".")[0] for name in names}, path


def test_only_own_files_are_opened() -> None:
    opened = [(path, line, call) for path in SOURCES for line, name, call in calls(path) if name.endswith("openUrl")]
    assert opened
    for path, line, call in opened:
        assert ast.unparse(call.args[0]).startswith("QUrl.fromLocalFile("), f"{path}:{line}"


def test_a_report_leads_nowhere_outside(tmp_path: Path) -> None:
    run_demo(tmp_path, "http://example.invalid", '<a href="http://example.invalid">x</a>')
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        for page in pdf.pages:
            for note in page.get("/Annots", []):  # type: ignore[union-attr]
                action = note.get("/A")
                assert action is None or action.get("/S") == "/GoTo", action
        assert "/OpenAction" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})  # type: ignore[operator]
