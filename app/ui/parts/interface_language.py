"""The language of the window: Korean or English, from SAEGIM_LANG, or the settings, or else from the system."""

import os
from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.domain.language import Language
from app.paths import RESOURCES
from app.ui.parts import settings

_TRANSLATIONS = RESOURCES / "i18n"


def interface_language() -> Language:
    wanted = os.environ.get("SAEGIM_LANG") or settings.chosen()[settings.LANGUAGE]
    if wanted == settings.SYSTEM:
        wanted = _system_language()
    return Language.KO if wanted.lower().startswith(Language.KO) else Language.EN


@cache
def _system_language() -> str:
    return next(iter(QLocale.system().uiLanguages()), "")


def is_language_given() -> bool:
    """By SAEGIM_LANG: nothing that is chosen would change it."""
    return bool(os.environ.get("SAEGIM_LANG"))


def interface_locale() -> QLocale:
    if interface_language() is Language.KO:
        return QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@cache
def korean_translator() -> QTranslator:
    """Saegim's Korean words, whatever the language of the window."""
    translator = QTranslator()
    translator.load(QLocale(QLocale.Language.Korean), "saegim", "_", str(_TRANSLATIONS))
    return translator


def install_translations(application: QCoreApplication) -> None:
    """Saegim's own words, and Qt's for its standard dialogs. May be called again after another choice."""
    QLocale.setDefault(interface_locale())
    for translator in (_korean_of_qt(), korean_translator()):
        application.removeTranslator(translator)
        if interface_language() is Language.KO:
            application.installTranslator(translator)


@cache
def _korean_of_qt() -> QTranslator:
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator.load(QLocale(QLocale.Language.Korean), "qtbase", "_", folder)
    return translator
