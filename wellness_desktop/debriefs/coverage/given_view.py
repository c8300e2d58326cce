"""What whoever does not belong to the support team sees of the coverage: two answers, no names, no numbers."""

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.coverage.board import SupportGiven, given_facts
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.text import Text


class GivenView(Card):
    """Session held, and offered to all, of one incident (section 6)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Support given"), "list-checks", parent=parent)
        self.facts = Facts((), self, most=2)
        self.add(self.facts)
        self.add(Text(tr("Who was offered what, and who came, stays with the support team."), "muted", self))

    def show_given(self, given: SupportGiven) -> None:
        """Shows the two answers."""
        self.facts.show_facts(given_facts(given))
