"""Numbers said in Korean words, rewritten in digits: «삼십팔 점 오 도» becomes «38.5도».

For a model that reads digits better than numerals. English numerals stay: «one thirty over eighty» has several
readings, and models read them well.
"""

from app.domain.sounds import is_korean
from app.resources import load_json
from app.review.reading.numbers import Quantity, quantities_in


def with_digits(text: str) -> str:
    """The text with every certain Korean numeral in digits; all else, and every unit that is not known here, as it
    was."""
    units: dict[str, str] = load_json("terminology/written_units.json")["ko"]
    pieces: list[str] = []
    position = 0
    for quantity in quantities_in(text):
        written_unit = units.get(quantity.text[-1:], units.get(quantity.unit or ""))
        if quantity.start < position or written_unit is None or not _is_in_words(quantity):
            continue
        pieces += [text[position : quantity.start], f"{quantity.value:g}", written_unit]
        position = quantity.end
    return "".join([*pieces, text[position:]])


def _is_in_words(quantity: Quantity) -> bool:
    return is_korean(quantity.text) and not any(
        character.isascii() and character.isdigit() for character in quantity.text
    )
