"""Small packs made from values, and packs drawn at random, for the scoring tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from riskassess.assessment.values import Answer, Answers
from riskassess.questionnaire.values import (
    Caps,
    Choice,
    Domain,
    EvidenceGrade,
    Exposure,
    Field,
    Grade,
    Instrument,
    Link,
    Measure,
    Pack,
    Policy,
    Question,
    RedLineCap,
    ShareCap,
    Text,
    WeakDomainCap,
)

DAY = date(2026, 11, 23)
BLANK: Text = {"zh": "文", "en": "text"}
GRADES = tuple(Grade(g, start, BLANK, BLANK) for g, start in zip("ABCDE", (85, 70, 55, 40, 0), strict=True))
CAPS = Caps(
    (RedLineCap(1, "C"), RedLineCap(3, "D")),
    (WeakDomainCap(0.75, "B"), WeakDomainCap(0.5, "C")),
    (ShareCap(0.10, "B"),),
)
EVIDENCE = (
    EvidenceGrade("none", 1, False, BLANK),
    EvidenceGrade("stated", 2, False, BLANK),
    EvidenceGrade("documented", 4, True, BLANK),
    EvidenceGrade("verified", 5, True, BLANK),
)


def question(qid: str, weight: float = 1, **more: object) -> Question:
    return Question(
        id=qid,
        domain=str(more.pop("domain")),
        title=BLANK,
        ask=BLANK,
        why=BLANK,
        scope="enterprise",
        weight=weight,
        anchors=(BLANK,) * 6,
        effort=(1, 1, 2, 3, 4),
        **more,  # type: ignore[arg-type]
    )


def field(fid: str, choices: tuple[str, ...], *, required: bool = False, several: bool = False) -> Field:
    kind = "choices" if several else "choice"
    return Field(fid, kind, "project", required, BLANK, BLANK, tuple(Choice(c, BLANK) for c in choices))


def pack(domains: tuple[Domain, ...], **more: object) -> Pack:
    values: dict[str, object] = {
        "id": "example",
        "version": "1.0.0",
        "issued": "2026-11-23",
        "title": BLANK,
        "languages": ("zh", "en"),
        "level_names": (BLANK,) * 6,
        "grades": GRADES,
        "caps": CAPS,
        "evidence": EVIDENCE,
        "fields": (),
        "exposures": (),
        "policies": (),
        **more,
    }
    return Pack(domains=domains, **values)  # type: ignore[arg-type]


def answers(given: Mapping[str, Answer], profile: Mapping[str, object] | None = None, as_of: date = DAY) -> Answers:
    return Answers("example", "1.0.0", as_of, dict(profile or {}), dict(given))  # type: ignore[arg-type]


def levels(**given: int) -> dict[str, Answer]:
    return {key: Answer(level=level) for key, level in given.items()}


def worked_example() -> Pack:
    """The two domains of the method's worked example."""
    return pack(
        (
            Domain("X", BLANK, 2, 3, (question("x1", 1, domain="X"), question("x2", 3, domain="X"))),
            Domain("Y", BLANK, 1, 2, (question("y1", 1, domain="Y", red_line=3),)),
        ),
        fields=(field("big", ("yes", "no"), required=True),),
        exposures=(Exposure("large", {"big": ("yes",)}, {"X": 0.5}, {}, BLANK),),
    )


def policy(*instruments: Instrument) -> Policy:
    measures: dict[str, list[Instrument]] = {}
    for instrument in instruments:
        measures.setdefault(instrument.id.split(".")[0], []).append(instrument)
    made = tuple(Measure(m, m, BLANK, BLANK, (BLANK,), tuple(found)) for m, found in measures.items())
    return Policy("policy", BLANK, "1", (BLANK,), date(2023, 10, 16), date(2026, 10, 15), made)


def instrument(iid: str, for_whom: Mapping[str, tuple[str, ...]] | None = None) -> Instrument:
    return Instrument(iid, BLANK, BLANK, BLANK, for_whom)


def link(iid: str, strength: str = "direct") -> Link:
    return Link(iid, strength, BLANK)  # type: ignore[arg-type]


quarters = st.integers(0, 12).map(lambda n: n / 4)
weights = st.sampled_from([0.5, 1, 1.5, 2, 3])
FIELDS = (field("a", ("p", "q", "r"), required=True), field("b", ("s", "t"), several=True, required=True))
conditions = st.fixed_dictionaries(
    {},
    optional={
        "a": st.lists(st.sampled_from("pqr"), min_size=1, max_size=2, unique=True).map(tuple),
        "b": st.just(("s",)),
    },
)


@st.composite
def random_packs(draw: st.DrawFn) -> Pack:
    """Draw a pack of one to four domains with conditions, floors, ways out, links and exposures."""
    domains = []
    for number in range(draw(st.integers(1, 4))):
        made = []
        for index in range(draw(st.integers(1, 4))):
            way_out = draw(st.booleans())
            made.append(
                question(
                    f"D{number}-{index}",
                    draw(weights),
                    domain=f"D{number}",
                    allow_na=way_out,
                    red_line=None if way_out else draw(st.sampled_from([None, 2, 3])),
                    applies_when=draw(conditions) or None,
                    closes_with=(link("M1.one"),) if draw(st.booleans()) else (),
                )
            )
        domains.append(Domain(f"D{number}", BLANK, draw(weights), draw(quarters) + 1, tuple(made)))
    rules = tuple(
        Exposure(
            f"rule{n}",
            draw(conditions) or {"a": ("p",)},
            {draw(st.sampled_from(domains)).id: draw(quarters)},
            {},
            BLANK,
        )
        for n in range(draw(st.integers(0, 3)))
    )
    return pack(tuple(domains), fields=FIELDS, exposures=rules, policies=(policy(instrument("M1.one", {"a": ("p",)})),))


profiles = st.fixed_dictionaries(
    {},
    optional={
        "a": st.sampled_from(["p", "q", "r", ""]),
        "b": st.lists(st.sampled_from("st"), unique=True, max_size=2).map(tuple),
    },
)


@st.composite
def packs_with_answers(draw: st.DrawFn) -> tuple[Pack, Answers]:
    """Draw a pack with a profile and answers, some open, some not applicable, some that do not apply."""
    drawn = draw(random_packs())
    given: dict[str, Answer] = {}
    for q in drawn.questions:
        kind = draw(st.sampled_from(["level", "level", "level", "open", "na"]))
        evidence = draw(st.sampled_from([None, "none", "stated", "documented", "verified"]))
        detail = draw(st.sampled_from([None, " ", "minutes"]))
        if kind == "level":
            given[q.id] = Answer(level=draw(st.integers(0, 5)), evidence=evidence, evidence_detail=detail)
        elif kind == "na" and q.allow_na:
            given[q.id] = Answer(not_applicable="none here")
    return drawn, answers(given, draw(profiles))
