"""Sentences, clauses and list elements: the bounds within which a cue reaches, in English and Korean."""

from collections.abc import Iterator, Sequence

from app.review.reading.cues import DENIED_SIGNS, FOUND_SIGNS, Piece, cue_list, korean_cues

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "st", "vs"})
_SENTENCE_ENDS = frozenset(".?!;\n。")
_CLAUSE_ENDS = frozenset(':()[]"')
_OF_A_RELATIVE = ("-", "–", ":", "has", "had", "with", "died")
_RELATIVE_PRONOUNS = ("that", "who", "whom", "what")
_AUXILIARIES_KO = ("계시", "계신", "계세", "있", "싶")
_BEFORE_HAVING = ("not", "never", "nor", "really", "think", "believe")
_SHORTEST_SPOKEN_CLAUSE = 3
_REACH_OF_OR_KO = 4
_LONGEST_SENTENCE_PIECES = 200
"""Far more than anybody says in a breath. What is done with a sentence may take the square of its length."""


def sentence_pieces(pieces: list[Piece], is_spoken: bool) -> Iterator[tuple[list[Piece], bool]]:
    """The pieces of each sentence, and whether it asks."""
    has_stops = any(piece.text in ".?!" for piece in pieces)
    group: list[Piece] = []
    for position, piece in enumerate(pieces):
        is_end = piece.text in _SENTENCE_ENDS and not (group and group[-1].text in _TITLES)
        is_end = is_end and (is_spoken or not _is_query(pieces, position))
        if is_spoken and not has_stops and group and _begins_unmarked_sentence(pieces, position, group):
            yield group, _is_question(group)
            group = []
        if len(group) >= _LONGEST_SENTENCE_PIECES:
            yield group, is_spoken and _is_question(group)
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


def _is_query(pieces: Sequence[Piece], position: int) -> bool:
    """«?UTI», as notes write a doubt."""
    following = pieces[position + 1 : position + 2]
    is_apart = position == 0 or pieces[position - 1].end < pieces[position].start
    return pieces[position].text == "?" and is_apart and bool(following) and following[0].start == pieces[position].end


def _begins_unmarked_sentence(pieces: Sequence[Piece], position: int, group: Sequence[Piece]) -> bool:
    """In speech without punctuation a question begins a sentence, and what is told after a question another."""
    if _question_at(pieces, position):
        return True
    if len(group) > _SHORTEST_SPOKEN_CLAUSE and _answers_at(pieces, position) and _is_question(group):
        return True
    is_told = _starts_clause(pieces, position) or _begins_spoken_clause(pieces, position - len(group), position)
    return is_told and len(group) > _SHORTEST_SPOKEN_CLAUSE and _is_question(group)


def _answers_at(pieces: Sequence[Piece], position: int) -> bool:
    """«Have you had kidney stones before yeah»: two speak, though only one is written down."""
    return pieces[position].text in cue_list("english", "plain_answers")


def _question_at(pieces: Sequence[Piece], position: int) -> bool:
    phrase = pieces[position].cues.get("question_start", 0)
    has_any = any(piece.text == "any" for piece in pieces[position + 1 : position + phrase])
    if has_any and _tells_of_having(pieces[position - 1]):
        return False
    return phrase > 1 and pieces[position - 1].text not in ("what", "when", "how", "if", "where", "that", "than", "who")


def _tells_of_having(before: Piece) -> bool:
    """«I haven't had any», «I don't think you have any»: no question begins at «had any» there."""
    return before.text in _BEFORE_HAVING or before.text.endswith("n't")


def _is_question(group: Sequence[Piece]) -> bool:
    start = 0
    while start < len(group) and (not group[start].text[0].isalpha() or _is_opener(group[start])):
        start += 1
    if start == len(group):
        return False
    last = next(piece for piece in reversed(group) if piece.text[0].isalpha() or piece.text == "n't")
    if last.is_korean:
        return last.text.endswith(tuple(cue_list("korean", "question_endings")))
    return "question_start" in group[start].cues


def _ends_in_tag(group: Sequence[Piece]) -> bool:
    """«You have no fever, okay?»: told rather than asked."""
    return any(group[-length].cues.get("tags") == length for length in range(1, min(len(group) - 1, 3) + 1))


def _is_opener(piece: Piece) -> bool:
    return (
        "answer_fillers" in piece.cues or "openers" in piece.cues or piece.text in cue_list("korean", "answer_fillers")
    )


def clauses_of(group: Sequence[Piece], is_spoken: bool) -> Iterator[tuple[int, int]]:
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


def _begins_clause(group: Sequence[Piece], position: int) -> bool:
    piece = group[position]
    if piece.text in _CLAUSE_ENDS and not (piece.text in "()" and group[position - 1].is_korean):
        return True
    if _starts_clause(group, position):
        return True
    follows = group[position + 1] if position + 1 < len(group) else None
    if piece.text not in ("and", ",") or follows is None or is_beside_what_is_put_in(group, position):
        return False
    return "and_subjects" in follows.cues or _tells_of_a_relative(group, position + 1)


def _tells_of_a_relative(group: Sequence[Piece], position: int) -> bool:
    """«Asthma, mother - hayfever», «gout and father had a stroke»; not «gout, mother» nor «aunt, and uncle»."""
    behind = group[position + 1].text if position + 1 < len(group) else ""
    return "family" in group[position].cues and behind in _OF_A_RELATIVE


def _starts_clause(group: Sequence[Piece], position: int) -> bool:
    """Not the «you know» of «anyone that you know of», nor «as well as»."""
    before = group[position - 1].text if position else ""
    is_object = group[position].text == "you" and before in _RELATIVE_PRONOUNS
    is_as_well = group[position].text == "well" and before == "as"
    cues = group[position].cues
    is_start = cues.get("clause_start", 0) > cues.get("list_marks", 0)
    return is_start and not is_object and not is_as_well and not _is_put_in(group, position)


def is_beside_what_is_put_in(group: Sequence[Piece], position: int) -> bool:
    """The commas around «you know»."""
    if group[position].text != ",":
        return False
    starts = (position + 1, *(i for i in range(max(0, position - 3), position) if _put_in_until(group, i) == position))
    return any(start < len(group) and _is_put_in(group, start) for start in starts)


def _put_in_until(group: Sequence[Piece], position: int) -> int:
    """Where a phrase that only fills ends, when one begins at the position."""
    return position + group[position].cues.get("put_in", 0)


def _is_put_in(group: Sequence[Piece], position: int) -> bool:
    """The «you know» of «any further, you know, tests»."""
    end = _put_in_until(group, position)
    is_between = 0 < position < end < len(group)
    return is_between and group[position - 1].text == group[end].text == ","


def _begins_spoken_clause(group: Sequence[Piece], first: int, position: int) -> bool:
    """Speech has few conjunctions: «i hear a murmur your lungs sound clear»."""
    is_subject = "subjects" in group[position].cues or _is_a_relative(group, position)
    is_far_enough = position - first >= _SHORTEST_SPOKEN_CLAUSE
    is_subject = is_subject and not _is_put_in(group, position)
    return is_subject and is_far_enough and "no_subject_after" not in group[position - 1].cues


def _is_a_relative(group: Sequence[Piece], position: int) -> bool:
    return group[position].text == "my" and position + 1 < len(group) and "family" in group[position + 1].cues


def _ends_korean_clause(group: Sequence[Piece], position: int) -> bool:
    """Behind a connective ending, and behind a sign: «기침(+) 발열(-)»."""
    word = group[position].text
    if DENIED_SIGNS.fullmatch(word) or FOUND_SIGNS.fullmatch(word):
        return True
    if not group[position].is_korean or len(word) < 2:
        return False
    if word in cue_list("korean", "no_clause_end") and not _does_only_ko(group, position):
        return False
    if not word.endswith(korean_cues("clause_endings")) or _goes_on_ko(group, position):
        return False
    return not word.endswith("하고") or position + 1 == len(group) or _does_only_ko(group, position)


def _does_only_ko(group: Sequence[Piece], position: int) -> bool:
    """«메스껍기만 하고 토하진 않아요»: no list of two."""
    return group[position].text == "하고" and position > 0 and group[position - 1].text.endswith("기만")


def _goes_on_ko(group: Sequence[Piece], position: int) -> bool:
    """«드시고 계시죠» and «먹고 있어요» are one verb; «떨거나 그러시진 않고» is one denial."""
    following = group[position + 1].text if position + 1 < len(group) else ""
    if group[position].text.endswith("거나"):
        return any(_denies_ko(piece) for piece in group[position + 1 : position + 1 + _REACH_OF_OR_KO])
    return group[position].text.endswith("고") and following.startswith(_AUXILIARIES_KO)


def _denies_ko(piece: Piece) -> bool:
    return piece.text.startswith(("없", "않")) or piece.text in ("안", "못")


def units_of(group: Sequence[Piece], clauses: Sequence[tuple[int, int]], unit: int) -> list[int]:
    starts = {first for first, _ in clauses}
    units: list[int] = []
    for position, piece in enumerate(group):
        before = group[position - 1] if position else None
        is_joined = before is not None and before.is_korean and before.text.endswith(korean_cues("list_particles"))
        is_mark = "list_marks" in piece.cues and not _is_when_it_hurts(group, position)
        if position and (position in starts or is_joined or is_mark or piece.text in ",/·+" or piece.text == "및"):
            unit += 1
        units.append(unit)
    return units


def is_governed(group: Sequence[Piece], position: int) -> bool:
    """«Not diagnosed with diabetes», «no pain with flexion» and «no problems with sleep» are one denial; «no fever with
    chills» may be half of one."""
    if group[position].text != "with" or not position:
        return False
    before = group[position - 1].text
    is_trouble = before in cue_list("english", "has_trouble_with")
    return before.endswith("ed") or is_trouble or _is_when_it_hurts(group, position)


def _is_when_it_hurts(group: Sequence[Piece], position: int) -> bool:
    """«Pain with flexion» is one thing."""
    is_with = group[position].text == "with" and position > 0
    return is_with and group[position - 1].text in cue_list("english", "hurts_with")
