"""What the agency knows better: it survives updates, is refused when wrong, and shows at the front door."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.library.pack_workshop import PROJECT, Place, Publisher, line_text, root_with
from tests.support.station import A_NIGHT, PHRASE, a_station
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Event, broken_links, read_log
from wellness_desktop.accounts.records import AccountRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.paths import find_paths
from wellness_desktop.library import line_desk
from wellness_desktop.library.agency_file import read_agency_lines, write_agency_lines
from wellness_desktop.library.agency_lines import AgencyLines, Correction, LocalLine, Shipped, laid_over
from wellness_desktop.library.agency_said import AgencySaid
from wellness_desktop.library.help_list import help_list
from wellness_desktop.library.line_desk import LineDesk
from wellness_desktop.library.line_details import LineDetails, number_fault
from wellness_desktop.library.lines import ALWAYS_THERE, Line, OwnHelper
from wellness_desktop.library.service import Library
from wellness_desktop.store.backup import back_up

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedIn]:
    made, _ = a_station(tmp_path_factory.mktemp("lines")).create("Dana", PHRASE, frozenset({Role.COORDINATOR}))
    yield made
    made.end()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return find_paths(tmp_path).agency_lines


@pytest.fixture
def own_library(path: Path) -> Library:
    return Library(agency_lines=path)


@pytest.fixture
def lines(signed_in: SignedIn, path: Path, own_library: Library) -> LineDesk:
    return desk_of(signed_in, path, own_library)


def desk_of(
    signed_in: SignedIn, path: Path, library: Library, *roles: Role, clock: FixedClock | None = None
) -> LineDesk:
    actor = Actor(signed_in.actor.account_id, "Dana", frozenset(roles or {Role.COORDINATOR}))
    clock = clock or FixedClock(A_NIGHT)
    return LineDesk(signed_in.store, actor, signed_in.audit, clock, UTC, path, library)


def details(line: Line, **changes: object) -> LineDetails:
    typed = LineDetails(call=line.call, text_to=line.text_to, hours=line.hours, note=line.agency_note)
    return replace(typed, **changes)  # type: ignore[arg-type]


A_COUNTY_LINE = LineDetails(
    name="Prairie County crisis line",
    for_whom="Anyone in Prairie County.",
    call="(507) 555-0131",
    hours="Day and night",
    note="Ask for the mobile team.",
    called=True,
)


class TestCorrecting:
    def test_number_hours_and_note_show_at_the_front_door_at_once(self, lines: LineDesk, path: Path) -> None:
        front_door = Library(agency_lines=path)
        assert front_door.line("copline").call == "1-800-267-5463"
        shipped = front_door.line("copline")
        lines.correct(
            "copline",
            details(shipped, call="1-800-555-0199", hours="Nights", note="Say it is Millbrook.", called=True),
            0,
        )
        now = front_door.line("copline")
        assert (now.call, now.hours, now.agency_note) == ("1-800-555-0199", "Nights", "Say it is Millbrook.")
        assert now.letters == "", "the letters spell the old number"
        assert (now.agency_on, now.agency_by, now.checked_on) == (TODAY, "coordinator", TODAY)
        assert now.review_by == TODAY + timedelta(days=90)
        assert "1-800-555-0199" in " ".join(way for line in front_door.help_lines() for way in line.ways)

    def test_a_note_alone_leaves_number_and_dates(self, lines: LineDesk, own_library: Library) -> None:
        before = own_library.line("copline")
        lines.correct("copline", details(before, note="They know our area."), 0)
        now = own_library.line("copline")
        assert replace(now, agency_note="", agency_on=None, agency_by="") == before

    def test_a_changed_number_must_have_been_called(self, lines: LineDesk, own_library: Library, path: Path) -> None:
        with pytest.raises(Problem, match="Nobody called"):
            lines.correct("copline", details(own_library.line("copline"), call="1-800-555-0199"), 0)
        assert not path.exists()

    def test_called_and_still_right(self, lines: LineDesk, own_library: Library) -> None:
        """A person dialed it, so the warning goes and it may be printed, for ninety days."""
        assert own_library.line("safe-call-now").caution
        lines.still_right("safe-call-now")
        now = own_library.line("safe-call-now")
        assert (now.checked_on, now.review_by, now.print_ok, now.caution) == (
            TODAY,
            TODAY + timedelta(days=90),
            True,
            "",
        )
        assert now.agency_by == "coordinator"

    def test_an_own_call_never_shortens_a_longer_trust(self, lines: LineDesk, own_library: Library) -> None:
        before = own_library.line("copline")
        lines.still_right("copline")
        now = own_library.line("copline")
        assert (now.review_by, now.letters, now.checked_on) == (before.review_by, before.letters, TODAY)

    def test_hidden_everywhere_and_shown_again(self, lines: LineDesk, own_library: Library) -> None:
        undo = lines.hide("copline")
        assert "copline" not in {line.id for line in own_library.lines("NJ")}
        assert "copline" not in {line.id for line in own_library.help_lines("NJ")}
        assert "copline" not in {hit.id for hit in own_library.search("copline") if hit.kind == "line"}
        assert [line.id for line in lines.hidden()] == ["copline"]
        with pytest.raises(Problem):
            own_library.line("copline")
        lines.show_again("copline")
        assert own_library.line("copline").call
        assert lines.agency().corrections == (), "a correction that says nothing is dropped"
        with pytest.raises(ChangedElsewhere):
            undo()

    def test_undo_and_as_shipped(self, lines: LineDesk, own_library: Library) -> None:
        before = own_library.line("copline")
        undo = lines.correct("copline", details(before, note="x"), 0)
        undo()
        assert own_library.line("copline") == before
        lines.still_right("copline")
        lines.as_shipped("copline")
        assert own_library.line("copline") == before

    def test_988_is_neither_hidden_nor_renumbered(self, lines: LineDesk, own_library: Library, path: Path) -> None:
        with pytest.raises(Problem, match="cannot be hidden"):
            lines.hide(ALWAYS_THERE)
        with pytest.raises(Problem, match="given by law"):
            lines.correct(ALWAYS_THERE, details(own_library.line(ALWAYS_THERE), call="555-0100", called=True), 0)
        lines.correct(ALWAYS_THERE, details(own_library.line(ALWAYS_THERE), note="Press 1 if you served."), 0)
        # Not even by a file that somebody wrote by hand.
        agency = read_agency_lines(path)
        forged = replace(agency.corrections[0], call="555-0100", text_to="555-0100", hidden=True)
        write_agency_lines(path, replace(agency.with_correction(forged), revision=9))
        shown = Library(agency_lines=path).line(ALWAYS_THERE)
        assert (shown.call, shown.text_to, shown.agency_note) == ("988", "988", "Press 1 if you served.")

    def test_somebody_else_was_quicker(self, lines: LineDesk, own_library: Library) -> None:
        typed = details(own_library.line("copline"), note="mine")
        lines.still_right("samhsa-national-helpline")
        with pytest.raises(ChangedElsewhere):
            lines.correct("copline", typed, 0)
        assert own_library.line("copline").agency_note == ""

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.SUPERVISOR, Role.PLANNER])
    def test_others_may_not(self, signed_in: SignedIn, path: Path, own_library: Library, role: Role) -> None:
        other = desk_of(signed_in, path, own_library, role)
        assert not other.allowed
        for change in (
            lambda: other.still_right("copline"),
            lambda: other.hide("copline"),
            lambda: other.add(A_COUNTY_LINE),
            lambda: other.set_order((), 0),
        ):
            with pytest.raises(NotAllowed):
                change()
        assert not path.exists()

    def test_an_administrator_may(self, signed_in: SignedIn, path: Path, own_library: Library) -> None:
        desk_of(signed_in, path, own_library, Role.ADMINISTRATOR).still_right("copline")
        assert own_library.line("copline").agency_by == "administrator"


class TestNumbers:
    def test_no_withdrawn_number_is_let_in(self, withdrawn_digits: list[str]) -> None:
        for digits in withdrawn_digits:
            for written in (digits, f"{digits[:-7]}-{digits[-7:-4]}-{digits[-4:]}", f"({digits[:-7]}) {digits[-7:]}"):
                assert "must not be used" in number_fault(written), written

    def test_nor_by_its_letters(self) -> None:
        assert "must not be used" in number_fault("1-800-" + "GAMBLER")
        assert "must not be used" in number_fault("866-" + "YOU-VENT")

    @pytest.mark.parametrize(
        "number", ["988", "211", "741741", "62640", "555-0131", "(507) 555-0131", "1-507-555-0131", ""]
    )
    def test_what_a_phone_can_dial_is(self, number: str) -> None:
        assert number_fault(number) == ""

    @pytest.mark.parametrize(
        "number", ["911", "12", "50755501", "call me", "2-507-555-0131", "1-800-FLOWERS", "507 555 01312"]
    )
    def test_anything_else_is_not(self, number: str) -> None:
        assert number_fault(number)

    def test_a_number_found_wrong_after_it_was_typed_is_not_shown(
        self, path: Path, withdrawn_digits: list[str]
    ) -> None:
        for digits in withdrawn_digits:
            said = Correction(
                "copline", "0" * 32, "coordinator", TODAY, Shipped("COPLINE"), call=digits, called_on=TODAY
            )
            local = LocalLine("local-1", "0" * 32, "coordinator", TODAY, TODAY, "x", "", call=digits)
            write_agency_lines(path, AgencyLines(1, (said,), (local,)))
            shown = Library(agency_lines=path)
            assert shown.line("copline").call == "1-800-267-5463"
            assert "local-1" not in {line.id for line in shown.lines()}


class TestLocalLines:
    def test_added_found_shown_and_removed(self, lines: LineDesk, own_library: Library) -> None:
        line_id, _ = lines.add(A_COUNTY_LINE)
        line = own_library.line(line_id)
        assert (line.kind, line.call, line.checked_on, line.agency_on) == ("local", "(507) 555-0131", TODAY, TODAY)
        assert own_library.lines()[0].id == line_id
        assert line_id in {each.id for each in own_library.help_lines("MN")}
        for words in ("prairie", "mobile team", "5075550131", "555-0131"):
            assert own_library.search(words)[0].id == line_id, words
        assert own_library.search("prairie")[0].note == "(507) 555-0131"
        lines.change_local(line_id, replace(A_COUNTY_LINE, note="Ring twice.", called=False), lines.agency().revision)
        assert own_library.line(line_id).agency_note == "Ring twice."
        with pytest.raises(Problem, match="Nobody called"):
            lines.change_local(line_id, replace(A_COUNTY_LINE, call="555-0132", called=False), lines.agency().revision)
        undo = lines.remove_local(line_id)
        assert own_library.search("prairie") == [] or own_library.search("prairie")[0].id != line_id
        undo()
        assert own_library.line(line_id).call == "(507) 555-0131"

    def test_in_one_state_only(self, lines: LineDesk, own_library: Library) -> None:
        line_id, _ = lines.add(replace(A_COUNTY_LINE, state="WI"))
        assert line_id not in {line.id for line in own_library.lines("MN")}
        assert line_id in {line.id for line in own_library.lines("WI")}
        assert line_id not in {hit.id for hit in own_library.search("prairie", "MN")}

    def test_goes_late_after_ninety_days_until_called_again(self, lines: LineDesk, own_library: Library) -> None:
        line_id, _ = lines.add(A_COUNTY_LINE)
        assert not own_library.line(line_id).stale(TODAY + timedelta(days=90))
        assert own_library.line(line_id).stale(TODAY + timedelta(days=91))

    def test_still_right_renews_a_local_line(self, signed_in: SignedIn, path: Path, own_library: Library) -> None:
        line_id, _ = desk_of(signed_in, path, own_library).add(A_COUNTY_LINE)
        later = FixedClock(datetime(2027, 3, 1, tzinfo=UTC))
        desk_of(signed_in, path, own_library, clock=later).still_right(line_id)
        assert own_library.line(line_id).checked_on == date(2027, 3, 1)

    @pytest.mark.parametrize("wrong", [{"name": ""}, {"call": ""}, {"called": False}, {"call": "911"}])
    def test_refused(self, lines: LineDesk, path: Path, wrong: dict[str, object]) -> None:
        with pytest.raises(Problem):
            lines.add(replace(A_COUNTY_LINE, **wrong))  # type: ignore[arg-type]
        assert not path.exists()


class TestOrder:
    def test_set_kept_and_reset(self, lines: LineDesk, own_library: Library) -> None:
        shipped = [line.id for line in own_library.help_lines("NJ")]
        order = ("copline", "veterans-crisis-line", ALWAYS_THERE, "crisis-text-line")
        undo = lines.set_order(order, 0)
        own = [OwnHelper("Ida Moss", "Peer", "555-0131")]
        assert [line.id for line in own_library.help_lines("NJ", own)] == ["own", *order]
        two = [*own, OwnHelper("Thomas Oduya", "Chaplain", "555-0125")]
        assert [line.id for line in own_library.help_lines("NJ", two)] == ["own", "own", *order[:3]]
        undo()
        assert [line.id for line in own_library.help_lines("NJ")] == shipped
        lines.set_order(order, lines.agency().revision)
        lines.set_order((), lines.agency().revision)
        assert [line.id for line in own_library.help_lines("NJ")] == shipped

    @pytest.mark.parametrize(
        "order",
        [
            ("copline", "crisis-text-line", "veterans-crisis-line"),
            (ALWAYS_THERE, "copline"),
            (ALWAYS_THERE, "copline", "copline"),
            (ALWAYS_THERE, "copline", "crisis-text-line", "poison-help", "211", "trevor-project"),
        ],
    )
    def test_refused(self, lines: LineDesk, path: Path, order: tuple[str, ...]) -> None:
        with pytest.raises(Problem):
            lines.set_order(order, 0)
        assert not path.exists()

    def test_a_line_of_another_state_stays_out(self, lines: LineDesk, own_library: Library) -> None:
        lines.set_order((ALWAYS_THERE, "cop2cop-nj", "copline", "crisis-text-line"), 0)
        assert "cop2cop-nj" in [line.id for line in own_library.help_lines("NJ")]
        assert "cop2cop-nj" not in [line.id for line in own_library.help_lines("TX")]

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_whatever_is_hidden_or_ordered_988_and_three_to_five_lines_stand(
        self, library: Library, data: st.DataObject
    ) -> None:
        every = [line.id for line in library.shipped_lines()]
        hidden = data.draw(st.sets(st.sampled_from(every), max_size=20))
        order = tuple(data.draw(st.lists(st.sampled_from([*every, "gone"]), unique=True, max_size=6)))
        said = tuple(
            Correction(each, "0" * 32, "coordinator", TODAY, Shipped(each), hidden=True) for each in sorted(hidden)
        )
        agency = AgencyLines(1, said, (), order)
        own = [OwnHelper("A", "Peer", "555-0101")] * data.draw(st.integers(0, 3))
        shown = laid_over(library.shipped_lines(), agency)
        first = {line.id for line in library.help_lines()}
        today = data.draw(st.sampled_from([None, TODAY, TODAY + timedelta(days=400)]))
        made_for_help = [line for line in shown if line.id in first]
        found = help_list(made_for_help, shown, "NJ", own, today, order=order, changed=bool(said))
        ids = [line.id for line in found]
        assert ALWAYS_THERE in ids
        assert 3 <= len(ids) <= 5
        assert ids[: min(2, len(own))] == ["own"] * min(2, len(own))
        assert not (set(ids) & hidden) - {ALWAYS_THERE}
        assert len(set(ids) - {"own"}) == len([each for each in ids if each != "own"])


class TestUpdates:
    def update(self, root: Path, before: str, after: str) -> None:
        path = root / "support_lines" / "help_now.toml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def test_the_agencys_number_stays_and_both_are_told(self, signed_in: SignedIn, path: Path, root: Path) -> None:
        before = Library(root=root, agency_lines=path)
        desk = desk_of(signed_in, path, before)
        desk.correct("copline", details(before.line("copline"), call="1-800-555-0199", hours="Nights", called=True), 0)
        assert desk.differences() == []
        self.update(root, 'call = "1-800-267-5463"', 'call = "1-800-555-0111"')
        after = Library(root=root, agency_lines=path)
        assert after.line("copline").call == "1-800-555-0199"
        desk = desk_of(signed_in, path, after)
        [found] = desk.differences()
        assert (found.line, found.field, found.ours, found.theirs) == (
            "copline",
            "call",
            "1-800-555-0199",
            "1-800-555-0111",
        )
        undo = desk.keep_ours(found)
        assert desk.differences() == []
        assert after.line("copline").call == "1-800-555-0199"
        undo()
        assert desk.differences() == [found]
        desk.take_theirs(found)
        assert (after.line("copline").call, after.line("copline").hours) == ("1-800-555-0111", "Nights")
        assert after.line("copline").checked_on == date(2026, 11, 22), "nobody called the new number"
        assert desk.differences() == []

    def test_a_number_the_agency_called_is_kept_as_well(self, signed_in: SignedIn, path: Path, root: Path) -> None:
        desk_of(signed_in, path, Library(root=root, agency_lines=path)).still_right("copline")
        self.update(root, 'call = "1-800-267-5463"', 'call = "1-800-555-0111"')
        after = Library(root=root, agency_lines=path)
        assert after.line("copline").call == "1-800-267-5463"
        assert [each.field for each in desk_of(signed_in, path, after).differences()] == ["call"]

    def test_the_update_agrees_with_the_agency(self, signed_in: SignedIn, path: Path, root: Path) -> None:
        before = Library(root=root, agency_lines=path)
        desk_of(signed_in, path, before).correct(
            "copline", details(before.line("copline"), call="18005550199", called=True), 0
        )
        self.update(root, 'call = "1-800-267-5463"', 'call = "1-800-555-0199"')
        assert desk_of(signed_in, path, Library(root=root, agency_lines=path)).differences() == []

    @pytest.mark.parametrize("kept", [True, False])
    def test_a_line_that_the_update_dropped(self, signed_in: SignedIn, path: Path, root: Path, kept: bool) -> None:
        before = Library(root=root, agency_lines=path)
        desk_of(signed_in, path, before).correct("copline", details(before.line("copline"), note="Ours."), 0)
        self.update(root, 'id = "copline"', 'id = "copline-new"')
        after = Library(root=root, agency_lines=path)
        desk = desk_of(signed_in, path, after)
        [found] = desk.differences()
        assert (found.field, found.name) == ("gone", "COPLINE")
        desk.keep_ours(found) if kept else desk.take_theirs(found)
        assert desk.differences() == []
        ours = [line for line in after.lines() if line.kind == "local"]
        assert [(line.name, line.call, line.agency_note) for line in ours] == (
            [("COPLINE", "1-800-267-5463", "Ours.")] if kept else []
        )


class TestFile:
    def test_what_stands_in_it_is_public_and_nobodys_name(self, lines: LineDesk, path: Path) -> None:
        lines.add(A_COUNTY_LINE)
        lines.still_right("copline")
        text = path.read_text(encoding="utf-8")
        assert "Dana" not in text
        found = json.loads(text)
        assert set(found) == {"format", "revision", "order", "corrections", "local"}
        assert found["corrections"][0]["called_on"] == "2026-11-24"
        assert read_agency_lines(path) == AgencySaid(path).lines()

    def test_every_change_is_in_the_audit_log_with_its_id(self, lines: LineDesk, signed_in: SignedIn) -> None:
        line_id, _ = lines.add(A_COUNTY_LINE)
        lines.still_right("copline")
        said = lines.agency()
        with signed_in.store.read() as session:
            log = [entry for entry in read_log(session) if entry.event == Event.LINES_CHANGED][:2]
            assert list(broken_links(session)) == []
            assert session.scalars(select(AccountRecord)).one().id == log[0].actor_id
        assert [entry.subject_id.hex for entry in log if entry.subject_id] == [
            said.corrections[0].audit,
            said.local[0].audit,
        ]
        assert line_id == said.local[0].id

    def test_a_full_disk_changes_neither_file_nor_log(
        self, lines: LineDesk, signed_in: SignedIn, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lines.still_right("copline")
        before = path.read_bytes()
        with signed_in.store.read() as session:
            count = len(read_log(session))

        def full(*_: object) -> None:
            raise Problem("There is not enough free space on this disk.")

        monkeypatch.setattr(line_desk, "write_agency_lines", full)
        with pytest.raises(Problem, match="free space"):
            lines.add(A_COUNTY_LINE)
        with signed_in.store.read() as session:
            assert len(read_log(session)) == count
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        "spoiled",
        [
            b"",
            b"{",
            b"[]",
            b'{"format": 2}',
            b'{"format": 1, "revision": -1}',
            b"\xff\xfe",
            b'{"format":1,"revision":1,"order":3,"corrections":[],"local":[]}',
        ],
    )
    def test_a_spoiled_file_leaves_the_shipped_lines_and_is_not_overwritten(
        self, lines: LineDesk, path: Path, spoiled: bytes
    ) -> None:
        path.write_bytes(spoiled)
        assert Library(agency_lines=path).line("copline").call == "1-800-267-5463"
        with pytest.raises(Problem, match="cannot be read"):
            lines.still_right("copline")
        assert path.read_bytes() == spoiled

    @pytest.mark.slow
    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        noise=st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(
                    st.sampled_from(["format", "revision", "corrections", "local", "order", "line", "id"]), inner
                )
            ),
        )
    )
    def test_no_noise_breaks_the_front_door(self, path: Path, noise: object) -> None:
        path.write_text(json.dumps(noise), encoding="utf-8")
        agency = AgencySaid(path).lines()
        assert agency is None or agency.corrections == agency.local == ()

    def test_a_backup_takes_it_along(self, signed_in: SignedIn, own_library: Library, tmp_path: Path) -> None:
        keys = Path(signed_in.store.file.path).with_name("station.keys")
        beside = keys.with_name("agency_lines.json")
        desk_of(signed_in, beside, own_library).still_right("copline")
        copy = back_up(signed_in.store, keys, tmp_path / "stick")
        assert (copy / "agency_lines.json").read_bytes() == beside.read_bytes()


class TestContentPacks:
    """A pack of the project is an update as well: the agency's words stay until the coordinator decides."""

    def test_a_pack_that_changes_a_corrected_line(self, signed_in: SignedIn, path: Path, tmp_path: Path) -> None:
        project = Publisher(PROJECT)
        place = Place(root_with(tmp_path / "root", project), tmp_path / "content", project)
        desk_of(signed_in, path, Library(root=place.root, agency_lines=path)).still_right("copline")
        text = line_text("copline", "COPLINE", "1-555-555-0199", "2026-11-23")
        place.install(project.make(tmp_path, {"support_lines/corrected.toml": text}))
        updated = Library(root=place.root, content=place.content, agency_lines=path)
        assert updated.line("copline").call == "1-800-267-5463"
        desk = desk_of(signed_in, path, updated)
        [found] = desk.differences()
        assert (found.ours, found.theirs) == ("1-800-267-5463", "1-555-555-0199")
        desk.take_theirs(found)
        assert updated.line("copline").call == "1-555-555-0199"

    def test_a_pack_that_withdraws_a_line_with_a_note(self, signed_in: SignedIn, path: Path, tmp_path: Path) -> None:
        project = Publisher(PROJECT)
        place = Place(root_with(tmp_path / "root", project), tmp_path / "content", project)
        before = Library(root=place.root, agency_lines=path)
        desk_of(signed_in, path, before).correct("copline", details(before.line("copline"), note="Ours."), 0)
        place.install(project.make(tmp_path, {}, withdraws=["line:copline"], withdrawn_numbers=[]))
        updated = Library(root=place.root, content=place.content, agency_lines=path)
        assert [each.field for each in desk_of(signed_in, path, updated).differences()] == ["gone"]
        assert "copline" not in {line.id for line in updated.help_lines()}
