"""The command line's own words, in the interface language."""

from app.cli import interface_language
from app.resources import load_json


def say(name: str, /, **values: object) -> str:
    return str(load_json("i18n/cli.json")[name][interface_language().value]).format(**values)
