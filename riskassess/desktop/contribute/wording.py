"""The words for what would leave: every field of a contribution said by the questionnaire's own names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.handing_in import Prepared, StoredContribution

Line = tuple[str, str]
"""What a field is called, and what it says."""


def lines_of(prepared: Prepared, texts: Texts) -> list[Line]:
    """Say every field of a contribution, in the order of its bytes."""
    made, pack = prepared.contribution, prepared.pack
    sent, language = made.submission, texts.language
    if made.group is None or pack is None:
        return [(texts("contribute_page.fields.withdraw"), texts("contribute.withdrawing"))]
    named: list[tuple[str, str]] = [
        ("group", wording(made.group.title, language)),
        ("grade", sent.grade),
        ("substantiated", sent.grade_substantiated),
        ("readiness", _band(sent.readiness, texts)),
    ]
    if sent.levels:
        named.append(("levels", "\n".join(_said(pack, sent.levels, texts))))
    else:
        shown = (_domain(pack, domain, band, texts) for domain, band in sent.domains.items())
        named.append(("domains", texts("contribute_page.separator").join(shown)))
        named.append(("marks", "\n".join(_marks(pack, sent.marks, texts))))
    named.append(("token", texts("contribute_page.fields.token_means", serial=sent.serial)))
    return [(texts(f"contribute_page.fields.{name}"), value) for name, value in named]


def made_row(one: StoredContribution, texts: Texts) -> tuple[str, str, str, str, str]:
    """Say what was made: for whom, for which call, in what state, its number, its day."""
    state = "withdrawn" if one.withdrawn else "detailed_sent" if one.detailed else "sent"
    day = f"{one.changed_at:%Y-%m-%d}" if one.changed_at is not None else ""
    title = wording(one.title, texts.language)
    return one.client, title, texts(f"contribute_page.made.{state}"), str(one.serial), day


def _band(band: int, texts: Texts) -> str:
    return texts("contribute_page.band", low=band * 10, high=band * 10 + 10)


def _domain(pack: Pack, domain: str, band: int, texts: Texts) -> str:
    title = wording(pack.domain_by_id[domain].title, texts.language)
    return texts("contribute_page.pair", name=title, value=_band(band, texts))


def _marks(pack: Pack, marks: Mapping[str, int], texts: Texts) -> Iterator[str]:
    for question, below in marks.items():
        title = wording(pack.question_by_id[question].title, texts.language)
        said = texts("contribute_page.below" if below else "contribute_page.not_below")
        yield texts("contribute_page.pair", name=f"{question} {title}", value=said)


def _said(pack: Pack, levels: Mapping[str, int], texts: Texts) -> Iterator[str]:
    for question, level in levels.items():
        title = wording(pack.question_by_id[question].title, texts.language)
        said = texts("contribute_page.level", level=level)
        yield texts("contribute_page.pair", name=f"{question} {title}", value=said)
