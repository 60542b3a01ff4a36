"""How hard a passphrase is to guess: a bar with a word, while it is typed."""

import math
from enum import IntEnum
from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from app.storage.keys import MINIMUM_PASSPHRASE_CHARACTERS

_FAIR_BITS = 45.0
_STRONG_BITS = 65.0
_KINDS = ((str.islower, 26), (str.isupper, 26), (str.isdecimal, 10))
_OTHER_LETTERS = 2000
"""Hangul and other scripts: as many syllables as are in common use."""
_SIGNS = 33
# A sentence is guessed by its words: a letter of it says less than its alphabet would allow.
_BITS_PER_CHARACTER = 2.5


class Strength(IntEnum):
    SHORT = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3


def strength_of(passphrase: str) -> Strength:
    """A cautious estimate: every different character counts in full; one that repeats, or goes on from, the one before
    it («aaa», «1234») not at all.
    """
    if len(passphrase) < MINIMUM_PASSPHRASE_CHARACTERS:
        return Strength.SHORT
    alphabet = sum(size for is_of_kind, size in _KINDS if any(map(is_of_kind, passphrase)))
    alphabet += _SIGNS * any(not letter.isalnum() for letter in passphrase)
    alphabet += _OTHER_LETTERS * any(letter.isalpha() and not letter.isascii() for letter in passphrase)
    jumps = [after for before, after in pairwise(passphrase) if abs(ord(after) - ord(before)) > 1]
    different = len({passphrase[0], *jumps})
    bits = different * min(math.log2(max(2, alphabet)), _BITS_PER_CHARACTER + math.log2(different))
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _STRONG_BITS else Strength.STRONG


class StrengthMeter(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setRange(0, max(Strength))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Strength of the passphrase"))
        self._word = QLabel()
        self._word.setObjectName("detail")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._word)
        self.show_strength("")

    def show_strength(self, passphrase: str) -> None:
        """Before anything is typed there is nothing to say of it."""
        strength = strength_of(passphrase)
        self._bar.setValue(strength)
        self._word.setText(
            {
                Strength.SHORT: self.tr("too short"),
                Strength.WEAK: self.tr("weak"),
                Strength.FAIR: self.tr("fair"),
                Strength.STRONG: self.tr("strong"),
            }[strength]
            if passphrase
            else ""
        )
