"""Keys, doors, recovery codes and waits.

1. The same words open, in any Unicode spelling; other words give nothing, never a wrong key.
2. A recovery code opens however it is grouped or cased, and a mistyped one is called so.
3. A key file says what a public tool needs; one that is damaged or asks too much is refused.
4. The wait doubles, outlives the process and ends when the clock was set back.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskassess.workspace.attempts import LONGEST, count_wrong, forget_wrong, remaining_wait, wait_after
from riskassess.workspace.keys import (
    Cost,
    KeyFile,
    key_file_bytes,
    key_file_from,
    make_door,
    may_be_mistyped_code,
    new_key,
    unwrap,
)
from riskassess.workspace.recovery_code import code_signs, new_recovery_code

CHEAP = Cost(1 << 4)


def with_doors(words: str, code: str) -> tuple[bytes, KeyFile]:
    key, file = new_key()
    return key, file.with_door(make_door("passphrase", words, key)).with_door(make_door("recovery", code, key))


def test_only_the_same_words_open() -> None:  # 1
    key, file = with_doors("caf\u00e9 风险 9", new_recovery_code())
    assert unwrap(file, "cafe\u0301 风险 9") == key
    for wrong in ("caf\u00e9 风险 8", "", " caf\u00e9 风险 9", "CAFÉ 风险 9"):
        assert unwrap(file, wrong) is None


def test_a_code_opens_however_it_is_written() -> None:  # 2
    code = new_recovery_code()
    key, file = with_doors("a passphrase", code)
    for written in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), code.replace("0", "O")):
        assert unwrap(file, written) == key
    assert unwrap(file.without("recovery"), code) is None


@given(st.integers(0, 27), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_slip_in_a_code_is_noticed(place: int, sign: str) -> None:  # 2
    signs = code_signs(new_recovery_code())
    assert signs is not None
    slipped = signs[:place] + sign + signs[place + 1 :]
    # Four signs check 24, so one slip in a million of those in the first part is not noticed.
    assert slipped == signs or may_be_mistyped_code(slipped) or place < 24
    assert not may_be_mistyped_code("correct horse battery staple")


def test_codes_differ_and_are_long() -> None:  # 2
    codes = {new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code_signs(code) or "") == 28 for code in codes)


def test_a_key_file_comes_back_as_it_was() -> None:  # 3
    _, file = with_doors("a passphrase", new_recovery_code())
    assert key_file_from(key_file_bytes(file)) == file


def test_public_tools_unwrap_the_key() -> None:  # 3
    """scrypt of the standard library and the key wrap of OpenSSL's program, neither of them what wrote it."""
    key, file = with_doors("correct horse 电池", new_recovery_code())
    door = json.loads(key_file_bytes(file))["doors"][0]
    numbers = door["derivation"]
    wrapping = hashlib.scrypt(
        "correct horse 电池".encode(), salt=b64decode(numbers["salt"]), n=numbers["n"], r=numbers["r"], p=numbers["p"],
        maxmem=1 << 30, dklen=32,
    )  # fmt: skip
    command = ["openssl", "enc", "-d", "-id-aes256-wrap", "-K", wrapping.hex(), "-iv", "A6" * 8]
    try:
        done = subprocess.run(command, input=b64decode(door["wrapped"]), capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    assert done.stdout == key


def changed(file: KeyFile, **what: object) -> bytes:
    data = json.loads(key_file_bytes(file))
    for name, value in what.items():
        data["doors"][0]["derivation" if name in "nrp" else name] = (
            data["doors"][0]["derivation"] | {name: value} if name in "nrp" else value
        )
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    "what",
    [{"n": 3}, {"n": 1 << 40}, {"n": True}, {"r": 1 << 20}, {"p": 1000}, {"kind": "other"}, {"wrapped": "AAAA"},
     {"wrapped": "*"}, {"wrapping": "none"}],
)  # fmt: skip
def test_a_key_file_with_impossible_numbers_is_refused(what: dict[str, object]) -> None:  # 3
    _, file = with_doors("a passphrase", new_recovery_code())
    with pytest.raises(ValueError, match=r".+"):
        key_file_from(changed(file, **what))


@given(st.binary(max_size=200))
def test_noise_is_no_key_file(content: bytes) -> None:  # 3
    with pytest.raises(ValueError, match=r".+"):
        key_file_from(content)


def test_a_door_takes_the_place_of_its_kind() -> None:
    key, file = with_doors("first words", new_recovery_code())
    later = file.with_door(make_door("passphrase", "second words", key, CHEAP))
    assert len(later.doors) == 2 and later.has("recovery")
    assert unwrap(later, "first words") is None
    assert unwrap(later, "second words") == key
    assert unwrap(replace(later, doors=()), "second words") is None


def test_waits_double_and_are_remembered(tmp_path: Path) -> None:  # 4
    path = tmp_path / "w"
    assert remaining_wait(path, 1000.0) == 0
    waits = [count_wrong(path, 1000.0) for _ in range(4)]
    assert waits == [1, 2, 4, 8]
    assert remaining_wait(path, 1003.0) == 5
    assert remaining_wait(path, 1009.0) == 0
    assert remaining_wait(path, 500.0) == 0  # the clock was set back
    forget_wrong(path)
    assert remaining_wait(path, 1003.0) == 0
    assert wait_after(1000) == LONGEST
