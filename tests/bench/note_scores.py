"""Measures of a drafted note against its dialogue and a reference note, in Saegim's own terms of number, drug and
finding."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rouge_score.rouge_scorer import RougeScorer

from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.concepts import concepts_in
from app.review.reading.medications import medications_in
from app.review.reading.numbers import quantities_in
from app.review.reading.words import tokens_of
from app.review.rules.support import is_said_as_written

ROUGE = ("rouge1", "rouge2", "rougeLsum")
_SCORER = RougeScorer(list(ROUGE), use_stemmer=True)
_CLAUSE_END = re.compile(r"[.;:,!?()\n]+")


@dataclass(frozen=True, slots=True)
class Support:
    """How many of the things that a note states were said."""

    said: int
    stated: int


@dataclass(frozen=True, slots=True)
class NoteScore:
    """ROUGE F1 by name, support of numbers and drugs, and the share of the reference's key facts that the note
    holds."""

    rouge: dict[str, float]
    numbers: Support
    drugs: Support
    key_fact_recall: float
    words: int


def score_note(note: str, reference: str, dialogue: str) -> NoteScore:
    rouge = _SCORER.score(reference, note)
    index = TranscriptIndex(_as_transcript(dialogue))
    quantities = quantities_in(note)
    drugs = {mention.ingredient: mention.surface for mention in medications_in(note)}
    return NoteScore(
        rouge={name: rouge[name].fmeasure for name in ROUGE},
        numbers=Support(sum(is_said_as_written(quantity, index.numbers) for quantity in quantities), len(quantities)),
        drugs=Support(sum(index.medications.is_said(*drug) for drug in drugs.items()), len(drugs)),
        key_fact_recall=_recall(key_facts(reference), key_facts(note)),
        words=len(note.split()),
    )


def mean_figures(scores: Sequence[NoteScore]) -> dict[str, float]:
    """Percentages over a set of notes: ROUGE and recall as means, support pooled. Empty support counts as full."""
    figures = {name: _mean(score.rouge[name] for score in scores) for name in ROUGE}
    return {
        "rouge1": figures["rouge1"],
        "rouge2": figures["rouge2"],
        "rougeL": figures["rougeLsum"],
        "num_support": _pooled([score.numbers for score in scores]),
        "drug_support": _pooled([score.drugs for score in scores]),
        "key_fact_recall": _mean(score.key_fact_recall for score in scores),
        "words": round(sum(score.words for score in scores) / len(scores), 1),
    }


def key_facts(text: str) -> set[tuple[str, str | float]]:
    """Numbers, drugs by ingredient, clinical concepts, and neighbouring content words of one clause, by their stems."""
    facts: set[tuple[str, str | float]] = {("number", quantity.value) for quantity in quantities_in(text)}
    facts |= {("drug", mention.ingredient) for mention in medications_in(text)}
    facts |= {("concept", mention.concept) for mention in concepts_in(tokens_of(text))}
    for clause in _CLAUSE_END.split(text):
        tokens = tokens_of(clause)
        for left, right in pairwise(tokens):
            if not left.is_stop_word and not right.is_stop_word and left.stem.isalpha() and right.stem.isalpha():
                facts.add(("words", f"{left.stem} {right.stem}"))
    return facts


def _recall(wanted: set[tuple[str, str | float]], found: set[tuple[str, str | float]]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return round(100 * sum(listed) / len(listed), 2)


def _pooled(parts: Sequence[Support]) -> float:
    stated = sum(part.stated for part in parts)
    return round(100 * sum(part.said for part in parts) / stated, 2) if stated else 100.0


def _as_transcript(dialogue: str) -> Transcript:
    segments = (
        TranscriptSegment(segment_id(index), 0.0, 0.0, Speaker.UNKNOWN, line)
        for index, line in enumerate(dialogue.splitlines())
    )
    return Transcript(Language.EN, 0.0, tuple(segments))
