"""A document while it is written: headings, paragraphs, lists, tables and pictures, each with its real style.

Sections say what they want; this knows how a document says it, keeps bookmarks and captions counted, and makes the file
the same whenever it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from riskassess.report.chart_pictures import Picture
from riskassess.report.docx.dress import dress, set_style
from riskassess.report.docx.fields import add_bookmark, add_field, add_link, fill_contents, legal
from riskassess.report.docx.numbering import number_headings
from riskassess.report.docx.tables import Cell, Column, Words, add_table
from riskassess.report.office_file import stamped

TEXT_WIDTH = 166 / 25.4 * 72
"""Width of the text in points: A4 less two margins of 22 mm."""
_CONTENTS = 1
"""Levels of headings that the contents list."""


class Paper:
    """Write one document."""

    def __init__(self, language: str, east_asian: str = "zh-CN") -> None:
        self._document: Any = Document()
        dress(self._document, language, east_asian)
        number_headings(self._document)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(22), Mm(20)
        self._language = language
        self._bookmarks: dict[str, str] = {}
        self._headings: list[tuple[int, str, str]] = []
        self._contents_at: Any = None
        self._pictures = 0
        self._new_page = False

    def properties(self, *, title: str, author: str, subject: str, day: date) -> None:
        """Say what the file is and whose."""
        core = self._document.core_properties
        core.title, core.author, core.subject = legal(title)[:255], legal(author)[:255], legal(subject)[:255]
        core.language, core.comments, core.last_modified_by = self._language, "", ""
        core.created = core.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the file keeps no zone
        core.revision = 1

    def furniture(self, *, left: str, right: str, mark: str) -> None:
        """Set header and footer: the mark of a draft above, whose it is, the state and the page's number below."""
        section = self._document.sections[0]
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if mark:
            run = head.add_run(legal(mark))
            run.bold, run.font.size = True, Pt(11)
        foot = section.footer.paragraphs[0]
        foot.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_ALIGN_PARAGRAPH.RIGHT)  # type: ignore[arg-type]
        foot.add_run(f"{legal(left)}\t{legal(right)}  ")
        add_field(foot, "PAGE", "1")
        foot.add_run(" / ")
        add_field(foot, "NUMPAGES", "1")

    def heading(self, level: int, text: str, key: str = "") -> None:
        """Add a numbered heading; `key` is what links lead to it by."""
        paragraph = self._added(f"Heading {level}")
        paragraph.add_run(legal(text).replace("\n", "  "))
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        bookmark = self._bookmark(paragraph, key or f"heading-{len(self._bookmarks)}")
        if level <= _CONTENTS:
            self._headings.append((level, text, bookmark))

    def text(self, *texts: str, style: str = "Normal", bold: bool = False, key: str = "") -> Any:
        """Add paragraphs, one for each line of each text that is not empty; return the last."""
        paragraph: Any = None
        for line in (line for text in texts for line in legal(text).split("\n") if line):
            paragraph = self._added(style)
            paragraph.add_run(line).bold = True if bold else None
            if key:
                self._bookmark(paragraph, key)
                key = ""
        return paragraph

    def labelled(self, label: str, text: str, link: str = "") -> None:
        """Add a paragraph that begins with a label in bold; the lines of the text stay within it."""
        paragraph = self._added("Normal")
        paragraph.add_run(legal(label)).bold = True
        if link:
            add_link(paragraph, text, self.bookmark_of(link))
            return
        for place, line in enumerate(legal(text).split("\n")):
            run = paragraph.add_run()
            if place:
                run.add_break()
            run.add_text(line)

    def bullets(self, texts: Iterable[str]) -> None:
        """Add a list."""
        for text in texts:
            self.text(text, style="List Bullet")

    def table(self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a table, and a little room after it."""
        ready = [[self._linked(cell) for cell in row] for row in rows]
        add_table(self._document, columns, ready, TEXT_WIDTH, title)
        after = self._added("Note")
        after.paragraph_format.space_after = Pt(0)

    def facts(self, title: str, heads: tuple[str, str], facts: Iterable[tuple[str, str]]) -> None:
        """Add what is known as a table of two columns."""
        self.table(
            title,
            [Column(heads[0], 1), Column(heads[1], 2)],
            [[Words(name, bold=True), value] for name, value in facts],
        )

    def picture(self, picture: Picture, caption: str, figure: str, spoken: str) -> None:
        """Add a picture with its caption and with words for a reader who cannot see it."""
        width = min(picture.width, TEXT_WIDTH)
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(picture.png), width=Pt(width))
        described = shape._inline.docPr
        described.set("descr", legal(spoken))
        described.set("title", legal(caption))
        self._pictures += 1
        below = self._added("Caption")
        below.add_run(f"{figure} ")
        add_field(below, "SEQ Figure \\* ARABIC", str(self._pictures))
        below.add_run(f"  {legal(caption)}")

    def contents(self, title: str) -> None:
        """Leave the place of the contents, which are filled in when all headings are known."""
        self.text(title, style="Lead")
        self._contents_at = self._added("toc 1")

    def page_break(self) -> None:
        """Begin a new page with the next heading; a break of its own could make an empty page."""
        self._new_page = True

    def content(self, day: date) -> bytes:
        """Return the file; equal content and day give equal bytes."""
        self._write_contents()
        stream = BytesIO()
        self._document.save(stream)
        return stamped(stream.getvalue(), day)

    def bookmark_of(self, key: str) -> str:
        """Return the bookmark of a key, whether it stands already or not."""
        return self._bookmarks.setdefault(key, f"_R{len(self._bookmarks):05d}")

    def _added(self, style: str) -> Any:
        paragraph = self._document.add_paragraph()
        set_style(paragraph, style)
        return paragraph

    def _bookmark(self, paragraph: Any, key: str) -> str:
        name = self.bookmark_of(key)
        add_bookmark(paragraph, name, int(name[2:]))
        return name

    def _linked(self, cell: Cell) -> Cell:
        if isinstance(cell, Words) and cell.link:
            return Words(cell.text, cell.bold, cell.red, self.bookmark_of(cell.link))
        return cell

    def _write_contents(self) -> None:
        if self._contents_at is None:
            return
        paragraphs = [self._contents_at]
        for level, _, _ in self._headings[1:]:
            paragraphs.append(self._after(paragraphs[-1], f"toc {level}"))
        counts = [0] * _CONTENTS
        entries: list[tuple[str, str]] = []
        for level, title, bookmark in self._headings:
            counts[level - 1 :] = [counts[level - 1] + 1, *[0] * (_CONTENTS - level)]
            number = ".".join(map(str, counts[:level]))
            entries.append((f"{number}  {title}".replace("\n", "  "), bookmark))
        fill_contents(paragraphs, entries)

    def _after(self, paragraph: Any, style: str) -> Any:
        made = OxmlElement("w:p")
        paragraph._p.addnext(made)
        following = type(paragraph)(made, paragraph._parent)
        set_style(following, style)
        return following


def seal_box(paper: Paper, words: str) -> None:
    """Add the dashed square where a company's seal is put."""
    table = paper._document.add_table(rows=1, cols=1)
    cell = table.cell(0, 0)
    table.autofit = False
    cell.width = Mm(44)
    table.rows[0].height = Mm(44)
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "6"), ("color", "7B878A")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)
    set_style(cell.paragraphs[0], "Table text")
    cell.paragraphs[0].add_run(words)
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
