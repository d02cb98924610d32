"""The assistant behind the page: opened once, shared by all conversations."""

import threading

from assistant.conversation import Conversation
from assistant.pipeline import Pipeline, Turn
from assistant.settings import Settings
from assistant.types import Language
from assistant.understand.language import detect_language


class Service:
    """Opens the pipeline when first needed, and again as long as that has failed.

    So a page that was opened before the index was built works as soon as it is there.
    """

    def __init__(self, settings: Settings) -> None:
        """Serve what `settings` name; nothing is opened yet."""
        self._settings = settings
        self._lock = threading.Lock()
        self._pipeline: Pipeline | None = None

    @property
    def is_open(self) -> bool:
        """Whether questions can be answered without opening anything."""
        return self._pipeline is not None

    def open(self) -> Pipeline:
        """The pipeline.

        Raises:
            AppError: The corpus or the index cannot be used.
        """
        with self._lock:
            if self._pipeline is None:
                self._pipeline = Pipeline.open(self._settings)
            return self._pipeline

    def ask(self, question: str, conversation: Conversation, page: Language) -> Turn:
        """Answer in the language of the question; where it has none, as before, else as the page.

        Blocks; meant for a thread.

        Raises:
            AppError: The question cannot be taken, or the pipeline cannot be opened.
        """
        before = conversation.query.language if conversation.query else page
        language = detect_language(question, before)
        return self.open().ask(question, conversation, language=language)
