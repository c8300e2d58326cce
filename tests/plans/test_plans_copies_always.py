"""Whatever is edited, a binder that is brought up to date page by page is the binder that would be printed fresh."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans.test_plans_copies import ONE, PLACES, binders, few, filed, leaves, printed, says, whole
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.paper.page_marks import mark_of
from wellness_desktop.plans.copies.comparing import Worth
from wellness_desktop.plans.copies.kinds import ALL, ALL_PLANS, BINDER
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.service import Plans
from wellness_desktop.plans.sheets.kinds import SheetKind
from wellness_desktop.roster.people import PersonDetails, Phone

if TYPE_CHECKING:
    from conftest import Agency

LONG = " ".join(["Write down what was said, by whom, and when, and read it back to the caller."] * 9)
A4 = Settings(agency_name="Millbrook Police Department", state="MN", time_zone="America/Chicago", paper="a4")
Edit = Callable[["Agency", Plans, int], object]


def _step(plans: Plans, number: int) -> str:
    """One of the steps that the plan has now."""
    steps = [item.id for item in plans.items(ONE) if item.table == "step"]
    return steps[number % len(steps)]


def _phone(agency: "Agency", number: int) -> None:
    roster = agency.roster()
    people = roster.people()
    person = people[number % len(people)]
    typed = f"612-555-01{number % 100:02}"
    roster.change(replace(person, phones=(Phone(typed=typed, label="Mobile"), *person.phones[1:])))


EDITS: dict[str, Edit] = {
    "words": lambda _agency, plans, number: plans.change_item(_step(plans, number), f"Our words {number}.", plan=ONE),
    "long words": lambda _agency, plans, number: plans.change_item(_step(plans, number), LONG, plan=ONE),
    "hide": lambda _agency, plans, number: plans.hide_item(_step(plans, number), plan=ONE),
    "move": lambda _agency, plans, number: plans.move_item(_step(plans, number), number % 2 or -1, plan=ONE),
    "phone": lambda agency, _plans, number: _phone(agency, number),
    "own item": lambda _agency, plans, number: plans.add_item("step", "15min", f"{number} {LONG}", plan=ONE),
    "fact": lambda _agency, plans, number: plans.set_fact("staffing", f"{number} sworn."),
}


class Life:
    """One copy through all its updates: what lies in the binder, beside what would be printed fresh."""

    def __init__(self, agency: "Agency") -> None:
        self.agency, self.plans = agency, agency.plans(templates=lambda: few(ONE))
        self.binder = binders(printed(self.plans.copies, BINDER, ONE, PLACES[:1]))[0]
        (self.copy,) = self.plans.copies.register()

    def edit(self, edits: list[tuple[str, int]]) -> None:
        """Does these edits, replaces the pages that changed, and compares."""
        for name, number in edits:
            with suppress(Problem):  # such as a step at the end of its list: what is refused changes nothing
                EDITS[name](self.agency, self.plans, number)
        copies = self.plans.copies
        update = copies.prepare_update([self.copy.id])
        copies.enter_update(update)
        if update.pdf:
            before = says(self.binder)
            self.binder = filed(self.binder, leaves(update.pdf))
            changed = {change.code for change in update.replacements[0].changes}
            same = {code for code in before if code not in changed}
            assert all(says(self.binder)[code] == before[code] for code in same)
            copies.put_in(self.copy.id)
        assert says(self.binder) == says(whole(self.plans.sheets.make(SheetKind.BINDER, ONE).pdf))
        assert not copies.copy(self.copy.id).stale


SOME = st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 60)), min_size=1, max_size=4)


@pytest.fixture
def life(agency: "Agency") -> Life:
    for number, name in enumerate(("Chief Alana Reyes", "Sgt. Dana Whitfield")):
        phones = (Phone(typed=f"612-555-010{number}", label="Mobile"),)
        person = agency.roster().add(PersonDetails(name=name, phones=phones)).value
        agency.plans().assign_role(f"R0{number + 1}", Place.PRIMARY, person.id)
    return Life(agency)


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=SOME)
def test_an_edited_binder_brought_up_to_date_is_a_fresh_one(life: Life, edits: list[tuple[str, int]]) -> None:
    life.edit(edits)


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=SOME)
def test_so_it_is_after_many_edits(life: Life, edits: list[tuple[str, int]]) -> None:
    life.edit(edits)


def test_a_page_that_is_no_more_is_to_be_destroyed(agency: "Agency") -> None:
    """A section grows by a page, the page is printed, and then it goes again."""
    plans = agency.plans(templates=lambda: few(ONE))
    copies = plans.copies
    steps = [plans.add_item("step", "15min", f"{number} {LONG}", plan=ONE) for number in range(6)]
    held = dict(printed(copies, BINDER, ONE, PLACES[:1]).edition.pages)
    for step in reversed(steps):
        step.undo()
    now = dict(copies.prepare_update([copies.register()[0].id]).edition.pages)
    (gone, *_) = sorted(set(held) - set(now))
    found = copies.page_answer(f"{gone} {mark_of(held[gone])}")
    assert (found.worth, found.code, found.mark) == (Worth.GONE, gone, "")
    assert copies.page_answer(gone).worth is Worth.GONE


@pytest.mark.slow
def test_large_print_on_a4_is_a_paper_of_its_own(agency: "Agency") -> None:
    """Large copies are brought up to date in large print, and their pages are known beside the others."""
    plans = agency.plans(settings=A4, templates=lambda: few(ONE))
    copies = plans.copies
    plain = printed(copies, BINDER, ONE, PLACES[:1])
    big = copies.prepare(BINDER, ONE, PLACES[1:2], large=True)
    copies.enter(big)
    assert (big.edition.key.large, big.edition.key.paper) == (True, "a4")
    assert len(big.edition.pages) > len(plain.edition.pages)
    binder = binders(big)[0]
    plans.set_fact("staffing", "Nine sworn.")
    small, large = copies.prepare_updates([one.id for one in copies.register()])
    assert (small.edition.key.large, large.edition.key.large) == (False, True)
    now = filed(binder, leaves(large.pdf))
    assert {code: leaf.mark for code, leaf in now.items()} == {code: mark_of(own) for code, own in large.edition.pages}
    width, height = pypdf.PdfReader(BytesIO(large.pdf)).pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_a_new_plan_comes_into_the_binder_of_all(agency: "Agency") -> None:
    """Its tab is put in, the shared list of pages is replaced, and no other tab is touched."""
    plans = agency.plans(templates=lambda: few(ONE))
    binder = binders(printed(plans.copies, ALL_PLANS, ALL, PLACES[:1]))[0]
    plans.make_plan("Train off the rails", "A freight train leaves the track.", "")
    (copy,) = plans.copies.register()
    assert copy.stale
    update = plans.copies.prepare_update([copy.id])
    now = filed(binder, leaves(update.pdf))
    assert says(now) == says(whole(plans.whole_binder()))
    touched = {code for code in binder if binder[code] != now[code]}
    assert all(code.startswith("CORE ") for code in touched)
    assert {code.split("-")[0] for code in set(now) - set(binder)} == {"OWN"}
