"""A pack from outside: what is kept and listed, and everything that is refused with nothing written.

1. A zip whose signature is wrong, of an unknown key or no signature at all is refused; without one `signed` is None.
2. Names that lead out, symbolic links and zips that unpack without end are refused.
3. One id and version has one content.
"""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from riskassess.problems import ProblemsFound
from riskassess.questionnaire.installing.arrival import look_at, signature_path
from riskassess.questionnaire.installing.folder import installed_packs, keep, remove
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.loading.sources import LARGEST_FILE
from riskassess.questionnaire.signing.secret_keys import new_secret_key
from riskassess.questionnaire.writing.pack_folder import packed
from tests.questionnaire.small_pack import changed, write_pack

KEY = new_secret_key()
TRUSTED = (KEY.public_key("委员会"),)
DAY = "2026-11-23"


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [one.code for one in found.value.problems]


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    path = tmp_path / "small.zip"
    path.write_bytes(packed(write_pack(tmp_path / "small")))
    return path


def sign(path: Path, content: bytes | None = None) -> None:
    text = KEY.sign(path.read_bytes() if content is None else content, "c", "l")
    signature_path(path).write_text(text, encoding="utf-8")


def test_folder_zip_and_what_is_kept_are_one_pack(tmp_path: Path, zipped: Path) -> None:
    sha256 = load_pack(tmp_path / "small").sha256
    for path in (tmp_path / "small", zipped):
        arriving = look_at(path, TRUSTED)
        assert (arriving.sha256, arriving.signed) == (sha256, None)
    kept = keep(tmp_path / "packs", look_at(zipped, TRUSTED), DAY)
    assert kept.load().sha256 == sha256
    assert (kept.id, kept.version, kept.installed_on, kept.signed) == ("small", "2.1.0", DAY, None)


def test_a_signature_of_a_trusted_key_is_named(tmp_path: Path, zipped: Path) -> None:
    sign(zipped)
    signed = look_at(zipped, TRUSTED).signed
    assert signed is not None
    assert (signed.name, signed.key, signed.comment) == ("委员会", KEY.public_key("").shown, "c")
    kept = keep(tmp_path / "packs", look_at(zipped, TRUSTED), DAY)
    assert kept.signed == signed
    signature_path(zipped).unlink()
    assert keep(tmp_path / "packs", look_at(zipped, TRUSTED), DAY) == kept  # unsigned again takes nothing away


def test_a_wrong_signature_is_never_passed_over(zipped: Path) -> None:  # 1
    sign(zipped, b"other bytes")
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, TRUSTED)
    assert codes(found) == ["signature-wrong"]
    sign(zipped)
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, ())
    assert codes(found) == ["signature-key-unknown"]
    signature_path(zipped).write_bytes(b"")
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, TRUSTED)
    assert codes(found) == ["signature-malformed"]
    signature_path(zipped).unlink()
    signature_path(zipped).symlink_to("nowhere")
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, TRUSTED)
    assert codes(found) == ["file-unreadable"]


@pytest.mark.parametrize("name", ["../x.yaml", "/x.yaml", "C:/x.yaml", "a\\..\\..\\x.yaml"])
def test_names_that_lead_out_are_refused(zipped: Path, name: str) -> None:  # 2
    with zipfile.ZipFile(zipped, "a") as archive:
        archive.writestr(name, "x: 1")
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, TRUSTED)
    assert codes(found) == ["path-outside"]


def test_a_link_in_a_zip_is_refused(zipped: Path) -> None:  # 2
    with zipfile.ZipFile(zipped, "a") as archive:
        entry = zipfile.ZipInfo("link.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, TRUSTED)
    assert codes(found) == ["zip-link"]


def test_a_link_out_of_a_folder_is_refused(tmp_path: Path) -> None:  # 2
    folder = write_pack(tmp_path / "small", {"norms.yaml": None})
    (tmp_path / "outside.yaml").write_text("norms: []\n", encoding="utf-8")
    (folder / "norms.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ProblemsFound) as found:
        look_at(folder, TRUSTED)
    assert "path-outside" in codes(found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:  # 2
    folder = write_pack(tmp_path / "small", {"norms.yaml": None})
    os.mkfifo(folder / "norms.yaml")
    with pytest.raises(ProblemsFound) as found:
        look_at(folder, TRUSTED)
    assert "file-missing" in codes(found)


def test_a_zip_that_unpacks_to_very_much_is_refused_before_it_is_unpacked(zipped: Path) -> None:  # 2
    with zipfile.ZipFile(zipped, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(17):
            archive.writestr(f"domains/{number}.yaml", b"#" * LARGEST_FILE)
    assert zipped.stat().st_size < 200_000
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, TRUSTED)
    assert codes(found) == ["zip-too-large"]


def test_an_entry_that_lies_about_its_size_is_refused(zipped: Path) -> None:  # 2
    with zipfile.ZipFile(zipped) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents["norms.yaml"] = b"norms: []\n" + b"#" * (32 * 1024 * 1024)
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    raw = zipped.read_bytes()
    zipped.write_bytes(raw.replace(len(contents["norms.yaml"]).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(ProblemsFound) as found:
        look_at(zipped, TRUSTED)
    assert "zip-damaged" in codes(found)


def test_errors_in_the_pack_are_all_told_and_nothing_is_kept(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small", {"norms.yaml": None, "regions.yaml": "VNM: nowhere\n"})
    with pytest.raises(ProblemsFound) as found:
        look_at(folder, TRUSTED)
    assert len(found.value.problems) >= 2


def test_versions_stand_side_by_side_and_a_version_has_one_content(tmp_path: Path) -> None:  # 3
    packs = tmp_path / "packs"
    for version in ("2.1.0", "2.10.0", "2.2.0-rc.2", "2.2.0-rc.10", "2.2.0"):
        folder = write_pack(tmp_path / version, changed("pack.yaml", "version: 2.1.0", f"version: {version}"))
        keep(packs, look_at(folder, TRUSTED), DAY)
    listed, problems = installed_packs(packs)
    assert [one.version for one in listed] == ["2.1.0", "2.2.0-rc.2", "2.2.0-rc.10", "2.2.0", "2.10.0"]
    assert problems == ()
    other = write_pack(tmp_path / "other", changed("pack.yaml", "{de: Probe, en: Trial}", "{de: Probe, en: Other}"))
    with pytest.raises(ProblemsFound) as found:
        keep(packs, look_at(other, TRUSTED), DAY)
    assert codes(found) == ["pack-version-taken"]
    remove(listed[0])
    assert keep(packs, look_at(other, TRUSTED), DAY).version == "2.1.0"


def test_a_damaged_file_is_named_and_hides_no_other(tmp_path: Path, zipped: Path) -> None:
    packs = tmp_path / "packs"
    kept = keep(packs, look_at(zipped, TRUSTED), DAY)
    for name, content in (("a.json", b""), ("b.json", b"{}\n"), ("c.json", kept.path.read_bytes()[40:])):
        (packs / name).write_bytes(content)
    listed, problems = installed_packs(packs)
    assert listed == (kept,)
    assert [one.code for one in problems] == ["compiled-damaged"] * 3
    content = kept.path.read_bytes()
    kept.path.write_bytes(content.replace(b"Trial", b"Tryal"))
    with pytest.raises(ProblemsFound) as found:
        kept.load()
    assert codes(found) == ["compiled-damaged"]
