"""The planning report of a district: a published benchmark, what a pack's links make of it, and a file.

The store is never opened here, so the report can say nothing that was not published.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from riskassess.app.contributing import trusted_keys
from riskassess.app.packs import Shelf
from riskassess.assessment.values import Quartiles
from riskassess.committee.planning import common_gaps, relevant_instruments, relevant_measures, weak_domains
from riskassess.exchange.benchmark import check_against_packs, read_benchmark
from riskassess.exchange.signed_file import load_signed
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.values import Pack
from riskassess.report.district import WRITERS, district_bytes
from riskassess.report.district.model import DistrictModel, Gap, Help, Noise, Part
from riskassess.report.model import LANGUAGES
from riskassess.whole_file import write_whole
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.place import workspace_path


def write_district_report(benchmark: Path, out: Path, language: str, signed_by: Path | None = None) -> None:
    """Write the report in the format of the suffix, whole or not at all; raises ProblemsFound."""
    suffix = out.suffix.lower()
    if suffix not in WRITERS:
        raise refuse("report-format-unknown", Place(file=str(out)), suffix=out.suffix, known=", ".join(WRITERS))
    if language not in LANGUAGES:
        languages = tuple(LANGUAGES)
        raise refuse("report-language-unknown", Place(path=language), language=language, languages=languages)
    write_whole(out, district_bytes(_read(benchmark, LANGUAGES[language], signed_by), suffix))


def _read(path: Path, languages: tuple[str, ...], signed_by: Path | None) -> DistrictModel:
    file, keys = load_signed(path), tuple(trusted_keys(signed_by))
    benchmark, _ = read_benchmark(file, keys)
    shelf = Shelf.at_hand(packs_folder(workspace_path()))
    pack = shelf.pack_for(benchmark.questionnaire, benchmark.version)
    problems = tuple(check_against_packs(benchmark, (pack,), path.as_posix()))
    if problems:
        raise ProblemsFound(problems)
    return district_model(pack, file.checked("benchmark", keys)[0].data, languages, file.content)


def district_model(
    pack: Pack, data: Mapping[str, Any], languages: tuple[str, ...], content: bytes = b""
) -> DistrictModel:
    """Return what a report is made from, of a benchmark that was checked."""
    titles = {group["id"]: group["title"] for group in data["groups"]}
    whole, readiness = data["whole"], data["whole"]["readiness"]
    gaps = common_gaps(pack, whole)
    return DistrictModel(
        pack=pack,
        languages=languages,
        call=data["call"],
        title=data["title"],
        contact=data["contact"],
        published=date.fromisoformat(data["published"]),
        k=data["k"],
        whole=_part(pack, whole, titles.values()),
        readiness=Quartiles(readiness["p25"], readiness["p50"], readiness["p75"]),
        grades={grade.id: whole["grades"][grade.id] for grade in pack.grades},
        grades_substantiated={grade.id: whole["grades_substantiated"][grade.id] for grade in pack.grades},
        gaps=[Gap(gap.question, gap.per_cent, gap.weight) for gap in gaps],
        measures=[Help(one.id, one.relevance, one.questions) for one in relevant_measures(pack, gaps)],
        instruments={o.id: Help(o.id, o.relevance, o.questions) for o in relevant_instruments(pack, gaps)},
        parts=[_part(pack, part, [titles[name] for name in part["groups"]]) for part in data["parts"]],
        unseen=[name for one in data["withheld"] for name in one.get("questions", ())],
        warnings=data["warnings"],
        noise=_noise(data["noise"]) if "noise" in data else None,
        benchmark=content,
    )


def _part(pack: Pack, data: Mapping[str, Any], titles: Any) -> Part:
    gaps = common_gaps(pack, data) if "step" in data else []
    domains = {
        name: data["domains"][name] for name in (domain.id for domain in pack.domains) if name in data["domains"]
    }
    return Part(
        titles=tuple(titles),
        size=tuple(data["size"]),
        as_of=date.fromisoformat(data["as_of"]),
        domains={name: Quartiles(one["p25"], one["p50"], one["p75"]) for name, one in domains.items()},
        weakest=weak_domains({"domains": domains}),
        step=data.get("step"),
        grades=data.get("grades"),
        gaps=[Gap(gap.question, gap.per_cent, gap.weight) for gap in gaps],
        measures=[Help(one.id, one.relevance, one.questions) for one in relevant_measures(pack, gaps)],
    )


def _noise(data: Mapping[str, Any]) -> Noise:
    tables = {one["table"]: one["epsilon"] for one in data["tables"]}
    return Noise(data["by"], data["epsilon"], data["spent"], tables)
