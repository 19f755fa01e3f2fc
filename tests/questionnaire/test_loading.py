"""Packs as values: what the files say arrives, the digest follows the content, the copy of what is shipped is quick."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from riskassess import locations
from riskassess.canonical import canonical_json
from riskassess.problems import ProblemsFound
from riskassess.questionnaire import values
from riskassess.questionnaire.loading import (
    compile_pack,
    load_compiled,
    load_pack,
    load_shipped,
    shipped,
    shipped_packs,
)
from tests.questionnaire.small_pack import FILES, changed, write_pack


@pytest.fixture
def pack(tmp_path: Path) -> values.Pack:
    return load_pack(write_pack(tmp_path))


def test_the_pack_says_what_its_files_say(pack: values.Pack) -> None:
    assert (pack.id, pack.version, pack.languages) == ("small", "2.1.0", ("de", "en"))
    assert [level["en"] for level in pack.level_names] == ["zero", "one", "two", "three", "four", "five"]
    assert [(g.id, g.start) for g in pack.grades] == [("gold", 75), ("tin", 0)]
    assert pack.caps.weak_domain == (values.WeakDomainCap(0.5, "tin"),)
    assert [(e.id, e.ceiling, e.needs_detail) for e in pack.evidence] == [("said", 2, False), ("seen", 5, True)]
    assert [d.id for d in pack.domains] == ["X", "Y"]
    assert (pack.exposures[0].when, pack.exposures[0].raises) == (
        {"zone": ("far",), "mode": ("build",)},
        {"X": 0.5, "Y-1": 1.25},
    )
    assert pack.field_by_id["host"].fills == {"zone": "regions"}
    assert [f.required for f in pack.fields[:4]] == [True, True, True, False]
    assert pack.regions == {"VNM": "far", "NOR": "near"}
    assert pack.migrations == (values.Migration(1, {"OLD-1": "X-1"}, {"OLD-2": ("X-2", "Y-1")}, ("OLD-3",)),)
    assert pack.samples[0].path == "samples/first.yaml"
    assert pack.samples[0].data["as_of"] == "2026-11-23"


def test_questions_say_what_their_files_say(pack: values.Pack) -> None:
    first, second, third = pack.questions
    assert (first.domain, first.red_line, first.allow_na, first.asked_of) == ("X", 2, False, ("boss",))
    assert [anchor["en"] for anchor in first.anchors] == [f"X1L{level} seen" for level in range(6)]
    assert first.norms == (values.NormReference(None, "Rule 1", None), values.NormReference("iso-1", None, "8.2"))
    assert (first.closes_with[0].instrument, first.closes_with[0].strength) == ("M1.guide", "direct")
    assert (second.applies_when, second.allow_na, second.effort) == (
        {"mode": ("yes", "build")},
        True,
        (0, 0.5, 1, 1, 2),
    )
    assert (third.applies_when, third.red_line, third.evidence) == (None, None, ())
    policy, _, instrument = pack.instrument_by_id["M1.guide"]
    assert (policy.valid_from, policy.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert instrument.for_whom == {"mode": ("build",)}


def test_the_digest_follows_the_content_and_nothing_else(tmp_path: Path, pack: values.Pack) -> None:
    rewritten = FILES["domains/two.yaml"].replace("weight: 1.5", "weight: 1.50  # as before")
    assert load_pack(write_pack(tmp_path / "same", {"domains/two.yaml": rewritten})).sha256 == pack.sha256
    other = load_pack(write_pack(tmp_path / "other", changed("domains/two.yaml", "weight: 1.5", "weight: 1.25")))
    assert other.sha256 != pack.sha256


def test_canonical_json_is_one_way_to_write_a_value() -> None:
    assert canonical_json({"b": [3.0, 0.5], "a": "é"}) == '{"a":"é","b":[3,0.5]}'.encode()
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json(float("nan"))


def test_a_compiled_pack_is_the_pack(tmp_path: Path, pack: values.Pack) -> None:
    out = tmp_path / "small.json"
    compile_pack(tmp_path, out)
    compiled = load_compiled(out)
    assert compiled.sha256 == pack.sha256
    for name in ("questions", "fields", "exposures", "policies", "grades", "caps", "calendar", "conditions", "norms"):
        assert getattr(compiled, name) == getattr(pack, name)


def test_a_pack_with_errors_is_not_compiled(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, changed("domains/two.yaml", "weight: 1.5", "weight: 0"))
    with pytest.raises(ProblemsFound):
        compile_pack(folder, tmp_path / "out.json")
    assert not list(tmp_path.glob("*out*"))


def test_shipped_packs_are_without_a_problem_and_open_quickly() -> None:
    for pack_id in shipped_packs():
        load_shipped(pack_id)
    code = (
        "import sys, time\n"
        "from riskassess.questionnaire.loading import load_shipped, shipped_packs\n"
        "packs = [load_shipped(name) for name in shipped_packs()]\n"
        "assert packs and all(p.questions for p in packs)\n"
        "print([m for m in ('yaml', 'jsonschema', 'platformdirs') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the small pack where shipped packs stand; return the folder of compiled copies."""
    write_pack(tmp_path / "packs" / "small")
    monkeypatch.setattr(shipped, "shipped_questionnaires", lambda: tmp_path / "packs")
    monkeypatch.setattr(shipped, "compiled_packs", lambda: tmp_path / "copies")
    return tmp_path / "copies"


def test_a_changed_file_is_read_again_and_the_old_copy_goes(shelf: Path, tmp_path: Path) -> None:
    before = load_shipped("small")
    first = list(shelf.iterdir())
    assert load_shipped("small").sha256 == before.sha256
    write_pack(tmp_path / "packs" / "small", changed("domains/two.yaml", "weight: 1.5", "weight: 1.25"))
    after = load_shipped("small")
    assert after.domains[1].weight == 1.25
    assert len(first) == len(list(shelf.iterdir())) == 1
    assert first != list(shelf.iterdir())


def test_a_damaged_copy_is_made_again(shelf: Path) -> None:
    good = load_shipped("small")
    (copy,) = shelf.iterdir()
    copy.write_bytes(b"{")
    assert load_shipped("small").sha256 == good.sha256
    assert load_compiled(copy).sha256 == good.sha256


def test_without_a_place_for_copies_the_pack_is_read_in_full(shelf: Path) -> None:
    shelf.write_text("a file stands where the folder should be", encoding="utf-8")
    assert load_shipped("small").id == "small"
    assert shelf.is_file()


def test_an_unknown_shipped_pack_is_a_problem() -> None:
    with pytest.raises(ProblemsFound):
        load_shipped("../elsewhere")


def test_copies_of_a_checkout_stand_in_its_build_folder() -> None:
    assert locations.compiled_packs().parts[-2:] == ("build", "packs")
