"""The committee's commands around what is shown: publish a benchmark, and ask whether further tables may be added."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskassess.cli.committee import CallFile, Database, Desk, SignedBy, SigningKey, WordsFile, password_of
from riskassess.cli.messages import interface_language, problems_shown
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.publishing import Publication

TEXT = Texts(interface_language())


def add_to(committee: typer.Typer) -> None:
    """Add the commands to the committee's."""
    committee.command("publish", help=TEXT("cli.committee.publish.help"))(publish)
    committee.command("audit", help=TEXT("cli.committee.audit.help"))(audit)


def publish(
    call_file: CallFile,
    desk: Desk,
    key: SigningKey,
    out: Annotated[Path, typer.Option(help=TEXT("cli.committee.publish.out"))],
    shares_per_group: Annotated[
        bool, typer.Option("--shares-per-group", help=TEXT("cli.committee.publish.shares"))
    ] = False,
    noise: Annotated[
        float | None, typer.Option("--noise", metavar="EPSILON", help=TEXT("cli.committee.publish.noise"))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=TEXT("cli.committee.publish.yes"))] = False,
    signed_by: SignedBy = None,
    database: Database = None,
    passphrase_file: WordsFile = None,
) -> None:
    """Publish a benchmark."""
    from riskassess.app import publishing

    day = datetime.now().astimezone().date()
    with problems_shown():
        password = password_of(key, passphrase_file)
        done = publishing.publish_call(
            call_file,
            desk,
            key,
            password,
            out,
            day,
            signed_by,
            publishing.Showing(shares_per_group, noise),
            partial(_agreed, yes=yes),
            database,
        )
    low, high = done.benchmark["whole"]["size"]
    typer.echo(TEXT("cli.committee.publish.done", path=out, signature=f"{out}.minisig"))
    typer.echo(TEXT("cli.committee.publish.size", low=low, high=high, count=len(done.benchmark["parts"])))
    for warning in done.benchmark["warnings"]:
        typer.echo(TEXT(f"cli.committee.publish.{warning.replace('-', '_')}"), err=True)


def audit(
    tables: Annotated[list[Path], typer.Argument(help=TEXT("cli.committee.audit.tables"))],
    k: Annotated[int, typer.Option("--k", min=10, help=TEXT("cli.committee.call.k"))] = 20,
) -> None:
    """Say whether tables may be shown together."""
    from riskassess.app import publishing

    with problems_shown():
        _waiting_for(lambda: publishing.audit_tables(tables, k))
    typer.echo(TEXT("cli.committee.audit.safe", k=k))


def _agreed(publication: Publication, *, yes: bool) -> bool:
    """Say what is shown beyond the usual and what it costs; ask whether it is wanted all the same."""
    if publication.cost is not None:
        cost = publication.cost
        shares = {"grades": f"{cost.grades:.1f}", "marks": f"{cost.marks:.1f}"}
        said = "cost" if cost.parts else "cost_none"
        typer.echo(TEXT(f"cli.committee.publish.{said}", parts=cost.parts, **shares))
    elif noise := publication.benchmark.get("noise"):
        figures = {name: f"{noise[name]:.3g}" for name in ("epsilon", "spent")}
        typer.echo(TEXT("cli.committee.publish.budget", by=noise["by"], **figures))
        for one in noise["tables"]:
            said = {"epsilon": f"{one['epsilon']:.3g}", "scale": f"{one['scale']:.3g}"}
            table = TEXT(f"district.tables.{one['table']}")
            typer.echo(TEXT("cli.committee.publish.budget_table", table=table, **said))
    else:
        return True
    try:
        return yes or typer.confirm(TEXT("cli.committee.publish.ask"))
    except typer.Abort:  # nobody there to answer
        typer.echo()
        return False


def _waiting_for(work: Callable[[], None]) -> None:
    """Do work that Ctrl+C may stop at any moment: a solver hears no signal, so it works in a thread to be left."""
    raised: list[BaseException] = []

    def watched() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
            raised.append(error)

    worker = threading.Thread(target=watched, daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(0.1)
    except KeyboardInterrupt:
        typer.echo(TEXT("cli.committee.audit.stopped"), err=True)
        sys.stderr.flush()
        os._exit(130)  # the solver's own threads outlive ours, and taking down what they use ends in an abort
    if raised:
        raise raised[0]
