from app.drafting.leakage import ExampleWords
from app.drafting.prompts import Prompt

VOCABULARY: list[str] = []


def tokenize(text: str) -> list[int]:
    words = text.replace(".", " .").split()
    VOCABULARY.extend(word for word in words if word not in VOCABULARY)
    return [VOCABULARY.index(word) for word in words]


def text_of(token: int) -> str:
    return VOCABULARY[token]


def unsaid_words(talk: str) -> set[str]:
    prompt = Prompt(opening=(), labels={}, examples=("The patient has shoulder pain.", "The patient takes insulin."))
    words = ExampleWords(prompt, tokenize, text_of)
    return {text_of(token).casefold() for token in words.unsaid_in(talk)}


def test_words_of_one_example_are_unlikely_unless_said() -> None:
    assert {"shoulder", "insulin"} <= unsaid_words("My knee hurts.")
    assert "insulin" not in unsaid_words("I take insulin.")


def test_words_of_every_example_belong_to_the_style() -> None:
    assert not {"the", "patient"} & unsaid_words("My knee hurts.")
