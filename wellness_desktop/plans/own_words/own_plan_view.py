"""A plan of the agency's own: its title and what sets it off. Everything else comes from the core."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import NotesField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.plan_view import empty_out

if TYPE_CHECKING:
    from wellness_desktop.plans.own_words.own_plans import OwnPlan

NAMES = ("title", "trigger", "about")


class OwnPlanView(QWidget):
    """Makes an own plan or changes what it says about itself, and brings retired ones back."""

    save_wanted = Signal(object, dict)
    retire_wanted = Signal(str)
    back_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: OwnPlan | None = None
        self._build()

    def start(self, own: "OwnPlan | None", retired: "tuple[OwnPlan, ...]" = ()) -> None:
        """Opens an own plan, or an empty one."""
        self._own = own
        self.form.set_values({name: getattr(own, name) if own is not None else "" for name in NAMES})
        self.retire_button.setVisible(own is not None)
        words = tr("Save") if own is not None else tr("Make this plan")
        self.save_button.setText(words)
        self.save_button.setAccessibleName(words)
        self._show_retired(retired if own is None else ())
        self.form.focus_first()

    def begun(self) -> dict[str, str] | None:
        """What is typed and not saved."""
        typed = {name: str(value) for name, value in self.form.values().items()}
        saved = {name: getattr(self._own, name) if self._own is not None else "" for name in NAMES}
        if typed == saved:
            return None
        return {"plan": self._own.id if self._own is not None else ""} | typed

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave."""
        self.form.set_values({name: str(kept.get(name, "")) for name in NAMES})

    def throw_away(self) -> None:
        """Empties what is typed and not saved."""
        self.start(self._own)

    def _build(self) -> None:
        card = Card(tr("A plan of your own"), "file-plus", parent=self)
        card.add(
            Text(
                tr("It starts with everything all plans share. Change and add items on its page afterward."),
                "body",
                card,
            )
        )
        self.form = Form(card)
        self.form.add(
            tr("Title"),
            TextField(most=60),
            tr("What has happened, in a few words. For example: train off the rails."),
            name="title",
            required=tr("Type a title."),
        )
        self.form.add(
            tr("What sets it off"),
            NotesField(lines=2),
            tr("So clear that anyone on duty can say: now."),
            name="trigger",
            required=tr("Type what sets the plan off."),
        )
        self.form.add(
            tr("What it is for"), TextField(most=300), tr("One line for the list. May stay empty."), name="about"
        )
        card.add(self.form)
        self.save_button = button(tr("Make this plan"), "check", "primary", press=self._save, parent=card)
        self.retire_button = button(tr("Retire this plan"), "archive", press=self._retire, parent=card)
        card.body.addLayout(button_row(self.save_button, self.retire_button))
        self.retired = Card(tr("Retired plans"), "archive", parent=self)
        self._lines = QVBoxLayout()
        self.retired.body.addLayout(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card)
        column.addWidget(self.retired)
        column.addStretch(1)

    def _show_retired(self, retired: "tuple[OwnPlan, ...]") -> None:
        empty_out(self._lines)
        self.retired.setVisible(bool(retired))
        for own in retired:
            again = button(
                tr("Use it again"),
                "rotate-ccw",
                spoken=tr("Use {title} again", title=own.title),
                press=partial(self.back_wanted.emit, own.id),
                parent=self.retired,
            )
            line = QWidget(self.retired)
            line.setLayout(button_row(Text(own.title, "body", line, wrap=False), again))
            self._lines.addWidget(line)

    def _save(self) -> None:
        if self.form.confirm():
            self.save_wanted.emit(self._own, self.form.values())

    def _retire(self) -> None:
        if self._own is not None:
            self.retire_wanted.emit(self._own.id)
