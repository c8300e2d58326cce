"""Lucide icons (ISC), drawn in the colors of the theme at the size of the text.

Each icon is drawn once for each color and size; drawing them again cost 50 ms at start
(findings/window_pdf_speed.md 3).
"""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from wellness_desktop.base.resources import resource
from wellness_desktop.kit.tokens import LIGHT, Tokens

_colors: Tokens = LIGHT
_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
_icons: dict[tuple[str, str, str, int, float], QIcon] = {}


def use_colors(colors: Tokens) -> None:
    """Called by the theme when it changes."""
    global _colors  # noqa: PLW0603 - there is one screen and one look
    _colors = colors
    _pixmaps.clear()
    _icons.clear()


def icon(name: str, tint: str = "text", chosen: str = "on_chosen") -> QIcon:
    """The icon `name` in the color token `tint`, and in `chosen` where its row is selected."""
    size, ratio = icon_size(1.2).width(), _ratio()
    key = (name, tint, chosen, size, ratio)
    if key not in _icons:
        made = QIcon(pixmap(name, tint, 1.2))
        made.addPixmap(pixmap(name, chosen, 1.2), QIcon.Mode.Selected)
        made.addPixmap(pixmap(name, "muted", 1.2), QIcon.Mode.Disabled)
        _icons[key] = made
    return _icons[key]


def pixmap(name: str, tint: str = "text", scale: float = 1.2) -> QPixmap:
    """The icon as a picture, `scale` times as high as a line of text."""
    size, ratio = icon_size(scale).width(), _ratio()
    key = (name, tint, size, ratio)
    if key not in _pixmaps:
        _pixmaps[key] = _draw(name, getattr(_colors, tint), size, ratio)
    return _pixmaps[key]


def icon_size(scale: float = 1.0) -> QSize:
    """A square `scale` times as high as a line of text."""
    side = round(QFontMetrics(QApplication.font()).height() * scale)
    return QSize(side, side)


def give_icon(widget: QAbstractButton | QLabel, name: str, tint: str = "text", scale: float = 1.2) -> None:
    """Puts an icon on a button or label, and again after each change of theme or text size."""
    widget.setProperty("icon_name", name)
    widget.setProperty("icon_tint", tint)
    widget.setProperty("icon_scale", scale)
    _put(widget)


def remake(app: QApplication) -> None:
    """Draws the icons of all living buttons and labels again."""
    for widget in app.allWidgets():
        if widget.property("icon_name") and isinstance(widget, QAbstractButton | QLabel):
            _put(widget)


def _put(widget: QAbstractButton | QLabel) -> None:
    name, tint, scale = (widget.property(key) for key in ("icon_name", "icon_tint", "icon_scale"))
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, tint, scale))
        return
    picture, faded = pixmap(name, tint, scale), pixmap(name, "muted", scale)
    if widget.text():
        picture, faded = _with_room(picture), _with_room(faded)
    made = QIcon(picture)
    # Qt's own fading turns white on a filled button into white on the page.
    made.addPixmap(faded, QIcon.Mode.Disabled)
    widget.setIcon(made)
    widget.setIconSize(picture.deviceIndependentSize().toSize())


def _with_room(picture: QPixmap) -> QPixmap:
    """The style puts words too close to an icon, so the icon brings its own room at the right."""
    wide = QPixmap(round(picture.width() * 1.25), picture.height())
    wide.fill(Qt.GlobalColor.transparent)
    wide.setDevicePixelRatio(picture.devicePixelRatio())
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wide


def _ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0


def _draw(name: str, color: str, size: int, ratio: float) -> QPixmap:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
