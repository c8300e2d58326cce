"""The nine rules of section 7, each from the station's own data to what a person reads, and to what may be booked."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.debriefs.booked import person, the_booking
from tests.debriefs.station import DAY, ENDED, HELPER, NOW, SERGEANT, ZONE, Station, a_person, an_incident, exposure_of
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.incident_values import NewExposure
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import OverrideRecord
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Booking, Proposed
from wellness_desktop.roster.conflicts import Exposure, OverrideReason
from wellness_desktop.roster.kinds import PersonRole, RelationKind
from wellness_desktop.roster.people import Phone, Relation

GROUP = Kind.GROUP_DEBRIEFING


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def left_out(proposed: Proposed) -> dict[str, str]:
    return {proposed.names[who]: why for who, why in proposed.proposals.left_out}


def warnings(proposed: Proposed) -> dict[str, str]:
    return {one.name: " ".join(one.warnings) for one in proposed.request.leaders}


def in_state(station: Station, state: str):
    return station.debriefs(settings=Settings(agency_name="Millbrook PD", state=state))


def test_coi1_whoever_was_there_does_not_lead_and_the_state_s_law_is_named(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Lee Park")
    for state, words in (("MN", "In this state, the law may then not protect"), ("OH", "In several states, the law")):
        room = in_state(station, state)
        assert left_out(room.proposals(incident.id, GROUP))["Lee Park"].startswith(
            "Lee Park was part of this incident."
        )
        assert words in left_out(room.proposals(incident.id, GROUP))["Lee Park"]
    booking = Booking(GROUP, ENDED + 2 * DAY, 120, (exposure_of(incident, "Ana Ruiz"),), (person(station, "Lee Park"),))
    with pytest.raises(Problem, match="Lee Park was part of this incident"):
        station.debriefs().book(incident.id, booking)


def test_coi1_a_helper_who_is_listed_but_was_not_exposed_does_not_lead_themselves(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle")
    peer = person(station, "Lee Park")
    station.debriefs().add_exposed(incident.id, [NewExposure("Lee Park", peer, Exposure.NOT_EXPOSED)])
    proposed = station.debriefs().proposals(incident.id, GROUP)
    assert "Lee Park is one of the people to be supported" in left_out(proposed)["Lee Park"]
    assert peer in proposed.best.sessions[0].leaders  # of the others
    own = next(one for one in proposed.best.individuals if proposed.names[one.attendee] == "Lee Park")
    assert own.helper not in (None, peer)


def test_coi1_alabama_speaks_of_one_certified_peer(station: Station) -> None:
    """In proposals, in the form's words, and nowhere in another state."""
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle")
    peers = (person(station, "Lee Park"), person(station, "Max Tull"))
    booking = Booking(GROUP, ENDED + 2 * DAY, 120, tuple(one.id for one in incident.exposed), peers)
    for state, said in (("AL", True), ("MN", False)):
        words = [one.words for one in in_state(station, state).session_conflicts(incident.id, booking)]
        assert any("one certified peer only" in one for one in words) is said
    proposed = in_state(station, "AL").proposals(incident.id, GROUP)
    for choice in proposed.proposals.choices:
        for session in choice.sessions:
            assert len(set(session.leaders) & set(peers)) < 2


def test_coi2_a_chain_of_command_in_either_direction_and_of_any_length(station: Station) -> None:
    roster, people = station.roster(), station.people()
    roster.change(replace(people["Lee Park"], reports_to=people["Ana Ruiz"].id))
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang")
    proposed = station.debriefs().proposals(incident.id, GROUP)
    assert "Lee Park reports to Ana Ruiz" in left_out(proposed)["Lee Park"]
    for session in (one for choice in proposed.proposals.choices for one in choice.sessions):
        if people["Lee Park"].id in session.leaders:
            assert exposure_of(incident, "Ana Ruiz") not in session.members
    booking = Booking(GROUP, ENDED + 2 * DAY, 120, (exposure_of(incident, "Ana Ruiz"),), (people["Lee Park"].id,))
    with pytest.raises(Problem, match="Lee Park reports to Ana Ruiz"):
        station.debriefs().book(incident.id, booking)


def test_coi4_close_to_somebody_in_the_group_and_only_for_that_person(station: Station) -> None:
    ana = person(station, "Ana Ruiz")
    station.roster(HELPER).set_my_ties([Relation(ana, RelationKind.SIBLING)])
    incident = an_incident(station)
    proposed = station.debriefs().proposals(incident.id, GROUP)
    lee = next(one for one in proposed.request.leaders if one.name == "Lee Park")
    assert lee.close == {exposure_of(incident, "Ana Ruiz"): "Lee Park is close to Ana Ruiz."}
    with_ana = [
        one
        for choice in proposed.proposals.choices
        for one in choice.sessions
        if lee.id in one.leaders and exposure_of(incident, "Ana Ruiz") in one.members
    ]
    assert all("Lee Park is close to Ana Ruiz." in one.warnings for one in with_ana)
    assert person(station, "Max Tull") in proposed.best.sessions[0].leaders, "somebody who is not close comes first"
    seen = station.debriefs(SERGEANT).proposals(incident.id, GROUP)
    assert not any("close" in words for one in seen.request.leaders for words in (*one.warnings, *one.close.values()))


def test_coi4_close_to_somebody_who_died_or_was_hurt(station: Station) -> None:
    """Asked for where somebody of ours may have been; the helpers close to them are asked last."""
    gus = person(station, "Gus Webb")
    station.roster(HELPER).set_my_ties([Relation(gus, RelationKind.CLOSE_FRIEND)])
    incident = an_incident(station, trigger="lodd")
    room = station.debriefs()
    assert "died or was hurt" not in warnings(room.proposals(incident.id, Kind.ONE_ON_ONE))["Lee Park"]
    done = room.change_incident(replace(incident, died_or_hurt=frozenset({gus})))
    assert done.value.died_or_hurt == {gus}
    proposed = room.proposals(incident.id, Kind.ONE_ON_ONE)
    assert "Lee Park is close to somebody who died or was hurt." in warnings(proposed)["Lee Park"]
    done.undo()
    assert room.incident(incident.id).died_or_hurt == frozenset()


def test_coi5_counts_from_the_beginning_not_from_the_end(station: Station) -> None:
    """Section 15, test 4: designated one day after the incident began."""
    roster = station.roster()
    began = ENDED - 3 * DAY
    new = replace(station.people()["Max Tull"], designated_on=(began + DAY).date())
    roster.change(new)
    incident = an_incident(station)
    room = station.debriefs()
    assert "not named in writing" not in warnings(room.proposals(incident.id, GROUP))["Max Tull"]
    room.change_incident(replace(room.incident(incident.id), began_at=began))
    said = warnings(in_state(station, "LA").proposals(incident.id, GROUP))["Max Tull"]
    assert "Max Tull was not named in writing before the incident." in said
    assert "This state's law may cover only helpers named and trained beforehand." in said
    with pytest.raises(Problem, match="begin after it ended"):
        room.change_incident(replace(room.incident(incident.id), began_at=ENDED + DAY))


def test_coi6_without_a_clinician_a_group_stays_tentative(station: Station) -> None:
    """DB-06."""
    incident = an_incident(station)
    booking = the_booking(station, incident, leaders=(person(station, "Lee Park"), person(station, "Max Tull")))
    room = station.debriefs()
    assert [one.rule for one in room.session_conflicts(incident.id, booking)] == ["COI-6"]
    assert room.book(incident.id, booking).value.state is SessionState.TENTATIVE


def test_coi7_whoever_sat_in_sessions_carried_them_too(station: Station) -> None:
    """Led or attended: who attended is sealed, so only the support team counts it."""
    peer = person(station, "Lee Park")
    room = station.debriefs()
    for number in range(3):
        one = an_incident(station, "Lee Park", trigger="k9_death")
        room.book(
            one.id,
            Booking(
                Kind.ONE_ON_ONE,
                ENDED + timedelta(hours=20 + 2 * number),
                45,
                (exposure_of(one, "Lee Park"),),
                (person(station, "Max Tull"),),
            ),
        )
    station.clock.advance(2 * DAY)
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", trigger="vehicle_collision")
    assert "Please rotate" in warnings(room.proposals(incident.id, GROUP))["Lee Park"]
    seen = station.debriefs(SERGEANT).proposals(incident.id, GROUP)
    assert "Please rotate" not in warnings(seen)["Lee Park"]
    assert peer


def test_coi8_mixed_exposure_and_ranks_are_said_and_a_split_is_offered(station: Station) -> None:
    roster, people = station.roster(), station.people()
    roster.change(replace(people["Ben Cole"], reports_to=people["Ana Ruiz"].id))
    incident = an_incident(station)
    proposed = station.debriefs().proposals(incident.id, GROUP)
    assert "Ana Ruiz is above Ben Cole in the chain of command" in " ".join(proposed.best.sessions[0].warnings)
    apart = [one for one in proposed.proposals.choices if "Nobody sits with somebody they command." in one.reasons]
    ana, ben = exposure_of(incident, "Ana Ruiz"), exposure_of(incident, "Ben Cole")
    assert any(one.sessions for one in apart)
    for choice in apart:
        assert not any({ana, ben} <= set(session.members) for session in choice.sessions)
    room = station.debriefs()
    room.change_exposed(incident.id, replace(incident.exposed[2], exposure=Exposure.AFTER))
    booking = the_booking(station, room.incident(incident.id), members=tuple(one.id for one in incident.exposed))
    words = " ".join(one.reason for one in room.session_conflicts(incident.id, booking))
    assert "Some were there or on the radio, others were not." in words
    assert "reports to somebody else in it" in words


def test_coi9_no_group_session_while_it_goes_on(station: Station) -> None:
    incident = an_incident(station)
    booking = the_booking(station, incident)
    room = station.debriefs()
    room.change_incident(replace(incident, still_open=True))
    assert "COI-9" in [one.rule for one in room.session_conflicts(incident.id, booking)]
    with pytest.raises(Problem, match="not over yet"):
        room.book(incident.id, booking)


def test_an_override_is_the_coordinator_s_has_a_reason_and_is_kept_for_ninety_days(station: Station) -> None:
    """DB-04; section 15, test 3."""
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Max Tull")
    chaplain = person(station, "Max Tull")
    booking = the_booking(
        station,
        incident,
        members=(exposure_of(incident, "Ana Ruiz"),),
        leaders=(person(station, "Kim Hale"), chaplain),
        overrides={chaplain: OverrideReason.ASKED_FOR},
    )
    with pytest.raises(Problem, match="was part of this incident") as refused:
        station.debriefs(SERGEANT).book(incident.id, booking)
    assert "Only the support coordinator" in refused.value.advice
    room = station.debriefs()
    session = room.book(incident.id, booking).value
    assert room.as_booking(session).overrides == {chaplain: OverrideReason.ASKED_FOR}
    with station.store.read() as work:
        kept = list(work.scalars(select(OverrideRecord)))
    assert [(one.rule, one.keep_until - NOW.astimezone(ZONE).date()) for one in kept] == [("COI-1", 90 * DAY)]


def test_a_clinician_far_away_joins_by_telephone_where_the_number_was_checked(station: Station) -> None:
    """Section 12: drive time each way, and the telephone where it does not fit."""
    roster = station.roster()
    kim = station.people()["Kim Hale"]
    far = replace(kim, travel_minutes=900, telehealth=True, phones=(Phone(typed="406-555-0142"),))
    saved = roster.change(far).value
    incident = an_incident(station)
    best = station.debriefs().proposals(incident.id, GROUP).best.sessions[0]
    assert saved.id not in best.leaders, "nobody checked the number"
    roster.still_right(saved.phones[0].id)
    best = station.debriefs().proposals(incident.id, GROUP).best.sessions[0]
    assert best.clinician == saved.id
    assert best.by_phone == (saved.id,)
    assert any("Kim Hale would join by telephone: 900 minutes" in reason for reason in best.reasons)


def test_the_telephone_line_is_checked_before_and_stands_on_the_sheet(station: Station) -> None:
    """Section 12: telehealth needs a checked line, and a number to fall back on is printed."""
    roster = station.roster()
    phones = (Phone(typed="406-555-0142"), Phone(typed="406-555-0143"))
    saved = roster.change(replace(station.people()["Kim Hale"], telehealth=True, phones=phones)).value
    incident = an_incident(station)
    booking = the_booking(station, incident, by_phone=frozenset({saved.id}))
    room = station.debriefs()
    with pytest.raises(Problem, match="telephone number of Kim Hale needs a check first"):
        room.book(incident.id, booking)
    roster.still_right(saved.phones[0].id)
    session = room.book(incident.id, booking).value
    assert session.state is SessionState.SCHEDULED
    assert "Kim Hale (clinician, by telephone)" in [one.words for one in session.leaders]
    named = text_of(room.session_sheet(session.id, with_names=True))
    plain = text_of(room.session_sheet(session.id))
    assert "555-0142" in named
    assert "555-0143" in named
    assert "A leader joins by telephone." in plain
    assert "Kim Hale" not in plain
    assert "555-0142" not in plain


def test_a_helper_from_elsewhere_keeps_the_words_for_their_own_kind(station: Station) -> None:
    """A peer is there to sit with people: only a clinician joins a group by telephone."""
    roster = station.roster()
    roster.add(
        a_person("Ned Poe", {PersonRole.PEER}, telehealth=True, travel_minutes=900, designated_on=date(2024, 1, 1))
    )
    incident = an_incident(station)
    proposed = station.debriefs().proposals(incident.id, GROUP)
    ned = person(station, "Ned Poe")
    assert all(ned not in session.leaders for choice in proposed.proposals.choices for session in choice.sessions)
