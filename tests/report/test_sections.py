"""The sections a board asks for, one by one, and what happens where one is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from riskassess.assessment import score
from riskassess.assessment.standing import beside
from riskassess.assessment.values import Answer, GroupStanding, Plan, PlanStep, Quartiles
from riskassess.questionnaire.values import CalendarItem, Policy, Term
from riskassess.report import findings
from riskassess.report.group_words import GroupWords
from riskassess.report.model import FIXED_SECTIONS, LANGUAGES, SECTIONS, Earlier, ReportModel
from riskassess.report.pdf import pdf_bytes
from riskassess.report.pdf.sections import SECTIONS as TABLE
from riskassess.report.phrases import Phrases
from riskassess.texts import Texts
from tests.report.packs import ANSWERED, DAY, model, question, small_pack, two
from tests.report.pages import page_texts, printed


def squeezed(text: str) -> str:
    return "".join(text.split())


def full_model(**more: object) -> ReportModel:
    """Return a model for which no section is empty."""
    pack = small_pack()
    domain = replace(
        pack.domains[1],
        questions=(
            *pack.domains[1].questions,
            *(question(f"KV-{n}", "KV", f"值守{n}", f"watch {n}") for n in range(2, 14)),
        ),
    )
    calendar = (
        CalendarItem(
            "c1", {"cargo": ("dry",)}, two("申报货物", "Declare the cargo"), two("离港之前", "Before leaving"), "n1"
        ),
        CalendarItem(
            "c2", {"cargo": ("frozen",)}, two("申报冷藏", "Declare the cold"), two("到港之前", "Before landing")
        ),
        CalendarItem("c3", {"name": ("x",)}, two("申报船名", "Declare the name"), two("随时", "At any time")),
    )
    fields = (*pack.fields, replace(pack.fields[2], id="name", title=two("船名", "Name of the ship"), required=False))
    terms = (Term("t", two("提单", "bill of lading"), two("货物的收据。", "A receipt for the cargo.")),)
    pack = replace(
        pack, domains=(pack.domains[0], domain, pack.domains[2]), calendar=calendar, glossary=terms, fields=fields
    )
    given = {**ANSWERED, **{f"KV-{n}": Answer(level=1) for n in range(2, 14)}}
    case = model(pack=pack, given=given, **more)
    plan = Plan("II", True, 7.5, 80.0, (PlanStep("KT-1", 1, 3, 5.0), PlanStep("KV-1", 2, 3, 2.5)))
    before = replace(case.answers, answers={**given, "KV-1": Answer(level=5), "KT-1": Answer(level=5)})
    earlier = Earlier(date(2025, 11, 23), 1, score(pack, before, trace=True))
    return replace(case, next_plan=plan, earlier=earlier, benchmark=among_shipowners())


def among_shipowners(**more: object) -> GroupStanding:
    """Return a standing: in the lowest quarter in one domain, in the highest in another, and once not to be placed."""
    group = Quartiles(4, 6, 8)
    values: dict[str, object] = {
        "call": "ships/2026-h1",
        "title": two("船东调查", "Survey of shipowners"),
        "contact": "x@example.org",
        "published": date(2026, 6, 1),
        "expires": date(2028, 6, 1),
        "warnings": ("open-collection", "something-new"),
        "noise": 0.5,
        "of": "merged",
        "own_group": two("小船东", "Small shipowners"),
        "together": (two("小船东", "Small shipowners"), two("大船东", "Large shipowners")),
        "size": (40, 79),
        "as_of": date(2026, 1, 5),
        "domains": {"KT": beside(3, group), "KV": beside(9, group), "KW": beside(None, group)},
        "whole_size": (160, 319),
        "whole_as_of": date(2026, 6, 1),
        "readiness": beside(5, group),
        "grades": {"I": 15, "II": 85},
        "own_grade": "II",
        "below": {"KT-1": 65, "KV-1": 10},
    }
    return GroupStanding(**{**values, **more})  # type: ignore[arg-type]


def text(case: ReportModel) -> str:
    return printed(case)


def test_the_table_has_every_section_in_the_order_of_the_model() -> None:
    assert tuple(section.key for section in TABLE) == SECTIONS
    assert all(section.wanted(full_model()) for section in TABLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_begins_where_the_contents_say(language: str) -> None:
    case = full_model(language=language)
    content = pdf_bytes(case)
    pages = page_texts(content)
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        by_object = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        places = [by_object[item.to_dictionary_object(pdf).Dest[0].objgen] for item in outline.root]
    spoken = [Phrases(case, lang) for lang in case.languages]
    assert titles == [" ".join(p.say(f"sections.{key}") for p in spoken) for key in SECTIONS]
    for key, number in zip(SECTIONS, places, strict=True):
        assert squeezed(spoken[0].say(f"sections.{key}")) in squeezed(pages[number])


def test_conditions_have_room_for_owner_and_date() -> None:
    case = full_model()
    phrases, said = Phrases(case), text(case)
    assert squeezed(phrases.say("columns.owner") + phrases.say("columns.due")) in said
    for item in findings.conditions_to_close(case):
        anchor = phrases.word(case.question(item.gap.id).anchors[item.gap.level_to_reach])
        assert squeezed(anchor) in said
    assert squeezed(case.pack.conditions[0].before["zh"]) in said


def test_the_decision_page_says_how_long_it_holds() -> None:
    case = full_model()
    assert findings.holds_until(case) == date(2027, 11, 23)
    assert squeezed("2027 年 11 月 23 日") in squeezed(page_texts(pdf_bytes(case))[1])


def test_a_report_holds_no_longer_than_a_policy_it_counts_on() -> None:
    ends = [replace(policy, valid_to=date(2027, 3, 31)) for policy in small_pack().policies]
    case = model(pack=replace(small_pack(), policies=tuple[Policy, ...](ends)))
    assert findings.holds_until(case) == date(2027, 3, 31)
    leap = model(as_of=date(2028, 2, 29))
    assert findings.holds_until(leap) == date(2029, 2, 28)


def test_ten_gaps_in_full_and_the_rest_in_the_appendix() -> None:
    case = full_model()
    phrases = Phrases(case)
    gaps = case.result.gaps
    assert len(gaps) > 10
    assert (findings.worst_gaps(case), findings.other_gaps(case)) == (gaps[:10], gaps[10:])
    pages = page_texts(pdf_bytes(case))
    appendix = next(page for page in pages if page.startswith(phrases.say("sections.more_gaps")))
    for gap in gaps[10:]:
        assert squeezed(phrases.named(gap.id)) in squeezed(appendix)
        assert squeezed(phrases.word(case.question(gap.id).anchors[gap.level_to_reach])) in squeezed(appendix)


def test_what_a_tool_offers_is_said_once_among_the_gaps() -> None:
    case = full_model()
    phrases = Phrases(case)
    link = case.pack.question_by_id["KT-1"].closes_with
    questions = tuple(replace(q, closes_with=link) for q in case.pack.domains[1].questions)
    routes, crew, cargo = case.pack.domains
    pack = replace(case.pack, domains=(routes, replace(crew, questions=questions), cargo))
    case = model(pack=pack, given=dict(case.answers.answers))
    said = text(case)
    offers = phrases.word(case.pack.instrument_by_id["Z1.hotline"][2].offers)
    assert said.count(squeezed(offers)) == 2  # with the first gap, and in the catalogue
    assert said.count(squeezed(phrases.word(link[0].how))) == 10


def test_the_plan_names_what_to_lift() -> None:
    case = full_model()
    phrases, said = Phrases(case), text(case)
    reached = phrases.say("plan.reached", grade="II", count=2, effort="7.5", readiness="80.0")
    assert squeezed(reached) in said
    unreachable = replace(case, next_plan=Plan("I", False, 0, 50.0, ()))
    assert squeezed(phrases.say("plan.out_of_reach", grade="I")) in text(unreachable)
    asked = replace(case, result=replace(case.result, plan=Plan("I", False, 0, 50.0, ())))
    assert [plan.grade for plan in asked.plans] == ["II", "I"]


def test_the_calendar_tells_what_is_due_from_what_is_not_known() -> None:
    case = full_model()
    phrases, said = Phrases(case), text(case)
    assert squeezed("申报货物") in said
    assert squeezed("申报冷藏") not in said
    unsure = said.index(squeezed(phrases.say("calendar.unsure_intro")))
    assert said.index("申报船名") > unsure > said.index("申报货物")


def test_the_comparison_names_what_changed() -> None:
    case = full_model()
    phrases, said = Phrases(case), text(case)
    assert case.earlier is not None
    closed, new, stayed = findings.changed_gaps(case, case.earlier)
    assert (closed, set(new)) == ((), {"KT-1", "KV-1"})
    assert len(stayed) == len(case.result.gaps) - 2
    named = phrases.join(map(phrases.named, new))
    assert squeezed(phrases.say("comparison.new", count=2, gaps=named)) in said
    change = (case.result.readiness.point or 0) - (case.earlier.result.readiness.point or 0)
    assert f"{change:+.1f}".replace("-", "−") in said


def test_the_benchmark_says_where_one_stands_and_what_is_withheld() -> None:
    case = full_model()
    assert case.benchmark is not None
    said, phrases = text(case), Phrases(case)
    words = GroupWords(case.benchmark, phrases.texts)
    for sentence in (*words.intro(), *words.warnings(), words.readiness(), words.grades(), *words.limits()):
        assert squeezed(sentence) in said
    for quarter, own in (("lowest", "30–40%"), ("highest", "90–100%"), ("open", "–")):
        assert squeezed(f"{own}40–90%60–70%{phrases.texts(f'benchmark.words.short.{quarter}')}") in said
    rarest, other = squeezed(phrases.named("KV-1")), squeezed(phrases.named("KT-1"))
    assert f"{rarest}10%{other}65%" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_group_is_said_as_it_was_published(language: str) -> None:
    texts = Texts(language)
    small, large = ("小船东", "大船东") if language == "zh" else ("Small shipowners", "Large shipowners")
    intros = {
        key: GroupWords(among_shipowners(**more), texts).intro()
        for key, more in {
            "group": {"of": "group", "as_of": date(2026, 6, 1)},
            "merged": {},
            "whole_of_group": {"of": "whole"},
            "whole_of_none": {"of": "whole", "own_group": None},
        }.items()
    }
    for key, intro in intros.items():
        fields = {"group": small, "together": large, "low": 40, "high": 79}
        assert texts(f"benchmark.words.{key}", **fields) in intro
    assert [len(intro) for intro in intros.values()] == [3, 4, 3, 3]


def test_glossary_and_limits_are_there() -> None:
    case = full_model()
    said = text(case)
    assert squeezed("提单货物的收据。") in said
    assert squeezed(Phrases(case).say("limits.outcome")) in said


@pytest.mark.parametrize("key", sorted(set(SECTIONS) - FIXED_SECTIONS))
def test_a_section_that_is_left_out_is_named_on_the_cover_and_nothing_leads_to_it(key: str) -> None:
    case = replace(full_model(), left_out=frozenset({key}))
    content = pdf_bytes(case)  # a link to a place that is not there would end the work
    pages = page_texts(content)
    title = Phrases(case).say(f"sections.{key}")
    assert squeezed(Phrases(case).say("cover.left_out") + title) in squeezed(pages[0])
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        assert title not in [str(item.title) for item in outline.root]
    assert not any(page.startswith(title) for page in pages[1:])


def test_the_decision_page_cannot_be_left_out() -> None:
    with pytest.raises(ValueError):
        model(left_out=frozenset({"decision"}))
    with pytest.raises(ValueError):
        model(left_out=frozenset({"poems"}))


def test_links_lead_from_gap_to_answer_to_measure_and_back() -> None:
    with pikepdf.open(BytesIO(pdf_bytes(full_model()))) as pdf:
        number = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        texts = page_texts(pdf_bytes(full_model()))
        ways = {
            (place, number[annotation.Dest[0].objgen])
            for place, page in enumerate(pdf.pages)
            for annotation in page.get("/Annots", ())
        }
    phrases = Phrases(full_model())

    def page_of(key: str) -> set[int]:
        title = phrases.say(f"sections.{key}")
        return {n for n, page in enumerate(texts) if n and (page.startswith(title) or f"\n{title}" in page)}

    for start, end in (("gaps", "answers"), ("answers", "gaps"), ("gaps", "measures"), ("measures", "gaps")):
        assert any(a in page_of(start) and b in page_of(end) for a, b in ways), (start, end)


def test_both_languages_say_the_same_and_names_stand_once() -> None:
    case = full_model(language="both")
    said, cover = text(case), page_texts(pdf_bytes(case))[0]
    for phrases in (Phrases(case, "zh"), Phrases(case, "en")):
        for gap in case.result.gaps:
            assert squeezed(phrases.named(gap.id)) in said
        assert squeezed(phrases.say("verdict.red_lines", count=1, failed=1)) in said
        assert squeezed(phrases.day(DAY)) in squeezed(cover)
    assert cover.count("南海航线") == 2  # title and footer


def test_clauses_are_written_as_the_language_writes_them() -> None:
    zh, en = Phrases(model()), Phrases(model(language="en"))
    for clause, chinese, english in (
        ("Art. 10", "第 10 条", "Art. 10"),
        ("Arts 9, 11", "第 9、11 条", "Arts 9, 11"),
        ("points 1–2", "第 1–2 点", "points 1–2"),
        ("point 1", "第 1 点", "point 1"),
        ("8.2–8.5", "8.2–8.5", "8.2–8.5"),
        ("PS1, PS4", "PS1, PS4", "PS1, PS4"),
        ("Art. 10 of Annex II", "Art. 10 of Annex II", "Art. 10 of Annex II"),
    ):
        assert zh.clause(clause) == chinese
        assert en.clause(clause) == english
