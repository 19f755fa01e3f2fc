"""Signatures judged by the public program minisign: it verifies what is signed here, and here what it signed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from riskassess.app.installing import Packs, make_keys, sign_pack
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.minisign import read_public_key
from riskassess.questionnaire.signing.secret_keys import read_secret_key
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
