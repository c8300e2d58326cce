"""A report on screen: the same sections, words and numbers as on paper."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.reports.bars_view import BarsView
from wellness_desktop.debriefs.reports.report_values import (
    ProofLine,
    Report,
    Section,
    bar_lines,
    hidden_note,
    policy_words,
    reason_words,
    rule_words,
)
from wellness_desktop.debriefs.reports.suppression import Policy
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text


class ReportView(QWidget):
    """Shows one report, issued or about to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: list[Facts] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_report(self, report: Report | None) -> None:
        """Shows this report; None empties the view."""
        self._clear()
        if report is None:
            return
        self._add(Text(report.title, "heading", self))
        if not report.sound:
            self._add(Text(tr("This report was changed after it was issued. Do not use it."), "error", self))
        for section in report.sections:
            self._add(self._card(section))
        if report.needs:
            needs = Card(tr("What the program needs"), parent=self)
            needs.add(Text(report.needs, "body", needs))
            self._add(needs)
        if report.hides:
            self._add(Text(hidden_note(), "muted", self))

    def _card(self, section: Section) -> Card:
        card = Card(section.title, parent=self)
        if section.lines:
            facts = Facts(((one.label, one.text) for one in section.lines), card, most=3)
            self.facts.append(facts)
            card.add(facts)
        if bar_lines(section):
            card.add(BarsView(section, card))
        if section.sentence:
            card.add(Text(section.sentence, "muted" if section.lines else "body", card))
        return card

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()

    def _clear(self) -> None:
        self.facts.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class ProofView(Card):
    """What was counted and why it is not shown (R13): for the coordinator, not to be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What was counted, and why it is not shown"), "lock", parent=parent)
        words = tr("Sealed to the support team. Not to be copied or printed; an auditor looks at it with you.")
        self.add(Text(words, "muted", self))
        self._policy = Text("", "muted", self)
        self.add(self._policy)
        self.table: Table[ProofLine] = Table(
            [
                Column(tr("What"), lambda one: one.label, width=0),
                Column(tr("Counted"), lambda one: str(one.counted), width=9),
                Column(tr("Rule"), lambda one: rule_words(one.reason), width=9),
            ],
            tr("What was counted"),
            self,
            lines=6,
            enter=tr("read it aloud"),
        )
        self.table.opened.connect(self._read_aloud)
        self.table.view.installEventFilter(self)
        self.add(self.table)
        self._rules = Text("", "small", self)
        self.add(self._rules)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A list copies its row at Ctrl+C by itself; this one must not (CL-06)."""
        copies = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
        if isinstance(event, QKeyEvent) and any(event.matches(one) for one in copies):
            return True
        return super().eventFilter(watched, event)

    def _read_aloud(self, line: ProofLine) -> None:
        said = tr("{label}: {counted}. {why}.", label=line.label, counted=line.counted, why=reason_words(line.reason))
        announce(self.table, said, urgent=True)

    def show_proof(self, lines: Sequence[ProofLine], policy: Policy) -> None:
        """Shows these lines, and the threshold that the report was issued with."""
        self._policy.setText(policy_words(policy))
        self.table.set_rows(lines)
        there = dict.fromkeys(one.reason for one in lines if one.reason is not None)
        self._rules.setText("\n".join(reason_words(one) for one in sorted(there)))
