"""Family papers (F-01 to F-03): their member alone, or two custodians together; nobody else, whatever they hold."""

import json
from contextlib import suppress
from datetime import timedelta
from itertools import count, permutations
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.plans.packet_people import (
    ANSWERS,
    CHICAGO,
    CHIEF,
    DANA,
    KIM,
    MARIA,
    TOM,
    Town,
    copy_of,
    make_town,
    packets_of,
)
from tests.support.cases import every
from tests.support.station import OTHER_PHRASE
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.plans.packets.leaving import account_closed, mentions, person_removed
from wellness_desktop.plans.packets.records import (
    PacketCustodianRecord,
    PacketEnvelopeRecord,
    PacketRecord,
    PacketRequestRecord,
)
from wellness_desktop.plans.packets.values import Age, PacketState, Reason
from wellness_desktop.roster.people import PersonDetails
from wellness_desktop.roster.records import PersonRecord
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.boxes import DoesNotOpen, as_text, from_text, open_letter, seal_letter, unshut
from wellness_desktop.store.for_two import _about, _digest, _pair
from wellness_desktop.store.groups import private_key
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered, WrongPassphrase
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.vouching import FIRST, Card, first_card


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, UUID]]:
    """Five accounts, and no custodians yet."""
    folder = tmp_path_factory.mktemp("bare")
    return folder, make_town(folder)


@pytest.fixture(scope="session")
def made(
    bare: tuple[Path, dict[str, UUID]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, UUID], str]:
    """Three custodians, a sealed code, and the papers of one officer, made once."""
    folder, ids = tmp_path_factory.mktemp("made") / "town", bare[1]
    town = copy_of(bare[0], folder)
    with town.packets(CHIEF) as chief:
        chief.begin_custody([ids[DANA], ids[TOM]])
        code = chief.make_sealed_code()
    with town.packets(KIM) as kim:
        kim.save_packet(ANSWERS, seen=0)
    return folder, ids, code


@pytest.fixture
def town(made: tuple[Path, dict[str, UUID], str], tmp_path: Path) -> Town:
    return copy_of(made[0], tmp_path / "town")


@pytest.fixture
def ids(made: tuple[Path, dict[str, UUID], str]) -> dict[str, UUID]:
    return made[1]


@pytest.fixture
def code(made: tuple[Path, dict[str, UUID], str]) -> str:
    return made[2]


def test_the_member_reads_and_changes_them_and_can_take_that_back(town: Town) -> None:
    with town.packets(KIM) as kim:
        mine = kim.my_packet()
        assert mine.state is PacketState.SAVED
        assert mine.papers is not None
        assert mine.papers.answers == ANSWERS
        assert mine.opened_by == (CHIEF, DANA, TOM, "The chief's sealed code")
        assert not mine.renew
        done = kim.save_packet({**ANSWERS, "f01.pets": " "}, seen=mine.sealing)
        with pytest.raises(ChangedElsewhere):
            kim.save_packet(ANSWERS, seen=mine.sealing)
        changed = kim.save_packet({"f01.pets": "A cat"}, seen=done.value.sealing)
        changed.undo()
        again = kim.my_packet().papers
        assert again is not None
        assert again.answers == ANSWERS


def test_two_custodians_open_them_and_the_member_is_told(town: Town, ids: dict[str, UUID]) -> None:
    with town.packets(TOM) as tom:
        asked = tom.ask_to_open(ids[KIM], Reason.DEATH).value
        with pytest.raises(Problem, match="second custodian"):
            tom.confirm_opening(asked.id)
    with town.packets(DANA) as dana:
        (request,) = dana.requests()
        assert (request.asked_by, request.name, request.can_confirm) == (TOM, KIM, True)
        opened = dana.confirm_opening(request.id)
        assert opened.papers.answers == ANSWERS
        assert dana.requests() == []
    with town.packets(KIM) as kim:
        (opening,) = kim.my_openings()
        assert (opening.first_by, opening.second_by, opening.seen) == (TOM, DANA, False)
        kim.note_openings_seen()
        assert kim.my_openings()[0].seen
    with town.sign_in(MARIA) as maria, maria.store.read() as work:
        lines = [(row.event, row.actor_id, row.subject_id) for row in work.scalars(select(AuditRecord))]
        assert (Event.PACKET_ASKED, ids[TOM], ids[KIM]) in lines
        assert (Event.PACKET_OPENED, ids[DANA], ids[KIM]) in lines


def test_one_custodian_and_the_sealed_code_open_them(town: Town, ids: dict[str, UUID], code: str) -> None:
    with town.packets(DANA) as dana:
        with pytest.raises(WrongPassphrase):
            dana.open_with_code(ids[KIM], Reason.HURT, "0000-" * 8)
        slip = code[:3] + ("8" if code[3] != "8" else "9") + code[4:]
        assert dana.open_with_code(ids[KIM], Reason.HURT, slip.lower()).papers.answers == ANSWERS
    with town.packets(KIM) as kim:
        assert kim.my_openings()[0].second_by == "the chief's sealed code"


def test_nobody_gets_anything_alone(town: Town, ids: dict[str, UUID], code: str) -> None:
    with town.packets(MARIA) as administrator:
        for attempt in (
            administrator.packets,
            lambda: administrator.ask_to_open(ids[KIM], Reason.DEATH),
            lambda: administrator.open_with_code(ids[KIM], Reason.DEATH, code),
            lambda: administrator.let_in_custodian(ids[MARIA]),
            administrator.make_sealed_code,
        ):
            with pytest.raises(NotSealedForYou):
                attempt()
        with pytest.raises(NotAllowed):
            administrator.begin_custody([ids[KIM], ids[TOM]])
    with town.packets(CHIEF) as chief:
        request = chief.ask_to_open(ids[KIM], Reason.DEATH).value
        assert [one.can_confirm for one in chief.requests()] == [False]
        with pytest.raises(Problem):
            chief.confirm_opening(request.id)
        assert chief.my_packet().state is PacketState.NONE


def test_the_raw_records_with_one_custodians_own_keys_do_not_open(town: Town, ids: dict[str, UUID]) -> None:
    """Every letter that stands anywhere, opened with all keys of one custodian as far as they go."""
    with town.packets(DANA) as dana:
        dana.ask_to_open(ids[KIM], Reason.DEATH)
    with town.sign_in(TOM) as mine, mine.store.read() as work:
        (packet,) = work.scalars(select(PacketRecord)).all()
        (request,) = work.scalars(select(PacketRequestRecord)).all()
        facts = json.loads(packet.sealed[4:-64])
        assert str(ids[TOM]) in request.halves, "or nothing is left for the second to do"
        assert mine.keyring.may_open("custodians")
        group = private_key(mine.keyring, "custodians")
        assert group is not None
        about = _about(mine.keyring, packet.id, packet.sealing, ids[KIM])
        holders = [UUID(one) for one, _address, _code in facts["holders"]]
        places = [_pair(layer, *pair) for layer in (b"outer", b"inner") for pair in permutations(holders, 2)]
        rings = [mine.keyring.private.letters, group]
        found = _all_inside(
            rings, [facts["own"], *facts["pairs"].values()], [*(p + about for p in places), about + b"own"]
        )
        assert len(found) == len(holders) - 1, "only the outer letters to this custodian"
        for key in (*found, mine.keyring.store_key, mine.keyring.held.secret):
            with pytest.raises(DoesNotOpen):
                unshut(key[:32], from_text(facts["box"]), about + _digest(facts["holders"]))


def _all_inside(keys: list[Any], letters: list[str], places: list[bytes]) -> list[bytes]:
    """What comes out of all letters with these keys, and out of what comes out."""
    found: list[bytes] = []
    waiting = [from_text(one) for one in letters]
    while waiting:
        letter = waiting.pop()
        for key in keys:
            for place in places:
                with suppress(DoesNotOpen):
                    found.append(open_letter(key, letter, place))
                    waiting.append(found[-1])
    return found


@pytest.mark.parametrize("spoil", ["half", "letter", "holder", "moved", "older"])
def test_what_is_swapped_is_noticed(town: Town, ids: dict[str, UUID], spoil: str) -> None:
    with town.packets(TOM) as tom:
        tom.ask_to_open(ids[KIM], Reason.DEATH)
    with town.sign_in(DANA) as mine:
        with mine.store.work() as work:
            (packet,) = work.scalars(select(PacketRecord)).all()
            (request,) = work.scalars(select(PacketRequestRecord)).all()
            _spoil(spoil, packet, request, mine.keyring.private.letter_address, ids)
        dana = packets_of(mine, town.clock)
        with pytest.raises(Tampered):
            dana.confirm_opening(dana.requests()[0].id)
        with mine.store.read() as work:
            assert Event.PACKET_OPENED not in set(work.scalars(select(AuditRecord.event)))


def _spoil(how: str, packet: Any, request: Any, address: bytes, ids: dict[str, UUID]) -> None:
    facts = json.loads(packet.sealed[4:-64])
    if how == "half":
        request.halves = {str(ids[DANA]): as_text(seal_letter(address, bytes(32), b"mine"))}
    elif how == "letter":
        pairs = facts["pairs"]
        one, other = list(pairs)[:2]
        pairs[one], pairs[other] = pairs[other], pairs[one]
    elif how == "holder":
        another = next(one for one in facts["holders"] if one[1] != as_text(address))
        another[1] = as_text(address)
    elif how == "moved":
        facts["record"] = uuid4().hex
    else:
        facts["version"] = 0
    if how != "half":
        body = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        packet.sealed = packet.sealed[:4] + body + packet.sealed[-64:]


def test_a_custodians_card_that_nobody_vouched_for_does_not_count(town: Town, ids: dict[str, UUID]) -> None:
    """An administrator with own tools puts an account of his own among the cards, signed by himself."""
    with town.sign_in(MARIA) as mine:
        card = first_card(mine.keyring, "custodians")
        with mine.store.work() as work:
            packets_of(mine, town.clock)._file_card(work, card)
            forged = Card(uuid4(), ids[MARIA], card.address, card.check, _founder(work), card.signature)
            packets_of(mine, town.clock)._file_card(work, forged)
        with mine.keyring.file.changing(mine.keyring) as draft:
            members = draft.directory.groups["custodians"].members
            members[ids[MARIA]] = members[ids[TOM]]
    with town.packets(KIM) as kim:
        assert {one.name for one in kim.custody().ready} == {CHIEF, DANA, TOM}
        assert kim.my_packet().joined == ()
    with town.sign_in(DANA) as mine:
        pins = {name: value for name, value in mine.keyring.held.bundle.pins.items() if not name.startswith(FIRST)}
        object.__setattr__(mine.keyring.held.bundle, "pins", pins)
        assert packets_of(mine, town.clock).custody().swapped, "two first cards, and none seen before"


def _founder(work: Any) -> UUID:
    return next(row.id for row in work.scalars(select(PacketCustodianRecord)) if row.by_card == row.id)


def test_a_swapped_group_is_noticed_and_trusted_only_after_a_talk(town: Town, ids: dict[str, UUID]) -> None:
    with town.packets(KIM) as kim:
        before = kim.custody().fingerprint
    for name in (DANA, TOM, CHIEF):
        with town.sign_in(name) as mine:
            mine.keyring.put_out("custodians", ids[name])
    with town.packets(CHIEF) as chief:
        chief.begin_custody([ids[MARIA], ids[TOM]])
    with town.packets(KIM) as kim:
        assert kim.custody().swapped
        mine = kim.my_packet()
        assert mine.custody_doubt
        assert not mine.renew
        with pytest.raises(Tampered):
            kim.save_packet(ANSWERS, seen=mine.sealing)
        found = kim.trust_custodians()
        assert found.fingerprint != before
        assert {one.name for one in found.ready} == {CHIEF, MARIA, TOM}
        mine = kim.my_packet()
        assert (mine.joined, mine.left) == ((MARIA,), (DANA, "The chief's sealed code"))


def test_a_new_custodian_opens_nothing_until_the_member_seals_again(town: Town, ids: dict[str, UUID]) -> None:
    with town.packets(DANA) as dana:
        dana.let_in_custodian(ids[MARIA])
    with town.packets(MARIA) as maria:
        assert [one.opens for one in maria.packets()] == [False]
        with pytest.raises(NotSealedForYou):
            maria.ask_to_open(ids[KIM], Reason.DEATH)
    with town.packets(KIM) as kim:
        mine = kim.my_packet()
        assert mine.joined == (MARIA,)
        kim.still_right(seen=mine.sealing)
        assert not kim.my_packet().renew
    with town.packets(MARIA) as maria:
        maria.ask_to_open(ids[KIM], Reason.DEATH)
    with town.packets(DANA) as dana:
        assert dana.confirm_opening(dana.requests()[0].id).papers.answers == ANSWERS


def test_a_custodian_with_a_new_passphrase_is_none_until_let_in_again(town: Town, ids: dict[str, UUID]) -> None:
    with town.sign_in(MARIA) as mine:
        town.accounts(mine).reset_passphrase(ids[TOM], OTHER_PHRASE)
    with town.packets(TOM, OTHER_PHRASE) as tom, pytest.raises(NotSealedForYou):
        tom.ask_to_open(ids[KIM], Reason.DEATH)
    with town.packets(DANA) as dana:
        assert {one.name for one in dana.custody().ready} == {CHIEF, DANA}
        dana.let_in_custodian(ids[TOM])
        assert {one.name for one in dana.custody().ready} == {CHIEF, DANA, TOM}
    with town.packets(TOM, OTHER_PHRASE) as tom, pytest.raises(NotSealedForYou):
        tom.ask_to_open(ids[KIM], Reason.DEATH)
    with town.packets(KIM) as kim:
        assert kim.my_packet().joined == (TOM,)


def test_a_member_with_a_new_passphrase_reads_nothing_and_the_custodians_still_do(
    town: Town, ids: dict[str, UUID]
) -> None:
    with town.sign_in(MARIA) as mine:
        town.accounts(mine).reset_passphrase(ids[KIM], OTHER_PHRASE)
    with town.packets(KIM, OTHER_PHRASE) as kim:
        assert kim.my_packet().state is PacketState.LOST
    with town.packets(TOM) as tom:
        tom.ask_to_open(ids[KIM], Reason.FAMILY)
    with town.packets(DANA) as dana:
        assert dana.confirm_opening(dana.requests()[0].id).papers.answers == ANSWERS
    with town.packets(KIM, OTHER_PHRASE) as kim:
        kim.save_packet({"f01.pets": "A cat"}, seen=kim.my_packet().sealing)
        assert kim.my_packet().state is PacketState.SAVED


def test_a_request_waits_four_hours_and_papers_sealed_since_need_a_new_one(town: Town, ids: dict[str, UUID]) -> None:
    with town.packets(TOM) as tom:
        late = tom.ask_to_open(ids[KIM], Reason.MISSING).value
        with pytest.raises(Problem, match="already"):
            tom.ask_to_open(ids[KIM], Reason.MISSING)
    town.later(timedelta(hours=4))
    with town.packets(DANA) as dana:
        with pytest.raises(Problem, match="over"):
            dana.confirm_opening(late.id)
        dana.tidy_packets()
        dana.ask_to_open(ids[KIM], Reason.MISSING)
    with town.packets(KIM) as kim:
        kim.still_right(seen=kim.my_packet().sealing)
    with town.packets(TOM) as tom:
        with pytest.raises(Problem, match="sealed again"):
            tom.confirm_opening(tom.requests()[0].id)
        tom.withdraw(tom.requests()[0].id)
        assert tom.requests() == []


def test_looked_at_after_six_months_and_due_after_twelve(town: Town) -> None:
    with town.packets(KIM) as kim:
        assert kim.my_packet().age is Age.FRESH
        town.later(timedelta(days=182))
        assert kim.my_packet().age is Age.ASK
        town.later(timedelta(days=183))
        assert kim.my_packet().age is Age.DUE
        done = kim.still_right(seen=kim.my_packet().sealing)
        assert kim.my_packet().age is Age.FRESH
        done.undo()
        assert kim.my_packet().age is Age.DUE


def test_papers_go_at_once_with_their_member_and_the_envelope_is_to_be_destroyed(
    town: Town, ids: dict[str, UUID]
) -> None:
    with town.packets(KIM) as kim:
        kim.note_envelope(ids[KIM], KIM, "Chief's safe")
        assert [one.destroy for one in kim.envelopes()] == [False]
    with town.sign_in(MARIA) as mine:
        accounts = town.accounts(mine)
        accounts.tell_at_closing(account_closed)
        accounts.close(ids[KIM])
        with mine.store.read() as work:
            assert work.scalars(select(PacketRecord)).all() == []
            assert [row.destroy for row in work.scalars(select(PacketEnvelopeRecord))] == [True]
    with town.packets(DANA) as dana:
        (envelope,) = dana.envelopes()
        assert (envelope.name, envelope.destroy) == (KIM, True)
        dana.envelope_gone(envelope.id)
        assert dana.envelopes() == []


def test_a_member_deletes_them_alone_and_at_once(town: Town, ids: dict[str, UUID]) -> None:
    with town.packets(TOM) as tom:
        tom.ask_to_open(ids[KIM], Reason.DEATH)
    with town.packets(KIM) as kim:
        kim.delete_my_packet()
        assert kim.my_packet().state is PacketState.NONE
    with town.packets(DANA) as dana:
        assert dana.packets() == []
        assert dana.requests() == []


@pytest.mark.parametrize("cut", every(3, range(6)))
def test_beginning_custody_cut_off_at_any_change_of_the_key_file_is_finished_by_doing_it_again(
    bare: tuple[Path, dict[str, UUID]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    town, ids = copy_of(bare[0], tmp_path / "cut"), bare[1]
    done, changing = count(), KeyFile.changing

    def falls(self: KeyFile, by: Any) -> Any:
        if next(done) == cut:
            raise OSError("the plug was pulled")
        return changing(self, by)

    with town.packets(CHIEF) as chief:
        monkeypatch.setattr(KeyFile, "changing", falls)
        with pytest.raises(OSError, match="plug"):
            chief.begin_custody([ids[DANA], ids[TOM]])
    monkeypatch.setattr(KeyFile, "changing", changing)
    with town.packets(CHIEF) as chief:
        assert not chief.custody().is_set_up
        found = chief.begin_custody([ids[DANA], ids[TOM]])
        assert {one.name for one in found.ready} == {CHIEF, DANA, TOM}
    with town.packets(KIM) as kim:
        kim.save_packet(ANSWERS, seen=0)
        assert kim.my_packet().opened_by == (CHIEF, DANA, TOM)


def test_taking_somebody_off_the_roster_tells_and_deletes_their_papers(town: Town, ids: dict[str, UUID]) -> None:
    """CP-T18: at once, and the roster's Undo does not bring them back."""
    with town.packets(KIM) as kim:
        kim.note_envelope(ids[KIM], KIM, "Chief's safe")
    with town.sign_in(CHIEF) as mine:
        coordinator = Actor(ids[CHIEF], CHIEF, frozenset({Role.COORDINATOR}))
        board = town.folder / "board.json"
        roster = Roster(mine.store, coordinator, mine.keyring, town.clock, mine.audit, CHICAGO, board)
        roster.ask_for_mentions(mentions)
        roster.let_go_through(person_removed)
        person = roster.add(PersonDetails(name=KIM)).value
        with mine.store.work() as work:
            work.get_one(PersonRecord, person.id).account_id = ids[KIM]
        assert "Sealed family papers" in [one.what for one in roster.mentions(person.id)]
        done = roster.remove(person.id)
        done.undo()
        with mine.store.read() as work:
            assert work.scalars(select(PacketRecord)).all() == []
            assert [row.destroy for row in work.scalars(select(PacketEnvelopeRecord))] == [True]
