"""Every text is there in every language, with the same gaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from riskassess import texts
from riskassess.locations import resources

PARTS = sorted(path.stem for path in (resources() / "texts" / "zh").glob("*.toml"))
CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.mark.parametrize("language", texts.shipped_languages())
@pytest.mark.parametrize("part", PARTS)
def test_a_language_has_every_key_with_the_same_gaps(language: str, part: str) -> None:
    ours, theirs = texts.part("zh", part), texts.part(language, part)
    assert set(theirs) == set(ours)
    for key, text in ours.items():
        assert _gaps(text) == _gaps(theirs[key]), key


def _gaps(text: object) -> frozenset[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return frozenset[str]().union(*(texts.gaps_of(str(form)) for form in forms))


@pytest.mark.parametrize("part", PARTS)
def test_no_text_is_empty_and_english_has_no_chinese(part: str) -> None:
    for key, text in texts.part("en", part).items():
        forms = text.values() if isinstance(text, dict) else [text]
        for form in forms:
            assert str(form).strip() or key.endswith("_separator"), key
            assert key.startswith("language") or not CHINESE.search(str(form)), (key, form)


def test_no_user_text_stands_in_code() -> None:
    package = Path(texts.__file__).parent
    found = [
        f"{path.relative_to(package)}:{number}"
        for path in package.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if CHINESE.search(line.split("#", maxsplit=1)[0]) and "noqa: text" not in line
    ]
    assert not found, f"Chinese words belong in resources/texts: {found}"
