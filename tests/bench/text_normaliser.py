"""Makes two spellings of the same words equal before errors are counted; applied alike to truth and hypothesis."""

import re

from app.domain.language import Language

_ENGLISH_FILLERS = frozenset({"um", "umm", "uh", "uhm", "er", "erm", "hm", "hmm", "mm", "mmm", "mhm", "ah", "eh"})

_ENGLISH_SPELLINGS = {
    "okay": "ok",
    "mister": "mr",
    "missus": "mrs",
    "doctor": "dr",
    "mum": "mom",
    "mummy": "mommy",
    "litre": "liter",
    "litres": "liters",
    "millilitre": "milliliter",
    "millilitres": "milliliters",
    "diarrhoea": "diarrhea",
    "oesophagus": "esophagus",
    "anaemia": "anemia",
    "haemoglobin": "hemoglobin",
    "oedema": "edema",
    "colour": "color",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "cannot": "can not",
    "y'know": "you know",
    "'cause": "because",
    "cos": "because",
    "cuz": "because",
    "alright": "all right",
}

_ENGLISH_UNITS = {
    "mg": "milligrams",
    "mgs": "milligrams",
    "g": "grams",
    "kg": "kilograms",
    "ml": "milliliters",
    "mls": "milliliters",
    "l": "liters",
    "cm": "centimeters",
    "mm": "millimeters",
    "mcg": "micrograms",
}

_CONTRACTIONS = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\b(it|that|what|there|here|he|she|who|how|where|when)'s\b"), r"\1 is"),
)

# fmt: off
_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
# fmt: on
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ORDINAL_ENDINGS = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
} | {f"{word[:-1]}ieth": word for word in _TENS}
_ORDINALS = _ORDINAL_ENDINGS | {f"{word}th": word for word in _UNITS[4:] if f"{word}th" not in ("fiveth", "eightth")}
_UNIT_AFTER_DIGIT = re.compile(rf"(?<=\d)(?=(?:{'|'.join(_ENGLISH_UNITS)})\b)")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")

_KOREAN_FILLERS = re.compile(r"(?<![가-힣])(?:음+|어+|으음|흠+)(?=[\s,.!?…]|$)")
_KOREAN_UNITS = {
    "mg": "밀리그램",
    "㎎": "밀리그램",
    "ml": "밀리리터",
    "㎖": "밀리리터",
    "kg": "킬로그램",
    "㎏": "킬로그램",
    "cm": "센티미터",
    "mmhg": "밀리미터에이치지",
    "g": "그램",
    "l": "리터",
    "%": "퍼센트",
    "℃": "도",
    "°c": "도",
}
_NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_SINO = "영일이삼사오육칠팔구"
_LONGEST_QUANTITY = 8
# Counted with native numbers in speech: hours, ages in 살, times, items, people, packs, cups, months in 달.
_NATIVE_COUNTERS = re.compile(r"\s*(?:시간|시(?!간)|살|번|개(?!월)|명|갑|잔|달|알|군데|가지|마리|분(?:이|은|께))")
_KOREAN_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NOT_SPOKEN = re.compile(r"[\W_]")


def normalise(text: str, language: Language) -> str:
    """Words separated by one space for English; one run of characters without spaces for Korean."""
    return normalise_korean(text) if language is Language.KO else normalise_english(text)


def normalise_english(text: str) -> str:
    text = text.lower().replace("’", "'").replace("‘", "'")
    text = re.sub(r"[\[(][^\])]*[\])]", " ", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"(?<=\d)\s*/\s*(?=\d)", " over ", text)
    text = text.replace("%", " percent ")
    text = re.sub(r"\bper cent\b", "percent", text)
    text = _UNIT_AFTER_DIGIT.sub(" ", text)
    for spelling in ("y'know", "'cause"):
        text = text.replace(spelling, _ENGLISH_SPELLINGS[spelling])
    for pattern, expansion in _CONTRACTIONS:
        text = pattern.sub(expansion, text)
    text = text.replace("'", "")
    text = re.sub(r"(?<!\d)\.|\.(?!\d)|[^a-z0-9.\s]", " ", text)
    words = [word for word in text.split() if word not in _ENGLISH_FILLERS]
    words = _numbers_as_digits(words)
    words = _units_written_out(words)
    words = [_ENGLISH_SPELLINGS.get(word, word) for word in words]
    return " ".join(_letters_joined(words))


def normalise_korean(text: str) -> str:
    text = _KOREAN_FILLERS.sub(" ", text.lower())
    text = re.sub(r"(?<=\d)\s*/\s*(?=\d)", "에", text)
    text = _KOREAN_NUMBER.sub(_read_aloud, text)
    for unit, name in _KOREAN_UNITS.items():
        text = re.sub(rf"(?<![a-z]){re.escape(unit)}(?![a-z])", name, text)
    return _NOT_SPOKEN.sub("", text)


def _numbers_as_digits(words: list[str]) -> list[str]:
    out: list[str] = []
    position = 0
    while position < len(words):
        number, length = _number_at(words, position)
        out.append(number if length else words[position])
        position += length or 1
    return out


def _number_at(words: list[str], start: int) -> tuple[str, int]:
    """The number that begins at a position, as digits, and how many words it takes; 0 words when there is none."""
    value, position, ordinal = _integer_at(words, start)
    if position == start:
        return "", 0
    if ordinal:
        return f"{value}{_ordinal_suffix(value)}", position - start
    if position < len(words) and words[position] == "point":
        decimals = ""
        after = position + 1
        while after < len(words) and _SMALL.get(words[after], 10) < 10:
            decimals += str(_SMALL[words[after]])
            after += 1
        if decimals:
            return f"{value}.{decimals}", after - start
    if 13 <= value <= 20:
        year_tail, year_end, is_ordinal = _integer_at(words, position)
        if year_end > position and not is_ordinal and 10 <= year_tail <= 99:
            return f"{value}{year_tail}", year_end - start
    return str(value), position - start


def _integer_at(words: list[str], start: int) -> tuple[int, int, bool]:
    """Reads "one hundred and four", "forty five", "twenty first": the value, where it ends, if it is an ordinal."""
    total = current = 0
    position = start
    last = 1000
    while position < len(words):
        word = words[position]
        ordinal = word in _ORDINALS
        small = _SMALL.get(_ORDINALS.get(word, word))
        if small is not None and _fits(small, last):
            current += small
            last = small or -1
            position += 1
            if ordinal:
                return total + current, position, True
        elif word in _SCALES and position > start:
            scale = _SCALES[word]
            if scale == 100:
                current *= 100
            else:
                total, current = total + current * scale, 0
            last = 1000
            position += 1
        elif word == "and" and last == 1000 and position > start and _starts_small(words, position + 1):
            position += 1
        else:
            break
    return total + current, position, False


def _fits(small: int, last: int) -> bool:
    return last == 1000 or (20 <= last <= 90 and 1 <= small <= 9)


def _starts_small(words: list[str], position: int) -> bool:
    return position < len(words) and _ORDINALS.get(words[position], words[position]) in _SMALL


def _ordinal_suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _units_written_out(words: list[str]) -> list[str]:
    return [
        _ENGLISH_UNITS[word] if word in _ENGLISH_UNITS and before and _DIGITS.fullmatch(before) else word
        for before, word in zip(["", *words], words, strict=False)
    ]


def _letters_joined(words: list[str]) -> list[str]:
    """Spelt-out abbreviations as one word: "c o p d" and "copd" are the same. "a" and "i" alone stay words."""
    out: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        out += _run_of_letters(run)
        run = []
        if word:
            out.append(word)
    return out


def _run_of_letters(run: list[str]) -> list[str]:
    if run == ["i", "v"]:
        return ["iv"]
    before: list[str] = []
    after: list[str] = []
    while run and run[0] in ("a", "i"):
        before, run = [*before, run[0]], run[1:]
    while run and run[-1] in ("a", "i"):
        after, run = [run[-1], *after], run[:-1]
    return [*before, "".join(run), *after] if run else before


def _read_aloud(match: re.Match[str]) -> str:
    """Digits as Korean speakers say them: native numbers before native counters, Sino-Korean elsewhere."""
    whole, _, decimals = match.group().replace(",", "").partition(".")
    if len(whole) > _LONGEST_QUANTITY or (whole.startswith("0") and len(whole) > 1):
        return "".join(_SINO[int(digit)] for digit in whole + decimals)
    if decimals:
        return f"{_sino(int(whole))}점{''.join(_SINO[int(digit)] for digit in decimals)}"
    if _NATIVE_COUNTERS.match(match.string, match.end()) and 1 <= int(whole) <= 99:
        return _native(int(whole))
    month = match.string[match.end() : match.end() + 1] == "월"
    if month and whole in ("6", "10"):
        return "유" if whole == "6" else "시"
    return _sino(int(whole))


def _native(number: int) -> str:
    if number == 20:
        return "스무"
    return _NATIVE_TENS[number // 10] + _NATIVE_ONES[number % 10]


def _sino(number: int) -> str:
    if number == 0:
        return "영"
    text = ""
    for myriad, name in ((100_000_000, "억"), (10_000, "만")):
        if number >= myriad:
            group, number = divmod(number, myriad)
            text += ("" if group == 1 and name == "만" else _below_ten_thousand(group)) + name
    return text + _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    text = ""
    for unit, name in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("" if digit == 1 and name else _SINO[digit]) + name
    return text
