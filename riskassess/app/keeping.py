"""What every use case over one workspace needs: the file, the clock, who is at it, and the packs that were read.

The clock is handed in, since days decide what a report says and tests must be able to choose them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from riskassess.app.opened_copies import OpenedCopies
from riskassess.app.packs import Shelf
from riskassess.app.sheet import Sheet
from riskassess.app.validity import damaged, intact
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.values import Pack
from riskassess.workspace.assessments import read_answers, read_profile
from riskassess.workspace.edits import Stamp
from riskassess.workspace.packs import read_pack_data
from riskassess.workspace.records import StoredAssessment
from riskassess.workspace.workspace import Transaction, Workspace


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def user_name() -> str:
    """Return who is signed in to the computer, or an empty text."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@dataclass(slots=True)
class Keeping:
    """Hold an open workspace with clock and user; packs are read once each."""

    workspace: Workspace
    shelf: Shelf
    clock: Callable[[], datetime]
    who: str
    packs: dict[str, Pack] = field(default_factory=dict[str, Pack])
    copies: OpenedCopies = field(default_factory=OpenedCopies)

    def stamp(self) -> Stamp:
        """Return who changes something now."""
        return Stamp(self.who, self.clock())

    def today(self) -> date:
        """Return the local day."""
        return self.clock().astimezone().date()

    def pack(self, connection: Transaction, record: StoredAssessment) -> Pack:
        """Return the pack that an assessment was made with; raises ProblemsFound when it is gone or changed."""
        if record.pack_sha256 not in self.packs:
            self.packs[record.pack_sha256] = _built(_read_data(connection, record), record)
        return self.packs[record.pack_sha256]

    def pack_data(self, record: StoredAssessment) -> dict[str, Any]:
        """Return the plain data of an assessment's pack; raises ProblemsFound when it is gone."""
        with self.workspace.reading() as connection:
            return _read_data(connection, record)

    def sheet(self, connection: Transaction, record: StoredAssessment, pack: Pack) -> Sheet:
        """Return what an assessment holds; raises ProblemsFound when it does not fit its pack."""
        try:
            profile, stored = read_profile(connection, record.id), read_answers(connection, record.id)
        except (ValueError, TypeError) as error:
            raise ProblemsFound((damaged(record.id, str(error)),)) from error
        sheet = Sheet(record.client, record.uscc, record.project, record.as_of or self.today(), profile, stored)
        if found := intact(sheet, pack, record.id):
            raise ProblemsFound((found,))
        return sheet


def _read_data(connection: Transaction, record: StoredAssessment) -> dict[str, Any]:
    try:
        data = read_pack_data(connection, record.pack_sha256)
    except ValueError as error:
        raise ProblemsFound((damaged(record.id, f"installed_pack: {error}"),)) from error
    if data is None:
        raise ProblemsFound((damaged(record.id, "installed_pack"),))
    return data


def _built(data: dict[str, Any], record: StoredAssessment) -> Pack:
    try:
        pack = build_pack(data)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise ProblemsFound((damaged(record.id, f"installed_pack: {error!r}"),)) from error
    if pack.sha256 != record.pack_sha256:
        raise ProblemsFound((damaged(record.id, "installed_pack"),))
    return pack
