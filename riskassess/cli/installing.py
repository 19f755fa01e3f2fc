"""The commands that install, list, remove and sign questionnaires, and make and trust keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskassess.cli.messages import BAD_INPUT, interface_language, problems_shown, say_problems
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.installing import Arriving, Known

TEXT = Texts(interface_language())


def add_to(packs: typer.Typer) -> None:
    """Add the commands to the family of packs."""
    for name, command in (
        ("install", install),
        ("list", list_known),
        ("remove", remove),
        ("sign", sign),
        ("keygen", keygen),
        ("trust", trust),
    ):
        packs.command(name, help=TEXT(f"cli.pack.{name}.help"))(command)


def install(
    path: Annotated[Path, typer.Argument(help=TEXT("cli.pack.path"))],
    key: Annotated[Path | None, typer.Option(help=TEXT("cli.pack.install.key"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=TEXT("cli.pack.install.yes"))] = False,
) -> None:
    """Install a questionnaire; one without a signature after a question."""
    from riskassess.app.installing import Packs

    with problems_shown():
        packs = Packs()
        arriving = packs.look_at(path, key)
        if packs.is_there(arriving) and arriving.signed is None:
            typer.echo(TEXT("cli.pack.install.there", pack=arriving.id, version=arriving.version))
            return
        if arriving.signed is None and not yes and not _agreed(arriving):
            typer.echo(TEXT("cli.pack.install.left"), err=True)
            raise typer.Exit(BAD_INPUT)
        typer.echo(_installed(packs.install(arriving)))


def _agreed(arriving: Arriving) -> bool:
    title = arriving.called(TEXT.language)
    question = TEXT("cli.pack.install.unsigned", title=title, pack=arriving.id, version=arriving.version)
    try:
        return typer.confirm(question)
    except typer.Abort:  # nobody there to answer
        typer.echo()
        return False


def _installed(known: Known) -> str:
    fields = {"pack": known.id, "version": known.version}
    if known.signed is None:
        return TEXT("cli.pack.install.done", **fields)
    return TEXT("cli.pack.install.done_signed", name=known.signed.name, key=known.signed.key, **fields)


def list_known() -> None:
    """List the questionnaires at hand, a line each."""
    from riskassess.app.installing import Packs

    with problems_shown():
        packs, problems = Packs().known()
    for one in packs:
        typer.echo(f"{one.id}  {one.version}  {_state(one)}  {one.called(TEXT.language)}")
    say_problems(problems)


def _state(one: Known) -> str:
    if one.shipped:
        return TEXT("cli.pack.list.shipped")
    if one.signed is None:
        return TEXT("cli.pack.list.unsigned", day=one.installed_on)
    return TEXT("cli.pack.list.signed", day=one.installed_on, name=one.signed.name, key=one.signed.key)


def remove(
    pack: Annotated[str, typer.Argument(help=TEXT("cli.pack.remove.pack"))],
    version: Annotated[str, typer.Argument(help=TEXT("cli.pack.remove.version"))],
) -> None:
    """Remove an installed questionnaire; assessments keep their copies."""
    from riskassess.app.installing import Packs

    with problems_shown():
        known = Packs().remove(pack, version)
    typer.echo(TEXT("cli.pack.remove.done", pack=known.id, version=known.version))


def sign(
    path: Annotated[Path, typer.Argument(help=TEXT("cli.pack.path"))],
    key: Annotated[Path, typer.Option(help=TEXT("cli.pack.sign.key"))],
) -> None:
    """Sign a questionnaire with a secret key."""
    from riskassess.app.installing import needs_password, sign_pack

    with problems_shown():
        password = typer.prompt(TEXT("cli.pack.sign.password"), hide_input=True) if needs_password(key) else ""
        zipped, signature, number = sign_pack(path, key, password)
    typer.echo(TEXT("cli.pack.sign.done", path=zipped, signature=signature, key=number))


def keygen(
    stem: Annotated[Path, typer.Argument(help=TEXT("cli.pack.keygen.stem"))],
    no_password: Annotated[bool, typer.Option("--no-password", help=TEXT("cli.pack.keygen.no_password"))] = False,
) -> None:
    """Make a pair of keys."""
    from riskassess.app.installing import make_keys

    with problems_shown():
        password = "" if no_password else _new_password()
        secret, public, key = make_keys(stem, password)
    typer.echo(TEXT("cli.pack.keygen.done", secret=secret, public=public, key=key.shown))


def _new_password() -> str:
    again = TEXT("cli.pack.keygen.again")
    return typer.prompt(TEXT("cli.pack.keygen.password"), hide_input=True, confirmation_prompt=again)


def trust(path: Annotated[Path, typer.Argument(help=TEXT("cli.pack.trust.path"))]) -> None:
    """Trust a public key from now on."""
    from riskassess.app.installing import Packs

    with problems_shown():
        key = Packs().trust(path)
    typer.echo(TEXT("cli.pack.trust.done", name=key.name, key=key.shown))
