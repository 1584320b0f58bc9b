"""Colours, fonts, sizes and style sheet of the dark theme, made for a dark room and walls read from 3 m.

Text on its ground reaches WCAG AAA (7:1). No state is told by colour alone: each has a sign or a word too.

**Text scale, 80 to 200 %.** It has one home, the application, where `apply` puts it; `apply` again changes it
while everything runs. Qt then lays every widget out anew and repaints it, so a widget that *keeps no size*
follows by itself. Therefore: (1) ask `font()` and `px()` in `paintEvent`, `sizeHint` and `minimumSizeHint`,
each time, never in `__init__`; the numbers given to them are those of 100 %. (2) Give a label its size and
weight by name, `plain_label(size="large", bold=True)`, never by `setFont`; a button, a field, a list needs
nothing. (3) Instead of `setFixedHeight(30)` let `sizeHint` answer and set a size policy. (4) What has to be
set once all the same (section sizes, icon sizes, pixmaps in labels, cached metrics, widths of columns) stands
in one method that `widgets.scaling.follow_scale(self, method)` calls now and after every change. (5) A dialog
takes its size by `scaling.fit_dialog(self, width, height)`; whatever may grow taller than the screen lies in
a scroll area, and texts in a row elide or wrap. Gaps and borders do not scale.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

FONT_FAMILIES: Final = ("Noto Sans CJK SC", "Microsoft YaHei", "sans-serif")
MONO_FAMILIES: Final = ("Noto Sans Mono CJK SC", "Consolas", "monospace")
BASE_POINT_SIZE: Final = 10.5

GROUND: Final = "#0d1117"  # behind everything
SURFACE: Final = "#151b23"  # panels
RAISED: Final = "#1f2733"  # headers, inputs, buttons
LINE: Final = "#303b4a"  # borders
TEXT: Final = "#e8edf4"
TEXT_QUIET: Final = "#adb8c6"
ACCENT: Final = "#70b7ff"  # selection, focus
SELECTION: Final = "#17406b"
HOVER: Final = "#1b2430"

OK: Final = "#4fd18b"
WARNING: Final = "#ffc24d"
DANGER: Final = "#ff9a93"

#: Grounds of banners, dark enough for TEXT.
DANGER_GROUND: Final = "#5a1216"
WARNING_GROUND: Final = "#4a3403"
#: Stripes beside the words "demonstration data": seen all day, so they must not glare.
HATCH: Final = "#7a5a12"

#: Severity 1 (red) to 4 (blue), as 红橙黄蓝 has them: for shapes, not for text.
SEVERITY: Final = {1: "#ff6b6b", 2: "#ff9f43", 3: "#f7d154", 4: "#63b3ff"}

#: Sizes of text by their names in the style sheet (`QLabel[text_size="..."]`), in points at 100 %.
TEXT_SIZES: Final = {
    "small": BASE_POINT_SIZE - 0.5,
    "large": BASE_POINT_SIZE + 2,
    "title": BASE_POINT_SIZE + 3.5,
    "larger": BASE_POINT_SIZE + 6,
    "great": BASE_POINT_SIZE + 8,
    "huge": BASE_POINT_SIZE + 12,
}

#: At 100 %, in pixels.
_ROW_HEIGHT: Final = 30
#: Smallest height of anything that is pressed, at 100 %, in pixels.
_TARGET_HEIGHT: Final = 32
#: Between parts; it does not scale.
GAP: Final = 8

#: Text scales from ... to, in per cent.
SMALLEST_SCALE: Final = 80
LARGEST_SCALE: Final = 200
#: The application's property that holds the text scale, in per cent; None before the theme was applied.
SCALE_PROPERTY: Final = "text_scale"
#: What every widget is sent after the theme was applied; `widgets.scaling` listens to it.
SCALED: Final = QEvent.Type(QEvent.registerEventType())


def scale() -> int:
    """The text scale that holds now, in per cent."""
    application = QApplication.instance()
    held = None if application is None else application.property(SCALE_PROPERTY)
    return held if isinstance(held, int) else 100


def px(pixels: float) -> int:
    """How many pixels that which takes `pixels` at 100 % takes now."""
    return round(pixels * scale() / 100)


def row_height() -> int:
    """Height of a row of a table, in pixels."""
    return px(_ROW_HEIGHT)


def target_height() -> int:
    """Smallest height of anything that is pressed, in pixels."""
    return px(_TARGET_HEIGHT)


def font(*, points: float = BASE_POINT_SIZE, bold: bool = False, mono: bool = False) -> QFont:
    """A font of the theme, `points` large at 100 %.

    Chinese glyphs come from the named family, never from a guess of the system's.
    """
    made = QFont(list(MONO_FAMILIES if mono else FONT_FAMILIES))
    made.setPointSizeF(points * scale() / 100)
    made.setBold(bold)
    return made


def far_font(*, points: float, bold: bool = False, mono: bool = False) -> QFont:
    """A font that is read from across the room, `points` large at any scale: larger than others ever are."""
    made = font(bold=bold, mono=mono)
    made.setPointSizeF(points)
    return made


def palette() -> QPalette:
    """The theme's colours for whatever Qt draws without the style sheet."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, SURFACE),
        (role.WindowText, TEXT),
        (role.Base, GROUND),
        (role.AlternateBase, SURFACE),
        (role.Text, TEXT),
        (role.PlaceholderText, TEXT_QUIET),
        (role.Button, RAISED),
        (role.ButtonText, TEXT),
        (role.BrightText, DANGER),
        (role.ToolTipBase, RAISED),
        (role.ToolTipText, TEXT),
        (role.Highlight, SELECTION),
        (role.HighlightedText, TEXT),
        (role.Link, ACCENT),
        (role.Mid, LINE),
        (role.Dark, GROUND),
        (role.Light, LINE),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(TEXT_QUIET))
    return made


def apply(app: QApplication, *, scale: int = 100) -> None:
    """Give `app` the theme: Fusion below, then text scale (in per cent), font, palette and style sheet.

    Applied again with another scale it lays every widget out anew.
    """
    if app.property(SCALE_PROPERTY) is None:
        # Once: with another style every widget is polished, which takes as long as all the rest.
        app.setStyle("Fusion")
    app.setProperty(SCALE_PROPERTY, min(max(scale, SMALLEST_SCALE), LARGEST_SCALE))
    app.setFont(font())
    app.setPalette(palette())
    # Qt tells every widget so, and asks each for its size again.
    app.setStyleSheet(stylesheet())
    # Only now: while Qt polishes its widgets none of them may be rebuilt.
    for widget in app.allWidgets():
        if isValid(widget):
            QApplication.sendEvent(widget, QEvent(SCALED))


def stylesheet() -> str:
    """The style sheet; parts are named by object name or by the property ``part``, sizes by ``text_size``."""
    sizes = "\n".join(
        f'QLabel[text_size="{name}"] {{ font-size: {points * scale() / 100}pt; }}'
        for name, points in TEXT_SIZES.items()
    )
    row, target, mark = row_height(), target_height(), px(16)
    return f"""{sizes}
QLabel[bold="true"] {{ font-weight: bold; }}
QMainWindow, QDialog, #desk {{ background: {GROUND}; }}
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px; }}
QMenu {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px 0; }}
QMenu::item {{ padding: 4px 28px 4px 28px; }}
QMenu::item:selected {{ background: {SELECTION}; }}
QMenu::item:disabled {{ color: {TEXT_QUIET}; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 0; }}
QLabel {{ background: transparent; color: {TEXT}; }}
QLabel[part="quiet"], QLabel[part="caption"] {{ color: {TEXT_QUIET}; }}
QLabel[part="heading"] {{ color: {TEXT}; font-weight: bold; }}
QLabel[part="error"] {{ color: {DANGER}; }}
QLabel[part="warning"] {{ color: {WARNING}; }}
QLabel[part="key"] {{ background: {GROUND}; border: 1px solid {TEXT_QUIET}; border-radius: 4px;
    padding: 0 6px; font-weight: bold; }}
QFrame[part="panel"] {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: 4px; }}
QFrame[part="palette"] {{ background: {SURFACE}; border: 2px solid {ACCENT}; }}

QLineEdit, QPlainTextEdit, QComboBox, QDateTimeEdit {{
    background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; border-radius: 4px;
    placeholder-text-color: {TEXT_QUIET}; padding: 4px 8px;
    selection-background-color: {SELECTION}; selection-color: {TEXT};
}}
QLineEdit, QComboBox, QDateTimeEdit {{ min-height: {target - 12}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateTimeEdit:focus {{
    border: 2px solid {ACCENT}; padding: 3px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDateTimeEdit:disabled {{
    background: {SURFACE}; color: {TEXT_QUIET}; border: 1px dashed {LINE}; }}
QComboBox::down-arrow:disabled, QDateTimeEdit::down-arrow:disabled {{ border-color: {SURFACE};
    border-top-color: {LINE}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {TEXT_QUIET}; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: {px(26)}px; }}
QComboBox::down-arrow, QDateTimeEdit::down-arrow, QPushButton::menu-indicator {{ width: 0; height: 0;
    border-top: {px(6)}px solid {TEXT_QUIET}; border-left: {px(5)}px solid {RAISED};
    border-right: {px(5)}px solid {RAISED}; }}
QPushButton::menu-indicator {{ subcontrol-origin: padding; subcontrol-position: right center; right: 4px; }}
QComboBox QAbstractItemView {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE};
    selection-background-color: {SELECTION}; selection-color: {TEXT}; outline: none; }}

QPushButton {{
    background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; border-radius: 4px;
    min-height: {target - 10}px; padding: 4px 14px;
}}
QPushButton:hover {{ background: {LINE}; }}
QPushButton:pressed {{ background: {SELECTION}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 3px 13px; }}
QPushButton:default {{ background: {SELECTION}; border-color: {ACCENT}; }}
QPushButton[part="link"], QPushButton[part="link"]:focus {{ text-align: left; border: 0; padding: 0;
    background: transparent; color: {ACCENT}; }}
QPushButton[part="link"]:hover, QPushButton[part="link"]:focus {{ text-decoration: underline; }}
QPushButton[part="choice"]:checked {{ background: {SELECTION}; border: 2px solid {ACCENT}; }}
QPushButton:disabled {{ background: {SURFACE}; color: {TEXT_QUIET}; border: 1px dashed {LINE}; }}

QAbstractItemView {{ background: {SURFACE}; color: {TEXT}; border: none; outline: none;
    selection-background-color: {SELECTION}; selection-color: {TEXT}; }}
QHeaderView {{ background: {RAISED}; border: none; }}
QHeaderView::section {{ background: {RAISED}; color: {TEXT_QUIET}; border: none;
    border-bottom: 1px solid {LINE}; padding: 0 8px; }}
QTreeView::item {{ min-height: {row - 2}px; }}
QTreeView::item:selected, QListView::item:selected {{ background: {SELECTION}; color: {TEXT}; }}
QTreeView::item:hover, QListView::item:hover {{ background: {HOVER}; }}
QListView::item {{ min-height: {row}px; padding-left: 6px; }}

QCheckBox {{ color: {TEXT}; spacing: 8px; min-height: {target - 8}px; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ width: {mark}px; height: {mark}px;
    border: 1px solid {TEXT_QUIET}; border-radius: 3px; background: {RAISED}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {ACCENT}; border-color: {ACCENT}; }}
QCheckBox:focus {{ color: {ACCENT}; }}

QRadioButton {{ color: {TEXT}; spacing: 8px; min-height: {target - 8}px; }}
QRadioButton::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {TEXT_QUIET};
    border-radius: {mark // 2}px; background: {RAISED}; }}
QRadioButton::indicator:checked {{ background: {ACCENT}; border-color: {ACCENT}; }}
QRadioButton:focus {{ color: {ACCENT}; }}

QTabWidget::pane {{ border: none; background: {SURFACE}; }}
QTabBar {{ background: {GROUND}; }}
QTabBar::tab {{ background: {GROUND}; color: {TEXT_QUIET}; border: none; border-bottom: 2px solid transparent;
    padding: 0 12px; min-height: {target}px; }}
QTabBar::scroller {{ width: 0; }}
QToolButton[part="all-tabs"] {{ background: {GROUND}; color: {TEXT_QUIET}; border: none;
    min-width: {target}px; min-height: {target}px; }}
QToolButton[part="all-tabs"]:hover, QToolButton[part="all-tabs"]:focus {{ color: {ACCENT}; }}
QToolButton[part="all-tabs"]::menu-indicator {{ image: none; }}
QTabBar::tab:selected {{ color: {TEXT}; border-bottom: 2px solid {ACCENT}; background: {SURFACE}; }}
QTabBar::tab:focus {{ color: {ACCENT}; }}

QSplitter::handle {{ background: {GROUND}; }}
QSplitter::handle:hover {{ background: {ACCENT}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: {SURFACE}; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: {SURFACE}; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {LINE}; border-radius: 4px; margin: 2px;
    min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {TEXT_QUIET}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""
