"""What is known of a pack that arrives and of who signed it; reading stands apart, an installed one needs none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riskassess.questionnaire.values import wording


@dataclass(frozen=True, slots=True)
class Signed:
    """Hold who signed a pack: the key's number and name, and the comment that the signature covers."""

    key: str
    name: str
    comment: str


@dataclass(frozen=True, slots=True)
class Arriving:
    """Hold a pack that may be installed: its plain data, the digest of that, and who signed it, or None."""

    data: Mapping[str, Any]
    sha256: str
    signed: Signed | None

    @property
    def id(self) -> str:
        return self.data["id"]

    @property
    def version(self) -> str:
        return self.data["version"]

    def called(self, language: str) -> str:
        """Return the pack's title in a language."""
        return wording(self.data["title"], language)
