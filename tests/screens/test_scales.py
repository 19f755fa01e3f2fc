"""The window at 100, 150 and 200 %, in every look: nothing cut, nothing sideways, every icon as sharp as the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage, qRgb

from tests.screens.walking import is_enlarged

ROOT = Path(__file__).parents[2]
WAYS = (
    ("1", "light", "en", (1280, 800)),
    ("1", "contrast", "zh", (1024, 680)),
    ("1.5", "dark", "zh", (1280, 800)),
    ("1.5", "light", "en", (1024, 680)),
    ("2", "light", "zh", (1024, 680)),
    ("2", "contrast-dark", "en", (1280, 800)),
)


def walked(scale: str, scheme: str, language: str, size: tuple[int, int], folder: Path) -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens.walking", scheme, language, *map(str, size), str(folder)],
        capture_output=True, text=True, timeout=300, check=False, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(("scale", "scheme", "language", "size"), WAYS, ids=lambda part: str(part).replace(", ", "x"))
def test_nothing_is_cut_at_any_scale(
    scale: str, scheme: str, language: str, size: tuple[int, int], tmp_path: Path
) -> None:
    found = walked(scale, scheme, language, size, tmp_path)
    assert found["scale"] == float(scale)
    assert found["seen"] > 40
    assert not found["faults"], "\n".join(f"{fault} ({', '.join(at)})" for fault, at in found["faults"].items())


def test_an_enlarged_picture_is_told_from_a_sharp_one() -> None:
    small = QImage(4, 4, QImage.Format.Format_RGB32)
    small.fill(qRgb(255, 255, 255))
    for place in range(4):
        small.setPixel(place, place, qRgb(0, 0, 0))
    large = small.scaled(8, 8)
    assert is_enlarged(large, 2)
    large.setPixel(0, 1, qRgb(0, 0, 0))
    large.setPixel(1, 0, qRgb(9, 9, 9))
    assert not is_enlarged(large, 2)
