"""Reads and checks resources/protocols. A value that is missing, unknown or out of order stops the program
at once with one sentence, rather than a wrong plan at two in the morning.
"""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.protocols import (
    Anchor,
    AttendancePolicy,
    AttendanceValue,
    Clinician,
    Engine,
    FollowUpPoint,
    Intervention,
    Kind,
    Law,
    Offer,
    Profile,
    Protocols,
    Source,
    Status,
    Trigger,
    Window,
)
from wellness_desktop.debriefs.state_law import Groups, LawDates, Read, StateRecords, WrittenRecord

FORMAT = 1

EnumT = TypeVar("EnumT", bound=StrEnum)
ItemT = TypeVar("ItemT")


@cache
def load_protocols() -> Protocols:
    """The protocols shipped with the program. Raises Problem when a file is missing or damaged."""
    return read_protocols(resource("protocols"))


def read_protocols(folder: Path) -> Protocols:
    """The protocols in `folder`. Raises Problem when a file is missing or damaged."""
    files = {name: read_file(folder / f"{name}.toml") for name in _FILES}
    try:
        return _protocols(files)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged() from error


_FILES = ("interventions", "windows", "triggers", "followups", "attendance", "engine", "states", "laws")


def damaged() -> Problem:
    """The one sentence for program files that do not hold together."""
    return Problem(
        tr("The program's own rules for care windows are damaged."),
        tr("Your records are safe. Install the program again over the old one."),
    )


def read_file(path: Path) -> dict[str, Any]:
    """One file of rules as it stands. Raises Problem when it is missing, damaged or of another format."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise damaged() from error
    if found.get("meta", {}).get("format") != FORMAT:
        raise damaged()
    return found


class Entry:
    """One table of a file, taken apart key by key; what is left over is a mistake."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._left = dict(values)

    def text(self, key: str, default: str | None = None) -> str:
        return str(self._take(key, str, default))

    def number(self, key: str, default: float | None = None) -> float:
        return float(self._take(key, (int, float), default))

    def whole(self, key: str) -> int:
        return int(self._take(key, int, None))

    def flag(self, key: str, default: bool = False) -> bool:
        return bool(self._take(key, bool, default))

    def texts(self, key: str) -> list[str]:
        return [str(value) for value in self._take(key, list, [])]

    def one_of(self, key: str, kind: type[EnumT]) -> EnumT:
        return kind(self.text(key))

    def clock(self, key: str) -> time:
        return time.fromisoformat(self.text(key))

    def take(self, key: str, default: Any = None) -> Any:
        """A value of any type."""
        return self._left.pop(key, default)

    def end(self) -> None:
        """Raises ValueError when the table says something that nobody reads."""
        if self._left:
            raise ValueError(f"unknown keys: {sorted(self._left)}")

    def _take(self, key: str, kind: type | tuple[type, ...], default: Any) -> Any:
        value = self._left.pop(key, default)
        if value is None or not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"{key} is missing or of the wrong kind")
        return value


def every(tables: Iterable[dict[str, Any]], make: Callable[[Entry], ItemT]) -> list[ItemT]:
    """One value for each table, with nothing left unread."""
    made = []
    for table in tables:
        entry = Entry(table)
        made.append(make(entry))
        entry.end()
    return made


def _protocols(files: dict[str, dict[str, Any]]) -> Protocols:
    sources = {
        name: {found["key"]: Source(found["key"], found["title"], found["url"]) for found in file["source"]}
        for name, file in files.items()
    }
    window_of = _window_maker(sources["windows"])
    interventions = every(files["interventions"]["intervention"], _intervention_maker(sources["interventions"]))
    profiles = every(files["windows"]["profile"], lambda entry: _profile(entry, window_of))
    triggers = every(files["triggers"]["trigger"], _trigger)
    policies = every(files["attendance"]["policy"], _policy)
    protocols = Protocols(
        checked_on=min(_date(file, "checked_on") for file in files.values()),
        review_by=min(_date(file, "review_by") for file in files.values()),
        interventions={item.kind: item for item in interventions},
        profiles={item.id: item for item in profiles},
        default_profile=files["windows"]["meta"]["default_profile"],
        event_windows=_event_windows(files["windows"]["event_window"], window_of),
        statutes=tuple(every(files["windows"]["statute"], window_of)),
        laws=tuple(every(files["laws"]["law"], _law_maker(sources["laws"]))),
        triggers={item.id: item for item in triggers},
        followups=tuple(every(files["followups"]["followup"], _followup)),
        policies={item.id: item for item in policies},
        default_policy=files["attendance"]["meta"]["default_policy"],
        engine=every([files["engine"]["engine"]], _engine)[0],
        limits={key: str(words) for key, words in files["states"]["limits"].items()},
        states={item.code: item for item in every(files["states"]["state"], _state_maker(sources["states"]))},
        law_dates=LawDates(_date(files["states"], "checked_on"), _date(files["states"], "review_by")),
    )
    _check(protocols, len(interventions), len(profiles), len(triggers))
    return protocols


def _check(protocols: Protocols, interventions: int, profiles: int, triggers: int) -> None:
    """Raises ValueError when names repeat or point nowhere."""
    if len(protocols.interventions) != interventions or set(protocols.interventions) != set(Kind):
        raise ValueError("every kind of support needs exactly one entry")
    if len(protocols.profiles) != profiles or len(protocols.triggers) != triggers:
        raise ValueError("an id stands twice")
    protocols.profiles[protocols.default_profile]
    protocols.policies[protocols.default_policy]
    for trigger in protocols.triggers.values():
        if trigger.profile:
            protocols.profiles[trigger.profile]
    if not set(protocols.event_windows) <= set(protocols.triggers):
        raise ValueError("a window names an unknown event")
    if protocols.profiles[protocols.default_profile].for_events:
        raise ValueError("the default profile is for every event")
    if not all(window.state and window.label for window in protocols.statutes):
        raise ValueError("a statute needs its state and what it asks for")
    for point in protocols.followups:
        if not point.applies_to <= set(protocols.triggers):
            raise ValueError("a follow-up names an unknown event")


def _date(file: dict[str, Any], key: str) -> date:
    found = file["meta"][key]
    if type(found) is not date:
        raise ValueError(f"{key} is not a date")
    return found


def _intervention_maker(sources: dict[str, Source]) -> Callable[[Entry], Intervention]:
    def make(entry: Entry) -> Intervention:
        most = entry.whole("group_max")
        made = Intervention(
            kind=entry.one_of("id", Kind),
            label=entry.text("label"),
            short=entry.text("short"),
            about=entry.text("about"),
            clinician=entry.one_of("clinician", Clinician),
            group=entry.flag("group"),
            group_min=entry.whole("group_min"),
            group_max=None if most == -1 else most,
            minutes=entry.whole("minutes"),
            minutes_min=entry.whole("minutes_min"),
            minutes_max=entry.whole("minutes_max"),
            leaders=entry.whole("leaders"),
            numbers=entry.one_of("numbers", Status),
            source=sources[entry.text("source")],
            like_exposure=entry.flag("like_exposure"),
            after_operations=entry.flag("after_operations"),
        )
        if not made.minutes_min <= made.minutes <= made.minutes_max or made.group_min < 1:
            raise ValueError("a length or size is out of order")
        return made

    return make


def _window_maker(sources: dict[str, Source]) -> Callable[[Entry], Window]:
    def make(entry: Entry) -> Window:
        close = entry.number("close_h")
        made = Window(
            kind=entry.one_of("intervention", Kind),
            anchor=entry.one_of("anchor", Anchor),
            open_h=entry.number("open_h"),
            target_h=entry.number("target_h"),
            close_h=None if close == -1 else close,
            source=sources[entry.text("source")],
            status=entry.one_of("status", Status),
            note=entry.text("note", ""),
            after_main_sleep=entry.flag("after_main_sleep"),
            state=entry.text("state", ""),
            label=entry.text("label", ""),
        )
        last = made.target_h if made.close_h is None else made.close_h
        if not 0 <= made.open_h <= made.target_h <= last:
            raise ValueError("a window is out of order")
        if made.close_h is not None and made.close_h <= made.open_h:
            raise ValueError("a window has no room")
        return made

    return make


def _event_windows(
    tables: Iterable[dict[str, Any]], window_of: Callable[[Entry], Window]
) -> dict[str, tuple[Window, ...]]:
    found: dict[str, tuple[Window, ...]] = {}

    def read(entry: Entry) -> None:
        events, window = entry.texts("events"), window_of(entry)
        for event in events:
            found[event] = (*found.get(event, ()), window)

    every(tables, read)
    return found


def _law_maker(sources: dict[str, Source]) -> Callable[[Entry], Law]:
    def make(entry: Entry) -> Law:
        source, status = sources[entry.text("source")], entry.one_of("status", Status)
        return Law(entry.text("state"), entry.text("about"), source, status, entry.flag("force"))

    return make


def _profile(entry: Entry, window_of: Callable[[Entry], Window]) -> Profile:
    windows = tuple(every(entry.take("window", []), window_of))
    if len({window.kind for window in windows}) != len(windows):
        raise ValueError("a profile names one kind twice")
    return Profile(
        id=entry.text("id"),
        label=entry.text("label"),
        about=entry.text("about"),
        windows=windows,
        without=frozenset(Kind(name) for name in entry.texts("without")),
        for_events=entry.flag("for_events"),
    )


def _trigger(entry: Entry) -> Trigger:
    return Trigger(
        id=entry.text("id"),
        label=entry.text("label"),
        offer=entry.one_of("offer", Offer),
        plan=entry.text("plan"),
        force=entry.flag("force"),
        may_force=entry.flag("may_force"),
        profile=entry.text("profile", ""),
        also=entry.text("also", ""),
        asks_hurt=entry.flag("asks_hurt"),
    )


def _followup(entry: Entry) -> FollowUpPoint:
    years = int(entry.number("years", 0))
    by_hand = entry.flag("hand_dated")
    offset = None if by_hand else entry.number("offset_days")
    if offset is not None and not years and offset <= 0:
        raise ValueError("a follow-up has no day")
    return FollowUpPoint(
        id=entry.text("id"),
        label=entry.text("label"),
        offset_days=offset,
        grace_days=entry.number("grace_days"),
        about=entry.text("about"),
        default_on=entry.flag("default_on"),
        status=entry.one_of("status", Status),
        applies_to=frozenset(entry.texts("applies_to")),
        years=years,
    )


def _policy(entry: Entry) -> AttendancePolicy:
    return AttendancePolicy(
        id=entry.text("id"),
        label=entry.text("label"),
        invitation=entry.text("invitation"),
        values=tuple(AttendanceValue(value) for value in entry.texts("values")),
        needs_citation=entry.flag("needs_citation"),
    )


def _engine(entry: Entry) -> Engine:
    return Engine(
        rest_after_night_h=entry.number("rest_after_night_h"),
        rest_after_shift_h=entry.number("rest_after_shift_h"),
        stay_on_h=entry.number("stay_on_h"),
        buffer_before_shift_h=entry.number("buffer_before_shift_h"),
        main_sleep_h=entry.number("main_sleep_h"),
        quiet_from=entry.clock("quiet_from"),
        quiet_until=entry.clock("quiet_until"),
        notice_h=entry.number("notice_h"),
        start_every_minutes=entry.whole("start_every_minutes"),
        most_sessions=entry.whole("most_sessions"),
        choices=entry.whole("choices"),
        people_per_leader=entry.whole("people_per_leader"),
        target_step_h=entry.number("target_step_h"),
    )


def _state_maker(sources: dict[str, Source]) -> Callable[[Entry], StateRecords]:
    def make(entry: Entry) -> StateRecords:
        return StateRecords(
            code=entry.text("code"),
            name=entry.text("name"),
            citation=entry.text("citation"),
            written_record=entry.one_of("written_record", WrittenRecord),
            url=sources[entry.text("source")].url,
            read=entry.one_of("read", Read),
            groups=entry.one_of("group", Groups),
            helper_there=entry.flag("helper_there"),
            cautions=tuple(entry.texts("cautions")),
        )

    return make
