"""Who may import whom: the rooms of the house and their arrows, held to the table of docs/architecture.md.

An exception is a row with its reason in `EXCEPTIONS`.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "riskassess"
LEAVES = {"problems", "texts", "locations", "countries", "canonical", "whole_file", "file_sizes", "log"}
"""Everybody may import them; they import one another only."""

ROOMS: dict[str, set[str]] = {
    "questionnaire": set(),
    "assessment": {"questionnaire.values"},
    "workspace": {"questionnaire", "assessment"},
    "report": {"questionnaire.values", "assessment"},
    "exchange": {"questionnaire", "assessment"},
    "committee": {"exchange", "questionnaire", "assessment"},
    "desktop": {"app", "questionnaire.values", "assessment.values"},
    "app": {"questionnaire", "assessment", "workspace", "report", "exchange", "committee"},
    "cli": {"app", "desktop"},
}
THIRD_PARTY: dict[str, set[str]] = {
    "locations": {"platformdirs"},
    "questionnaire": {"yaml", "jsonschema", "openpyxl", "pyxform", "cryptography"},
    "assessment": {"numpy", "highspy"},
    "workspace": {"sqlalchemy", "alembic", "sqlcipher3", "platformdirs", "cryptography"},
    "report": {"reportlab", "pikepdf", "pypdfium2", "openpyxl", "icalendar", "docx", "pyhanko", "cryptography"},
    "exchange": {"yaml", "pyrage"},
    "committee": {"sqlalchemy", "highspy", "numpy", "duckdb", "opendp"},
    "desktop": {"PySide6", "pypdfium2"},
    "app": set(),
    "cli": {"typer", "rich"},
}
MODULES_ALLOWED: dict[str, set[str]] = {
    "cryptography": {
        "workspace.keys",
        "report.signing",
        *(f"questionnaire.signing.{module}" for module in ("minisign", "secret_keys")),
    },
    "docx": {f"report.docx.{module}" for module in ("dress", "fields", "numbering", "paper", "tables")},
    "openpyxl": {
        "report.tables_xlsx",
        "report.xlsx.book",
        "report.xlsx.dress",
        "report.district.workbook",
        *(f"questionnaire.workbook.{module}" for module in ("drawing", "dress", "opening")),
    },
    "icalendar": {"report.due_days_ics"},
    "pyhanko": {"report.signing"},
    "pypdfium2": {"desktop.report_page.pages", "report.verify.enclosed", "report.chart_pictures"},
    "pyxform": {"questionnaire.imports.xlsform"},
    "pyrage": {"exchange.sealing"},
    "numpy": {"assessment.robustness", *(f"committee.{module}" for module in ("counting", "export", "noise"))},
    "duckdb": {"committee.export"},
    "opendp": {"committee.noise"},
    "highspy": {"assessment.zero_one", "committee.linear"},  # what plan is solved with
}
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("cli", "desktop"): "without a command it opens the window",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path: Path) -> list[tuple[int, str]]:
    """List (line, dotted name) of every import, wherever in the file it stands."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def covers(allowed: str, name: str) -> bool:
    return name == allowed or name.startswith(allowed + ".")


def fault(module: str, name: str) -> str | None:
    """Return what is wrong with one import, or None."""
    top = name.split(".", maxsplit=1)[0]
    if top in sys.stdlib_module_names:
        return None
    if top == "riskassess":
        return fault_at_home(module, name.removeprefix("riskassess.").removeprefix("riskassess"))
    room = module.split(".", maxsplit=1)[0]
    if top not in THIRD_PARTY.get(room, set()):
        return f"{module} may not import {top}"
    if top in MODULES_ALLOWED and module not in MODULES_ALLOWED[top]:
        return f"{top} belongs in {MODULES_ALLOWED[top]} only"
    return None


def fault_at_home(module: str, target: str) -> str | None:
    """Return what is wrong with an import of one of our own modules, or None."""
    room, target_room = (name.split(".", maxsplit=1)[0] for name in (module, target))
    if target_room == room or target_room in {*LEAVES, "", "__version__"}:
        return None
    if any(covers(allowed, target) for allowed in ROOMS.get(room, set())):
        return None
    return f"{module} may not import {target}"


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_imports_follow_the_table(path: Path) -> None:
    module = dotted(path)
    faults = [f"{path}:{line}: {text}" for line, name in imports_of(path) if (text := fault(module, name))]
    assert not faults, "\n".join(faults)


def test_every_folder_is_a_room_of_the_table() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= set(ROOMS)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("assessment.scoring", "riskassess.workspace.store"),
        ("assessment.scoring", "numpy"),
        ("assessment.plan", "highspy"),
        ("report.pdf", "riskassess.questionnaire.loading"),
        ("desktop.home.page", "riskassess.assessment.scoring"),
        ("app.assessments", "riskassess.desktop.start"),
        ("questionnaire.loading", "riskassess.assessment.values"),
        ("texts", "riskassess.app"),
        ("desktop.home.page", "sqlalchemy"),
    ],
)
def test_the_table_refuses(module: str, name: str) -> None:
    assert fault(module, name)
