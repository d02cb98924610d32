"""The benchmark measures processes rightly and lays its figures out; the figures are not judged."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from rich.console import Console

from eval.bench import Figure, as_json, comparison, run

FIGURES = [
    Figure("cold", "s", 1.5, 3.0),
    Figure("warm", "ms", 2500.0, 2.0),
]


def test_a_ratio_is_ours_over_the_baseline() -> None:
    assert [figure.ratio for figure in FIGURES] == [1.5 / 3.0, 2500.0 / 2.0]


def test_a_process_is_measured_with_its_output(tmp_path: Path) -> None:
    # Measured from a process as small as the benchmark: this one holds more than it measures.
    held = "block = bytearray(300_000_000); print(len(block))"
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from eval.bench import run\n"
        f"process = run(['-c', {held!r}], Path(sys.argv[1]))\n"
        "print(process.output.strip(), process.peak_mb, process.seconds)"
    )
    output, peak_mb, seconds = run(["-c", code, str(tmp_path)], tmp_path).output.split()
    assert output == "300000000"
    assert float(peak_mb) == pytest.approx(310, abs=15)
    assert float(seconds) > 0


def test_a_process_gets_the_data_folder_and_no_other_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", "/elsewhere")
    code = (
        "from assistant.settings import Settings\n"
        "settings = Settings()\n"
        "print(settings.data_dir, settings.index_dir, sep='\\n')"
    )
    output = run(["-c", code], tmp_path).output
    assert output.splitlines() == [str(tmp_path), str(tmp_path / "index")]


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run(["-c", "raise SystemExit('no model')"], tmp_path)
    assert b"no model" in caught.value.stderr


def test_the_table_shows_figures_units_and_ratios() -> None:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(comparison(FIGURES))
    lines = [line for line in console.export_text().splitlines() if "│" in line]
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines]
    assert cells == [
        ["cold", "1.50 s", "3.00 s", "0.50×"],
        ["warm", "2,500.00 ms", "2.00 ms", "1250.00×"],
    ]


def test_the_json_holds_the_machine_and_every_figure() -> None:
    data = json.loads(as_json(FIGURES))
    assert data["machine"]["questions"] == 60
    assert data["figures"][0] == {
        "name": "cold",
        "unit": "s",
        "assistant": 1.5,
        "baseline": 3.0,
        "ratio": 0.5,
    }
