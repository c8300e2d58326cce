"""Who leads a session: every helper with what speaks against them, blocked ones faded, exceptions by reason (DB-04)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import ChoiceField, TickField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.conflicts import Conflict, Effect, OverrideReason


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """One helper to choose from."""

    person_id: UUID
    name: str
    clinician: bool
    against: tuple[Conflict, ...] = ()
    may_phone: bool = False
    """Offers telephone or video."""
    rotate: bool = False

    @property
    def blocked(self) -> bool:
        """Whether only a reason of the list lets them lead."""
        return any(one.effect is Effect.BLOCK for one in self.against)

    @property
    def reasons(self) -> str:
        """What speaks against them, in words; each remark on the law once."""
        told = [one for one in self.against if one.effect is not Effect.INFO]
        notes = dict.fromkeys(one.note for one in told if one.note)
        return " ".join([*(one.reason for one in told), *notes])


class LeaderPicker(QWidget):
    """`value()` is a tuple of ids in the order offered. `may_override` lets a blocked helper be asked all the same."""

    edited = Signal()
    left = Signal()

    def __init__(self, *, may_override: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_override = may_override
        self.rows: list[_Row] = []
        self._name, self._hint = "", ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def offer(self, lines: Sequence[LeaderLine]) -> None:
        """Shows these helpers, in this order; what is ticked stays ticked."""
        kept = self.typed()
        same = [row.line.person_id for row in self.rows] == [line.person_id for line in lines]
        if same:
            for row, line in zip(self.rows, lines, strict=True):
                row.show_line(line)
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Row(line, self, may_override=self._may_override) for line in lines]
        for row in self.rows:
            row.edited.connect(self.edited)
            row.left.connect(self.left)
            self._column.addWidget(row)
            row.show()
        if self.rows:
            self.setFocusProxy(self.rows[0].box)
        self.set_typed(kept)
        self.speak_as(self._name, self._hint)

    def value(self) -> tuple[UUID, ...]:
        return tuple(row.line.person_id for row in self.rows if row.box.value())

    def set_value(self, value: Iterable[UUID] | None) -> None:
        wanted = set(value or ())
        for row in self.rows:
            row.tick(row.line.person_id in wanted)

    def overrides(self) -> dict[UUID, OverrideReason]:
        """The reasons chosen for blocked helpers who are ticked."""
        return {
            row.line.person_id: row.reason.value()
            for row in self.rows
            if row.box.value() and row.line.blocked and row.reason.value()
        }

    def set_overrides(self, reasons: Mapping[UUID, OverrideReason]) -> None:
        """Shows the reasons given before."""
        for row in self.rows:
            row.reason.set_value(reasons.get(row.line.person_id))

    def phoning(self) -> frozenset[UUID]:
        """Those ticked who join by telephone."""
        return frozenset(row.line.person_id for row in self.rows if row.box.value() and row.phone.value())

    def set_phoning(self, people: Iterable[UUID]) -> None:
        """Shows who joins by telephone."""
        wanted = set(people)
        for row in self.rows:
            row.phone.set_value(row.line.person_id in wanted)
            row.tick(row.box.value())

    def typed(self) -> dict[str, Any]:
        """What is ticked and chosen, for a draft."""
        return {
            "leaders": [str(one) for one in self.value()],
            "reasons": {str(one): reason.value for one, reason in self.overrides().items()},
            "phones": sorted(str(one) for one in self.phoning()),
        }

    def set_typed(self, kept: Any) -> None:
        """Shows what `typed` gave."""
        if isinstance(kept, dict):
            self.set_overrides({UUID(who): OverrideReason(why) for who, why in kept.get("reasons", {}).items()})
            self.set_value(UUID(one) for one in kept.get("leaders", ()))
            self.set_phoning(UUID(one) for one in kept.get("phones", ()))

    def parts(self) -> Sequence[QWidget]:
        """The boxes to outline."""
        return [row.box for row in self.rows]

    def speak_as(self, name: str, hint: str = "") -> None:
        self._name, self._hint = name, hint
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        for row in self.rows:
            row.speak(name)


class _Row(QWidget):
    """One helper: a box, what speaks against them, and what is asked once they are ticked."""

    edited = Signal()
    left = Signal()

    def __init__(self, line: LeaderLine, parent: QWidget, *, may_override: bool) -> None:
        super().__init__(parent)
        self.line = line
        self._may_override = may_override
        words = tr("{name} (clinician)", name=line.name) if line.clinician else line.name
        self.box = TickField(words, self)
        self._against = Text("", "small", self)
        self.ask = button(
            tr("Ask all the same"),
            "shield-alert",
            "link",
            spoken=tr("Ask {name} all the same", name=line.name),
            press=self._ask,
            parent=self,
        )
        self.phone = TickField(tr("Joins by telephone or video"), self)
        self.reason = ChoiceField([(one, one.label) for one in OverrideReason], self, empty=tr("Choose a reason"))
        self._risk = Text(
            tr("Kept for 90 days. In some states the law may then not protect what is said."), "small", self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self._more = QVBoxLayout()
        self._more.setSpacing(4)
        self._more.addWidget(self._against)
        self._more.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.phone, self.reason, self._risk):
            self._more.addWidget(part)
        column.addLayout(self._more)
        self.theme_changed()
        for field in (self.box, self.phone, self.reason):
            field.edited.connect(self._changed)
            field.left.connect(self.left)
        self.show_line(line)

    def show_line(self, line: LeaderLine) -> None:
        """What speaks against them now; it depends on the time and on who is asked to come."""
        self.line = line
        self._against.setText(line.reasons or (tr("Has carried a lot lately.") if line.rotate else ""))
        self._against.setVisible(bool(self._against.text()))
        self.tick(self.box.value())

    def tick(self, on: bool) -> None:
        """Ticks or clears the box, and shows what goes with it."""
        self.box.set_value(on)
        blocked = self.line.blocked
        self.box.setEnabled(on or not blocked)
        self.ask.setVisible(blocked and not on and self._may_override)
        self.phone.setVisible(on and (self.line.may_phone or self.phone.value()))
        self.reason.setVisible(on and blocked and self._may_override)
        self._risk.setVisible(on and blocked and self._may_override)

    def speak(self, name: str) -> None:
        """Names the parts for screen readers."""
        self.box.speak_as("")
        self.box.setAccessibleDescription(f"{name}. {self._against.text()}".strip())
        self.phone.speak_as(self.line.name)
        self.reason.setAccessibleName(tr("Reason to ask {name} all the same", name=self.line.name))

    def theme_changed(self) -> None:
        """What belongs to a box stands below its words."""
        self._more.setContentsMargins(round(1.7 * theme.text_height()), 0, 0, 0)

    def _ask(self) -> None:
        """Ticks somebody whom a rule keeps out, and asks for the reason."""
        self.tick(True)
        self.edited.emit()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self.tick(self.box.value())
        self.edited.emit()
