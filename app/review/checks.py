"""Holds each statement of a note against the transcript: its sources, and the flags on what was never said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.note import DraftNote, Flag, FlagKind, Origin, Severity, Statement
from app.domain.transcript import Transcript
from app.review.copied import with_copied_flags
from app.review.evidence.claims import Claim, Match, claims_in, matches_of
from app.review.evidence.nearest import as_near_to, nearest_medication, nearest_number
from app.review.evidence.sources import TranscriptIndex, find_sources, has_content
from app.review.learning.tuning import with_lowered_flags
from app.review.omissions import omissions_of
from app.review.reading.medications import MedicationMention, medications_in
from app.review.reading.numbers import Quantity, quantities_in
from app.review.reading.stances import Polarity
from app.review.rules.certainty import certainty_flag, experiencer_flag, time_flag
from app.review.rules.combinations import impossible_flags, scattered_flags, senseless_flags
from app.review.rules.conditions import condition_flag, only_warned_of_flag
from app.review.rules.contradictions import findings_told, with_contradiction_flags
from app.review.rules.denials import (
    invented_finding_flags,
    is_unheard_denial,
    unheard_denial_flag,
    unheard_denials,
    unheard_finding_flag,
)
from app.review.rules.doses import count_conflict, dose_conflict, packs_conflict
from app.review.rules.drug_actions import drug_action_flags
from app.review.rules.grades import grade_flags
from app.review.rules.guessed_names import guessed_name_flags
from app.review.rules.habits import habit_flags
from app.review.rules.half_days import half_day_flags
from app.review.rules.kinship import kinship_flag
from app.review.rules.korean_doubts import is_unlikely_too, unlikely_flag
from app.review.rules.korean_orders import is_order_borne_out, order_flag
from app.review.rules.korean_times import is_over_since, past_now_flag
from app.review.rules.languages import with_language_flags
from app.review.rules.laterality import is_denied_of_its_side, laterality_flags, with_sides_asked_once
from app.review.rules.lengths import length_flags
from app.review.rules.measures import measure_flags
from app.review.rules.misplaced import with_misplaced_flags
from app.review.rules.must_be_said import unsaid_word_flags
from app.review.rules.notation import notation_flags
from app.review.rules.opposites import opposite_flags
from app.review.rules.out_of import out_of_flags
from app.review.rules.patients import UNDESCRIBED, Described, described_patient, patient_flags, recorded_patient
from app.review.rules.polarity import negation_flag
from app.review.rules.prognoses import prognosis_flags
from app.review.rules.regimens import regimen_flags
from app.review.rules.regions import region_flags
from app.review.rules.slips import doubts_left_out, unclear_negations
from app.review.rules.speakers import only_asked_flag, only_wished_flag, told_flags
from app.review.rules.support import frequency_conflict, is_only_full_marks, is_said, unit_conflict
from app.review.rules.swapped import swapped_flags
from app.review.rules.then_and_now import then_and_now_flags
from app.review.rules.told_allergies import allergy_flags
from app.review.rules.troubles import as_troubles
from app.review.rules.unclear_speech import unclear_speech_flags
from app.review.rules.unknown_names import unknown_name_flags
from app.review.rules.vitals import is_a_rate, vital_flags
from app.review.rules.weekdays import weekday_flags
from app.review.safety.flags import NO_CHART, Chart, with_safety_flags

_NOT_STATED = re.compile(
    r"\W*(?:not (?:stated|mentioned|discussed|recorded)|none stated|언급 ?(?:없음|되지 않음|안 ?됨))\W*", re.IGNORECASE
)
_LARGEST_CASUAL_NUMBER = 10
_BORNE_OUT_COVERAGE = 0.8
_BORNE_OUT = (is_order_borne_out, is_denied_of_its_side, is_unlikely_too, is_over_since)
_CONTRADICTIONS = (order_flag, unlikely_flag, negation_flag)
_CLAIM_CHECKS = (
    unheard_denial_flag,
    unheard_finding_flag,
    experiencer_flag,
    kinship_flag,
    certainty_flag,
    condition_flag,
    only_warned_of_flag,
    time_flag,
    past_now_flag,
    only_asked_flag,
    only_wished_flag,
)
_MORE_EXACT = {FlagKind.NEGATION_UNSUPPORTED, FlagKind.FINDING_UNSUPPORTED}


def flags_of(
    text: str,
    index: TranscriptIndex,
    sources: tuple[str, ...] | None = None,
    patient: Described = UNDESCRIBED,
    *,
    is_drafted: bool = False,
) -> tuple[Flag, ...]:
    """All flags of a statement. `sources` are those of find_sources, which is asked when they are not given;
    `is_drafted` where a model wrote it: a clinician has words of their own for what was said.

    Numbers with a unit, of two digits or with a fraction, and medications, that were never said block signing
    (Saegim's rule: nothing is invented); a small bare number and a statement without support warn.
    """
    if sources is None:
        sources = find_sources(text, index)
    quantities, mentions = quantities_in(text), medications_in(text)
    claims = tuple(claims_in(text, mentions))
    matched = [(claim, as_troubles(text, claim, matches_of(claim, index), index)) for claim in claims]
    return _without_repeats(
        dict.fromkeys(
            (
                *_number_flags(text, quantities, mentions, index, sources),
                *medication_flags(mentions, index, sources),
                *allergy_flags(text, mentions, index),
                *guessed_name_flags(mentions, index),
                *unknown_name_flags(text, mentions, index),
                *regimen_flags(text, mentions, index),
                *drug_action_flags(text, mentions, index),
                *_claim_flags(text, matched, index),
                *unclear_negations(text),
                *doubts_left_out(text),
                *prognosis_flags(text, index),
                *measure_flags(text, quantities, index),
                *grade_flags(text, quantities, index),
                *out_of_flags(text, quantities, index),
                *length_flags(quantities, claims, index),
                *swapped_flags(text, quantities, claims, index),
                *then_and_now_flags(text, quantities, index),
                *half_day_flags(text, index),
                *vital_flags(text, quantities),
                *patient_flags(text, patient),
                *notation_flags(text),
                *told_flags(text, sources, index),
                *senseless_flags(text, claims),
                *impossible_flags(text),
                *(() if _is_borne_out_in_korean(text, matched) else support_flags(text, sources)),
                *scattered_flags(text, claims, index),
                *habit_flags(text, mentions, index),
                *region_flags(text, index.texts),
                *weekday_flags(text, index.texts),
                *unsaid_word_flags(text, index),
                *(invented_finding_flags(text, matched, index) if is_drafted else ()),
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
        self._findings_told = cache(findings_told)

    def review(self, note: DraftNote, chart: Chart = NO_CHART) -> DraftNote:
        """As review_note."""
        recorded = recorded_patient(chart.record, chart.day or date.today())
        patient = described_patient([statement.text for statement in note.statements()], recorded)
        sections = tuple(
            replace(section, statements=tuple(self._reviewed(statement, patient) for statement in section.statements))
            for section in note.sections
        )
        reviewed = replace(note, sections=sections, omissions=omissions_of(note, self.index))
        reviewed = with_language_flags(with_misplaced_flags(with_sides_asked_once(reviewed)))
        reviewed = with_contradiction_flags(reviewed, self._findings_told)
        reviewed = with_copied_flags(with_safety_flags(reviewed, chart), chart.earlier)
        return with_lowered_flags(reviewed, chart.lowered)

    def _reviewed(self, statement: Statement, patient: Described) -> Statement:
        key = (statement.text, statement.origin, patient)
        if key not in self._known:
            self._known[key] = _reviewed(statement, self.index, patient)
        known = self._known[key]
        return replace(statement, sources=known.sources, flags=known.flags)


def _reviewed(statement: Statement, index: TranscriptIndex, patient: Described) -> Statement:
    sources = find_sources(statement.text, index)
    if statement.origin is Origin.TEMPLATE:
        return replace(statement, sources=sources, flags=())
    is_drafted = statement.origin is Origin.MODEL
    flags = flags_of(statement.text, index, sources, patient, is_drafted=is_drafted)
    if is_drafted:
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
        if not is_said(quantity, index.numbers) or is_only_full_marks(text, quantity, index.numbers):
            said = nearest_number(quantity, index, index.positions(sources))
            yield Flag(FlagKind.NUMBER_UNSUPPORTED, _severity(quantity), quantity.text, said)
        elif (conflict := unit_conflict(quantity, mentions, index)) is not None:
            yield Flag(FlagKind.UNIT_MISMATCH, Severity.BLOCK, quantity.text, conflict.text)
        elif (other := dose_conflict(quantity, mentions, index)) is not None:
            yield Flag(FlagKind.DOSE_MISMATCH, Severity.BLOCK, quantity.text, other.text)
        elif (other := count_conflict(quantity, mentions, index)) is not None:
            yield Flag(FlagKind.DOSE_MISMATCH, Severity.WARN, quantity.text, other.text)
        elif (other := packs_conflict(quantity, index)) is not None:
            yield Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.WARN, quantity.text, other.text)
        elif not is_a_rate(text, quantity) and (other := frequency_conflict(quantity, index)) is not None:
            yield Flag(FlagKind.FREQUENCY_MISMATCH, Severity.WARN, quantity.text, other.text)


def _severity(quantity: Quantity) -> Severity:
    is_casual = quantity.unit is None and quantity.value <= _LARGEST_CASUAL_NUMBER and quantity.value.is_integer()
    return Severity.WARN if is_casual else Severity.BLOCK


def medication_flags(
    mentions: Sequence[MedicationMention], index: TranscriptIndex, sources: tuple[str, ...]
) -> Iterator[Flag]:
    """For a medication that nobody named, and for one that was heard as a name like it."""
    for mention in mentions:
        if not index.medications.is_said(mention.ingredient, mention.surface):
            said = nearest_medication(mention, index, index.positions(sources))
            yield Flag(FlagKind.MEDICATION_UNSUPPORTED, Severity.BLOCK, mention.surface, said)
            continue
        misheard = index.medications.misheard_as(mention.ingredient, mention.surface)
        if misheard and (other := as_near_to(misheard, mention.ingredient)):
            yield Flag(FlagKind.MEDICATION_CONFUSABLE, Severity.WARN, mention.surface, other)


def _claim_flags(text: str, matched: Sequence[tuple[Claim, Sequence[Match]]], index: TranscriptIndex) -> Iterator[Flag]:
    claims = [claim for claim, _ in matched]
    yield from laterality_flags(text, claims, index)
    yield from opposite_flags(text, claims, index)
    unheard: list[Claim] = []
    for claim, matches in matched:
        if any(is_borne_out(text, claim, matches, index) for is_borne_out in _BORNE_OUT):
            continue
        contradictions = (check(text, claim, matches, index) for check in _CONTRADICTIONS)
        flag = next(filter(None, contradictions), None)
        if flag is not None:
            yield flag
            yield from _whose_instead(text, claim, matches, index)
            continue
        if is_unheard_denial(text, claim, matches):
            unheard.append(claim)
            continue
        yield from filter(None, (check(text, claim, matches, index) for check in _CLAIM_CHECKS))
    yield from unheard_denials(text, claims, unheard)


def _whose_instead(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Iterator[Flag]:
    """Of whom Korean talk tells what it denies of the patient: «저는 없고 남편이 당뇨예요»."""
    if claim.polarity is Polarity.AFFIRMED and is_hangul(text[claim.start]):
        yield from filter(None, (experiencer_flag(text, claim, matches, index),))


def _is_borne_out_in_korean(text: str, matched: Sequence[tuple[Claim, Sequence[Match]]]) -> bool:
    """Whether all that a Korean statement claims was said so in other words: «요통 없음» of «허리는 멀쩡해요»."""
    return bool(matched) and all(
        claim.is_clinical
        and is_hangul(text[claim.start])
        and any(m.coverage >= _BORNE_OUT_COVERAGE and m.heard.polarity is claim.polarity for m in matches)
        for claim, matches in matched
    )


def support_flags(text: str, sources: tuple[str, ...]) -> Iterator[Flag]:
    """For a statement that rests on nothing said."""
    if not sources and has_content(text) and not _NOT_STATED.fullmatch(text):
        yield Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, text.strip())
