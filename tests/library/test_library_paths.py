"""Paths: read strictly; progress in a real encrypted store, dated, undone, and only by those who may."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.library.conftest import pdf_text
from tests.paper.tag_checker import faults
from tests.store_help import KEY
from tests.support.station import A_NIGHT
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event, read_log
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.resources import resource
from wellness_desktop.library.path_prints import path_plan
from wellness_desktop.library.path_progress import PathProgress
from wellness_desktop.library.path_records import PathStepRecord, step_key
from wellness_desktop.library.path_values import NOT_BEGUN, StepProgress, done_steps, next_step
from wellness_desktop.library.paths import LibraryPath
from wellness_desktop.library.prints import PrintSetup
from wellness_desktop.library.service import Library
from wellness_desktop.store.store import Store

KEEPERS = (Role.COORDINATOR, Role.PLANNER, Role.ADMINISTRATOR)
TODAY = date(2026, 11, 24)
SETUP = PrintSetup(TODAY, agency="Millbrook Police Department")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(A_NIGHT)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    made = Store.create(tmp_path / "station.db", KEY, clock)
    yield made
    made.close()


@pytest.fixture
def as_role(store: Store, clock: FixedClock) -> Callable[[Role], PathProgress]:
    def sign_in(role: Role) -> PathProgress:
        return PathProgress(store, Actor(uuid4(), "Dana Whitfield", frozenset({role})), clock, Audit(clock))

    return sign_in


@pytest.fixture
def path(library: Library) -> LibraryPath:
    return library.toolbox.path("five-officers")


@pytest.fixture
def progress(as_role: Callable[[Role], PathProgress]) -> PathProgress:
    return as_role(Role.COORDINATOR)


class TestProgress:
    def test_nothing_is_begun_at_first(self, progress: PathProgress, path: LibraryPath) -> None:
        assert set(progress.steps(path).values()) == {NOT_BEGUN}
        assert list(progress.steps(path)) == [step.id for step in path.steps]

    @pytest.mark.parametrize("role", KEEPERS)
    def test_those_who_build_the_program_plan_and_tick(
        self, as_role: Callable[[Role], PathProgress], path: LibraryPath, role: Role
    ) -> None:
        mine = as_role(role)
        assert mine.may_change
        saved = mine.set_step(path, "start", date(2026, 12, 1), TODAY, 0)
        assert saved.value == StepProgress(date(2026, 12, 1), TODAY, saved.value.version)
        assert mine.steps(path)["start"] == saved.value
        assert done_steps(path, mine.steps(path)) == 1
        assert next_step(path, mine.steps(path)) == path.steps[1]

    @pytest.mark.parametrize("role", sorted(set(Role) - set(KEEPERS)))
    def test_others_see_it_and_change_nothing(
        self, as_role: Callable[[Role], PathProgress], path: LibraryPath, role: Role
    ) -> None:
        other = as_role(role)
        assert not other.may_change
        assert set(other.steps(path).values()) == {NOT_BEGUN}
        with pytest.raises(NotAllowed):
            other.set_step(path, "start", None, TODAY, 0)

    def test_undo_brings_back_what_stood_there(self, progress: PathProgress, path: LibraryPath) -> None:
        first = progress.set_step(path, "ask", date(2026, 12, 1), None, 0)
        second = progress.set_step(path, "ask", None, TODAY, first.value.version)
        second.undo()
        now = progress.steps(path)["ask"]
        assert (now.planned_for, now.done_on) == (date(2026, 12, 1), None)

    def test_undo_of_the_first_change_leaves_a_step_not_begun(self, progress: PathProgress, path: LibraryPath) -> None:
        progress.set_step(path, "ask", None, TODAY, 0).undo()
        now = progress.steps(path)["ask"]
        assert (now.planned_for, now.done_on) == (None, None)

    def test_nothing_is_overwritten(
        self, progress: PathProgress, as_role: Callable[[Role], PathProgress], path: LibraryPath
    ) -> None:
        mine = progress.set_step(path, "ask", None, TODAY, 0)
        with pytest.raises(ChangedElsewhere) as met:
            as_role(Role.PLANNER).set_step(path, "ask", date(2027, 1, 1), None, 0)
        assert met.value.theirs == mine.value
        as_role(Role.PLANNER).set_step(path, "ask", date(2027, 1, 1), TODAY, mine.value.version)
        with pytest.raises(ChangedElsewhere):
            mine.undo()

    def test_a_day_to_come_proves_nothing(self, progress: PathProgress, path: LibraryPath) -> None:
        with pytest.raises(Problem, match="day to come"):
            progress.set_step(path, "ask", None, date(2027, 6, 1), 0)
        assert progress.steps(path)["ask"] == NOT_BEGUN

    def test_a_step_that_is_gone_is_said_and_its_row_shown_nowhere(
        self, progress: PathProgress, path: LibraryPath, store: Store
    ) -> None:
        with pytest.raises(Problem, match="not on the path"):
            progress.set_step(path, "dance", None, TODAY, 0)
        with store.work() as session:
            session.add(PathStepRecord(id=step_key(path.id, "dance"), path=path.id, step="dance", done_on=TODAY))
        assert "dance" not in progress.steps(path)

    def test_each_change_leaves_its_id_in_the_audit_log_and_no_name(
        self, progress: PathProgress, path: LibraryPath, store: Store
    ) -> None:
        saved = progress.set_step(path, "families", None, TODAY, 0)
        saved.undo()
        with store.read() as session:
            log = read_log(session)
            rows = session.scalars(select(PathStepRecord)).all()
        assert [(entry.event, entry.subject_id) for entry in log] == [
            (Event.PATH_CHANGED, step_key(path.id, "families"))
        ] * 2
        assert len(rows) == 1

    def test_two_stations_give_a_step_the_same_row(self, path: LibraryPath) -> None:
        assert step_key(path.id, "ask") == step_key("five-officers", "ask")
        assert len({step_key(path.id, step.id) for step in path.steps}) == len(path.steps)


class TestThePlan:
    def plan(self, library: Library, path: LibraryPath, setup: PrintSetup, **known: StepProgress) -> bytes:
        guides = {guide.id: guide.title for guide in library.guides()}
        tools = {tool.id: tool.title for tool in library.toolbox.tools()}
        return path_plan(path, known, guides, tools, setup)

    def test_two_pages_with_every_step_who_time_and_proof(self, library: Library, path: LibraryPath) -> None:
        for setup in (SETUP, PrintSetup(TODAY, size="a4")):
            pdf = self.plan(library, path, setup, start=StepProgress(date(2026, 9, 1), TODAY, 1))
            assert len(PdfReader(BytesIO(pdf)).pages) == 2
            assert faults(pdf) == []
            text = " ".join(pdf_text(pdf).split())
            for number, step in enumerate(path.steps, 1):
                for part in (f"{number}. {step.title}", step.who, step.time, step.proof, *step.do):
                    assert " ".join(part.split()) in text, part

    def test_what_is_done_is_ticked_and_dated(self, library: Library, path: LibraryPath) -> None:
        known = {"start": StepProgress(date(2026, 9, 1), date(2026, 9, 14), 2), "scope": StepProgress(TODAY, None, 1)}
        pdf = self.plan(library, path, SETUP, **known)
        text = pdf_text(pdf)
        assert "1 of 10 steps done." in text
        for day in ("Sept 1, 2026", "Sept 14, 2026", "Nov 24, 2026"):
            assert day in text
        assert ticks(pdf) == ["Ticked box"] + ["Tick box"] * 9

    def test_a_blank_plan_counts_nothing(self, library: Library, path: LibraryPath) -> None:
        pdf = self.plan(library, path, SETUP)
        assert "steps done" not in pdf_text(pdf)
        assert set(ticks(pdf)) == {"Tick box"}

    def test_it_says_where_its_subjects_come_from(self, library: Library, path: LibraryPath) -> None:
        text = " ".join(pdf_text(self.plan(library, path, SETUP)).split())
        assert "2020" in text
        assert "our own" in text


def ticks(pdf: bytes) -> list[str]:
    """What each box says when it is read aloud, in order."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        return [said for said in spoken(root) if "box" in said]


def spoken(element: object) -> Iterator[str]:
    """Every alternative text below an element, in reading order."""
    import pikepdf

    kids = element.get("/K") if isinstance(element, pikepdf.Dictionary) else element
    if isinstance(element, pikepdf.Dictionary) and "/Alt" in element:
        yield str(element["/Alt"])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary | pikepdf.Array):
            yield from spoken(kid)


class TestTheFile:
    @pytest.fixture
    def write_path(self, root: Path) -> Callable[[str, str], Library]:
        (root / "library" / "paths").mkdir()

        def write(old: str, new: str) -> Library:
            text = resource("library", "paths", "five-officers.toml").read_text(encoding="utf-8")
            assert old in text
            file = root / "library" / "paths" / "mine.toml"
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
            return Library(root=root)

        return write

    @pytest.mark.parametrize(
        ("old", "new", "reason"),
        [
            ('proof = "', 'prof = "', "proof"),
            ('id = "ask"', 'id = "start"', "twice"),
            ("checked_on = 2026-11-24", 'checked_on = "soon"', "checked_on"),
        ],
    )
    def test_a_spoiled_path_is_left_out_whole_and_noted(
        self, write_path: Callable[[str, str], Library], old: str, new: str, reason: str
    ) -> None:
        library = write_path(old, new)
        assert library.toolbox.paths() == ()
        notes = library.toolbox.notes()
        assert [note.place for note in notes] == ["mine.toml"]
        assert reason in notes[0].reason
        assert notes[0] in library.notes()

    def test_an_agency_may_change_a_step(self, write_path: Callable[[str, str], Library]) -> None:
        library = write_path("Name one person, hang three numbers", "Ask Carla")
        assert library.toolbox.path("five-officers").step("start").title == "Ask Carla"
