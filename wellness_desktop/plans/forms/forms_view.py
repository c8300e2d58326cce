"""Every form: found by name or by when one needs it, printed blank, or saved to be filled in on screen."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.beside import Beside, Side
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.paper.dates import day_text
from wellness_desktop.plans.forms.finding import searchable
from wellness_desktop.plans.forms.psob import psob_file_by
from wellness_desktop.plans.forms.sheets import FormSheet, Need

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

Dates = tuple[date, date | None]
"""Of a death, and of the agency's final decision."""


class FormsView(QWidget):
    """The list, and beside it one form. Nothing that is filled in comes back here."""

    print_wanted = Signal(object)
    """The form to print blank."""
    save_wanted = Signal(object, str)
    """The form to fill in on screen, and the file to save it in."""
    pack_wanted = Signal(str)
    """The plan whose forms to print, or an empty text for all."""

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._users: dict[str, tuple[str, ...]] = {}
        self._build()

    def start(self, form_id: str = "", plan: str = "") -> None:
        """Shows the forms, those of a plan where one is named, at this form."""
        files = self._plans.forms()
        self._users = self._plans.form_users()
        titles = self._plans.titles()
        self.plan.offer((one, tr("{plan}  {title}", plan=one.upper(), title=title)) for one, title in titles.items())
        self.plan.set_value(plan or None)
        self.spoiled.setVisible(bool(files.left_out))
        self.spoiled_words.setText(
            "\n".join(tr("{file}: {fault}.", file=one.file, fault=one.fault) for one in files.left_out)
        )
        self.table.filter("")
        self._list()
        if form_id and self.table.choose(lambda form: form.id == form_id):
            self._open()
        elif self.table.current() is None:
            self.table.choose(lambda _form: True)
        self.table.setFocus()

    def dates(self) -> Dates | None:
        """The dates typed for the form on show, if it works something out of them and they are right."""
        form, values = self.table.current(), self.psob.values()
        if form is None or form.asks != "psob" or values["death"] is None or _date_fault(values):
            return None
        return values["death"], values["decided"]

    def _build(self) -> None:
        self.spoiled = Card(tr("A form was left out"), "triangle-alert", parent=self)
        self.spoiled.add(Text(tr("Mend the file, or install the program again."), "body", self.spoiled))
        self.spoiled_words = Text("", "strong", self.spoiled)
        self.spoiled.add(self.spoiled_words)
        self.spoiled.hide()
        self._beside = Beside(self._left(), self._right(), self, back=tr("Back to the forms"), share=44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.spoiled)
        column.addWidget(self._beside, 1)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)

    def _left(self) -> QWidget:
        self.table: Table[FormSheet] = Table(
            [
                Column(tr("Form"), lambda form: tr("{code}  {title}", code=form.id, title=form.title), width=0),
                Column(tr("When"), lambda form: form.need.label, sort=_order, width=24),
            ],
            tr("Forms"),
            self,
            lines=10,
            filter_hint=tr("Find a form, for example: property release"),
            search=searchable,
            empty=lambda: EmptyState("file-text", tr("No form fits."), parent=self),
        )
        side = Side(self)
        choose = Form(side)
        self.plan = ChoiceField(parent=side, empty=tr("All forms"))
        choose.add(tr("Forms of the plan"), self.plan, name="plan")
        self.plan.edited.connect(self._list)
        self.pack_button = button(
            tr("Print these blank"),
            "printer",
            tip=tr("One pack, each form on its own pages. Put it behind section S18 of the binder."),
            press=lambda: self.pack_wanted.emit(self.plan.value() or ""),
            parent=side,
        )
        choose.add_buttons(self.pack_button)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(choose)
        column.addWidget(self.table, 1)
        side.begins_at = self.table.view
        return side

    def _right(self) -> QWidget:
        self.card = Card(tr("Form"), "file-text", parent=self)
        self._use = Text("", "strong", self.card)
        self._facts = Facts(parent=self.card, most=1)
        self._steps = Text("", "body", self.card)
        psob = self._psob_form()
        self.known = TickField(tr("Fill in what the program knows: agency, hospital and the like"), self.card)
        self.known.setChecked(True)
        self.large = TickField(tr("Large print"), self.card)
        self.print_button = button(tr("Print to write on"), "printer", "primary", press=self._print, parent=self.card)
        self.save_button = button(tr("Save to fill in on screen"), "download", press=self._ask, parent=self.card)
        self._by_hand = Text(
            tr("Only by hand: a file on a disk could be read by others. Write, fold, seal."), "muted", self.card
        )
        self._theirs = Text(
            tr("What you type into a saved form stays in that file. This program keeps nothing of it."),
            "muted",
            self.card,
        )
        for part in (self._use, self._facts, self._steps, psob, self.known, self.large):
            self.card.add(part)
        self.card.body.addLayout(button_row(self.print_button, self.save_button))
        self.card.add(self._by_hand)
        self.card.add(self._theirs)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        return side

    def _psob_form(self) -> QWidget:
        """Two dates, and the last day to file. They are kept nowhere."""
        self.psob = Form(self.card)
        clock, zone = self._plans.clock, self._plans.zone
        self.psob.add(
            tr("Date of death or injury"), DateField(clock, zone, self.psob), tr("Kept nowhere."), name="death"
        )
        self.psob.add(
            tr("Agency's benefits finally decided on"),
            DateField(clock, zone, self.psob),
            tr("Leave it empty while nothing is decided."),
            name="decided",
        )
        self.last_day = Text("", "strong", self.psob)
        for name in ("death", "decided"):
            self.psob.field(name).edited.connect(self._work_out)
        box = QWidget(self.card)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.psob)
        column.addWidget(self.last_day)
        self._psob_box = box
        return box

    def _list(self) -> None:
        plan = self.plan.value()
        forms = self._plans.forms().forms.values()
        self.table.set_rows(form for form in forms if not plan or plan.upper() in self._users.get(form.id, ()))
        if self.table.current() is None:
            self.table.choose(lambda _form: True)

    def _show(self, form: FormSheet | None) -> None:
        if form is None:
            return
        self.card.set_title(tr("{code}  {title}", code=form.id, title=form.title))
        self._use.setText(form.use)
        self._facts.show_facts([(tr("When"), form.need.label), (tr("Plans"), self._plan_words(form))])
        self._steps.setText("\n".join(tr("• {step}", step=step) for step in form.steps))
        self.save_button.setVisible(form.fillable)
        self._theirs.setVisible(form.fillable)
        self._by_hand.setVisible(not form.fillable)
        self.known.setVisible(any(one.known for part in form.part for one in part.fields))
        self._psob_box.setVisible(form.asks == "psob")
        self.psob.set_values({"death": None, "decided": None})
        self._work_out()

    def _plan_words(self, form: FormSheet) -> str:
        users = self._users.get(form.id, ())
        if users and len(users) == len(self._plans.plan_ids()):
            return tr("All plans")
        return ", ".join(users)

    def _open(self, _form: object = None) -> None:
        self._beside.show_detail()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work_out(self) -> None:
        """Says the last day to file, as far as the two dates allow it."""
        values = self.psob.values()
        fault = _date_fault(values)
        self.psob.set_error("decided", fault)
        words = ""
        if values["death"] is not None and not fault:
            day = day_text(psob_file_by(values["death"], values["decided"]))
            words = tr("File with PSOB by {day}. Verify locally: ask the PSOB office.", day=day)
        self.last_day.setText(words)
        self.last_day.setVisible(bool(words))

    def _print(self) -> None:
        form = self.table.current()
        if form is not None:
            self.print_wanted.emit(form)

    def _ask(self) -> None:
        """Asks where to save."""
        form = self.table.current()
        if form is None:
            return
        dialog = QFileDialog(self, tr("Save the form to fill in"), str(Path.home() / form.file_name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_wanted.emit(form, path))
        dialog.open()


def _order(form: FormSheet) -> tuple[int, str]:
    return list(Need).index(form.need), form.id


def _date_fault(values: dict[str, date | None]) -> str:
    death, decided = values["death"], values["decided"]
    if death is not None and decided is not None and decided < death:
        return tr("The decision cannot come before the death.")
    return ""
