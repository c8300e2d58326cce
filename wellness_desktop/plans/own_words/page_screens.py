"""The screens of the plans page that look at a plan again: versions, template changes, strike-outs, own plans."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.plans.own_words.template_news import News

if TYPE_CHECKING:
    from wellness_desktop.plans.own_words.news_view import NewsView
    from wellness_desktop.plans.own_words.own_plan_view import OwnPlanView
    from wellness_desktop.plans.own_words.own_plans import OwnPlan
    from wellness_desktop.plans.own_words.strike_view import StrikeView
    from wellness_desktop.plans.own_words.versions_view import VersionsView
    from wellness_desktop.plans.service import Plans


class OwnWordsScreens(ScreensPage):
    """What PlansPage takes these screens from."""

    _plans: "Plans"
    _plan: str
    _show: Callable[[QWidget, str, str], None]
    _print: Callable[[str, Callable[[], bytes], str], None]
    _look: Callable[[str], None]
    show_plan: Callable[[str], None]
    show_list: Callable[[], None]

    @screen
    def versions(self) -> "VersionsView":
        """Two versions beside each other."""
        from wellness_desktop.plans.own_words.versions_view import VersionsView

        made = VersionsView(self._plans, self.screens_parent)
        made.compare_wanted.connect(self._compare)
        made.print_wanted.connect(self._print_comparison)
        return self.take_in(made)

    @screen
    def news(self) -> "NewsView":
        """A newer template beside our words."""
        from wellness_desktop.plans.own_words.news_view import NewsView

        made = NewsView(self._plans, self.screens_parent)
        made.keep_wanted.connect(lambda one: self._decide(partial(self._plans.keep_ours, one), tr("Ours stays.")))
        made.take_wanted.connect(self._take_theirs)
        made.merge_wanted.connect(self._merge)
        made.read_wanted.connect(
            lambda: self._decide(partial(self._plans.template_read, self._plan), tr("Noted as read."))
        )
        return self.take_in(made)

    @screen
    def strike(self) -> "StrikeView":
        """Without one of us."""
        from wellness_desktop.plans.own_words.strike_view import StrikeView

        made = StrikeView(self._plans, self.screens_parent)
        made.seat_wanted.connect(self._look)
        made.print_wanted.connect(self._print_strike_outs)
        return self.take_in(made)

    @screen
    def own_plan(self) -> "OwnPlanView":
        """A plan of the agency's own."""
        from wellness_desktop.plans.own_words.own_plan_view import OwnPlanView

        made = OwnPlanView(self.screens_parent)
        made.save_wanted.connect(self._save_own)
        made.retire_wanted.connect(self._retire)
        made.back_wanted.connect(self._bring_back)
        return self.take_in(made)

    def show_of_plan(self, name: str) -> None:
        """Opens one of these screens for the open plan."""
        {
            "versions": self.show_versions,
            "news": self.show_news,
            "strike": self.show_strike,
            "own": self.show_own_plan,
        }[name]()

    def show_versions(self) -> None:
        """Compares the open plan with what was approved last."""
        with self.attempt():
            self._open(self.versions, tr("What changed, line by line. Choose two versions."))
            self.versions.offer(self._plans.versions(self._plan))
            self._compare(*self.versions.chosen())

    def show_news(self) -> None:
        """What the template says differently now."""
        with self.attempt():
            self._open(self.news, tr("The program brought newer words. Yours stay until you decide."))
            self.news.show_news(self._plan, self._plans.template_news(self._plan))

    def show_strike(self) -> None:
        """Who takes over when one of us cannot act."""
        with self.attempt():
            self._open(self.strike, tr("Anyone can be the one who is hurt. See who takes each role."))
            self.strike.show_plan(self._plans.merged(self._plan))

    def show_own_plan(self) -> None:
        """What the open own plan says about itself, or a new one."""
        with self.attempt():
            own = self._plans.own_plan(self._plan) if self._plan else None
            title = own.title if own is not None else tr("A plan of your own")
            self._show(self.own_plan, title, tr("For what the fourteen do not cover."))
            self.own_plan.start(own, self._plans.retired_plans())

    def _open(self, wanted: QWidget, purpose: str) -> None:
        title = tr("{code}  {title}", code=self._plan.upper(), title=self._plans.titles()[self._plan])
        self._show(wanted, title, purpose)

    def _compare(self, older: UUID | None, newer: UUID | None) -> None:
        with self.attempt():
            self.versions.show_comparison(self._plans.compare(self._plan, older, newer))

    def _print_comparison(self, older: UUID | None, newer: UUID | None) -> None:
        make = partial(self._plans.print_comparison, self._plan, older, newer)
        self._print(self._plan, make, tr("changes"))

    def _print_strike_outs(self) -> None:
        make = partial(self._plans.print_strike_outs, self._plan)
        self._print(self._plan, make, tr("without one of us"))

    def _take_theirs(self, news: News) -> None:
        words = tr("Theirs stands now.") if news.now else tr("It is gone from this plan.")
        self._decide(partial(self._plans.take_theirs, news), words)

    def _merge(self, news: News, text: str) -> None:
        self._decide(partial(self._plans.merge_words, news, text), tr("Saved."))

    def _decide(self, change: Callable[[], Any], words: str) -> None:
        with self.attempt():
            done = change()
            self._show_news_again()

            def undo() -> None:
                done.undo()
                self._show_news_again()

            self.banner.say(words, undo)

    def _show_news_again(self) -> None:
        self.news.show_news(self._plan, self._plans.template_news(self._plan))

    def _save_own(self, own: "OwnPlan | None", values: dict[str, str]) -> None:
        with self.attempt():
            if own is None:
                done = self._plans.make_plan(**values)
                words = tr("Made. Change and add items under Read here.")
            else:
                done = self._plans.describe_plan(own.id, **values)
                words = tr("Saved.")
            self.own_plan.start(done.value)
            self.show_plan(done.value.id)
            self._offer_undo(words, done.undo)

    def _retire(self, plan: str) -> None:
        with self.attempt():
            done = self._plans.retire_plan(plan)
            self.show_list()
            self._offer_undo(tr("Retired. Nothing of it is lost."), done.undo)

    def _bring_back(self, plan: str) -> None:
        with self.attempt():
            done = self._plans.bring_back_plan(plan)
            self.own_plan.start(None, self._plans.retired_plans())
            self._offer_undo(tr("{title} is in use again.", title=done.value.title), done.undo)

    def _offer_undo(self, words: str, take_back: Callable[[], object]) -> None:
        def undo() -> None:
            take_back()
            self.show_list()

        self.banner.say(words, undo)
