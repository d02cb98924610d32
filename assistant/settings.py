"""Settings: read from the environment (`ASSISTANT_…`), with defaults that work from a checkout."""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError
from assistant.generate.types import ModelSettings
from index.types import IndexSettings

CHECKOUT = Path(__file__).resolve().parent.parent
ENV_PREFIX = "ASSISTANT_"

NonEmpty = Annotated[str, Field(min_length=1)]


def _index_below(values: dict[str, Any]) -> Path:
    data_dir: Path = values["data_dir"]
    return data_dir / "index"


class Settings(BaseSettings):
    """What can be set; each field by the variable `ASSISTANT_<FIELD>`.

    Attributes:
        data_dir: Everything the application writes: the index, conversations, feedback.
        index_dir: The search index; inside `data_dir` unless set.
        embedding_model: Folder of a local sentence-transformers model, or a hub name.
        query_prefix: Put before every query for the embedding model; blanks at its ends count.
        passage_prefix: The same for every passage.
        host: Address to listen on; the default is reachable from this machine only.
        port: Port to listen on, 0 to 65535; 0 takes any that is free.
        database_url: PostgreSQL for coaching records, as `postgresql://user@host/name`; a SQLite
            file in `data_dir` when empty. Never shown, as it may hold a password.
        max_question_chars: Longest question taken, in characters, 1 to 100,000.
        model: The language model that writes answers, by the name that its server knows; without
            one, answers are composed of quotes.
        model_provider: `openai` for every server that speaks that protocol, else a provider that
            LangChain knows.
        model_base_url: The model's address. Needed for `openai`, so that no question goes to a
            host that nobody named.
        model_api_key: The key for it; a server in one's own network needs none.
        model_timeout_s: Seconds for a whole answer, waiting included, up to 600; then the quoting
            answer is shown.
        model_max_tokens: The longest answer that the model is asked for, at most 8192; 0 asks for
            no limit, for servers that take none.
        model_concurrency: Answers written at once, 1 to 64.
        model_queue: Questions that may wait beyond those, 0 to 1000.
        model_streaming: Whether the model is asked to send its answer piece by piece.

    Raises:
        SettingsError: A value cannot be used; the message names the variable.
    """

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, extra="forbid")

    data_dir: Path = CHECKOUT / "var"
    index_dir: Path = Field(default_factory=_index_below)
    embedding_model: NonEmpty = str(CHECKOUT / "index" / "model")
    query_prefix: str = ""
    passage_prefix: str = ""
    host: NonEmpty = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    database_url: SecretStr = SecretStr("")
    max_question_chars: Annotated[int, Field(ge=1, le=100_000)] = 2000
    model: str = ""
    model_provider: NonEmpty = "openai"
    model_base_url: Annotated[str, Field(validate_default=True)] = ""
    model_api_key: SecretStr = SecretStr("")
    model_timeout_s: Annotated[float, Field(gt=0, le=600)] = 60
    model_max_tokens: Annotated[int, Field(ge=0, le=8192)] = 1024
    model_concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    model_queue: Annotated[int, Field(ge=0, le=1000)] = 16
    model_streaming: bool = True

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise _explained(error) from error

    @field_validator("data_dir", "index_dir", mode="before")
    @classmethod
    def _not_blank(cls, value: object) -> object:
        # `Path("")` would quietly be the current folder.
        if isinstance(value, str) and not value.strip():
            raise ValueError("is empty; give a folder")
        return value

    @field_validator("data_dir", "index_dir")
    @classmethod
    def _whole_path(cls, value: Path) -> Path:
        path = value.expanduser().absolute()
        if path.exists() and not path.is_dir():
            raise ValueError("is a file; give a folder")
        return path

    @field_validator("model_base_url")
    @classmethod
    def _address(cls, value: str, others: ValidationInfo) -> str:
        if not value:
            if others.data.get("model") and others.data.get("model_provider") == "openai":
                raise ValueError("is empty; give the model's address, such as http://…:8080/v1")
            return value
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is no address; it begins with http:// or https:// and a host")
        return value

    @property
    def language_model(self) -> ModelSettings | None:
        """The settings of the language model, if there is one."""
        if not self.model:
            return None
        return ModelSettings(
            name=self.model,
            provider=self.model_provider,
            base_url=self.model_base_url,
            api_key=self.model_api_key.get_secret_value(),
            timeout_s=self.model_timeout_s,
            max_tokens=self.model_max_tokens,
            concurrency=self.model_concurrency,
            queue=self.model_queue,
            streaming=self.model_streaming,
        )

    @property
    def index(self) -> IndexSettings:
        """The settings that the index needs."""
        return IndexSettings(
            directory=self.index_dir,
            model=self.embedding_model,
            query_prefix=self.query_prefix,
            passage_prefix=self.passage_prefix,
        )


def variable(name: str) -> str:
    """The environment variable that sets the field `name`."""
    return f"{ENV_PREFIX}{name.upper()}"


def _explained(error: ValidationError) -> SettingsError:
    """The first thing wrong, by the variable that a person would set."""
    first = error.errors(include_url=False)[0]
    name = variable(str(first["loc"][0]))
    reason = first["msg"].removeprefix("Value error, ")
    return SettingsError(
        f"{name}: {reason} (it is {first['input']!r}).",
        fix=f"Correct {name}, or unset it to use the default.",
    )
