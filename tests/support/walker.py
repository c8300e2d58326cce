"""Walks a page as a screen reader and a keyboard do, and lists what they would stumble over."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

_NAMED_ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonDropDown,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
}
_MOST_STOPS = 400


def visible_widgets(root: QWidget) -> Iterator[QWidget]:
    """All widgets a person could meet on the page now."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root):
            yield widget


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    reached = QAccessible.queryAccessibleInterface(widget)
    return reached.text(QAccessible.Text.Name).strip() if reached else ""


def spoken_description(widget: QWidget) -> str:
    """What a screen reader adds to the name."""
    reached = QAccessible.queryAccessibleInterface(widget)
    return reached.text(QAccessible.Text.Description).strip() if reached else ""


def unnamed_controls(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [_describe(widget) for widget in visible_widgets(root) if _needs_name(widget) and not _has_name(widget)]


def fields_without_label(root: QWidget) -> list[str]:
    """Text fields and lists of choices that neither a label (as buddy) nor a spoken name belongs to."""
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.buddy() is not None}
    buddies |= {buddy.focusProxy() for buddy in list(buddies) if buddy.focusProxy() is not None}
    return [
        _describe(widget)
        for widget in visible_widgets(root)
        if isinstance(widget, QLineEdit | QComboBox) and widget not in buddies and not widget.accessibleName()
        if not isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
    ]


def tab_stops(root: QWidget) -> list[QWidget]:
    """Where Tab leads, from the first stop on, once around. The window must be shown. Whatever stands before the
    place to which Tab comes back is met only once, so it does not count.
    """
    root.window().activateWindow()
    stops: list[QWidget] = []
    start = _first_stop(root)
    if start is None:
        return stops
    start.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(_MOST_STOPS):
        here = QApplication.focusWidget()
        if stops and here is stops[-1]:  # from link to link in a text, or nowhere
            QTest.keyClick(here, Qt.Key.Key_Tab)
            continue
        if here in stops:
            return stops[stops.index(here) :]
        if here is None:
            break
        if root.isAncestorOf(here):
            stops.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return stops


def unreachable(root: QWidget) -> list[str]:
    """Controls that Tab does not reach. Of a group of radio buttons Tab reaches one, arrows the others."""
    stops = set(tab_stops(root))
    groups = {stop.group() for stop in stops if isinstance(stop, QRadioButton) and stop.group()}
    return [
        _describe(widget)
        for widget in _stops_wanted(root)
        if widget not in stops and not (isinstance(widget, QRadioButton) and widget.group() in groups)
    ]


def order_faults(root: QWidget) -> list[str]:
    """Places where Tab goes backwards among the children of one widget: up, or left on the same line."""
    faults = []
    stops = tab_stops(root)
    for before, after in pairwise(stops):
        if before.parent() is not after.parent():
            continue
        first, second = before.geometry(), after.geometry()
        up = second.bottom() < first.top()
        same_line = not up and second.top() <= first.bottom()
        if up or (same_line and second.right() < first.left()):
            faults.append(f"{_describe(before)} -> {_describe(after)}")
    return faults


def shared_keys(root: QWidget) -> list[str]:
    """Shortcuts that two visible buttons claim: Qt then presses neither."""
    keys: dict[str, list[str]] = {}
    for each in root.findChildren(QAbstractButton):
        key = each.shortcut().toString()
        if key and each.isVisible():
            keys.setdefault(key, []).append(each.text() or each.accessibleName())
    return [f"{key} for {', '.join(words)}" for key, words in keys.items() if len(words) > 1]


def faults(root: QWidget) -> list[str]:
    """Everything above in one list; a page is sound when it is empty."""
    return [
        *(f"has no spoken name: {each}" for each in unnamed_controls(root)),
        *(f"has no label: {each}" for each in fields_without_label(root)),
        *(f"Tab does not reach: {each}" for each in unreachable(root)),
        *(f"Tab goes backwards: {each}" for each in order_faults(root)),
        *(f"one key for two buttons: {each}" for each in shared_keys(root)),
    ]


def _needs_name(widget: QWidget) -> bool:
    reached = QAccessible.queryAccessibleInterface(widget)
    if reached is None or isinstance(widget.parent(), QComboBox | QAbstractSpinBox):
        return False
    return reached.role() in _NAMED_ROLES


def _has_name(widget: QWidget) -> bool:
    """A list of choices is called by its present text on some systems, so its own name is asked for."""
    if isinstance(widget, QComboBox):
        return bool(widget.accessibleName().strip())
    return bool(spoken_name(widget))


def _stops_wanted(root: QWidget) -> Iterator[QWidget]:
    for widget in visible_widgets(root):
        tabbed = int(widget.focusPolicy().value) & int(Qt.FocusPolicy.TabFocus.value)
        if tabbed and widget.isEnabled() and widget.focusProxy() is None and not widget.visibleRegion().isEmpty():
            yield widget


def _first_stop(root: QWidget) -> QWidget | None:
    """The first one in the order Tab has, which begins with the window."""
    wanted = set(_stops_wanted(root))
    here = root.window()
    for _ in range(_MOST_STOPS * 4):
        if here in wanted:
            return here
        here = here.nextInFocusChain()
        if here is root.window():
            break
    return next(iter(wanted), None)


def _describe(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    if isinstance(widget, QLineEdit):
        words = widget.placeholderText()
    place = widget.mapTo(widget.window(), QPoint(0, 0))
    name = words or spoken_name(widget) or widget.objectName()
    return f"{type(widget).__name__} “{name}” at {place.x()},{place.y()} in {type(widget.parent()).__name__}"
