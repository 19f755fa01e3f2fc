"""The golden files of workbook, document and empty questionnaire: their structure as text, not their bytes.

Made again by ``python -m tests.report.golden_office`` after a change that is meant; a reader of the commit then sees
what changed. They are of the small pack, since the shipped one is content.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from docx.oxml.ns import qn

from riskassess.report.blank import blank_bytes
from riskassess.report.docx import docx_bytes
from riskassess.report.model import LANGUAGES
from riskassess.report.xlsx import xlsx_bytes
from tests.report.packs import small_pack
from tests.report.pages import page_texts
from tests.report.test_sections import full_model

FOLDER = Path(__file__).parent / "golden"


def workbook_text(content: bytes) -> str:
    """Return every cell of every sheet: formula and value, style, and what is set for the sheet."""
    formulas, values = (openpyxl.load_workbook(BytesIO(content), data_only=only) for only in (False, True))
    return "".join(_sheet(sheet, values[sheet.title]) for sheet in formulas)


def _sheet(sheet: Any, values: Any) -> str:
    lines = [f"=== {sheet.title} frozen {sheet.freeze_panes} repeats {sheet.print_title_rows}"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            shown = cell.value if cell.data_type != "f" else f"{cell.value} -> {_shown(values[cell.coordinate].value)}"
            lines.append(f"{cell.coordinate} [{cell.style} {cell.number_format}] {_shown(shown)!r}")
    return "\n".join(lines) + "\n"


def _shown(value: object) -> object:
    return round(value, 9) if isinstance(value, float) else value


def document_text(content: bytes) -> str:
    """Return paragraphs with styles, tables with their heads and captions, pictures with what is said of them."""
    document = Document(BytesIO(content))
    section = document.sections[0]
    head = [f"header: {section.header.paragraphs[0].text}", f"footer: {section.footer.paragraphs[0].text}"]
    return "\n".join([*head, *_blocks(document)]) + "\n"


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            caption = block._tbl.tblPr.find(qn("w:tblCaption"))
            yield f"[table {block.style.name}] {caption.get(qn('w:val')) if caption is not None else '-'}"
            repeats = block.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
            for number, row in enumerate(block.rows):
                mark = "head" if repeats and not number else "row"
                yield f"  {mark}: " + " | ".join(_text(cell._tc).replace("\n", " ⏎ ") for cell in row.cells)
            continue
        described = block._p.find(f".//{qn('wp:docPr')}")
        if described is not None:
            yield f"[picture] {described.get('title')}: {described.get('descr')}"
        else:
            yield f"[{block.style.name}] {_text(block._p)}"


def _text(element: Any) -> str:
    """Return all words of an element, those of links too; a paragraph's end is a line's end."""
    paragraphs = [element] if element.tag == qn("w:p") else element.findall(f".//{qn('w:p')}")
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)


def made() -> Iterator[tuple[str, str]]:
    """Yield the name and the content of every golden file."""
    for language in LANGUAGES:
        model = full_model(language=language)
        yield f"xlsx-{language}.txt", workbook_text(xlsx_bytes(model))
        yield f"docx-{language}.txt", document_text(docx_bytes(model))
        pages = page_texts(blank_bytes(small_pack(), LANGUAGES[language], ".pdf"))
        yield (
            f"blank-pdf-{language}.txt",
            "".join(f"=== {n}\n{page.strip()}\n" for n, page in enumerate(pages, start=1)),
        )
        yield f"blank-docx-{language}.txt", document_text(blank_bytes(small_pack(), LANGUAGES[language], ".docx"))


def main() -> None:
    """Write all golden files."""
    for name, text in made():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
