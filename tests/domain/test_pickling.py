"""Jobs, events and outcomes travel between processes: everything in the domain must survive the way."""

import importlib
import pickle
import pkgutil
from dataclasses import is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app.domain
from app.domain.errors import Problem
from app.domain.outcome import Cancelled, Completed, Crashed, Failed


def dataclasses_of_the_domain() -> list[type]:
    modules = [
        importlib.import_module(f"app.domain.{module.name}") for module in pkgutil.iter_modules(app.domain.__path__)
    ]
    found = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and is_dataclass(each) and each.__module__ == module.__name__
    }
    return sorted(found, key=lambda each: each.__qualname__)


@pytest.mark.parametrize("kind", dataclasses_of_the_domain(), ids=lambda kind: kind.__qualname__)
@settings(max_examples=5)
@given(data=st.data())
def test_what_is_sent_arrives(kind: type, data: st.DataObject) -> None:
    sent = data.draw(st.from_type(kind))
    arrived = pickle.loads(pickle.dumps(sent))
    assert type(arrived) is kind
    assert repr(arrived) == repr(sent)


@pytest.mark.parametrize(
    "outcome",
    [Completed((1, 2)), Failed(Problem("engine_error", {"kind": "OSError"})), Cancelled(), Crashed(Problem("x"))],
)
def test_an_outcome_arrives_as_an_equal_value(outcome: object) -> None:
    assert pickle.loads(pickle.dumps(outcome)) == outcome
