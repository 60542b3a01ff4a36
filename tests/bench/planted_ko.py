"""saegim bench planted_ko: errors planted in Korean notes, one each, and what review finds of them.

The consultations and their notes are in tests/bench/data/consultations_ko.json. Each rule below is a slip that a
recogniser, a small model or a tired writer makes; it is planted wherever a sentence of a note takes it.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from planted import measure_made

from app.paths import ROOT

CONSULTATIONS = Path(__file__).parent / "data" / "consultations_ko.json"
Rule = tuple[str, str, str | Callable[[re.Match[str]], str]]


def _ten_times(match: re.Match[str]) -> str:
    return f"{int(match['n']) * 10}{match['rest']}"


def _other_digit(match: re.Match[str]) -> str:
    last = int(match["n"][-1])
    return f"{match['n'][:-1]}{(last + 3) % 10 or 4}{match['rest']}"


RULES: tuple[Rule, ...] = (
    ("negation", r"있음", "없음"),
    ("negation", r"없음", "있음"),
    ("negation", r"들림", "들리지 않음"),
    ("negation", r"(?<=검사 )양성", "음성"),
    ("negation", r"있었음", "없었음"),
    ("negation", r"복용 중", "복용하지 않음"),
    ("negation", r"(?<!지 )않음", "함"),
    ("negation", r"(?<=[가-힣])지 않음", "는 편임"),
    ("laterality", r"오른쪽", "왼쪽"),
    ("laterality", r"왼쪽", "오른쪽"),
    ("laterality", r"양쪽", "왼쪽"),
    ("x10", r"(?P<n>\d+)(?P<rest> ?(?:mg|mL))", _ten_times),
    ("number", r"(?P<n>\d{2,3})(?P<rest>회(?!,? ?\d*일)|%|/|도| kg|\.\d)", _other_digit),
    ("unit", r"(?<=\d) mg", " mcg"),
    ("unit", r"(?<=\d) mL", " mg"),
    ("drug", r"암로디핀", "로사르탄"),
    ("drug", r"레보플록사신", "아지스로마이신"),
    ("drug", r"아목시실린", "세프디니르"),
    ("drug", r"메트포르민", "글리메피리드"),
    ("drug", r"세레콕시브", "이부프로펜"),
    ("drug", r"프로프라놀롤", "아테놀롤"),
    ("drug", r"시프로플록사신", "세파클러"),
    ("drug", r"아토르바스타틴", "로수바스타틴"),
    ("drug", r"아스피린", "클로피도그렐"),
    ("drug", r"프레드니솔론", "덱사메타손"),
    ("drug", r"나프록센", "이부프로펜"),
    ("drug", r"오메프라졸", "파모티딘"),
    ("drug", r"엠파글리플로진", "다파글리플로진"),
    ("frequency", r"1일 1회", "1일 3회"),
    ("frequency", r"1일 2회", "1일 4회"),
    ("frequency", r"1일 3회", "1일 2회"),
    ("frequency", r"4시간 간격", "8시간 간격"),
    ("duration", r"5일간", "7일간"),
    ("duration", r"3일간", "14일간"),
    ("duration", r"10일간", "5일간"),
    ("duration", r"7일간", "3일간"),
    ("certainty", r" 의심(?=\.)", ""),
    ("certainty", r" 가능성(?=\.)", ""),
    ("temporality", r"어렸을 때 천식 병력", "현재 천식 있음"),
    ("temporality", r"(?<=[가-힣]) 병력(?=[ .])", " 현재 앓고 있음"),
    ("temporality", r"작년에 방광염 병력", "현재 방광염 있음"),
    ("experiencer", r"(?m)^(?:어머니|언니|아버지|이모) (?=[가-힣 ]+\.$)", "환자 "),
)


def planted_pairs() -> list[dict[str, Any]]:
    """The clean notes, and each with one error, as rows of a planted set."""
    rows: list[dict[str, Any]] = []
    for consultation in json.loads(CONSULTATIONS.read_text(encoding="utf-8"))["consultations"]:
        source, note = consultation["id"], "\n".join(consultation["note"])
        dialogue = _dialogue_of(consultation)
        rows.append({"id": f"{source}:clean", "source": source, "dialogue": dialogue, "note": note, "error": None})
        for number, (kind, clean, planted) in enumerate(_slips(note), start=1):
            error = {"kind": kind, "clean": clean, "planted": planted}
            changed = note.replace(clean, planted, 1)
            row_id = f"{source}:{kind}{number:02d}"
            rows.append({"id": row_id, "source": source, "dialogue": dialogue, "note": changed, "error": error})
    return rows


def main(arguments: Sequence[str]) -> dict[str, Any]:
    return measure_made("planted_ko", planted_pairs(), arguments)


def _slips(note: str) -> Iterator[tuple[str, str, str]]:
    """Kind, line before, line after. The lines of a note differ from each other, so that each names its place."""
    for line in note.splitlines():
        for kind, pattern, replacement in RULES:
            changed = re.sub(pattern, replacement, line, count=1)
            if changed != line and not line.startswith("#"):
                yield kind, line, changed


def _dialogue_of(consultation: dict[str, Any]) -> str:
    if "dialogue_file" in consultation:
        return (ROOT / consultation["dialogue_file"]).read_text(encoding="utf-8")
    return "\n".join(consultation["dialogue"])
