"""The empty questionnaire on paper, for an interview: of a shipped, an installed, or a given pack."""

from __future__ import annotations

from pathlib import Path

from riskassess.app.packs import Shelf
from riskassess.problems import Place, refuse
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack
from riskassess.report.blank import WRITERS, blank_bytes
from riskassess.report.model import LANGUAGES
from riskassess.whole_file import write_whole
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.place import workspace_path


def write_blank(out: Path, *, pack_path: Path | None = None, language: str = "zh") -> Pack:
    """Write the empty questionnaire in the format of the suffix and return its pack; raises ProblemsFound."""
    suffix = out.suffix.lower()
    if suffix not in WRITERS:
        raise refuse("report-format-unknown", Place(file=str(out)), suffix=out.suffix, known=", ".join(WRITERS))
    if language not in LANGUAGES:
        languages = tuple(LANGUAGES)
        raise refuse("report-language-unknown", Place(path=language), language=language, languages=languages)
    pack = load_pack(pack_path) if pack_path else Shelf.at_hand(packs_folder(workspace_path())).default()
    write_whole(out, blank_bytes(pack, LANGUAGES[language], suffix))
    return pack
