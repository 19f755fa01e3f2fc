"""Which benchmark is among what is compared, and where each assessment stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskassess.desktop.compare.groups import BenchmarkCard, Block, title_of
from riskassess.desktop.shell.page import Context
from riskassess.questionnaire.values import wording

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


class Against:
    """Hold the call of the benchmark that is compared with; None without one."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.call: str | None = None

    def offered(self, sides: Sequence[OpenAssessment]) -> list[tuple[str, str]]:
        """Return call and line of each benchmark that some side can be held against and that is not chosen yet."""
        desk, texts = self._context.desk, self._context.texts
        if desk is None or not desk.has_benchmarks():
            return []
        fitting = {one.call: one for side in sides for one in desk.benchmarks.fitting(side.pack)}
        return [
            (call, texts("benchmark.compare.pick", title=wording(one.title, texts.language)))
            for call, one in fitting.items()
            if call != self.call
        ]

    def blocks(self, sides: Sequence[OpenAssessment]) -> tuple[Block, ...]:
        """Return where each side stands; nothing where no benchmark is chosen, or it is gone or fits none of them."""
        desk = self._context.desk
        if desk is None or self.call is None or not sides:
            return ()
        found = tuple(
            Block(
                number,
                f"{side.client} / {side.project}",
                desk.benchmarks.standing(side.pack, side.answers, side.result, self.call),
                side.pack,
            )
            for number, side in enumerate(sides)
        )
        return found if any(block.standing is not None for block in found) else ()

    def show_card(self, card: BenchmarkCard, blocks: Sequence[Block]) -> None:
        """Show the benchmark among the sides, or hide it."""
        known = next((block.standing for block in blocks if block.standing is not None), None)
        card.setVisible(known is not None)
        if known is not None:
            texts = self._context.texts
            card.show_benchmark(title_of(known, texts), known.published.isoformat(), texts)
