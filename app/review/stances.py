"""How the words of a text are meant: affirmed, denied or open; supposed, past, of somebody else. English and Korean.

The method is that of NegEx and ConText: a cue, the direction in which it reaches, and what ends its reach. Cues are in
resources/terminology/stances.json.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.resources import load_json
from app.review.words import Token, token_of

_PIECE = re.compile(
    r"n't(?![a-z])|[a-z][a-z0-9]*(?=n't(?![a-z]))|r/o|s/p|h/o|[a-z][a-z0-9]*(?:'[a-z]+)?|[가-힣]+|\d+(?:[.,/:-]\d+)*|"
    r"\([ ]*[-−–][ ]*\)|\([ ]*\+[ ]*\)|\n|\S"
)
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "st", "vs"})
_SENTENCE_ENDS = frozenset(".?!;\n。")
_CLAUSE_ENDS = frozenset(':()[]"')
_DENIED_SIGNS = re.compile(r"\([ ]*[-−–][ ]*\)")
_FOUND_SIGNS = re.compile(r"\([ ]*\+[ ]*\)")
_NO_CUES: Mapping[str, int] = {}
_PRONOUNS_BEHIND_AN_ANSWER = frozenset(
    [
        "i",
        "he",
        "she",
        "it",
        "we",
        "they",
        "you",
        "that",
        "that's",
        "not",
        "no",
        "but",
        "just",
        "um",
        "uh",
        "so",
        "the",
        "my",
        "okay",
        "ok",
        "yeah",
        "there",
        "thank",
        "thanks",
        "actually",
        "because",
        "well",
        "n't",
        "it's",
        "i've",
        "i'm",
    ]
)
_REACH_PIECES, _SPOKEN_REACH_PIECES = 28, 10
_SHORTEST_SPOKEN_CLAUSE = 3
_PIECES_BEHIND_OR = 6
_HEDGED_BEFORE, _HEDGED_BEHIND = 3, 12
_LONGEST_PHRASE = 4


class Polarity(StrEnum):
    """Open is what is neither stated nor denied: asked, supposed for the future, to be looked for."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class MeantWord:
    """A word at text[start:end]. `unit` numbers the elements of lists, so that «fever or cough» are two.

    `is_asserted`: a verb of having or finding stands in its clause, «reports», «shows»; a heading asserts nothing.
    """

    token: Token
    start: int
    end: int
    unit: int
    polarity: Polarity = Polarity.AFFIRMED
    is_hedged: bool = False
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


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    end: int
    cues: Mapping[str, int]
    """The lists of cues of which a phrase begins here, each with the number of its pieces."""

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha() and self.text != "n't"

    @property
    def is_korean(self) -> bool:
        return "가" <= self.text[0] <= "힣"


@dataclass(slots=True)
class _Marks:
    """What has been found out about each piece of a sentence."""

    polarity: list[Polarity]
    hedged: set[int]
    past: set[int]
    family: set[int]
    asserted: set[int]


def sentences_in(text: str, *, is_spoken: bool) -> tuple[Sentence, ...]:
    """The sentences of a note's statement or of a segment of speech, each word with how it is meant.

    In speech without punctuation a question begins a sentence of its own, and words like «think» count as doubt.
    """
    pieces = _pieces_of(text)
    found: list[Sentence] = []
    unit = 0
    for group, is_question in _sentence_pieces(pieces, is_spoken):
        words = _meant(group, unit, is_spoken)
        if words:
            unit = words[-1].unit + 1
        found.append(Sentence(group[0].start, group[-1].end, words, is_question))
    return tuple(found)


def opening_answer(text: str) -> Polarity | None:
    """AFFIRMED for a text that begins with a yes, NEGATED for a no, OPEN for both, None for neither."""
    pieces = [m.group() for m in _PIECE.finditer(text.replace("’", "'").lower())][:10]
    words = [piece for piece in pieces if piece[0].isalpha() or piece == "n't"]
    while words and words[0] in _answer_words("answer_fillers"):
        words = words[1:]
    is_no, is_yes = _starts_with(words, "no"), _starts_with(words, "yes")
    if is_yes and words[1:2] and _starts_with(words[1:], "no"):
        return Polarity.NEGATED
    if is_no and words[1:2] and words[1] in ("yeah", "yes"):
        return Polarity.OPEN
    return Polarity.NEGATED if is_no else Polarity.AFFIRMED if is_yes else None


def _starts_with(words: Sequence[str], answer: str) -> bool:
    joined = " ".join(words) + " "
    return any(joined.startswith(f"{phrase} ") for phrase in _answer_words(answer))


@cache
def _answer_words(name: str) -> frozenset[str]:
    return _list("english", name) | _list("korean", name)


def _sentence_pieces(pieces: list[_Piece], is_spoken: bool) -> Iterator[tuple[list[_Piece], bool]]:
    """The pieces of each sentence, and whether it asks."""
    has_stops = any(piece.text in ".?!" for piece in pieces)
    group: list[_Piece] = []
    for position, piece in enumerate(pieces):
        is_end = piece.text in _SENTENCE_ENDS and not (group and group[-1].text in _TITLES)
        if is_spoken and not has_stops and group and _begins_unmarked_sentence(pieces, position, group):
            yield group, _is_question(group)
            group = []
        if is_end:
            if group:
                is_marked = piece.text == "?" and not _ends_in_tag(group)
                is_full_stop = piece.text == "." and group[-1].is_korean
                yield group, is_marked or (is_spoken and not is_full_stop and _is_question(group))
            group = []
        else:
            group.append(piece)
    if group:
        yield group, is_spoken and _is_question(group)


def _begins_unmarked_sentence(pieces: Sequence[_Piece], position: int, group: Sequence[_Piece]) -> bool:
    """In speech without punctuation a question begins a sentence, and what is told after a question another."""
    if _question_at(pieces, position):
        return True
    is_told = "clause_start" in pieces[position].cues or _begins_spoken_clause(pieces, position - len(group), position)
    return is_told and len(group) > _SHORTEST_SPOKEN_CLAUSE and _is_question(group)


def _question_at(pieces: Sequence[_Piece], position: int) -> bool:
    phrase = pieces[position].cues.get("question_start", 0)
    return phrase > 1 and pieces[position - 1].text not in ("what", "when", "how", "if", "where", "that", "than", "who")


def _is_question(group: Sequence[_Piece]) -> bool:
    start = 0
    while start < len(group) and (not group[start].text[0].isalpha() or _is_opener(group[start])):
        start += 1
    if start == len(group):
        return False
    last = next(piece for piece in reversed(group) if piece.text[0].isalpha() or piece.text == "n't")
    if last.is_korean:
        return last.text.endswith(tuple(_list("korean", "question_endings")))
    return "question_start" in group[start].cues


def _ends_in_tag(group: Sequence[_Piece]) -> bool:
    """«You have no fever, okay?»: told rather than asked."""
    return any(group[-length].cues.get("tags") == length for length in range(1, min(len(group) - 1, 3) + 1))


def _is_opener(piece: _Piece) -> bool:
    return "answer_fillers" in piece.cues or "openers" in piece.cues or piece.text in _list("korean", "answer_fillers")


def _meant(group: list[_Piece], unit: int, is_spoken: bool) -> tuple[MeantWord, ...]:
    clauses = list(_clauses(group, is_spoken))
    marks = _Marks([Polarity.AFFIRMED] * len(group), set(), set(), set(), set())
    for first, last in clauses:
        _mark_english(group, first, last, marks, is_spoken)
        _mark_korean(group, first, last, marks)
    _mark_labels(group, clauses, marks)
    units = _units(group, clauses, unit)
    is_label = {position for position, piece in enumerate(group) if piece.text == ":"}
    label_end = min(is_label, default=-1)
    return tuple(
        MeantWord(
            token_of(piece.text[:40]),
            piece.start,
            piece.end,
            units[position],
            marks.polarity[position],
            position in marks.hedged,
            position in marks.past,
            position in marks.family,
            position in marks.asserted,
            "affirming" in piece.cues,
        )
        for position, piece in enumerate(group)
        if piece.is_word and (position > label_end or label_end > 6)
    )


def _clauses(group: Sequence[_Piece], is_spoken: bool) -> Iterator[tuple[int, int]]:
    """[first, last) of the clauses: the reach of a cue ends with its clause."""
    first = 0
    for position in range(len(group)):
        if position > first and (
            _begins_clause(group, position) or (is_spoken and _begins_spoken_clause(group, first, position))
        ):
            yield first, position
            first = position
        if _ends_korean_clause(group, position):
            yield first, position + 1
            first = position + 1
    if first < len(group):
        yield first, len(group)


def _begins_clause(group: Sequence[_Piece], position: int) -> bool:
    piece = group[position]
    if piece.text in _CLAUSE_ENDS and not (piece.text in "()" and group[position - 1].is_korean):
        return True
    if "clause_start" in piece.cues:
        return True
    follows = group[position + 1] if position + 1 < len(group) else None
    return piece.text in ("and", ",") and follows is not None and "and_subjects" in follows.cues


def _begins_spoken_clause(group: Sequence[_Piece], first: int, position: int) -> bool:
    """Speech has few conjunctions: «i hear a murmur your lungs sound clear»."""
    is_subject = "subjects" in group[position].cues or _is_a_relative(group, position)
    is_far_enough = position - first >= _SHORTEST_SPOKEN_CLAUSE
    return is_subject and is_far_enough and "no_subject_after" not in group[position - 1].cues


def _is_a_relative(group: Sequence[_Piece], position: int) -> bool:
    return group[position].text == "my" and position + 1 < len(group) and "family" in group[position + 1].cues


def _ends_korean_clause(group: Sequence[_Piece], position: int) -> bool:
    """Behind a connective ending, and behind a sign: «기침(+) 발열(-)»."""
    word = group[position].text
    if _DENIED_SIGNS.fullmatch(word) or _FOUND_SIGNS.fullmatch(word):
        return True
    if not group[position].is_korean or len(word) < 2 or word in _list("korean", "no_clause_end"):
        return False
    if not word.endswith(_endings("clause_endings")):
        return False
    return not word.endswith("하고") or position + 1 == len(group)


def _units(group: Sequence[_Piece], clauses: Sequence[tuple[int, int]], unit: int) -> list[int]:
    starts = {first for first, _ in clauses}
    units: list[int] = []
    for position, piece in enumerate(group):
        before = group[position - 1] if position else None
        is_joined = before is not None and before.is_korean and before.text.endswith(_endings("list_particles"))
        if position and (
            position in starts or is_joined or piece.text in ",/·+" or "list_marks" in piece.cues or piece.text == "및"
        ):
            unit += 1
        units.append(unit)
    return units


def _mark_english(group: Sequence[_Piece], first: int, last: int, marks: _Marks, is_spoken: bool) -> None:
    position = first
    while position < last:
        if length := group[position].cues.get("no_negation"):
            position += length
            continue
        if not is_spoken and group[position].cues.get("open_sentence"):
            _set_polarity(marks, range(position, len(group)), Polarity.OPEN)
        elif group[position].cues.get("open_before"):
            _set_polarity(marks, range(position, last), Polarity.OPEN)
        elif length := group[position].cues.get("negation_before"):
            if not _is_interjection(group, position):
                reach = _SPOKEN_REACH_PIECES if is_spoken else _REACH_PIECES
                _negate_forward(group, position + length, last, reach, marks)
        elif group[position].cues.get("negation_after"):
            _set_polarity(marks, range(first, position), Polarity.NEGATED)
        cues = group[position].cues
        if is_spoken and ("hedge" in cues or "spoken_hedge" in cues):
            marks.hedged.update(range(position - _HEDGED_BEFORE, position + _HEDGED_BEHIND))
        elif not is_spoken and ("hedge" in cues or "hedge_in_notes" in cues or group[position].text == "?"):
            marks.hedged.update(range(_element_start(group, first, position), len(group)))
        if group[position].cues.get("past"):
            marks.past.update(range(first, last))
        if group[position].cues.get("affirming"):
            marks.asserted.update(range(first, last))
        if group[position].cues.get("family"):
            marks.family.update(range(first, last))
        position += 1


def _element_start(group: Sequence[_Piece], first: int, position: int) -> int:
    """Where the list element of a doubt begins: «overuse and potential damage» doubts only the damage."""
    starts = (i for i in range(position, first, -1) if group[i].text == "," or "list_marks" in group[i].cues)
    return next(starts, first)


def _is_interjection(group: Sequence[_Piece], position: int) -> bool:
    """«No, it hurts»: an answer, which denies nothing that follows."""
    if group[position].text not in ("no", "never") or position + 1 == len(group):
        return group[position].text == "no"
    following = group[position + 1].text
    return group[position].text == "no" and (not following[0].isalpha() or following in _PRONOUNS_BEHIND_AN_ANSWER)


def _negate_forward(group: Sequence[_Piece], start: int, last: int, reach: int, marks: _Marks) -> None:
    """To the end of the clause. Behind a comma or «and» only a closing «or», or «denies», tells that it goes on.

    Where it may go on or not, the words are left open. «Non» reaches one word.
    """
    cue = group[start - 1].text
    if cue == "non":
        _set_polarity(marks, range(start, min(last, start + 2)), Polarity.NEGATED)
        return
    reaches_lists = cue in ("denies", "denied", "deny", "denying", "neither")
    last = next((i for i in range(start + 1, last) if group[i].text in ("no", "denies", "reports")), last)
    closing = max((i for i in range(start, last) if group[i].text in ("or", "nor")), default=-1)
    reach = max(reach, closing - start + _PIECES_BEHIND_OR)
    polarity = Polarity.NEGATED
    for position in range(start, last):
        is_seam = group[position].text in (",", "and", "with", "/")
        if (is_seam and not reaches_lists and position > closing) or position >= start + reach:
            polarity = Polarity.OPEN
        if marks.polarity[position] is not Polarity.OPEN:
            marks.polarity[position] = polarity


def _set_polarity(marks: _Marks, positions: range, polarity: Polarity) -> None:
    for position in positions:
        if marks.polarity[position] is not Polarity.OPEN:
            marks.polarity[position] = polarity


def _mark_korean(group: Sequence[_Piece], first: int, last: int, marks: _Marks) -> None:
    if not any(piece.is_korean or piece.text[0] == "(" for piece in group[first:last]):
        return
    said = " ".join(piece.text for piece in group[first:last])
    whole = range(first, last)
    is_denied = not any(phrase in said for phrase in _list("korean", "no_negation"))
    for position in whole:
        word = group[position].text
        if _DENIED_SIGNS.fullmatch(word):
            _mark_signed(group, first, position, marks, Polarity.NEGATED)
        elif _FOUND_SIGNS.fullmatch(word):
            _mark_signed(group, first, position, marks, Polarity.AFFIRMED)
        elif not group[position].is_korean:
            continue
        elif is_denied and (word.startswith(_endings("negation")) or word in _list("korean", "negation_words")):
            _set_polarity(marks, whole, Polarity.NEGATED)
        if group[position].is_korean:
            _mark_korean_word(word, said, whole, marks)
    last_word = group[last - 1].text
    if last_word.endswith(_endings("open_endings")) and last_word not in _list("korean", "no_clause_end"):
        for position in whole:
            marks.polarity[position] = Polarity.OPEN


def _mark_korean_word(word: str, said: str, whole: range, marks: _Marks) -> None:
    if word in _list("korean", "open_words"):
        for position in whole:
            marks.polarity[position] = Polarity.OPEN
    if word.startswith(_endings("hedge")) or any(phrase in said for phrase in _list("korean", "hedge_phrases")):
        marks.hedged.update(whole)
    if word.startswith(_endings("past")) or any(phrase in said for phrase in _list("korean", "past_phrases")):
        marks.past.update(whole)
    if word.startswith(_endings("family")):
        marks.family.update(whole)


def _mark_signed(group: Sequence[_Piece], first: int, sign: int, marks: _Marks, polarity: Polarity) -> None:
    """«기침(+), 발열(-)»: a sign is of the words before it, back to the sign or comma before."""
    position = sign - 1
    while position >= first and group[position].text[0] not in ",(/":
        marks.polarity[position] = polarity
        position -= 1


def _mark_labels(group: Sequence[_Piece], clauses: Sequence[tuple[int, int]], marks: _Marks) -> None:
    """What a label says, «FH: …», holds for the whole sentence."""
    colon = next((position for position, piece in enumerate(group) if piece.text == ":"), 0)
    if not colon or len(clauses) < 2:
        return
    label = group[:colon]
    whole = range(len(group))
    if any("family" in piece.cues or piece.text.startswith(_endings("family")) for piece in label):
        marks.family.update(whole)
    if any(piece.text in _list("english", "past_labels") or piece.text.startswith(_endings("past")) for piece in label):
        marks.past.update(whole)
    if any("hedge_in_notes" in piece.cues for piece in label):
        marks.hedged.update(whole)


def _pieces_of(text: str) -> list[_Piece]:
    matches = [(m.group(), m.start(), m.end()) for m in _PIECE.finditer(text.replace("’", "'").lower())]
    words = [word for word, _, _ in matches]
    return [_Piece(*match, _cues_at(words, position)) for position, match in enumerate(matches)]


def _cues_at(words: Sequence[str], position: int) -> Mapping[str, int]:
    candidates = _phrases().get(words[position])
    if candidates is None:
        return _NO_CUES
    found: dict[str, int] = {}
    for phrase, name in candidates:
        if name not in found and tuple(words[position : position + len(phrase)]) == phrase:
            found[name] = len(phrase)
    return found


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """English cues by their first word, the longest first, each with the name of its list."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, listed in load_json("terminology/stances.json")["english"].items():
        for phrase in listed:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in phrases.items()}


@cache
def _list(language: str, name: str) -> frozenset[str]:
    return frozenset(load_json("terminology/stances.json")[language][name])


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(sorted(_list("korean", name)))
