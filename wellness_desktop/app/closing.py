"""Closing the window: whoever would lose something typed, because the disk refuses to keep it, is asked first."""

from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program


class Closing:
    """Says whether the window may close now; asks, without stopping anything, when that would cost typed text."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._asking = self._anyway = False

    def allowed(self) -> bool:
        """Whether to close at once. When it is False, a question stands in the window."""
        if self._anyway or not self._would_lose():
            return True
        if not self._asking:
            self._ask()
        return False

    def _would_lose(self) -> bool:
        """Tries once more to keep everything; what is refused lives in memory and would end with the program."""
        self._program.leave_page()
        rooms = self._program.own_rooms
        return bool(self._program.open_rooms.held_drafts or (rooms is not None and rooms.keeper.refused))

    def _ask(self) -> None:
        from wellness_desktop.kit.dialogs import Answer, ask

        self._asking = True
        ask(
            self._program.frame,
            tr("Something you typed is not kept yet."),
            tr(
                "The disk refuses to save it, and closing would lose it. Make room on the disk, or write it down, "
                "then close again."
            ),
            answers=(
                Answer("stay", tr("Stay"), "primary"),
                Answer("close", tr("Close and lose it"), "danger"),
            ),
            safe="stay",
            then=self._answered,
        )

    def _answered(self, key: str) -> None:
        self._asking = False
        if key == "close":
            self._anyway = True
            self._program.frame.close()
