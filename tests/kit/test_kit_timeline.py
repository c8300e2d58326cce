"""The care timeline says in words what it shows, and shows each state in a shape of its own."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage

from tests.support.looks import look, show_at
from tests.support.walker import faults, spoken_description
from wellness_desktop.kit.spans import Scale, Span, State, fitting_scale
from wellness_desktop.kit.timeline import Timeline

CHICAGO = ZoneInfo("America/Chicago")
START = datetime(2026, 11, 21, 3, 10, tzinfo=UTC)


def after(hours: float) -> datetime:
    return START + timedelta(hours=hours)


DEFUSING = Span("defusing", "Defusing", after(0), after(12), after(8), "ICISF")
GROUP = Span("group", "Group debriefing (CISD)", after(24), after(72), after(48), "ICISF", booked=(after(52),))
CONTACT = Span("contact", "One-on-one contact", after(0), None, after(24), "Program default")
FOLLOW_UP = Span("week", "Follow-up, one week", after(168), after(240))


@pytest.fixture
def timeline(qtbot: Any, qapp: Any) -> Timeline:
    made = Timeline("Care windows", CHICAGO)
    qtbot.addWidget(made)
    made.show_spans((DEFUSING, GROUP, CONTACT, FOLLOW_UP), after(30), START)
    show_at(qapp, made, 1000, 500)
    return made


@pytest.mark.parametrize(
    ("hours", "state"), [(-1, State.LATER), (0, State.OPEN), (12, State.OPEN), (12.1, State.CLOSED)]
)
def test_where_a_window_stands(hours: float, state: State) -> None:
    assert DEFUSING.state(after(hours)) is state


def test_done_stays_done_and_no_end_stays_open() -> None:
    done = Span("a", "A", after(0), after(1), done=True)
    assert done.state(after(100)) is State.DONE
    assert CONTACT.state(after(100_000)) is State.OPEN


def test_the_words_hold_every_fact_of_the_picture(timeline: Timeline) -> None:
    assert timeline.words() == [
        "Defusing: Window has passed. Window: Fri, Nov 20, 21:10 to Sat, Nov 21, 09:10, best by Sat, Nov 21, 05:10. "
        "Range from: ICISF.",
        "Group debriefing (CISD): Open now, closes in 42 hours. Window: Sat, Nov 21, 21:10 to Mon, Nov 23, 21:10, "
        "best by Sun, Nov 22, 21:10. Booked for Mon, Nov 23, 01:10. Range from: ICISF.",
        "One-on-one contact: Open now, no end stated. Window: from Fri, Nov 20, 21:10, no end stated, "
        "best by Sat, Nov 21, 21:10. Range from: Program default.",
        "Follow-up, one week: Opens in 5 days. Window: Fri, Nov 27, 21:10 to Mon, Nov 30, 21:10.",
    ]


def test_a_screen_reader_hears_the_same_words_row_by_row(timeline: Timeline) -> None:
    assert faults(timeline) == []
    assert spoken_description(timeline.view) == " ".join(timeline.words())
    reached = QAccessible.queryAccessibleInterface(timeline.view)
    assert reached.role() == QAccessible.Role.List
    spoken = [reached.child(at).text(QAccessible.Text.Name) for at in range(reached.childCount())]
    assert [words for words in spoken if words] == timeline.words()


def test_enter_opens_the_row_the_arrows_chose(timeline: Timeline, qtbot: Any) -> None:
    timeline.view.setFocus()
    timeline.view.setCurrentIndex(timeline.rows.index(0))
    qtbot.keyClick(timeline.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(timeline.opened, timeout=500) as told:
        qtbot.keyClick(timeline.view, Qt.Key.Key_Return)
    assert told.args == ["group"]


def bar(timeline: Timeline, span: Span, now: datetime) -> QImage:
    """The part of the picture with the bar of a single window, in shades of grey."""
    timeline.show_spans((span,), now, START)
    picture = timeline.view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    left = picture.width() * 2 // 5
    return picture.copy(left, 0, picture.width() - left, 40)


def test_every_state_has_a_shape_of_its_own_in_black_and_white(timeline: Timeline) -> None:
    far = after(-50)
    shapes = [
        bar(timeline, Span("a", "A", after(0), after(60)), far),
        bar(timeline, Span("a", "A", after(0), after(60)), after(30)),
        bar(timeline, Span("a", "A", after(0), after(60)), after(9_000)),
        bar(timeline, Span("a", "A", after(0), after(60), done=True), after(9_000)),
    ]
    for place, shape in enumerate(shapes):
        assert all(shape != other for other in shapes[place + 1 :])


def test_places_on_the_axis_keep_their_order_and_stay_inside() -> None:
    for end in (72, 9000):
        scale = fitting_scale([Span("a", "A", after(0), after(end))], after(30), START, CHICAGO)
        places = [scale.place(after(hours)) for hours in (-5, 0, 1, 12, 24, 72, 300, 20_000)]
        assert places == sorted(places)
        assert places[0] == 0
        assert places[-1] == 1
        ticks = [place for place, _ in scale.ticks()]
        assert ticks == sorted(ticks)
        assert scale.linear == (end == 72)


def test_the_days_of_the_axis_are_days_at_the_station() -> None:
    """In the night when clocks go back the day has 25 hours."""
    start = datetime(2026, 10, 31, 17, tzinfo=UTC)
    scale = Scale(start, start + timedelta(hours=72), start, CHICAGO, linear=True)
    midnights = [round(place * 72) for place, _ in scale.days()]
    assert midnights == [0, 12, 37, 61]
    assert [words for _, words in scale.days()] == ["Sat, Oct 31", "Sun, Nov 1", "Mon, Nov 2", "Tue, Nov 3"]


def test_the_picture_is_as_high_as_its_rows_in_every_size(timeline: Timeline, qapp: Any) -> None:
    heights = [timeline.view.height()]
    for percent, width in ((100, 500), (200, 850)):
        with look(qapp, "light", percent):
            show_at(qapp, timeline, width, 900)
            last = timeline.view.visualRect(timeline.rows.index(3))
            assert last.bottom() <= timeline.view.viewport().height()
            heights.append(timeline.view.height())
    assert heights == sorted(heights)


def test_hours_that_passed_count_from_the_event_even_where_a_window_opened_before_it() -> None:
    early = Span("a", "A", after(-6), after(60))
    scale = fitting_scale([early], after(1), START, CHICAGO)
    ticks = {words: place for place, words in scale.ticks()}
    assert ticks["start"] == scale.place(START) > 0
    assert ticks["12 h"] == scale.place(after(12))


def test_a_change_of_the_clocks_is_marked_and_said(timeline: Timeline) -> None:
    assert timeline.clock_changes() == []
    before = timeline.axis.sizeHint().height()
    start = datetime(2026, 10, 31, 17, tzinfo=UTC)
    night = Span("a", "A", start, start + timedelta(hours=72))
    plain = Span("a", "A", START, START + timedelta(hours=72))
    timeline.show_spans((night,), start, start)
    assert timeline.clock_changes() == ["Clocks go back 1 hour on Sun, Nov 1."]
    assert "Clocks go back 1 hour" in timeline.axis.accessibleName()
    assert timeline.axis.sizeHint().height() > before
    assert bar(timeline, night, start) != bar(timeline, plain, START)


def test_every_booking_has_its_mark_and_so_has_what_took_place(timeline: Timeline) -> None:
    window = {"opens": after(0), "closes": after(60)}
    nothing, one, two, held = (
        bar(timeline, Span("a", "A", **window, **more), after(5))
        for more in ({}, {"booked": (after(20),)}, {"booked": (after(20), after(40))}, {"held": (after(20),)})
    )
    assert len({bytes(each.constBits()) for each in (nothing, one, two, held)}) == 4
    timeline.show_spans([Span("a", "A", **window, booked=tuple(after(hour) for hour in range(9)))], after(5), START)
    assert "Booked for Fri, Nov 20, 21:10 and 8 more times." in timeline.words()[0]


def test_twelve_lines_at_200_percent_are_all_there(timeline: Timeline, qapp: Any) -> None:
    spans = [Span(str(at), f"Kind of support {at}", after(at), after(at + 40), source="A source") for at in range(12)]
    with look(qapp, "dark", 200):
        timeline.show_spans(spans, after(20), START)
        show_at(qapp, timeline, 700, 900)
        last = timeline.view.visualRect(timeline.rows.index(11))
        assert last.bottom() <= timeline.view.viewport().height()
        assert faults(timeline) == []


def test_arrows_tell_which_row_they_reached(timeline: Timeline, qtbot: Any) -> None:
    timeline.view.setFocus()
    timeline.view.setCurrentIndex(timeline.rows.index(0))
    with qtbot.waitSignal(timeline.current_changed, timeout=500) as told:
        qtbot.keyClick(timeline.view, Qt.Key.Key_Down)
    assert told.args == ["group"]


def test_nothing_to_show_shows_nothing(timeline: Timeline) -> None:
    timeline.show_spans((), after(30))
    assert timeline.words() == []
    assert not timeline.axis.isVisible()
