"""Questionnaires as their authors handle them: as a workbook, and taken over from other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from riskassess.problems import Problem

if TYPE_CHECKING:
    from riskassess.questionnaire.imports import Taken


def write_workbook(pack: Path, out: Path) -> None:
    """Write a pack's folder or zip as a workbook; raises ProblemsFound, and then nothing is written."""
    from riskassess.questionnaire.workbook import pack_to_workbook

    pack_to_workbook(pack, out)


def read_workbook(workbook: Path, pack: Path) -> tuple[Problem, ...]:
    """Write the pack that a workbook holds and return its warnings; raises ProblemsFound, and then writes nothing."""
    from riskassess.questionnaire.workbook import workbook_to_pack

    return workbook_to_pack(workbook, pack)


def import_questionnaire(source: Path, out: Path, language: str | None) -> tuple[Taken, tuple[Problem, ...]]:
    """Take over another program's questionnaire; return what came and what the folder still lacks to load."""
    from riskassess.questionnaire.imports import take_over
    from riskassess.questionnaire.loading import check_pack

    taken = take_over(source, out, language)
    return taken, tuple(one for one in check_pack(out) if one.severity == "error")
