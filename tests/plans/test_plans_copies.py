"""The living binder: numbered copies, exactly the changed pages after a change, and what a page is worth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

import pypdf
import pytest

from tests.paper.tag_checker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.plans.copies.comparing import Worth
from wellness_desktop.plans.copies.kinds import ALL, ALL_PLANS, BINDER, CopyState
from wellness_desktop.plans.copies.service import Copies
from wellness_desktop.plans.copies.values import Batch, NewCopy
from wellness_desktop.plans.service import Plans
from wellness_desktop.plans.templates import Templates, load_templates
from wellness_desktop.roster.people import Phone

if TYPE_CHECKING:
    from conftest import Agency

TEMPLATES = load_templates()
HANDLING = "For this agency only"
PLACES = (NewCopy("Whoever is on", "Station desk"), NewCopy("", "Car 1"), NewCopy("Chief Reyes", "Chief's home"))
ONE = "CP-14"


def few(*codes: str) -> Templates:
    return Templates(TEMPLATES.core, {code: TEMPLATES.overlays[code] for code in codes})


@dataclass(frozen=True)
class Leaf:
    """A page as a person finds it: what stands on its foot, and what it says."""

    code: str
    mark: str
    copy: str
    says: str


def leaves(pdf: bytes) -> list[Leaf]:
    """The pages of a print, read by a library that did not write it."""
    found = []
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        text = " ".join(page.extract_text().split())
        says, _, foot = text.rpartition(HANDLING)
        code = re.search(r"((?:CP-\d\d|CORE|OWN-\w+) (?:S\d\d|LIST|UPDATE|BACK)-\d+)(?: · (\w{4}))?", foot)
        copy = re.search(r"Copy (\d+ of \d+ · \w\w)", foot)
        assert code is not None, foot
        found.append(Leaf(code[1], code[2] or "", copy[1] if copy else "", says))
    return found


def filed(binder: dict[str, Leaf], update: Sequence[Leaf]) -> dict[str, Leaf]:
    """What a person makes of the binder who does what the removal sheet says, page by page."""
    sheet = " ".join(leaf.says for leaf in update if "UPDATE" in leaf.code)
    held, coming = dict(binder), {leaf.code: leaf for leaf in update if "UPDATE" not in leaf.code}
    row = r"((?:CP-\d\d|CORE|OWN-\w+) (?:S\d\d|LIST)-\d+) (mark \w{4}|nothing: a new page) (mark \w{4}|nothing)"
    rows = re.findall(row, sheet)
    for code, out, into in rows:
        if out.startswith("mark"):
            assert held.pop(code).mark == out[-4:], code
        if into != "nothing":
            assert coming[code].mark == into[-4:], code
            held[code] = coming[code]
    assert {code for code, _, into in rows if into != "nothing"} == set(coming)
    return held


def printed(copies: Copies, kind: str, plan: str, wanted: Sequence[NewCopy] = PLACES) -> Batch:
    batch = copies.prepare(kind, plan, wanted)
    copies.enter(batch)
    return batch


def binders(batch: Batch) -> list[dict[str, Leaf]]:
    """Each copy of a batch as a binder, by code."""
    found: dict[str, dict[str, Leaf]] = {}
    for leaf in leaves(batch.pdf):
        found.setdefault(leaf.copy, {})[leaf.code] = leaf
    return list(found.values())


def whole(pdf: bytes) -> dict[str, Leaf]:
    """A fresh full print as a binder."""
    return {leaf.code: leaf for leaf in leaves(pdf)}


def says(binder: dict[str, Leaf]) -> dict[str, tuple[str, str]]:
    return {code: (leaf.mark, leaf.says) for code, leaf in binder.items()}


def on_four_pages(agency: "Agency", binder: dict[str, Leaf]) -> tuple[str, str]:
    """A mobile number that stands on four pages of the binder, and whose it is."""
    for person in agency.roster().people():
        number = person.phones[0].shown
        if sum(number in leaf.says for leaf in binder.values()) == 4:
            return number, person.name
    raise AssertionError("no number stands on four pages")


def renumber(agency: "Agency", name: str, number: str) -> None:
    """Somebody has a new mobile phone."""
    roster = agency.roster()
    person = roster.person(agency.id_of(name))
    roster.change(replace(person, phones=(Phone(typed=number, label="Mobile"),)))


@pytest.mark.slow
def test_one_number_on_four_of_eighty_pages_in_three_places(millbrook: "Agency") -> None:
    """The issue, word for word: exactly those pages, a contents page and one removal sheet for each place."""
    plans = millbrook.plans(templates=lambda: few("CP-01", "CP-06", "CP-07"))
    batch = printed(plans.copies, ALL_PLANS, ALL)
    places = binders(batch)
    assert len(places) == 3
    assert len(places[0]) >= 80
    old, name = on_four_pages(millbrook, places[0])
    pages = {code for code, leaf in places[0].items() if old in leaf.says}

    renumber(millbrook, name, "612-555-0199")
    assert len(plans.copies.out_of_date()) == 3
    ids = [copy.id for copy in plans.copies.register()]
    update = plans.copies.prepare_update(ids)
    found = leaves(update.pdf)
    lists = {leaf.code for leaf in found if "LIST" in leaf.code}
    assert len(lists) == 1
    fresh = whole(plans.whole_binder())
    for number, (place, binder) in enumerate(zip(PLACES, places, strict=True), start=1):
        mine = [leaf for leaf in found if leaf.copy.startswith(f"{number} of 3")]
        assert mine[0].code == "CORE UPDATE-1"
        assert place.place in mine[0].says
        assert sorted(leaf.code for leaf in mine) == sorted({"CORE UPDATE-1", *lists, *pages})
        assert all("(612) 555-0199" in leaf.says for leaf in mine if leaf.code in pages)
        assert says(filed(binder, mine)) == says(fresh)
    assert faults(update.pdf) == []


def test_an_edition_that_grows_shrinks_and_says_the_same(millbrook: "Agency") -> None:
    """A section grows by a page, a step goes, the plan is approved: each time the swapped binder is a fresh print."""
    plans = millbrook.plans()
    binder = binders(printed(plans.copies, BINDER, ONE, PLACES[:1]))[0]
    (copy,) = plans.copies.register()
    long = " ".join(["Write down what was said, by whom, and when, and read it back to the caller."] * 12)
    steps = [plans.add_item("step", "15min", long, plan=ONE) for _ in range(3)]
    edits = [lambda: None, lambda: [step.undo() for step in reversed(steps)], lambda: _approved(plans, ONE)]
    grew = False
    for edit in edits:
        edit()
        assert plans.copies.copy(copy.id).stale
        update = plans.copies.prepare_update([copy.id])
        plans.copies.enter_update(update)
        before, binder = set(binder), filed(binder, leaves(update.pdf))
        grew = grew or bool(set(binder) - before)
        assert says(binder) == says(whole(plans.binder(ONE)))
        assert plans.copies.copy(copy.id).coming_on == plans.today
        plans.copies.put_in(copy.id)
        assert not plans.copies.copy(copy.id).stale
    assert grew


def _approved(plans: Plans, plan: str) -> None:
    plans.approve(plan, reason="A test agency, with nobody to ask.")


def test_nothing_to_replace_is_said_and_settled(agency: "Agency") -> None:
    copies = agency.plans().copies
    printed(copies, BINDER, ONE, PLACES[:1])
    (copy,) = copies.register()
    agency.plans().set_fact("town", "Millbrook")
    agency.plans().set_fact("town", "")
    update = copies.prepare_update([copy.id])
    assert (update.pdf, update.pages, update.replacements[0].changes) == (b"", 0, ())
    copies.enter_update(update)
    assert not copies.copy(copy.id).stale


def test_pages_past_the_day_on_their_foot_are_all_replaced(agency: "Agency") -> None:
    copies = agency.plans().copies
    binder = binders(printed(copies, BINDER, ONE, PLACES[:1]))[0]
    (copy,) = copies.register()
    agency.clock.advance(timedelta(days=200))
    assert copies.copy(copy.id).stale
    copies.enter_update(update := copies.prepare_update([copy.id]))
    assert set(filed(binder, leaves(update.pdf))) == {code for code, _ in update.edition.pages}
    assert {change.code for change in update.replacements[0].changes} == set(binder)
    copies.put_in(copy.id)
    assert not copies.copy(copy.id).stale


def test_a_typed_page_is_answered(agency: "Agency") -> None:
    plans = agency.plans()
    copies, noon = plans.copies, agency.clock.now()
    old = binders(printed(copies, BINDER, ONE, PLACES[:1]))[0][f"{ONE} S07-1"]
    (copy,) = copies.register()
    ask = copies.page_answer
    assert ask(f"{old.code} {old.mark}").worth is Worth.CURRENT
    assert ask(f"cp14s071{old.mark.lower()}").worth is Worth.CURRENT
    assert (ask(old.code).worth, ask(old.code).mark, ask(old.code).day) == (Worth.IN_FORCE, old.mark, noon)
    assert ask("CP-14 S99-1").worth is Worth.UNKNOWN
    assert ask("").worth is Worth.UNKNOWN

    plans.set_fact("staffing", "Nine sworn, two dispatchers by day.")
    changed = ask(f"{old.code} {old.mark}")
    assert (changed.worth, changed.day) == (Worth.REPLACED, None)
    agency.clock.advance(timedelta(days=9))
    copies.enter_update(copies.prepare_update([copy.id]))
    answer = ask(f"{old.code} · {old.mark}")
    assert (answer.worth, answer.day) == (Worth.REPLACED, noon + timedelta(days=9))
    assert ask(f"{answer.code} {answer.mark}").worth is Worth.CURRENT


def test_the_register_keeps_what_becomes_of_a_copy(agency: "Agency") -> None:
    copies = agency.plans().copies
    printed(copies, BINDER, ONE)
    first, second, third = copies.register(ONE)
    assert [(one.number, one.of, one.place) for one in (first, second, third)] == [
        (1, 3, "Station desk"),
        (2, 3, "Car 1"),
        (3, 3, "Chief's home"),
    ]
    lost = copies.end(first.id, CopyState.LOST)
    copies.end(second.id, CopyState.DESTROYED)
    assert copies.copy(first.id).ended_on == copies.today
    lost.undo()
    assert copies.copy(first.id).state is CopyState.IN_USE
    with pytest.raises(ChangedElsewhere):
        lost.undo()
    copies.move(third.id, NewCopy("Sgt. Whitfield", "Car 2"))
    assert (copies.copy(third.id).holder, copies.copy(third.id).place) == ("Sgt. Whitfield", "Car 2")
    read = copies.acknowledge(third.id, "DW", date(2026, 11, 20))
    assert [(one.initials, one.read_on) for one in copies.copy(third.id).readings] == [("DW", date(2026, 11, 20))]
    read.undo()
    assert not copies.copy(third.id).readings
    assert [one.number for one in copies.number(BINDER, ONE, PLACES[:1])] == [4], "no number is given twice"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda copies, one: copies.put_in(one.id),
        lambda copies, one: copies.acknowledge(one.id, "  "),
        lambda copies, one: copies.acknowledge(one.id, "DW", date(2030, 1, 1)),
        lambda copies, one: copies.move(one.id, NewCopy()),
        lambda copies, _: copies.prepare(BINDER, ONE, []),
        lambda copies, _: copies.prepare_update([]),
        lambda copies, _: copies.copy(UUID(int=1)),
    ],
)
def test_what_cannot_be_is_refused_in_words(agency: "Agency", wrong: object) -> None:
    copies = agency.plans().copies
    printed(copies, BINDER, ONE, PLACES[:1])
    with pytest.raises(Problem):
        wrong(copies, copies.register()[0])  # type: ignore[operator]


def test_two_windows_hand_out_copies_at_the_same_time(agency: "Agency") -> None:
    """The numbers meet, the letters behind them do not, and both stand in the register."""
    here, there = agency.plans().copies, agency.plans().copies
    mine, theirs = (copies.prepare(BINDER, ONE, PLACES[:1]) for copies in (here, there))
    here.enter(mine)
    there.enter(theirs)
    feet = {leaf.copy for batch in (mine, theirs) for leaf in leaves(batch.pdf)}
    assert len(feet) == 2
    assert len({(one.number, one.mark) for one in here.register()}) == 2


def test_whoever_left_has_to_give_the_copy_back(millbrook: "Agency") -> None:
    """CP-T18: the next print lists what is to be destroyed."""
    copies = millbrook.plans().copies
    bell = millbrook.id_of("Officer Marcus Bell")
    printed(copies, BINDER, ONE, [NewCopy(person=bell, place="Car 1"), PLACES[2]])
    assert copies.register()[0].holder == "Officer Marcus Bell"
    millbrook.roster().remove(bell)
    assert [one.place for one in copies.to_take_back()] == ["Car 1"]
    update = copies.prepare_update([copies.register()[1].id])
    sheet = leaves(update.pdf)[0].says
    assert "Take back and destroy" in sheet
    assert "copy 1" in sheet
    assert "Destroy also the sealed envelope with the next-of-kin sheet" in sheet
    new = leaves(copies.prepare(BINDER, ONE, PLACES[:1]).pdf)[0]
    assert "Take back and destroy" in new.says


def test_s03_lists_the_copies_that_are_out(agency: "Agency") -> None:
    plans = agency.plans()
    batch = printed(plans.copies, BINDER, ONE)
    for binder in binders(batch):
        text = " ".join(leaf.says for leaf in binder.values())
        assert all(one.place in text for one in PLACES)
    plans.copies.end(plans.copies.register()[1].id, CopyState.LOST)
    text = " ".join(leaf.says for leaf in whole(plans.binder(ONE)).values())
    assert "Station desk" in text
    assert "Car 1" not in text
    assert not any(one.stale for one in plans.copies.register()), "a copy more or less makes no other out of date"


def test_a_member_neither_prints_nor_changes_copies(agency: "Agency") -> None:
    copies = agency.plans(Role.MEMBER).copies
    assert copies.register() == ()
    for deed in (
        lambda: copies.prepare(BINDER, ONE, PLACES),
        lambda: copies.page_answer("CP-14 S07-1"),
        lambda: copies.end(UUID(int=1), CopyState.LOST),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_copies_gone_long_ago_are_forgotten(agency: "Agency") -> None:
    copies = agency.plans().copies
    printed(copies, BINDER, ONE)
    gone = copies.register()[0]
    copies.acknowledge(gone.id, "DW")
    copies.end(gone.id, CopyState.DESTROYED)
    assert _forgotten(agency, copies) == 0
    agency.clock.advance(timedelta(days=4 * 365))
    assert _forgotten(agency, copies, held=True) == 0, "a legal hold keeps everything"
    assert _forgotten(agency, copies) == 2, "the copy and who had read it; its pages are held by the others"
    assert [one.number for one in copies.register()] == [2, 3]


def _forgotten(agency: "Agency", copies: Copies, *, held: bool = False) -> int:
    with agency.store.work() as work:
        return copies.forget_old(work, held=held)


def test_taking_a_print_back_takes_its_copies_out(agency: "Agency") -> None:
    copies = agency.plans().copies
    done = copies.enter(copies.prepare(BINDER, ONE, PLACES[:2]))
    assert len(done.value) == 2
    done.undo()
    assert copies.register() == ()
