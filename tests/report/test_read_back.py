"""Every answer, note, gap and figure is read back from the pages, in every language."""

from __future__ import annotations

import pytest

from riskassess.assessment.values import Answer
from riskassess.report.model import SECTIONS, ReportModel
from riskassess.report.pdf import pdf_bytes
from riskassess.report.phrases import Phrases
from tests.report.packs import ANSWERED, model
from tests.report.pages import joined, page_texts

SCRIPTS = (
    "中文、English、Русский、Ελληνικά、Tiếng Việt、Łódź、Қазақстан、İstanbul、日本語、张䶮、𬱖、😀🚢、<br/>&amp;%s{0}"
)


def long_text() -> str:
    """Return 10,000 signs of many scripts, each place in it told from every other."""
    text = "".join(f"第{n}句（含 <b>{n}</b> & “引号”）😀；" for n in range(700))
    assert len(text) >= 10_000
    return text[:10_000]


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(case: ReportModel) -> str:
    """Return the text without what stands around it on every page, so that a sentence goes on over a page's foot."""
    pages = page_texts(pdf_bytes(case))
    spoken = [Phrases(case, language) for language in case.languages]
    chapters = [squeezed(" ".join(phrases.say(f"sections.{key}") for phrases in spoken)) for key in SECTIONS]
    state = squeezed("".join(phrases.say("furniture.finished") for phrases in spoken))
    left = spoken[0].say("furniture.left", client=spoken[0].client(), project=spoken[0].project())
    found: list[str] = []
    for number, page in enumerate(pages, start=1):
        text = joined([page]).removesuffix(squeezed(f"{left}{state}{case.answers.as_of}{number}/{len(pages)}"))
        found.append(next((text.removesuffix(title) for title in chapters if text.endswith(title)), text))
    return "".join(found)


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_all_that_was_answered_stands_in_the_pages(language: str) -> None:
    given = {**ANSWERED, "KW-1": Answer(level=3, evidence="paper", evidence_detail=SCRIPTS, note=SCRIPTS[::-1])}
    case = model(language=language, given=given)
    text = text_of(case)
    for question, answer in given.items():
        phrases = Phrases(case)
        if case.trace_by_id[question].state == "hidden":
            continue
        for typed in (answer.note, answer.evidence_detail, answer.not_applicable):
            assert squeezed(typed or "") in text
        for spoken in (Phrases(case, lang) for lang in case.languages):
            assert squeezed(spoken.named(question)) in text
            if answer.level is not None:
                assert squeezed(spoken.word(case.question(question).anchors[answer.level])) in text
                assert squeezed(spoken.level(answer.level)) in text
        assert question in phrases.model.pack.question_by_id


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_every_figure_stands_in_the_pages(language: str) -> None:
    case = model(language=language)
    text, phrases, result = text_of(case), Phrases(case), case.result
    figures = [
        phrases.readiness(result.readiness.point),
        f"{result.capability.point:.1f}",
        phrases.readiness(result.substantiated.readiness),
        phrases.readiness(result.leniency.minus_one.readiness),
        phrases.readiness(result.leniency.plus_one.readiness),
        result.pack_sha256,
        result.answers_sha256,
        *(phrases.attainment(domain.attainment) for domain in result.domains),
        *(f"{domain.target:.2f}" for domain in result.domains),
        *(f"{gap.points:.1f}" for gap in result.gaps),
        *(f"{row.value:.4f}" for row in case.trace),
        *(f"{row.worth:.4f}" for row in case.trace if row.worth is not None),
    ]
    for figure in figures:
        assert squeezed(figure) in text, figure
    for gap in result.gaps:
        assert squeezed(f"{gap.level} → {gap.level_to_reach}") in text


@pytest.mark.parametrize("language", ["zh", "both"])
def test_ten_thousand_signs_are_read_back_one_by_one(language: str) -> None:
    note = long_text()
    case = model(language=language, given={**ANSWERED, "KT-1": Answer(level=1, note=note, evidence_detail=note)})
    text = text_of(case)
    for sentence in note.split("；")[:-1]:
        assert text.count(squeezed(sentence + "；")) >= 2, sentence


def test_what_the_profile_says_is_in_the_appendix() -> None:
    text = text_of(model(profile={"cargo": "dry", "port": "VNM", "flag": "other"}))
    for said in ("干货", "越南", "他国", "货物种类", "目的地", "船旗"):
        assert said in text
