"""The real server in a process of its own, as a person starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import CHECKOUT

# Serves without looking at the index first, as the command does.
_UNPREPARED = """
import socket, uvicorn
from assistant.settings import Settings
from assistant.web.app import create_app
listener = socket.create_server(("127.0.0.1", 0))
application = create_app(Settings())
print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(application, log_level="warning")).run(sockets=[listener])
"""


@dataclass(frozen=True)
class Server:
    """A server that is up.

    Attributes:
        address: `http://127.0.0.1:PORT`.
        data_dir: Where it writes.
        log: What it has printed to standard error.
        pid: Of its process.
        kill: Ends it at once, as a power cut would.
    """

    address: str
    data_dir: Path
    log: Path
    pid: int
    kill: Callable[[], None]

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])


@contextmanager
def serving(
    data_dir: Path,
    index_dir: Path,
    *,
    prepared: bool = True,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run the server on a free port until the block is left.

    Unless `prepared`, it does not see to the index first, as the command does. `settings` are more
    variables of its environment.
    """
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("ASSISTANT_", "CHAINLIT_"))
    }
    environment |= {
        "ASSISTANT_DATA_DIR": str(data_dir),
        "ASSISTANT_INDEX_DIR": str(index_dir),
        "ASSISTANT_PORT": "0",
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUNBUFFERED": "1",
        **(settings or {}),
    }
    command = [sys.executable, "-m", "assistant", "serve"]
    if not prepared:
        command = [sys.executable, "-c", _UNPREPARED]
    log = data_dir / "server.log"
    data_dir.mkdir(parents=True, exist_ok=True)
    # Started elsewhere, so that anything it scatters in the current folder can be found.
    elsewhere = data_dir / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command,
            env=environment,
            cwd=elsewhere,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            yield Server(_address(process, log), data_dir, log, process.pid, process.kill)
        finally:
            process.terminate()
            process.communicate(timeout=120)


def _address(process: "subprocess.Popen[str]", log: Path) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found.group()
    raise AssertionError(f"the server has not started:\n{log.read_text()}")
