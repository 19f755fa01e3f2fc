"""A standing in a benchmark as the rows of its chart, for every page that shows one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskassess.desktop.charts.bands import BandRow, BandRows
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.benchmarks import GroupWords

_HEADS = ("own", "middle_half", "median", "place")


def show_in(chart: BandRows, words: GroupWords, pack: Pack, texts: Texts) -> None:
    """Show a standing in a chart."""
    rows = band_rows(words, pack, texts.language)
    told = texts("result.sentence_separator").join(_told(row, texts) for row in rows)
    chart.show_rows(rows, tuple(words.say(f"columns.{name}") for name in _HEADS), texts("benchmark.panel.name"), told)


def band_rows(words: GroupWords, pack: Pack, language: str) -> Sequence[BandRow]:
    """Return the domains of a standing as the chart shows them."""
    rows: list[BandRow] = []
    for name, place in words.standing.domains.items():
        domain, group = pack.domain_by_id[name], place.group
        rows.append(
            BandRow(
                label=wording(domain.title, language),
                own=place.own,
                quartiles=(group.p25, group.p50, group.p75),
                lowest=place.quarter == "lowest",
                words=(words.band(place.own), words.middle(place), words.band(group.p50), words.quarter(place)),
                brief=words.quarter(place, "short"),
                short=wording(domain.short, language) if domain.short else domain.id,
            )
        )
    return rows


def _told(row: BandRow, texts: Texts) -> str:
    own, middle, median, place = row.words
    key = "told" if row.own is not None else "told_open"
    return texts(f"benchmark.panel.{key}", domain=row.label, own=own, middle=middle, median=median, place=place)
