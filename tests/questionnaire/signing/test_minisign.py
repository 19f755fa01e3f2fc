"""Signatures in minisign's form: what holds, and everything that must not. The program has its say in outside."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.minisign import (
    PublicKey,
    public_key_text,
    read_public_key,
    read_signature,
    verify,
)
from riskassess.questionnaire.signing.secret_keys import (
    needs_password,
    new_secret_key,
    read_secret_key,
    scrypt_cost,
    secret_key_text,
)
from riskassess.questionnaire.signing.trusted import keep_key, shipped_keys_folder, trusted_keys, verify_by_any

CONTENT = b"the pack"


def code_of(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [one.code for one in found.value.problems]


@pytest.fixture(scope="module")
def key():
    return new_secret_key()


@pytest.fixture
def signature(tmp_path: Path, key) -> Path:
    path = tmp_path / "pack.zip.minisig"
    path.write_text(key.sign(CONTENT, "timestamp:1\tfile:pack.zip", "label"), encoding="utf-8")
    return path


def test_a_signature_holds_for_its_bytes_alone(signature: Path, key) -> None:
    public = key.public_key("us")
    verify(CONTENT, read_signature(signature), public)
    for other in (b"", CONTENT + b" ", CONTENT[:-1], CONTENT.upper()):
        with pytest.raises(ProblemsFound) as found:
            verify(other, read_signature(signature), public)
        assert code_of(found) == ["signature-wrong"]


def test_a_changed_trusted_comment_is_noticed_and_a_changed_label_means_nothing(signature: Path, key) -> None:
    text = signature.read_text(encoding="utf-8")
    signature.write_text(text.replace("label", "whatever"), encoding="utf-8")
    verify(CONTENT, read_signature(signature), key.public_key("us"))
    signature.write_text(text.replace("timestamp:1", "timestamp:2"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        verify(CONTENT, read_signature(signature), key.public_key("us"))
    assert code_of(found) == ["signature-comment-wrong"]


def test_every_single_changed_byte_is_refused(signature: Path, key) -> None:
    lines = signature.read_text(encoding="utf-8").splitlines()
    for line, length in ((1, 74), (3, 64)):
        packed = base64.b64decode(lines[line])
        for at in range(length):
            broken = bytes(b ^ (1 if i == at else 0) for i, b in enumerate(packed))
            changed = [base64.b64encode(broken).decode() if i == line else text for i, text in enumerate(lines)]
            signature.write_text("\n".join(changed) + "\n", encoding="utf-8")
            with pytest.raises(ProblemsFound):
                verify(CONTENT, read_signature(signature), key.public_key("us"))


def test_another_key_with_the_same_number_does_not_verify(signature: Path, key) -> None:
    other = new_secret_key().public_key("them")
    disguised = PublicKey(key.number, other.key, "them")
    with pytest.raises(ProblemsFound) as found:
        verify(CONTENT, read_signature(signature), disguised)
    assert code_of(found) == ["signature-wrong"]
    with pytest.raises(ProblemsFound) as found:
        verify(CONTENT, read_signature(signature), other)
    assert code_of(found) == ["signature-of-another-key"]
    assert verify_by_any(CONTENT, read_signature(signature), (disguised, key.public_key("us"))).name == "us"
    with pytest.raises(ProblemsFound) as found:
        verify_by_any(CONTENT, read_signature(signature), (other,))
    assert code_of(found) == ["signature-key-unknown"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n\n",
        b"untrusted comment: x\nAAAA\ntrusted comment: y\nAAAA\n",
        b"untrusted comment: x\n!!!!\ntrusted comment: y\n????\n",
        b"trusted comment: y\n",
        b"\xff\xfe\x00",
        b"untrusted comment: " + b"x" * 10_000,
    ],
)
def test_what_is_no_signature_is_refused(signature: Path, content: bytes) -> None:
    signature.write_bytes(content)
    with pytest.raises(ProblemsFound) as found:
        read_signature(signature)
    assert code_of(found) == ["signature-malformed"]


def test_lines_that_windows_ends_are_read(signature: Path, key) -> None:
    signature.write_bytes(signature.read_bytes().replace(b"\n", b"\r\n"))
    verify(CONTENT, read_signature(signature), key.public_key("us"))


@pytest.mark.parametrize("password", ["", "口令"])
def test_a_secret_key_opens_with_its_password_alone(tmp_path: Path, key, password: str) -> None:
    path = tmp_path / "k.key"
    path.write_text(secret_key_text(key, password), encoding="utf-8")
    assert needs_password(path) == bool(password)
    assert read_secret_key(path, password) == key
    assert base64.b64encode(key.seed[:30]).decode()[:-1] not in path.read_text(encoding="utf-8") or not password
    if password:
        with pytest.raises(ProblemsFound) as found:
            read_secret_key(path, "口令 ")
        assert code_of(found) == ["secret-key-password"]


def test_a_damaged_or_greedy_secret_key_is_refused(tmp_path: Path, key) -> None:
    path = tmp_path / "k.key"
    label, line = secret_key_text(key, "").splitlines()
    packed = bytearray(base64.b64decode(line))
    packed[100] ^= 1
    greedy = bytearray(base64.b64decode(line))
    greedy[2:4] = b"Sc"
    greedy[46:54] = (2**40).to_bytes(8, "little")
    for broken in (base64.b64encode(packed).decode(), base64.b64encode(greedy).decode(), line[:-8], "", "x"):
        path.write_text(f"{label}\n{broken}\n", encoding="utf-8")
        with pytest.raises(ProblemsFound) as found:
            read_secret_key(path, "x")
        assert code_of(found) == ["secret-key-malformed"]


@pytest.mark.parametrize(
    ("operations", "memory", "expected"),
    [(33554432, 1073741824, (20, 8, 1)), (524288, 16777216, (14, 8, 1)), (4194304, 134217728, (17, 8, 1))],
)
def test_work_is_counted_as_libsodium_counts_it(operations: int, memory: int, expected: tuple[int, int, int]) -> None:
    assert scrypt_cost(operations, memory) == expected


def test_trusted_keys_are_kept_and_a_file_that_is_none_is_named(tmp_path: Path, key) -> None:
    public = key.public_key("商务委员会")
    keep_key(tmp_path, public)
    assert trusted_keys((tmp_path, tmp_path / "not-there")) == (public,)
    assert read_public_key(next(tmp_path.glob("*.pub"))) == public
    (tmp_path / "x.pub").write_text("nothing of the kind\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        trusted_keys((tmp_path,))
    assert code_of(found) == ["key-malformed"]
    assert public_key_text(public).count("\n") == 2


def test_the_shipped_list_holds_public_keys_and_no_secret() -> None:
    trusted_keys((shipped_keys_folder(),))
    for path in shipped_keys_folder().iterdir():
        assert path.suffix == ".pub" or path.name == "README.md", path
        assert "secret key" not in path.read_text(encoding="utf-8").splitlines()[0]
