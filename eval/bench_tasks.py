"""What the benchmark does in processes of its own, so that each is measured alone.

`python -m eval.bench_tasks TASK` prints the milliseconds of each question as a JSON list. Nothing
is imported that the task does not use.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from eval.baseline import Baseline

QUESTIONS = Path(__file__).with_name("bench_questions.txt")
# Asked before the clock starts; none of them is in the list.
WARM_UP = ("必須スキルとは何ですか", "What is the strategy about?", "窓口の仕事を変えたい")
# Says the nearest thing to no record by name, so that it has to be searched for.
SEARCHED = "反対している部署をどう巻き込めばいい？"


def questions() -> tuple[str, ...]:
    """The fixed list of questions, one a line."""
    return tuple(QUESTIONS.read_text(encoding="utf-8").splitlines())


def build_assistant() -> list[float]:
    """Build our index where the settings say."""
    from corpus import load_corpus
    from index.build import build_index

    build_index(load_corpus(), Settings().index)
    return []


def answer_warm() -> list[float]:
    """Answer every question with an open pipeline."""
    from assistant.pipeline import Pipeline

    pipeline = Pipeline.open(Settings())
    return _timed(pipeline.ask)


def build_baseline() -> list[float]:
    """Build the baseline's store."""
    from corpus import load_corpus

    _baseline().add(load_corpus().source.text)
    return []


def search_cold() -> list[float]:
    """Search the baseline's store once."""
    for document in _baseline().search(SEARCHED):
        print(document.page_content, file=sys.stderr)
    return []


def search_warm() -> list[float]:
    """Search for every question in the open baseline's store."""
    return _timed(_baseline().search)


TASKS: dict[str, Callable[[], list[float]]] = {
    task.__name__: task
    for task in (build_assistant, answer_warm, build_baseline, search_cold, search_warm)
}


def _baseline() -> "Baseline":
    from eval.baseline import Baseline
    from index.embedder import Embedder

    settings = Settings()
    return Baseline(settings.data_dir / "baseline", Embedder.of(settings.index))


def _timed(ask: Callable[[str], object]) -> list[float]:
    for question in WARM_UP:
        ask(question)
    latencies = []
    for question in questions():
        started = time.perf_counter()
        ask(question)
        latencies.append((time.perf_counter() - started) * 1000)
    return latencies


if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]]()))
