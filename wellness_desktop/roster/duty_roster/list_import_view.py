"""Importing a shift list: choose the file, see what would happen to each line, then take it whole or leave it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChoiceField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.columns_card import ColumnsCard
from wellness_desktop.roster.duty_roster.shift_lists import ListColumn, ListRow, ShiftList
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text, month_word

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

MONTHS_AROUND = 6


class ListImportView(QWidget):
    """`imported(Done, words, first day)`; nothing is saved before."""

    imported = Signal(object, str, object)
    closed = Signal()

    def __init__(self, roster: "Roster", tasks: Tasks, banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._tasks, self._banner = roster, tasks, banner
        self._data = b""
        self._found: ShiftList | None = None
        self._build()

    def start(self, month: date) -> None:
        """Empty, ready for a file; days without a month are of this one."""
        self._data = b""
        self.file.set_value("")
        first = month.replace(day=1)
        months = [_month_on(first, number) for number in range(-MONTHS_AROUND, MONTHS_AROUND + 1)]
        self.month.offer([(one, tr("{month} {year}", month=month_word(one), year=one.year)) for one in months])
        self.month.set_value(first)
        self._show(None)
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, path: str) -> None:
        """Reads the file and shows what importing it would do."""
        self.file.set_value(path)
        month = self.month.value()
        self._tasks.start(
            lambda _task: self._read_file(Path(path), month),
            done=self._was_read,
            failed=self._failed,
            words=tr("Reading"),
        )

    def choose_file(self) -> None:
        """Opens the system's file dialog, which stops nothing else."""
        dialog = QFileDialog(self, tr("Choose the shift list"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Lists (*.csv *.xlsx *.xlsm *.txt *.tsv)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def take(self) -> None:
        """Imports the good lines, off the window's thread."""
        found = self._found
        if found is None:
            return
        self.import_button.setEnabled(False)
        task = self._tasks.start(
            lambda _task: self._roster.import_shift_list(found),
            done=self._was_imported,
            failed=self._failed,
            words=tr("Importing the list"),
        )
        self.progress.follow(task)

    def _read_file(self, path: Path, month: date) -> tuple[bytes, ShiftList]:
        from wellness_desktop.roster.csv_table import read_list_file

        data = read_list_file(path)
        return data, self._roster.shift_list_preview(data, month)

    def _was_read(self, found: tuple[bytes, ShiftList]) -> None:
        self._data, preview = found
        self._banner.clear()
        self._offer_columns(preview)
        self._show(preview)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _was_imported(self, done: Done[int]) -> None:
        found = self._found
        first = found.days[0] if found and found.days else self._roster.today
        words = tr_count(
            "The shifts of {count} person were imported.", "The shifts of {count} people were imported.", done.value
        )
        self._show(None)
        self.imported.emit(done, words, first)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._banner.problem(error)
        self._tell_count()

    def _again(self) -> None:
        """Shows what it would be with another month or other columns."""
        if not self._data:
            return
        columns = [field.value() for field in self.meanings] or None
        try:
            self._show(self._roster.shift_list_preview(self._data, self.month.value(), columns))
        except Problem as problem:
            self._banner.problem(problem)

    def _show(self, found: ShiftList | None) -> None:
        self._found = found
        self._result.setVisible(found is not None)
        if found is None:
            self.table.set_rows([])
            self._tell_count()
            return
        self.summary.setText(found.trouble or _summary(found))
        strangers = tr("Nobody on the roster is called: {names}.", names=", ".join(found.strangers))
        self.strangers.setText(strangers if found.strangers else "")
        self.strangers.setVisible(bool(found.strangers))
        self.table.set_rows(
            sorted(found.rows, key=lambda row: (row.good, row.line)), same=lambda one, other: one.line == other.line
        )
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        self._tell_count()

    def _tell_count(self) -> None:
        found = self._found
        count = len(found.good) if found is not None and not found.trouble else 0
        words = tr_count("Import {count} row", "Import {count} rows", count)
        self.import_button.setText(words)
        self.import_button.setAccessibleName(words)
        self.import_button.setEnabled(count > 0)

    def _tell_row(self, row: ListRow) -> None:
        """The whole of what the list may cut off."""
        cells = "; ".join(cell.strip() for cell in row.cells if cell.strip())
        self._banner.note(
            tr("Row {line}: {what}", line=row.line, what=_what_happens(row)), tr("It says: {cells}", cells=cells)
        )

    def _offer_columns(self, found: ShiftList) -> None:
        choices = [(column, column.label) for column in ListColumn]
        self._columns_card.offer(found.header, found.columns, choices, tr("(no heading)"))

    @property
    def meanings(self) -> "list[ChoiceField]":
        """What each column of the file means, in their order."""
        return self._columns_card.meanings

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        card = Card(tr("The list"), "import", parent=self)
        card.add(
            Text(
                tr(
                    "A list from a spreadsheet program (XLSX or CSV): one line a person with a column for each day, or "
                    "one line a shift with name, start and end. Cells hold the letters of your patterns, hours such as "
                    "0600-1800, off, leave, court, training or on call. Why somebody is away is not taken over."
                ),
                "muted",
                card,
            )
        )
        form = Form(card)
        self.file = TextField(most=1000)
        self.file.returnPressed.connect(self._read_typed)
        form.add(tr("&File"), self.file, tr("Type where it is, or choose it."))
        self.month = ChoiceField()
        self.month.edited.connect(self._again)
        form.add(tr("&Month"), self.month, tr("For days that stand there without a month."))
        card.add(form)
        self.choose_button = button(tr("Choose file"), "folder-open", press=self.choose_file, parent=card)
        self.read_button = button(tr("Show what is in it"), "eye", press=self._read_typed, parent=card)
        card.body.addLayout(button_row(self.choose_button, self.read_button))
        column.addWidget(card)
        self.progress = ProgressRow(self)
        column.addWidget(self.progress)
        column.addWidget(self._result_part(), 100)
        column.addStretch(1)

    def _result_part(self) -> QWidget:
        self._result = QWidget(self)
        column = QVBoxLayout(self._result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.summary = Text("", "strong", self._result)
        self.strangers = Text("", "body", self._result, selectable=True)
        column.addWidget(self.summary)
        column.addWidget(self.strangers)
        self.table = Table[ListRow](
            _columns(),
            tr("What would be imported"),
            self._result,
            enter=tr("show the whole row"),
            empty=lambda: EmptyState("list", tr("This file has no rows.")),
        )
        self.table.opened.connect(self._tell_row)
        column.addWidget(self.table, 1)
        self.import_button = button("", "check", "primary", press=self.take, parent=self._result)
        self.close_button = button(tr("Leave without importing"), press=self.closed.emit, parent=self._result)
        column.addLayout(button_row(self.import_button, self.close_button))
        self._columns_card = ColumnsCard(self._result, columns=3)
        self._columns_card.edited.connect(self._again)
        column.addWidget(self._columns_card)
        return self._result

    def _read_typed(self) -> None:
        path = self.file.value().strip('"')
        if path:
            self.read(path)


def _columns() -> Sequence[Column[ListRow]]:
    return [
        Column(tr("Row"), lambda row: str(row.line), sort=lambda row: row.line, width=5),
        Column(
            tr("Name"),
            lambda row: row.name or tr("(no name)"),
            icon=lambda row: "check" if row.good else "circle-alert",
            tint=lambda row: "muted" if row.good else "on_warn_soft",
            width=22,
        ),
        Column(tr("Days"), _days_words, width=28, optional=True),
        Column(tr("What happens"), _what_happens, width=0),
    ]


def _days_words(row: ListRow) -> str:
    if not row.days:
        return ""
    if len(row.days) == 1:
        return day_text(row.days[0].day)
    return tr("{first} to {last}", first=day_text(row.days[0].day), last=day_text(row.days[-1].day))


def _what_happens(row: ListRow) -> str:
    if row.good:
        return tr("Is imported.")
    return " ".join((tr("Stays out."), *row.problems))


def _summary(found: ShiftList) -> str:
    good = len(found.good)
    bad = len(found.rows) - good
    words = tr_count("{count} row can be imported.", "{count} rows can be imported.", good)
    if bad:
        words += " " + tr_count("{count} row stays out.", "{count} rows stay out.", bad)
    return words


def _month_on(first: date, months: int) -> date:
    """The first of the month so many months away."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
