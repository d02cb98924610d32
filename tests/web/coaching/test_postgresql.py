"""The pages over a PostgreSQL server: the whole way, and what two at once may not undo."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from fastapi import FastAPI
from psycopg import sql

from assistant.coach.scale import Rating
from tests.store.server import program, running
from tests.web.coaching.conftest import MakeApp
from tests.web.coaching.visitor import Visitor, answer_all, enter, share, staff

PLAN = r"/plans/[0-9a-f]{32}"


@pytest.fixture(scope="module")
def records() -> Iterator[str]:
    """The address of a server of the tests' own, `{database}` left open."""
    if program("initdb") is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    with running() as address:
        yield address


@pytest.fixture
def address(records: str) -> str:
    """The address of an empty database on it."""
    name = f"pages_{uuid4().hex}"
    with psycopg.connect(records.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return records.format(database=name)


@pytest.fixture
def served(make_app: MakeApp, address: str) -> FastAPI:
    return make_app(database_url=address)


def test_from_consent_to_an_approved_plan_a_copy_and_the_end_of_everything(
    served: FastAPI, address: str, tmp_path: Path
) -> None:
    visitor, coach = staff(served, "髙﨑 𠮷子"), enter(served, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED, Rating.INDEPENDENT)
    visitor.get(f"{here}/recommended/1")
    visitor.post(f"{here}/recommended/1", rating="unknown", evidence="これから")
    share(visitor, coach)
    coach.get(here)
    coach.post(f"{here}/plans")
    plan = coach.link(PLAN)
    coach.post(f"{plan}/lines", part="notes", action="add", line="来週話しましょう。")
    visitor.get(plan)
    visitor.post(f"{plan}/comments", words="よろしくお願いします。", seen=0)
    coach.get(plan)
    assert "よろしくお願いします。" in coach.text
    coach.post(f"{plan}/decision", to="approved", comment="確かめました。")
    visitor.get(plan)
    assert "承認済み" in visitor.text
    assert "髙﨑 𠮷子" in visitor.text
    for form in ("pdf", "docx", "md", "json"):
        assert visitor.get(f"{plan}/download/{form}").status_code == 200
    copy = json.loads(visitor.get("/my-data.json").content)
    assert [c["text"] for c in copy["plans"][0]["comments"]] == ["よろしくお願いします。"]
    assert not (tmp_path / "data" / "records" / "records.sqlite3").read_bytes()
    visitor.get("/me")
    visitor.post("/delete", confirm="yes")
    assert "削除しました" in visitor.text
    with psycopg.connect(address) as connection:
        for table in ("person", "share", "assessment", "rating", "plan", "decision", "comment"):
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            counted = connection.execute(query).fetchone()
            assert counted == (0,), table
    assert coach.get(plan).status_code == 404


def test_a_form_sent_many_times_at_once_is_taken_once(served: FastAPI) -> None:
    visitor, coach = staff(served), enter(served, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED)
    share(visitor, coach)
    coach.get(here)
    # Each thread sends the form that one page has shown, with a client of its own.
    shown, cookies = coach.page, dict(coach.client.cookies)

    def send(path: str, fields: dict[str, object]) -> int:
        again = Visitor(served)
        again.client.cookies.update(cookies)
        again.page = shown
        return again.post(path, **fields).status_code

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: send(f"{here}/plans", {}), range(6)))
    assert set(made) == {200}
    visitor.get("/me")
    (plan,) = set(re.findall(rf'href="/coaching({PLAN})"', visitor.page))
    coach.get(plan)
    shown = coach.page
    with ThreadPoolExecutor(6) as pool:
        fields = {"words": "一度だけ", "seen": 0}
        written = list(pool.map(lambda _: send(f"{plan}/comments", fields), range(6)))
    assert set(written) == {200}
    coach.get(plan)
    assert len(re.findall(r'<p class="said">一度だけ</p>', coach.page)) == 1


def test_a_server_that_goes_away_is_told_and_the_typed_words_stay(
    make_app: MakeApp, address: str
) -> None:
    visitor = staff(make_app(database_url=address))
    here = re.findall(r"/people/[0-9a-f]{32}/assessments/[0-9a-f]{32}", visitor.page)[0]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER TABLE rating RENAME TO aside")
        response = visitor.get(f"{here}/skills/1")
        assert response.status_code == 503
        assert "記録を読み書きできない" in visitor.text
        connection.execute("ALTER TABLE aside RENAME TO rating")
    assert visitor.get(f"{here}/skills/1").status_code == 200
