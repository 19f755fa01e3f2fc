"""Cheap doors for tests: what a guess costs is measured elsewhere."""

from __future__ import annotations

import pytest

from riskassess.workspace import keys


@pytest.fixture(autouse=True)
def cheap_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost(1 << 10))
