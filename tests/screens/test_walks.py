"""The whole window at the sizes that people have, in the shipped languages and in one whose words are longer."""

from __future__ import annotations

import pytest

from riskassess.app.assessments import Desk
from riskassess.desktop.shell.window import MainWindow
from tests.desktop import pseudo
from tests.desktop.fitting import misfits
from tests.desktop.test_long_words import SIZES
from tests.desktop.walk import fill, walk, walk_empty, windows_of_their_own


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", [pseudo.TAG, "en", "zh"])
def test_nothing_is_cut(language: str, size: tuple[int, int], english: MainWindow, desk: Desk) -> None:
    english.resize(*size)
    english.shell.set_setting("language", language)
    found: dict[str, list[str]] = {}

    def look_at(stops) -> int:
        count = 0
        for name, shown in stops:
            count += 1
            if shown is english and (english.width(), english.height()) != size:
                found.setdefault(f"the window grew to {english.width()}x{english.height()}", []).append(name)
            for fault in misfits(shown):
                found.setdefault(fault, []).append(name)
        return count

    seen = look_at(walk_empty(english))
    finished, draft = fill(desk)
    seen += look_at(walk(english, desk, finished, draft))
    seen += look_at(windows_of_their_own(english, desk, draft))
    assert seen > 40
    assert not found, "\n".join(f"{fault} ({', '.join(names)})" for fault, names in sorted(found.items()))
