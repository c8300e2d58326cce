"""Where one item of a plan is changed: its words, whether it is shown, and what stands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.fields import NotesField, TickField
from wellness_desktop.kit.form import PAUSE_MS, Form
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.own_words.outline import Mark, PlanItem
from wellness_desktop.plans.places import place_names

if TYPE_CHECKING:
    from wellness_desktop.plans.wording import Doubt

MOST_DOUBTS = 5


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wants an item to say; with `after_it` it is a new item behind that one."""

    item: PlanItem
    text: str
    everywhere: bool = False
    after_it: bool = False
    role: str = ""


class ItemEditor(Card):
    """The words of an item and what can be done with it. Saves nothing itself: signals tell what is wanted."""

    save_wanted = Signal(object)
    move_wanted = Signal(object, int)
    hide_wanted = Signal(object)
    restore_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self,
        doubts: "Callable[[str, bool], tuple[Doubt, ...]]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Words"), "pencil", parent=parent)
        self._doubts_in = doubts
        self.item: PlanItem | None = None
        self._new = False
        self._roles: list[tuple[str, str]] = []
        self._contacts: list[tuple[str, str]] = []
        self._build()

    def offer_people(self, roles: list[tuple[str, str]], contacts: list[tuple[str, str]]) -> None:
        """Whom an added step or call may name."""
        self._roles, self._contacts = roles, contacts

    def open(self, item: PlanItem, *, new: bool = False) -> None:
        """Opens an item, or an empty one behind it."""
        self.item, self._new = item, new
        hidden = item.mark is Mark.HIDDEN
        self.set_title(_title(item, new))
        self._template.setText(tr("The template says: {text}", text=item.template))
        self._template.setVisible(not new and item.mark in (Mark.OURS, Mark.HIDDEN))
        self.form.set_values({"text": "" if new else item.text, "everywhere": item.everywhere, "role": item.role})
        self.form.setVisible(not hidden)
        self._hint.setVisible(not new and bool(place_names(item.text)))
        asks = new and item.table in ("step", "call")
        self.form.show_field("role", asks)
        if asks:
            self.role.offer(self._roles if item.table == "step" else [*self._roles, *self._contacts])
            self.role.set_value(item.role or None)
        self.form.show_field("everywhere", item.in_core)
        self._show_buttons(item, hidden)
        self._look_over()
        first = self.restore_button if hidden else self.form.field("text")
        QTimer.singleShot(0, first, lambda: first.setFocus(Qt.FocusReason.OtherFocusReason))

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not saved."""
        item = self.item
        if item is None or item.mark is Mark.HIDDEN:
            return None
        typed = self.form.values()
        if typed["text"].strip() == ("" if self._new else item.text.strip()):
            return None
        return {"item": item.id, "seen": item.text, "new": self._new} | typed

    def go_on(self, item: PlanItem, kept: Mapping[str, Any]) -> None:
        """Opens an item at what `begun` gave."""
        self.open(item, new=bool(kept.get("new")))
        self.form.set_values({name: kept.get(name) for name in ("text", "everywhere", "role")})
        self._look_over()

    def close_it(self) -> None:
        """Closes without saving; what was typed is thrown away."""
        self.item = None
        self.hide()
        self.closed.emit()

    def _build(self) -> None:
        self._template = Text("", "muted", self)
        self.add(self._template)
        self.form = Form(self)
        self.form.add(tr("Words"), NotesField(lines=2), name="text")
        self.role = ChoiceField(empty=tr("Nobody in particular"))
        self.form.add(tr("Who"), self.role, name="role")
        self.form.add(
            "",
            TickField(tr("In every plan that has it")),
            name="everywhere",
        )
        self.add(self.form)
        self._hint = Text(
            tr("Words in {curly} braces are filled in from your facts. Leave them as they are.", curly="{curly}"),
            "small",
            self,
        )
        self.add(self._hint)
        self.doubt_words = Text("", "body", self)
        self.add(self.doubt_words)
        self.save_button = button(tr("Save"), "check", "primary", press=self._save, parent=self)
        self.up_button = button(
            tr("Up"), "chevron-up", tip=tr("Key: Alt+Up"), press=lambda: self._move(-1), parent=self
        )
        self.down_button = button(
            tr("Down"), "chevron-down", tip=tr("Key: Alt+Down"), press=lambda: self._move(1), parent=self
        )
        self.hide_button = button(tr("Hide"), "eye-off", press=self._hide, parent=self)
        self.restore_button = button(tr("Put back"), "undo", press=self._restore, parent=self)
        self.add_button = button(tr("Add after it"), "plus", press=self._add, parent=self)
        self.close_button = button(tr("Close"), "x", "link", press=self.close_it, parent=self)
        self.body.addLayout(
            button_row(
                self.save_button,
                self.up_button,
                self.down_button,
                self.hide_button,
                self.restore_button,
                self.add_button,
                self.close_button,
            )
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look_over)
        self.form.field("text").edited.connect(self._pause.start)
        for keys, press in (
            ("Ctrl+Return", self._save),
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press)
        self.save_button.setToolTip(tr("Key: {keys}", keys="Ctrl+Enter"))

    def event(self, event: QEvent) -> bool:
        """Escape closes the editor, not the page around it."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.close_it()
            return True
        return super().event(event)

    def _show_buttons(self, item: PlanItem, hidden: bool) -> None:
        new = self._new
        self.save_button.setVisible(not hidden)
        self.up_button.setVisible(not new and not hidden)
        self.down_button.setVisible(not new and not hidden)
        self.up_button.setEnabled(not item.first)
        self.down_button.setEnabled(not item.last)
        self.hide_button.setVisible(not new and item.mark in (Mark.TEMPLATE, Mark.OURS))
        self.restore_button.setVisible(not new and item.mark is not Mark.TEMPLATE)
        put_back = tr("Remove") if item.mark is Mark.ADDED else tr("Put back")
        self.restore_button.setText(put_back)
        self.restore_button.setAccessibleName(put_back)
        self.add_button.setVisible(not new and not hidden and item.may_add)

    def _look_over(self) -> None:
        """Says under the words what a message should not hold, or lacks. A hint, never a block (CP-T6)."""
        item = self.item
        text = self.form.values()["text"] if item is not None else ""
        found = self._doubts_in(text, item.table == "message") if item is not None and text.strip() else ()
        self.doubt_words.setText(doubt_text(found))
        self.doubt_words.setVisible(bool(found))

    def _save(self) -> None:
        item, values = self.item, self.form.values()
        if item is not None and not self.save_button.isHidden():
            role = values["role"] or ""
            self.save_wanted.emit(Typed(item, values["text"], bool(values["everywhere"]), self._new, role))

    def _move(self, by: int) -> None:
        at_end = self.item is None or (self.item.first if by < 0 else self.item.last)
        if self.item is not None and not self._new and not at_end:
            self.move_wanted.emit(self.item, by)

    def _hide(self) -> None:
        if self.item is not None:
            self.hide_wanted.emit(self.item)

    def _restore(self) -> None:
        if self.item is not None:
            self.restore_wanted.emit(self.item)

    def _add(self) -> None:
        if self.item is not None:
            self.open(self.item, new=True)


def doubt_text(found: "tuple[Doubt, ...]") -> str:
    """Each doubt on its line: the words, and why to think again."""
    lines = [
        tr("“{words}”: {why}", words=doubt.phrase, why=doubt.why) if doubt.phrase else doubt.why
        for doubt in found[:MOST_DOUBTS]
    ]
    return "\n".join([tr("Think again before you send it:"), *lines]) if lines else ""


def _title(item: PlanItem, new: bool) -> str:
    if new:
        return tr("New, after: {text}", text=_short(item.text))
    return item.title or tr("Words")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
