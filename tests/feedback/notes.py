"""What people leave in these tests, and what was answered."""

from datetime import date

from wellness_desktop.feedback.answers import Answer, Outcome
from wellness_desktop.feedback.values import About, Factor, Kind, Left, PartOfDay

COMMENT = Left(Kind.COMMENT, "Zebrawort: no rest after court.", About.SHIFTS, prevent="Ask for afternoons.")
NEAR_MISS = Left(
    Kind.NEAR_MISS,
    "Quillback: a truck took the shoulder.",
    About.ROAD,
    could="An officer would have been hit.",
    helped="A shout.",
    prevent="Flares.",
    part_of_day=PartOfDay.NIGHT,
    factors=(Factor.ALONE, Factor.WEATHER),
)
TODAY = date(2026, 11, 11)
ANSWER = Answer("Court costs sleep.", Outcome.BEGUN, "Hearings move to the afternoon.", TODAY)
