"""Lists of medications that an authority publishes, as a clinic has imported them: dated, and not beyond their date."""

from dataclasses import dataclass
from enum import StrEnum


class ListKind(StrEnum):
    """DUR lists are of the Korean Ministry of Food and Drug Safety, HIRA is the Korean insurer's drug master."""

    DUR_PAIRS = "dur_pairs"
    DUR_AGE = "dur_age"
    DUR_PREGNANCY = "dur_pregnancy"
    DUR_ELDERLY = "dur_elderly"
    DUR_DOSE = "dur_dose"
    DUR_DURATION = "dur_duration"
    DUR_GROUP = "dur_group"
    HIRA_PRODUCTS = "hira_products"
    HIRA_INGREDIENTS = "hira_ingredients"
    RXNORM = "rxnorm"


@dataclass(frozen=True, slots=True)
class OfficialEntry:
    """`name` is an ingredient, a product or a code; `other` what it belongs to: the second ingredient of a pair, the
    ingredient of a product, the group of an ingredient. `detail` is the list's own text.
    """

    name: str
    other: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OfficialList:
    """`edition` is the publisher's date or version, `imported_on` a date as ISO 8601, `sha256` of the file."""

    kind: ListKind
    edition: str
    imported_on: str
    sha256: str
    entries: tuple[OfficialEntry, ...]
