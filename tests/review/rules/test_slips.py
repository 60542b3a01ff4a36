"""Wording that is neither a yes nor a no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.note import FlagKind
from app.review.rules.slips import doubts_left_out, unclear_negations


@pytest.mark.parametrize(
    "text",
    [
        "This has no been controlled.",
        "There are has fractures.",
        "She has no returned to work.",
        "He has no a dog at home.",
        "The patient agrees without the plan.",
        "We discussed the plan without the patient.",
        "The wound is with or with dressing.",
        "He has seen the cardiologist yet.",
        "She is sure if the tablets help.",
        "There are necessarily any limits.",
        "He reports any pain.",
        "Slept without only one pillow.",
        "He was reassured that has harm was done.",
        "Review in 3 days if has better.",
        "DHx: Has regular",
        "Tenderness without palpation of the elbow.",
        "No obvious problems without his balance.",
        "It does not provide him without relief.",
        "Two injections before proceeding without surgery.",
        "기침 있음 없음.",
    ],
)
def test_a_slip_is_found(text: str) -> None:
    assert {flag.kind for flag in unclear_negations(text)} == {FlagKind.NEGATION_UNCLEAR}


@pytest.mark.parametrize(
    "text",
    [
        "Call if she has any pain.",
        "He has not had any fever.",
        "She has no limited range of motion.",
        "There is no evidence of a fracture.",
        "He has not seen the cardiologist yet.",
        "She is not sure if the tablets help.",
        "Ambulates without a cane.",
        "Treated with rest and without antibiotics.",
        "She has problems without her glasses.",
        "The lump that has grown is firm.",
        "He has regular follow-up.",
        "We proceeded without complications.",
        "Pain at rest, also without movement.",
        "Return without delay if any of these occur.",
        "No known drug allergies.",
        "기침 없음, 발열 있음.",
    ],
)
def test_plain_sentences_are_left_alone(text: str) -> None:
    assert list(unclear_negations(text)) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("We schedule it for as soon as to avoid harm.", "as soon as"),
        ("Pain, most due to tendinopathy.", "most due to"),
        ("Primary closure should be, but a graft may be needed.", "should be"),
        ("He thinks that his symptoms is related to pottery.", "symptoms is"),
        ("ICE: pt thinks is related to eczema.", ": pt thinks is"),
    ],
)
def test_a_doubt_that_was_left_out_is_missed(text: str, written: str) -> None:
    assert [(flag.kind, flag.written) for flag in doubts_left_out(text)] == [(FlagKind.CERTAINTY_MISMATCH, written)]


@pytest.mark.parametrize(
    "text",
    [
        "We schedule it as soon as possible.",
        "Pain, most likely due to tendinopathy.",
        "Higher than it should be.",
        "A lump which she thinks is a cyst.",
        "Lisinopril as well as to stop salt.",
        "The severity of his symptoms is mild.",
    ],
)
def test_whole_sentences_miss_no_doubt(text: str) -> None:
    assert list(doubts_left_out(text)) == []


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    assert all(flag.written for flag in (*unclear_negations(text), *doubts_left_out(text)))


@pytest.mark.parametrize(
    ("text", "is_a_slip"),
    [
        ("If she is better at that time, we will obtain an MRI.", True),
        ("If she is not better at that time, we will obtain an MRI.", False),
        ("If his pain does improve, I will recommend a cortisone injection.", True),
        ("If the pain fails to improve, we will refer him to a specialist.", False),
        ("If she is better, we will stop the antibiotic.", False),
        ("He has problems without sleep.", True),
        ("He has difficulty reading; problems without glasses.", False),
    ],
)
def test_more_is_not_done_where_less_is_the_matter(text: str, is_a_slip: bool) -> None:
    assert bool(list(unclear_negations(text))) is is_a_slip


@pytest.mark.parametrize(
    ("text", "is_a_slip"),
    [
        ("PMH: has", True),
        ("PMH: has asthma", False),
        ("Inhaler, otherwise has", True),
        ("She has now recovered.", False),
        ("When he had pain, which has no now settled, he rested.", True),
        ("She has has a cough.", True),
        ("Has further imaging is needed.", True),
        ("Has a rash that is seen on the arm.", False),
        ("If he does not improve, he will follow up without me.", True),
        ("If he does not improve, he will follow up with me.", False),
        ("I reviewed the scan without the patient.", True),
        ("Referred for testing without cardiology.", True),
        ("He forgets to bring it without him.", True),
        ("Temperature within abnormal limits.", True),
    ],
)
def test_words_that_stand_where_they_cannot(text: str, *, is_a_slip: bool) -> None:
    assert bool(list(unclear_negations(text))) is is_a_slip
