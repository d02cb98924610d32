"""Ratings are kept for their owners, without the question."""

import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.pipeline import Pipeline
from assistant.types import Answer
from assistant.web.feedback import FeedbackStore, Rating

OWNER = str(uuid.uuid4())
OTHER = str(uuid.uuid4())
ANSWER_ID = str(uuid.uuid4())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "below" / "feedback.sqlite3"


@pytest.fixture
def store(path: Path) -> FeedbackStore:
    return FeedbackStore(path)


@pytest.fixture(scope="module")
def answer(pipeline: Pipeline) -> Answer:
    return pipeline.ask("批判的思考とは").answer


def rows(path: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("SELECT * FROM feedback")]


def test_a_rating_is_kept_with_what_was_answered(
    store: FeedbackStore, path: Path, answer: Answer
) -> None:
    feedback_id = store.put(OWNER, Rating(ANSWER_ID, 1, "よい"), answer)
    row = rows(path)[0]
    assert row["id"] == feedback_id
    assert (row["value"], row["comment"], row["status"]) == (1, "よい", "answered")
    assert "skill/lv3/critical-thinking" in str(row["record_ids"])
    assert row["index_id"] == answer.index_id
    assert str(row["given_at"]).endswith("+00:00")


def test_neither_the_session_nor_the_text_is_kept(
    store: FeedbackStore, path: Path, answer: Answer
) -> None:
    store.put(OWNER, Rating(ANSWER_ID, 0), answer)
    content = path.read_bytes()
    assert OWNER.encode() not in content
    assert answer.text[:20].encode() not in content


def test_rating_again_replaces_the_rating(store: FeedbackStore, path: Path, answer: Answer) -> None:
    first = store.put(OWNER, Rating(ANSWER_ID, 1), answer)
    second = store.put(OWNER, Rating(ANSWER_ID, 0, "やはり"), answer)
    assert first == second
    assert [(row["value"], row["comment"]) for row in rows(path)] == [(0, "やはり")]


def test_another_session_has_a_rating_of_its_own(
    store: FeedbackStore, path: Path, answer: Answer
) -> None:
    assert store.put(OWNER, Rating(ANSWER_ID, 1), answer) != store.put(
        OTHER, Rating(ANSWER_ID, 0), answer
    )
    assert len(rows(path)) == 2


def test_only_the_owner_takes_a_rating_back(
    store: FeedbackStore, path: Path, answer: Answer
) -> None:
    feedback_id = store.put(OWNER, Rating(ANSWER_ID, 1), answer)
    assert not store.remove(OTHER, feedback_id)
    assert len(rows(path)) == 1
    assert store.remove(OWNER, feedback_id)
    assert rows(path) == []
    assert not store.remove(OWNER, feedback_id)


def test_hostile_comments_are_only_text(store: FeedbackStore, path: Path, answer: Answer) -> None:
    comment = "'); DROP TABLE feedback; --"
    store.put(OWNER, Rating(ANSWER_ID, 1, comment), answer)
    assert rows(path)[0]["comment"] == comment


def test_ratings_outlive_the_store(store: FeedbackStore, path: Path, answer: Answer) -> None:
    store.put(OWNER, Rating(ANSWER_ID, 1), answer)
    FeedbackStore(path)
    assert len(rows(path)) == 1


def test_ratings_given_at_once_are_all_kept(
    store: FeedbackStore, path: Path, answer: Answer
) -> None:
    with ThreadPoolExecutor(8) as pool:
        given = [
            pool.submit(store.put, str(uuid.uuid4()), Rating(ANSWER_ID, 1), answer)
            for _ in range(40)
        ]
    assert len({done.result() for done in given}) == 40
    assert len(rows(path)) == 40


def test_a_file_that_is_no_database_is_named_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but somebody's file" * 40)
    with pytest.raises(SettingsError, match=r"feedback\.sqlite3"):
        FeedbackStore(path)
    assert path.read_bytes().startswith(b"not a database")
