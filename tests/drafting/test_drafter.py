from collections.abc import Sequence
from typing import cast

import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.errors import InputError, JobCancelled
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, SectionState
from app.domain.transcript import Transcript
from app.drafting.drafter import Drafter
from app.drafting.llama import LlamaModel
from app.drafting.memory import StretchMemory
from app.drafting.stretch_writer import LINE_TOKENS
from app.drafting.templates import load_template
from app.review.line_guard import LineGuard
from app.review.reading.digits import with_digits
from tests.drafting.scripted_model import ScriptedModel

DIALOGUE = """Doctor: What brings you in?
Patient: I have had a cough for three days. I take metformin 500 mg.
Doctor: I will start amoxicillin 500 mg three times a day for 7 days."""
COMPLAINT = "“I have had a cough for three days”"
"""Stands where the model writes none."""


class Watcher:
    def __init__(self) -> None:
        self.read: list[tuple[int, int]] = []
        self.titles: list[str] = []
        self.grown: list[tuple[NoteSection, ...]] = []

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None:
        self.read.append((tokens_done, tokens_total))

    def line_begun(self, title: str) -> None:
        self.titles.append(title)

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None:
        self.grown.append(sections)


def draft(lines: Sequence[str], watcher: Watcher | None = None, dialogue: str = DIALOGUE) -> DraftNote:
    model = cast(LlamaModel, ScriptedModel([lines]))
    drafter = Drafter(model, LineGuard, with_digits)
    return drafter.draft(
        parse_dialogue(dialogue), load_template("soap"), Language.EN, watcher or Watcher(), lambda: False
    )


def texts(note: DraftNote, section_id: str) -> list[str]:
    return [s.text for section in note.sections if section.id == section_id for s in section.statements]


def test_lines_go_to_the_section_of_their_label_and_the_rest_is_not_stated() -> None:
    note = draft(["Complaint: Cough.", "History: The patient has had a cough for 3 days."])
    assert texts(note, "chief_complaint") == ["Cough."]
    assert texts(note, "history_of_present_illness") == ["The patient has had a cough for 3 days."]
    assert {s.id for s in note.sections if s.state is SectionState.NOT_STATED} == {
        s.id for s in load_template("soap").sections
    } - {"chief_complaint", "history_of_present_illness"}


def test_statement_ids_count_through_the_note() -> None:
    note = draft(["Plan: Start amoxicillin 500 mg.", "Complaint: Cough.", "Plan: Take it for 7 days."])
    assert [s.id for s in note.statements()] == ["n001", "n002", "n003"]


def test_a_number_that_was_not_said_is_withheld_and_what_was_said_stands_in_for_it() -> None:
    note = draft(["Medication: Metformin 850 mg."])
    assert texts(note, "medications") == ["“I take metformin 500 mg.”"]
    assert [(line.text, line.flag.written) for line in note.withheld] == [("Metformin 850 mg.", "850 mg")]


def test_a_medication_that_was_not_said_is_withheld() -> None:
    note = draft(["Plan: Start warfarin."])
    assert "warfarin" not in " ".join(s.text for s in note.statements()).lower()
    assert note.withheld[0].text == "Start warfarin."


def test_a_part_of_the_body_that_nobody_named_is_withheld_and_nothing_stands_in_for_it() -> None:
    note = draft(["Symptoms: Head pain since the cough for three days."])
    assert [statement.text for statement in note.statements()] == [COMPLAINT]
    assert [line.text for line in note.withheld] == ["Head pain since the cough for three days."]


def test_what_the_patient_answered_stands_in_for_a_complaint_that_nobody_made() -> None:
    note = draft(["Complaint: You bring headaches.", "Symptoms: Headaches."])
    assert texts(note, "chief_complaint") == ["“I have had a cough for three days. I take metformin 500 mg.”"]
    assert texts(note, "review_of_systems") == []


def test_a_complaint_that_the_model_leaves_out_is_told_by_the_patient() -> None:
    assert texts(draft(["Plan: Start amoxicillin 500 mg."]), "chief_complaint") == [COMPLAINT]
    asked = "Doctor: Any cough?\nPatient: No. I am here for my prescription."
    assert texts(draft(["Plan: Prescription."], dialogue=asked), "chief_complaint") == []


@pytest.mark.parametrize("line", ["Medication: None.", "Symptoms: Not stated.", "Medication: -", "Past: No"])
def test_silence_never_becomes_a_negative(line: str) -> None:
    note = draft([line])
    assert [statement.text for statement in note.statements()] == [COMPLAINT]


def test_no_line_is_written_under_a_section_that_the_talk_has_no_word_of() -> None:
    lines = ["Vitals: Blood pressure is fine.", "Complaint: Cough."]
    without_a_word = draft(lines)
    assert texts(without_a_word, "vitals") == [] == list(without_a_word.withheld)
    with_a_word = draft(lines, dialogue=f"Doctor: Your blood pressure is fine.\n{DIALOGUE}")
    assert texts(with_a_word, "vitals") == ["Blood pressure is fine."]
    assert texts(without_a_word, "chief_complaint") == texts(with_a_word, "chief_complaint") == ["Cough."]


def test_a_stretch_ends_when_every_section_was_given_up() -> None:
    labels = {section.labels[Language.EN] for section in load_template("soap").sections}
    note = draft(["Complaint: Cough.", *(f"{label}: Cough." for label in sorted(labels))])
    assert [statement.text for statement in note.statements()] == ["Cough."]


def test_a_question_that_was_only_asked_is_not_a_statement() -> None:
    note = draft(
        ["History: Are you short of breath."], dialogue="Doctor: Are you short of breath?\nPatient: Sometimes."
    )
    assert not list(note.statements())


def test_a_loop_closes_its_section_and_the_rest_is_still_written() -> None:
    note = draft([*["History: The patient has a cough."] * 5, "Plan: Start amoxicillin 500 mg."])
    assert texts(note, "history_of_present_illness") == ["The patient has a cough."]
    assert texts(note, "plan") == ["Start amoxicillin 500 mg."]


def test_a_line_that_goes_round_is_not_written_to_its_end_and_stands_nowhere() -> None:
    note = draft([f"Complaint: {'took cough ' * 40}", "Plan: Start amoxicillin 500 mg."])
    assert texts(note, "chief_complaint") == [COMPLAINT]
    assert texts(note, "plan") == ["Start amoxicillin 500 mg."]
    assert note.timings is not None
    assert note.timings.output_tokens < LINE_TOKENS


def test_a_line_that_does_not_come_to_its_end_stands_nowhere() -> None:
    endless = " ".join(f"cough {number}," for number in range(LINE_TOKENS))
    note = draft([f"Complaint: {endless}", "Plan: Start amoxicillin 500 mg."])
    assert texts(note, "chief_complaint") == [COMPLAINT]
    assert note.withheld == ()
    assert texts(note, "plan") == ["Start amoxicillin 500 mg."]


def test_a_finding_under_symptoms_goes_to_the_examination() -> None:
    note = draft(
        ["Symptoms: Lungs are clear.", "Symptoms: Cough."],
        dialogue="Patient: I have a cough.\nDoctor: Your lungs are clear.",
    )
    assert texts(note, "examination") == ["Lungs are clear."]
    assert texts(note, "review_of_systems") == ["Cough."]


def test_a_single_section_keeps_its_first_line() -> None:
    assert texts(draft(["Complaint: Cough.", "Complaint: Metformin for days."]), "chief_complaint") == ["Cough."]


def test_the_listener_hears_everything_in_order() -> None:
    watcher = Watcher()
    note = draft(["Complaint: Cough.", "Plan: Start amoxicillin 500 mg."], watcher)
    assert watcher.titles == ["Chief complaint", "Plan"]
    assert [[section.id for section in grown] for grown in watcher.grown] == [
        ["chief_complaint"],
        ["chief_complaint", "plan"],
        ["chief_complaint", "plan"],
    ]
    assert watcher.grown[-1] == tuple(section for section in note.sections if section.statements)
    assert watcher.read[0][0] == 0
    assert watcher.read[-1][0] == watcher.read[-1][1]


def test_a_line_that_is_kept_out_is_not_shown_even_while_it_is_written() -> None:
    watcher = Watcher()
    note = draft(["History: Is 61 years old with a cough.", "Complaint: Cough."], watcher)
    assert [line.text for line in note.withheld] == ["Is 61 years old with a cough."]
    shown = [statement.text for grown in watcher.grown for section in grown for statement in section.statements]
    assert shown
    assert not any("61" in line for line in shown)


def test_the_whole_transcript_is_covered() -> None:
    note = draft([])
    assert note.coverage is not None
    assert note.coverage.tokens_read == note.coverage.tokens_total > 0


def test_an_empty_transcript_is_refused() -> None:
    model = cast(LlamaModel, ScriptedModel([]))
    drafter = Drafter(model, LineGuard, with_digits)
    with pytest.raises(InputError) as refusal:
        drafter.draft(Transcript(Language.EN, 0.0, ()), load_template("soap"), Language.EN, Watcher(), lambda: False)
    assert refusal.value.problem.code == "transcript_empty"


def test_cancel_stops_at_the_next_token() -> None:
    model = cast(LlamaModel, ScriptedModel([["Complaint: Cough."]]))
    drafter = Drafter(model, LineGuard, with_digits)
    with pytest.raises(JobCancelled):
        drafter.draft(parse_dialogue(DIALOGUE), load_template("soap"), Language.EN, Watcher(), lambda: True)


def test_only_the_sections_asked_for_are_in_the_note() -> None:
    model = cast(LlamaModel, ScriptedModel([["Complaint: Cough.", "Plan: Start amoxicillin."]]))
    drafter = Drafter(model, LineGuard, with_digits)
    note = drafter.draft(
        parse_dialogue(DIALOGUE), load_template("soap"), Language.EN, Watcher(), lambda: False, section_ids={"plan"}
    )
    assert [section.id for section in note.sections] == ["plan"]


LONG_DIALOGUE = "\n".join(
    f"Doctor: What about number {i}?\nPatient: {'it hurts a lot when I walk and ' * 6}{i} times." for i in range(6)
)


class TestAVisitThatGrows:
    def drafter(self) -> tuple[Drafter, ScriptedModel]:
        model = ScriptedModel([["Complaint: Cough."]] * 50)
        return Drafter(cast(LlamaModel, model), LineGuard, with_digits, memory=StretchMemory()), model

    def draft(self, drafter: Drafter, dialogue: str) -> tuple[DraftNote, Watcher]:
        watcher = Watcher()
        soap = load_template("soap")
        return drafter.draft(parse_dialogue(dialogue), soap, Language.EN, watcher, lambda: False), watcher

    def ahead(self, drafter: Drafter, dialogue: str) -> None:
        drafter.draft_ahead(parse_dialogue(dialogue), load_template("soap"), Language.EN, lambda: False)

    def test_what_was_written_ahead_is_not_written_again(self) -> None:
        drafter, model = self.drafter()
        self.ahead(drafter, LONG_DIALOGUE)
        ahead = len(model.stretches_read)
        self.draft(drafter, LONG_DIALOGUE)
        assert ahead > 2
        assert len(model.stretches_read) == len(set(model.stretches_read)) == ahead + 1

    def test_the_end_is_written_ahead_only_when_that_is_asked_for(self) -> None:
        drafter, model = self.drafter()
        transcript, soap = parse_dialogue(LONG_DIALOGUE), load_template("soap")
        model.answers = [[f"Past: It hurts {i} times."] for i in range(50)]
        settled = drafter.draft_ahead(transcript, soap, Language.EN, lambda: False)
        whole = drafter.draft_ahead(transcript, soap, Language.EN, lambda: False, to_the_end=True)
        note, _ = self.draft(drafter, LONG_DIALOGUE)
        assert settled != whole
        assert whole == tuple(section for section in note.sections if section.statements)

    def test_an_end_is_full_when_a_question_would_leave_it_as_it_is(self) -> None:
        drafter, _ = self.drafter()
        said, asked = f"Doctor: {'It hurts. ' * 12}", "Doctor: Any fever?"
        assert not drafter.end_is_full(parse_dialogue(asked))
        assert drafter.end_is_full(parse_dialogue(said))
        assert not drafter.end_is_full(parse_dialogue(f"{said}\n{asked}"))

    def test_the_note_is_that_of_a_cold_draft(self) -> None:
        drafter, _ = self.drafter()
        for length in range(0, len(LONG_DIALOGUE), 300):
            if LONG_DIALOGUE[:length].strip():
                self.ahead(drafter, LONG_DIALOGUE[:length])
        note, watcher = self.draft(drafter, LONG_DIALOGUE)
        cold, cold_watcher = self.draft(self.drafter()[0], LONG_DIALOGUE)
        assert note.sections == cold.sections
        assert watcher.grown[-1] == cold_watcher.grown[-1]

    def test_a_corrected_line_is_written_anew_and_only_its_stretch(self) -> None:
        drafter, model = self.drafter()
        self.draft(drafter, LONG_DIALOGUE)
        before = len(model.stretches_read)
        self.draft(drafter, LONG_DIALOGUE.replace("number 0", "number 9"))
        assert len(model.stretches_read) == before + 1

    def test_a_short_end_leaves_the_stretch_before_it_and_goes_on_with_its_lines_that_stand(self) -> None:
        drafter, model = self.drafter()
        model.answers = [["Past: It hurts.", "Plan: Start warfarin."], ["Past: It hurts.", "Complaint: Feet hurt."]]
        visit = f"Doctor: What brings you in?\nPatient: {'It hurts a lot when I walk. ' * 4}"
        self.draft(drafter, visit)
        note, _ = self.draft(drafter, f"{visit}\nDoctor: Goodbye.\nPatient: My feet hurt too.")
        assert model.stretches_read[1:] == ["Doctor: Goodbye.\nPatient: My feet hurt too."]
        assert model.conversations[-1][-3:-1] == (("user", visit.strip()), ("assistant", "Past: It hurts."))
        assert texts(note, "past_history") == ["It hurts."]
        assert texts(note, "chief_complaint") == ["Feet hurt."]

    def test_another_visit_leaves_nothing_of_this_one_behind(self) -> None:
        drafter, model = self.drafter()
        self.draft(drafter, LONG_DIALOGUE)
        self.draft(drafter, DIALOGUE)
        before = len(model.stretches_read)
        self.draft(drafter, LONG_DIALOGUE)
        assert len(model.stretches_read) > before


def test_korean_numerals_reach_the_model_as_digits() -> None:
    model = ScriptedModel([[]])
    drafter = Drafter(cast(LlamaModel, model), LineGuard, with_digits)
    transcript = parse_dialogue("환자: 열이 삼십팔 점 오 도까지 올랐어요.")
    drafter.draft(transcript, load_template("soap"), Language.KO, Watcher(), lambda: False)
    assert "38.5도" in model.conversations[-1][-1][1]


HANDOVER = """Nurse: Bed three is Mister Kim, seventy years old. He has gout and C O P D.
Nurse: At nine this evening his pulse was ninety six, temperature thirty eight point one.
Nurse: I have called the doctor. Please repeat the pulse at ten and call him if it exceeds one hundred and ten."""


class TestADictation:
    def draft(self, lines: Sequence[str], dialogue: str, language: Language = Language.EN) -> DraftNote:
        drafter = Drafter(cast(LlamaModel, ScriptedModel([lines])), LineGuard, with_digits)
        template = load_template("handover_sbar")
        return drafter.draft(parse_dialogue(dialogue), template, language, Watcher(), lambda: False)

    def test_what_the_model_leaves_out_or_tells_in_part_stands_as_it_was_dictated(self) -> None:
        lines = ["Situation: Bed 3, Mr Kim, 70 years old.", "Background: COPD and gout.", "Assessment: Pulse 96."]
        note = self.draft(lines, HANDOVER)
        assert texts(note, "situation") == ["Bed 3, Mr Kim, 70 years old."]
        assert texts(note, "background") == ["COPD and gout."]
        assert texts(note, "assessment") == [
            "At nine this evening his pulse was ninety six, temperature thirty eight point one.",
            "I have called the doctor.",
        ]
        assert texts(note, "recommendation") == [
            "Please repeat the pulse at ten and call him if it exceeds one hundred and ten."
        ]

    def test_a_wrong_line_is_withheld_and_the_sentence_stands(self) -> None:
        note = self.draft(["Assessment: At 21:00 pulse 69, temperature 38.1."], HANDOVER)
        assert "69" not in " ".join(texts(note, "assessment"))
        assert any("ninety six" in text for text in texts(note, "assessment"))
        assert [line.text for line in note.withheld] == ["At 21:00 pulse 69, temperature 38.1."]

    def test_in_another_language_or_where_a_patient_may_speak_the_model_tells_alone(self) -> None:
        lines = ["Background: COPD and gout."]
        unlabelled = HANDOVER.replace("Nurse: ", "") + "\nIs he eating?"
        for dialogue in (HANDOVER, f"{HANDOVER}\nPatient: I am thirsty.", unlabelled):
            language = Language.KO if dialogue == HANDOVER else Language.EN
            lines = ["배경: 통풍, COPD."] if language is Language.KO else lines
            assert len(list(self.draft(lines, dialogue, language).statements())) <= 1

    def test_korean_is_written_as_notes_are(self) -> None:
        dialogue = "Nurse: 천식이 있습니다. 통증은 사 점입니다. 아홉 시에 혈당을 확인해 주세요."
        note = self.draft(["배경: 천식."], dialogue, Language.KO)
        assert texts(note, "background") == ["천식."]
        assert texts(note, "assessment") == ["통증은 4점임."]
        assert texts(note, "recommendation") == ["9시에 혈당을 확인해 줄 것."]
