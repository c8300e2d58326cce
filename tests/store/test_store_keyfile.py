"""The key file: who gets in, who does not, and what happens to a spoiled file."""

import json
import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from tests.store.people import PHRASES, Station
from wellness_desktop.base.errors import Problem
from wellness_desktop.store.key_problems import (
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    KeysChanged,
    NameTaken,
    WrongPassphrase,
    WrongRecoveryCode,
)
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.keyring import RECOVERY_ACCOUNT, Locked
from wellness_desktop.store.stretching import LOWEST


def test_everyone_gets_the_same_store_key(station: Station) -> None:
    rings = [station.sign_in(name) for name in PHRASES]
    assert len({ring.store_key for ring in rings}) == 1
    assert len(rings[0].store_key) == 32
    assert [ring.account_id for ring in rings] == list(station.ids.values())


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [
        ("Dana Whitfield", "correct horse battery stapl"),
        ("Dana Whitfield", PHRASES["Sam Lee"]),
        ("Nobody Here", PHRASES["Sam Lee"]),
        ("", ""),
    ],
)
def test_a_wrong_name_and_a_wrong_passphrase_sound_alike(station: Station, name: str, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        station.file().unlock(name, passphrase)
    assert caught.value.title == "The name and the passphrase do not match."


def test_names_and_passphrases_are_the_same_however_they_are_typed(station: Station) -> None:
    file, ring = station.file(), station.sign_in("Dana Whitfield")
    file.enrol(ring, uuid4(), "José Ñandú", "ﬁve cafés by the river")
    again = file.unlock("  jose\u0301   N\u0303ANDU\u0301 ", "five cafe\u0301s by the river")
    assert again.store_key == ring.store_key
    assert file.slot_label("JOSÉ ÑANDÚ") == file.slot_label("josé ñandú")


def test_no_name_and_no_plain_label_is_readable_in_the_file(station: Station) -> None:
    file = station.file()
    ring = station.sign_in("Ruth Okafor", file)
    ring.found_group("support_team")
    for path in (station.path, file.storage.copy):
        text = path.read_text().casefold()
        names = [name.casefold().replace(" ", mark) for name in PHRASES for mark in " _-."]
        # Short words would turn up in base64 by chance.
        for word in [*names, "whitfield", "okafor", "support", "helper", "administrator"]:
            assert word not in text, word


def test_a_changed_passphrase_replaces_the_old_one_in_the_copy_too(station: Station) -> None:
    file, ring = station.file(), station.sign_in("Sam Lee")
    sealed = ring.seal("mine", record=(record := uuid4()), version=1)
    with pytest.raises(WrongPassphrase):
        file.change_passphrase(ring, "not the old one at all", "a new and longer phrase")
    file.change_passphrase(ring, PHRASES["Sam Lee"], "a new and longer phrase")
    assert file.unlock("Sam Lee", "a new and longer phrase").open(sealed, record=record, version=1) == "mine"
    for path in (station.path, file.storage.copy):
        with pytest.raises(WrongPassphrase):
            KeyFile.load(path).unlock("Sam Lee", PHRASES["Sam Lee"])


def test_the_recovery_sheet_opens_the_store_and_enrols_and_opens_nothing_sealed(station: Station) -> None:
    sam = station.sign_in("Sam Lee")
    sam.found_group("support_team")
    record = uuid4()
    sealed = sam.seal("private", record=record, version=1, to=("me", "support_team"))
    file = station.file()
    sheet = file.unlock_with_recovery(station.code)
    assert sheet.store_key == sam.store_key
    assert sheet.account_id == RECOVERY_ACCOUNT
    with pytest.raises(Problem, match="sealed to other people"):
        sheet.open(sealed, record=record, version=1)
    file.enrol(sheet, uuid4(), "New Administrator", "the river froze over early")
    assert file.unlock("New Administrator", "the river froze over early").store_key == sam.store_key


def test_a_new_recovery_sheet_ends_the_old_one(station: Station) -> None:
    file, ring = station.file(), station.sign_in("Dana Whitfield")
    code = file.new_recovery_code(ring)
    assert file.unlock_with_recovery(code).store_key == ring.store_key
    with pytest.raises(WrongRecoveryCode):
        file.unlock_with_recovery(station.code)


def test_a_mistyped_recovery_code_is_forgiven(station: Station) -> None:
    file, code = station.file(), station.code
    letters = code.replace("-", "")
    wrong = "7" if letters[9] != "7" else "8"
    look_alikes = letters.replace("0", "O").replace("1", "l").replace("V", "u")
    swapped = letters[:4] + letters[5] + letters[4] + letters[6:]
    for typed in (
        code.lower(),
        letters,
        f"  {letters[:16]}   {letters[16:]}\n",
        look_alikes,
        letters[:9] + wrong + letters[10:],
        swapped,
    ):
        assert file.unlock_with_recovery(typed).from_recovery_sheet


def test_a_wrong_recovery_code_says_how_many_letters_were_typed(station: Station) -> None:
    file, letters = station.file(), station.code.replace("-", "")
    with pytest.raises(WrongRecoveryCode, match="31 were typed"):
        file.unlock_with_recovery(letters[:-1])
    with pytest.raises(WrongRecoveryCode, match="does not open"):
        file.unlock_with_recovery("Z" * 32)


def test_a_reset_passphrase_gives_new_keys_and_loses_what_was_sealed(station: Station) -> None:
    file, dana = station.file(), station.sign_in("Dana Whitfield")
    sam = station.sign_in("Sam Lee", file)
    sam.found_group("support_team")
    record = uuid4()
    sealed = sam.seal("private", record=record, version=1)
    file.reset_passphrase(dana, station.ids["Sam Lee"], "Sam Lee", "another green lantern here")
    again = file.unlock("Sam Lee", "another green lantern here")
    assert again.store_key == dana.store_key
    assert not again.may_open("support_team")
    with pytest.raises(Problem):
        again.open(sealed, record=record, version=1)


def test_a_renamed_person_signs_in_under_the_new_name(station: Station) -> None:
    file, dana = station.file(), station.sign_in("Dana Whitfield")
    file.rename(dana, station.ids["Sam Lee"], "Sam Lee-Ortiz")
    assert file.unlock("sam lee-ortiz", PHRASES["Sam Lee"]).account_id == station.ids["Sam Lee"]
    with pytest.raises(WrongPassphrase):
        file.unlock("Sam Lee", PHRASES["Sam Lee"])


def test_two_people_cannot_share_a_name_or_one_have_two_slots(station: Station) -> None:
    file, dana = station.file(), station.sign_in("Dana Whitfield")
    with pytest.raises(NameTaken):
        file.enrol(dana, uuid4(), "SAM  LEE", "a phrase that is long enough")
    with pytest.raises(NameTaken):
        file.rename(dana, station.ids["Ruth Okafor"], "sam lee")
    with pytest.raises(Problem, match="has a passphrase already"):
        file.enrol(dana, station.ids["Sam Lee"], "Sammy", "a phrase that is long enough")
    assert file.unlock("Ruth Okafor", PHRASES["Ruth Okafor"]).account_id == station.ids["Ruth Okafor"]


def test_a_removed_person_does_not_get_in(station: Station) -> None:
    file, dana = station.file(), station.sign_in("Dana Whitfield")
    file.remove(dana, station.ids["Sam Lee"])
    assert station.ids["Sam Lee"] not in file.accounts()
    with pytest.raises(WrongPassphrase):
        file.unlock("Sam Lee", PHRASES["Sam Lee"])
    with pytest.raises(Problem, match="no key on this station"):
        file.remove(dana, station.ids["Sam Lee"])


def test_two_windows_change_the_file_and_neither_change_is_lost(station: Station) -> None:
    one, other = station.file(), station.file()
    dana, sam = station.sign_in("Dana Whitfield", one), station.sign_in("Sam Lee", other)
    one.enrol(dana, uuid4(), "Kim Doe", "a phrase that is long enough")
    other.change_passphrase(sam, PHRASES["Sam Lee"], "quite another long phrase")
    fresh = station.file()
    assert fresh.unlock("Kim Doe", "a phrase that is long enough").store_key == dana.store_key
    assert fresh.unlock("Sam Lee", "quite another long phrase").store_key == dana.store_key


def test_a_file_is_never_made_over_another(station: Station) -> None:
    before = station.path.read_bytes()
    station.path.unlink()  # its copy is still there
    with pytest.raises(Problem, match="a key file in this folder already"):
        KeyFile.create(station.path, NewSlot(uuid4(), "A", "b"), LOWEST)
    assert station.file().storage.copy.read_bytes() == before


# Spoiled files


def _spoil(path: Path, kind: str) -> None:
    text = path.read_bytes()
    match kind:
        case "cut":
            path.write_bytes(text[: len(text) // 2])
        case "empty":
            path.write_bytes(b"")
        case "one bit":
            path.write_bytes(text[:300] + bytes([text[300] ^ 4]) + text[301:])
        case "noise":
            path.write_bytes(bytes(range(256)) * 8)
        case "gone":
            path.unlink()


@pytest.mark.parametrize("kind", ["cut", "empty", "one bit", "noise", "gone"])
def test_a_spoiled_file_falls_back_to_its_copy_tells_and_is_healed(station: Station, kind: str) -> None:
    before = station.path.read_bytes()
    _spoil(station.path, kind)
    file = station.file()
    assert file.copy_was_used
    assert station.sign_in("Sam Lee", file).account_id == station.ids["Sam Lee"]
    assert station.path.read_bytes() == before
    assert not station.file().copy_was_used


@pytest.mark.parametrize("kind", ["cut", "empty", "one bit", "noise"])
def test_a_spoiled_file_with_a_spoiled_copy_is_a_clear_problem(station: Station, kind: str) -> None:
    _spoil(station.path, kind)
    _spoil(station.path.with_name("station.keys.bak"), kind)
    with pytest.raises(KeyFileDamaged):
        station.file()


def test_a_missing_file_is_a_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(KeyFileMissing):
        KeyFile.load(tmp_path / "station.keys")


def test_a_file_of_a_newer_program_is_refused_with_advice(station: Station) -> None:
    facts = json.loads(station.path.read_text())
    facts["format"] = 99
    station.path.write_text(json.dumps(facts))
    with pytest.raises(Problem) as caught:
        station.file()
    assert "newer version" in caught.value.title
    assert "newest version" in caught.value.advice


# Altered files: whoever does this can write to the disk, and may know how the file is spelled


def _alter(station: Station, change: object) -> None:
    from wellness_desktop.store.key_data import from_bytes, to_bytes

    data = from_bytes(station.path.read_bytes())
    change(data)  # type: ignore[operator]
    station.path.write_bytes(to_bytes(data))


def test_an_altered_file_is_refused(station: Station) -> None:
    from dataclasses import replace

    from wellness_desktop.store.stretching import MIB, Stretching

    sam = station.file().slot_label("Sam Lee")
    ruth = station.file().slot_label("Ruth Okafor")
    original = station.path.read_bytes()

    def refused(change: object, problem: type[Problem]) -> None:
        station.path.write_bytes(original)
        _alter(station, change)
        with pytest.raises(problem):
            station.file().unlock("Sam Lee", PHRASES["Sam Lee"])

    def edit(**fields: object) -> object:
        def change(data: object) -> None:
            data.slots[sam] = replace(data.slots[sam], **fields)  # type: ignore[attr-defined]

        return change

    def take(field: str) -> object:
        def change(data: object) -> None:
            other = getattr(data.slots[ruth], field)  # type: ignore[attr-defined]
            data.slots[sam] = replace(data.slots[sam], **{field: other})  # type: ignore[attr-defined]

        return change

    refused(edit(stretching=Stretching(8 * MIB, 1, 1)), KeyFileAltered)  # weakened
    refused(edit(stretching=Stretching(1 << 30, 3, 4)), KeyFileAltered)  # meant to freeze the PC
    refused(edit(stretching=None), WrongPassphrase)
    refused(take("address"), KeyFileAltered)
    refused(take("signature_check"), KeyFileAltered)
    refused(take("bundle"), KeyFileAltered)
    refused(take("secret"), KeyFileAltered)
    refused(take("bundle_key"), WrongPassphrase)
    refused(lambda data: data.slots.pop(ruth), KeyFileAltered)
    refused(lambda data: setattr(data, "epoch", data.epoch + 5), KeyFileAltered)
    refused(lambda data: setattr(data, "previous", b"x" * 60), KeyFileAltered)
    refused(lambda data: setattr(data, "directory", b"x" * 60), KeyFileAltered)


def test_a_signed_in_person_does_not_save_over_an_altered_file(station: Station) -> None:
    file, dana = station.file(), station.sign_in("Dana Whitfield")
    _alter(station, lambda data: data.slots.pop(file.slot_label("Ruth Okafor")))
    altered = station.path.read_bytes()
    with pytest.raises(KeyFileAltered):
        file.enrol(dana, uuid4(), "Kim Doe", "a phrase that is long enough")
    assert station.path.read_bytes() == altered


def test_a_person_removed_while_signed_in_changes_nothing_more(station: Station) -> None:
    file, dana, sam = station.file(), station.sign_in("Dana Whitfield"), station.sign_in("Sam Lee")
    file.remove(dana, station.ids["Sam Lee"])
    from wellness_desktop.store.rotation import begin

    begin(file, dana)
    with pytest.raises(KeysChanged):
        file.enrol(sam, uuid4(), "Kim Doe", "a phrase that is long enough")


def test_dropped_keys_open_nothing(station: Station) -> None:
    ring = station.sign_in("Sam Lee")
    sealed = ring.seal("x", record=(record := uuid4()), version=1)
    ring.drop()
    for use in (
        lambda: ring.store_key,
        lambda: ring.open(sealed, record=record, version=1),
        lambda: ring.may_open("support_team"),
    ):
        with pytest.raises(Locked):
            use()
    assert "0x" not in repr(ring)
    assert repr(ring) == "Keyring()"


def test_a_folder_that_refuses_keeps_the_old_file(station: Station, tmp_path: Path) -> None:
    file, dana = station.file(), station.sign_in("Dana Whitfield")
    gone = tmp_path / "elsewhere"
    before = station.path.read_bytes()
    file.storage.path = gone / "station.keys"
    with pytest.raises(Problem):
        file.enrol(dana, uuid4(), "Kim Doe", "a phrase that is long enough")
    assert station.path.read_bytes() == before
    assert not list(tmp_path.glob(".new-*"))


def test_an_old_copy_still_opens_until_the_store_is_rekeyed(station: Station, tmp_path: Path) -> None:
    kept = tmp_path / "kept.keys"
    shutil.copy(station.path, kept)
    file, dana = station.file(), station.sign_in("Dana Whitfield")
    file.remove(dana, station.ids["Sam Lee"])
    assert KeyFile.load(kept).unlock("Sam Lee", PHRASES["Sam Lee"]).store_key == dana.store_key
