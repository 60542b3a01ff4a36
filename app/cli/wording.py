"""The command line's own words, in the interface language."""

import locale
import os

from app.domain.language import Language
from app.resources import load_json


def interface_language() -> Language:
    """SAEGIM_LANG (which `--lang` sets), else the language of the user's environment, else English."""
    variables = ("SAEGIM_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((value for name in variables if (value := os.environ.get(name))), locale.getlocale()[0] or "")
    return Language.KO if chosen.lower().startswith(("ko", "korean")) else Language.EN


def say(name: str, /, **values: object) -> str:
    return str(load_json("i18n/cli.json")[name][interface_language().value]).format(**values)
