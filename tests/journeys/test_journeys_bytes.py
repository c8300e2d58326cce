"""What lies on the disk of a locked program: no name, no number, nothing sealed, in no encoding (SEC-20, issue 2).

Only what people agreed to show at the front door stands in board.json, and the agency's own name in its settings.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.station import A_NIGHT, OTHER_PHRASE
from wellness_desktop.accounts.drafts import Drafts
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.station import Station
from wellness_desktop.app.program import Program
from wellness_desktop.app.services import Services, build_services
from wellness_desktop.base.clock import FixedClock, station_zone
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import Settings, save_settings
from wellness_desktop.debriefs.incident_values import NewExposure, Report
from wellness_desktop.debriefs.long_tail.long_tail_desk import FamilyWish
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Booking, Offered
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.people import Place
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.kinds import CalendarKind, PersonRole, RelationKind
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import CalendarEntry, PersonDetails, Phone, Relation
from wellness_desktop.store.backup import back_up
from wellness_desktop.store.stretching import LOWEST

PHRASE = "zephyr quartz bramble waffle"
SETTINGS = Settings(agency_name="Quillfeather Police Department", state="MN", time_zone="America/Chicago")

PUBLISHED = {
    "the name at the front door": "Ottoline Wexcombe",
    "the number at the front door": "(507) 555-0161",
    "the link of that number": "+15075550161",
}
"""What stands in board.json, and nowhere else."""

SECRET = {
    "an officer's name": "Barnabus Thistlewick",
    "a call name": "Grackle-Nine",
    "a number as typed": "507.555.0173",
    "a number as stored": "+15075550173",
    "a number as shown": "(507) 555-0173",
    "the digits of a number": "5075550173",
    "a number of the published person": "+15075550162",
    "an e-mail address": "thistlewick@quillfeather.example",
    "the account": "Marguerite Dunlavey",
    "the second account": "Xanthippe Orlovsky",
    "a passphrase": PHRASE,
    "the other passphrase": OTHER_PHRASE,
    "a guest": "Zebulonius",
    "a place": "Vermilion Grange Hall",
    "a note": "samovar by the trapdoor",
    "a fact of the plans": "granary behind the cooper's yard",
    "a contributor": "Ignatius Pomeroy",
    "a draft": "unfinished thoughts about marzipan",
    "a search": "thistlewick marmalade",
    "imported by CSV": "Lysander Crabapple",
    "a family": "The Wrigglesworths",
    "a draft about a family": "The Bumblethwaites",
}


@dataclass(frozen=True)
class Found:
    """Where something was found that should not be there."""

    what: str
    how: str
    where: str


def needles(text: str) -> Iterator[tuple[str, bytes]]:
    """The text in every form that a file could hold it in."""
    for letters, how in ((text, ""), (text.casefold(), " in small letters")):
        plain = {
            "UTF-8": letters.encode(),
            "UTF-16 little-endian": letters.encode("utf-16-le"),
            "UTF-16 big-endian": letters.encode("utf-16-be"),
        }
        for name, data in plain.items():
            yield f"{name}{how}", data
            yield f"hex of {name}{how}", data.hex().encode()
            yield f"capital hex of {name}{how}", data.hex().upper().encode()
            for shift in range(3):
                yield f"base64 of {name}{how}, moved by {shift}", _base64_inside(data, shift)
        yield f"JSON{how}", json.dumps(letters)[1:-1].encode()


def _base64_inside(data: bytes, shift: int) -> bytes:
    """The middle of base64 that does not depend on what stands before or behind."""
    written = base64.b64encode(bytes(shift) + data)
    start = 4 if shift else 0
    return written[start : -4 if len(data) % 3 or shift else None].rstrip(b"=")


def search(folders: list[Path], words: dict[str, str]) -> list[Found]:
    """Every place where one of the words stands, in any form."""
    found = []
    wanted = [(what, how, data) for what, text in words.items() for how, data in needles(text)]
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            where = str(file.relative_to(folder))
            contents = file.read_bytes() if file.is_file() else b""
            for what, how, data in wanted:
                if data in contents or data in where.encode():
                    found.append(Found(what, how, where))
    return found


def test_the_search_itself_finds_every_form(tmp_path: Path) -> None:
    text = SECRET["an officer's name"]
    forms = [
        text.encode(),
        text.upper().encode().lower(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        base64.b64encode(b"x" + text.encode() + b"yz"),
        base64.b64encode(b"xy" + text.encode()),
        base64.b64encode(text.encode() + b"z"),
        base64.b64encode(b"xyz" + text.encode("utf-16-le")),
        text.encode().hex().encode(),
        text.encode("utf-16-be").hex().upper().encode(),
        json.dumps({"name": text}).encode(),
    ]
    for number, form in enumerate(forms):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "file").write_bytes(bytes(1000) + form + bytes(1000))
        assert search([folder], {"name": text}), form


def test_a_locked_station_holds_nothing_to_read(qtbot: QtBot, tmp_path: Path, temporary: Path, paths: Paths) -> None:
    clock = FixedClock(A_NIGHT)
    station = Station(paths, clock, LOWEST)
    signed_in, code = station.create(
        SECRET["the account"], PHRASE, frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.PLANNER})
    )
    save_settings(paths.settings, SETTINGS)
    services = build_services(signed_in, station.tries, paths, SETTINGS, clock, station_zone(SETTINGS.time_zone))
    _fill(services, clock)
    back_up(signed_in.store, paths.keys, tmp_path / "stick")

    program = Program(paths, SETTINGS, clock, folder_is_fixed=True, stretching=LOWEST)
    program.show()
    program.open_records(signed_in)
    _walk(program, qtbot)
    _leave_a_print(program)
    words = {**SECRET, "the recovery code": code, "the code without dashes": code.replace("-", "")}
    folders = [paths.data, paths.cache, temporary, tmp_path / "stick"]
    assert search(folders, words) == [], "while somebody is signed in"

    program.lock()
    assert not paths.private.exists()
    assert search(folders, words) == [], "locked"
    program.frame.close()
    assert search(folders, words) == [], "closed"

    public = search(folders, PUBLISHED)
    assert {found.what for found in public} == set(PUBLISHED)
    assert {Path(found.where).name for found in public} == {"board.json"}
    agency = search(folders, {"agency": SETTINGS.agency_name})
    assert {Path(found.where).name for found in agency} <= {"settings.json", "board.json"}


def _fill(services: Services, clock: FixedClock) -> None:
    """Everything that the first walk can write down, with words that occur nowhere else."""
    roster, plans = services.roster, services.plans
    officer = roster.add(
        PersonDetails(
            name=SECRET["an officer's name"],
            call_name=SECRET["a call name"],
            email=SECRET["an e-mail address"],
            account_id=services.signed_in.actor.account_id,
            roles=frozenset({PersonRole.OFFICER}),
            phones=(Phone(typed=SECRET["a number as typed"], label="Mobile", checked_on=roster.today),),
        )
    ).value
    helper = roster.add(
        PersonDetails(
            name=PUBLISHED["the name at the front door"],
            roles=frozenset({PersonRole.CHAPLAIN}),
            agency="Elsewhere",
            own_agency=False,
            published_on=roster.today,
            phones=(
                Phone(typed=PUBLISHED["the number at the front door"], published=True, checked_on=roster.today),
                Phone(typed=SECRET["a number of the published person"]),
            ),
        )
    ).value
    rows = f"Name,Phone\n{SECRET['imported by CSV']},507-555-0190\n"
    roster.import_people(roster.import_preview(rows.encode()))
    roster.add_duty(Layer.PRIMARY, helper.id, clock.now(), clock.now() + timedelta(days=7))
    leave = clock.now() + timedelta(days=3)
    roster.add_calendar(
        CalendarEntry(person_id=officer.id, kind=CalendarKind.COURT, starts=leave, ends=leave + timedelta(hours=2))
    )
    roster.set_my_ties([Relation(helper.id, RelationKind.CLOSE_FRIEND)])
    _fill_incident(services, clock, officer.id, helper.id)
    plans.set_fact("radio_gaps", SECRET["a fact of the plans"])
    plans.assign_role("R01", Place.PRIMARY, officer.id)
    plans.add_contributor("CP-01", SECRET["a contributor"], Band.LINE)
    assert plans.merged("CP-01")
    drafts = Drafts(services.signed_in)
    drafts.keep("happened", {"text": SECRET["a draft"]})
    drafts.keep(
        "calls", {"begun": [{"kind": "family", "plan": "", "fields": {"label": SECRET["a draft about a family"]}}]}
    )


def _fill_incident(services: Services, clock: FixedClock, officer: Any, helper: Any) -> None:
    debriefs = services.debriefs
    exposed = (NewExposure("", officer), NewExposure(SECRET["a guest"], exposure=Exposure.BY_RADIO))
    incident = debriefs.something_happened(Report("traumatic_call", clock.now() - timedelta(hours=5), exposed)).value
    assert [one.name for one in incident.exposed] == [SECRET["an officer's name"], SECRET["a guest"]]
    debriefs.add_family(FamilyWish(SECRET["a family"], debriefs.today, owner=helper))
    assert SECRET["a family"] in {plan.name for plan in debriefs.plans()}
    debriefs.set_offered_to([one.id for one in incident.exposed], Kind.ONE_ON_ONE, Offered.OFFERED)
    debriefs.book(
        incident.id,
        Booking(
            kind=Kind.ONE_ON_ONE,
            starts=clock.now() + timedelta(hours=10),
            minutes=45,
            members=(incident.exposed[1].id,),
            leaders=(helper,),
            place=SECRET["a place"],
            note=SECRET["a note"],
        ),
    )


def _walk(program: Program, qtbot: QtBot) -> None:
    """Opens the pages, searches, and signs in wrongly under a second name, as a day at the station would."""
    for key in ("roster", "plans", "calls", "library", "help"):
        program.go(key)
    program.frame.search.setFocus()
    qtbot.keyClicks(program.frame.search, SECRET["a search"])
    qtbot.waitUntil(lambda: not program.searching.busy, timeout=20_000)
    qtbot.keyClick(program.frame.search, Qt.Key.Key_Escape)
    with pytest.raises(Exception, match="do not match"):
        program.open_rooms.station().sign_in(SECRET["the second account"], OTHER_PHRASE)


def _leave_a_print(program: Program) -> None:
    """A print on its way to a reader lies in the private folder, as plain as paper, until the program locks."""
    program.paths.private.mkdir(exist_ok=True)
    (program.paths.private / "document.pdf").write_bytes(b"%PDF-1.7\n")
