"""Retired numbers stand nowhere and letters match digits: in every resource, page and print, read back."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.made_demo import demo_in, passphrases, services_of
from tests.content.numbers_in_text import Withdrawn, as_digits, pdf_text, texts_of, vanity_numbers, wrong_letters
from wellness_desktop.app.services import Services
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.resources import resource, resources_root
from wellness_desktop.base.us_states import STATES
from wellness_desktop.library.lines import load_lines
from wellness_desktop.library.prints import PrintSetup, handout, help_sheet, quick_card, wallet_cards
from wellness_desktop.library.reader_view import ReaderView
from wellness_desktop.library.reading import reading_text
from wellness_desktop.library.retired_numbers import fingerprint, why_retired
from wellness_desktop.library.service import Library
from wellness_desktop.roster.printed_line import PrintedLine

ENTRIES = tomllib.loads((Path(__file__).parent / "withdrawn_numbers.toml").read_text(encoding="utf-8"))["withdrawn"]
WITHDRAWN = Withdrawn.of(ENTRIES)
LINES = load_lines(resources_root() / "support_lines").entries
DIALED = [number for line in LINES for number in (line.call, line.text_to)]
SETUP = PrintSetup(date(2026, 11, 24), agency="Millbrook Police Department")
SERGEANT, CHIEF = "Dana Whitfield", "Alana Reyes"
FILES = [
    path
    for path in sorted(resources_root().rglob("*"))
    if path.is_file() and path.suffix in (".md", ".toml", ".txt", ".json", ".csv", ".po", ".html", ".svg")
]


def require_clean(text: str, where: str) -> None:
    """Fails with what must not stand in the text."""
    assert WITHDRAWN.found_in(text) == [], where
    assert wrong_letters(text, DIALED) == [], where


class TestTheLookItself:
    """A look that finds nothing proves nothing."""

    @pytest.mark.parametrize("digits", [each for each in WITHDRAWN.digits if len(each) == 10])
    @pytest.mark.parametrize(
        "shape",
        [
            "{0}{1}{2}", "1-{0}-{1}-{2}", "({0}) {1}-{2}", "{0}.{1}.{2}", "+1 {0} {1} {2}",
            "1\u2011{0}\u2011{1}\u2011{2}", "{0} -\n{1}-{2}",
        ],
    )  # fmt: skip
    def test_finds_every_number_however_it_is_written(self, digits: str, shape: str) -> None:
        written = shape.format(digits[:3], digits[3:6], digits[6:])
        assert WITHDRAWN.found_in(f"Call {written}, day and night, or 988.") == [digits]

    def test_finds_letters_short_numbers_and_routes(self) -> None:
        for text, wanted in (
            ("Call 1-800-" + "GAMBLER now", "8004262537"),
            ("866-YOU" + "-VENT", "8669688368"),
            ("8669-YOUVENT 866-96-VENT " + "8OO", ""),
            ("Text it to 667" + "46.", "66746"),
            ("988, press" + " 3", "988, press 3"),
        ):
            assert (wanted in WITHDRAWN.found_in(text)) is bool(wanted), text

    @given(text=st.text(alphabet="0123456789 -().", max_size=60))
    def test_never_takes_a_good_number_for_a_bad_one(self, text: str) -> None:
        bare = as_digits(text)
        assert all(each in bare for each in WITHDRAWN.found_in(text))

    def test_good_numbers_pass(self) -> None:
        for number in filter(None, DIALED):
            assert WITHDRAWN.found_in(f"Call {number} today") == []

    def test_finds_letters_that_do_not_match(self) -> None:
        assert vanity_numbers("1-800-COPLINE or (800) 950-NAMI, 1-833-34-STRONG") == [
            "1-800-COPLINE",
            "(800) 950-NAMI",
            "1-833-34-STRONG",
        ]
        assert wrong_letters("1-800-COPLINE, 1-800-950-NAMI, 1-833-34-STRONG, 435748 (HELP4U)", DIALED) == []
        assert wrong_letters("1-800-COPLINK, 1-800-950-NAMY, 435748 (HELP4Z)", DIALED) == [
            "1-800-COPLINK",
            "1-800-950-NAMY",
            "435748 (HELP4Z)",
        ]

    def test_the_program_knows_the_same_numbers_by_their_fingerprints(self) -> None:
        known = tomllib.loads(resource("support_lines", "retired", "numbers.toml").read_text(encoding="utf-8"))[
            "retired"
        ]
        assert {entry["fingerprint"] for entry in known} == {fingerprint(each) for each in WITHDRAWN.digits}
        for entry in known:
            assert re.fullmatch(r"[A-Z].{10,100}\.", entry["why"])
        assert all(why_retired(each) and why_retired(f"1-{each}") for each in WITHDRAWN.digits if len(each) == 10)
        assert not any(why_retired(number) for number in DIALED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(resources_root())))
def test_every_resource(path: Path) -> None:
    require_clean(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_letters_of_every_line_spell_its_own_number(line: Any) -> None:
    if line.letters:
        dialed = as_digits(line.call)
        assert as_digits(line.letters)[: len(dialed)] == dialed
    require_clean("\n".join((*line.ways, line.menu, line.what_happens, line.caution, line.privacy)), line.id)


def test_every_guide_on_the_screen(library: Library) -> None:
    for guide in library.guides():
        require_clean(reading_text(guide, library.guides(), date(2026, 11, 24)), guide.id)


def test_the_sheets_of_lines_in_every_state_that_has_its_own(library: Library) -> None:
    states = {line.state for line in LINES}
    for state in sorted(states):
        lines = library.help_lines(state)
        for pdf in (help_sheet(lines, (), SETUP), wallet_cards(lines, (), SETUP)):
            require_clean(pdf_text(pdf), state)


def guide_prints(library: Library, which: slice) -> Iterator[tuple[str, bytes]]:
    lines = library.help_lines("NJ")
    for guide in library.guides()[which]:
        yield guide.id, handout(guide, library.lines("NJ"), (), SETUP)
        if guide.card:
            yield f"{guide.id} card", quick_card(guide, lines, (), SETUP)


@pytest.mark.parametrize(
    "which", [slice(0, 3), pytest.param(slice(3, None), marks=pytest.mark.slow)], ids=["first", "rest"]
)
def test_handouts_and_quick_cards(library: Library, which: slice) -> None:
    for name, pdf in guide_prints(library, which):
        require_clean(pdf_text(pdf), name)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return demo_in(tmp_path_factory, tmp_path_factory.mktemp("numbers") / "demo")


@pytest.fixture(scope="module")
def sergeant(paths: Paths) -> Iterator[Services]:
    services = services_of(paths, SERGEANT)
    yield services
    services.signed_in.end()


@pytest.fixture(scope="module")
def chief(paths: Paths) -> Iterator[Services]:
    services = services_of(paths, CHIEF)
    yield services
    services.signed_in.end()


@pytest.mark.slow
class TestTheDemoAgency:
    """Everything that a station prints and shows, from the demo's data."""

    def test_board_and_other_plain_files(self, paths: Paths) -> None:
        for path in (paths.board, paths.settings, paths.demo_note):
            require_clean(path.read_text(encoding="utf-8"), path.name)

    def test_phone_list(self, sergeant: Services, library: Library) -> None:
        lines = [PrintedLine(line.name, line.ways, line.answered_by) for line in library.lines("MN")]
        for everybody in (False, True):
            require_clean(pdf_text(sergeant.roster.print_phone_list(lines, everybody=everybody)), "phone list")
        require_clean(sergeant.roster.export_contacts().decode("utf-8-sig"), "contacts")

    def test_binders_and_quick_cards_of_every_plan(self, chief: Services) -> None:
        for plan in chief.plans.titles():
            for large in (False, True):
                require_clean(pdf_text(chief.plans.binder(plan, large=large)), f"{plan} binder")
                require_clean(pdf_text(chief.plans.quick_card(plan, large=large)), f"{plan} card")

    def test_care_sheets_session_sheets_and_invitations(self, sergeant: Services) -> None:
        debriefs = sergeant.debriefs
        require_clean(pdf_text(debriefs.ground_rules_sheet()), "ground rules")
        for incident in debriefs.incidents():
            require_clean(pdf_text(debriefs.care_sheet(incident.id)), "care sheet")
            for session in debriefs.sessions(incident.id):
                require_clean(pdf_text(debriefs.session_sheet(session.id, with_names=True)), "session sheet")
                require_clean(debriefs.invitation(session.id).decode(), "invitation")

    @pytest.mark.usefixtures("qtbot")
    def test_every_page(self, paths: Paths, qapp: QApplication) -> None:
        from wellness_desktop.app.program import Program
        from wellness_desktop.base.clock import Clock
        from wellness_desktop.base.settings import load_settings
        from wellness_desktop.store.stretching import LOWEST

        program = Program(paths, load_settings(paths.settings), Clock(), folder_is_fixed=True, stretching=LOWEST)
        program.show()

        def look(where: str, part: QWidget | None = None) -> None:
            qapp.processEvents()
            require_clean("\n".join(texts_of(part or program.frame)), where)

        for key in ("start", "help", "people", "happened", "sign-in", "library"):
            program.go(key)
            look(key)
        self._read_everything(program, look)
        for name in (SERGEANT, CHIEF):
            program.open_records(program.open_rooms.station().sign_in(name, passphrases(paths)[name]))
            for key in ("today", "roster", "incidents", "plans", "happened", "lines", "settings"):
                if key in {"roster", "incidents", "plans"} and key not in program.frame.pages:
                    program.go(key)
                program.go(key)
                look(f"{name}: {key}")
            plans: Any = program.go("plans")
            for plan in program.own_rooms.services.plans.titles():  # type: ignore[union-attr]
                plans.show_plan(plan)
                look(plan)
            program.lock()
        program.frame.close()

    def _read_everything(self, program: Any, look: Callable[..., None]) -> None:
        page = program.go("library")
        for guide in program.library.guides():
            page.read(guide.id)
            look(guide.id, page.findChild(ReaderView))
        for resource_entry in program.library.catalogue():
            page.show_entry("resource", resource_entry.id)
        look("catalogue")
        lines = program.go("lines")
        for state in ("", *STATES):
            lines._state.set_value(state or None)
            lines.refresh()
            for row in lines.table.rows.shown() if state in ("", "NJ", "NY") else ():
                lines.show_line(row.id)
                look(f"{row.id} in {state}", lines._side)
            look(f"lines in {state}", lines)
