"""What Word works out or follows by itself: page numbers, numbers of figures and tables, contents, links, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return a text with what no XML file may hold shown as its code point."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", clean)


def _element(tag: str, /, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _mark(kind: str) -> Any:
    run = _element("w:r")
    run.append(_element("w:fldChar", fldCharType=kind))
    return run


def _words(name: str, text: str) -> Any:
    run, inner = _element("w:r"), _element(name)
    inner.text = text
    inner.set(qn("xml:space"), "preserve")
    run.append(inner)
    return run


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field with what it shows until Word works it out again."""
    parts = (_mark("begin"), _words("w:instrText", f" {instruction} "), _mark("separate"))
    for part in (*parts, _words("w:t", shown), _mark("end")):
        paragraph._p.append(part)


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Let links lead to a paragraph."""
    start, end = _element("w:bookmarkStart", id=str(number), name=name), _element("w:bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(end)


def add_link(paragraph: Any, text: str, bookmark: str, *, bold: bool = False, accent: str = "0E5A66") -> None:
    """Add words that lead to a bookmark."""
    link = _element("w:hyperlink", anchor=bookmark, history="1")
    run = _words("w:t", legal(text))
    properties = _element("w:rPr")
    if bold:
        properties.append(_element("w:b"))
    properties.append(_element("w:color", val=accent))
    run.insert(0, properties)
    link.append(run)
    paragraph._p.append(link)


def fill_contents(paragraphs: Sequence[Any], entries: Sequence[tuple[str, str]]) -> None:
    """Turn paragraphs into contents: titles that lead to their headings, no page numbers to go stale.

    Word makes them anew when its reader asks; until then they stand as written here.
    """
    first, last = paragraphs[0], paragraphs[-1]
    for part in (_mark("begin"), _words("w:instrText", ' TOC \\o "1-1" \\h \\z \\n '), _mark("separate")):
        first._p.append(part)
    for paragraph, (title, bookmark) in zip(paragraphs, entries, strict=True):
        add_link(paragraph, title, bookmark, accent="182224")
    last._p.append(_mark("end"))
