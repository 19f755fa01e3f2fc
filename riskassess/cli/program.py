"""The commands, as typer reads them from their signatures; imported only when a command is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskassess import __version__
from riskassess.cli import committee_figures, committee_publishing, installing, reporting
from riskassess.cli.benchmark import benchmark as benchmarks
from riskassess.cli.committee import committee
from riskassess.cli.contributing import contribute
from riskassess.cli.doctor import doctor
from riskassess.cli.licences import licences
from riskassess.cli.messages import BAD_INPUT, interface_language, problems_shown, say_problems
from riskassess.cli.workspace import workspace
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessing import Assessed

TEXT = Texts(interface_language())

program = typer.Typer(
    help=TEXT("cli.program"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
packs = typer.Typer(help=TEXT("cli.pack.help"), no_args_is_help=True)
program.add_typer(packs, name="pack")
installing.add_to(packs)
program.add_typer(workspace, name="workspace")
program.add_typer(committee, name="committee")
program.add_typer(benchmarks, name="benchmark")
committee_publishing.add_to(committee)
committee_figures.add_to(committee)
program.command("doctor", help=TEXT("cli.doctor"))(doctor)
program.command("licences", help=TEXT("licences.help"))(licences)
reporting.add_to(program)
program.command("contribute", help=TEXT("cli.contribute.help"))(contribute)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"riskassess {__version__}")
        raise typer.Exit


@program.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help=TEXT("cli.version"), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    del version


@program.command(help=TEXT("cli.assess.help"))
def assess(
    file: Annotated[Path, typer.Argument(help=TEXT("cli.assess.file"))],
    pack: Annotated[Path | None, typer.Option(help=TEXT("cli.assess.pack"))] = None,
    json: Annotated[Path | None, typer.Option(help=TEXT("cli.assess.json"))] = None,
    report: Annotated[Path | None, typer.Option(help=TEXT("cli.assess.report"))] = None,
    xlsx: Annotated[Path | None, typer.Option(help=TEXT("cli.assess.xlsx"))] = None,
    docx: Annotated[Path | None, typer.Option(help=TEXT("cli.assess.docx"))] = None,
    lang: Annotated[str, typer.Option(help=TEXT("cli.assess.lang"))] = "zh",
    trace: Annotated[bool, typer.Option("--trace", help=TEXT("cli.assess.trace"))] = False,
    plan: Annotated[str | None, typer.Option(metavar="GRADE", help=TEXT("cli.assess.plan"))] = None,
    without: Annotated[list[str] | None, typer.Option(metavar="SECTION", help=TEXT("cli.assess.without"))] = None,
    benchmark: Annotated[Path | None, typer.Option(help=TEXT("benchmark.cli.assess.benchmark"))] = None,
    key: Annotated[Path | None, typer.Option(help=TEXT("benchmark.cli.assess.key"))] = None,
) -> None:
    """Score an answers file and write what is asked for."""
    from riskassess.app import assessing

    with problems_shown():
        assessed = assessing.assess_file(
            file,
            pack_path=pack,
            json_path=json,
            report_path=report,
            xlsx_path=xlsx,
            docx_path=docx,
            language=lang,
            trace=trace,
            plan_grade=plan,
            without=without or (),
            benchmark_path=benchmark,
            key=key,
        )
    if all(path is None for path in (json, report, xlsx, docx)):
        for line in _summary(assessed):
            typer.echo(line)
        for line in _standing(assessed):
            typer.echo(line)
    if json is None:  # where it is not in a file for other programs, it is said here
        for line in _plan(assessed):
            typer.echo(line)


def _summary(assessed: Assessed) -> Iterator[str]:
    """Say the main figures in a few lines, for an assessment that writes no file."""
    counts, readiness, grade = assessed.result.counts, assessed.result.readiness, assessed.result.grade
    yield TEXT("cli.summary.counts", answered=counts.answered, applicable=counts.applicable, open=counts.open)
    if readiness.point is None:
        return
    figures = {"point": readiness.point, "low": readiness.low, "high": readiness.high}
    known = "" if counts.open else "_known"
    yield TEXT(f"cli.summary.readiness{known}", **{name: f"{value:.1f}" for name, value in figures.items()})
    yield TEXT(f"cli.summary.grade{known}", grade=grade.point, low=grade.low, high=grade.high)
    yield TEXT("cli.summary.gaps", count=len(assessed.result.gaps))


def _standing(assessed: Assessed) -> Iterator[str]:
    """Say where the answers stand in a benchmark, a line a domain; nothing without one."""
    if assessed.benchmark is None:
        return
    from riskassess.app.benchmarks import GroupWords

    words = GroupWords(assessed.benchmark, TEXT)
    yield from words.intro()
    for domain, place in assessed.benchmark.domains.items():
        bands = {"own": words.band(place.own), "middle": words.middle(place), "median": words.band(place.group.p50)}
        title = assessed.domain_title(domain, TEXT.language)
        yield TEXT("benchmark.cli.assess.domain", domain=title, place=words.quarter(place), **bands)
    for part in (words.figures(), words.warnings(), words.limits()):
        yield from part


def _plan(assessed: Assessed) -> Iterator[str]:
    """Say what to lift and what it takes, a line a question; nothing when no plan was asked for."""
    plan = assessed.result.plan
    if plan is None:
        return
    if not plan.reachable or not plan.steps:
        yield TEXT("cli.plan.nothing" if plan.reachable else "cli.plan.unreachable", grade=plan.grade)
        return
    yield TEXT("cli.plan.reached", grade=plan.grade, count=plan.effort, readiness=f"{plan.readiness:.1f}")
    for step in plan.steps:
        title = assessed.question_title(step.id, TEXT.language)
        levels = {"before": step.from_level, "after": step.to_level}
        yield TEXT("cli.plan.step", id=step.id, title=title, count=step.effort, **levels)


@program.command(help=TEXT("cli.demo.help"))
def demo(out: Annotated[Path, typer.Argument(help=TEXT("cli.demo.out"))]) -> None:
    """Take the sample through a workspace to its report."""
    from riskassess.app import assessing

    with problems_shown():
        assessing.run_demo(out, TEXT("cli.demo.prepared_by"), TEXT("cli.demo.approved_by"))


@program.command(help=TEXT("cli.schema.help"))
def schema(name: Annotated[str, typer.Argument(help=TEXT("cli.schema.name"))]) -> None:
    """Print one JSON Schema."""
    from riskassess.app import packs as shelf

    with problems_shown():
        typer.echo(shelf.schema_text(name), nl=False)


@packs.command("check", help=TEXT("cli.pack.check"))
def check(path: Annotated[Path, typer.Argument(help=TEXT("cli.pack.path"))]) -> None:
    """Check a pack and list everything that is wrong with it."""
    from riskassess.app import packs as shelf

    found = shelf.check_pack(path)
    say_problems(found)
    errors = sum(problem.severity == "error" for problem in found)
    if errors:
        typer.echo(TEXT("cli.pack.refused", count=errors), err=True)
        raise typer.Exit(BAD_INPUT)
    typer.echo(TEXT("cli.pack.good", path=path))
    if found:
        typer.echo(TEXT("cli.pack.warned", count=len(found)))


@packs.command("to-xlsx", help=TEXT("cli.pack.to_xlsx"))
def to_xlsx(
    pack: Annotated[Path, typer.Argument(help=TEXT("cli.pack.path"))],
    out: Annotated[Path, typer.Argument(help=TEXT("cli.pack.workbook_out"))],
) -> None:
    """Write a pack as a workbook."""
    from riskassess.app import authoring

    with problems_shown():
        authoring.write_workbook(pack, out)
    typer.echo(TEXT("cli.pack.workbook_written", path=out))


@packs.command("from-xlsx", help=TEXT("cli.pack.from_xlsx"))
def from_xlsx(
    workbook: Annotated[Path, typer.Argument(help=TEXT("cli.pack.workbook"))],
    pack: Annotated[Path, typer.Argument(help=TEXT("cli.pack.out"))],
) -> None:
    """Write the pack that a workbook holds."""
    from riskassess.app import authoring

    with problems_shown():
        say_problems(authoring.read_workbook(workbook, pack))
    typer.echo(TEXT("cli.pack.written", path=pack))


@packs.command("import", help=TEXT("cli.pack.import"))
def import_(
    file: Annotated[Path, typer.Argument(help=TEXT("cli.pack.import_file"))],
    out: Annotated[Path, typer.Argument(help=TEXT("cli.pack.import_out"))],
    lang: Annotated[str | None, typer.Option(help=TEXT("cli.pack.import_lang"))] = None,
) -> None:
    """Take over another program's questionnaire as far as it goes, and say what it lacks."""
    from riskassess.app import authoring

    with problems_shown():
        taken, lacking = authoring.import_questionnaire(file, out, lang)
    say_problems(taken.left_out)
    typer.echo(TEXT("cli.pack.imported", path=out, domains=taken.domains, questions=taken.questions))
    typer.echo(TEXT("cli.pack.left_out", count=len(taken.left_out)))
    if not lacking:
        typer.echo(TEXT("cli.pack.good", path=out))
        return
    typer.echo(TEXT("cli.pack.lacking", count=len(lacking)))
    for what, several in Counter(TEXT.problem(problem)[0] for problem in lacking).items():
        typer.echo(TEXT("cli.pack.lacking_kind", what=what, count=several))
