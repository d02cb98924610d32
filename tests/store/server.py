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


@contextmanager
def running() -> Iterator[str]:
    """A server on a socket of its own; yields its address with `{database}` left open."""
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
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        serve = [str(control), "-D", str(data), "-l", str(folder / "log"), "-w"]
        _run([*serve, "-o", options, "start"])
        try:
            yield f"postgresql://tester@/{{database}}?host={folder}"
        finally:
            _run([*serve, "-m", "immediate", "stop"])


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
