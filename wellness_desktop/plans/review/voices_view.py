"""The three voices: a blank sheet to print for each group, and what comes back to type in."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import NotesField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.review.kinds import Voice
from wellness_desktop.plans.review.questions import voice_questions
from wellness_desktop.plans.review.values import NewVoice, Review, Sheet
from wellness_desktop.plans.review.voices import unheard
from wellness_desktop.roster.when import day_text


class VoicesView(QWidget):
    """Who was heard, and a form for one sheet."""

    print_wanted = Signal(object)
    """The group whose blank sheet to print."""
    add_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()

    def show_review(self, review: Review) -> None:
        """Shows the sheets of a review, and whom nobody asked yet."""
        self.sheets.set_rows(review.sheets)
        missing = unheard(one.sheet for one in review.sheets)
        self.missing.setText("\n".join(missing) or tr("All three groups were heard."))

    def begun(self) -> dict[str, Any] | None:
        """A sheet that is half typed in."""
        if not any(self._said().values()):
            return None
        return {"voice": self.voice.value().value, "fields": self.form.typed()}

    def go_on(self, kept: Any) -> None:
        """Shows what `begun` gave."""
        self.voice.set_value(Voice(kept["voice"]))
        self._arrange()
        self.form.set_typed(kept["fields"])

    def throw_away(self) -> None:
        """An empty sheet of the same group."""
        self.form.set_values(dict.fromkeys(self._names, "") | {"who": "", "outside": False})

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.missing = Text("", "strong", self)
        column.addWidget(self.missing)
        column.addWidget(
            Text(tr("Print a sheet for each group. Whoever writes on it needs to give no name."), "body", self)
        )
        self.print_buttons = {voice: self._print_button(voice) for voice in Voice}
        column.addLayout(button_row(*self.print_buttons.values()))
        self.sheets: Table[Sheet] = Table(
            [
                Column(tr("Group"), lambda one: one.sheet.voice.label, width=24),
                Column(tr("Who"), lambda one: one.sheet.who or tr("Unnamed"), width=18),
                Column(tr("Says"), lambda one: next(iter(one.sheet.said.values()), ""), width=0),
                Column(tr("Typed in"), lambda one: day_text(one.typed_on), width=14, optional=True),
            ],
            tr("Sheets that came back"),
            self,
            lines=4,
            enter=tr("read it whole"),
            empty=lambda: EmptyState("message-square", tr("No sheet has come back yet."), parent=self),
        )
        self.sheets.act("Del", tr("delete"), self.remove_wanted.emit)
        self.sheets.chosen.connect(self._tell)
        self.sheets.opened.connect(self._tell)
        column.addWidget(self.sheets)
        self.whole = Text("", "body", self, selectable=True)
        self.whole.hide()
        column.addWidget(self.whole)
        column.addWidget(Text(tr("Type a sheet in"), "heading", self))
        column.addWidget(self._form())

    def _print_button(self, voice: Voice) -> QWidget:
        return button(
            voice.label,
            "printer",
            spoken=tr("Print the sheet for: {group}", group=voice.label),
            press=lambda: self.print_wanted.emit(voice),
            parent=self,
        )

    def _form(self) -> Form:
        form = self.form = Form(self)
        self.voice = form.add(tr("&Sheet of"), ChoiceField([(one, one.label) for one in Voice]), name="voice")
        self.voice.edited.connect(self._arrange)
        asked = {one.id: one for voice in Voice for one in voice_questions(voice)}
        self._names = tuple(asked)
        for one in asked.values():
            form.add(one.words, NotesField(lines=2), name=one.id)
        form.add(tr("Name on the sheet"), TextField(most=120), tr("Empty when there is none."), name="who")
        form.add("", TickField(tr("Works with us in no other way: in no partner register")), name="outside")
        self.add_button = button(tr("Keep this sheet"), "check", "primary", press=self._add, parent=form)
        form.add_buttons(self.add_button)
        self._arrange()
        return form

    def _arrange(self) -> None:
        """Only the questions on this group's sheet."""
        asked = {one.id for one in voice_questions(self.voice.value())}
        for name in self._names:
            self.form.show_field(name, name in asked)
        self.form.show_field("outside", self.voice.value() is Voice.COMMUNITY)

    def _tell(self, sheet: Sheet | None) -> None:
        self.whole.setVisible(sheet is not None)
        if sheet is not None:
            words = {one.id: one.words for one in voice_questions(sheet.sheet.voice)}
            self.whole.setText(
                "\n\n".join(f"{words.get(name, name)}\n{said}" for name, said in sheet.sheet.said.items())
            )

    def _said(self) -> dict[str, str]:
        values = self.form.values()
        asked = [one.id for one in voice_questions(self.voice.value())]
        return {name: values[name] for name in asked if values[name]}

    def _add(self) -> None:
        values = self.form.values()
        self.add_wanted.emit(NewVoice(self.voice.value(), self._said(), values["who"] or "", bool(values["outside"])))
