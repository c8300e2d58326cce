"""Forms about an incident: its moments and answers, how one person met it, and the agency's own rules."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_values import (
    AGENCY_LENGTH,
    CounselAnswer,
    Exposed,
    GuestShifts,
    Incident,
    exposure_label,
)
from wellness_desktop.debriefs.local_rules import CITATION_LENGTH, LONGEST_REST_H, LocalRules
from wellness_desktop.debriefs.people_field_view import PeopleField
from wellness_desktop.debriefs.protocols import Anchor
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_form_view import SessionForm
from wellness_desktop.kit.fields import ChecksField, ChoiceField, NumberField, RadioField, TextField, TickField
from wellness_desktop.kit.moment import DateField, MomentField
from wellness_desktop.roster.conflicts import Exposure

KEY_GAP = "\n"


class TimesForm(SessionForm):
    """The moments that windows count from, the profile, and two answers. `done` carries the changed `Incident`."""

    def __init__(self, debriefs: Debriefs, incident: Incident, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save"), parent)
        self._debriefs = debriefs
        self._incident = incident
        self._build_times()
        self._fill()

    def value(self) -> Incident:
        found = self.form.values()
        return replace(
            self._incident,
            ended_at=found["ended_at"],
            still_open=found["still_open"],
            force_at=found.get("force_at", self._incident.force_at) or self._known_force(),
            death_told_at=found.get("death_told_at", self._incident.death_told_at),
            funeral_end_at=found.get("funeral_end_at", self._incident.funeral_end_at),
            profile=found["profile"],
            counsel=found["counsel"],
            inquiry=frozenset(found["inquiry"]),
            died_or_hurt=found.get("died_or_hurt", self._incident.died_or_hurt),
            began_at=found["began_at"],
        )

    def _build_times(self) -> None:
        debriefs, form = self._debriefs, self.form
        form.add(
            tr("&Last person released from the scene"),
            MomentField(debriefs.clock, debriefs.zone),
            name="ended_at",
            required=tr("Type a time."),
        )
        form.add("", TickField(tr("It is still going on; this time is a guess")), name="still_open")
        hint = tr("Only if that was another day. Helpers should be named in writing before it began.")
        form.add(tr("It &began at"), MomentField(debriefs.clock, debriefs.zone), hint, name="began_at")
        self._add_further_moments()
        profiles = [(profile.id, profile.name) for profile in debriefs.protocols.profiles.values()]
        hint = tr("Whose ranges the picture shows, for this incident only. No date is ever refused.")
        form.add(tr("&Care profile"), ChoiceField(profiles), hint, name="profile", wide=True)
        answers = [(answer, answer.label) for answer in CounselAnswer]
        form.add(
            tr("Was counsel or the prosecutor asked about the timing?"),
            RadioField(answers),
            tr("Only the answer is kept."),
            name="counsel",
            wide=True,
        )
        helpers = [(one.id, one.name) for one in debriefs.helpers()]
        form.add(
            tr("Who of the helpers takes part in the inquiry?"),
            ChecksField(helpers, columns=2),
            tr("They do not lead a session for this incident."),
            name="inquiry",
            wide=True,
        )
        if self._incident.trigger.asks_hurt or self._incident.died_or_hurt:
            people = sorted(debriefs.roster_people().values(), key=lambda one: one.name.casefold())
            form.add(
                tr("Did somebody of ours &die, or was somebody hurt?"),
                PeopleField([(one.id, one.name) for one in people]),
                tr("Helpers who are close to them are then asked last. You need not say."),
                name="died_or_hurt",
                wide=True,
            )
        self.finish_building()

    def _fill(self) -> None:
        incident = self._incident
        self.form.set_values(
            {
                "ended_at": incident.ended_at,
                "still_open": incident.still_open,
                "force_at": incident.force_at,
                "death_told_at": incident.death_told_at,
                "funeral_end_at": incident.funeral_end_at,
                "profile": incident.profile,
                "counsel": incident.counsel,
                "inquiry": incident.inquiry,
                "died_or_hurt": incident.died_or_hurt,
                "began_at": incident.began_at,
            }
        )

    def _add_further_moments(self) -> None:
        """The moments that windows of this kind of event count from, and those that are entered already."""
        incident, debriefs = self._incident, self._debriefs
        wanted = debriefs.anchors_for(incident)
        if Anchor.USE_OF_FORCE in wanted or incident.trigger.may_force:
            hint = "" if incident.trigger.force else tr("Only if deadly force was used.")
            field = MomentField(debriefs.clock, debriefs.zone)
            self.form.add(tr("&Force was used at"), field, hint, name="force_at")
        if Anchor.DEATH_TOLD in wanted or incident.death_told_at is not None:
            field = MomentField(debriefs.clock, debriefs.zone)
            hint = tr("Support for the family counts from here.")
            self.form.add(tr("The family was &told at"), field, hint, name="death_told_at")
        if Anchor.FUNERAL_END in wanted or incident.funeral_end_at is not None:
            field = MomentField(debriefs.clock, debriefs.zone)
            self.form.add(tr("End of the f&uneral"), field, name="funeral_end_at")

    def _known_force(self) -> datetime | None:
        """An event that is one of force keeps its moment; another loses it when the field is emptied."""
        return self._incident.force_at if self._incident.trigger.force else None


class ExposedForm(SessionForm):
    """How one person met the event. `done` carries the changed `Exposed`."""

    def __init__(self, debriefs: Debriefs, exposed: Exposed, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save"), parent)
        self._debriefs = debriefs
        self._exposed = exposed
        kinds = [(kind, exposure_label(kind)) for kind in Exposure]
        circles = [(circle, circle.label) for circle in Circle]
        self.form.add(tr("&How did {name} meet it?", name=exposed.name), ChoiceField(kinds), name="exposure")
        self.form.add(tr("&Where do they belong?"), ChoiceField(circles), name="circle")
        self.form.add(
            tr("&Released from duty at"),
            MomentField(debriefs.clock, debriefs.zone),
            tr("If it differs from the others."),
            name="released_at",
        )
        if debriefs.opens_sealed:
            self.form.add(
                tr("&Asked for support at"),
                MomentField(debriefs.clock, debriefs.zone),
                tr("Only if they asked for it themselves. Sealed to the support team."),
                name="asked_at",
            )
        if exposed.is_guest:
            self._add_guest(debriefs)
        self.finish_building()
        self._fill()

    def value(self) -> Exposed:
        found = self.form.values()
        team, cycle = found.pop("team", None), found.pop("cycle", None)
        if not self._exposed.is_guest:
            return replace(self._exposed, **found)
        shifts = None
        if team and cycle:
            pattern, name = team.split(KEY_GAP, 1)
            shifts = GuestShifts(pattern, name, cycle)
        return replace(self._exposed, **found, shifts=shifts)

    def _add_guest(self, debriefs: Debriefs) -> None:
        """Where a guest comes from and when they work at home, such as the 24/48 of a fire partner (section 13)."""
        self.form.add(
            tr("A&gency"),
            TextField(most=AGENCY_LENGTH),
            tr("Forgotten with the name when the incident is closed."),
            name="agency",
        )
        teams = [
            (_team_key(pattern.id, team.name), tr("{pattern}: {team}", pattern=pattern.name, team=tr(team.name)))
            for pattern in debriefs.patterns.patterns.values()
            for team in pattern.teams
        ]
        self.form.add(
            tr("S&hifts at home"),
            ChoiceField(teams, empty=tr("Not known")),
            tr("So that no time is proposed in their sleep."),
            name="team",
            wide=True,
        )
        self.form.add(
            tr("&First day of the pattern"),
            DateField(debriefs.clock, debriefs.zone),
            tr("Any day on which the pattern begins anew. Needed with the shifts."),
            name="cycle",
        )

    def _fill(self) -> None:
        exposed, shifts = self._exposed, self._exposed.shifts
        values: dict[str, object] = {
            "exposure": exposed.exposure,
            "circle": exposed.circle,
            "released_at": exposed.released_at,
        }
        if self._debriefs.opens_sealed:
            values["asked_at"] = exposed.asked_at
        if exposed.is_guest:
            values["agency"] = exposed.agency
            values["team"] = _team_key(shifts.pattern, shifts.team) if shifts else None
            values["cycle"] = shifts.cycle_start if shifts else None
        self.form.set_values(values)


def _team_key(pattern: str, team: str) -> str:
    """One text for a team of a pattern, since drafts keep plain values."""
    return f"{pattern}{KEY_GAP}{team}"


class LocalRulesForm(SessionForm):
    """The agency's own rules. `done` carries the changed `LocalRules`."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save"), parent)
        self._debriefs = debriefs
        self._rules = debriefs.local_rules()
        policies = [(policy.id, policy.name) for policy in debriefs.protocols.policies.values()]
        self._policy = RadioField(policies, columns=1)
        self.form.add(
            tr("Attendance at group sessions"),
            self._policy,
            tr("Speaking is never required; there is no setting that makes it so."),
            name="policy",
            wide=True,
        )
        self.form.add(
            tr("&Agency policy that requires it"),
            TextField(most=CITATION_LENGTH),
            tr("Its number and title. Needed for required attendance only."),
            name="citation",
            wide=True,
        )
        self.form.add(
            tr("&Hours of rest after a night shift"),
            NumberField(0, LONGEST_REST_H),
            tr("Nobody is proposed a time in it."),
            name="rest",
            required=tr("Type hours from 0 to 24."),
        )
        self.form.add(
            tr("When people may be asked to come"),
            TickField(tr("During a shift, when somebody covers")),
            name="during",
            wide=True,
        )
        limits = [(key, tr(words)) for key, words in debriefs.protocols.limits.items()]
        self.form.add(
            tr("What may have to leave the room, as the agency's counsel confirmed it"),
            ChecksField(limits, columns=2),
            tr("Until counsel confirmed some, all of them are read aloud and printed."),
            name="limits",
            wide=True,
        )
        self.form.add(
            tr("Day on which &counsel confirmed them"),
            DateField(debriefs.clock, debriefs.zone),
            _law_hint(debriefs),
            name="limits_on",
            wide=True,
        )
        self.finish_building()
        default = int(debriefs.protocols.engine.rest_after_night_h)
        rest = self._rules.rest_after_night_h
        self.form.set_values(
            {
                "policy": self._rules.policy or debriefs.protocols.default_policy,
                "citation": self._rules.citation,
                "rest": default if rest is None else int(rest),
                "during": self._rules.during_shifts,
                "limits": self._rules.limits or tuple(debriefs.protocols.limits),
                "limits_on": self._rules.limits_on,
            }
        )

    def value(self) -> LocalRules:
        found = self.form.values()
        default = self._debriefs.protocols.engine.rest_after_night_h
        return replace(
            self._rules,
            policy=found["policy"],
            citation=found["citation"],
            rest_after_night_h=None if found["rest"] == default else float(found["rest"]),
            during_shifts=found["during"],
            limits=tuple(found["limits"]),
            limits_on=found["limits_on"],
        )


def _law_hint(debriefs: Debriefs) -> str:
    """Empty until then; with the state's law, where it was found, for counsel to read."""
    rules = debriefs.protocols.states.get(debriefs.state)
    empty = tr("Leave it empty until then.")
    return f"{empty} {wording.law_to_read(rules.citation)}" if rules else empty
