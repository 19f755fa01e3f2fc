"""Workbooks and documents as files that are the same whenever and wherever they are made from the same content.

Both are zip archives with the moment of writing in them: in the entries, and in the core properties. Here both become
the report's own day, so that equal models give equal bytes, as the PDF does.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

Edit = Callable[[str, bytes], bytes]


def _unchanged(_name: str, content: bytes) -> bytes:
    return content


def stamped(content: bytes, day: date, edit: Edit = _unchanged) -> bytes:
    """Return an archive with every moment in it set to a day; `edit` may change an entry, given its name."""
    moment = f"{day:%Y-%m-%d}T00:00:00Z".encode()
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = edit(entry.filename, old.read(entry))
            if entry.filename == CORE:
                data = _MOMENT.sub(rb"\g<1>" + moment, data)
            made = zipfile.ZipInfo(entry.filename, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            made.compress_type = zipfile.ZIP_DEFLATED
            made.create_system, made.external_attr = 0, 0
            new.writestr(made, data)
    return target.getvalue()
