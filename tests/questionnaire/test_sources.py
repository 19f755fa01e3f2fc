"""A pack in a folder and the same pack in a zip are one pack; a zip is trusted only after every name was looked at."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from riskassess.problems import ProblemsFound
from riskassess.questionnaire.loading import check_pack, load_pack
from tests.questionnaire.small_pack import FILES, changed, write_pack


def zipped(path: Path, prefix: str = "", files: dict[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (files or dict(FILES)).items():
            archive.writestr(prefix + name, text)
    return path


def test_folder_and_zip_are_the_same_pack(tmp_path: Path) -> None:
    folder = load_pack(write_pack(tmp_path / "folder"))
    flat = load_pack(zipped(tmp_path / "flat.zip"))
    inside = load_pack(zipped(tmp_path / "inside.zip", "small/"))
    assert folder.sha256 == flat.sha256 == inside.sha256


def test_what_a_packing_program_adds_is_no_pack(tmp_path: Path) -> None:
    path = zipped(tmp_path / "mac.zip", "small/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/small/._pack.yaml", b"\0")
    assert check_pack(path) == ()


def test_places_in_a_zip_name_the_zip(tmp_path: Path) -> None:
    broken = changed("domains/two.yaml", "weight: 1.5", "weight: 0")
    path = zipped(tmp_path / "broken.zip", files={**FILES, **{k: v or "" for k, v in broken.items()}})
    (problem,) = check_pack(path)
    assert problem.place.file == f"{path.as_posix()}/domains/two.yaml"
    assert problem.place.line == 3


@pytest.mark.parametrize("name", ["../evil.yaml", "/etc/evil.yaml", "a/../../evil.yaml", "C:/evil.yaml"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "evil.zip", files={**FILES, name: "x: 1"})
    assert [p.code for p in check_pack(path)] == ["path-outside"]
    with pytest.raises(ProblemsFound):
        load_pack(path)


def test_a_symbolic_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "link.zip")
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("link.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    assert [p.code for p in check_pack(path)] == ["zip-link"]


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", files={**FILES, "pack.yaml": FILES["pack.yaml"]})
    content = bytearray(path.read_bytes())
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1  # the flag in the central directory says that a password is wanted
    path.write_bytes(bytes(content))
    assert [p.code for p in check_pack(path)] == ["zip-encrypted"]


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "twice.zip")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("norms.yaml", "norms: []")
    assert [p.code for p in check_pack(path)] == ["zip-repeated"]


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "many.zip", files={**FILES, **{f"x/{i}": "" for i in range(2000)}})
    assert [p.code for p in check_pack(path)] == ["zip-too-many"]


def test_a_file_that_unpacks_without_end_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", files={**FILES, "norms.yaml": "#" * (64 * 1024 * 1024)})
    assert path.stat().st_size < 200_000
    assert [p.code for p in check_pack(path) if "norm" not in p.code] == ["file-too-large"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing of the kind", b"riskassess"])
def test_what_is_no_zip_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(content)
    assert [p.code for p in check_pack(path)] == ["zip-damaged"]


def test_a_damaged_entry_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "torn.zip")
    content = bytearray(path.read_bytes())
    start = content.index(b"glossary.yaml") + len(b"glossary.yaml")
    content[start + 10 : start + 30] = b"\0" * 20
    path.write_bytes(bytes(content))
    (problem,) = check_pack(path)
    assert problem.code == "zip-damaged"
    assert problem.place.path == "glossary"
