"""Making a report: what kind, which time, which table; looked at first, then issued."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
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
from wellness_desktop.kit.text import Text


class NewReportView(QWidget):
    """`wanted` when another kind or table was chosen; `looked` when the report should be looked at."""

    wanted = Signal()
    looked = Signal()
    issue_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._form_card())
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

    def show_kinds(self, kinds: Sequence[ReportKind], size: str) -> None:
        """Offers these kinds, and says why there are no others."""
        before = self._kind.value()
        self._kind.offer((one.value, one.label) for one in kinds)
        self._kind.set_value(before if before in {one.value for one in kinds} else kinds[0].value)
        self._size.setText(size)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offers the times that may be reported on; the others are listed with the reason."""
        before = self.offer
        good = [one for one in offers if not one.why_not]
        self._span.offer((one, one.span.words) for one in good)
        if good:
            same = next((one for one in good if before is not None and one.span == before.span), good[0])
            self._span.set_value(same)
        bad: dict[str, list[str]] = {}
        for one in offers:
            if one.why_not:
                bad.setdefault(_why(one), []).append(one.span.words)
        told = [
            tr("Not offered: {spans}. {why}", spans=", ".join(names[:3]) + (" …" if names[3:] else ""), why=why)
            for why, names in bad.items()
        ]
        if not good and not bad:
            told = [tr("There is no time to report on yet. The log begins with this month.")]
        self._why.setText("\n".join(told))
        self._why.setVisible(bool(told))

    def show_report(self, report: Report | None) -> None:
        """Shows what would be issued; None where nothing can be."""
        self.report.show_report(report)
        self._issue.setEnabled(report is not None)
        self._price.setText(hides_longer_words(report.span) if report is not None else "")

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
        card.add(self.form)
        card.add(self._why)
        card.add(self._price)
        self.form.add_buttons(self._issue, back)
        return card


def _why(offer: Offer) -> str:
    return f"{offer.why_not} {offer.detail}".strip()
