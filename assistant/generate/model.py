"""A language model that several parts ask: each in turn, each within the time of an answer."""

import time

from assistant.generate.types import ModelSettings, Prompt, Reply, Waiting, Watch, Writes, Writing
from assistant.generate.waiting import WaitingLine


class Model:
    """One model with the line before it.

    Attributes:
        settings: Which model, and within which bounds.

    Args:
        settings: Of the model.
        client: Asks it.
    """

    def __init__(self, settings: ModelSettings, client: Writes) -> None:
        self.settings = settings
        self._client = client
        self._line = WaitingLine(serving=settings.concurrency, waiting=settings.queue)

    def deadline(self) -> float:
        """When what begins now is to be over, on the clock of `time.monotonic`."""
        return time.monotonic() + self.settings.timeout_s

    def ask(self, prompt: Prompt, *, until: float, watch: Watch) -> Reply:
        """Wait for a turn, then have the model write.

        Args:
            prompt: What it is told.
            until: When to give up, waiting included, on the clock of `time.monotonic`.
            watch: Told the place in the line, then how much has come.

        Raises:
            ModelFailure: There is no answer that can be used.
        """
        with self._line.turn(until=until, on_place=lambda place: watch(Waiting(place))):
            watch(Writing(0))
            return self._client.write(prompt, until=until, watch=watch)

    def close(self) -> None:
        """Give up what is being written; nothing is written any more."""
        self._client.close()
