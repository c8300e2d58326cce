"""The switch between the list of incidents and the calendar, and the calendar in the page beside it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.entries import View
from wellness_desktop.kit.fields import RadioField

if TYPE_CHECKING:
    from wellness_desktop.debriefs.calendar_views.calendar_view import CalendarView
    from wellness_desktop.debriefs.incident_outputs import IncidentOutputs
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.kit.page import Page


class CalendarScreens:
    """Shows `incidents`, or the calendar in its place; which of them is remembered for the person signed in.

    The calendar is built when it is first wanted. `open_incident(id)` shows one incident.
    """

    def __init__(
        self,
        page: "Page",
        debriefs: "Debriefs",
        incidents: QWidget,
        outputs: "IncidentOutputs",
        open_incident: Callable[[UUID], object],
    ) -> None:
        self._page, self._debriefs, self._incidents = page, debriefs, incidents
        self._outputs, self._open_incident = outputs, open_incident
        self.switch = RadioField([(view, view.label) for view in View], page, columns=len(View))
        self.switch.speak_as(tr("Show"), tr("The list of incidents, or the calendar over all of them."))
        self.switch.edited.connect(self._switched)
        self.view = View.INCIDENTS
        self.switch.set_value(self.view)

    def start(self) -> None:
        """Shows what this person looked at last."""
        with self._page.attempt():
            view = self._debriefs.chosen_view()
            if view is not View.INCIDENTS:
                self.show(view)

    @cached_property
    def calendar(self) -> "CalendarView":
        """The calendar."""
        from wellness_desktop.debriefs.calendar_views.calendar_view import CalendarView

        made = CalendarView(self._debriefs, self._incidents.parentWidget())
        made.hide()
        made.incident_wanted.connect(self._opened)
        made.print_wanted.connect(self._outputs.print_calendar)
        self._page.body.addWidget(made, 1)
        return made

    @property
    def is_calendar(self) -> bool:
        """Whether the calendar stands in place of the list."""
        return self.view is not View.INCIDENTS

    def show(self, view: View, day: date | None = None) -> None:
        """Shows a view. Raises Problem where it cannot be read."""
        self.view = view
        self.switch.set_value(view)
        if view is View.INCIDENTS:
            if "calendar" in vars(self):
                self.calendar.hide()
            self._incidents.show()
            return
        self.calendar.open_view(view, day)
        self._incidents.hide()
        self.calendar.show()

    def show_this_week(self) -> None:
        """The week of today, with the keyboard in it."""
        with self._page.attempt():
            self.show(View.WEEK, self._debriefs.today)
            self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows what the services say now, where the calendar is looked at."""
        if self.is_calendar:
            self.calendar.refresh()

    def _switched(self) -> None:
        view = self.switch.value()
        with self._page.attempt():
            self.show(view)
            if view is View.INCIDENTS:
                self._page.refresh()
            self._debriefs.choose_view(view)

    def _opened(self, incident_id: UUID) -> None:
        """The incident in the page; the view chosen before comes back with the switch or the next opening."""
        try:
            self.show(View.INCIDENTS)
            self._open_incident(incident_id)
        except Problem as problem:
            self._page.banner.problem(problem)
