"""Attacks on the collection, each as somebody curious would try it.

1. Twins: what is not shared of a profile leaves no trace but in grades and readiness. 2. Who knows every profile
guesses at most 5 points better than by the group alone and is certain of at most 0.5 %; on the first design the same
guesses do better than that. 3. Twelve clients of one consultant count twelve; one code on two machines, a renewed key
and a restored backup count one. 4. An old number, one file many times, another call's file and one sealed again by
another committee move no figure. 5. Neither names nor times, rows, bytes or rejected files know the order of making.
6. Who knows all records of a part but one learns next to nothing of that one. 9. A detailed sender with questions
marked not applicable looks like any other. 10. Stuffing is warned of without tickets and rejected with them; a ticket
used twice is counted without naming anybody.
(7, two calls with few joiners: `test_publication`. 8, crossing margins: `test_bounds`.)
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest

from riskassess.assessment import score
from riskassess.assessment.values import Answer
from riskassess.committee.figures import quartile_bands
from riskassess.committee.mixing import mix
from riskassess.committee.publication import publish
from riskassess.committee.store import row_of
from riskassess.committee.tickets import draw_tickets, read_tickets
from riskassess.exchange.groups import shared_fields
from riskassess.exchange.sealing import identity_from, new_identity, seal, unseal
from riskassess.exchange.submission import submission_bytes, submission_data
from riskassess.exchange.tokens import code_of, new_token, token_of
from tests.committee.desks import CORE, put, some, store, taken
from tests.committee.matching import attack, guess_from_first_design, guess_from_what_is_sent
from tests.committee.test_publication import DAY, published
from tests.exchange.calls import call, complete_answers, keys, pack, submission_of

FREE = ("grade", "grade_substantiated", "readiness")


def figures(desk: Path) -> dict[str, object]:
    return publish(call(), pack(), store(desk).standing(), (), DAY).benchmark


@pytest.mark.parametrize("detailed", [False, True])
def test_twins_differ_in_grades_and_readiness_alone(detailed: bool) -> None:  # 1
    shared, chance = {field.id for field in shared_fields(pack())}, random.Random(1)
    changed = 0
    for _ in range(40):
        answers, token = complete_answers(chance), new_token()
        other = {
            field.id: chance.choice(field.choices).id
            for field in pack().fields
            if field.kind == "choice" and field.id not in shared
        }
        twin = replace(answers, profile={**answers.profile, **other})
        assert score(pack(), twin).complete
        one, two = (submission_data(submission_of(a, token, detailed=detailed)) for a in (answers, twin))
        assert {k: v for k, v in one.items() if k not in FREE} == {k: v for k, v in two.items() if k not in FREE}
        changed += one != two
    assert changed  # the profiles were changed to some effect


def test_twelve_clients_are_twelve_and_one_code_is_one(tmp_path: Path) -> None:  # 3
    chance = random.Random(3)
    clients = [submission_of(complete_answers(chance), new_token()) for _ in range(12)]
    put(tmp_path / "in", clients)
    again = token_of(code_of(clients[0].token).lower())
    put(tmp_path / "in", [submission_of(complete_answers(chance), again, 2)])
    put(tmp_path / "in", clients[:1])  # a workspace restored from a backup contributes what it had contributed
    taken(tmp_path / "in", tmp_path / "desk")
    assert len(store(tmp_path / "desk").standing()) == 12
    renewed = new_identity()
    put(tmp_path / "renewed", clients, renewed[1])
    for path in (tmp_path / "renewed").iterdir():
        path.write_bytes(seal(unseal(path.read_bytes(), identity_from(renewed[0])), (keys()[1],)))
    taken(tmp_path / "renewed", tmp_path / "desk")
    assert len(store(tmp_path / "desk").standing()) == 12


def test_replays_move_no_figure(tmp_path: Path) -> None:  # 4
    honest = some(120)
    newer = [replace(s, serial=2, readiness=9 - s.readiness) for s in honest[:5]]
    put(tmp_path / "in", [*honest, *newer])
    taken(tmp_path / "in", tmp_path / "desk")
    before = figures(tmp_path / "desk")
    put(tmp_path / "old", honest[:5])
    (copied,) = put(tmp_path / "many", honest[7:8])
    for number in range(1000):
        shutil.copy(copied, tmp_path / "many" / f"{number}")
    put(tmp_path / "other", [replace(s, call="elsewhere/2026") for s in some(30, 9)])
    secret, public = new_identity()  # another committee opens what was sent to it and seals it for this one
    for sealed in put(tmp_path / "resealed", [replace(s, call="elsewhere/2026") for s in some(30, 10)], public):
        sealed.write_bytes(seal(unseal(sealed.read_bytes(), identity_from(secret)), (keys()[1],)))
    said: Counter[str] = Counter()
    for name in ("old", "many", "other", "resealed"):
        done = taken(tmp_path / name, tmp_path / "desk")
        said += done.rows + done.rejected
        assert figures(tmp_path / "desk") == before
    assert said == {"older": 5, "same": 1001, "call": 60}


def rank_correlation(one: Sequence[object], two: Sequence[object]) -> float:
    def ranks(values: Sequence[object]) -> list[int]:
        order = sorted(range(len(values)), key=lambda n: values[n])  # type: ignore[type-var, arg-type, return-value]
        return [place for _, place in sorted(zip(order, range(len(order)), strict=True))]

    n = len(one)
    apart = sum((a - b) ** 2 for a, b in zip(ranks(one), ranks(two), strict=True))
    return 1 - 6 * apart / (n * (n * n - 1))


def test_nothing_remembers_the_order_of_making(tmp_path: Path) -> None:  # 5
    made = [replace(s, token=new_token()) for s in some(300)]
    (tmp_path / "in").mkdir()
    for number, submission in enumerate(made):
        (tmp_path / "in" / f"{number:04}.age").write_bytes(seal(submission_bytes(submission), (keys()[1],)))
    mix(tmp_path / "in", tmp_path / "out")
    tokens = [submission.token for submission in made]
    identity, by_name = identity_from(keys()[0]), dict[str, str]()
    for path in (tmp_path / "out").iterdir():
        by_name[unseal(path.read_bytes(), identity).split(b'"token":"')[1][:32].decode()] = path.name
    assert abs(rank_correlation([by_name[token] for token in tokens], range(300))) < 0.2
    assert len({path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}) == 1
    taken(tmp_path / "out", tmp_path / "desk")
    rows = [row.token.hex() for row in store(tmp_path / "desk").standing()]
    content = (tmp_path / "desk" / "submissions.sqlite").read_bytes()
    for places in ([rows.index(token) for token in tokens], [content.find(bytes.fromhex(t)) for t in tokens]):
        assert min(places) >= 0
        assert abs(rank_correlation(places, range(300))) < 0.2
    (tmp_path / "bad").mkdir()
    names: list[str] = []
    for number in range(100):
        (tmp_path / "bad" / f"{number:04}").write_bytes(f"noise {number}".encode())
    taken(tmp_path / "bad", tmp_path / "desk")
    for number in range(100):
        found = [p for p in (tmp_path / "desk" / "rejected").glob("*.age") if p.read_bytes() == b"noise %d" % number]
        names.append(found[0].name)
    assert abs(rank_correlation(names, range(100))) < 0.3  # of 100 only: 0.3 is three standard deviations


@pytest.mark.parametrize("seed", range(5))
def test_knowing_all_but_one_tells_next_to_nothing(seed: int) -> None:  # 6
    chance = random.Random(seed)
    certain = right_with = right_without = tried = 0
    for _ in range(60):
        middle = chance.uniform(2, 7)
        bands = [min(9, max(0, round(chance.gauss(middle, 2)))) for _ in range(chance.randrange(20, 60))]
        shown = quartile_bands(bands)
        for place in chance.sample(range(len(bands)), 10):
            others = bands[:place] + bands[place + 1 :]
            prior = Counter(others)
            possible = [v for v in range(10) if quartile_bands([*others, v]) == shown]
            tried += 1
            certain += len(possible) == 1
            right_with += max(possible, key=lambda v: prior[v]) == bands[place]
            right_without += prior.most_common(1)[0][0] == bands[place]
    assert certain <= 0.05 * tried
    assert right_with <= right_without + 0.10 * tried


def test_a_detailed_sender_shows_no_mark_of_not_applicable() -> None:  # 9
    chance, token = random.Random(9), new_token()
    answers = complete_answers(chance)
    left = {q.id: Answer(not_applicable="-") for q in pack().questions if q.allow_na}
    assert left
    marked = replace(answers, answers={**answers.answers, **left})
    one, two = (submission_data(submission_of(a, token, detailed=True)) for a in (answers, marked))
    assert {k: v for k, v in one.items() if k not in FREE} == {k: v for k, v in two.items() if k not in FREE}
    assert set(one["levels"]) == set(CORE)


def test_stuffing_is_warned_of_or_rejected(tmp_path: Path) -> None:  # 10
    fakes = [replace(s, readiness=9) for s in some(100, 11)]
    assert "open-collection" in published([*some(120), *fakes]).benchmark["warnings"]
    asked = call(tickets=True)
    tokens, content = draw_tickets(120, asked.id)
    (tmp_path / "tickets.json").write_bytes(content)
    hashes = read_tickets(tmp_path / "tickets.json", asked.id)
    honest = [replace(s, token=t) for s, t in zip(some(120), tokens, strict=True)]
    put(tmp_path / "in", [*honest, *fakes])
    done = taken(tmp_path / "in", tmp_path / "desk", asked, tickets=hashes)
    assert (done.rows, done.rejected) == ({"new": 120}, {"ticket": 100})
    put(tmp_path / "twice", [replace(honest[0], readiness=9 - honest[0].readiness)])
    again = taken(tmp_path / "twice", tmp_path / "desk", asked, tickets=hashes)
    assert again.rows == {"conflict": 1}
    assert len(store(tmp_path / "desk", asked).standing()) == 119
    benchmark = publish(asked, pack(), [row_of(s, CORE) for s in honest], (), DAY).benchmark
    assert benchmark["warnings"] == []


def test_knowing_every_profile_finds_hardly_anybody() -> None:  # 2
    found = [attack(seed, guess_from_what_is_sent) for seed in range(5)]
    assert mean(one.right for one in found) <= mean(one.by_group for one in found) + 0.05
    assert mean(one.certain for one in found) <= 0.005


def test_the_first_design_would_have_given_them_away() -> None:  # 2
    found = [attack(seed, guess_from_first_design) for seed in range(5)]
    assert mean(one.right for one in found) > mean(one.by_group for one in found) + 0.05
