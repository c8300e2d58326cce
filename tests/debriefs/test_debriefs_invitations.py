"""Invitation letters and the ground rules: neutral outside, honest inside, and right for each state."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.debriefs.booked import a_session, after
from tests.debriefs.station import DAY, OFFICERS, SERGEANT, Station
from tests.paper.tag_checker import faults
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.invitation_prints import Asked
from wellness_desktop.debriefs.local_rules import Limits, LocalRules
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.session_states import CancelReason

PROTOCOLS = load_protocols()
ANY_HOUR = Asked("988 Suicide & Crisis Lifeline", ("988",), "day and night")
EXPECTED = LocalRules(policy="attendance_expected_participation_voluntary")
REQUIRED = LocalRules(policy="attendance_required_participation_voluntary", citation="GO 12.4 Peer support")


def pages(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


# ---------------------------------------------------------------------------------------------------- letters


def test_each_person_gets_a_cover_sheet_and_a_letter_of_their_own(station: Station) -> None:
    session = a_session(station, place="Fire hall, upper room")
    found = pages(station.debriefs().invitation_letters(session.id, ANY_HOUR))
    assert len(found) == 2 * session.seats
    for number, name in enumerate(OFFICERS):
        cover, letter = found[2 * number : 2 * number + 2]
        assert "Personal" in cover
        assert "hand this over in person" in cover
        assert name in cover
        assert name in letter
        others = [other for other in OFFICERS if other != name]
        assert not [other for other in others if other in cover or other in letter]
        for wanted in ("Friday, Nov 13, 2026", "18:00 to 20:00", "Fire hall, upper room", "Covered by", "988"):
            assert wanted in letter, (wanted, letter)


def test_a_letter_names_neither_the_event_nor_the_kind_of_support(station: Station) -> None:
    """Section 12: it lies on a kitchen table, and in a small town everybody knows which event is meant."""
    session = a_session(station)
    room = station.debriefs()
    for pdf in (room.invitation_letters(session.id), room.invitation_letter(session.id)):
        text = words(pdf)
        for secret in ("Event", "2026-A", "CISD", "ebrief", "shooting", "Officer-involved", "critical"):
            assert secret not in text, secret
        info = PdfReader(BytesIO(pdf)).metadata
        assert info is not None
        assert info.title == "Invitation"


def test_the_letter_for_all_names_nobody_and_a_sergeant_may_print_it(station: Station) -> None:
    session = a_session(station)
    sergeant = station.debriefs(SERGEANT)
    text = words(sergeant.invitation_letter(session.id))
    parts = {part for name in station.people() for part in name.split()} - {"Sam", "Ortega"}
    assert not [part for part in parts if re.search(rf"\b{part}\b", text)]
    assert "Covered. You need not find anybody." in text
    with pytest.raises(NotAllowed):
        sergeant.invitation_letters(session.id)
    assert ("printed", session.id) in station.audited()


@pytest.mark.parametrize(
    ("rules", "said", "unsaid"),
    [
        (None, ["Coming is voluntary.", "Nobody writes down who came.", "You never have to speak"], ["work time"]),
        (
            EXPECTED,
            ["come to the information part", "anyone may leave", "You never have to speak", "work time"],
            ["GO 12.4"],
        ),
        (REQUIRED, ["asks you to be present", "You never have to speak", "work time", "GO 12.4"], ["Declined"]),
    ],
)
def test_the_policy_stands_in_it_in_three_lines(
    station: Station, rules: LocalRules | None, said: list[str], unsaid: list[str]
) -> None:
    """DB-03, DB-10, DB-13: what coming means, what is written down, and that it is work time."""
    if rules:
        station.debriefs().set_local_rules(rules)
    text = words(station.debriefs().invitation_letter(a_session(station).id))
    for wanted in said:
        assert wanted in text, wanted
    for not_wanted in unsaid:
        assert not_wanted not in text, not_wanted
    kept = "Written down is only one of these" in text
    assert kept == (rules is not None)


@pytest.mark.parametrize("policy", PROTOCOLS.policies.values(), ids=lambda policy: policy.id)
def test_every_policy_says_it_in_two_or_three_sentences_and_that_nobody_must_speak(policy) -> None:
    sentences = [one for one in policy.invitation.split(". ") if one]
    assert 2 <= len(sentences) <= 3
    assert "never have to speak" in policy.invitation


def test_nobody_is_invited_to_what_does_not_take_place(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    gone = room.cancel(session, CancelReason.TIME).value
    with pytest.raises(Problem, match="This session is canceled"):
        room.invitation_letter(gone.id)
    station.debriefs()
    other = a_session(station)
    after(station, other)
    room.hold(other)
    with pytest.raises(Problem, match="This session is held"):
        room.invitation_letters(other.id)


def test_missing_cover_and_place_are_said_honestly(station: Station) -> None:
    text = words(station.debriefs().invitation_letter(a_session(station, covers=()).id))
    assert "Cover is still being found" in text
    assert "You will be told; not at the station" in text
    assert "Phone" in text  # nobody's number is known here, so there is a line to write it on


def test_large_print_and_a4(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs(settings=Settings(paper="a4"))
    small, large = room.invitation_letter(session.id), room.invitation_letter(session.id, large=True)
    assert round(float(PdfReader(BytesIO(small)).pages[0].mediabox.width)) == 595
    assert len(pages(large)) >= len(pages(small)) == 1
    assert faults(large) == []


# ----------------------------------------------------------------------------------------------- ground rules


@pytest.mark.parametrize("code", ["", "NY", *PROTOCOLS.states])
def test_the_ground_rules_have_the_limits_of_the_state_or_the_widest(station: Station, code: str) -> None:
    """Section 15, test 15, for each state: no profile is verified, so the widest set and who must confirm it."""
    room = station.debriefs(settings=Settings(state=code))
    sheet = words(room.ground_rules_sheet())
    for limit in PROTOCOLS.limits.values():
        assert limit[1:] in sheet
    assert "counsel has not yet confirmed" in sheet
    assert "ask counsel before you rely on fewer" in sheet
    assert ("For counsel to read" in sheet) == (code in PROTOCOLS.states)
    if code in PROTOCOLS.states:
        assert PROTOCOLS.states[code].citation.replace("  ", " ") in sheet


def test_the_pocket_cards_carry_the_rules_and_the_limits(station: Station) -> None:
    front, back = pages(station.debriefs(settings=Settings(state="ME")).ground_rules_pocket())
    assert front.count("Nobody has to speak.") == 8
    assert "No notes, no recording" in front
    for limit in PROTOCOLS.limits.values():
        assert limit[1:] in back
    assert "counsel has not yet confirmed" in back


def test_what_counsel_confirmed_is_printed_for_that_state_only(station: Station) -> None:
    maine = station.debriefs(settings=Settings(state="ME"))
    rules = LocalRules(limits=("self", "others", "abuse"), limits_on=date(2026, 11, 2))
    maine.set_local_rules(rules)
    text = words(maine.ground_rules_sheet())
    assert "confirmed these limits on Nov 2, 2026" in text
    assert "Danger to yourself" in text
    assert "subpoena" not in text
    moved = station.debriefs(settings=Settings(state="MT"))
    assert "subpoena" in words(moved.ground_rules_sheet())
    assert "counsel has not yet confirmed" in words(moved.ground_rules_sheet())


def test_confirmed_limits_are_asked_about_again_after_a_year() -> None:
    rules = LocalRules(limits=("self",), limits_state="ME", limits_on=date(2028, 2, 29))
    assert rules.limits_for("ME", PROTOCOLS) == Limits(
        ("danger to yourself",), PROTOCOLS.states["ME"].citation, date(2028, 2, 29)
    )
    assert rules.limits_for("", PROTOCOLS).confirmed_on is None


def test_limits_that_counsel_cannot_have_confirmed_are_refused(station: Station) -> None:
    maine = station.debriefs(settings=Settings(state="ME"))
    good = LocalRules(limits=("self",), limits_on=date(2026, 11, 2))
    for room, rules, why in (
        (maine, replace(good, limits_on=maine.today + DAY), "still to come"),
        (maine, replace(good, limits=()), "at least one limit"),
        (maine, replace(good, limits=("made up",)), "at least one limit"),
        (station.debriefs(), good, "none is set"),
    ):
        with pytest.raises(Problem, match=why):
            room.set_local_rules(rules)
    kept = maine.set_local_rules(replace(good, limits_on=None)).value
    assert (kept.limits, kept.limits_state) == ((), "")
