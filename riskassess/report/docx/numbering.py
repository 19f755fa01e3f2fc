"""Numbers of headings, as a list of several levels that hangs on the heading styles; Word counts, nobody types."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_NUMBER = 77
"""The list's own number; the template's lists have small ones."""
LEVELS = 3


def number_headings(document: Any) -> None:
    """Tie the heading styles to one list."""
    numbering = document.part.numbering_part.element
    levels = "".join(_level(level) for level in range(LEVELS))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBER}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    first = numbering.find(qn("w:num"))
    numbering.insert(0, abstract) if first is None else first.addprevious(abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{_NUMBER}"><w:abstractNumId w:val="{_NUMBER}"/></w:num>')
    )
    for level in range(LEVELS):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        given = properties.get_or_add_numPr()
        given.get_or_add_ilvl().val = level
        given.get_or_add_numId().val = _NUMBER


def _level(level: int) -> str:
    shown = ".".join(f"%{number + 1}" for number in range(level + 1))
    indent = (567, 794, 964)[level]  # twentieths of a point: room for two digits at every level
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
    )
