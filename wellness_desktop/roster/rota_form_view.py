"""Who is put on call for the chosen span, and whether it comes again."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.base.names import name_key
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.fields import NumberField, RadioField
from wellness_desktop.kit.form import Form
from wellness_desktop.roster.entry_fields_view import PersonField
from wellness_desktop.roster.rota import MOST_WEEKS_AHEAD, ONCE, Repeat, Scope

DAYS_ON_AND_OFF = "days"
WEEKLY = (1, 2, 3, 4, 6, 8)
USUAL_WEEKS = 12


class _NameField(PersonField):
    """Part of a name is enough where it fits one person only."""

    def value(self) -> UUID | None:  # type: ignore[override]
        exact, typed = super().value(), name_key(self.text())
        if exact is not None or not typed:
            return exact
        found = [one for key, one in self._ids.items() if key.startswith(typed)]
        found = found or [one for key, one in self._ids.items() if typed in key]
        return found[0] if len(found) == 1 else None


class RotaForm(QWidget):
    """`entered` when Enter is pressed behind a name."""

    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._asks_scope = False
        self.form = Form(self)
        self.who = _NameField()
        self.form.add(tr("&Who"), self.who, name="person", required=tr("Choose who is on call."))
        self.again = ChoiceField(_choices())
        self.form.add(tr("Comes &again"), self.again, name="again")
        self.form.add(tr("Days on"), NumberField(1, 31), name="on")
        self.form.add(tr("Days off"), NumberField(0, 31), name="off")
        self.form.add(
            tr("For how many weeks"),
            NumberField(1, MOST_WEEKS_AHEAD),
            tr("Counted from the chosen time."),
            name="weeks",
        )
        scopes = [(scope, scope.label) for scope in Scope]
        self.form.add(tr("This time repeats. Change or remove"), RadioField(scopes, columns=1), name="scope", wide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.form.set_values({"again": 0, "on": 4, "off": 4, "weeks": USUAL_WEEKS, "scope": Scope.ONE})
        self.again.edited.connect(self._fit)
        self.who.returnPressed.connect(self._entered)
        self.show_scope(False)
        self._fit()

    def offer(self, people: Sequence[tuple[UUID, str]]) -> None:
        """Whom one can choose."""
        self.who.offer(people)

    def person(self) -> UUID | None:
        """Who is typed; part of a name is enough where it fits one only. Says beside the field when nobody is."""
        self._complete()
        return self.who.value() if self.form.confirm() else None

    def repeat(self) -> Repeat:
        """How it comes again."""
        values = self.form.values()
        again, weeks = values["again"], values["weeks"] or 1
        if again == DAYS_ON_AND_OFF:
            return Repeat(weeks_ahead=weeks, days_on=values["on"] or 1, days_off=values["off"] or 0)
        return Repeat(weeks_ahead=weeks, every_weeks=again) if again else ONCE

    def once(self) -> None:
        """Back to a single time; the name stays, since the next night is often the same person's."""
        self.form.set_values({"again": 0, "scope": Scope.ONE})
        self._fit()

    def scope(self) -> Scope:
        """Which times of a repeat are meant."""
        return self.form.values()["scope"] if self._asks_scope else Scope.ONE

    def show_scope(self, asks: bool) -> None:
        """Asks which times of a repeat are meant, or does not."""
        if not asks or not self._asks_scope:
            self.form.set_values({"scope": Scope.ONE})
        self._asks_scope = asks
        self.form.show_field("scope", asks)

    def focus_first(self) -> None:
        """Into the name, ready to be typed over."""
        self.who.setFocus()
        self.who.selectAll()

    def _entered(self) -> None:
        popup = self.who.completer().popup() if self.who.completer() else None
        self._complete()
        if self.who.value() is not None or popup is None or not popup.isVisible():
            self.entered.emit()

    def _complete(self) -> None:
        chosen = self.who.value()
        if chosen is not None:
            self.who.set_value(chosen)

    def _fit(self) -> None:
        again = self.again.value()
        for name in ("on", "off"):
            self.form.show_field(name, again == DAYS_ON_AND_OFF)
        self.form.show_field("weeks", bool(again))


def _choices() -> list[tuple[int | str, str]]:
    weekly: list[tuple[int | str, str]] = [
        (weeks, tr_count("Every week", "Every {count} weeks", weeks)) for weeks in WEEKLY
    ]
    return [(0, tr("Just once")), *weekly, (DAYS_ON_AND_OFF, tr("So many days on, so many off"))]
