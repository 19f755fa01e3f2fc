"""The way back: a call, 120 contributions of invented enterprises, a benchmark, and one enterprise that installs it.

1. The whole way agrees with what was sent. 2. Only what is signed, whole, of age and of the questionnaire is installed.
3. One for a call. 4. What is shown was checked again. 5. A report says it, or says that it was switched off.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.contributing import Before, hand_over, prepare
from riskassess.app.publishing import publish_call
from riskassess.app.report_job import report_job
from riskassess.app.reports import Choices
from riskassess.assessment.values import Answers, GroupStanding
from riskassess.committee.figures import quartile_bands, size_class
from riskassess.exchange.answers_file import write_answers
from riskassess.exchange.submission import Submission
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.minisign import public_key_text
from riskassess.questionnaire.signing.secret_keys import new_secret_key, secret_key_text
from riskassess.whole_file import write_whole_together
from riskassess.workspace.tables import benchmark as benchmark_table
from tests.committee.desks import put, store, taken
from tests.exchange.benchmarks import PUBLISHED, benchmark_data, write_benchmark
from tests.exchange.calls import call, complete_answers, public_key, signer, submission_of, write_call

PATIENCE = 120.0
INSTALLED = datetime(2027, 2, 1, 9, tzinfo=UTC)
EXPIRED = datetime(2029, 1, 11, 12, tzinfo=UTC)


@cache
def enterprises() -> tuple[Answers, ...]:
    chance = random.Random(8)
    return tuple(replace(complete_answers(chance), enterprise_name=f"企业 {n}") for n in range(120))


@cache
def sent() -> tuple[Submission, ...]:
    return tuple(submission_of(answers, f"{number:032x}") for number, answers in enumerate(enterprises()))


def open_desk(folder: Path, now: datetime = INSTALLED) -> Desk:
    return Desk.open(folder / "workspace.riskassess", clock=lambda: now, who="t")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Collect and publish; the file, its signature and the committee's key lie in one folder."""
    folder = tmp_path / "committee"
    folder.mkdir()
    call_path = write_call(folder)
    put(folder / "in", sent())
    taken(folder / "in", folder / "desk")
    assert len(store(folder / "desk").standing()) == 120
    (folder / "key").write_text(secret_key_text(signer(), ""))
    publish_call(call_path, folder / "desk", folder / "key", "", folder / "b.json", PUBLISHED, folder / "committee.pub")
    return folder / "b.json"


def key_of(path: Path) -> Path:
    return path.with_name("committee.pub")


def opened(desk: Desk, folder: Path, answers: Answers) -> OpenAssessment:
    write_answers(answers, folder / "answers.json")
    return desk.open_file(folder / "answers.json")


def standing_of(desk: Desk, assessment: OpenAssessment) -> GroupStanding:
    found = desk.benchmarks.standing(assessment.pack, assessment.answers, assessment.result)
    assert found is not None
    return found


def codes(do: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        do()
    return [one.code for one in found.value.problems]


def test_the_whole_way_and_back(home: Desk, published: Path, tmp_path: Path) -> None:  # 1
    home.benchmarks.install(home.benchmarks.look_at(published, key_of(published)))
    part_of = {name: part for part in json.loads(published.read_bytes())["parts"] for name in part["groups"]}
    sizes = Counter(submission.group for submission in sent())
    for number in (0, 5, 77):
        own = sent()[number]
        found = standing_of(home, opened(home, tmp_path, enterprises()[number]))
        part = part_of[own.group]
        alike = [one for one in sent() if one.group in part["groups"]]
        assert found.size == size_class(len(alike), call().k) and sum(sizes.values()) == 120
        assert len(part["groups"]) == len(found.together) or found.of == "whole"
        for domain, place in found.domains.items():
            assert place.own == own.domains[domain]
            expected = quartile_bands(one.domains[domain] for one in alike)
            assert (place.group.p25, place.group.p50, place.group.p75) == tuple(expected.values())
        assert (found.readiness.own, found.own_grade) == (own.readiness, own.grade)


def test_an_enterprise_that_contributed_itself_is_placed_by_what_it_sent(home: Desk, tmp_path: Path) -> None:  # 1
    """What `contribute` seals and what the standing says of oneself are worked out by different roads."""
    answers = enterprises()[3]
    write_answers(answers, tmp_path / "a.json")
    asked = write_call(tmp_path)
    made = prepare(
        tmp_path / "a.json", asked, Before(), key=tmp_path / "committee.pub", detailed=False, day=INSTALLED.date()
    )
    assert hand_over(made, tmp_path / "out", "zh").sealed.exists()
    home.benchmarks.install(home.benchmarks.look_at(write_benchmark(tmp_path), tmp_path / "committee.pub"))
    found = standing_of(home, opened(home, tmp_path, answers))
    assert {name: place.own for name, place in found.domains.items()} == dict(made.submission.domains)


def test_a_trusted_key_is_enough_and_no_other_is(home: Desk, tmp_path: Path) -> None:  # 2
    from riskassess.app.installing import Packs

    path = write_benchmark(tmp_path)
    assert codes(lambda: home.benchmarks.look_at(path)) == ["signature-key-unknown"]
    other = tmp_path / "other.pub"
    other.write_text(public_key_text(new_secret_key().public_key("other")))
    assert codes(lambda: home.benchmarks.look_at(path, other)) == ["signature-key-unknown"]
    Packs(home.path).trust(tmp_path / "committee.pub")
    assert home.benchmarks.look_at(path).signer == public_key()


def test_what_is_wrong_is_not_installed(home: Desk, tmp_path: Path) -> None:  # 2
    def look(**changes: Any) -> list[str]:
        path = write_benchmark(tmp_path, {**benchmark_data(), **changes})
        return codes(lambda: home.benchmarks.look_at(path, key_of(path)))

    assert look(questionnaire="another") == ["benchmark-of-unknown-questionnaire"]
    assert look(version="7.0.0") == ["benchmark-of-another-version"]
    assert look(published="2025-01-31") != []  # its figures would be of later days
    assert look(groups=[]) == ["list-too-short"]
    assert home.benchmarks.installed() == ()


def test_one_that_has_expired_is_neither_installed_nor_shown(home: Desk, tmp_path: Path) -> None:  # 2
    path = write_benchmark(tmp_path)
    home.benchmarks.install(home.benchmarks.look_at(path, key_of(path)))
    assessment = opened(home, tmp_path, enterprises()[0])
    number = assessment.id
    home.close()
    late = open_desk(tmp_path, EXPIRED)
    try:
        assert codes(lambda: late.benchmarks.look_at(path, key_of(path))) == ["benchmark-expired"]
        (listed,) = late.benchmarks.installed()
        assert listed.expired and listed.benchmark is not None
        again = late.open_assessment(number)
        assert late.benchmarks.standing(again.pack, again.answers, again.result) is None
        assert again.benchmarks_data() == []
    finally:
        late.close()


def test_a_call_has_one_benchmark(home: Desk, tmp_path: Path) -> None:  # 3
    path = write_benchmark(tmp_path)
    arriving = home.benchmarks.look_at(path, key_of(path))
    assert not home.benchmarks.is_there(arriving)
    home.benchmarks.install(arriving)
    assert home.benchmarks.is_there(arriving)
    home.benchmarks.install(arriving)  # the same again changes nothing
    other = write_benchmark(tmp_path, benchmark_data(300))
    assert codes(lambda: home.benchmarks.look_at(other, key_of(other))) == ["benchmark-there-with-other-content"]
    assert codes(lambda: home.benchmarks.remove("nothing")) == ["benchmark-not-installed"]
    home.benchmarks.remove(call().id)
    assert not home.has_benchmarks()
    home.benchmarks.install(home.benchmarks.look_at(other, key_of(other)))


def test_the_newest_that_fits_is_shown(home: Desk, tmp_path: Path) -> None:  # 3
    newer = {**benchmark_data(300), "call": "trial/2027-h1", "published": "2027-08-01"}
    for data in (newer, benchmark_data()):
        path = write_benchmark(tmp_path, data)
        home.benchmarks.install(home.benchmarks.look_at(path, key_of(path)))
    assessment = opened(home, tmp_path, enterprises()[0])
    assert standing_of(home, assessment).call == "trial/2027-h1"
    given = (assessment.pack, assessment.answers, assessment.result)
    earlier = home.benchmarks.standing(*given, call().id)
    assert earlier is not None and earlier.call == call().id
    other = replace(assessment.pack, version="9.0.0")
    assert home.benchmarks.fitting(other) == ()


@pytest.mark.parametrize("column", ["file", "signature"])
def test_what_was_changed_in_the_workspace_is_not_shown(home: Desk, tmp_path: Path, column: str) -> None:  # 4
    path = write_benchmark(tmp_path)
    arriving = home.benchmarks.look_at(path, key_of(path))
    home.benchmarks.install(arriving)
    content = getattr(arriving.file, {"file": "content"}.get(column, column))
    with home._workspace.writing() as connection:
        spoilt = content.replace(b'"p25": 1', b'"p25": 0') if column == "file" else content.replace(b"A", b"B")
        assert spoilt != content
        connection.execute(update(benchmark_table).values({column: spoilt}))
    (listed,) = home.benchmarks.installed()
    assert listed.benchmark is None and listed.problem is not None
    assessment = opened(home, tmp_path, enterprises()[0])
    assert home.benchmarks.standing(assessment.pack, assessment.answers, assessment.result) is None
    from riskassess.app.benchmarks import benchmark_from

    assert benchmark_from(assessment.benchmarks_data(), assessment.pack) is None


def test_a_report_says_where_one_stands_or_that_this_was_left_out(home: Desk, tmp_path: Path) -> None:  # 5
    from riskassess.app.benchmarks import GroupWords
    from riskassess.report.verify.enclosed import page_texts, read_report
    from riskassess.texts import Texts

    path = write_benchmark(tmp_path)
    home.benchmarks.install(home.benchmarks.look_at(path, key_of(path)))
    assessment = opened(home, tmp_path, enterprises()[0])
    made: dict[str, str] = {}
    for name, left_out in (("with", frozenset[str]()), ("without", frozenset(("benchmark", "plan", "answers")))):
        target = tmp_path / f"{name}.pdf"
        progress = report_job(assessment, target, "zh", Choices(left_out=left_out)).wait(PATIENCE)
        assert progress.state == "done", progress
        made[name] = "".join("".join(page_texts(target.read_bytes())).split())
    texts, found = Texts("zh"), standing_of(home, assessment)
    for sentence in GroupWords(found, texts).intro():
        assert "".join(sentence.split()) in made["with"] and "".join(sentence.split()) not in made["without"]
    assert texts("report.cover.left_out") in made["without"] and texts("report.sections.benchmark") in made["without"]
    enclosed = json.loads(read_report(tmp_path / "with.pdf").result)["benchmark"]
    assert enclosed["size"] == list(found.size) and enclosed["published"] == PUBLISHED.isoformat()
    assert {name: place["own"] for name, place in enclosed["domains"].items()} == {
        name: place.own for name, place in found.domains.items()
    }
    assert "benchmark" not in json.loads(read_report(tmp_path / "without.pdf").result)


def test_a_report_that_says_so_is_still_verified(home: Desk, tmp_path: Path) -> None:  # 5
    from riskassess.app.assessing import assess_file
    from riskassess.app.verifying import verify_report

    path = write_benchmark(tmp_path, {**benchmark_data(), "published": "2026-01-10"} | _earlier(benchmark_data()))
    write_answers(enterprises()[0], tmp_path / "a.json")
    assess_file(
        tmp_path / "a.json",
        report_path=tmp_path / "r.pdf",
        language="en",
        without=("answers", "method"),
        benchmark_path=path,
        key=key_of(path),
    )
    checked = verify_report(tmp_path / "r.pdf", None)
    assert checked.holds
    assert any((one.verdict, one.key) == ("unknown", "benchmark") for one in checked.findings)


def _earlier(data: dict[str, Any]) -> dict[str, Any]:
    """Return figures of a day on which the clock of the command line agrees that it is not expired."""
    for part in (data["whole"], *data["parts"]):
        part["as_of"] = "2026-01-10"
    return {"whole": data["whole"], "parts": data["parts"]}


def test_keys_of_calls_sign_benchmarks_too(tmp_path: Path) -> None:  # 2
    """A benchmark is not taken for a call, nor the other way round, though one key signs both."""
    from riskassess.exchange.call import call_files, read_call

    path = write_benchmark(tmp_path)
    assert codes(lambda: read_call(path, (public_key(),)))
    write_whole_together(call_files(tmp_path / "call.json", call(), signer()))
    desk = open_desk(tmp_path)
    try:
        assert codes(lambda: desk.benchmarks.look_at(tmp_path / "call.json", key_of(path)))
    finally:
        desk.close()


def test_a_comparison_that_is_handed_on_has_a_sheet_of_the_benchmark(home: Desk, tmp_path: Path) -> None:  # 5
    import openpyxl

    path = write_benchmark(tmp_path)
    home.benchmarks.install(home.benchmarks.look_at(path, key_of(path)))
    sides = [opened(home, tmp_path, enterprises()[number]) for number in (0, 1)]
    standings = [standing_of(home, one) for one in sides]
    target = tmp_path / "c.xlsx"
    job = home.comparing.export_xlsx(home.comparing.compare(sides), target, "en", standings)
    assert job.wait(PATIENCE).state == "done"
    sheet = openpyxl.load_workbook(target).worksheets[-1]
    cells = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    said = [cell for row in cells for cell in row]
    assert sheet.title == "Benchmark" and sum("40" in one or "firms" in one for one in said) >= 2
    listed = [row for row in cells if row[:1] in (["企业 0"], ["企业 1"])]
    assert len(listed) == sum(len(found.domains) for found in standings)
    assert all("%" in cell for row in listed for cell in row[3:7])
