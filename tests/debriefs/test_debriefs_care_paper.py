"""The care windows on paper: by pattern instead of color, in every size, with the law and without a name."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.debriefs.station import ENDED, NOW, SERGEANT, ZONE, Station, an_incident
from tests.debriefs.test_debriefs_papers import named, words
from tests.paper.tag_checker import faults
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.print_picture import windows_picture
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.kit.spans import Span
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.paper.sheet import make


def test_the_care_sheet_in_any_size_is_tagged_says_the_law_and_names_nobody(station: Station) -> None:
    room = station.debriefs(settings=Settings(state="PA", paper="a4"))
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle")
    late = replace(incident.exposed[1], released_at=ENDED + timedelta(hours=5))
    room.change_exposed(incident.id, late)
    for large in (False, True):
        pdf = room.care_sheet(incident.id, large=large)
        assert faults(pdf) == []
        text = words(pdf)
        assert named(text, station) == []
        for wanted in (
            "The law of Pennsylvania",
            "44 Pa.C.S. section 7203, looked at Nov 22, 2026. Confirm locally",
            "it takes 2 sessions",
            "2 people",
            "printed Wed, Nov 11, 00:30",
            "Tue, Nov 10, 23:50 to Wed, Nov 11, 11:50, best by Wed, Nov 11, 05:50",
        ):
            assert wanted in text, wanted


def test_one_person_s_sheet_has_their_times_and_no_name(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.change_exposed(incident.id, replace(incident.exposed[1], released_at=ENDED + timedelta(hours=5)))
    text = words(room.care_sheet(incident.id, incident.exposed[1].id))
    assert named(text, station) == []
    assert "Wed, Nov 11, 04:50 to 06:50" in text
    assert "Write the name by hand" in text
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).care_sheet(incident.id, incident.exposed[1].id)


@pytest.mark.parametrize("lines", [1, 7, 12])
def test_the_picture_on_paper_has_a_pattern_for_every_state_and_fits_any_number_of_lines(lines: int) -> None:
    """Shades of gray only: a black and white printer shows the same."""
    spans = [
        Span(str(at), f"Kind {at}", ENDED + timedelta(hours=at), ENDED + timedelta(hours=at + 10), source="A source")
        for at in range(lines)
    ]
    for large in (False, True):
        paper = Paper(NOW, ZONE, large=large)
        pdf = make(sheet_for("Test", paper, ""), windows_picture(spans, NOW, ENDED, ZONE, large=large))
        text = words(pdf)
        assert all(f"Kind {at}" in text for at in range(lines))
        assert faults(pdf) == []
    drawn = {_drawn(replace(spans[0], **more), now) for more, now in _STATES}
    assert len(drawn) == len(_STATES)


_STATES: list[tuple[dict[str, Any], datetime]] = [
    ({}, ENDED - timedelta(hours=5)),
    ({}, ENDED + timedelta(hours=5)),
    ({}, ENDED + timedelta(hours=50)),
    ({"done": True}, ENDED + timedelta(hours=50)),
    ({"booked": (ENDED + timedelta(hours=3),)}, ENDED + timedelta(hours=5)),
    ({"held": (ENDED + timedelta(hours=3),)}, ENDED + timedelta(hours=5)),
    ({"closes": None}, ENDED + timedelta(hours=5)),
]


def _drawn(span: Span, now: datetime) -> str:
    """What is drawn, without the words."""
    pdf = make(sheet_for("Test", Paper(NOW, ZONE), ""), windows_picture([span], now, ENDED, ZONE))
    content = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    drawing = re.sub(r"BT.*?ET", "", content.get_data().decode("latin-1"), flags=re.DOTALL)
    picture = drawing[drawing.index("/Figure") :]
    assert all(
        red == green == blue for red, green, blue in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)", picture)
    )
    return picture
