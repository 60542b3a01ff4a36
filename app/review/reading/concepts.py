"""Clinical concepts in a text, by any of their words, professional or lay, in English or Korean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, cast

from app.domain.hangul import is_hangul
from app.resources import load_json
from app.review.reading.korean_verbs import conjugated
from app.review.reading.words import Token, is_filler, token_of, tokens_of, without_particle

_SHORTEST_INNER_MATCH = 3
_BESIDE_TOKENS = 3
_MOST_FILLERS = 2
_FINDINGS = ("symptom", "sign")
_LACKING_KO, _DENYING_KO = "없", ("안", "못")
_LACK = re.compile(r"\b(?:no|not|never|without|lack|cannot)\b|n't")
_DISEASE_NAME = re.compile(
    r"(?!diagnos|prognos|hypnos)\w{3,}(?:omas?|itis|osis|a?emia|algia|path(?:y|ies)|megaly|rrho?ea|uria|plegia|paresis|trophy)"
)

_DISEASE_NAME_KO = re.compile(
    r"(?!수염|오염|소염|식염|처음|마음)[가-힣]+(?:암|염|종양|증후군|결석|경화증?|협착증?|탈출증?|골절|부전|병증)"
)
_PROCEDURE_NAME = re.compile(
    r"\w{3,}(?:scop(?:y|ies)|tripsy|ectom(?:y|ies)|plast(?:y|ies)|otom(?:y|ies)|ostom(?:y|ies)|centesis)"
)
_CANCER_KO = "암"
_WHOLE_WORD = "$"


@dataclass(frozen=True, slots=True)
class ConceptMention:
    """A concept of resources/terminology/terms.json and the indices of the tokens that name it.

    `is_lack`: what is denied names it, «no energy» for fatigue.
    """

    concept: str
    tokens: tuple[int, ...]
    is_lack: bool = False


_Phrases: TypeAlias = Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
"""Words or stems by the first of them, each with the concept and whether they deny what they name."""


def is_disease_name(word: str) -> bool:
    """Whether a word in lower case is built as the names of diseases are: adenoma, neuropathy, 유방암, 결막염."""
    return _DISEASE_NAME.fullmatch(word) is not None or _DISEASE_NAME_KO.fullmatch(without_particle(word)) is not None


def is_procedure_name(word: str) -> bool:
    """Whether a word in lower case is built as the names of operations are: appendectomy, ureteroscopy."""
    return _PROCEDURE_NAME.fullmatch(word) is not None


def concepts_in(tokens: Sequence[Token]) -> tuple[ConceptMention, ...]:
    """Every concept named by the tokens; overlapping ones all count («chest pain» is also chest and pain)."""
    named = dict.fromkeys((*_english_mentions(tokens), *_korean_mentions(tokens)))
    return tuple(mention for mention in named if not _is_of_another_sense(mention, tokens))


def _is_of_another_sense(mention: ConceptMention, tokens: Sequence[Token]) -> bool:
    """«Drinking» beside «water» is no use of alcohol."""
    others = _other_senses().get(mention.concept)
    if others is None:
        return False
    beside = tokens[max(0, mention.tokens[0] - _BESIDE_TOKENS) : mention.tokens[-1] + _BESIDE_TOKENS + 1]
    return any(token.stem in others for token in beside)


def _english_mentions(tokens: Sequence[Token]) -> Iterator[ConceptMention]:
    exact = _exact_english_phrases()
    for position, token in enumerate(tokens):
        for words, concept, is_lack in exact.get(token.word, ()):
            named = tokens[position : position + len(words)]
            if tuple(t.word for t in named) == words:
                kept = (position + step for step, t in enumerate(named) if not t.is_stop_word)
                yield ConceptMention(concept, tuple(kept), is_lack)
    content = [(i, t) for i, t in enumerate(tokens) if not t.is_korean and not t.is_stop_word]
    phrases = _english_phrases()
    for position, (_, token) in enumerate(content):
        for stems, concept, is_lack in phrases.get(token.stem, ()):
            within = content[position : position + len(stems)]
            if tuple(t.stem for _, t in within) == stems:
                yield ConceptMention(concept, tuple(i for i, _ in within), is_lack)


def _korean_mentions(tokens: Sequence[Token]) -> Iterator[ConceptMention]:
    for index, token in enumerate(tokens):
        if not token.is_korean:
            continue
        for parts, concept in _korean_candidates(token.word):
            named = _korean_phrase_at(tokens, index, parts)
            if named and not _is_a_cancer_of(token.word, parts):
                yield ConceptMention(concept, named)


def _is_a_cancer_of(word: str, parts: tuple[str, ...]) -> bool:
    """«갑상선암» is not any disease of the 갑상선."""
    return len(parts) == 1 and word.removeprefix(parts[0]).startswith(_CANCER_KO)


def _korean_candidates(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    starts = _korean_phrases()
    yield from starts.get(word[0], ())
    for offset in range(1, len(word) - _SHORTEST_INNER_MATCH + 1):
        for parts, concept in starts.get(word[offset], ()):
            if len(parts) == 1 and len(parts[0]) >= _SHORTEST_INNER_MATCH and word.startswith(parts[0], offset):
                yield parts, concept


def _korean_phrase_at(tokens: Sequence[Token], index: int, parts: tuple[str, ...]) -> tuple[int, ...]:
    """Token indices of the phrase, with at most two filler words in a row inside; () when it does not stand here.

    What is lacking must be the whole word: «식욕 없» is not in «식욕부진 없음».
    """
    if parts[-1].startswith(_LACKING_KO) and len(parts) > 1 and without_particle(tokens[index].word) != parts[0]:
        return ()
    named: list[int] = []
    position = index
    for part in parts:
        is_inner = bool(named)
        fillers = 0
        while is_inner and fillers < _MOST_FILLERS and position < len(tokens) and is_filler(tokens[position]):
            if _names(tokens[position], part, is_inner):
                break
            position, fillers = position + 1, fillers + 1
        if position >= len(tokens) or not _names(tokens[position], part, is_inner):
            return ()
        named.append(position)
        position += 1
    return tuple(named)


def _names(token: Token, part: str, is_inner: bool) -> bool:
    """A lone syllable must be the whole word, except behind others, where it is a stem, «숨 차» in «숨이 차거나»; so
    must what ends in a sign for it, «산소$», which is not in «산소포화도»."""
    if not token.is_korean:
        return False
    if part.endswith(_WHOLE_WORD) or (len(part) == 1 and not is_inner):
        return part.removesuffix(_WHOLE_WORD) in (token.word, token.stem, without_particle(token.word))
    return token.word.startswith(part) or (len(part) >= _SHORTEST_INNER_MATCH and part in token.word)


@cache
def _english_phrases() -> _Phrases:
    """Stem sequences. Stop words are left out on both sides."""
    phrases: dict[str, set[tuple[tuple[str, ...], str, bool]]] = {}
    for variant, concept, is_lack in _english_variants():
        stems = tuple(token.stem for token in variant if not token.is_stop_word)
        if stems and not _needs_its_stop_words(variant) and not (len(stems) == 1 and len(stems[0]) == 1):
            phrases.setdefault(stems[0], set()).add((stems, concept, is_lack))
    return {first: tuple(sorted(found)) for first, found in phrases.items()}


@cache
def _exact_english_phrases() -> _Phrases:
    """Word sequences of which only one word is no stop word: «run down», «a cold»."""
    phrases: dict[str, set[tuple[tuple[str, ...], str, bool]]] = {}
    for variant, concept, is_lack in _english_variants():
        if _needs_its_stop_words(variant):
            words = tuple(token.word for token in variant)
            phrases.setdefault(variant[0].word, set()).add((words, concept, is_lack))
    return {first: tuple(sorted(found)) for first, found in phrases.items()}


def _english_variants() -> Iterator[tuple[tuple[Token, ...], str, bool]]:
    for row in _rows():
        for variant in cast(list[str], row["en"]):
            words = tuple(token for token in tokens_of(variant) if not token.is_korean)
            yield words, str(row["concept"]), _LACK.search(variant) is not None


def _needs_its_stop_words(variant: Sequence[Token]) -> bool:
    return len(variant) > 1 and sum(not token.is_stop_word for token in variant) == 1


@cache
def _korean_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases, as parts of neighbouring words, by their first syllable."""
    phrases: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for row in _rows():
        for variant in cast(list[str], row["ko"]):
            parts = tuple(variant.split())
            if not is_hangul(parts[0]):
                continue
            for last in (parts[-1], *(_other_forms(parts[-1]) if _may_be_a_verb(row, parts) else ())):
                phrase = _without_particles((*parts[:-1], last))
                phrases.setdefault(phrase[0][0], set()).add((phrase, str(row["concept"])))
    return {first: tuple(sorted(found)) for first, found in phrases.items()}


def _other_forms(stem: str) -> Iterator[str]:
    """Not «안» of the «아» in «귀도 아»: it denies."""
    return (form for form in conjugated(stem) if form not in _DENYING_KO)


def _may_be_a_verb(row: Mapping[str, object], parts: tuple[str, ...]) -> bool:
    """Behind another word, or of two syllables and more; what names no finding is mostly a noun."""
    return row["kind"] in _FINDINGS and (len(parts) > 1 or len(parts[0]) > 1)


def _without_particles(parts: tuple[str, ...]) -> tuple[str, ...]:
    """«가슴이 답답» is found as «가슴 답답» too: only the last part, a stem, stays as it is written."""
    return (*(without_particle(part) for part in parts[:-1]), parts[-1])


@cache
def _other_senses() -> Mapping[str, frozenset[str]]:
    """By a concept that an everyday word may name: stems beside which the word means something else."""
    return {
        str(row["concept"]): frozenset(token_of(word).stem for word in cast(list[str], row["not_beside"]))
        for row in _rows()
        if "not_beside" in row
    }


@cache
def concepts_of(kind: str) -> frozenset[str]:
    """The concepts of a kind: symptom, disease, body, test, action and so on."""
    return frozenset(str(row["concept"]) for row in _rows() if row["kind"] == kind)


def _rows() -> list[dict[str, object]]:
    return cast(list[dict[str, object]], load_json("terminology/terms.json")["concepts"])
