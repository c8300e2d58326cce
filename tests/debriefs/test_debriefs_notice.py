"""The notice of confidentiality: for each state its law and its limits, never a promise, in plain words."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.content.reading_grade import grade
from tests.debriefs.station import COORDINATOR, HELPER, SERGEANT, Station
from tests.paper.tag_checker import faults
from tests.support.cases import slow
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.notice.notice_prints import notice_sheet
from wellness_desktop.debriefs.notice.notice_words import Notice, notice
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.state_law import Groups, LawDates
from wellness_desktop.debriefs.wording import banned_in, stray_debrief

PROTOCOLS = load_protocols()
TODAY = date(2026, 11, 24)
EVERYWHERE = ["", "NY", "DC", *PROTOCOLS.states]
GRADE = 8.0
PROMISES = re.compile(
    r"privileg|guarante|promise|protected|protects|immun|always stay|never leave|by law|is covered|are covered|secret",
    re.IGNORECASE,
)


def a_notice(state: str, rules: LocalRules | None = None, today: date = TODAY, dates: LawDates | None = None) -> Notice:
    limits = (rules or LocalRules()).limits_for(state, PROTOCOLS, today)
    return notice(state, limits, PROTOCOLS.states.get(state), dates or PROTOCOLS.law_dates, today)


def text_of(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


@pytest.mark.parametrize("state", EVERYWHERE)
def test_every_state_s_notice_has_the_widest_limits_its_law_and_the_date(state: str) -> None:
    """No profile ships verified, so each prints all limits and sends to counsel."""
    found = a_notice(state)
    assert [one.casefold() for one in found.limits] == [one.casefold() for one in PROTOCOLS.limits.values()]
    assert "Ask counsel before you count on fewer." in " ".join(found.standing)
    law = " ".join(found.law.sentences)
    assert "Ask counsel what it means for you." in law
    profile = PROTOCOLS.states.get(state)
    assert found.law.citation == (profile.citation if profile else "")
    assert ("Nov 22, 2026" in law) == (profile is not None)
    if state and profile is None:
        assert "There may be one." in law
    assert "does not cover city, county or tribal staff" in law


@pytest.mark.parametrize("state", EVERYWHERE)
def test_no_state_s_notice_promises_what_nobody_knows(state: str) -> None:
    """7.1: nothing claims what the profile does not give; and no word that the program never says."""
    for found in (a_notice(state), a_notice(state, today=PROTOCOLS.law_dates.review_by + timedelta(days=1))):
        words = " ".join(found.sentences)
        assert not PROMISES.findall(words)
        assert banned_in(words) == []
        assert stray_debrief(words) == []


@pytest.mark.parametrize("state", EVERYWHERE)
def test_every_state_s_notice_reads_at_grade_eight_at_most(state: str) -> None:
    found = a_notice(state)
    assert grade("\n\n".join(found.sentences)) <= GRADE
    longest = max(found.sentences, key=len)
    assert len(longest.split()) <= 32, longest


def test_the_grade_is_measured_for_real() -> None:
    hard = "Notwithstanding jurisdictional particularities, confidentiality obligations necessitate consultation."
    assert grade(hard) > GRADE


def test_what_narrows_a_law_is_said_where_it_does() -> None:
    """7.1, 2 to 5: Utah's is for two people, Maine's helpers must tell of a crime, Georgia's ends with a charge."""
    law = {state: " ".join(a_notice(state).law.sentences) for state in PROTOCOLS.states}
    assert "not for groups" in law["UT"]
    assert "helper was there" in law["UT"]
    assert "must tell if you admit to a crime" in law["ME"]
    assert "charged with a crime" in law["GA"]
    assert "if it has good cause" in law["IL"]
    assert "named before it happened" in law["LA"]
    assert "Nobody may record" in law["MT"]
    assert "did not see its full text" in law["OH"]
    unsure = [state for state, profile in PROTOCOLS.states.items() if profile.groups is Groups.UNKNOWN]
    assert len(unsure) >= 10
    assert all("Take it that it is not." in law[state] for state in unsure)
    sure = [state for state, profile in PROTOCOLS.states.items() if profile.groups is Groups.YES]
    assert all("group" not in law[state] for state in sure)


def test_only_those_whose_law_drops_an_involved_helper_say_so() -> None:
    there = {state for state in PROTOCOLS.states if "helper was there" in " ".join(a_notice(state).law.sentences)}
    assert there == {"CO", "GA", "IA", "LA", "MN", "UT", "VA", "WA", "WI"}


def test_an_old_profile_says_that_it_is_old() -> None:
    day = PROTOCOLS.law_dates.review_by
    assert "long ago" not in " ".join(a_notice("ME", today=day).law.sentences)
    assert "long ago" in " ".join(a_notice("ME", today=day + timedelta(days=1)).law.sentences)


def test_what_counsel_confirmed_more_than_a_year_ago_counts_no_more() -> None:
    """A confirmation of 29 February lasts to the end of the next February."""
    rules = LocalRules(limits=("self", "others"), limits_state="ME", limits_on=date(2028, 2, 29))
    within = a_notice("ME", rules, date(2029, 2, 28))
    assert within.limits == ("Danger to yourself", "Danger to somebody else")
    assert "confirmed these limits on Feb 29, 2028" in within.standing[0]
    after = a_notice("ME", rules, date(2029, 3, 1))
    assert len(after.limits) == len(PROTOCOLS.limits)
    assert "widest" in after.standing[0]
    elsewhere = a_notice("MT", rules, date(2028, 3, 1))
    assert len(elsewhere.limits) == len(PROTOCOLS.limits)


def test_ground_rules_and_notice_have_one_source_of_the_limits(station: Station) -> None:
    maine = station.debriefs(settings=Settings(state="ME"))
    maine.set_local_rules(LocalRules(limits=("self",), limits_on=date(2026, 11, 2)))
    station.clock.advance(timedelta(days=400))
    for pdf in (maine.ground_rules_sheet(), maine.confidentiality_notice()):
        assert "subpoena" in text_of(pdf)
        assert "widest limits" in text_of(pdf)


def test_the_order_of_action_for_danger_is_that_of_the_rules() -> None:
    """7.5: stay, call, reach the clinician, tell what is done, and write no story."""
    stay, call, clinician, tell, write = a_notice("").danger
    assert "stay with you" in stay
    assert "988 or 911" in call
    assert "clinician" in clinician
    assert "tell you what we do" in tell
    assert "not write" in write


def test_clergy_is_spoken_of_with_care() -> None:
    """7.3: no rank of chaplain is told that it holds; a group, a third person and a harmed child end it."""
    words = " ".join(a_notice("AL").helpers)
    for wanted in (
        "may be clergy",
        "narrow",
        "group",
        "third person",
        "works as a peer",
        "child is harmed",
        "Ask your",
    ):
        assert wanted in words
    assert "confess" not in words.casefold()


@pytest.mark.parametrize("state", ["", slow("NY"), slow("ME"), "UT", slow("VA")])
def test_the_sheet_is_one_page_tagged_and_has_no_line_for_a_name(station: Station, state: str) -> None:
    room = station.debriefs(HELPER, settings=Settings(agency_name="Millbrook PD", state=state))
    normal, large = room.confidentiality_notice(), room.confidentiality_notice(large=True)
    assert len(PdfReader(BytesIO(normal)).pages) == 1
    assert faults(normal) == faults(large) == []
    words = text_of(normal)
    assert "__" not in words
    assert not re.search(r"\bname\b|sign", words.replace("designat", ""), re.IGNORECASE)
    for sentence in room.confidentiality_words().sentences:
        assert sentence.rstrip(".") in words.replace("\u00ad", ""), sentence
        assert sentence.rstrip(".") in text_of(large), sentence


def test_every_state_s_sheet_is_one_page(station: Station) -> None:
    paper = station.debriefs()._paper()
    for state in EVERYWHERE:
        late = PROTOCOLS.law_dates.review_by + timedelta(days=9)
        pdf = notice_sheet(a_notice(state, today=late), paper, late)
        assert len(PdfReader(BytesIO(pdf)).pages) == 1, state


def test_it_is_checked_again_when_the_law_or_counsel_s_answer_is_over(station: Station) -> None:
    maine = station.debriefs(settings=Settings(state="ME"))
    assert "Check again by May 22, 2027" in text_of(maine.confidentiality_notice())
    maine.set_local_rules(LocalRules(limits=("self",), limits_on=date(2026, 2, 2)))
    assert "Check again by Feb 2, 2027" in text_of(maine.confidentiality_notice())


def test_whoever_leads_or_plans_prints_it_and_nobody_else(station: Station) -> None:
    for name in (COORDINATOR, SERGEANT, HELPER):
        before = station.audited()
        assert station.debriefs(name).confidentiality_notice().startswith(b"%PDF")
        assert station.audited() == before
    for role in (Role.MEMBER, Role.ADMINISTRATOR, Role.PLANNER):
        with pytest.raises(NotAllowed):
            station.debriefs(SERGEANT, role).confidentiality_notice()
