"""``riskassess contribute``: what would leave is shown to the last byte, and written only after a yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskassess.cli.messages import BAD_INPUT, interface_language, problems_shown
from riskassess.problems import refuse
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.contributing import Contribution

TEXT = Texts(interface_language())


def contribute(
    call: Annotated[Path, typer.Option(help=TEXT("cli.contribute.call"))],
    out: Annotated[Path, typer.Option(help=TEXT("cli.contribute.out"))],
    answers: Annotated[Path | None, typer.Argument(help=TEXT("cli.contribute.answers"))] = None,
    detailed: Annotated[bool, typer.Option("--detailed", help=TEXT("cli.contribute.detailed"))] = False,
    token: Annotated[str | None, typer.Option(metavar="CODE", help=TEXT("cli.contribute.token"))] = None,
    receipt: Annotated[Path | None, typer.Option(help=TEXT("cli.contribute.receipt"))] = None,
    serial: Annotated[int | None, typer.Option(help=TEXT("cli.contribute.serial"))] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help=TEXT("cli.contribute.withdraw"))] = False,
    key: Annotated[Path | None, typer.Option(help=TEXT("cli.contribute.key"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=TEXT("cli.contribute.yes"))] = False,
) -> None:
    """Show a contribution, ask, and write it."""
    from riskassess.app.contributing import Before, hand_over, prepare, prepare_withdrawal

    before, day = Before(receipt, token, serial), datetime.now().astimezone().date()
    with problems_shown():
        if withdraw:
            made = prepare_withdrawal(call, before, key=key, day=day)
        elif answers is None:
            raise refuse("answers-needed")
        else:
            made = prepare(answers, call, before, key=key, detailed=detailed, day=day)
        for line in _preview(made):
            typer.echo(line)
        if not yes and not _agreed():
            typer.echo(TEXT("contribute.left"), err=True)
            raise typer.Exit(BAD_INPUT)
        handed = hand_over(made, out, TEXT.language)
    typer.echo(TEXT("contribute.done", sealed=handed.sealed, receipt=handed.receipt_text, code=handed.code))


def _preview(made: Contribution) -> Iterator[str]:
    texts = made.call.title
    yield TEXT("contribute.to", title=texts.get(TEXT.language, next(iter(texts.values()))), contact=made.call.contact)
    yield TEXT("contribute.content", size=len(made.content))
    yield made.shown
    if made.group is None:
        yield TEXT("contribute.withdrawing")
        return
    title = made.group.title.get(TEXT.language, next(iter(made.group.title.values())))
    yield TEXT("contribute.group", group=title, expected=made.group.expected, k=made.call.k)
    yield TEXT("contribute.matching_detailed" if made.submission.levels else "contribute.matching")
    yield TEXT("contribute.once")
    yield TEXT("contribute.collected" if made.call.collector else "contribute.on_the_way")


def _agreed() -> bool:
    try:
        return typer.confirm(TEXT("contribute.consent"))
    except typer.Abort:  # nobody there to answer
        typer.echo()
        return False
