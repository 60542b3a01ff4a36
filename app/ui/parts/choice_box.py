"""A choice whose words end in «…» where they do not fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

# Qt asks for as much room as the ink of the words takes, and they are cut by how far they advance.
_MORE_THAN_INK = QSize(4, 0)


class ChoiceBox(QComboBox):
    def sizeHint(self) -> QSize:
        return super().sizeHint() + _MORE_THAN_INK

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + _MORE_THAN_INK

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, field, self)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(box, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
