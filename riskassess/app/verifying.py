"""Reports signed, and reports that somebody was handed checked: scored again, and compared figure by figure.

The answers inside are as untrusted as any file, so they pass the checks of an answers file. The pack is the one the
report names by its digest: among those at hand, or given by a path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from riskassess import __version__
from riskassess.app.packs import Shelf
from riskassess.assessment import score
from riskassess.assessment.values import Answers, Result
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.values import Pack
from riskassess.report.verify.enclosed import Enclosed
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.place import workspace_path

Verdict = Literal["true", "untrue", "unknown"]
RESULT_FORMAT = "riskassess-result/1"
MOST_TOLD = 40
"""Differences that are told one by one; beyond it their number says enough."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one thing that was found out: its sentence is ``verify.<verdict>.<key>`` of the catalogue."""

    verdict: Verdict
    key: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Verification:
    """Hold all that was found out about one report."""

    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Tell whether nothing that could be checked is untrue."""
        return all(finding.verdict != "untrue" for finding in self.findings)


def verify_report(path: Path, pack_path: Path | None = None) -> Verification:
    """Check a report's PDF; raises ProblemsFound where it, its attachments or its pack cannot be read."""
    from riskassess.exchange.answers_file import answers_from_data
    from riskassess.report.verify.enclosed import read_report

    enclosed = read_report(path)
    result, given = (_data(content, f"{path}/{name}") for content, name in _attachments(enclosed))
    _refuse_other_form(result, path)
    pack = _pack(result, pack_path)
    answers = answers_from_data(given, pack)
    expected = _scored_again(pack, answers, result)
    findings = (
        *_named(enclosed, pack, result),
        *_figures(result, expected),
        *_pages(enclosed, pack, answers, expected),
        *_signature(enclosed),
        Finding("unknown", "honesty", {}),
    )
    return Verification(findings)


def _attachments(enclosed: Enclosed) -> tuple[tuple[bytes, str], ...]:
    from riskassess.report.pdf.finishing import ANSWERS_NAME, RESULT_NAME

    return ((enclosed.result, RESULT_NAME), (enclosed.answers, ANSWERS_NAME))


def _data(content: bytes, name: str) -> Mapping[str, Any]:
    from riskassess.questionnaire.loading.reading import read_document

    document, problems = read_document(content, name)
    if document is None or problems:
        raise ProblemsFound(problems)
    if not isinstance(document.data, dict):
        raise refuse("report-result-malformed", Place(file=name), path=name)
    return document.data  # pyright: ignore[reportUnknownVariableType]


def _refuse_other_form(result: Mapping[str, Any], path: Path) -> None:
    named = (result.get("questionnaire"), result.get("version"), result.get("pack_sha256"))
    if result.get("format") != RESULT_FORMAT or not all(isinstance(name, str) and name for name in named):
        raise refuse("report-result-malformed", Place(file=str(path)), path=str(path))


def _pack(result: Mapping[str, Any], pack_path: Path | None) -> Pack:
    """Return the pack that was given, else the one at hand that has the digest named in the result."""
    from riskassess.questionnaire.loading import load_pack

    if pack_path is not None:
        return load_pack(pack_path)
    questionnaire, version, digest = (str(result[key]) for key in ("questionnaire", "version", "pack_sha256"))
    for pack in Shelf.at_hand(packs_folder(workspace_path())).packs:
        if pack.sha256 == digest:
            return pack
    raise refuse(
        "report-pack-not-at-hand", Place(path=questionnaire), pack=questionnaire, version=version, digest=digest
    )


def _scored_again(pack: Pack, answers: Answers, found: Mapping[str, Any]) -> Result:
    """Score the answers, with a plan to the grade for which the result has one."""
    from riskassess.assessment.plan import plan
    from riskassess.assessment.robustness import robustness

    result = replace(score(pack, answers, trace=True), robustness=robustness(pack, answers))
    planned = found.get("plan")
    grade = planned.get("grade") if isinstance(planned, dict) else None  # pyright: ignore[reportUnknownVariableType]
    if isinstance(grade, str) and grade in pack.grade_by_id:
        result = replace(result, plan=plan(pack, answers, grade))
    return result


def _named(enclosed: Enclosed, pack: Pack, found: Mapping[str, Any]) -> Iterator[Finding]:
    """Say whether the pack used here is the one that the report names, and what the answers' digest is."""
    fields = {"id": pack.id, "version": pack.version, "digest": pack.sha256, "named": found["pack_sha256"]}
    yield Finding("true" if pack.sha256 == found["pack_sha256"] else "untrue", "pack", fields)
    digest = hashlib.sha256(enclosed.answers).hexdigest()
    named = found.get("answers_sha256")
    yield Finding("true" if digest == named else "untrue", "answers", {"digest": digest, "named": named})
    if enclosed.made_by != f"riskassess {__version__}":
        yield Finding("unknown", "maker", {"maker": enclosed.made_by or "–", "version": __version__})


def _figures(found: Mapping[str, Any], expected: Result) -> Iterator[Finding]:
    from riskassess.report.result_file import result_data
    from riskassess.report.verify.figures import compared

    wanted = result_data(expected, trace="trace" in found)
    if found.get("robustness") is None:
        wanted["robustness"] = None
        yield Finding("unknown", "robustness", {})
    if "benchmark" in found:
        yield Finding("unknown", "benchmark", {})
    own = {key: value for key, value in found.items() if key != "benchmark"}
    named_already = {"format", "pack_sha256", "answers_sha256"}
    values = [one for one in compared(own, wanted) if one.path not in named_already]
    different = [one for one in values if not one.same]
    for one in different[:MOST_TOLD]:
        yield Finding("untrue", "figure", {"path": one.path, "found": one.found, "expected": one.expected})
    if len(different) > MOST_TOLD:
        yield Finding("untrue", "more_figures", {"count": len(different) - MOST_TOLD})
    yield Finding("true", "figures", {"count": len(values) - len(different), "all": len(values)})


def _pages(enclosed: Enclosed, pack: Pack, answers: Answers, expected: Result) -> Iterator[Finding]:
    from riskassess.report.model import ReportModel
    from riskassess.report.phrases import Phrases
    from riskassess.report.verify.enclosed import page_texts
    from riskassess.report.verify.printed import compare_pages
    from riskassess.texts import shipped_languages

    pages = page_texts(enclosed.content)
    spoken = [Phrases(ReportModel(pack, answers, expected, name)) for name in shipped_languages()]
    printed = compare_pages(pages, spoken)
    for found, wanted in printed.changed:
        yield Finding("untrue", "page", {"found": found, "expected": wanted})
    if printed.agreeing:
        yield Finding("true", "pages", {"count": len(printed.agreeing), "pages": len(pages)})
    if printed.not_found:
        yield Finding("unknown", "pages_silent", {"count": len(printed.not_found)})
    yield Finding("unknown", "pages", {})


def _signature(enclosed: Enclosed) -> Iterator[Finding]:
    if not enclosed.signed:
        yield Finding("unknown", "unsigned", {})
        return
    from riskassess.report.signing import can_sign, signatures_of

    if not can_sign():
        yield Finding("unknown", "signature_unchecked", {})
        return
    signatures = signatures_of(enclosed.content)
    for place, signature in enumerate(signatures, start=1):
        fields = {"name": signature.name, "at": signature.at}
        if not signature.intact:
            yield Finding("untrue", "signature", fields)
        elif signature.covers_file:
            yield Finding("true", "signature", fields)
        elif place == len(signatures):
            yield Finding("untrue", "signature_outgrown", fields)
        else:
            yield Finding("unknown", "signature_earlier", fields)
    yield Finding("unknown", "signer", {})


def sign_report(report: Path, certificate: Path, passphrase: str, out: Path | None = None) -> Path:
    """Sign a report's PDF, in its place or into another file; raises ProblemsFound, and then nothing was written."""
    from riskassess.report.signing import sign
    from riskassess.report.verify.enclosed import report_bytes
    from riskassess.whole_file import write_whole

    target = out or report
    now = datetime.now().astimezone()
    write_whole(target, sign(report_bytes(report), certificate, passphrase, now, Place(file=str(report))))
    return target
