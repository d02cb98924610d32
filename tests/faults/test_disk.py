"""A disk that is full or read-only: questions are answered, what is not saved is said."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

import httpx
import pytest

from assistant.accounts.types import Role
from assistant.coach.store import CoachStore
from assistant.messages import text
from assistant.settings import CHECKOUT, Settings
from assistant.store import Database
from assistant.web.markdown import inert
from corpus import Corpus
from index.types import IndexSettings
from tests.faults.city import City, Somebody, ask
from tests.web.coaching.visitor import assessment_of, share
from tests.web.serving import serving
from tests.web.talking import talking

PLAIN = "Lv.3の必須スキルは？"


@contextmanager
def mounted(folder: Path) -> Iterator[Path]:
    """A small disk of its own, where tests may mount one."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a disk")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with mounted(tmp_path_factory.mktemp("full") / "disk") as folder:
        yield folder


@pytest.fixture(scope="module")
def on_disk(disk: Path, built_index_settings: IndexSettings) -> Iterator[City]:
    settings = {"ASSISTANT_LOGIN": "local"}
    folder = disk / "data"
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        city = City(server, Settings(data_dir=folder))
        yield city
        city.close()


def write_on(file: FileIO, size: int) -> None:
    while True:
        file.write(b"x" * size)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """While nothing more fits on the disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 512, 1):
            with pytest.raises(OSError, match="No space"):
                write_on(file, size)
    try:
        yield
    finally:
        filler.unlink()


def refused_aloud(somebody: Somebody, page: str, path: str, **fields: object) -> None:
    """A form that cannot be saved says so, with what was typed."""
    response = somebody.post(path, **fields)
    assert response.status_code == 503
    assert "保存" in somebody.text
    assert "Traceback" not in response.text
    assert "sqlite" not in response.text.lower()
    assert page not in response.text


def test_on_a_full_disk_questions_are_answered_and_nothing_old_is_lost(
    on_disk: City, disk: Path
) -> None:
    staff, coach = on_disk.staff(), on_disk.somebody(Role.COACH)
    share(staff, coach)
    here = assessment_of(staff)
    staff.get(f"{here}/skills/1")
    assert staff.post(f"{here}/skills/1", rating="supported", evidence="前の").status_code == 200
    staff.get(f"{here}/skills/1")
    before = on_disk.rows()
    plain = ask(staff, PLAIN)
    kept = on_disk.rows()
    with full(disk):
        with staff.chat() as conversation:
            said = conversation.ask(PLAIN).texts
            assert said[0] == plain
            assert inert(text("web.not_kept", "ja")) in said[1:]
        refused_aloud(staff, str(disk), f"{here}/skills/1", rating="unknown", evidence="新" * 4000)
        assert "新新新" in staff.page
    assert on_disk.rows()["assessment"] == before["assessment"]
    assert on_disk.rows()["rating"] == before["rating"]
    assert on_disk.rows()["step"] == kept["step"]
    staff.get(f"{here}/skills/1")
    assert "前の" in staff.page
    assert staff.post(f"{here}/skills/1", rating="unknown", evidence="後の").status_code == 200
    assert ask(staff, PLAIN) == plain


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def test_on_a_read_only_disk_questions_are_answered_and_it_recovers_without_a_restart(
    tmp_path: Path, built_index_settings: IndexSettings, corpus: Corpus
) -> None:
    data_dir = tmp_path / "data"
    with mounted(data_dir / "records") as records:
        before = Database(records)
        CoachStore.over(before, corpus).people.add("staff", "前からの職員", at=datetime.now(UTC))
        before.close()
        remount(records, "ro")
        with serving(data_dir, built_index_settings.directory) as server:
            with httpx.Client(base_url=server.address, follow_redirects=True) as guest:
                assert guest.get("/coaching/").status_code == 503
            with talking(server.address, str(uuid.uuid4())) as conversation:
                said = conversation.ask(PLAIN).texts
                assert "批判的思考" in said[0]
                assert inert(text("web.not_kept", "ja")) in said[1:]
            remount(records, "rw")
            with httpx.Client(base_url=server.address, follow_redirects=True) as guest:
                assert guest.get("/coaching/").status_code == 200
                with talking(
                    server.address, str(uuid.uuid4()), cookies=guest.cookies
                ) as conversation:
                    assert len(conversation.ask(PLAIN).texts) == 1
        after = Database(records)
        kept = CoachStore.over(after, corpus).people.of_account("staff")
        assert kept is not None
        assert kept.name == "前からの職員"
        after.close()


def test_the_command_line_answers_though_nothing_can_be_written(
    tmp_path: Path, built_index_settings: IndexSettings
) -> None:
    with mounted(tmp_path / "data") as data_dir:
        remount(data_dir, "ro")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
        environment |= {
            "ASSISTANT_DATA_DIR": str(data_dir),
            "ASSISTANT_INDEX_DIR": str(built_index_settings.directory),
            "PYTHONPATH": str(CHECKOUT),
        }
        command = [sys.executable, "-m", "assistant", "--lang", "ja"]
        asked = subprocess.run(
            [*command, "ask", PLAIN], env=environment, capture_output=True, text=True, check=False
        )
        assert (asked.returncode, "批判的思考" in asked.stdout) == (0, True)
        changed = subprocess.run(
            [*command, "users", "add", "hanako", "--name", "花子", "--sign-on"],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert changed.returncode == 1
        assert "Traceback" not in changed.stderr
        assert "保存していません" in changed.stderr
