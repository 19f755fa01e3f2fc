"""``riskassess doctor``: what an examination found, a line each; exit code 0 well, 1 something to note, 2 a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from riskassess.cli.messages import interface_language, problems_shown
from riskassess.cli.passphrases import ask, from_file
from riskassess.texts import Texts

TEXT = Texts(interface_language())
_CODES = {"good": 0, "attention": 1, "fault": 2}


def doctor(
    where: Annotated[Path | None, typer.Option("--workspace", help=TEXT("cli.workspace.where"))] = None,
    unlock: Annotated[bool, typer.Option("--unlock", help=TEXT("doctor.unlock"))] = False,
    passphrase_file: Annotated[Path | None, typer.Option(help=TEXT("cli.passphrase.file"))] = None,
) -> None:
    """Examine this installation and the workspace, changing nothing."""
    from riskassess.app.doctor import examine, is_encrypted

    words = None
    if (unlock or passphrase_file) and is_encrypted(where):
        with problems_shown():
            words = from_file(passphrase_file) if passphrase_file else ask("cli.passphrase.ask")
    findings = examine(where, words)
    for finding in findings:
        typer.echo(f"{TEXT(f'doctor.{finding.state}')}  {TEXT(f'doctor.found.{finding.key}', **finding.fields)}")
    states = [finding.state for finding in findings]
    worst = max(states, key=_CODES.__getitem__)
    counts = {state: states.count(state) for state in ("attention", "fault")}
    typer.echo(TEXT("doctor.summary_good") if worst == "good" else TEXT("doctor.summary", **counts))
    raise typer.Exit(_CODES[worst])
