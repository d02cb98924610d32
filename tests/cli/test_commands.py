"""The commands beside `ask`: index, corpus, doctor, serve."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import CHECKOUT
from tests.cli.conftest import Run


def test_the_index_is_built_anew_only_when_something_changed(
    run: Run, environment: pytest.MonkeyPatch, quick_to_build: Path
) -> None:
    assert "索引を作りました" in run("index", "build").err
    unchanged = run("index", "build")
    assert "索引は最新です" in unchanged.out
    assert unchanged.err == ""
    environment.setenv("ASSISTANT_PASSAGE_PREFIX", "文書: ")
    stale = run("index", "status")
    assert stale.code == 1
    assert "索引が古くなっています。" in stale.err
    assert "索引を作りました" in run("index", "build").err
    status = run("index", "status")
    assert status.code == 0
    assert str(quick_to_build / "index") in status.out


def test_a_missing_index_is_told_and_not_made_by_looking(
    run: Run, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    result = run("index", "status")
    assert result.code == 1
    assert "索引がありません。" in result.err
    assert list(tmp_path.iterdir()) == []


def test_the_corpus_is_counted(run: Run) -> None:
    result = run("corpus", "check", "--lang", "en")
    assert result.code == 0
    rows = {
        cells[1].strip(): int(cells[2])
        for line in result.out.splitlines()
        if len(cells := line.split("│")) == 4
    }
    assert rows["Required skills"] == 33
    assert rows["Recommended skills"] == 31
    assert rows["Training items"] == 51
    assert rows["Programmes"] == 11
    assert "77051029e4d86bee813877de5a886da0414f234556a9710f6cca1556ead8eb15" in result.out


def test_a_wrong_byte_in_the_text_is_reported_by_every_command(tmp_path: Path) -> None:
    for folder in ("assistant", "corpus", "index"):
        ignored = shutil.ignore_patterns("model", "training", "__pycache__")
        shutil.copytree(CHECKOUT / folder, tmp_path / folder, ignore=ignored)
    text = tmp_path / "corpus" / "strategy.txt"
    text.chmod(0o644)
    text.write_bytes(text.read_bytes().replace("令和8年7月2日".encode(), "令和8年7月3日".encode()))
    for command in (["corpus", "check"], ["ask", "革新力とは"], ["doctor", "--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "--lang", "ja", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "strategy.txt" in done.stderr + done.stdout
        assert "Traceback" not in done.stderr


def test_the_doctor_finds_a_good_set_up_in_order(run: Run) -> None:
    result = run("doctor", "--json")
    assert result.code == 0
    report = json.loads(result.out)
    assert report["ok"] is True
    assert [finding["part"] for finding in report["findings"]] == [
        "settings",
        "tokeniser",
        "model",
        "corpus",
        "index",
        "disk",
        "writable",
        "files",
        "database",
        "access",
    ]
    for finding in report["findings"]:
        assert list(finding) == ["part", "title", "state", "detail", "fix"]
        assert finding["state"] == "ok" or finding["part"] == "disk"
    assert "原文と記録" in run("doctor").out


def doctor(run: Run, part: str) -> tuple[int, dict[str, str]]:
    result = run("doctor", "--json", "--lang", "en")
    found = {f["part"]: f for f in json.loads(result.out)["findings"] if f["state"] != "ok"}
    return result.code, found[part]


def test_the_doctor_warns_of_a_missing_index(
    run: Run, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "none"))
    code, finding = doctor(run, "index")
    assert (code, finding["state"]) == (0, "warn")
    assert "make index" in finding["fix"]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("variable", "value", "part"),
    [
        ("ASSISTANT_PORT", "many", "settings"),
        ("ASSISTANT_PROT", "9000", "settings"),
        ("ASSISTANT_EMBEDDING_MODEL", "none", "model"),
        ("ASSISTANT_INDEX_DIR", str(Path(__file__) / "index"), "writable"),
    ],
)
def test_the_doctor_fails_what_keeps_the_assistant_from_working(
    run: Run, environment: pytest.MonkeyPatch, variable: str, value: str, part: str
) -> None:
    environment.setenv(variable, value)
    code, finding = doctor(run, part)
    assert (code, finding["state"]) == (1, "fail")
    assert finding["fix"]


def test_a_port_in_use_is_said_before_anything_slow(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port)
    assert (result.code, result.out) == (1, "")
    assert f"ポート {port} は使用中です。" in result.err
    assert "--port" in result.err


def test_an_address_of_another_machine_is_refused(run: Run) -> None:
    # 192.0.2.0/24 is set aside for documentation (RFC 5737): no machine has it.
    result = run("serve", "--host", "192.0.2.1", "--port", "0", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert "192.0.2.1" in result.err


@pytest.mark.parametrize("port", ["-1", "65536", "many"])
def test_a_port_that_cannot_be_is_wrong_usage(run: Run, port: str) -> None:
    assert run("serve", "--port", port).code == 2


def test_help_is_in_the_language_asked_for(run: Run) -> None:
    assert "質問に答え" in run("--help").out
    assert "Answer a question" in run("--help", "--lang", "en").out
    assert run().code == 2


def test_the_version_is_that_of_the_project(run: Run) -> None:
    version = run("--version").out.strip()
    assert f'version = "{version}"' in (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
