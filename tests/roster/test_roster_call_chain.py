"""The call chain always ends in a line that answers, whatever is done to it (roster/call_chain.py, chain_desk.py)."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.roster.station import HELPER, HOUR, NOON, a_person, added, published
from tests.roster.typing_roster import press, press_shortcut, type_in
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.board_page import BoardPage
from wellness_desktop.roster.call_chain import (
    LAST,
    LAST_LINE,
    MOST_LINKS,
    USUAL,
    Link,
    ends_well,
    moved,
    sound,
    with_link,
    without,
)
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.printed_line import PrintedLine

LINES = [
    PrintedLine("988 Suicide & Crisis Lifeline", ("Call or text 988",), id=LAST_LINE, always=True),
    PrintedLine("COPLINE", ("1-800-555-0199",), id="copline", always=True),
    PrintedLine("County office", ("406-555-0177",), id="county", always=False),
]
ALWAYS = ["copline"]
PRIMARY, BACKUP = Link(Layer.PRIMARY), Link(Layer.BACKUP, give_up_minutes=5)
COPLINE, COUNTY = Link(line="copline"), Link(line="county")

LINKS = st.one_of(
    st.sampled_from(list(Layer)).map(Link),
    st.integers(1, 4).map(lambda number: Link(person_id=UUID(int=number))),
    st.sampled_from([LAST_LINE, "copline", "county", "gone"]).map(lambda line: Link(line=line)),
    st.just(Link()),
)


@given(st.lists(LINKS, max_size=8), st.lists(st.tuples(st.sampled_from("md+"), st.integers(-1, 9), st.integers(-2, 2))))
def test_no_row_of_changes_ever_leaves_a_chain_without_an_answer(start, changes):
    chain = sound(start, ALWAYS)
    for what, place, steps in changes:
        try:
            if what == "m":
                chain = moved(chain, place, steps, ALWAYS)
            elif what == "d":
                chain = without(chain, place, ALWAYS)
            else:
                chain = with_link(chain, Link(person_id=UUID(int=place + 2)), ALWAYS)
        except Problem:
            pass
        assert ends_well(chain, ALWAYS)
        assert len({link.target for link in chain}) == len(chain)
        assert chain == sound(chain, ALWAYS)


def test_the_last_link_cannot_be_taken_out_or_passed():
    chain = sound([PRIMARY, BACKUP])
    assert chain == (PRIMARY, BACKUP, LAST)
    with pytest.raises(Problem, match="last link stays"):
        without(chain, 2)
    assert moved(chain, 2, -1) == chain
    assert moved(chain, 1, 1) == chain
    assert moved(chain, 0, 1) == (BACKUP, PRIMARY, LAST)


def test_another_line_that_answers_day_and_night_may_end_it():
    assert sound([PRIMARY, COPLINE], ALWAYS) == (PRIMARY, COPLINE)
    assert sound([PRIMARY, COPLINE]) == (PRIMARY, COPLINE, LAST), "not when it no longer says so"
    assert sound([PRIMARY, COUNTY], ALWAYS) == (PRIMARY, COUNTY, LAST)
    assert moved((PRIMARY, COPLINE, LAST), 2, -1, ALWAYS) == (PRIMARY, LAST, COPLINE)
    assert without((PRIMARY, COPLINE, LAST), 2, ALWAYS) == (PRIMARY, COPLINE)


def test_the_same_is_not_tried_twice_and_the_chain_stays_short():
    with pytest.raises(Problem, match="already"):
        with_link(USUAL, Link(Layer.PRIMARY, give_up_minutes=3))
    chain = USUAL
    for number in range(MOST_LINKS - len(USUAL)):
        chain = with_link(chain, Link(person_id=UUID(int=number + 1)))
    with pytest.raises(Problem, match=str(MOST_LINKS)):
        with_link(chain, COUNTY)


# ------------------------------------------------------------------------------------------------------- the service


def test_the_usual_chain_until_somebody_says_otherwise(roster):
    assert roster.chain_links() == USUAL
    (last,) = roster.call_chain(LINES)
    assert (last.title, last.numbers) == ("988 Suicide & Crisis Lifeline", ("Call or text 988",))


def test_a_chain_is_saved_changed_and_undone(roster, station):
    (lee,) = added(roster, published("Lee Park"))
    first = roster.set_chain([PRIMARY, Link(person_id=lee.id, give_up_minutes=7), COPLINE], ALWAYS)
    assert roster.chain_links(ALWAYS) == (PRIMARY, Link(person_id=lee.id, give_up_minutes=7), COPLINE)
    second = roster.set_chain([COPLINE, PRIMARY], ALWAYS)
    assert roster.chain_links(ALWAYS) == (COPLINE, PRIMARY, LAST), "988 was put behind it"
    with pytest.raises(ChangedElsewhere):
        first.undo()
    second.undo()
    assert roster.chain_links(ALWAYS) == first.value
    first.undo()
    assert roster.chain_links() == USUAL
    assert ("on call changed", None) in station.audited()


def test_two_people_who_edit_the_chain_meet(roster):
    seen = roster.chain_links()
    roster.set_chain([BACKUP, PRIMARY], seen=seen)
    with pytest.raises(ChangedElsewhere):
        roster.set_chain([PRIMARY], seen=seen)
    assert roster.chain_links() == (BACKUP, PRIMARY, LAST)


def test_in_words_with_whoever_is_on_call_now(roster):
    lee, sam = added(roster, published("Lee Park"), a_person("Sam O'Neil"))
    roster.add_duty(Layer.PRIMARY, lee.id, NOON - HOUR, NOON + HOUR)
    roster.set_chain([PRIMARY, BACKUP, Link(person_id=sam.id), COUNTY])
    steps = roster.call_chain(LINES)
    assert [(step.title, step.give_up_minutes) for step in steps] == [
        ("First to call: Lee Park", 10),
        ("Sam O'Neil", 10),
        ("County office", 10),
        ("988 Suicide & Crisis Lifeline", None),
    ]
    assert steps[0].numbers == ("(406) 555-0142",)
    assert steps[-1].give_up_words == "Answers day and night."
    assert steps[0].give_up_words == "No answer after 10 minutes: go on."


def test_on_paper_stand_only_those_who_agreed_and_no_day_s_rota(roster):
    lee, sam = added(roster, published("Lee Park"), a_person("Sam O'Neil"))
    roster.add_duty(Layer.PRIMARY, lee.id, NOON - HOUR, NOON + HOUR)
    roster.set_chain([PRIMARY, Link(person_id=lee.id), Link(person_id=sam.id)])
    titles = [step.title for step in roster.call_chain(LINES, on_paper=True)]
    assert titles == ["First to call", "Lee Park", "988 Suicide & Crisis Lifeline"]


def test_colleagues_see_the_chain_without_numbers_that_were_not_published(roster, station):
    (sam,) = added(roster, a_person("Sam O'Neil"))
    roster.set_chain([Link(person_id=sam.id)])
    member = station.roster(Role.MEMBER, account=HELPER)
    assert member.call_chain(LINES)[0].numbers == ()
    for role in (Role.MEMBER, Role.HELPER, Role.SUPERVISOR, Role.PLANNER):
        with pytest.raises(NotAllowed):
            station.roster(role, account=HELPER).set_chain([PRIMARY])
    with pytest.raises(NotAllowed):
        station.roster(Role.ADMINISTRATOR, account=HELPER).call_chain()


def test_whoever_left_is_passed_over(roster):
    lee, ruth = added(roster, published("Lee Park"), published("Ruth Okafor", standing=Standing.LEFT))
    roster.set_chain([Link(person_id=lee.id), Link(person_id=ruth.id)])
    roster.remove(lee.id)
    assert [step.title for step in roster.call_chain(LINES)] == ["988 Suicide & Crisis Lifeline"]


# --------------------------------------------------------------------------------------------------------- front door


def words_of_line(line_id):
    return next(((line.name, line.numbers) for line in LINES if line.id == line_id), None)


def test_the_front_door_shows_only_who_agreed(roster, station):
    lee, sam, ruth = added(roster, published("Lee Park"), a_person("Secret Sam"), published("Ruth Okafor"))
    roster.add_duty(Layer.PRIMARY, lee.id, NOON, NOON + HOUR)
    roster.add_duty(Layer.BACKUP, sam.id, NOON, NOON + 3 * HOUR)
    roster.set_chain([PRIMARY, BACKUP, Link(person_id=sam.id), Link(person_id=ruth.id, give_up_minutes=15)])
    board = station.board
    assert "Secret" not in station.board_path.read_text(encoding="utf-8")
    assert [step.title for step in board.call_chain(NOON, words_of_line)] == [
        *("Lee Park", "Ruth Okafor", "988 Suicide & Crisis Lifeline"),
    ]
    later = board.call_chain(NOON + 2 * HOUR, lambda _line: None)
    assert [step.title for step in later] == ["Ruth Okafor", "988 Suicide & Crisis Lifeline"]
    assert later[-1].give_up_minutes is None


def test_the_page_of_the_front_door_shows_the_chain(roster, station, qtbot):
    (ruth,) = added(roster, published("Ruth Okafor"))
    roster.set_chain([Link(person_id=ruth.id, give_up_minutes=15)])
    page = BoardPage(lambda: station.board, station.clock, roster.zone, line_words=words_of_line)
    qtbot.addWidget(page)
    page.show()
    shown = " | ".join(each.text() for each in page._chain.findChildren(type(page._chain.title)))
    assert "1. Ruth Okafor, (406)" in shown.replace("\xa0", " ").replace("\u2011", "-").replace("\u2060", "")
    assert "2. 988 Suicide & Crisis Lifeline" in shown.replace("\xa0", " ")


# ---------------------------------------------------------------------------------------------------------- the screen


@pytest.fixture
def chain(open_page, team):
    page = open_page()
    page.rota.show_chain()
    return page


def shown(page):
    return [row.words for row in page.rota.chain.table.rows.shown()]


def test_links_are_moved_and_taken_out_by_keyboard(chain, roster):
    table = chain.rota.chain.table
    assert shown(chain)[-1] == "988 Suicide & Crisis Lifeline"
    table.choose(lambda row: row.place == 0)
    press(Qt.Key.Key_D)
    assert [link.layer for link in roster.chain_links()] == [Layer.BACKUP, Layer.PRIMARY, None]
    press(Qt.Key.Key_D)
    assert "has to end in a line that answers" in chain.banner.words
    press(Qt.Key.Key_U)
    assert roster.chain_links() == USUAL
    table.choose(lambda row: row.last)
    press(Qt.Key.Key_Delete)
    assert "The last link stays" in chain.banner.words
    table.choose(lambda row: row.place == 1)
    press(Qt.Key.Key_Delete)
    assert roster.chain_links() == (PRIMARY, LAST)
    chain.banner.undo.take_back()
    assert roster.chain_links() == USUAL


def test_a_person_is_added_and_the_minutes_changed(chain, roster, team, qtbot):
    view = chain.rota.chain
    view.form.field("target").set_value(Link(person_id=team[0].id))
    type_in(view.form.field("minutes"), "25")
    press_shortcut(view.save_button)
    qtbot.waitUntil(lambda: len(roster.chain_links()) == 4)
    assert roster.chain_links()[2] == Link(person_id=team[0].id, give_up_minutes=25)
    view.table.choose(lambda row: row.place == 0)
    press(Qt.Key.Key_Return)
    type_in(view.form.field("minutes"), "3")
    press_shortcut(view.save_button)
    qtbot.waitUntil(lambda: roster.chain_links()[0].give_up_minutes == 3)
    press(Qt.Key.Key_Escape)
    assert chain.list.isVisible()


@pytest.mark.slow
def test_the_chain_s_screen_has_no_fault_and_cuts_no_word(chain, qapp):
    assert faults(chain) == []
    assert cut_in_any_look(qapp, chain) == []
