"""The committee's commands around figures: export, aggregate, and the district's planning report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from riskassess.cli.messages import BAD_INPUT, interface_language, problems_shown
from riskassess.texts import Texts

TEXT = Texts(interface_language())

SignedBy = Annotated[Path | None, typer.Option("--signed-by", help=TEXT("cli.contribute.key"))]
Database = Annotated[str | None, typer.Option("--database", help=TEXT("cli.committee.database"))]


def add_to(committee: typer.Typer) -> None:
    """Add the commands to the committee's."""
    committee.command("export", help=TEXT("cli.committee.export.help"))(export)
    committee.command("aggregate", help=TEXT("cli.committee.aggregate.help"))(aggregate)
    committee.command("plan-report", help=TEXT("cli.committee.plan_report.help"))(plan_report)


def export(
    call_file: Annotated[Path, typer.Option("--call", help=TEXT("cli.contribute.call"))],
    desk: Annotated[Path, typer.Option("--desk", help=TEXT("cli.committee.desk"))],
    parquet: Annotated[Path, typer.Option("--parquet", help=TEXT("cli.committee.export.folder"))],
    signed_by: SignedBy = None,
    database: Database = None,
) -> None:
    """Write the submissions of a call as Parquet."""
    from riskassess.app import exporting

    with problems_shown():
        count = exporting.export_call(call_file, desk, parquet, TEXT.language, signed_by, database)
    typer.echo(TEXT("cli.committee.export.done", count=count, path=parquet))


def aggregate(
    out: Annotated[Path, typer.Option("--out", help=TEXT("cli.committee.aggregate.out"))],
    parquet: Annotated[Path | None, typer.Option("--parquet", help=TEXT("cli.committee.aggregate.parquet"))] = None,
    call_file: Annotated[Path | None, typer.Option("--call", help=TEXT("cli.contribute.call"))] = None,
    desk: Annotated[Path | None, typer.Option("--desk", help=TEXT("cli.committee.desk"))] = None,
    signed_by: SignedBy = None,
    database: Database = None,
) -> None:
    """Answer every question of an export or of the store."""
    from riskassess.app import exporting

    with problems_shown():
        if parquet is not None:
            written = exporting.aggregate_export(parquet, out)
        elif call_file is not None and desk is not None:
            written = exporting.aggregate_store(call_file, desk, out, signed_by, database)
        else:
            typer.echo(TEXT("cli.committee.aggregate.needs"), err=True)
            raise typer.Exit(BAD_INPUT)
    typer.echo(TEXT("cli.committee.aggregate.done", count=len(written), path=out))


def plan_report(
    benchmark: Annotated[Path, typer.Argument(help=TEXT("cli.committee.plan_report.benchmark"))],
    out: Annotated[Path, typer.Option("--out", help=TEXT("cli.committee.plan_report.out"))],
    lang: Annotated[str, typer.Option(help=TEXT("cli.assess.lang"))] = "zh",
    signed_by: SignedBy = None,
) -> None:
    """Write a district's planning report."""
    from riskassess.app import district

    with problems_shown():
        district.write_district_report(benchmark, out, lang, signed_by)
    typer.echo(TEXT("cli.committee.plan_report.done", path=out))
