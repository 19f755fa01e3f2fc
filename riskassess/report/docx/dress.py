"""The styles of a document: real ones with the names that Word knows, so that whoever edits it changes a style once.

Sizes and colours are those of the printed page; the font is one that computers with Chinese have, since a document
carries none.
"""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

FONT = "Microsoft YaHei"
TEXT, TEXT2, ACCENT, RED = "182224", "47565A", "0E5A66", "B3211B"

# name, size, line, bold, colour, space before, space after, keep with next
_PARAGRAPHS: tuple[tuple[str, float, float, bool, str, float, float, bool], ...] = (
    ("Normal", 10, 16, False, TEXT, 0, 4, False),
    ("Title", 26, 36, True, TEXT, 30, 0, True),
    ("Subtitle", 14, 20, False, TEXT, 0, 16, False),
    ("Heading 1", 16, 24, True, TEXT, 18, 6, True),
    ("Heading 2", 12, 18, True, TEXT, 16, 4, True),
    ("Heading 3", 10, 16, True, TEXT, 12, 2, True),
    ("Caption", 9, 14, False, TEXT2, 4, 10, False),
    ("List Bullet", 10, 16, False, TEXT, 0, 2, False),
    ("Header", 9, 12, False, TEXT2, 0, 0, False),
    ("Footer", 8, 12, False, TEXT2, 0, 0, False),
    ("toc 1", 10, 15, False, TEXT, 1, 0, False),
    ("toc 2", 9, 14, False, TEXT2, 0, 0, False),
    ("Lead", 13, 20, True, TEXT, 0, 4, True),
    ("Note", 8, 12, False, TEXT2, 4, 6, False),
    ("Table text", 9, 13, False, TEXT, 1, 1, False),
    ("Table number", 9, 13, False, TEXT, 1, 1, False),
    ("Table head", 9, 13, True, TEXT, 1, 1, True),
)
TABLE_STYLE = "Report table"


def set_style(paragraph: Any, name: str) -> None:
    """Give a paragraph a style by its id; by its name a document looks through all its styles, for every cell."""
    paragraph._p.style = name.replace(" ", "")


def dress(document: Any, language: str, east_asian: str) -> None:
    """Give a document its styles and say in which languages its words are."""
    for name, size, line, bold, colour, before, after, keep in _PARAGRAPHS:
        style = _paragraph_style(document, name)
        _set_font(style, size, bold=bold, colour=colour)
        shape = style.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(line)
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.keep_with_next, shape.widow_control = keep, True
    document.styles["toc 2"].paragraph_format.left_indent = Pt(14)
    for name, unwanted in (("Title", "w:pBdr"), ("Header", "w:tabs"), ("Footer", "w:tabs")):
        _remove(document.styles[name], unwanted)
    _add_table_style(document)
    _say_languages(document, language, east_asian)


def _paragraph_style(document: Any, name: str) -> Any:
    found = next((style for style in document.styles if style.name and style.name.lower() == name.lower()), None)
    if found is None:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        found.base_style = document.styles["Normal"]
        found.quick_style = True
    return found


def _set_font(style: Any, size: float, *, bold: bool, colour: str) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)


def _remove(style: Any, unwanted: str) -> None:
    """Take away what the template gives a style and the printed page has not."""
    properties = style.element.get_or_add_pPr()
    for part in properties.findall(qn(unwanted)):
        properties.remove(part)


def _add_table_style(document: Any) -> None:
    """Add the table of the printed page: rules above and below, one under the head, hairlines between, no verticals."""
    style = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
            f'<w:top w:val="single" w:sz="9" w:color="{TEXT}"/><w:bottom w:val="single" w:sz="9" w:color="{TEXT}"/>'
            '<w:insideH w:val="single" w:sz="4" w:color="D5DBDC"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="6" w:color="{TEXT}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        )
    )


def _say_languages(document: Any, language: str, east_asian: str) -> None:
    """Set the language of Latin and of Chinese words for the whole document; a reader aloud goes by it."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(
        parse_xml(f'<w:lang {nsdecls("w")} w:val="{language}" w:eastAsia="{east_asian}" w:bidi="ar-SA"/>')
    )
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    properties.insert(
        0,
        parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'),
    )
