"""The papers of an incident from the page itself: each button, and one tick that sets all of them in large print."""

from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt

from tests.debriefs.station import SERGEANT, an_incident
from tests.support.walker import faults
from wellness_desktop.debriefs.incident_papers_view import IncidentPaper
from wellness_desktop.kit import printing


def test_one_tick_sets_every_paper_of_the_incident_in_large_print(incidents, station, qtbot, monkeypatch) -> None:
    made: list[tuple[str, bytes]] = []
    monkeypatch.setattr(printing, "offer_print", lambda _page, title, pdf, **_more: made.append((title, pdf)))
    page = incidents(SERGEANT)
    page.show_incident(an_incident(station).id)
    papers = page.view.papers
    sizes = []
    for large in (False, True):
        papers.large.set_value(large)
        for paper in IncidentPaper:
            papers.buttons[paper].click()
            qtbot.waitUntil(lambda: len(made) == 1)
            title, pdf = made.pop()
            assert title == paper.label
            sizes.append(largest_letter(pdf))
    assert all(plain < big for plain, big in zip(sizes[:4], sizes[4:], strict=True))
    assert list(faults(page)) == []


def test_the_key_for_all_open_ones_prints_as_large_as_the_tick_says(incidents, station, qtbot, monkeypatch) -> None:
    made: list[bytes] = []
    monkeypatch.setattr(printing, "offer_print", lambda _page, _title, pdf, **_more: made.append(pdf))
    page = incidents(SERGEANT)
    page.show_incident(an_incident(station).id)
    for large in (False, True):
        page.view.papers.large.set_value(large)
        qtbot.keyClick(page.table.view, Qt.Key.Key_H)
        qtbot.waitUntil(lambda wanted=1 + large: len(made) == wanted)
    plain, big = (largest_letter(pdf) for pdf in made)
    assert plain < big


def largest_letter(pdf: bytes) -> float:
    """Points of the largest letters of a sheet: its title."""
    found: list[float] = []
    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=lambda _t, _cm, _tm, _font, size: found.append(size))
    return max(found)
