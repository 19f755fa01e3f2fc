"""Signatures judged by the public program minisign: it verifies what is signed here, and here what it signed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from riskassess.app.installing import Packs, make_keys, sign_pack
from riskassess.committee.publication import benchmark_title
from riskassess.exchange.call import read_call
from riskassess.exchange.signed_file import signature_path
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.minisign import read_public_key
from riskassess.questionnaire.signing.secret_keys import read_secret_key
from tests.exchange.benchmarks import benchmark_data, write_benchmark
from tests.exchange.calls import call, write_call
from tests.questionnaire.small_pack import write_pack

PASSWORD = "口令 pass"


def minisign(*arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = ["minisign", *map(str, arguments)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return Packs(tmp_path / "workspace.riskassess")


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_minisign_verifies_what_is_signed_here(tmp_path: Path, password: str) -> None:
    secret, public, _ = make_keys(tmp_path / "committee", password)
    zipped, _, _ = sign_pack(write_pack(tmp_path / "small"), secret, password)
    done = minisign("-V", "-H", "-m", zipped, "-p", public)
    assert done.returncode == 0, done.stderr
    assert "Trusted comment: timestamp:" in done.stdout
    assert "small 2.1.0" in done.stdout
    zipped.write_bytes(zipped.read_bytes() + b" ")
    assert minisign("-V", "-H", "-m", zipped, "-p", public).returncode != 0


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_minisign_signs_with_a_key_made_here(tmp_path: Path, password: str) -> None:
    secret, public, _ = make_keys(tmp_path / "committee", password)
    (tmp_path / "file").write_bytes(b"content")
    done = minisign("-S", "-s", secret, "-m", tmp_path / "file", typed=f"{password}\n")
    assert done.returncode == 0, done.stderr
    assert minisign("-V", "-p", public, "-m", tmp_path / "file").returncode == 0


def test_what_minisign_signs_is_verified_here(tmp_path: Path, packs: Packs) -> None:
    public, secret = tmp_path / "m.pub", tmp_path / "m.key"
    assert minisign("-G", "-W", "-p", public, "-s", secret).returncode == 0
    ours, _, _ = make_keys(tmp_path / "ours", "")
    zipped, signature, _ = sign_pack(write_pack(tmp_path / "small"), ours)
    done = minisign("-S", "-s", secret, "-m", zipped, "-x", signature, "-t", "第一版 of the committee")
    assert done.returncode == 0, done.stderr
    with pytest.raises(ProblemsFound) as found:
        packs.look_at(zipped)
    assert [one.code for one in found.value.problems] == ["signature-key-unknown"]
    signed = packs.look_at(zipped, public).signed
    assert signed is not None
    assert signed.comment == "第一版 of the committee"
    packs.trust(public)
    assert packs.install(packs.look_at(zipped)).signed == signed


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_a_key_that_minisign_made_signs_here(tmp_path: Path, password: str) -> None:
    public, secret = tmp_path / "m.pub", tmp_path / "m.key"
    flags = [] if password else ["-W"]
    done = minisign("-G", *flags, "-p", public, "-s", secret, typed=f"{password}\n{password}\n")
    if done.returncode != 0 and password:
        pytest.fail(f"minisign made no key: {done.stderr}")
    assert read_secret_key(secret, password).public_key("").key == read_public_key(public).key
    zipped, _, _ = sign_pack(write_pack(tmp_path / "small"), secret, password)
    assert minisign("-V", "-m", zipped, "-p", public).returncode == 0


def test_the_old_form_is_refused(tmp_path: Path, packs: Packs) -> None:
    public, secret = tmp_path / "m.pub", tmp_path / "m.key"
    assert minisign("-G", "-W", "-p", public, "-s", secret).returncode == 0
    zipped, signature, _ = sign_pack(write_pack(tmp_path / "small"), secret)
    assert minisign("-S", "-l", "-s", secret, "-m", zipped, "-x", signature).returncode == 0
    with pytest.raises(ProblemsFound) as found:
        packs.look_at(zipped, public)
    assert [one.code for one in found.value.problems] == ["signature-legacy"]


def test_minisign_verifies_a_call_that_is_signed_here(tmp_path: Path) -> None:
    path, public = write_call(tmp_path), tmp_path / "committee.pub"
    done = minisign("-V", "-H", "-m", path, "-p", public)
    assert done.returncode == 0, done.stderr
    assert f"call {call().id} {call().opens} {call().closes}" in done.stdout
    path.write_bytes(path.read_bytes().replace(b'"k": 20', b'"k": 10'))
    assert minisign("-V", "-m", path, "-p", public).returncode != 0


def test_minisign_verifies_a_benchmark_that_is_signed_here(tmp_path: Path) -> None:
    path, public = write_benchmark(tmp_path), tmp_path / "committee.pub"
    done = minisign("-V", "-H", "-m", path, "-p", public)
    assert done.returncode == 0, done.stderr
    assert benchmark_title(benchmark_data()) in done.stdout
    path.write_bytes(path.read_bytes().replace(b'"published"', b'"publishes"', 1))
    assert minisign("-V", "-m", path, "-p", public).returncode != 0


def test_a_call_that_minisign_signed_is_read_here(tmp_path: Path) -> None:
    public, secret, path = tmp_path / "m.pub", tmp_path / "m.key", write_call(tmp_path)
    assert minisign("-G", "-W", "-p", public, "-s", secret).returncode == 0
    title = f"call {call().id} {call().opens} {call().closes}"
    sign = ("-S", "-s", secret, "-m", path, "-x", signature_path(path), "-t")
    assert minisign(*sign, title).returncode == 0
    assert read_call(path, (read_public_key(public),)) == call()
    assert minisign(*sign, "call of another year").returncode == 0
    with pytest.raises(ProblemsFound, match="signature-of-other-content"):
        read_call(path, (read_public_key(public),))
