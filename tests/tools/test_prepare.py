"""The set-up script: what it finds missing, and what it says where it may not install."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "prepare.py"


@pytest.fixture
def prepare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare_under_test", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_needs_the_standard_library_only() -> None:
    imports = [
        line.split()[1]
        for line in SCRIPT.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from "))
    ]
    assert {name.split(".")[0] for name in imports} <= set(sys.stdlib_module_names)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks Qt's system libraries")
def test_a_missing_library_names_its_package(prepare: ModuleType) -> None:
    table = {"libc.so.6": "libc6", "libnowhere-at-all.so.9": "libnowhere9"}
    assert prepare.missing_libraries(table) == ["libnowhere9"]


@pytest.mark.skipif(os.name == "nt", reason="judges are Debian packages")
def test_a_judge_is_found_by_name_by_path_and_whatever_its_version(prepare: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "server" / "17" / "bin").mkdir(parents=True)
    (tmp_path / "server" / "17" / "bin" / "initdb").touch()
    for there in ("sh", str(tmp_path / "server"), f"{tmp_path}/server/*/bin/initdb"):
        assert prepare.is_there(there), there
    for missing in ("no-such-program", f"{tmp_path}/nothing", f"{tmp_path}/server/*/bin/psql"):
        assert not prepare.is_there(missing), missing


def test_where_it_may_not_install_it_says_what_to_install(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "may_install", lambda: False)
    with pytest.raises(prepare.CannotPrepare, match="sudo apt install libgl1 libegl1"):
        prepare.install_packages(["libgl1", "libegl1"], "Qt needs system libraries")


def test_without_a_screen_run_does_the_demo(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "has_screen", lambda: False)
    monkeypatch.setattr(prepare, "demo", lambda: 0)
    assert prepare.run() == 0
    assert "make demo" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(("variable", "seen"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), (None, False)])
def test_a_screen_is_told_by_the_environment(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, variable: str | None, seen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, ":1")
    assert prepare.has_screen() is seen


def test_other_dependencies_are_another_state(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    before = prepare.state_of_dependencies()
    (tmp_path / "constraints.txt").write_text("two")
    assert prepare.state_of_dependencies() != before


def test_an_unknown_job_is_refused(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["prepare.py", "dance"])
    assert prepare.main() == 2
