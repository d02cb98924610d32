"""Settings: read from the environment (`ASSISTANT_…`), with defaults that work from a checkout."""

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.generate.types import ModelSettings
from assistant.variables import ENV_PREFIX, mistakes
from assistant.variables import variable as variable
from index.types import IndexSettings

CHECKOUT = Path(__file__).resolve().parent.parent

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Network = IPv4Network | IPv6Network
_GUEST_LENGTH = timedelta(days=180)
_DATABASE_ADDRESS = "give one such as postgresql://user:password@host/name"
WayIn = Literal["none", "local", "proxy", "oidc"]

NonEmpty = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=0, le=36_500)]


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
        login: How people come in: `local` by a password kept here, `proxy` by a sign-on in front of
            this server, `oidc` by OpenID Connect, `none` for an evaluation on one machine; `auto`
            is `none` on the loopback address and `local` elsewhere.
        public_url: The address that browsers use, such as `https://dx.city.example`, where a proxy
            stands in front. Its host is let in, and with https cookies go over https alone.
        session_hours: Hours until somebody has to sign in again, at most 8.
        sign_out_url: Where signing out leads in the end, such as the sign-on's own page for it.
        proxy_addresses: Addresses or networks of the proxy in front, separated by commas. What it
            says of its clients is believed, and of nobody else.
        proxy_header: The header in which it names who has signed on.
        proxy_name_header: The header with their name for the pages; the login without one.
        metrics_addresses: Addresses or networks that may read the figures at `/metrics`, separated
            by commas.
        oidc_issuer: The address of the city's OpenID Connect provider.
        oidc_client_id: What this application is called there.
        oidc_client_secret: Its secret there; empty for a public client.
        oidc_login_claim: The claim that holds the login.
        oidc_name_claim: The claim that holds the name for the pages.
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
        retention_chat_days: Days that conversations are kept after their last question, up to
            36,500; 0 keeps them. `assistant purge` deletes older ones.
        retention_audit_days: The same for entries of the audit log.
        retention_assessment_days: The same for assessments, but for the latest of each person.

    Raises:
        SettingsError: A value cannot be used, or a variable sets nothing; the message names every
            one.
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
    login: Literal["auto", "none", "local", "proxy", "oidc"] = "auto"
    public_url: str = ""
    session_hours: Annotated[float, Field(gt=0, le=8)] = 8
    sign_out_url: str = ""
    proxy_addresses: Annotated[str, Field(validate_default=True)] = ""
    proxy_header: NonEmpty = "X-Remote-User"
    proxy_name_header: str = ""
    metrics_addresses: str = "127.0.0.0/8, ::1"
    oidc_issuer: Annotated[str, Field(validate_default=True)] = ""
    oidc_client_id: Annotated[str, Field(validate_default=True)] = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_login_claim: NonEmpty = "preferred_username"
    oidc_name_claim: NonEmpty = "name"
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
    retention_chat_days: Days = 365
    retention_audit_days: Days = 1095
    retention_assessment_days: Days = 0

    def __init__(self, **values: Any) -> None:
        wrong = None
        try:
            super().__init__(**values)
        except ValidationError as error:
            wrong = error
        fields = type(self).model_fields
        secret = {name for name, field in fields.items() if field.annotation is SecretStr}
        if told := mistakes(fields, secret, wrong):
            raise told from wrong

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

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: SecretStr) -> SecretStr:
        try:
            address = urlsplit(value.get_secret_value())
            _ = address.port  # read when asked for, and may be no number
        except ValueError:
            raise ValueError(f"is no address of a database; {_DATABASE_ADDRESS}") from None
        if address.geturl() and address.scheme.partition("+")[0] != "postgresql":
            raise ValueError(f"names no PostgreSQL database; {_DATABASE_ADDRESS}")
        return value

    @field_validator("login")
    @classmethod
    def _guarded(cls, value: str, others: ValidationInfo) -> str:
        if value == "none" and others.data.get("host", "").lower() not in LOOPBACK:
            raise ValueError("is none, which is for the loopback address alone; give local")
        return value

    @field_validator("public_url", "sign_out_url", "oidc_issuer")
    @classmethod
    def _web_address(cls, value: str) -> str:
        return _checked_address(value) if value else value

    @field_validator("public_url")
    @classmethod
    def _only_with_login(cls, value: str, others: ValidationInfo) -> str:
        host = others.data.get("host", "").lower()
        unguarded = others.data.get("login") == "none" or (
            others.data.get("login") == "auto" and host in LOOPBACK
        )
        if value and unguarded and urlsplit(value).hostname not in LOOPBACK:
            raise ValueError("would open the evaluation mode to others; set ASSISTANT_LOGIN too")
        return value.rstrip("/")

    @field_validator("oidc_issuer", "oidc_client_id")
    @classmethod
    def _needed_for_oidc(cls, value: str, others: ValidationInfo) -> str:
        if not value and others.data.get("login") == "oidc":
            raise ValueError("is empty; ASSISTANT_LOGIN=oidc needs it")
        return value

    @field_validator("proxy_addresses")
    @classmethod
    def _needed_for_proxy(cls, value: str, others: ValidationInfo) -> str:
        if not value and others.data.get("login") == "proxy":
            raise ValueError("is empty; ASSISTANT_LOGIN=proxy needs the proxy's address")
        return value

    @field_validator("proxy_addresses", "metrics_addresses")
    @classmethod
    def _networks(cls, value: str) -> str:
        _read_networks(value)
        return value

    @field_validator("model_base_url")
    @classmethod
    def _address(cls, value: str, others: ValidationInfo) -> str:
        if not value:
            if others.data.get("model") and others.data.get("model_provider") == "openai":
                raise ValueError("is empty; give the model's address, such as http://…:8080/v1")
            return value
        return _checked_address(value)

    @property
    def way_in(self) -> WayIn:
        """How people come in, once `auto` is decided."""
        if self.login != "auto":
            return self.login
        return "none" if self.host.lower() in LOOPBACK else "local"

    @property
    def session_length(self) -> timedelta:
        """How long a browser is known; guests have no other way back."""
        if self.way_in == "none":
            return _GUEST_LENGTH
        return timedelta(hours=self.session_hours)

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The networks in which a client is the proxy in front."""
        return _read_networks(self.proxy_addresses)

    @property
    def monitors(self) -> tuple[Network, ...]:
        """The networks in which a client may read figures."""
        return _read_networks(self.metrics_addresses)

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


def _read_networks(value: str) -> tuple[Network, ...]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    try:
        return tuple(map(ip_network, parts))
    except ValueError as error:
        raise ValueError(f"holds what is no address or network ({error})") from None


def _checked_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no address; it begins with http:// or https:// and a host")
    return value
