"""Reports: what was issued, to read, print and save; and for the coordinator the way to the next one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.reports.report_values import Report
from wellness_desktop.debriefs.reports.report_view import ProofView, ReportView
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.dialogs import confirm
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.reports.new_report_view import NewReportView
    from wellness_desktop.debriefs.service import Debriefs


class ReportsPage(ScreensPage):
    """`closed` when somebody goes back to where they came from. `private` is the folder for prints opened elsewhere."""

    closed = Signal()

    def __init__(
        self,
        debriefs: "Debriefs",
        tasks: Tasks,
        *,
        private: Path | None = None,
        back: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`back` names the page that it leads back to; empty where it has its own place in the rail."""
        super().__init__(
            tr("Reports"),
            tr("Totals of the support team's work. Small numbers are left out, so that they point to nobody."),
            parent,
        )
        self._debriefs, self._tasks, self._private = debriefs, tasks, private
        self._begun: dict[str, Any] = {}
        self.makes = debriefs.actor.may(Can.RUN_LOG)
        if back:
            self.add_action(button(back, "arrow-left", press=self.closed.emit, parent=self))
        if self.makes:
            self.new_button = self.add_action(
                button(tr("New report"), "file-plus", "primary", press=self.show_new, parent=self)
            )
        self.show_issued()

    # ------------------------------------------------------------------------------------------------- screens

    @screen
    def issued_screen(self) -> Beside:
        """The list of what was issued, and the chosen one."""
        self.table: Table[Report] = Table(
            [
                Column(tr("Report"), lambda one: one.title, width=0),
                Column(tr("Issued"), self._issued_on, width=14, optional=True),
            ],
            tr("Issued reports"),
            self.screens_parent,
            empty=self._nothing_issued,
            enter=tr("read it"),
        )
        detail = QWidget(self.screens_parent)
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.buttons = QWidget(detail)
        self.buttons.setLayout(
            button_row(
                button(tr("Print"), "printer", press=self.print_chosen, parent=detail),
                button(tr("Print in large letters"), "printer", press=self._print_large, parent=detail),
                button(tr("Save as a table file"), "download", press=self.save_chosen, parent=detail),
            )
        )
        column.addWidget(self.buttons)
        self.report = ReportView(detail)
        column.addWidget(self.report)
        self.proof = ProofView(detail)
        column.addWidget(self.proof)
        column.addStretch(1)
        made = Beside(self.table, detail, self.screens_parent, back=tr("Back to the reports"), share=60)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _one: made.show_detail())
        self.table.act("P", tr("print"), lambda _one: self.print_chosen())
        if self.makes:
            self.table.act("N", tr("new report"), lambda _one: self.show_new())
        self.take_in(made)
        return made

    @screen
    def new_screen(self) -> "NewReportView":
        """Making one."""
        from wellness_desktop.debriefs.reports.new_report_view import NewReportView

        made = NewReportView(self.screens_parent)
        made.wanted.connect(self._offer)
        made.looked.connect(self.look)
        made.issue_wanted.connect(self._ask_issue)
        made.back_wanted.connect(self.show_issued)
        return self.take_in(made)

    def show_issued(self) -> None:
        """Opens the list."""
        self.open_screen(self.issued_screen)
        if self.makes:
            self.new_button.show()
        self.refresh()

    def show_new(self) -> None:
        """Opens the form, with the newest time that may be reported on."""
        with self.attempt():
            self.open_screen(self.new_screen)
            self.new_button.hide()
            self.refresh()
            self._begun = self._begun or self.new_screen.typed()
            self.new_screen.form.focus_first()

    def refresh(self) -> None:
        """Shows what is there now."""
        with self.attempt(), self._debriefs.at_one_moment():
            if self.is_open("new_screen"):
                self.new_screen.show_kinds(self._debriefs.report_kinds(), self._debriefs.report_size_words())
                self._offer()
            else:
                found = self._debriefs.issued_reports()
                self.table.set_rows(found)
                self.issued_screen.show_only_main(not found)
                if found and self.table.current() is None:
                    self.table.choose(lambda one: one.id == found[0].id)
                self._show(self.table.current())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the list, or the form."""
        if self.is_open("new_screen"):
            self.new_screen.form.focus_first()
        else:
            self.table.setFocus(reason)

    # What is typed and not saved

    def draft(self) -> dict[str, Any] | None:
        """What was chosen and typed for a report that is not issued."""
        typed = self.new_screen.typed() if self.is_built("new_screen") else self._begun
        worth_keeping = self.is_open("new_screen") or typed.get("needs")
        return typed if worth_keeping and typed != self._begun else None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens the form with it."""
        self.show_new()
        self._fill(values)
        say_kept(self.banner, self._throw_away)

    def _throw_away(self) -> None:
        values = self.new_screen.typed()
        self._fill(self._begun)
        say_thrown_away(self.banner, lambda: self.take_draft(values))

    def _fill(self, values: dict[str, Any]) -> None:
        """Shows what was chosen; times are offered for the kind, so that the time comes last."""
        view = self.new_screen
        view.set_typed(values)
        with self.attempt():
            view.show_offers(self._debriefs.report_offers(view.kind, view.breakdown))
            view.choose_time(values.get("first", ""))
        self.look()

    # --------------------------------------------------------------------------------------------------- deeds

    def print_chosen(self, *, large: bool = False) -> None:
        """The chosen report on paper."""
        chosen = self.table.current()
        if chosen is None or chosen.id is None:
            return
        report_id = chosen.id
        self._tasks.start(
            lambda _task: self._debriefs.print_report(report_id, large=large),
            done=self._printed,
            failed=self._not_made,
            words=tr("Making the report"),
        )

    def _print_large(self) -> None:
        self.print_chosen(large=True)

    def save_chosen(self) -> None:
        """Asks where to, and saves the chosen report there."""
        dialog = QFileDialog(self, tr("Save the report"), str(Path.home() / "support-report.csv"))
        dialog.setNameFilter(tr("Tables (*.csv)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Saves the chosen report in this file."""
        chosen = self.table.current()
        if chosen is None or chosen.id is None:
            return
        with self.attempt():
            write_whole(Path(path), self._debriefs.report_table(chosen.id))
            self.banner.say(tr("Saved."), detail=tr("The file is not encrypted. It holds what the report shows."))

    def _printed(self, pdf: bytes) -> None:
        from wellness_desktop.kit.printing import offer_print

        offer_print(self, tr("Report"), pdf, file_name="support-report.pdf", private=self._private)

    def _not_made(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)

    def _offer(self) -> None:
        view = self.new_screen
        with self.attempt():
            view.show_offers(self._debriefs.report_offers(view.kind, view.breakdown))
            self.look()

    def look(self) -> None:
        """Makes the report that is chosen, without keeping it: a year of a large team takes a second or two."""
        view = self.new_screen
        self.banner.clear()
        view.show_report(None)
        if view.offer is None:
            view.drop()
            return
        kind, span, breakdown, needs = view.kind, view.offer.span, view.breakdown, view.needs
        view.follow(
            self._tasks.start(
                lambda task: self._debriefs.look_at_report(kind, span, breakdown, needs, step=task.step),
                done=self._looked_at,
                failed=self._not_looked,
                stopped=view.stopped,
                words=tr("Adding up the log"),
            )
        )

    def _looked_at(self, report: Report) -> None:
        if not self.new_screen.is_stale:
            self.new_screen.show_report(report)

    def _not_looked(self, error: Exception) -> None:
        if not self.new_screen.is_stale:
            self._not_made(error)

    def _ask_issue(self) -> None:
        view = self.new_screen
        if view.offer is None or not view.form.confirm():
            return
        confirm(
            self,
            tr("Issue the report on {span}?", span=view.offer.span.words),
            tr("The planner can read it from then on. It cannot be changed or taken back."),
            do=tr("Issue it"),
            then=self._issue,
        )

    def _issue(self) -> None:
        view = self.new_screen
        if view.offer is None:
            return
        kind, span, breakdown, needs = view.kind, view.offer.span, view.breakdown, view.needs
        view.follow(
            self._tasks.start(
                lambda task: self._debriefs.issue_report(kind, span, breakdown, needs, step=task.step),
                done=self._issued,
                failed=self._not_made,
                stopped=view.stopped,
                words=tr("Adding up the log"),
            )
        )

    def _issued(self, made: Report) -> None:
        self.new_screen.set_needs("")
        self._begun = self.new_screen.typed()
        self.show_issued()
        self.table.choose(lambda one: one.id == made.id)
        self.banner.say(tr("Issued. Print it, or save it as a table file."))

    # ---------------------------------------------------------------------------------------------- inner parts

    def _show(self, report: Report | None) -> None:
        self.report.show_report(report)
        self.buttons.setVisible(report is not None)
        self.proof.setVisible(report is not None and self.makes)
        if report is not None and report.id is not None and self.makes:
            with self.attempt():
                self.proof.show_proof(self._debriefs.report_proof(report.id), self._debriefs.report_policy(report.id))
                if not self._debriefs.report_is_sound(report.id):
                    self.banner.warn(tr("This report was changed after it was issued."), tr("Do not use it."))

    def _issued_on(self, one: Report) -> str:
        return day_text(one.issued_at.astimezone(self._debriefs.zone).date())

    def _nothing_issued(self) -> EmptyState:
        return EmptyState(
            "chart-column",
            tr("No report was issued yet."),
            tr("New report") if self.makes else "",
            self.show_new,
            detail=tr("Reports show totals that point to nobody. Each stays here as it was issued."),
        )
