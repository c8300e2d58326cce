"""Making a report: what kind, which time, which table; looked at first, then issued."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.reports.composing import breakdown_words, hides_longer_words
from wellness_desktop.debriefs.reports.differencing import Breakdown
from wellness_desktop.debriefs.reports.report_values import NEEDS_LENGTH, Report, ReportKind
from wellness_desktop.debriefs.reports.report_view import ReportView
from wellness_desktop.debriefs.reports.reports_desk import Offer
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, NotesField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.tasks import Task
from wellness_desktop.kit.text import Text

SOON = 300
"""Milliseconds after which a bar shows how far it is."""


class NewReportView(QWidget):
    """`wanted` when another kind or table was chosen; `looked` when the report should be looked at."""

    wanted = Signal()
    looked = Signal()
    issue_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Report | None = None
        self._good: list[Offer] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._form_card())
        self._task: Task | None = None
        self._pending = 0
        self.progress = ProgressRow(self)
        column.addWidget(self.progress)
        self.report = ReportView(self)
        column.addWidget(self.report)
        column.addStretch(1)

    @property
    def kind(self) -> ReportKind:
        """The chosen kind."""
        return ReportKind(self._kind.value())

    @property
    def breakdown(self) -> Breakdown:
        """The chosen table."""
        return Breakdown(self._table.value())

    @property
    def needs(self) -> str:
        """What was typed about needs."""
        return str(self._needs.value())

    @property
    def offer(self) -> Offer | None:
        """The chosen time, if any may be reported on."""
        return self._span.value()  # type: ignore[no-any-return]

    def set_needs(self, text: str) -> None:
        """Shows what was typed before."""
        self._needs.set_value(text)

    def typed(self) -> dict[str, str]:
        """Everything that was chosen and typed, for a draft."""
        span = self.offer.span if self.offer is not None else None
        return {
            "kind": self.kind.value,
            "table": self.breakdown.value,
            "first": span.first.isoformat() if span is not None else "",
            "needs": self.needs,
        }

    def set_typed(self, values: Mapping[str, str]) -> None:
        """Shows it again: kind and table first, then, once the times were offered, `choose_time`."""
        self._kind.set_value(values.get("kind", self.kind.value))
        self._table.set_value(values.get("table", self.breakdown.value))
        self.set_needs(values.get("needs", ""))

    def choose_time(self, first: str) -> None:
        """Chooses the offered time that begins with this month, if there is one."""
        wanted = next((one for one in self._good if one.span.first.isoformat() == first), None)
        if wanted is not None:
            self._span.set_value(wanted)

    def show_kinds(self, kinds: Sequence[ReportKind], size: str) -> None:
        """Offers these kinds, and says why there are no others."""
        before = self._kind.value()
        self._kind.offer((one.value, one.label) for one in kinds)
        self._kind.set_value(before if before in {one.value for one in kinds} else kinds[0].value)
        self._size.setText(size)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offers the times that may be reported on; the others are listed with the reason."""
        before = self.offer
        good = self._good = [one for one in offers if not one.why_not]
        self._span.offer((one, one.span.words) for one in good)
        if good:
            same = next((one for one in good if before is not None and one.span == before.span), good[0])
            self._span.set_value(same)
        bad: dict[str, list[str]] = {}
        for one in offers:
            if one.why_not:
                bad.setdefault(_why(one), []).append(one.span.words)
        told = [tr("Not offered: {spans}. {why}", spans=_some(names), why=why) for why, names in bad.items()]
        if not good and not bad:
            told = [tr("There is no time to report on yet. A month, quarter or year is offered once it is over.")]
        self._why.setText("\n".join(told))
        self._why.setVisible(bool(told))

    def show_report(self, report: Report | None) -> None:
        """Shows what would be issued; None where nothing can be."""
        self._shown = report
        self.report.show_report(report)
        self._issue.setEnabled(report is not None)
        self._price.setText(hides_longer_words(report.span) if report is not None else "")

    def follow(self, task: Task) -> None:
        """Watches a report being made; one that was watched before is stopped. A quick one shows no bar."""
        self.drop()
        self._task = task
        self._pending += 1
        self._issue.setEnabled(False)
        task.ended.connect(lambda: self._ended(task))
        QTimer.singleShot(SOON, self, lambda: self.progress.follow(task) if self._task is task else None)

    def drop(self) -> None:
        """Stops what is being made: something else was chosen."""
        if self._task is not None:
            self._task.stop()
            self._task = None

    @property
    def is_making(self) -> bool:
        """Whether a report is being made."""
        return self._pending > 0

    @property
    def is_stale(self) -> bool:
        """Whether what just ended was made for something that is not chosen any more."""
        return self._task is None or self._pending > 1

    def stopped(self) -> None:
        """Says so, where it was not stopped for another report."""
        if self._task is not None and self._task.stopping:
            self._price.setText(tr("Stopped. Nothing was issued. Choose a time or a table to look at a report."))

    def _ended(self, task: Task) -> None:
        self._pending -= 1
        if self._task is task:
            self._task = None
            self._issue.setEnabled(self._shown is not None)

    def _form_card(self) -> Card:
        card = Card(tr("New report"), "file-plus", parent=self)
        self._size = Text("", "muted", card)
        self._why = Text("", "small", card)
        self._price = Text("", "muted", card)
        self.form = Form(card, columns=2)
        self._kind = self.form.add(tr("What for"), ChoiceField([(ReportKind.YEARLY.value, ReportKind.YEARLY.label)]))
        self._span = self.form.add(tr("Which time"), ChoiceField())
        self._table = self.form.add(tr("Table"), ChoiceField([(one.value, breakdown_words(one)) for one in Breakdown]))
        self._needs = self.form.add(
            tr("What the program needs"),
            NotesField(lines=2),
            tr("Name nobody. Everybody who reads the report reads this."),
            check=lambda text: tr("Keep it under 400 characters.") if len(text) > NEEDS_LENGTH else "",
            wide=True,
        )
        for field in (self._kind, self._table):
            field.edited.connect(self.wanted)
        self._span.edited.connect(self.looked)
        self._needs.left.connect(self.looked)
        self._issue = button(
            tr("Issue this report"), "file-check", "primary", press=self.issue_wanted.emit, parent=card
        )
        back = button(tr("Back to the reports"), "arrow-left", press=self.back_wanted.emit, parent=card)
        card.add(self._size)
        card.add(self._why)
        card.add(self.form)
        card.add(self._price)
        self.form.add_buttons(self._issue, back)
        return card


def _some(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    shown = ", ".join(names[:3])
    return tr("{names} and {count} more", names=shown, count=len(names) - 3) if names[3:] else shown


def _why(offer: Offer) -> str:
    return f"{offer.why_not} {offer.detail}".strip()
