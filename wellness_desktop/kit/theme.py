"""One look on every system: Fusion, our palette, one small style sheet, the system's font scaled.

Fonts are never named in the style sheet; whoever needs another size asks for it relative to the system's
font (`scale_font`), so that the text size setting reaches every word.
"""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from wellness_desktop.kit import icons
from wellness_desktop.kit.singletons import keep_singletons_alive
from wellness_desktop.kit.style_sheet import style_sheet
from wellness_desktop.kit.tokens import CONTRAST, DARK, LIGHT, THEMES, Tokens

FUSION = ("-style", "fusion")
"""Asked for when the application is made: setStyle() hands the style back, and with it come 570 constants, 5 ms."""
STYLED = "has_fusion"
"""The application's property that says so."""
SMALLEST_POINTS = 10.0
"""Some systems still use 9 points, which is too small for tired eyes."""

_current: Tokens = LIGHT
_choice = "system"
_text_percent = 100
_system_font: QFont | None = None


def tokens() -> Tokens:
    """The colors in use now."""
    return _current


def color(name: str) -> QColor:
    """The color of one token, for painting."""
    return QColor(getattr(_current, name))


def apply_theme(app: QApplication, theme: str = "system", text_percent: int = 100) -> Tokens:
    """Dresses the whole program; may be called again at any time to switch.

    `theme` is "system", "light", "dark" or "contrast"; `text_percent` runs from 100 to 200.
    """
    global _current, _choice, _text_percent  # noqa: PLW0603 - there is one screen and one look
    first = _system_font is None
    _choice, _text_percent = theme, min(200, max(100, text_percent))
    _current = THEMES.get(theme) or _system_tokens()
    if first:
        keep_singletons_alive()
        if not app.property(STYLED):
            app.setStyle("Fusion")
        _follow_system(app)
    icons.use_colors(_current)
    app.setPalette(_palette(_current))
    app.setFont(_font(app, _text_percent))
    sheet = style_sheet(_current, QFontMetrics(app.font()).height())
    if sheet != app.styleSheet():  # Qt would dress every living widget again, in the same clothes
        app.setStyleSheet(sheet)
    icons.remake(app)
    _tell_widgets(app)
    return _current


def _tell_widgets(app: QApplication) -> None:
    """Calls `theme_changed()` of every living widget that has it: own font sizes, painted colors, icons in lists.

    Qt itself tells widgets nothing when the program's font changes under a font of their own.
    """
    for widget in app.allWidgets():
        if not shiboken6.isValid(widget):  # one told before took it away
            continue
        told = getattr(widget, "theme_changed", None)
        if told is not None:
            told()


def _system_tokens() -> Tokens:
    """What the system asks for; an unknown scheme counts as light."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _follow_system(app: QApplication) -> None:
    """Switches along when the system changes by day and night, unless a theme was chosen."""

    def follow() -> None:
        if _choice == "system" and _system_tokens() is not _current:
            apply_theme(app, _choice, _text_percent)

    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(follow)
    hints.accessibility().contrastPreferenceChanged.connect(follow)


def _font(app: QApplication, percent: int) -> QFont:
    global _system_font  # noqa: PLW0603 - asked once, before we change it ourselves
    if _system_font is None:
        _system_font = QFont(app.font())
    font = QFont(_system_font)
    points = font.pointSizeF() if font.pointSizeF() > 0 else SMALLEST_POINTS
    font.setPointSizeF(max(points, SMALLEST_POINTS) * percent / 100)
    return font


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colors = {
        role.Window: t.bg,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.text,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.danger,
        role.Highlight: t.chosen,
        role.HighlightedText: t.on_chosen,
        role.Link: t.link,
        role.LinkVisited: t.link,
        role.ToolTipBase: t.text,
        role.ToolTipText: t.surface,
        role.PlaceholderText: t.muted,
        role.Accent: t.accent,
        role.Light: t.surface,
        role.Midlight: t.sunken,
        role.Mid: t.line,
        role.Dark: t.edge,
        role.Shadow: t.edge,
    }
    palette = QPalette()
    for name, value in colors.items():
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(t.muted))
    return palette


def text_height() -> int:
    """The height of a line of ordinary text in pixels; sizes on screen are multiples of it."""
    return QFontMetrics(QApplication.font()).height()


def chars(count: float) -> int:
    """The width of `count` average characters in pixels."""
    return round(QFontMetrics(QApplication.font()).averageCharWidth() * count)


def scaled_font(factor: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font, `factor` times its size."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(weight)
    return font


def restyle(widget: QWidget) -> None:
    """Makes the style sheet look at a widget's changed properties."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
