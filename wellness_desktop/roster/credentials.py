"""What a helper has learned and was named for, and what is missing, in words. A rule never looks like a reminder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.credential_rules import CredentialRules, Rule
from wellness_desktop.roster.freshness import REVIEW_EVERY, Kind
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.when import day_text

SOON = timedelta(days=60)
"""How long before its end a certificate is spoken of: a course has to be found and booked."""
MOST_HOURS = 2000
LONGEST_TEXT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course, certificate or refresher. `id` is None until saved."""

    title: str
    kind: str = ""
    provider: str = ""
    hours: float | None = None
    classroom_hours: float | None = None
    completed_on: date | None = None
    expires_on: date | None = None
    document: str = ""
    seen_by: str = ""
    """Who of the team saw the certificate; empty when nobody did."""
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing. `source` is empty for what is our own reminder and no rule."""

    words: str
    source: str = ""

    @property
    def sentence(self) -> str:
        """With what it stands on."""
        if not self.source:
            return tr("{words} (Our reminder, not a rule.)", words=self.words)
        return tr("{words} Source: {source}; check locally.", words=self.words, source=self.source)


@dataclass(frozen=True, slots=True)
class Credentials:
    """One helper's naming and learning, as of today."""

    person: Person
    courses: tuple[Course, ...]
    gaps: tuple[Gap, ...]

    def ends_on(self) -> list[tuple[date, str]]:
        """What ends when, the next first: certificates, and the training noted in the entry."""
        newest: dict[str, tuple[date, str]] = {}
        for course in self.courses:
            if course.expires_on:
                key = course.kind or course.title.casefold()
                newest[key] = max(newest.get(key, (date.min, "")), (course.expires_on, course.title))
        found = list(newest.values())
        if self.person.trained_until:
            found.append((self.person.trained_until, tr("Training in the entry")))
        return sorted(found)

    def ends_soon(self, today: date) -> tuple[date, str] | None:
        """The first thing that has ended or ends within 60 days; a later course of the same kind takes its place."""
        return next(((day, what) for day, what in self.ends_on() if day <= today + SOON), None)

    def summary(self, today: date) -> str:
        """The whole in a few words, for a list."""
        ends = self.ends_soon(today)
        if ends is not None:
            day = day_text(ends[0])
            if ends[0] < today:
                return tr("ended {day}", day=day)
            return tr("ends {day}", day=day)
        rules = sum(bool(gap.source) for gap in self.gaps)
        if rules:
            return tr("something is missing")
        return tr("to look at") if self.gaps else tr("complete")


def require_sound(course: Course, today: date) -> None:
    """Raises Problem when a course cannot be kept as it is."""
    if not course.title.strip():
        raise Problem(tr("A course needs a name."), tr("Type what stands on the certificate."))
    if max(len(course.title), len(course.provider), len(course.document)) > LONGEST_TEXT:
        raise Problem(tr("A text is too long."), tr("Use at most {limit} letters in each field.", limit=LONGEST_TEXT))
    hours, inside = course.hours, course.classroom_hours
    if any(value is not None and not 0 < value <= MOST_HOURS for value in (hours, inside)):
        raise Problem(tr("These hours cannot be."), tr("Type hours between 0 and {most}.", most=MOST_HOURS))
    if inside is not None and (hours is None or inside > hours):
        raise Problem(
            tr("More hours in person than in all."), tr("The hours in person are a part of the hours of the course.")
        )
    if course.completed_on and course.completed_on > today:
        raise Problem(tr("This course is still to come."), tr("Write it down once it is finished."))
    if course.expires_on and course.completed_on and course.expires_on < course.completed_on:
        raise Problem(tr("It ends before it was finished."), tr("Look at the two days again."))


def gaps(
    person: Person, courses: Sequence[Course], rules: CredentialRules, state: str, *, icisf_team: bool, today: date
) -> tuple[Gap, ...]:
    """What is missing for this helper: the rules that hold here first, then our own reminders."""
    held = [rule for rule in rules.rules if rule.holds_for(person.roles, state, icisf_team=icisf_team)]
    found = [gap for rule in held if (gap := _gap(rule, person, courses, today)) is not None]
    if person.designated_on is None and not any(rule.designation for rule in held):
        found.append(Gap(tr("Not named in writing by the head of the agency.")))
    if person.agreement_on is None:
        found.append(Gap(tr("No confidentiality agreement is noted.")))
    found += _reminders(person, courses, today)
    return tuple(found)


def _gap(rule: Rule, person: Person, courses: Sequence[Course], today: date) -> Gap | None:
    if rule.designation:
        if person.designated_on is not None and person.designated_on <= today:
            return None
        return Gap(tr("{rule} No such naming is noted.", rule=rule.words), rule.source)
    if rule.course:
        if any(course.kind == rule.course and _holds(course, today) for course in courses):
            return None
        return Gap(tr("{rule} None is noted.", rule=rule.words), rule.source)
    hours, inside = best_span(rule, courses, today)
    if hours >= rule.hours and inside >= rule.classroom_hours:
        return None
    return Gap(
        tr(
            "{rule} Noted: {hours} of {wanted} hours, {inside} of {inside_wanted} in person.",
            rule=rule.words,
            hours=f"{hours:g}",
            wanted=f"{rule.hours:g}",
            inside=f"{inside:g}",
            inside_wanted=f"{rule.classroom_hours:g}",
        ),
        rule.source,
    )


def best_span(rule: Rule, courses: Iterable[Course], today: date) -> tuple[float, float]:
    """The hours and hours in person of the best span that the rule allows.

    Where the rule gives a year, courses of more than a year are not added up; the span that comes nearest counts.
    """
    counted = sorted(
        (course.completed_on, course.hours or 0.0, course.classroom_hours or 0.0)
        for course in courses
        if course.kind in rule.counts and course.completed_on is not None and course.completed_on <= today
    )
    best = (0.0, 0.0)
    for first, _hours, _inside in counted:
        within = [one for one in counted if one[0] >= first and (rule.within is None or one[0] - first <= rule.within)]
        span = (sum(one[1] for one in within), sum(one[2] for one in within))
        best = max(best, span, key=lambda each: _nearness(rule, each))
    return best


def _nearness(rule: Rule, span: tuple[float, float]) -> tuple[float, float]:
    hours = min(span[0], rule.hours) / rule.hours
    inside = min(span[1], rule.classroom_hours) / rule.classroom_hours if rule.classroom_hours else 1.0
    return min(hours, inside), hours + inside


def _holds(course: Course, today: date) -> bool:
    return course.completed_on is not None and (course.expires_on is None or course.expires_on >= today)


def _reminders(person: Person, courses: Sequence[Course], today: date) -> list[Gap]:
    found = []
    done = [course.completed_on for course in courses if course.completed_on]
    trained = person.trained_until is not None and person.trained_until >= today
    if not done and not trained:
        found.append(Gap(tr("No course is noted.")))
    elif done and max(done) + REVIEW_EVERY[Kind.TRAINING] < today and not trained:
        found.append(Gap(tr("The last course was on {day}. Time for a refresher.", day=day_text(max(done)))))
    for course in courses:
        if not course.seen_by and course.completed_on:
            found.append(Gap(tr("Nobody noted having seen the certificate of “{title}”.", title=course.title)))
    return found
