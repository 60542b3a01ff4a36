"""The clinic's own words, kept with its settings."""

from dataclasses import asdict

from app.domain.formats import Json
from app.domain.vocabulary import ClinicVocabulary, FixedCorrection
from app.storage.columns import keep_setting, setting
from app.storage.database import VaultDatabase

_NAME = "vocabulary"


class VocabularyStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def get(self) -> ClinicVocabulary:
        """Empty where nothing has been added."""
        content = setting(self._database, _NAME)
        return _vocabulary(content) if content else ClinicVocabulary()

    def save(self, vocabulary: ClinicVocabulary) -> None:
        keep_setting(self._database, _NAME, asdict(vocabulary))


def _vocabulary(content: Json) -> ClinicVocabulary:
    corrections = tuple(FixedCorrection(**each) for each in content["corrections"])
    return ClinicVocabulary(tuple(content["specialties"]), tuple(content["words"]), corrections)
