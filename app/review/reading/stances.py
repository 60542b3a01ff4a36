"""How the words of a text are meant: affirmed, denied or open; supposed, past, of somebody else. English and Korean.

The method is that of NegEx and ConText: a cue, the direction in which it reaches, and what ends its reach. Cues are in
resources/terminology/stances.json.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import cast

from app.resources import load_json
from app.review.reading.clauses import clauses_of, is_beside_what_is_put_in, is_governed, sentence_pieces, units_of
from app.review.reading.cues import DENIED_SIGNS, FOUND_SIGNS, Piece, cue_list, is_relative_ko, korean_cues, pieces_of
from app.review.reading.korean_reach import denial_end, denial_start, is_denied_in_a_phrase, is_hedge, says_unknown
from app.review.reading.words import Token, token_of

_REACH_PIECES, _SPOKEN_REACH_PIECES = 28, 10
_PIECES_BEHIND_OR = 6
_HEDGED_BEFORE, _HEDGED_BEHIND = 3, 12
_DOUBTED_BEHIND = 4
_LONGEST_LABEL_PIECES = 6
_SHORTEST_DENIED, _LONGEST_DENIED, _CLOSING_NO = 2, 5, ("no", "none", "nope", "nah")
_LONGEST_WORD = 40
_POLAR_CUES = frozenset({"affirming", "negation_before", "negation_after", "hedge"})
_POLAR_WORDS = frozenset({"positive", "negative", "present", "absent", "none", "non", "nil"})
_POLAR_BEGINNINGS, _LONGEST_POLAR_KOREAN = ("않", "없", "아니", "아님", "아닌", "아닙", "아녜", "아녀"), 5
_THE_TELLER = ("i", "i'm", "i'll", "we", "we'll")
_MODALS = ("may", "might", "could")
_THE_PATIENT = ("patient", "pt", "환자")
_WHY = ("due", "secondary")
_PLURAL_COPULAS = ("are", "were")
_COPULAS = ("is", "are", "was", "were", "be", "been")


class Polarity(StrEnum):
    """Open is what is neither stated nor denied: asked, supposed for the future, to be looked for."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    OPEN = "open"

    @property
    def denied(self) -> "Polarity":
        return {Polarity.AFFIRMED: Polarity.NEGATED, Polarity.NEGATED: Polarity.AFFIRMED}.get(self, self)


@dataclass(frozen=True, slots=True)
class MeantWord:
    """A word at text[start:end]. `unit` numbers the elements of lists, so that «fever or cough» are two.

    `is_hedged`: words of doubt stand near; `is_doubted`: they stand right before it, «possible surgery».
    `is_asserted`: a verb of having or finding stands in its clause, «reports», «shows»; a heading asserts nothing.
    """

    token: Token
    start: int
    end: int
    unit: int
    polarity: Polarity = Polarity.AFFIRMED
    is_hedged: bool = False
    is_doubted: bool = False
    is_past: bool = False
    is_of_family: bool = False
    is_asserted: bool = False
    is_cue: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """text[start:end], without the words of a label before a colon."""

    start: int
    end: int
    words: tuple[MeantWord, ...]
    is_question: bool


@dataclass(slots=True)
class _Marks:
    """What has been found out about each piece of a sentence."""

    polarity: list[Polarity]
    hedged: set[int]
    doubted: set[int]
    past: set[int]
    family: set[int]
    asserted: set[int]


def sentences_in(text: str, *, is_spoken: bool) -> tuple[Sentence, ...]:
    """The sentences of a note's statement or of a segment of speech, each word with how it is meant.

    In speech without punctuation a question begins a sentence of its own, and words like «think» count as doubt.
    """
    pieces = pieces_of(text)
    found: list[Sentence] = []
    unit = 0
    for group, is_question in sentence_pieces(pieces, is_spoken):
        words = _meant(group, unit, is_spoken)
        if words:
            unit = words[-1].unit + 1
        found.append(Sentence(group[0].start, group[-1].end, words, is_question))
    return tuple(found)


def _meant(group: list[Piece], unit: int, is_spoken: bool) -> tuple[MeantWord, ...]:
    clauses = list(clauses_of(group, is_spoken))
    marks = _Marks([Polarity.AFFIRMED] * len(group), set(), set(), set(), set(), set())
    for first, last in clauses:
        _mark_english(group, first, last, marks, is_spoken)
        _mark_korean(group, first, last, marks)
    _mark_labels(group, clauses, marks)
    if not is_spoken:
        _mark_of_the_same_person(group, clauses, marks)
    units = units_of(group, clauses, unit)
    colon = next((position for position, piece in enumerate(group) if piece.text == ":"), -1)
    label_end = colon if colon <= _LONGEST_LABEL_PIECES else -1
    denied = _denied_in_words()
    return tuple(
        MeantWord(
            token_of(denied.get(piece.text, piece.text)[:_LONGEST_WORD]),
            piece.start,
            piece.end,
            units[position],
            marks.polarity[position].denied if piece.text in denied else marks.polarity[position],
            position in marks.hedged,
            position in marks.doubted,
            position in marks.past,
            position in marks.family,
            position in marks.asserted,
            _is_polar(piece),
        )
        for position, piece in enumerate(group)
        if piece.is_word and position > label_end
    )


@cache
def _denied_in_words() -> Mapping[str, str]:
    """Words that deny what they name, «painless», each with what it denies."""
    return cast(Mapping[str, str], load_json("terminology/stances.json")["denied_in_the_word"])


def _is_polar(piece: Piece) -> bool:
    """Whether a word tells how others are meant, and nothing else."""
    if piece.is_korean:
        is_short = piece.text.startswith(_POLAR_BEGINNINGS) and len(piece.text) <= _LONGEST_POLAR_KOREAN
        return is_short or piece.text in cue_list("korean", "negation_words")
    return not _POLAR_CUES.isdisjoint(piece.cues) or piece.text in _POLAR_WORDS


def _mark_english(group: Sequence[Piece], first: int, last: int, marks: _Marks, is_spoken: bool) -> None:
    if is_spoken and _ends_in_no(group, first, last):
        _set_polarity(marks, range(first, last), Polarity.NEGATED)
    position = first
    while position < last:
        if length := group[position].cues.get("no_negation"):
            position += length
            continue
        if not is_spoken and group[position].cues.get("open_sentence"):
            _set_polarity(marks, range(position, len(group)), Polarity.OPEN)
        elif is_spoken and group[position].cues.get("generic"):
            _set_polarity(marks, range(first, last), Polarity.OPEN)
        elif _opens(group, position):
            _set_polarity(marks, range(position, last), Polarity.OPEN)
        elif (length := group[position].cues.get("negation_after", 0)) > group[position].cues.get("negation_before", 0):
            _negate_back(group, first, position, marks)
            if group[position - 1].text in _COPULAS:
                _set_polarity(marks, range(position, position + length), Polarity.NEGATED)
        elif (length := group[position].cues.get("negation_before")) and not _is_interjection(group, position):
            reach = _SPOKEN_REACH_PIECES if is_spoken else _REACH_PIECES
            _negate_forward(group, position + length, last, reach, marks)
        cues = group[position].cues
        if is_spoken and ("hedge" in cues or "spoken_hedge" in cues):
            marks.hedged.update(range(position - _HEDGED_BEFORE, _doubt_end(group, position)))
        elif not is_spoken and ("hedge" in cues or "hedge_in_notes" in cues or group[position].text == "?"):
            marks.hedged.update(range(_element_start(group, first, position), len(group)))
        if length := cues.get("hedge", 0):
            is_modal = not is_spoken and group[position].text in _MODALS
            is_seam = not is_spoken and position + length == last
            reach = last if is_modal else min(len(group) if is_seam else last, position + length + _DOUBTED_BEHIND)
            marks.doubted.update(range(position + length, reach))
        if group[position].cues.get("past") and not _tells_when_found(group, first, last):
            marks.past.update(range(first, last))
        if group[position].cues.get("affirming"):
            marks.asserted.update(range(first, last))
        if group[position].cues.get("family"):
            marks.family.update(range(first, last))
        position += 1


def _opens(group: Sequence[Piece], position: int) -> bool:
    """Not the «except» of «no, except I have trouble seeing», which tells."""
    length = group[position].cues.get("open_before", 0)
    following = group[position + length].cues if position + length < len(group) else {}
    is_told = "exceptions" in group[position].cues and "subjects" in following
    return length > group[position].cues.get("negation_before", 0) and not is_told


def _ends_in_no(group: Sequence[Piece], first: int, last: int) -> bool:
    """«Diarrhea no», as one who goes through a list answers himself."""
    is_short = _SHORTEST_DENIED <= last - first <= _LONGEST_DENIED
    return is_short and group[last - 1].text in _CLOSING_NO and group[last - 2].text not in ("or", ",")


def _tells_when_found(group: Sequence[Piece], first: int, last: int) -> bool:
    """What was diagnosed years ago may well be there now."""
    return any(group[i].text.startswith("diagnos") for i in range(first, last))


def _doubt_end(group: Sequence[Piece], position: int) -> int:
    """A doubt goes on behind «which» and the like; what begins with «so I» is told anew."""
    end = min(len(group) - 1, position + _HEDGED_BEHIND)
    begins = (i for i in range(position + 1, end) if group[i].text == "so" and group[i + 1].text in _THE_TELLER)
    return next(begins, position + _HEDGED_BEHIND)


def _element_start(group: Sequence[Piece], first: int, position: int) -> int:
    """Where the list element of a doubt begins: «overuse and potential damage» doubts only the damage."""
    starts = (i for i in range(position, first, -1) if group[i].text == "," or "list_marks" in group[i].cues)
    return next(starts, first)


def _is_interjection(group: Sequence[Piece], position: int) -> bool:
    """«No, it hurts»: an answer, which denies nothing that follows."""
    if group[position].text != "no":
        return False
    following = group[position + 1] if position + 1 < len(group) else None
    return following is None or not following.text[0].isalnum() or "behind_an_answer" in following.cues


def _negate_forward(group: Sequence[Piece], start: int, last: int, reach: int, marks: _Marks) -> None:
    """To the end of the clause. Behind a comma or «and» only a closing «or», or «denies», tells that it goes on.

    Where it may go on or not, the words are left open. «Non» reaches one word.
    """
    cue = group[start - 1].text
    if cue == "non":
        _set_polarity(marks, range(start, min(last, start + 2)), Polarity.NEGATED)
        return
    reaches_lists = cue in ("denies", "denied", "deny", "denying", "neither")
    last = next((i for i in range(start + 1, last) if group[i].text in ("no", "denies", "reports", "negative")), last)
    closing = max((i for i in range(start, last) if group[i].text in ("or", "nor")), default=-1)
    reach = max(reach, closing - start + _PIECES_BEHIND_OR)
    polarity = Polarity.NEGATED
    for position in range(start, last):
        is_seam = group[position].text in (",", "and", "with", "/") and not is_governed(group, position)
        is_seam = is_seam and not is_beside_what_is_put_in(group, position)
        if (is_seam and not reaches_lists and position > closing) or position >= start + reach:
            polarity = Polarity.OPEN
        if marks.polarity[position] is not Polarity.OPEN:
            marks.polarity[position] = polarity


def _negate_back(group: Sequence[Piece], first: int, position: int, marks: _Marks) -> None:
    """«Margin positive, deep margin negative» denies the last element; «cough and fever were negative» denies all."""
    is_of_all = any(piece.text in _PLURAL_COPULAS for piece in group[first : position + 1])
    start = first if is_of_all else _element_start(group, first, position)
    _set_polarity(marks, range(start, position), Polarity.NEGATED)


def _set_polarity(marks: _Marks, positions: range, polarity: Polarity) -> None:
    for position in positions:
        if marks.polarity[position] is not Polarity.OPEN:
            marks.polarity[position] = polarity


def _mark_korean(group: Sequence[Piece], first: int, last: int, marks: _Marks) -> None:
    if not any(piece.is_korean or piece.text[0] == "(" for piece in group[first:last]):
        return
    said = " ".join(piece.text for piece in group[first:last])
    whole = range(first, last)
    is_denied = not any(phrase in said for phrase in cue_list("korean", "no_negation"))
    is_denied_by_phrase = is_denied_in_a_phrase(said)
    for position in whole:
        word = group[position].text
        if DENIED_SIGNS.fullmatch(word):
            _mark_signed(group, first, position, marks, Polarity.NEGATED)
        elif FOUND_SIGNS.fullmatch(word):
            _mark_signed(group, first, position, marks, Polarity.AFFIRMED)
        elif not group[position].is_korean:
            continue
        elif is_denied and (word.startswith(korean_cues("negation")) or word in cue_list("korean", "negation_words")):
            start, end = denial_start(group, first, position), denial_end(group, position, last)
            _set_polarity(marks, range(start, end), Polarity.NEGATED)
        if group[position].is_korean:
            if word in cue_list("korean", "open_words"):
                _set_open(marks, range(denial_start(group, first, position), last))
            _mark_korean_word(word, said, whole, marks)
            if _is_a_relative_ko(group, position):
                marks.family.update(whole)
            if is_denied_by_phrase:
                _set_polarity(marks, whole, Polarity.NEGATED)
            if says_unknown(group, first, position):
                _set_open(marks, whole)
    last_word = group[last - 1].text
    if last_word.endswith(korean_cues("open_endings")) and last_word not in cue_list("korean", "no_clause_end"):
        _set_open(marks, whole)


def _set_open(marks: _Marks, positions: range) -> None:
    for position in positions:
        marks.polarity[position] = Polarity.OPEN


def _mark_korean_word(word: str, said: str, whole: range, marks: _Marks) -> None:
    if is_hedge(word, said) or any(phrase in said for phrase in cue_list("korean", "hedge_phrases")):
        marks.hedged.update(whole)
        marks.doubted.update(whole)
    if word.startswith(korean_cues("past")) or any(phrase in said for phrase in cue_list("korean", "past_phrases")):
        marks.past.update(whole)
    if word.startswith(korean_cues("affirming")):
        marks.asserted.update(whole)


def _mark_signed(group: Sequence[Piece], first: int, sign: int, marks: _Marks, polarity: Polarity) -> None:
    """«기침(+), 발열(-)»: a sign is of the words before it, back to the sign or comma before."""
    position = sign - 1
    while position >= first and group[position].text[0] not in ",(/":
        marks.polarity[position] = polarity
        position -= 1


def _is_a_relative_ko(group: Sequence[Piece], position: int) -> bool:
    """Not the «형» of «B형 간염» and «2형 당뇨»."""
    is_glued = position > 0 and group[position - 1].end == group[position].start and group[position - 1].text.isalnum()
    return is_relative_ko(group[position].text) and not is_glued


def _is_of_family(piece: Piece) -> bool:
    return "family" in piece.cues or is_relative_ko(piece.text)


def _mark_of_the_same_person(group: Sequence[Piece], clauses: Sequence[tuple[int, int]], marks: _Marks) -> None:
    """«Wife unwell with vomiting, but no diarrhea», «mother died due to a stroke»: a clause without a subject goes on
    with the one before it."""
    for (first, last), (start, end) in pairwise(clauses):
        opening = [piece.text for piece in group[start:end] if piece.text not in ("but", "and", ",")][:1]
        has_no_subject = bool(opening) and opening[0] in cue_list("english", "no_subjects")
        is_joined = (has_no_subject and group[start].text in ("but", "and", ",")) or group[start].text in _WHY
        if is_joined and not marks.family.isdisjoint(range(first, last)):
            marks.family.update(range(start, end))


def _mark_labels(group: Sequence[Piece], clauses: Sequence[tuple[int, int]], marks: _Marks) -> None:
    """What a label says, «FH: …», holds for the whole sentence."""
    colon = next((position for position, piece in enumerate(group) if piece.text == ":"), 0)
    if not colon or len(clauses) < 2:
        return
    label = group[:colon]
    whole = range(len(group))
    is_of_patient = group[colon + 1 : colon + 2] and group[colon + 1].text in _THE_PATIENT
    if not is_of_patient and any(_is_of_family(piece) for piece in label):
        marks.family.update(whole)
    if any(
        piece.text in cue_list("english", "past_labels") or piece.text.startswith(korean_cues("past"))
        for piece in label
    ):
        marks.past.update(whole)
    if any("hedge_in_notes" in piece.cues for piece in label):
        marks.hedged.update(whole)
