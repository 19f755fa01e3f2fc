"""How everything looks: tokens, fonts, palette and style sheet behind one `Look`."""

from riskassess.desktop.look.look import Look
from riskassess.desktop.look.tokens import Role, Use

__all__ = ["Look", "Role", "Use"]
