"""One look, switched while the program runs; icons, fonts and painted parts follow."""

import re
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.support.looks import look
from wellness_desktop.base.resources import resource
from wellness_desktop.kit import icons, style_sheet, theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.tokens import CONTRAST, DARK, LIGHT, THEMES

KIT = Path(theme.__file__).parent


def color_of(picture: Any) -> str:
    """The color of the most opaque point of a picture."""
    image = picture.toImage()
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(points, key=lambda color: color.alpha()).name().upper()


@pytest.mark.parametrize("name", THEMES)
def test_palette_and_tokens_follow_the_theme(qapp: QApplication, name: str) -> None:
    with look(qapp, name):
        assert theme.tokens() is THEMES[name]
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == THEMES[name].bg
        assert theme.color("text").name().upper() == THEMES[name].text
    assert theme.tokens() is LIGHT


def test_an_unknown_system_counts_as_light(qapp: QApplication) -> None:
    with look(qapp, "system"):
        assert theme.tokens() is LIGHT


def test_the_system_is_followed_unless_a_theme_was_chosen(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = qapp.styleHints()
    with look(qapp, "system"):
        monkeypatch.setattr(theme, "_system_tokens", lambda: DARK)
        hints.colorSchemeChanged.emit(hints.colorScheme())
        assert theme.tokens() is DARK
        monkeypatch.setattr(theme, "_system_tokens", lambda: CONTRAST)
        hints.accessibility().contrastPreferenceChanged.emit(hints.accessibility().contrastPreference())
        assert theme.tokens() is CONTRAST
    with look(qapp, "dark"):
        hints.colorSchemeChanged.emit(hints.colorScheme())
        assert theme.tokens() is DARK


def test_a_widget_that_takes_others_away_does_not_stop_the_switch(qtbot: Any, qapp: QApplication) -> None:
    class Taker(QWidget):
        def theme_changed(self) -> None:
            for child in self.findChildren(Text):
                shiboken6.delete(child)

    taker, after = Taker(), Text("Title", "title")
    for at in range(20):
        Text(f"line {at}", "title", taker)
    qtbot.addWidget(taker)
    qtbot.addWidget(after)
    before = after.font().pointSizeF()
    with look(qapp, "light", 200):
        assert after.font().pointSizeF() == pytest.approx(2 * before)


def test_text_grows_everywhere_and_comes_back(qtbot: Any, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    title, body, chip = Text("Title", "title", window), Text("Body", "body", window), Chip("Now", "ok", window)
    window.show()
    before = [widget.font().pointSizeF() for widget in (title, body, chip)]
    with look(qapp, "light", 200):
        after = [widget.font().pointSizeF() for widget in (title, body, chip)]
        assert after == pytest.approx([2 * size for size in before])
    assert [widget.font().pointSizeF() for widget in (title, body, chip)] == pytest.approx(before)


def test_text_size_stays_within_its_bounds(qapp: QApplication) -> None:
    with look(qapp, "light", 100):
        smallest = qapp.font().pointSizeF()
    with look(qapp, "light", 10):
        assert qapp.font().pointSizeF() == smallest
    with look(qapp, "light", 900):
        assert qapp.font().pointSizeF() == pytest.approx(2 * smallest)


def test_icons_are_drawn_again_in_the_new_color_and_size(qtbot: Any, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pressed, picture = button("Print", "printer", parent=window), QLabel(window)
    icons.give_icon(picture, "phone", "accent", 1.0)
    height = pressed.iconSize().height()
    assert color_of(picture.pixmap()) == LIGHT.accent
    with look(qapp, "dark", 200):
        assert color_of(picture.pixmap()) == DARK.accent
        assert color_of(pressed.icon().pixmap(pressed.iconSize())) == DARK.text
        assert pressed.iconSize().height() == pytest.approx(2 * height, abs=2)
    assert color_of(picture.pixmap()) == LIGHT.accent


def test_icons_in_a_chosen_row_take_the_color_of_the_row(qapp: QApplication) -> None:
    made = icons.icon("badge-check", "on_ok_soft")
    size = icons.icon_size(1.2)
    assert color_of(made.pixmap(size, QIcon.Mode.Normal)) == LIGHT.on_ok_soft
    assert color_of(made.pixmap(size, QIcon.Mode.Selected)) == LIGHT.on_chosen


def test_each_icon_is_drawn_once(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    real = icons._draw

    def counting(name: str, *rest: Any) -> Any:
        drawn.append(name)
        return real(name, *rest)

    monkeypatch.setattr(icons, "_draw", counting)
    for _ in range(3):
        icons.pixmap("hourglass", "accent", 1.37)
    assert drawn == ["hourglass"]


def test_no_style_sheet_names_a_font() -> None:
    for name in THEMES:
        assert "font" not in style_sheet.style_sheet(THEMES[name], 18)


def test_the_style_sheet_grows_with_the_text() -> None:
    small, large = style_sheet.style_sheet(LIGHT, 18), style_sheet.style_sheet(LIGHT, 36)
    assert "width:16px; height:16px; border:2px" in small
    assert "width:32px; height:32px; border:2px" in large


def test_only_the_theme_sets_a_style_sheet() -> None:
    package = KIT.parent
    told = re.compile(r"\.setStyleSheet\(|\.setPixelSize\(")
    found = [
        path.name
        for path in package.rglob("*.py")
        if told.search(path.read_text(encoding="utf-8")) and path not in (KIT / "theme.py",)
    ]
    assert found == []


def test_every_icon_that_is_asked_for_is_shipped() -> None:
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    asked: set[str] = set()
    for path in KIT.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        asked |= set(
            re.findall(r'(?:give_icon\(\s*\w+(?:\.\w+)*,|pixmap\(|icon\(|EmptyState\()\s*"([a-z0-9-]+)"', text)
        )
        asked |= set(re.findall(r'button\(\s*(?:tr\("[^"]*"\)|"[^"]*"),\s*"([a-z0-9-]+)"', text))
    assert len(asked) > 10
    assert asked <= shipped


def test_icons_carry_their_licences() -> None:
    licence = resource("icons", "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in licence
    assert "The MIT License (MIT)" in licence
    assert "Cole Bemis" in licence


def test_contrast_theme_shows_the_help_button_and_chips_with_edges(qapp: QApplication) -> None:
    sheet = style_sheet.style_sheet(CONTRAST, 18)
    assert f"border:1px solid {CONTRAST.on_ok_soft}" in sheet
