"""Every text for users, in Japanese and English, from one catalogue of `<area>.<language>.toml`."""

import string
import tomllib
from functools import cache
from pathlib import Path

from assistant.types import Language

_DIRECTORY = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("ja", "en")


def text(key: str, language: Language, **values: object) -> str:
    """The text under `area.key` in a language, with its variables filled in.

    Raises:
        KeyError: No such text, or a variable of it is missing or not known to it.
    """
    template = catalogue(language)[key]
    wanted = variables(template)
    if wanted != set(values):
        raise KeyError(f"{key} ({language}) wants {sorted(wanted)}, was given {sorted(values)}")
    return template.format(**values)


@cache
def catalogue(language: Language) -> dict[str, str]:
    """All texts of a language by `area.key`."""
    texts: dict[str, str] = {}
    for path in sorted(_DIRECTORY.glob(f"*.{language}.toml")):
        area = path.name.split(".")[0]
        for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if not isinstance(value, str):
                raise TypeError(f"{path.name}: {key} is not a text")
            texts[f"{area}.{key}"] = value
    return texts


def variables(template: str) -> set[str]:
    """The names of the variables of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
