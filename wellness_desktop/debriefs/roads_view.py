"""How the roads to the helpers are: a drive that takes longer for some months, a road closed until a day."""

from datetime import date

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.roads import LONGEST_DRIVE, Road
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_form_view import SessionForm
from wellness_desktop.kit.fields import ChoiceField, NumberField
from wellness_desktop.kit.moment import DateField
from wellness_desktop.roster.when import month_word


class RoadForm(SessionForm):
    """One helper's road. `done` carries the changed `Road`."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save"), parent)
        self._debriefs = debriefs
        self._roads = debriefs.roads()
        self._build_road()
        self._show_road()

    def value(self) -> Road:
        found = self.form.values()
        known = self._roads.get(found["helper"], Road(found["helper"]))
        return Road(
            found["helper"],
            found["slow_minutes"],
            found["slow_from"],
            found["slow_until"],
            found["closed_until"],
            known.version,
        )

    def _build_road(self) -> None:
        debriefs, form = self._debriefs, self.form
        people = [(one.id, self._words(one.name, one.travel_minutes)) for one in debriefs.helpers()]
        self._helper = ChoiceField(people)
        self._helper.edited.connect(self._show_road)
        hint = tr("The usual drive stands on the roster.")
        form.add(tr("&Helper"), self._helper, hint, name="helper", required=tr("Choose a helper."), wide=True)
        months = [(number, month_word(date(2026, number, 1))) for number in range(1, 13)]
        form.add(
            tr("&Minutes in the slow season, one way"),
            NumberField(0, LONGEST_DRIVE),
            tr("Snow, harvest, hunting season. Empty when it is always the same."),
            name="slow_minutes",
            wide=True,
        )
        form.add(tr("&From"), ChoiceField(months, empty=tr("No slow season")), name="slow_from")
        form.add(tr("&Through"), ChoiceField(months, empty=tr("No slow season")), name="slow_until")
        closed = DateField(debriefs.clock, debriefs.zone)
        hint = tr("Until that day nobody is asked to drive; a clinician may join by telephone.")
        form.add(tr("Road &closed through"), closed, hint, name="closed_until", wide=True)
        self.finish_building()

    def _show_road(self) -> None:
        helper = self._helper.value()
        road = self._roads.get(helper, Road(helper))
        self.form.set_values(
            {
                "slow_minutes": road.slow_minutes,
                "slow_from": road.slow_from,
                "slow_until": road.slow_until,
                "closed_until": road.closed_until,
            }
        )

    def _words(self, name: str, minutes: int | None) -> str:
        if not minutes:
            return name
        drive = tr_count("{count} minute of driving", "{count} minutes of driving", minutes)
        return tr("{name}, {drive}", name=name, drive=drive)
