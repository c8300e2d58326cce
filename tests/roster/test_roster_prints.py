"""The phone list on paper (roster/prints.py)."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from tests.roster.station import HELPER, HOUR, NOON, TODAY, a_person, a_phone, added, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.printed_line import PrintedLine

LINES = [
    PrintedLine("988 Suicide & Crisis Lifeline", ("988", "Text 988"), "Trained counselors, day and night."),
    PrintedLine("Crisis Text Line", ("Text BLUE to 741741",), "Volunteers, day and night."),
]


def text_of(pdf):
    """The text of all pages on one line, no-break spaces as spaces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    assert places == sorted(places), list(zip(parts, places, strict=True))


@pytest.fixture
def team(roster):
    checked = (a_phone(checked_on=TODAY, published=True),)
    return added(
        roster,
        a_person("Ann Bell", roles=frozenset({PersonRole.OFFICER})),
        a_person("Ruth Okafor", roles=frozenset({PersonRole.CHAPLAIN}), phones=checked, published_on=TODAY),
        a_person("Old Number", phones=(a_phone("406-555-0177", checked_on=TODAY - timedelta(days=91)),)),
        published("Zoe Park", phones=checked, called_for="Shootings"),
        a_person("Left Lou", standing=Standing.LEFT, phones=checked),
        a_person("No Number", phones=()),
    )


def test_on_call_first_then_groups_then_lines(roster, team):
    roster.add_duty(Layer.PRIMARY, team[3].id, NOON - HOUR, NOON + 10 * HOUR)
    roster.add_duty(Layer.BACKUP, team[1].id, NOON - HOUR, NOON + 20 * HOUR)
    text = text_of(roster.print_phone_list(LINES, everybody=True, agency="Millbrook Police Department"))
    in_order(
        text,
        "Phone list",
        "On call",
        "First to call Tue Mar 10, 12:00 to 22:00 Zoe Park (406) 555-0142",
        "Backup Tue Mar 10, 12:00 to Wed Mar 11, 08:00 Ruth Okafor",
        "Nobody is first to call in these hours",
        "Tue Mar 10, 22:00 to Tue Mar 24, 12:00",
        "Peer supporters",
        "Chaplains",
        "Officers and deputies",
        "Lines that always answer",
        "988 Suicide & Crisis Lifeline",
        "Text BLUE to 741741",
    )
    assert "Confidential" in text
    assert "Millbrook Police Department" in text
    assert "Left Lou" not in text
    assert "No Number" not in text


def test_overdue_numbers_say_so_and_sink(roster, team):
    text = text_of(roster.print_phone_list(LINES, everybody=True))
    in_order(text, "Peer supporters", "Zoe Park", "Old Number", "Chaplains")
    assert "(406) 555-0177 · Mobile, CHECK BEFORE USE: last checked Dec 9, 2025" in text
    assert "(406) 555-0142 · Mobile, checked Mar 10, 2026" in text
    assert "CHECK BEFORE USE: never checked" in text


def test_ninety_one_days_later_every_number_is_marked(roster, station, team):
    station.clock.advance(timedelta(days=91))
    text = text_of(roster.print_phone_list(LINES, everybody=True))
    assert text.count("CHECK BEFORE USE") == 4
    assert ", checked " not in text


def test_the_sheet_says_when_its_first_number_turns_old(roster, team):
    assert "Check again by June 8, 2026" in text_of(roster.print_phone_list([], everybody=True))


def test_without_everybody_only_what_was_agreed_is_printed(roster, station, team):
    member = station.roster(Role.MEMBER, account=HELPER)
    text = text_of(member.print_phone_list(LINES))
    assert "Zoe Park" in text
    for hidden in ("Old Number", "Ann Bell", "Confidential"):
        assert hidden not in text
    with pytest.raises(NotAllowed):
        member.print_phone_list(LINES, everybody=True)


def test_an_empty_roster_still_prints_the_lines(roster):
    text = text_of(roster.print_phone_list(LINES))
    in_order(text, "Nobody is on call", "Nobody with a number", "Lines that always answer", "988")


def test_typed_text_is_text_never_markup(roster):
    added(roster, a_person("O'Neil <b>duty</b> & <phone>", agency="R&D <i>", phones=(a_phone(label="<u>x"),)))
    text = text_of(roster.print_phone_list([PrintedLine("<br/>A & B", ("<1>",))], everybody=True))
    for part in ("O'Neil <b>duty</b> & <phone>", "R&D <i>", "<u>x", "<br/>A & B", "<1>"):
        assert part in text


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("large", [False, True])
def test_the_same_list_is_the_same_file(roster, team, size, large):
    one, other = (roster.print_phone_list(LINES, everybody=True, size=size, large=large) for _ in range(2))
    assert one == other
    page = PdfReader(io.BytesIO(one)).pages[0].mediabox
    assert round(float(page.height)) == (792 if size == "letter" else 842)


def test_a_print_leaves_a_line_in_the_audit_log(roster, station, team):
    roster.print_phone_list(LINES)
    assert station.audited()[-1] == ("printed", None)


def test_many_people_break_over_pages_with_nobody_lost(roster):
    names = [f"Officer Number{place:03}" for place in range(120)]
    data = "Name,Cell,Role\n" + "\n".join(f"{name},406-555-0{place:03},Officer" for place, name in enumerate(names))
    roster.import_people(roster.import_preview(data.encode()), doubles=True)
    text = text_of(roster.print_phone_list(LINES, everybody=True))
    in_order(text, *names)
