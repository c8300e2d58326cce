"""The filters above the catalogue: topic and reader at once, the other three behind a button; Escape clears them."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.library.catalogue import Resource
from wellness_desktop.library.filtering import FACETS, Catalogue, Wish
from wellness_desktop.library.service import Library

_AT_ONCE, _BEHIND = FACETS[:2], FACETS[2:]


class FilterRow(QWidget):
    """Builds its fields when the catalogue is first listed. `changed` after every choice and when all is cleared."""

    changed = Signal()

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._read: tuple[Resource, ...] | None = None
        self._wish = Wish()
        self._fields: dict[str, ChoiceField] = {}
        self._row = Flow(self)

    @property
    def wish(self) -> Wish:
        """What the catalogue is narrowed to."""
        return self._wish

    @property
    def total(self) -> int:
        """How many entries there are without any filter."""
        return len(self._catalogue)

    def entries(self) -> tuple[Resource, ...]:
        """The entries that fit the filters; counts and offers follow."""
        if not self._fields:
            self._build()
        if self._read is not self._library.catalogue():  # a content pack came or went
            self._read = self._library.catalogue()
            self._catalogue = Catalogue(self._read, self._library.words)
        narrowed = self._catalogue.narrow(self._wish)
        for name, field in self._fields.items():
            field.offer((choice.value, choice.shown) for choice in narrowed.choices[name])
        self._clear.setVisible(not self._wish.everything)
        self._show_more()
        return narrowed.resources

    def forget(self) -> None:
        """Takes all filters away, without telling."""
        self._wish = Wish()
        for field in self._fields.values():
            field.set_value(None)
        if self._fields:
            self._more.setChecked(False)

    def clear(self) -> None:
        """Takes all filters away and tells so; the focus stays near."""
        held = self._clear.hasFocus()
        self._wish = Wish()
        for field in self._fields.values():
            field.set_value(None)
        if held:
            self._fields[_AT_ONCE[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in a field, or in the list that watches with us, clears the filters."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed == Qt.Key.Key_Escape and not self._wish.everything and self.isVisible():
            self.clear()
            return True
        return super().eventFilter(watched, event)

    # ---- made once ----

    def _build(self) -> None:
        said = {
            "topic": (tr("Topic"), tr("Every topic")),
            "reader": (tr("For whom"), tr("For everybody")),
            "kind": (tr("Kind"), tr("Every kind")),
            "publisher": (tr("Publisher"), tr("Every publisher")),
            "year": (tr("Year"), tr("Every year")),
        }
        # In the order in which Tab goes through them.
        for name in _AT_ONCE:
            self._add(name, *said[name])
        self._more = button(tr("More filters"), "sliders-horizontal", parent=self)
        self._more.setCheckable(True)
        self._more.toggled.connect(lambda _on: self._show_more())
        self._row.addWidget(self._more)
        for name in _BEHIND:
            self._add(name, *said[name])
        self._clear = button(
            tr("Clear filters"), "x", tip=tr("Esc lists everything again."), press=self.clear, parent=self
        )
        self._row.addWidget(self._clear)

    def _add(self, name: str, spoken: str, empty: str) -> None:
        field = ChoiceField((), self, empty=empty)
        # Counts change with every choice; the neighbors must not be pushed about by them.
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        field.setAccessibleName(spoken)
        field.edited.connect(lambda: self._take(name))
        field.installEventFilter(self)
        self._fields[name] = field
        self._row.addWidget(field)

    def _show_more(self) -> None:
        """The three behind the button stay in sight while one of them narrows the list."""
        in_use = any(getattr(self._wish, name) is not None for name in _BEHIND)
        for name in _BEHIND:
            self._fields[name].setVisible(in_use or self._more.isChecked())
        self._more.setVisible(not in_use)
        self._more.setText(tr("Fewer filters") if self._more.isChecked() else tr("More filters"))

    def _take(self, name: str) -> None:
        self._wish = replace(self._wish, **{name: self._fields[name].value()})
        self.changed.emit()
