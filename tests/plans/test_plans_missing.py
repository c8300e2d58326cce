"""What is missing, how long it takes, and where it leads."""

from uuid import UUID

from wellness_desktop.plans.bands import Band, missing_bands
from wellness_desktop.plans.merged import Contributor
from wellness_desktop.plans.merging import Fact, Known
from wellness_desktop.plans.missing import Gap, Missing, minutes_of, missing
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.people import Holder, Place, Seat, Seats
from wellness_desktop.plans.templates import load_templates

TEMPLATES = load_templates()
OIS = combine(TEMPLATES.core, TEMPLATES.overlays["CP-03"])
ANN = Holder(UUID(int=1), "Ann", numbers=("(612) 555-0101",))
BO = Holder(UUID(int=2), "Bo", numbers=("(612) 555-0102", "(612) 555-0103"), stale=True)
EVERYONE = tuple(Contributor("x", band.value) for band in Band)


def gaps(known: Known, contributors: tuple[Contributor, ...] = EVERYONE) -> tuple[Missing, ...]:
    return missing(OIS, known, contributors)


def of(kind: Gap, found: tuple[Missing, ...]) -> list[Missing]:
    return [gap for gap in found if gap.gap is kind]


def test_an_empty_agency_lacks_every_wanted_fact_and_every_seat() -> None:
    found = gaps(Known(), ())
    wanted = [field.id for field in OIS.field if field.need != "may" and not field.default]
    assert sorted(gap.key for gap in of(Gap.FACT, found)) == sorted(wanted)
    assert len(of(Gap.SEAT, found)) == 3 * len(OIS.role)
    assert [gap.key for gap in of(Gap.BAND, found)] == ["line", "supervisor", "dispatch_civilian", "outside"]
    assert minutes_of(found) == sum(gap.minutes for gap in found) > 600


def test_what_blocks_approval_comes_first() -> None:
    found = gaps(Known())
    blocking = [gap.key for gap in found if gap.blocks]
    assert blocking == [gap.key for gap in found[: len(blocking)]]
    assert set(blocking) == {"agency", "town", "values_statement", "R01:primary", "R01:alternate", "cp03_alone"}


def test_the_owner_needs_an_alternate_before_approval_and_others_do_not() -> None:
    """debrief_protocols.md 12: the chief may be the one who was involved."""
    seats = {gap.key: gap.blocks for gap in of(Gap.SEAT, gaps(Known()))}
    assert seats["R01:alternate"]
    assert not seats["R01:outside"]
    assert not seats["R02:primary"]


def test_a_filled_fact_is_no_longer_missing() -> None:
    found = gaps(Known(facts={"coroner": Fact("coroner", "County Coroner", numbers=("(507) 555-0100",))}))
    assert "coroner" not in [gap.key for gap in of(Gap.FACT, found)]


def test_an_office_without_a_number_still_lacks_it() -> None:
    found = gaps(Known(facts={"coroner": Fact("coroner", "County Coroner")}))
    assert "Coroner or medical examiner: a number" in [gap.label for gap in found]


def test_a_default_counts_as_filled() -> None:
    assert "leave_days" not in [gap.key for gap in of(Gap.FACT, gaps(Known()))]


def test_a_person_who_left_the_roster_is_loud() -> None:
    seats = {"R02": Seats({Place.PRIMARY: Seat(gone=True)})}
    found = gaps(Known(facts={"coroner": Fact("coroner", person=UUID(int=9))}, seats=seats))
    gone = {gap.key: gap.label for gap in found if gap.gone}
    assert gone == {
        "coroner": "Coroner or medical examiner: the person chosen left the roster",
        "R02:primary": "Incident commander: who does it left the roster",
    }


def test_people_in_the_call_tree_need_two_numbers_that_were_checked() -> None:
    """crisis_plans.md D: each line has two numbers."""
    seats = {"R02": Seats({Place.PRIMARY: Seat(ANN), Place.ALTERNATE: Seat(BO)})}
    found = gaps(Known(seats=seats))
    assert [(gap.label, gap.person) for gap in of(Gap.NUMBER, found)] == [("A second number for Ann", ANN.id)]
    assert [(gap.label, gap.person) for gap in of(Gap.CHECK, found)] == [("Call Bo to check the number", BO.id)]


def test_a_person_without_any_number_is_named() -> None:
    seats = {"R02": Seats({Place.PRIMARY: Seat(Holder(UUID(int=3), "Cy"))})}
    assert "A number for Cy" in [gap.label for gap in gaps(Known(seats=seats))]


def test_a_values_statement_of_more_than_120_words_is_too_long_to_read_aloud() -> None:
    long = Known(facts={"values_statement": Fact("values_statement", "word " * 121)})
    assert "Values statement: more than 120 words" in [gap.label for gap in gaps(long)]
    short = Known(facts={"values_statement": Fact("values_statement", "word " * 120)})
    assert not [gap for gap in gaps(short) if gap.key == "values_statement"]


def test_a_group_that_had_its_say_is_not_missing() -> None:
    assert missing_bands([Band.LINE, Band.OUTSIDE]) == (Band.SUPERVISOR, Band.DISPATCH_CIVILIAN)
    assert missing_bands(Band) == ()
