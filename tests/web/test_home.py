"""Chainlit's folder: our settings, all of its texts in both languages."""

import json
import os
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import SettingsError
from assistant.web.contact import Contact
from assistant.web.home import LOCALES, prepare_home, translation

CONTACT = Contact("政策局 DX・AI戦略室", "TEL 093-582-3020")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHAINLIT_APP_ROOT", "unset")
    return prepare_home(tmp_path, CONTACT)


def test_the_folder_is_named_before_chainlit_is_imported(home: Path) -> None:
    assert os.environ["CHAINLIT_APP_ROOT"] == str(home)


def test_what_should_be_off_is_off(home: Path) -> None:
    config = tomllib.loads((home / ".chainlit" / "config.toml").read_text())
    features = config["features"]
    assert features["spontaneous_file_upload"]["enabled"] is False
    assert features["mcp"]["enabled"] is False
    assert features["mcp"]["user_servers"] == {"enabled": False, "allowed_urls": []}
    assert not any(features[name] for name in ("edit_message", "allow_thread_sharing"))
    assert not any(features[name] for name in ("unsafe_allow_html", "latex", "favorites"))
    assert config["project"]["allow_origins"] == []
    assert config["project"]["user_session_timeout"] <= 8 * 3600
    assert config["project"]["session_timeout"] <= 8 * 3600


def test_the_settings_are_those_of_the_chainlit_that_is_installed(home: Path) -> None:
    from importlib.metadata import version

    config = tomllib.loads((home / ".chainlit" / "config.toml").read_text())
    assert config["meta"]["generated_by"] == version("chainlit")


def test_a_change_in_the_folder_does_not_last(home: Path) -> None:
    config = home / ".chainlit" / "config.toml"
    ours = config.read_text()
    config.write_text(ours.replace("unsafe_allow_html = false", "unsafe_allow_html = true"))
    prepare_home(home.parent, CONTACT)
    assert config.read_text() == ours


@pytest.mark.parametrize("locale", LOCALES.values())
def test_every_text_of_chainlit_is_there_and_none_is_added(locale: str) -> None:
    spec = find_spec("chainlit")
    assert spec is not None
    assert spec.origin is not None
    english = Path(spec.origin).parent / "translations" / "en-US.json"
    assert keys(translation(locale)) == keys(json.loads(english.read_text()))


def test_the_japanese_texts_on_the_page_are_japanese() -> None:
    texts = translation("ja")
    for part in (texts["chat"]["messages"], texts["navigation"], texts["chat"]["input"]):
        english = [text for text in leaves(part) if text.isascii() and len(text) > 1]
        assert english == []


def test_the_guide_names_the_contact(home: Path) -> None:
    for locale in LOCALES.values():
        guide = (home / f"chainlit_{locale}.md").read_text()
        assert CONTACT.office in guide
        assert CONTACT.phone in guide


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "chainlit").write_text("in the way")
    with pytest.raises(SettingsError, match="ASSISTANT_DATA_DIR"):
        prepare_home(tmp_path, CONTACT)


def keys(texts: dict[str, Any], above: str = "") -> set[str]:
    found = set()
    for name, value in texts.items():
        path = f"{above}.{name}"
        found |= keys(value, path) if isinstance(value, dict) else {path}
    return found


def leaves(texts: dict[str, Any]) -> list[str]:
    nested = (leaves(value) if isinstance(value, dict) else [value] for value in texts.values())
    return [text for part in nested for text in part]
