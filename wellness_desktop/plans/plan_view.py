"""One plan: where it stands, what is missing and how long that takes, what to look at, who had a say."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import ChoiceField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.approval_desk import Voice
from wellness_desktop.plans.bands import Band, missing_bands
from wellness_desktop.plans.missing import Missing
from wellness_desktop.plans.own_words.review_card import ReviewCard, sections_words
from wellness_desktop.plans.plan_cards_view import state_chips, time_words
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plan, Plans

FEWEST_LINES, MOST_LINES = 4, 9
"""How high the list of what is missing is."""
_TYPED = ("reason", "name")
MOST_CHECKS = 8
"""More than this at once is not read; the next ones come up when the first are mended."""


class PlanView(QWidget):
    """Shows one plan. It changes nothing itself: what people want is told by signals."""

    fill_wanted = Signal(object)
    look_wanted = Signal(str)
    approve_wanted = Signal(str)
    voice_wanted = Signal(str, object)
    voice_removed = Signal(object)
    print_wanted = Signal()
    forms_wanted = Signal()
    card_wanted = Signal()
    copies_wanted = Signal()
    read_wanted = Signal()
    use_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        actor = plans.actor
        self._may_edit, self._may_approve = actor.may(Can.EDIT_PLANS), actor.may(Can.APPROVE_PLANS)
        self._may_print, self._may_use = actor.may(Can.PRINT_CONFIDENTIAL), actor.may(Can.USE_PLANS)
        self._count = 0
        self._shown = ""
        self._typed: dict[str, dict[str, str]] = {}
        """What was typed and not saved, by plan."""
        self._build()

    def show_plan(self, plan: "Plan") -> None:
        """Shows this plan as it is now."""
        if plan.line.id != self._shown:
            self._keep_typed()
            self._shown = plan.line.id
            self._show_typed()
        self._show_standing(plan)
        self._show_missing(plan)
        self._show_checks(plan)
        self._show_voices(plan)
        self.review.show_plan(plan, self._may_edit)

    def begun(self) -> dict[str, dict[str, str]]:
        """What is typed here and not saved, by plan: the reason for an approval, a name of who had a say."""
        self._keep_typed()
        return {plan: typed for plan, typed in self._typed.items() if any(typed.values())}

    def go_on(self, kept: Mapping[str, Mapping[str, str]]) -> None:
        """Shows what `begun` gave as soon as its plan is shown."""
        self._typed |= {plan: {name: str(typed.get(name, "")) for name in _TYPED} for plan, typed in kept.items()}
        self._show_typed()

    def throw_away(self) -> None:
        """Empties what is typed and not saved."""
        self._typed = {}
        self._show_typed()

    def _keep_typed(self) -> None:
        if self._shown:
            self._typed[self._shown] = {
                "reason": self.reason_form.field("reason").text(),
                "name": self.voice_form.field("name").text(),
            }

    def _show_typed(self) -> None:
        typed = self._typed.get(self._shown, {})
        self.reason_form.field("reason").set_value(typed.get("reason", ""))
        self.voice_form.field("name").set_value(typed.get("name", ""))

    def start_voice(self, band: Band) -> None:
        """Goes to where a contributor is entered, for this group."""
        self.voice_form.set_values({"band": band})
        self.voice_form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.review = ReviewCard(self)
        self.flow = Reflow(
            [
                self._missing_card(),
                self._plan_card(),
                self._checks_card(),
                self._voices_card(),
                self.review,
            ],
            self,
            most=2,
            column_chars=60,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.flow)
        column.addStretch(1)

    # What is missing

    def _missing_card(self) -> QWidget:
        self._missing = Card(tr("Missing"), "circle-dashed", parent=self)
        self.gaps = Table[Missing](
            [
                Column(
                    tr("What"),
                    lambda gap: gap.label,
                    spoken=lambda gap: tr("{gap}, needed before approval", gap=gap.label) if gap.blocks else gap.label,
                    icon=_gap_icon,
                    tint=lambda gap: "danger" if gap.blocks or gap.gone else "muted",
                    width=0,
                ),
                Column(tr("Minutes"), lambda gap: str(gap.minutes), sort=lambda gap: gap.minutes, width=9),
            ],
            tr("What is missing"),
            self._missing,
            enter=tr("fill in") if self._may_edit else "",
            empty=lambda: EmptyState("circle-check", tr("Nothing is missing.")),
            lines=FEWEST_LINES,
        )
        self._missing.add(self.gaps)
        self._before = Text(tr("With an exclamation mark: needed before approval."), "small", self._missing)
        self._missing.add(self._before)
        self.sections_done = Text("", "body", self._missing)
        self._missing.add(self.sections_done)
        self.fill_button = button(tr("Fill this in"), "arrow-right", "primary", press=self._fill, parent=self._missing)
        self._missing.body.addLayout(button_row(self.fill_button))
        self.gaps.opened.connect(self.fill_wanted)
        return self._missing

    def _show_missing(self, plan: "Plan") -> None:
        line = plan.line
        title = (
            tr("Missing: {count}, {time}", count=line.missing, time=time_words(line.minutes))
            if line.missing
            else tr("Nothing is missing")
        )
        self._missing.set_title(title)
        self.gaps.set_rows(
            plan.missing, same=lambda one, other: (one.gap, one.key, one.label) == (other.gap, other.key, other.label)
        )
        if self.gaps.current() is None:
            self.gaps.choose(lambda _gap: True)
        self._count = len(plan.missing)
        self._before.setVisible(any(gap.blocks for gap in plan.missing))
        self.sections_done.setText(sections_words(plan.sections))
        self._fit_gaps()
        self.fill_button.setVisible(bool(plan.missing) and self._may_edit)

    def _fill(self) -> None:
        gap = self.gaps.current()
        if gap is not None:
            self.fill_wanted.emit(gap)

    def theme_changed(self) -> None:
        self._fit_gaps()
        QTimer.singleShot(0, self, self._fit_gaps)  # the list in it is styled after us, and sets its own least height

    def _fit_gaps(self) -> None:
        """The list is as high as what is in it, so that a short one leaves no hole."""
        lines = max(FEWEST_LINES, min(MOST_LINES, self._count)) + 1
        height = round(theme.text_height() * 2.2) * lines + 8
        self.gaps.view.setFixedHeight(height if self._count else round(theme.text_height() * 9))

    # The plan itself

    def _plan_card(self) -> QWidget:
        card = Card(tr("The plan"), "file-text", parent=self)
        self._facts = Facts(parent=card, most=2)
        card.add(self._facts)
        self.use_button = button(tr("Put to use"), "siren", shortcut="Ctrl+U", press=self.use_wanted.emit, parent=card)
        self.use_button.setVisible(self._may_use)
        self.print_button = button(
            tr("Print"), "printer", "primary", shortcut="Ctrl+P", press=self.print_wanted.emit, parent=card
        )
        self.print_button.setToolTip(tr("Binder, call tree, cards and packets: choose there."))
        self.card_button = button(tr("Quick card"), "printer", press=self.card_wanted.emit, parent=card)
        self.forms_button = button(tr("Forms"), "clipboard-list", press=self.forms_wanted.emit, parent=card)
        self.read_button = button(tr("Read here"), "book-open", press=self.read_wanted.emit, parent=card)
        self.copies_button = button(
            tr("Paper copies"), "copy", shortcut="Ctrl+Shift+C", press=self.copies_wanted.emit, parent=card
        )
        self.large = TickField(tr("Large print"), card)
        for each in (self.print_button, self.card_button, self.copies_button, self.large):
            each.setVisible(self._may_print)
        papers = (self.print_button, self.card_button, self.forms_button, self.read_button, self.copies_button)
        card.body.addLayout(button_row(self.use_button, *papers))
        card.add(self.large)
        self._review = Text("", "body", card)
        card.add(self._review)
        self.reason_form = Form(card)
        self.reason_form.add(
            tr("Why not every group had a say"),
            TextField(most=500),
            tr("Only while a group is missing below. It stands on the cover."),
            name="reason",
        )
        card.add(self.reason_form)
        self.approve_button = button(tr("Approve"), "badge-check", press=self._approve, parent=card)
        card.body.addLayout(button_row(self.approve_button))
        return card

    def _show_standing(self, plan: "Plan") -> None:
        standing = plan.line.standing
        self._facts.show_facts(
            [
                (tr("State"), "  ·  ".join(words for words, _ in state_chips(plan.line))),
                (tr("Approved on"), day_text(standing.approved_on) if standing.approved_on else ""),
                (tr("Read again by"), day_text(standing.review_on) if standing.review_on else ""),
            ]
        )
        who = {"counsel": tr("your counsel"), "clinician": tr("a clinician")}
        people = tr(" and ").join(who[one] for one in plan.needs_review)
        self._review.setText(
            tr("Before you rely on it, it should be read by {people}.", people=people) if people else ""
        )
        self._review.setVisible(bool(people))
        unheard = missing_bands(voice.band for voice in plan.contributors)
        open_for_approval = self._may_approve and (not standing.approved or bool(standing.changed))
        self.reason_form.setVisible(open_for_approval and bool(unheard))
        self.approve_button.setVisible(open_for_approval)
        self.approve_button.setText(
            tr("Approve as version {number}", number=standing.number) if not standing.approved else tr("Approve again")
        )
        self.approve_button.setAccessibleName(self.approve_button.text())

    def _approve(self) -> None:
        self.approve_wanted.emit(self.reason_form.values()["reason"])

    # What to look at

    def _checks_card(self) -> QWidget:
        self._checks = Card(tr("If one of us cannot act"), "users", tr("Roles"), parent=self)
        self._checks.acted.connect(lambda: self.look_wanted.emit(""))
        self._check_lines = QVBoxLayout()
        self._check_lines.setSpacing(10)
        self._checks.body.addLayout(self._check_lines)
        return self._checks

    def _show_checks(self, plan: "Plan") -> None:
        empty_out(self._check_lines)
        if not plan.checks:
            words = tr("Whoever drops out, every role is held, and nobody has too much.")
            if any(gap.section == "S09" for gap in plan.missing):
                words = tr(
                    "Nothing speaks against the seats filled so far. Empty ones stand in the list of what is missing."
                )
            self._check_lines.addWidget(Text(words, "body", self._checks))
            return
        for check in plan.checks[:MOST_CHECKS]:
            line = button(
                check.sentence,
                "triangle-alert" if check.serious else "info",
                "row",
                tip=check.advice,
                press=partial(self.look_wanted.emit, check.key),
                parent=self._checks,
            )
            line.setEnabled(self._may_edit)
            self._check_lines.addWidget(line)
            self._check_lines.addWidget(Text(check.advice, "small", self._checks))
        more = len(plan.checks) - MOST_CHECKS
        if more > 0:
            self._check_lines.addWidget(
                Text(tr_count("And {count} more.", "And {count} more.", more), "muted", self._checks)
            )

    # Who had a say

    def _voices_card(self) -> QWidget:
        self._voices = Card(tr("Who had a say"), "message-circle", parent=self)
        self._unheard = Text("", "body", self._voices)
        self._voices.add(self._unheard)
        self._voice_lines = QVBoxLayout()
        self._voice_lines.setSpacing(6)
        self._voices.body.addLayout(self._voice_lines)
        self.voice_form = Form(self._voices, columns=2)
        self.voice_form.add(tr("Name"), TextField(most=120), name="name")
        self.voice_form.add(tr("Group"), ChoiceField([(band, band.label) for band in Band]), name="band")
        self.add_button = button(tr("Add"), "plus", press=self._add_voice, parent=self._voices)
        self.voice_form.add_buttons(self.add_button)
        self.voice_form.field("name").returnPressed.connect(self._add_voice)
        self._voices.add(self.voice_form)
        return self._voices

    def _show_voices(self, plan: "Plan") -> None:
        empty_out(self._voice_lines)
        unheard = missing_bands(voice.band for voice in plan.contributors)
        groups = ", ".join(band.label for band in unheard)
        self._unheard.setText(
            tr("Nobody yet for: {groups}.", groups=groups) if unheard else tr("All four groups had a say.")
        )
        for voice in plan.contributors:
            self._voice_lines.addWidget(self._voice_line(voice))
        self.voice_form.setVisible(self._may_edit)

    def _voice_line(self, voice: Voice) -> QWidget:
        words = tr("{name}: {group}", name=voice.name, group=voice.band.label)
        line = QWidget(self._voices)
        take_out = button(
            "",
            "x",
            "quiet",
            spoken=tr("Remove {name}", name=voice.name),
            press=lambda: self.voice_removed.emit(voice),
            parent=line,
        )
        take_out.setVisible(self._may_edit)
        line.setLayout(button_row(Text(words, "body", line, wrap=False), take_out))
        return line

    def _add_voice(self) -> None:
        values = self.voice_form.values()
        self.voice_wanted.emit(values["name"], values["band"])

    def voice_added(self) -> None:
        """Empties the field for the next name."""
        self.voice_form.set_values({"name": ""})
        self.voice_form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)


def _gap_icon(gap: Missing) -> str:
    """What blocks approval, what was lost, and what was never filled in."""
    if gap.blocks:
        return "circle-alert"
    return "triangle-alert" if gap.gone else "circle"


def empty_out(lines: QVBoxLayout) -> None:
    """Takes everything out of a column."""
    while (item := lines.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
