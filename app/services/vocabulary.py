"""The words that recognition is to know: the clinic's own, its specialties' terms, the patient's medications."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from app.domain.errors import InputError
from app.domain.vocabulary import ClinicVocabulary, FixedCorrection, Vocabulary
from app.services.charts import record_of
from app.speech.vocabulary import SPECIALTIES
from app.storage.vault import Vault

_LONGEST = 60
_MOST = 2000


class VocabularyService:
    """Holds for what is recognised from now on; a transcript that is there stays as it is."""

    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def get(self) -> ClinicVocabulary:
        return self._vault.vocabulary.get()

    def add_word(self, word: str) -> ClinicVocabulary:
        """Again or in other letters: it is there once. Raises InputError("vocabulary_entry" | "vocabulary_full")."""
        word, known = _entry(word), self.get()
        rest = tuple(each for each in known.words if each.casefold() != word.casefold())
        return self._save(replace(known, words=tuple(sorted((*rest, word)))))

    def add_correction(self, heard: str, meant: str) -> ClinicVocabulary:
        """From now on `heard` is written as `meant`. Raises as add_word."""
        correction, known = FixedCorrection(_entry(heard), _entry(meant)), self.get()
        if correction.heard.casefold() == correction.meant.casefold():
            raise InputError("vocabulary_entry")
        rest = tuple(each for each in known.corrections if each.heard.casefold() != correction.heard.casefold())
        in_order = sorted((*rest, correction), key=lambda each: each.heard)
        return self._save(replace(known, corrections=tuple(in_order)))

    def remove(self, entry: str) -> ClinicVocabulary:
        """A word, or a correction by what is heard. Raises InputError("vocabulary_unknown")."""
        known, name = self.get(), _tidy(entry).casefold()
        words = tuple(each for each in known.words if each.casefold() != name)
        corrections = tuple(each for each in known.corrections if each.heard.casefold() != name)
        if (words, corrections) == (known.words, known.corrections):
            raise InputError("vocabulary_unknown")
        return self._save(replace(known, words=words, corrections=corrections))

    def use_specialties(self, specialties: Iterable[str]) -> ClinicVocabulary:
        """These and no others. Raises InputError("specialty_unknown")."""
        chosen = set(specialties)
        if not chosen <= set(SPECIALTIES):
            raise InputError("specialty_unknown", known=", ".join(SPECIALTIES))
        return self._save(replace(self.get(), specialties=tuple(each for each in SPECIALTIES if each in chosen)))

    def put_back(self, vocabulary: ClinicVocabulary) -> ClinicVocabulary:
        """As it was before a change."""
        return self._save(vocabulary)

    def _save(self, vocabulary: ClinicVocabulary) -> ClinicVocabulary:
        if len(vocabulary.words) + len(vocabulary.corrections) > _MOST:
            raise InputError("vocabulary_full", most=_MOST)
        # Words may be names of people: the log counts them only.
        counted = f"words={len(vocabulary.words)} corrections={len(vocabulary.corrections)}"
        detail = f"specialties={','.join(vocabulary.specialties)} {counted}"
        with self._vault.transaction():
            self._vault.vocabulary.save(vocabulary)
            self._vault.audit_log.append(self._actor, "vocabulary_changed", "clinic", detail)
        return vocabulary


def vocabulary_for(vault: Vault, encounter_id: str) -> Vocabulary:
    return Vocabulary(vault.vocabulary.get(), record_of(vault, encounter_id).medications)


def _entry(text: str) -> str:
    entry = _tidy(text)
    if not 1 < len(entry) <= _LONGEST or not any(char.isalpha() for char in entry):
        raise InputError("vocabulary_entry")
    return entry


def _tidy(text: str) -> str:
    """With single spaces and whole syllables, as the recogniser writes."""
    return " ".join(unicodedata.normalize("NFC", text).split())
