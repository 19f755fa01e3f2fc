"""A small pack of another kind (three domains, four grades, other words) and the models that the report tests print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from riskassess.assessment import score
from riskassess.assessment.robustness import robustness
from riskassess.assessment.values import Answer, Answers
from riskassess.questionnaire.values import (
    Advice,
    Caps,
    Choice,
    ConditionGroup,
    Contradiction,
    Domain,
    EvidenceGrade,
    Exposure,
    Field,
    Grade,
    Instrument,
    Link,
    Measure,
    Norm,
    NormReference,
    Pack,
    Policy,
    Question,
    RedLineCap,
    Role,
    ShareCap,
    Text,
    WeakDomainCap,
)
from riskassess.report.model import ReportModel

DAY = date(2026, 11, 23)


def two(zh: str, en: str) -> Text:
    return {"zh": zh, "en": en}


def question(qid: str, domain: str, zh: str, en: str, **more: object) -> Question:
    anchors = tuple(two(f"{zh}的第 {n} 级描述。", f"What {en} looks like at level {n}.") for n in range(6))
    values: dict[str, object] = {
        "title": two(zh, en),
        "ask": two(f"贵公司的{zh}怎样？", f"How is {en} in your company?"),
        "why": two("后果。", "The loss."),
        "scope": "enterprise",
        "weight": 1,
        "anchors": anchors,
        "effort": (1, 2, 3, 4, 5),
        **more,
    }
    return Question(id=qid, domain=domain, **values)  # type: ignore[arg-type]


def small_pack(languages: tuple[str, ...] = ("zh", "en")) -> Pack:
    """Three domains, four grades named otherwise, one policy, a condition group."""
    help_link = Link("Z1.hotline", "direct", two("热线可以回答这个问题。", "The hotline answers this."))
    domains = (
        Domain(
            "KT",
            two("航线", "Routes"),
            2,
            3,
            (
                question("KT-1", "KT", "航线选择", "the choice of routes", red_line=2.0, closes_with=(help_link,)),
                question("KT-2", "KT", "备用港口", "the spare port", allow_na=True, asked_of=("captain",)),
            ),
        ),
        Domain("KV", two("船员", "Crew"), 1, 3, (question("KV-1", "KV", "轮班安排", "the watch plan"),)),
        Domain(
            "KW",
            two("货物", "Cargo"),
            1,
            2,
            (
                question("KW-1", "KW", "装载检查", "the loading check", norms=(NormReference("n1", None, "3.2"),)),
                question("KW-2", "KW", "冷藏监测", "the cold chain", applies_when={"cargo": ("frozen",)}),
            ),
        ),
    )
    hotline = Instrument(
        "Z1.hotline",
        two("咨询热线", "Hotline"),
        two("政策探索设立热线。", "The policy explores a hotline."),
        two("港务局", "The port office"),
        {"flag": ("home",)},
    )
    other = Instrument(
        "Z2.fund", two("专项基金", "Fund"), two("政策支持基金。", "Supports a fund."), two("财政局", "The treasury")
    )
    policy = Policy(
        "p",
        two("若干措施", "Some measures"),
        "港规1号",
        (two("市港口局", "City port office"),),
        date(2023, 1, 1),
        date(2025, 12, 31),
        (
            Measure(
                "Z1",
                "1",
                two("便利咨询", "Easier advice"),
                two("服务", "Services"),
                (two("港务局", "Port office"),),
                (hotline,),
            ),
            Measure("Z2", "2", two("资金支持", "Money"), two("资金", "Funds"), (two("财政局", "Treasury"),), (other,)),
        ),
    )
    pack = Pack(
        id="ships",
        version="2.1.0",
        issued="2026-01-01",
        title=two("船队出海准备评估", "Fleet readiness"),
        languages=languages,
        level_names=tuple(two(f"第{n}档", f"Step {n}") for n in range(6)),
        grades=tuple(
            Grade(gid, start, two(zh, en), two(f"{zh}的建议。", f"Advice for {en}."))
            for gid, start, zh, en in (
                ("I", 90, "起航", "Sail"),
                ("II", 75, "待命", "Stand by"),
                ("III", 50, "整备", "Refit"),
                ("IV", 0, "停泊", "Moor"),
            )
        ),
        caps=Caps((RedLineCap(1, "III"),), (WeakDomainCap(0.6, "II"),), (ShareCap(0.1, "II"),)),
        evidence=(
            EvidenceGrade("word", 2, False, two("口说", "Word of mouth")),
            EvidenceGrade("paper", 5, True, two("书面", "Paper")),
        ),
        fields=(
            Field("cargo", "choice", "project", True, two("货物种类", "Kind of cargo"), two("查提单", "See the bill"),
                  (Choice("dry", two("干货", "Dry")), Choice("frozen", two("冻货", "Frozen")))),
            Field("port", "country", "project", False, two("目的地", "Destination"), two("查海图", "See the chart")),
            Field("flag", "choice", "enterprise", False, two("船旗", "Flag"), two("查证书", "See the papers"),
                  (Choice("home", two("本国", "Home")), Choice("other", two("他国", "Other")))),
        ),
        exposures=(
            Exposure("dry-goods", {"cargo": ("dry",)}, {"KW": 1.0, "KV-1": 0.5}, {},
                     two("干货怕潮。", "Dry goods must stay dry.")),
        ),
        domains=domains,
        policies=(policy,),
        roles=(Role("captain", two("船长", "Captain")),),
        contradictions=(
            Contradiction("c", {"flag": ("other",), "cargo": ("dry",)},
                          two("船旗与货物不符。", "Flag and cargo disagree.")),
        ),
        advice=(Advice("a", {"cargo": ("dry",)}, two("请带干燥剂。", "Take a desiccant along.")),),
        norms=(
            Norm("n1", two("装载规程", "Loading code"), "GB 1", two("海事局", "Maritime office"),
                 "2020-01-01", two("所有船", "All ships"),
                 "2026-11-01"),
        ),
        conditions=(ConditionGroup("leave", two("离港之前", "Before leaving port"), ("KT-1", "KV-1")),),
        about=two("本套问题仅供测试。", "These questions are for tests only."),
        caution=two("不评价天气。", "The weather is not judged."),
        sha256="0" * 64,
    )  # fmt: skip
    return _in(pack, languages)


def _in(value: object, languages: tuple[str, ...]) -> Pack:
    """Drop the other languages from every text."""
    if set(languages) == {"zh", "en"}:
        return value  # type: ignore[return-value]
    return _kept(value, languages)  # type: ignore[return-value]


def _kept(value: object, languages: tuple[str, ...]) -> object:
    if isinstance(value, Mapping):
        if set(value) == {"zh", "en"}:
            return {language: value[language] for language in languages}
        return {key: _kept(item, languages) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_kept(item, languages) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        changes = {name: _kept(getattr(value, name), languages) for name in value.__dataclass_fields__}
        return replace(value, **changes)  # type: ignore[type-var]
    return value


ANSWERED = {
    "KT-1": Answer(level=1, note="风浪 <b>大</b> & 急"),
    "KT-2": Answer(not_applicable="只有一个港口"),
    "KV-1": Answer(level=2, evidence="paper", evidence_detail="轮班表 2026-05-01"),
    "KW-1": Answer(level=3, evidence="paper"),
    "KW-2": Answer(level=5),
}
PROFILE: dict[str, object] = {"cargo": "dry", "port": "VNM", "flag": "other"}


def model(
    pack: Pack | None = None,
    given: Mapping[str, Answer] | None = None,
    profile: Mapping[str, object] | None = None,
    **more: object,
) -> ReportModel:
    """Return a finished model of the small pack; keywords go to the model or to its answers."""
    pack = pack or small_pack()
    of_answers = {key: more.pop(key) for key in ("enterprise_name", "project_name", "as_of") if key in more}
    answers = Answers(
        questionnaire=pack.id,
        version=pack.version,
        profile=dict(PROFILE if profile is None else profile),  # type: ignore[arg-type]
        answers=dict(ANSWERED if given is None else given),
        **{"as_of": DAY, "enterprise_name": "远洋公司", "project_name": "南海航线", **of_answers},  # type: ignore[arg-type]
    )
    result = replace(score(pack, answers, trace=True), robustness=robustness(pack, answers))
    values: dict[str, object] = {
        "language": "zh",
        "status": "finished",
        "finished_on": DAY,
        "country_names": {"VNM": two("越南", "Vietnam")},
        **more,
    }
    return ReportModel(pack, answers, result, **values)  # type: ignore[arg-type]
