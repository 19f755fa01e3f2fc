"""A further language is a folder of texts: found by its name, and never able to break what it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riskassess import texts
from riskassess.texts import Texts
from tests.desktop import pseudo


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("RISKASSESS_LANGUAGES", str(tmp_path))
    texts.languages.cache_clear()
    texts.part.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    texts.languages.cache_clear()
    texts.part.cache_clear()


def write(folder: Path, language: str, part: str, content: str) -> None:
    (folder / language).mkdir(exist_ok=True)
    (folder / language / f"{part}.toml").write_text(content, encoding="utf-8")


def test_a_whole_catalogue_says_everything_in_its_language(folder: Path) -> None:
    pseudo.write(folder)
    assert texts.languages() == ("zh", "en", pseudo.TAG)
    assert texts.unfit(pseudo.TAG) == ()
    assert Texts(pseudo.TAG)("window.language_name") == pseudo.NAME
    said = Texts(pseudo.TAG)("window.home.counted", count=3, finished=1)
    assert said.startswith("[3, ")
    assert len(said) > 1.3 * len(Texts("en")("window.home.counted", count=3, finished=1))


def test_what_is_missing_stands_in_english(folder: Path) -> None:
    write(folder, "fr", "window", 'title = "Évaluation"\n')
    said = Texts("fr")
    assert said("window.title") == "Évaluation"
    assert said("window.close_notice") == Texts("en")("window.close_notice")
    assert said("questions.bar.next") == Texts("en")("questions.bar.next")
    left = texts.unfit("fr")
    assert "window.title" not in left
    assert {"window.close_notice", "questions.bar.next"} <= set(left)


@pytest.mark.parametrize(
    "text",
    ["{other}", "{time.__class__}", "{time[0]}", "{time!r}", "{time:>9999999}", "{", "}", "{0}", "{}"],
)
def test_a_text_with_gaps_that_nobody_fills_stands_in_english(folder: Path, text: str) -> None:
    write(folder, "fr", "window", f'saved = "{text}"\n')
    assert Texts("fr")("window.saved", time="09:30") == Texts("en")("window.saved", time="09:30")
    assert "window.saved" in texts.unfit("fr")


@pytest.mark.parametrize("content", ["saved = ", "saved = 3", "[saved]\nx = 1", "saved = []"])
def test_a_part_that_is_broken_stands_in_english(folder: Path, content: str) -> None:
    write(folder, "fr", "window", content)
    assert Texts("fr")("window.saved", time="09:30") == Texts("en")("window.saved", time="09:30")


def test_a_part_that_is_no_text_stands_in_english(folder: Path) -> None:
    (folder / "fr").mkdir()
    (folder / "fr" / "window.toml").write_bytes(b"\xff\xfe\x00")
    assert Texts("fr")("window.title") == Texts("en")("window.title")


def test_what_comes_with_the_program_is_not_replaced(folder: Path) -> None:
    before = Texts("en")("window.title")
    write(folder, "en", "window", 'title = "Other"\n')
    assert texts.languages() == ("zh", "en")
    assert Texts("en")("window.title") == before


def test_what_is_no_language_is_not_one(folder: Path) -> None:
    for name in ("notes", "x", "..hidden", "FR", "fr_"):
        (folder / name).mkdir()
    (folder / "de").write_text("a file", encoding="utf-8")
    assert texts.languages() == ("zh", "en")
    assert Texts("de").language == texts.FALLBACK
