"""``riskassess licences``: the program's own licences, then every package's, a line each."""

from __future__ import annotations

import typer

from riskassess.cli.messages import interface_language
from riskassess.texts import Texts

TEXT = Texts(interface_language())


def licences() -> None:
    """List under which licences the program and all that it needs may be used."""
    from riskassess.app.licences import licences as all_licences

    typer.echo(TEXT("window.settings.licences"))
    for one in all_licences():
        typer.echo(f"{one.name} {one.version}: {one.licence or TEXT('licences.not_said')}")
