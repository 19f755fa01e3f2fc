"""Figures of a questionnaire's authors: its check, and the way to a workbook and back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, median_ms
from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.loading import check_pack
from riskassess.questionnaire.workbook import pack_to_workbook, workbook_to_pack

PACK = min(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))


def figures() -> Iterator[Figure]:
    """Measure the shipped questionnaire, warm."""
    yield Figure("pack check, with warnings", median_ms(lambda: check_pack(PACK), 5), 500, "ms")
    with tempfile.TemporaryDirectory() as folder:
        book, again = Path(folder) / "book.xlsx", Path(folder) / "pack"

        def round_trip() -> None:
            pack_to_workbook(PACK, book)
            workbook_to_pack(book, again)

        yield Figure("pack to workbook and back", median_ms(round_trip, 3), 3000, "ms")
