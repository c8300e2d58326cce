"""A form asks little, checks while typing, says what is wrong in words beside the field, and saves on its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button_row
from wellness_desktop.kit.columns import UNLIMITED, Columns
from wellness_desktop.kit.fields import mark_wrong, speak_as
from wellness_desktop.kit.icons import give_icon
from wellness_desktop.kit.release import UntilRelease
from wellness_desktop.kit.text import LINE_CHARS, Text, caption
from wellness_desktop.kit.typed import can_be_read, type_in, typed_in

PAUSE_MS = 600
"""How long typing must pause before the form checks and saves."""

COLUMN_CHARS = 60

Check = Callable[[Any], str]
"""Takes a value, returns what is wrong with it in words, or an empty text."""


class Form(QWidget):
    """Fields with labels, hints and checks, in one or two columns.

    `changed` comes after a pause in typing, or when a field is left, and only while every field is right: a
    page saves `values()` then. `drafted` comes at the same moments even when something is wrong, so that a
    draft can be kept. `set_values` is silent.
    """

    changed = Signal()
    drafted = Signal()

    def __init__(self, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self._entries: list[_Entry] = []
        self._most = columns
        self._columns = Columns(self, most=columns, chars=COLUMN_CHARS * 4 // 5, gap=(24, 16), stacks=False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._settle)
        self._just_left: list[_Entry] = []
        self._headings: list[tuple[QWidget, frozenset[str]]] = []
        self._release = UntilRelease(self.flush, self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(
        self,
        label: str,
        field: QWidget,
        hint: str = "",
        *,
        name: str = "",
        check: Check | None = None,
        required: str = "",
        wide: bool = False,
    ) -> Any:
        """Adds a field below the others, and returns it.

        `label` may mark its Alt key with `&`. `name` is its key in `values()`. `check` says what is wrong
        with a value; `required` is the sentence shown when the field is left empty. A `wide` field takes
        the whole line in a form of two columns.
        """
        row = _Row(label, field, hint, self, alone=self._most == 1)
        entry = _Entry(name, field, row, check, required)
        self._entries.append(entry)
        if hasattr(field, "edited"):
            field.edited.connect(lambda: self._edited(entry))
        if hasattr(field, "left"):
            field.left.connect(lambda: self._left(entry))
        self._columns.add(row, wide=wide)
        return field

    def add_heading(self, text: str, line: str = "", *, over: Sequence[str] = ()) -> None:
        """Starts a part of the form with a heading and perhaps a line of explanation.

        A heading over fields that are hidden at times is named with them, and goes when the last of them goes.
        """
        heading = _Heading(text, line, self)
        self._columns.add(heading, wide=True)
        if over:
            self._headings.append((heading, frozenset(over)))

    def add_buttons(self, *buttons: QWidget) -> None:
        """Puts buttons on a line of their own below the fields."""
        row = QWidget(self)
        row.setLayout(button_row(*buttons))
        self._columns.add(row, wide=True)

    def values(self) -> dict[str, Any]:
        """What the named fields hold now."""
        return {entry.name: entry.field.value() for entry in self._entries if entry.name}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fills the named fields without any signal, and takes old error texts away."""
        self._pause.stop()
        for entry in self._entries:
            if entry.name in values:
                entry.field.set_value(values[entry.name])
                entry.tell("")
                entry.was_left = False

    def typed(self) -> dict[str, Any]:
        """What stands in the named fields, right or wrong, as plain JSON values: a draft. Passphrases are not read."""
        return {entry.name: typed_in(entry.field) for entry in self._entries if entry.name and can_be_read(entry.field)}

    def set_typed(self, kept: Mapping[str, Any]) -> None:
        """Shows a draft again, without any signal, and says beside each field what is still wrong with it.

        Fields that are not in `kept` stay as they are; names that this form does not know are passed over.
        """
        self._pause.stop()
        again = [entry for entry in self._entries if entry.name in kept and can_be_read(entry.field)]
        for entry in again:
            type_in(entry.field, kept[entry.name])
        for entry in again:
            entry.tell("")
            entry.say("" if entry.is_empty() else entry.fault())

    def field(self, name: str) -> Any:
        """The field added under `name`."""
        return self._entry(name).field

    def set_error(self, name: str, text: str) -> None:
        """Shows `text` beside the field, for what only a service can know; empty takes it away.

        It stays until the field holds something else or the form is confirmed again.
        """
        self._entry(name).tell(text)

    def set_remark(self, name: str, text: str) -> None:
        """Says something quietly below the field that is no error and keeps nothing from being saved."""
        self._entry(name).row.remark(text)

    def show_field(self, name: str, shown: bool) -> None:
        """Shows or hides a field with its label; a hidden field is not checked."""
        entry = self._entry(name)
        entry.row.setVisible(shown)
        entry.hidden = not shown
        shown_names = {each.name for each in self._entries if not each.hidden}
        for heading, over in self._headings:
            if name in over:
                heading.setVisible(not over.isdisjoint(shown_names))

    def focus_first(self) -> None:
        """Puts the cursor into the first field that is shown."""
        for entry in self._entries:
            if not entry.hidden:
                entry.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def is_right(self) -> bool:
        """Whether every field would pass its checks now; shows nothing."""
        return not any(entry.fault() for entry in self._entries)

    def confirm(self) -> bool:
        """Checks all fields, shows what is wrong, and moves to the first one that is. True when all is right."""
        first = None
        for entry in self._entries:
            entry.was_left = True
            entry.tell("")
            entry.say(entry.fault())
            if entry.wrong and first is None:
                first = entry
        if first is None:
            return True
        first.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(first.field, first.row.fault, urgent=True)
        return False

    def flush(self) -> None:
        """Sends what is still waiting for a pause (page left, window closing, lock)."""
        left, self._just_left = self._just_left, []
        for entry in left:
            entry.say(entry.fault())
        if self._pause.isActive():
            self._settle()

    @property
    def waiting(self) -> bool:
        """Whether something was typed that `changed` has not told yet."""
        return self._pause.isActive()

    def theme_changed(self) -> None:
        self._columns.invalidate()

    def _entry(self, name: str) -> "_Entry":
        for entry in self._entries:
            if entry.name == name:
                return entry
        raise KeyError(name)

    def _edited(self, entry: "_Entry") -> None:
        if entry.wrong:
            entry.say(entry.fault())
        self._pause.start()

    def _left(self, entry: "_Entry") -> None:
        """A line that appears below the field would push the button away that is being pressed."""
        entry.was_left = True
        self._just_left.append(entry)
        if not self._release.must_wait():
            self.flush()

    def _settle(self) -> None:
        self._pause.stop()
        for entry in self._entries:
            # What was never touched is not nagged about; what was typed is checked at the first pause.
            if entry.was_left or not entry.is_empty():
                entry.say(entry.fault() or entry.still_told())
        self.drafted.emit()
        if self.is_right():
            self.changed.emit()


@dataclass(slots=True)
class _Entry:
    """One field of the form with its checks."""

    name: str
    field: Any
    row: Any
    check: Check | None
    required: str
    was_left: bool = False
    wrong: bool = False
    hidden: bool = False
    told: tuple[str, Any] = ("", None)
    """What was said last from outside the field, and what it held then."""

    def is_empty(self) -> bool:
        return self.field.value() in ("", None, ()) and not self.own_fault()

    def own_fault(self) -> str:
        """What the field itself finds wrong with the typed text, before any value exists."""
        return self.field.fault() if hasattr(self.field, "fault") else ""

    def fault(self) -> str:
        if self.hidden:
            return ""
        if own := self.own_fault():
            return str(own)
        if self.is_empty():
            return self.required
        return self.check(self.field.value()) if self.check else ""

    def tell(self, text: str) -> None:
        self.told = (text, self.field.value()) if text and can_be_read(self.field) else ("", None)
        self.say(text)

    def still_told(self) -> str:
        text, about = self.told
        return text if not self.hidden and about == self.field.value() else ""

    def say(self, text: str) -> None:
        self.wrong = bool(text)
        self.row.say(text)


class _Row(QWidget):
    """Label, field, and below it the hint or what is wrong."""

    def __init__(self, label: str, field: QWidget, hint: str, parent: QWidget, *, alone: bool) -> None:
        super().__init__(parent)
        self._field, self._hint_text, self._alone = field, hint, alone
        self._name = label.replace("&&", "\0").replace("&", "").replace("\0", "&")
        speak_as(field, self._name, hint)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        if label:
            self._caption = caption(label, field, self)
            column.addWidget(self._caption)
        short = field.maximumWidth() < UNLIMITED
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft if short else Qt.AlignmentFlag(0))
        if hint:
            column.addWidget(Text(hint, "small", self))
        self._wrong: _Line | None = None
        self._remark: _Line | None = None
        self.theme_changed()

    @property
    def fault(self) -> str:
        """What is wrong, as it stands below the field now."""
        return self._wrong.words.text() if self._wrong is not None else ""

    def say(self, text: str) -> None:
        """Shows what is wrong, also to screen readers; an empty text takes it away."""
        if text == self.fault:
            return
        if self._wrong is None:
            self._wrong = _Line("circle-alert", "danger", "error", self)
            self._column.addWidget(self._wrong)
        self._wrong.say(text)
        mark_wrong(self._field, bool(text))
        self._speak()

    def remark(self, text: str) -> None:
        """Shows a quiet line below the field; an empty text takes it away."""
        if self._remark is None and not text:
            return
        if self._remark is None:
            self._remark = _Line("info", "muted", "muted", self)
            self._column.addWidget(self._remark)
        self._remark.say(text)
        self._speak()

    @property
    def remark_words(self) -> str:
        """The quiet line below the field now."""
        return self._remark.words.text() if self._remark is not None else ""

    def _speak(self) -> None:
        parts = (tr("Please check:") if self.fault else "", self.fault, self.remark_words, self._hint_text)
        speak_as(self._field, self._name, " ".join(part for part in parts if part))

    def theme_changed(self) -> None:
        """A field alone on its line need not run across a wide page."""
        if self._alone:
            self.setMaximumWidth(theme.chars(LINE_CHARS))


class _Line(QWidget):
    """A line below a field, with a mark: what is wrong, or a remark. Made when there is one, which is seldom."""

    def __init__(self, icon: str, tint: str, style: str, parent: QWidget) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        mark = QLabel(self)
        give_icon(mark, icon, tint, 1.0)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self.words = Text("", style, self)
        line.addWidget(self.words, 1)

    def say(self, text: str) -> None:
        """Shows the text, or goes when it is empty."""
        self.words.setText(text)
        self.setVisible(bool(text))


class _Heading(QWidget):
    def __init__(self, text: str, line: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(text, "heading", self))
        if line:
            column.addWidget(Text(line, "muted", self))
