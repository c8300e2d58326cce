"""Cards, sheets to hang up, the team roster, and the register of who stands on them."""

import io
import subprocess
from datetime import timedelta
from shutil import which

import pytest
from pypdf import PdfReader

from tests.paper.tag_checker import faults
from tests.roster.station import HELPER, HOUR, NOON, TODAY, a_person, a_phone, added, published
from tests.roster.test_roster_prints import LINES, in_order, text_of
from tests.support.cases import slow
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.roster.export_desk import ExportForm
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.papers import PaperSetup
from wellness_desktop.roster.team_records import CourseRecord
from wellness_desktop.roster.vcard_export import qr_card

OLD = TODAY - timedelta(days=120)
SETUP = PaperSetup(agency="Millbrook PD")


def on_paper(last, checked=TODAY):
    return a_phone(f"406-555-01{last:02}", published=True, checked_on=checked)


@pytest.fixture
def team(roster):
    return added(
        roster,
        *(published(f"Peer {letter}", phones=(on_paper(place),)) for place, letter in enumerate("ABCDEF", 1)),
        published("Ruth Okafor", roles=frozenset({PersonRole.CHAPLAIN}), phones=(on_paper(20),), agency="County"),
        published("Old Olive", phones=(on_paper(30, OLD), a_phone("406-555-0131", checked_on=TODAY))),
        a_person("Private Pat", phones=(a_phone("406-555-0140", checked_on=TODAY),)),
        published("Resting Ray", standing=Standing.PAUSED, phones=(on_paper(50),)),
    )


def prints(roster, setup=SETUP):
    return {
        "wallet_cards": roster.print_wallet_cards(LINES, setup),
        "contact_cards": roster.print_contact_cards(setup),
        "wall_sheet": roster.print_wall_sheet(LINES, setup),
        "fridge_sheet": roster.print_fridge_sheet(LINES, setup),
    }


def test_only_who_agreed_and_fresh_numbers_stand_on_paper_that_leaves(roster, team):
    for name, pdf in prints(roster).items():
        text = text_of(pdf)
        assert "Ruth Okafor" in text, name
        for hidden in ("Old Olive", "555-0130", "555-0131", "Private Pat", "555-0140", "Resting Ray"):
            assert hidden not in text, name


def test_a_wallet_card_has_one_of_each_role_before_more_peers(roster, team):
    pdf = roster.print_wallet_cards(LINES, SETUP)
    text = text_of(pdf)
    in_order(text, "Peer A, Peer supporter", "Ruth Okafor, Chaplain", "Peer B", "Peer C", "Peer D")
    assert "Peer E" not in text
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 2
    assert pages[0].extract_text().count("Ruth Okafor") == 8
    assert "988" in pages[1].extract_text()


def test_each_helper_has_an_own_card_eight_on_a_sheet(roster, team):
    added(roster, *(published(f"More {place}", phones=(on_paper(60 + place),)) for place in range(2)))
    pages = PdfReader(io.BytesIO(roster.print_contact_cards(SETUP))).pages
    assert len(pages) == 2
    assert "Check again by June 8, 2026" in " ".join(pages[0].extract_text().split())
    [paper] = roster.papers()
    assert len(paper.people) == 9


@pytest.mark.skipif(
    which("zbarimg") is None or which("pdftoppm") is None, reason="no program here reads QR codes from a page"
)
def test_every_card_is_read_by_another_program(roster, team, tmp_path):
    """As a phone would read it: each code on the sheet holds that helper's name and numbers."""
    sheet, page = tmp_path / "cards.pdf", tmp_path / "cards"
    sheet.write_bytes(roster.print_contact_cards(SETUP))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", sheet, page], check=True)
    read = subprocess.run(["zbarimg", "-q", "--raw", f"{page}.png"], capture_output=True, check=True)
    shown = [qr_card(person, TODAY).replace("\r\n", "\n") for person in team[:7]]
    found = read.stdout.decode().replace("\r\n", "\n")
    assert [card for card in shown if card not in found] == []
    assert found.count("BEGIN:VCARD") == len(shown)


def test_the_fridge_sheet_begins_with_whoever_is_there_for_families(roster, team):
    added(roster, published("Lia Fam", roles=frozenset({PersonRole.FAMILY_LIAISON}), phones=(on_paper(70),)))
    text = text_of(roster.print_fridge_sheet(LINES, SETUP))
    in_order(text, "Lia Fam", "Ruth Okafor", "Peer A", "988", "The agency at night")


@pytest.mark.parametrize(("size", "large"), [("letter", True), ("a4", False), slow("letter", False), slow("a4", True)])
def test_every_print_is_tagged_in_both_sizes_and_large(roster, team, size, large):
    setup = PaperSetup("Millbrook PD", size, large)
    made = prints(roster, setup)
    made["team_roster"] = roster.print_team_roster(setup)
    made["call_sheet"] = roster.print_call_sheet(agency=setup.agency, size=size, large=large)
    for name, pdf in made.items():
        assert not faults(pdf), name
        height = round(float(PdfReader(io.BytesIO(pdf)).pages[0].mediabox.height))
        assert height == (792 if size == "letter" else 842), name
    for name in ("wall_sheet", "fridge_sheet"):
        assert large or len(PdfReader(io.BytesIO(made[name])).pages) == 1, name


def test_every_print_is_in_one_ink(roster, team):
    """A bad black-and-white printer loses nothing: no print sets a color, only grays."""
    roster.add_duty(Layer.PRIMARY, team[0].id, NOON, NOON + HOUR)
    made = {
        **prints(roster),
        "team_roster": roster.print_team_roster(SETUP),
        "call_sheet": roster.print_call_sheet(),
        "phone_list": roster.print_phone_list(LINES, everybody=True),
        "month": roster.print_rota(TODAY, LINES),
    }
    for name, pdf in made.items():
        for page in PdfReader(io.BytesIO(pdf)).pages:
            operators = set(page.get_contents().get_data().split())
            assert not operators & {b"rg", b"RG", b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN"}, name


def test_the_team_roster_is_dated_evidence_of_naming_and_training(roster, station):
    [lee, *_] = added(
        roster,
        a_person(
            "Lee Park",
            designated_on=TODAY - timedelta(days=300),
            designated_by="Chief Reyes",
            designation_document="Order 12",
            trained_by="County team",
            trained_until=TODAY - timedelta(days=1),
        ),
        a_person("Zoe New", roles=frozenset({PersonRole.CLINICIAN}), is_clinician=True, standing=Standing.PAUSED),
        a_person("Off Ron", roles=frozenset({PersonRole.OFFICER})),
    )
    with station.store.work() as session:
        course = CourseRecord(person_id=lee.id, title="Peer basics", provider="State academy", hours=16.0)
        course.completed_on = TODAY - timedelta(days=200)
        session.add(course)
    text = text_of(roster.print_team_roster(SETUP))
    in_order(
        text,
        "As it was on Mar 10, 2026",
        "Lee Park",
        "May 14, 2025, by Chief Reyes",
        "Peer basics, State academy, 16 hours, Aug 22, 2025",
        "County team, ended Mar 9, 2026",
        "Zoe New",
        "Licensed clinician",
        "Taking a break",
        "Not named in writing",
        "None on record",
        "2 helpers on the team. 1 is named in writing.",
    )
    assert "Off Ron" not in text
    assert "privilege" not in text.casefold()
    helper = station.roster(Role.HELPER, account=HELPER)
    with pytest.raises(NotAllowed):
        helper.print_team_roster(SETUP)


def test_with_nobody_to_show_cards_say_why_and_sheets_leave_room_to_write(roster):
    for make in (lambda: roster.print_wallet_cards(LINES, SETUP), lambda: roster.print_contact_cards(SETUP)):
        with pytest.raises(Problem, match="Nobody can stand on a card"):
            make()
    assert "Our own helper" in text_of(roster.print_wall_sheet(LINES, SETUP))
    assert "Somebody from the support team" in text_of(roster.print_fridge_sheet(LINES, SETUP))
    assert roster.papers() == []


def test_ninety_one_days_later_every_number_is_flagged_everywhere_and_on_no_card(roster, station, team):
    """The program's own promise (issue 5, Freshness): on screen, in the PDF's text, in the CSV; on no card."""
    shared = added(roster, published("Shared Sue", shared_on=TODAY, phones=(on_paper(80),)))
    station.clock.advance(timedelta(days=91))
    today = roster.today
    people = [person for person in roster.people() if person.phones]
    numbers = [phone for person in people for phone in person.phones]
    assert all(phone.freshness(today).needs_check for phone in numbers)
    assert {each.id for each in roster.numbers_to_check()} == {phone.id for phone in numbers}
    printed = text_of(roster.print_phone_list(LINES, everybody=True))
    listed = [phone for person in people if person.standing is Standing.ACTIVE for phone in person.phones]
    assert printed.count("CHECK BEFORE USE") == len(listed)
    called = text_of(roster.print_call_sheet())
    assert all(phone.shown in called for phone in numbers)
    csv = roster.export_contacts(ExportForm.CSV).decode("utf-8-sig")
    assert csv.count("Check before use.") == len(shared)
    for make in (lambda: roster.print_wallet_cards(LINES, SETUP), lambda: roster.print_contact_cards(SETUP)):
        with pytest.raises(Problem, match="Nobody can stand on a card"):
            make()
    hanging = text_of(roster.print_wall_sheet(LINES, SETUP)) + text_of(roster.print_fridge_sheet(LINES, SETUP))
    assert not any(phone.shown in hanging for phone in numbers)


def test_an_overdue_number_is_gray_on_the_phone_list_and_a_fresh_one_is_not(roster):
    def gray(pdf):
        return any(b".368627 g" in page.get_contents().get_data() for page in PdfReader(pdf).pages)

    added(roster, published("Fay Fresh", phones=(on_paper(1),)))
    assert not gray(io.BytesIO(roster.print_phone_list([], everybody=True)))
    added(roster, published("Old Olive", phones=(on_paper(2, OLD),)))
    assert gray(io.BytesIO(roster.print_phone_list([], everybody=True)))


def test_the_register_names_whoever_stands_on_each_print(roster, team):
    prints(roster, PaperSetup(holder="Night desk"))
    roster.print_phone_list(LINES)
    roster.print_team_roster(SETUP)
    by_kind = {paper.kind: paper for paper in roster.papers()}
    assert set(by_kind) == {"wallet_cards", "contact_cards", "wall_sheet", "fridge_sheet", "phone_list", "team_roster"}
    ruth, private = team[6].id, team[8].id
    assert all(ruth in paper.people for paper in by_kind.values())
    assert {kind for kind, paper in by_kind.items() if private in paper.people} == {"team_roster"}
    assert by_kind["wall_sheet"].holder == "Night desk"


def test_the_wall_sheet_says_whom_to_try_next(roster, team):
    chain = roster.call_chain(LINES, on_paper=True)
    text = text_of(roster.print_wall_sheet(LINES, SETUP, chain))
    in_order(text, "Ruth Okafor", "If nobody answers", *(step.title for step in chain), "Answers day and night.")
