"""`station.keys`: who can open the station's records, and how (DESIGN 5).

The file is authenticated under the station's secret and counts its changes (`epoch`); the store repeats the
count, so that an older file put back is noticed. Roles are the business of accounts: whoever holds a
keyring can change the file, and the owners of sealed records notice what matters to them.
"""

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.store.boxes import DoesNotOpen, keyed_hash, new_key
from wellness_desktop.store.key_data import Directory, KeyData, Slot
from wellness_desktop.store.key_problems import (
    has_a_slot,
    key_file_altered,
    keys_changed,
    name_taken,
    not_a_slot,
    wrong_code,
    wrong_passphrase,
)
from wellness_desktop.store.key_storage import Draft, KeyStorage, authentic, open_directory
from wellness_desktop.store.keyring import RECOVERY_ACCOUNT, Keyring
from wellness_desktop.store.recovery_code import likely_meant, new_code, read_code
from wellness_desktop.store.slots import (
    Bundle,
    new_slot,
    open_slot,
    read_secret,
    with_bundle,
    with_passphrase,
)
from wellness_desktop.store.stretching import LOWEST, SALT_BYTES, Stretching, calibrated, stretch


@dataclass(frozen=True, slots=True)
class NewSlot:
    """The first person of a new station."""

    account_id: UUID
    name: str
    passphrase: str = field(repr=False)


class KeyFile:
    """The key file of one station. Checks no roles and no passphrase rules; accounts does."""

    def __init__(self, path: Path, stretching: Stretching | None = None) -> None:
        """`stretching` is for tests; without it this PC's own is measured when first needed."""
        self.storage = KeyStorage(path)
        self._stretching = stretching
        self._data: KeyData | None = None

    # Opening

    @classmethod
    def create(cls, path: Path, first: NewSlot, stretching: Stretching | None = None) -> tuple["KeyFile", Keyring, str]:
        """A new key file with its first person; the text is the recovery code, shown only this once.

        Raises Problem when the folder refuses or holds a key file already.
        """
        file = cls(path, stretching)
        if path.exists() or file.storage.copy.exists():
            raise Problem(
                tr("There is a key file in this folder already."),
                tr("Nothing was changed. Open the records it belongs to, or choose an empty folder."),
            )
        vault, secret, code = secrets.token_hex(16), new_key(), new_code()
        recovery, _ = new_slot(vault, RECOVERY_ACCOUNT, read_code(code), None, secret)
        data = KeyData(vault=vault, name_salt=new_key(), slots={}, recovery=recovery)
        slot, bundle = new_slot(vault, first.account_id, first.passphrase, file._settings(), secret)
        data.slots[_label(data, first.name)] = slot
        directory = Directory(signers={first.account_id: [slot.signature_check]})
        with file.storage.changing():
            file.storage.save(Draft(data, directory, secret))
        file._data = data
        return file, Keyring(file, first.account_id, secret, bundle, directory), code

    @classmethod
    def load(cls, path: Path, stretching: Stretching | None = None) -> "KeyFile":
        """The key file at `path`. Raises KeyFileMissing or KeyFileDamaged.

        `copy_was_used` tells whether its copy had to stand in.
        """
        file = cls(path, stretching)
        file._read()
        return file

    def unlock(self, name: str, passphrase: str) -> Keyring:
        """The keyring of the person with this sign-in name.

        Raises WrongPassphrase (never saying which of the two was wrong, and taking as long for an unknown
        name), KeyFileAltered, or what `load` raises. Takes about a second by intention.
        """
        data = self._read()
        slot = data.slots.get(_label(data, name))
        if slot is None:
            stretch(passphrase, bytes(SALT_BYTES), _usual_settings(data))
            raise wrong_passphrase()
        try:
            bundle = open_slot(data.vault, slot, passphrase)
        except DoesNotOpen as error:
            raise wrong_passphrase() from error
        return self._keyring(data, slot, bundle)

    def unlock_with_recovery(self, code: str) -> Keyring:
        """The keyring of the recovery sheet: opens the store and can enrol people, opens no sealed record.

        Forgives small letters, spaces, look-alikes, two letters exchanged, and one wrong letter.
        Raises WrongRecoveryCode.
        """
        data = self._read()
        letters = read_code(code)
        for guess in likely_meant(letters) if len(letters) == 32 else ():
            try:
                bundle = open_slot(data.vault, data.recovery, guess)
            except DoesNotOpen:
                continue
            return self._keyring(data, data.recovery, bundle)
        raise wrong_code(len(letters))

    @property
    def copy_was_used(self) -> bool:
        """True when the file itself was damaged or gone; the person should be told."""
        return self.storage.copy_was_used

    @property
    def epoch(self) -> int:
        """How many times the file was changed, as last read."""
        return self._known().epoch

    @property
    def previous(self) -> bytes:
        """The box with the secret before the last, while a rotation is under way, as last read."""
        return self._known().previous

    @property
    def vault(self) -> str:
        """The station's random id; everything sealed is bound to it."""
        return self._known().vault

    def slot_label(self, name: str) -> str:
        """What a sign-in name is filed under: a keyed hash, alike for every way of typing the name."""
        return _label(self._known(), name)

    def accounts(self) -> frozenset[UUID]:
        """Everyone who has a passphrase here."""
        return frozenset(slot.account for slot in self._read().slots.values())

    # People

    def enrol(self, by: Keyring, account_id: UUID, name: str, passphrase: str) -> None:
        """Gives someone a passphrase. Raises NameTaken, KeysChanged, Problem; nothing is changed then."""
        slot, _ = new_slot(self.vault, account_id, passphrase, self._settings(), by.held.secret)
        with self.changing(by) as draft:
            if _find(draft.data, account_id) is not None:
                raise has_a_slot()
            _file_slot(draft, name, slot)

    def change_passphrase(self, mine: Keyring, old: str, new: str) -> None:
        """One's own passphrase; sealed records stay open. Raises WrongPassphrase when `old` is wrong."""
        before = self._slot_of(mine.account_id)
        try:
            bundle = open_slot(self.vault, before, old)
        except DoesNotOpen as error:
            raise wrong_passphrase() from error
        after = with_passphrase(self.vault, before, bundle, new, self._settings())
        with self.changing(mine) as draft:
            label = _label_of(draft.data, mine.account_id)
            if draft.data.slots[label].bundle_key != before.bundle_key:
                raise keys_changed()
            draft.data.slots[label] = replace(
                draft.data.slots[label],
                salt=after.salt,
                stretching=after.stretching,
                bundle_key=after.bundle_key,
            )

    def reset_passphrase(self, by: Keyring, account_id: UUID, name: str, new: str) -> None:
        """A new passphrase for someone who lost it, with new keys: what was sealed to the old ones is lost,
        and teams must let the person in again.
        """
        slot, _ = new_slot(self.vault, account_id, new, self._settings(), by.held.secret)
        with self.changing(by) as draft:
            del draft.data.slots[_label_of(draft.data, account_id)]
            _leave_groups(draft.directory, account_id)
            _file_slot(draft, name, slot)

    def rename(self, by: Keyring, account_id: UUID, name: str) -> None:
        """Files someone's slot under another sign-in name. Raises NameTaken."""
        with self.changing(by) as draft:
            slot = draft.data.slots.pop(_label_of(draft.data, account_id))
            _file_slot(draft, name, slot)

    def remove(self, by: Keyring, account_id: UUID) -> None:
        """Takes someone's slot and team keys away.

        The person may have kept a copy of the key file, so the store must be re-keyed at once:
        `rotation.rotate`. If that is cut off, `rotation.open_store` does it at the next start.
        """
        with self.changing(by) as draft:
            del draft.data.slots[_label_of(draft.data, account_id)]
            _leave_groups(draft.directory, account_id)
            draft.directory.rotation_due = True

    def new_recovery_code(self, by: Keyring) -> str:
        """A new code to print; the older sheets end."""
        code = new_code()
        with self.changing(by) as draft:
            draft.data.recovery, _ = new_slot(draft.data.vault, RECOVERY_ACCOUNT, read_code(code), None, draft.secret)
        return code

    # For the other files of this room

    @contextmanager
    def changing(self, by: Keyring) -> Iterator[Draft]:
        """The file as it is now, to be changed and saved whole; an exception leaves it untouched."""
        with self.storage.changing():
            data = self._read()
            directory = self._authenticated(data, by)
            draft = Draft(data, directory, by.held.secret)
            yield draft
            self.storage.save(draft)
            self._data = data
            by.held.secret = draft.secret
            by.held.directory = directory

    def view(self, by: Keyring) -> Directory:
        """The teams as they are now. Raises KeysChanged when the station was re-keyed meanwhile."""
        return self._authenticated(self._read(), by)

    def save_bundle(self, mine: Keyring) -> None:
        """Saves the person's own bundle; needs no passphrase."""
        with self.changing(mine) as draft:
            data = draft.data
            if mine.from_recovery_sheet:
                data.recovery = with_bundle(data.vault, data.recovery, mine.held.bundle)
            else:
                label = _label_of(data, mine.account_id)
                data.slots[label] = with_bundle(data.vault, data.slots[label], mine.held.bundle)

    def address_of(self, by: Keyring, account_id: UUID) -> bytes:
        """The public key for letters to someone."""
        self._authenticated(self._read(), by)
        return self._slot_of(account_id).address

    def public_keys_of(self, by: Keyring, account_id: UUID) -> tuple[bytes, bytes]:
        """The public keys for letters to someone, and for checking their signatures. Raises Problem."""
        self._authenticated(self._read(), by)
        slot = self._slot_of(account_id)
        return slot.address, slot.signature_check

    def _keyring(self, data: KeyData, slot: Slot, bundle: Bundle) -> Keyring:
        try:
            secret = read_secret(data.vault, slot, bundle.private)
        except DoesNotOpen as error:
            raise key_file_altered() from error
        if not authentic(data, secret):
            raise key_file_altered()
        if self.storage.copy_was_used:
            self.storage.heal()
        return Keyring(self, slot.account, secret, bundle, open_directory(data, secret))

    def _authenticated(self, data: KeyData, by: Keyring) -> Directory:
        secret = by.held.secret
        if authentic(data, secret):
            return open_directory(data, secret)
        raise keys_changed() if self._rekeyed(data, by) else key_file_altered()

    def _rekeyed(self, data: KeyData, by: Keyring) -> bool:
        """Whether the file is authentic under a newer secret, or no longer knows this person."""
        slot = data.recovery if by.from_recovery_sheet else _find(data, by.account_id)
        if slot is None:
            return True
        try:
            return authentic(data, read_secret(data.vault, slot, by.private))
        except DoesNotOpen:
            return False

    def _slot_of(self, account_id: UUID) -> Slot:
        slot = _find(self._read(), account_id)
        if slot is None:
            raise not_a_slot()
        return slot

    def _read(self) -> KeyData:
        self._data = self.storage.read()
        return self._data

    def _known(self) -> KeyData:
        return self._data or self._read()

    def _settings(self) -> Stretching:
        return self._stretching or calibrated()


def _label(data: KeyData, name: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return keyed_hash(data.name_salt, " ".join(folded.split()).encode()).hex()


def _find(data: KeyData, account_id: UUID) -> Slot | None:
    return next((slot for slot in data.slots.values() if slot.account == account_id), None)


def _label_of(data: KeyData, account_id: UUID) -> str:
    for label, slot in data.slots.items():
        if slot.account == account_id:
            return label
    raise not_a_slot()


def _file_slot(draft: Draft, name: str, slot: Slot) -> None:
    label = _label(draft.data, name)
    if label in draft.data.slots:
        raise name_taken()
    draft.data.slots[label] = slot
    known = draft.directory.signers.setdefault(slot.account, [])
    if slot.signature_check not in known:
        known.append(slot.signature_check)


def _leave_groups(directory: Directory, account_id: UUID) -> None:
    for group in directory.groups.values():
        group.members.pop(account_id, None)


def _usual_settings(data: KeyData) -> Stretching:
    """What a passphrase usually costs here, so that an unknown name costs the same."""
    found = (slot.stretching for slot in data.slots.values())
    return next((settings for settings in found if settings and settings.within_policy), LOWEST)
