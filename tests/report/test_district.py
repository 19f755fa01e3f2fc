"""The planning report of a district: what it says, and that it says what was published and nothing else.

1. Weak capabilities, common gaps and measures stand in the order that the published figures give. 2. Every language,
and both; nothing is left unsaid or unfilled. 3. Equal benchmarks give equal bytes. 4. Noise, shares per group and
warnings are told. 5. The workbook has the figures as numbers, with charts. 6. Only a benchmark that holds is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa

from riskassess.app.district import district_model, write_district_report
from riskassess.committee.planning import common_gaps, relevant_measures, worths
from riskassess.committee.publication import Showing, benchmark_title
from riskassess.exchange.signed_file import signed_files
from riskassess.problems import ProblemsFound
from riskassess.report.district import WRITERS, district_bytes
from riskassess.report.model import LANGUAGES
from riskassess.texts import Texts
from riskassess.whole_file import write_whole_together
from tests.committee.desks import some
from tests.committee.test_aggregate import mixed
from tests.committee.test_publication import published
from tests.exchange.calls import pack, public_key, signer


@cache
def benchmark(kind: str = "usual") -> Mapping[str, Any]:
    if kind == "shares":
        return published(mixed(1500, 2, 0.7), showing=Showing(shares_per_group=True)).benchmark
    if kind == "whole":
        return published(some(60)).benchmark
    made = published(some(400)).benchmark
    if kind == "noise":
        tables = [{"table": "sizes", "epsilon": 0.5, "scale": 2.0}, {"table": "domains", "epsilon": 0.5, "scale": 18.0}]
        spent = {"by": "OpenDP", "epsilon": 1.0, "tables": tables, "earlier": [], "spent": 1.0}
        return {**made, "noise": spent}
    return made


def report(kind: str, language: str, suffix: str) -> bytes:
    return district_bytes(district_model(pack(), benchmark(kind), LANGUAGES[language], b"{}"), suffix)


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def one_line(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_gaps_weigh_what_their_question_is_worth() -> None:  # 1
    worth = worths(pack())
    assert sum(worth.values()) == pytest.approx(1)
    gaps = common_gaps(pack(), {"below_target": {"CRI-01": 40, "CRI-06": 40, "GOV-02": 60}})
    assert [gap.question for gap in gaps] == ["GOV-02", "CRI-01", "CRI-06"]
    assert all(gap.weight == gap.per_cent * worth[gap.question] for gap in gaps)


def test_a_measure_takes_its_strongest_link_of_each_question() -> None:  # 1
    gaps = common_gaps(pack(), benchmark()["whole"])
    for measure in relevant_measures(pack(), gaps):
        expected = 0.0
        for gap in gaps:
            links = pack().question_by_id[gap.question].closes_with
            own = [link.factor for link in links if pack().instrument_by_id[link.instrument][1].id == measure.id]
            expected += gap.weight * max(own, default=0.0)
        assert measure.relevance == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("kind", ["usual", "shares", "whole", "noise"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(kind: str, language: str) -> None:  # 2, 4
    said = words_of(report(kind, language, ".pdf"))
    assert "{" not in said and "district." not in said
    model = district_model(pack(), benchmark(kind), LANGUAGES[language])
    packed = one_line(said)
    for one in LANGUAGES[language]:
        for domain in model.whole.weakest:
            assert one_line(pack().domain_by_id[domain].title[one]) in packed
        for gap in model.gaps:
            assert gap.question in packed
        for measure in model.measures:
            title = next(m.title[one] for _, m in pack().measures if m.id == measure.id)
            assert one_line(title) in packed
    for one in LANGUAGES[language]:
        told = one_line(Texts(one)("district.protected.noisy_parts"))
        assert (told in packed) == (kind == "noise")
    assert ("OpenDP" in said) == (kind == "noise")
    assert len(report(kind, language, ".xlsx")) > 5_000


def test_the_order_is_that_of_the_figures() -> None:  # 1
    whole, packed = benchmark()["whole"], one_line(words_of(report("usual", "en", ".pdf")))
    weakest = district_model(pack(), benchmark(), ("en",)).whole.weakest
    medians = [whole["domains"][name]["p50"] for name in weakest]
    assert medians == sorted(medians)
    assert sorted(weakest, key=lambda name: packed.index(f"({name})")) == list(weakest)


@pytest.mark.parametrize("suffix", WRITERS)
def test_equal_benchmarks_are_equal_bytes(suffix: str) -> None:  # 3
    assert report("usual", "both", suffix) == report("usual", "both", suffix)


def test_the_benchmark_travels_in_the_report() -> None:
    with pikepdf.open(BytesIO(report("usual", "zh", ".pdf"))) as pdf:
        assert bytes(pdf.attachments["benchmark.json"].get_file().read_bytes()) == b"{}"
        assert str(pdf.Root.Lang).startswith("zh")


@pytest.mark.parametrize("kind", ["shares", "noise"])
def test_an_archive_finds_nothing(kind: str) -> None:
    with pikepdf.open(BytesIO(report(kind, "both", ".pdf"))) as pdf:
        assert [str(finding) for finding in pdfa.check(pdf, "3b").findings] == []


def test_the_workbook_has_figures_and_charts() -> None:  # 5
    book = openpyxl.load_workbook(BytesIO(report("usual", "en", ".xlsx")))
    gaps = book["The commonest gaps"]
    shares = {re.search(r"\((\S+)\)$", row[0])[1]: row[2] for row in gaps.iter_rows(min_row=4, values_only=True)}  # type: ignore[index, arg-type]
    assert shares == benchmark()["whole"]["below_target"]
    assert sum(len(sheet._charts) for sheet in book) == 4  # type: ignore[attr-defined]
    grades = {row[0][0]: row[1] for row in book.worksheets[1].iter_rows(min_row=4, values_only=True)}  # type: ignore[index]
    assert grades == benchmark()["whole"]["grades"]


def test_shares_of_parts_are_told_with_their_step() -> None:  # 4
    shown = [part for part in benchmark("shares")["parts"] if part.get("below_target")]
    assert shown
    packed = one_line(words_of(report("shares", "en", ".pdf")))
    assert "Thecommonestgapsbygroup" in packed
    assert "Thecommonestgapsbygroup" not in one_line(words_of(report("usual", "en", ".pdf")))


@pytest.mark.parametrize("kind", ["usual", "shares", "whole"])
def test_only_a_signed_benchmark_is_reported(tmp_path: Path, kind: str) -> None:  # 6
    from riskassess.questionnaire.signing.minisign import public_key_text

    data = dict(benchmark(kind))
    (tmp_path / "key.pub").write_text(public_key_text(public_key()))
    path = tmp_path / "benchmark.json"
    write_whole_together(signed_files(path, data, benchmark_title(data), signer()))
    for suffix in WRITERS:
        write_district_report(path, tmp_path / f"plan{suffix}", "zh", tmp_path / "key.pub")
        assert (tmp_path / f"plan{suffix}").stat().st_size > 5_000
    for out, language, code in (("x.docx", "zh", "report-format-unknown"), ("x.pdf", "fr", "report-language-unknown")):
        with pytest.raises(ProblemsFound, match=code):
            write_district_report(path, tmp_path / out, language, tmp_path / "key.pub")
    path.write_text(json.dumps({**data, "k": 10}))
    with pytest.raises(ProblemsFound, match="signature"):
        write_district_report(path, tmp_path / "x.pdf", "zh", tmp_path / "key.pub")
    assert not (tmp_path / "x.pdf").exists()
