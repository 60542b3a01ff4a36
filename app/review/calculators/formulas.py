"""The calculators that are formulas. Each takes checked inputs in their own units and shows its working."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.review.calculators.definition import Given
from app.review.calculators.growth import Indicator, z_score


@dataclass(frozen=True, slots=True)
class Computed:
    """The unrounded value, and the formula with the numbers in it."""

    value: float
    working: str


def _number(given: Given, name: str) -> float:
    return float(given[name])


def _bmi(given: Given) -> Computed:
    """kg/m²."""
    weight_kg, height_m = _number(given, "weight"), _number(given, "height") / 100
    return Computed(weight_kg / height_m**2, f"{weight_kg:g} ÷ {height_m:g}²")


def _bsa(given: Given) -> Computed:
    """m². Mosteller RD, N Engl J Med 1987;317:1098."""
    height_cm, weight_kg = _number(given, "height"), _number(given, "weight")
    return Computed(math.sqrt(height_cm * weight_kg / 3600), f"√({height_cm:g} × {weight_kg:g} ÷ 3600)")


def _egfr(given: Given) -> Computed:
    """mL/min/1.73 m², CKD-EPI creatinine equation without race. Inker LA et al., N Engl J Med 2021;385:1737."""
    creatinine, age = _number(given, "creatinine"), _number(given, "age")
    is_female = given["sex"] == "female"
    kappa, alpha = (0.7, -0.241) if is_female else (0.9, -0.302)
    ratio = creatinine / kappa
    value = 142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.2 * 0.9938**age * (1.012 if is_female else 1)
    working = (
        f"142 × min({creatinine:g}/{kappa}, 1)^{alpha} × max({creatinine:g}/{kappa}, 1)^−1.200 × 0.9938^{age:g}"
    ).replace("-", "−")
    return Computed(value, working + (" × 1.012" if is_female else ""))


def _schwartz(given: Given) -> Computed:
    """mL/min/1.73 m². Schwartz GJ et al., J Am Soc Nephrol 2009;20:629."""
    height_cm, creatinine = _number(given, "height"), _number(given, "creatinine")
    return Computed(0.413 * height_cm / creatinine, f"0.413 × {height_cm:g} ÷ {creatinine:g}")


def _maintenance_fluids(given: Given) -> Computed:
    """mL/h: 4 for each of the first ten kilograms, 2 for each of the next ten, 1 for each further one.

    Holliday MA, Segar WE, Pediatrics 1957;19:823.
    """
    weight_kg = _number(given, "weight")
    steps = ((4, min(weight_kg, 10)), (2, min(max(weight_kg - 10, 0), 10)), (1, max(weight_kg - 20, 0)))
    working = " + ".join(f"{rate} × {kilograms:g}" for rate, kilograms in steps if kilograms)
    return Computed(sum(rate * kilograms for rate, kilograms in steps), working)


def _growth_for_age(indicator: Indicator, measurement: str) -> Callable[[Given], Computed]:
    def compute(given: Given) -> Computed:
        age_days = _days_of(given)
        found = z_score(indicator, str(given["sex"]), age_days, _number(given, measurement))
        return Computed(found.z, found.working)

    return compute


def _bmi_for_age(given: Given) -> Computed:
    bmi = _number(given, "weight") / (_number(given, "length") / 100) ** 2
    found = z_score(Indicator.BMI_FOR_AGE, str(given["sex"]), _days_of(given), bmi)
    return Computed(found.z, found.working)


def _weight_for_length(given: Given) -> Computed:
    indicator = Indicator.WEIGHT_FOR_LENGTH if given["position"] == "lying" else Indicator.WEIGHT_FOR_HEIGHT
    tenths = round(_number(given, "length") * 10)
    found = z_score(indicator, str(given["sex"]), tenths, _number(given, "weight"))
    return Computed(found.z, found.working)


FORMULAS: Mapping[str, Callable[[Given], Computed]] = {
    "bmi": _bmi,
    "bsa": _bsa,
    "egfr": _egfr,
    "schwartz": _schwartz,
    "maintenance_fluids": _maintenance_fluids,
    "growth_weight": _growth_for_age(Indicator.WEIGHT_FOR_AGE, "weight"),
    "growth_length": _growth_for_age(Indicator.LENGTH_FOR_AGE, "length"),
    "growth_head": _growth_for_age(Indicator.HEAD_FOR_AGE, "head"),
    "growth_bmi": _bmi_for_age,
    "growth_weight_for_length": _weight_for_length,
}


def _days_of(given: Given) -> int:
    """Half a day counts as one: 24 months, 730.5 days, are measured standing."""
    return math.floor(_number(given, "age_days") + 0.5)
