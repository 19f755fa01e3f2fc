"""The use cases without a window; without a command it opens the window.

Commands are thin: they read arguments, call one use case and print. Exit codes: 0 done, 2 bad input, with every problem
on stderr and nothing written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

WINDOW_OPTIONS = ("--workspace", "--look", "--lang")


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether the command line asks for the window: no command, or only the window's own options."""
    return not arguments or arguments[0].split("=")[0] in WINDOW_OPTIONS


def main() -> None:
    """Open the window, or run a command; typer is imported for commands alone, it would cost the window its start."""
    if opens_window(sys.argv[1:]):
        from riskassess.desktop.start import run

        raise SystemExit(run(sys.argv))
    from riskassess.cli.program import program

    program()
