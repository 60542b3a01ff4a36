"""Holds the lines of a draft against the stretch of talk that they are written from, before anybody sees them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id
from app.review.checks import medication_flags, support_flags
from app.review.evidence.claims import Claim, claims_in, matches_of
from app.review.evidence.nearest import nearest_number
from app.review.evidence.sources import TranscriptIndex, find_sources
from app.review.filing import is_filed_by_words, is_spoken_of, is_told_by_staff, section_for, section_of_dictated
from app.review.reading.concepts import concepts_in
from app.review.reading.medications import medications_in
from app.review.reading.numbers import quantities_in
from app.review.reading.words import tokens_of
from app.review.rules.advice import advises, asks, is_advice, is_unsaid_referral, suggests
from app.review.rules.asides import is_aside
from app.review.rules.combinations import impossible_flags, senseless_flags
from app.review.rules.denials import invented_disease_flags, names_only_unheard_findings
from app.review.rules.diagnoses import is_only_diagnosed, own_complaint
from app.review.rules.dictation import told_whole
from app.review.rules.drug_actions import drug_action_flags
from app.review.rules.grades import grade_flags
from app.review.rules.laterality import laterality_flags
from app.review.rules.measures import measure_flags
from app.review.rules.polarity import negation_flag
from app.review.rules.regions import region_flags
from app.review.rules.speakers import told_flags, unanswered_flag
from app.review.rules.support import is_said_as_written
from app.review.rules.troubles import as_troubles
from app.review.rules.unclear_speech import nonsense_flags
from app.review.rules.unknown_names import holds_misheard_name, invented_name_flags, unknown_name_flags
from app.review.rules.unsaid import (
    declined_flags,
    is_result_of_an_order,
    is_unsaid_emergency,
    ordinal_flags,
    others_flags,
)
from app.review.rules.weekdays import weekday_flags

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FOREIGN_SCRIPT = re.compile(r"[\u0400-\u052F\u0590-\u08FF\u0E00-\u0EFF\u3040-\u30FF\u4E00-\u9FFF]")
"""Cyrillic, Hebrew, Arabic, Thai, kana and Han letters: a small multilingual model slips into them; nobody said
them."""
_NOTHING_BUT_A_FINDING_WORDS = 4
_LEAST_WORDS_OF_AN_ANSWER = 3
_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)


class LineGuard:
    """Checks lines while they are being drafted from a stretch of talk."""

    def __init__(self, stretch: Transcript) -> None:
        self._index = TranscriptIndex(stretch)
        self._stretch = stretch
        self._questions = {
            _plain(s)
            for segment in stretch.segments
            for s in _sentences(segment.text)
            if _is_question(s, segment.speaker)
        }

    def flags(self, line: str) -> tuple[Flag, ...]:
        """What in the line was never said in the stretch, in any reading.

        Stricter than flags_of on numbers: small bare ones count too, and nothing is converted («two days» is not 48
        hours). A finding that was said to be so is not stated otherwise, nor with another side, nor a value as that of
        another measure. A line without any support is flagged as well, and so are a question that was only asked,
        advice that nobody gave or only the patient spoke of, what is told of a test that was only ordered or a drug
        that was decided against, what only directs the visit, a short line about nothing but what nobody named, and
        one that names nothing and rests on hardly understood speech.
        """
        if self._is_only_asked(line):
            return (Flag(FlagKind.SPEAKER_MISMATCH, Severity.WARN, line.strip(" .")),)
        quantities = quantities_in(line)
        unsaid = (
            Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, quantity.text, nearest_number(quantity, self._index, ()))
            for quantity in quantities
            if not is_said_as_written(quantity, self._index.numbers)
        )
        measures = (*measure_flags(line, quantities, self._index), *grade_flags(line, quantities, self._index))
        mentions = medications_in(line)
        names = (
            *medication_flags(mentions, self._index, ()),
            *unknown_name_flags(line, mentions, self._index),
            *invented_name_flags(line, mentions, self._index),
        )
        claims = tuple(claims_in(line, mentions))
        opposites = _certain_opposites(line, claims, self._index)
        sources = () if self._is_no_statement(line, claims) else find_sources(line, self._index)
        support = support_flags(line, sources)
        nonsense = () if quantities else nonsense_flags(line, claims, sources, self._index)
        senseless = (*senseless_flags(line, claims), *impossible_flags(line))
        texts = self._index.texts
        places_and_days = (*region_flags(line, texts), *weekday_flags(line, texts))
        told = (
            *(() if self._is_said_by_staff(line) else told_flags(line, sources, self._index)),
            *declined_flags(line, mentions, self._index),
            *drug_action_flags(line, mentions, self._index),
            *others_flags(line, texts),
            *ordinal_flags(line, texts),
            *invented_disease_flags(line, ((claim, matches_of(claim, self._index)) for claim in claims), self._index),
        )
        return tuple(
            dict.fromkeys(
                (*unsaid, *measures, *names, *opposites, *told, *senseless, *places_and_days, *support, *nonsense)
            )
        )

    def _is_said_by_staff(self, line: str) -> bool:
        """Whether the line rests on what others than the patient said, too: who repeats advice was given it."""
        return bool(find_sources(line, self._staff_index))

    @cached_property
    def _staff_index(self) -> TranscriptIndex:
        said = tuple(segment for segment in self._said.segments if segment.speaker not in _CARED_FOR)
        return TranscriptIndex(replace(self._said, segments=said))

    def leak_flags(self, line: str, marks: tuple[str, ...]) -> tuple[Flag, ...]:
        """For words of the line that begin as one of the marks, where the stretch has none that does or that means the
        same finding.

        A mark tells of a patient whom the model was shown as an example: «works in a bakery».
        """
        talk = self._stretch.text.casefold()
        unsaid = [mark for mark in marks if mark in line.casefold() and mark not in talk]
        if not unsaid:
            return ()
        heard = {mention.concept for mention in concepts_in(tokens_of(self._stretch.text))}
        named = (re.search(rf"(?<!\w){re.escape(mark)}\w*", line, re.IGNORECASE) for mark in unsaid)
        return tuple(
            Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, word.group())
            for word in named
            if word and heard.isdisjoint(mention.concept for mention in concepts_in(tokens_of(word.group())))
        )

    def _is_no_statement(self, line: str, claims: Sequence[Claim]) -> bool:
        return (
            is_aside(line)
            or _FOREIGN_SCRIPT.search(line) is not None
            or is_unsaid_referral(line, self._index.texts)
            or is_unsaid_emergency(line, self._index.texts)
            or is_result_of_an_order(line, self._index.texts)
            or (len(line.split()) <= _NOTHING_BUT_A_FINDING_WORDS and self._are_unheard(claims))
        )

    def _are_unheard(self, claims: Sequence[Claim]) -> bool:
        return any(names_only_unheard_findings(claim, matches_of(claim, self._index)) for claim in claims)

    def _is_only_asked(self, line: str) -> bool:
        """«Any chest pain.», and «담배는 피우는 것이 좋음» for «담배는 피우세요?»"""
        return _plain(line) in self._questions or (is_advice(line) and not advises(self._said_behind(line)))

    def sentence_behind(self, line: str) -> str:
        """The sentence that was said and that the line most rests on; of a question, what was answered.

        Empty when there is none, or only a question, what names nothing clinical or directs the visit, a misheard name,
        or a sentence without number and drug for a line that has any.
        """
        said = "" if self._is_only_asked(line) else self._said_behind(line)
        sentence = said or self._answer_to(line)
        is_unfit = is_aside(sentence) or holds_misheard_name(sentence) or not _names_anything(sentence)
        return "" if is_unfit or (_has_measure(line) and not _has_measure(sentence)) else sentence

    def _answer_to(self, line: str) -> str:
        """What the next speaker said after the question that the line rests on, unless it was asked something, too."""
        sources = find_sources(line, self._index)
        if not sources:
            return ""
        asked, *later = self._stretch.segments[self._index.positions(sources[:1])[0] :]
        answer = next((segment for segment in later if segment.text.strip()), None)
        if answer is None or answer.speaker is asked.speaker or not _asks_last(asked):
            return ""
        told = " ".join(sentence for sentence in _sentences(answer.text) if not _is_question(sentence, answer.speaker))
        return told if len(told.split()) >= _LEAST_WORDS_OF_AN_ANSWER else ""

    def _said_behind(self, line: str) -> str:
        behind = self._behind(line)
        return behind.text if behind else ""

    def is_spoken_of(self, section_id: str) -> bool:
        """Whether the stretch may say anything for the section, and said by whom it must be."""
        is_told = not is_told_by_staff(section_id) or self._is_told_by_staff
        return is_told and is_spoken_of(section_id, self._stretch.text)

    @cached_property
    def _is_told_by_staff(self) -> bool:
        """Whether anybody but the patient and who came along states or suggests anything: «why don't you call us?»"""
        return any(
            segment.speaker not in _CARED_FOR
            and len(segment.text.split()) >= _LEAST_WORDS_OF_AN_ANSWER
            and (not _is_question(sentence, segment.speaker) or suggests(sentence))
            for segment in self._stretch.segments
            for sentence in _sentences(segment.text)
        )

    def own_complaint(self) -> str:
        """What the patient, or who came along, first says is wrong; "" where nobody does."""
        return own_complaint(self._index)

    def section_for(self, section_id: str, line: str) -> str:
        """The section under which the line goes, where the model has put it under this one."""
        if section_id == "chief_complaint" and is_only_diagnosed(line, self._index):
            return "assessment"
        if not is_filed_by_words(section_id):
            return section_id
        behind = self._behind(line)
        return section_for(section_id, line, *((behind.speaker, behind.text) if behind else (None, "")))

    def told_whole(self, lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """What tells a dictated stretch, in its order: texts, each with the line whose place it has, "" for none.

        A text is one of the lines, or a sentence of which they leave out too much.
        """
        return told_whole(lines, self._said) if self._said.segments else tuple((line, line) for line in lines)

    def section_of_dictated(self, line: str, section_ids: tuple[str, ...], otherwise: str) -> str:
        """The section under which a line of a dictation goes; `otherwise` where no word decides."""
        return section_of_dictated(line, section_ids, otherwise)

    def _behind(self, line: str) -> TranscriptSegment | None:
        sources = find_sources(line, self._sentence_index)
        return self._said.segment(sources[0]) if sources else None

    @cached_property
    def _said(self) -> Transcript:
        return _as_segments(self._stretch)

    @cached_property
    def _sentence_index(self) -> TranscriptIndex:
        return TranscriptIndex(self._said)


def _names_anything(sentence: str) -> bool:
    return _has_measure(sentence) or bool(concepts_in(tokens_of(sentence)))


def _has_measure(text: str) -> bool:
    return bool(quantities_in(text) or medications_in(text))


def _as_segments(stretch: Transcript) -> Transcript:
    """The stretch with each statement of a speaker as a segment of its own; questions are left out."""
    sentences = [
        (segment, sentence)
        for segment in stretch.segments
        for sentence in _sentences(segment.text)
        if not _is_question(sentence, segment.speaker)
    ]
    segments = tuple(replace(s, id=segment_id(i), text=text, words=()) for i, (s, text) in enumerate(sentences))
    return replace(stretch, segments=segments)


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _asks_last(segment: TranscriptSegment) -> bool:
    return _is_question(_sentences(segment.text)[-1], segment.speaker)


def _is_question(sentence: str, speaker: Speaker) -> bool:
    return sentence.endswith("?") or (speaker is Speaker.CLINICIAN and asks(sentence))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _certain_opposites(line: str, claims: Sequence[Claim], index: TranscriptIndex) -> Iterator[Flag]:
    """Only what is surely wrong, for lines that nobody has seen yet: a finding denied or affirmed against what was
    said of it, or affirmed though the question stayed open, and a part of the body with the other side."""
    yield from (f for f in laterality_flags(line, claims, index) if f.severity is Severity.BLOCK)
    for claim in claims:
        if claim.is_clinical:
            matches = as_troubles(line, claim, matches_of(claim, index), index)
            flag = negation_flag(line, claim, matches, index) or unanswered_flag(line, claim, matches, index)
            if flag is not None:
                yield flag
