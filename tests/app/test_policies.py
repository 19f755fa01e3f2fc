"""Policy packages are data: a made-up successor, a second file beside the first, changes result, report and window.

1. Nothing but the file and its line in pack.yaml is added; no question is touched.
2. By the day of the assessment each policy is not yet, in force or lapsed, first and last day inside.
3. The report says which has ended, what has succeeded it and until when; what is over is never called available.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from riskassess.app.reports import report_model
from riskassess.assessment import score
from riskassess.assessment.values import Answers, Result
from riskassess.desktop.result.rows import gap_rows
from riskassess.exchange.answers_file import answers_from_data
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack
from riskassess.report.pdf.sections.decision import policy_line
from riskassess.report.phrases import Phrases
from riskassess.texts import Texts
from tests.report.pages import printed
from tests.successor import SHIPPED, with_successor


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(with_successor(tmp_path_factory.mktemp("packs") / "both"))


@pytest.fixture(scope="module")
def sample(pack: Pack) -> Answers:
    return answers_from_data(pack.samples[0].data, pack)


def scored(pack: Pack, sample: Answers, day: date) -> tuple[Answers, Result]:
    answers = replace(sample, as_of=day)
    return answers, score(pack, answers)


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        (date(2026, 10, 15), "in-force", "not-yet"),
        (date(2026, 10, 16), "lapsed", "in-force"),
        (date(2029, 10, 15), "lapsed", "in-force"),
        (date(2029, 10, 16), "lapsed", "lapsed"),
    ],
)
def test_each_policy_stands_by_the_day(pack: Pack, sample: Answers, day: date, first: str, second: str) -> None:  # 2
    _, result = scored(pack, sample, day)
    earlier, later = (policy.measures for policy in pack.policies)
    standing = {one.id: one.status for one in result.measures}
    assert standing
    for measures, expected in ((earlier, first), (later, second)):
        mine = [standing[one.id] for one in measures if one.id in standing]
        assert mine
        assert set(mine) == {expected}


def test_links_and_nothing_else_changes(pack: Pack, sample: Answers) -> None:  # 1
    shipped = load_pack(SHIPPED)
    before = score(shipped, answers_from_data(shipped.samples[0].data, shipped))
    after = score(pack, sample)
    assert (before.readiness, before.grade, before.capability) == (after.readiness, after.grade, after.capability)
    new = {one.id for measure in pack.policies[1].measures for one in measure.instruments}
    told = False
    for old_gap, new_gap in zip(before.gaps, after.gaps, strict=True):
        added = [one for one in new_gap.instruments if one.id in new]
        assert [one for one in new_gap.instruments if one.id not in new] == list(old_gap.instruments)
        for one in added:
            sources = [old for old in old_gap.instruments if one.id in pack.successors.get(old.id, ())]
            assert one.strength in {old.strength for old in sources}
            told = True
    assert told


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        (date(2026, 10, 15), "in-force", "not-yet"),
        (date(2026, 11, 23), "lapsed_then_in-force", "in-force"),
        (date(2030, 1, 2), "lapsed", "lapsed"),
    ],
)
def test_the_report_says_what_has_ended_and_what_has_succeeded_it(  # 3
    pack: Pack, sample: Answers, language: str, day: date, first: str, second: str
) -> None:
    model = report_model(pack, replace(sample, as_of=day), language)
    text, phrases = printed(model), Phrases(model)
    for policy, kind in zip(pack.policies, (first, second), strict=True):
        said = policy_line(phrases, policy)
        assert _fits(said, Texts(language), kind)
        assert "".join(said.split()) in text


def _fits(said: str, texts: Texts, kind: str) -> bool:
    """Tell whether a sentence is of a kind: every piece of its text stands in it, in order."""
    gaps = dict.fromkeys(("title", "number", "start", "end", "units", "successor", "until"), "§")
    at = 0
    for piece in filter(None, texts(f"report.policy.{kind}", **gaps).split("§")):
        at = said.find(piece, at) + 1
        if not at:
            return False
    return True


def test_between_an_end_and_a_later_beginning_the_report_names_the_day(pack: Pack, sample: Answers) -> None:  # 3
    earlier, later = pack.policies
    apart = replace(pack, policies=(earlier, replace(later, valid_from=date(2027, 3, 1))))
    model = report_model(apart, replace(sample, as_of=date(2026, 11, 23)), "en")
    said = policy_line(Phrases(model), earlier)
    assert _fits(said, Texts("en"), "lapsed_then_not-yet")
    assert later.number in said
    assert "1 March 2027" in said


def test_the_window_asks_about_a_successor_only_where_there_is_none(pack: Pack, sample: Answers) -> None:  # 3
    shipped = load_pack(SHIPPED)
    later = {one.id for measure in pack.policies[1].measures for one in measure.instruments}
    for used, expected in ((shipped, set[bool]()), (pack, {True})):
        result = score(used, answers_from_data(used.samples[0].data, used))
        opened = SimpleNamespace(pack=used, result=result)
        rows = gap_rows(opened, Texts("zh"))  # type: ignore[arg-type]
        titles = {used.instrument_by_id[name][2].title["zh"] for name in later if name in used.instrument_by_id}
        ended = [found for row in rows for found in row.helps if found.standing == "lapsed"]
        assert ended
        assert {found.succeeded for found in ended} - {False} == expected
        first_of = [row.helps[0].title for row in rows if {found.title for found in row.helps} & titles]
        assert set(first_of) <= titles  # what is in force stands first
        assert bool(first_of) == bool(titles)
