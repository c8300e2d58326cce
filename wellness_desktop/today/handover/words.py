"""What does not change from station to station: how accounts work, what is sealed, what to do first."""

from wellness_desktop.base.language import tr
from wellness_desktop.today.handover.values import Newcomer, SealedKind


def add_and_remove(newcomer: Newcomer) -> tuple[str, ...]:
    """How somebody gets an account, and how an account ends."""
    by_team = tr(
        "Helpers and coordinators wait after that until someone in the support team lets them in: "
        "Settings, Support team. An administrator cannot."
    )
    if newcomer is Newcomer.CHAPLAIN:
        return (tr("An administrator makes your account. Change its passphrase at your first sign-in."), by_team)
    return (
        tr("Add: an administrator opens Settings, Accounts. The new person changes the passphrase at first sign-in."),
        by_team,
        tr(
            "Remove: Settings, Accounts, Close. It counts at once. Hand their calls and their roles in the plans to "
            "somebody else first, and take back their paper."
        ),
    )


def sealed_kinds(newcomer: Newcomer) -> tuple[SealedKind, ...]:
    """What is sealed besides the lock of the whole station. The recovery sheet opens none of it."""
    team = SealedKind(
        tr("Who was offered support, who came, who asked for a call, who is close to whom"),
        tr("The support team, each with their own passphrase"),
        tr("Somebody in the team lets a new coordinator or helper in."),
    )
    own = SealedKind(
        tr("A helper's private list and activity log"),
        tr("That helper alone"),
        tr("Nobody gets it. It stays closed when the helper leaves."),
    )
    notes = SealedKind(
        tr("Notes left at the front door without a name"),
        tr("The support coordinator"),
        tr("With the support team's key. Who wrote a note is not stored."),
    )
    family = SealedKind(
        tr("Family papers: next of kin and wishes"),
        tr("The member; or two custodians together; or one custodian with the chief's sealed code"),
        tr("The custodians let a new custodian in. Each opening is shown to the member."),
    )
    drafts = SealedKind(
        tr("What somebody typed and did not save yet"),
        tr("Whoever typed it"),
        tr("Nobody gets it."),
    )
    if newcomer is Newcomer.CHAPLAIN:
        return (team, own, family)
    return (team, own, notes, family, drafts)


def never_seen(newcomer: Newcomer) -> tuple[str, ...]:
    """What the newcomer will not see, each with its reason."""
    talk = tr("What was said in a support talk. It is written down nowhere, so nobody can be made to hand it over.")
    front_door = tr(
        "What anyone read, searched or printed at the front door. It is not stored, so that people look for help early."
    )
    lists = tr("Another helper's private list or log. Each is sealed to its owner.")
    if newcomer is Newcomer.CHIEF:
        return (
            talk,
            tr(
                "Who took up support and who did not. You see only whether it was offered to all: "
                "people come when their chief cannot look."
            ),
            front_door,
            tr("Small numbers in reports. In a small agency they would point at a person."),
        )
    if newcomer is Newcomer.SERGEANT:
        return (
            talk,
            tr("As a sergeant: who took up support. As the support coordinator: only what the team shares."),
            front_door,
            lists,
        )
    return (
        talk,
        tr("Sessions that others lead. You see your own."),
        lists,
        tr("What your predecessor kept privately. Ask in person what may be passed on, with the leave of each person."),
    )


def first_things(newcomer: Newcomer) -> tuple[str, ...]:
    """What to do first, three of them."""
    if newcomer is Newcomer.CHIEF:
        return (
            tr(
                "Take the first seat under Crisis plans, Who does what. From that day every approved plan is due to be "
                "read again within 60 days."
            ),
            tr(
                "Find the recovery sheet, and have a backup proved. If someone who left knew the code, have a new "
                "sheet printed."
            ),
            tr("Meet the support coordinator, and tell everyone that you will not ask who used support."),
        )
    if newcomer is Newcomer.SERGEANT:
        return (
            tr("Change your passphrase. If you run the support team, have its key handed to you."),
            tr("See who is on call this week, and call each number once."),
            tr("Open Something happened on a quiet day, and walk through one quick card with your shift."),
        )
    return (
        tr("Change your passphrase, and have the support team let you in."),
        tr("Check your own entry in the roster: number, hours, what you want to be called for."),
        tr("Read the ground rules card aloud once, and agree with your deputy who answers when you cannot."),
    )
