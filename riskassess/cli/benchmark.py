"""``riskassess benchmark``: install what a committee published, list it, remove it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskassess.cli.messages import interface_language, problems_shown, say_problems
from riskassess.cli.workspace import PassphraseFile, Where, open_desk
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.benchmarks import Benchmarks, Installed

TEXT = Texts(interface_language())

benchmark = typer.Typer(help=TEXT("benchmark.cli.help"), no_args_is_help=True)


@contextmanager
def _benchmarks(where: Path | None, passphrase_file: Path | None, *, writes: bool) -> Generator[Benchmarks]:
    """Give the benchmarks of the open workspace; problems become lines."""
    with problems_shown():
        desk = open_desk(where, passphrase_file)
        try:
            if writes and desk.notice is not None:
                raise ProblemsFound((desk.notice,))
            yield desk.benchmarks
        finally:
            desk.close()


@benchmark.command("install", help=TEXT("benchmark.cli.install.help"))
def install(
    path: Annotated[Path, typer.Argument(help=TEXT("benchmark.cli.path"))],
    key: Annotated[Path | None, typer.Option(help=TEXT("benchmark.cli.key"))] = None,
    where: Where = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Install a benchmark whose signature holds."""
    with _benchmarks(where, passphrase_file, writes=True) as benchmarks:
        arriving = benchmarks.look_at(path, key)
        found = arriving.benchmark
        if benchmarks.is_there(arriving):
            typer.echo(TEXT("benchmark.cli.install.there", call=found.call))
            return
        benchmarks.install(arriving)
    days = {"published": found.published, "expires": found.expires}
    signer = {"name": arriving.signer.name, "key": arriving.signer.shown}
    typer.echo(TEXT("benchmark.cli.install.done", call=found.call, **days, **signer))


@benchmark.command("list", help=TEXT("benchmark.cli.list.help"))
def list_installed(where: Where = None, passphrase_file: PassphraseFile = None) -> None:
    """List the installed benchmarks, a line each; one that cannot be read any more is a problem."""
    with _benchmarks(where, passphrase_file, writes=False) as benchmarks:
        installed = benchmarks.installed()
    for one in installed:
        if one.benchmark is not None:
            typer.echo(_line(one))
    if not installed:
        typer.echo(TEXT("benchmark.cli.list.none"))
    say_problems(one.problem for one in installed if one.problem is not None)


def _line(one: Installed) -> str:
    found = one.benchmark
    assert found is not None, "only one that was read has a line"
    return TEXT(
        "benchmark.cli.list.expired" if one.expired else "benchmark.cli.list.line",
        call=one.call,
        questionnaire=found.questionnaire,
        version=found.version,
        published=found.published,
        expires=one.expires,
        name=one.signer,
        key=one.key,
    )


@benchmark.command("remove", help=TEXT("benchmark.cli.remove.help"))
def remove(
    call: Annotated[str, typer.Argument(help=TEXT("benchmark.cli.remove.call"))],
    where: Where = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Remove the benchmark of a call."""
    with _benchmarks(where, passphrase_file, writes=True) as benchmarks:
        benchmarks.remove(call)
    typer.echo(TEXT("benchmark.cli.remove.done", call=call))
