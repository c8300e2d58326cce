"""What the roster prints besides the phone list, the call sheet and the on-call month."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.roster.call_chain import ChainStep
from wellness_desktop.roster.papers import PaperKind, PaperSetup
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.people_desk import as_published
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.prints import PhoneListPaper
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.reading import everybody, published_people
from wellness_desktop.roster.records import PersonRecord
from wellness_desktop.roster.register_desk import RegisterDesk
from wellness_desktop.roster.team_cards import contact_cards, for_team_card, team_cards, with_fresh_numbers
from wellness_desktop.roster.team_records import CourseRecord
from wellness_desktop.roster.team_roster import RosterCourse, TeamMember, on_team, team_roster
from wellness_desktop.roster.wall_prints import for_family, fridge_sheet, on_wall_sheet, wall_sheet


class PrintsDesk(RegisterDesk):
    """Cards, sheets to hang up, and the team roster. Each print is registered with the people on it."""

    def print_wallet_cards(self, lines: Sequence[PrintedLine], setup: PaperSetup) -> bytes:
        """Eight equal cards with the team, the lines on the back. Raises Problem where nobody may stand on one."""
        people, paper = self._agreed(), self._paper(setup)
        pdf = team_cards(people, lines, paper)
        shown = {person.id for person, _ in for_team_card(people, paper.today)}
        self._printed(PaperKind.WALLET_CARDS, shown, setup.holder)
        return pdf

    def print_contact_cards(self, setup: PaperSetup) -> bytes:
        """A card for each person who agreed, with a code for the phone. Raises Problem where there is nobody."""
        people, paper = self._agreed(), self._paper(setup)
        pdf = contact_cards(people, paper)
        shown = {person.id for person, _ in with_fresh_numbers(people, paper.today)}
        self._printed(PaperKind.CONTACT_CARDS, shown, setup.holder)
        return pdf

    def print_wall_sheet(
        self, lines: Sequence[PrintedLine], setup: PaperSetup, chain: Sequence[ChainStep] = ()
    ) -> bytes:
        """Everybody who agreed, with a code to call each, the chain (`call_chain(…, on_paper=True)`), and the lines."""
        people, paper = self._agreed(), self._paper(setup)
        pdf = wall_sheet(people, lines, paper, chain)
        shown = {person.id for person, _ in on_wall_sheet(people, paper.today)}
        self._printed(PaperKind.WALL_SHEET, shown, setup.holder)
        return pdf

    def print_fridge_sheet(self, lines: Sequence[PrintedLine], setup: PaperSetup) -> bytes:
        """For a family to hang up at home: a few of our people, the lines, and room for their own numbers."""
        people, paper = self._agreed(), self._paper(setup)
        pdf = fridge_sheet(people, lines, paper)
        shown = {person.id for person, _ in for_family(people, paper.today)}
        self._printed(PaperKind.FRIDGE_SHEET, shown, setup.holder)
        return pdf

    def print_team_roster(self, setup: PaperSetup) -> bytes:
        """The support team with dates of naming and training, as of today. For whoever keeps the roster."""
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            members = _members(session, on_team(everybody(session)))
        pdf = team_roster(members, self._paper(setup))
        self._printed(PaperKind.TEAM_ROSTER, {each.person.id for each in members}, setup.holder)
        return pdf

    def _agreed(self) -> list[Person]:
        """People who agreed to be shown, with the numbers they agreed to and nothing else."""
        self._actor.require(Can.SEE_ROSTER)
        with self._store.read() as session:
            return [as_published(person) for person in published_people(session) if may_be_shown(person)]

    def _paper(self, setup: PaperSetup) -> PhoneListPaper:
        return PhoneListPaper(self._clock.now(), self._zone, setup.agency, setup.size, setup.large)


def _members(session: Session, team: Sequence[Person]) -> list[TeamMember]:
    """The team with agreements and courses, the newest course first."""
    ids = [person.id for person in team]
    agreed = select(PersonRecord.id, PersonRecord.agreement_on).where(PersonRecord.id.in_(ids))
    signed = {row.id: row.agreement_on for row in session.execute(agreed)}
    courses: dict[UUID, list[RosterCourse]] = defaultdict(list)
    query = select(CourseRecord).where(CourseRecord.person_id.in_(ids))
    for each in session.scalars(query.order_by(CourseRecord.completed_on.desc(), CourseRecord.title)):
        course = RosterCourse(each.title, each.provider, each.hours, each.completed_on, each.expires_on)
        courses[each.person_id].append(course)
    return [TeamMember(person, signed.get(person.id), tuple(courses[person.id])) for person in team]
