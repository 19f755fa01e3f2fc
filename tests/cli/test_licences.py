"""The list of licences names every package that is pinned and needed, each with its own words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from typer.testing import CliRunner

from riskassess.app.licences import licences
from riskassess.cli.program import program

ROOT = Path(__file__).resolve().parents[2]


def test_every_direct_requirement_is_listed_with_a_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=!~;\\[ ]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    listed = {one.name.lower().replace("_", "-"): one for one in licences()}
    assert wanted <= set(listed)
    assert all(one.version for one in listed.values())
    assert "LGPL-3.0" in listed["pyside6-essentials"].licence
    assert listed["shiboken6"].licence, "what is needed by what is needed is there too"


def test_the_command_prints_a_line_a_package() -> None:
    done = CliRunner().invoke(program, ["licences"])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == len(licences()) + 1
    assert re.search(r"^PySide6.* LGPL", done.stdout, re.MULTILINE)
