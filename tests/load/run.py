"""`make load`: many signed-in people at once, on the real server.

The server and the people are two processes that share this machine's cores. A table goes to
standard output; the exit code is 1 when a limit is not kept.
"""

import asyncio
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import Settings
from eval.figures import percentile
from tests.load.clients import PATIENCE, Asked, Page, signed_in
from tests.model.server import NAME, right, says, serving_model
from tests.web.entrance.people import add
from tests.web.serving import Server, serving

QUESTIONS = (
    "Lv.1の必須スキルは？",
    "Lv.2の必須スキルは？",
    "Lv.3の必須スキルは？",
    "Lv.4の必須スキルは？",
    "Lv.5の必須スキルは？",
    "批判的思考の定義は？",
    "チームリードの活用例は？",
    "レベルの認定はありますか？",
    "Lv.1の育成項目は？",
    "使命感に必須スキルはありますか？",
    "What are the required skills of Lv.2?",
    "研修の費用はいくらですか？",
)
P95_LIMIT_S = 0.3


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of many people came to.

    Attributes:
        asked: Every question with its answer.
        errors: What broke, in words.
        wrong: Answers that belong to another question than was asked.
        memory_mb: The server's resident memory at intervals, in units of 1,000,000 bytes.
    """

    asked: tuple[Asked, ...]
    errors: tuple[str, ...]
    wrong: int
    memory_mb: tuple[float, ...]


async def crowd(
    server: Server,
    cookies: Sequence[dict[str, str]],
    *,
    seconds: float,
    every_s: float,
    expected: dict[str, str],
    most: float = math.inf,
) -> Result:
    """Let everybody ask for some time, or so many questions, and look at what they got."""
    until = time.monotonic() + seconds
    pages = [Page(server.address, held) for held in cookies]
    memory: list[float] = []

    async def watch() -> None:
        while True:
            memory.append(resident_mb(server.pid))
            await asyncio.sleep(min(5.0, seconds / 10))

    turns = [QUESTIONS[n % len(QUESTIONS) :] + QUESTIONS[: n % len(QUESTIONS)] for n in range(99)]
    talks = [
        page.talk(turns[number % 99], every_s=every_s, until=until, most=most)
        for number, page in enumerate(pages)
    ]
    watching = asyncio.create_task(watch())
    await asyncio.gather(*talks)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    asked = tuple(one for page in pages for one in page.asked)
    errors = tuple(error for page in pages for error in page.errors)
    wrong = sum(bool(expected) and one.text != expected[one.question] for one in asked)
    return Result(asked, errors, wrong, tuple(memory))


async def reference(server: Server, cookies: dict[str, str]) -> dict[str, str]:
    """The right answer to each question, asked by one person alone."""
    page = Page(server.address, cookies)
    until = time.monotonic() + PATIENCE
    await page.talk(QUESTIONS, every_s=0.01, until=until, most=len(QUESTIONS))
    assert not page.errors, page.errors
    return {one.question: one.text for one in page.asked}


def resident_mb(pid: int) -> float:
    """The resident memory of a process, in units of 1,000,000 bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1_000_000
    raise AssertionError("the process has gone")


def served(
    stack: ExitStack, data_dir: Path, index_dir: Path, people: int, **settings: str
) -> tuple[Server, list[dict[str, str]]]:
    """A server with so many people, and the cookies of their browsers."""
    environment = {"ASSISTANT_LOGIN": "local"} | {
        f"ASSISTANT_{name.upper()}": value for name, value in settings.items()
    }
    server = stack.enter_context(serving(data_dir, index_dir, settings=environment))
    logins = [f"person{number}" for number in range(people)]
    for login in logins:
        add(data_dir, login)
    return server, signed_in(server.address, logins)


def report(console: Console, title: str, result: Result, people: int) -> bool:
    """Print a run as a table; whether it kept the limits on errors and mix-ups."""
    first = [one.first_s * 1000 for one in result.asked]
    whole = [one.whole_s * 1000 for one in result.asked]
    third = max(1, len(result.memory_mb) // 3)
    begin = statistics.median(result.memory_mb[third : 2 * third] or result.memory_mb)
    end = statistics.median(result.memory_mb[-third:])
    table = Table("figure", "value", title=title)
    rows = (
        ("people at once", people),
        ("questions answered", len(result.asked)),
        ("errors", len(result.errors)),
        ("answers to another question", result.wrong),
        ("first words p50 / p95 / max (ms)", _spread(first)),
        ("whole answer p50 / p95 / max (ms)", _spread(whole)),
        ("memory, middle third and last third (MB)", f"{begin:.0f} / {end:.0f}"),
    )
    for name, value in rows:
        table.add_row(name, str(value))
    console.print(table)
    for error in sorted(set(result.errors))[:5]:
        console.print(error)
    return not result.errors and not result.wrong and bool(result.asked)


def _spread(values: Sequence[float]) -> str:
    if not values:
        return "–"
    middle, high = percentile(values, 50), percentile(values, 95)
    return f"{middle:.0f} / {high:.0f} / {max(values):.0f}"


def main(
    people: Annotated[int, typer.Option(help="People at once, without a model.")] = 100,
    seconds: Annotated[float, typer.Option(help="How long they ask.")] = 300,
    every: Annotated[float, typer.Option(help="Seconds from one question to the next.")] = 5,
    streams: Annotated[int, typer.Option(help="People at once, with a scripted model.")] = 50,
) -> None:
    """Measure, and say whether the limits are kept."""
    console = Console()
    index_dir = Settings().index_dir
    kept = True
    with ExitStack() as stack, tempfile.TemporaryDirectory() as name:
        server, cookies = served(stack, Path(name), index_dir, people)
        expected = asyncio.run(reference(server, cookies[0]))
        result = asyncio.run(
            crowd(server, cookies, seconds=seconds, every_s=every, expected=expected)
        )
        kept &= report(console, "Without a language model", result, people)
        late = percentile([one.whole_s for one in result.asked], 95) if result.asked else 0.0
        kept &= late < P95_LIMIT_S
    if streams:
        kept &= _with_model(console, index_dir, streams, min(seconds, 60))
    sys.exit(0 if kept else 1)


def _with_model(console: Console, index_dir: Path, people: int, seconds: float) -> bool:
    with ExitStack() as stack, tempfile.TemporaryDirectory() as name:
        model = stack.enter_context(serving_model())
        model.behave(says(right))
        server, cookies = served(
            stack, Path(name), index_dir, people,
            model=NAME, model_base_url=model.address, model_concurrency="50", model_queue="100",
        )  # fmt: skip
        result = asyncio.run(crowd(server, cookies, seconds=seconds, every_s=5, expected={}))
        return report(console, "With a scripted language model, streamed", result, people)


if __name__ == "__main__":
    typer.run(main)
