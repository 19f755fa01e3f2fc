"""What commands say: the language they say it in, and problems as lines on stderr."""

from __future__ import annotations

import locale
import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import cache

import typer

from riskassess.problems import Problem, ProblemsFound
from riskassess.texts import Texts, is_known

BAD_INPUT = 2


@cache
def interface_language() -> str:
    """Return the language of messages: RISKASSESS_LANG, else the system's where there is a catalogue, else English."""
    wanted = os.environ.get("RISKASSESS_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    wanted = (wanted or locale.getlocale()[0] or "").lower()
    short = "zh" if wanted.startswith("chinese") else wanted.replace("-", "_").split("_")[0]
    return short if is_known(short) else "en"


def say_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as one line: place, code, what is wrong, what to do."""
    texts = Texts(interface_language())
    for problem in problems:
        typer.echo(texts.problem_line(problem), err=True)


@contextmanager
def problems_shown() -> Generator[None]:
    """Turn the problems of a use case into lines on stderr and exit code 2."""
    try:
        yield
    except ProblemsFound as found:
        say_problems(found.problems)
        raise typer.Exit(BAD_INPUT) from None
