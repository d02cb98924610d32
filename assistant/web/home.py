"""The folder that Chainlit reads its settings from, written anew at every start.

Chainlit looks for settings, translations and a read-me below `CHAINLIT_APP_ROOT` as it is imported,
and creates what it misses in the current folder. So the folder is made, and named, before that.
"""

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.messages import LANGUAGES, text
from assistant.settings import variable
from assistant.types import Language
from assistant.web.contact import Contact

_OURS = Path(__file__).parent / "chainlit"
# How Chainlit names the languages.
LOCALES: dict[Language, str] = {"ja": "ja", "en": "en-US"}


def prepare_home(data_dir: Path, contact: Contact) -> Path:
    """Write Chainlit's folder below `data_dir` and name it in the environment.

    Raises:
        SettingsError: The folder cannot be written.
    """
    home = data_dir / "chainlit"
    try:
        translations = home / ".chainlit" / "translations"
        translations.mkdir(parents=True, exist_ok=True)
        config = (_OURS / "config.toml").read_text(encoding="utf-8")
        _write(home / ".chainlit" / "config.toml", config)
        for language in LANGUAGES:
            locale = LOCALES[language]
            _write(translations / f"{locale}.json", json.dumps(translation(locale)))
            guide = text("web.guide", language, office=contact.office, phone=contact.phone)
            _write(home / f"chainlit_{locale}.md", guide)
    except OSError as error:
        raise SettingsError(
            f"{variable('data_dir')}: cannot write {home}: {error.strerror or error}.",
            fix="Give a folder that this user may write.",
        ) from error
    os.environ["CHAINLIT_APP_ROOT"] = str(home)
    return home


def translation(locale: str) -> dict[str, Any]:
    """Chainlit's texts in a language, with ours over them; English where neither has one."""
    theirs = _theirs()
    merged = _load(theirs / "en-US.json")
    for path in (theirs / f"{locale}.json", _OURS / f"{locale}.json"):
        merged = _over(merged, _load(path))
    return merged


def _theirs() -> Path:
    # Not imported: importing Chainlit before its folder is named would scatter files.
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("chainlit is not installed")
    return Path(spec.origin).parent / "translations"


def _load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _over(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in change.items():
        old = merged.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _over(old, value) if both else value  # type: ignore[arg-type]
    return merged


def _write(path: Path, content: str) -> None:
    # Replaced in one step: another server on the same folder may be reading.
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(content, encoding="utf-8")
    aside.replace(path)
