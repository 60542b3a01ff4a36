"""How what is typed into a search is compared with what is shown: case and width make no difference."""

import unicodedata


def searchable(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def matches(text: str, words: str) -> bool:
    """Whether every word is in the text."""
    sought = searchable(text)
    return all(word in sought for word in searchable(words).split())
