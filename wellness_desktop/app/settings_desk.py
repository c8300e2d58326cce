"""Keeping the settings: the look is anybody's, the rest is the administrator's and leaves a line in the audit log."""

from dataclasses import replace
from pathlib import Path

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.base.settings import Settings, save_settings


def keep_settings(path: Path, before: Settings, after: Settings, signed_in: SignedIn) -> None:
    """Writes the settings. Raises NotAllowed for the station's without the right to, Problem when the disk refuses."""
    if _same_but_for_the_look(before, after):
        save_settings(path, after)
        return
    signed_in.actor.require(Can.CHANGE_SETTINGS)
    with signed_in.store.work() as session:
        signed_in.audit.record(session, signed_in.actor, Event.SETTINGS_CHANGED)
        save_settings(path, after)


def _same_but_for_the_look(one: Settings, other: Settings) -> bool:
    return replace(one, theme=other.theme, text_percent=other.text_percent) == other
