"""The report on paper, read back from the PDF."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from riskassess.assessment.values import Answer
from riskassess.problems import ProblemsFound
from riskassess.report.pdf import pdf_bytes, write_pdf
from riskassess.report.pdf.breaking import CLOSERS, OPENERS
from riskassess.report.pdf.fonts import FACES
from riskassess.report.phrases import Phrases
from riskassess.report.result_file import result_data
from tests.report.packs import ANSWERED, model, small_pack
from tests.report.pages import joined, page_texts, printed


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_grade_caps_gaps_and_help_are_said(language: str) -> None:
    case = model(language=language)
    phrases, text = Phrases(case), printed(case)
    pages = page_texts(pdf_bytes(case))
    assert squeezed(phrases.say("verdict.red_lines", count=1, failed=1)) in squeezed(pages[1])
    counted = phrases.say("cap.counted_weak_domain", count=2, threshold="60%")  # it lowers the grade no further
    failed = phrases.say("cap.failed", name=phrases.named("KT-1"), level=1, floor="2")
    held = phrases.say("reason.held", what=phrases.say("join.clauses").join([failed, counted]))
    assert squeezed(held)[:-1] in squeezed(pages[1])
    for domain in ("KT", "KV"):
        assert squeezed(phrases.key_name(domain)) in squeezed(pages[1])
    for gap in case.result.gaps:
        anchor = phrases.word(case.question(gap.id).anchors[gap.level_to_reach])
        assert squeezed(phrases.named(gap.id)) in text
        assert squeezed(anchor) in text
    assert squeezed(phrases.say("gaps.nothing")) in text  # KV-1 has no link
    assert squeezed(phrases.say("status.lapsed")) in text
    assert squeezed(phrases.word(case.pack.exposures[0].because)) in text
    assert squeezed(phrases.word(case.pack.advice[0].text)) in text
    assert squeezed(phrases.word(case.pack.contradictions[0].because)) in text


def test_cover_has_neither_figure_nor_grade() -> None:
    case = model()
    cover = page_texts(pdf_bytes(case))[0]
    assert Phrases(case).readiness(case.result.readiness.point) not in cover
    assert "III" not in cover
    assert "南海航线" in cover


def test_everything_typed_is_printed_as_typed() -> None:
    note = "<b>粗</b> & <br/> &amp; <para> {0} %s \\n"
    given = {**ANSWERED, "KT-1": Answer(level=1, note=note, evidence="paper", evidence_detail="<i>《办法》</i>")}
    text = printed(model(given=given, project_name="甲<u>乙</u>&丙", enterprise_name="<公司> & 子"))
    for typed in (note, "<i>《办法》</i>", "甲<u>乙</u>&丙", "<公司> & 子", "只有一个港口"):
        assert squeezed(typed) in text


def test_very_long_and_very_strange_texts_are_all_there() -> None:
    note = "囍长的备注，有标点；（括号）。" * 700
    given = {**ANSWERED, "KT-1": Answer(level=1, note=note), "KT-2": Answer(not_applicable="理由" * 3000)}
    text = printed(model(given=given, project_name="名" * 300 + "𠮷"))
    assert text.count("囍") == 700
    assert text.count("理由") >= 3000
    assert "[U+20BB7]" in text
    printed(model(given=given, enterprise_name="W" * 5000))


def test_draft_is_marked_on_every_page_and_shows_no_single_grade() -> None:
    given = {key: answer for key, answer in ANSWERED.items() if key != "KW-1"}
    case = model(given=given)
    phrases, pages = Phrases(case), page_texts(pdf_bytes(case))
    assert all(page.count("草稿") >= 2 for page in pages)
    assert "适用 4 题，已答 3 题" in pages[0]
    low, high = case.result.grade.low, case.result.grade.high
    assert low != high
    assert f"{low}–{high}" in pages[1]
    assert squeezed(phrases.say("verdict.open", count=1, open=1)) in squeezed(pages[1])
    finished = page_texts(pdf_bytes(model()))
    assert not any("草稿" in page for page in finished)


def test_a_complete_draft_is_still_a_draft() -> None:
    assert all("草稿" in page for page in page_texts(pdf_bytes(model(status="draft"))))


def test_nothing_answered_makes_a_report() -> None:
    case = model(given={}, profile={})
    assert squeezed(Phrases(case).say("verdict.unanswered")) in printed(case)


def test_no_font_but_ours() -> None:
    given = {**ANSWERED, "KT-1": Answer(level=1, note="张䶮 😀 the “plan” Łódź 한국")}
    with pikepdf.open(BytesIO(pdf_bytes(model(given=given)))) as pdf:
        fonts = {
            str(font.BaseFont) for page in pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
        everything = {
            str(o.get("/BaseFont")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
        }
    assert {name.split("+")[1] for name in fonts} == {face.name for face in FACES}
    assert {name.split("+")[1] for name in everything} == {face.name for face in FACES}


def test_lines_on_paper_keep_signs_where_they_belong() -> None:
    given = {**ANSWERED, "KT-1": Answer(level=1, note="审批、复核（双人）；“例外”须记录……报《总部》，" * 60)}
    for page in page_texts(pdf_bytes(model(given=given))):
        for line in page.split("\n"):
            words = line.strip().removeprefix("· ")  # the mark of a list
            if len(words) > 20:  # set lines; shorter ones are cells and labels
                assert words[0] not in CLOSERS, words
                assert words[-1] not in OPENERS, words


def test_the_result_is_attached() -> None:
    case = model()
    with pikepdf.open(BytesIO(pdf_bytes(case))) as pdf:
        attached = json.loads(pdf.attachments["result.json"].get_file().read_bytes())
        assert pdf.Root.Lang == "zh-CN"
        assert "南海航线" in str(pdf.docinfo.Title)
    assert attached == json.loads(json.dumps(result_data(case.result)))


def test_contents_lead_to_the_sections() -> None:
    content = pdf_bytes(model())
    pages = page_texts(content)
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        links = len(pdf.pages[0].Annots)
    assert links == len(titles)
    for title in titles:
        number = next(
            int(line.split()[-1])
            for line in pages[0].split("\n")
            if line.startswith(title) and line.split()[-1].isdigit()
        )
        assert title in pages[number - 1]


def test_equal_models_give_equal_bytes_in_two_processes() -> None:
    script = (
        "import hashlib;from riskassess.report.pdf import pdf_bytes;from tests.report.packs import model;"
        "print(hashlib.sha256(pdf_bytes(model())).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    digests.add(hashlib.sha256(pdf_bytes(model())).hexdigest() + "\n")
    assert len(digests) == 1


def test_a_second_report_in_the_same_process_is_the_same() -> None:
    first = pdf_bytes(model())
    pdf_bytes(model(language="en", given={}, project_name="another"))
    assert pdf_bytes(model()) == first


def test_a_pack_of_one_language_falls_back_to_it() -> None:
    text = printed(model(pack=small_pack(("zh",)), language="en"))
    assert "Redlines" in text
    assert "航线选择" in text


def test_few_domains_are_bars() -> None:
    """Three domains make no radar; the section still has every domain in words."""
    case = model()
    page = next(p for p in page_texts(pdf_bytes(case)) if p.startswith("各领域水平") or "\n各领域水平" in p[:40])
    assert all(Phrases(case).key_name(domain.id) in page for domain in case.pack.domains)


def test_progress_is_told_and_may_end_the_work(tmp_path: Path) -> None:
    heard: list[float] = []
    write_pdf(model(), tmp_path / "a.pdf", heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0

    class Cancelled(Exception):
        pass

    def cancel(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(model(), tmp_path / "b.pdf", cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        write_pdf(model(), tmp_path / "none" / "report.pdf")
    assert [p.code for p in found.value.problems] == ["file-not-written"]


def test_no_page_is_empty_and_every_page_has_its_number() -> None:
    pages = page_texts(pdf_bytes(model()))
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert len(joined([page])) > 60
