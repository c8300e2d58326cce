"""A key for what came of a call, pressed before the call is due: asked first, since a slip of the key is likelier."""

from collections.abc import Callable

from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner


def ask_first(banner: Banner, note: Callable[[], object]) -> None:
    """Says that the call is not due yet, with the way to note it all the same."""
    banner.note(
        tr("This call is not due yet."),
        tr("Did you call already? Then note it now."),
        action=tr("Note it now"),
        press=note,
    )
