"""`python -m eval.bench`: start-up, answers, index build and memory, beside a plain baseline.

Every figure comes from a process of its own on this machine in this run. The baseline
(`eval/baseline.py`) uses the same embedding model and only retrieves, so that its figures are a
floor rather than an equal: it returns four pieces of text where the assistant answers.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import variable
from eval.bench_tasks import SEARCHED, questions
from eval.figures import percentile

STRUCTURED = "Lv.3には何が求められますか"


@dataclass(frozen=True, slots=True)
class Process:
    """A finished process.

    Attributes:
        seconds: Wall time from its start to its end.
        peak_mb: Most memory it held at once, in units of 1,000,000 bytes. Linux lets a process
            inherit the figure of the one that starts it, so it is never below the benchmark's own.
        output: What it printed.
    """

    seconds: float
    peak_mb: float
    output: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the comparison: the same measured of the assistant and of the baseline."""

    name: str
    unit: str
    assistant: float
    baseline: float

    @property
    def ratio(self) -> float:
        """How many times the baseline's figure ours is."""
        return self.assistant / self.baseline


def run(arguments: Sequence[str], data_dir: Path) -> Process:
    """Run Python with some arguments on a data folder, and measure the process.

    Raises:
        subprocess.CalledProcessError: It failed; what it complained of is in the exception.
    """
    command = [sys.executable, *arguments]
    environment = os.environ | {variable("data_dir"): str(data_dir)}
    environment.pop(variable("index_dir"), None)
    with tempfile.TemporaryFile() as complaints:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own modules, no shell
            command, env=environment, stdout=subprocess.PIPE, stderr=complaints
        )
        assert process.stdout is not None  # noqa: S101 - for the type checker; it is a pipe
        output = process.stdout.read()
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        if process.returncode:
            raise subprocess.CalledProcessError(
                process.returncode, command, output, complaints.read()
            )
    # Linux counts in units of 1,024 bytes, macOS in bytes.
    factor = 1 if platform.system() == "Darwin" else 1024
    return Process(seconds, usage.ru_maxrss * factor / 1e6, output.decode())


def task(name: str, data_dir: Path) -> Process:
    """Run one of `eval.bench_tasks`."""
    return run(["-m", "eval.bench_tasks", name], data_dir)


def measure(data_dir: Path, rounds: int, say: Console) -> Iterator[Figure]:
    """Measure everything; `rounds` cold starts of each kind, of which the median counts."""
    say.print("Building both indexes…")
    ours, plain = task("build_assistant", data_dir), task("build_baseline", data_dir)
    yield Figure("index build", "s", ours.seconds, plain.seconds)
    yield Figure("index build, peak memory", "MB", ours.peak_mb, plain.peak_mb)

    say.print(f"Starting cold, {rounds} times each…")
    # In turns, so that a busy moment of the machine meets all alike.
    records, searched, nearest = [], [], []
    for _ in range(rounds):
        records.append(run(["-m", "assistant", "ask", STRUCTURED], data_dir))
        searched.append(run(["-m", "assistant", "ask", SEARCHED], data_dir))
        nearest.append(task("search_cold", data_dir))
    floor = _median(nearest)
    yield Figure("cold ask, answered from records", "s", _median(records), floor)
    yield Figure("cold ask, answered by search", "s", _median(searched), floor)
    peaks = [max(p.peak_mb for p in processes) for processes in (searched, nearest)]
    yield Figure("cold ask, peak memory", "MB", *peaks)

    say.print(f"Asking {len(questions())} questions, warm…")
    ours, plain = task("answer_warm", data_dir), task("search_warm", data_dir)
    for name, share in (("p50", 50), ("p95", 95)):
        values = [percentile(json.loads(p.output), share) for p in (ours, plain)]
        yield Figure(f"warm question, {name}", "ms", *values)
    yield Figure("warm, peak memory", "MB", ours.peak_mb, plain.peak_mb)


def comparison(figures: Sequence[Figure]) -> Table:
    """The figures as a table."""
    table = Table(title="The assistant beside a plain LangChain baseline")
    table.add_column("")
    for heading in ("assistant", "baseline", "ratio"):
        table.add_column(heading, justify="right")
    for figure in figures:
        values = [f"{v:,.2f} {figure.unit}" for v in (figure.assistant, figure.baseline)]
        table.add_row(figure.name, *values, f"{figure.ratio:.2f}×")
    return table


def as_json(figures: Sequence[Figure]) -> str:
    """The figures with what they were measured on."""
    machine = {
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "questions": len(questions()),
    }
    lines = [asdict(figure) | {"ratio": figure.ratio} for figure in figures]
    return json.dumps({"machine": machine, "figures": lines}, ensure_ascii=False, indent=2)


def main(
    rounds: Annotated[int, typer.Option(min=1, help="Cold starts of each kind.")] = 5,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures to this file, too.")
    ] = None,
) -> None:
    """Measure, and print a table."""
    console, progress = Console(), Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            figures = list(measure(Path(folder), rounds, progress))
        except subprocess.CalledProcessError as error:
            progress.print(f"{error}\n{error.stderr.decode()}", markup=False)
            raise typer.Exit(1) from None
    console.print(comparison(figures))
    console.print(
        f"{os.cpu_count()} processors. The baseline retrieves four pieces and answers nothing."
    )
    if json_file:
        json_file.write_text(as_json(figures) + "\n", encoding="utf-8")


def _median(processes: Sequence[Process]) -> float:
    return statistics.median(process.seconds for process in processes)


if __name__ == "__main__":
    typer.run(main)
