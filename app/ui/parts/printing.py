"""Prints a PDF that is held in memory: nothing of it is left on the disk."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

# Sharper than what a ward's printer shows, and light enough for its memory.
_DOTS_PER_INCH = 300


def print_pdf(content: bytes, parent: QWidget) -> bool:
    """Asks on which printer; False where the user thinks better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not QPrintDialog(printer, parent).exec():
        return False
    paint_pdf(content, printer)
    return True


def paint_pdf(content: bytes, printer: QPrinter) -> None:
    """Every page, as large as the paper."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    first = document.pagePointSize(0)
    is_wide = first.width() > first.height()
    printer.setResolution(_DOTS_PER_INCH)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    painter = QPainter(printer)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        size = document.pagePointSize(number).scaled(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        painter.drawImage(QRect(paper.topLeft(), size), document.render(number, size))
    painter.end()
