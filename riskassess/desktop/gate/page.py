"""The page before the pages: asks for the passphrase, waits after a wrong one, or offers a backup after damage.

Deriving a key and judging backups take a moment, so both run in the background; the last words are kept only for the
rescue of the same workspace and are forgotten when it is open.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from riskassess.app.rescue import HELPED_BY, offer, rescue
from riskassess.desktop.background import Background
from riskassess.desktop.gate.view import GateView
from riskassess.desktop.look import Look
from riskassess.problems import Problem, ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk
    from riskassess.app.rescue import Offer, Restored

LOCKED = ("workspace-locked", "passphrase-wrong", "passphrase-too-soon", "recovery-code-mistyped")
GATED = (*LOCKED[:1], *HELPED_BY)
"""The problems of opening that this page knows what to do about."""
_TICK = 250  # ms


class Gate:
    """Hold the way in while the workspace is locked or damaged; `opened` gets the desk and a sentence to say."""

    def __init__(
        self, look: Look, texts: Texts, open_desk: Callable[..., Desk], opened: Callable[[Desk, str], None]
    ) -> None:
        self._texts, self._open, self._opened = texts, open_desk, opened
        self._problem: Problem | None = None
        self._offer: Offer | None = None
        self._words: str | None = None
        self._wait_until = 0.0
        self.view = view = GateView(look)
        self.background = Background(view)
        self.background.busy_changed.connect(lambda _busy: self._judge())
        self._clock = QTimer(view, interval=_TICK)
        self._clock.timeout.connect(self._judge)
        view.go_on.clicked.connect(self._go_on)
        view.again.clicked.connect(lambda: self._try(self._words))
        view.anew.clicked.connect(lambda: self._try(None, anew=True))
        view.secret.line.returnPressed.connect(self._go_on)
        view.secret.line.textChanged.connect(lambda _text: self._judge())

    def meet(self, found: ProblemsFound) -> None:
        """Show what stands in the way."""
        self._problem = found.problems[0]
        self._offer = None
        self._wait(self._problem)
        if self._problem.code in HELPED_BY:
            self._ask_offer()
        self.retranslate(self._texts)
        if self._asks_words():
            self.view.secret.line.setFocus()

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self._texts = texts
        view, problem = self.view, self._problem
        if problem is None:
            return
        locked = problem.code in LOCKED
        view.title.setText(texts(f"workspace.gate.{'locked' if locked else problem.code.split('-')[1]}"))
        view.words.setText(texts("workspace.gate.locked_means") if locked else " ".join(texts.problem(problem)))
        view.secret.name(texts("workspace.gate.words"), texts("workspace.gate.seen"))
        view.go_on.setText(texts("workspace.gate.open" if locked else "workspace.gate.restore"))
        view.again.setText(texts("workspace.gate.again"))
        view.anew.setText(texts("workspace.gate.anew"))
        self._show_offer()
        self._judge()

    def _asks_words(self) -> bool:
        problem, offer = self._problem, self._offer
        if problem is None or problem.code in LOCKED:
            return True
        return offer is not None and offer.backup.encrypted and self._words is None

    def _go_on(self) -> None:
        if not self.view.go_on.isEnabled() or self._problem is None:
            return
        if self._problem.code in LOCKED:
            self._try(self.view.secret.words())
        elif self._offer is not None:
            self._restore(self._offer)

    def _try(self, words: str | None, *, anew: bool = False) -> None:
        more: dict[str, Any] = {"anew": True} if anew else {}
        if words is not None:
            more["words"] = words
        self.background.run(lambda: self._open(**more), lambda desk: self._in(desk, ""), lambda f: self._out(f, words))

    def _restore(self, offer: Offer) -> None:
        assert self._problem is not None
        path, words = Path(str(self._problem.fields["path"])), self._words or self.view.secret.words() or None

        def restore() -> tuple[Restored, Desk]:
            done = rescue(path, offer.backup.path, words)
            return done, self._open(**({"words": words} if words else {}))

        self.background.run(restore, self._restored, lambda found: self._out(found, self._words))

    def _restored(self, outcome: tuple[Restored, Desk]) -> None:
        done, desk = outcome
        sentence = self._texts("workspace.restored", moment=_moment(self._offer)) if self._offer else ""
        if done.kept_as is not None:
            sentence += self._texts("workspace.set_aside", name=done.kept_as.name)
        self._in(desk, sentence)

    def _in(self, desk: Desk, sentence: str) -> None:
        self._words = self._problem = None
        self._clock.stop()
        self.view.secret.clear()
        self.view.say("")
        self._opened(desk, sentence)

    def _out(self, found: ProblemsFound, words: str | None) -> None:
        problem = found.problems[0]
        if problem.code in GATED:
            self._words = words
            self.view.say("")
            self.meet(found)
            return
        self.view.say(" ".join(self._texts.problem(problem)))
        self._wait(problem)
        self._judge()
        self.view.secret.line.selectAll()
        self.view.secret.line.setFocus()

    # -- what is offered after damage

    def _ask_offer(self) -> None:
        assert self._problem is not None
        path, words = Path(str(self._problem.fields["path"])), self._words
        # Judged in the thread that is free by now: meet() is called when the try before has ended.
        self.background.run(lambda: offer(path, words), self._show_found, lambda f: self._show_found(None, f))

    def _show_found(self, found: Offer | None, why_not: ProblemsFound | None = None) -> None:
        self._offer = found
        if why_not is not None:
            self.view.say(" ".join(self._texts.problem(why_not.problems[0])))
        self._show_offer()
        self._judge()

    def _show_offer(self) -> None:
        self.view.offer.setText("" if self._offer is None else self._said(self._offer))
        self.view.offer.setVisible(self._offer is not None)

    def _said(self, offer: Offer) -> str:
        texts, missing = self._texts, offer.missing
        held = offer.backup.held.rows.get("assessment", 0)
        sentence = texts("workspace.gate.offer", moment=_moment(offer), count=held)
        if missing.edits is None:
            return sentence + texts("workspace.gate.lacking_unknown")
        if missing.edits == 0 and not missing.assessments:
            return sentence + texts("workspace.gate.lacking_nothing")
        return sentence + texts("workspace.gate.lacking", edits=missing.edits, count=missing.assessments or 0)

    # -- waiting and buttons

    def _wait(self, problem: Problem) -> None:
        seconds = float(str(problem.fields.get("seconds", 0)))
        self._wait_until = time.monotonic() + seconds
        if seconds > 0:
            self._clock.start()

    def _judge(self) -> None:
        """Show what can be done now, and how long to wait where nothing can."""
        view, problem = self.view, self._problem
        if problem is None:
            return
        left = math.ceil(self._wait_until - time.monotonic())
        busy, locked = self.background.is_busy, problem.code in LOCKED
        asks = self._asks_words()
        view.secret.setVisible(asks)
        view.go_on.setVisible(locked or self._offer is not None)
        view.go_on.setEnabled(not busy and left <= 0 and not (asks and not view.secret.words()))
        view.again.setVisible(not locked)
        view.anew.setVisible(problem.code == "workspace-missing")
        for button in (view.again, view.anew):
            button.setEnabled(not busy)
        if locked:
            key = "opening" if busy else "open_in" if left > 0 else "open"
            view.go_on.setText(self._texts(f"workspace.gate.{key}", seconds=max(0, left)))
        if left <= 0:
            self._clock.stop()


def _moment(offer: Offer | None) -> str:
    return "" if offer is None else f"{offer.backup.made_at:%Y-%m-%d %H:%M}"
