"""What each column of a list means: one choice a column, set to what its heading says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form


class ColumnsCard(Card):
    """`edited` when somebody says that a column means something else."""

    edited = Signal()

    def __init__(self, parent: QWidget, *, columns: int) -> None:
        """`columns`: so many choices stand beside each other where there is room."""
        super().__init__(tr("Not right? Say what each column means"), "list-checks", parent=parent)
        self._columns = columns
        self.meanings: list[ChoiceField] = []

    def offer(
        self, header: Sequence[str], meanings: Sequence[Any], choices: Sequence[tuple[Any, str]], no_heading: str
    ) -> None:
        """One choice for each column of `header`, in place of those before."""
        form = Form(columns=self._columns)
        self.meanings = []
        for title, meaning in zip(header, meanings, strict=True):
            field = ChoiceField(choices)
            field.set_value(meaning)
            field.edited.connect(self.edited)
            form.add((title.strip() or no_heading).replace("&", "&&"), field)
            self.meanings.append(field)
        before = self.body.itemAt(0)
        if before is not None and (old := before.widget()) is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.add(form)
