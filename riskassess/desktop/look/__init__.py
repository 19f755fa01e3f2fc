"""How everything looks: tokens, fonts, palette and style behind one `Look`.

`Look` is imported when it is asked for: the first frame needs tokens and fonts alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskassess.desktop.look.tokens import Role, Scheme, Use

if TYPE_CHECKING:
    from riskassess.desktop.look.look import Look

__all__ = ["Look", "Role", "Scheme", "Use"]


def __getattr__(name: str) -> object:
    if name != "Look":
        raise AttributeError(name)
    from riskassess.desktop.look.look import Look

    return Look
