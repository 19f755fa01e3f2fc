"""The PDF against its golden files: what is in the model, what the pages say, what some of them look like."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageStat

from riskassess.report.model import LANGUAGES
from riskassess.report.pdf import pdf_bytes
from tests.report.golden_pdf import FOLDER, PICTURED, case, model_text, pages_text, pictures

MEAN, SHARE, FAR = 1.5, 0.01, 64
"""A picture may differ by so much on average (of 255), and this share of its points by more than so much."""


@cache
def content(language: str) -> bytes:
    return pdf_bytes(case(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_is_the_golden_one(language: str) -> None:
    assert model_text(case(language)) == (FOLDER / f"model-{language}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_say_what_they_said(language: str) -> None:
    assert pages_text(content(language)) == (FOLDER / f"pdf-{language}.txt").read_text(encoding="utf-8")


def differ(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return True
    difference = ImageChops.difference(one, other)
    far = sum(difference.histogram()[FAR:]) / (one.width * one.height)
    return ImageStat.Stat(difference).mean[0] > MEAN or far > SHARE


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_look_as_they_looked(language: str) -> None:
    for page, picture in pictures(content(language)).items():
        with Image.open(FOLDER / f"pdf-{language}-{page + 1}.png") as golden:
            assert not differ(picture, golden.convert("L")), f"page {page + 1}"


def test_a_page_of_another_kind_is_told_from_it() -> None:
    found = pictures(content("zh"))
    assert all(differ(found[a], found[b]) for a, b in pairwise(PICTURED))
    moved = ImageChops.offset(found[PICTURED[1]], 0, 3)
    assert differ(found[PICTURED[1]], moved)
