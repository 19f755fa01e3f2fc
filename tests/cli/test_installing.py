"""``pack install``, ``list``, ``remove``, ``sign``, ``keygen``, ``trust``: what they print, ask, refuse and keep."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riskassess.cli.program import TEXT, program
from riskassess.locations import shipped_questionnaires
from tests.questionnaire.small_pack import changed, write_pack


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RISKASSESS_WORKSPACE", str(tmp_path / "w.riskassess"))
    return tmp_path / "w.riskassess"


def run(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(program, ["pack", *map(str, arguments)], input=typed)


def listed() -> list[str]:
    return [" ".join(line.split()[:2]) for line in run("list").stdout.splitlines()]


def test_an_unsigned_pack_installs_after_one_question(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small")
    for typed in ("n\n", "\n", ""):
        refused = run("install", folder, typed=typed)
        assert refused.exit_code == 2
        assert TEXT("cli.pack.install.left") in refused.stderr
        assert "small 2.1.0" not in listed()
    asked = run("install", folder, typed="y\n")
    assert asked.exit_code == 0
    assert asked.stdout.count("?") == 1 or TEXT.language == "zh"
    assert "small 2.1.0" in listed()
    again = run("install", folder)
    assert TEXT("cli.pack.install.there", pack="small", version="2.1.0") in again.stdout


def test_yes_installs_without_asking_but_never_a_wrong_signature(tmp_path: Path) -> None:
    assert run("keygen", tmp_path / "k", "--no-password").exit_code == 0
    signed = run("sign", write_pack(tmp_path / "small"), "--key", tmp_path / "k.key")
    assert signed.exit_code == 0, signed.output
    zipped = tmp_path / "small-2.1.0.zip"
    unknown = run("install", "--yes", zipped)
    assert (unknown.exit_code, "[signature-key-unknown]" in unknown.stderr) == (2, True)
    content = zipped.read_bytes()
    zipped.write_bytes(content + b"\0")
    wrong = run("install", "--yes", zipped, "--key", tmp_path / "k.pub")
    assert (wrong.exit_code, "[signature-wrong]" in wrong.stderr) == (2, True)
    assert "small 2.1.0" not in listed()
    zipped.write_bytes(content)
    assert run("trust", tmp_path / "k.pub").exit_code == 0
    installed = run("install", zipped)
    assert installed.exit_code == 0
    assert "k" in installed.stdout
    assert "small 2.1.0" in listed()


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    made = run("keygen", tmp_path / "k", typed="secret\nsecret\n")
    assert made.exit_code == 0, made.output
    folder = write_pack(tmp_path / "small")
    wrong = run("sign", folder, "--key", tmp_path / "k.key", typed="other\n")
    assert (wrong.exit_code, "[secret-key-password]" in wrong.stderr) == (2, True)
    assert not (tmp_path / "small-2.1.0.zip").exists()
    assert run("sign", folder, "--key", tmp_path / "k.key", typed="secret\n").exit_code == 0
    again = run("keygen", tmp_path / "k", "--no-password")
    assert (again.exit_code, "[key-exists]" in again.stderr) == (2, True)


def test_a_pack_with_errors_is_neither_signed_nor_installed(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small", {"norms.yaml": None})
    run("keygen", tmp_path / "k", "--no-password")
    for done in (run("install", "--yes", folder), run("sign", folder, "--key", tmp_path / "k.key")):
        assert done.exit_code == 2
        assert "norms.yaml" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["k.key", "k.pub", "small"]


def test_removing(tmp_path: Path) -> None:
    run("install", "--yes", write_pack(tmp_path / "small"))
    assert run("remove", "small", "2.1.0").exit_code == 0
    assert "small 2.1.0" not in listed()
    gone = run("remove", "small", "2.1.0")
    assert (gone.exit_code, "[pack-not-installed]" in gone.stderr) == (2, True)
    shipped = listed()[0].split()
    kept = run("remove", *shipped)
    assert (kept.exit_code, "[pack-shipped]" in kept.stderr) == (2, True)


def test_an_installed_version_is_taken_for_answers_that_name_it(tmp_path: Path) -> None:
    other = changed("pack.yaml", "version: 2.1.0", "version: 2.2.0")
    run("install", "--yes", write_pack(tmp_path / "small"))
    run("install", "--yes", write_pack(tmp_path / "other", other))
    sample = tmp_path / "small" / "samples" / "first.yaml"
    for version, taken in (("2.1.0", "2.1.0"), ("2.2.0", "2.2.0"), ("2.0.3", "2.2.0")):
        answers = tmp_path / "answers.yaml"
        answers.write_text(sample.read_text(encoding="utf-8").replace("version: 2.0.3", f"version: {version}"))
        out = tmp_path / "result.json"
        done = CliRunner().invoke(program, ["assess", str(answers), "--json", str(out)])
        assert done.exit_code == 0, done.output
        assert json.loads(out.read_text(encoding="utf-8"))["version"] == taken


def test_a_shipped_version_with_other_content_is_refused(tmp_path: Path) -> None:
    import shutil

    folder = min(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    same = run("install", copy)
    assert same.exit_code == 0
    top = copy / "pack.yaml"
    text = top.read_text(encoding="utf-8")
    issued = next(line for line in text.splitlines() if line.startswith("issued:"))
    top.write_text(text.replace(issued, "issued: 2001-01-01"), encoding="utf-8")
    done = run("install", "--yes", copy)
    assert (done.exit_code, "[pack-version-taken]" in done.stderr) == (2, True)
