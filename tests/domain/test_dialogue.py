import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.dialogue import language_of, parse_dialogue
from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.transcript import Speaker


def turns(text: str) -> list[tuple[str, str]]:
    return [(segment.speaker.value, segment.text) for segment in parse_dialogue(text).segments]


def test_colon_labels_make_a_segment_a_turn() -> None:
    assert turns("Doctor: Any pain?\nPatient: Yes.\nNurse: Blood pressure 120/80.\nGuardian: He cried all night.") == [
        ("clinician", "Any pain?"),
        ("patient", "Yes."),
        ("nurse", "Blood pressure 120/80."),
        ("guardian", "He cried all night."),
    ]


def test_bracket_labels_make_a_segment_a_turn() -> None:
    assert turns("[doctor] Any pain?\n[patient] Yes.\n[patient_guest] Since Monday.") == [
        ("clinician", "Any pain?"),
        ("patient", "Yes."),
        ("guardian", "Since Monday."),
    ]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("DOCTOR:", Speaker.CLINICIAN),
        ("doctor :", Speaker.CLINICIAN),
        ("Dr:", Speaker.CLINICIAN),
        ("  Doctor:", Speaker.CLINICIAN),
        ("[Doctor]", Speaker.CLINICIAN),
        ("의사:", Speaker.CLINICIAN),
        ("환자：", Speaker.PATIENT),
        ("Patient 2:", Speaker.PATIENT),
        ("[patient_1]", Speaker.PATIENT),
        ("간호사:", Speaker.NURSE),
        ("[NURSE]", Speaker.NURSE),
        ("보호자:", Speaker.GUARDIAN),
        ("guest_family:", Speaker.GUARDIAN),
        ("Dr. Kim:", Speaker.CLINICIAN),
        ("Dr.:", Speaker.CLINICIAN),
        ("Doctor Van Dyke:", Speaker.CLINICIAN),
        ("GP:", Speaker.CLINICIAN),
        ("Nurse Lee:", Speaker.NURSE),
        ("RN:", Speaker.NURSE),
        ("Mom:", Speaker.GUARDIAN),
        ("Husband:", Speaker.GUARDIAN),
        ("엄마:", Speaker.GUARDIAN),
        ("김 의사:", Speaker.CLINICIAN),
        ("박간호사:", Speaker.NURSE),
    ],
)
def test_labels_are_read_in_any_case_and_both_languages(label: str, speaker: Speaker) -> None:
    assert turns(f"{label} 38.5") == [(speaker.value, "38.5")]


@pytest.mark.parametrize(
    "line", ["My mom: she is fine.", "Doctor says: rest.", "Son of a gun", "의사가 그러는데: 쉬래요."]
)
def test_a_word_in_a_sentence_is_no_label(line: str) -> None:
    assert turns(f"Patient: Well,\n{line}") == [("patient", f"Well, {line}")]


def test_a_line_without_a_label_continues_the_turn() -> None:
    assert turns("Doctor: Take one\ntablet\n\n  a day.\nPatient:\nFor how long?") == [
        ("clinician", "Take one tablet a day."),
        ("patient", "For how long?"),
    ]


def test_words_before_the_first_label_are_an_unknown_speakers() -> None:
    assert turns("Room 2\nDoctor: Hello.") == [("unknown", "Room 2"), ("clinician", "Hello.")]


def test_without_any_label_it_is_one_unknown_speaker_a_line_a_segment() -> None:
    assert turns("Fever since Monday.\n\nNote: doctor was called.") == [
        ("unknown", "Fever since Monday."),
        ("unknown", "Note: doctor was called."),
    ]


def test_a_colon_within_a_turn_is_no_label() -> None:
    assert turns("Patient: My doctor: a good man.\nThe other doctor: less so.") == [
        ("patient", "My doctor: a good man. The other doctor: less so.")
    ]


def test_a_byte_order_mark_does_not_hide_the_first_label() -> None:
    assert turns("\ufeffDoctor: Hello.\r\nPatient: Hi.") == [("clinician", "Hello."), ("patient", "Hi.")]


def test_hangul_may_come_in_its_parts() -> None:
    transcript = parse_dialogue(unicodedata.normalize("NFD", "의사: 어디가 아프세요?\n환자: 배가 아파요."))
    assert [(each.speaker, each.text) for each in transcript.segments] == [
        ("clinician", "어디가 아프세요?"),
        ("patient", "배가 아파요."),
    ]
    assert transcript.language is Language.KO


def test_segments_have_ids_and_no_times() -> None:
    transcript = parse_dialogue("Doctor: A.\nPatient: B.")
    assert [(s.id, s.start_s, s.end_s) for s in transcript.segments] == [("s0001", 0.0, 0.0), ("s0002", 0.0, 0.0)]
    assert transcript.duration_s == 0.0
    assert transcript.model is None


@pytest.mark.parametrize("text", ["", "  \n\t\n", "Doctor:\nPatient:  \n", "\ufeff"])
def test_a_dialogue_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_dialogue(text)
    assert raised.value.problem.code == "dialogue_empty"


def test_mixed_speech_is_korean() -> None:
    assert language_of("CT에서 liver mass가 보여서 biopsy를 권했습니다") is Language.KO
    assert language_of("The patient said 아파요 when I pressed the right lower quadrant of the abdomen") is Language.EN
    assert language_of("120/80") is Language.EN


def test_english_labels_do_not_make_a_korean_dialogue_english() -> None:
    assert parse_dialogue("Doctor: 네.\nPatient: 네.").language is Language.KO


def test_a_chosen_language_wins() -> None:
    assert parse_dialogue("Doctor: 네.", Language.EN).language is Language.EN


@given(st.text(alphabet="ab 5가\t\n"), st.sampled_from(["", "Doctor: ", "[patient] ", "의사: "]))
def test_no_word_is_lost(text: str, label: str) -> None:
    assume(text.strip())
    transcript = parse_dialogue(label + text)
    assert transcript.text.split() == text.split()
