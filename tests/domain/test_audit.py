from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.audit import GENESIS_SHA256, AuditEvent, SealedEvent, first_broken_link, seal

words = st.text(max_size=4)
events = st.builds(AuditEvent, words, words, words, words, words)
chains = st.lists(events, min_size=1, max_size=5).map(lambda each: chain_of(each))
places = st.integers(min_value=0, max_value=4)


def chain_of(audit_events: list[AuditEvent]) -> list[SealedEvent]:
    chain: list[SealedEvent] = []
    for number, event in enumerate(audit_events, start=1):
        chain.append(seal(event, number, chain[-1].sha256 if chain else GENESIS_SHA256))
    return chain


@given(chains)
def test_an_honest_chain_holds(chain: list[SealedEvent]) -> None:
    assert first_broken_link(chain) is None


def test_an_empty_chain_holds() -> None:
    assert first_broken_link([]) is None


@given(chains, places, st.sampled_from(["at", "actor", "action", "subject", "detail"]), words)
def test_a_changed_event_is_found_where_it_stands(chain: list[SealedEvent], place: int, field: str, text: str) -> None:
    place %= len(chain)
    changed = replace(chain[place].event, **{field: text})
    assume(changed != chain[place].event)
    assert first_broken_link([*chain[:place], replace(chain[place], event=changed), *chain[place + 1 :]]) == place + 1


@given(chains, places, words)
def test_a_changed_and_resealed_event_breaks_the_next_link(chain: list[SealedEvent], place: int, text: str) -> None:
    assume(len(chain) > 1)
    place %= len(chain) - 1
    changed = replace(chain[place].event, detail=text)
    assume(changed != chain[place].event)
    resealed = seal(changed, place + 1, chain[place].previous_sha256)
    assert first_broken_link([*chain[:place], resealed, *chain[place + 1 :]]) == place + 2


@given(chains, places)
def test_a_removed_event_leaves_a_gap(chain: list[SealedEvent], place: int) -> None:
    assume(len(chain) > 1)
    place %= len(chain) - 1
    assert first_broken_link([*chain[:place], *chain[place + 1 :]]) == place + 1


@given(chains, places, events)
def test_an_event_put_in_later_is_found(chain: list[SealedEvent], place: int, event: AuditEvent) -> None:
    place %= len(chain)
    forged = seal(event, place + 1, chain[place].previous_sha256)
    assert first_broken_link([*chain[:place], forged, *chain[place:]]) in {place + 1, place + 2}


@given(chains, places, places)
def test_events_that_changed_places_are_found(chain: list[SealedEvent], one: int, other: int) -> None:
    one, other = sorted((one % len(chain), other % len(chain)))
    assume(one != other)
    swapped = list(chain)
    swapped[one], swapped[other] = chain[other], chain[one]
    assert first_broken_link(swapped) == one + 1


@given(events, events)
def test_words_cannot_move_from_one_field_to_the_next(event: AuditEvent, other: AuditEvent) -> None:
    assume(event != other)
    assert seal(event, 1, GENESIS_SHA256).sha256 != seal(other, 1, GENESIS_SHA256).sha256
