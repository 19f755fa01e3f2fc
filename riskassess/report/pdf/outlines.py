"""One font file: which glyph draws a sign, how wide it is, and a font file with some of the glyphs.

ReportLab's own reader keeps the whole file and makes half a dozen objects of every sign: 40 MB and 0.3 s for faces of
23,000 signs, of which a report draws a thousand. Here a table stays the bytes that it is, a sign is looked up when it
is first drawn, and outlines are read from the file when the subset is made. The subset is the same to the byte.
Layout of the tables: the OpenType specification. The files are our own, so what is read is not doubted.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from struct import calcsize, pack, unpack_from
from sys import byteorder
from typing import IO, Any, Protocol

from reportlab.pdfbase.ttfonts import TTFontMaker

_KEPT = ("OS/2", "cmap", "cvt ", "fpgm", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep")
_COPIED = ("name", "OS/2", "cvt ", "fpgm", "prep")
_NO_BREAK_SPACE, _SPACE = 0xA0, 0x20
# Flags of a part of a composite glyph.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80


class _SignMap(Protocol):
    def glyph(self, code: int) -> int: ...
    def outside_base_plane(self) -> Iterator[int]: ...


class _Segments:
    """Find glyphs in a map of format 4: runs of code points up to 0xFFFF, each with a step or a list of glyphs."""

    def __init__(self, table: bytes, start: int) -> None:
        count = unpack_from(">H", table, start + 6)[0] // 2
        runs = (_numbers(table, "H", start + 14 + 2 * count * place + (2 if place else 0), count) for place in range(4))
        self._ends, self._starts, self._steps, self._offsets = runs
        self._table, self._offsets_at = table, start + 16 + 6 * count

    def glyph(self, code: int) -> int:
        place = bisect_left(self._ends, code)
        if place == len(self._ends) or self._starts[place] > code:
            return 0
        found = code
        if self._offsets[place]:
            at = self._offsets_at + 2 * place + self._offsets[place] + 2 * (code - self._starts[place])
            found = unpack_from(">H", self._table, at)[0]
        return (found + self._steps[place]) & 0xFFFF if found else 0

    def outside_base_plane(self) -> Iterator[int]:
        yield from ()


class _Groups:
    """Find glyphs in a map of format 12: runs of code points of every plane, each with its first glyph."""

    def __init__(self, table: bytes, start: int) -> None:
        count = unpack_from(">L", table, start + 12)[0]
        numbers = _numbers(table, "L", start + 16, 3 * count)
        self._starts, self._ends, self._firsts = numbers[::3], numbers[1::3], numbers[2::3]

    def glyph(self, code: int) -> int:
        place = bisect_left(self._ends, code)
        if place == len(self._ends) or self._starts[place] > code:
            return 0
        return self._firsts[place] + code - self._starts[place]

    def outside_base_plane(self) -> Iterator[int]:
        for start, end in zip(self._starts, self._ends, strict=True):
            yield from range(max(start, 0x10000), end + 1)


_FORMATS = {4: _Segments, 12: _Groups}


class Outlines:
    """Read one TrueType file; measures are in thousandths of the size."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            places = _directory(file)
            self._tables = {tag: _read(file, *places[tag]) for tag in _KEPT if tag in places}
        self._glyphs_at = places["glyf"][0]
        head, os2 = self._tables["head"], self._tables["OS/2"]
        units = unpack_from(">H", head, 18)[0]
        self._scale = 1 if units == 1000 else 1000 / units
        self._with_advance = unpack_from(">H", self._tables["hhea"], 34)[0]
        self._long_places = unpack_from(">H", head, 50)[0] == 1
        self._signs = _sign_map(self._tables["cmap"])
        self.bbox = [side * self._scale for side in unpack_from(">4h", head, 36)]
        self.ascent, self.descent = (side * self._scale for side in unpack_from(">2h", os2, 68))
        self.cap_height = unpack_from(">h", os2, 88)[0] * self._scale
        self.stem = 50 + int((unpack_from(">H", os2, 4)[0] / 65) ** 2)  # a guess from the weight, as readers expect
        whole, part = unpack_from(">hH", self._tables["post"], 4)
        self.italic_angle = whole + part / 65536

    def glyph(self, code: int) -> int:
        """Return the number of the glyph that draws a code point, 0 where there is none."""
        return self._signs.glyph(_SPACE if code == _NO_BREAK_SPACE else code)

    def width(self, code: int) -> float:
        """Return how wide a code point is."""
        return self._advance(self.glyph(code))[0] * self._scale

    def outside_base_plane(self) -> list[int]:
        """List the code points above 0xFFFF that the face draws, in order."""
        return sorted(self._signs.outside_base_plane())

    def subset(self, codes: Sequence[int]) -> bytes:
        """Return a font file with the glyphs of some code points alone, numbered in their order after glyph 0."""
        numbers = {0: 0}
        for code in codes:
            numbers.setdefault(self.glyph(code), len(numbers))
        mapped = [numbers[self.glyph(code)] for code in codes]
        with self._path.open("rb") as file:
            drawn = self._drawn(file, numbers)
        return self._file(list(numbers), mapped, [_renumbered(outline, numbers) for outline in drawn])

    def _advance(self, glyph: int) -> tuple[int, int]:
        """Return a glyph's advance and left bearing in the units of the file."""
        table, last = self._tables["hmtx"], self._with_advance - 1
        if glyph <= last:
            return unpack_from(">2H", table, 4 * glyph)
        return unpack_from(">H", table, 4 * last)[0], unpack_from(">H", table, 4 * last + 2 * (glyph - last) + 2)[0]

    def _drawn(self, file: IO[bytes], numbers: dict[int, int]) -> list[bytes]:
        """Read the outlines of the numbered glyphs; what they are put together from is numbered after them."""
        order, drawn = list(numbers), list[bytes]()
        for glyph in order:  # grows meanwhile
            drawn.append(self._outline(file, glyph))
            for _, part in _parts(drawn[-1]):
                if part not in numbers:
                    numbers[part] = len(order)
                    order.append(part)
        return drawn

    def _outline(self, file: IO[bytes], glyph: int) -> bytes:
        start, end = self._place(glyph), self._place(glyph + 1)
        return _read(file, self._glyphs_at + start, end - start)

    def _place(self, glyph: int) -> int:
        table = self._tables["loca"]
        return (
            unpack_from(">L", table, 4 * glyph)[0] if self._long_places else unpack_from(">H", table, 2 * glyph)[0] * 2
        )

    def _file(self, glyphs: list[int], mapped: list[int], drawn: list[bytes]) -> bytes:
        tables, count = self._tables, len(glyphs)
        places, glyf = _stacked(drawn)
        with_advance, hmtx = _advances([self._advance(glyph) for glyph in glyphs])
        small = (places[-1] + 1) >> 1 <= 0xFFFF
        loca = pack(f">{count + 1}H", *(at >> 1 for at in places)) if small else pack(f">{count + 1}L", *places)
        made: Any = TTFontMaker()
        for tag in _COPIED:
            if tag in tables:
                made.add(tag, tables[tag])
        made.add("post", b"\x00\x03\x00\x00" + tables["post"][4:16] + bytes(16))
        made.add("hmtx", hmtx)
        made.add("hhea", _put(tables["hhea"], 34, with_advance))
        made.add("maxp", _put(tables["maxp"], 4, count))
        head = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(mapped), 0, 0, len(mapped))  # one map, of format 6
        made.add("cmap", pack(f">{len(head) + len(mapped)}H", *head, *mapped))
        made.add("glyf", glyf)
        made.add("loca", loca)
        made.add("head", _put(tables["head"], 50, 0 if small else 1))
        return made.makeStream()


def _directory(file: IO[bytes]) -> dict[str, tuple[int, int]]:
    """Return where each table begins and how long it is."""
    count = unpack_from(">H", file.read(12), 4)[0]
    rows = (unpack_from(">4s3L", file.read(16)) for _ in range(count))
    return {tag.decode("latin-1"): (start, length) for tag, _, start, length in rows}


def _read(file: IO[bytes], start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _numbers(table: bytes, kind: str, start: int, count: int) -> memoryview:
    """Return numbers of a table in the order of this machine's bytes, without an object for each."""
    made = array("H" if kind == "H" else "I", table[start : start + calcsize(f">{kind}") * count])
    if byteorder == "little":
        made.byteswap()
    return memoryview(made)


def _sign_map(table: bytes) -> _SignMap:
    """Return the last map of a format that is known; the fullest comes last."""
    count = unpack_from(">H", table, 2)[0]
    starts = [unpack_from(">L", table, 8 + 8 * place)[0] for place in range(count)]
    known = [start for start in starts if unpack_from(">H", table, start)[0] in _FORMATS]
    return _FORMATS[unpack_from(">H", table, known[-1])[0]](table, known[-1])


def _parts(outline: bytes) -> Iterator[tuple[int, int]]:
    """Yield where a composite glyph names another, and which; nothing for a glyph of its own."""
    if len(outline) <= 2 or unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = unpack_from(">2H", outline, at)
        yield at + 2, glyph
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _renumbered(outline: bytes, numbers: dict[int, int]) -> bytes:
    for at, part in _parts(outline):
        outline = _put(outline, at, numbers[part])
    return outline


def _put(table: bytes, at: int, number: int) -> bytes:
    return table[:at] + pack(">H", number) + table[at + 2 :]


def _stacked(outlines: Sequence[bytes]) -> tuple[list[int], bytes]:
    """Return where each outline begins and the last ends, and all of them, each on a multiple of four."""
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    places = [0]
    for outline in padded:
        places.append(places[-1] + len(outline))
    return places, b"".join(padded)


def _advances(pairs: list[tuple[int, int]]) -> tuple[int, bytes]:
    """Return how many glyphs have an advance of their own, and the table; the rest have that of the last of them."""
    count = len(pairs)
    while count > 1 and pairs[count - 2][0] == pairs[-1][0]:
        count -= 1
    numbers = [number for pair in pairs[:count] for number in pair] + [bearing for _, bearing in pairs[count:]]
    return count, pack(f">{len(numbers)}H", *numbers)
