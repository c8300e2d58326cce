"""What can be printed about a session, to choose from."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.session_form_view import SessionForm
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.kit.fields import RadioField, TickField


class SessionPaper(StrEnum):
    """A paper about one session."""

    LETTERS = "letters"
    LETTER = "letter"
    SHEET = "sheet"
    SHEET_WITH_NAMES = "sheet_with_names"
    GROUND_RULES = "ground_rules"
    POCKET = "pocket"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """What it is, as it is chosen."""
        return {
            SessionPaper.LETTERS: tr("An invitation for each person"),
            SessionPaper.LETTER: tr("One invitation for all"),
            SessionPaper.SHEET: tr("Sheet for helpers, no names"),
            SessionPaper.SHEET_WITH_NAMES: tr("Sheet with names"),
            SessionPaper.GROUND_RULES: tr("Ground rules to read aloud"),
            SessionPaper.POCKET: tr("Ground rules for the pocket"),
            SessionPaper.NOTICE: tr("Before we talk, to hand over"),
        }[self]

    @property
    def file_name(self) -> str:
        """What the file is called; a folder of downloads tells nothing."""
        return {
            SessionPaper.LETTERS: "invitations.pdf",
            SessionPaper.LETTER: "invitation.pdf",
            SessionPaper.SHEET: "session.pdf",
            SessionPaper.SHEET_WITH_NAMES: "session.pdf",
            SessionPaper.GROUND_RULES: "ground-rules.pdf",
            SessionPaper.POCKET: "ground-rules.pdf",
            SessionPaper.NOTICE: "before-we-talk.pdf",
        }[self]


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A paper, and whether in large print."""

    paper: SessionPaper
    large: bool


def papers_of(session: Session, *, sealed: bool) -> list[SessionPaper]:
    """What can be printed of a session now, the most needed first."""
    ahead = session.state.is_ahead
    found = [SessionPaper.LETTERS] if ahead and sealed else []
    found += [SessionPaper.LETTER] if ahead else []
    found += [SessionPaper.SHEET]
    found += [SessionPaper.SHEET_WITH_NAMES] if sealed else []
    return [*found, SessionPaper.NOTICE, SessionPaper.GROUND_RULES, SessionPaper.POCKET]


class PapersForm(SessionForm):
    """Which paper, and in which print. `done` carries a `WantedPaper`."""

    def __init__(self, session: Session, *, sealed: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Print this"), parent)
        offered = papers_of(session, sealed=sealed)
        self.form.add(tr("What to print"), RadioField([(one, one.label) for one in offered]), name="paper", wide=True)
        self.form.add("", TickField(tr("Large print")), tr("Not for the cards."), name="large")
        self.finish_building()
        self.form.set_values({"paper": offered[0]})

    def value(self) -> WantedPaper:
        found = self.form.values()
        return WantedPaper(found["paper"], bool(found["large"]))
