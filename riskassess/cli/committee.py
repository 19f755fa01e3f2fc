"""``riskassess committee``: every step from keys to closing. Whatever is counted is counted over all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from riskassess.cli.messages import BAD_INPUT, interface_language, problems_shown
from riskassess.cli.passphrases import ask, from_file, new_passphrase
from riskassess.texts import Texts

TEXT = Texts(interface_language())

committee = typer.Typer(help=TEXT("cli.committee.help"), no_args_is_help=True)

CallFile = Annotated[Path, typer.Option("--call", help=TEXT("cli.contribute.call"))]
SignedBy = Annotated[Path | None, typer.Option("--signed-by", help=TEXT("cli.contribute.key"))]
PackName = Annotated[str | None, typer.Option("--pack", help=TEXT("cli.committee.pack"))]
WordsFile = Annotated[Path | None, typer.Option("--passphrase-file", help=TEXT("cli.passphrase.file"))]
Desk = Annotated[Path, typer.Option("--desk", help=TEXT("cli.committee.desk"))]
Database = Annotated[str | None, typer.Option("--database", metavar="URL", help=TEXT("cli.committee.database"))]
SigningKey = Annotated[Path, typer.Option("--key", help=TEXT("cli.committee.key"))]


@committee.command("keygen", help=TEXT("cli.committee.keygen.help"))
def keygen(
    folder: Annotated[Path, typer.Argument(help=TEXT("cli.committee.keygen.folder"))],
    sheet: Annotated[Path | None, typer.Option(help=TEXT("cli.committee.keygen.sheet"))] = None,
    passphrase_file: WordsFile = None,
) -> None:
    """Make the keys of a call."""
    from riskassess.app import collecting

    with problems_shown():
        made = collecting.make_call_keys(folder, new_passphrase(passphrase_file), sheet, TEXT.language)
    typer.echo(TEXT("cli.committee.keygen.done", identity=made.identity, recipient=made.recipient))
    if made.signing is not None:
        typer.echo(TEXT("cli.committee.keygen.signing", secret=made.signing, public=made.signing.with_suffix(".pub")))
    if sheet is not None:
        typer.echo(TEXT("cli.committee.keygen.printed", path=sheet))


@committee.command("expected", help=TEXT("cli.committee.expected.help"))
def expected(
    out: Annotated[Path, typer.Argument(help=TEXT("cli.committee.expected.out"))],
    pack: PackName = None,
) -> None:
    """Write the table of the expected response."""
    from riskassess.app import collecting

    with problems_shown():
        collecting.write_expected(out, pack)
    typer.echo(TEXT("cli.committee.expected.done", path=out))


@committee.command("call", help=TEXT("cli.committee.call.help"))
def call(
    table: Annotated[Path, typer.Argument(help=TEXT("cli.committee.call.table"))],
    name: Annotated[str, typer.Option("--id", help=TEXT("cli.committee.call.id"))],
    title: Annotated[str, typer.Option(help=TEXT("cli.committee.call.title"))],
    contact: Annotated[str, typer.Option(help=TEXT("cli.committee.call.contact"))],
    opens: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help=TEXT("cli.committee.call.opens"))],
    closes: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help=TEXT("cli.committee.call.closes"))],
    recipient: Annotated[list[str], typer.Option(help=TEXT("cli.committee.call.recipient"))],
    key: SigningKey,
    out: Annotated[Path, typer.Option(help=TEXT("cli.committee.call.out"))],
    k: Annotated[int, typer.Option("--k", help=TEXT("cli.committee.call.k"))] = 20,
    tickets: Annotated[bool, typer.Option("--tickets", help=TEXT("cli.committee.call.tickets"))] = False,
    collector: Annotated[str | None, typer.Option(help=TEXT("cli.committee.call.collector"))] = None,
    pack: PackName = None,
    passphrase_file: WordsFile = None,
) -> None:
    """Plan and sign a call."""
    from riskassess.app import collecting
    from riskassess.app.collecting import Wishes

    with problems_shown():
        wishes = Wishes(name, title, contact, opens.date(), closes.date(), tuple(recipient), k, tickets, collector)
        made = collecting.make_call(wishes, table, key, password_of(key, passphrase_file), out, pack)
    for group in made.groups:
        group_title = group.title.get(TEXT.language, group.id)
        typer.echo(TEXT("cli.committee.call.group", id=group.id, expected=group.expected, title=group_title))
    typer.echo(TEXT("cli.committee.call.done", path=out, signature=f"{out}.minisig"))
    if not tickets:
        typer.echo(TEXT("cli.committee.call.open"))


@committee.command("tickets", help=TEXT("cli.committee.tickets.help"))
def tickets(
    count: Annotated[int, typer.Argument(help=TEXT("cli.committee.tickets.count"))],
    call_file: CallFile,
    out: Annotated[Path, typer.Option(help=TEXT("cli.committee.tickets.out"))],
    signed_by: SignedBy = None,
) -> None:
    """Draw tickets."""
    from riskassess.app import collecting

    with problems_shown():
        cards, hashes = collecting.make_tickets(count, call_file, signed_by, out, TEXT.language)
    typer.echo(TEXT("cli.committee.tickets.done", cards=cards, hashes=hashes))


@committee.command("mix", help=TEXT("cli.committee.mix.help"))
def mix(
    source: Annotated[Path, typer.Argument(help=TEXT("cli.committee.mix.source"))],
    target: Annotated[Path, typer.Argument(help=TEXT("cli.committee.mix.target"))],
    identity: Annotated[Path | None, typer.Option(help=TEXT("cli.committee.mix.identity"))] = None,
    passphrase_file: WordsFile = None,
) -> None:
    """Mix a folder of sealed files."""
    from riskassess.app import collecting

    with problems_shown():
        words = _words(identity, passphrase_file) if identity is not None else ""
        mixed = collecting.mix_folder(source, target, identity, words)
    typer.echo(TEXT("cli.committee.mix.done", count=mixed.files, path=target))
    for left in mixed.left_out:
        typer.echo(TEXT("cli.committee.mix.left_out", name=left), err=True)


@committee.command("intake", help=TEXT("cli.committee.intake.help"))
def intake(
    folder: Annotated[Path, typer.Argument(help=TEXT("cli.committee.intake.folder"))],
    call_file: CallFile,
    desk: Desk,
    identity: Annotated[Path, typer.Option(help=TEXT("cli.committee.intake.identity"))],
    signed_by: SignedBy = None,
    tickets_file: Annotated[Path | None, typer.Option("--tickets", help=TEXT("cli.committee.intake.tickets"))] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help=TEXT("cli.committee.intake.jobs"))] = 1,
    database: Database = None,
    passphrase_file: WordsFile = None,
) -> None:
    """Take in a folder of sealed files."""
    from riskassess.app import collecting

    with problems_shown():
        words = _words(identity, passphrase_file)
        done = collecting.take_in_folder(
            folder,
            call_file,
            desk,
            identity,
            words,
            key=signed_by,
            tickets=tickets_file,
            jobs=jobs,
            database=database,
        )
    for word in ("new", "newer", "same", "older", "conflict"):
        if done.rows.get(word):
            typer.echo(TEXT(f"cli.committee.intake.{word}", count=done.rows[word]))
    for reason in sorted(done.rejected):
        said = TEXT(f"cli.committee.reason.{reason}")
        typer.echo(TEXT("cli.committee.intake.rejected", count=done.rejected[reason], reason=said), err=True)
    typer.echo(TEXT("cli.committee.intake.stands", count=done.standing, withdrawn=done.withdrawn))
    if done.conflicts:
        typer.echo(TEXT("cli.committee.intake.conflicts", count=done.conflicts), err=True)


@committee.command("close", help=TEXT("cli.committee.close.help"))
def close(
    call_file: CallFile,
    desk: Desk,
    also: Annotated[list[Path] | None, typer.Option(help=TEXT("cli.committee.close.also"))] = None,
    unpublished: Annotated[bool, typer.Option("--unpublished", help=TEXT("cli.committee.close.unpublished"))] = False,
    signed_by: SignedBy = None,
    database: Database = None,
    yes: Annotated[bool, typer.Option("--yes", help=TEXT("cli.committee.close.yes"))] = False,
) -> None:
    """Close a call."""
    from riskassess.app import exporting, publishing

    if not yes and not _agreed(desk):
        typer.echo(TEXT("cli.committee.close.left"), err=True)
        raise typer.Exit(BAD_INPUT)
    with problems_shown():
        gone = [path for path in exporting.exports_of(desk) if not path.exists()]
        removed = publishing.close_call(
            call_file, desk, tuple(also or ()), signed_by, unpublished=unpublished, database=database
        )
    typer.echo(TEXT("cli.committee.close.done", count=removed))
    for path in gone:
        typer.echo(TEXT("cli.committee.export.gone", path=path), err=True)
    if database is not None:
        typer.echo(TEXT("cli.committee.close.database"), err=True)


def _agreed(desk: Path) -> bool:
    try:
        return typer.confirm(TEXT("cli.committee.close.ask", desk=desk))
    except typer.Abort:  # nobody there to answer
        typer.echo()
        return False


def password_of(key: Path, file: Path | None) -> str:
    """Return the password of a signing key: none, from a file, or asked for."""
    from riskassess.app.installing import needs_password

    if not needs_password(key):
        return ""
    return from_file(file) if file is not None else ask("cli.pack.sign.password")


def _words(identity: Path, file: Path | None) -> str:
    from riskassess.app import collecting

    if not collecting.identity_needs_passphrase(identity):
        return ""
    return from_file(file) if file is not None else ask("cli.committee.ask")
