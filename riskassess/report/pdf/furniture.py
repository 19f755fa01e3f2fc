"""What stands on every page around the text, and what is known only when all pages are: totals, contents, bookmarks.

The canvas keeps each finished page until the last one is laid out and then draws footers, contents and bookmarks into
them. So one pass over the text is enough, where a table of contents would need two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfgen.canvas import Canvas

from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import put_line, put_text
from riskassess.report.pdf.embedding import INITIAL_FONT, UsedSigns
from riskassess.report.pdf.fonts import cut_to, legible, shown, width_of
from riskassess.report.pdf.lettering import Placed

CONTENTS_ROWS = {1: 13.0, 2: 15.0}
"""The height of a row of the contents, by the number of columns."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Hold the words around the text; `mark` is the draft's, empty on a finished report."""

    left: str
    state: str
    day: str
    mark: str
    contents: str
    contents_columns: int = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Hold a rectangle of a page that leads to a place; a place that is in no section shown leads nowhere."""

    page: int
    key: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where a bookmark leads: the page (from 1), the height on it, and its level in the outline."""

    page: int
    top: float
    key: str
    title: str
    level: int | None


class _Leading(PDFObject):
    """Write a link in one stroke: there are hundreds, and ReportLab takes each apart into many objects."""

    def __init__(self, destination: Any, box: tuple[float, float, float, float], written: dict[Any, bytes]) -> None:
        self.destination, self.box, self.written = destination, box, written

    def format(self, document: Any) -> bytes:
        """Return the annotation; archives want it marked as printed."""
        corners = b" ".join(b"%.2f" % side for side in self.box)
        leads_to = self.written.get(self.destination)
        if leads_to is None:
            leads_to = self.written[self.destination] = self.destination.format(document)
        words = b"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%b] /Dest %b >>"
        return words % (corners, leads_to)


class Anchor(Placed):
    """Mark a place in the text; takes no room. Without a level it can be linked to and is in no outline."""

    def __init__(self, key: str, title: str = "", level: int | None = None) -> None:
        super().__init__()
        self.key, self.title, self.level = key, title, level
        self.width = self.height = 0.0

    def wrap(self, _avail_width: float, _avail_height: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw_at(self, x: float, y: float) -> None:
        canv: Any = self.canv
        top = canv.absolutePosition(x, y)[1] + 18
        canv.places.append(Place(canv.getPageNumber(), top, self.key, legible(self.title), self.level))


class ReportCanvas(Canvas):
    """Keep finished pages until the last one is known; `furniture` is set by the document before the first page."""

    furniture: Furniture
    contents_top: float

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "initialFontName": INITIAL_FONT})
        doc: Any = self._doc
        self.used_signs = doc.used_signs = UsedSigns(doc)
        self.places: list[Place] = []
        self.links: list[Link] = []
        self._kept: list[dict[str, Any]] = []
        self._places_written: dict[Any, bytes] = {}  # as they are written, since many links lead to one place

    def lead(self, key: str, left: float, bottom: float, right: float, top: float) -> None:
        """Make a rectangle, in today's coordinates, lead to a place."""
        corners = (*self.absolutePosition(left, bottom), *self.absolutePosition(right, top))
        self.links.append(Link(self.getPageNumber(), key, corners))

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        total = len(self._kept)
        doc: Any = self._doc
        known = {place.key for place in self.places}
        links: defaultdict[int, list[tuple[int, Link]]] = defaultdict(list)
        for count, link in enumerate(self.links):
            if link.key in known:
                links[link.page].append((count, link))
        for number, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self._draw_around(number, total)
            for place in self.places:
                if place.page == number:
                    self._bookmark(place)
            for count, link in links[number]:
                self._link(f"link-{count}", link.key, link.box)
            super().showPage()
            written: Any = doc.Pages.pages[-1]
            written.stream = written.stream.encode()  # ReportLab would look every sign up in a table of its own
        super().save()

    def _link(self, name: str, key: str, box: tuple[float, float, float, float]) -> None:
        self._addAnnotation(_Leading(self._bookmarkReference(key), box, self._places_written), name)

    def _bookmark(self, place: Place) -> None:
        self.bookmarkHorizontalAbsolute(place.key, place.top)
        if place.level is not None:
            self.addOutlineEntry(place.title, place.key, place.level, closed=True)

    def _draw_around(self, number: int, total: int) -> None:
        words = self.furniture
        left, right = style.MARGIN_SIDE, style.PAGE_WIDTH - style.MARGIN_SIDE
        if words.mark:
            put_text(
                self,
                right,
                style.PAGE_HEIGHT - 13 * style.mm,
                words.mark,
                style.DRAFT_MARK.size,
                bold=True,
                align="right",
            )
        if number == 1:
            self._draw_contents()
        self._draw_chapter(number)
        put_line(self, left, style.FOOTER_BASE + 12, right, style.FOOTER_BASE + 12, style.HAIRLINE, style.LINE)
        pages = f"{number} / {total}"
        put_text(self, right, style.FOOTER_BASE, pages, 8, colour=style.TEXT2, align="right")
        x = right - width_of("000 / 000", 8) - 12
        put_text(self, x, style.FOOTER_BASE, words.day, 8, colour=style.TEXT2, align="right")
        x -= width_of(words.day, 8) + 6
        put_text(self, x, style.FOOTER_BASE, words.state, 8, bold=bool(words.mark), colour=style.TEXT2, align="right")
        x -= width_of(words.state, 8, bool(words.mark)) + 16
        put_text(self, left, style.FOOTER_BASE, cut_to(shown(words.left), x - left, 8), 8, colour=style.TEXT2)

    def _draw_chapter(self, number: int) -> None:
        """Name the section at the head of a page on which none begins at the top."""
        chapters = [place for place in self.places if place.level == 0]
        before = [place for place in chapters if place.page < number]
        begins = any(p.page == number and p.top > style.PAGE_HEIGHT - style.MARGIN_TOP - 30 for p in chapters)
        if before and not begins:
            y = style.PAGE_HEIGHT - 13 * style.mm
            put_text(self, style.MARGIN_SIDE, y, shown(before[-1].title), 8, colour=style.TEXT2)

    def _draw_contents(self) -> None:
        """Write the contents at the foot of the cover, each entry a link: two columns, or one of long titles."""
        entries = [place for place in self.places if place.level == 0]
        top, left = self.contents_top, style.MARGIN_SIDE
        put_text(self, left, top - 12, self.furniture.contents, style.HEADING.size, bold=True)
        top -= 22
        put_line(self, left, top, left + style.TEXT_WIDTH, top, style.RULE, style.TEXT)
        columns = self.furniture.contents_columns
        width = (style.TEXT_WIDTH - style.COLUMN_GAP * (columns - 1)) / columns
        per_column = -(-len(entries) // columns)
        for index, place in enumerate(entries):
            column, row = divmod(index, per_column)
            x = left + column * (width + style.COLUMN_GAP)
            y = top - (row + 1) * CONTENTS_ROWS[columns]
            put_text(self, x, y + 3.5, shown(place.title), 9)
            put_text(self, x + width, y + 3.5, str(place.page), 9, align="right")
            put_line(self, x, y, x + width, y, style.HAIRLINE, style.LINE)
            box = (x, y, x + width, y + CONTENTS_ROWS[columns])
            self._link(f"contents-{index}", place.key, box)


def contents_height(entries: int, columns: int) -> float:
    """Return the room that the contents take at the foot of the cover."""
    return 22 + -(-entries // columns) * CONTENTS_ROWS[columns]
