"""What every use case over one workspace needs: the file, the clock, who is at it, and the packs that were read.

The clock is handed in, since days decide what a report says and tests must be able to choose them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import Connection

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
from riskassess.workspace.workspace import Workspace


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

    def stamp(self) -> Stamp:
        """Return who changes something now."""
        return Stamp(self.who, self.clock())

    def today(self) -> date:
        """Return the local day."""
        return self.clock().astimezone().date()

    def pack(self, connection: Connection, record: StoredAssessment) -> Pack:
        """Return the pack that an assessment was made with; raises ProblemsFound when it is gone or changed."""
        if record.pack_sha256 not in self.packs:
            self.packs[record.pack_sha256] = _read_pack(connection, record)
        return self.packs[record.pack_sha256]

    def sheet(self, connection: Connection, record: StoredAssessment, pack: Pack) -> Sheet:
        """Return what an assessment holds; raises ProblemsFound when it does not fit its pack."""
        try:
            profile, stored = read_profile(connection, record.id), read_answers(connection, record.id)
        except (ValueError, TypeError) as error:
            raise ProblemsFound((damaged(record.id, str(error)),)) from error
        sheet = Sheet(record.client, record.uscc, record.project, record.as_of or self.today(), profile, stored)
        if found := intact(sheet, pack, record.id):
            raise ProblemsFound((found,))
        return sheet


def _read_pack(connection: Connection, record: StoredAssessment) -> Pack:
    try:
        data = read_pack_data(connection, record.pack_sha256)
        pack = build_pack(data) if data is not None else None
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ProblemsFound((damaged(record.id, f"installed_pack: {error}"),)) from error
    if pack is None or pack.sha256 != record.pack_sha256:
        raise ProblemsFound((damaged(record.id, "installed_pack"),))
    return pack
