"""What a transcript asserts, word by word and concept by concept, with questions settled by their answers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Protocol, TypeAlias, cast

from app.domain.hangul import is_hangul
from app.domain.transcript import Speaker, TranscriptSegment
from app.resources import load_json
from app.review.reading.answers import opening_answer
from app.review.reading.concepts import concepts_in, is_disease_name
from app.review.reading.cues import pieces_of
from app.review.reading.functions import answered, functions_in
from app.review.reading.heard import HeardMedication
from app.review.reading.korean_answers import called_well_denied, looked_for_left_open, tolerated_denied
from app.review.reading.korean_ellipses import findings_taken_up, told_of_a_relative, with_hesitant_answers
from app.review.reading.korean_patients import denies_of_the_patient, patient_called, told_of_the_patient
from app.review.reading.medications import parts_of
from app.review.reading.relatives import told_of_relatives
from app.review.reading.stances import MeantWord, Polarity, Sentence, sentences_in
from app.review.reading.words import is_light_word, is_short_answer

Key: TypeAlias = tuple[str, str]

SIDES: tuple[Key, ...] = (("concept", "left"), ("concept", "right"), ("concept", "bilateral"))
_SIDES_BY_STOP_WORD: Mapping[str, Key] = {"right": SIDES[1], "rt": SIDES[1], "lt": SIDES[0], "both": SIDES[2]}
_SENTENCES_TO_AN_ANSWER = 3
_GOES_ON_TELLING = re.compile(r"(?:(?:um|uh|er)\W+)?(?:and )?so\b", re.IGNORECASE)
"""«I'm good about it in the week. So it's not as regimented»: what follows from an answer is not a second one."""
_FEW_MENTIONS = 2
_LONGEST_TURN = 8
_CLINICAL_KINDS = frozenset({"symptom", "sign", "disease"})
_NEGATING_BEGINNINGS = ("없", "않")
_NO_CONCEPT = "none"
"""Words for nothing at all, «없음», tell how others are meant."""
_ASKS_HOW = re.compile(
    r"\b(?:how(?:['’]s| (?:is|are|was|were|has|have|did|do|does|long|often|much|many))|"
    r"when (?:did|do|was|is)|where|why)\b"
    r"(?!.*\b(?:any|do you have|have you had|is there|are there)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What only a bare no denies: «how are you doing with your diet?» is not denied by «I'm not doing well»."""
_BARE_NO = re.compile(r"\W*(?:(?:oh|um|uh|well|yeah)\W+)*(?:no|nope|nah|none|nothing|good|fine)\b", re.IGNORECASE)
_OWN_OF_THE_GUARDIAN = re.compile(
    r"(?:제가|저는|저도|내가|나도)(?: [가-힣]+){0,3}? 있(?:어|었|습|고|는데)(?![가-힣]* 때)"
)
"""«저는 비염이 있고요»: the parent's, not the child's."""
ADDRESSES = re.compile(r"\byou(?:['’](?:re|ve))?\b", re.IGNORECASE)


class Named(Protocol):
    """A medication named at text[start:end]."""

    @property
    def ingredient(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named at text[start:end], and how it is meant. `unit` numbers the list elements of the text.

    `keys` are all that it may be called; a finding is looked up by its `own` alone: «chest pain» is not any chest.
    """

    keys: frozenset[Key]
    own: frozenset[Key]
    start: int
    end: int
    unit: int
    polarity: Polarity
    is_hedged: bool
    is_doubted: bool
    is_past: bool
    is_of_family: bool
    is_clinical: bool
    is_asserted: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the transcript, from `start` on in its segment, with what it mentions.

    `was_asked`: a question, settled or not. `may_answer`: it opens with a yes or a no, or names next to nothing itself.
    """

    segment: int
    start: int
    speaker: Speaker
    text: str
    mentions: tuple[Mention, ...]
    was_asked: bool
    may_answer: bool


class Assertions:
    """Everything a transcript asserts, found by key."""

    def __init__(self, segments: Sequence[TranscriptSegment], medications: Iterable[HeardMedication]) -> None:
        named: dict[int, list[HeardMedication]] = {}
        for medication in medications:
            named.setdefault(medication.segment, []).append(medication)
        self.said: tuple[Said, ...] = tuple(_corrected(tuple(_said_in(segments, named))))
        self._by_key: dict[Key, list[tuple[int, Mention]]] = {}
        for position, said in enumerate(self.said):
            for mention in said.mentions:
                for key in mention.keys:
                    self._by_key.setdefault(key, []).append((position, mention))

    def said_in(self, segment: int) -> tuple[Said, ...]:
        return tuple(said for said in self.said if said.segment == segment)

    def mentions(self, keys: Iterable[Key]) -> Iterator[tuple[int, Mention]]:
        """Positions in `said` and the mentions there that have any of the keys; in an order that is always the same."""
        seen: set[tuple[int, int, int]] = set()
        for key in sorted(keys):
            for position, mention in self._by_key.get(key, ()):
                place = (position, mention.start, mention.end)
                if place not in seen:
                    seen.add(place)
                    yield position, mention


def mentions_in(sentence: Sentence, medications: Iterable[Named]) -> tuple[Mention, ...]:
    """Words with a meaning of their own, clinical concepts, and those of the text's medications that stand here."""
    words = list(sentence.words)
    concepts: dict[int, set[Key]] = {}
    clinical: set[int] = set()
    found: list[Mention] = []
    for named in concepts_in([word.token for word in words]):
        if named.concept == _NO_CONCEPT:
            continue
        key, is_clinical = ("concept", named.concept), named.concept in _clinical_concepts()
        is_negating = any(_is_negating(words[position].token.word) for position in named.tokens)
        if named.is_lack or is_negating:
            # «No energy» and «몸이 안 좋아요» affirm: the denial is part of what is named.
            lack = _mention(words[named.tokens[-1 if named.is_lack else 0]], frozenset({key}), is_clinical)
            if is_negating or lack.polarity is Polarity.NEGATED:
                found.append(replace(lack, polarity=Polarity.AFFIRMED))
            continue
        first, polarity = words[named.tokens[0]], _polarity_of([words[position] for position in named.tokens])
        for position in named.tokens:
            # «Pins and needles» is one thing, not a list of two.
            words[position] = replace(words[position], unit=first.unit, polarity=polarity)
            concepts.setdefault(position, set()).add(key)
            if is_clinical:
                clinical.add(position)
    for position, word in enumerate(words):
        if is_disease_name(word.token.word):
            clinical.add(position)
        if word.token.word in _SIDES_BY_STOP_WORD:
            concepts.setdefault(position, set()).add(_SIDES_BY_STOP_WORD[word.token.word])
        if word.is_cue or is_light_word(word.token) or _is_a_type(words, position):
            continue
        if position in concepts or not word.token.is_stop_word:
            keys = frozenset({("word", word.token.stem), *concepts.get(position, ())})
            found.append(_mention(word, keys, position in clinical))
    for medication in medications:
        named_by = next((word for word in words if word.start <= medication.start < word.end), None)
        if named_by is not None:
            keys = frozenset(("medication", part) for part in parts_of(medication.ingredient))
            found.append(replace(_mention(named_by, keys, True), end=medication.end))
    return tuple(found)


def _is_a_type(words: Sequence[MeantWord], position: int) -> bool:
    """The «B» and the «형» of «B형 간염»: what is told is told of the 간염."""
    around = words[max(0, position - 1) : position + 2]
    return any(
        letter.token.word.isascii() and type_.token.word == "형" and letter.end == type_.start
        for letter, type_ in pairwise(around)
        if words[position] in (letter, type_)
    )


def _polarity_of(named_by: Sequence[MeantWord]) -> Polarity:
    """A denial of one word denies the whole: «my chest doesn't hurt», «it doesn't burn when I pee»; unless it is part
    of the name, «unable to urinate»."""
    is_denied = any(word.polarity is Polarity.NEGATED for word in named_by) and not any(w.is_cue for w in named_by)
    return Polarity.NEGATED if is_denied else named_by[0].polarity


def _is_negating(word: str) -> bool:
    return word in ("안", "못") or word.startswith(_NEGATING_BEGINNINGS)


def _mention(word: MeantWord, keys: frozenset[Key], is_clinical: bool) -> Mention:
    findings = frozenset(key for key in keys if key[0] != "concept" or key[1] in _clinical_concepts())
    return Mention(
        keys,
        findings if is_clinical else keys,
        word.start,
        word.end,
        word.unit,
        word.polarity,
        word.is_hedged,
        word.is_doubted,
        word.is_past,
        word.is_of_family,
        is_clinical,
        word.is_asserted,
    )


def _said_in(segments: Sequence[TranscriptSegment], named: Mapping[int, list[HeardMedication]]) -> Iterator[Said]:
    flat = [
        (index, segment, sentence)
        for index, segment in enumerate(segments)
        for sentence in sentences_in(segment.text, is_spoken=True)
    ]
    flat = list(with_hesitant_answers(flat))
    goes_on, called = False, patient_called(segments)
    before: list[Said] = []
    for position, (index, segment, sentence) in enumerate(flat):
        text = segment.text[sentence.start : sentence.end]
        mentions = mentions_in(sentence, named.get(index, ()))
        if segment.speaker is Speaker.PATIENT:
            told, goes_on = told_of_relatives(pieces_of(text), goes_on=goes_on)
            mentions = tuple(replace(m, is_of_family=True) if m.start - sentence.start in told else m for m in mentions)
        elif segment.speaker is Speaker.GUARDIAN and _OWN_OF_THE_GUARDIAN.search(text):
            mentions = tuple(replace(mention, is_of_family=True) for mention in mentions)
        elif segment.speaker is Speaker.GUARDIAN and (told := told_of_the_patient(text, called)):
            own = {start + sentence.start for start in told}
            mentions = tuple(replace(m, is_of_family=m.is_of_family and m.start not in own) for m in mentions)
        elif sentence.is_question:
            goes_on = any(mention.is_of_family for mention in mentions)
        mentions = tuple(tolerated_denied(mentions, text, sentence.start, _text_before(flat, position)))
        mentions = called_well_denied(mentions, text, sentence.start)
        reply = _reply(flat, position)
        has_answer = sentence.is_question and (not _ASKS_HOW.search(text) or _BARE_NO.match(reply))
        answer = _answer_to(flat, position) if has_answer else None
        if sentence.is_question and answer is None and _denies_otherwise(_next_turn(flat, position), called):
            answer = Polarity.NEGATED
        if sentence.is_question:
            mentions = looked_for_left_open(_settled(mentions, answer), text, sentence.start)
        else:
            mentions = looked_for_left_open(mentions, text, sentence.start)
            mentions += tuple(told_of_a_relative(text, segment.speaker, mentions, before, called))
            mentions += tuple(findings_taken_up(text, mentions, before))
        is_asked = sentence.is_question or (segment.speaker is Speaker.CLINICIAN and ADDRESSES.search(text) is not None)
        troubles = tuple(_troubles(sentence, text, is_asked, answer, reply))
        mentions = (*(_as_its_trouble(mention, troubles) for mention in mentions), *troubles)
        may_answer = len(mentions) <= _FEW_MENTIONS or opening_answer(text) is not None
        said = Said(index, sentence.start, segment.speaker, text, mentions, sentence.is_question, may_answer)
        before.append(said)
        yield said


def _text_before(flat: Sequence[tuple[int, TranscriptSegment, Sentence]], position: int) -> str:
    """All that stands before a sentence in the segment before its own, and in its own."""
    index, segment, sentence = flat[position]
    before = next(
        (each.text for i, each, _ in reversed(flat[max(0, position - _LONGEST_TURN) : position]) if i != index), ""
    )
    return f"{before} {segment.text[: sentence.start]}"


def _reply(flat: Sequence[tuple[int, TranscriptSegment, Sentence]], position: int) -> str:
    """What somebody else says right behind a sentence."""
    following = flat[position + 1 : position + 2]
    is_other = [s for index, s, _ in following if index != flat[position][0]]
    return is_other[0].text[following[0][2].start : following[0][2].end] if is_other else ""


def _next_turn(flat: Sequence[tuple[int, TranscriptSegment, Sentence]], position: int) -> str:
    """What is said behind a question once its speaker has ended."""
    asked_in = flat[position][0]
    later = (segment.text for index, segment, _ in flat[position + 1 : position + _LONGEST_TURN] if index != asked_in)
    return next(later, "")


def _troubles(sentence: Sentence, text: str, is_asked: bool, answer: Polarity | None, reply: str) -> Iterator[Mention]:
    """The troubles of which a sentence speaks by what the body does, «your bowels are working fine»."""
    for function in functions_in(text):
        polarity = answered(function, text, answer, reply) if is_asked else function.polarity
        word = next((word for word in sentence.words if word.start - sentence.start == function.start), None)
        if word is not None and polarity is not Polarity.OPEN:
            meant = replace(word, end=sentence.start + function.end, polarity=polarity)
            yield from (_mention(meant, frozenset({("concept", trouble)}), True) for trouble in function.troubles)


def _as_its_trouble(mention: Mention, troubles: Sequence[Mention]) -> Mention:
    """«콩팥은 괜찮대요»: a part that may stand for its disease is meant as its trouble is."""
    same = (t for t in troubles if t.start == mention.start and not t.keys.isdisjoint(mention.keys))
    return next((replace(mention, polarity=trouble.polarity) for trouble in same), mention)


def _corrected(all_said: Sequence[Said]) -> Iterator[Said]:
    """A yes to several questions is not a yes to what is denied right after: «Nausea? Vision changes?» «Yes. No vision
    changes.»"""
    for position, said in enumerate(all_said):
        if not said.was_asked:
            yield said
            continue
        denied = {
            key
            for later in all_said[position + 1 : position + 1 + _SENTENCES_TO_AN_ANSWER]
            if not later.was_asked and later.speaker is not said.speaker
            for mention in later.mentions
            if mention.polarity is Polarity.NEGATED
            for key in mention.own
        }
        yield replace(said, mentions=tuple(_denied_if(denied, mention) for mention in said.mentions))


def _denied_if(denied: set[Key], asked: Mention) -> Mention:
    is_denied = asked.polarity is Polarity.AFFIRMED and asked.is_clinical and not denied.isdisjoint(asked.own)
    if asked.is_of_family and any(is_hangul(name) for _, name in asked.keys):
        return asked
    return replace(asked, polarity=Polarity.NEGATED) if is_denied else asked


def _settled(asked: tuple[Mention, ...], answer: Polarity | None) -> tuple[Mention, ...]:
    """What was asked, affirmed or denied by the answer. A yes to several things at once leaves them open."""
    is_negative = any(mention.polarity is Polarity.NEGATED for mention in asked)
    if answer is Polarity.AFFIRMED and is_negative:
        return asked
    findings = {mention.unit for mention in asked if mention.is_clinical} or {mention.unit for mention in asked}
    polarity = Polarity.OPEN
    if answer is Polarity.NEGATED or (answer is Polarity.AFFIRMED and len(findings) == 1):
        polarity = answer
    return tuple(replace(mention, polarity=polarity) for mention in asked)


def _answer_to(flat: Sequence[tuple[int, TranscriptSegment, Sentence]], position: int) -> Polarity | None:
    asked_in, asker, _ = flat[position]
    passed = 0
    for index, segment, sentence in flat[position + 1 :]:
        if sentence.is_question and index == asked_in:
            continue
        if sentence.is_question:
            return None
        text = segment.text[sentence.start : sentence.end]
        is_same_speaker = index != asked_in and segment.speaker is asker.speaker is not Speaker.UNKNOWN
        answer = None if passed and _GOES_ON_TELLING.match(text) else opening_answer(text)
        if is_same_speaker and answer is not Polarity.NEGATED:
            answer = None
        if answer is not None:
            return _unless_contradicted(flat, position, index, answer)
        passed += bool(sentence.words)
        if passed >= _SENTENCES_TO_AN_ANSWER:
            return None
    return None


def _unless_contradicted(
    flat: Sequence[tuple[int, TranscriptSegment, Sentence]], position: int, answered_in: int, answer: Polarity
) -> Polarity:
    """Two bare answers in a row, «Yeah.» «No.», belong to different questions: then nothing is known."""
    following = [segment for index, segment, _ in flat[position + 1 : position + 8] if index == answered_in + 1]
    bare = flat[position + 1 : position + 8]
    first = next((segment for index, segment, _ in bare if index == answered_in), None)
    if following and first and first.speaker is following[0].speaker and is_short_answer(following[0].text):
        second = opening_answer(following[0].text)
        if second is not None and second is not answer:
            return Polarity.OPEN
    return answer


def _denies_otherwise(reply: str, called: str) -> bool:
    return _denies_by_a_pronoun().match(reply) is not None or denies_of_the_patient(reply, called)


@cache
def _denies_by_a_pronoun() -> re.Pattern[str]:
    """«I don't think I've ever had one» settles what it does not name; so does «그런 적 없어요»."""
    return re.compile("|".join(load_json("terminology/stances.json")["denied_by_a_pronoun"]), re.IGNORECASE)


@cache
def _clinical_concepts() -> frozenset[str]:
    """Symptoms, signs and diseases; no functions, like urination."""
    rows = cast(list[dict[str, object]], load_json("terminology/terms.json")["concepts"])
    functions = frozenset(load_json("terminology/stances.json")["not_findings"])
    return frozenset(
        str(row["concept"]) for row in rows if row["kind"] in _CLINICAL_KINDS and row["concept"] not in functions
    )
