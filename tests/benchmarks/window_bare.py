"""An empty window of Qt, of the size of ours: what no program with PySide6 can be faster than."""

from PySide6.QtWidgets import QApplication, QMainWindow

if __name__ == "__main__":
    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 720)
    window.show()
    application.exec()
