"""The document: real styles, words for who cannot see, everything that was typed, and links that lead somewhere."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from riskassess.assessment.values import Answer
from riskassess.report.chart_pictures import picture
from riskassess.report.docx import docx_bytes
from riskassess.report.model import FIXED_SECTIONS, SECTIONS, ReportModel
from riskassess.report.pdf.sections.domains import domain_bars
from riskassess.report.phrases import Phrases
from tests.report.golden_office import document_text
from tests.report.packs import ANSWERED, model
from tests.report.test_sections import full_model


def opened(case: ReportModel) -> Any:
    return Document(BytesIO(docx_bytes(case)))


def test_equal_models_give_equal_bytes() -> None:
    assert docx_bytes(model()) == docx_bytes(model())


def test_headings_are_headings_and_are_numbered() -> None:
    document = opened(full_model())
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet"} <= styles
    for level in (1, 2, 3):
        assert document.styles[f"Heading {level}"].element.pPr.numPr is not None
    wanted = {Phrases(full_model()).say(f"sections.{key}") for key in SECTIONS}
    assert wanted == {p.text for p in document.paragraphs if p.style.name == "Heading 1"}


def test_every_style_that_is_used_is_there() -> None:
    document = opened(full_model())
    known = {style.style_id for style in document.styles}
    used = {mark.get(qn("w:val")) for mark in document.element.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= known


def test_a_reader_aloud_is_told_what_charts_and_tables_are() -> None:
    case = full_model()
    text = document_text(docx_bytes(case))
    spoken = [line for line in text.splitlines() if line.startswith("[picture]")]
    assert len(spoken) >= 2
    readiness = Phrases(case).readiness(case.result.readiness.point)
    assert readiness in spoken[0]
    assert all(Phrases(case).key_name(domain.id) in spoken[1] for domain in case.result.domains)
    tables = [line for line in text.splitlines() if line.startswith("[table Report table]")]
    assert tables
    assert not any(line.endswith("-") for line in tables)
    assert text.count("  head:") == len(tables)


def test_every_link_leads_to_a_bookmark_and_no_bookmark_is_there_twice() -> None:
    document = opened(full_model())
    names = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert links
    assert links <= set(names)


def test_languages_are_said() -> None:
    for language, latin in (("zh", "en-GB"), ("en", "en-GB"), ("both", "en-GB")):
        document = opened(model(language=language))
        (said,) = document.styles.element.iter(qn("w:lang"))
        assert said.get(qn("w:val")) == latin
        assert said.get(qn("w:eastAsia")) == "zh-CN"


@pytest.mark.parametrize("typed", ["<b>粗</b> & \U0001f600\n第二行", "a\x02b", "名" * 10_000])
def test_everything_typed_is_there_as_typed(typed: str) -> None:
    case = model(given={**ANSWERED, "KT-1": Answer(level=1, note=typed)})
    document = opened(case)
    whole = "".join(t.text or "" for t in document.element.iter(qn("w:t")))
    for line in typed.replace("\x02", "[U+0002]").split("\n"):
        assert line in whole


def test_a_draft_says_so_on_every_page_and_a_finished_report_does_not() -> None:
    draft = model(given={key: answer for key, answer in ANSWERED.items() if key != "KW-1"})
    assert opened(draft).sections[0].header.paragraphs[0].text == "草稿"
    assert opened(model()).sections[0].header.paragraphs[0].text == ""


def test_sections_that_are_switched_off_are_named_and_not_there() -> None:
    off = frozenset(SECTIONS) - FIXED_SECTIONS
    case = full_model(left_out=off)
    document = opened(case)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        Phrases(case).say("sections.decision")
    ]
    assert Phrases(case).say("sections.gaps") in document_text(docx_bytes(case))


def test_nothing_answered_is_still_a_document() -> None:
    assert Phrases(model()).say("gaps.nothing_answered") in document_text(docx_bytes(model(given={})))


def test_a_chart_is_the_same_picture_every_time_and_no_empty_one() -> None:
    one, other = (picture([domain_bars(Phrases(model()), columns=1)]) for _ in range(2))
    assert one == other
    assert one.png.startswith(b"\x89PNG")
    assert len(one.png) > 1_500


def test_no_moment_of_writing_is_left_in_the_file() -> None:
    with zipfile.ZipFile(BytesIO(docx_bytes(model()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 23, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core)) == {"2026-11-23T00:00:00Z"}
