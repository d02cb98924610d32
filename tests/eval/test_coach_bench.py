"""The benchmark of coaching records fills what it says and measures each opening."""

from pathlib import Path

from assistant.coach.store import CoachStore
from assistant.store import Database
from corpus import Corpus
from eval.coach_bench import fill, measure


def test_everyone_is_kept_shared_and_opened(corpus: Corpus, tmp_path: Path) -> None:
    database = Database(tmp_path / "coaching")
    store = CoachStore.over(database, corpus)
    ids = fill(store, corpus, people=3, assessments=2)
    assert len(store.people.shared_with("coach")) == len(ids) == 3
    for person_id in ids:
        history = store.assessments.history("coach", person_id)
        assert [len(s.assessment.own) + len(s.assessment.coach) for s in history] == [66, 66]
    figures = measure(store, ids, rounds=4)
    assert {name: len(values) for name, values in figures.items()} == {
        "a coach's list": 4,
        "a person's history": 4,
    }
    database.close()
