"""The use cases without a window; without a command it opens the window.

Commands are thin: they read arguments, call one use case and print. Exit codes: 0 done, 2 bad input, with every problem
on stderr and nothing written.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from riskassess.problems import ProblemsFound
from riskassess.texts import Texts, languages

BAD_INPUT = 2


def interface_language() -> str:
    """Return the language of messages: RISKASSESS_LANG, else the system's where there is a catalogue, else English."""
    wanted = os.environ.get("RISKASSESS_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    wanted = wanted or locale.getlocale()[0] or ""
    short = wanted.replace("-", "_").split("_")[0].lower()
    short = "zh" if short in ("chinese", "zh") else short
    return short if short in languages() else "en"


@contextmanager
def problems_shown() -> Iterator[None]:
    """Turn the problems of a use case into lines on stderr and exit code 2."""
    try:
        yield
    except ProblemsFound as found:
        texts = Texts(interface_language())
        for problem in found.problems:
            print(texts.problem_line(problem), file=sys.stderr)
        raise SystemExit(BAD_INPUT) from None


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether the command line asks for the window: no command, or only the window's own options."""
    return not arguments or arguments[0].split("=")[0] in ("--workspace", "--look", "--lang")


def main() -> None:
    """Open the window, or run a command; typer is imported for commands alone, it would cost the window its start."""
    if opens_window(sys.argv[1:]):
        from riskassess.desktop.start import run

        raise SystemExit(run(sys.argv))
    command_line()()


def command_line() -> "typer.Typer":  # noqa: F821, UP037
    """Build the typer application in the interface language."""
    import typer

    from riskassess import __version__

    text = Texts(interface_language())
    program = typer.Typer(help=text("cli.program"), no_args_is_help=True, add_completion=False)
    packs = typer.Typer(help=text("cli.pack.help"), no_args_is_help=True)
    program.add_typer(packs, name="pack")

    def show_version(wanted: bool) -> None:
        if wanted:
            typer.echo(f"riskassess {__version__}")
            raise typer.Exit

    @program.callback()
    def options(
        version: Annotated[
            bool, typer.Option("--version", help=text("cli.version"), callback=show_version, is_eager=True)
        ] = False,
    ) -> None:
        del version

    @program.command(help=text("cli.assess.help"))
    def assess(
        file: Annotated[Path, typer.Argument(help=text("cli.assess.file"))],
        pack: Annotated[Path | None, typer.Option(help=text("cli.assess.pack"))] = None,
        json: Annotated[Path | None, typer.Option(help=text("cli.assess.json"))] = None,
        report: Annotated[Path | None, typer.Option(help=text("cli.assess.report"))] = None,
        lang: Annotated[str, typer.Option(help=text("cli.assess.lang"))] = "zh",
        trace: Annotated[bool, typer.Option("--trace", help=text("cli.assess.trace"))] = False,
    ) -> None:
        from riskassess.app.assessing import assess_file

        with problems_shown():
            assessed = assess_file(file, pack_path=pack, json_path=json, report_path=report, language=lang, trace=trace)
        if json is None and report is None:
            for line in summary(assessed.result, text):
                typer.echo(line)

    @program.command(help=text("cli.demo.help"))
    def demo(out: Annotated[Path, typer.Argument(help=text("cli.demo.out"))]) -> None:
        from riskassess.app.assessing import run_demo

        with problems_shown():
            run_demo(out)

    @program.command(help=text("cli.schema.help"))
    def schema(name: Annotated[str, typer.Argument(help=text("cli.schema.name"))]) -> None:
        from riskassess.app.packs import schema_text

        with problems_shown():
            typer.echo(schema_text(name), nl=False)

    @packs.command("check", help=text("cli.pack.check"))
    def check(path: Annotated[Path, typer.Argument(help=text("cli.pack.path"))]) -> None:
        from riskassess.app.packs import check_pack

        found = check_pack(path)
        for problem in found:
            typer.echo(text.problem_line(problem), err=True)
        errors = sum(problem.severity == "error" for problem in found)
        if errors:
            typer.echo(text("cli.pack.refused", count=errors), err=True)
            raise typer.Exit(BAD_INPUT)
        typer.echo(text("cli.pack.good", path=path))

    return program


def summary(result: "Result", text: Texts) -> Iterator[str]:  # noqa: F821, UP037
    """Say the main figures in a few lines, for an assessment that writes no file."""
    counts, readiness, grade = result.counts, result.readiness, result.grade
    yield text("cli.summary.counts", answered=counts.answered, applicable=counts.applicable, open=counts.open)
    if readiness.point is None:
        return
    yield text(
        "cli.summary.readiness",
        point=f"{readiness.point:.1f}",
        low=f"{readiness.low:.1f}",
        high=f"{readiness.high:.1f}",
    )
    key = "cli.summary.grade" if result.complete else "cli.summary.grade_span"
    yield text(key, grade=grade.point, low=grade.low, high=grade.high)
    yield text("cli.summary.gaps", count=len(result.gaps))


if __name__ == "__main__":
    main()
