"""Late numbers say so, go grey, sink and stay off paper; 988 is always there (DESIGN 1.7, facts/support_lines.toml)."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.support.looks import settle
from wellness_desktop.kit import theme
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.help_page import HelpPage
from wellness_desktop.library.line_freshness import age_words, by_need, fades, late_last, may_be_printed, own_to_print
from wellness_desktop.library.line_view import LineCard
from wellness_desktop.library.lines import ALWAYS_THERE, KINDS, OwnHelper
from wellness_desktop.library.lines_page import LinesPage
from wellness_desktop.library.prints import PrintSetup, handout, help_sheet, quick_card, wallet_cards
from wellness_desktop.library.service import Library

CHECKED = date(2026, 11, 22)
DAY_91, DAY_400 = CHECKED + timedelta(days=91), CHECKED + timedelta(days=400)


def desk_on(library: Library, today: date, tasks: Tasks) -> Desk:
    return Desk(
        library=library,
        tasks=tasks,
        state=lambda: "NJ",
        on_call=lambda: [],
        contacts=lambda: [],
        setup=lambda: PrintSetup(today),
        offer=lambda *_: None,
    )


@pytest.fixture
def tasks(qapp: object):
    made = Tasks()
    yield made
    made.close()


class TestRules:
    def test_ninety_days_for_a_number_that_one_source_states(self, library: Library) -> None:
        """Day 90 still counts; the day after does not."""
        line = library.line("safe-call-now")
        assert line.review_by == CHECKED + timedelta(days=90)
        assert not fades(line, CHECKED + timedelta(days=90))
        assert fades(line, DAY_91)
        assert age_words(line, DAY_91) == "Not checked since November 22, 2026"

    def test_a_year_for_a_number_that_two_sources_state(self, library: Library) -> None:
        line = library.line("copline")
        assert not fades(line, DAY_91)
        assert age_words(line, DAY_91) == "Checked November 22, 2026"
        assert fades(line, DAY_400)
        assert age_words(line, DAY_400) == "Not checked since November 22, 2026"

    def test_988_never_fades_but_says_its_date(self, library: Library) -> None:
        line = library.line(ALWAYS_THERE)
        assert not fades(line, DAY_400)
        assert age_words(line, DAY_400) == "Not checked since November 22, 2026"

    def test_late_ones_sink_below_fresh_ones_of_the_same_need(self, library: Library) -> None:
        lines = by_need(library.lines("NJ"), DAY_91)
        late = [(KINDS.index(line.kind), fades(line, DAY_91)) for line in lines]
        assert late == sorted(late)
        assert {True, False} == {fades(line, DAY_91) for line in lines if line.kind == "responders"}
        assert {line.id for line in lines} == {line.id for line in library.lines("NJ")}, "none is hidden"

    def test_on_help_a_late_line_stands_below_all_others(self, library: Library) -> None:
        assert [line.id for line in library.help_lines("NJ", today=CHECKED)][-1] == "cop2cop-nj"
        lines = [library.line(each) for each in ("safe-call-now", "copline", ALWAYS_THERE)]
        assert [line.id for line in late_last(lines, DAY_91)] == ["copline", ALWAYS_THERE, "safe-call-now"]
        assert late_last(lines, DAY_400)[0].id == ALWAYS_THERE

    @pytest.mark.parametrize(("today", "kept"), [(CHECKED, True), (DAY_91, True), (DAY_400, False)])
    def test_what_may_be_printed(self, library: Library, today: date, kept: bool) -> None:
        printed = {line.id for line in may_be_printed(library.lines("NJ"), today)}
        assert ALWAYS_THERE in printed
        assert ("copline" in printed) is kept
        assert "safe-call-now" not in printed, "one source only"
        if not kept:
            assert printed == {ALWAYS_THERE}

    def test_an_own_number_that_needs_a_check_is_not_printed(self) -> None:
        fresh, late = OwnHelper("A", "Peer", "555-0101"), OwnHelper("B", "Peer", "555-0102", needs_check=True)
        assert own_to_print([fresh, late, OwnHelper("C", "Peer", "")]) == [fresh]


def test_no_print_holds_a_late_number(library: Library) -> None:
    """Handout, quick card, help sheet and wallet cards, a year and a month after the check."""
    setup, lines = PrintSetup(DAY_400), library.help_lines("NJ")
    late = OwnHelper("Late Person", "Peer supporter", "555-0177", needs_check=True)
    guide = library.guide("G01")
    for pdf in (
        handout(guide, lines, [late], setup),
        quick_card(guide, lines, [late], setup),
        help_sheet(lines, [late], setup),
        wallet_cards(lines, [late], setup),
    ):
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        assert "988" in text
        assert "555-0177" not in text
        contacts = text.split("Who to call")[-1] if "Who to call" in text else text
        assert "741741" not in contacts.split("Sources")[0]


@pytest.mark.parametrize(
    ("today", "late"), [(DAY_91, {"cop2cop-nj"}), (DAY_400, {"crisis-text-line", "copline", "cop2cop-nj"})]
)
def test_the_help_page_shows_late_lines_in_grey_and_last(
    library: Library, tasks: Tasks, qtbot: QtBot, today: date, late: set[str]
) -> None:
    page = HelpPage(desk_on(library, today, tasks))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitUntil(lambda: len(page.lines_shown()) == 4)
    settle(QApplication.instance())
    cards = page.findChildren(LineCard)
    assert {card.line.id for card in cards if card.faded} == late
    faded = [card.faded for card in cards]
    assert faded == sorted(faded)
    assert cards[0].line.id == ALWAYS_THERE
    for card in cards:
        words = " ".join(each.text() for each in card.findChildren(QLabel))
        assert ("Not checked since November 22, 2026" in words) is (card.line.id in late or today == DAY_400)
        number = next(each for each in card.findChildren(QLabel) if each.text() == card.line.ways[0])
        wanted = theme.color("muted") if card.faded else theme.color("text")
        assert number.palette().windowText().color() == wanted


def test_the_lines_page_sinks_and_marks_late_lines(library: Library, tasks: Tasks, qtbot: QtBot) -> None:
    page = LinesPage(desk_on(library, DAY_91, tasks))
    qtbot.addWidget(page)
    page.show()
    rows = page.table.rows.shown()
    assert any(row.faded for row in rows)
    assert all("Not checked since" in row.age for row in rows if row.faded)
    for kind in {row.line.kind for row in rows}:
        faded = [row.faded for row in rows if row.line.kind == kind]
        assert faded == sorted(faded)
