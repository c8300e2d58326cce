"""Builds the two pages of the family papers: one's own, and those that two custodians open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services
    from wellness_desktop.plans.packets.prints import SealedPaper

FILE_NAME = "sealed-papers.pdf"
"""No name in it: print queues show it to everybody."""


def build_family_page(program: "Program", services: "Services") -> Page:
    """Of the person signed in."""
    from wellness_desktop.plans.packets.family_page import FamilyPage

    return FamilyPage(services.plans.packets, _paper(program), _offer(program))


def build_custody_page(program: "Program", services: "Services") -> Page:
    """For everybody: who the custodians are; for custodians, the rest."""
    from wellness_desktop.plans.packets.custody_page import CustodyPage

    def offer_code(parent: QWidget, pdf: bytes) -> object:
        return _show(program, parent, tr("Sealed code"), pdf, "sealed-code.pdf", None)

    return CustodyPage(services.plans.packets, _paper(program), _offer(program), offer_code)


def _offer(program: "Program") -> "Callable[[QWidget, bytes, Callable[[], object]], object]":
    def offer(parent: QWidget, pdf: bytes, printed: Callable[[], object]) -> object:
        return _show(program, parent, tr("Sealed family papers"), pdf, FILE_NAME, printed)

    return offer


def _show(
    program: "Program",
    parent: QWidget,
    title: str,
    pdf: bytes,
    file_name: str,
    printed: Callable[[], object] | None,
) -> object:
    from wellness_desktop.kit.printing import offer_print

    return offer_print(parent, title, pdf, file_name=file_name, private=program.paths.private, printed=printed)


def _paper(program: "Program") -> "Callable[[], SealedPaper]":
    def paper() -> "SealedPaper":
        from wellness_desktop.plans.packets.prints import SealedPaper

        settings = program.settings
        now = program.clock.now().astimezone(program.zone()).replace(tzinfo=None)
        return SealedPaper(now, settings.agency_name, "a4" if settings.paper == "a4" else "letter")

    return paper
