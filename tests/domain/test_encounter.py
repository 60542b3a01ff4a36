import itertools

import pytest

from app.domain.encounter import EncounterState, require_transition
from app.domain.errors import InputError

ALLOWED = {
    (EncounterState.OPEN, EncounterState.TRANSCRIBED),
    (EncounterState.TRANSCRIBED, EncounterState.DRAFTED),
    (EncounterState.DRAFTED, EncounterState.TRANSCRIBED),
    (EncounterState.DRAFTED, EncounterState.SIGNED),
    (EncounterState.SIGNED, EncounterState.DRAFTED),
    *((state, state) for state in EncounterState),
}


@pytest.mark.parametrize(("current", "following"), list(itertools.product(EncounterState, repeat=2)))
def test_no_step_skips_work(current: EncounterState, following: EncounterState) -> None:
    if (current, following) in ALLOWED:
        require_transition(current, following)
        return
    with pytest.raises(InputError) as raised:
        require_transition(current, following)
    assert raised.value.problem.code == "encounter_state"
    assert raised.value.problem.facts == {"current": current.value, "following": following.value}
