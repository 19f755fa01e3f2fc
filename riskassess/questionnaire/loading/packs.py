"""From a path to a pack: read, check, build. The reader and the checks are imported only when a pack is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from riskassess.problems import Problem, ProblemsFound, in_reading_order
from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.loading.compiled import write_compiled
from riskassess.questionnaire.values import Pack

if TYPE_CHECKING:
    from riskassess.questionnaire.loading.sources import Source


def check_pack(path: Path) -> tuple[Problem, ...]:
    """Check a pack's folder or zip; return every problem, file by file and down each file.

    Warnings are looked for only where there is no error: half a pack would give wrong ones.
    """
    from riskassess.questionnaire.checks import check_loaded
    from riskassess.questionnaire.checks.warnings import check_warnings
    from riskassess.questionnaire.loading.pack_files import read_pack

    try:
        loaded, problems = read_pack(Path(path))
    except ProblemsFound as found:
        return found.problems
    found = (*problems, *check_loaded(loaded))
    if not any(one.severity == "error" for one in found):
        found = (*found, *check_warnings(loaded))
    return in_reading_order(found)


def load_pack(path: Path) -> Pack:
    """Load a pack from its folder or zip; raises `ProblemsFound` with every error."""
    return build_pack(checked_data(path))


def checked_data(path: Path) -> dict[str, object]:
    """Return the plain data of a pack that has no error; raises `ProblemsFound` with every error."""
    from riskassess.questionnaire.loading.sources import open_source

    return checked_source(open_source(Path(path)))


def checked_source(source: Source) -> dict[str, object]:
    """Return what `checked_data` does, from wherever the files come; raises `ProblemsFound` with every error."""
    from riskassess.questionnaire.checks import check_loaded
    from riskassess.questionnaire.loading.pack_files import pack_data, read_source

    loaded, problems = read_source(source)
    errors = tuple(p for p in (*problems, *check_loaded(loaded)) if p.severity == "error")
    if errors:
        raise ProblemsFound(in_reading_order(errors))
    return pack_data(loaded)


def compile_pack(path: Path, out: Path) -> None:
    """Check a pack and write its compiled form; raises `ProblemsFound`, and then nothing is written."""
    write_compiled(checked_data(path), Path(out))
