"""Today as the program builds it: what can be printed in a hurry, and where its lines lead."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from tests.app.settings_people import CHICAGO, press, words
from tests.support.looks import show_at
from tests.support.station import A_NIGHT, PHRASE, a_station
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.services import Services, build_services
from wellness_desktop.app.settings_rooms import SettingsRooms
from wellness_desktop.app.today_room import build_today, hurry_prints, open_record
from wellness_desktop.debriefs.calendar_views.entries import View
from wellness_desktop.debriefs.incident_values import NewExposure, Report
from wellness_desktop.debriefs.incidents_page import IncidentsPage
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.roster.people import PersonDetails, Phone
from wellness_desktop.roster.roster_page import RosterPage
from wellness_desktop.today.care_matters import THIS_WEEK

WAIT = 30_000


@pytest.fixture
def services(program: Any, clock: Any) -> Iterator[Services]:
    """Somebody with every role but helper, signed in beside the running program."""
    station = a_station(program.paths.data, clock)
    roles = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.PLANNER})
    signed_in, _ = station.create("Dana Whitfield", PHRASE, roles)
    yield build_services(signed_in, station.tries, program.paths, program.settings, clock, CHICAGO)
    signed_in.end()


@pytest.mark.slow
def test_every_print_in_a_hurry_is_a_pdf(program: Any, services: Services) -> None:
    services.roster.add(PersonDetails(name="Ruth Okafor", phones=(Phone(typed="612-555-0103", label="Mobile"),)))
    wanted = {one.words: one for one in hurry_prints(program, services)}
    assert list(wanted) == [
        "Get help now, for the wall",
        "Phone list",
        "Handover sheet",
        "For whoever takes over",
        "All quick cards",
        "Papers of a plan",
    ]
    assert wanted["Papers of a plan"].go == ("plans", "prints")
    prints = {words: one.make() for words, one in wanted.items() if one.make is not None}
    texts = {what: PdfReader(BytesIO(pdf)).pages[0].extract_text() for what, pdf in prints.items()}
    assert "988" in texts["Get help now, for the wall"]
    assert "Ruth Okafor" in texts["Phone list"]
    assert "Confidential" in texts["Phone list"]
    assert "No incident is open" in texts["Handover sheet"]
    cards = [page.extract_text() for page in PdfReader(BytesIO(prints["All quick cards"])).pages]
    assert all(plan in card for plan, card in zip(services.plans.titles(), cards, strict=True))


def test_the_page_prints_and_tells_of_a_missing_backup(qtbot: Any, program: Any, services: Services) -> None:
    rooms = SettingsRooms(program, lambda: services, program.use_settings)
    page = build_today(program, services, rooms)
    show_at(QApplication.instance(), page, 1150, 1400)
    assert "No backup was made yet" in words(page)
    rooms.backups.back_up()
    page.refresh()
    assert "No backup was made yet" not in words(page)
    press(page, "Phone list").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=WAIT)
    for offer in page.findChildren(PrintOffer):
        offer.close()


def test_lines_lead_to_their_records(qtbot: Any, program: Any, services: Services) -> None:
    person = services.roster.add(PersonDetails(name="Ruth Okafor")).value
    report = Report("officer_involved_shooting", A_NIGHT, (NewExposure("", person.id),))
    incident = services.debriefs.something_happened(report).value
    incidents = IncidentsPage(services.debriefs, program.tasks)
    open_record(incidents, "incidents", str(incident.id))
    assert incidents.table.current().id == incident.id
    open_record(incidents, "incidents", THIS_WEEK)
    assert incidents.calendar.view is View.WEEK
    open_record(incidents, "incidents", str(incident.id))
    assert not incidents.calendar.is_calendar
    roster = RosterPage(services.roster, program.tasks)
    open_record(roster, "roster", "on-call")
    assert roster.title == "On call"
    open_record(roster, "roster", "checks")
    assert roster.title == "Check numbers"
    open_record(roster, "roster", str(person.id))
    assert roster.title == "Roster"
    plans = PlansPage(services.plans, program.tasks, open_person=lambda _person: None)
    (first, *_) = services.plans.plans()
    open_record(plans, "plans", first.id)
    assert first.title in f"{plans.title} {words(plans)}"
    open_record(plans, "plans", "prints")
    assert plans.title == "Print"
    open_record(plans, "plans", "copies")
    assert plans.title == "Paper copies"
    plans.leave()
