"""The golden files of the PDF: the model as JSON, the text of every page, pictures of some pages at low resolution.

Made again by ``python -m tests.report.golden_pdf`` after a change that is meant; a reader of the commit then sees what
changed. They are of the small pack, since the shipped one is content.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from riskassess.report.model import LANGUAGES, ReportModel
from riskassess.report.pdf import pdf_bytes
from tests.report.pages import page_texts
from tests.report.test_sections import full_model

FOLDER = Path(__file__).parent / "golden"
SCALE = 0.4
PICTURED = (0, 1, 2, 5)
"""Cover, decision page and two pages of tables and charts."""


def case(language: str) -> ReportModel:
    """Return the model that the golden files are of."""
    return full_model(language=language)


def model_text(model: ReportModel) -> str:
    """Return a model as JSON; of its pack only what names it, as the pack has files of its own."""
    data = {field.name: _plain(getattr(model, field.name)) for field in fields(model) if field.name != "pack"}
    data["pack"] = {"id": model.pack.id, "version": model.pack.version}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 9)
    return {key: _plain(item) for key, item in value.items()} if hasattr(value, "items") else value


def pages_text(content: bytes) -> str:
    """Return the text of all pages, each under its number."""
    return "".join(f"=== {number}\n{page.strip()}\n" for number, page in enumerate(page_texts(content), start=1))


def pictures(content: bytes) -> dict[int, Image.Image]:
    """Return the pictured pages in grey, by page from 0."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return {page: pdf[page].render(scale=SCALE).to_pil().convert("L") for page in PICTURED}
    finally:
        pdf.close()


def main() -> None:
    """Write every golden file."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        model = case(language)
        content = pdf_bytes(model)
        (FOLDER / f"model-{language}.json").write_text(model_text(model), encoding="utf-8")
        (FOLDER / f"pdf-{language}.txt").write_text(pages_text(content), encoding="utf-8")
        for page, picture in pictures(content).items():
            picture.save(FOLDER / f"pdf-{language}-{page + 1}.png", optimize=True)


if __name__ == "__main__":
    main()
