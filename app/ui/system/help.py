"""Help beside the work: the page for the place where one is, found also by any of its words."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
    QWindow,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.ui.parts.actions import Actions
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, colour, heading_font, scaled, scaled_size, scaled_width
from app.ui.system.help_pages import KEYS_PAGE, PAGES, PLACES, HelpPage, help_pages, matching

_SIZE_PX = (900, 640)
_LIST_WIDTH_PX = 280
# Of the font's own, which is high already where it has Hangul.
_LINE_HEIGHT_PERCENT = 110
_INDENT_PX = 24
_COLUMN_SHARES_PERCENT = (36, 64)


class HelpDesk(QObject):
    """Opens help; also by its key in a dialog, which keeps the window's own keys from working."""

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._window: HelpWindow | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    def show_here(self) -> None:
        self.show(page_for(QApplication.focusWidget() or QApplication.activeWindow()))

    def show_keys(self) -> None:
        self.show(KEYS_PAGE)

    def show(self, page_id: str) -> "HelpWindow":
        """Beside the window that is active: a dialog lets nobody reach a window that is not its own."""
        owner = QApplication.activeModalWidget() or QApplication.activeWindow()
        if self._window is None or not isValid(self._window) or self._window.parentWidget() is not owner:
            self._close()
            self._window = HelpWindow(help_pages(self._actions, interface_language()), owner)
        self._window.show_page(page_id)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        return self._window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F1:
            self.show_here()
            return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _close(self) -> None:
        if self._window is not None and isValid(self._window):
            self._window.close()
            self._window.deleteLater()


class HelpWindow(QDialog):
    """The pages at the left, the chosen one at the right."""

    def __init__(self, pages: tuple[HelpPage, ...], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.resize(scaled_size(*_SIZE_PX))
        self._pages = {page.id: page for page in pages}
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search help"))
        self._search.setAccessibleName(self.tr("Search help"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._show_matching)
        self._list = QListWidget()
        self._list.setObjectName("pages")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Pages of help"))
        self._list.currentItemChanged.connect(self._on_page_chosen)
        self._none = QLabel(self.tr("No page has all of these words."))
        self._none.setObjectName("muted")
        self._none.setWordWrap(True)
        self._text = QTextBrowser()
        self._text.setObjectName("help")
        self._text.setAccessibleName(self.tr("Help"))
        self._search.returnPressed.connect(self._text.setFocus)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._search)
        left.addWidget(self._none)
        left.addWidget(self._list, 1)
        self._list.setFixedWidth(scaled_width(_LIST_WIDTH_PX))
        self._search.setFixedWidth(scaled_width(_LIST_WIDTH_PX))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(left)
        layout.addWidget(self._text, 1)
        self._show_matching("")

    @property
    def shown_page(self) -> str:
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def show_page(self, page_id: str) -> None:
        self._search.clear()
        for row in range(self._list.count()):
            if self._list.item(row).data(Qt.ItemDataRole.UserRole) == page_id:
                self._list.setCurrentRow(row)
        self._search.setFocus()

    def _show_matching(self, words: str) -> None:
        found = matching(list(self._pages.values()), words)
        self._list.clear()
        for page in found:
            item = QListWidgetItem(page.title, self._list)
            item.setData(Qt.ItemDataRole.UserRole, page.id)
        self._none.setVisible(not found)
        self._list.setCurrentRow(0)

    def _on_page_chosen(self) -> None:
        page = self._pages.get(self.shown_page)
        self._text.setMarkdown(page.text if page else "")
        _give_room(self._text.document())
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        word = next(iter(self._search.text().split()), "")
        if word:
            self._text.find(word)


def _give_room(document: QTextDocument) -> None:
    """Between lines, around paragraphs and headings, in tables: Markdown comes without."""
    document.setIndentWidth(scaled(_INDENT_PX))
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame)
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        form = block.blockFormat()
        if cursor.currentTable() is None:
            form.setLineHeight(_LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setTopMargin(SPACE_L if form.headingLevel() > 1 else 0)
            form.setBottomMargin(SPACE_S if _goes_on(block) else SPACE_M)
        cursor.setBlockFormat(form)
        if form.headingLevel():
            words = QTextCharFormat()
            words.setFont(heading_font(form.headingLevel()))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(words)
        block = block.next()


def _goes_on(block: QTextBlock) -> bool:
    """A list, in the next block."""
    return block.textList() is not None and block.next().textList() is not None


def _rule(table: QTextTable) -> None:
    """As wide as the page, its first column as in every other table, and nothing drawn but a line under each row."""
    form = QTextTableFormat()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellPadding(SPACE_S + 2)
    form.setCellSpacing(0)
    form.setTopMargin(SPACE_S)
    form.setBottomMargin(SPACE_L)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in _COLUMN_SHARES_PERCENT]
    )
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            ruled = QTextTableCellFormat(cell.format())
            ruled.setLeftPadding(SPACE_M if column else 0)
            ruled.setBottomBorder(1)
            ruled.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            ruled.setBottomBorderBrush(colour("border"))
            cell.setFormat(ruled)


def page_for(widget: QWidget | None) -> str:
    """Of the innermost place around the widget that has one; else where to start."""
    while widget is not None:
        page = PLACES.get(widget.metaObject().className())
        if page is not None:
            return page
        widget = widget.parentWidget()
    return PAGES[0]
