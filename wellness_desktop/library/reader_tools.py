"""The row of buttons above a guide; the reader connects them."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import ChoiceField, TickField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.library.trail import Trail


class ReaderTools(QWidget):
    """Leaving, back and forward, search, text size, neighbors, prints, and the contents where there is no list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = button("", "library", parent=self)
        self.trail_back = self._with_key(tr("Back"), "arrow-left", tr("The guide you read before."), "Alt+Left")
        self.trail_forward = self._with_key(
            tr("Forward"), "arrow-right", tr("The guide you came back from."), "Alt+Right"
        )
        self.search = button(tr("Find"), "search", tip=tr("Find a word in this guide."), shortcut="Ctrl+F", parent=self)
        self.smaller = self._with_key(tr("Smaller text"), "zoom-out", tr("Smaller text."), "Ctrl+-")
        self.larger = self._with_key(tr("Larger text"), "zoom-in", tr("Larger text."), "Ctrl+=")
        self.previous = button("", "chevron-left", spoken=tr("Previous guide"), parent=self)
        self.next = button("", "chevron-right", spoken=tr("Next guide"), parent=self)
        self.handout = button(tr("Print handout"), "printer", parent=self)
        self.card = button(tr("Quick card"), "file-text", tip=tr("The first steps on one sheet."), parent=self)
        self._large = TickField(tr("Large print"), self)
        self._large.speak_as("", tr("Handout and card in letters that can be read without glasses."))
        self._large.setToolTip(tr("Handout and card in letters that can be read without glasses."))
        self.contents = ChoiceField((), self)
        self.contents.setAccessibleName(tr("Contents"))
        row = Flow(self)
        for each in (
            self.back,
            self.trail_back,
            self.trail_forward,
            self.search,
            self.smaller,
            self.larger,
            self.previous,
            self.next,
            self.handout,
            self.card,
            self._large,
            self.contents,
        ):
            row.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say_back(to_library=True)

    def _with_key(self, spoken: str, icon: str, tip: str, keys: str) -> QPushButton:
        """A button whose key is the reader's own: a button's would wait for its picture to come up again."""
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        return button("", icon, spoken=spoken, tip=tr("{tip} Key: {keys}", tip=tip, keys=shown), parent=self)

    @property
    def large_print(self) -> bool:
        """Whether prints are wanted in large letters."""
        return self._large.value()

    def say_back(self, *, to_library: bool) -> None:
        """Names where leaving the guide leads."""
        words = tr("Back to the library") if to_library else tr("Back to my page")
        self.back.setText(words)
        self.back.setAccessibleName(words)

    def show_guide(self, *, has_card: bool, has_before: bool, has_next: bool) -> None:
        """What this guide offers."""
        self.card.setVisible(has_card)
        self.previous.setEnabled(has_before)
        self.next.setEnabled(has_next)

    def show_trail(self, trail: Trail) -> None:
        """Whether there is a way back and forward."""
        self.trail_back.setEnabled(trail.can_go_back)
        self.trail_forward.setEnabled(trail.can_go_forward)

    def show_size(self, *, can_shrink: bool, can_grow: bool) -> None:
        """Whether the text can still be made smaller and larger."""
        self.smaller.setEnabled(can_shrink)
        self.larger.setEnabled(can_grow)
