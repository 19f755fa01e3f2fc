"""Say when a window was first painted, then leave."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QObject


class FirstPaint(QObject):
    """Print memory and clock at the first paint event of a widget and end the process at once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            tell_and_leave()
        return super().eventFilter(watched, event)


def tell_and_leave() -> NoReturn:
    """Print the memory held (kB) and the monotonic clock (ns), and end the process at once."""
    clock = time.monotonic_ns()
    sys.stdout.write(f"{resident()} {clock}\n")
    sys.stdout.flush()
    os._exit(0)


def resident() -> int:
    """Return the memory that this process holds now, in kB; its peak where the system tells no other."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1])
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak
