"""The commands of the workspace: back up, list, restore, check, and its passphrase."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskassess.cli.messages import BAD_INPUT, interface_language, problems_shown, say_problems
from riskassess.cli.passphrases import new_passphrase, unlocked
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk
    from riskassess.app.care import Backup, Restored

TEXT = Texts(interface_language())

workspace = typer.Typer(help=TEXT("cli.workspace.help"), no_args_is_help=True)
passphrase = typer.Typer(help=TEXT("cli.passphrase.help"), no_args_is_help=True)
workspace.add_typer(passphrase, name="passphrase")

Where = Annotated[Path | None, typer.Option("--workspace", help=TEXT("cli.workspace.where"))]
PassphraseFile = Annotated[Path | None, typer.Option("--passphrase-file", help=TEXT("cli.passphrase.file"))]
NewPassphraseFile = Annotated[Path | None, typer.Option("--new-passphrase-file", help=TEXT("cli.passphrase.new_file"))]


def open_desk(where: Path | None, passphrase_file: Path | None) -> Desk:
    """Open a workspace for a command, with its passphrase where it has one; raises ProblemsFound."""
    from riskassess.app.assessments import Desk

    desk = unlocked(lambda words: Desk.open(where, words=words), passphrase_file)
    desk.finish_removals()
    return desk


@contextmanager
def _desk(where: Path | None, passphrase_file: Path | None) -> Generator[tuple[Desk, str]]:
    """Give the open workspace and the words that opened it, empty for a plain one; problems become lines."""
    from riskassess.app.assessments import Desk

    with problems_shown():
        desk, words = unlocked(lambda words: (Desk.open(where, words=words), words or ""), passphrase_file)
        try:
            if desk.notice is not None:  # nothing here can be done by somebody who only reads
                raise ProblemsFound((desk.notice,))
            yield desk, words
        finally:
            desk.close()


@workspace.command("backup", help=TEXT("cli.workspace.backup"))
def back_up(
    to: Annotated[Path | None, typer.Option("--to", help=TEXT("cli.workspace.to"))] = None,
    where: Where = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Back up now."""
    with _desk(where, passphrase_file) as (desk, _):
        made = desk.care.back_up() if to is None else desk.care.save_copy(to.absolute())
    typer.echo(TEXT("cli.workspace.backed_up", path=made.path))


@workspace.command("backups", help=TEXT("cli.workspace.backups"))
def backups(where: Where = None) -> None:
    """List the backups, the newest first."""
    from riskassess.app.rescue import known_backups

    with problems_shown():
        found = known_backups(where)
    for backup in found:
        typer.echo(_line(backup))
    if not found:
        typer.echo(TEXT("cli.workspace.none"))


def _line(backup: Backup) -> str:
    return TEXT(
        "cli.workspace.line",
        name=backup.path.name,
        made_at=f"{backup.made_at:%Y-%m-%d %H:%M}",
        why=TEXT(f"cli.workspace.why.{backup.why}"),
        size=f"{backup.size / 1e6:.1f}",
        assessments=backup.held.rows.get("assessment", 0),
        lock=TEXT("cli.workspace.encrypted" if backup.encrypted else "cli.workspace.plain"),
    )


@workspace.command("restore", help=TEXT("cli.workspace.restore"))
def restore(
    name: Annotated[str, typer.Argument(help=TEXT("cli.workspace.name"))],
    where: Where = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Restore a backup, also over a workspace that is damaged or gone."""
    from riskassess.app.rescue import HELPED_BY, backup_named, rescue

    with problems_shown():
        backup = backup_named(where, name)
        try:
            desk = open_desk(where, passphrase_file)
        except ProblemsFound as found:
            if found.problems[0].code not in HELPED_BY:
                raise
            done = unlocked(lambda words: rescue(where, backup, words), passphrase_file)
        else:
            try:
                done = unlocked(lambda words: desk.care.restore(backup, words), passphrase_file)
            finally:
                desk.close()
    typer.echo(_outcome(done))


def _outcome(done: Restored) -> str:
    lines = [TEXT("cli.workspace.restored", name=done.backup.name)]
    if done.kept_as is not None:
        lines.append(TEXT("cli.workspace.set_aside" if done.was_damaged else "cli.workspace.kept", path=done.kept_as))
    return "\n".join(lines)


@workspace.command("move", help=TEXT("cli.workspace.move"))
def move(
    folder: Annotated[Path, typer.Argument(help=TEXT("cli.workspace.folder"))],
    where: Where = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Move the workspace to another folder; the old file stays."""
    with _desk(where, passphrase_file) as (desk, _):
        old = desk.path
        moved = desk.relocating.move(folder)
        moved.close()
    typer.echo(TEXT("cli.workspace.moved", path=moved.path, old=old))


@workspace.command("check", help=TEXT("cli.workspace.check"))
def check(where: Where = None, passphrase_file: PassphraseFile = None) -> None:
    """Examine the workspace and its backups."""
    from riskassess.app.checking import check_workspace

    with problems_shown():
        path, found = unlocked(lambda words: check_workspace(where, words), passphrase_file)
    say_problems(found)
    if any(problem.severity == "error" for problem in found):
        raise typer.Exit(BAD_INPUT)
    typer.echo(TEXT("cli.workspace.sound", path=path))


@passphrase.command("set", help=TEXT("cli.passphrase.set"))
def set_passphrase(where: Where = None, new_file: NewPassphraseFile = None) -> None:
    """Encrypt the workspace and say the recovery code, once."""
    with _desk(where, None) as (desk, _):
        code, left = desk.care.set_passphrase(new_passphrase(new_file))
        typer.echo(TEXT("cli.passphrase.is_set"))
        _say_code(code)
        _say_left("cli.passphrase.left_plain", left)


@passphrase.command("change", help=TEXT("cli.passphrase.change"))
def change_passphrase(
    where: Where = None, passphrase_file: PassphraseFile = None, new_file: NewPassphraseFile = None
) -> None:
    """Change the passphrase."""
    with _desk(where, passphrase_file) as (desk, words):
        _need_passphrase(desk)
        desk.care.change_passphrase(words, new_passphrase(new_file))
    typer.echo(TEXT("cli.passphrase.is_changed"))


@passphrase.command("remove", help=TEXT("cli.passphrase.remove"))
def remove_passphrase(where: Where = None, passphrase_file: PassphraseFile = None) -> None:
    """Make the workspace and its backups plain again."""
    with _desk(where, passphrase_file) as (desk, words):
        left = desk.care.remove_passphrase(words)
    typer.echo(TEXT("cli.passphrase.is_removed"))
    _say_left("cli.passphrase.left_encrypted", left)


@passphrase.command("recovery-code", help=TEXT("cli.passphrase.recovery_code"))
def recovery_code(where: Where = None, passphrase_file: PassphraseFile = None) -> None:
    """Make a new recovery code and say it, once."""
    with _desk(where, passphrase_file) as (desk, words):
        _say_code(desk.care.renew_recovery_code(words))


def _need_passphrase(desk: Desk) -> None:
    """Refuse a plain workspace before a new passphrase is asked for."""
    if not desk.care.standing().encrypted:
        raise refuse("passphrase-not-set", Place(file=str(desk.path)), path=str(desk.path))


def _say_code(code: str) -> None:
    typer.echo(TEXT("cli.passphrase.code", code=code))


def _say_left(key: str, left: Sequence[Path]) -> None:
    for path in left:
        typer.echo(TEXT(key, path=path), err=True)
