"""The assistant behind the page: opened once, shared by all conversations."""

import threading
from concurrent.futures import ThreadPoolExecutor

from assistant.conversation import Conversation
from assistant.generate.types import Watch, unwatched
from assistant.pipeline import Pipeline, Turn
from assistant.settings import Settings
from assistant.types import Language
from assistant.understand.language import detect_language

# Questions answered at once besides those that are with a language model or wait for it.
_THREADS = 8


class Service:
    """Opens the pipeline when first needed, and again as long as that has failed.

    So a page that was opened before the index was built works as soon as it is there.

    Attributes:
        model: Which language model there is; None without one.
        threads: Where to call it from a page. Those who wait for a language model leave enough of
            them to the others.
    """

    def __init__(self, settings: Settings) -> None:
        """Serve what `settings` name; nothing is opened yet."""
        self._settings = settings
        self._lock = threading.Lock()
        self._pipeline: Pipeline | None = None
        self.model = settings.language_model
        waiting = self.model.concurrency + self.model.queue if self.model else 0
        self.threads = ThreadPoolExecutor(_THREADS + waiting, thread_name_prefix="answer")

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

    def close(self) -> None:
        """Answer nothing more."""
        with self._lock:
            if self._pipeline is not None:
                self._pipeline.close()
        self.threads.shutdown(cancel_futures=True)

    def ask(
        self,
        question: str,
        conversation: Conversation,
        page: Language,
        watch: Watch = unwatched,
    ) -> Turn:
        """Answer in the language of the question; where it has none, as before, else as the page.

        Blocks; meant for a thread.

        Raises:
            AppError: The question cannot be taken, or the pipeline cannot be opened.
        """
        before = conversation.query.language if conversation.query else page
        language = detect_language(question, before)
        return self.open().ask(question, conversation, language=language, watch=watch)
