"""A bare QMainWindow, for comparison."""

from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.first_paint import FirstPaint

application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
watcher = FirstPaint()
window.installEventFilter(watcher)
window.show()
application.exec()
