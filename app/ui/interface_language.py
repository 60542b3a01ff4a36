"""The language of the window: Korean or English, from SAEGIM_LANG or else from the system."""

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.domain.language import Language
from app.paths import RESOURCES

_TRANSLATIONS = RESOURCES / "i18n"


def interface_language() -> Language:
    chosen = os.environ.get("SAEGIM_LANG") or next(iter(QLocale.system().uiLanguages()), "")
    return Language.KO if chosen.lower().startswith(Language.KO) else Language.EN


def interface_locale() -> QLocale:
    if interface_language() is Language.KO:
        return QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def install_translations(application: QCoreApplication) -> None:
    """Saegim's own words, and Qt's for its standard dialogs."""
    QLocale.setDefault(interface_locale())
    if interface_language() is Language.EN:
        return
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("saegim", str(_TRANSLATIONS)),
    ):
        translator = QTranslator(application)
        if translator.load(QLocale(QLocale.Language.Korean), name, "_", folder):
            application.installTranslator(translator)
