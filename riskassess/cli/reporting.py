"""The commands around a report: check one that was handed over, sign one's own, print the questionnaire."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskassess.cli.messages import interface_language, problems_shown
from riskassess.cli.passphrases import ask, from_file
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.verifying import Verification

TEXT = Texts(interface_language())
UNTRUE = 1
"""Exit code of `verify` where something in the report is not true; 2 is for what cannot be read."""


def add_to(program: typer.Typer) -> None:
    """Add the commands to the program."""
    program.command("blank", help=TEXT("cli.blank.help"))(blank)
    program.command("verify", help=TEXT("cli.verify.help"))(verify)
    program.command("sign-report", help=TEXT("cli.sign_report.help"))(sign_report)


def blank(
    out: Annotated[Path, typer.Argument(help=TEXT("cli.blank.out"))],
    pack: Annotated[Path | None, typer.Option(help=TEXT("cli.blank.pack"))] = None,
    lang: Annotated[str, typer.Option(help=TEXT("cli.assess.lang"))] = "zh",
) -> None:
    """Write the empty questionnaire for an interview."""
    from riskassess.app import blanks

    with problems_shown():
        written = blanks.write_blank(out, pack_path=pack, language=lang)
    typer.echo(TEXT("cli.blank.written", path=out, count=len(written.questions)))


def verify(
    report: Annotated[Path, typer.Argument(help=TEXT("cli.verify.report"))],
    pack: Annotated[Path | None, typer.Option(help=TEXT("cli.verify.pack"))] = None,
) -> None:
    """Check a report and say what is true, what is not, and what cannot be known."""
    from riskassess.app import verifying

    with problems_shown():
        checked = verifying.verify_report(report, pack)
    _say(checked, report)
    if not checked.holds:
        raise typer.Exit(UNTRUE)


def sign_report(
    report: Annotated[Path, typer.Argument(help=TEXT("cli.sign_report.report"))],
    certificate: Annotated[Path, typer.Option(help=TEXT("cli.sign_report.certificate"))],
    passphrase_file: Annotated[Path | None, typer.Option(help=TEXT("cli.sign_report.file"))] = None,
    out: Annotated[Path | None, typer.Option(help=TEXT("cli.sign_report.out"))] = None,
) -> None:
    """Sign a report."""
    from riskassess.app import verifying

    with problems_shown():
        passphrase = from_file(passphrase_file) if passphrase_file else ask("cli.sign_report.ask")
        signed = verifying.sign_report(report, certificate, passphrase, out)
    typer.echo(TEXT("cli.sign_report.done", path=signed))


def _say(checked: Verification, report: Path) -> None:
    for verdict in ("untrue", "true", "unknown"):
        found = [finding for finding in checked.findings if finding.verdict == verdict]
        if found:
            typer.echo(TEXT(f"verify.head.{verdict}"))
        for finding in found:
            text = TEXT(f"verify.{verdict}.{finding.key}", **finding.fields)
            typer.echo(TEXT("verify.head.line", text=text))
    untrue = sum(finding.verdict == "untrue" for finding in checked.findings)
    typer.echo(TEXT("verify.head.holds" if checked.holds else "verify.head.fails", path=report, count=untrue))
