"""Sealed records and teams: who can open what, and what is noticed."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.people import Station
from wellness_desktop.base.errors import Problem
from wellness_desktop.store import groups
from wellness_desktop.store.boxes import as_text, new_private_keys
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.seal_mark import SEAL_MARK
from wellness_desktop.store.sealing import HEAD, SIGNATURE_BYTES, _padded, _unpadded

TEAM = "support_team"
RECORD = UUID("11111111-2222-3333-4444-555555555555")


@pytest.fixture
def file(station: Station) -> KeyFile:
    return station.file()


@pytest.fixture
def dana(station: Station, file: KeyFile) -> Keyring:
    return station.sign_in("Dana Whitfield", file)


@pytest.fixture
def ruth(station: Station, file: KeyFile) -> Keyring:
    return station.sign_in("Ruth Okafor", file)


@pytest.fixture
def sam(station: Station, file: KeyFile) -> Keyring:
    return station.sign_in("Sam Lee", file)


def test_only_its_owner_opens_a_record(ruth: Keyring, dana: Keyring) -> None:
    sealed = ruth.seal("call back about the dog", record=RECORD, version=1)
    assert sealed.startswith(SEAL_MARK)
    assert b"dog" not in sealed
    assert ruth.open(sealed, record=RECORD, version=1) == "call back about the dog"
    with pytest.raises(NotSealedForYou):
        dana.open(sealed, record=RECORD, version=1)


def test_the_owner_opens_it_after_signing_in_again(ruth: Keyring, station: Station) -> None:
    sealed = ruth.seal("später", record=RECORD, version=1)
    assert station.sign_in("Ruth Okafor").open(sealed, record=RECORD, version=1) == "später"


def test_the_size_tells_little(ruth: Keyring) -> None:
    sizes = {len(ruth.seal("x" * length, record=RECORD, version=1)) for length in (0, 1, 40, 252)}
    assert len(sizes) == 1
    assert len(ruth.seal("x" * 253, record=RECORD, version=1)) == sizes.pop() + 256


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=700))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    padded = _padded(text.encode("utf-8", "surrogatepass"))
    assert len(padded) % 256 == 0
    assert _unpadded(padded) == text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(("record", "version"), [(uuid4(), 1), (RECORD, 2), (RECORD, 0)])
def test_a_record_that_was_moved_or_put_back_is_noticed(ruth: Keyring, record: UUID, version: int) -> None:
    sealed = ruth.seal("x", record=RECORD, version=1)
    with pytest.raises(Tampered):
        ruth.open(sealed, record=record, version=version)


def test_every_altered_byte_is_noticed(ruth: Keyring) -> None:
    sealed = ruth.seal("x", record=RECORD, version=1)
    for place in range(0, len(sealed), 7):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(Tampered):
            ruth.open(altered, record=RECORD, version=1)


@pytest.mark.parametrize("cut", [0, 3, 40, HEAD.size, HEAD.size + 50, -1])
def test_a_cut_record_is_noticed(ruth: Keyring, cut: int) -> None:
    with pytest.raises(Tampered):
        ruth.open(ruth.seal("x", record=RECORD, version=1)[:cut], record=RECORD, version=1)


def test_a_record_of_another_station_does_not_open(ruth: Keyring, file: KeyFile) -> None:
    sealed = ruth.seal("x", record=RECORD, version=1)
    file._known().vault = "0" * 32
    with pytest.raises(Tampered):
        ruth.open(sealed, record=RECORD, version=1)


def test_a_record_forged_in_anothers_name_is_noticed(ruth: Keyring, dana: Keyring) -> None:
    ruth.found_group(TEAM)
    ruth.let_in(TEAM, dana.account_id)
    dana.seal("warms up the team's key", record=RECORD, version=1, to=TEAM)
    dana.account_id = ruth.account_id  # what a program of Dana's own could write
    forged = dana.seal("sign here", record=RECORD, version=1, to=TEAM)
    with pytest.raises(Tampered):
        ruth.open(forged, record=RECORD, version=1)


def test_a_team_opens_what_is_sealed_to_it_and_others_do_not(ruth: Keyring, sam: Keyring, dana: Keyring) -> None:
    ruth.found_group(TEAM)
    ruth.let_in(TEAM, sam.account_id)
    assert sam.may_open(TEAM)
    assert not dana.may_open(TEAM)
    assert dana.members(TEAM) == {ruth.account_id, sam.account_id}
    sealed = ruth.seal("declined for now", record=RECORD, version=1, to=TEAM)
    assert sam.open(sealed, record=RECORD, version=1) == "declined for now"
    with pytest.raises(NotSealedForYou):
        dana.open(sealed, record=RECORD, version=1)


def test_an_outsider_seals_to_a_team_and_cannot_open_it_again(ruth: Keyring, dana: Keyring) -> None:
    ruth.found_group(TEAM)
    sealed = dana.seal("for the team", record=RECORD, version=1, to=TEAM)
    assert ruth.open(sealed, record=RECORD, version=1) == "for the team"
    with pytest.raises(NotSealedForYou):
        dana.open(sealed, record=RECORD, version=1)
    both = dana.seal("for both", record=RECORD, version=1, to=("me", TEAM))
    assert [ring.open(both, record=RECORD, version=1) for ring in (dana, ruth)] == ["for both"] * 2


def test_an_administrator_lets_nobody_in(ruth: Keyring, dana: Keyring, sam: Keyring) -> None:
    ruth.found_group(TEAM)
    for stranger in (dana, sam):
        with pytest.raises(NotSealedForYou):
            dana.let_in(TEAM, stranger.account_id)
    with pytest.raises(Problem, match="has a key already"):
        dana.found_group(TEAM)


def test_a_team_without_a_key_is_a_clear_problem(ruth: Keyring) -> None:
    assert ruth.members(TEAM) == frozenset()
    assert not ruth.may_open(TEAM)
    for use in (
        lambda: ruth.seal("x", record=RECORD, version=1, to=TEAM),
        lambda: ruth.fingerprint(TEAM),
    ):
        with pytest.raises(Problem, match="no key yet"):
            use()


def test_a_member_put_out_is_out_at_the_next_sign_in(ruth: Keyring, sam: Keyring, station: Station) -> None:
    ruth.found_group(TEAM)
    ruth.let_in(TEAM, sam.account_id)
    sealed = ruth.seal("x", record=RECORD, version=1, to=TEAM)
    ruth.put_out(TEAM, sam.account_id)
    with pytest.raises(NotSealedForYou):
        station.sign_in("Sam Lee").open(sealed, record=RECORD, version=1)


def test_what_a_person_sealed_stays_readable_to_the_team_after_she_left(
    ruth: Keyring, sam: Keyring, dana: Keyring, file: KeyFile, station: Station
) -> None:
    ruth.found_group(TEAM)
    ruth.let_in(TEAM, sam.account_id)
    sealed = ruth.seal("x", record=RECORD, version=1, to=TEAM)
    file.remove(dana, ruth.account_id)
    assert station.sign_in("Sam Lee").open(sealed, record=RECORD, version=1) == "x"


def test_a_lost_team_can_be_founded_again_and_is_noticed(
    ruth: Keyring, sam: Keyring, dana: Keyring, station: Station
) -> None:
    ruth.found_group(TEAM)
    dana.seal("x", record=RECORD, version=1, to=TEAM)  # Dana has seen the first key
    ruth.put_out(TEAM, ruth.account_id)
    sam.found_group(TEAM)
    again = station.sign_in("Dana Whitfield")
    with pytest.raises(Tampered):
        again.seal("x", record=RECORD, version=1, to=TEAM)
    assert again.fingerprint(TEAM) == sam.fingerprint(TEAM)
    again.trust(TEAM)
    sealed = again.seal("y", record=RECORD, version=1, to=TEAM)
    assert sam.open(sealed, record=RECORD, version=1) == "y"


# Whoever holds the station's secret can write an authentic key file. The members notice.


def _swap(file: KeyFile, by: Keyring, change: Callable[[groups.Group, X25519PrivateKey], None]) -> None:
    evil = X25519PrivateKey.generate()
    with file.changing(by) as draft:
        group = draft.directory.groups[TEAM]
        group.address = evil.public_key().public_bytes_raw()
        change(group, evil)


def test_a_team_key_swapped_for_a_member_is_noticed(
    ruth: Keyring, dana: Keyring, file: KeyFile, station: Station
) -> None:
    ruth.found_group(TEAM)

    def hand_on(group: groups.Group, evil: X25519PrivateKey) -> None:
        group.members[ruth.account_id] = groups._handed_on(
            dana, TEAM, ruth.account_id, ruth.private.letter_address, evil
        )

    _swap(file, dana, hand_on)
    fresh = station.sign_in("Ruth Okafor")
    with pytest.raises(Tampered, match="replaced by someone outside"):
        fresh.seal("x", record=RECORD, version=1, to=TEAM)


def test_a_team_key_swapped_for_an_outsider_is_noticed_once_seen(
    ruth: Keyring, dana: Keyring, sam: Keyring, file: KeyFile, station: Station
) -> None:
    ruth.found_group(TEAM)
    sam.seal("x", record=RECORD, version=1, to=TEAM)
    _swap(file, dana, lambda _group, _evil: None)
    with pytest.raises(Tampered):
        station.sign_in("Sam Lee").seal("y", record=RECORD, version=1, to=TEAM)
    with pytest.raises(Tampered):
        station.sign_in("Ruth Okafor").seal("y", record=RECORD, version=1, to=TEAM)


def test_a_team_key_handed_on_with_a_false_signature_is_noticed(
    ruth: Keyring, sam: Keyring, dana: Keyring, file: KeyFile, station: Station
) -> None:
    ruth.found_group(TEAM)
    ruth.let_in(TEAM, sam.account_id)
    with file.changing(dana) as draft:
        members = draft.directory.groups[TEAM].members
        members[sam.account_id] = replace(members[sam.account_id], let_in_by=dana.account_id)
    with pytest.raises(Tampered):
        station.sign_in("Sam Lee").seal("x", record=RECORD, version=1, to=TEAM)


def test_a_public_key_replaced_by_an_administrator_is_noticed_by_its_owner(
    ruth: Keyring, dana: Keyring, file: KeyFile, station: Station
) -> None:
    other = new_private_keys()
    with file.changing(dana) as draft:
        label = file.slot_label("Ruth Okafor")
        draft.data.slots[label] = replace(draft.data.slots[label], signature_check=other.signature_check)
    with pytest.raises(Problem, match="changed by something other"):
        station.sign_in("Ruth Okafor")


def test_no_private_key_stands_in_the_file(ruth: Keyring, station: Station) -> None:
    ruth.found_group(TEAM)
    text = station.path.read_text()
    team_key = groups.private_key(ruth, TEAM)
    assert team_key is not None
    for key in (
        ruth.private.letters.private_bytes_raw(),
        ruth.private.signing.private_bytes_raw(),
        team_key.private_bytes_raw(),
        ruth.store_key,
        ruth.held.secret,
    ):
        assert as_text(key) not in text
        assert key.hex() not in text


def test_a_sealed_record_ends_with_a_signature_over_everything(ruth: Keyring) -> None:
    one, other = (ruth.seal(text, record=RECORD, version=1) for text in ("one", "other"))
    mixed = one[:-SIGNATURE_BYTES] + other[-SIGNATURE_BYTES:]
    with pytest.raises(Tampered):
        ruth.open(mixed, record=RECORD, version=1)
