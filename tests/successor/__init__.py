"""The shipped pack with a made-up successor of its policy dropped beside the first: a file and a line, nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from riskassess.locations import shipped_questionnaires

SHIPPED = min(path.parent for path in shipped_questionnaires().glob("*/measures"))
SUCCESSOR = Path(__file__).parent / "made-up-2026-99.yaml"


def with_successor(folder: Path) -> Path:
    """Write the pack with both policies into a new folder."""
    shutil.copytree(SHIPPED, folder)
    shutil.copy(SUCCESSOR, folder / "measures")
    top = folder / "pack.yaml"
    lines = top.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("measures:"))
    if lines[at].rstrip().endswith("]"):
        lines[at] = lines[at].rstrip()[:-1] + f", measures/{SUCCESSOR.name}]"
    else:
        lines.insert(at + 2, f"  - measures/{SUCCESSOR.name}")
    top.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
