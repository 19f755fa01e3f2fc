"""The shipped pack on paper: what a chairman reads stays on one page, and nothing is left in the other language."""

from __future__ import annotations

import re
from functools import cache

import pytest

from riskassess.app.reports import report_model
from riskassess.exchange.answers_file import answers_from_data
from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack
from riskassess.report.pdf import pdf_bytes
from riskassess.report.phrases import Phrases
from tests.report.pages import page_texts

SAMPLES = sorted(path.stem for path in shipped_questionnaires().glob("*/samples/*.yaml"))


@cache
def pack() -> Pack:
    return load_pack(next(shipped_questionnaires().glob("*/pack.yaml")).parent)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_decision_page_is_one_page(sample: str, language: str) -> None:
    data = next(s.data for s in pack().samples if s.path.endswith(f"{sample}.yaml"))
    model = report_model(pack(), answers_from_data(data, pack()), language)
    phrases = Phrases(model)
    pages = page_texts(pdf_bytes(model))
    assert phrases.say("sections.decision") in pages[1]
    assert phrases.say("decision.basis") in pages[1]
    assert pages[2].lstrip().startswith(phrases.say("sections.conditions"))  # the next section has the next page
    assert any(phrases.title(item.gap.id) in pages[1] for item in _conditions(model)) or not _conditions(model)
    for gap in model.result.gaps:
        assert any(phrases.title(gap.id)[:6] in page for page in pages)


def _conditions(model: object) -> tuple:  # type: ignore[type-arg]
    from riskassess.report.findings import conditions_to_close

    return conditions_to_close(model)  # type: ignore[arg-type]


def test_the_english_method_has_no_chinese() -> None:
    sample = pack().samples[0]
    model = report_model(pack(), answers_from_data(sample.data, pack()), "en")
    phrases, pages = Phrases(model), page_texts(pdf_bytes(model))
    furniture = f"{model.answers.enterprise_name}, {model.answers.project_name}"
    whole = "\n".join(page.replace(furniture, "").replace("草稿", "") for page in pages[1:])
    method = whole.split(phrases.say("sections.method"), 1)[1].split(phrases.say("sections.norms"), 1)[0]
    assert model.result.pack_sha256 in "".join(method.split())
    assert not re.search("[\u4e00-\u9fff]", method), method[:200]
