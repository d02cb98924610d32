"""When nothing can be kept: questions are answered, that is said once, and it ends by itself."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from index.types import IndexSettings
from tests.store.server import Cluster, cluster, program
from tests.web.serving import Server, serving
from tests.web.talking import talking

NOTICE = "会話を保存できません"


@pytest.fixture
def postgresql() -> Iterator[Cluster]:
    if program("initdb") is None:
        reason = "PostgreSQL is not installed (Debian: apt install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with cluster() as server:
        yield server


def test_a_database_that_is_lost_and_found_again(
    postgresql: Cluster, built_index_settings: IndexSettings, tmp_path: Path
) -> None:
    with psycopg.connect(postgresql.address.format(database="postgres"), autocommit=True) as made:
        made.execute("CREATE DATABASE assistant")
    url = postgresql.address.format(database="assistant")
    index_dir = built_index_settings.directory
    with (
        serving(tmp_path / "data", index_dir, settings={"ASSISTANT_DATABASE_URL": url}) as server,
        httpx.Client(base_url=server.address) as client,
    ):
        client.get("/")
        with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as page:
            first = page.ask("Lv.2の必須スキルを教えてください")
            assert len(first.texts) == 1
            postgresql.stop()
            second = page.ask("では、Lv.3は？")
            assert "批判的思考" in second.texts[0]
            assert NOTICE in second.texts[1]
            third = page.ask("では、Lv.4は？")
            assert len(third.texts) == 1
            assert "ビジネスアナリシス" in third.texts[0]
            rating = {"forId": third.run_id, "threadId": third.thread_id, "value": 1}
            assert client.put("/feedback", json={"feedback": rating}).status_code == 503
            body = {"pagination": {"first": 5}, "filter": {}}
            assert client.post("/project/threads", json=body).status_code == 503
            postgresql.start()
            fourth = page.ask("では、Lv.5は？")
            assert len(fourth.texts) == 1
            assert client.put("/feedback", json={"feedback": rating}).status_code == 403
        thread = client.get(f"/project/thread/{first.thread_id}").json()
        kept = [step["output"] for step in thread["steps"] if "message" in step["type"]]
        assert kept == [
            "Lv.2の必須スキルを教えてください", *first.texts, "では、Lv.5は？", *fourth.texts
        ]  # fmt: skip


@pytest.fixture
def without_records(built_index_settings: IndexSettings, tmp_path: Path) -> Iterator[Server]:
    """A server whose folder of records cannot be made."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    (data_dir / "records").touch()
    with serving(data_dir, built_index_settings.directory) as server:
        yield server


def test_guests_of_whom_nothing_is_kept_are_told_so_until_the_records_are_there(
    without_records: Server,
) -> None:
    server = without_records
    with talking(server.address, str(uuid.uuid4())) as page:
        answer = page.ask("批判的思考とは")
        assert "批判的思考" in answer.texts[0]
        assert NOTICE in answer.texts[1]
        assert len(page.ask("説明力とは").texts) == 1
    (server.data_dir / "records").unlink()
    with httpx.Client(base_url=server.address) as client:
        client.get("/")
        with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as page:
            answer = page.ask("批判的思考とは")
            assert len(answer.texts) == 1
        assert client.get(f"/project/thread/{answer.thread_id}").status_code == 200


def test_the_notice_is_in_the_language_of_the_page(without_records: Server) -> None:
    headers = {"Accept-Language": "en"}
    with talking(without_records.address, str(uuid.uuid4()), headers=headers) as page:
        assert "cannot be saved" in page.ask("What is critical thinking?").texts[1].replace(
            "\\", ""
        )
