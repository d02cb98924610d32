"""PostgreSQL is away at the start, in the middle, and comes back without anybody's doing."""

import os
import uuid
from collections.abc import Iterator

import httpx
import psycopg
import pytest

from assistant.accounts.types import Role
from assistant.messages import text
from assistant.settings import Settings
from assistant.web.markdown import inert
from index.types import IndexSettings
from tests.faults.city import COOKIE, City
from tests.store.server import Cluster, cluster, program
from tests.web.coaching.visitor import assessment_of, share
from tests.web.serving import serving
from tests.web.talking import talking

PLAIN = "Lv.3の必須スキルは？"


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    if program("initdb") is None:
        reason = "PostgreSQL is not installed (Debian: apt install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with cluster() as server:
        address = server.address.format(database="postgres")
        with psycopg.connect(address, autocommit=True) as made:
            made.execute("CREATE DATABASE assistant")
        yield server


def test_away_in_the_middle_of_a_session(
    postgresql: Cluster,
    built_index_settings: IndexSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("database")
    url = postgresql.address.format(database="assistant")
    given = {"ASSISTANT_LOGIN": "local", "ASSISTANT_DATABASE_URL": url}
    with serving(folder, built_index_settings.directory, settings=given) as server:
        city = City(server, Settings(data_dir=folder, database_url=url))
        staff, coach = city.staff(), city.somebody(Role.COACH)
        share(staff, coach)
        here = assessment_of(staff)
        coach.get(here)
        coach.post(f"{here}/plans")
        plan = coach.link(r"/plans/[0-9a-f]{32}")
        coach.get(plan)
        staff.get(f"{here}/skills/1")
        before = city.rows()
        city.database.close()
        with staff.chat() as conversation:
            postgresql.stop()
            said = conversation.ask(PLAIN).texts
            assert "批判的思考" in said[0]
            assert inert(text("web.not_kept", "ja")) in said[1:]
            # Somebody who was in may go on asking; nothing else is shown or saved.
            for visitor, path, fields in (
                (staff, f"{here}/skills/1", {"rating": "unknown", "evidence": "x"}),
                (staff, "/delete", {"confirm": "yes"}),
                (coach, f"{plan}/lines", {"part": "notes", "action": "add", "line": "x"}),
                (coach, f"{plan}/decision", {"to": "approved"}),
            ):
                refused = visitor.client.post(
                    f"/coaching{path}", data={"token": "0" * 64, "version": 1, **fields}
                )
                assert refused.status_code == 503
                assert "保存していません" in refused.text or "読み書きできません" in refused.text
                assert "psycopg" not in refused.text
            # Whose secret cannot be looked up is told so; without one there is nothing to look up.
            for secret, status in (("x" * 43, 503), ("", 401)):
                cookie = {"Cookie": f"{COOKIE}={secret}"}
                told = httpx.get(f"{server.address}/user", headers=cookie)
                assert told.status_code == status
            postgresql.start()
            assert len(conversation.ask(PLAIN).texts) == 1
        assert {n: r for n, r in city.rows().items() if n in ("plan", "rating", "person")} == {
            n: r for n, r in before.items() if n in ("plan", "rating", "person")
        }
        staff.get(f"{here}/skills/1")
        kept = staff.post(f"{here}/skills/1", rating="supported", evidence="後で")
        assert kept.status_code == 200
        city.close()


def test_away_at_the_start(
    postgresql: Cluster,
    built_index_settings: IndexSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("database-later")
    url = postgresql.address.format(database="assistant")
    given = {"ASSISTANT_DATABASE_URL": url}
    postgresql.stop()
    with serving(folder, built_index_settings.directory, settings=given) as server:
        with talking(server.address, str(uuid.uuid4())) as conversation:
            said = conversation.ask(PLAIN).texts
            assert "批判的思考" in said[0]
            assert inert(text("web.not_kept", "ja")) in said[1:]
        with httpx.Client(base_url=server.address, follow_redirects=True) as guest:
            assert guest.get("/coaching/").status_code == 503
            postgresql.start()
            assert guest.get("/coaching/").status_code == 200
            with talking(server.address, str(uuid.uuid4()), cookies=guest.cookies) as conversation:
                assert len(conversation.ask(PLAIN).texts) == 1
        assert "tester" not in server.log.read_text()
