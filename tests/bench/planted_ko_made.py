"""saegim bench planted_ko_made: Korean talk and notes made from templates, one error in each, and what review finds.

A finding, a disease, a relative, a side or a prescription is put into the sentences by which patients and clinicians
say it and by which notes write it, each time the next of them.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from planted import measure_made

FINDINGS = (
    ("발열", "열은 안 나요", "열이 나요"),
    ("기침", "기침은 안 해요", "기침을 해요"),
    ("가래", "가래는 없어요", "가래가 나와요"),
    ("두통", "머리는 안 아파요", "머리가 아파요"),
    ("복통", "배는 안 아파요", "배가 아파요"),
    ("구토", "토하진 않았어요", "어제 두 번 토했어요"),
    ("설사", "설사는 안 해요", "설사를 해요"),
    ("어지럼", "어지럽지는 않아요", "어지러워요"),
    ("호흡곤란", "숨은 안 차요", "숨이 차요"),
    ("흉통", "가슴은 안 아파요", "가슴이 아파요"),
    ("혈뇨", "소변에 피는 안 나와요", "소변에 피가 나와요"),
    ("불면", "잠은 잘 자요", "잠을 못 자요"),
    ("식욕부진", "밥은 잘 먹어요", "입맛이 없어요"),
    ("가려움", "가렵지는 않아요", "가려워요"),
    ("저림", "저린 데는 없어요", "손이 저려요"),
    ("부종", "붓지는 않았어요", "다리가 부었어요"),
    ("변비", "변비는 없어요", "변비가 있어요"),
    ("속쓰림", "속은 안 쓰려요", "속이 쓰려요"),
)
ASKED = ("{}은 있으세요?", "{}은요?", "{} 증상은 없으세요?", "혹시 {} 있었어요?")
DENIED = ("{} 없음.", "{} 부인.", "{} 호소하지 않음.", "{} 증상은 없다고 함.", "{} 증상은 아니라고 함.")
AFFIRMED = ("{} 있음.", "{} 호소.", "{} 호소함.", "{} 증상이 있다고 함.")
ANSWERED = (
    ("아니요.", False),
    ("없어요.", False),
    ("그런 건 없어요.", False),
    ("네.", True),
    ("네, 가끔요.", True),
    ("조금 있어요.", True),
)
DISEASES = (
    "폐렴",
    "위염",
    "통풍",
    "협심증",
    "충수염",
    "편도염",
    "대상포진",
    "빈혈",
    "요로결석",
    "천식",
    "갑상선염",
    "추간판 탈출증",
)
DOUBTED = ("{} 쪽이 의심됩니다.", "{}일 가능성이 있습니다.", "{}일 수도 있어서 검사를 하겠습니다.", "아마 {} 같습니다.")
WRITTEN_DOUBTS = (" 의심.", " 가능성 있음.", " 추정.", " 의증.")
RELATIVES = (
    ("아버지", "아버지가"),
    ("어머니", "어머니가"),
    ("형", "형이"),
    ("언니", "언니가"),
    ("할머니", "할머니가"),
    ("이모", "이모가"),
)
KNOWN = ("고혈압", "당뇨", "유방암", "간염", "뇌졸중", "결핵")
PAST = (
    "예전에 {} 앓은 적이 있어요.",
    "오 년 전에 {} 앓았는데 다 나았어요.",
    "어렸을 때 {} 앓았어요.",
    "작년에 {} 앓았어요.",
)
SIDED = ("무릎", "어깨", "발목", "손목", "귀", "눈", "옆구리", "허벅지")
DOSES = (
    ("메트포르민", "오백", "500", "글리메피리드"),
    ("암로디핀", "오", "5", "로사르탄"),
    ("아토르바스타틴", "이십", "20", "로수바스타틴"),
    ("레보플록사신", "칠백오십", "750", "세파클러"),
    ("오메프라졸", "사십", "40", "파모티딘"),
    ("아스피린", "백", "100", "클로피도그렐"),
    ("나프록센", "이백오십", "250", "세레콕시브"),
    ("프레드니솔론", "삼십", "30", "덱사메타손"),
)
TIMES = (("한", "1", "3"), ("두", "2", "4"), ("세", "3", "2"))
DAYS = (("사흘", "3", "13"), ("닷새", "5", "7"), ("일주일", "7", "3"), ("열흘", "10", "5"))
Pair = tuple[str, tuple[str, ...], str, str]


def made_pairs() -> Iterator[Pair]:
    """Kind, lines of talk, the note's line and the line with the error."""
    yield from _of_findings()
    yield from _of_diseases()
    yield from _of_persons_and_times()
    yield from _of_prescriptions()


def _of_findings() -> Iterator[Pair]:
    for turn, (name, denial, assertion) in enumerate(FINDINGS):
        question = f"의사: {ASKED[turn % len(ASKED)].format(name)}"
        denied, affirmed = DENIED[turn % len(DENIED)].format(name), AFFIRMED[turn % len(AFFIRMED)].format(name)
        yield "negation", (question, f"환자: {denial}."), denied, affirmed
        yield "negation", ("의사: 어디가 불편하세요?", f"환자: {assertion}."), affirmed, denied
        answer, is_yes = ANSWERED[turn % len(ANSWERED)]
        if "없" not in question:
            yield "negation", (question, f"환자: {answer}"), *((affirmed, denied) if is_yes else (denied, affirmed))
    for turn, part in enumerate(SIDED):
        said, other = ("오른쪽", "왼쪽") if turn % 2 else ("왼쪽", "오른쪽")
        talk = (f"환자: {said} {part} 쪽이 아파요.", f"의사: {said} {part} 한번 보겠습니다.")
        yield "laterality", talk, f"{said} {part} 통증 있음.", f"{other} {part} 통증 있음."


def _of_diseases() -> Iterator[Pair]:
    for turn, name in enumerate(DISEASES):
        talk = (f"의사: {DOUBTED[turn % len(DOUBTED)].format(name)}",)
        planted = f"{name}." if turn % 2 else f"{name} 있음."
        yield "certainty", talk, f"{name}{WRITTEN_DOUBTS[turn % len(WRITTEN_DOUBTS)]}", planted


def _of_persons_and_times() -> Iterator[Pair]:
    for turn, ((relative, subject), name) in enumerate(zip(RELATIVES, KNOWN, strict=True)):
        talk = ("의사: 가족 중에 아픈 분이 계세요?", f"환자: {subject} {name} 있으세요.")
        yield "experiencer", talk, f"{relative} {name}.", f"환자 {name}." if turn % 2 else f"{name} 있음."
        own = ("의사: 앓고 있는 병이 있으세요?", f"환자: 저는 {name} 있어요. {subject} 건강하세요.")
        yield "experiencer", own, f"{name} 있음.", f"{relative} {name}."
        past = (f"환자: {PAST[turn % len(PAST)].format(name)}",)
        yield "temporality", past, f"{name} 병력.", f"현재 {name} 있음."


def _of_prescriptions() -> Iterator[Pair]:
    for turn, (name, said, dose, other) in enumerate(DOSES):
        (often, times, wrong_times), (long, days, wrong_days) = TIMES[turn % len(TIMES)], DAYS[turn % len(DAYS)]
        talk = (f"의사: {name} {said} 밀리그램을 하루 {often} 번 {long} 동안 드세요.", "환자: 네.")
        clean = f"{name} {dose} mg 1일 {times}회 {days}일간 처방."
        changed = f"{dose[:-1]}{(int(dose[-1]) + 3) % 10}"
        yield "drug", talk, clean, clean.replace(name, other)
        yield "x10", talk, clean, clean.replace(f"{dose} mg", f"{dose}0 mg")
        yield "number", talk, clean, clean.replace(f"{dose} mg", f"{changed} mg")
        yield "unit", talk, clean, clean.replace(" mg", " mcg")
        yield "frequency", talk, clean, clean.replace(f"{times}회", f"{wrong_times}회")
        yield "duration", talk, clean, clean.replace(f"{days}일간", f"{wrong_days}일간")


def planted_pairs() -> list[dict[str, Any]]:
    """Each pair as a clean row and a planted one of a planted set."""
    rows: list[dict[str, Any]] = []
    for number, (kind, talk, clean, planted) in zip(count(1), made_pairs(), strict=False):
        base = {"source": f"made{number:03d}", "dialogue": "\n".join(talk)}
        error = {"kind": kind, "clean": clean, "planted": planted}
        rows.append({"id": f"{base['source']}:clean", **base, "note": clean, "error": None})
        rows.append({"id": f"{base['source']}:{kind}", **base, "note": planted, "error": error})
    return rows


def main(arguments: Sequence[str]) -> dict[str, Any]:
    return measure_made("planted_ko_made", planted_pairs(), arguments)
