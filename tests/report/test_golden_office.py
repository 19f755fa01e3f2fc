"""Workbook, document and empty questionnaire against their golden files."""

from __future__ import annotations

import pytest

from tests.report.golden_office import FOLDER, made

NAMES = sorted(path.name for path in FOLDER.glob("*.txt") if not path.name.startswith("pdf-"))


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return dict(made())


def test_every_golden_file_is_made_and_every_one_made_is_golden(fresh: dict[str, str]) -> None:
    assert sorted(fresh) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_structure_is_the_golden_one(fresh: dict[str, str], name: str) -> None:
    assert fresh[name] == (FOLDER / name).read_text(encoding="utf-8")
