"""The application's look: one object, handed to whoever draws, that answers in colours and fonts.

It is passed by constructor and never reached through a global, so that a test can hold two looks beside each other.
What it changes (palette, style, font of the application) it changes in one place; a scheme is another palette.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip

from riskassess.desktop.look import tokens
from riskassess.desktop.look.fonts import load_fonts, make_font
from riskassess.desktop.look.palette import make_palette, roles_from
from riskassess.desktop.look.style import HouseStyle
from riskassess.desktop.look.tokens import Role, Scheme, Use


class Look(QObject):
    """Give colours by role, grade colours and fonts by use; `changed` tells that all colours are others now."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = "system") -> None:
        super().__init__(app)
        self._app = app
        self.pictures: dict[object, QPixmap] = {}  # small signs in our colours, by what they are
        self.families = load_fonts()
        if not isinstance(app.style(), HouseStyle):
            app.setStyle(HouseStyle())
        app.setFont(self.font("body"))
        self._system_palette = QPalette(app.palette())
        self.scheme: Scheme = scheme
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def set_scheme(self, scheme: Scheme) -> None:
        """Switch between light, dark, high contrast and what the system says, at once."""
        if scheme != self.scheme:
            self.scheme = scheme
            self._apply()
            self.changed.emit()

    def color(self, role: Role) -> QColor:
        """Return the colour of a role."""
        return self._colors[role]

    def grade_color(self, index: int, count: int) -> QColor:
        """Return the colour of grade `index` of `count`, best first."""
        return self.color("text") if self._contrast else QColor(tokens.grade_colour(index, count, self.dark))

    def font(self, use: Use, bold: bool | None = None) -> QFont:
        """Return the font of a use; `bold` overrides the use's own weight."""
        size, _, heavy = tokens.TYPE[use]
        return _font(size, heavy if bold is None else bold)

    def line_height(self, use: Use) -> int:
        """Return the height of a line of a use in px."""
        return tokens.TYPE[use][1]

    def _system_changed(self) -> None:
        if self.scheme == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        by_system = self.scheme == "system" and _wants_contrast(self._app)
        self._contrast = by_system or tokens.is_contrast(self.scheme)
        self.dark = self._is_dark()
        ours = tokens.colours(self.dark, self._contrast)
        roles = roles_from(self._system_palette) if by_system else ours
        self.pictures.clear()
        self._colors = {role: QColor(value) for role, value in roles.items()}
        palette = make_palette(roles)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)  # a hint keeps a palette of its own

    def _is_dark(self) -> bool:
        if self.scheme != "system":
            return tokens.is_dark(self.scheme)
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark


@cache
def _font(size: int, bold: bool) -> QFont:
    return make_font(size, bold)


def _wants_contrast(app: QApplication) -> bool:
    """Tell whether the system asks for its high-contrast colours; older systems do not say and get ours."""
    hints = app.styleHints()  # held by a name: the answer dies with a hints object that nobody holds
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
