"""Holds each statement of a note against the transcript: its sources, and the flags on what was never said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from app.domain.note import DraftNote, Flag, FlagKind, Origin, Severity, Statement
from app.domain.transcript import Transcript, TranscriptSegment, segment_id
from app.review.evidence.claims import Claim, claims_in, matches_of
from app.review.evidence.nearest import as_near_to, nearest_medication, nearest_number
from app.review.evidence.sources import TranscriptIndex, find_sources, has_content
from app.review.filing import is_filed_by_words, is_spoken_of, section_for
from app.review.learning.tuning import with_lowered_flags
from app.review.omissions import omissions_of
from app.review.reading.medications import MedicationMention, medications_in
from app.review.reading.numbers import Quantity, quantities_in
from app.review.rules.advice import advises, is_advice, is_unsaid_referral
from app.review.rules.asides import is_aside
from app.review.rules.certainty import certainty_flag, experiencer_flag, time_flag
from app.review.rules.combinations import scattered_flags, senseless_flags, unseeable_flags
from app.review.rules.conditions import condition_flag
from app.review.rules.denials import (
    is_unheard_denial,
    names_only_unheard_findings,
    unheard_denial_flag,
    unheard_denials,
    unheard_finding_flag,
)
from app.review.rules.doses import dose_conflict
from app.review.rules.grades import grade_flags
from app.review.rules.guessed_names import guessed_name_flags
from app.review.rules.kinship import kinship_flag
from app.review.rules.laterality import laterality_flags, with_sides_asked_once
from app.review.rules.lengths import length_flags
from app.review.rules.measures import measure_flags
from app.review.rules.misplaced import with_misplaced_flags
from app.review.rules.notation import notation_flags
from app.review.rules.opposites import opposite_flags
from app.review.rules.patients import Described, described_patient, patient_flags
from app.review.rules.polarity import negation_flag
from app.review.rules.prognoses import prognosis_flags
from app.review.rules.regimens import regimen_flags
from app.review.rules.regions import region_flags
from app.review.rules.slips import doubts_left_out, unclear_negations
from app.review.rules.speakers import only_asked_flag, only_wished_flag, told_flags
from app.review.rules.support import frequency_conflict, is_said, is_said_as_written, unit_conflict
from app.review.rules.troubles import as_troubles
from app.review.rules.unclear_speech import nonsense_flags, unclear_speech_flags
from app.review.rules.unknown_names import holds_misheard_name, invented_name_flags, unknown_name_flags
from app.review.rules.vitals import is_a_rate, vital_flags
from app.review.safety.flags import NO_CHART, Chart, with_safety_flags

_NOT_STATED = re.compile(
    r"\W*(?:not (?:stated|mentioned|discussed|recorded)|none stated|언급 ?(?:없음|되지 않음|안 ?됨))\W*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FOREIGN_SCRIPT = re.compile(r"[\u0400-\u052F\u0590-\u08FF\u0E00-\u0EFF\u3040-\u30FF\u4E00-\u9FFF]")
"""Cyrillic, Hebrew, Arabic, Thai, kana and Han letters: a small multilingual model slips into them; nobody said
them."""
_LARGEST_CASUAL_NUMBER = 10
_NOTHING_BUT_A_FINDING_WORDS = 4
_LEAST_WORDS_OF_AN_ANSWER = 3
_UNDESCRIBED = Described(None, None)
_CLAIM_CHECKS = (
    unheard_denial_flag,
    unheard_finding_flag,
    experiencer_flag,
    kinship_flag,
    certainty_flag,
    condition_flag,
    time_flag,
    only_asked_flag,
    only_wished_flag,
)
_MORE_EXACT = {FlagKind.NEGATION_UNSUPPORTED, FlagKind.FINDING_UNSUPPORTED}


def flags_of(
    text: str,
    index: TranscriptIndex,
    sources: tuple[str, ...] | None = None,
    patient: Described = _UNDESCRIBED,
) -> tuple[Flag, ...]:
    """All flags of a statement. `sources` are those of find_sources, which is asked when they are not given.

    Numbers with a unit, of two digits or with a fraction, and medications, that were never said block signing
    (Saegim's rule: nothing is invented); a small bare number and a statement without support warn.
    """
    if sources is None:
        sources = find_sources(text, index)
    quantities, mentions = quantities_in(text), medications_in(text)
    claims = tuple(claims_in(text, mentions))
    return _without_repeats(
        dict.fromkeys(
            (
                *_number_flags(text, quantities, mentions, index, sources),
                *_medication_flags(mentions, index, sources),
                *guessed_name_flags(mentions, index),
                *unknown_name_flags(text, mentions, index),
                *regimen_flags(text, mentions, index),
                *_claim_flags(text, claims, index),
                *unclear_negations(text),
                *doubts_left_out(text),
                *prognosis_flags(text, index),
                *measure_flags(text, quantities, index),
                *grade_flags(text, quantities, index),
                *length_flags(quantities, claims, index),
                *vital_flags(text, quantities),
                *patient_flags(text, patient),
                *notation_flags(text),
                *told_flags(text, sources, index),
                *senseless_flags(text, claims),
                *unseeable_flags(text),
                *_support_flags(text, sources),
                *scattered_flags(text, claims, index),
                *region_flags(text, index.texts),
            )
        )
    )


def _without_repeats(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Of two flags of a kind on the same words only the one on more of them: «1일 3회» rather than «3회». Where a
    finding was not heard, it says so itself, not the whole statement."""
    found = tuple(flags)
    if any(flag.kind in _MORE_EXACT for flag in found):
        found = tuple(flag for flag in found if flag.kind is not FlagKind.STATEMENT_UNSUPPORTED)
    return tuple(
        flag
        for flag in found
        if not any(
            other is not flag
            and other.kind is flag.kind
            and flag.written != other.written
            and flag.written in other.written
            for other in found
        )
    )


def review_note(note: DraftNote, transcript: Transcript, chart: Chart = NO_CHART) -> DraftNote:
    """The note with sources and flags found anew for every statement, and with what it leaves out.

    Fixed wording of a template is not flagged. Medications are also held against the chart and each other.
    """
    return NoteReviewer(transcript).review(note, chart)


class NoteReviewer:
    """Reviews the notes of one transcript again and again; what it has found for a statement's words it remembers."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.index = TranscriptIndex(transcript)
        self._known: dict[tuple[str, Origin, Described], Statement] = {}

    def review(self, note: DraftNote, chart: Chart = NO_CHART) -> DraftNote:
        """As review_note."""
        patient = described_patient([statement.text for statement in note.statements()])
        sections = tuple(
            replace(section, statements=tuple(self._reviewed(statement, patient) for statement in section.statements))
            for section in note.sections
        )
        reviewed = replace(note, sections=sections, omissions=omissions_of(note, self.index))
        reviewed = with_misplaced_flags(with_sides_asked_once(reviewed))
        return with_lowered_flags(with_safety_flags(reviewed, chart), chart.lowered)

    def _reviewed(self, statement: Statement, patient: Described) -> Statement:
        key = (statement.text, statement.origin, patient)
        if key not in self._known:
            self._known[key] = _reviewed(statement, self.index, patient)
        known = self._known[key]
        return replace(statement, sources=known.sources, flags=known.flags)


class LineGuard:
    """Checks lines while they are being drafted from a stretch of talk."""

    def __init__(self, stretch: Transcript) -> None:
        self._index = TranscriptIndex(stretch)
        self._stretch = stretch
        self._questions = {
            _plain(s) for segment in stretch.segments for s in _sentences(segment.text) if _is_question(s)
        }

    def flags(self, line: str) -> tuple[Flag, ...]:
        """What in the line was never said in the stretch, in any reading.

        Stricter than flags_of on numbers: small bare ones count too, and nothing is converted («two days» is not 48
        hours). A finding that was said to be so is not stated otherwise, nor with another side, nor a value as that of
        another measure. A line without any support is flagged as well, and so are a question that was only asked,
        advice that nobody gave, what only directs the visit, a short line about nothing but what nobody named, and one
        that names nothing and rests on hardly understood speech.
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
            *_medication_flags(mentions, self._index, ()),
            *unknown_name_flags(line, mentions, self._index),
            *invented_name_flags(line, mentions, self._index),
        )
        claims = tuple(claims_in(line, mentions))
        opposites = _certain_opposites(line, claims, self._index)
        sources = () if self._is_no_statement(line, claims) else find_sources(line, self._index)
        support = _support_flags(line, sources)
        nonsense = () if quantities else nonsense_flags(line, claims, sources, self._index)
        senseless = (*senseless_flags(line, claims), *unseeable_flags(line))
        regions = region_flags(line, self._index.texts)
        return tuple(dict.fromkeys((*unsaid, *measures, *names, *opposites, *senseless, *regions, *support, *nonsense)))

    def _is_no_statement(self, line: str, claims: Sequence[Claim]) -> bool:
        return (
            is_aside(line)
            or _FOREIGN_SCRIPT.search(line) is not None
            or is_unsaid_referral(line, self._index.texts)
            or (len(line.split()) <= _NOTHING_BUT_A_FINDING_WORDS and self._are_unheard(claims))
        )

    def _are_unheard(self, claims: Sequence[Claim]) -> bool:
        return any(names_only_unheard_findings(claim, matches_of(claim, self._index)) for claim in claims)

    def _is_only_asked(self, line: str) -> bool:
        """«Any chest pain.», and «담배는 피우는 것이 좋음» for «담배는 피우세요?»"""
        return _plain(line) in self._questions or (is_advice(line) and not advises(self._said_behind(line)))

    def sentence_behind(self, line: str) -> str:
        """The sentence that was said and that the line most rests on; of a question, what was answered.

        Empty when there is none, or only a question, a bare yes or no, what directs the visit, a misheard name, or a
        sentence without number and drug for a line that has any.
        """
        said = "" if self._is_only_asked(line) else self._said_behind(line)
        sentence = said or self._answer_to(line)
        is_unfit = is_aside(sentence) or holds_misheard_name(sentence)
        return "" if is_unfit or (_has_measure(line) and not _has_measure(sentence)) else sentence

    def _answer_to(self, line: str) -> str:
        """What the next speaker said after the question that the line rests on, unless it was asked something, too."""
        sources = find_sources(line, self._index)
        if not sources:
            return ""
        asked, *later = self._stretch.segments[self._index.positions(sources[:1])[0] :]
        answer = next((segment for segment in later if segment.text.strip()), None)
        if answer is None or answer.speaker is asked.speaker or not _is_question(_sentences(asked.text)[-1]):
            return ""
        told = " ".join(sentence for sentence in _sentences(answer.text) if not _is_question(sentence))
        return told if len(told.split()) >= _LEAST_WORDS_OF_AN_ANSWER else ""

    def _said_behind(self, line: str) -> str:
        behind = self._behind(line)
        return behind.text if behind else ""

    def is_spoken_of(self, section_id: str) -> bool:
        """Whether the stretch may say anything for the section."""
        return is_spoken_of(section_id, self._stretch.text)

    def section_for(self, section_id: str, line: str) -> str:
        """The section under which the line goes, where the model has put it under this one."""
        if not is_filed_by_words(section_id):
            return section_id
        behind = self._behind(line)
        return section_for(section_id, line, behind.speaker if behind else None)

    def _behind(self, line: str) -> TranscriptSegment | None:
        sources = find_sources(line, self._sentence_index)
        return self._said.segment(sources[0]) if sources else None

    @cached_property
    def _said(self) -> Transcript:
        return _as_segments(self._stretch)

    @cached_property
    def _sentence_index(self) -> TranscriptIndex:
        return TranscriptIndex(self._said)


def _has_measure(text: str) -> bool:
    return bool(quantities_in(text) or medications_in(text))


def _as_segments(stretch: Transcript) -> Transcript:
    """The stretch with each statement of a speaker as a segment of its own; questions are left out."""
    sentences = [
        (segment, sentence)
        for segment in stretch.segments
        for sentence in _sentences(segment.text)
        if not _is_question(sentence)
    ]
    segments = tuple(replace(s, id=segment_id(i), text=text, words=()) for i, (s, text) in enumerate(sentences))
    return replace(stretch, segments=segments)


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _is_question(sentence: str) -> bool:
    return sentence.endswith("?")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _reviewed(statement: Statement, index: TranscriptIndex, patient: Described) -> Statement:
    sources = find_sources(statement.text, index)
    flags = () if statement.origin is Origin.TEMPLATE else flags_of(statement.text, index, sources, patient)
    if statement.origin is Origin.MODEL:
        # What a clinician wrote does not rest on what the recogniser understood.
        flags = (*flags, *unclear_speech_flags(statement.text, sources, index))
    return replace(statement, sources=sources, flags=flags)


def _number_flags(
    text: str,
    quantities: Sequence[Quantity],
    mentions: Sequence[MedicationMention],
    index: TranscriptIndex,
    sources: tuple[str, ...],
) -> Iterator[Flag]:
    for quantity in quantities:
        if not is_said(quantity, index.numbers):
            said = nearest_number(quantity, index, index.positions(sources))
            yield Flag(FlagKind.NUMBER_UNSUPPORTED, _severity(quantity), quantity.text, said)
        elif (conflict := unit_conflict(quantity, mentions, index)) is not None:
            yield Flag(FlagKind.UNIT_MISMATCH, Severity.BLOCK, quantity.text, conflict.text)
        elif (other := dose_conflict(quantity, mentions, index)) is not None:
            yield Flag(FlagKind.DOSE_MISMATCH, Severity.BLOCK, quantity.text, other.text)
        elif not is_a_rate(text, quantity) and (other := frequency_conflict(quantity, index)) is not None:
            yield Flag(FlagKind.FREQUENCY_MISMATCH, Severity.WARN, quantity.text, other.text)


def _severity(quantity: Quantity) -> Severity:
    is_casual = quantity.unit is None and quantity.value <= _LARGEST_CASUAL_NUMBER and quantity.value.is_integer()
    return Severity.WARN if is_casual else Severity.BLOCK


def _medication_flags(
    mentions: Sequence[MedicationMention], index: TranscriptIndex, sources: tuple[str, ...]
) -> Iterator[Flag]:
    for mention in mentions:
        if not index.medications.is_said(mention.ingredient, mention.surface):
            said = nearest_medication(mention, index, index.positions(sources))
            yield Flag(FlagKind.MEDICATION_UNSUPPORTED, Severity.BLOCK, mention.surface, said)
            continue
        misheard = index.medications.misheard_as(mention.ingredient, mention.surface)
        if misheard and (other := as_near_to(misheard, mention.ingredient)):
            yield Flag(FlagKind.MEDICATION_CONFUSABLE, Severity.WARN, mention.surface, other)


def _claim_flags(text: str, claims: Sequence[Claim], index: TranscriptIndex) -> Iterator[Flag]:
    yield from laterality_flags(text, claims, index)
    yield from opposite_flags(text, claims, index)
    unheard: list[Claim] = []
    for claim in claims:
        matches = as_troubles(text, claim, matches_of(claim, index), index)
        flag = negation_flag(text, claim, matches, index)
        if flag is not None:
            yield flag
            continue
        if is_unheard_denial(text, claim, matches):
            unheard.append(claim)
            continue
        yield from filter(None, (check(text, claim, matches, index) for check in _CLAIM_CHECKS))
    yield from unheard_denials(text, claims, unheard)


def _certain_opposites(line: str, claims: Sequence[Claim], index: TranscriptIndex) -> Iterator[Flag]:
    """Only what is surely wrong, for lines that nobody has seen yet: a finding denied or affirmed against what was
    said of it, and a part of the body with the other side."""
    yield from (f for f in laterality_flags(line, claims, index) if f.severity is Severity.BLOCK)
    for claim in claims:
        if claim.is_clinical:
            flag = negation_flag(line, claim, as_troubles(line, claim, matches_of(claim, index), index), index)
            if flag is not None:
                yield flag


def _support_flags(text: str, sources: tuple[str, ...]) -> Iterator[Flag]:
    if not sources and has_content(text) and not _NOT_STATED.fullmatch(text):
        yield Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, text.strip())
