"""From another program's file to a folder that a committee can complete, with a list of all that did not come along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.imports.outline import Outline, outline_files
from riskassess.questionnaire.writing.pack_folder import file_bytes, write_pack

LIBRARY_ENDINGS = (".yaml", ".yml")
FORM_ENDINGS = (".xlsx", ".xls", ".xlsm", ".csv", ".md")


@dataclass(frozen=True)
class Taken:
    """Hold what was taken over: how many domains and questions, and what was left out, by its name in the source."""

    domains: int
    questions: int
    left_out: tuple[Problem, ...]


def take_over(source: Path, out: Path, language: str | None = None) -> Taken:
    """Write what a library or form says as a pack's folder; raises `ProblemsFound`, and then nothing is written.

    `language` is the code of texts for which the source names no language.
    """
    outline = _read(source, language)
    questions = [question.id for domain in outline.domains for question in domain.questions]
    if not questions:
        raise ProblemsFound((*outline.left_out, problem("import-nothing", Place(source.as_posix()))))
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise refuse("folder-not-empty", Place(out.as_posix()), path=out.as_posix())
    files = outline_files(outline)
    write_pack([(file.name, file_bytes(file, outline.languages)) for file in files], out)
    return Taken(len(outline.domains), len(questions), tuple(outline.left_out))


def _read(source: Path, language: str | None) -> Outline:
    if source.suffix.lower() in FORM_ENDINGS:
        from riskassess.questionnaire.imports.xlsform import read_form

        return read_form(source, language)
    if source.suffix.lower() not in LIBRARY_ENDINGS:
        endings = [*LIBRARY_ENDINGS, *FORM_ENDINGS]
        raise refuse("import-kind-unknown", Place(source.as_posix()), endings=endings)
    from riskassess.questionnaire.imports.ciso_assistant import read_library
    from riskassess.questionnaire.loading.reading import read_document, read_file

    content, failed = read_file(source)
    if failed:
        raise ProblemsFound((failed,))
    document, problems = read_document(content, source.as_posix())
    if document is None or problems:
        raise ProblemsFound(problems)
    return read_library(document.data, source.as_posix())
