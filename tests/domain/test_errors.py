import copy
import pickle

import pytest

from app.domain.errors import (
    ExportError,
    InputError,
    JobCancelled,
    ModelError,
    Problem,
    SaegimError,
    SigningRefused,
    VaultError,
)


def kinds(kind: type[SaegimError] = SaegimError) -> set[type[SaegimError]]:
    return {kind}.union(*(kinds(each) for each in kind.__subclasses__()))


def test_the_tree_holds_the_kinds_it_draws() -> None:
    drawn = {SaegimError, InputError, ModelError, VaultError, ExportError, SigningRefused, JobCancelled}
    assert {kind for kind in kinds() if kind.__module__ == "app.domain.errors"} == drawn


@pytest.mark.parametrize("kind", [InputError, ModelError, VaultError, ExportError, SigningRefused])
def test_an_error_crosses_from_process_to_process(kind: type[SaegimError]) -> None:
    error = kind("open_blocks", count=2, template="soap")
    for arrived in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(arrived) is kind
        assert arrived.problem == error.problem
        assert str(arrived) == str(error) == "open_blocks(count=2, template=soap)"


def test_a_cancelled_job_crosses_too() -> None:
    arrived = pickle.loads(pickle.dumps(JobCancelled()))
    assert type(arrived) is JobCancelled
    assert arrived.problem == Problem("cancelled")


def test_a_fact_may_have_any_name() -> None:
    assert InputError("export_failed", code=5).problem.facts == {"code": 5}
