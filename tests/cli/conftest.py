"""The command line, called in this process with an environment of its own."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main
from index.types import IndexSettings


@dataclass(frozen=True)
class Result:
    """What a run of the command line left."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def data_dir(built_index_settings: IndexSettings) -> Path:
    """A folder with an index that is up to date; not to be changed."""
    return built_index_settings.directory.parent


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> pytest.MonkeyPatch:
    """A Japanese locale, the index of `data_dir`, and no other setting."""
    for name in os.environ:
        if name.startswith(("ASSISTANT_", "LC_", "LANG")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(data_dir))
    return monkeypatch


@pytest.fixture
def run(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, stdin: bytes = b"") -> Result:
        environment.setattr(sys, "argv", ["assistant", *arguments])
        environment.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        assert "Traceback" not in captured.err
        return Result(code or 0, captured.out, captured.err)

    return call
