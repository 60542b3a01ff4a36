"""Words that need somebody who said so."""

import pytest

from app.domain.note import FlagKind
from app.review.rules.must_be_said import unsaid_word_flags
from tests.review.talk import index_of


@pytest.mark.parametrize(
    ("said", "written", "kind", "words"),
    [
        ("Doctor: Take thirty of prednisolone.", "Prednisolone 30 mg IV.", FlagKind.ROUTE_MISMATCH, "IV"),
        ("Doctor: You won't need the shot.", "Ceftriaxone 1 g IM.", FlagKind.ROUTE_MISMATCH, "IM"),
        ("의사: 주사는 필요 없어요.", "레보플록사신 750 mg 정맥주사.", FlagKind.ROUTE_MISMATCH, "정맥주사"),
        ("Patient: Penicillin, a rash.", "Allergy: penicillin (anaphylaxis).", FlagKind.FINDING_UNSUPPORTED, None),
        ("Patient: Codeine makes me sick.", "Allergies: codeine, rash.", FlagKind.FINDING_UNSUPPORTED, "rash"),
        ("의사: 디스크 같긴 해요.", "추간판탈출증 확진.", FlagKind.CERTAINTY_MISMATCH, "확진"),
        ("Patient: It started this morning.", "Dizzy since yesterday.", FlagKind.TIME_MISMATCH, "yesterday"),
        ("환자: 오늘 아침에 핑 돌았어요.", "어제 아침 어지럼.", FlagKind.TIME_MISMATCH, "어제"),
    ],
)
def test_what_nobody_said_is_asked_about(said: str, written: str, kind: FlagKind, words: str | None) -> None:
    [flag] = unsaid_word_flags(written, index_of(said))
    assert (flag.kind, flag.written) == (kind, words or "anaphylaxis")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Nurse: The antibiotic is going through the drip.", "Ceftriaxone 2 g IV."),
        ("Doctor: It has spread.", "Stage IV lung cancer, 60 mg morphine."),
        ("Doctor: Cranial nerves are fine.", "CN II, III, IV intact."),
        ("Patient: I came out in hives.", "Allergy: penicillin (rash)."),
        ("환자: 두드러기가 올라왔어요.", "Allergy: penicillin (urticaria)."),
        ("Patient: There's a rash on my leg.", "No allergies; rash on the leg."),
        ("Patient: It came on last night.", "Onset yesterday evening."),
        ("환자: 간밤에 토했어요.", "어제 구토."),
        ("의사: 조직검사에서 암으로 나왔어요.", "위암 확진."),
    ],
)
def test_what_was_said_in_other_words_is_not(said: str, written: str) -> None:
    assert not list(unsaid_word_flags(written, index_of(said)))
