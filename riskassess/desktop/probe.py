"""Whether Qt can show a window here, and Chinese in it: a child process's work, told as one line of JSON.

Run as a module. Where Qt lacks a system library it ends the process, and its last line says which.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from riskassess.desktop.look.fonts import load_fonts, make_font
from riskassess.texts import Texts


def main() -> int:
    """Print what Qt says of itself and of our font."""
    app = QApplication(sys.argv[:1])
    families, font = load_fonts(), make_font(14, False)
    sign = Texts("zh")("window.title")[0]
    found = {
        "qt": qVersion(),
        "platform": app.platformName(),
        "fonts": len(families),
        "chinese": QFontMetrics(font).inFont(sign),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
