"""The looks: design tokens, the stylesheet made from them, the font stack, icons in a token's colour."""

import os
import re
from collections.abc import Mapping
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.paths import RESOURCES
from app.resources import load_json, load_text
from app.ui.parts import settings

FONT_FAMILIES = (
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "NanumGothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Segoe UI",
    "sans-serif",
)
TITLE_SIZE_PX = 20
HEADING_SIZE_PX = 16
READING_SIZE_PX = 14
DETAIL_SIZE_PX = 12
LINE_HEIGHT = 1.5
# What grows with the text: the letters, what is drawn beside them, and what is as high as a line of them.
_GROWING = re.compile(r"\b(font-size|icon-size|min-height|width|height): (\d+)px")
_ICON_PX = 20
_LINE_OF_TEXT = 1.2
_LEAST_LINE_PX = 12
# Of the screen: a window has a frame, and a screen a bar of its system.
_MOST_OF_SCREEN = 0.94
# The screen that text at 100 % is laid out for, and how large the text may be there before rows have no room.
_CLINIC_WIDTH_PX = 1366
_ROOM_ENDS_AT_PERCENT = 133
# What the list, the transcript and the note need beside each other: margins and frames, and what grows with the text.
_BESIDE_TEXT_PX, _OF_TEXT_PX = 270, 500
SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16


def apply_style(application: QApplication) -> None:
    """As the settings and the system want it now."""
    scheme.cache_clear()
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(reading_font())
    application.setPalette(_palette(tokens()))
    # The stylesheet can only name files, so these two are drawn once for each scheme.
    images = {
        f"{name}_icon": (RESOURCES / "icons" / f"{name}_{scheme()}.svg").as_posix() for name in ("arrow", "check")
    }
    sheet = Template(load_text("style/saegim.qss")).substitute(tokens(), **images)
    application.setStyleSheet(_GROWING.sub(lambda size: f"{size[1]}: {_grown(size[1], int(size[2]))}px", sheet))


def scaled(size_px: int) -> int:
    """The size of text, or of what is as high as its text, as the settings want it."""
    return round(size_px * int(settings.chosen()[settings.TEXT_SIZE]) / 100)


def line_higher(height_px: int) -> int:
    """What is so high around one line of text, around a line as the settings want it."""
    return height_px + round((scaled(READING_SIZE_PX) - READING_SIZE_PX) * _LINE_OF_TEXT)


def scaled_width(width_px: int) -> int:
    """As scaled_size."""
    return scaled_size(width_px, 0).width()


def scaled_size(width_px: int, height_px: int) -> QSize:
    """Of a window: as much larger as its text is, as far as the screen has room."""
    return QSize(scaled(width_px), scaled(height_px)).boundedTo(screen_room())


def screen_room() -> QSize:
    """How large a window may be, its frame apart."""
    return _screen_size() * _MOST_OF_SCREEN


def is_room_short() -> bool:
    """Whether text is so large for its screen, by the settings or by the system, that what stands in one row needs
    two.
    """
    return scaled(100) * _CLINIC_WIDTH_PX >= _ROOM_ENDS_AT_PERCENT * min(_CLINIC_WIDTH_PX, _screen_size().width())


def is_screen_narrow() -> bool:
    """Whether not even then the list of encounters, a transcript and a note have room beside each other."""
    return _screen_size().width() < _BESIDE_TEXT_PX + scaled(_OF_TEXT_PX)


def _screen_size() -> QSize:
    return QGuiApplication.primaryScreen().availableSize()


def tokens() -> Mapping[str, str]:
    """Colour names to hex values."""
    colours: Mapping[str, str] = load_json(f"style/{scheme()}.json")
    return colours


def colour(token: str) -> QColor:
    """Treat it as read-only."""
    return _colour(scheme(), token)


def reading_font() -> QFont:
    """Treat it as read-only."""
    return _font(scaled(READING_SIZE_PX))


def detail_font() -> QFont:
    """Treat it as read-only."""
    return _font(scaled(DETAIL_SIZE_PX))


def detail_bold_font() -> QFont:
    """Treat it as read-only."""
    return _font(scaled(DETAIL_SIZE_PX), is_bold=True)


def reading_bold_font() -> QFont:
    """Treat it as read-only."""
    return _font(scaled(READING_SIZE_PX), is_bold=True)


def heading_font(level: int) -> QFont:
    """Treat it as read-only."""
    return _font(scaled(TITLE_SIZE_PX if level == 1 else HEADING_SIZE_PX), is_bold=True)


def _grown(what: str, size_px: int) -> int:
    """A hairline stays one; a box keeps its room around a line of text that is higher."""
    if size_px <= 1:
        return size_px
    return line_higher(size_px) if what == "min-height" and size_px > _LEAST_LINE_PX else scaled(size_px)


@cache
def _font(size_px: int, *, is_bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(FONT_FAMILIES)
    font.setPixelSize(size_px)
    font.setBold(is_bold)
    return font


def icon(name: str, token: str = "text") -> QIcon:
    """An icon of resources/icons in a token's colour, greyed where its control is disabled."""
    return _icon(scheme(), name, token, scaled(_ICON_PX))


@cache
def _icon(scheme_name: str, name: str, token: str, size_px: int) -> QIcon:
    inks = load_json(f"style/{scheme_name}.json")
    image = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, token), (QIcon.Mode.Disabled, "text_muted")):
        for ratio in (1, 2, 3):
            image.addPixmap(_rendered(name, inks[ink], size_px, ratio), mode)
    return image


def pixmap(name: str, token: str, size_px: int) -> QPixmap:
    """Larger with larger text. Treat it as read-only."""
    return _pixmap(scheme(), name, token, scaled(size_px), QGuiApplication.primaryScreen().devicePixelRatio())


@cache
def _pixmap(_scheme: str, name: str, token: str, size_px: int, ratio: float) -> QPixmap:
    return icon(name, token).pixmap(QSize(size_px, size_px), ratio)


@cache
def _rendered(name: str, ink: str, size_px: int, ratio: int) -> QPixmap:
    drawing = load_text(f"icons/{name}.svg").replace("currentColor", ink)
    image = QPixmap(size_px * ratio, size_px * ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@cache
def scheme() -> str:
    """SAEGIM_COLOURS or the settings (light, dark, contrast), or else what the system asks for; the same until the
    style is applied anew.
    """
    wanted = os.environ.get("SAEGIM_COLOURS") or settings.chosen()[settings.APPEARANCE]
    if wanted != settings.SYSTEM:
        return wanted
    return "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


@cache
def _colour(scheme_name: str, token: str) -> QColor:
    return QColor(load_json(f"style/{scheme_name}.json")[token])


def _palette(colours: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    for role, token in (
        (QPalette.ColorRole.Window, "window"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.AlternateBase, "surface_sunken"),
        (QPalette.ColorRole.Button, "surface"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.PlaceholderText, "text_muted"),
        (QPalette.ColorRole.Highlight, "accent"),
        (QPalette.ColorRole.HighlightedText, "on_accent"),
        (QPalette.ColorRole.Link, "accent"),
    ):
        palette.setColor(role, QColor(colours[token]))
    return palette
