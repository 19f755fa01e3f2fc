"""The compiled form of a pack says all that its files say, in their order, and a damaged copy is never used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from riskassess.locations import shipped_questionnaires
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.loading import load_compiled, load_pack, load_shipped, shipped_packs
from riskassess.questionnaire.loading.compiled import write_compiled
from riskassess.questionnaire.loading.packs import checked_data


def ordered(value: Any) -> str:
    """Return values as text in which the order of every mapping shows."""
    return json.dumps(
        value,
        default=lambda item: {n: getattr(item, n) for n in item.__slots__} if hasattr(item, "__slots__") else str(item),
    )


@pytest.mark.parametrize("pack_id", shipped_packs())
def test_the_compiled_pack_is_the_pack_in_its_own_order(pack_id: str, tmp_path: Path) -> None:
    folder = shipped_questionnaires() / pack_id
    write_compiled(checked_data(folder), tmp_path / "compiled.json")
    read = load_pack(folder)
    for compiled in (load_compiled(tmp_path / "compiled.json"), load_shipped(pack_id)):
        assert compiled.sha256 == read.sha256
        for part in ("title", "grades", "fields", "exposures", "domains", "policies", "samples"):
            assert ordered(getattr(compiled, part)) == ordered(getattr(read, part))


@pytest.mark.parametrize("damage", [b"", b"{}", b"{}\n{}\n", b"[]\n[]\n"])
def test_a_damaged_copy_is_refused(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "compiled.json"
    path.write_bytes(damage)
    with pytest.raises(ProblemsFound) as found:
        load_compiled(path)
    assert found.value.problems[0].code == "compiled-damaged"


def test_one_wrong_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "compiled.json"
    write_compiled(checked_data(shipped_questionnaires() / shipped_packs()[0]), path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ProblemsFound):
        load_compiled(path)
