"""What pages say against the figures."""

from __future__ import annotations

import pytest

from riskassess.assessment.values import Answer
from riskassess.report.model import ReportModel
from riskassess.report.pdf import pdf_bytes
from riskassess.report.phrases import Phrases
from riskassess.report.verify.enclosed import page_texts
from riskassess.report.verify.printed import Printed, compare_pages
from tests.report.packs import ANSWERED, model


def spoken(case: ReportModel) -> list[Phrases]:
    return [Phrases(model(pack=case.pack, given=case.answers.answers, language=name)) for name in ("zh", "en")]


def checked(pages: tuple[str, ...], case: ReportModel) -> Printed:
    return compare_pages(pages, spoken(case))


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_every_sentence_is_found_on_the_pages_of_its_report(language: str) -> None:
    case = model(language=language)
    printed = checked(page_texts(pdf_bytes(case)), case)
    assert printed.changed == ()
    assert printed.not_found == ()
    assert len(printed.agreeing) >= 6 + len(case.result.gaps)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_another_figure_in_the_same_words_is_a_change(language: str) -> None:
    case = model(language=language)
    phrases = Phrases(case)
    shown = phrases.readiness(case.result.readiness.point)
    grade = case.result.grade.uncapped
    sentence = phrases.say("reason.by_score", readiness=shown, grade=grade)
    pages = [page.replace(sentence, sentence.replace(shown, "99.9")) for page in page_texts(pdf_bytes(case))]
    printed = checked(tuple(pages), case)
    ((found, expected),) = printed.changed
    assert "99.9" in found
    assert expected == sentence


def test_a_gap_made_smaller_is_a_change() -> None:
    case = model()
    gap = case.result.gaps[0]
    row = f"{gap.target:.2f} {gap.points:.1f}"
    pages = tuple(page.replace(row, f"{gap.target:.2f} 0.1") for page in page_texts(pdf_bytes(case)))
    assert pages != page_texts(pdf_bytes(case))
    assert [expected for _, expected in checked(pages, case).changed] == [
        f"{Phrases(case).named(gap.id)}{gap.level}→{gap.level_to_reach}{gap.target:.2f}{gap.points:.1f}"
    ]


def test_what_a_note_says_is_not_taken_for_the_report() -> None:
    note = Phrases(model()).say("reason.by_score", readiness="12.3", grade="I")
    case = model(given={**ANSWERED, "KT-1": Answer(level=1, note=note)})
    assert checked(page_texts(pdf_bytes(case)), case).changed == ()


def test_pages_that_say_nothing_are_not_called_wrong() -> None:
    printed = checked(("",), model())
    assert printed.agreeing == ()
    assert printed.changed == ()
    assert printed.not_found
