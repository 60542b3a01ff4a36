"""How near two words are, as a recogniser may confuse them."""

from rapidfuzz.distance import Levenshtein

from app.domain.sounds import is_korean, sounds_of


def may_be_misheard(name: str, heard: str) -> bool:
    """Whether `heard` may be a name misspelt: two letters off in a long name, one in a short one, or jamo alike."""
    if is_korean(name) != is_korean(heard):
        return False
    if is_korean(name):
        limit = len(sounds_of(name)) // 5
        return limit > 0 and _differ_by(sounds_of(name), sounds_of(heard), limit)
    if len(name) < 5 or len(heard) < 4:
        return False
    limit = 2 if len(name) >= 7 else 1
    return name[0].lower() == heard[0].lower() and (
        _differ_by(name.lower(), heard.lower(), limit) or _differ_by(sounds_of(name), sounds_of(heard), limit)
    )


def _differ_by(left: str, right: str, limit: int) -> bool:
    return Levenshtein.distance(left, right, score_cutoff=limit) <= limit
