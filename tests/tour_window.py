"""Drives the real window by clicks and keys, and takes its picture in every look."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QDialog,
    QListWidget,
    QRadioButton,
    QWidget,
)

from tests.support.cut_text import cut_texts
from wellness_desktop.app.frame import Frame
from wellness_desktop.app.program import Program
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.theme import apply_theme

DESIGN_SIZE, SMALL_SIZE = QSize(1366, 768), QSize(1024, 700)
PATIENCE = 60
"""Seconds that anything may take before the tour gives up on it."""
MOST_CUTS = 4
"""Told of one picture; whoever looks at it sees the others."""
HARMLESS = ("propagateSizeHints", "This plugin does not support")
"""What the offscreen platform says of itself."""


@dataclass(frozen=True)
class Look:
    """A theme, a text size and a size of the window."""

    name: str
    theme: str = "light"
    percent: int = 100
    size: QSize = field(default_factory=lambda: DESIGN_SIZE)
    main_only: bool = False
    """Taken of the main pages only."""


LOOKS = (
    Look("dark", "dark"),
    Look("contrast", "contrast"),
    Look("text200", percent=200),
    Look("small", size=SMALL_SIZE, main_only=True),
    Look("small200", percent=200, size=SMALL_SIZE, main_only=True),
    Look("light"),
)
"""The usual look comes last, so that the walk goes on in it."""


class Fault(Exception):
    """The tour could not go on: something a person would click was not there."""


class Window:
    """The program's window, as a person at it."""

    def __init__(self, program: Program, out: Path, *, looks: tuple[Look, ...] = LOOKS) -> None:
        self.program = program
        self.frame: Frame = program.frame
        self.app = QApplication.instance()
        self.looks = looks
        self.faults: list[str] = []
        self.written: list[Path] = []
        self._out = out
        self._number = 0
        out.mkdir(parents=True, exist_ok=True)

    # ------------------------------------------------------------------------------------------- looking

    def shot(self, name: str, *, main: bool = False, whole: bool = True) -> None:
        """Pictures of the window in every look; pages that go on below the fold once more in whole."""
        self._number += 1
        for look in self.looks:
            if look.main_only and not main:
                continue
            self._wear(look)
            self._save(self.frame.grab(), f"{self._number:02}-{name}-{look.name}")
            self._look_closely(f"{self._number:02}-{name}-{look.name}")
            if whole and not look.main_only:
                self._save_whole(f"{self._number:02}-{name}-{look.name}-whole")

    def shot_of(self, widget: QWidget, name: str) -> None:
        """One picture of a window that stands over the others, such as a print or a question."""
        self._number += 1
        self.settle()
        self._save(widget.grab(), f"{self._number:02}-{name}-light")

    def _wear(self, look: Look) -> None:
        apply_theme(self.app, look.theme, look.percent)
        self.frame.resize(look.size)
        self.settle()
        page = self.frame.page
        if page is not None:
            page.scroll.verticalScrollBar().setValue(0)
        self.settle()

    def _look_closely(self, name: str) -> None:
        """Tells what nobody could read: a page wider than its window, and words that are cut off."""
        page = self.frame.page
        if page is None or not page.isVisible():
            return
        wide, room = page.scroll.widget().width(), page.scroll.viewport().width()
        if wide > room:
            self.faults.append(f"{name}: the page is {wide} pixels wide, the window has {room}")
            return
        # Addresses are broken at their dashes and strokes, which the check of single words does not know.
        cut = [each for each in cut_texts(page) if "://" not in each]
        self.faults += [f"{name}: cut off: {each}" for each in cut[:MOST_CUTS]]

    def _save_whole(self, name: str) -> None:
        page = self.frame.page
        if page is None or page.scroll.verticalScrollBar().maximum() < page.scroll.viewport().height() // 5:
            return
        content = page.scroll.widget()
        picture = QPixmap(content.size())
        picture.fill(content.palette().window().color())
        content.render(picture)
        self._save(picture, name)

    def _save(self, picture: QPixmap, name: str) -> None:
        path = self._out / f"{name}.png"
        if not picture.save(str(path)):
            self.faults.append(f"{path.name} could not be written")
        self.written.append(path)
        print(path.name)  # noqa: T201 - says what it wrote

    # ------------------------------------------------------------------------------------------- doing

    def settle(self, rounds: int = 6) -> None:
        """Lets layouts come to rest."""
        for _ in range(rounds):
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what a real event loop does

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Waits until something is so; a Fault when it never is."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise Fault(f"never came: {what}")
            QTest.qWait(20)
        self.settle()

    def quiet(self) -> None:
        """Waits until no job runs."""
        self.wait(
            lambda: not any(each.busy for each in (self.program.tasks, self.program.searching, self.program.importing)),
            "the end of the jobs",
        )

    def buttons(self, inside: QWidget | None = None) -> list[QAbstractButton]:
        """Every button that can be seen."""
        root = inside or self.frame
        return [each for each in root.findChildren(QAbstractButton) if each.isVisible()]

    def find(self, words: str, inside: QWidget | None = None) -> QAbstractButton:
        """The visible button that says these words, whole or at its start."""
        found = self.buttons(inside)
        for fits in (lambda said: said == words, lambda said: said.startswith(words), lambda said: words in said):
            for each in found:
                said = each.text().replace("&", "").strip() or each.accessibleName()
                if fits(said):
                    return each
        said = sorted({each.text().replace("&", "") or each.accessibleName() for each in found})
        raise Fault(f"no button “{words}”; there are: {said}")

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Clicks a button."""
        self.click(self.find(words, inside))

    def click(self, widget: QWidget) -> None:
        """Clicks in the middle of a widget, after scrolling to it."""
        page = self.frame.page
        if page is not None and page.scroll.widget().isAncestorOf(widget):
            page.show_widget(widget)
            self.settle()
        if not widget.isEnabled():
            raise Fault(f"cannot be pressed: {widget.accessibleName()}")
        at = widget.rect().center()
        if isinstance(widget, QCheckBox | QRadioButton):  # only their mark and words can be clicked
            at.setX(widget.fontMetrics().height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def place(self, key: str) -> None:
        """Clicks a place in the rail."""
        for places in (self.frame.rail.places, self.frame.rail.foot):
            if self._click_place(places, key):
                return
        raise Fault(f"no place {key} in the rail")

    def _click_place(self, places: QListWidget, key: str) -> bool:
        for row in range(places.count()):
            item = places.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == key:
                point = places.visualItemRect(item).center()
                QTest.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=point)
                self.settle()
                return True
        return False

    def row(self, view: QAbstractItemView, number: int) -> None:
        """Clicks a row of a list and opens it with Enter."""
        index = view.model().index(number, 0)
        view.scrollTo(index)
        self.settle()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        self.settle()
        self.key(Qt.Key.Key_Return, view)

    def key(self, key: Qt.Key, widget: QWidget | None = None, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, to a widget or to whatever has the focus."""
        self.awake()
        QTest.keyClick(widget or self._focused(), key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def type(self, words: str, widget: QWidget | None = None) -> None:
        """Types words."""
        QTest.keyClicks(widget or self._focused(), words)
        self.settle()

    def _focused(self) -> QWidget:
        """What would get a key."""
        self.awake()
        found = QApplication.focusWidget()
        if found is None:
            raise Fault("nothing has the focus")
        return found

    def awake(self) -> None:
        """Makes our window the active one, as a window manager does when a print window closes."""
        if QApplication.activeWindow() is None:
            self.frame.activateWindow()
            self.settle()

    def answer(self, words: str, name: str) -> None:
        """Takes the picture of the question that is open, and presses one of its answers."""
        self.wait(self._questions, f"the question {name}")
        (question,) = self._questions()
        self.shot_of(question, f"question-{name}")
        self.press(words, question)
        self.awake()

    def tidy(self) -> None:
        """Closes what stands over the window, so that the walk can go on after a fault."""
        for dialog in self.frame.findChildren(QDialog):
            dialog.close()
        self.settle()
        self.awake()

    def _questions(self) -> list[Question]:
        return [each for each in self.frame.findChildren(Question) if each.isVisible()]

    def printed(self, name: str, press: Callable[[], object]) -> bytes:
        """Does what opens a print window, takes its picture, closes it, and returns its PDF."""
        before = set(self.frame.findChildren(PrintOffer))

        def new() -> list[PrintOffer]:
            return [each for each in self.frame.findChildren(PrintOffer) if each not in before and each.isVisible()]

        press()
        self.wait(new, f"the print window of {name}")
        offer = new()[0]
        self.wait(lambda: offer.preview.pages > 0, "its pages")
        pdf = bytes(offer.preview._buffer.data().data())
        self.shot_of(offer, f"print-{name}")
        offer.close()
        self.settle()
        self.awake()
        return pdf


@contextmanager
def watching(faults: list[str]) -> Iterator[None]:
    """Collects every warning that Qt gives meanwhile."""

    def told(kind: QtMsgType, _context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(each in text for each in HARMLESS):
            faults.append(f"Qt said: {text}")

    before = qInstallMessageHandler(told)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
