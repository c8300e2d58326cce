"""Typing what the agency knows better about a line: its number, hours, a note; or a whole line of its own."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.base.us_states import STATES
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.library.line_details import LineDetails, number_fault, same_number
from wellness_desktop.library.lines import ALWAYS_THERE, Line

LONGEST_NOTE = 200


class LineFormView(QWidget):
    """One form for every line. `saved` and `left` say what the person pressed; `details()` is what was typed."""

    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: Line | None = None
        """The line being changed; None for a new one."""
        self.revision = 0
        """The revision of the agency's lines on which the person types."""
        self._shown: dict[str, Any] = {}
        self._card = Card(" ", "square-pen", parent=self)
        self._shipped = NumberText("", "muted", self._card)
        self._card.add(self._shipped)
        self._form = self._build_form()
        self._card.add(self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)

    def open(self, line: Line | None, shipped: Line | None, revision: int) -> None:
        """Shows the form for this line: `shipped` as it came with the program, None for one of the agency's own."""
        self.line, self.revision = line, revision
        ours = shipped is None
        self._card.set_title(line.name if line else tr("A line of your own"))
        self._shipped.setText(_as_shipped(shipped) if shipped else _what_for())
        for name in ("name", "for_whom", "answered_by", "state"):
            self._form.show_field(name, ours)
        fixed = line is not None and line.id == ALWAYS_THERE
        self._form.show_field("call", ours or (not fixed and bool(line and (line.call or not line.text_to))))
        self._form.show_field("text_to", ours or (not fixed and bool(line and line.text_to)))
        self._form.show_field("hours", not fixed)
        self._shown = _values(line)
        self._form.set_values(self._shown)

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        names = ("name",) if self.line is None or self.line.kind == "local" else ("call", "text_to", "note")
        for name in names:
            if self._form.field(name).isVisibleTo(self):
                self._form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def details(self) -> LineDetails:
        """What stands in the form."""
        return LineDetails(**{**self._form.values(), "state": self._form.values()["state"] or ""})

    def say_wrong(self, words: str) -> None:
        """Shows beside the number what only the service could know."""
        self._form.set_error("call" if self._form.field("call").isVisibleTo(self) else "text_to", words)

    def typed(self) -> dict[str, Any] | None:
        """What is typed and not saved; None while nothing is."""
        typed = self._form.typed()
        changed = {name: value for name, value in typed.items() if value != (self._shown.get(name) or _blank(value))}
        return typed if changed else None

    def take_typed(self, kept: dict[str, Any]) -> None:
        """Shows again what was typed before."""
        self._form.set_typed(kept)

    def _build_form(self) -> Form:
        form = Form(self._card)
        form.add(tr("Na&me"), TextField(most=80), name="name", required=tr("Type the name of the line."))
        form.add(
            tr("For &whom"),
            TextField(most=160),
            tr("For example: Anyone in Adams County in a mental health crisis."),
            name="for_whom",
        )
        form.add(tr("Number to &call"), TextField(most=40), name="call", check=number_fault)
        form.add(tr("Number to &text"), TextField(most=40), name="text_to", check=number_fault)
        form.add(
            "",
            TickField(tr("We called this number and it is right")),
            tr("A changed or new number is only shown once somebody dialed it. Today's date goes with it."),
            name="called",
        )
        form.add(tr("&Hours"), TextField(most=120), tr("For example: Day and night"), name="hours")
        form.add(tr("Who &answers"), TextField(most=120), name="answered_by")
        form.add(
            tr("&Note from your agency"),
            TextField(most=LONGEST_NOTE),
            tr("Everyone at this PC can read it, without signing in. Name no person."),
            name="note",
        )
        states = sorted(STATES.items(), key=lambda one: one[1])
        form.add(
            tr("Works only &in"),
            ChoiceField(states, empty=tr("Every state")),
            tr("Others do not see it."),
            name="state",
        )
        form.add_buttons(
            button(tr("Save"), "check", "primary", press=self._save, parent=form),
            button(tr("Cancel"), press=self.left.emit, parent=form),
        )
        return form

    def _save(self) -> None:
        if not self._form.confirm():
            return
        details = self.details()
        if not (details.call or details.text_to):
            self.say_wrong(tr("Type a number to call, or one to text."))
            return
        line = self.line
        renumbered = line is None or not (
            same_number(details.call, line.call) and same_number(details.text_to, line.text_to)
        )
        if renumbered and not details.called:
            self._form.set_error("called", tr("Dial the number first, then tick this."))
            self._form.field("called").setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.saved.emit()


def _values(line: Line | None) -> dict[str, Any]:
    if line is None:
        return dict.fromkeys(("name", "for_whom", "call", "text_to", "hours", "answered_by", "note"), "") | {
            "called": False,
            "state": None,
        }
    return {
        "name": line.name,
        "for_whom": line.for_whom,
        "call": line.call,
        "text_to": line.text_to,
        "called": False,
        "hours": line.hours,
        "answered_by": line.answered_by,
        "note": line.agency_note,
        "state": line.state or None,
    }


def _blank(value: Any) -> Any:
    return False if isinstance(value, bool) else "" if isinstance(value, str) else None


def _as_shipped(line: Line) -> str:
    ways = ", ".join(filter(None, (line.call, line.text_to if line.text_to != line.call else "")))
    return tr(
        "As shipped: {numbers}. {hours}. Updates never change what you type here.", numbers=ways, hours=line.hours
    )


def _what_for() -> str:
    return tr("The county's crisis line, the hospital, a tribal line, the dispatch center. No private numbers.")
