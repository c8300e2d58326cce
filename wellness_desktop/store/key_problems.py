"""What keys can meet, each in one clear sentence."""

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr


class WrongPassphrase(Problem):
    """The name and passphrase do not belong together. Never says which of the two was wrong."""


class WrongRecoveryCode(WrongPassphrase):
    """The code is not the one on the newest recovery sheet."""


class KeyFileMissing(Problem):
    """There is no key file, and no copy of it beside where it should be."""


class KeyFileDamaged(Problem):
    """Neither the key file nor its copy can be read."""


class KeyFileAltered(Problem):
    """The key file was changed by something other than this program."""


class OlderKeyFile(Problem):
    """The key file is older than the records it belongs to."""


class KeysChanged(Problem):
    """The station's keys were renewed while this person was signed in."""


class NameTaken(Problem):
    """Two people may not have the same sign-in name."""


class Tampered(Problem):
    """A sealed record or a group key is not what its owner made."""


class NotSealedForYou(Problem):
    """The record is sealed to other people."""


def wrong_passphrase() -> WrongPassphrase:
    return WrongPassphrase(
        tr("The name and the passphrase do not match."),
        tr("Check Caps Lock and the keyboard language, then try again. Spaces count."),
    )


def wrong_code(letters: int) -> WrongRecoveryCode:
    """`letters` is how many of the 32 were typed."""
    if letters != 32:
        return WrongRecoveryCode(
            tr("The recovery code has 32 letters; {count} were typed.", count=letters),
            tr("Compare it with the sheet group by group. Spaces, dashes and small letters do not matter."),
        )
    return WrongRecoveryCode(
        tr("This recovery code does not open the station's records."),
        tr("Compare it with the newest sheet group by group. Printing a new sheet ends the older ones."),
    )


def key_file_missing() -> KeyFileMissing:
    return KeyFileMissing(
        tr("The station's key file is missing."),
        tr("Without it the records cannot be opened. Restore the newest backup; it holds a copy of the keys."),
    )


def key_file_damaged() -> KeyFileDamaged:
    return KeyFileDamaged(
        tr("The station's key file is damaged, and so is its copy."),
        tr("Nothing was changed. Restore the key file from the newest backup."),
    )


def newer_key_file() -> KeyFileDamaged:
    return KeyFileDamaged(
        tr("A newer version of this program has written the key file."),
        tr("Nothing was changed. Install the newest version of the program on this PC."),
    )


def key_file_altered() -> KeyFileAltered:
    return KeyFileAltered(
        tr("The station's key file was changed by something other than this program."),
        tr("Nothing was opened. Restore the key file from the newest backup, and tell whoever keeps this PC."),
    )


def older_key_file() -> OlderKeyFile:
    return OlderKeyFile(
        tr("The key file is older than the station's records."),
        tr(
            "An old copy was put back. Passphrases and people changed since then are missing. "
            "Restore the newest key file, or open the records with the recovery sheet, which accepts this one."
        ),
    )


def keys_changed() -> KeysChanged:
    return KeysChanged(
        tr("The station's keys were renewed in another window."),
        tr("Nothing was changed. Lock the program and sign in again."),
    )


def name_taken() -> NameTaken:
    return NameTaken(
        tr("This sign-in name is taken."),
        tr("Add a middle initial or a call name."),
    )


def not_a_slot() -> Problem:
    return Problem(
        tr("This person has no key on this station."),
        tr("Nothing was changed. Look at the list of accounts again."),
    )


def has_a_slot() -> Problem:
    return Problem(
        tr("This person has a passphrase already."),
        tr("Nothing was changed. To give a new one, choose to reset it."),
    )


def no_such_group() -> Problem:
    return Problem(
        tr("This team has no key yet."),
        tr("The first member makes it by signing in once. Then try again."),
    )


def group_exists() -> Problem:
    return Problem(
        tr("This team has a key already."),
        tr("Ask one of its members to let you in."),
    )


def not_sealed_for_you() -> NotSealedForYou:
    return NotSealedForYou(
        tr("This record is sealed to other people."),
        tr("Only they can open it; nobody else can, not even whoever keeps this PC."),
    )


def tampered_record() -> Tampered:
    return Tampered(
        tr("A sealed record was changed or moved after it was sealed."),
        tr("It was not opened. Tell whoever keeps this PC; a backup may hold the true one."),
    )


def swapped_group_key() -> Tampered:
    return Tampered(
        tr("A team's key was replaced by someone outside the team."),
        tr("Nothing was sealed or opened with it. Tell the other members in person before anything else."),
    )


def not_a_member() -> NotSealedForYou:
    return NotSealedForYou(
        tr("Only members of this team can let someone in."),
        tr("Ask a member of the team to do it."),
    )
