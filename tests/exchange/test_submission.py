"""Submissions: equal content is equal bytes, and nothing but those bytes is taken.

1. Exactly 4,096 bytes; keys in the order of the form, none twice, nothing between. 2. Levels and bands are integers in
their range, marks eight core questions in code-point order. 3. A profile leaves no trace but its group. 4. A token is
chance, its code notices a slip. 5. Calls are a partition, signed, and say so in the trusted comment.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskassess.assessment.core import core_domains, core_questions, domain_bands
from riskassess.assessment.values import Answer
from riskassess.exchange.call import Call, check_call, read_call
from riskassess.exchange.groups import all_combinations, check_partition, coarse_values, fits, plan_groups
from riskassess.exchange.sealing import NotOpened, identity_from, new_identity, seal, unseal
from riskassess.exchange.submission import (
    SIZE,
    drawn_marks,
    submission_bytes,
    submission_data,
    withdrawal,
)
from riskassess.exchange.submission_reader import Reader, Refused
from riskassess.exchange.tokens import ALPHABET, code_of, new_token, token_of
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.secret_keys import new_secret_key
from tests.exchange.calls import call, complete_answers, drawn, pack, public_key, submission_of, write_call

READER = Reader(call(), pack())
TOKENS = st.integers(0, 2**128 - 1).map(lambda n: f"{n:032x}")


@settings(max_examples=30, deadline=None)
@given(st.integers(), st.booleans())
def test_what_is_written_is_read_back(seed: int, detailed: bool) -> None:  # 1, 2
    chance = random.Random(seed)
    made = submission_of(complete_answers(chance), f"{chance.getrandbits(128):032x}", detailed=detailed)
    content = submission_bytes(made)
    assert len(content) == SIZE
    assert READER.read(content) == made
    assert bool(made.levels) is detailed
    assert (not made.marks and not made.domains) is detailed


def test_a_submission_has_the_fields_of_the_form_and_no_other() -> None:  # 1
    made = submission_data(submission_of(complete_answers(random.Random(1)), new_token()))
    head = ["format", "call", "questionnaire", "version", "token", "serial"]
    assert list(made) == [*head, "group", "grade", "grade_substantiated", "readiness", "domains", "marks"]
    assert list(made["domains"]) == [d.id for d in core_domains(pack())]
    assert list(made["marks"]) == sorted(made["marks"]) and len(made["marks"]) == 8
    taken = submission_data(withdrawal(call(), new_token(), 2))
    assert list(taken) == [*head, "withdraw"]


def test_a_level_at_its_base_target_fills_its_band() -> None:  # 2
    for level, expected in ((0, 0), (5, 9)):
        levels = {q.id: level for q in core_questions(pack())}
        assert set(domain_bands(pack(), levels).values()) == {expected}


def test_hidden_and_conditional_answers_leave_nothing() -> None:  # 3
    answers = complete_answers(random.Random(3))
    token = new_token()
    before = submission_data(submission_of(answers, token))
    others = {q.id: Answer(level=0) for q in pack().questions if not q.is_core}
    after = submission_data(submission_of(replace(answers, answers={**answers.answers, **others}), token))
    free = ("grade", "grade_substantiated", "readiness")
    assert {k: v for k, v in before.items() if k not in free} == {k: v for k, v in after.items() if k not in free}


def test_a_draft_is_refused() -> None:
    answers = complete_answers(random.Random(4))
    levels = dict(answers.answers)
    del levels[core_questions(pack())[0].id]
    with pytest.raises(ProblemsFound, match="contribution-of-a-draft"):
        submission_of(replace(answers, answers=levels), new_token())


def packed(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode().ljust(SIZE)


def sound() -> dict[str, Any]:
    return submission_data(drawn(random.Random(5), call().groups[0].id))


def broken() -> list[tuple[str, bytes]]:
    data, detailed = sound(), sound()
    del detailed["domains"], detailed["marks"]
    detailed["levels"] = {q.id: 3 for q in core_questions(pack())}
    first_domain, first_mark = next(iter(data["domains"])), next(iter(data["marks"]))
    conditional = next(q.id for q in pack().questions if not q.is_core)
    plain = json.dumps(data, separators=(",", ":"))
    swapped = dict(reversed(data.items()))
    marks = {**{k: v for k, v in data["marks"].items() if k != first_mark}, conditional: 1}
    return [
        ("form", plain.replace('"serial":1', '"serial":1,"serial":1').encode().ljust(SIZE)),
        ("form", plain.replace('"readiness":', '"readiness": ').encode().ljust(SIZE)),
        ("form", plain.replace('"serial":1', '"serial":NaN').encode().ljust(SIZE)),
        ("form", plain.replace('"serial":1', '"serial":1.0').encode().ljust(SIZE)),
        ("form", plain.replace('"serial":1', '"serial":-0').encode().ljust(SIZE)),
        ("form", packed(swapped)),
        ("form", packed({**data, "name": "x"})),
        ("form", packed({**data, "serial": True})),
        ("form", packed({**data, "serial": 0})),
        ("form", packed({**data, "serial": 1000})),
        ("form", packed({**data, "token": data["token"].upper()[:-1] + "G"})),
        ("form", packed({**data, "format": "riskassess-submission/2"})),
        ("form", packed({**data, "withdraw": True})),
        ("form", packed([data])),
        ("form", b"[" * SIZE),
        ("form", b"\xff" * SIZE),
        ("form", b" " * SIZE),
        ("form", bytes(SIZE)),
        ("size", plain.encode()),
        ("size", packed(data) + b" "),
        ("call", packed({**data, "call": "trial/2025-h2"})),
        ("questionnaire", packed({**data, "questionnaire": "other"})),
        ("questionnaire", packed({**data, "version": "2.0.0"})),
        ("unknown", packed({**data, "group": "nobody"})),
        ("unknown", packed({**data, "grade": "Z"})),
        ("unknown", packed({**data, "grade_substantiated": ["A"]})),
        ("unknown", packed({**data, "domains": {**data["domains"], "ZZZ": 1}})),
        ("unknown", packed({**data, "domains": [1]})),
        ("unknown", packed({**detailed, "levels": {**detailed["levels"], conditional: 1}})),
        ("range", packed({**data, "readiness": 10})),
        ("range", packed({**data, "readiness": -1})),
        ("range", packed({**data, "readiness": True})),
        ("range", packed({**data, "domains": {**data["domains"], first_domain: 10}})),
        ("range", packed({**data, "domains": {**data["domains"], first_domain: None}})),
        ("range", packed({**data, "marks": {**data["marks"], first_mark: True}})),
        ("range", packed({**data, "marks": {**data["marks"], first_mark: 2}})),
        ("range", packed({**detailed, "levels": {**detailed["levels"], core_questions(pack())[0].id: 6}})),
        ("marks", packed({**data, "marks": dict(sorted(marks.items()))})),
        ("marks", packed({**data, "marks": dict(list(data["marks"].items())[:7])})),
        ("marks", packed({**data, "marks": dict(reversed(data["marks"].items()))})),
    ]


@pytest.mark.parametrize(("reason", "content"), broken())
def test_what_is_not_the_form_is_refused_with_its_reason(reason: str, content: bytes) -> None:  # 1, 2
    assert READER.read(packed(sound()))
    with pytest.raises(Refused) as refused:
        READER.read(content)
    assert refused.value.reason == reason


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_do_more_than_be_refused(noise: bytes, at: int) -> None:
    content = bytearray(packed(sound()))
    content[at : at + len(noise)] = noise
    try:
        made = READER.read(bytes(content))
    except Refused:
        return
    assert submission_bytes(made) == bytes(content)


def changed(data: Any, at: int, value: Any) -> Any:
    """Put a value in the place of one leaf or branch, counted through the tree."""
    left = [at]

    def walk(part: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            left[0] = 10_000
            return value
        return {key: walk(item) for key, item in part.items()} if isinstance(part, dict) else part

    return walk(data)


VALUES = st.one_of(
    st.integers(-2, 1001),
    st.sampled_from([True, False, None, 1.0, -0.0, "", "1.0.0", "1.0.0-x.y", "1.0", "1.0.0.0", "A", "D", "{", '"', []]),
    st.sampled_from([group.id for group in call().groups]),
    st.text(max_size=5),
)


@settings(max_examples=400, deadline=None)
@given(st.booleans(), st.integers(0, 60), VALUES, st.integers(1, 400), st.binary(max_size=3))
def test_what_decides_and_what_explains_agree(
    detailed: bool, at: int, value: Any, place: int, noise: bytes
) -> None:  # 1, 2
    data = sound()
    if detailed:
        del data["domains"], data["marks"]
        data["levels"] = {q.id: 3 for q in core_questions(pack())}
    content = bytearray(packed(changed(data, at, value)))[:SIZE]
    content[place : place + len(noise)] = noise
    for given_bytes in (bytes(content), packed(changed(data, at, value))):
        made = READER.accept(given_bytes)
        assert (made is None) is (READER.reason(given_bytes) is not None), given_bytes.rstrip()
        assert made is None or submission_bytes(made) == given_bytes


def test_ids_may_hold_any_sign() -> None:  # 1
    odd = ('a"b', "c\\d", "{e}", ",f", "企业", "(.*)", "g:[0-1]")
    renamed = {q.id: new for q, new in zip(core_questions(pack()), odd, strict=False)}
    strange = replace(
        pack(),
        id='p"{',
        domains=tuple(
            replace(
                d,
                id=f"[{d.id}]",
                questions=tuple(replace(q, id=renamed.get(q.id, q.id), domain=f"[{d.id}]") for q in d.questions),
            )
            for d in pack().domains
        ),
    )
    asked = replace(call(), questionnaire=strange.id)
    names = tuple(q.id for q in core_questions(strange))
    assert set(odd) <= set(names)
    head = {**sound(), "questionnaire": strange.id, "domains": {d.id: 4 for d in core_domains(strange)}}
    reader = Reader(asked, strange)
    for start in range(0, len(names) - 8):
        content = packed({**head, "marks": dict.fromkeys(names[start : start + 8], 1)})
        assert submission_bytes(reader.read(content)) == content
        assert reader.reason(content) is None
    del head["domains"], head["marks"]
    content = packed({**head, "levels": dict.fromkeys(names, 5)})
    assert submission_bytes(reader.read(content)) == content


@given(TOKENS)
def test_a_code_is_read_back_however_it_is_typed(token: str) -> None:  # 4
    code = code_of(token)
    assert len(code.replace("-", "")) == 27
    assert token_of(code) == token_of(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == token


@given(TOKENS, st.integers(0, 26), st.integers(1, 31))
def test_one_wrong_sign_is_noticed(token: str, at: int, off: int) -> None:  # 4
    signs = list(code_of(token).replace("-", ""))
    signs[at] = ALPHABET[(ALPHABET.index(signs[at]) + off) % 32]
    with pytest.raises(ProblemsFound, match="code-mistyped"):
        token_of("".join(signs))


@pytest.mark.parametrize("code", ["", "ABC", "?" * 27, "0" * 28])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ProblemsFound, match="code-malformed"):
        token_of(code)


def test_marks_are_even_over_tokens_and_the_same_for_one() -> None:
    core = tuple(q.id for q in core_questions(pack()))
    chance = random.Random(7)
    drawn_of = [drawn_marks(core, "c", f"{chance.getrandbits(128):032x}") for _ in range(4000)]
    assert all(len(set(marks)) == 8 for marks in drawn_of)
    shares = [sum(name in marks for marks in drawn_of) / 4000 for name in core]
    assert max(abs(share - 8 / len(core)) for share in shares) < 0.035
    token = new_token()
    assert drawn_marks(core, "c", token) == drawn_marks(core, "c", token)


def test_only_a_recipient_opens_and_no_flipped_bit_passes() -> None:
    secret, public = new_identity()
    content = packed(sound())
    sealed = seal(content, (public,))
    assert unseal(sealed, identity_from(secret)) == content
    with pytest.raises(NotOpened):
        unseal(sealed, identity_from(new_identity()[0]))
    chance = random.Random(8)
    for _ in range(50):
        bad = bytearray(sealed)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        with pytest.raises(NotOpened):
            unseal(bytes(bad), identity_from(secret))
    for bad in (b"", sealed[:-1], bytes(5000), content):
        with pytest.raises(NotOpened):
            unseal(bad, identity_from(secret))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_planned_groups_are_a_partition_that_expects_enough(data: st.DataObject) -> None:  # 5
    expected = {c: data.draw(st.integers(0, 60)) for c in all_combinations(pack())}
    groups = plan_groups(pack(), expected)
    assert list(check_partition(groups, coarse_values(pack()), "")) == []
    assert sum(group.expected for group in groups) == sum(expected.values())
    assert len(groups) == 1 or min(group.expected for group in groups) >= 40
    names = tuple(coarse_values(pack()))
    for combination in expected:
        assert sum(fits(group, dict(zip(names, combination, strict=True))) for group in groups) == 1


def test_groups_that_overlap_or_leave_out_are_named() -> None:  # 5
    one, *rest = call().groups
    assert rest
    for groups, code in (((one, *rest, one), "groups-overlap"), (tuple(rest), "groups-incomplete")):
        found = {problem.code for problem in check_call(call(groups=groups), pack(), "")}
        assert code in found
    strange = replace(one, when={"colour": ("red",)})
    assert "group-name-unknown" in {p.code for p in check_call(call(groups=(strange, *rest)), pack(), "")}


def test_a_signed_call_is_read_back(tmp_path: Path) -> None:  # 5
    assert read_call(write_call(tmp_path), (public_key(),)) == call()


def altered(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"k": 20', b'"k": 10'))


def unsigned(path: Path) -> None:
    path.with_name("call.json.minisig").unlink()


def retitled(path: Path) -> None:
    from riskassess.exchange.call import call_data
    from riskassess.exchange.signed_file import signed_files
    from riskassess.whole_file import write_whole_together
    from tests.exchange.calls import signer

    write_whole_together(signed_files(path, call_data(call()), "call older/2025 2025-01-01 2025-02-01", signer()))


@pytest.mark.parametrize(
    ("break_it", "code"),
    [(altered, "signature-wrong"), (unsigned, "signature-missing"), (retitled, "signature-of-other-content")],
)
def test_a_call_that_is_not_as_signed_is_refused(tmp_path: Path, break_it: Any, code: str) -> None:  # 5
    path = write_call(tmp_path)
    break_it(path)
    with pytest.raises(ProblemsFound, match=code):
        read_call(path, (public_key(),))


def test_a_call_by_an_unknown_key_is_refused(tmp_path: Path) -> None:  # 5
    with pytest.raises(ProblemsFound, match="signature-key-unknown"):
        read_call(write_call(tmp_path), (new_secret_key().public_key("other"),))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"closes": date(2026, 1, 1)}, "call-ends-before-it-begins"),
        ({"recipients": ("age1abc",)}, "recipient-malformed"),
        ({"k": 9}, "number-"),
        ({"groups": ()}, "list-"),
    ],
)
def test_a_signed_call_can_still_be_unsound(tmp_path: Path, changed: dict[str, Any], code: str) -> None:
    asked: Call = call(**changed)
    with pytest.raises(ProblemsFound) as found:
        read_call(write_call(tmp_path, asked), (public_key(),))
    assert found.value.problems
    if not code.endswith("-"):
        assert code in {problem.code for problem in found.value.problems}
