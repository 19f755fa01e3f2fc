"""Print every figure, or those of the modules named: ``python -m benchmarks scoring window``."""

from __future__ import annotations

import importlib
import sys

MODULES = (
    "report", "scoring", "plan", "store", "pack", "window", "answerable", "session", "pages", "collect",
    "collect_aggregate",
)  # fmt: skip


def main() -> int:
    """Print one line a figure; exit 1 when one misses its goal."""
    missed = 0
    for name in sys.argv[1:] or MODULES:
        for figure in importlib.import_module(f"benchmarks.{name}").figures():
            print(figure, flush=True)
            missed += not figure.ok
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
