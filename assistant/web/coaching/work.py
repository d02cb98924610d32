"""What may take long, done in threads while pages tell how it gets on and fetch its result later.

Kept in memory only, for the account that began it, and for a while.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from assistant.errors import ModelBusy

AboutT = TypeVar("AboutT")
ProgressT = TypeVar("ProgressT")
ResultT = TypeVar("ResultT")

# Results kept, and for how long after they are there.
MOST = 500
SECONDS = 15 * 60


@dataclass
class Task(Generic[AboutT, ProgressT, ResultT]):
    """One piece of work.

    Attributes:
        about: What it was begun for.
        progress: What it has told last; None before it has told anything.
        result: None until it has ended well.
        error: Why it has not.
        over: Set when it has ended, either way.
    """

    about: AboutT
    progress: ProgressT | None = None
    result: ResultT | None = None
    error: Exception | None = None
    over: threading.Event = field(default_factory=threading.Event)
    ended_at: float = 0.0

    @property
    def outcome(self) -> ResultT:
        """The result of work that is over.

        Raises:
            Exception: What it ended with.
        """
        if self.error is not None:
            raise self.error
        assert self.result is not None  # noqa: S101 - nothing but a result or an error ends it
        return self.result


class Work(Generic[AboutT, ProgressT, ResultT]):
    """Work of one kind.

    Args:
        threads: Where it is done.
        clock: Seconds, for how long results are kept.
    """

    def __init__(self, threads: Executor, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._threads = threads
        self._clock = clock
        self._lock = threading.Lock()
        self._tasks: dict[tuple[str, str], Task[AboutT, ProgressT, ResultT]] = {}

    def start(
        self,
        owner: str,
        key: str,
        about: AboutT,
        work: Callable[[Callable[[ProgressT], None]], ResultT],
    ) -> Task[AboutT, ProgressT, ResultT]:
        """Begin something, unless the same account has begun it under the same key before.

        Args:
            owner: The account that may ask about it.
            key: What it is known by.
            about: Kept with it.
            work: Does it, and is given what to tell its progress to.

        Raises:
            ModelBusy: As much as may be is under way.
        """
        with self._lock:
            self._tidy(for_one_more=True)
            task = self._tasks.get((owner, key))
            if task is not None:
                return task
            if len(self._tasks) >= MOST:
                raise ModelBusy(f"{MOST} pieces of work are under way.")
            task = self._tasks[owner, key] = Task(about)
        self._threads.submit(self._do, task, work)
        return task

    def find(self, owner: str, key: str) -> Task[AboutT, ProgressT, ResultT] | None:
        """What an account has begun under a key, as long as it is kept."""
        with self._lock:
            self._tidy(for_one_more=False)
            return self._tasks.get((owner, key))

    def _do(
        self,
        task: Task[AboutT, ProgressT, ResultT],
        work: Callable[[Callable[[ProgressT], None]], ResultT],
    ) -> None:
        def tell(progress: ProgressT) -> None:
            task.progress = progress

        try:
            task.result = work(tell)
        # Whatever it is, the page that asks for the result tells it.
        except Exception as error:
            task.error = error
        task.ended_at = self._clock()
        task.over.set()

    def _tidy(self, *, for_one_more: bool) -> None:
        """Let go of results that are old, and of the oldest where there is no room."""
        over = sorted(
            ((key, task) for key, task in self._tasks.items() if task.over.is_set()),
            key=lambda item: item[1].ended_at,
        )
        full = for_one_more and len(self._tasks) >= MOST
        for place, (key, task) in enumerate(over):
            if (full and place == 0) or self._clock() - task.ended_at > SECONDS:
                del self._tasks[key]
