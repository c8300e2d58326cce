"""A helper's own calendar: the sessions they lead and the follow-ups that are theirs."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.calendar_view import CalendarView
from wellness_desktop.debriefs.calendar_views.entries import View
from wellness_desktop.debriefs.incident_outputs import IncidentOutputs
from wellness_desktop.kit.fields import RadioField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Tasks

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs

VIEWS = [view for view in View if view is not View.INCIDENTS]


class CalendarPage(Page):
    """Week, month, list and timeline without a way into the incidents."""

    def __init__(
        self, debriefs: "Debriefs", tasks: Tasks, *, private: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("My sessions and follow-ups"), tr("What you lead and whom you ask again, by day."), parent)
        self._debriefs = debriefs
        outputs = IncidentOutputs(self, debriefs, tasks, private)
        self.switch = RadioField([(view, view.label) for view in VIEWS], self, columns=len(VIEWS))
        self.switch.speak_as(tr("Show"), tr("Your calendar as a week, a month, a list or a timeline."))
        self.switch.edited.connect(self._switched)
        self.calendar = CalendarView(debriefs, self, opens_incidents=False)
        self.calendar.print_wanted.connect(outputs.print_calendar)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.calendar, 1)
        with self.attempt():
            chosen = debriefs.chosen_view()
            self._show(chosen if chosen in VIEWS else View.WEEK)

    def refresh(self) -> None:
        """Shows what the service says now."""
        with self.attempt():
            self.calendar.refresh()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the calendar."""
        self.calendar.setFocus(reason)

    def focus_first(self) -> None:
        """The keyboard begins in the calendar."""
        self.setFocus()

    def _switched(self) -> None:
        with self.attempt():
            self._show(self.switch.value())
            self._debriefs.choose_view(self.switch.value())

    def _show(self, view: View) -> None:
        self.switch.set_value(view)
        self.calendar.open_view(view)
