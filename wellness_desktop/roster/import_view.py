"""Importing people from a file: choose it, see what would happen, then take it whole or leave it."""

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
from wellness_desktop.kit.fields import ChoiceField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.roster import csv_columns
from wellness_desktop.roster.columns_card import ColumnsCard
from wellness_desktop.roster.import_preview import ImportPreview, PreviewRow
from wellness_desktop.roster.import_words import import_summary
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

QUICKLY_READ = 300_000
"""Bytes of a file that is read again in an eye's blink; a larger one is read beside the window."""


class ImportView(QWidget):
    """File, preview, import. `imported` carries what was done; nothing is saved before."""

    imported = Signal(object)
    closed = Signal()

    def __init__(
        self, roster: "Roster", tasks: Tasks, banner: Banner, own_agency: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._roster, self._tasks, self._banner, self._own_agency = roster, tasks, banner, own_agency
        self._data = b""
        self._preview: ImportPreview | None = None
        self._build()

    def start(self) -> None:
        """Empty, ready for a file."""
        self._data, self._preview = b"", None
        self.file.set_value("")
        self._show(None)
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, path: str) -> None:
        """Reads the file and shows what importing it would do."""
        self.file.set_value(path)
        self._tasks.start(
            lambda _task: self._read_file(Path(path)), done=self._was_read, failed=self._failed, words=tr("Reading")
        )

    def choose_file(self) -> None:
        """Opens the system's file dialog, which stops nothing else."""
        dialog = QFileDialog(self, tr("Choose the list to import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [tr("Lists and address cards (*.csv *.xlsx *.xlsm *.vcf *.json *.txt *.tsv)"), tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def take(self) -> None:
        """Imports the good rows, off the window's thread."""
        preview = self._preview
        if preview is None:
            return
        doubles = self.doubles.value()
        self.import_button.setEnabled(False)
        task = self._tasks.start(
            lambda _task: self._roster.import_people(preview, doubles=doubles),
            done=self._was_imported,
            failed=self._failed,
            words=tr("Importing people"),
        )
        self.progress.follow(task)

    def _read_file(self, path: Path) -> tuple[bytes, ImportPreview]:
        from wellness_desktop.roster.csv_table import read_list_file

        data = read_list_file(path)
        return data, self._roster.import_preview(data, self._own_agency)

    def _was_read(self, found: tuple[bytes, ImportPreview]) -> None:
        self._data, preview = found
        self._offer_sheets(preview)
        self._offer_columns(preview)
        self._show(preview)
        self._banner.clear()
        if preview.remembered:
            self._banner.note(
                tr("The columns are matched as they were for your last list with these headings."),
                tr("Change them below the list if this one is different."),
            )
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _was_imported(self, done: Done[int]) -> None:
        self.imported.emit(done)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._banner.problem(error)
        self._tell_count()

    def _again(self) -> None:
        """Shows the preview for other meanings of the columns."""
        columns = [field.value() for field in self.meanings]
        data, sheet = self._data, self._preview.sheet if self._preview else ""
        if len(data) > QUICKLY_READ:
            self._tasks.start(
                lambda _task: self._roster.import_preview(data, self._own_agency, columns, sheet),
                done=self._show,
                failed=self._failed,
                words=tr("Reading"),
            )
            return
        try:
            self._show(self._roster.import_preview(data, self._own_agency, columns, sheet))
        except Problem as problem:
            self._banner.problem(problem)

    def _other_sheet(self) -> None:
        """Shows what is on another sheet of the workbook."""
        data, sheet = self._data, self.sheet.value()
        self._tasks.start(
            lambda _task: (data, self._roster.import_preview(data, self._own_agency, sheet=sheet)),
            done=self._was_read,
            failed=self._failed,
            words=tr("Reading"),
        )

    def _offer_sheets(self, preview: ImportPreview) -> None:
        """A choice where a workbook has more than one sheet."""
        self.sheet.offer([(name, name) for name in preview.sheets])
        self.sheet.set_value(preview.sheet or None)
        self._sheets.setVisible(len(preview.sheets) > 1)

    def _tell_row(self, row: PreviewRow) -> None:
        """The whole of what the list may cut off."""
        cells = "; ".join(cell.strip() for cell in row.cells if cell.strip())
        self._banner.note(
            tr("Row {line}: {what}", line=row.line, what=_what_happens(row)), tr("It says: {cells}", cells=cells)
        )

    def _show_words(self, row: PreviewRow | None) -> None:
        """What happens to the chosen row, whole: the list has room for its beginning only."""
        words = tr("Row {line}: {what}", line=row.line, what=_what_happens(row)) if row is not None else ""
        self.row_words.setText(words)
        self.row_words.setVisible(bool(words))

    def _show(self, preview: ImportPreview | None) -> None:
        self._preview = preview
        self._result.setVisible(preview is not None)
        if preview is None:
            self.table.set_rows([])
            self._show_words(None)
            self._tell_count()
            return
        self.summary.setText(preview.trouble or import_summary(preview))
        self.table.set_rows(sorted(preview.rows, key=_worst_first), same=_same_line)
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        self._show_words(self.table.current())
        self.doubles.setVisible(bool(preview.doubles))
        self._tell_count()

    def _tell_count(self) -> None:
        preview = self._preview
        count = 0
        if preview is not None and not preview.trouble:
            count = len(preview.new) + (len(preview.doubles) if self.doubles.value() else 0)
        words = tr_count("Import {count} person", "Import {count} people", count)
        self.import_button.setText(words)
        self.import_button.setAccessibleName(words)
        self.import_button.setEnabled(count > 0)

    def _offer_columns(self, preview: ImportPreview) -> None:
        self._columns_card.setVisible(bool(preview.header))
        choices = [(column, column.label) for column in csv_columns.Column]
        self._columns_card.offer(preview.header, preview.columns, choices, tr("(no name)"))

    @property
    def meanings(self) -> "list[ChoiceField]":
        """What each column of the file means, in their order."""
        return self._columns_card.meanings

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._file_card())
        self.progress = ProgressRow(self)
        column.addWidget(self.progress)
        column.addWidget(self._result_part(), 100)
        column.addStretch(1)

    def _file_card(self) -> QWidget:
        card = Card(tr("The list"), "import", parent=self)
        card.add(
            Text(
                tr(
                    "A list from a spreadsheet program (XLSX or CSV), or address cards from a phone (vCard). In a "
                    "spreadsheet the first row names the columns, for example Name, Cell, Work phone, E-mail, Role. "
                    "Notes, pictures and home addresses on cards are left behind. You can also drop the file here."
                ),
                "muted",
                card,
            )
        )
        form = Form(card)
        self.file = TextField(most=1000)
        self.file.returnPressed.connect(self._read_typed)
        form.add(tr("&File"), self.file, tr("Type where it is, or choose it."))
        card.add(form)
        self.choose_button = button(tr("Choose file"), "folder-open", press=self.choose_file, parent=card)
        self.read_button = button(tr("Show what is in it"), "eye", press=self._read_typed, parent=card)
        card.body.addLayout(button_row(self.choose_button, self.read_button))
        return card

    def _read_typed(self) -> None:
        path = self.file.value().strip('"')
        if path:
            self.read(path)

    def _result_part(self) -> QWidget:
        self._result = QWidget(self)
        column = QVBoxLayout(self._result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._sheets = Form(self._result)
        self.sheet = ChoiceField(())
        self._sheets.add(tr("S&heet"), self.sheet, tr("The workbook has more than one."))
        self.sheet.edited.connect(self._other_sheet)
        column.addWidget(self._sheets)
        self.summary = Text("", "strong", self._result)
        column.addWidget(self.summary)
        self.table = Table[PreviewRow](
            _preview_columns(),
            tr("What would be imported"),
            self._result,
            enter=tr("show the whole row"),
            empty=lambda: EmptyState("list", tr("This file has no rows.")),
        )
        self.table.opened.connect(self._tell_row)
        column.addWidget(self.table, 1)
        self.row_words = Text("", "body", self._result)
        self.table.chosen.connect(self._show_words)
        column.addWidget(self.row_words)
        self.doubles = TickField(tr("Also import people who seem to be on the roster already"), self._result)
        self.doubles.edited.connect(self._tell_count)
        column.addWidget(self.doubles)
        self.import_button = button("", "check", "primary", press=self.take, parent=self._result)
        self.close_button = button(tr("Leave without importing"), press=self.closed.emit, parent=self._result)
        column.addLayout(button_row(self.import_button, self.close_button))
        self._columns_card = ColumnsCard(self._result, columns=2)
        self._columns_card.edited.connect(self._again)
        column.addWidget(self._columns_card)
        return self._result


def _preview_columns() -> list[Column[PreviewRow]]:
    return [
        Column(tr("Row"), lambda row: str(row.line), sort=lambda row: row.line, width=5, optional=True),
        Column(
            tr("Name"),
            lambda row: row.name or tr("(no name)"),
            icon=lambda row: "check" if row.person and not row.notes else "circle-alert",
            tint=lambda row: "muted" if row.person and not row.notes else "on_warn_soft",
            width=20,
        ),
        Column(
            tr("Number"),
            lambda row: ", ".join(phone.shown for phone in row.person.phones) if row.person else "",
            width=19,
            optional=True,
        ),
        Column(tr("Role"), lambda row: row.person.role_words if row.person else "", width=15, optional=True),
        Column(tr("What happens"), _what_happens, width=0),
    ]


def _what_happens(row: PreviewRow) -> str:
    if not row.person:
        return " ".join((tr("Stays out."), *row.problems))
    if row.double:
        return " ".join(row.notes)
    return " ".join((tr("Is imported."), *row.notes))


def _worst_first(row: PreviewRow) -> tuple[int, int]:
    """What needs a look comes first."""
    return (0 if not row.person else 1 if row.double else 2 if row.notes else 3), row.line


def _same_line(one: PreviewRow, other: PreviewRow) -> bool:
    return one.line == other.line
