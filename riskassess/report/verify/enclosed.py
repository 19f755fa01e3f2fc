"""What a report's PDF carries: the bytes of its attachments, who says to have made it, the text of its pages.

The file comes from somebody else, so sizes are bounded before anything is unpacked, and whatever is wrong with it ends
as a problem and never as a traceback.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from riskassess.problems import Place, ProblemsFound, problem, refuse
from riskassess.report.pdf.finishing import ANSWERS_NAME, RESULT_NAME

LARGEST_REPORT = 64 * 1024 * 1024
LARGEST_ATTACHMENT = 4 * 1024 * 1024
"""Bytes; those of a full assessment take about 100 kB."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Hold what a report carries: both attachments as bytes, its maker as it says itself, whether it is signed."""

    content: bytes
    result: bytes
    answers: bytes
    made_by: str
    signed: bool


def read_report(path: Path) -> Enclosed:
    """Read a report's PDF; raises ProblemsFound where it is none, or where it does not carry what a report does."""
    content = report_bytes(path)
    place = Place(file=str(path))
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            found = {name: _attached(pdf, name, place) for name in (RESULT_NAME, ANSWERS_NAME)}
            missing = [name for name, attached in found.items() if attached is None]
            if missing:
                raise ProblemsFound(
                    problem("report-not-attached", place, path=str(path), name=name) for name in missing
                )
            return Enclosed(
                content=content,
                result=found[RESULT_NAME] or b"",
                answers=found[ANSWERS_NAME] or b"",
                made_by=str(pdf.docinfo.get("/Creator", "")),
                signed=_has_signature(pdf),
            )
    except pikepdf.PasswordError as error:
        raise refuse("report-has-password", place, path=str(path)) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, zlib.error) as error:
        raise refuse("report-no-pdf", place, path=str(path)) from error


def report_bytes(path: Path) -> bytes:
    """Return a file's content; raises ProblemsFound where it cannot be read or is larger than any report."""
    place = Place(file=str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_REPORT + 1)
    except FileNotFoundError as error:
        raise refuse("file-missing", place, path=str(path)) from error
    except OSError as error:
        raise refuse("file-unreadable", place, path=str(path), said=error.strerror or str(error)) from error
    if len(content) > LARGEST_REPORT:
        raise refuse("file-too-large", place, most=LARGEST_REPORT // 1024)
    return content


def _attached(pdf: pikepdf.Pdf, name: str, place: Place) -> bytes | None:
    if name not in pdf.attachments:
        return None
    stream: Any = pdf.attachments[name].get_file().obj
    kind = stream.get("/Filter")
    if isinstance(kind, pikepdf.Array):
        kind = kind[0] if len(kind) == 1 else pikepdf.Name("/Unknown") if len(kind) else None
    raw: bytes = stream.read_raw_bytes()
    if kind is None:
        content = raw
    elif kind == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        content = zlib.decompressobj().decompress(raw, LARGEST_ATTACHMENT + 1)
    else:
        raise refuse("report-not-attached", place, path=place.file, name=name)
    if len(content) > LARGEST_ATTACHMENT:
        raise refuse("file-too-large", Place(file=f"{place.file}/{name}"), most=LARGEST_ATTACHMENT // 1024)
    return content


def _has_signature(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    fields: Any = form.get("/Fields", []) if isinstance(form, pikepdf.Dictionary) else []
    return any(field.get("/FT") == pikepdf.Name.Sig and "/V" in field for field in fields)


def page_texts(content: bytes) -> tuple[str, ...]:
    """Return each page's text as a reader selects it; none where the pages cannot be opened."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ()
    try:
        return tuple(_page_text(pdf, number) for number in range(len(pdf)))
    finally:
        pdf.close()


def _page_text(pdf: Any, number: int) -> str:
    import pypdfium2

    try:
        page = pdf[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()
