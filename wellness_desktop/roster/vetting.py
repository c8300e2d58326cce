"""A vetting dossier: what was asked, how it came out, when, and by whom. In words, never a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.kinds import CheckedHow
from wellness_desktop.roster.team_records import Finding
from wellness_desktop.roster.vetting_questions import Question
from wellness_desktop.roster.when import day_text

RECHECK_AFTER = timedelta(days=365)
"""When to ask again unless another day is typed: our reminder, not a rule."""
LONGEST_REMARK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How one question came out. `version` is 0 until it is saved."""

    question: str
    finding: Finding
    checked_on: date
    checked_by: str = ""
    checked_how: CheckedHow | None = None
    recheck_on: date | None = None
    remark: str | None = None
    """What was written down; None where these keys do not open it, and then saving leaves it alone."""
    has_remark: bool = False
    """Whether there is a remark, also for whoever cannot open it."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything asked of one person. A rural file is often half full, and that is worth having."""

    person_id: UUID
    name: str
    questions: tuple[Question, ...]
    answers: Mapping[str, Answer]
    opens_remarks: bool

    @property
    def known(self) -> list[tuple[Question, Answer | None]]:
        """The questions in order, each with its answer if it was asked."""
        return [(one, self.answers.get(one.id)) for one in self.questions]

    @property
    def strays(self) -> list[Answer]:
        """Answers to questions that this version does not ask any more, or that another role had."""
        there = {one.id for one in self.questions}
        return [answer for key, answer in sorted(self.answers.items()) if key not in there]

    @property
    def warnings(self) -> int:
        """How many answers were a warning sign."""
        return sum(answer.finding is Finding.WARNING for answer in self.answers.values())

    @property
    def next_recheck(self) -> date | None:
        """The first day on which something is to be asked again."""
        return min((each.recheck_on for each in self.answers.values() if each.recheck_on), default=None)

    @property
    def first_open(self) -> int:
        """The place of the first question nobody asked yet; 0 when all were."""
        return next((place for place, (_one, answer) in enumerate(self.known) if answer is None), 0)

    def summary(self, today: date) -> str:
        """The whole in one line: "9 of 14 asked, 1 warning sign, ask again by Mar 3, 2027."."""
        asked = sum(answer is not None for _question, answer in self.known)
        parts = [tr("{asked} of {total} asked", asked=asked, total=len(self.questions))]
        if not asked:
            parts = [tr("Nothing asked yet, {total} questions", total=len(self.questions))]
        if partly := sum(answer.finding is Finding.PARTLY for answer in self.answers.values()):
            parts.append(tr_count("{count} in part", "{count} in part", partly))
        if self.warnings:
            parts.append(tr_count("{count} warning sign", "{count} warning signs", self.warnings))
        if day := self.next_recheck:
            words = tr("ask again since {day}", day=day_text(day)) if day < today else ""
            parts.append(words or tr("ask again by {day}", day=day_text(day)))
        return ", ".join(parts) + "."


def finding_words(finding: Finding) -> str:
    """How a question came out, on screen and paper."""
    return {
        Finding.GOOD: tr("Good answer"),
        Finding.PARTLY: tr("In part"),
        Finding.WARNING: tr("Warning sign"),
        Finding.NOT_ANSWERED: tr("No answer"),
    }[finding]


def how_words(how: CheckedHow) -> str:
    """How a question was asked."""
    return {
        CheckedHow.CALLED: tr("by telephone"),
        CheckedHow.IN_PERSON: tr("in person"),
        CheckedHow.WRITTEN: tr("in writing"),
    }[how]


def about(answer: Answer, today: date) -> str:
    """When, by whom and how it was asked, and when to ask again."""
    parts = [tr("asked {day}", day=day_text(answer.checked_on))]
    if answer.checked_by:
        parts[0] = tr("asked {day} by {name}", day=day_text(answer.checked_on), name=answer.checked_by)
    if answer.checked_how:
        parts[0] = tr("{asked}, {how}", asked=parts[0], how=how_words(answer.checked_how))
    if answer.recheck_on:
        due = answer.recheck_on < today
        day = day_text(answer.recheck_on)
        parts.append(tr("to be asked again since {day}", day=day) if due else tr("ask again by {day}", day=day))
    return "; ".join(parts)


def require_sound(answer: Answer, today: date) -> None:
    """Raises Problem when an answer cannot be kept as it is."""
    if answer.checked_on > today:
        raise Problem(tr("This day is still to come."), tr("Write the day on which the question was asked."))
    if answer.recheck_on is not None and answer.recheck_on < answer.checked_on:
        raise Problem(
            tr("The day to ask again lies before the day it was asked."), tr("Choose a later day, or leave it empty.")
        )
    if answer.remark is not None and len(answer.remark) > LONGEST_REMARK:
        raise Problem(
            tr("The remark is too long."), tr("Use at most {limit} letters, and no names.", limit=LONGEST_REMARK)
        )


def due(dossiers: Sequence[Dossier], today: date) -> list[Dossier]:
    """Those in which something is to be asked again, the longest waiting first."""
    found = [(day, one) for one in dossiers if (day := one.next_recheck) is not None and day <= today]
    return [one for _day, one in sorted(found, key=lambda pair: (pair[0], pair[1].name.casefold()))]
