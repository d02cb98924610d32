"""`python -m eval.coach_bench`: how fast coaching records open when there are many.

A thousand people with ten assessments each, every required skill rated by the person and a coach,
in a SQLite file of their own. Measured are a coach's list of all of them and one person's history,
which are to open within 200 ms.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.coach.assessment import Rated
from assistant.coach.scale import Rating
from assistant.coach.store import CoachStore
from assistant.store import Database
from corpus import Corpus, Kind, load_corpus
from eval.figures import percentile

GOAL_MS = 200.0
_COACH = "coach"
_START = datetime(2026, 7, 2, tzinfo=UTC)


def fill(store: CoachStore, corpus: Corpus, people: int, assessments: int) -> list[str]:
    """Make people, all of whom share with one coach; their ids."""
    skills = corpus.of(Kind.REQUIRED_SKILL)
    ratings = [{s.id: Rated(rating, "窓口の仕事で使った") for s in skills} for rating in Rating]
    ids = []
    for number in range(people):
        owner = f"staff-{number}"
        person = store.people.add(owner, f"職員{number:04}", at=_START)
        store.people.share(owner, person.id, _COACH, at=_START)
        for step in range(assessments):
            at = _START + timedelta(days=step)
            own = ratings[(number + step) % len(ratings)]
            begun = store.assessments.begin(owner, person.id, 1 + number % 5, own, at=at)
            coach = ratings[(number + 2 * step) % len(ratings)]
            store.assessments.rate(_COACH, begun.id, coach, version=begun.version)
        ids.append(person.id)
    return ids


def measure(store: CoachStore, ids: list[str], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each opening, by what was opened."""
    opened: dict[str, Callable[[int], object]] = {
        "a coach's list": lambda _: store.people.shared_with(_COACH),
        "a person's history": lambda n: store.assessments.history(_COACH, ids[n % len(ids)]),
    }
    return {name: [_timed(open_one, n) for n in range(rounds)] for name, open_one in opened.items()}


def main(
    people: Annotated[int, typer.Option(min=1)] = 1000,
    assessments: Annotated[int, typer.Option(min=1)] = 10,
    rounds: Annotated[int, typer.Option(min=1)] = 50,
) -> None:
    """Fill a database, measure, and print a table."""
    console = Console()
    corpus = load_corpus()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = Database(Path(folder) / "coaching")
        store = CoachStore.over(database, corpus)
        console.print(f"Keeping {people:,} people with {assessments} assessments each…")
        started = time.perf_counter()
        ids = fill(store, corpus, people, assessments)
        seconds = time.perf_counter() - started
        figures = measure(store, ids, rounds)
        database.close()
    table = Table("Coaching records", "p50", "p95", "goal")
    for name, values in figures.items():
        shown = [f"{percentile(values, share):,.1f} ms" for share in (50, 95)]
        table.add_row(name, *shown, f"{GOAL_MS:,.0f} ms")
    console.print(table)
    console.print(f"Kept in {seconds:,.0f} s, each step safe on the disk before the next.")


def _timed(open_one: Callable[[int], object], number: int) -> float:
    started = time.perf_counter()
    open_one(number)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    typer.run(main)
