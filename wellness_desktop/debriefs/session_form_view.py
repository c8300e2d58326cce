"""The small forms of a session: its details, who came, the four questions at the end, why it is canceled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.circles import can_cover
from wellness_desktop.debriefs.leader_picker_view import LeaderLine, LeaderPicker
from wellness_desktop.debriefs.protocols import AttendanceValue
from wellness_desktop.debriefs.screening import NOTE_LENGTH, PLACE_LENGTH
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_states import CancelReason
from wellness_desktop.debriefs.session_values import AGENCY_LENGTH, Booking, Closing, Session
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import ChoiceField, NumberField, RadioField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.conflicts import Effect
from wellness_desktop.roster.when import span_text

LONGEST_MINUTES = 480


class SessionForm(QWidget):
    """A form with a button that does it and one that goes back. `done` carries what was filled in."""

    done = Signal(object)
    left = Signal()

    def __init__(self, do: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(self, columns=2)
        self._opened: dict[str, Any] = {}
        self.save = button(do, "check", "primary", press=self._finish, parent=self)
        self.back = button(tr("Back"), "arrow-left", press=self.left.emit, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.form)

    def note_opened(self) -> None:
        """Notes how the fields stand before anybody types."""
        self._opened = self.form.typed()

    def begun(self) -> dict[str, Any]:
        """The fields that stand otherwise than when the form opened, as typed, right or wrong."""
        return {name: typed for name, typed in self.form.typed().items() if typed != self._opened.get(name)}

    def go_on(self, fields: Mapping[str, Any]) -> None:
        """Shows what `begun` gave; the other fields stay as they are stored now."""
        self.form.set_typed(fields)

    def finish_building(self) -> None:
        """Puts the buttons below the fields."""
        self.form.add_buttons(self.save, self.back)

    def value(self) -> object:
        """What `done` carries. Each form says what."""
        raise NotImplementedError

    def _finish(self) -> None:
        if self.form.confirm():
            self.done.emit(self.value())


class DetailsForm(SessionForm):
    """Time, place, team and cover. `done` carries the changed `Booking`."""

    def __init__(self, debriefs: Debriefs, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save"), parent)
        self._debriefs = debriefs
        self._booking = debriefs.as_booking(session)
        self._session = session
        self._build_details()
        self._fill()
        self._tell_conflicts()

    def value(self) -> Booking:
        return self._as_filled()

    def go_on(self, fields: Mapping[str, Any]) -> None:
        super().go_on(fields)
        self._tell_conflicts()

    def move_to(self, starts: datetime) -> None:
        """Fills in another time; nothing is saved until a person says so."""
        self.form.set_values({"starts": starts})
        self._tell_conflicts()

    def _build_details(self) -> None:
        debriefs, form = self._debriefs, self.form
        starts = MomentField(debriefs.clock, debriefs.zone)
        starts.edited.connect(self._tell_conflicts)
        form.add(tr("&Begins"), starts, name="starts", required=tr("Type a time."))
        minutes = NumberField(5, LONGEST_MINUTES)
        form.add(tr("&Minutes"), minutes, name="minutes", required=tr("Type how long it takes."))
        form.add(tr("&Place"), TextField(most=PLACE_LENGTH), tr("Away from the station if possible."), name="place")
        if debriefs.protocols.notes_allowed(debriefs.state):
            hint = tr("Room, food, cover. Never a name, never how anybody is.")
            form.add(tr("&Note"), TextField(most=NOTE_LENGTH), hint, name="note")
        self._leaders = LeaderPicker(may_override=debriefs.opens_sealed)
        self._leaders.offer(self._lines())
        self._leaders.edited.connect(self._tell_conflicts)
        form.add(tr("&Led by"), self._leaders, name="leaders", wide=True)
        self._against = Text("", "body", self)
        self._column.addWidget(self._against)
        people = debriefs.roster_people().values()
        able = [(person.id, person.name) for person in people if can_cover(person) is not None]
        hint = _posts_words(self._booking.posts)
        form.add(tr("&Covered by"), ChoiceField(able, empty=tr("Nobody yet")), hint, name="cover")
        form.add(
            tr("Or by another &agency"), TextField(most=AGENCY_LENGTH), tr("Such as: county, two cars"), name="agency"
        )
        self.finish_building()

    def _fill(self) -> None:
        booking = self._booking
        self._leaders.set_overrides(booking.overrides)
        self.form.set_values(
            {
                "starts": booking.starts,
                "minutes": booking.minutes,
                "place": booking.place,
                "note": booking.note,
                "leaders": booking.leaders,
                "cover": booking.covers[0] if booking.covers else None,
                "agency": booking.cover_agency,
            }
        )
        self._leaders.set_phoning(booking.by_phone)

    def _as_filled(self) -> Booking:
        found = self.form.values()
        return replace(
            self._booking,
            starts=found["starts"] or self._booking.starts,
            minutes=found["minutes"] or self._booking.minutes,
            place=found["place"],
            note=found.get("note", self._booking.note),
            leaders=tuple(found["leaders"]),
            covers=(found["cover"],) if found["cover"] else (),
            cover_agency=found["agency"],
            overrides={**self._booking.overrides, **self._leaders.overrides()},
            by_phone=self._leaders.phoning(),
        )

    def _lines(self) -> list[LeaderLine]:
        """Every helper, and whoever leads it now though no longer a helper."""
        debriefs, session = self._debriefs, self._session
        incident = debriefs.incident(session.incident_id)
        starts = self.form.field("starts").value() or session.starts
        found = debriefs.candidates(incident, starts, self._booking.members, session.id)
        lines = [
            LeaderLine(
                one.person.id,
                one.person.name,
                one.person.is_clinician,
                one.conflicts,
                one.person.telehealth,
                rotate=one.rotate,
            )
            for one in found
        ]
        there = {line.person_id for line in lines}
        lines += [
            LeaderLine(one.person_id, one.name, one.clinician) for one in session.leaders if one.person_id not in there
        ]
        return lines

    def _tell_conflicts(self) -> None:
        """Says at once what speaks against each helper at this time, and against the session as a whole."""
        order = {row.line.person_id: number for number, row in enumerate(self._leaders.rows)}
        lines = sorted(self._lines(), key=lambda line: order.get(line.person_id, len(order)))
        self._leaders.offer(lines)
        found = self._debriefs.session_conflicts(self._session.incident_id, self._as_filled())
        words = [one.words for one in found if one.effect is not Effect.INFO]
        self._against.setText("\n".join(words))
        self._against.setVisible(bool(words))


class AttendanceForm(SessionForm):
    """Who came, in the values of the policy only. `done` carries a mapping; a person left out is not kept."""

    def __init__(
        self, names: Mapping[UUID, str], values: Sequence[AttendanceValue], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("It took place"), parent)
        self._fields = {}
        for exposure_id, name in names.items():
            field = ChoiceField([(value, value.label) for value in values], empty=tr("Not kept"))
            self._fields[exposure_id] = field
            self.form.add(name, field, name=str(exposure_id))
        self.finish_building()

    def value(self) -> dict[UUID, AttendanceValue]:
        return {exposure_id: field.value() for exposure_id, field in self._fields.items() if field.value()}


class ClosingForm(SessionForm):
    """The four questions (section 14). `done` carries a `Closing`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Close the session"), parent)
        answers = ((True, tr("Yes")), (False, tr("No")))
        for name, question in (
            ("ground_rules_read", tr("Were the ground rules read aloud?")),
            ("clinician_available", tr("Was a clinician available?")),
            ("safety_step", tr("Did anybody need a safety step?")),
            ("follow_up_assigned", tr("Has everybody a helper who asks again?")),
        ):
            self.form.add(question, RadioField(answers, columns=2), name=name, required=tr("Answer yes or no."))
        self._column.addWidget(Text(tr("Only these four answers are kept, never what was said."), "small", self))
        self.finish_building()

    def value(self) -> Closing:
        return Closing(**self.form.values())


class CancelForm(SessionForm):
    """Why it does not take place. `done` carries a `CancelReason`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Cancel the session"), parent)
        reasons = [(reason, reason.label) for reason in CancelReason]
        self.form.add(tr("Why"), RadioField(reasons, columns=1), name="reason", required=tr("Choose one."), wide=True)
        self.finish_building()

    def value(self) -> CancelReason:
        found: CancelReason = self.form.values()["reason"]
        return found


class MergeForm(SessionForm):
    """Which session takes these people. `done` carries that `Session`."""

    def __init__(self, debriefs: Debriefs, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Merge them"), parent)
        self._others = {one.id: one for one in debriefs.may_merge(session)}
        others = [(one.id, span_text(one.starts, one.ends, debriefs.zone)) for one in self._others.values()]
        self.form.add(
            tr("Everybody comes to"),
            RadioField(others, columns=1),
            tr("This session does not take place then."),
            name="into",
            required=tr("Choose one."),
            wide=True,
        )
        self.finish_building()

    def value(self) -> Session:
        return self._others[self.form.values()["into"]]


def _posts_words(posts: int) -> str:
    return tr("People leave a post for this session.") if posts else tr("Nobody leaves a post for this session.")
