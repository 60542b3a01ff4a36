"""A vital sign as a value that other programs can take over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VitalSign:
    """`kind` is a name of resources/terminology/vitals.json, which says the unit too; "blood_pressure" has a systolic
    and a diastolic value in mmHg, every other kind has one. `statement_id` names where it is stated.
    """

    kind: str
    values: tuple[float, ...]
    statement_id: str
