"""How commands get a passphrase: from a prompt that shows nothing, or from a file; never from arguments or environment.

Arguments and environment are seen by every program of the computer and stand in the shell's history.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import typer

from riskassess.cli.messages import interface_language, say_problems
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.texts import Texts

TEXT = Texts(interface_language())
_TRIES = 5

Found = TypeVar("Found")


def unlocked(do: Callable[[str | None], Found], file: Path | None) -> Found:
    """Do something that may need a passphrase: without one first, then with the one from the file or the prompt.

    A wrong one is asked for again after its wait, a few times; one from a file is tried once.
    """
    try:
        return do(None)
    except ProblemsFound as found:
        if found.problems[0].code != "workspace-locked":
            raise
        _wait(int(str(found.problems[0].fields.get("seconds", 0))))
    if file is not None:
        return do(from_file(file))
    for left in reversed(range(_TRIES)):
        try:
            return do(ask("cli.passphrase.ask"))
        except ProblemsFound as found:
            if left == 0 or found.problems[0].code not in ("passphrase-wrong", "recovery-code-mistyped"):
                raise
            say_problems(found.problems)
            _wait(int(str(found.problems[0].fields.get("seconds", 0))))
    raise AssertionError  # the last try returns or raises


def ask(key: str) -> str:
    """Ask for a passphrase without showing it; raises ProblemsFound where nobody can be asked."""
    if not sys.stdin.isatty():
        raise refuse("passphrase-needed", Place())
    return str(typer.prompt(TEXT(key), hide_input=True, err=True))


def new_passphrase(file: Path | None) -> str:
    """Return a passphrase to be set, from a file or asked for twice; raises ProblemsFound."""
    if file is not None:
        return from_file(file)
    first = ask("cli.passphrase.ask_new")
    if ask("cli.passphrase.ask_again") != first:
        raise refuse("passphrases-differ", Place())
    return first


def from_file(file: Path) -> str:
    """Read a passphrase from the first line of a file; raises ProblemsFound."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise refuse("passphrase-file-unreadable", Place(file=str(file)), path=str(file), reason=reason) from error
    if not lines or not lines[0]:
        raise refuse("passphrase-file-unreadable", Place(file=str(file)), path=str(file), reason="–")
    return lines[0]


def _wait(seconds: int) -> None:
    if seconds > 0:
        typer.echo(TEXT("cli.passphrase.waiting", seconds=seconds), err=True)
        time.sleep(seconds)
