"""Mistakes in the environment: all of them, at once, with the name that was meant."""

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.variables import unknown_variables


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in os.environ:
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)


def told() -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        Settings()
    return caught.value


def test_every_mistake_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    monkeypatch.setenv("ASSISTANT_MODEL_TIMEOUT_S", "0")
    monkeypatch.setenv("ASSISTANT_LOGIN", "ldap")
    monkeypatch.setenv("ASSISTANT_RETENTION_CHATDAYS", "30")
    error = told()
    lines = error.message.splitlines()
    names = ["LOGIN", "MODEL_TIMEOUT_S", "PORT", "RETENTION_CHATDAYS"]
    assert sorted(line.split(":")[0] for line in lines) == [f"ASSISTANT_{name}" for name in names]
    assert all(f"ASSISTANT_{name}" in error.fix for name in names)
    assert "ASSISTANT_RETENTION_CHAT_DAYS may be meant" in error.message


def test_what_only_follows_from_another_mistake_is_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", " ")
    assert told().message.splitlines() == [
        "ASSISTANT_DATA_DIR: is empty; give a folder (it is ' ')."
    ]


def test_a_misspelt_variable_alone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PROT", "9000")
    assert "ASSISTANT_PORT may be meant" in told().message


def test_the_value_of_a_misspelt_or_secret_variable_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSISTANT_OIDC_CLIENT_SECRT", "hidden-word")
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    error = told()
    assert "ASSISTANT_OIDC_CLIENT_SECRET may be meant" in error.message
    assert "hidden-word" not in f"{error} {error.fix}"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ASSISTANT_DATADIR", "ASSISTANT_DATA_DIR"),
        ("ASSISTANT_DATABASE", "ASSISTANT_DATABASE_URL"),
        ("assistant_hots", "ASSISTANT_HOST"),
        ("ASSISTANT_SOMETHING_ELSE_ALTOGETHER", ""),
        ("ASSISTANT_", ""),
    ],
)
def test_the_nearest_name_is_offered_or_none(name: str, meant: str) -> None:
    assert unknown_variables(Settings.model_fields, {name: "x"}) == {name: meant}


def test_variables_of_others_and_in_other_case_are_left_alone() -> None:
    environment = {
        "PATH": "",
        "MY_ASSISTANT_PORT": "",
        "assistant_port": "1",
        "ASSISTANT_PORT": "1",
    }
    assert unknown_variables(Settings.model_fields, environment) == {}
