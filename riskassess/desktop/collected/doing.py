"""The doing of the steps: a job is started with what was filled in, and what came of it is told where it was asked for.

One job at a time, in a child process; while it runs, nothing else can be begun.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskassess.desktop.asking import AskFirst
from riskassess.desktop.collected.paper import Paper
from riskassess.desktop.collected.step import Step
from riskassess.desktop.collected.view import CollectedView
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.job_run import JobRun
from riskassess.desktop.shell.page import Context
from riskassess.desktop.turns import Turns
from riskassess.problems import ProblemsFound

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Collection, Standing
    from riskassess.app.committee_work import ChildJob, CommitteeWork, Counts, Preview, Way
    from riskassess.questionnaire.values import Pack


class Doing:
    """Connect what the steps ask for to the committee's work; `changed` is called when files are others now."""

    def __init__(self, context: Context, view: CollectedView, changed: Callable[[], None]) -> None:
        self._context, self._view, self._changed = context, view, changed
        self.at: Collection | None = None
        self.standing: Standing | None = None
        self.pack: Pack | None = None
        self.run, self.looking = JobRun(view), Turns(view)
        self._then: Callable[[Any], None] | None = None
        self._undo: Callable[[], None] | None = None
        self.run.progressed.connect(view.working.show_share)
        self.run.counted.connect(self._show_counted)
        self.run.done.connect(self._done)
        self.run.cancelled.connect(self._cancelled)
        self.run.failed.connect(self._failed)
        view.working.cancelled.connect(self.run.cancel)
        view.made.connect(self._connect)

    def _connect(self, step: Step) -> None:
        asked: dict[str, dict[str, Callable[..., None]]] = {
            "keys": {"wanted": self.make_keys},
            "call": {
                "wanted": self.make_call,
                "tickets_wanted": self.draw_tickets,
                "cards_wanted": self.show_cards,
            },
            "mix": {"wanted": self.mix},
            "intake": {"wanted": self.take_in},
            "publish": {"look_wanted": self.preview, "wanted": self.publish, "report_wanted": self.ask_report},
            "close": {"wanted": self.close, "folder_asked": self._add_folder, "file_asked": self._add_file},
        }
        for signal, do in asked[step.name].items():
            getattr(step, signal).connect(do)

    # -- one job at a time

    def _work(self) -> CommitteeWork:
        from riskassess.app.committee_work import CommitteeWork

        desk = self._context.desk
        workspace = Path(desk.path) if desk is not None else Path()
        return CommitteeWork(workspace, self._context.texts.language)

    def _start(
        self,
        step: str,
        job: Callable[[], ChildJob],
        then: Callable[[Any], None],
        *,
        undo: Callable[[], None] | None = None,
        can_cancel: bool = True,
    ) -> None:
        if self.run.is_running():
            return
        self._then, self._undo = then, undo
        self._view.say("")
        self._view.working.begin(self._context.texts(f"collected.doing.{step}"), can_cancel=can_cancel)
        self._let_begin(allowed=False)
        self.run.start(job())

    def _let_begin(self, *, allowed: bool) -> None:
        for step in self._view.steps.values():
            step.setEnabled(allowed)
        for widget in (self._view.collection, self._view.new, self._view.choose_folder):
            widget.setEnabled(allowed)

    def _show_counted(self, counted: dict[str, int]) -> None:
        if counted:
            self._view.working.say(self._context.texts("collected.doing.opened", **counted))

    def _ended(self) -> None:
        self._view.working.hide()
        self._let_begin(allowed=True)

    def _done(self, found: Any) -> None:
        self._ended()
        then, self._then = self._then, None
        self._changed()
        if then is not None:
            then(found)

    def _cancelled(self) -> None:
        self._ended()
        if self._undo is not None:
            self._undo()
        self._changed()
        self._view.say(self._context.texts("collected.cancelled"))

    def _failed(self, found: ProblemsFound) -> None:
        self._ended()
        self._changed()
        self._context.report_problem(found)

    def _agreed(self, what: str, **fields: object) -> bool:
        texts, parent = self._context.texts, self._view.window()
        title, means, go_on = (texts(f"collected.{what}.sure_{part}", **fields) for part in ("title", "means", "go_on"))
        return bool(AskFirst(self._context.look, title, means, go_on, texts("collected.give_up"), parent).exec())

    # -- keys and call

    def make_keys(self, words: str) -> None:
        """Make the keys and show the recovery sheet."""
        at = self.at
        if at is not None:
            job = lambda: self._work().make_keys(at, words)  # noqa: E731 - begun by the run
            self._start("keys", job, lambda sheet: self._show_sheet(at, sheet), can_cancel=False)

    def _show_sheet(self, at: Collection, sheet: str) -> None:
        self._view.keys.clear()
        self._view.say(self._context.texts("collected.keys.made"))
        self._show_paper("sheet", [sheet], at.folder.parent / f"{at.name}-recovery-sheet.txt")

    def make_call(self, words: str) -> None:
        """Plan and sign the call."""
        from riskassess.app.committee_work import CallWishes

        at, pack = self.at, self.pack
        said = self._view.call.said()
        if at is None or pack is None or said["opens"] is None or said["closes"] is None:
            return
        from riskassess.app.committee_folder import coarse_names

        wishes = CallWishes(**said, heads=coarse_names(pack), pack=pack.id)
        self._start("call", lambda: self._work().make_call(at, wishes, words), self._call_made)

    def _call_made(self, groups: int) -> None:
        self._view.call.words.clear()
        self._view.say(self._context.texts("collected.call.made", count=groups))

    def draw_tickets(self, count: int) -> None:
        """Draw tickets and show the cards."""
        at = self.at
        if at is not None:
            job = lambda: self._work().draw_tickets(at, count)  # noqa: E731 - begun by the run
            self._start("tickets", job, lambda cards: self._show_cards(at, cards))

    def show_cards(self) -> None:
        """Show the cards that were drawn, while their file is there."""
        if self.at is not None and self.at.cards.exists():
            self._show_cards(self.at, self.at.cards.read_text(encoding="utf-8"))

    def _show_cards(self, at: Collection, cards: str) -> None:
        self._show_paper("cards", cards.split("\f"), at.cards)

    def _show_paper(self, what: str, pages: list[str], suggested: Path) -> None:
        parent = self._view.window()
        Paper(self._context.look, self._context.texts, what, pages, suggested, parent).exec()

    # -- what comes in

    def mix(self) -> None:
        """Mix a folder into a new one; a mixing that is cancelled leaves nothing there."""
        from riskassess.app.committee_work import undo_mix

        step = self._view.mix
        source, target, identity = step.source.path(), step.target.path(), step.identity.path()
        if source is None or target is None:
            return
        words = step.words.words()
        was_empty = not target.exists() or not any(target.iterdir())
        self._start(
            "mix",
            lambda: self._work().mix(source, target, identity, words),
            self._mixed,
            undo=(lambda: undo_mix(target)) if was_empty else None,
        )

    def _mixed(self, found: tuple[int, tuple[str, ...]]) -> None:
        files, left_out = found
        step, texts = self._view.mix, self._context.texts
        lines = [texts("collected.mix.done", count=files, path=step.target.path())]
        if left_out:
            lines.append(texts("collected.mix.left_out", count=len(left_out), names=", ".join(left_out[:5])))
        step.words.clear()
        step.show_outcome("\n".join(lines))

    def take_in(self) -> None:
        """Take in a folder; ending it half way harms nothing, since it can be run again."""
        at, step = self.at, self._view.intake
        folder, identity = step.folder.path(), step.identity.path()
        if at is None or folder is None or identity is None:
            return
        tickets = step.tickets_file.path() if not step.tickets_file.isHidden() else None
        words = step.words.words()
        step.show_counts(None)
        self._start("intake", lambda: self._work().take_in(at, folder, identity, tickets, words), self._taken)

    def _taken(self, counts: Counts) -> None:
        step = self._view.intake
        step.words.clear()
        step.show_counts(counts)
        if (publishing := self._view.steps.get("publish")) is not None:
            publishing.forget()  # something else would be published now
        folder = step.folder.path()
        if folder is not None:
            self._offer(folder, quietly=True)

    def count(self) -> None:
        """Count anew how the store stands, over all."""
        at = self.at
        if at is not None and not self.run.is_running():
            self._start("count", lambda: self._work().count(at), self._view.intake.show_counts)

    # -- what goes out

    def _way(self) -> Way:
        from riskassess.app.committee_work import Way

        step = self._view.publish
        return Way(shares_per_group=step.way.value() == "shares", epsilon=step.epsilon_given())

    def preview(self) -> None:
        """Work out what would be published."""
        at = self.at
        if at is not None:
            way, day = self._way(), date.today()  # noqa: DTZ011 - the day that the publication will bear
            self._start("preview", lambda: self._work().preview(at, way, day), self._show_preview)

    def _show_preview(self, preview: Preview) -> None:
        self._view.publish.show_preview(preview, self.pack)

    def publish(self, words: str) -> None:
        """Sign and write the benchmark, when that is really meant."""
        at = self.at
        if at is not None and self._agreed("publish"):
            way, day = self._way(), date.today()  # noqa: DTZ011 - the day that the publication bears
            self._start("publish", lambda: self._work().publish(at, way, day, words), self._published, can_cancel=False)

    def _published(self, _preview: Preview) -> None:
        self._view.publish.words.clear()
        self._view.say(self._context.texts("collected.publish.done"))

    def ask_report(self, suffix: str) -> None:
        """Ask where the planning report is to stand, and write it."""
        at, texts = self.at, self._context.texts
        if at is None:
            return
        kind = suffix.lstrip(".").upper()
        start = str(at.published / f"{at.name}-{texts('collected.publish.report_name')}{suffix}")
        title = texts("collected.publish.report", format=kind)
        path, _ = FileDialog.getSaveFileName(self._view.window(), title, start, f"{kind} (*{suffix})")
        if path:
            chosen = Path(path)
            self.write_report(chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix))

    def write_report(self, out: Path) -> None:
        """Write the planning report of what was published."""
        at, language = self.at, str(self._view.publish.report_language.value())
        if at is not None:
            self._start("report", lambda: self._work().report(at, out, language), self._reported)

    def _reported(self, out: Path) -> None:
        self._view.say(self._context.texts("collected.publish.reported", path=out))

    # -- the end

    def _add_folder(self) -> None:
        chosen = FileDialog.getExistingDirectory(self._view.window(), self._context.texts("collected.close.add_folder"))
        if chosen:
            self._offer(Path(chosen))

    def _add_file(self) -> None:
        texts = self._context.texts
        chosen, _ = FileDialog.getOpenFileName(self._view.window(), texts("collected.close.add_file"), "", "")
        if chosen:
            self._offer(Path(chosen))

    def _offer(self, path: Path, *, quietly: bool = False) -> None:
        """Offer to remove what lies at a path, unless other things lie there too."""
        from riskassess.app.committee_folder import count_files, refuse_other_files

        def look() -> int:
            refuse_other_files(path)
            return count_files(path)

        def refused(found: ProblemsFound) -> None:
            if not quietly:
                self._context.report_problem(found)

        self.looking.run(look, lambda count: self._view.close_call.offer(path, count, chosen=True), refused)

    def close(self) -> None:
        """Remove what was collected, when that is really meant."""
        at, step = self.at, self._view.close_call
        if at is None:
            return
        also, unpublished = step.also(), step.unpublished.isChecked() and not step.unpublished.isHidden()
        named = "\n".join(str(path) for path in (at.store, at.rejected, *also))
        if self._agreed("close", paths=named):
            job = lambda: self._work().close(at, also, unpublished=unpublished)  # noqa: E731 - begun by the run
            self._start("close", job, self._closed, can_cancel=False)

    def _closed(self, removed: int) -> None:
        self._view.close_call.forget()
        self._changed()
        self._view.say(self._context.texts("collected.close.done", count=removed))
