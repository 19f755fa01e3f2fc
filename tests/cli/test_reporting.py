"""The commands around a report: exit codes, and findings in words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

from riskassess.app.assessing import assess_file
from riskassess.cli.program import program
from riskassess.locations import shipped_questionnaires
from riskassess.texts import part, shipped_languages
from tests.report.certificates import NAME, PASSPHRASE, make_certificate

SAMPLE = sorted(shipped_questionnaires().glob("*/samples/*.yaml"))[0]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "r.pdf"
    assess_file(SAMPLE, report_path=path)
    return path


def test_verify_says_all_three_and_its_code_tells(report: Path) -> None:
    done = CliRunner().invoke(program, ["verify", str(report)])
    assert done.exit_code == 0, done.output
    with pikepdf.open(BytesIO(report.read_bytes())) as pdf:
        content = pdf.attachments["result.json"].get_file().read_bytes().replace(b'"open": 0', b'"open": 4')
        pdf.attachments["result.json"] = pikepdf.AttachedFileSpec(pdf, content, filename="result.json")
        pdf.save(report)
    done = CliRunner().invoke(program, ["verify", str(report)])
    assert done.exit_code == 1
    assert "counts/open" in done.output
    report.write_bytes(b"nothing")
    done = CliRunner().invoke(program, ["verify", str(report)])
    assert done.exit_code == 2
    assert "report-no-pdf" in done.output


def test_a_signed_report_is_told_with_its_signer(report: Path, tmp_path: Path) -> None:
    certificate, secret = make_certificate(tmp_path), tmp_path / "secret"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    signed = tmp_path / "signed.pdf"
    given = ["--certificate", str(certificate), "--passphrase-file", str(secret), "--out", str(signed)]
    done = CliRunner().invoke(program, ["sign-report", str(report), *given])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(program, ["verify", str(signed)])
    assert done.exit_code == 0, done.output
    assert NAME in done.output
    secret.write_text("wrong", encoding="utf-8")
    before = signed.read_bytes()
    done = CliRunner().invoke(program, ["sign-report", str(report), *given])
    assert done.exit_code == 2
    assert signed.read_bytes() == before


def test_every_finding_has_its_sentence() -> None:
    """The keys that the checks give stand in the code; each has to be in the catalogue under its verdict."""
    import ast

    from riskassess.app import verifying

    given = {
        (node.args[0].value, node.args[1].value)
        for node in ast.walk(ast.parse(Path(verifying.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Finding"
        and all(isinstance(argument, ast.Constant) for argument in node.args[:2])
    }
    assert len(given) > 10
    for language in shipped_languages():
        assert {f"{verdict}.{key}" for verdict, key in given} <= set(part(language, "verify"))


def test_assess_writes_every_format_asked_for_and_blank_the_empty_questionnaire(tmp_path: Path) -> None:
    files = {option: tmp_path / f"r.{option}" for option in ("json", "xlsx", "docx")}
    given = [word for option, path in files.items() for word in (f"--{option}", str(path))]
    done = CliRunner().invoke(program, ["assess", str(SAMPLE), *given])
    assert done.exit_code == 0, done.output
    assert all(path.read_bytes()[:2] == (b"{\n" if path.suffix == ".json" else b"PK") for path in files.values())
    for name, head in (("b.pdf", b"%PDF"), ("b.docx", b"PK")):
        done = CliRunner().invoke(program, ["blank", str(tmp_path / name), "--lang", "en"])
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).read_bytes().startswith(head)
    done = CliRunner().invoke(program, ["blank", str(tmp_path / "b.txt")])
    assert done.exit_code == 2
    assert "report-format-unknown" in done.output
