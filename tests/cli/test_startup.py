"""What a fresh process imports, and how it ends."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from assistant.settings import CHECKOUT

PROBE = """
import sys
import urllib.request
sys.argv = ["assistant", *{arguments!r}]
from assistant.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("loaded:", *sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
# A process started in the background of a script ignores interrupts, and so do its children.
INTERRUPTIBLE = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("assistant", run_name="__main__")
"""
HEAVY = {
    "chainlit",
    "fastapi",
    "onnxruntime",
    "sentence_transformers",
    "sklearn",
    "torch",
    "transformers",
    "uvicorn",
}


def loaded(data_dir: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=arguments)],
        cwd=CHECKOUT,
        env={**os.environ, "ASSISTANT_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.rsplit("loaded:", 1)[1].split())


@pytest.mark.parametrize(
    "question",
    ["「革新力」の定義は？", "窓口に来た人を待たせない工夫を考えられる力が知りたい"],
    ids=["from records", "by search"],
)
def test_one_question_imports_no_web_and_no_torch(data_dir: Path, question: str) -> None:
    assert not loaded(data_dir, "ask", question) & HEAVY


def test_a_structured_answer_opens_neither_the_model_nor_the_store(data_dir: Path) -> None:
    assert not loaded(data_dir, "ask", "「革新力」の定義は？") & {"chromadb", "model2vec"}


@pytest.mark.parametrize("arguments", [("--help",), ("ask", "「革新力」の定義は？")])
def test_no_other_command_loads_the_evaluation(data_dir: Path, arguments: tuple[str, ...]) -> None:
    assert not loaded(data_dir, *arguments) & {"eval", "ir_measures", "matplotlib"}


def test_the_help_of_the_evaluation_waits_for_no_search_and_no_plots(data_dir: Path) -> None:
    found = loaded(data_dir, "eval", "--help")
    assert "eval" in found
    assert not found & {"bm25s", "chromadb", "ir_measures", "matplotlib", "numpy", "sudachipy"}


def test_help_imports_no_search_at_all(data_dir: Path) -> None:
    searching = {"bm25s", "chromadb", "langchain_core", "model2vec", "numpy", "sudachipy"}
    assert not loaded(data_dir, "--help") & (HEAVY | searching)


def test_an_interrupted_command_ends_with_130_and_without_a_trace(data_dir: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "--lang", "ja", "ask", "-"],
        cwd=CHECKOUT,
        env={**os.environ, "ASSISTANT_DATA_DIR": str(data_dir), "PYTHONVERBOSE": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        # It has begun to read once a question longer than the pipe's buffer has gone through.
        process.stdin.write("あ" * 100_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in err


def test_the_page_is_served_at_the_address_printed_until_interrupted(
    data_dir: Path, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "ASSISTANT_DATA_DIR": str(tmp_path),
        "ASSISTANT_INDEX_DIR": str(data_dir / "index"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "--lang", "en", "serve", "--port", "0"],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().removeprefix("Chat page: ").strip()
        assert address.startswith("http://127.0.0.1:")
        # Without a proxy that the environment may name.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=180) as response:
            page = response.read().decode("utf-8")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert "<html" in page
    assert process.returncode == 130
    assert "Traceback" not in err
