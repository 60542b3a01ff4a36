"""The languages in which people speak to Saegim and in which it writes. Korean and English are equal."""

from enum import StrEnum


class Language(StrEnum):
    KO = "ko"
    EN = "en"
