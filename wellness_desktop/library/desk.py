"""What every page of the library needs from the program around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.library.lines import OwnHelper
from wellness_desktop.library.service import Library

if TYPE_CHECKING:  # without a sign-in there is no database to load
    from wellness_desktop.library.agency.service import AgencyDocuments
    from wellness_desktop.library.prints import PrintSetup
    from wellness_desktop.library.tools import Contact

Offer = Callable[[QWidget, str, bytes], object]


def _offer_print(parent: QWidget, title: str, pdf: bytes) -> object:
    from wellness_desktop.kit.printing import offer_print

    return offer_print(parent, title, pdf)


def _nobody() -> None:
    """What `agency` says while nobody is signed in."""


def _here() -> None:
    """What `zone` says where the PC's own zone will do."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Asked anew each time, since settings and the helper on call change while a page is open.

    `state` is the agency's two-letter state; `on_call` who answers now and `contacts` whom the agency prints on
    handouts, both with their consent; `setup` the paper, the agency's name and today; `offer` shows a finished
    print (kit.printing, unless a test watches). `agency` is the service of the agency's own documents, None while
    nobody is signed in; `importing` and `searching` are workers of their own for them, so that a print does not wait
    for an import, nor a search for a print; `zone` is the station's. `published`
    are all who agreed to stand on the station board, for the tools.
    """

    library: Library
    tasks: Tasks
    state: Callable[[], str]
    on_call: Callable[[], Sequence[OwnHelper]]
    contacts: Callable[[], Sequence[OwnHelper]]
    setup: Callable[[], PrintSetup]
    offer: Offer = _offer_print
    agency: Callable[[], AgencyDocuments | None] = _nobody
    importing: Tasks | None = None
    searching: Tasks | None = None
    zone: Callable[[], tzinfo | None] = _here
    published: Callable[[], Sequence[Contact]] = tuple

    def print(self, page: Page, title: str, make: Callable[[], bytes]) -> None:
        """Makes the print in the background, then offers it; what goes wrong stands in the page's banner."""

        def job(task: Task) -> bytes:
            task.step()
            return make()

        def done(pdf: bytes) -> None:
            if shiboken6.isValid(page):
                self.offer(page, title, pdf)

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            if shiboken6.isValid(page):
                page.banner.problem(error)

        self.tasks.start(job, done=done, failed=failed, words=title)
