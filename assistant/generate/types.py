"""What passes between the parts that write with a language model."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from assistant.types import Tokens


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model to ask, and within which bounds.

    Attributes:
        name: As its server knows it.
        provider: `openai` for anything that speaks that protocol; else a provider of LangChain's
            `init_chat_model`.
        base_url: The address of the server, with its path (`…/v1`); may be empty for a provider
            other than `openai`.
        api_key: May be empty; a server in one's own network needs none. Never shown.
        timeout_s: Seconds for a whole answer: waiting, asking twice, reading.
        max_tokens: The longest answer asked for; 0 leaves it to the server.
        concurrency: How many answers are written at once.
        queue: How many more may wait.
        streaming: Whether the answer is asked for piece by piece.
    """

    name: str
    provider: str
    base_url: str
    api_key: str = field(repr=False)
    timeout_s: float
    max_tokens: int
    concurrency: int
    queue: int
    streaming: bool

    @property
    def host(self) -> str:
        """Where it is asked, for people; the provider's name where no address is set."""
        return urlsplit(self.base_url).hostname or self.provider


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with everything filled in.

    Attributes:
        system: What the model is to do.
        user: What it is to do it with.
        sha256: Of the file that the prompt came from.
    """

    system: str
    user: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, cut at the most characters read."""

    text: str
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Waiting:
    """Others are before this answer.

    Attributes:
        place: From 1, which is next.
    """

    place: int


@dataclass(frozen=True, slots=True)
class Writing:
    """The model writes.

    Attributes:
        characters: How many have been read so far.
    """

    characters: int


Progress = Waiting | Writing
Watch = Callable[[Progress], None]


def unwatched(_: Progress) -> None:
    """For those who only want the answer."""


class Writes(Protocol):
    """A chat model."""

    def write(self, prompt: Prompt, *, until: float, watch: Watch) -> Reply:
        """What the model writes, before `until` on the clock of `time.monotonic`."""

    def close(self) -> None:
        """Give up what is being written."""
