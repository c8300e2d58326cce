"""The floor of every start: a window with one word in it, and nothing else."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication([])
window = QMainWindow()
window.setWindowTitle("bare")
window.setCentralWidget(QLabel("Hello"))
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
