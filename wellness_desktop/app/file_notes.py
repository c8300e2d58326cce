"""Which files of the library and the plans cannot be used, for the administrator: on Today, and on the page About."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.library.fields import Note
from wellness_desktop.library.service import Library

MOST_SHOWN = 20


def spoiled_files(library: Library) -> tuple[Note, ...]:
    """What was left out of the library, its tools, its doors and the plans, and why. Reads all files: half a second."""
    from wellness_desktop.app.plan_files import plan_notes
    from wellness_desktop.library.doors import Doors

    return tuple(dict.fromkeys((*library.notes(), *Doors(library).notes(), *plan_notes())))


class FilesCard(Card):
    """Looks the files through in the background, then says that all is well or what to mend."""

    def __init__(self, look: Callable[[], Sequence[Note]], tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tr("Files of the library and the plans"), "book-open", parent=parent)
        self._first = Text(tr("Looking through them…"), "body", self)
        self.add(self._first)
        tasks.start(lambda _task: look(), done=self._seen, failed=self._not_seen)

    def _seen(self, notes: Sequence[Note]) -> None:
        if not notes:
            self._first.setText(tr("Every guide, entry, support line, door and plan can be used."))
            return
        said = tr_count("One entry was left out:", "{count} entries were left out:", len(notes))
        self._first.setText(said)
        for note in notes[:MOST_SHOWN]:
            reason = note.reason.rstrip(".")
            self.add(Text(tr("{place}: {reason}.", place=note.place, reason=reason), "strong", self))
        self.add(
            Text(
                tr(
                    "Everything else works. A file that came with a content pack: install the pack again. A file that "
                    "somebody changed: mend what stands here. Any other: install the program again."
                ),
                "muted",
                self,
            )
        )

    def _not_seen(self, _error: Exception) -> None:
        self._first.setText(tr("The files could not be looked through. Start the program again, then look here."))
