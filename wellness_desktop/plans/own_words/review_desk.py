"""Looking at a plan again: versions side by side, what a newer template says, what is due, what is still empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.approval_desk import ApprovalDesk
from wellness_desktop.plans.overlay import wordings
from wellness_desktop.plans.own_words.cadence import Review, reviews
from wellness_desktop.plans.own_words.difference import SectionChange, section_changes
from wellness_desktop.plans.own_words.factors import empty_factors
from wellness_desktop.plans.own_words.records import SeenTemplateRecord
from wellness_desktop.plans.own_words.template_news import News, template_news
from wellness_desktop.plans.reading_text import section_texts
from wellness_desktop.plans.records import VersionRecord, id_of
from wellness_desktop.plans.templates import CORE
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version that can be compared; without an id it is the plan as it stands now."""

    id: UUID | None
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a plan beside each other."""

    code: str
    title: str
    older: str
    newer: str
    sections: tuple[SectionChange, ...]


class ReviewDesk(ApprovalDesk):
    """Reading what changed."""

    def versions(self, plan: str) -> tuple[VersionChoice, ...]:
        """The plan as it stands, then its approved versions, newest first."""
        self._actor.require(Can.SEE_PLANS)
        return (
            VersionChoice(None, tr("The plan as it stands now")),
            *(_choice(record) for record in reversed(self._version_records(plan))),
        )

    def compare(self, plan: str, older: UUID | None, newer: UUID | None = None) -> Comparison:
        """Two versions by section and line; None is the plan as it stands now. Raises Problem when one is gone."""
        merged = self._merged_with_gaps(plan)[0]
        titles = {body.section.id: body.section.title for body in merged.sections}
        words = {choice.id: choice.words for choice in self.versions(plan)}
        if older not in words or newer not in words:
            raise Problem(tr("This version is no longer there."), tr("Choose another one from the list."))
        texts = [section_texts(merged) if one is None else self._texts_in(one) for one in (older, newer)]
        return Comparison(
            merged.code, merged.title, words[older], words[newer], section_changes(texts[0], texts[1], titles)
        )

    def template_news(self, plan: str) -> list[News]:
        """What the template says differently since: first what the agency must decide, then what is only told."""
        saved = self._read_saved()
        own = self._own_changes(saved, plan).edits
        mine = {edit.item for edit in own}
        shared = [(CORE, edit) for edit in self._own_changes(saved, CORE).edits if edit.item not in mine]
        now = wordings(self.template(plan))
        core = wordings(self.template(CORE))
        seen = self._seen_template(plan)
        here = [(where, edit) for where, edit in shared if edit.item in now or edit.item not in core]
        return template_news(now, seen, [*here, *((plan, edit) for edit in own)])

    def keep_ours(self, news: News) -> Done[object]:
        """Our words, or our leaving it out, go on; the template's new sentence is known to us from now on.

        Words for what the template removed become an item of our own, at the end of the list.
        """
        if news.now:
            done = (
                self.hide_item(news.item, plan=news.plan)
                if news.hidden
                else self.change_item(news.item, news.ours, plan=news.plan)
            )
            return Done(done.value, done.undo)
        if not news.may_keep:
            raise Problem(
                tr("The template has no place for these words any more."),
                tr("Copy what you need into another item, then let this one go."),
            )
        added = self.add_item(news.table, news.where, news.ours, plan=news.plan)
        gone = self.restore_item(news.item, plan=news.plan)

        def undo() -> None:
            gone.undo()
            added.undo()

        return Done(added.value, undo)

    def take_theirs(self, news: News) -> Done[object]:
        """The template's new sentence stands, or the item goes with it."""
        done = self.restore_item(news.item, plan=news.plan)
        return Done(done.value, done.undo)

    def merge_words(self, news: News, text: str) -> Done[object]:
        """Words made of both."""
        done = self.change_item(news.item, text, plan=news.plan)
        return Done(done.value, done.undo)

    def template_read(self, plan: str) -> Done[str]:
        """Notes that a planner has read what the template changed; undecided words stay on the list."""
        self._actor.require(Can.EDIT_PLANS)
        before = self._seen_template(plan)
        self._note_seen(plan, wordings(self.template(plan)))
        return Done(plan, lambda: self._note_seen(plan, before or {}))

    def reviews(self, plan: str) -> tuple[Review, ...]:
        """When plan, call tree and agreements have to be looked at again."""
        return reviews(self._merged_with_gaps(plan)[0], self._read_saved().facts)

    def empty_factors(self, plan: str) -> tuple[str, ...]:
        """Which of the six factors of a ready agency nothing is filled in for (CP-T16). Warns, never blocks."""
        return empty_factors(self._merged_with_gaps(plan)[0])

    def _seen_template(self, plan: str) -> Mapping[str, str] | None:
        with self._store.read() as session:
            record = session.get(SeenTemplateRecord, id_of("template", plan))
            return dict(record.sentences) or None if record is not None else None

    def _note_seen(self, plan: str, sentences: Mapping[str, str]) -> None:
        key = id_of("template", plan)
        with self._work(Event.PLAN_CHANGED, key, []) as session:
            record = session.get(SeenTemplateRecord, key)
            if record is None:
                record = SeenTemplateRecord(id=key, plan=plan)
                session.add(record)
            record.sentences = dict(sentences)

    def _version_records(self, plan: str) -> list[VersionRecord]:
        with self._store.read() as session:
            return list(
                session.scalars(
                    select(VersionRecord)
                    .where(VersionRecord.plan == plan)
                    .options(defer(VersionRecord.texts))
                    .order_by(VersionRecord.approved_at)
                )
            )

    def _texts_in(self, version: UUID) -> Mapping[str, str]:
        with self._store.read() as session:
            return dict(session.get_one(VersionRecord, version).texts)


def _choice(record: VersionRecord) -> VersionChoice:
    day: date = record.approved_on
    words = tr("Version {number}, {day}, {name}", number=record.number, day=day_text(day), name=record.approved_by)
    return VersionChoice(record.id, words)
