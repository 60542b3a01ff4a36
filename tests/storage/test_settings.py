"""Decisions of the clinic and the work at hand: each under its own name."""

import pytest

from app.domain.clinic_settings import ClinicSettings
from app.domain.work_at_hand import Unsaved, WorkAtHand, Writing
from app.storage.columns import keep_setting


@pytest.mark.parametrize(
    "work",
    [
        WorkAtHand("e1", "soap"),
        WorkAtHand("e1", "soap", (Unsaved(Writing.SECTION, "plan", ("쉬기", "Rest «now»")),)),
        WorkAtHand("e1", "soap", (Unsaved(Writing.SECTION, "plan", ("쉬기",)), Unsaved(Writing.RECORD, "", ("1",)))),
        WorkAtHand("", "", (Unsaved(Writing.TEMPLATE, "own_1", ("{}", "plan")),)),
    ],
)
def test_the_work_at_hand_comes_back_as_it_was_until_it_is_closed(vault, work):
    assert vault.settings.work_at_hand() is None
    vault.settings.save_clinic(ClinicSettings(checks_interactions=True))
    vault.settings.keep_work_at_hand(work)
    assert vault.settings.work_at_hand() == work
    vault.settings.keep_work_at_hand(None)
    assert vault.settings.work_at_hand() is None
    assert vault.settings.clinic() == ClinicSettings(checks_interactions=True)


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (None, ()),
        ({"writing": "section", "id": "plan", "words": ["쉬기"]}, (Unsaved(Writing.SECTION, "plan", ("쉬기",)),)),
    ],
)
def test_work_kept_by_a_version_that_knew_one_text_at_most_is_read(vault, kept, read):
    keep_setting(vault.database, "work_at_hand", {"encounter_id": "e1", "template_id": "soap", "unsaved": kept})
    assert vault.settings.work_at_hand() == WorkAtHand("e1", "soap", read)
