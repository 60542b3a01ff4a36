"""Review, signing, export: from a flagged draft to a signed document and what is added to it."""

import pytest

from app.domain.encounter import Clinician, EncounterState, Role
from app.domain.errors import InputError, SigningRefused

pytestmark = pytest.mark.end_to_end

DOCTOR = Clinician("Dr Lee", Role.DOCTOR, "12345")
STATEMENT = "I have read this note."


@pytest.fixture
def drafted(practice, encounter):
    practice.transcribe(encounter)
    practice.draft(encounter)
    return encounter


@pytest.fixture
def corrected(practice, drafted):
    practice.review.edit_section(drafted.id, "soap", "plan", ("Ibuprofen 400 mg twice a day.",))
    return drafted


def confirm_all(practice, encounter):
    note = practice.review.note(encounter.id, "soap")
    for statement, flag in note.open_blocks():
        note = practice.review.confirm(encounter.id, "soap", statement.id, flag, "read from the prescription")
    return note


def test_open_block_stands_in_the_way_of_signing(practice, drafted):
    with pytest.raises(SigningRefused) as refused:
        practice.documents.sign(drafted.id, "soap", DOCTOR, STATEMENT)
    assert refused.value.problem.code == "open_blocks"
    assert refused.value.problem.facts["count"] >= 1
    assert practice.documents.signed(drafted.id) == ()


def test_correction_by_the_clinician_opens_the_way(practice, corrected):
    document = practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)
    assert practice.documents.signed(corrected.id) == (document,)
    assert (document.version, document.supersedes) == (1, None)
    assert practice.encounters.get(corrected.id).state is EncounterState.SIGNED
    assert practice.actions()[-2:] == ["section_edited", "document_signed"]


def test_confirmation_with_a_reason_opens_the_way_and_is_signed_with_the_note(practice, drafted):
    note = confirm_all(practice, drafted)
    document = practice.documents.sign(drafted.id, "soap", DOCTOR, STATEMENT)
    assert note.confirmations
    assert document.note.confirmations == note.confirmations
    assert note.confirmations[0].confirmed_by == "tester"
    assert "flag_confirmed" in practice.actions()


def test_confirmation_belongs_to_the_exact_words(practice, drafted):
    confirm_all(practice, drafted)
    changed = practice.review.edit_section(drafted.id, "soap", "plan", ("Ibuprofen 900 mg twice a day.",))
    assert changed.open_blocks()


def test_confirmation_needs_a_reason_and_a_flag_that_is_there(practice, drafted):
    statement, flag = practice.review.note(drafted.id, "soap").open_blocks()[0]
    with pytest.raises(InputError, match="reason_missing"):
        practice.review.confirm(drafted.id, "soap", statement.id, flag, "  ")
    with pytest.raises(InputError, match="flag_gone"):
        practice.review.confirm(drafted.id, "soap", "n001", flag, "because")


def test_corrected_transcript_is_what_the_note_is_checked_against(practice, drafted):
    practice.recordings.correct_segment(drafted.id, "s0001", text="Please take ibuprofen 800 milligrams twice a day.")
    assert not practice.review.note(drafted.id, "soap").open_blocks()


@pytest.mark.parametrize(
    ("clinician", "statement", "code"),
    [(Clinician(" ", Role.DOCTOR), STATEMENT, "signer_missing"), (DOCTOR, " ", "statement_missing")],
)
def test_signature_names_who_and_what(practice, corrected, clinician, statement, code):
    with pytest.raises(SigningRefused, match=code):
        practice.documents.sign(corrected.id, "soap", clinician, statement)


def test_empty_note_is_not_signed(practice, corrected):
    for section in ("subjective", "plan"):
        practice.review.edit_section(corrected.id, "soap", section, ())
    with pytest.raises(SigningRefused, match="nothing_to_sign"):
        practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)


def test_change_after_signing_becomes_the_next_version_and_the_first_stays(practice, corrected):
    first = practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)
    with pytest.raises(SigningRefused, match="already_signed"):
        practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)
    practice.review.edit_section(corrected.id, "soap", "plan", ("Ibuprofen twice a day.",))
    second = practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)
    assert (second.version, second.supersedes) == (2, first.id)
    assert practice.documents.signed(corrected.id) == (first, second)


def test_addendum_leaves_the_document_as_it_was(practice, corrected):
    document = practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)
    addendum = practice.documents.add_addendum(document.id, " The X-ray was clear. ", DOCTOR)
    assert addendum.text == "The X-ray was clear."
    assert practice.documents.addenda(document.id) == (addendum,)
    assert practice.documents.signed(corrected.id) == (document,)
    with pytest.raises(InputError, match="addendum_empty"):
        practice.documents.add_addendum(document.id, " ", DOCTOR)


@pytest.mark.parametrize("file_format", ["docx", "pdf", "fhir", "text"])
def test_export_writes_the_draft_first_and_the_signed_version_later(practice, corrected, tmp_path, file_format):
    draft, signed = tmp_path / f"draft.{file_format}", tmp_path / f"signed.{file_format}"
    practice.documents.export(corrected.id, "soap", draft, file_format)
    practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)
    practice.documents.export(corrected.id, "soap", signed, file_format)
    assert draft.stat().st_size > 0
    assert signed.stat().st_size > 0
    events = [sealed.event for sealed in practice.vault.audit_log.events()]
    exports = [event.detail for event in events if event.action == "document_exported"]
    assert exports == [f"soap {file_format} draft", f"soap {file_format} version=1"]


def test_format_that_is_not_built_is_refused(practice, corrected, tmp_path):
    with pytest.raises(InputError, match="export_format_unavailable"):
        practice.documents.export(corrected.id, "soap", tmp_path / "note.rtf", "rtf")


def test_section_is_given_as_text_for_pasting(practice, corrected):
    assert practice.documents.section_text(corrected.id, "soap", "plan") == "Ibuprofen 400 mg twice a day."


def test_audit_log_holds_ids_and_counts_only_and_its_chain_holds(practice, corrected):
    practice.documents.sign(corrected.id, "soap", DOCTOR, STATEMENT)
    log = str(practice.vault.audit_log.events())
    assert not any(word in log for word in ("Secret", "MRN-4711", "buprofen", "cough", "Lee"))
    assert practice.vault.audit_log.first_broken_link() is None
