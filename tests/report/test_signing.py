"""A signed report: intact until changed, and every way in which signing cannot work said by itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from riskassess.problems import Place, ProblemsFound
from riskassess.report import signing
from riskassess.report.pdf import pdf_bytes
from riskassess.report.signing import sign, signatures_of
from tests.report.certificates import NAME, PASSPHRASE, make_certificate
from tests.report.packs import model

PLACE = Place(file="r.pdf")


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf_bytes(model())


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("own"))


def signed_by(report: bytes, certificate: Path, passphrase: str = PASSPHRASE) -> bytes:
    return sign(report, certificate, passphrase, datetime.now().astimezone(), PLACE)


def code(report: bytes, certificate: Path, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(ProblemsFound) as found:
        signed_by(report, certificate, passphrase)
    (problem,) = found.value.problems
    return problem.code


def test_a_signature_stands_behind_what_was_there(report: bytes, certificate: Path) -> None:
    signed = signed_by(report, certificate)
    assert signed.startswith(report)
    (found,) = signatures_of(signed)
    assert (found.name, found.intact, found.covers_file) == (NAME, True, True)


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_one_bit_changed_breaks_it(report: bytes, certificate: Path, at: float) -> None:
    changed = bytearray(signed_by(report, certificate))
    changed[int(at * len(report))] ^= 1
    assert not all(found.intact for found in signatures_of(bytes(changed)))


def test_what_is_added_later_is_not_covered(report: bytes, certificate: Path) -> None:
    (found,) = signatures_of(signed_by(report, certificate) + b"\n% more\n")
    assert not found.covers_file


def test_two_may_sign_one_after_the_other(report: bytes, certificate: Path) -> None:
    first, second = signatures_of(signed_by(signed_by(report, certificate), certificate))
    assert first.intact
    assert second.intact
    assert (first.covers_file, second.covers_file) == (False, True)


def test_what_does_not_fit_is_told_apart(report: bytes, certificate: Path, tmp_path: Path) -> None:
    assert code(report, certificate, "wrong") == "certificate-not-opened"
    assert code(report, tmp_path / "none.p12") == "file-missing"
    assert code(report, certificate.with_name("own.pem")) == "certificate-not-opened"
    assert code(report, make_certificate(tmp_path, starts=-9, ends=-2)) == "certificate-not-valid-now"
    assert code(b"no pdf", certificate) == "report-not-signed"


def test_without_the_extra_it_is_said_how_to_get_it(
    report: bytes, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "find_spec", lambda _name: None)
    assert code(report, certificate) == "signing-not-installed"
