from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import CHECKOUT, Settings


@pytest.fixture(autouse=True)
def clean_environment(environment: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    environment.delenv("ASSISTANT_DATA_DIR")
    return environment


def test_the_defaults_work_from_a_checkout() -> None:
    settings = Settings()
    assert settings.data_dir == CHECKOUT / "var"
    assert settings.index.directory == CHECKOUT / "var" / "index"
    assert settings.index.model == str(CHECKOUT / "index" / "model")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.max_question_chars == 2000


def test_the_index_follows_the_data_unless_it_has_a_place_of_its_own(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    assert Settings().index_dir == tmp_path / "index"
    environment.setenv("ASSISTANT_INDEX_DIR", str(tmp_path / "elsewhere"))
    assert Settings().index_dir == tmp_path / "elsewhere"


def test_a_prefix_keeps_the_blank_at_its_end(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ASSISTANT_QUERY_PREFIX", "検索クエリ: ")
    assert Settings().index.query_prefix == "検索クエリ: "


def test_a_dotenv_file_is_not_read(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ASSISTANT_PORT=9\n")
    environment.chdir(tmp_path)
    assert Settings().port == 8000


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_PORT", "many"),
        ("ASSISTANT_PORT", "65536"),
        ("ASSISTANT_PORT", "-1"),
        ("ASSISTANT_PORT", ""),
        ("ASSISTANT_HOST", ""),
        ("ASSISTANT_EMBEDDING_MODEL", ""),
        ("ASSISTANT_DATA_DIR", " "),
        ("ASSISTANT_INDEX_DIR", ""),
        ("ASSISTANT_INDEX_DIR", str(Path(__file__))),
        ("ASSISTANT_DATA_DIR", str(Path(__file__))),
        ("ASSISTANT_MAX_QUESTION_CHARS", "0"),
        ("ASSISTANT_MAX_QUESTION_CHARS", "1e3"),
        ("ASSISTANT_MODEL_PROVIDER", ""),
        ("ASSISTANT_MODEL_BASE_URL", "localhost:8080"),
        ("ASSISTANT_MODEL_BASE_URL", "http://"),
        ("ASSISTANT_MODEL_BASE_URL", "file:///etc/passwd"),
        ("ASSISTANT_MODEL_TIMEOUT_S", "0"),
        ("ASSISTANT_MODEL_TIMEOUT_S", "601"),
        ("ASSISTANT_MODEL_TIMEOUT_S", "nan"),
        ("ASSISTANT_MODEL_MAX_TOKENS", "8193"),
        ("ASSISTANT_MODEL_CONCURRENCY", "0"),
        ("ASSISTANT_MODEL_QUEUE", "-1"),
        ("ASSISTANT_MODEL_STREAMING", "perhaps"),
    ],
)
def test_a_wrong_value_names_its_variable(
    environment: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    environment.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable) as caught:
        Settings()
    assert repr(value) in caught.value.message
    assert variable in caught.value.fix


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "sqlite:///records",
        "mysql://user:hush@host/name",
        "postgresql://u:hush@host:x/n",
    ],
)
def test_an_address_of_no_postgresql_database_is_refused_at_once_and_not_shown(
    environment: pytest.MonkeyPatch, address: str
) -> None:
    environment.setenv("ASSISTANT_DATABASE_URL", address)
    with pytest.raises(SettingsError, match="ASSISTANT_DATABASE_URL") as caught:
        Settings()
    assert "hush" not in caught.value.message


@pytest.mark.parametrize(
    "address", ["", "postgresql://host/name", "postgresql+psycopg://u:p@/name?host=/run/postgresql"]
)
def test_addresses_of_postgresql_databases_are_taken(
    environment: pytest.MonkeyPatch, address: str
) -> None:
    environment.setenv("ASSISTANT_DATABASE_URL", address)

    assert Settings().database_url.get_secret_value() == address


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_PROT"):
        Settings(prot=1)


def test_without_a_name_there_is_no_language_model(environment: pytest.MonkeyPatch) -> None:
    assert Settings().language_model is None
    environment.setenv("ASSISTANT_MODEL", "")
    assert Settings().language_model is None


def test_a_language_model_is_set_by_name_and_address(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ASSISTANT_MODEL", "qwen3")
    environment.setenv("ASSISTANT_MODEL_BASE_URL", "http://127.0.0.1:11434/v1")
    environment.setenv("ASSISTANT_MODEL_API_KEY", "sk-ours")
    model = Settings().language_model
    assert model is not None
    assert (model.name, model.provider, model.api_key) == ("qwen3", "openai", "sk-ours")
    assert "sk-ours" not in f"{model} {Settings()}"


def test_a_model_without_an_address_is_refused_rather_than_asked_elsewhere(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("ASSISTANT_MODEL", "gpt-4o")
    with pytest.raises(SettingsError, match="ASSISTANT_MODEL_BASE_URL"):
        Settings()
    environment.setenv("ASSISTANT_MODEL_PROVIDER", "ollama")
    assert Settings().language_model is not None
