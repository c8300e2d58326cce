"""What a page says about a draft: that it is here again, and how to be rid of it."""

from collections.abc import Callable

from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner


def say_kept(banner: Banner, throw_away: Callable[[], object]) -> None:
    """Says that what was typed before is on the page again, with the way to throw it away."""
    banner.note(
        tr("What you typed before is here again. It is not saved yet."),
        tr("Go on where you stopped, or throw it away."),
        action=tr("Throw it away"),
        press=throw_away,
    )


def say_changed_since(banner: Banner, throw_away: Callable[[], object]) -> None:
    """Says that a draft is here again and that what it is about was changed meanwhile."""
    banner.warn(
        tr("What you typed before is here again, and this was changed meanwhile."),
        tr("Only the fields you typed in are yours; look at all of them before you save."),
        action=tr("Throw it away"),
        press=throw_away,
    )


def say_unfinished(banner: Banner, go_on: Callable[[], object]) -> None:
    """Says, on another screen of the page, that something typed is still not saved, with the way back to it."""
    banner.note(
        tr("Something you typed here is not saved yet."),
        tr("It is kept until you finish it or throw it away."),
        action=tr("Go on with it"),
        press=go_on,
    )


def say_not_right(banner: Banner, throw_away: Callable[[], object]) -> None:
    """Says why the form stays open: something typed cannot be saved yet. With the way to throw it away."""
    banner.note(
        tr("This is not finished yet."),
        tr("Put right what is marked, or throw away what is not saved."),
        action=tr("Throw it away"),
        press=throw_away,
    )


def say_thrown_away(banner: Banner, put_back: Callable[[], object]) -> None:
    """Says that the draft is gone, with the way to have it back."""
    banner.say(tr("Thrown away."), put_back)
