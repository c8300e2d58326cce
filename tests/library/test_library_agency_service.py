"""The agency's documents in a real encrypted store: kept whole, found, changed, undone, and nothing half there."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.library.agency_files import docx, paragraph, pdf, png
from tests.store_help import KEY
from tests.support.station import A_NIGHT
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event, read_log
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.errors import Cancelled, ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.library.agency.limits import PIECE_BYTES
from wellness_desktop.library.agency.records import DocumentRecord, DocumentTextRecord, PieceRecord
from wellness_desktop.library.agency.service import AgencyDocuments
from wellness_desktop.library.agency.values import Format, Searched
from wellness_desktop.library.service import MARK_OFF, MARK_ON
from wellness_desktop.store.store import Store

LIBRARIANS = (Role.COORDINATOR, Role.PLANNER, Role.ADMINISTRATOR)
POLICY = pdf(
    "Peer support policy\nTalking with a peer supporter is voluntary.",
    "Overtime after a critical incident is paid from the first hour.",
    "Forms are kept in the sergeant's office.",
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(A_NIGHT)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    made = Store.create(tmp_path / "station.db", KEY, clock)
    yield made
    made.close()


@pytest.fixture
def as_role(store: Store, clock: FixedClock) -> Callable[[Role], AgencyDocuments]:
    def sign_in(role: Role) -> AgencyDocuments:
        actor = Actor(uuid4(), "Dana Whitfield", frozenset({role}))
        return AgencyDocuments(store, actor, clock, Audit(clock))

    return sign_in


@pytest.fixture
def documents(as_role: Callable[[Role], AgencyDocuments]) -> AgencyDocuments:
    return as_role(Role.COORDINATOR)


def rows(store: Store) -> list[int]:
    """How many documents, pieces and texts there are, shown or not."""
    with store.read() as session:
        return [
            session.scalars(select(func.count()).select_from(kind)).one()
            for kind in (DocumentRecord, PieceRecord, DocumentTextRecord)
        ]


class TestKeeping:
    def test_a_document_comes_back_byte_for_byte(self, documents: AgencyDocuments) -> None:
        data = png(40, 30) + bytes(range(256)) * 9000
        added = documents.add("Map_of the county.png", data + b"IEND1234", about="Where the radio does not reach").value
        assert documents.content(added.id) == data + b"IEND1234"
        assert documents.document(added.id) == added
        assert documents.documents() == [added]
        assert (added.title, added.format, added.searched) == ("Map of the county", Format.PNG, Searched.TITLE)
        assert (added.size, added.added_by, added.added_at) == (len(data) + 8, "Dana Whitfield", A_NIGHT)

    @pytest.mark.parametrize("size", [PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES])
    def test_every_piece_is_kept_in_its_place(self, documents: AgencyDocuments, store: Store, size: int) -> None:
        head, end = png(2, 2)[:-12], png(2, 2)[-12:]
        data = head + os.urandom(size - len(head) - len(end)) + end
        added = documents.add("a.png", data).value
        assert documents.content(added.id) == data
        assert rows(store)[1] == -(-size // PIECE_BYTES)

    def test_words_of_a_pdf_stand_by_page(self, documents: AgencyDocuments) -> None:
        added = documents.add("policy.pdf", POLICY).value
        assert (added.pages, added.searched) == (3, Searched.WHOLE)
        pages = documents.text(added.id).split("\f")
        assert len(pages) == 3
        assert "Overtime after a critical incident" in pages[1]

    def test_the_same_document_is_not_kept_twice(self, documents: AgencyDocuments, store: Store) -> None:
        done = documents.add("policy.pdf", POLICY)
        with pytest.raises(Problem, match="“policy” is here already"):
            documents.add("another name.pdf", POLICY)
        assert rows(store) == [1, 1, 1]
        done.undo()
        assert documents.add("policy.pdf", POLICY).value.title == "policy"

    def test_rename_and_undo(self, documents: AgencyDocuments) -> None:
        added = documents.add("policy.pdf", POLICY).value
        done = documents.rename(added.id, "  Peer   support\u202e, 2026 ")
        assert done.value.title == "Peer support , 2026"
        assert [hit.title for hit in documents.search("2026 ")] == ["Peer support , 2026"]
        done.undo()
        assert documents.document(added.id).title == "policy"
        assert documents.search("2026 ") == []
        with pytest.raises(Problem, match="needs a title"):
            documents.rename(added.id, " \u200b ")

    def test_two_people_renaming_meet(self, documents: AgencyDocuments) -> None:
        added = documents.add("policy.pdf", POLICY).value
        documents.change(added, "First", "")
        with pytest.raises(ChangedElsewhere) as caught:
            documents.change(added, "Second", "")
        assert caught.value.theirs.title == "First"  # type: ignore[union-attr]

    def test_remove_and_undo(self, documents: AgencyDocuments, clock: FixedClock, store: Store) -> None:
        added = documents.add("policy.pdf", POLICY).value
        done = documents.remove(added.id)
        assert documents.documents() == []
        assert documents.search("overtime ") == []
        for ask in (documents.document, documents.content, documents.text, documents.remove):
            with pytest.raises(Problem, match="no longer here"):
                ask(added.id)
        done.undo()
        assert documents.content(added.id) == POLICY
        assert [hit.id for hit in documents.search("overtime ")] == [str(added.id)]
        documents.remove(added.id)
        clock.advance(timedelta(hours=23))
        assert documents.tidy() == 0
        clock.advance(timedelta(hours=2))
        assert documents.tidy() == 1
        assert rows(store) == [0, 0, 0]
        with pytest.raises(Problem, match="no longer here"):
            done.undo()

    def test_a_copy_belongs_to_its_entry_of_the_catalogue(self, documents: AgencyDocuments) -> None:
        assert documents.copy_of("cops-w0963") is None
        added = documents.add("w0963.pdf", POLICY, title="Vetting guide", resource_id="cops-w0963").value
        assert documents.copy_of("cops-w0963") == added
        assert documents.copy_of("") is None

    def test_every_change_is_in_the_audit_log_and_no_reading_is(self, documents: AgencyDocuments, store: Store) -> None:
        added = documents.add("policy.pdf", POLICY).value
        documents.search("overtime")
        documents.content(added.id)
        documents.text(added.id)
        documents.remove(added.id)
        with store.read() as session:
            log = read_log(session)
        assert [(entry.event, entry.subject_id) for entry in log] == [(Event.DOCUMENT_CHANGED, added.id)] * 2


class TestWhoMay:
    @pytest.mark.parametrize("role", Role)
    def test_everyone_reads_and_three_roles_keep(
        self, as_role: Callable[[Role], AgencyDocuments], documents: AgencyDocuments, role: Role
    ) -> None:
        added = documents.add("policy.pdf", POLICY).value
        mine = as_role(role)
        assert mine.documents() == [added]
        assert mine.content(added.id) == POLICY
        assert len(mine.search("overtime")) == 1
        assert mine.may_change == (role in LIBRARIANS)
        if role in LIBRARIANS:
            mine.rename(added.id, "Renamed")
            mine.remove(added.id)
            return
        for attempt in (
            lambda: mine.add("b.txt", b"words"),
            lambda: mine.rename(added.id, "x"),
            lambda: mine.change(added, "x", ""),
            lambda: mine.remove(added.id),
        ):
            with pytest.raises(NotAllowed, match="Your roles"):
                attempt()
        assert mine.tidy() == 0
        assert documents.documents() == [added]


class TestNothingHalf:
    @pytest.mark.slow
    def test_stopped_at_any_step_leaves_nothing(self, documents: AgencyDocuments, store: Store) -> None:
        data = POLICY + b"\n%" + bytes(3 * PIECE_BYTES)
        steps = 0

        def count(_current: int, _total: int) -> None:
            nonlocal steps
            steps += 1

        documents.remove(documents.add("a.pdf", data, step=count).value.id)
        assert steps > 6
        for stop_at in range(steps):
            left = stop_at

            def stop(_current: int, _total: int) -> None:
                nonlocal left
                if left == 0:
                    raise Cancelled
                left -= 1

            with pytest.raises(Cancelled):
                documents.add("a.pdf", data, step=stop)
            assert documents.documents() == []
            assert rows(store) == [1, 4, 1], "what was removed before is all there is"
        assert documents.search("overtime") == []

    def test_a_full_disk_half_way_leaves_nothing(self, documents: AgencyDocuments, store: Store) -> None:
        with store.read() as session:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        limited = store._writer.connect()
        limited.exec_driver_sql(f"PRAGMA max_page_count = {pages + 400}")
        limited.close()  # goes back to the pool, and the next unit of work meets the limit
        with pytest.raises(Problem, match="not enough free space"):
            documents.add("a.pdf", POLICY + b"\n%" + bytes(8 * PIECE_BYTES))
        assert documents.documents() == []
        assert rows(store) == [0, 0, 0]
        assert store.check() == []

    def test_no_room_is_said_before_anything_is_written(
        self, documents: AgencyDocuments, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))  # type: ignore[attr-defined]
        with pytest.raises(Problem, match="not enough free space"):
            documents.add("policy.pdf", POLICY)
        assert rows(store) == [0, 0, 0]

    def test_what_a_power_cut_left_is_never_shown_and_swept_up(
        self, documents: AgencyDocuments, store: Store, clock: FixedClock
    ) -> None:
        with store.work() as session:  # as far as an import comes that is killed
            cut = DocumentRecord(
                title="Half", format=Format.PDF, size=9, digest="0", searched=Searched.WHOLE,
                added_at=clock.now(), added_by="x",
            )  # fmt: skip
            session.add(cut)
            session.flush()
            session.add(PieceRecord(document_id=cut.id, position=0, data=b"half"))
        assert documents.documents() == []
        with pytest.raises(Problem, match="no longer here"):
            documents.content(cut.id)
        assert documents.tidy() == 0, "another window may still be writing it"
        clock.advance(timedelta(days=1, minutes=1))
        assert documents.tidy() == 1
        assert rows(store) == [0, 0, 0]

    def test_locking_ends_what_is_being_added(self, documents: AgencyDocuments, store: Store) -> None:
        def lock_in_the_middle(current: int, total: int) -> None:
            if current > total * 0.7:
                documents._closed.set()

        with pytest.raises(Cancelled):
            documents.add("a.pdf", POLICY + b"\n%" + bytes(4 * PIECE_BYTES), step=lock_in_the_middle)
        assert rows(store) == [0, 0, 0]
        documents.close()
        for ask in (documents.documents, lambda: documents.search("x"), lambda: documents.add("a.txt", b"words")):
            with pytest.raises(Problem, match="locked"):
                ask()

    def test_a_piece_that_was_altered_is_noticed(self, documents: AgencyDocuments, store: Store) -> None:
        added = documents.add("policy.pdf", POLICY).value
        with store.work() as session:
            piece = session.scalars(select(PieceRecord)).one()
            piece.data = POLICY[:-1] + b"?"
        with pytest.raises(Problem, match="does not come back"):
            documents.content(added.id)


class TestSearch:
    @pytest.fixture
    def shelf(self, documents: AgencyDocuments) -> AgencyDocuments:
        documents.add("policy.pdf", POLICY)
        documents.add(
            "Fair.docx",
            docx(paragraph("Wellness fair", "Heading1") + paragraph("Bring your families; drinking water is there.")),
        )
        documents.add("leave.txt", b"Leave after the birth of a child. Ask the clerk about unused holidays.")
        documents.add("parking.png", png(4, 4), title="Parking lot", about="Where the vans of the press may stand")
        return documents

    def titles(self, shelf: AgencyDocuments, phrase: str) -> list[str]:
        return [hit.title for hit in shelf.search(phrase)]

    @pytest.mark.parametrize(
        ("phrase", "title"),
        [
            ("overtime", "policy"),
            ("overtime policy", "policy"),  # one word in the text, one in the title
            ("voluntary talks", "policy"),  # another form of the word
            ("famil", "Fair"),  # half typed
            ("drinkng", "Fair"),  # a slip
            ("hollidays", "leave"),
            ("press", "parking lot"),
            ("VANS", "parking lot"),
        ],
    )
    def test_finds(self, shelf: AgencyDocuments, phrase: str, title: str) -> None:
        assert self.titles(shelf, phrase)[0].lower() == title.lower()

    def test_the_words_of_the_field_stand_for_each_other(self, shelf: AgencyDocuments) -> None:
        assert "Fair" in self.titles(shelf, "alcohol "), "drinking and alcohol are the same to who looks for help"

    def test_a_hit_says_where_and_marks_what_was_found(self, shelf: AgencyDocuments) -> None:
        hit = shelf.search("overtime")[0]
        assert (hit.kind, hit.page, hit.note) == ("document", 2, "PDF, 3 pages · page 2")
        assert f"{MARK_ON}Overtime{MARK_OFF} after a critical" in hit.snippet

    def test_a_title_alone_is_found_without_a_page(self, shelf: AgencyDocuments) -> None:
        hit = shelf.search("parking")[0]
        assert (hit.page, hit.snippet, hit.note) == (0, "Where the vans of the press may stand", "Picture")

    @pytest.mark.parametrize(
        "phrase", ["", "   ", "?!", '"', "a AND OR NOT (", "title:x", "zzzqqq", "'; DROP TABLE", "*"]
    )
    def test_odd_phrases_are_no_trouble(self, shelf: AgencyDocuments, phrase: str) -> None:
        assert isinstance(shelf.search(phrase), list)

    def test_no_more_than_asked_for(self, shelf: AgencyDocuments) -> None:
        assert len(shelf.search("the a", limit=2)) <= 2

    def test_a_store_without_documents_finds_nothing(self, documents: AgencyDocuments) -> None:
        assert documents.search("anything") == []

    def test_the_tables_follow_the_records(self, shelf: AgencyDocuments, store: Store) -> None:
        """After a restore, or when documents came from another station."""
        assert shelf.prepare() == 0
        with store.work() as session:
            for table in ("library_vocabulary", "library_words", "library_shelf"):
                session.connection().exec_driver_sql(f"DROP TABLE {table}")
        assert shelf.search("overtime") == []
        assert shelf.prepare() == 4
        assert self.titles(shelf, "overtime") == ["policy"]
        with store.work() as session:
            record = session.scalars(select(DocumentRecord).where(DocumentRecord.title == "policy")).one()
            record.title = "Rules"
            gone = session.scalars(select(DocumentRecord).where(DocumentRecord.title == "leave")).one()
            gone.removed_at = A_NIGHT
        assert shelf.prepare() == 2
        assert self.titles(shelf, "overtime rules") == ["Rules"]
        assert self.titles(shelf, "holidays") == []
        assert store.check() == []


def test_the_values_are_frozen(documents: AgencyDocuments) -> None:
    added = documents.add("policy.pdf", POLICY).value
    assert replace(added, title="other") != added
