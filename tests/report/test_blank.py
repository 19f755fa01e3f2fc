"""The empty questionnaire: every question with every level to tick, and room to write."""

from __future__ import annotations

import pytest

from riskassess.report.blank import WRITERS, blank_bytes
from riskassess.report.model import LANGUAGES
from tests.report.golden_office import document_text
from tests.report.packs import small_pack
from tests.report.pages import joined, page_texts


def words(suffix: str, language: str) -> str:
    content = blank_bytes(small_pack(), LANGUAGES[language], suffix)
    return joined(page_texts(content) if suffix == ".pdf" else [document_text(content)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", WRITERS)
def test_every_question_is_there_with_six_boxes(suffix: str, language: str) -> None:
    text, pack = words(suffix, language), small_pack()
    for question in pack.questions:
        assert joined([question.id]) in text
        for spoken in LANGUAGES[language]:
            assert joined([question.ask[spoken]]) in text
            assert all(joined([anchor[spoken]]) in text for anchor in question.anchors)
    boxes = sum(len(q.anchors) + q.allow_na + len(pack.evidence) for q in pack.questions)
    boxes += sum(len(field.choices) for field in pack.fields)
    assert text.count("□") == boxes


@pytest.mark.parametrize("suffix", WRITERS)
def test_what_depends_on_the_project_says_so(suffix: str) -> None:
    text, pack = words(suffix, "zh"), small_pack()
    frozen = pack.field_by_id["cargo"]
    assert joined([f"{frozen.title['zh']}：冻货"]) in text
    assert joined([pack.roles[0].name["zh"]]) in text


@pytest.mark.parametrize("suffix", WRITERS)
def test_equal_packs_give_equal_bytes(suffix: str) -> None:
    assert blank_bytes(small_pack(), ("zh",), suffix) == blank_bytes(small_pack(), ("zh",), suffix)


def test_a_pack_of_one_language_is_asked_in_it() -> None:
    text = joined(page_texts(blank_bytes(small_pack(("zh",)), ("en",), ".pdf")))
    assert joined([small_pack().questions[0].ask["zh"]]) in text
