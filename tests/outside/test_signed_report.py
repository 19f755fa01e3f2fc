"""A signed report before judges that nobody here wrote: pdfsig, qpdf, and pyHanko's own validator with trust."""

from __future__ import annotations

import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from riskassess.problems import Place
from riskassess.report.pdf import pdf_bytes
from riskassess.report.signing import sign
from tests.report.certificates import NAME, PASSPHRASE, make_certificate
from tests.report.packs import model


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed")
    certificate = make_certificate(folder)
    path = folder / "r.pdf"
    now = datetime.now().astimezone()
    path.write_bytes(sign(pdf_bytes(model()), certificate, PASSPHRASE, now, Place(file="r.pdf")))
    return path


def said(*command: str | Path) -> str:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60, check=False).stdout


def test_pdfsig_shows_it_valid_until_changed(signed: Path, tmp_path: Path) -> None:
    shown = said("pdfsig", "-nocert", signed)
    assert NAME in shown
    assert "Total document signed" in shown
    assert "Signature is Valid." in shown
    changed = bytearray(signed.read_bytes())
    changed[len(changed) // 3] ^= 1
    (tmp_path / "changed.pdf").write_bytes(changed)
    assert "Signature is Valid." not in said("pdfsig", "-nocert", tmp_path / "changed.pdf")


def test_qpdf_still_finds_it_sound(signed: Path) -> None:
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", signed)


def test_a_validator_that_trusts_the_certificate_finds_it_valid_and_trusted(signed: Path) -> None:
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    own = load_cert_from_pemder(str(signed.with_name("own.pem")))
    reader = PdfFileReader(BytesIO(signed.read_bytes()))
    (embedded,) = reader.embedded_signatures
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[own], allow_fetching=False))
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
