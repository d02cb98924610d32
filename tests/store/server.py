"""A PostgreSQL server of the tests' own, from the system's programs."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# The server refuses root; this account can do nothing else.
_ACCOUNT = "nobody"


def program(name: str) -> Path | None:
    """Where a program of PostgreSQL is, or None."""
    found = shutil.which(name)
    if found:
        return Path(found).resolve()
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3])
    )
    return versions[-1] if versions else None


class Cluster:
    """A server that can be stopped and started again.

    Attributes:
        address: With `{database}` left open.
    """

    def __init__(self, folder: Path, control: Path) -> None:
        self.address = f"postgresql://tester@/{{database}}?host={folder}"
        self._options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        self._control = [
            str(control), "-D", str(folder / "data"), "-l", str(folder / "log"), "-w"
        ]  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers."""
        _run([*self._control, "-o", self._options, "start"])

    def stop(self) -> None:
        """Stop at once, whoever is connected."""
        _run([*self._control, "-m", "immediate", "stop"])


@contextmanager
def running() -> Iterator[str]:
    """A server on a socket of its own; yields its address with `{database}` left open."""
    with cluster() as server:
        yield server.address


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that is running; it must be so again at the end."""
    initdb, control = program("initdb"), program("pg_ctl")
    assert initdb
    assert control
    # Not a folder of pytest's: those are closed to other accounts.
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, _ACCOUNT)
        data = folder / "data"
        _run([str(initdb), "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8",
              "--locale=C", "--no-sync"])  # fmt: skip
        server = Cluster(folder, control)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _run(command: Sequence[str]) -> None:
    if os.geteuid() == 0:
        group = pwd.getpwnam(_ACCOUNT).pw_gid
        reduce = ["setpriv", f"--reuid={_ACCOUNT}", f"--regid={group}", "--clear-groups"]
        command = [*reduce, *command]
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        command, cwd="/", env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
